"""Posts in time: what proves a post, when a spell begins and ends, and when a second one has begun."""

from __future__ import annotations

import pytest

from kg.identity.roles import seats, title_of
from loaders.facts import AppointmentFact, RoleFact

BODY, TITLE = "青山省林业局", "局长"


@pytest.fixture
def spells(graph, draft):
    """The spells of the post 局长 that notices give, by who holds it: for each, what is said of its days."""

    def make(*said, title=TITLE):
        drafts = []
        for n, (published, who, what, more) in enumerate(said):
            one = draft(f"{who}{what}{n}", key=f"n{n}", published=published)
            if what in ("appointed", "elected", "removed", "resigned", "proposed"):
                one.say("appointments", who, BODY, title, what, **more)
            else:
                one.say("roles", who, BODY, title, **more)
            drafts.append(one)
        found = graph(*drafts)
        out = {}
        for edge in found.edges("HOLDS"):
            a = edge.attributes
            days = tuple(a.get(k, "") for k in ("began", "proved_first", "proved_last", "ended"))
            out.setdefault(found.nodes[edge.source].name, []).append(days)
        return {who: sorted(days, key=lambda d: d[1] or d[0] or d[3]) for who, days in out.items()}

    return make


def held(published, who="张春生", **more):
    return published, who, "held", more


def moved(published, what, who="张春生", **more):
    return published, who, what, more


def test_a_notice_proves_a_post_on_its_day_and_no_more(spells):
    assert spells(held("2015-03-01"), held("2015-01-01"), held("2015-09-01")) == {
        "张春生": [("", "2015-01-01", "2015-09-01", "")]
    }


def test_an_appointment_begins_a_spell_and_a_removal_ends_it(spells):
    assert spells(
        moved("2015-01-05", "appointed", date="2015-01-02"), held("2015-06-01"),
        moved("2016-02-03", "removed", date="2016-02-01"),
    ) == {"张春生": [("2015-01-02", "2015-01-02", "2015-06-01", "2016-02-01")]}


def test_a_return_to_office_is_a_second_spell(spells):
    assert spells(
        moved("2015-01-05", "appointed", date="2015-01-02"), moved("2016-02-03", "removed", date="2016-02-01"),
        moved("2018-03-03", "elected", date="2018-03-01"), held("2019-01-01"),
    )["张春生"] == [
        ("2015-01-02", "2015-01-02", "2015-01-02", "2016-02-01"), ("2018-03-01", "2018-03-01", "2019-01-01", ""),
    ]


def test_two_notices_of_another_holder_in_between_make_a_return_of_it(spells):
    between = [held("2016-01-01", "王桂兰"), held("2016-02-01", "王桂兰")]
    assert spells(held("2015-01-01"), *between, held("2017-01-01"))["张春生"] == [
        ("", "2015-01-01", "2015-01-01", ""), ("", "2017-01-01", "2017-01-01", ""),
    ]
    one = spells(held("2015-01-01"), between[0], held("2017-01-01"))
    assert one["张春生"] == [("", "2015-01-01", "2017-01-01", "")]


def test_a_post_that_several_hold_is_not_ended_by_another_holder(spells):
    between = [held("2016-01-01", "王桂兰"), held("2016-02-01", "王桂兰")]
    assert spells(held("2015-01-01"), *between, held("2017-01-01"), title="副局长")["张春生"] == [
        ("", "2015-01-01", "2017-01-01", "")
    ]


def test_the_notice_of_a_removal_may_call_the_person_by_the_post(spells):
    assert spells(moved("2016-02-03", "removed", date="2016-02-01"), held("2016-02-10")) == {
        "张春生": [("", "", "", "2016-02-01")]
    }


def test_a_proposal_is_no_spell(spells):
    assert spells(moved("2016-02-03", "proposed", status="proposed")) == {}


