"""Tidy tables: one for each kind of node and of edge, one of all evidence, and a codebook made from the schema."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.export import MARK, rows
from kg.graph import KnowledgeGraph
from ontology.schema import EDGE_KINDS, NODE_KINDS, EdgeKind, Evidence, NodeKind
from ontology.text import clean, to_json

_TYPES = {
    "str": "text", "int": "whole number", "float": "number", "bool": "true or false", "strs": "JSON list of texts",
    "date": "ISO 8601 date: 2015, 2015-08 or 2015-08-18",
}
_NODE_COLUMNS = (("id", "str", "opaque id"), ("name", "str", "name, in Simplified Chinese"))
_EDGE_COLUMNS = (
    ("id", "str", "opaque id"),
    ("source", "str", "id of the node that it runs from"), ("source_name", "str", "its name"),
    ("target", "str", "id of the node that it runs to"), ("target_name", "str", "its name"),
)
_FACTS = ("facts", "strs", "ids of the facts that it rests on, as in evidence.csv")
_EVIDENCE = (
    ("edge", "str", "id of the edge"), ("edge_kind", "str", "its kind, as in the name of its table"),
    ("fact", "str", "id of the fact; one fact may prove several edges"), ("notice", "str", "id of the notice"),
    ("field", "str", "title or text: which raw text of the notice"),
    ("start", "int", "first code point of the quote in it, from 0"), ("end", "int", "the code point after its last"),
    ("quote", "str", "the words, exactly as scraped"), ("reading", "str", "the words healed, in Simplified Chinese"),
    ("rule", "str", "the rule that found the fact"), ("confidence", "float", "0 to 1"),
    ("title", "str", "the person's title as written"), ("verb", "str", "the verb as written"),
    ("parts", "strs", "JSON list of the places of the actor, title, verb, meeting, date and place"),
    ("settled_by", "strs", "JSON list of the places of words that settle a short form in the quote"),
)


def write(graph: KnowledgeGraph, out: Path, *, recorded: bool = True, excel: bool = False) -> None:
    """Write the graph as a folder of CSV files in UTF-8; every table is there, even where it has no rows.

    A lone surrogate, which UTF-8 cannot say, stands as U+FFFD.

    Args:
        graph: the graph.
        out: an empty folder.
        recorded: whether to write when this ledger held a fact.
        excel: whether to begin each file with a byte order mark, by which Excel knows that it is UTF-8.
    """
    names = {node.id: node.name for node in graph.nodes()}
    nodes, edges = rows.nodes(graph), rows.edges(graph)
    for kind in NODE_KINDS:
        _table(out / node_file(kind), _columns(kind, recorded), (
            {"id": n.id, "name": n.name, **rows.attributes(n)} for n in nodes if n.kind == kind.name
        ), excel)
    for edge_kind in EDGE_KINDS:
        _table(out / edge_file(edge_kind), _columns(edge_kind, recorded), (
            {
                "id": e.id, "source": e.source, "source_name": names[e.source], "target": e.target,
                "target_name": names[e.target], "facts": tuple(sorted(e.facts)), **rows.attributes(e),
            } for e in edges if e.kind == edge_kind.name
        ), excel)
    _table(out / "evidence.csv", [name for name, _, _ in _EVIDENCE], (
        _evidence(e.id, e.kind, found) for e, several in rows.with_evidence(graph, edges) for found in several
    ), excel)
    _table(out / "codebook.csv", ("table", "column", "type", "means"), _codebook(recorded), excel)
    (out / MARK).write_text(_page(graph, recorded), encoding="utf-8", newline="\n")


def node_file(kind: NodeKind) -> str:
    """The name of a kind of node's table."""
    return f"nodes_{kind.name}.csv"


def edge_file(kind: EdgeKind) -> str:
    """The name of a kind of edge's table."""
    return f"edges_{kind.name}.csv"


def _described(kind: NodeKind | EdgeKind, recorded: bool) -> list[tuple[str, str, str]]:
    more = [(a.name, a.type, a.meaning) for a in kind.attributes if recorded or a.name not in rows.RECORDED]
    return [*_EDGE_COLUMNS, *more, _FACTS] if isinstance(kind, EdgeKind) else [*_NODE_COLUMNS, *more]


def _columns(kind: NodeKind | EdgeKind, recorded: bool) -> list[str]:
    return [name for name, _, _ in _described(kind, recorded)]


def _evidence(edge: str, kind: str, evidence: Evidence) -> dict[str, object]:
    found = rows.record(evidence)
    return {**found, "edge": edge, "edge_kind": kind, "reading": evidence.reading}


def _table(file: Path, columns: Sequence[str], records: Iterable[dict[str, object]], excel: bool) -> None:
    with file.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(record.get(name)) for name in columns] for record in records)


def _cell(value: object) -> str:
    if value is None or value in ((), []):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(to_json(value) if isinstance(value, (tuple, list)) else str(value))


def _codebook(recorded: bool) -> Iterable[dict[str, object]]:
    for kind in NODE_KINDS:
        yield from _lines(node_file(kind), _described(kind, recorded))
    for edge_kind in EDGE_KINDS:
        yield from _lines(edge_file(edge_kind), _described(edge_kind, recorded))
    yield from _lines("evidence.csv", _EVIDENCE)


def _lines(table: str, columns: Iterable[tuple[str, str, str]]) -> Iterable[dict[str, object]]:
    return ({"table": table, "column": n, "type": _TYPES[form], "means": means} for n, form, means in columns)


def _page(graph: KnowledgeGraph, recorded: bool) -> str:
    counts = graph.counts()
    out = [
        "# Codebook", "",
        "Each table is UTF-8, its fields separated by commas, its first line the names of the columns. What is not known",
        "is empty. A list is JSON text, such as `[\"局长\", \"党组书记\"]`. Ids join the tables: `source` and `target` of an",
        "edge are ids of nodes; `edge` and `notice` in `evidence.csv` are ids of an edge and of a notice. `codebook.csv`",
        "holds what this page says.", "",
    ]
    for kind in NODE_KINDS:
        out += _chapter(node_file(kind), f"{kind.zh}: {kind.meaning}", counts.get(kind.name, 0))
        out += _rows(_described(kind, recorded))
    for edge_kind in EDGE_KINDS:
        ends = f"from {', '.join(edge_kind.sources)} to {', '.join(edge_kind.targets)}"
        heading = f"{edge_kind.zh}: {edge_kind.meaning} ({ends})"
        out += _chapter(edge_file(edge_kind), heading, counts.get(edge_kind.name, 0))
        out += _rows(_described(edge_kind, recorded))
    out += ["## evidence.csv", "", "The words that prove each edge, one row for each place where they stand.", ""]
    out += _rows(_EVIDENCE)
    return "\n".join(out)


def _chapter(file: str, heading: str, count: int) -> list[str]:
    return [f"## {file}", "", f"{heading}. {count} rows.", ""]


def _rows(columns: Iterable[tuple[str, str, str]]) -> list[str]:
    lines = [f"| `{name}` | {_TYPES[form]} | {means} |" for name, form, means in columns]
    return ["| column | type | means |", "| --- | --- | --- |", *lines, ""]
