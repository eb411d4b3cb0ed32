"""Who held a post on a day? 某日某职务由谁担任？"""

from __future__ import annotations

from collections.abc import Iterator

from queries.walk import Graph, Row, begin, posts, spells


def answer(
    graph: Graph, *, date: str, role: str = "", bureau: str = "", title: str = "", status: str = "reported"
) -> Iterator[Row]:
    for post in posts(graph, role, bureau, title):
        rows = list(spells(graph, role=post, status=status))
        for row in rows:
            begins, ended = begin(row), row["ended"] or ""
            if not begins or begins > f"{date}-99" or (ended and f"{ended}-99" < date) or (row["former"] and not ended):
                continue
            basis = "proved" if f"{ended or row['proved_last'] or begins}-99" >= date else "open"
            # Of a post for one, a spell with no known end is over when another's begins.
            if basis == "open" and graph.nodes[post].get("seats") == "one" and any(
                other["person"] != row["person"] and begins < begin(other) <= f"{date}-99" for other in rows
            ):
                continue
            yield {**row, "basis": basis}
