from __future__ import annotations

import json
import random
from typing import Any

import pyoxigraph as ox
import pytest

from ontology.mapping import day_literal, id_of, iri, quads, quote_id, triples
from ontology.schema import EDGE_KINDS, NODE_KINDS, Edge, Evidence, Node
from ontology.terms import BASE, PREFIXES, classes, full, properties

RDF_TYPE = full("rdf:type")


def text(made: Any, **options: Any) -> str:
    out = ox.serialize(quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of, **options), format=ox.RdfFormat.N_QUADS)
    assert out is not None
    return out.decode("utf-8")


@pytest.fixture
def store(made: Any) -> ox.Store:
    out = ox.Store()
    out.extend(quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of))
    return out


def ask(store: ox.Store, query: str) -> bool:
    found = store.query(query, prefixes={**PREFIXES, "id": BASE}, use_default_graph_as_union=True)
    assert isinstance(found, ox.QueryBoolean)
    return bool(found)


def select(store: ox.Store, query: str, union: bool = True) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes={**PREFIXES, "id": BASE}, use_default_graph_as_union=union)
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    return sorted(tuple(getattr(row[n], "value", "") for n in names) for row in found)


def test_the_made_up_graph_has_every_kind_so_that_these_tests_see_all_of_the_mapping(made: Any) -> None:
    assert {n.kind for n in made.nodes} == {k.name for k in NODE_KINDS}
    assert {e.kind for e in made.edges} == {k.name for k in EDGE_KINDS} - {"LED"}


def test_a_healed_text_comes_from_the_raw_by_an_activity_that_lists_the_edits(store: ox.Store) -> None:
    found = select(store, """
        SELECT DISTINCT ?raw ?edits ?count ?version WHERE {
            id:notice-a2-text-healed a gx:HealedText ; prov:wasDerivedFrom ?raw ; prov:wasGeneratedBy ?healing .
            ?healing a gx:Healing , prov:Activity ; prov:used ?raw ; gx:edits ?edits ; gx:editCount ?count ;
                prov:wasAssociatedWith/gx:softwareVersion ?version }""")
    ((raw, edits, count, version),) = found
    assert (raw, version) == (BASE + "notice-a2-text", "0.1.0")
    listed = json.loads(edits)
    assert int(count) == len(listed)
    assert listed[0] == [0, 3, "", "markup"]
    assert not ask(store, "ASK { id:notice-a1-text-healed ?p ?o }")


def test_each_quote_names_the_reading_that_found_it_with_its_software_and_its_rule(store: ox.Store) -> None:
    assert ask(store, """ASK {
        ?words oa:hasBody id:chaired-wang ; gx:rule ?rule ; prov:wasGeneratedBy id:notice-a2-extraction .
        id:notice-a2-extraction a gx:Extraction , prov:Activity ; gx:rule ?rule ; prov:used id:notice-a2-text-healed ;
            prov:wasAssociatedWith ?software .
        ?software a prov:SoftwareAgent ; gx:rulesVersion "0123456789ab" ; gx:model "pkuseg-0.0.25" .
        GRAPH id:notice-a2-graph { ?software a gx:Software } }""")
    every = "oa:Annotation ; gx:rule ?rule FILTER NOT EXISTS { ?words prov:wasGeneratedBy ?reading . ?reading gx:rule ?rule }"
    assert not ask(store, f"ASK {{ ?words a {every} }}")


def test_a_quote_has_the_words_before_and_after_it(made: Any, store: ox.Store) -> None:
    found = select(store, """
        SELECT ?prefix ?exact ?suffix WHERE {
            ?a oa:hasBody id:chaired-wang ; oa:hasTarget/oa:hasSelector ?words .
            ?words oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }""")
    assert len(found) == 2
    assert all(before + exact + after in text for before, exact, after in found for text in made.raws() if exact in text)


def test_a_name_as_written_in_traditional_characters_says_so(store: ox.Store) -> None:
    assert ask(store, 'ASK { id:person-wang gx:written "王桂蘭"@zh-Hant ; rdfs:label "王桂兰"@zh-Hans }')


def test_a_province_has_its_iso_code_beside_that_of_the_standard(made: Any) -> None:
    nodes = [Node("place-a", "Place", "浙江省", {"code": "330000", "code_year": 2024}), Node("place-b", "Place", "杭州市", {"code": "330100"})]
    found = {(t.subject.value, t.object.value) for t in triples(nodes, [], lambda _: []) if t.predicate.value == full("gx:isoCode")}
    assert found == {(BASE + "place-a", "CN-ZJ")}


def test_only_declared_terms_are_written(made: Any) -> None:
    known_classes, known_properties = {full(c) for c in classes()}, {full(p) for p in properties()}
    for t in triples(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of):
        assert isinstance(t.predicate, ox.NamedNode)
        assert t.predicate.value in known_properties
        if t.predicate.value == RDF_TYPE:
            assert isinstance(t.object, ox.NamedNode)
            assert t.object.value in known_classes


