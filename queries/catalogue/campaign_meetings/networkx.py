"""Which meetings dealt with a campaign? 哪些会议涉及某项政策行动？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, edge_columns, edges, meeting_columns, name


def answer(
    graph: Graph, *, campaign: str = "", bureau: str = "", place: str = "", since: str = "", until: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    meant = Which(since, until, bureau, place, status).of(graph)
    for meeting, about, key, data in edges(graph, ("CONCERNS",), target=campaign, status=status):
        if meant(meeting):
            start = str(graph.nodes[meeting].get("start") or "")
            yield {
                "campaign": about, "campaign_name": name(graph, about), "month": start[:7] if len(start) >= 7 else "",
                **meeting_columns(graph, meeting, status), **edge_columns(key, data),
            }
