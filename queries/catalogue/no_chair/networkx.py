"""Of which meetings does no notice say who chaired them? 哪些会议未见主持人？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, edges, meetings


def answer(
    graph: Graph, *, place: str = "", bureau: str = "", kind: str = "", since: str = "", until: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    for row in meetings(graph, kind, Which(since, until, bureau, place, status)):
        if not any(edges(graph, ("CHAIRED",), "", row["meeting"], status)):
            yield row
