"""Reads a graph back from a Neo4j database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.neo4j import cypher, rows
from kg.neo4j.connection import ServerError, explained
from ontology.schema import EDGES, NODES, Edge, Evidence, Node

if TYPE_CHECKING:
    import neo4j

    from kg.graph import KnowledgeGraph


def pull(driver: neo4j.Driver, *, name: str = "", database: str = "") -> KnowledgeGraph:
    """Read a graph that was pushed, with its evidence; what is stale or was written by others is left out.

    Args:
        driver: a Neo4j driver.
        name: the id of the graph; it may be left out where the database holds one alone.
        database: the database, the server's own choice where it is empty.

    Raises:
        ServerError: the server cannot be reached, or does not hold that graph, or holds several and none is named.
    """
    from kg.graph import KnowledgeGraph

    with explained(), driver.session(database=database or None, default_access_mode="READ") as session:
        owner = _chosen(_graphs(session), name)
        nodes, edges, evidence = session.execute_read(_read, owner)
    proofs = _Proofs(evidence)
    return KnowledgeGraph(nodes, edges, proofs, owner)


def graphs_in(driver: neo4j.Driver, database: str = "") -> dict[str, int]:
    """The graphs that a database holds, with the number of their nodes.

    Raises:
        ServerError: the server cannot be reached.
    """
    with explained(), driver.session(database=database or None, default_access_mode="READ") as session:
        return _graphs(session)


def _graphs(session: neo4j.Session) -> dict[str, int]:
    found = session.execute_read(lambda tx: tx.run(cypher.graphs()).values())
    return {name: count for name, count in found}


def _chosen(known: dict[str, int], name: str) -> str:
    if not known:
        raise ServerError("the database holds no graph that was pushed: push one first, or name another --database")
    if name and name not in known:
        raise ServerError(f"the database holds no graph {name}: it holds {', '.join(known)}")
    if not name and len(known) > 1:
        raise ServerError(f"the database holds several graphs ({', '.join(known)}): name one with --graph")
    return name or next(iter(known))


def _read(tx: neo4j.ManagedTransaction, owner: str) -> tuple[list[Node], list[Edge], dict[Evidence, None]]:
    nodes = [
        rows.node(kind, said) for kind in NODES for (said,) in tx.run(cypher.held(kind), graph=owner)
    ]
    edges: list[Edge] = []
    evidence: dict[Evidence, None] = {}
    for kind in EDGES:
        for said, source, target in tx.run(cypher.held(kind), graph=owner):
            edge, proofs = rows.edge(kind, source, target, said)
            edges.append(edge)
            evidence.update(dict.fromkeys(proofs))
    return sorted(nodes, key=lambda n: n.id), sorted(edges, key=lambda e: e.id), evidence


class _Proofs:
    """The evidence of fact ids, held in memory."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._by_fact: dict[str, list[Evidence]] = defaultdict(list)
        for e in evidence:
            self._by_fact[e.fact].append(e)

    def __call__(self, facts: Iterable[str]) -> list[Any]:
        return [e for fact in dict.fromkeys(facts) for e in self._by_fact.get(fact, ())]
