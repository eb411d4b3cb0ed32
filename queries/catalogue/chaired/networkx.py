"""Who chaired which meeting? 谁主持了哪次会议？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", since: str = "", until: str = "", status: str = "reported"
) -> Iterator[Row]:
    return took_part(graph, ("CHAIRED",), actor, meeting, since, until, status)
