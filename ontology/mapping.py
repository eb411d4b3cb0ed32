"""From the rows of the graph to RDF: every edge a node of its own, with the words that prove it as annotations.

Two forms of the same triples. ``quads`` is the data set: what a notice supports stands in that notice's own named
graph; entities, decisions, reference data and what follows from several notices stand in a named graph each, and the
default graph says which notice each graph comes from. ``triples`` is their union, subject by subject. Both come in one
fixed order, so that two exports of a graph are equal to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from ontology.blocks import EvidenceOf, Plan, graph_of, has_shortcut
from ontology.literals import Quad, Said, Triple, day_literal, id_of, iri, quote_id
from ontology.origins import OriginsOf, no_origins
from ontology.profiles import beside
from ontology.schema import Edge, Node
from ontology.terms import BASE
from ontology.words import software_block, software_of

__all__ = [
    "SHARED_GRAPHS", "EvidenceOf", "Quad", "Triple", "blocks_of_words", "day_literal", "graph_of", "has_shortcut", "id_of", "iri",
    "quads", "quote_id", "shared_graph", "triples",
]

#: The named graphs of what no one notice says, in the order in which they are written; the vocabulary comes after them.
SHARED_GRAPHS = ("decisions", "entities", "inferred", "reference")


def quads(
    nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, base: str = BASE, recorded: bool = True,
    origins_of: OriginsOf = no_origins, profile: str = "core",
) -> Iterator[Quad]:
    """The graph as a data set, one named graph a notice, in a fixed order.

    Args:
        nodes, edges: the rows, in any order.
        evidence_of: gives the evidence of fact ids.
        base: what ids are put behind.
        recorded: whether to write when this ledger held a fact, and which ids a thing had before; two builds of the same
            notices differ in nothing else.
        origins_of: gives how notices were read, where that is known.
        profile: which reused terms to write beside our own, one of ``ontology.profiles.PROFILES``.
    """
    plan = Plan.of(nodes, edges, evidence_of, origins_of, base, recorded)
    said = plan.facts_by_notice()
    told_by: dict[str, tuple[str, ...]] = {}
    for notice, facts in said.items():
        for ident in {ident for fact in facts for ident in plan.rests_on[fact]}:
            told_by[ident] = (*told_by.get(ident, ()), notice)

    def elsewhere(edge: Edge) -> bool:
        return edge.id in told_by or (edge.kind == "MENTIONS" and edge.source in said and has_shortcut(edge))

    for notice in said:
        for s, p, o in plan.graph_block(notice):
            yield Quad(s, p, o)
    for name in SHARED_GRAPHS:
        graph = shared_graph(name, base)
        for block in plan.shared_blocks(name, elsewhere, told_by):
            for s, p, o in beside(block, profile):
                yield Quad(s, p, o, graph)
    for notice, facts in said.items():
        graph = plan.name(notice + "-graph")
        for block in _notice(plan, notice, facts):
            for s, p, o in beside(block, profile):
                yield Quad(s, p, o, graph)


def _notice(plan: Plan, notice: str, facts: list[str]) -> Iterator[list[Said]]:
    edges = plan.resting_on(facts)
    yield from plan.notice_blocks(notice, edges)
    origin = plan.origin(notice)
    yield from plan.word_blocks(notice, facts, edges, origin)
    # Each notice's graph says it for itself, so that nothing of a notice outlives its graph.
    for version in sorted(software_of(origin)) if origin else ():
        yield software_block(plan.name, version)


def shared_graph(name: str, base: str = BASE) -> ox.NamedNode:
    """The named graph of what no one notice says: one of ``SHARED_GRAPHS``, or ``vocabulary``.

    >>> shared_graph("entities", "https://data.example/").value
    'https://data.example/graph/entities'
    """
    # No id's IRI holds a slash behind the base, so none is a graph's.
    return ox.NamedNode(f"{base}graph/{name}")


def triples(
    nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, base: str = BASE, recorded: bool = True,
    origins_of: OriginsOf = no_origins, profile: str = "core",
) -> Iterator[Triple]:
    """The union of all the named graphs, subject by subject. Arguments as for ``quads``."""
    plan = Plan.of(nodes, edges, evidence_of, origins_of, base, recorded)
    for block in chain(plan.entity_blocks(own=lambda _: True), blocks_of_words(plan)):
        for s, p, o in beside(block, profile):
            yield Triple(s, p, o)


def blocks_of_words(plan: Plan) -> Iterator[list[Said]]:
    """The words of all notices, one notice after the other, and how each was read."""
    versions: set[str] = set()
    for notice, facts in plan.facts_by_notice().items():
        origin = plan.origin(notice)
        versions |= software_of(origin) if origin else set()
        yield from plan.word_blocks(notice, facts, plan.resting_on(facts), origin)
    for version in sorted(versions):
        yield software_block(plan.name, version)
