"""Which meetings were there? 有哪些会议？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, around, edges, held, meeting_columns, name, status_of


def answer(
    graph: Graph, *, place: str = "", bureau: str = "", kind: str = "", since: str = "", until: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    for meeting in _candidates(graph, place, bureau, status):
        data = graph.nodes[meeting]
        if kind and data.get("meeting_kind") != kind:
            continue
        if status in ("any", status_of(data)) and held(graph, meeting, since, until):
            yield {
                **meeting_columns(graph, meeting, status), "meeting_kind": data.get("meeting_kind"),
                "conveners": [name(graph, u) for u, *_ in edges(graph, ("CONVENED",), "", meeting, status)],
                "status": status_of(data),
            }


def _candidates(graph: Graph, place: str, bureau: str, status: str) -> Iterator[str]:
    """The meetings held in the place (or a place within it) and convened by the bureau, where these are given."""
    inside = around(graph, "WITHIN", place) if place else set()
    for meeting, data in graph.nodes(data=True):
        if data.get("kind") != "Meeting":
            continue
        if place and not any(p in inside for _, p, *_ in edges(graph, ("HELD_IN",), meeting, "", status)):
            continue
        if bureau and not any(u == bureau for u, *_ in edges(graph, ("CONVENED",), "", meeting, status)):
            continue
        yield meeting
