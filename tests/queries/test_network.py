"""Who stands where: the same from the rows of every engine, ties by id."""

from __future__ import annotations

from typing import Any, NamedTuple

import networkx
import pytest

from kg.embedded import Embedded
from kg.graph import KnowledgeGraph
from queries.engines import ask
from queries.network import communities, shortest_path, standings, ties


class Row(NamedTuple):
    person: str
    person_name: str
    partner: str
    partner_name: str
    meetings: int


def rows(*pairs: tuple[str, str, int]) -> list[Row]:
    return [Row(a, a.upper(), b, b.upper(), n) for a, b, n in pairs]


SQUARE = rows(("a", "b", 1), ("a", "c", 1), ("b", "d", 1), ("c", "d", 1))


def test_of_two_ways_as_short_the_one_over_the_lesser_ids_is_taken() -> None:
    assert shortest_path(SQUARE, "a", "d") == ["a", "b", "d"]
    assert shortest_path(SQUARE, "d", "a") == ["d", "b", "a"]
    assert shortest_path(reversed(SQUARE), "a", "d") == ["a", "b", "d"]


def test_nobody_is_reached_where_no_way_leads_or_who_is_not_there() -> None:
    apart = [*SQUARE, *rows(("x", "y", 2))]
    assert shortest_path(apart, "a", "x") == []
    assert shortest_path(apart, "a", "nobody") == []
    assert shortest_path(apart, "a", "a") == ["a"]


def test_those_who_stand_alike_come_by_id() -> None:
    assert [s.person for s in standings(SQUARE)] == ["a", "b", "c", "d"]
    assert {s.degree for s in standings(SQUARE)} == {2}
    assert [s.betweenness for s in standings(SQUARE)] == [pytest.approx(1 / 6)] * 4


def test_betweenness_counts_no_way_twice() -> None:
    (middle, *_) = standings(rows(("a", "m", 3), ("b", "m", 1), ("c", "m", 1)))
    assert (middle.person, middle.degree, middle.meetings, middle.betweenness) == ("m", 3, 5, 1.0)


def test_groups_come_by_size_then_by_id() -> None:
    found = communities(rows(("y", "z", 1), ("a", "b", 1), ("p", "q", 1), ("q", "r", 1), ("p", "r", 1)))
    assert found == [["p", "q", "r"], ["a", "b"], ["y", "z"]]
    assert communities([]) == []


def test_the_order_of_the_rows_is_no_matter() -> None:
    ring = rows(*((f"p{n:02}", f"p{(n * 7 + 3) % 20:02}", n % 3 + 1) for n in range(20) if n != (n * 7 + 3) % 20))
    for measure in (standings, communities, lambda r: networkx.to_dict_of_dicts(ties(r))):
        assert measure(ring) == measure(ring[::-1])


def test_every_engine_gives_the_same_standing(made: Any) -> None:
    graph = KnowledgeGraph(made.nodes, made.edges, made.evidence_of)
    sources = {"networkx": graph.nx, "sparql": graph.store(), "embedded": Embedded.of(graph)}
    answers = [ask("network", source, {"status": "any"}, engine) for engine, source in sources.items()]
    first = answers[0]
    assert standings(first), "nobody took part together"
    one, two = first[0].person, first[-1].partner
    for other in answers[1:]:
        assert standings(other) == standings(first)
        assert communities(other) == communities(first)
        assert shortest_path(other, one, two) == shortest_path(first, one, two)
