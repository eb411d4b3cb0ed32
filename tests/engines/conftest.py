"""Every engine, each over the same graph: what the questions are asked of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from queries.answer import Answer
from queries.engines import ask


class Engines:
    """One graph in every engine."""

    def __init__(self, graph: KnowledgeGraph, driver: Any) -> None:
        from kg.embedded import Embedded
        from kg.neo4j import push

        push(graph, driver)
        self.graph = graph
        self.sources: dict[str, Any] = {
            "networkx": graph.nx, "sparql": graph.store(), "cypher": driver, "embedded": Embedded.of(graph),
        }

    def ask(self, engine: str, name: str, params: dict[str, object]) -> Answer:
        return ask(name, self.sources[engine], params, engine, self.graph.evidence_of)


@pytest.fixture(scope="module")
def in_all_engines(session_driver: Any) -> Callable[[KnowledgeGraph], Engines]:
    """Puts a graph into every engine, for a whole module."""
    while session_driver.execute_query(
        "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(n) AS gone"
    ).records[0]["gone"]:
        pass
    return lambda graph: Engines(graph, session_driver)
