"""In which cities were how many meetings held? 各城市举办了多少次会议？"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from queries.walk import Graph, Row, Which, around, counted, edges, name, onward


def answer(
    graph: Graph, *, campaign: str = "", bureau: str = "", place: str = "", kind: str = "", since: str = "",
    until: str = "", status: str = "reported",
) -> Iterator[Row]:
    meant = Which(since, until, bureau, status=status).of(graph)
    inside = around(graph, "WITHIN", place) if place else set()
    held: dict[str, set[str]] = defaultdict(set)
    for meeting, where, *_ in edges(graph, ("HELD_IN",), status=status):
        if kind and graph.nodes[meeting].get("meeting_kind") != kind:
            continue
        if campaign and not any(edges(graph, ("CONCERNS",), meeting, campaign, status)):
            continue
        if meant(meeting):
            for wider in onward(graph, "WITHIN", where):
                if graph.nodes[wider].get("city") is True and (not place or wider in inside):
                    held[wider].add(meeting)
    for city, meetings in held.items():
        yield {"place": city, "place_name": name(graph, city), **counted(graph, meetings)}
