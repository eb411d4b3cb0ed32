"""Which pairs of people took part together, and how often? 哪些人两两一同参加过会议，共几次？"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from queries.walk import Graph, Row, Which, counted, name, named, nodes


def answer(
    graph: Graph, *, bureau: str = "", place: str = "", since: str = "", until: str = "", max_named: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    which = Which(since, until, bureau, place, status)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for meeting, people in named(graph, nodes(graph, "Meeting"), which, max_named):
        for pair in combinations(sorted(people), 2):
            shared[pair].append(meeting)
    for (one, two), found in shared.items():
        yield {
            "person": one, "person_name": name(graph, one), "partner": two, "partner_name": name(graph, two),
            **counted(graph, found),
        }
