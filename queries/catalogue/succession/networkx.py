"""Who followed whom in a post that one person holds? 某职务的前任与后任是谁？"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from queries.walk import Graph, Row, begin, posts, spells


def answer(
    graph: Graph, *, role: str = "", bureau: str = "", title: str = "", person: str = "", status: str = "reported"
) -> Iterator[Row]:
    for post in posts(graph, role, bureau, title):
        if graph.nodes[post].get("seats") != "one":
            continue
        dated = [(begin(row), row) for row in spells(graph, role=post, status=status) if begin(row)]
        days = sorted({day for day, _ in dated})
        for earlier, later in pairwise(days):
            for before, after in product(*([row for day, row in dated if day == one] for one in (earlier, later))):
                who = (before["person"], after["person"])
                if who[0] != who[1] and (not person or person in who):
                    yield {
                        **after, "before": who[0], "before_name": before["person_name"],
                        "before_ended": before["ended"], "after": who[1], "after_name": after["person_name"],
                        "after_began": later,
                    }
