"""The RDF is the exact image of the graph, whatever its names, and every parser reads it alike."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.export import export
from kg.graph import KnowledgeGraph
from ontology.mapping import has_shortcut, quads
from ontology.schema import Edge, Evidence, Node
from ontology.terms import BASE, EDGE_TERMS, NODE_CLASSES, full

HOSTILE = "防汛<b>办</b>&\"公室\",\\ \n{甲}[乙]%20·买买提😀'<http://x>^`|"
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    made.nodes = [replace(n, name=HOSTILE) if n.id == "bureau-flood" else n for n in made.nodes]
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)


def written(graph: KnowledgeGraph, name: str, vocabulary: bool = False, **options: Any) -> bytes:
    out = io.BytesIO()
    export(graph, name, out, vocabulary=vocabulary, **options)
    return out.getvalue()


def test_every_node_edge_and_piece_of_evidence_is_in_the_rdf_kind_by_kind(made: Any, graph: KnowledgeGraph) -> None:
    found = {q.triple for q in ox.parse(written(graph, "nquads"), format=ox.RdfFormat.N_QUADS)}
    classes = Counter(t.object.value for t in found if t.predicate.value == full("rdf:type"))
    predicates = Counter(t.predicate.value for t in found)
    for kind, count in Counter(n.kind for n in graph.nodes()).items():
        assert classes[full(NODE_CLASSES[kind][0])] == count, kind
    for kind, count in Counter(e.kind for e in graph.edges()).items():
        terms = EDGE_TERMS[kind]
        if terms.classes:
            assert classes[full(terms.classes[0])] == count, kind
        else:
            assert predicates[full(terms.shortcut)] == count, kind
    evidence = graph.evidence_of({fact for e in graph.edges() for fact in e.facts})
    assert classes[full("oa:Annotation")] == len(evidence)
    # What one notice and another say of the same two ends is one short cut.
    short = {
        (e.source, EDGE_TERMS[e.kind].shortcut, e.target) for e in graph.edges() if has_shortcut(e)
    }
    used = {full(term) for _, term, _ in short}
    assert sum(predicates[term] for term in used) == len(short)


@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib_and_pyoxigraph_read_the_same_triples_with_hostile_names(graph: KnowledgeGraph, name: str) -> None:
    import rdflib

    one, other = rdflib.Graph(), rdflib.Graph()
    one.parse(data=written(graph, name), format=RDFLIB[name])
    other.parse(data=written(graph, "ntriples"), format="nt")
    assert set(one) == set(other)
    assert HOSTILE in {str(o) for o in one.objects(rdflib.URIRef(BASE + "bureau-flood"), rdflib.RDFS.label)}


@pytest.mark.parametrize(("name", "form"), [("nquads", "nquads"), ("trig", "trig")])
def test_rdflib_reads_every_named_graph(graph: KnowledgeGraph, name: str, form: str) -> None:
    import rdflib

    held = rdflib.Dataset()
    held.parse(data=written(graph, name), format=form)
    sizes = Counter(str(g) for _, _, _, g in held.quads() if g is not None)
    ours = quads(graph.nodes(), graph.edges(), graph.evidence_of, origins_of=graph.origins_of)
    expected = Counter(q.graph_name.value for q in ours if isinstance(q.graph_name, ox.NamedNode))
    assert {g: n for g, n in sizes.items() if "default" not in g} == dict(expected)


@settings(max_examples=150, deadline=None)
@example("x", ".", "..")
@example(".", "..", "a:b/c?d#e")
@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_no_name_id_or_quote_makes_an_iri_that_parsers_refuse(ident: str, name: str, words: str) -> None:
    ident = ident.replace("/", "_").encode("utf-8", "replace").decode("utf-8")
    nodes = [
        Node(f"person-{ident}", "Person", name, {"aliases": (words,), "former_ids": (name,)}), Node("meeting-a", "Meeting", name),
        Node("notice-a", "Notice", words, {"key": name, "url": words}),
    ]
    edges = [Edge("chaired-a", "CHAIRED", nodes[0].id, "meeting-a", {"titles": (words,), "verbs": (name,)}, ("fact-a",))]
    found = [Evidence("fact-a", "notice-a", "text", 0, len(words), words, words, name, 0.5)]
    held = KnowledgeGraph(nodes, edges, lambda facts: found if "fact-a" in facts else [])
    expected = None
    for form, kind in (("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("nquads", ox.RdfFormat.N_QUADS)):
        back = list(ox.parse(written(held, form, profile="schema"), format=kind))
        expected = expected or set(back)
        assert form != "jsonld" or set(back) == expected
        assert {n.value for q in back for n in (q.subject, q.object) if isinstance(n, ox.NamedNode)} >= {BASE + "meeting-a"}
        assert all(n.value.isascii() for q in back for n in (q.subject, q.predicate, q.object) if isinstance(n, ox.NamedNode))


def test_the_bytes_are_those_of_the_golden_file(made: Any) -> None:
    golden = Path(__file__).with_name("made.nq")
    assert written(KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of), "nquads") == golden.read_bytes()
