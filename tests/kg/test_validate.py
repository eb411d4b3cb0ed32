"""``kg validate`` says what is wrong and where, and by its status whether anything is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

TEXT = "市水务局5月11日召开全市防汛工作会议。副局长王桂兰主持会议，局长张春生出席会议并讲话。"


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    out = tmp_path / "g.kg"
    built = CliRunner().invoke(main, ["build", str(tmp_path / "a.txt"), "--into", str(out), "-p", "1"])
    assert built.exit_code == 0, built.output
    return out


def test_a_graph_file_and_its_exports_are_valid(graph_file: Path, tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["validate", str(graph_file)])
    assert (found.exit_code, found.stdout) == (0, ""), found.output
    for name, form in (("g.ttl", "turtle"), ("g.nq", "nquads")):
        assert CliRunner().invoke(main, ["export", str(graph_file), "--to", form, "-o", str(tmp_path / name)]).exit_code == 0
        found = CliRunner().invoke(main, ["validate", str(tmp_path / name)])
        assert found.exit_code == 0, found.output


def test_a_quote_that_its_notice_does_not_hold_is_told(graph_file: Path) -> None:
    with sqlite3.connect(graph_file) as connection:
        connection.execute("UPDATE evidence SET quote = replace(quote, '主持', '支持')")
    connection.close()
    found = CliRunner().invoke(main, ["validate", "--json", str(graph_file)])
    assert found.exit_code == 1
    assert "a quote is not what stands at its place" in found.stdout
    assert "主持" in found.stdout


def test_a_broken_file_is_told_with_what_where_and_why(graph_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.ttl"
    CliRunner().invoke(main, ["export", str(graph_file), "--to", "turtle", "-o", str(out)])
    out.write_text(out.read_text("utf-8").replace('gx:seats "one"', 'gx:seats "two"'), "utf-8")
    found = CliRunner().invoke(main, ["validate", str(out)])
    assert found.exit_code == 1
    assert "the seats of a post are one, several or unknown" in found.stdout
    assert "gx:seats two" in found.stdout
