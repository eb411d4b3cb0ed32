"""Who attended which meeting? 谁出席了哪次会议？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, Which, took_part


def answer(
    graph: Graph, *, actor: str = "", meeting: str = "", bureau: str = "", place: str = "", since: str = "",
    until: str = "", status: str = "reported",
) -> Iterator[Row]:
    return took_part(graph, ("ATTENDED",), actor, meeting, which=Which(since, until, bureau, place, status))
