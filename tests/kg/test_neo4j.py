"""Pushing to a real Neo4j and pulling back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.neo4j import RemovalError, ServerError, graphs_in, pull, push
from kg.neo4j import cypher as texts
from ontology.schema import EDGE_KINDS, NODE_KINDS, Edge, Evidence, Node
from ontology.text import clean

Rows = Callable[..., list[list[Any]]]


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, "graph-made")


@pytest.fixture
def rows(driver: Any) -> Rows:
    def asked(text: str, **given: Any) -> list[list[Any]]:
        return [list(r.values()) for r in driver.execute_query(text, given).records]

    return asked


def content(graph: KnowledgeGraph) -> tuple[dict[str, Node], dict[str, Edge], dict[str, list[Evidence]]]:
    """All that a graph says, by id."""
    edges = {e.id: e for e in graph.edges()}
    return {n.id: n for n in graph.nodes()}, edges, {i: graph.evidence(e) for i, e in edges.items()}


def changed(graph: KnowledgeGraph, *without: str, nodes: tuple[Node, ...] = (), edges: tuple[Edge, ...] = (),
            ident: str = "") -> KnowledgeGraph:
    """The graph without some nodes and edges (and edges that lose an end), with others in their place or besides."""
    new_nodes, new_edges = {n.id: n for n in graph.nodes()}, {e.id: e for e in graph.edges()}
    new_nodes |= {n.id: n for n in nodes}
    new_edges |= {e.id: e for e in edges}
    for name in without:
        new_nodes.pop(name, None)
        new_edges.pop(name, None)
    kept = [e for e in new_edges.values() if e.source in new_nodes and e.target in new_nodes]
    return KnowledgeGraph(new_nodes.values(), kept, graph.evidence_of, ident or graph.id)


def test_what_was_pushed_is_pulled_with_the_same_nodes_edges_and_evidence(driver: Any, graph: KnowledgeGraph) -> None:
    push(graph, driver)
    back = pull(driver)
    nodes, edges, evidence = content(graph)
    # No server takes half a character, which a broken escape can leave in a name.
    nodes = {i: replace(n, name=clean(n.name)) for i, n in nodes.items()}
    assert content(back) == (nodes, edges, evidence)
    assert back.id == "graph-made"
    assert sum(map(len, evidence.values())) > 20
    assert [r.actor_name for r in back.ask("chaired", meeting="全市防汛工作会议")] == ["王桂兰"]


def test_a_second_push_writes_nothing(driver: Any, graph: KnowledgeGraph) -> None:
    first = push(graph, driver)
    assert (first.nodes.created, first.relationships.created) == (len(graph), graph.nx.number_of_edges())
    before = driver.execute_query("MATCH (n) RETURN elementId(n) AS e ORDER BY e").records
    second = push(graph, driver)
    assert (second.wrote, second.schema) == (0, 0)
    assert (second.nodes.left, second.relationships.left) == (len(graph), graph.nx.number_of_edges())
    assert driver.execute_query("MATCH (n) RETURN elementId(n) AS e ORDER BY e").records == before


def test_constraints_and_indexes_follow_the_schema(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    for (name,) in rows("SHOW CONSTRAINTS YIELD name"):
        driver.execute_query(f"DROP CONSTRAINT {texts.quoted(name)}")
    for (name,) in rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        driver.execute_query(f"DROP INDEX {texts.quoted(name)}")
    push(graph, driver)
    unique = {
        (form, *what) for form, what, on in rows("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties") if on == ["id"]
    }
    assert unique == {("UNIQUENESS", k.name) for k in NODE_KINDS} | {
        ("RELATIONSHIP_UNIQUENESS", k.name) for k in EDGE_KINDS
    }
    assert not rows("SHOW INDEXES YIELD state WHERE state <> 'ONLINE' RETURN state")


def test_a_name_is_found_by_a_part_of_it(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    push(graph, driver)
    found = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN node.id"
    assert ["meeting-flood"] in rows(found, index=texts.NAMES, words="防汛")
    assert ["person-zhang"] in rows(found, index=texts.NAMES, words="春生")
    assert ["person-wang"] in rows(found, index=texts.NAMES, words="桂蘭")


def test_labels_and_evidence_lists_are_as_documented(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    push(graph, driver)
    assert rows("MATCH (n {id: 'place-anlan'}) RETURN labels(n)") == [[["Place", "City"]]]
    assert rows("MATCH (n {id: 'place-yunling'}) RETURN labels(n)") == [[["Place"]]]
    (lists,) = rows(
        "MATCH ()-[r:CHAIRED {id: 'chaired-wang'}]->() RETURN r.ev_notice, r.ev_field, r.ev_start, r.ev_end, r.ev_quote, "
        "r.ev_rule, r.ev_confidence, r.ev_title, r.ev_verb, r.ev_published"
    )
    assert {len(one) for one in lists} == {2}
    assert lists[4] == ["副局长王桂兰主持会议", "副局長王桂蘭主持會議"]
    assert lists[7] == ["副局长", ""]
    assert lists[9] == ["2016-05-12", "2016-05-13"]


def test_only_what_is_new_is_written_and_what_is_gone_is_removed(driver: Any, graph: KnowledgeGraph) -> None:
    push(changed(graph, "meeting-push"), driver)
    more = push(graph, driver)
    assert (more.nodes.created, more.nodes.changed, more.nodes.removed) == (1, 0, 0)
    edges = {e.id for e in graph.edges() if "meeting-push" in (e.source, e.target)}
    assert (more.relationships.created, more.relationships.changed) == (len(edges), 0)
    less = push(changed(graph, "chaired-wang"), driver)
    assert (less.nodes.removed, less.relationships.removed) == (0, 1)
    assert not pull(driver).ask("chaired", meeting="meeting-flood")


def test_a_change_takes_away_properties_that_are_gone_and_leaves_those_of_others(
    driver: Any, graph: KnowledgeGraph, rows: Rows
) -> None:
    push(graph, driver)
    driver.execute_query("MATCH (n {id: 'person-zhang'}) SET n.seen = true")
    place = replace(graph.node("place-anlan"), attributes={"level": "county"})
    summary = push(changed(graph, nodes=(Node("person-zhang", "Person", "张春生"), place)), driver)
    assert (summary.nodes.changed, summary.wrote) == (2, 2)
    assert rows("MATCH (n {id: 'person-zhang'}) RETURN n.aliases, n.gender, n.seen") == [[None, None, True]]
    assert rows("MATCH (n {id: 'place-anlan'}) RETURN labels(n), n.city") == [[["Place"], None]]


def test_an_edge_between_other_nodes_under_the_same_id_is_made_anew(driver: Any, graph: KnowledgeGraph) -> None:
    push(graph, driver)
    turned = replace(graph.edge("chaired-wang"), source="person-liu")
    summary = push(changed(graph, edges=(turned,)), driver)
    assert (summary.relationships.changed, summary.relationships.removed) == (1, 0)
    assert pull(driver).edge("chaired-wang").source == "person-liu"


def test_a_merge_moves_what_others_tied_to_the_retired_node(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    push(graph, driver)
    driver.execute_query("MATCH (p {id: 'person-lib'}) CREATE (:Desk {n: 1})-[:`SEE``ALSO` {why: '核对'}]->(p)-[:IN]->(:Box)")
    one = replace(graph.node("person-lia"), attributes={"former_ids": ("person-lib",)})
    rests = tuple(
        replace(e, source="person-lia") for e in graph.edges() if e.source == "person-lib" and e.kind != "NOT_SAME_AS"
    )
    merged = changed(graph, "person-lib", "apart-li", nodes=(one,), edges=rests)
    summary = push(merged, driver)
    assert (summary.moved, summary.nodes.removed, summary.nodes.stale) == (2, 1, 0)
    assert rows("MATCH (:Desk)-[r]->(p)-[:IN]->(:Box) RETURN type(r), r.why, p.id") == [["SEE`ALSO", "核对", "person-lia"]]
    split = push(graph, driver)
    assert split.nodes.created == 1
    assert content(pull(driver))[1] == content(graph)[1]


def test_a_node_that_others_tied_something_to_stays_and_is_marked(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    push(graph, driver)
    driver.execute_query("MATCH (p {id: 'group-heads'}) CREATE (:Desk)-[:ABOUT]->(p)")
    for _ in range(2):
        summary = push(changed(graph, "group-heads"), driver)
        assert (summary.nodes.removed, summary.nodes.stale) == (0, 1)
        assert rows("MATCH (:Desk)-[:ABOUT]->(p) RETURN p.stale") == [[True]]
    assert "group-heads" not in pull(driver).nx
    driver.execute_query("MATCH (d:Desk) DETACH DELETE d")
    assert push(changed(graph, "group-heads"), driver).nodes.removed == 1


def test_keep_marks_what_is_gone_until_it_comes_back(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    push(graph, driver)
    less = changed(graph, "meeting-push")
    kept = push(less, driver, keep=True)
    assert (kept.nodes.stale, kept.nodes.removed, kept.relationships.removed) == (1, 0, 0)
    assert rows("MATCH (m {id: 'meeting-push'})<-[r:ATTENDED]-() RETURN m.stale, r.stale") == [[True, True]]
    assert content(pull(driver))[1] == content(less)[1]
    assert push(less, driver, keep=True).wrote == 0
    back = push(graph, driver)
    assert (back.nodes.changed, back.nodes.created) == (1, 0)
    assert rows("MATCH (n) WHERE n.stale RETURN count(n)") == [[0]]
    push(less, driver, keep=True)
    assert push(less, driver).nodes.removed == 1


def test_more_than_a_tenth_is_removed_only_when_someone_says_so(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    push(graph, driver)
    few = changed(graph, *(n.id for n in graph.nodes() if n.kind in ("Notice", "Role")))
    held_first = len(graph) + graph.nx.number_of_edges()
    with pytest.raises(RemovalError, match=rf"would remove .* of {held_first} .*--yes.*--keep.*nothing was written"):
        push(few, driver)
    asked: list[tuple[int, int]] = []

    def no(removed: int, held: int) -> bool:
        asked.append((removed, held))
        return False

    with pytest.raises(RemovalError):
        push(few, driver, confirm=no)
    ((removed, held),) = asked
    assert held == len(graph) + graph.nx.number_of_edges() == rows("MATCH (n) RETURN count(n) + COUNT { ()-->() }")[0][0]
    summary = push(few, driver, yes=True)
    assert summary.nodes.removed + summary.relationships.removed == removed
    assert content(pull(driver))[1] == content(few)[1]


def test_two_graphs_share_a_database_and_what_others_wrote_is_not_touched(
    driver: Any, graph: KnowledgeGraph, rows: Rows
) -> None:
    driver.execute_query("CREATE (:Person {id: 'mine', name: '张春生'})-[:KNOWS {id: 'x'}]->(:Place {id: 'here'})")
    push(graph, driver)
    places = [n for n in graph.nodes() if n.kind == "Place"]
    other = KnowledgeGraph(
        [*places, Node("person-own", "Person", "赵青山"), Node("meeting-own", "Meeting", "座谈会")],
        [graph.edge("within-anlan"), Edge("chaired-own", "CHAIRED", "person-own", "meeting-own")], ident="graph-other",
    )
    second = push(other, driver)
    assert (second.nodes.created, second.nodes.shared, second.relationships.shared) == (2, 2, 1)
    assert push(other, driver).wrote == push(graph, driver).wrote == 0
    assert content(pull(driver, name="graph-other"))[1] == content(other)[1]
    assert content(pull(driver, name="graph-made"))[1] == content(graph)[1]
    assert graphs_in(driver) == {"graph-made": len(graph), "graph-other": 2}
    # The first file goes: what the second holds too stays, and is the second's.
    push(KnowledgeGraph([], [], ident="graph-made"), driver, yes=True)
    assert content(pull(driver))[1] == content(other)[1]
    assert graphs_in(driver) == {"graph-other": 4}
    push(KnowledgeGraph([], [], ident="graph-other"), driver, yes=True)
    assert rows("MATCH (n)-[r]->(m) RETURN properties(n), properties(r), properties(m)") == [
        [{"id": "mine", "name": "张春生"}, {"id": "x"}, {"id": "here"}],
    ]
    assert rows("MATCH (n) RETURN count(n)") == [[2]]


def test_an_item_of_ours_that_no_push_wrote_is_refused(driver: Any, graph: KnowledgeGraph, rows: Rows) -> None:
    driver.execute_query("CREATE (:Person {id: 'person-wang', name: '别人的'})")
    with pytest.raises(ServerError, match="holds the Person person-wang that no push wrote"):
        push(graph, driver)
    assert rows("MATCH (n) RETURN count(n)") == [[1]]


def test_pulling_names_the_graphs_that_there_are(driver: Any, graph: KnowledgeGraph) -> None:
    with pytest.raises(ServerError, match="holds no graph that was pushed"):
        pull(driver)
    push(graph, driver)
    push(KnowledgeGraph([Node("person-own", "Person", "赵青山")], [], ident="graph-other"), driver)
    with pytest.raises(ServerError, match=r"several graphs \(graph-made, graph-other\): name one with --graph"):
        pull(driver)
    with pytest.raises(ServerError, match="no graph graph-none: it holds graph-made, graph-other"):
        pull(driver, name="graph-none")


def test_names_with_every_kind_of_odd_character_come_back(driver: Any) -> None:
    odd = [
        "'); MATCH (n) DETACH DELETE n //", '"$name"', "back`tick``s", "back\\slash\\", "{x: 1}", "😀👩‍👩‍👧 龘𠮷", "a\nb\r\nc\t",
        "nul\x00bell\x07", "\u202eright to left", " ", "null",
    ]
    nodes = [Node(f"person-{n}", "Person", name, {"aliases": (name, "x" * 9000)}) for n, name in enumerate(odd)]
    nodes.append(Node("bureau-'`\"\\", "Bureau", "引号局"))
    meeting = Node("meeting-a", "Meeting", "会议`会")
    edges = [Edge(f"chaired-{n.id}", "CHAIRED", n.id, "meeting-a", {"titles": (n.name,)}) for n in nodes]
    graph = KnowledgeGraph([*nodes, meeting], edges, ident="graph-'`😀")
    push(graph, driver)
    assert push(graph, driver).wrote == 0
    back = pull(driver, name="graph-'`😀")
    assert content(back) == content(graph)
