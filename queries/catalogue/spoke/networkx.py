"""Who spoke at which meeting? 谁在哪次会议上讲话？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", bureau: str = "", place: str = "", since: str = "",
    until: str = "", status: str = "reported",
) -> Iterator[Row]:
    return took_part(graph, ("SPOKE_AT",), actor, meeting, which=Which(since, until, bureau, place, status))
