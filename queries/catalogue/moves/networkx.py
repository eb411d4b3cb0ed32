"""Who was appointed to, elected to, removed from or proposed for which post? 谁被任命、当选、免去或拟任何职？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, between, edge_columns, edges, post_columns

KINDS = ("APPOINTED_TO", "REMOVED_FROM", "PROPOSED_FOR")


def answer(
    graph: Graph, *, person: str = "", bureau: str = "", action: str = "", since: str = "", until: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    for who, role, key, data in edges(graph, KINDS, source=person, status=status):
        post = post_columns(graph, who, role)
        day = str(data.get("date", ""))
        if bureau in ("", post["bureau"]) and action in ("", data.get("action")) and between(day, day, since, until):
            yield {**post, **edge_columns(key, data, "action", "date")}
