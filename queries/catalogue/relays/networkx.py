"""Which meetings passed on what another one said? 哪些会议传达了另一会议的精神？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, edge_columns, edges, meeting_columns, name


def answer(
    graph: Graph, *, meeting: str = "", relayed: str = "", bureau: str = "", place: str = "", since: str = "",
    until: str = "", status: str = "reported",
) -> Iterator[Row]:
    meant = Which(since, until, bureau, place, status).of(graph)
    for here, other, key, data in edges(graph, ("RELAYS",), meeting, relayed, status):
        if meant(here):
            yield {
                **meeting_columns(graph, here, status), "relayed": other, "relayed_name": name(graph, other),
                "relayed_start": graph.nodes[other].get("start"), **edge_columns(key, data),
            }
