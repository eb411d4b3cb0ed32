"""Who held a post at a body, and when? 某机构的职务由谁担任过，何时？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, edges, spells


def answer(graph: Graph, *, bureau: str, title: str = "", status: str = "reported") -> Iterator[Row]:
    for role, *_ in edges(graph, ("AT",), target=bureau, status="any"):
        if not title or graph.nodes[role].get("title") == title:
            yield from spells(graph, role=role, status=status)
