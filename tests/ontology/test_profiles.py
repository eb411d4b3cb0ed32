"""Reused terms stand beside our own, and the vocabulary behind the data."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import ontology
from kg.export import ExportError, export
from kg.graph import KnowledgeGraph
from loaders.data.tables import rows
from ontology.divisions import iso_code
from ontology.mapping import quads, shared_graph, triples
from ontology.profiles import PROFILES
from ontology.terms import BASE, MORE_PREFIXES, PREFIXES, classes, full, properties
from ontology.vocabulary import FILES, vocabulary


def ask(found: Any, query: str) -> bool:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    said = store.query(query, prefixes={**PREFIXES, **MORE_PREFIXES, "id": BASE})
    assert isinstance(said, ox.QueryBoolean)
    return bool(said)


@pytest.mark.parametrize("profile", [p for p in PROFILES if p != "core"])
def test_a_profile_adds_terms_and_takes_nothing_away(made: Any, profile: str) -> None:
    given = made.nodes, made.edges, made.evidence_of
    core, more = set(triples(*given)), set(triples(*given, profile=profile))
    assert core < more
    spaces = {"org": ("http://www.w3.org/ns/org#", MORE_PREFIXES["foaf"]), "schema": (PREFIXES["schema"],)}[profile]
    for t in more - core:
        named = t.object.value if t.predicate.value == full("rdf:type") and isinstance(t.object, ox.NamedNode) else t.predicate.value
        assert named.startswith(spaces), t
    assert {q.triple for q in quads(*given, profile=profile)} >= more


def test_org_and_foaf_find_their_way(made: Any) -> None:
    assert ask(triples(made.nodes, made.edges, made.evidence_of, profile="org"), """ASK {
        id:person-wang a foaf:Person ; foaf:name "王桂兰"@zh-Hans ; org:holds id:role-deputy ; org:hasMembership id:holds-wang .
        id:role-deputy org:heldBy id:person-wang ; org:postIn id:bureau-water .
        id:bureau-water a org:FormalOrganization ; org:hasPost id:role-deputy ; org:subOrganizationOf id:bureau-province }""")


def test_schema_org_finds_its_way(made: Any) -> None:
    assert ask(triples(made.nodes, made.edges, made.evidence_of, profile="schema"), """ASK {
        id:meeting-flood a schema:Event ; schema:name "全市防汛工作会议"@zh-Hans ; schema:attendee id:person-wang , id:person-zhang ;
            schema:organizer id:bureau-water ; schema:location id:place-anlan ; schema:startDate ?day .
        id:bureau-water a schema:Organization ; schema:member id:holds-wang .
        id:holds-wang a schema:OrganizationRole ; schema:member id:person-wang ; schema:startDate ?since }""")


def test_what_is_only_announced_is_no_attendance_for_schema_org_either(made: Any) -> None:
    assert not ask(triples(made.nodes, made.edges, made.evidence_of, profile="schema"), "ASK { id:meeting-push schema:attendee id:person-liu }")


def test_profiles_start_from_terms_that_are_written() -> None:
    ours = {t for p in PROFILES.values() for terms in (p.classes, p.properties, p.inverses) for t in terms}
    assert ours <= classes() | properties()


def test_an_unknown_profile_is_refused(made: Any) -> None:
    with pytest.raises(ExportError, match="there is no profile 'foaf': use one of core, org, schema"):
        export(KnowledgeGraph(made.nodes, made.edges, made.evidence_of), "turtle", io.BytesIO(), profile="foaf")


def test_the_vocabulary_has_a_named_graph_of_its_own_and_can_be_left_out(made: Any) -> None:
    graph = KnowledgeGraph(made.nodes, made.edges, made.evidence_of)
    out, without = io.BytesIO(), io.BytesIO()
    export(graph, "nquads", out)
    export(graph, "nquads", without, vocabulary=False)
    assert out.getvalue().startswith(without.getvalue())
    more = list(ox.parse(out.getvalue()[len(without.getvalue()):], format=ox.RdfFormat.N_QUADS))
    assert {q.graph_name for q in more} == {shared_graph("vocabulary")}
    assert len(more) == len(vocabulary())
    subjects = {q.subject for q in more}
    assert {ox.NamedNode(full("gx:Chairing")), ox.NamedNode("https://w3id.org/guanxi/scheme/way-led")} <= subjects


def test_the_vocabulary_is_all_of_its_files_and_the_same_each_time() -> None:
    count = 0
    for file in FILES:
        path = str(Path(ontology.__file__).with_name(file))
        count += len({q.triple for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)})
    # A few lines stand in two files.
    assert count - 20 <= len(vocabulary()) <= count
    again = vocabulary.__wrapped__()
    assert again == vocabulary()


def test_every_province_of_the_code_list_has_an_iso_code() -> None:
    provinces = {row[0] for row in rows("divisions", 7) if row[2] == "province" and not row[5]} | {"710000", "810000", "820000"}
    assert {code for code in provinces if not iso_code(code)} == set()
    assert len({iso_code(code) for code in provinces}) == 34
