"""What is known of a meeting: when, where, who, what it passed on and dealt with?

某次会议的全部情况：时间、地点、人员、传达与议题？
"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import PARTICIPATIONS, Graph, Row, edge_columns, edges, name

FROM_IT = ("HELD_IN", "RELAYS", "SESSION_OF", "CONCERNS")
TO_IT = (*PARTICIPATIONS, "RELAYS", "SESSION_OF")


def answer(graph: Graph, *, meeting: str, status: str = "reported") -> Iterator[Row]:
    if meeting not in graph:
        return
    data = graph.nodes[meeting]
    about = {
        "meeting": meeting, "meeting_name": data.get("name"), "meeting_kind": data.get("meeting_kind"),
        "start": data.get("start"), "end": data.get("end"),
    }
    for direction, kinds in (("in", TO_IT), ("out", FROM_IT)):
        source, target = (meeting, "") if direction == "out" else ("", meeting)
        for u, v, key, found in edges(graph, kinds, source, target, status):
            other = v if direction == "out" else u
            yield {
                **about, "relation": found["kind"], "direction": direction, "other": other,
                "other_name": name(graph, other), "other_kind": graph.nodes[other].get("kind"),
                **edge_columns(key, found, "titles", "ways"),
            }
