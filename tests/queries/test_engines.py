"""Every question has the same answer in every engine, and the answers are right."""

from __future__ import annotations

from typing import Any

import networkx
import pyoxigraph as ox
import pytest

from ontology.mapping import quads, triples
from ontology.terms import BASE
from queries.answer import Answer, Quote
from queries.engines import ask, fold, with_parameters
from queries.question import Question, QuestionError, question, questions

EACH = pytest.mark.parametrize("asked", questions().values(), ids=lambda q: q.name)

#: Values of the parameters that a question needs.
VALUES = {
    "actor": "person-zhang", "meeting": "meeting-flood", "person": "person-zhang", "bureau": "bureau-water", "date": "2016-05-11",
    "known_on": "2016-06-28", "edge": "chaired-wang", "notice": "notice-a1",
}


@pytest.fixture
def plain(made: Any) -> networkx.MultiDiGraph[str]:
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for n in made.nodes:
        graph.add_node(n.id, kind=n.kind, name=n.name, **n.attributes)
    for e in made.edges:
        graph.add_edge(e.source, e.target, key=e.id, kind=e.kind, facts=e.facts, **e.attributes)
    return graph


@pytest.fixture
def store(made: Any) -> ox.Store:
    out = ox.Store()
    out.extend(quads(made.nodes, made.edges, made.evidence_of))
    return out


@pytest.fixture
def asker(made: Any, plain: Any) -> Any:
    def asked(name: str, **params: object) -> Answer:
        return ask(name, plain, params, evidence_of=made.evidence_of)

    return asked


def required(asked: Question) -> dict[str, object]:
    """What the question needs, and all statuses where it asks for one."""
    given: dict[str, object] = {n: VALUES[n] for n, p in asked.parameters.items() if p.required}
    return given | ({"status": "any"} if "status" in asked.parameters else {})


@EACH
def test_the_sparql_means_the_same_to_another_implementation(asked: Question, made: Any, store: ox.Store) -> None:
    import rdflib

    graph = rdflib.Graph()
    data = ox.serialize(triples(made.nodes, made.edges, made.evidence_of), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    graph.parse(data=data, format="nt")
    (params,) = asked.settled(required(asked))
    text = with_parameters(asked, params)
    found = graph.query(text)
    names = [str(v) for v in found.vars or ()]
    rows = [
        {n: str(v).replace(BASE, "") for n, v in zip(names, row, strict=True) if v is not None}  # type: ignore[arg-type]
        for row in found
    ]
    theirs = Answer("", asked.columns, fold(asked, rows), asked.order, asked.rests_on_edges)
    assert theirs == ask(asked.name, store, required(asked), engine="sparql")


def test_who_chaired_a_meeting_with_both_notices_words(asker: Any) -> None:
    (row,) = asker("chaired", meeting="meeting-flood")
    assert (row.actor, row.actor_name, row.actor_kind) == ("person-wang", "王桂兰", "Person")
    assert (row.start, row.end, row.places) == ("2016-05-11", "2016-05-11", ("安澜市",))
    assert row.titles == ("副局长",)
    assert row.evidence == (
        Quote("notice-a1", "text", 70, 80, "副局长王桂兰主持会议", "2016-05-12", 0.95),
        Quote("notice-a2", "text", 28, 38, "副局長王桂蘭主持會議", "2016-05-13", 0.95),
    )


def test_quotes_are_the_raw_words_at_their_place(made: Any, asker: Any) -> None:
    checked = 0
    for asked in questions().values():
        for row in asker(asked.name, **required(asked)):
            for quote in getattr(row, "evidence", ()):
                raw = made.raw(quote)
                assert raw[quote.start:quote.end] == quote.quote
                checked += 1
    assert checked > 30


def test_what_is_announced_is_left_out_unless_asked_for(asker: Any) -> None:
    assert not asker("attended", actor="person-liu")
    assert [r.status for r in asker("attended", actor="person-liu", status="any")] == ["planned"]
    assert not asker("moves", person="person-wang")
    assert [r.action for r in asker("moves", person="person-wang", status="proposed")] == ["proposed"]


def test_namesakes_keep_their_own_meetings(asker: Any) -> None:
    both = asker("participations", actor=["person-lia", "person-lib"])
    assert [(r.actor, r.relation) for r in both] == [("person-lib", "ATTENDED"), ("person-lia", "CHAIRED")]


def test_a_meeting_shows_what_leads_to_it_and_from_it(asker: Any) -> None:
    found = [(r.direction, r.relation, r.other_name) for r in asker("meeting", meeting="meeting-flood")]
    assert ("out", "RELAYS", "全省防汛工作会议") in found
    assert ("out", "HELD_IN", "安澜市") in found
    assert ("in", "CONVENED", "安澜市水务局") in found
    relayed = asker("meeting", meeting="meeting-province")
    assert [(r.direction, r.other_name) for r in relayed if r.relation == "RELAYS"] == [("in", "全市防汛工作会议")]


def test_a_meeting_in_a_city_was_in_its_province(asker: Any) -> None:
    assert [r.meeting for r in asker("meetings", place="place-yunling")] == ["meeting-flood"]


def test_a_partly_known_date_counts_where_it_may_fall_in_the_time_asked_for(asker: Any) -> None:
    assert [r.start for r in asker("meetings", since="2016-04-20", until="2016-04-30")] == ["2016-04"]
    assert not asker("meetings", since="2016-05-01", until="2016-05-10")


def test_the_holders_of_one_post_follow_each_other(asker: Any) -> None:
    found = [(r.person_name, r.began, r.ended) for r in asker("holders", bureau="bureau-water", title="局长")]
    assert found == [("张春生", "", "2016-06-01"), ("刘海涛", "2016-06-01", "")]


def test_without_the_ledger_rows_have_no_quotes(plain: Any) -> None:
    assert all(r.evidence == () for r in ask("chaired", plain))


@pytest.mark.parametrize("engine", ["networkx", "sparql"])
def test_a_value_cannot_break_out_of_the_question(plain: Any, store: ox.Store, engine: str) -> None:
    graph = plain if engine == "networkx" else store
    attack = 'x") } ?s ?p ?o . { BIND ("'
    assert not ask("holders", graph, {"bureau": "bureau-water", "title": attack}, engine=engine)
    assert not ask("chaired", graph, {"actor": "a> ?p ?o . <b"}, engine=engine)


def test_an_unknown_engine_names_those_there_are(plain: Any) -> None:
    with pytest.raises(QuestionError, match="no engine 'prolog': use one of networkx, sparql, cypher, embedded"):
        ask("chaired", plain, engine="prolog")


def test_another_base_gives_the_same_answer(made: Any, store: ox.Store) -> None:
    other = ox.Store()
    base = "https://data.example/"
    other.extend(quads(made.nodes, made.edges, made.evidence_of, base=base))
    params = {"actor": "person-zhang"}
    assert ask("spoke", other, params, engine="sparql", base=base) == ask("spoke", store, params, engine="sparql")


def test_a_question_of_a_plain_graph_needs_no_more_than_networkx(plain: Any) -> None:
    rows = list(question("chaired").answer(plain, meeting="meeting-flood"))
    assert [row["actor_name"] for row in rows] == ["王桂兰"]
    assert rows[0]["facts"] == ("fact-chairedwang0", "fact-chairedwang1")
