"""Who held posts at a body or in a unit inside it? 某机构及其内设单位有哪些任职者？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, around, begin, edges, spells


def answer(
    graph: Graph, *, bureau: str, title: str = "", since: str = "", until: str = "", status: str = "reported"
) -> Iterator[Row]:
    for unit in around(graph, "PART_OF", bureau):
        for role, *_ in edges(graph, ("AT",), target=unit, status="any"):
            if title and graph.nodes[role].get("title") != title:
                continue
            for row in spells(graph, role=role, status=status):
                begins = begin(row)
                if since and row["ended"] and f"{row['ended']}-99" < since:
                    continue
                if until and not (begins and begins <= f"{until}-99"):
                    continue
                yield row