def test_a_former_post_is_no_proof_of_holding_it(spells):
    both = spells(held("2015-01-01"), held("2019-01-01", former=True))
    assert both == {"张春生": [("", "2015-01-01", "2015-01-01", "")]}
    assert spells(held("2019-01-01", former=True)) == {"张春生": [("", "", "", "")]}


def test_a_post_that_every_notice_calls_former_is_marked(graph, draft):
    edge, = graph(draft("原局长张春生。").say("roles", "张春生", BODY, "原局长", former=True)).edges("HOLDS")
    assert edge.attributes["former"] is True


def test_a_line_of_a_biography_gives_both_ends(spells):
    assert spells(held("2020-01-01", began="2009-03", ended="2012-05")) == {"张春生": [("2009-03", "", "", "2012-05")]}
    assert spells(held("2020-01-01", began="2012-05")) == {"张春生": [("2012-05", "2020-01-01", "2020-01-01", "")]}


def test_a_notice_with_no_date_proves_a_post_but_no_day(spells):
    assert spells(held("")) == {"张春生": [("", "", "", "")]}
    assert spells(held(""), held("2015-01-01")) == {"张春生": [("", "2015-01-01", "2015-01-01", "")]}


def test_acting_in_a_post_is_a_spell_of_its_own(spells):
    assert spells(held("2015-01-01", acting=True), held("2016-01-01")) == {
        "张春生": [("", "2015-01-01", "2015-01-01", ""), ("", "2016-01-01", "2016-01-01", "")]
    }


def test_a_spell_known_from_an_appointment_alone_is_inferred(graph, draft):
    found = graph(draft("任命张春生。").say("appointments", "张春生", BODY, TITLE, "appointed", "2015-01-01"))
    holds, = found.edges("HOLDS")
    assert (holds.attributes["source_kind"], len(holds.facts)) == ("inferred", 1)
    appointed, = found.edges("APPOINTED_TO")
    assert (appointed.attributes["source_kind"], appointed.attributes["date"]) == ("stated", "2015-01-01")


def test_two_notices_of_one_decision_are_one_edge(graph, draft):
    said = (
        ("1月1日任命张春生。", "2015-01-03", "2015-01-01"), ("任命张春生。", "2015-01-10", ""),
        ("曾任命张春生。", "2019-01-10", ""),
    )
    found = graph(*(
        draft(text, key=text, published=published).say("appointments", "张春生", BODY, TITLE, "appointed", day)
        for text, published, day in said
    ))
    assert sorted((e.attributes.get("date", ""), e.attributes["notices"]) for e in found.edges("APPOINTED_TO")) == [
        ("", 1), ("2015-01-01", 2),
    ]


def test_what_is_only_planned_is_a_proposal(graph, draft):
    found = graph(draft("拟任命张春生。").say("appointments", "张春生", BODY, TITLE, "appointed", status="planned"))
    edge, = found.edges("PROPOSED_FOR")
    assert (edge.attributes["action"], edge.attributes["status"]) == ("proposed", "planned")
    assert not found.edges("APPOINTED_TO")
    assert not found.edges("HOLDS")


@pytest.mark.parametrize(("item", "title"), [
    (RoleFact("张春生", BODY, "原局长", former=True), "局长"),
    (RoleFact("张春生", BODY, "前线指挥部总指挥"), "前线指挥部总指挥"),
    (RoleFact("张春生", BODY, "代省长", acting=True), "省长"),
    (RoleFact("张春生", BODY, "代表"), "代表"),
    (AppointmentFact("张春生", BODY, "局长", "appointed"), "局长"),
])
def test_what_the_spell_says_is_not_in_the_title(item, title):
    assert title_of(item) == title


def test_seats_follow_the_scheme_of_titles():
    assert [seats(t) for t in ("书记", "局长", "副局长", "常委", "党组成员", "副联络员", "守门人")] == [
        "one", "one", "several", "several", "several", "several", "unknown",
    ]
