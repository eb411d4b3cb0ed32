"""In which meetings did a person or body take part, and how? 某人或某机构参与了哪些会议，方式如何？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import PARTICIPATIONS, Graph, Row, Which, took_part


def answer(
    graph: Graph, *, actor: str, bureau: str = "", place: str = "", since: str = "", until: str = "",
    status: str = "reported",
) -> Iterator[Row]:
    return took_part(graph, PARTICIPATIONS, actor, which=Which(since, until, bureau, place, status))
