"""Who convened which meeting? 谁召开了哪次会议？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", since: str = "", until: str = "", status: str = "reported"
) -> Iterator[Row]:
    return took_part(graph, ("CONVENED",), actor, meeting, since, until, status)
