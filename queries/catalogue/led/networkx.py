"""Who led which visit, inspection or talk? 谁率领或主导了哪次活动？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", since: str = "", until: str = "", status: str = "reported"
) -> Iterator[Row]:
    return took_part(graph, ("LED",), actor, meeting, since, until, status)
