"""Who stands where among those who took part together: counted over the rows of the question ``network``.

These are functions of rows, not of an engine, so that every engine gives the same result; ties go by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import networkx

    Ties = networkx.Graph[str]
else:
    Ties = Any


class Standing(NamedTuple):
    """One person's place: with how many others, in how many shared meetings, and how often between two others.

    ``meetings`` counts a meeting once for each pair. ``betweenness`` is the share of shortest paths between others that
    lead over the person, 0 to 1.
    """

    person: str
    person_name: str
    degree: int
    meetings: int
    betweenness: float


def ties(rows: Iterable[Any]) -> Ties:
    """The rows as an undirected graph, its nodes and edges in the order of their ids.

    Args:
        rows: rows of the question ``network``, from any engine.
    """
    import networkx

    found = sorted({(r.person, r.partner, r.person_name, r.partner_name, r.meetings) for r in rows})
    names = {ident: name for one, two, *more, _ in found for ident, name in zip((one, two), more, strict=True)}
    graph: Ties = networkx.Graph()
    for ident in sorted(names):
        graph.add_node(ident, name=names[ident])
    for one, two, _, _, meetings in found:
        graph.add_edge(one, two, meetings=meetings)
    return graph


def standings(rows: Iterable[Any]) -> list[Standing]:
    """Every person's degree and betweenness, the most connected first.

    >>> from collections import namedtuple
    >>> Row = namedtuple("Row", "person person_name partner partner_name meetings")
    >>> rows = [Row("a", "张春生", "b", "王桂兰", 2), Row("b", "王桂兰", "c", "刘海涛", 1)]
    >>> [(s.person_name, s.degree, s.meetings, s.betweenness) for s in standings(rows)]
    [('王桂兰', 2, 3, 1.0), ('张春生', 1, 2, 0.0), ('刘海涛', 1, 1, 0.0)]
    """
    import networkx

    graph = ties(rows)
    between = networkx.betweenness_centrality(graph)
    # Sums of floating point numbers may differ in their last digit from machine to machine.
    found = [
        Standing(
            ident, data["name"], len(graph[ident]), sum(t["meetings"] for t in graph[ident].values()),
            round(between[ident], 9),
        )
        for ident, data in graph.nodes(data=True)
    ]
    return sorted(found, key=lambda s: (-s.degree, -s.meetings, s.person))


def shortest_path(rows: Iterable[Any], start: str, end: str) -> list[str]:
    """The ids from one person to another over the fewest meetings shared, of several paths the least; [] if none leads.

    >>> from collections import namedtuple
    >>> Row = namedtuple("Row", "person person_name partner partner_name meetings")
    >>> rows = [Row("a", "张春生", "b", "王桂兰", 2), Row("b", "王桂兰", "c", "刘海涛", 1)]
    >>> shortest_path(rows, "a", "c"), shortest_path(rows, "a", "x")
    (['a', 'b', 'c'], [])
    """
    import networkx

    graph = ties(rows)
    if start not in graph or end not in graph:
        return []
    left = networkx.single_source_shortest_path_length(graph, end)
    if start not in left:
        return []
    path = [start]
    while path[-1] != end:
        path.append(min(near for near in graph[path[-1]] if left[near] == left[path[-1]] - 1))
    return path


def communities(rows: Iterable[Any]) -> list[list[str]]:
    """Groups who took part more with each other than with others, by modularity; the largest first, each sorted.

    >>> from collections import namedtuple
    >>> Row = namedtuple("Row", "person person_name partner partner_name meetings")
    >>> communities([Row("a", "甲", "b", "乙", 2), Row("c", "丙", "d", "丁", 1)])
    [['a', 'b'], ['c', 'd']]
    """
    import networkx

    graph = ties(rows)
    if not graph:
        return []
    found = networkx.community.greedy_modularity_communities(graph, weight="meetings")
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
