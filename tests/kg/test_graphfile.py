"""A graph without its notices, in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg import graphfile
from kg.graph import KnowledgeGraph
from kg.hindsight import DayError
from kg.ledger import Ledger, LedgerError
from kg.pipeline import open_graph


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, "graph-made")


def test_what_is_written_is_read_with_its_evidence(graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "h.kg"
    graphfile.write(graph, path)
    back = open_graph(path)
    assert {n.id: n for n in back.nodes()} == {n.id: n for n in graph.nodes()}
    assert {e.id: e for e in back.edges()} == {e.id: e for e in graph.edges()}
    assert all(back.evidence(e) == graph.evidence(e) for e in graph.edges())
    assert (back.id, back.file) == ("graph-made", path)
    assert [p.name for p in tmp_path.iterdir()] == ["h.kg"]


def test_it_is_not_built_upon_and_cannot_look_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "h.kg"
    graphfile.write(graph, path)
    with pytest.raises(LedgerError, match="holds a graph without its notices, which this needs"):
        Ledger.open(path)
    with pytest.raises(DayError, match="stands without its notices"):
        open_graph(path, known_on="2016")


def test_a_file_that_is_there_is_left_alone(graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "h.kg"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(LedgerError, match="is there already"):
        graphfile.write(graph, path)
    with pytest.raises(LedgerError, match="there is no folder"):
        graphfile.write(graph, tmp_path / "none" / "h.kg")
    assert path.read_text("utf-8") == "mine"


def test_a_damaged_file_is_said_to_be(graph: KnowledgeGraph, tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "h.kg"
    graphfile.write(graph, path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE nodes SET attributes = '{' WHERE id = 'person-wang'")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="is damaged"):
        open_graph(path)


def test_how_notices_were_read_is_kept_and_missed_by_no_file_of_before(made: Any, tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "h.kg"
    graphfile.write(KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of), path)
    (back,) = open_graph(path).origins_of(["notice-a2"])
    (origin,) = made.origins_of(["notice-a2"])
    assert (back.extractor, back.healer, back.healings) == (origin.extractor, origin.healer, origin.healings)
    for e in made.evidence_of(made.facts):
        if e.notice == "notice-a2":
            assert back.around(e.field, e.start, e.end) == origin.around(e.field, e.start, e.end)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE origins")
    connection.commit()
    connection.close()
    before = open_graph(path)
    assert list(before.origins_of(["notice-a2"])) == []
    assert before.evidence("chaired-wang")
