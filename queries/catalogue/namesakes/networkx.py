"""Which people share a name, and why are they apart? 哪些人同名，何以区分？"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from queries.walk import Graph, Row, edges, name, nodes


def answer(graph: Graph, *, named: str = "", person: str = "") -> Iterator[Row]:
    shared: dict[str, list[str]] = defaultdict(list)
    for ident in nodes(graph, "Person"):
        if named in ("", name(graph, ident)):
            shared[name(graph, ident)].append(ident)
    for people in shared.values():
        for one, two in combinations(sorted(people), 2):
            if not person or person in (one, two):
                apart = [
                    data for a, b in ((one, two), (two, one))
                    for *_, data in edges(graph, ("NOT_SAME_AS",), a, b, "any")
                ]
                yield {
                    "person": one, "person_name": name(graph, one), "posts": _posts(graph, one),
                    "partner": two, "partner_name": name(graph, two), "partner_posts": _posts(graph, two),
                    "reasons": [d["reason"] for d in apart if d.get("reason")],
                    "decided_by": [d["by"] for d in apart if d.get("by")],
                }


def _posts(graph: Graph, person: str) -> list[str]:
    return [name(graph, role) for _, role, *_ in edges(graph, ("HOLDS",), source=person, status="any")]
