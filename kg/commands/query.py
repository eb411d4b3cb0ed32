"""``kg query``: a free question, read-only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import output, server
from ontology.errors import GuanxiError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

Table = tuple[list[str], list[list[object]]]


class FreeQuestionError(GuanxiError):
    """A free question is not understood, or wants to write."""


@click.command("query", short_help="Ask a free question in SPARQL or Cypher, read-only.")
@output.graph_file
@click.option("--sparql", metavar="TEXT|FILE", help="A SPARQL query, or a file that holds one.")
@click.option("--cypher", metavar="TEXT|FILE", help="A Cypher query, or a file that holds one.")
@server.options(required=False)
@output.times
@output.json_lines
def command(
    graph_file: Path, sparql: str | None, cypher: str | None, server_uri: str, user: str, database: str,
    known_on: str, recorded_on: str, as_json: bool,
) -> None:
    """Ask a free question in SPARQL or Cypher; it may only read. Cypher runs embedded, unless a server is named.

    \b
    Example:
      kg query g.kg --sparql 'SELECT ?n WHERE { ?p a <https://w3id.org/guanxi/ns#Person> ; <http://www.w3.org/2000/01/rdf-schema#label> ?n }'
      kg query g.kg --cypher 'MATCH (p:Person)-[r:CHAIRED]->(m) RETURN p.name, count(m) AS times'
    """
    if (sparql is None) == (cypher is None):
        raise click.UsageError("give a question with either --sparql or --cypher")
    if sparql is not None and server_uri:
        raise click.UsageError("--server asks in Cypher: give the question with --cypher")
    from kg import pipeline

    if cypher is not None and server_uri:
        with server.connected(server_uri, user, database) as driver:
            names, rows = _of_server(driver, database, _text(cypher))
    else:
        graph = pipeline.open_graph(graph_file, known_on, recorded_on)
        names, rows = _in_sparql(graph, _text(sparql)) if sparql is not None else _embedded(graph, _text(cypher or ""))
    output.table(names, rows if as_json else [[_shown(value) for value in row] for row in rows], as_json)


def _text(given: str) -> str:
    """The question itself, or what the file of that name holds."""
    try:
        there = "\n" not in given and Path(given).is_file()
    except (OSError, ValueError):
        there = False
    return Path(given).read_text(encoding="utf-8-sig") if there else given


def _in_sparql(graph: KnowledgeGraph, text: str) -> Table:
    import re

    import pyoxigraph as ox

    # Nothing leaves this machine, and a question of another server would.
    if re.search(r"\bSERVICE\b", re.sub(r"#.*|<[^>\s]*>|\"[^\"\n]*\"|'[^'\n]*'", "", text), re.IGNORECASE):
        raise FreeQuestionError("SERVICE asks another server, which this does not: ask the graph alone")
    named = re.search(r"\bGRAPH\b", text, re.IGNORECASE) is not None
    try:
        found = graph.store(named=named).query(text)
        if isinstance(found, ox.QueryBoolean):
            return ["answer"], [[bool(found)]]
        if isinstance(found, ox.QueryTriples):
            return ["subject", "predicate", "object"], [[_term(t.subject), _term(t.predicate), _term(t.object)] for t in found]
        names = [v.value for v in found.variables]
        return names, [[_term(solution[name]) for name in names] for solution in found]
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise FreeQuestionError(f"the SPARQL is not understood: {error}") from error


def _term(term: Any) -> object:
    return None if term is None else getattr(term, "value", str(term))


def _embedded(graph: KnowledgeGraph, text: str) -> Table:
    return _records(graph.embedded.run(text))


def _of_server(driver: Any, database: str, text: str) -> Table:
    with driver.session(database=database or None, default_access_mode="READ") as session:
        result = session.run(text)
        names = list(result.keys())
        return names, [[_plain(value) for value in record.values()] for record in result]


def _records(records: list[dict[str, Any]]) -> Table:
    names = list(records[0]) if records else []
    return names, [[_plain(record[name]) for name in names] for record in records]


def _plain(value: Any) -> object:
    """A value as JSON can say it: of a node or relationship its properties."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items() if not str(k).startswith("_")}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return {k: _plain(v) for k, v in value.items()} if hasattr(value, "items") else str(value)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "、".join(_shown(v) for v in value)
    return "" if value is None else str(value)
