"""A catalogue of questions, asked alike of a NetworkX graph, an RDF store, a Neo4j database or embedded Cypher.

>>> import networkx, queries
>>> graph = networkx.MultiDiGraph()
>>> graph.add_node("person-a", kind="Person", name="王桂兰")
>>> graph.add_node("meeting-a", kind="Meeting", name="全市防汛工作会议", start="2016-05-11")
>>> _ = graph.add_edge("person-a", "meeting-a", key="chaired-a", kind="CHAIRED", titles=("副局长",))
>>> [(row.actor_name, row.titles) for row in queries.ask(graph, "chaired", meeting="全市防汛工作会议")]
[('王桂兰', ('副局长',))]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.answer import Answer

__all__ = ["ask"]


def ask(source: Any, name: str, /, *, database: str = "", **params: object) -> Answer:
    """Ask a question of the catalogue of whatever holds a graph.

    Args:
        source: a ``kg.KnowledgeGraph``, a ``networkx.MultiDiGraph``, a ``pyoxigraph.Store``, a ``neo4j.Driver`` or a
            ``kg.embedded.Embedded``.
        name: the question's name.
        database: of a Neo4j server, the database; the server's own choice where it is empty.
        params: its parameters. What is to be found in the graph is given by id or by name, in either script; a name that
            several share is asked about for each.

    Raises:
        QuestionError: the question, or a parameter, is unknown, missing or malformed, or the source is of no known kind.
        GuanxiError: a name is not in the graph; the message holds the nearest.
    """
    from queries import names
    from queries.engines import ask as asked_of
    from queries.question import QuestionError, question

    if hasattr(source, "nx") and hasattr(source, "ask"):
        answer: Answer = source.ask(name, **params)
        return answer
    engine = next((engine for engine, has in _KNOWN_BY.items() if hasattr(source, has)), "")
    if not engine:
        raise QuestionError(
            f"a {type(source).__name__} cannot be asked: give a graph, a pyoxigraph.Store, a neo4j.Driver or kg.embedded"
        )
    find, known = names.LOOKING[engine]
    settled = names.settled(question(name), params, find, source, known)
    return asked_of(name, source, settled, engine, database=database)


#: The attribute by which the source of each engine is known.
_KNOWN_BY = {"cypher": "execute_query", "embedded": "run", "networkx": "in_edges", "sparql": "bulk_extend"}
