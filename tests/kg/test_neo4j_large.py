"""A push of a hundred thousand nodes: all of it arrives, and a second push finds nothing to do."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.neo4j import connect, push

NODES, EDGES = 100_000, 300_000


@pytest.fixture
def large() -> KnowledgeGraph:
    path = Path(__file__).parents[2] / "bench" / "large.py"
    spec = importlib.util.spec_from_file_location("guanxi_bench_large", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made: KnowledgeGraph = module.graph(NODES, EDGES)
    return made


@pytest.mark.long
def test_a_hundred_thousand_nodes_and_three_hundred_thousand_relationships(
    server_maker: Any, tmp_path: Path, large: KnowledgeGraph
) -> None:
    own = server_maker(tmp_path / "home", heap="2g").start()
    try:
        with connect(own.uri, *own.auth) as driver:
            first = push(large, driver)
            assert (first.nodes.created, first.relationships.created) == (NODES, EDGES)
            counted = driver.execute_query("MATCH (n) WHERE n.guanxi_graph = 'graph-large' RETURN count(n) AS c").records[0]["c"]
            tied = driver.execute_query("MATCH ()-[r]->() WHERE size(r.ev_quote) = 1 RETURN count(r) AS c").records[0]["c"]
            assert (counted, tied) == (NODES, EDGES)
            second = push(large, driver)
            assert second.wrote == 0
            assert (second.nodes.left, second.relationships.left) == (NODES, EDGES)
    finally:
        own.kill()
