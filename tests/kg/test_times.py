"""When it held, when it was published and when this ledger learned it: three times that are never mixed."""

from __future__ import annotations

import pytest

import kg
from kg.ledger import Ledger
from ontology.errors import GuanxiError

A, TITLE, WHO = "青山省林业局", "局长", "张春生"

RECORDED = {"2019-01-10": "1547078400", "2019-02-10": "1549756800", "2019-03-10": "1552176000"}


@pytest.fixture
def path(tmp_path, keep, draft, monkeypatch):
    """A ledger that learned of one life in three builds, the last a correction of the day of appointment."""
    def held(published, key, **more):
        text = f"{A}{TITLE}{WHO}{key}。"
        return draft(text, key=key, published=published).say("roles", WHO, A, more.pop("title", TITLE), **more)

    def moved(published, key, action, date):
        text = f"{action}{WHO}{key}。"
        return draft(text, key=key, published=published).say("appointments", WHO, A, TITLE, action, date)

    builds = {
        "2019-01-10": [held("2015-03-01", "a"), held("2016-03-01", "b")],
        "2019-02-10": [moved("2014-06-05", "c", "appointed", "2014-06-03"), moved("2017-05-08", "d", "removed", "2017-05-06")],
        # The notice of the appointment comes again under its key, with another day.
        "2019-03-10": [moved("2014-06-05", "c", "appointed", "2014-06-01"),
                       held("2018-09-01", "e", former=True, title=f"原{TITLE}")],
    }
    builds["2019-03-10"][0].text += "更正。"
    file = tmp_path / "g.kg"
    with Ledger.open(file, create=True) as ledger:
        for day, drafts in builds.items():
            monkeypatch.setenv("SOURCE_DATE_EPOCH", RECORDED[day])
            keep(ledger, drafts, sources=day)
    return file


def spells(path, **when):
    graph = kg.open(path)
    return [(r.began, r.proved_first, r.proved_last, r.ended) for r in graph.roles(WHO, **when)]


NOW = ("2014-06-01", "2014-06-01", "2016-03-01", "2017-05-06")


def test_all_that_is_known_now(path):
    assert spells(path) == [NOW]


@pytest.mark.parametrize(("day", "held"), [
    ("2014-05-31", False), ("2014-06-01", True), ("2015-07-01", True), ("2016-03-01", True), ("2017-05-06", True),
    ("2017-05-07", False), ("2014", True), ("2013", False), ("2018", False), ("2017-05", True),
])
def test_as_of_a_day_are_the_posts_held_then(path, day, held):
    assert bool(spells(path, as_of=day)) == held


def test_known_on_counts_what_was_published_by_then(path):
    assert spells(path, known_on="2015-03-01") == [("2014-06-01", "2014-06-01", "2015-03-01", "")]
    assert spells(path, known_on="2014-06") == [("2014-06-01", "2014-06-01", "2014-06-01", "")]
    assert spells(path, known_on="2014-06", as_of="2016") == []
    assert spells(path, known_on="2014-01-01") == []


def test_recorded_on_counts_what_the_ledger_held_then(path):
    assert spells(path, recorded_on="2019-01-31") == [("", "2015-03-01", "2016-03-01", "")]
    assert spells(path, recorded_on="2019-02-28") == [("2014-06-03", "2014-06-03", "2016-03-01", "2017-05-06")]
    assert spells(path, recorded_on="2019-03-10") == [NOW]


def test_the_three_are_asked_together(path):
    assert spells(path, recorded_on="2019-02-28", known_on="2016-12-31", as_of="2016-01-01") == [
        ("2014-06-03", "2014-06-03", "2016-03-01", "")
    ]
    assert spells(path, recorded_on="2019-01-31", known_on="2015-12", as_of="2016-01-01") == []


def test_a_late_correction_adds_and_overwrites_nothing(path):
    """What the ledger held before the correction is what it says it held, words and all."""
    with Ledger.open(path, readonly=True) as ledger:
        before = [s for s in ledger.statements(recorded_on="2019-02-28") if s.layer == "appointments"]
        assert {s.item.date for s in before} == {"2014-06-03", "2017-05-06"}
        assert len(ledger.evidence([s.fact for s in before], closed=True)) == 2
        assert len(list(ledger.each("SELECT 1 FROM notices"))) == 6


def test_days_that_are_none_are_said(path):
    with pytest.raises(GuanxiError, match="is no date"):
        spells(path, as_of="yesterday")
    with pytest.raises(GuanxiError, match="is no date"):
        spells(path, known_on="2015-13-45x")


def test_a_graph_without_its_ledger_says_that_it_cannot_look_back(path):
    graph = kg.open(path)
    bare = kg.KnowledgeGraph(graph.nodes(), graph.edges())
    assert len(list(bare.roles(WHO, as_of="2015"))) == 1
    with pytest.raises(GuanxiError, match="without its notices"):
        bare.roles(WHO, known_on="2015")


def test_holders_can_be_asked_as_of_a_day(path):
    graph = kg.open(path)
    assert [r.person_name for r in graph.holders(A, TITLE, as_of="2015-07-01")] == [WHO]
    assert [r.person_name for r in graph.holders(A, TITLE, as_of="2018-07-01")] == []


def test_a_look_back_has_the_words_of_then_alone(path):
    then = kg.open(path, recorded_on="2019-01-31")
    now = kg.open(path)
    quotes = {day: {q.quote for r in g.roles(WHO) for q in r.evidence} for day, g in (("then", then), ("now", now))}
    assert len(quotes["then"]) == 2
    assert quotes["then"] < quotes["now"]
    assert {q.quote for r in now.roles(WHO, recorded_on="2019-01-31") for q in r.evidence} == quotes["then"]
    corrected = {q.quote for r in now.roles(WHO, recorded_on="2019-02-28") for q in r.evidence}
    assert not any("更正" in q for q in corrected)
    assert any(q.startswith("appointed") for q in corrected), "what was corrected later still has its words"


SAID = {
    "原": ("山西省林业局原局长张春生出席会议。", {"former": True}),
    "时任": ("时任山西省林业局局长张春生主持会议。", {"former": True}),
    "前": ("山西省林业局前局长张春生出席会议。", {"former": True}),
    "代": ("安泽县代县长张春生主持会议。", {"acting": True, "proved_first": "2018-03-01", "proved_last": "2018-03-01"}),
    "兼": ("山西省林业局党组书记兼局长张春生主持会议。",
           {"concurrent": True, "proved_first": "2018-03-01", "proved_last": "2018-03-01"}),
    "拟任命": ("拟任命张春生为山西省林业局局长。", None),
    "no word": ("山西省林业局局长张春生主持会议。", {"proved_first": "2018-03-01", "proved_last": "2018-03-01"}),
}


@pytest.mark.parametrize("word", SAID)
def test_words_before_a_title_say_when_and_how_it_is_held(tmp_path, word):
    text, expected = SAID[word]
    (tmp_path / "n.txt").write_text(f"2018-03-01\n{text}", encoding="utf-8")
    graph = kg.build(tmp_path, processes=1)
    names = ("began", "ended", "proved_first", "proved_last", "former", "acting", "concurrent")
    held = [
        {n: e.attributes[n] for n in names if n in e.attributes}
        for e in graph.edges("HOLDS") if graph.node(e.target).attributes["title"] in ("局长", "县长")
    ]
    assert held == ([] if expected is None else [expected])
    assert len(list(graph.edges("PROPOSED_FOR"))) == (expected is None)
