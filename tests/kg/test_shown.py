from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

import kg
from kg.graph import KnowledgeGraph
from kg.lookup import NotFoundError
from loaders.extraction import extract
from loaders.facts import Notice
from ontology.schema import Edge, Evidence, Node

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


class Page(HTMLParser):
    """The tags and the words of a page, and the words within its marks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.marked: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == [], "a tag is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if "mark" in self._open:
            self.marked.append(data)


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of)


def test_a_thing_shows_its_edges_with_their_quotes_and_places(graph: KnowledgeGraph) -> None:
    page = Page(kg.show(graph, "王桂兰")._repr_html_())
    assert "Person 人物 王桂兰" in page.words
    (evidence, *_) = graph.evidence("chaired-wang")
    assert "全市防汛工作会议" in page.words
    assert evidence.quote in page.words
    assert f"{evidence.field} {evidence.start}–{evidence.end}" in page.words


def test_an_edge_shows_its_quotes_by_id_or_itself(graph: KnowledgeGraph) -> None:
    card = kg.show(graph, "chaired-wang")
    assert card == kg.show(graph, graph.edge("chaired-wang"))
    assert graph.evidence("chaired-wang")[0].quote in Page(card._repr_html_()).words
    assert repr(card).startswith("<王桂兰 CHAIRED 全市防汛工作会议")


def test_all_that_share_a_name_are_shown(graph: KnowledgeGraph) -> None:
    assert repr(kg.show(graph, "李伟")).count("<Person 李伟") == 2


def test_what_is_not_there_is_said_so(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError):
        kg.show(graph, "查无此人")


def test_a_hostile_name_and_quote_are_shown_as_text() -> None:
    words = Evidence("fact-a", "notice-a", "text", 0, len(HOSTILE), HOSTILE, HOSTILE, HOSTILE, 0.9)
    graph = KnowledgeGraph(
        [Node("person-a", "Person", HOSTILE, {"aliases": (HOSTILE,)}), Node("meeting-a", "Meeting", "防汛会议")],
        [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a", {"titles": (HOSTILE,)}, ("fact-a",))],
        lambda _: [words],
    )
    for what in ("person-a", "chaired-a"):
        page = Page(kg.show(graph, what)._repr_html_())
        assert page.tags <= {"table", "caption", "b", "small", "tbody", "tr", "th", "td", "span", "div", "q"}
        assert page.attributes <= {"style", "title"}
        assert HOSTILE in page.words


def test_a_notice_shows_its_raw_text_with_the_quotes_marked() -> None:
    text = "8月18日，青山省林业局局长张春生主持全省林业工作会议，副局长王桂兰出席会议并讲话。\n天气很好。"
    notice = Notice("n1", "s", "2015-08-21", "青山省召开林业会议", text)
    page = Page(kg.show_notice(notice, extract(notice))._repr_html_())
    assert text in page.words
    assert "张春生主持" in "".join(page.marked)
    assert "天气很好" not in "".join(page.marked)


def test_a_hostile_notice_is_shown_as_text() -> None:
    notice = Notice(HOSTILE, "s", "", HOSTILE, HOSTILE + "青山省林业局局长张春生主持会议。\u202e\ud800")
    page = Page(kg.show_notice(notice, extract(notice))._repr_html_())
    assert page.tags <= {"table", "caption", "b", "tbody", "tr", "th", "td", "div", "mark"}
    assert HOSTILE in page.words
    assert "\u202e" not in page.words


def test_only_the_parts_worth_reading_are_shown_of_a_page() -> None:
    text = "<p>首页</p><p>张春生主持会议。</p>"
    start = text.index("张")
    notice = Notice("n1", "s", "", "", text, ranges=((start, text.index("。") + 1),))
    assert "首页" not in kg.show_notice(notice)._repr_html_()
