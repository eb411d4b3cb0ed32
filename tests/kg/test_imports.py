"""An export comes back as the graph that it was made of."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import imports, pipeline
from kg.cli import main
from kg.export import FORMATS, export
from kg.graph import KnowledgeGraph
from ontology.schema import Evidence

FORMS = ("json", "nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml")
HOSTILE = "防汛<b>办</b>&\"公室\",\\ \n{甲}[乙]%20·买买提😀\'<http://x>"


def rows(graph: KnowledgeGraph, mention_ids: bool = True) -> tuple[dict[str, Any], dict[str, Any], list[Evidence]]:
    nodes = {n.id: (n.kind, n.name, said(n.attributes)) for n in graph.nodes()}
    edges = {
        e.id if mention_ids or e.kind != "MENTIONS" else f"{e.source} {e.target}":
        (e.kind, e.source, e.target, said(e.attributes) if e.kind != "MENTIONS" or mention_ids else {}, sorted(e.facts))
        for e in graph.edges()
    }
    facts = sorted({fact for e in graph.edges() for fact in e.facts})
    return nodes, edges, sorted(graph.evidence_of(facts), key=lambda e: (e.fact, e.notice, e.field, e.start))


def text(graph: KnowledgeGraph) -> set[bytes]:
    """What RDF says of a graph, save the control characters that XML forbids."""
    out = io.BytesIO()
    export(graph, "ntriples", out)
    return {line for line in out.getvalue().splitlines() if b"bureau-flood" not in line}


def said(attributes: Any) -> dict[str, Any]:
    """A false flag says no more than none, and several values have no order."""
    return {k: sorted(v) if isinstance(v, tuple) else v for k, v in attributes.items() if v is not False}


@pytest.mark.parametrize("name", FORMS)
def test_the_made_up_graph_comes_back_with_hostile_names(made: Any, tmp_path: Path, name: str) -> None:
    made.nodes = [replace(n, name=HOSTILE) if n.id == "bureau-flood" else n for n in made.nodes]
    graph = KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)
    out = tmp_path / f"g{FORMATS[name].suffix}"
    export(graph, name, out)
    back = imports.read(out)
    assert rows(back, name == "json") == rows(graph, name == "json")
    # Also how the notices were read, which only RDF tells.
    if name != "json":
        assert text(back) == text(graph)


@pytest.mark.parametrize("name", ["json", "nquads", "trig"])
def test_a_graph_built_from_a_notice_comes_back_through_the_command(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(
        "市水务局5月11日召开全市防汛工作会议。副局长王桂兰主持会议，局长张春生出席会议并讲话。会议部署“清河行动”。", "utf-8"
    )
    run, one, two = CliRunner(), str(tmp_path / "g.kg"), str(tmp_path / "h.kg")
    out = str(tmp_path / f"g{FORMATS[name].suffix}")
    for arguments in (
        ["build", str(tmp_path / "a.txt"), "--into", one, "-p", "1"], ["export", one, "--to", name, "-o", out],
        ["import", out, "--into", two],
    ):
        found = run.invoke(main, arguments)
        assert found.exit_code == 0, found.output
    assert rows(pipeline.open_graph(two)) == rows(pipeline.open_graph(one))
    again = run.invoke(main, ["export", two, "--to", name, "-o", out + ".again"])
    assert again.exit_code == 0
    assert Path(out + ".again").read_bytes() == Path(out).read_bytes()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("g.csv", "", "cannot be imported"), ("g.json", "{}", "no graph that Guanxi exported"), ("g.nq", "<a", "cannot be read as RDF"),
    ("g.ttl", "<urn:a> <urn:b> <urn:c> .", "holds no graph"),
])
def test_what_is_no_export_is_said_with_what_to_do(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(imports.ImportFileError, match=said):
        imports.read(tmp_path / name)


@pytest.mark.parametrize("name", FORMS)
def test_an_export_without_its_evidence_is_refused(made: Any, tmp_path: Path, name: str) -> None:
    graph = KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)
    out = tmp_path / f"g{FORMATS[name].suffix}"
    export(graph, name, out, evidence=False)
    assert "副局長王桂蘭" not in out.read_text("utf-8")
    with pytest.raises(imports.ImportFileError, match="without its evidence"):
        imports.read(out)


def test_the_command_says_that_a_file_without_evidence_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("副局长王桂兰主持全市防汛工作会议。", "utf-8")
    run, one, out = CliRunner(), str(tmp_path / "g.kg"), str(tmp_path / "g.nq")
    assert run.invoke(main, ["build", str(tmp_path / "a.txt"), "--into", one, "-p", "1"]).exit_code == 0
    found = run.invoke(main, ["export", one, "--to", "nquads", "--without-evidence", "-o", out])
    assert found.exit_code == 0
    assert "kg import cannot read it" in found.stderr


def test_an_export_that_is_cut_short_is_refused(made: Any, tmp_path: Path) -> None:
    graph = KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)
    out = tmp_path / "g.nt"
    export(graph, "ntriples", out)
    out.write_text("".join(line for line in out.read_text("utf-8").splitlines(True) if "#start>" not in line), "utf-8")
    with pytest.raises(imports.ImportFileError, match="cut short or changed by hand"):
        imports.read(out)
