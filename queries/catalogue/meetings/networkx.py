"""Which meetings were there? 有哪些会议？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, meetings


def answer(
    graph: Graph, *, place: str = "", bureau: str = "", kind: str = "", since: str = "", until: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    return meetings(graph, kind, Which(since, until, bureau, place, status))
