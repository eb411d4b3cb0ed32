"""What a push does when the server, the network or its own program fails it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from kg.neo4j import ServerError, connect, pull, push
from ontology.schema import Edge, Node


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, "graph-made")


class StoppedError(Exception):
    pass


def ids(graph: KnowledgeGraph) -> tuple[set[str], set[str]]:
    return {n.id for n in graph.nodes()}, {e.id for e in graph.edges()}


def test_a_wrong_password_is_said_and_is_not_repeated(server: Any) -> None:
    with pytest.raises(ServerError, match="refuses the user neo4j: check --user, and the password") as caught, connect(
        server.uri, "neo4j", "geheim-123"
    ):
        pytest.fail("the server took a wrong password")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(("uri", "message"), [
    ("bolt://127.0.0.1:9", "cannot reach bolt://127.0.0.1:9: .*see that Neo4j runs there"),
    ("bolt://no-such-host.invalid:7687", "cannot reach bolt://no-such-host.invalid:7687: "),
    ("http://127.0.0.1:7687", "is no address of a Neo4j server: write it as bolt://HOST:7687"),
    ("nonsense", "is no address of a Neo4j server: write it as bolt://HOST:7687"),
])
def test_an_address_where_no_server_is_says_what_to_do(uri: str, message: str) -> None:
    with pytest.raises(ServerError, match=message), connect(uri, "neo4j", "x"):
        pytest.fail("something answered")


def test_a_database_that_is_not_there_is_named(server: Any) -> None:
    with pytest.raises(ServerError, match="name one that is there with --database"), connect(
        server.uri, *server.auth, database="nosuch"
    ):
        pytest.fail("there is such a database")


def test_a_push_that_was_cut_short_is_finished_by_the_next(driver: Any, graph: KnowledgeGraph) -> None:
    for stop_at in (1, 4, 12):
        sent = 0

        def progress(kind: str, count: int, stop_at: int = stop_at) -> None:
            nonlocal sent
            sent += 1
            if sent == stop_at:
                raise StoppedError

        with pytest.raises(StoppedError):
            push(graph, driver, batch=4, progress=progress)
    assert push(graph, driver).wrote > 0
    assert ids(pull(driver)) == ids(graph)
    assert push(graph, driver).wrote == 0


def test_the_server_may_be_killed_between_two_batches(
    server_maker: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    import neo4j

    own = server_maker(tmp_path / "home").start()
    batches = 0

    def kill_at_seven(kind: str, count: int) -> None:
        nonlocal batches
        batches += 1
        if batches == 7:
            own.kill()

    def restart_at_seven(kind: str, count: int) -> None:
        kill_at_seven(kind, count)
        if batches == 7:
            own.start()

    try:
        with neo4j.GraphDatabase.driver(own.uri, auth=own.auth, max_transaction_retry_time=2) as driver, pytest.raises(
            ServerError, match="what was begun goes on when the same command is run again"
        ):
            push(graph, driver, batch=4, progress=kill_at_seven)
        own.start()
        with connect(own.uri, *own.auth) as driver:
            assert 0 < len(pull(driver)) < len(graph)
            # This time the server comes back while the push still tries.
            batches = 0
            push(graph, driver, batch=4, progress=restart_at_seven)
            assert batches > 7
            assert ids(pull(driver)) == ids(graph)
            assert push(graph, driver).wrote == 0
    finally:
        own.kill()


def test_two_pushes_at_once_end_as_one(server: Any, driver: Any, graph: KnowledgeGraph) -> None:
    other = KnowledgeGraph(
        [n for n in graph.nodes() if n.kind == "Place"] + [Node("person-own", "Person", "赵青山")],
        [graph.edge("within-anlan"), Edge("apart-own", "NOT_SAME_AS", "person-own", "person-own")], ident="graph-other",
    )
    faults: list[BaseException] = []
    summaries = []
    gate = threading.Barrier(4)

    def run(what: KnowledgeGraph) -> None:
        try:
            with connect(server.uri, *server.auth) as own:
                gate.wait(30)
                summaries.append(push(what, own, batch=2))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(g,)) for g in (graph, other, graph, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    assert ids(pull(driver, name="graph-made")) == ids(graph)
    assert ids(pull(driver, name="graph-other")) == ids(other)
    created = [s.nodes.created for s in summaries if s.graph == "graph-made"]
    assert sorted(created)[0] == 0, "the second waited for the first, and found all there"
    assert driver.execute_query("MATCH (l:GuanxiPush) RETURN count(l) AS c").records[0]["c"] == 0
