"""The files beside ``core.ttl``: alignments, and the schemes of kinds, ways, levels and titles."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import ontology
from loaders.data import make_title_scheme
from loaders.extraction.verbs import find_verbs
from ontology.schema import KINDS
from ontology.terms import EDGE_TERMS, ONTOLOGY, classes, full, properties

FOLDER = Path(ontology.__file__).parent
SCHEME = "https://w3id.org/guanxi/scheme/"


@pytest.fixture(scope="module")
def schemes() -> ox.Store:
    store = ox.Store()
    for name in ("schemes", "titles"):
        store.load(path=str(FOLDER / f"{name}.ttl"), format=ox.RdfFormat.TURTLE)
    return store


def notations(schemes: ox.Store, scheme: str) -> set[str]:
    concepts = schemes.quads_for_pattern(None, ox.NamedNode(full("skos:inScheme")), ox.NamedNode(SCHEME + scheme))
    return {
        q.object.value for c in concepts for q in schemes.quads_for_pattern(c.subject, ox.NamedNode(full("skos:notation")), None)
    }


@pytest.mark.parametrize(("kind", "attribute", "scheme"), [
    ("Meeting", "meeting_kind", "meeting-kinds"), ("Bureau", "bureau_kind", "bureau-kinds"), ("Bureau", "level", "levels"),
])
def test_every_value_that_the_schema_names_is_a_concept(
    schemes: ox.Store, kind: str, attribute: str, scheme: str
) -> None:
    (meaning,) = (a.meaning for a in KINDS[kind].attributes if a.name == attribute)
    assert set(meaning.replace(" or ", ", ").split(", ")) <= notations(schemes, scheme)


def test_the_ways_that_verbs_give_are_concepts(schemes: ox.Store) -> None:
    text = "张春生主持会议并作重要讲话，王桂兰列席，刘海涛陪同，李明传达文件，周平宣读决定，吴静致辞，郑强作了发言，孙丽汇报工作。"
    ways = {verb.way for verb in find_verbs(text) if verb.way}
    assert len(ways) >= 6
    assert ways <= notations(schemes, "ways")


def test_every_concept_is_labelled_once_in_each_script_and_those_of_kinds_in_english(schemes: ox.Store) -> None:
    for concept in schemes.quads_for_pattern(None, ox.NamedNode(full("skos:inScheme")), None):
        labels = schemes.quads_for_pattern(concept.subject, ox.NamedNode(full("skos:prefLabel")), None)
        languages = sorted((q.object.language or "").lower() for q in labels if isinstance(q.object, ox.Literal))
        title = concept.object.value == SCHEME + "titles"
        assert languages in ([["zh-hans", "zh-hant"], ["en", "zh-hans", "zh-hant"]] if title else [["en", "zh-hans", "zh-hant"]])


def test_broader_concepts_are_themselves_concepts_of_the_same_scheme(schemes: ox.Store) -> None:
    inside = ox.NamedNode(full("skos:inScheme"))
    scheme = {q.subject: q.object for q in schemes.quads_for_pattern(None, inside, None)}
    for quad in schemes.quads_for_pattern(None, ox.NamedNode(full("skos:broader")), None):
        assert scheme[quad.subject] == scheme[quad.object]


def test_the_scheme_of_titles_is_made_of_the_titles() -> None:
    assert (FOLDER / "titles.ttl").read_text("utf-8") == "\n".join(make_title_scheme.lines()) + "\n"


def test_a_deputy_stands_under_the_title_and_holds_one_seat_of_several() -> None:
    assert make_title_scheme.concepts()["副局长"] == ("several", "局长")
    assert make_title_scheme.concepts()["局长"][0] == "one"


def test_the_alignments_speak_of_terms_that_there_are_and_make_none_of_the_mappings() -> None:
    known = {full(t) for t in classes() | properties()}
    known |= {ONTOLOGY.rstrip("#"), ONTOLOGY + "Statement", ONTOLOGY + "tookPartIn"}
    found = list(ox.parse(path=str(FOLDER / "alignments.ttl"), format=ox.RdfFormat.TURTLE))
    ours = {t.value for q in found for t in (q.subject, q.object) if isinstance(t, ox.NamedNode) and t.value.startswith(ONTOLOGY)}
    assert ours <= known
    for prefix in ("schema", "org", "prov", "skos", "time"):
        spaces = {t.value for q in found for t in (q.predicate, q.object) if isinstance(t, ox.NamedNode)}
        assert any(value.startswith(full(prefix + ":")) for value in spaces), prefix
    assert {ONTOLOGY + c.split(":")[1] for t in EDGE_TERMS.values() for c in t.classes[:1]} <= known
