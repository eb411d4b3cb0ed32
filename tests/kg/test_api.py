"""The Python interface: build, open, ask, from a script as it stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from loaders.readers import ReadError

TEXT = "忻州市教育局召开安全工作会议。忻州市教育局局长张春生主持会议，副局长王桂兰出席会议并讲话。"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "notices"
    path.mkdir()
    (path / "a.txt").write_text(f"2015-08-21\n{TEXT}", encoding="utf-8")
    return path


def test_a_graph_without_a_file_can_be_asked(folder):
    g = kg.build(folder)
    row, = g.chaired("安全工作会议")
    assert row.actor_name == "张春生"
    assert row.evidence[0].quote in TEXT


def test_a_graph_in_a_file_is_the_same_when_it_is_opened(folder, tmp_path):
    g = kg.build([folder], tmp_path / "g.kg")
    again = kg.open(tmp_path / "g.kg")
    assert list(g.nodes()) == list(again.nodes())
    assert list(g.edges()) == list(again.edges())
    assert g.chaired("张春生") == again.chaired("张春生")


def test_the_file_is_free_for_writing_while_the_graph_is_used(folder, tmp_path):
    g = kg.build(folder, tmp_path / "g.kg")
    (folder / "b.txt").write_text("2015-08-22\n大同市教育局局长刘海涛主持安全工作会议。", encoding="utf-8")
    more = kg.build(folder, tmp_path / "g.kg")
    assert len(g.chaired("张春生")) == 1
    assert {n.name for n in more.nodes("Person")} == {"张春生", "王桂兰", "刘海涛"}


def test_strict_stops_at_the_first_fault(tmp_path):
    source = tmp_path / "n.jsonl"
    source.write_text('{"id": "1", "text": "张春生主持会议。"}\n{broken\n', encoding="utf-8")
    with pytest.raises(ReadError, match="line 2"):
        kg.build(source, tmp_path / "g.kg", strict=True)
    faults = []
    kg.build(source, tmp_path / "g.kg", on_fault=faults.append)
    assert len(faults) == 1


def test_the_graph_as_it_was_known(folder, tmp_path):
    kg.build(folder, tmp_path / "g.kg")
    assert not list(kg.open(tmp_path / "g.kg", known_on="2015-08-20").nodes())
    assert list(kg.open(tmp_path / "g.kg", known_on="2015-08-21").nodes())


def test_a_script_without_a_main_guard_may_use_several_processes(tmp_path):
    source = tmp_path / "n.jsonl"
    lines = (json.dumps({"id": str(n), "text": f"{TEXT}{n}"}, ensure_ascii=False) + "\n" for n in range(60))
    source.write_text("".join(lines), encoding="utf-8")
    script = tmp_path / "script.py"
    lines = ("import kg", f"g = kg.build({str(source)!r}, processes=2)", "print(len(list(g.nodes('Notice'))))")
    script.write_text("\n".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=120, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert (done.stdout, done.returncode) == ("60\n", 0), done.stderr


def test_importing_kg_loads_next_to_nothing():
    code = "import sys, kg; print(*(m for m in sys.modules if m.split('.')[0] in ('kg', 'loaders', 'ontology', 'queries')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["kg"]


def test_unknown_names_are_told_as_python_does():
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'biuld'"):
        _ = kg.biuld
    assert {"build", "open", "KnowledgeGraph"} <= set(dir(kg))
