"""What several formats share: the rows in a fixed order, and the evidence that goes with each edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from kg.graph import KnowledgeGraph
from ontology.literals import quote_id
from ontology.schema import KINDS, Edge, Evidence, Node, Value

#: When this ledger held a fact, and the ids that its things had: all that two builds of the same notices differ in.
RECORDED = frozenset(("recorded_from", "recorded_until", "former_ids"))
#: Edges whose evidence is read at once.
_BATCH = 500


def nodes(graph: KnowledgeGraph) -> list[Node]:
    """The nodes by id."""
    return sorted(graph.nodes(), key=lambda node: node.id)


def edges(graph: KnowledgeGraph) -> list[Edge]:
    """The edges by id."""
    return sorted(graph.edges(), key=lambda edge: edge.id)


def attributes(row: Node | Edge, recorded: bool = True) -> dict[str, Value]:
    """The attributes in the schema's order, several values of one sorted.

    Args:
        row: a node or an edge.
        recorded: whether to give when this ledger held it, and under which ids.
    """
    out: dict[str, Value] = {}
    for attribute in KINDS[row.kind].attributes:
        if attribute.name in row.attributes and (recorded or attribute.name not in RECORDED):
            value = row.attributes[attribute.name]
            out[attribute.name] = tuple(sorted(value)) if isinstance(value, tuple) else value
    return out


def with_evidence(graph: KnowledgeGraph, rows: Iterable[Edge]) -> Iterator[tuple[Edge, list[Evidence]]]:
    """Each edge with its evidence, sorted; the ledger is asked about many edges at once."""
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        said: dict[str, list[Evidence]] = defaultdict(list)
        for evidence in graph.evidence_of(dict.fromkeys(fact for edge in batch for fact in edge.facts)):
            said[evidence.fact].append(evidence)
        for edge in batch:
            yield edge, sorted((e for fact in edge.facts for e in said[fact]), key=place)


def place(evidence: Evidence) -> tuple[str, str, str, int, int, str]:
    """What evidence is sorted by; two pieces of one clause come in the order of their ids."""
    return evidence.fact, evidence.notice, evidence.field, evidence.start, evidence.end, quote_id(evidence)


def record(evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence as plain values, what is empty left out."""
    out: dict[str, Any] = {
        "fact": evidence.fact, "notice": evidence.notice, "field": evidence.field, "start": evidence.start,
        "end": evidence.end, "quote": evidence.quote,
    }
    if evidence.reading and evidence.reading != evidence.quote:
        out["reading"] = evidence.reading
    out |= {"rule": evidence.rule, "confidence": evidence.confidence}
    out |= {name: value for name, value in (("title", evidence.title), ("verb", evidence.verb)) if value}
    if evidence.parts:
        out["parts"] = [{"part": p, "start": s, "end": e} for p, s, e in evidence.parts]
    if evidence.settled_by:
        out["settled_by"] = [{"field": f, "start": s, "end": e} for f, s, e in evidence.settled_by]
    return out
