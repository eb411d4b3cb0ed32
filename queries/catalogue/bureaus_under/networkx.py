"""Which bodies stand under a body or inside it? 某机构之下有哪些机构？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, around, edge_columns, edges, name


def answer(graph: Graph, *, bureau: str, level: str = "") -> Iterator[Row]:
    for above in around(graph, ("PART_OF", "UNDER"), bureau):
        for unit, _, key, data in edges(graph, ("PART_OF", "UNDER"), target=above, status="any"):
            below = graph.nodes[unit]
            if not level or below.get("level") == level:
                yield {
                    "unit": unit, "unit_name": below.get("name"), "level": below.get("level"), "relation": data["kind"],
                    "bureau": above, "bureau_name": name(graph, above), **edge_columns(key, data, "how"),
                }
