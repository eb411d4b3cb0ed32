"""What describes an export is counted from the export itself."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export import description, export
from kg.graph import KnowledgeGraph
from ontology.terms import BASE, MORE_PREFIXES, PREFIXES

FORMS = {"nquads": ox.RdfFormat.N_QUADS, "turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)


def described(graph: KnowledgeGraph, folder: Path, name: str, **options: Any) -> tuple[Path, ox.Store, dict[str, Any]]:
    path, tally = folder / f"g.{name}", description.Tally()
    export(graph, name, path, tally=tally, **options)
    void, manifest = description.write(path, name, graph, tally, options)
    store = ox.Store()
    store.load(path=str(void), format=ox.RdfFormat.TURTLE)
    return path, store, json.loads(manifest.read_text("utf-8"))


def ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes={**PREFIXES, **MORE_PREFIXES})
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(row[v].value for v in found.variables) for row in found)


@pytest.mark.parametrize("name", FORMS)
def test_its_counts_are_those_of_the_file(graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    path, store, manifest = described(graph, tmp_path, name, profile="org")
    quads = set(ox.parse(path=str(path), format=FORMS[name]))
    kinds = {(q.object, q.subject) for q in quads if q.predicate.value.endswith("#type")}
    classes = Counter(c.value for c, _ in kinds if isinstance(c, ox.NamedNode))
    properties = Counter(q.predicate.value for q in quads)
    assert manifest["statements"] == len(quads)
    assert ask(store, "SELECT ?n WHERE { ?d a void:Dataset ; void:triples ?n }") == [(str(len(quads)),)]
    assert {c: int(n) for c, n in ask(store, "SELECT ?c ?n WHERE { ?p void:class ?c ; void:entities ?n }")} == classes
    assert {c: int(n) for c, n in ask(store, "SELECT ?c ?n WHERE { ?p void:property ?c ; void:triples ?n }")} == properties
    assert manifest["graphs"] == len({q.graph_name for q in quads} - {ox.DefaultGraph()})


def test_it_names_the_file_by_its_size_and_digest(graph: KnowledgeGraph, tmp_path: Path) -> None:
    path, store, manifest = described(graph, tmp_path, "nquads")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (manifest["bytes"], manifest["sha256"]) == (path.stat().st_size, digest)
    assert ask(store, "SELECT ?x ?n WHERE { ?d dcat:byteSize ?n ; spdx:checksum/spdx:checksumValue ?x }") == [
        (digest, str(path.stat().st_size))
    ]


def test_the_manifest_tells_the_versions_the_rules_and_the_notices(graph: KnowledgeGraph, tmp_path: Path) -> None:
    _, store, manifest = described(graph, tmp_path, "turtle", vocabulary=False, recorded=False)
    assert manifest["read_by"] == [
        {"software": "0.1.0", "rules": "0123456789ab", "model": "pkuseg-0.0.25", "notices": 6, "healed": 2}
    ]
    digests = sorted(str(n.attributes["digest"]) for n in graph.nodes("Notice"))
    assert manifest["notices"] == {"count": 6, "sha256": hashlib.sha256("\n".join(digests).encode()).hexdigest()}
    assert (manifest["vocabulary"], manifest["recorded"], manifest["base"]) == (False, False, BASE)
    assert manifest["kinds"] == graph.counts()
    assert ask(store, "SELECT ?v WHERE { ?d prov:wasAttributedTo/gx:rulesVersion ?v }") == [("0123456789ab",)]


def test_two_descriptions_are_equal_to_the_byte(graph: KnowledgeGraph, tmp_path: Path) -> None:
    both = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        described(graph, folder, "nquads")
        both.append({f.name: f.read_bytes() for f in folder.iterdir()})
    assert both[0] == both[1]


def test_the_command_writes_it_beside_the_file_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("副局长王桂兰主持全市防汛工作会议。", "utf-8")
    run, one, out = CliRunner(), str(tmp_path / "g.kg"), tmp_path / "g.nq"
    assert run.invoke(main, ["build", str(tmp_path / "a.txt"), "--into", one, "-p", "1"]).exit_code == 0
    found = run.invoke(main, ["export", one, "--to", "nquads", "--profile", "schema", "--describe", "-o", str(out)])
    assert found.exit_code == 0, found.output
    assert "g.nq.void.ttl describes it" in found.stderr
    assert json.loads((tmp_path / "g.nq.manifest.json").read_text("utf-8"))["profile"] == "schema"


@pytest.mark.parametrize("words", [["--to", "csv", "-o", "out"], ["--to", "turtle"]])
def test_what_cannot_be_described_is_refused(tmp_path: Path, words: list[str]) -> None:
    found = CliRunner().invoke(main, ["export", str(tmp_path / "g.kg"), "--describe", *words])
    assert found.exit_code == 2
    assert "--describe is for RDF that is written to a file" in found.stderr
