"""Parquet tables of nodes, edges and evidence, with their types, for data frames of any language.

Needs pyarrow, which the extra ``parquet`` brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export import MARK, ExportError, rows
from kg.graph import KnowledgeGraph
from ontology.schema import EDGE_KINDS, NODE_KINDS, Attribute, EdgeKind, Evidence, NodeKind
from ontology.text import clean

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

#: Rows of one row group: what is held in memory at once.
_GROUP = 20_000
_MEANS = {
    "str": "text", "int": "whole number", "float": "number", "bool": "true or false", "strs": "list of texts",
    "date": "ISO 8601 date as text: 2015, 2015-08 or 2015-08-18", "spans": "list of names with their first and last code points",
}
_NODE = (("id", "str", "opaque id"), ("kind", "str", "its kind"), ("name", "str", "name, in Simplified Chinese"))
_EDGE = (
    ("id", "str", "opaque id"), ("kind", "str", "its kind"), ("source", "str", "id of the node that it runs from"),
    ("target", "str", "id of the node that it runs to"), ("facts", "strs", "ids of the facts that it rests on, as in evidence.parquet"),
)
_EVIDENCE = (
    ("fact", "str", "id of the fact; the column facts of edges.parquet names it"), ("notice", "str", "id of the notice"),
    ("field", "str", "title or text: which raw text of the notice"), ("start", "int", "first code point of the quote in it, from 0"),
    ("end", "int", "the code point after its last"), ("quote", "str", "the words, exactly as scraped"),
    ("reading", "str", "the words healed, in Simplified Chinese"), ("rule", "str", "the rule that found the fact"),
    ("confidence", "float", "0 to 1"), ("title", "str", "the person's title as written"), ("verb", "str", "the verb as written"),
    ("parts", "spans", "the places of the actor, title, verb, meeting, date and place"),
    ("settled_by", "spans", "the places of words that settle a short form in the quote"),
)
Columns = tuple[tuple[str, str, str], ...]


def write(graph: KnowledgeGraph, out: Path, *, recorded: bool = True, evidence: bool = True) -> None:
    """Write the graph as a folder of three Parquet files and a codebook; a lone surrogate stands as U+FFFD.

    Args:
        graph: the graph.
        out: an empty folder.
        recorded: whether to write when this ledger held a fact.
        evidence: whether to write the words that prove the facts.

    Raises:
        ExportError: pyarrow is not installed.
    """
    tables: dict[str, tuple[Columns, Iterable[dict[str, Any]]]] = {
        "nodes": (_NODE + _attributes(NODE_KINDS, recorded), (
            {"id": n.id, "kind": n.kind, "name": n.name, **rows.attributes(n, recorded)} for n in rows.nodes(graph)
        )),
        "edges": (_EDGE + _attributes(EDGE_KINDS, recorded), (
            {
                "id": e.id, "kind": e.kind, "source": e.source, "target": e.target, "facts": sorted(e.facts),
                **rows.attributes(e, recorded),
            } for e in rows.edges(graph)
        )),
    }
    if evidence:
        tables["evidence"] = _EVIDENCE, _evidence(graph)
    for name, (columns, records) in tables.items():
        _table(out / f"{name}.parquet", columns, records)
    (out / MARK).write_text(_page({name: columns for name, (columns, _) in tables.items()}), encoding="utf-8", newline="\n")


def _attributes(kinds: Iterable[NodeKind | EdgeKind], recorded: bool) -> Columns:
    """The attributes of all kinds together: one of the same name is of the same type everywhere."""
    found: dict[str, Attribute] = {}
    for kind in kinds:
        for attribute in kind.attributes:
            if recorded or attribute.name not in rows.RECORDED:
                found.setdefault(attribute.name, attribute)
    return tuple((a.name, a.type, a.meaning) for a in found.values())


def _evidence(graph: KnowledgeGraph) -> Iterator[dict[str, Any]]:
    facts = sorted({fact for e in graph.edges() for fact in e.facts})
    rest = iter(facts)
    while batch := list(islice(rest, 500)):
        yield from (_proof(e) for e in sorted(graph.evidence_of(batch), key=rows.place))


def _proof(e: Evidence) -> dict[str, Any]:
    return {
        "fact": e.fact, "notice": e.notice, "field": e.field, "start": e.start, "end": e.end, "quote": e.quote, "reading": e.reading,
        "rule": e.rule, "confidence": e.confidence, "title": e.title, "verb": e.verb, "parts": _spans(e.parts),
        "settled_by": _spans(e.settled_by),
    }


def _spans(spans: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
    return [{"name": name, "start": start, "end": end} for name, start, end in spans]


def _table(file: Path, columns: Columns, records: Iterable[dict[str, Any]]) -> None:
    pq, schema = _schema(columns)
    rest = iter(records)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rest, _GROUP)):
            import pyarrow

            tidy = [{name: _cell(record.get(name)) for name, _, _ in columns} for record in group]
            writer.write_table(pyarrow.Table.from_pylist(tidy, schema=schema))


def _schema(columns: Columns) -> tuple[Any, pyarrow.Schema]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'guanxi[parquet]'") from error
    span = pa.struct([("name", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
    types: Mapping[str, Any] = {
        "str": pa.string(), "date": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(),
        "strs": pa.list_(pa.string()), "spans": pa.list_(span),
    }
    return pq, pa.schema([(name, types[form]) for name, form, _ in columns])


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [_cell(v) for v in value] if isinstance(value, (tuple, list)) else value


def _page(tables: Mapping[str, Columns]) -> str:
    lines = [
        "# Codebook", "", "Three Parquet files. What is not known is null. Ids join the tables: `source` and `target` of an edge are ids",
        "of nodes, `facts` names the facts of its evidence, and `notice` is the id of a notice.", "",
    ]
    for name, columns in tables.items():
        lines += [f"## {name}.parquet", "", "| column | type | means |", "| --- | --- | --- |"]
        lines += [f"| `{column}` | {_MEANS[form]} | {means} |" for column, form, means in columns]
        lines.append("")
    return "\n".join(lines)
