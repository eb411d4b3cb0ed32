"""Which words say a fact? 哪些原文说明某一事实？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, fact_columns


def answer(graph: Graph, *, edge: str) -> Iterator[Row]:
    for source, target, key, data in graph.edges(keys=True, data=True):
        if key == edge and data["kind"] != "MENTIONS":
            yield fact_columns(graph, source, target, key, data)
