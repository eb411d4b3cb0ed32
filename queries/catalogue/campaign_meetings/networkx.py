"""Which meetings dealt with a campaign? 哪些会议涉及某项政策行动？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, edge_columns, edges, held, meeting_columns, name


def answer(
    graph: Graph, *, campaign: str = "", since: str = "", until: str = "", status: str = "reported"
) -> Iterator[Row]:
    for meeting, about, key, data in edges(graph, ("CONCERNS",), target=campaign, status=status):
        if held(graph, meeting, since, until):
            yield {
                "campaign": about, "campaign_name": name(graph, about),
                **meeting_columns(graph, meeting, status), **edge_columns(key, data),
            }
