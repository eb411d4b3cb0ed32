"""Asks the questions of the catalogue: of a NetworkX graph, an RDF store, Neo4j or embedded Cypher, with equal answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from importlib.resources import files
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ontology.schema import Evidence
from ontology.terms import BASE
from ontology.text import clean
from queries.answer import Answer, Quote
from queries.question import Parameter, Question, QuestionError, Row, question, questions

if TYPE_CHECKING:
    import neo4j

__all__ = ["ENGINES", "ask", "questions"]

EvidenceOf = Callable[[Iterable[str]], list[Evidence]]
Params = Mapping[str, str]

#: The lines of a SPARQL text that the parameters take the place of; as it stands, the text asks for all reported.
_PARAMETERS = re.compile(r"^.*# parameters$", re.MULTILINE)
#: Its lines that hold only where a parameter is given, and those that hold only where it is not; a status is given where
#: it is not "reported". So a question is as narrow as what is asked, and no engine tries what cannot matter.
_IF = re.compile(r"^( *)# if (\w+): (.*)$", re.MULTILINE)
_UNLESS = re.compile(r"^.*# unless (\w+)\n", re.MULTILINE)
#: Its lines that ask for the words behind ``?edge``.
_WORDS = re.compile(r"^ *# evidence\n.*?^ *# end\n", re.MULTILINE | re.DOTALL)
#: Edges whose words are asked for at once.
_AT_ONCE = 1000
#: What the Cypher of a question that rests on edges returns of their evidence: lists of equal length.
_LISTS = ("ev_notice", "ev_field", "ev_start", "ev_end", "ev_quote", "ev_published", "ev_confidence")


def ask(
    name: str,
    graph: Any,
    params: Mapping[str, object] | None = None,
    engine: str = "networkx",
    evidence_of: EvidenceOf | None = None,
    base: str = BASE,
    database: str = "",
) -> Answer:
    """Ask a question of the catalogue.

    Args:
        name: the question's name.
        graph: what the engine reads: a ``networkx.MultiDiGraph``; for ``sparql`` a ``pyoxigraph.Store``; for ``cypher``
            a ``neo4j.Driver``; for ``embedded`` what runs its Cypher (``kg.embedded``).
        params: the parameters; those of type ``id`` take ids; of several values in a list, each is asked about.
        engine: ``networkx``, ``sparql``, ``cypher`` or ``embedded``.
        evidence_of: gives the words behind fact ids, which a NetworkX graph does not hold; without it it has none.
        base: what ids stand behind in the store.
        database: the server's database, its own choice where it is empty.

    Raises:
        QuestionError: the question, the engine or a parameter is unknown, or a parameter is missing or malformed.
    """
    asked = question(name)
    if engine not in ENGINES:
        raise QuestionError(f"no engine {engine!r}: use one of {', '.join(ENGINES)}")
    source = _Source(graph, evidence_of, base, database)
    rows: list[Row] = []
    for one in asked.settled(params or {}):
        found = ENGINES[engine](asked, source, one)
        # What a notice states is proved by its own words, whoever else says the same; without them it does not say it.
        rows += _of_notice(found, one["notice"]) if "notice" in one else found
    return Answer(f"{asked.zh} {asked.en}", asked.columns, rows, asked.order, asked.rests_on_edges)


class _Source:
    """What an engine reads, and what it needs to read it."""

    __slots__ = ("base", "database", "evidence_of", "graph")

    def __init__(self, graph: Any, evidence_of: EvidenceOf | None, base: str, database: str) -> None:
        self.graph, self.evidence_of, self.base, self.database = graph, evidence_of, base, database


def _of_notice(rows: Iterable[Row], notice: str) -> Iterator[Row]:
    for row in rows:
        found = row.get("evidence") or ()
        assert isinstance(found, Iterable)
        if own := [q for q in found if q.notice == notice]:
            yield {**row, "evidence": own}


# NetworkX


def _networkx(asked: Question, source: _Source, params: Params) -> Iterable[Row]:
    rows = [dict(row) for row in asked.answer(source.graph, **params)]
    if asked.rests_on_edges and source.evidence_of is not None:
        facts = dict.fromkeys(fact for row in rows for fact in _facts(row))
        said: dict[str, list[Quote]] = defaultdict(list)
        notices = source.graph.nodes
        for e in source.evidence_of(facts):
            published = str(notices[e.notice].get("published") or "") if e.notice in notices else ""
            said[e.fact].append(Quote(e.notice, e.field, e.start, e.end, e.quote, published, float(e.confidence)))
        for row in rows:
            row["evidence"] = [q for fact in _facts(row) for q in said[fact]]
    return rows


def _facts(row: Row) -> tuple[str, ...]:
    found = row.get("facts") or ()
    assert isinstance(found, (tuple, list))
    return tuple(found)


# SPARQL


def _sparql(asked: Question, source: _Source, params: Params) -> Iterable[Row]:
    text = with_parameters(asked, params, source.base)
    if not asked.rests_on_edges:
        return fold(asked, _solutions(source, text, asked))
    # The words are looked up by the edges of all rows at once, by the pattern that stands in each question.
    rows = list(fold(asked, _solutions(source, _WORDS.sub("", text), asked)))
    said = _words(source, dict.fromkeys(str(row["edge"]) for row in rows), params.get("notice", ""))
    return [{**row, "evidence": said[str(row["edge"])]} for row in rows]


def _solutions(source: _Source, text: str, asked: Question | None = None) -> Iterator[dict[str, str]]:
    import pyoxigraph as ox

    from ontology.mapping import id_of

    # What one notice says stands in its own graph; a question asks what all of them say.
    found = source.graph.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    many = {c.name for c in asked.columns if c.type == "ids"} if asked else set()
    base = source.base
    for solution in found:
        out = {}
        for name, term in zip(names, solution, strict=True):
            if term is not None:
                out[name] = id_of(term.value, base) if isinstance(term, ox.NamedNode) else str(term.value)
        for name in many & out.keys():
            # Several ids come as their IRIs in one text, for which an aggregate can ask.
            out[name] = " ".join(id_of(one, base) for one in out[name].split())
        yield out


def _words(source: _Source, edges: Iterable[str], notice: str = "") -> dict[str, set[Quote]]:
    """The words that prove some edges, of one notice where it is given."""
    import pyoxigraph as ox

    from ontology.mapping import iri

    def term(ident: str) -> str:
        return str(ox.NamedNode(iri(clean(ident), source.base)))

    text = _lines((files(__package__) / "evidence.rq").read_text("utf-8"), {"notice"} if notice else set())
    # A notice's own words are looked up from it: of an edge that hundreds of notices prove, few are.
    rest = iter([notice] if notice else edges)
    out: dict[str, set[Quote]] = defaultdict(set)
    while some := list(islice(rest, _AT_ONCE)):
        for s in _solutions(source, text.replace("UNDEF", " ".join(map(term, some)))):
            if "notice" in s:
                out[s["edge"]].add(_quote(s))
    return out


def _lines(text: str, given: Set[str]) -> str:
    """The text with the lines that hold for what is given."""
    while _IF.search(text):
        text = _IF.sub(lambda found: "".join(found.group(1, 3)) if found[2] in given else "", text)
    return _UNLESS.sub(lambda found: "" if found[1] in given else found[0], text)


def _quote(s: Mapping[str, str]) -> Quote:
    return Quote(
        s["notice"], s["field"], int(s["from"]), int(s["to"]), s["quote"], s.get("published", ""),
        float(s.get("confidence", "0")),
    )


def with_parameters(asked: Question, params: Params, base: str = BASE) -> str:
    """The question's SPARQL with the parameters in it, each as a term that no value can break out of.

    A parameter is bound to the variable ``?NAME_is`` where the text has it, else to ``?NAME``.
    """
    text = asked.sparql
    bound = {}
    for name, value in params.items():
        variable = f"?{name}_is" if re.search(rf"\?{name}_is\b", text) else f"?{name}"
        bound[variable] = _term(asked.parameters[name], value, base)
    line = f"  VALUES ({' '.join(bound)}) {{ ({' '.join(bound.values())}) }}" if bound else ""
    given = {name for name, value in params.items() if (name, value) != ("status", "reported")}
    return _PARAMETERS.sub(lambda _: line, _lines(text, given))


def _term(parameter: Parameter, value: str, base: str) -> str:
    import pyoxigraph as ox

    from ontology.mapping import iri

    if parameter.type in ("id", "edge"):
        return str(ox.NamedNode(iri(clean(value), base)))
    return str(ox.Literal(int(value) if parameter.type == "int" else clean(value)))


def fold(asked: Question, solutions: Iterable[Mapping[str, str]]) -> Iterator[Row]:
    """Solutions into rows: one for each choice of the plain columns, the several values and quotes of each together."""
    plain = [c.name for c in asked.columns if c.type != "strs"]
    several = [c.name for c in asked.columns if c.type == "strs"]
    ids = [c.name for c in asked.columns if c.type == "ids"]
    flags = {c.name for c in asked.columns if c.type == "bool"}
    lists: dict[tuple[str, ...], dict[str, set[Any]]] = {}
    for s in solutions:
        key = tuple(s.get(name, "") for name in plain)
        into = lists.setdefault(key, {name: set() for name in (*several, "evidence")})
        for name in several:
            if s.get(name):
                into[name].add(s[name])
        if s.get("notice"):
            into["evidence"].add(_quote(s))
    for key, into in lists.items():
        row: dict[str, object] = {n: v == "true" if n in flags else v for n, v in zip(plain, key, strict=True)}
        yield {**row, **into, **{name: str(row[name]).split() for name in ids}}


# Cypher


def _cypher(asked: Question, source: _Source, params: Params) -> Iterable[Row]:
    driver: neo4j.Driver = source.graph
    given = cypher_parameters(asked, params)

    def run(tx: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
        return [dict(record) for record in tx.run(asked.cypher, given)]

    with driver.session(database=source.database or None, default_access_mode="READ") as session:
        return [_with_quotes(row) for row in session.execute_read(run)]


def _embedded(asked: Question, source: _Source, params: Params) -> Iterable[Row]:
    rows = source.graph.run(asked.embedded, cypher_parameters(asked, params))
    return [_with_quotes(row) for row in rows]


def cypher_parameters(asked: Question, params: Params) -> dict[str, str | int]:
    """All the question's parameters as its Cypher wants them: "" for what is not given, of a number -1.

    >>> from queries.question import question
    >>> cypher_parameters(question("roles"), {"person": "person-a"})
    {'person': 'person-a', 'status': ''}
    """
    out: dict[str, str | int] = {}
    for name, parameter in asked.parameters.items():
        value = params.get(name, "")
        out[name] = clean(value) if parameter.type != "int" else int(value) if value else -1
    return out


def _with_quotes(row: Mapping[str, Any]) -> Row:
    lists = [row.get(name) or () for name in _LISTS]
    return {**row, "evidence": [Quote(*values) for values in zip(*lists, strict=True)]}


#: The engines by name: each takes a question, what it reads, and the parameters.
ENGINES: Mapping[str, Callable[[Question, _Source, Params], Iterable[Row]]] = MappingProxyType({
    "networkx": _networkx, "sparql": _sparql, "cypher": _cypher, "embedded": _embedded,
})
