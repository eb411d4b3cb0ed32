"""``kg pull``: a graph from Neo4j."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import output, server


@click.command("pull", short_help="Read a graph that was pushed back from Neo4j.")
@server.address
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The graph file to make; it must be new.")
@server.options(required=True)
@click.option("--graph", "name", default="", metavar="NAME", help="Which graph, where the database holds several.")
def command(server_uri: str, into: Path, user: str, database: str, name: str) -> None:
    """Read a graph that was pushed back from Neo4j into a graph file, with its evidence.

    The file holds no notices: it can be asked, shown, drawn, exported and pushed, but not built upon.

    \b
    Example:
      kg pull bolt://localhost:7687 --into h.kg
    """
    from kg import graphfile
    from kg.neo4j import pull

    if into.exists():
        raise click.UsageError(f"{into} is there already: give a new name, or remove it first")
    with server.connected(server_uri, user, database) as driver:
        graph = pull(driver, name=name, database=database)
    graphfile.write(graph, into)
    output.note(f"{into}: {len(graph):,} nodes, {graph.nx.number_of_edges():,} edges of {graph.id}")
