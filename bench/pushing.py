"""Measures a push into Neo4j beside a bare loop over the driver that sends the same rows.

    python bench/pushing.py [NODES] [RELATIONSHIPS]

The server is the one of the tests (Java and Maven), or ``GUANXI_TEST_NEO4J=bolt://…`` with ``GUANXI_TEST_NEO4J_PASSWORD``,
which is emptied. Both meet the same constraints and indexes, in one run, in turn, twice each after a first push that warms the
server; of each the better time counts. A push also reads the graph, plans, and asks what is there; the bare loop is given
its rows ready.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import large

from kg.neo4j import connect, cypher, plan, push
from kg.neo4j.push import BATCH

WANTED = 0.7


def emptied(driver: Any) -> None:
    while driver.execute_query("MATCH (n) WITH n LIMIT 2000 DETACH DELETE n RETURN count(n) AS c").records[0]["c"]:
        pass


def bare(driver: Any, wanted: Any) -> float:
    """Send the rows by the texts that a push sends them by, and do nothing else."""
    batches = []
    for kind, found in wanted.items():
        for group, some in plan.grouped(found.values()):
            if some[0].ends:
                text = cypher.create_edges(kind, *group)
                rows = [{"source": i.ends[0], "target": i.ends[1], "said": i.properties} for i in some]
            else:
                text, rows = cypher.create_nodes(kind, bool(group[0])), [i.properties for i in some]
            batches += [(text, rows[at:at + BATCH]) for at in range(0, len(rows), BATCH)]
    started = time.perf_counter()
    with driver.session() as session:
        for text, rows in batches:
            session.execute_write(lambda tx, text=text, rows=rows: tx.run(text, rows=rows).consume())
    return time.perf_counter() - started


def pushed(driver: Any, graph: Any) -> float:
    started = time.perf_counter()
    push(graph, driver)
    return time.perf_counter() - started


def main(nodes: int, edges: int) -> int:
    graph = large.graph(nodes, edges)
    uri, password = os.environ.get("GUANXI_TEST_NEO4J"), os.environ.get("GUANXI_TEST_NEO4J_PASSWORD", "")
    with tempfile.TemporaryDirectory() as folder:
        server = None if uri else _server(Path(folder))
        auth = ("neo4j", password) if server is None else server.auth
        try:
            with connect(uri or server.uri, *auth) as driver:
                emptied(driver)
                push(large.graph(1000, 3000, "graph-warm"), driver)
                ours, theirs = [], []
                for _ in range(2):
                    emptied(driver)
                    theirs.append(bare(driver, plan.items(graph, graph.id)))
                    emptied(driver)
                    ours.append(pushed(driver, graph))
                again = pushed(driver, graph)
                emptied(driver)
        finally:
            if server is not None:
                server.kill()
    count = nodes + edges
    ratio = min(theirs) / min(ours)
    print(f"{nodes} nodes, {edges} relationships with evidence, in batches of {BATCH}")
    for name, took in (("bare driver loop", min(theirs)), ("kg push", min(ours)), ("kg push, nothing new", again)):
        print(f"{name:<24}{took:8.1f} s  {count / took:9.0f} a second")
    print(f"a push reaches {ratio:.2f} of the bare loop's rate; {WANTED} is wanted")
    return 0 if ratio >= WANTED else 1


def _server(home: Path) -> Any:
    path = Path(__file__).parent.parent / "tests" / "neo4j_server" / "server.py"
    spec = importlib.util.spec_from_file_location("neo4j_server", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.Server(home, heap="2g").start()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nodes", nargs="?", type=int, default=50_000)
    parser.add_argument("relationships", nargs="?", type=int, default=150_000)
    given = parser.parse_args()
    sys.exit(main(given.nodes, given.relationships))