def test_the_same_rows_in_any_order_give_the_same_bytes(made: Any) -> None:
    before = text(made)
    random.Random(7).shuffle(made.nodes)
    random.Random(8).shuffle(made.edges)
    assert text(made) == before


def test_the_triples_are_the_union_of_the_named_graphs(made: Any) -> None:
    together = set(triples(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of))
    apart = {
        q.triple for q in quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)
        # That a graph is a notice's, and that a relation comes from it, only a data set says.
        if not (q.subject.value.endswith("-graph") or (
            q.predicate.value == full("prov:wasDerivedFrom") and not q.subject.value.endswith("-healed")
        ))
    }
    assert together == apart


def test_each_quad_stands_once_and_the_subjects_of_a_graph_each_in_one_run(made: Any) -> None:
    written = [(q.graph_name, q.subject, q.predicate, q.object) for q in
               quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)]
    assert len(set(written)) == len(written)
    order = [t.subject for t in triples(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)]
    runs = [s for n, s in enumerate(order) if n == 0 or order[n - 1] != s]
    assert len(set(runs)) == len(runs)


def test_a_notice_graph_holds_what_that_notice_says_and_no_other(store: ox.Store) -> None:
    found = select(store, """
        SELECT ?edge ?graph WHERE { GRAPH ?graph { ?edge a gx:Chairing ; gx:participant id:person-wang } }
    """)
    assert found == [
        (BASE + "chaired-wang", BASE + "notice-a1-graph"),
        (BASE + "chaired-wang", BASE + "notice-a2-graph"),
    ]
    assert select(store, "SELECT ?n WHERE { id:notice-a1-graph prov:wasDerivedFrom ?n }", union=False) == [
        (BASE + "notice-a1",)
    ]


def test_what_no_notice_says_stands_in_a_graph_of_its_own_sort(store: ox.Store) -> None:
    def graphs(ident: str) -> set[str]:
        return {g for (g,) in select(store, f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ id:{ident} ?p ?o }} }}")}

    assert graphs("within-anlan") == {BASE + "graph/reference"}
    assert graphs("apart-li") == {BASE + "graph/decisions"}
    assert graphs("session-push") == {BASE + "graph/inferred"}
    assert graphs("place-yunling") == {BASE + "graph/entities"}


def test_a_sum_over_notices_tells_which_graphs_it_comes_from(store: ox.Store) -> None:
    found = select(store, "SELECT ?g WHERE { GRAPH <" + BASE + "graph/inferred> { id:chaired-wang prov:wasDerivedFrom ?g } }")
    assert found == [(BASE + "notice-a1-graph",), (BASE + "notice-a2-graph",)]


def test_graphs_come_in_the_order_of_their_names_and_the_default_graph_first(made: Any) -> None:
    names = [getattr(q.graph_name, "value", "") for q in quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)]
    runs = [g for n, g in enumerate(names) if n == 0 or names[n - 1] != g]
    assert runs == sorted(set(names))


def test_a_participation_has_its_actor_its_meeting_and_its_title_as_written(store: ox.Store) -> None:
    assert ask(store, """ASK {
        id:chaired-wang a gx:Participation ; gx:participant id:person-wang ; gx:meeting id:meeting-flood ;
            gx:titleAsWritten "副局长" ; gx:inRole "安澜市水务局副局长"@zh-Hans ; gx:status "reported" .
        id:person-wang gx:chaired id:meeting-flood .
    }""")


def test_a_spell_is_a_membership_of_the_bureau_with_its_interval(store: ox.Store) -> None:
    assert ask(store, """ASK {
        id:holds-wang a gx:RoleHolding ; org:member id:person-wang ; gx:post id:role-deputy ;
            org:organization id:bureau-water ; gx:began "2012-03"^^xsd:gYearMonth ; gx:concurrent true ;
            org:memberDuring ?during .
        ?during a time:ProperInterval ; time:hasBeginning/time:inXSDgYearMonth "2012-03"^^xsd:gYearMonth .
        FILTER NOT EXISTS { ?during time:hasEnd ?end }
    }""")


def test_what_is_only_announced_has_no_short_cut(store: ox.Store) -> None:
    assert ask(store, "ASK { id:attended-liu gx:status 'planned' }")
    assert not ask(store, "ASK { id:person-liu gx:attended id:meeting-push }")
    assert ask(store, "ASK { id:person-wang gx:proposedFor id:role-emergency }")
    assert not ask(store, "ASK { id:person-wang gx:appointedTo ?any }")


def test_evidence_selects_the_raw_words(made: Any, store: ox.Store) -> None:
    found = select(store, """
        SELECT ?source ?start ?end ?quote WHERE {
            ?annotation oa:hasBody id:chaired-wang ; oa:hasTarget ?target .
            ?target oa:hasSource ?source ; oa:hasSelector ?position , ?exact .
            ?position oa:start ?start ; oa:end ?end . ?exact oa:exact ?quote .
        }""")
    assert len(found) == 2
    for source, start, end, quote in found:
        notice, _, where = id_of(source).rpartition("-")
        evidence = Evidence("", notice, where, int(start), int(end), quote, "", "", 1.0)
        assert made.raw(evidence)[int(start):int(end)] == quote


