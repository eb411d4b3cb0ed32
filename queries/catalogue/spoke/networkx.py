"""Who spoke at which meeting? 谁在哪次会议上讲话？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", since: str = "", until: str = "", status: str = "reported"
) -> Iterator[Row]:
    return took_part(graph, ("SPOKE_AT",), actor, meeting, since, until, status)
