"""CSV for ``neo4j-admin database import``: the fastest way into an empty Neo4j for millions of nodes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.export import MARK
from kg.graph import KnowledgeGraph
from kg.neo4j import cypher, plan, rows
from ontology.schema import EDGES, NODES

#: What parts the values of a list: a control character that no text can hold once it is taken out of all of them.
SEPARATOR = "\x1f"
_TYPES = {"str": "string", "date": "string", "int": "long", "float": "double", "bool": "boolean", "strs": "string[]"}


def write(graph: KnowledgeGraph, out: Path) -> None:
    """Write a folder with a header and a data file for each kind of node and edge, a script and a README.

    What is loaded is what a push writes: a push after it finds nothing to do.

    Args:
        graph: the graph.
        out: an empty folder.
    """
    found = plan.items(graph, graph.id)
    arguments = []
    for kind in NODES:
        types = _types(kind)
        head = [("id:ID", "id"), (":LABEL", ""), *((f"{n}:{t}", n) for n, t in types.items() if n != "id")]
        # The id is a property as well as what relationships find their ends by.
        head.insert(1, ("id:string", "id"))
        head[0] = (":ID", "id")
        items = [found.get(kind, {})[i] for i in sorted(found.get(kind, {}))]
        records = ((item.properties, ";".join((kind, *filter(None, item.group)))) for item in items)
        _table(out, kind, head, records, types)
        if items:
            arguments.append(f"--nodes={kind}-header.csv,{kind}.csv")
    for kind in EDGES:
        types = _types(kind)
        head = [(":START_ID", "\0start"), (":END_ID", "\0end"), *((f"{n}:{t}", n) for n, t in types.items())]
        items = [found.get(kind, {})[i] for i in sorted(found.get(kind, {}))]
        ends = (({**item.properties, "\0start": item.ends[0], "\0end": item.ends[1]}, "") for item in items if item.ends)
        _table(out, kind, head, ends, types)
        if items:
            arguments.append(f"--relationships={kind}={kind}-header.csv,{kind}.csv")
    schema = [cypher.LOCK_CONSTRAINT[1], *cypher.schema().values()]
    (out / "schema.cypher").write_text("".join(text + ";\n" for text in schema), encoding="utf-8", newline="\n")
    (out / MARK).write_text(_page(graph, arguments), encoding="utf-8", newline="\n")
    (out / "README.md").write_text(_page(graph, arguments), encoding="utf-8", newline="\n")


def _types(kind: str) -> dict[str, str]:
    """The properties of a kind with the types that the import knows them by."""
    own = {a.name: _TYPES[a.type] for a in (NODES | EDGES)[kind].attributes}
    end = {cypher.OWNER: "string", cypher.DIGEST: "string"}
    if kind in NODES:
        return {"id": "string", "kind": "string", "name": "string"} | own | end
    lists = {name: _TYPES[form] + "[]" for name, form in rows.EVIDENCE.items()}
    return {"id": "string"} | own | {"facts": "string[]"} | lists | end


def _table(
    out: Path, kind: str, head: list[tuple[str, str]], records: Iterable[tuple[Mapping[str, Any], str]],
    types: Mapping[str, str],
) -> None:
    with (out / f"{kind}-header.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow([column for column, _ in head])
    with (out / f"{kind}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for said, label in records:
            writer.writerow(label if column == ":LABEL" else _cell(said.get(name)) for column, name in head)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(_values(value)) if isinstance(value, list) else str(value)


def _values(found: Iterable[Any]) -> Iterator[str]:
    return (str(value).replace(SEPARATOR, " ") for value in found)


def _page(graph: KnowledgeGraph, arguments: list[str]) -> str:
    command = " \\\n  ".join([
        "neo4j-admin database import full neo4j", "--overwrite-destination", "--multiline-fields=true",
        "--array-delimiter=U+001F", "--id-type=string", *arguments,
    ])
    return f"""# A graph for neo4j-admin

{len(graph):,} nodes and {graph.nx.number_of_edges():,} relationships of the graph `{graph.id}`, in the form that
`neo4j-admin database import` loads into an empty database: for each kind a file with the names and types of the columns,
and one with the rows. The values of a list are parted by U+001F.

Stop the server, then in this folder:

    {command.replace(chr(10), chr(10) + "    ")}

Start it again, and make the constraints and indexes, which `kg push` does as well:

    cypher-shell -f schema.cypher

From then on `kg push` writes only what changes.
"""
