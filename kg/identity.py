"""From what the notices state to the things they speak of: which mentions are one person, one body, one meeting."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ledger import Ledger
from ontology.schema import Edge, Node


@dataclass(frozen=True, slots=True)
class Resolved:
    """The graph's rows, sorted by id: a function of the set of notices and decisions, never of their order."""

    nodes: list[Node]
    edges: list[Edge]


def resolve(ledger: Ledger, known_on: str = "", recorded_on: str = "") -> Resolved:
    """Settle the statements of a ledger into nodes and edges.

    Args:
        ledger: open, for reading or writing.
        known_on: count only notices published by this day (ISO 8601, any precision).
        recorded_on: count what this ledger held on this day, instead of now.
    """
    nodes = [
        Node(n.id, "Notice", n.title or n.key, {
            "key": n.key, "source": n.source, "url": n.url, "published": n.published, "title": n.title,
            "digest": n.digest,
        })
        for n in ledger.notices(known_on, recorded_on)
    ]
    return Resolved(sorted(nodes, key=lambda n: n.id), [])
