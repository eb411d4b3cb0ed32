"""What does a notice state? 某份通知说明了哪些事实？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, edges, fact_columns


def answer(graph: Graph, *, notice: str) -> Iterator[Row]:
    # A notice mentions both ends of every edge that it supports, and the mentions hold the facts.
    mentions = list(edges(graph, ("MENTIONS",), source=notice, status="any"))
    facts = {fact for *_, data in mentions for fact in data.get("facts", ())}
    things = dict.fromkeys([notice, *(thing for _, thing, _, _ in mentions)])
    for thing in things:
        for source, target, key, data in graph.out_edges(thing, keys=True, data=True) if thing in graph else ():
            if data["kind"] != "MENTIONS" and not facts.isdisjoint(data.get("facts", ())):
                yield fact_columns(graph, source, target, key, data)
