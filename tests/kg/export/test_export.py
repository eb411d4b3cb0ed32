"""What all formats have in common."""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.export import FORMATS, ExportError, ExportWarning, export
from kg.files import OutputError
from kg.graph import KnowledgeGraph
from ontology.errors import GuanxiError

pytestmark = pytest.mark.filterwarnings("ignore::kg.export.ExportWarning")
FILES = [f.name for f in FORMATS.values() if not f.folder]


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)


def written(graph: KnowledgeGraph, name: str, folder: Path, **options: Any) -> dict[str, bytes]:
    out = folder / f"out-{name}"
    export(graph, name, out, **options)
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    return {f.name: f.read_bytes() for f in files}


def words(files: dict[str, bytes]) -> str:
    """All that the files say, as text."""
    from pyarrow import parquet

    return "".join(
        str(parquet.read_table(io.BytesIO(data)).to_pylist()) if name.endswith(".parquet") else data.decode("utf-8")
        for name, data in files.items()
    )


@pytest.mark.parametrize("name", FORMATS)
def test_two_exports_are_equal_to_the_byte_whatever_the_order_of_the_rows(
    made: Any, graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    before = written(graph, name, tmp_path)
    random.Random(1).shuffle(made.nodes)
    random.Random(2).shuffle(made.edges)
    assert written(KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of), name, tmp_path) == before


@pytest.mark.parametrize("name", FORMATS)
def test_names_and_quotes_reach_every_format(graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    text = words(written(graph, name, tmp_path))
    # N-Triples and N-Quads may write Chinese as it is or as escapes; both parse to the same.
    for said in ("王桂兰", "安澜市水务局", "副局長王桂蘭主持會議", "notice-a2", "蒙古族", "chaired-wang"):
        assert said in text


@pytest.mark.parametrize("name", [f.name for f in FORMATS.values() if "recorded" in f.options])
def test_recorded_times_are_left_out_on_request(graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    assert "2026-01-02" in words(written(graph, name, tmp_path))
    assert "2026-01-02" not in words(written(graph, name, tmp_path, recorded=False))


@pytest.mark.parametrize("name", FILES)
def test_a_stream_gets_what_a_file_gets(graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    (expected,) = written(graph, name, tmp_path).values()
    binary, text = io.BytesIO(), io.StringIO()
    export(graph, name, binary)
    export(graph, name, text)
    assert binary.getvalue() == expected
    assert text.getvalue().encode("utf-8") == expected


def test_an_empty_graph_can_be_written(tmp_path: Path) -> None:
    for name in FORMATS:
        assert written(KnowledgeGraph([], []), name, tmp_path)


def test_a_file_appears_only_when_it_is_whole(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Any) -> Any:
        assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(".")] == ["g.json"]
        raise RuntimeError("power cut")

    (tmp_path / "g.json").write_text("before")
    monkeypatch.setattr(graph, "evidence_of", broken)
    for name in ("json", "csv"):
        with pytest.raises(RuntimeError, match="power cut"):
            export(graph, name, tmp_path / ("g.json" if name == "json" else "tables"))
    assert [p.name for p in tmp_path.iterdir()] == ["g.json"]
    assert (tmp_path / "g.json").read_text() == "before"


def test_a_folder_takes_the_place_of_an_earlier_export_and_of_nothing_else(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    export(graph, "csv", tables)
    (tables / "nodes_Person.csv").write_text("stale")
    export(graph, "csv", tables)
    assert "张春生" in (tables / "nodes_Person.csv").read_text(encoding="utf-8")
    thesis = tmp_path / "thesis"
    thesis.mkdir()
    (thesis / "chapter.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        export(graph, "csv", thesis)
    assert (thesis / "chapter.txt").read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["tables", "thesis"]


@pytest.mark.parametrize(("name", "out", "options", "message"), [
    ("word", "g", {}, "no format 'word': use one of turtle"),
    ("json", "g", {"indent": 2}, "format json has no option indent: it has recorded, evidence"),
    ("json", "missing/g", {}, "make it first"),
    ("json", ".", {}, "is a folder: give the name of a file"),
    ("turtle", "g", {"base": "not an iri"}, "is no IRI"),
])
def test_what_cannot_be_done_is_said_with_what_to_do(
    graph: KnowledgeGraph, tmp_path: Path, name: str, out: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(GuanxiError, match=message):
        export(graph, name, tmp_path / out, **options)
    assert list(tmp_path.iterdir()) == []


def test_several_files_do_not_go_into_a_stream_or_a_file(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="give a folder"):
        export(graph, "csv", io.BytesIO())
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="is a file: give the name of a folder"):
        export(graph, "csv", tmp_path / "file")


@pytest.mark.parametrize("name", ["graphml", "gexf", "rdfxml"])
def test_a_character_that_xml_forbids_is_replaced_and_said(graph: KnowledgeGraph, name: str) -> None:
    out = io.BytesIO()
    with pytest.warns(ExportWarning, match=rf"characters that XML forbids stand as U\+FFFD in {name}") as caught:
        export(graph, name, out)
    assert "防汛&lt;b&gt;办&lt;/b&gt;" in out.getvalue().decode("utf-8")
    assert Path(caught[0].filename) == Path(__file__)


def test_heavy_packages_wait_until_they_are_used() -> None:
    import subprocess

    code = "import sys, kg.export, kg.graph; print([m for m in ('pandas', 'rdflib', 'neo4j', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
