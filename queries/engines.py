"""Asks the questions of the catalogue: of a plain NetworkX graph, or of an RDF store, with equal answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ontology.schema import Evidence
from ontology.terms import BASE
from queries.answer import Answer, Quote
from queries.question import Parameter, Question, QuestionError, Row, question, questions

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["ENGINES", "ask", "questions"]

EvidenceOf = Callable[[Iterable[str]], list[Evidence]]

#: The line of a SPARQL text that the parameters take the place of; as it stands, the text asks for all reported.
_PARAMETERS = re.compile(r"^.*# parameters$", re.MULTILINE)


def ask(
    name: str,
    graph: Any,
    params: Mapping[str, object] | None = None,
    engine: str = "networkx",
    evidence_of: EvidenceOf | None = None,
    base: str = BASE,
) -> Answer:
    """Ask a question of the catalogue.

    Args:
        name: the question's name.
        graph: what the engine reads: a ``networkx.MultiDiGraph``, or for ``sparql`` a ``pyoxigraph.Store``.
        params: the parameters; those of type ``id`` take ids; of several values in a list, each is asked about.
        engine: ``networkx`` or ``sparql``.
        evidence_of: gives the words behind fact ids, which a NetworkX graph does not hold; without it it has none.
        base: what ids stand behind in the store.

    Raises:
        QuestionError: the question, the engine or a parameter is unknown, or a parameter is missing or malformed.
    """
    asked = question(name)
    if engine not in ENGINES:
        raise QuestionError(f"no engine {engine!r}: use one of {', '.join(ENGINES)}")
    rows: list[Row] = []
    for one in asked.settled(params or {}):
        rows += ENGINES[engine](asked, graph, one, evidence_of, base)
    return Answer(f"{asked.zh} {asked.en}", asked.columns, rows, asked.order, asked.rests_on_edges)


def _networkx(
    asked: Question, graph: Any, params: Mapping[str, str], evidence_of: EvidenceOf | None, base: str
) -> Iterable[Row]:
    rows = [dict(row) for row in asked.answer(graph, **params)]
    if asked.rests_on_edges and evidence_of is not None:
        facts = dict.fromkeys(fact for row in rows for fact in _facts(row))
        said: dict[str, list[Quote]] = defaultdict(list)
        for e in evidence_of(facts):
            said[e.fact].append(Quote(e.notice, e.field, e.start, e.end, e.quote))
        for row in rows:
            row["evidence"] = [q for fact in _facts(row) for q in said[fact]]
    return rows


def _facts(row: Row) -> tuple[str, ...]:
    found = row.get("facts") or ()
    assert isinstance(found, (tuple, list))
    return tuple(found)


def _sparql(
    asked: Question, store: ox.Store, params: Mapping[str, str], evidence_of: EvidenceOf | None, base: str
) -> Iterable[Row]:
    import pyoxigraph as ox

    text = with_parameters(asked, params, base)
    # What one notice says stands in its own graph; a question asks what all of them say.
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return fold(asked, ({n: _plain(s[n], base) for n in names if s[n] is not None} for s in found))


def with_parameters(asked: Question, params: Mapping[str, str], base: str = BASE) -> str:
    """The question's SPARQL with the parameters in it, each as a term that no value can break out of.

    A parameter is bound to the variable ``?NAME_is`` where the text has it, else to ``?NAME``.
    """
    text = asked.sparql
    bound = {}
    for name, value in params.items():
        variable = f"?{name}_is" if re.search(rf"\?{name}_is\b", text) else f"?{name}"
        bound[variable] = _term(asked.parameters[name], value, base)
    line = f"  VALUES ({' '.join(bound)}) {{ ({' '.join(bound.values())}) }}"
    return _PARAMETERS.sub(lambda _: line, text, count=1)


def _term(parameter: Parameter, value: str, base: str) -> str:
    import pyoxigraph as ox

    from ontology.mapping import iri
    from ontology.text import clean

    return str(ox.NamedNode(iri(value, base)) if parameter.type == "id" else ox.Literal(clean(value)))


def _plain(term: Any, base: str) -> str:
    import pyoxigraph as ox

    from ontology.mapping import id_of

    return id_of(term.value, base) if isinstance(term, ox.NamedNode) else str(term.value)


def fold(asked: Question, solutions: Iterable[Mapping[str, str]]) -> Iterator[Row]:
    """Solutions into rows: one for each choice of the plain columns, the several values and quotes of each together."""
    plain = [c.name for c in asked.columns if c.type != "strs"]
    several = [c.name for c in asked.columns if c.type == "strs"]
    flags = {c.name for c in asked.columns if c.type == "bool"}
    lists: dict[tuple[str, ...], dict[str, set[Any]]] = {}
    for s in solutions:
        key = tuple(s.get(name, "") for name in plain)
        into = lists.setdefault(key, {name: set() for name in (*several, "evidence")})
        for name in several:
            if s.get(name):
                into[name].add(s[name])
        if s.get("notice"):
            into["evidence"].add(Quote(s["notice"], s["field"], int(s["from"]), int(s["to"]), s["quote"]))
    for key, into in lists.items():
        row: dict[str, object] = {n: v == "true" if n in flags else v for n, v in zip(plain, key, strict=True)}
        yield {**row, **into}


#: The engines by name: each takes a question, what it reads, the parameters, the evidence and the base.
ENGINES: Mapping[str, Callable[[Question, Any, Mapping[str, str], EvidenceOf | None, str], Iterable[Row]]] = (
    MappingProxyType({"networkx": _networkx, "sparql": _sparql})
)
