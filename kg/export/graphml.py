"""GraphML: every node with its kind and name, every edge with its kind and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from kg.export import rows
from kg.export.xml import Text, warn_of
from kg.graph import KnowledgeGraph
from ontology.schema import EDGE_KINDS, NODE_KINDS, EdgeKind, NodeKind

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {"str": "string", "date": "string", "strs": "string", "int": "int", "float": "double", "bool": "boolean"}


def write(graph: KnowledgeGraph, out: IO[bytes], *, recorded: bool = True, evidence: bool = True) -> None:
    """Write the graph as GraphML. Lists stand as JSON text; what is empty is left out.

    Args:
        graph: the graph.
        out: a binary stream.
        recorded: whether to write when this ledger held a fact.
        evidence: whether edges have their quotes, as JSON text.
    """
    text = Text()
    put = _Lines(out)
    put(_HEAD.rstrip("\n"))
    for scope, names in (("node", columns(NODE_KINDS)), ("edge", columns(EDGE_KINDS))):
        own = {"kind": "str"} | ({"name": "str"} if scope == "node" else {"facts": "strs", "evidence": "strs"})
        for name, form in (own | names).items():
            put(f'<key id="{scope[0]}-{name}" for="{scope}" attr.name="{name}" attr.type="{_TYPES[form]}"/>')
    put('<graph edgedefault="directed">')
    for node in rows.nodes(graph):
        put(f'<node id="{text.escaped(node.id)}">')
        put.data("n", {"kind": node.kind, "name": node.name, **rows.attributes(node, recorded)}, text)
        put("</node>")
    for edge, found in rows.with_evidence(graph, rows.edges(graph)):
        ends = f'source="{text.escaped(edge.source)}" target="{text.escaped(edge.target)}"'
        put(f'<edge id="{text.escaped(edge.id)}" {ends}>')
        said = [rows.record(e) for e in found] if evidence else []
        put.data("e", {
            "kind": edge.kind, **rows.attributes(edge, recorded), "facts": sorted(edge.facts), "evidence": said,
        }, text)
        put("</edge>")
    put("</graph>")
    put("</graphml>")
    warn_of(text.replaced, "graphml")


def columns(kinds: Iterable[NodeKind | EdgeKind]) -> dict[str, str]:
    """The attributes of all the kinds with their types, in the order in which they first stand in the schema."""
    return {a.name: a.type for kind in kinds for a in kind.attributes}


class _Lines:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def __call__(self, line: str) -> None:
        self._out.write(line.encode("utf-8") + b"\n")

    def data(self, scope: str, values: Mapping[str, object], text: Text) -> None:
        for name, value in values.items():
            if value not in ("", None, (), []):
                self(f'<data key="{scope}-{name}">{text.escaped(value)}</data>')