def test_the_pieces_of_a_quote_and_the_words_that_settle_it_have_their_places(made: Any, store: ox.Store) -> None:
    found = select(store, """
        SELECT ?piece ?start ?end WHERE {
            ?a oa:hasBody id:chaired-lia ; gx:part ?part . ?part gx:piece ?piece ; oa:start ?start ; oa:end ?end }
    """)
    raw = [(piece, "云岭省防汛工作会议由副省长李伟主持"[int(s):int(e)]) for piece, s, e in found]
    assert raw == [("title", "副省长"), ("verb", "主持")]
    assert select(store, """
        SELECT ?field ?start ?end WHERE {
            ?a oa:hasBody id:chaired-lia ; gx:settledBy ?at . ?at gx:field ?field ; oa:start ?start ; oa:end ?end }
    """) == [("title", "0", "2")]


def test_one_fact_that_proves_two_edges_is_one_annotation_with_two_bodies(store: ox.Store) -> None:
    found = select(store, "SELECT ?a WHERE { ?a oa:hasBody id:holds-zhang2 , id:at-head }")
    assert len(found) == 1


def test_two_notices_with_one_fact_are_two_annotations(made: Any) -> None:
    fact, (first, *_) = next(iter(made.facts.items()))
    second = Evidence(fact, "notice-a6", "title", 0, 3, "省防汛", "省防汛", "made-up", 0.5)
    made.facts[fact] = [first, second]
    assert quote_id(first) != quote_id(second)
    written = text(made)
    assert iri(quote_id(first)) in written
    assert iri(quote_id(second)) in written


def test_names_are_simplified_chinese_and_quotes_carry_no_language(store: ox.Store) -> None:
    labels = list(store.quads_for_pattern(None, ox.NamedNode(full("rdfs:label")), None))
    exact = list(store.quads_for_pattern(None, ox.NamedNode(full("oa:exact")), None))
    assert labels
    assert exact
    assert {q.object.language for q in labels} == {"zh-hans"}
    assert {q.object.language for q in exact} == {None}


def test_no_iri_holds_a_name(made: Any) -> None:
    for q in quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of):
        for term in (q.subject, q.predicate, q.object, q.graph_name):
            if isinstance(term, ox.NamedNode):
                assert term.value.isascii()
                assert "%" not in term.value


def test_a_retired_id_leads_to_the_one_that_replaced_it(store: ox.Store) -> None:
    assert ask(store, "ASK { id:person-liuold dcterms:isReplacedBy id:person-liu }")


def test_a_city_is_a_class_of_place_and_a_province_is_not(store: ox.Store) -> None:
    assert select(store, "SELECT ?c WHERE { ?c a gx:City }") == [(BASE + "place-anlan",)]


def test_recorded_times_can_be_left_out(made: Any) -> None:
    assert "2026-01-02" in text(made)
    assert "2026-01-02" not in text(made, recorded=False)


def test_the_base_can_be_another(made: Any) -> None:
    assert BASE not in text(made, base="https://data.example/")


def test_it_round_trips_through_a_parser(made: Any) -> None:
    written = set(quads(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of))
    assert set(ox.parse(text(made), format=ox.RdfFormat.N_QUADS)) == written


@pytest.mark.parametrize(("day", "form"), [
    ("2015", "gYear"), ("2015-08", "gYearMonth"), ("2015-08-18", "date"),
    ("2015-02-31", "string"), ("2015-13", "string"), ("八月", "string"),
])
def test_dates_keep_their_precision_and_what_is_no_date_stays_text(day: str, form: str) -> None:
    literal = day_literal(day)
    assert literal.value == day
    assert literal.datatype.value == full(f"xsd:{form}")


def test_ids_that_are_no_plain_ascii_come_back_whole() -> None:
    for ident in ("person-7k3q", "a b", "甲/乙", "50%"):
        assert id_of(iri(ident)) == ident
    assert id_of("https://elsewhere.example/x") == "https://elsewhere.example/x"


def test_an_edge_whose_evidence_is_not_at_hand_is_still_written() -> None:
    nodes = [Node("person-a", "Person", "张春生"), Node("meeting-a", "Meeting", "座谈会")]
    edges = [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a", {}, ("fact-lost",))]
    found = set(triples(nodes, edges, lambda _: []))
    graph = ox.Store()
    graph.extend(quads(nodes, edges, lambda _: []))
    assert {q.triple for q in graph} == found
    assert ask(graph, "ASK { id:chaired-a a gx:Chairing ; gx:status 'reported' }")


def test_one_clause_that_proves_a_fact_by_two_of_its_pieces_is_two_annotations() -> None:
    first = Evidence("fact-a", "notice-a", "text", 0, 9, "张春生说张春生来了", "", "by-hand", 0.9, parts=(("actor", 0, 3),))
    second = Evidence("fact-a", "notice-a", "text", 0, 9, "张春生说张春生来了", "", "by-hand", 0.9, parts=(("actor", 4, 7),))
    assert quote_id(first) != quote_id(second)
