"""What does a notice state? 某份通知说明了哪些事实？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, edges, fact_columns


def answer(graph: Graph, *, notice: str) -> Iterator[Row]:
    # A notice mentions both ends of every edge that it supports. Which of the edges between them it supports, the
    # evidence says: what has none from this notice is no row of the answer.
    mentions = edges(graph, ("MENTIONS",), source=notice, status="any")
    things = dict.fromkeys([notice, *(thing for _, thing, _, _ in mentions)])
    for thing in things:
        for source, target, key, data in graph.out_edges(thing, keys=True, data=True) if thing in graph else ():
            if data["kind"] != "MENTIONS" and target in things and data.get("facts"):
                yield fact_columns(graph, source, target, key, data)
