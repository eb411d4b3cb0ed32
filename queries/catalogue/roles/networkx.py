"""Which posts did a person hold, and when? 某人担任过哪些职务，何时？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, spells


def answer(graph: Graph, *, person: str, status: str = "reported") -> Iterator[Row]:
    return spells(graph, person=person, status=status)
