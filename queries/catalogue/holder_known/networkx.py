"""Who held a post on a day, as far as notices of an earlier day told? 据某日前的通知，某日某职务由谁担任？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, edges, posts, spells


def answer(
    graph: Graph, *, date: str, known_on: str, role: str = "", bureau: str = "", title: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    known = f"{known_on}-99"
    for post in posts(graph, role, bureau, title):
        for row in spells(graph, role=post, status=status):
            if not row["published_first"] or f"{row['published_first']}-99" > known:
                continue
            began = _told(graph, "APPOINTED_TO", row, row["began"], known)
            ended = _told(graph, "REMOVED_FROM", row, row["ended"], known)
            begins = began or row["proved_first"] or ""
            if not begins or begins > f"{date}-99" or (ended and f"{ended}-99" < date) or (row["former"] and not ended):
                continue
            yield {**row, "began": began, "ended": ended}


def _told(graph: Graph, kind: str, row: Row, day: str, known: str) -> str:
    """The day on which a spell began or ended, if a notice had told of it by then."""
    told = any(
        day and data.get("date") == day and data.get("published_first") and f"{data['published_first']}-99" <= known
        for _, role, _, data in edges(graph, (kind,), row["person"], row["role"], "any")
    )
    return day if told else ""
