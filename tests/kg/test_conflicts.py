"""What cannot be is listed with its words, and what only looks so is not; all facts stay."""

from __future__ import annotations

import pytest

from kg.conflicts import conflicts
from kg.graph import KnowledgeGraph
from kg.identity import resolve
from kg.ledger import Ledger

A, TITLE = "青山省林业局", "局长"


@pytest.fixture
def listed(keep):
    """The conflicts among drafts: for each its kind and its words, by side."""

    def make(*drafts, **window):
        with Ledger.temporary() as ledger:
            keep(ledger, drafts)
            rows = resolve(ledger, **window)
            graph = KnowledgeGraph(rows.nodes, rows.edges, ledger.evidence)
            found = conflicts(ledger, graph, **window)
            edges = {e.kind for e in rows.edges}
        assert all(side for c in found for side in c.sides), "each side has its words"
        make.edges = edges
        return [(c.kind, *("".join(sorted({w.quote for w in side})) for side in c.sides)) for c in found]

    return make


@pytest.fixture
def held(draft):
    count = iter(range(100))

    def make(published, who, title=TITLE, body=A, **more):
        text = f"{published}{body}{title}{who}。"
        return draft(text, key=f"n{next(count)}", published=published).say("roles", who, body, title, quote=text, **more)

    return make


@pytest.fixture
def moved(draft):
    count = iter(range(100))

    def make(published, who, action, date="", **more):
        text = f"{published}{action}{who}为{TITLE}。"
        one = draft(text, key=f"m{next(count)}", published=published)
        return one.say("appointments", who, A, TITLE, action, date, quote=text, **more)

    return make


def kinds(found):
    return [c[0] for c in found]


def test_two_holders_of_a_post_with_one_seat_are_listed_with_both_quotes(listed, held):
    found = listed(held("2015-03-01", "张春生"), held("2015-09-01", "张春生"), held("2015-05-01", "王桂兰"))
    assert found == [("two-holders", f"2015-03-01{A}{TITLE}张春生。2015-09-01{A}{TITLE}张春生。", f"2015-05-01{A}{TITLE}王桂兰。")]
    assert "HOLDS" in listed.edges


def test_the_words_nearest_to_the_conflict_are_shown(listed, held):
    days = [f"2015-{month:02}-01" for month in range(1, 10)]
    (_, one, _), = listed(*(held(day, "张春生") for day in days), held("2015-04-15", "王桂兰"))
    assert [day for day in days if day in one] == ["2015-04-01", "2015-05-01"]


@pytest.mark.parametrize("second", [("2015-10-01", "王桂兰"), ("2015-03-01", "张春生")])
def test_holders_one_after_the_other_are_none(listed, held, second):
    assert listed(held("2015-03-01", "张春生"), held("2015-09-01", "张春生"), held(*second)) == []


def test_two_called_by_one_post_on_one_day_are_a_conflict_but_a_handover_is_none(listed, held, moved):
    assert kinds(listed(held("2015-03-01", "张春生"), held("2015-03-01", "王桂兰"))) == ["two-holders"]
    assert listed(
        held("2015-01-01", "张春生"), moved("2015-03-01", "张春生", "removed", "2015-03-01"),
        moved("2015-03-01", "王桂兰", "appointed", "2015-03-01"), held("2015-06-01", "王桂兰"),
    ) == []


def test_posts_that_several_hold_and_former_and_proposed_ones_are_none(listed, held, moved):
    assert listed(held("2015-03-01", "张春生", "副局长"), held("2015-03-01", "王桂兰", "副局长")) == []
    assert listed(held("2015-03-01", "张春生"), held("2015-03-01", "王桂兰", former=True)) == []
    assert listed(held("2015-03-01", "张春生"), moved("2015-03-01", "王桂兰", "proposed", status="proposed")) == []


def test_a_coarse_date_conflicts_only_where_all_its_days_do(listed, held):
    assert listed(held("2015", "张春生"), held("2015-06-01", "王桂兰")) == []
    found = listed(held("2018", "张春生", began="2010", ended="2016"), held("2013-05-01", "王桂兰"))
    assert kinds(found) == ["two-holders"]


@pytest.fixture
def there(draft):
    count = iter(range(100))

    def make(day, place, who="张春生", published="2015-08-22", status="reported", way="出席"):
        n = next(count)
        text = f"{who}{day}在{place}出席第{n}场调度会。"
        one = draft(text, key=f"p{n}", published=published).say("people", who, quote=who)
        one.say("roles", who, A, TITLE, quote=text)
        one.say("meetings", "m1", f"{'甲乙丙丁戊'[n % 5]}项目调度会", start=day, place=place, status=status, quote=text)
        return one.say("participation", who, "attended", "m1", way=way, status=status, quote=text)

    return make


def test_a_person_in_two_cities_on_a_day_is_listed_with_both_quotes(listed, there):
    (kind, *quotes), = listed(there("2015-08-20", "忻州市"), there("2015-08-20", "昆明市"))
    assert kind == "two-places"
    assert quotes[0] != quotes[1]
    assert ["忻州市" in "".join(quotes), "昆明市" in "".join(quotes)] == [True, True]


@pytest.mark.parametrize("second", [
    ("2015-08-21", "昆明市"), ("2015-08-20", "忻州市"), ("2015-08-20", "山西省"), ("2015-08-20", "省政府礼堂"),
    ("2015-08", "昆明市"),
])
def test_places_that_may_be_one_and_other_days_are_none(listed, there, second):
    assert listed(there("2015-08-20", "忻州市"), there(*second)) == []


def test_who_is_there_by_video_or_only_announced_is_not_in_two_places(listed, there):
    assert listed(there("2015-08-20", "忻州市"), there("2015-08-20", "昆明市", way="视频")) == []
    assert listed(there("2015-08-20", "忻州市"), there("2015-08-20", "昆明市", status="planned")) == []


def test_an_end_before_its_beginning_is_listed(listed, held, draft):
    found = listed(held("2020-01-01", "张春生", began="2015-04", ended="2012-01"))
    assert kinds(found) == ["end-before-beginning"]
    met = draft("会议5月3日至1日召开。", published="2016-06-01")
    met.say("meetings", "m1", "全省防汛工作会议", start="2016-05-03", end="2016-05-01")
    assert kinds(listed(met)) == ["end-before-beginning"]
    assert listed(held("2020-01-01", "张春生", began="2015-04", ended="2015")) == []


def test_what_is_reported_of_a_day_after_the_notice_is_listed(listed, there, moved, held):
    assert kinds(listed(there("2015-09-20", "忻州市"))) == ["after-the-notice"]
    assert kinds(listed(moved("2015-03-01", "张春生", "appointed", "2015-04-01"))) == ["after-the-notice"]
    assert kinds(listed(held("2015-03-01", "张春生", began="2016-01"))) == ["after-the-notice"]
    assert listed(there("2015-09-20", "忻州市", status="planned")) == []
    assert listed(there("2015-08", "忻州市", published="2015-08-02")) == []
    assert listed(there("2015-09-20", "忻州市", published="")) == []


def test_conflicts_are_those_of_the_days_asked_for(listed, held):
    both = held("2015-03-01", "张春生"), held("2015-09-01", "张春生"), held("2015-05-01", "王桂兰")
    assert listed(*both, known_on="2015-08-01") == []
    assert kinds(listed(*both, known_on="2015-10")) == ["two-holders"]
