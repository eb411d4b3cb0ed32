"""CSV for ``neo4j-admin database import``: the fastest way into an empty Neo4j for millions of nodes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.export import MARK
from kg.graph import KnowledgeGraph
from kg.neo4j import cypher, plan, rows
from kg.neo4j.plan import Item
from ontology.schema import KINDS, NODES

#: What parts the values of a list: a control character, which is taken out of the values themselves.
SEPARATOR = "\x1f"
_TYPES = {"str": "string", "date": "string", "int": "long", "float": "double", "bool": "boolean", "strs": "string[]"}
_LABEL, _START, _END = ":LABEL", ":START_ID", ":END_ID"


def write(graph: KnowledgeGraph, out: Path) -> None:
    """Write a folder with a header and a data file for each kind of node and edge, what to run after, and a README.

    What is loaded is what a push writes: a push after it finds nothing to do.

    Args:
        graph: the graph.
        out: an empty folder.
    """
    found = plan.items(graph, graph.id)
    arguments, counts = [], []
    for kind in KINDS:
        items = [found.get(kind, {})[ident] for ident in sorted(found.get(kind, {}))]
        if not items:
            continue
        _table(out, kind, _columns(kind), (_record(item) for item in items))
        counts.append((kind, len(items)))
        what = "--nodes" if kind in NODES else f"--relationships={kind}"
        arguments.append(f"{what}={kind}-header.csv,{kind}.csv")
    after = [cypher.LOCK_CONSTRAINT[1], *cypher.schema().values(), *(_mended(k) for k, _ in counts if k not in NODES)]
    (out / "after.cypher").write_text("".join(text + ";\n" for text in after), encoding="utf-8", newline="\n")
    (out / "README.md").write_text(_page(graph, arguments), encoding="utf-8", newline="\n")
    (out / MARK).write_text(_codebook(counts), encoding="utf-8", newline="\n")


def _columns(kind: str) -> dict[str, str]:
    """The columns of a kind with the types that the import knows them by."""
    own = {a.name: _TYPES[a.type] for a in KINDS[kind].attributes}
    ours = {cypher.OWNER: "string", cypher.DIGEST: "string"}
    if kind in NODES:
        return {"id": "ID", _LABEL: "", "kind": "string", "name": "string", **own, **ours}
    lists = {name: _TYPES[form] + "[]" for name, form in rows.EVIDENCE.items()}
    return {_START: "", _END: "", "id": "string", **own, "facts": "string[]", **lists, **ours}


def _record(item: Item) -> dict[str, Any]:
    if item.ends:
        return {_START: item.ends[0], _END: item.ends[1], **item.properties}
    return {_LABEL: [item.kind, *filter(None, item.group)], **item.properties}


def _table(out: Path, kind: str, columns: Mapping[str, str], records: Iterable[Mapping[str, Any]]) -> None:
    with (out / f"{kind}-header.csv").open("w", encoding="utf-8", newline="") as stream:
        names = [f"{name}:{form}" if form else name for name, form in columns.items()]
        csv.writer(stream, lineterminator="\n").writerow(names)
    with (out / f"{kind}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for said in records:
            writer.writerow([_cell(said.get(name)) for name in columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(str(one).replace(SEPARATOR, " ") for one in value)
    return str(value)


def _mended(kind: str) -> str:
    """The Cypher that gives lists of one empty text, for which a cell of a table has no form."""
    names = [name for name, form in rows.EVIDENCE.items() if form == "str"]
    lists = ", ".join(f"r.{name} = coalesce(r.{name}, [''])" for name in names)
    return (
        f":auto MATCH ()-[r:{kind}]->() WHERE size(r.ev_start) = 1 "
        f"CALL {{ WITH r SET {lists} }} IN TRANSACTIONS OF 10000 ROWS"
    )


def _codebook(counts: Iterable[tuple[str, int]]) -> str:
    lines = [
        "# Codebook", "", "Each kind has a file of rows and a header with the names and types of the columns.", "",
        "| file | rows | what | columns |", "| --- | --- | --- | --- |",
    ]
    for kind, count in counts:
        names = ", ".join(f"`{name}`" for name in _columns(kind))
        lines.append(f"| `{kind}.csv` | {count} | {KINDS[kind].zh}: {KINDS[kind].meaning} | {names} |")
    return "\n".join(lines) + "\n"


def _page(graph: KnowledgeGraph, arguments: list[str]) -> str:
    command = " \\\n      ".join([
        "neo4j-admin database import full neo4j", "--overwrite-destination", "--multiline-fields=true",
        "--array-delimiter=U+001F", "--id-type=string", *arguments,
    ])
    return f"""# A graph for neo4j-admin

{len(graph):,} nodes and {graph.nx.number_of_edges():,} relationships of the graph `{graph.id}`, in the form that
`neo4j-admin database import` (Neo4j 5 and later) loads into an empty database: for each kind a file with the names and
types of the columns, and one with the rows. The values of a list are parted by U+001F. `codebook.md` lists the files.

Stop the server, then in this folder; what the database `neo4j` held before is overwritten:

    {command}

Start it again; then make the constraints and indexes, and the lists that hold one empty text, which no table can say:

    cypher-shell -f after.cypher

From then on `kg push` writes only what changes.
"""
