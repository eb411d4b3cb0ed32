"""Which words say a fact? 哪些原文说明某一事实？"""

from __future__ import annotations

from collections.abc import Iterator

from queries import walk
from queries.walk import Graph, Row, fact_columns


def answer(graph: Graph, *, edge: str) -> Iterator[Row]:
    found = walk.edge(graph, edge)
    if found is not None and found[3]["kind"] != "MENTIONS":
        yield fact_columns(graph, *found)
