"""``core.ttl`` declares what the mapping writes, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import ontology
from ontology.terms import ONTOLOGY, classes, full, properties

CORE = Path(ontology.__file__).with_name("core.ttl")
RDF_TYPE = ox.NamedNode(full("rdf:type"))
#: Part of RDF and OWL themselves, so declared nowhere else.
BUILT_IN = {"rdf:type", "rdfs:label", "owl:differentFrom"}
#: Classes that only gather others: nothing is written as one of them alone.
GATHERING = {ONTOLOGY + "Statement"}


@pytest.fixture(scope="module")
def core() -> ox.Store:
    store = ox.Store()
    store.load(path=str(CORE), format=ox.RdfFormat.TURTLE)
    return store


def declared(core: ox.Store, *kinds: str) -> set[str]:
    found = set()
    for kind in kinds:
        for quad in core.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(full(kind))):
            if isinstance(quad.subject, ox.NamedNode):  # not a union of classes
                found.add(quad.subject.value)
    return found


PROPERTY_KINDS = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")


def test_every_class_that_the_mapping_uses_is_declared(core: ox.Store) -> None:
    assert {full(c) for c in classes()} <= declared(core, "owl:Class")


def test_every_property_that_the_mapping_uses_is_declared(core: ox.Store) -> None:
    assert {full(p) for p in properties() - BUILT_IN} <= declared(core, *PROPERTY_KINDS)


def test_nothing_of_our_own_is_declared_that_the_mapping_does_not_use(core: ox.Store) -> None:
    used = {full(t) for t in classes() | properties()} | GATHERING
    own = {t for t in declared(core, "owl:Class", *PROPERTY_KINDS) if t.startswith(ONTOLOGY)}
    assert own <= used


def test_our_own_terms_are_labelled_and_explained_in_english_and_chinese(core: ox.Store) -> None:
    for term in declared(core, "owl:Class", *PROPERTY_KINDS):
        if not term.startswith(ONTOLOGY):
            continue
        for predicate in ("rdfs:label", "rdfs:comment"):
            found = list(core.quads_for_pattern(ox.NamedNode(term), ox.NamedNode(full(predicate)), None))
            languages = sorted(q.object.language or "" for q in found if isinstance(q.object, ox.Literal))
            assert [tag.lower() for tag in languages] == ["en", "zh-hans"], (term, predicate)


def test_domains_ranges_and_parents_are_themselves_declared(core: ox.Store) -> None:
    known = declared(core, "owl:Class") | {full("rdf:langString"), full("rdfs:Literal")}
    for predicate in ("rdfs:domain", "rdfs:range", "rdfs:subClassOf"):
        for quad in core.quads_for_pattern(None, ox.NamedNode(full(predicate)), None):
            if isinstance(quad.object, ox.BlankNode):  # a union of classes
                continue
            assert isinstance(quad.object, ox.NamedNode)
            assert quad.object.value in known or quad.object.value.startswith(full("xsd:")), quad


def test_each_property_of_our_own_says_what_it_leads_from_and_to(core: ox.Store) -> None:
    for term in declared(core, *PROPERTY_KINDS):
        if term.startswith(ONTOLOGY):
            for predicate in ("rdfs:domain", "rdfs:range"):
                assert len(list(core.quads_for_pattern(ox.NamedNode(term), ox.NamedNode(full(predicate)), None))) == 1, term


def test_the_vocabulary_has_its_version_and_its_licence(core: ox.Store) -> None:
    about = ox.NamedNode(ONTOLOGY.rstrip("#"))
    for predicate in ("owl:versionIRI", "dcterms:license"):
        assert len(list(core.quads_for_pattern(about, ox.NamedNode(full(predicate)), None))) == 1
