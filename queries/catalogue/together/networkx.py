"""With whom did a person take part in meetings, and how often? 某人与谁一同参加过会议，共几次？"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from queries.walk import PARTICIPATIONS, Graph, Row, Which, counted, edges, name, named


def answer(
    graph: Graph, *, person: str, bureau: str = "", place: str = "", since: str = "", until: str = "",
    max_named: str = "", status: str = "reported",
) -> Iterator[Row]:
    which = Which(since, until, bureau, place, status)
    meetings = {m for _, m, *_ in edges(graph, PARTICIPATIONS, person, "", status)}
    shared: dict[str, list[str]] = defaultdict(list)
    for meeting, people in named(graph, meetings, which, max_named):
        for other in people - {person}:
            shared[other].append(meeting)
    for other, found in shared.items():
        yield {"partner": other, "partner_name": name(graph, other), **counted(graph, found)}
