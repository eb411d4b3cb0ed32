"""Every shape bites: each of its rules is broken once, and the report says what, where and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from ontology import validate
from ontology.mapping import triples
from ontology.schema import Edge, Node
from ontology.terms import BASE, PREFIXES

#: Message -> an update that breaks just that rule in the made-up graph.
BROKEN = {
    "a thing has one name, in Simplified Chinese": "DELETE WHERE { id:person-zhang rdfs:label ?x }",
    "the seats of a post are one, several or unknown": "INSERT DATA { id:role-head2 a gx:Role ; rdfs:label '局长'@zh-Hans ; gx:seats 'two' }",
    "a level is central, province, prefecture, county or township": "INSERT DATA { id:bureau-congress gx:level 'galaxy' }",
    "a GB/T 2260 code has six digits": "INSERT DATA { id:place-yunling gx:code '99' }",
    "a meeting begins on one date: a day, a month or a year": "INSERT DATA { id:meeting-push schema:startDate '七月' }",
    "a meeting ends on one date: a day, a month or a year": "INSERT DATA { id:meeting-province schema:endDate '四月' }",
    "a notice has the SHA-256 of its raw title and text": "DELETE WHERE { id:notice-a1 gx:digest ?x }",
    "a notice has one key": "DELETE WHERE { id:notice-a1 dcterms:identifier ?x }",
    "a participation has one participant: a person, a bureau or a group":
        "INSERT DATA { id:attended-lib gx:participant id:place-anlan }",
    "a participation is in one meeting": "DELETE WHERE { id:attended-heads gx:meeting ?x }",
    "a post is held by one person": "INSERT DATA { id:holds-lia org:member id:bureau-water }",
    "a person holds one post at a time of telling": "DELETE WHERE { id:holds-lia gx:post ?x }",
    "a change of post is one person's": "DELETE WHERE { id:appointed-liu gx:person ?x }",
    "a change of post is of one post": "INSERT DATA { id:appointed-liu gx:post id:role-deputy }",
    "a change of post appoints, elects, removes, resigns or proposes": "INSERT DATA { id:removed-zhang gx:action 'promoted' }",
    "what is stated has the words that prove it": "DELETE { ?a oa:hasBody id:chaired-lia } WHERE { ?a oa:hasBody id:chaired-lia }",
    "a relation is stated, from reference data or inferred": "DELETE WHERE { id:chaired-lia gx:sourceKind ?x }",
    "a relation is reported, planned or proposed": "DELETE WHERE { id:chaired-lia gx:status ?x }",
    "a confidence is between 0 and 1": "INSERT DATA { id:holds-lib gx:confidence 1.5 }",
    "gx:chaired stands without its gx:Chairing": "INSERT DATA { id:person-liu gx:chaired id:meeting-flood }",
    "gx:spokeAt stands without its gx:Speaking": "INSERT DATA { id:person-liu gx:spokeAt id:meeting-flood }",
    "gx:attended stands without its gx:Attending": "INSERT DATA { id:person-liu gx:attended id:meeting-flood }",
    "gx:convened stands without its gx:Convening": "INSERT DATA { id:person-liu gx:convened id:meeting-flood }",
    "gx:led stands without its gx:Leading": "INSERT DATA { id:person-liu gx:led id:meeting-flood }",
    "org:holds stands without its gx:RoleHolding": "INSERT DATA { id:person-liu org:holds id:role-governor }",
    "gx:appointedTo stands without its gx:Appointment": "INSERT DATA { id:odd gx:appointedTo id:other }",
    "gx:removedFrom stands without its gx:Removal": "INSERT DATA { id:odd gx:removedFrom id:other }",
    "gx:proposedFor stands without its gx:Proposal": "INSERT DATA { id:odd gx:proposedFor id:other }",
    "gx:comesFrom stands without its gx:GroupOrigin": "INSERT DATA { id:odd gx:comesFrom id:other }",
    "gx:under stands without its gx:Subordination": "INSERT DATA { id:odd gx:under id:other }",
    "gx:succeededBy stands without its gx:Succession": "INSERT DATA { id:odd gx:succeededBy id:other }",
    "gx:relays stands without its gx:Relaying": "INSERT DATA { id:odd gx:relays id:other }",
    "gx:copyOf stands without its gx:Copying": "INSERT DATA { id:odd gx:copyOf id:other }",
    "org:postIn stands without its gx:PostPlacement": "INSERT DATA { id:odd org:postIn id:other }",
    "org:unitOf stands without its gx:UnitPlacement": "INSERT DATA { id:odd org:unitOf id:other }",
    "words prove something": "DELETE { ?a oa:hasBody ?x } WHERE { ?a oa:hasBody id:chaired-lia , ?x }",
    "words stand in one place": "DELETE { ?a oa:hasTarget ?x } WHERE { ?a oa:hasBody id:chaired-lia ; oa:hasTarget ?x }",
    "words prove one fact": "DELETE { ?a gx:fact ?x } WHERE { ?a oa:hasBody id:chaired-lia ; gx:fact ?x }",
    "words stand in the raw title or text of a notice":
        "DELETE { ?t oa:hasSource ?x } WHERE { ?a oa:hasBody id:chaired-lia ; oa:hasTarget ?t . ?t oa:hasSource ?x }",
    "words are given by their place and as a quote":
        "DELETE { ?t oa:hasSelector ?x } WHERE { ?a oa:hasBody id:chaired-lia ; oa:hasTarget ?t . ?t oa:hasSelector ?x }",
    "a place starts before it ends": "INSERT DATA { id:spot a oa:TextPositionSelector ; "
        "oa:start '7'^^xsd:nonNegativeInteger ; oa:end '3'^^xsd:nonNegativeInteger }",
    "a place has an end": "INSERT DATA { id:spot a oa:TextPositionSelector ; oa:start '7'^^xsd:nonNegativeInteger }",
    "a quote has words": "INSERT DATA { id:empty a oa:TextQuoteSelector ; oa:exact '' }",
    "the list of a code is of one year": "INSERT DATA { id:place-anlan gx:codeYear 2017 }",
    "an ISO 3166-2 code of a province is like CN-ZJ": "INSERT DATA { id:place-anlan gx:isoCode 'Zhejiang' }",
    "a quote has one text before it, which is not empty": "INSERT DATA { id:odd a oa:TextQuoteSelector ; oa:exact '主持' ; oa:prefix '' }",
    "a quote has one text after it, which is not empty": "INSERT DATA { id:odd a oa:TextQuoteSelector ; oa:exact '主持' ; oa:suffix '一' , '二' }",
    "a healed text comes from one raw text": "DELETE WHERE { id:notice-a2-text-healed prov:wasDerivedFrom ?x }",
    "a healed text is what one healing made": "DELETE WHERE { id:notice-a2-text-healed prov:wasGeneratedBy ?x }",
    "a healing lists its edits": "DELETE WHERE { id:notice-a2-text-healing gx:edits ?x }",
    "a healing makes one edit or more": "DELETE WHERE { id:notice-a2-text-healing gx:editCount ?x }",
    "a notice is healed and read by one version of the software": "DELETE WHERE { id:notice-a1-extraction prov:wasAssociatedWith ?x }",
    "facts are found by a rule": "DELETE WHERE { id:notice-a1-extraction gx:rule ?x }",
    "a spell has a beginning or an end": "INSERT DATA { id:spell a time:ProperInterval }",
    "an instant is a day, a month or a year, never two of them":
        "INSERT DATA { id:holds-wang-began time:inXSDDate '2012-03-01'^^xsd:date }",
}


@pytest.fixture(scope="module")
def whole(made_once: Any) -> list[ox.Quad]:
    found = triples(made_once.nodes, made_once.edges, made_once.evidence_of, origins_of=made_once.origins_of)
    return [ox.Quad(t.subject, t.predicate, t.object) for t in found]


def written(quads: list[ox.Quad], update: str, path: Path) -> Path:
    store = ox.Store()
    store.extend(quads)
    if update:
        store.update(update, prefixes={**PREFIXES, "id": BASE})
    store.dump(str(path), ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    return path


def test_every_message_of_the_shapes_is_broken_by_a_test() -> None:
    text = Path(validate.__file__).with_name("shapes.ttl").read_text("utf-8")
    said = {line.split('sh:message "')[1].split('"')[0] for line in text.splitlines() if "sh:message" in line}
    assert said == set(BROKEN)


@pytest.mark.parametrize("message", BROKEN)
def test_a_shape_bites(whole: list[ox.Quad], tmp_path: Path, message: str) -> None:
    found = list(validate.file(written(whole, BROKEN[message], tmp_path / "broken.ttl")))
    assert message in {p.what for p in found}, found
    assert all(p.where for p in found)


def test_the_made_up_graph_is_valid_as_rows_and_as_a_file(made: Any, whole: list[ox.Quad], tmp_path: Path) -> None:
    assert list(validate.rows(made.nodes, made.edges, made.evidence_of, made.origins_of)) == []
    assert list(validate.file(written(whole, "", tmp_path / "whole.ttl"))) == []


def test_a_fault_in_rows_is_told_with_the_name_and_the_value(made: Any) -> None:
    made.nodes = [replace(n, attributes={**n.attributes, "seats": "two"}) if n.id == "role-head" else n for n in made.nodes]
    (problem,) = validate.rows(made.nodes, made.edges, made.evidence_of)
    assert str(problem) == "role-head 安澜市水务局局长: the seats of a post are one, several or unknown (gx:seats two)"


def test_stated_rows_without_words_are_found() -> None:
    nodes = [Node("person-a", "Person", "张春生"), Node("meeting-a", "Meeting", "座谈会"), Node("place-x", "Place", "")]
    edges = [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a", {"source_kind": "stated"}, ("fact-lost",))]
    assert {p.what for p in validate.rows(nodes, edges, lambda _: [])} == {
        "what is stated has the words that prove it", "a thing has one name, in Simplified Chinese",
    }


def test_a_quote_of_another_length_than_its_place_is_found(made: Any, tmp_path: Path) -> None:
    fact = next(fact for edge in made.edges if edge.id == "chaired-lia" for fact in edge.facts)
    made.facts[fact] = [replace(e, end=e.end + 1) for e in made.facts[fact]]
    assert {p.what for p in validate.rows(made.nodes, made.edges, made.evidence_of)} == {"a quote is not as long as its place"}
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in triples(made.nodes, made.edges, made.evidence_of)]
    found = list(validate.file(written(quads, "", tmp_path / "long.ttl")))
    assert [p.what for p in found] == ["a quote is not as long as its place"]


@pytest.mark.parametrize(("name", "content", "said"), [
    ("g.xyz", "", "has no ending of RDF"), ("g.ttl", "<a", "cannot be read as RDF"), ("g.nt", "", "holds no triples"),
])
def test_what_is_no_rdf_is_said(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(validate.ValidationError, match=said):
        list(validate.file(tmp_path / name))


def test_a_short_cut_without_its_node_names_the_thing_that_has_it(whole: list[ox.Quad], tmp_path: Path) -> None:
    path = written(whole, "INSERT DATA { id:person-liu gx:chaired id:meeting-flood }", tmp_path / "broken.ttl")
    assert [str(p) for p in validate.file(path)] == ["person-liu 刘海涛: gx:chaired stands without its gx:Chairing (gx:chaired)"]
