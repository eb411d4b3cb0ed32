"""The RDF of graphs that are built from notices: it holds all that they hold, keeps to the shapes, and comes back."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
import tracemalloc
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
from kg import imports, pipeline
from kg.export import FORMATS, export
from kg.graph import KnowledgeGraph
from kg.ledger import Ledger
from ontology import validate
from ontology.mapping import has_shortcut, shared_graph
from ontology.terms import BASE, EDGE_TERMS, NODE_CLASSES, full

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "notebooks" / "data"
CORPORA = ROOT.parent / "shared" / "corpora"
FORMS = {
    "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.kg"
    kg.build(DEMO, path, processes=1)
    return path


@pytest.fixture(scope="module")
def demo(demo_file: Path) -> KnowledgeGraph:
    return pipeline.open_graph(demo_file)


def written(graph: KnowledgeGraph, name: str, **options: Any) -> bytes:
    out = io.BytesIO()
    export(graph, name, out, **options)
    return out.getvalue()


def triples_of(data: bytes, name: str) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(data, format=FORMS[name])}


def must_hold_all_of(graph: KnowledgeGraph, found: set[ox.Triple]) -> None:
    """Both sides counted, kind by kind and attribute by attribute."""
    classes = Counter(t.object.value for t in found if t.predicate.value == full("rdf:type") and isinstance(t.object, ox.NamedNode))
    predicates = Counter(t.predicate.value for t in found)
    assert Counter(n.kind for n in graph.nodes()) == Counter(
        {kind: classes[full(NODE_CLASSES[kind][0])] for kind in NODE_CLASSES if classes[full(NODE_CLASSES[kind][0])]}
    )
    edges = list(graph.edges())
    for kind, count in Counter(e.kind for e in edges).items():
        terms = EDGE_TERMS[kind]
        assert (classes[full(terms.classes[0])] if terms.classes else predicates[full(terms.shortcut)]) == count, kind
    short = {(e.source, EDGE_TERMS[e.kind].shortcut, e.target) for e in edges if has_shortcut(e)}
    assert Counter(full(term) for _, term, _ in short) == {
        full(term): predicates[full(term)] for _, term, _ in short
    }
    facts = {fact for e in edges for fact in e.facts}
    evidence = set(graph.evidence_of(facts))
    assert classes[full("oa:Annotation")] == len(evidence)
    assert {t.object.value for t in found if t.predicate.value == full("gx:fact") and isinstance(t.object, ox.Literal)} == {
        e.fact for e in evidence
    }
    assert classes[full("gx:Extraction")] == len({e.notice for e in evidence})


@pytest.mark.parametrize("name", ["nquads", "turtle", "jsonld"])
def test_all_facts_of_the_demo_are_in_its_rdf(demo: KnowledgeGraph, name: str) -> None:
    must_hold_all_of(demo, triples_of(written(demo, name), name))


def test_the_shapes_find_nothing_wrong_with_the_demo(demo: KnowledgeGraph) -> None:
    assert list(validate.rows(demo.nodes(), demo.edges(), demo.evidence_of, demo.origins_of)) == []


def test_every_form_of_the_demo_says_the_same(demo: KnowledgeGraph) -> None:
    whole = triples_of(written(demo, "turtle", vocabulary=False), "turtle")
    for name in ("ntriples", "jsonld", "rdfxml"):
        assert triples_of(written(demo, name, vocabulary=False), name) == whole, name
    quads = written(demo, "nquads", vocabulary=False)
    assert set(ox.parse(quads, format=FORMS["nquads"])) == set(ox.parse(written(demo, "trig", vocabulary=False), format=FORMS["trig"]))
    assert triples_of(quads, "nquads") >= whole


@pytest.mark.parametrize(("name", "profile"), [("nquads", "core"), ("turtle", "org"), ("jsonld", "schema")])
def test_the_demo_comes_back_from_its_rdf(demo: KnowledgeGraph, tmp_path: Path, name: str, profile: str) -> None:
    out = tmp_path / f"demo{FORMATS[name].suffix}"
    export(demo, name, out, profile=profile)
    back = imports.read(out)
    # Byte for byte the same data set: nodes, edges, attributes, evidence, and how the notices were read.
    assert written(back, "nquads", vocabulary=False) == written(demo, "nquads", vocabulary=False)


def test_two_builds_of_the_same_notices_in_another_order_give_the_same_bytes(demo: KnowledgeGraph, tmp_path: Path) -> None:
    files = sorted(p for p in DEMO.iterdir() if p.is_file())
    random.Random(5).shuffle(files)
    for place, some in enumerate((files[:9], files[9:])):
        (tmp_path / "data").mkdir(exist_ok=True)
        for file in some:
            shutil.copy(file, tmp_path / "data" / file.name)
        again = kg.build(tmp_path / "data", tmp_path / "again.kg", processes=1 + place)
    for name in ("nquads", "jsonld", "popolo"):
        assert written(again, name, recorded=False) == written(demo, name, recorded=False), name


@pytest.mark.parametrize("name", ["turtle", "jsonld"])
def test_another_process_with_other_hashes_writes_the_same_bytes(demo_file: Path, tmp_path: Path, name: str) -> None:
    outs = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "kg", "export", str(demo_file), "--to", name, "--profile", "org", "-o", str(out)],
            check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(Path.home())}, capture_output=True,
        )
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


NOTICES = (
    ("a", "2016-05-12", "市水务局5月11日召开全市防汛工作会议。副局长王桂兰主持会议，局长张春生出席会议并讲话。"),
    ("b", "2016-05-13", "安澜市水务局5月11日召开全市防汛工作会议，副局长王桂兰主持会议。安澜中学校长刘海涛列席会议。"),
    ("c", "2016-06-02", "安澜市水务局6月1日召开座谈会，副局长王桂兰主持会议，任命周平为安澜市水务局局长。"),
)


def test_dropping_a_notices_graph_and_rebuilding_what_is_shared_is_its_withdrawal(tmp_path: Path) -> None:
    with (tmp_path / "in.jsonl").open("w", encoding="utf-8") as out:
        for ident, published, text in NOTICES:
            out.write(json.dumps({"id": ident, "published": published, "text": text}, ensure_ascii=False) + "\n")
    before = kg.build(tmp_path / "in.jsonl", tmp_path / "g.kg", processes=1)
    store = ox.Store()
    store.load(written(before, "nquads", recorded=False, vocabulary=False), format=ox.RdfFormat.N_QUADS)
    (gone,) = (n.id for n in before.nodes("Notice") if n.attributes["published"] == "2016-06-02")
    graph = ox.NamedNode(f"{BASE}{gone}-graph")
    assert (None, graph) in {(None, q.graph_name) for q in store}
    with Ledger.open(tmp_path / "g.kg") as ledger, ledger.writing():
        ledger.withdraw(gone)
    after = ox.Store()
    now = pipeline.open_graph(tmp_path / "g.kg")
    after.load(written(now, "nquads", recorded=False, vocabulary=False), format=ox.RdfFormat.N_QUADS)

    store.update(f"DROP GRAPH {graph} ; DELETE WHERE {{ {graph} ?p ?o }}")
    for name in ("entities", "inferred"):
        shared = shared_graph(name)
        store.update(f"DROP GRAPH {shared}")
        store.extend(after.quads_for_pattern(None, None, None, shared))
    assert set(store) == set(after)


@pytest.mark.long
@pytest.mark.parametrize("corpus", ["xwlb", "juherenda", "chinanews-2020", "hkcnews", "bureau-html"])
def test_a_corpus_is_all_in_its_rdf_and_keeps_to_the_shapes(tmp_path: Path, corpus: str) -> None:
    if not (CORPORA / corpus).is_dir():
        pytest.skip(f"there is no {CORPORA / corpus}")
    graph = kg.build(CORPORA / corpus, tmp_path / "g.kg")
    must_hold_all_of(graph, triples_of(written(graph, "nquads"), "nquads"))
    assert list(validate.rows(graph.nodes(), graph.edges(), graph.evidence_of, graph.origins_of)) == []


class _Nowhere(io.RawIOBase):
    def write(self, data: Any) -> int:
        return len(data)


def many(made: Any, times: int) -> KnowledgeGraph:
    """The made-up graph so many times, each with ids of its own."""
    nodes, edges = [], []
    found: dict[str, list[Any]] = {}
    for turn in range(times):
        nodes += [replace(n, id=f"{n.id}-{turn}") for n in made.nodes if not n.attributes.get("former_ids")]
        nodes += [replace(n, id=f"{n.id}-{turn}", attributes={}) for n in made.nodes if n.attributes.get("former_ids")]
        edges += [
            replace(e, id=f"{e.id}-{turn}", source=f"{e.source}-{turn}", target=f"{e.target}-{turn}",
                    facts=tuple(f"{fact}-{turn}" for fact in e.facts))
            for e in made.edges
        ]
        for fact, several in made.facts.items():
            found[f"{fact}-{turn}"] = [replace(e, fact=f"{fact}-{turn}", notice=f"{e.notice}-{turn}") for e in several]

    def origins_of(notices: Any) -> Any:
        return (replace(o, notice=n) for n in notices for o in made.origins_of([n.rpartition("-")[0]]))

    return KnowledgeGraph(nodes, edges, lambda facts: [e for fact in facts for e in found.get(fact, ())], origins_of=origins_of)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::kg.export.ExportWarning")
@pytest.mark.parametrize("name", ["nquads", "turtle", "jsonld", "rdfxml"])
def test_memory_for_writing_hardly_grows_with_the_number_of_notices(made_once: Any, name: str) -> None:
    """A notice more takes the place of its ids, a few kB."""
    peaks, notices = [], []
    for times in (20, 80):
        graph, nowhere = many(made_once, times), _Nowhere()
        export(graph, name, nowhere)  # what is read once for all is read now
        tracemalloc.start()
        export(graph, name, nowhere)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        notices.append(sum(1 for _ in graph.nodes("Notice")))
    assert (peaks[1] - peaks[0]) / (notices[1] - notices[0]) < 4_000
