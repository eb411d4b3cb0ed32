"""The search index: names and words in either script, single characters, empty and endless queries, and when it is made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kg.explore import finding, search
from kg.explore.library import View
from kg.explore.search import Index, Text, index
from kg.graph import KnowledgeGraph
from ontology.schema import Edge, Node

NODES = [
    Node("person-liqiang", "Person", "李强"), Node("person-liqiangsheng", "Person", "李强生"), Node("person-hanzheng", "Person", "韩正"),
    Node("person-maimaiti", "Person", "买买提·依明"), Node("bureau-water", "Bureau", "山西省水利厅", {"aliases": ("省水利厅", "水利厅")}),
    Node("meeting-flood", "Meeting", "全省防汛工作会议"), Node("place-xinzhou", "Place", "忻州市"), Node("campaign-g20", "Campaign", "G20峰会筹备"),
    Node("role-head", "Role", "山西省水利厅厅长"),
]
EDGES = [Edge("chaired-a", "CHAIRED", "person-liqiang", "meeting-flood")]
TEXTS = [
    Text("notice-a", "2016-05-10", "防汛会议召开", "山西省水利厅召开防汛会议，李强主持会议。"),
    Text("notice-b", "2017-05-10", "", "韩正到基层走访。他强调，要李代桃僵式的工作作风一概不要。"),
    Text("notice-c", "", "无日期", "强\n李"),
]


@pytest.fixture
def found() -> Index:
    return index(KnowledgeGraph(NODES, EDGES), TEXTS)


@pytest.mark.parametrize(("query", "first"), [
    ("李强", "李强"), ("韩正", "韩正"), ("韓正", "韩正"), ("韩", "韩正"), ("强", "李强"), ("水利厅", "山西省水利厅"),
    ("山西省水利廳", "山西省水利厅"),
    ("防汛 会议", "全省防汛工作会议"), ("g20", "G20峰会筹备"), ("Ｇ２０峰会", "G20峰会筹备"), ("买买提依明", "买买提·依明"), ("依明", "买买提·依明"),
    ("忻州", "忻州市"),
])
def test_a_name_is_found(found: Index, query: str, first: str) -> None:
    assert found.names(query)[0].name == first


def test_the_whole_name_comes_before_those_that_only_begin_with_it(found: Index) -> None:
    assert [n.name for n in found.names("李强")] == ["李强", "李强生"]
    assert [n.name for n in found.names("水利厅")] == ["山西省水利厅", "山西省水利厅厅长"]


def test_another_form_of_a_name_is_told_with_it(found: Index) -> None:
    assert found.names("省水利厅", ("Bureau",))[0].form == "省水利厅"
    assert found.names("李强")[0].form == ""


@pytest.mark.parametrize(("query", "ids"), [
    ("防汛", ["notice-a"]), ("防汛會議", ["notice-a"]), ("李强", ["notice-a"]), ("韩正", ["notice-b"]), ("桃", ["notice-b"]),
    ("李", ["notice-b", "notice-a", "notice-c"]), ("防汛 主持", ["notice-a"]), ("防汛 韩正", []), ("召开李强", []),
])
def test_a_notice_is_found_by_its_words_the_newest_first(found: Index, query: str, ids: list[str]) -> None:
    texts, total = found.texts(query)
    assert [t.id for t in texts] == ids
    assert total == len(ids)


def test_the_words_around_are_shown_with_the_place_of_what_was_found(found: Index) -> None:
    (text,), _ = found.texts("李强")
    (start, end), = text.found
    assert text.words[start:end] == "李强"


@pytest.mark.parametrize("query", ["", "   ", "\u3000", "，。！", "\"", "*", "\x00", "\ud800", "NOT", "a AND", "pairs:", "(", "-"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(found: Index, query: str) -> None:
    assert found.names(query) == []
    found.texts(query)


def test_of_an_endless_query_the_beginning_is_looked_for(found: Index) -> None:
    assert found.names("李强" * 5000) == []
    assert found.names("李强 " * 2000)[0].name == "李强"
    assert len(search.wanted("防汛" * 5000)[0]) <= search.MOST


def test_pages_of_names_follow_one_another() -> None:
    graph = KnowledgeGraph([Node(f"person-{n:03}", "Person", f"李{chr(0x4E00 + n)}") for n in range(45)], [])
    made = index(graph, [])
    pages = [[n.id for n in made.names("李", (), 20, at)] for at in (0, 20, 40)]
    assert [len(p) for p in pages] == [20, 20, 5]
    assert len({i for p in pages for i in p}) == 45
    assert made.count_names("李") == {"Person": 45}


def test_a_search_that_finds_nothing_offers_near_names() -> None:
    view = View(KnowledgeGraph(NODES, EDGES), None)
    content = finding.searched(view, "全省防讯工作会议", {})
    assert content["nearest"][0] == "全省防汛工作会议"


class TestBesideAFile:
    """An index that is kept beside a graph file."""

    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: Any) -> Path:
        monkeypatch.setattr(search, "_SMALL", 0)
        path = tmp_path / "g.kg"
        path.write_bytes(b"a graph file")
        return path

    def test_it_is_made_once_and_found_again(self, file: Path) -> None:
        index(KnowledgeGraph(NODES, EDGES), TEXTS, file).close()
        again = index(KnowledgeGraph([], []), iter(()), file)
        assert again.names("韩正")[0].name == "韩正"
        assert file.read_bytes() == b"a graph file"
        assert sorted(p.name for p in file.parent.iterdir()) == ["g.kg", "g.kg-search"]

    def test_nobody_may_read_it_who_may_not_read_the_file(self, file: Path) -> None:
        file.chmod(0o600)
        index(KnowledgeGraph(NODES, EDGES), TEXTS, file).close()
        assert file.with_name("g.kg-search").stat().st_mode & 0o777 == 0o600

    def test_it_is_made_anew_when_the_file_or_the_rules_change(self, file: Path) -> None:
        index(KnowledgeGraph(NODES, EDGES), TEXTS, file, "rules 1").close()
        assert index(KnowledgeGraph([], []), [], file, "rules 2").names("韩正") == []
        file.write_bytes(b"another graph file")
        assert index(KnowledgeGraph(NODES, EDGES), TEXTS, file, "rules 2").names("韩正") != []

    @pytest.mark.parametrize("junk", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 200])
    def test_what_is_damaged_is_made_anew(self, file: Path, junk: bytes) -> None:
        file.with_name("g.kg-search").write_bytes(junk)
        assert index(KnowledgeGraph(NODES, EDGES), TEXTS, file).names("韩正")[0].name == "韩正"

    def test_where_nothing_can_be_written_it_is_kept_in_memory(self, file: Path, monkeypatch: Any) -> None:
        def refuse(*_: object, **__: object) -> sqlite3.Connection:
            raise sqlite3.OperationalError("unable to open database file")

        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda name, *a, **k: connect(name, *a, **k) if name == ":memory:" else refuse())
        assert index(KnowledgeGraph(NODES, EDGES), TEXTS, file).names("韩正")[0].name == "韩正"
        assert [p.name for p in file.parent.iterdir()] == ["g.kg"]
