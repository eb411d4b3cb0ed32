"""GEXF 1.3 for Gephi: every node with its kind, name and colour, every edge with its kind and its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from kg.export import rows
from kg.export.graphml import columns
from kg.export.xml import Text, warn_of
from kg.graph import KnowledgeGraph
from kg.palette import COLOURS
from ontology.schema import EDGE_KINDS, EDGES, NODE_KINDS

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>Guanxi</creator></meta>
<graph mode="static" defaultedgetype="directed">
"""
_TYPES = {"str": "string", "date": "string", "strs": "string", "int": "integer", "float": "double", "bool": "boolean"}


def write(graph: KnowledgeGraph, out: IO[bytes], *, recorded: bool = True, evidence: bool = True) -> None:
    """Write the graph as GEXF. Lists stand as JSON text; what is empty is left out.

    Args:
        graph: the graph.
        out: a binary stream.
        recorded: whether to write when this ledger held a fact.
        evidence: whether edges have their quotes, as JSON text.
    """
    text = Text()

    def put(line: str) -> None:
        out.write(line.encode("utf-8") + b"\n")

    put(_HEAD.rstrip("\n"))
    for scope, kinds, more in (
        ("node", columns(NODE_KINDS), {"kind": "str", "name": "str"}),
        ("edge", columns(EDGE_KINDS), {"kind": "str", "facts": "strs", "evidence": "strs"}),
    ):
        put(f'<attributes class="{scope}">')
        for name, form in (more | kinds).items():
            put(f'<attribute id="{scope[0]}-{name}" title="{name}" type="{_TYPES[form]}"/>')
        put("</attributes>")
    put("<nodes>")
    for node in rows.nodes(graph):
        put(f'<node id="{text.escaped(node.id)}" label="{text.escaped(node.name)}">')
        put(_values("n", {"kind": node.kind, "name": node.name, **rows.attributes(node, recorded)}, text))
        red, green, blue = (int(COLOURS[node.kind].fill[i:i + 2], 16) for i in (1, 3, 5))
        put(f'<viz:color r="{red}" g="{green}" b="{blue}"/>')
        put("</node>")
    put("</nodes>")
    put("<edges>")
    for edge, found in rows.with_evidence(graph, rows.edges(graph)):
        # Without its own kind, Gephi would add the second of two edges between the same nodes to the first.
        put(
            f'<edge id="{text.escaped(edge.id)}" source="{text.escaped(edge.source)}" '
            f'target="{text.escaped(edge.target)}" kind="{edge.kind}" label="{EDGES[edge.kind].zh}">'
        )
        said = [rows.record(e) for e in found] if evidence else []
        put(_values("e", {
            "kind": edge.kind, **rows.attributes(edge, recorded), "facts": sorted(edge.facts), "evidence": said,
        }, text))
        put("</edge>")
    put("</edges>")
    put("</graph>")
    put("</gexf>")
    warn_of(text.replaced, "gexf")


def _values(scope: str, values: Mapping[str, object], text: Text) -> str:
    said = (
        f'<attvalue for="{scope}-{name}" value="{text.escaped(value)}"/>'
        for name, value in values.items() if value not in ("", None, (), [])
    )
    return f"<attvalues>{''.join(said)}</attvalues>"
