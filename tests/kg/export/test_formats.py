"""Each format says what the graph says, to the programs that read it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pyoxigraph as ox
import pytest

from kg.export import csv as tables
from kg.export import export
from kg.graph import KnowledgeGraph
from ontology.mapping import quads, triples
from ontology.schema import EDGE_KINDS, NODE_KINDS

pytestmark = pytest.mark.filterwarnings("ignore::kg.export.ExportWarning")


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)


def text(graph: KnowledgeGraph, name: str, **options: Any) -> str:
    out = io.StringIO()
    export(graph, name, out, **options)
    return out.getvalue()


def sayable(value: object) -> object:
    """What a value is in XML: lists as JSON, forbidden characters replaced."""
    if isinstance(value, tuple):
        return json.dumps(sorted(value), ensure_ascii=False)
    return "".join("\ufffd" if c in "\x00\x0b\ud800" else c for c in value) if isinstance(value, str) else value


def read_by_networkx(graph: KnowledgeGraph, name: str, folder: Path) -> Any:
    file = folder / f"g.{name}"
    export(graph, name, file)
    if name == "graphml":
        return networkx.read_graphml(file, force_multigraph=True)
    return networkx.read_gexf(file)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_back_every_node_and_edge_with_all_that_they_have(
    graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    back = read_by_networkx(graph, name, tmp_path)
    assert set(back) == set(graph.nx)
    for node in graph.nodes():
        expected = {"kind": node.kind, "name": node.name, **node.attributes}
        found = {k: v for k, v in back.nodes[node.id].items() if k not in ("label", "viz")}
        assert found == {k: sayable(v) for k, v in expected.items()}
    by_id = {data.get("id", key): (u, v, data) for u, v, key, data in back.edges(keys=True, data=True)}
    assert len(by_id) == graph.nx.number_of_edges()
    for edge in graph.edges():
        u, v, data = by_id[edge.id]
        assert (u, v, data["kind"]) == (edge.source, edge.target, edge.kind)
        for attribute, value in edge.attributes.items():
            assert data[attribute] == sayable(value)
        assert json.loads(data.get("facts", "[]")) == sorted(edge.facts)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_quotes_survive_xml_to_the_character(made: Any, graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    back = read_by_networkx(graph, name, tmp_path)
    quotes = [q for _, _, data in back.edges(data=True) for q in json.loads(data.get("evidence", "[]"))]
    assert any("\r\n" in q["quote"] for q in quotes)
    for q in quotes:
        where = next(e for e in made.facts[q["fact"]] if e.start == q["start"])
        assert made.raw(where)[q["start"]:q["end"]] == q["quote"]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_the_evidence_can_be_left_out(graph: KnowledgeGraph, name: str) -> None:
    assert "副局長王桂蘭主持會議" not in text(graph, name, evidence=False)


def test_gephi_gets_labels_colours_and_parallel_edges(graph: KnowledgeGraph) -> None:
    root = ElementTree.fromstring(text(graph, "gexf"))
    space = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    node = root.find(".//g:node[@id='person-wang']", space)
    assert node is not None
    assert node.get("label") == "王桂兰"
    assert node.find("viz:color", space) is not None
    edge = root.find(".//g:edge[@id='spoke-zhang']", space)
    assert edge is not None
    assert (edge.get("kind"), edge.get("label")) == ("SPOKE_AT", "讲话")


def test_json_is_what_networkx_reads(made: Any, graph: KnowledgeGraph) -> None:
    data = json.loads(text(graph, "json"))
    back = networkx.node_link_graph(data, edges="edges")
    assert type(back) is networkx.MultiDiGraph
    assert set(back.edges(keys=True)) == set(graph.nx.edges(keys=True))
    assert back.nodes["bureau-flood"]["name"] == graph.node("bureau-flood").name
    assert back.edges["person-wang", "meeting-flood", "chaired-wang"]["titles"] == ["副局长"]


def test_json_has_each_piece_of_evidence_once(made: Any, graph: KnowledgeGraph) -> None:
    data = json.loads(text(graph, "json"))
    assert [e["fact"] for e in data["evidence"]].count("fact-holdszhang20") == 1
    assert {e["fact"] for e in data["evidence"]} == set(made.facts)
    for e in data["evidence"]:
        (original,) = made.facts[e["fact"]]
        assert made.raw(original)[e["start"]:e["end"]] == e["quote"]
    assert "evidence" not in json.loads(text(graph, "json", evidence=False))


@pytest.fixture
def folder(graph: KnowledgeGraph, tmp_path: Path) -> Path:
    export(graph, "csv", tmp_path / "tables")
    return tmp_path / "tables"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_there_is_a_table_for_each_kind_even_where_it_is_empty(folder: Path) -> None:
    names = {tables.node_file(k) for k in NODE_KINDS} | {tables.edge_file(k) for k in EDGE_KINDS}
    assert {f.name for f in folder.iterdir()} == names | {"evidence.csv", "codebook.csv", "codebook.md"}
    assert rows(folder / "edges_LED.csv") == []


def test_every_row_stands_in_the_table_of_its_kind(graph: KnowledgeGraph, folder: Path) -> None:
    assert {r["id"] for r in rows(folder / "nodes_Person.csv")} == {n.id for n in graph.nodes("Person")}
    wang = next(r for r in rows(folder / "edges_CHAIRED.csv") if r["id"] == "chaired-wang")
    assert (wang["source_name"], wang["target_name"]) == ("王桂兰", "全市防汛工作会议")
    assert json.loads(wang["titles"]) == ["副局长"]
    assert wang["position"] == ""
    assert next(r for r in rows(folder / "nodes_Place.csv") if r["name"] == "安澜市")["city"] == "true"


def test_each_edge_has_its_words_in_the_table_of_evidence(made: Any, graph: KnowledgeGraph, folder: Path) -> None:
    found = rows(folder / "evidence.csv")
    assert {(r["edge"], r["fact"]) for r in found} == {(e.id, fact) for e in graph.edges() for fact in e.facts}
    for row in found:
        (original,) = made.facts[row["fact"]]
        assert made.raw(original)[int(row["start"]):int(row["end"])] == row["quote"]


def test_the_codebook_explains_every_column_of_every_table(folder: Path) -> None:
    explained = {(r["table"], r["column"]) for r in rows(folder / "codebook.csv")}
    page = (folder / "codebook.md").read_text(encoding="utf-8")
    for file in folder.glob("*.csv"):
        if file.name == "codebook.csv":
            continue
        header = next(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
        assert {c for t, c in explained if t == file.name} == set(header)
        assert f"## {file.name}" in page
        assert all(f"| `{column}` |" in page for column in header)


def test_pandas_reads_the_tables(folder: Path) -> None:
    import pandas

    frame = pandas.read_csv(folder / "edges_HOLDS.csv")
    assert len(frame) == 6
    assert frame.loc[frame["id"] == "holds-wang", "began"].item() == "2012-03"


def test_excel_is_told_the_encoding_on_request(graph: KnowledgeGraph, tmp_path: Path) -> None:
    export(graph, "csv", tmp_path / "tables", excel=True)
    for file in (tmp_path / "tables").glob("*.csv"):
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")


FORMS = {
    "turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
}


@pytest.mark.parametrize("name", FORMS)
def test_rdf_parses_back_to_the_same_statements(made: Any, graph: KnowledgeGraph, name: str) -> None:
    found = list(ox.parse(text(graph, name, vocabulary=False).encode("utf-8"), format=FORMS[name]))
    if name in ("nquads", "trig"):
        assert set(found) == set(quads(graph.nodes(), graph.edges(), made.evidence_of, origins_of=made.origins_of))
    else:
        assert {q.triple for q in found} == set(triples(graph.nodes(), graph.edges(), made.evidence_of, origins_of=made.origins_of))
        # JSON-LD says the names of the things that are spoken of once more.
        assert name == "jsonld" or len(found) == len(set(found))


def test_rdf_xml_parses_back_to_all_that_xml_can_say(made: Any, graph: KnowledgeGraph) -> None:
    found = {q.triple for q in ox.parse(text(graph, "rdfxml", vocabulary=False).encode("utf-8"), format=ox.RdfFormat.RDF_XML)}
    said = set(triples(graph.nodes(), graph.edges(), made.evidence_of, origins_of=made.origins_of))
    # Only the name with control characters differs; the carriage return of a quote does not.
    assert {t.subject.value.rsplit("/", 1)[1] for t in said - found} == {"bureau-flood"}
    assert len(found) == len(said)


@pytest.mark.parametrize(("name", "form"), [
    ("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld"),
])
def test_rdflib_reads_as_many_triples(made: Any, graph: KnowledgeGraph, name: str, form: str) -> None:
    import rdflib

    back = rdflib.Graph()
    back.parse(data=text(graph, name, vocabulary=False), format=form)
    assert len(back) == len(set(triples(graph.nodes(), graph.edges(), made.evidence_of, origins_of=made.origins_of)))


def test_turtle_begins_with_its_prefixes_in_order_and_uses_them(graph: KnowledgeGraph) -> None:
    lines = text(graph, "turtle", base="https://data.example/").splitlines()
    head = [line for line in lines if line.startswith("@prefix ")]
    assert lines[:len(head)] == sorted(head)
    assert "@prefix id: <https://data.example/> ." in head
    assert any(line.startswith("id:person-wang a ") for line in lines)
