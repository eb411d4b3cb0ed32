"""``kg push``: the graph to Neo4j."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands import output, server


@click.command("push", short_help="Make what a Neo4j database holds of the graph equal to it.")
@output.graph_file
@server.address
@server.options(required=True)
@click.option("--graph", "name", default="", metavar="NAME", help="Whose the items are; else the graph file's own id.")
@click.option("--keep", is_flag=True, help="Leave what is no longer in the graph, marked stale: true.")
@click.option("--yes", is_flag=True, help="Remove more than a tenth of what is there without asking.")
def command(
    graph_file: Path, server_uri: str, user: str, database: str, name: str, keep: bool, yes: bool
) -> None:
    """Make what a Neo4j database holds of the graph equal to it; what others wrote there is not touched.

    A push that was cut short is finished by the next one. The password is in NEO4J_PASSWORD, or asked for.

    \b
    Example:
      kg push g.kg bolt://localhost:7687 --user neo4j
    """
    from kg import pipeline
    from kg.neo4j import push

    def confirm(removed: int, held: int) -> bool:
        if not sys.stdin.isatty():
            return False
        return click.confirm(f"remove {removed:,} of {held:,} nodes and relationships of this graph?", err=True)

    graph = pipeline.open_graph(graph_file)
    with server.connected(server_uri, user, database) as driver:
        click.echo(push(graph, driver, database=database, name=name, keep=keep, yes=yes, confirm=confirm))
