"""``kg ask``: a question of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.commands import output, server


@click.command("ask", short_help="Ask a question of the catalogue.")
@click.argument("graph_file", metavar="[G.kg]", type=click.Path(path_type=Path), required=False)
@click.argument("question", metavar="[QUESTION]", required=False)
@click.option(
    "--param", "params", metavar="NAME=VALUE", multiple=True,
    help="What is asked about, by name (in either script) or id; given again, for each.",
)
@click.option("--status", metavar="STATUS", help="reported (what has been, as without it), planned, proposed or any.")
@click.option(
    "--engine", default="networkx", show_default=True,
    help="networkx, sparql, cypher (with --server) or embedded (Cypher with no server); the answers are equal.",
)
@server.options(required=False)
@output.times
@output.json_lines
@click.option("--list", "listed", is_flag=True, help="List the questions and what each can be asked about.")
def command(
    graph_file: Path | None, question: str | None, params: tuple[str, ...], status: str | None, engine: str,
    server_uri: str, user: str, database: str, known_on: str, recorded_on: str, as_json: bool, listed: bool,
) -> None:
    """Ask a question of the catalogue; the answer is a table, each row with the words that say so.

    A question that has no answer prints an empty table.

    \b
    Example:
      kg ask g.kg chaired --param actor=赵俊芝
      kg ask g.kg meetings --param place=忻州市 --param since=2015-08 --json
      kg ask --list
    """
    if listed:
        _list(as_json)
        return
    if graph_file is None or question is None:
        raise click.UsageError("give a graph file and a question: kg ask g.kg chaired; kg ask --list lists them")
    from kg import pipeline
    from queries.question import question as known

    given: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise click.UsageError(f"--param {param}: write it as NAME=VALUE, such as actor=赵俊芝")
        given.setdefault(name.strip(), []).append(value.strip())
    if status:
        given["status"] = [status]
    asked: dict[str, Any] = {name: values if len(values) > 1 else values[0] for name, values in given.items()}
    known(question).settled(asked)  # what cannot be asked is said before the graph is read
    if (engine == "cypher") != bool(server_uri):
        raise click.UsageError("--engine cypher asks a server: name it with --server bolt://HOST:7687")
    graph = pipeline.open_graph(graph_file, known_on, recorded_on)
    if engine == "cypher":
        with server.connected(server_uri, user, database) as driver:
            answer = graph.ask(question, engine, driver=driver, database=database, **asked)
    else:
        answer = graph.ask(question, engine, **asked)
    click.echo(answer.to_json() if as_json else answer.text(output.width()), nl=not as_json)


def _list(as_json: bool) -> None:
    from queries.question import questions

    rows = []
    for name, asked in questions().items():
        takes = ", ".join(p.name if p.required else f"[{p.name}]" for p in asked.parameters.values())
        rows.append((name, asked.zh, asked.en, takes))
    output.table(("question", "zh", "en", "parameters"), rows, as_json)
