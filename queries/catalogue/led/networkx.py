"""Who led which visit, inspection or talk? 谁率领或主导了哪次活动？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", bureau: str = "", place: str = "", since: str = "",
    until: str = "", status: str = "reported",
) -> Iterator[Row]:
    return took_part(graph, ("LED",), actor, meeting, which=Which(since, until, bureau, place, status))
