"""The graph as an RDF store."""

from __future__ import annotations

from typing import Any

from kg.graph import KnowledgeGraph
from ontology.schema import Edge, Evidence, Node

CHAIRING = "?edge a <https://w3id.org/guanxi/ns#Chairing>"


def test_the_store_holds_what_all_say_and_on_request_what_each_says(made: Any) -> None:
    graph = KnowledgeGraph(made.nodes, made.edges, made.evidence_of)
    each = f"SELECT ?g WHERE {{ GRAPH ?g {{ {CHAIRING} }} }}"
    together = f"SELECT ?edge WHERE {{ {CHAIRING} }}"
    assert len(list(graph.store().query(each))) == 0
    assert len(list(graph.store().query(together))) == 2
    assert len(list(graph.store(named=True).query(each))) == 3
    assert len(list(graph.store(named=True).query(together))) == 2


def test_a_fact_that_many_notices_state_is_one_statement_with_many_quotes() -> None:
    nodes = [Node("person-a", "Person", "张春生"), Node("role-a", "Role", "局长", {"title": "局长"})]
    nodes += [Node(f"notice-{n}", "Notice", f"通知{n}") for n in range(60)]
    facts = {
        f"fact-{n}": Evidence(f"fact-{n}", f"notice-{n}", "text", n, n + 2, "局长", "局长", "made-up", 0.9)
        for n in range(60)
    }
    graph = KnowledgeGraph(
        nodes, [Edge("holds-a", "HOLDS", "person-a", "role-a", {}, tuple(facts))], lambda ids: [facts[i] for i in ids]
    )
    # Sixty notices to the power of the patterns would never come to an end.
    (row,) = graph.ask("roles", engine="sparql", person="张春生")
    assert len(row.evidence) == 60
    assert graph.roles("张春生") == graph.ask("roles", engine="sparql", person="张春生")
