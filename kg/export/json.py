"""Node-link JSON as ``networkx.node_link_graph`` reads it, with the evidence of every fact beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from kg.export import rows
from kg.graph import KnowledgeGraph
from ontology.schema import Edge
from ontology.text import to_json


def write(graph: KnowledgeGraph, out: IO[bytes], *, recorded: bool = True, evidence: bool = True) -> None:
    """Write the graph as one JSON object, one node, edge or piece of evidence a line.

    Args:
        graph: the graph.
        out: a binary stream.
        recorded: whether to write when this ledger held a fact.
        evidence: whether to write the words that prove the facts.
    """

    def put(line: str) -> None:
        out.write(line.encode("utf-8"))

    def several(name: str, records: Iterable[object]) -> None:
        put(f",\n{to_json(name)}: [")
        for place, record in enumerate(records):
            put((",\n" if place else "\n") + to_json(record))
        put("\n]")

    put('{"directed": true, "multigraph": true, "graph": {}')
    several("nodes", (
        {"id": n.id, "kind": n.kind, "name": n.name, **rows.attributes(n, recorded)} for n in rows.nodes(graph)
    ))
    edges = rows.edges(graph)
    several("edges", (
        {
            "source": e.source, "target": e.target, "key": e.id, "kind": e.kind, **rows.attributes(e, recorded),
            "facts": sorted(e.facts),
        } for e in edges
    ))
    if evidence:
        several("evidence", _evidence(graph, edges))
    put("\n}\n")


def _evidence(graph: KnowledgeGraph, edges: Iterable[Edge]) -> Iterable[object]:
    """Each fact's evidence once, though several edges may rest on it."""
    seen: set[str] = set()
    for edge, found in rows.with_evidence(graph, edges):
        yield from (rows.record(e) for e in found if e.fact not in seen)
        seen.update(edge.facts)
