"""Decisions overrule the machine: its clusters are joined and split, and what was decided finds its mention again."""

from __future__ import annotations

import pytest

from kg.curation import at_desk
from kg.decisions import ContradictionError, DecisionError, Mention, decide
from kg.ledger import Ledger
from kg.lookup import NotFoundError

WHO = "张春生"


@pytest.fixture
def ledger():
    with Ledger.temporary() as opened:
        yield opened


@pytest.fixture
def notice(draft):
    def make(key, body, published="2015-08-21", who=WHO, title="局长", meeting="", text=""):
        text = text or f"{body}{title}{who}{key}出席{meeting}。"
        made = draft(text, key=key, published=published)
        made.say("people", who, quote=who).say("roles", who, body, title, quote=f"{title}{who}")
        made.say("bureaus", body, quote=body)
        if meeting:
            made.say("meetings", "m1", meeting, start=published, convener=body, quote=meeting)
            made.say("participation", who, "attended", "m1", quote=f"{who}{key}出席{meeting}")
        return made

    return make


def posts(desk, name=WHO):
    """For each person of a name, the bodies of the posts."""
    graph = desk.settle()
    return sorted(
        sorted({row.bureau_name for row in graph.roles(n)}) for n in graph.find(name, "Person") if n.name == name
    )


#: So far from each other that whoever is head of two of them at once is two people.
A, B, C = "忻州市教育局", "昆明市统计局", "沈阳市林业局"


def test_two_that_the_machine_keeps_apart_are_made_one_and_two_again(ledger, keep, notice):
    keep(ledger, [notice("n1", A), notice("n2", B)])
    desk = at_desk(ledger)
    one, two = desk.graph.find(WHO, "Person")
    desk.merge(one.id, two.id, "同一任免通知", "周")
    assert posts(desk) == [sorted([A, B])]
    merged, = desk.graph.find(WHO, "Person")
    gone = ({one.id, two.id} - {merged.id}).pop()
    desk.settle()
    assert desk.graph.node(gone).id == merged.id, "the id that retired still finds the person"
    desk.undo()
    assert posts(desk) == sorted([[A], [B]])
    assert {n.id for n in desk.graph.find(WHO, "Person")} == {one.id, two.id}


def test_one_that_the_machine_makes_is_split_by_mentions(ledger, keep, notice):
    keep(ledger, [notice(f"n{n}", A, f"2015-08-2{n}") for n in range(4)])
    desk = at_desk(ledger)
    person, = desk.graph.find(WHO, "Person")
    found = desk.mentions(person)
    desk.split(WHO, [found[1].mention.id, "n2"], because="两人", by="周")
    graph = desk.settle()
    sizes = sorted(len(desk.mentions(n)) for n in graph.find(WHO, "Person"))
    assert sizes == [2, 2]
    edge, = graph.edges("NOT_SAME_AS")
    assert (edge.attributes["reason"], edge.attributes["by"]) == ("两人", "周")


def test_a_later_notice_goes_to_the_side_it_has_more_in_common_with(ledger, keep, notice):
    keep(ledger, [notice("n1", A), notice("n2", B), notice("n3", A), notice("n4", B, who=WHO, text="")])
    desk = at_desk(ledger)
    # A notice that gives both posts makes one line of them for the machine.
    both = notice("n5", A).say("roles", WHO, B, "局长", quote=f"局长{WHO}")
    keep(ledger, [both], sources="more")
    assert len(desk.settle().find(WHO, "Person")) == 1
    desk.split(WHO, ["n2", "n4"], by="周")
    keep(ledger, [notice("n6", B, "2016-01-01"), notice("n7", A, "2016-01-02")], sources="later")
    graph = desk.settle()
    together = {
        frozenset(graph.nx.nodes[m.notice]["key"] for m in desk.mentions(n)) for n in graph.find(WHO, "Person")
    }
    assert together == {frozenset(("n1", "n3", "n5", "n7")), frozenset(("n2", "n4", "n6"))}


def test_a_person_is_split_by_year(ledger, keep, notice):
    keep(ledger, [notice(f"n{n}", A, f"201{n}-01-01") for n in (4, 5, 6)] + [notice("n7", A, "")])
    desk = at_desk(ledger)
    desk.split(WHO, by_what="year", by="周")
    graph = desk.settle()
    assert sorted(len(desk.mentions(n)) for n in graph.find(WHO, "Person")) == [1, 1, 2]
    with pytest.raises(DecisionError, match="on one side"):
        desk.split(graph.find(WHO, "Person")[0].id, by_what="bureau")


def test_a_person_of_two_bodies_is_split_by_bureau(ledger, keep, notice):
    who = "弗拉基米尔·普京"  # so long a name is one person to the machine, wherever it stands
    keep(ledger, [notice("n1", A, who=who), notice("n2", B, who=who), notice("n3", B, who=who)])
    desk = at_desk(ledger)
    desk.split(who, by_what="bureau", by="周")
    assert posts(desk, who) == sorted([[A], [B]])


def test_bodies_are_merged_with_their_posts_and_split_again(ledger, keep, notice):
    keep(ledger, [notice("n1", A), notice("n2", "忻州教育局", who="王桂兰")])
    desk = at_desk(ledger)
    desk.merge(A, "忻州教育局", "简称", "周")
    graph = desk.settle()
    body, = graph.find(A, "Bureau")
    assert body.attributes["aliases"] == ("忻州教育局",)
    assert {row.person_name for row in graph.holders(A)} == {WHO, "王桂兰"}
    assert len([n for n in graph.nodes("Role")]) == 1
    desk.undo()
    assert len(desk.settle().find("忻州教育局", "Bureau")) == 1
    assert not desk.graph.find(A, "Bureau")[0].attributes.get("aliases")
    keep(ledger, [notice("n3", A, who="王桂兰")], sources="more")
    desk.settle()
    desk.split(A, ["n3"], because="同名机构", by="周")
    assert len(desk.settle().find(A, "Bureau")) == 2


def test_meetings_are_merged_and_split(ledger, keep, notice):
    keep(ledger, [notice("n1", A, "2015-01-01", meeting="春季林业会议"), notice("n2", A, "2016-03-01", meeting="春季林业会议")])
    desk = at_desk(ledger)
    one, two = desk.graph.find("春季林业会议", "Meeting")
    desk.merge(one.id, two.id)
    met, = desk.settle().find("春季林业会议", "Meeting")
    desk.undo()
    desk.settle()
    assert len(desk.graph.find("春季林业会议", "Meeting")) == 2
    desk.merge(one.id, two.id)
    desk.settle()
    with pytest.raises(ContradictionError):
        desk.split(met.id, by_what="year")


def test_a_chain_over_entities_is_refused_and_shown(ledger, keep, notice):
    keep(ledger, [notice("n1", A), notice("n2", B), notice("n3", C)])
    desk = at_desk(ledger)
    at = {row.bureau_name: n.id for n in desk.graph.find(WHO, "Person") for row in desk.graph.roles(n)}
    first = desk.merge(at[A], at[B])
    desk.settle()
    second = desk.merge(at[B], at[C])
    desk.settle()
    with pytest.raises(ContradictionError) as caught:
        desk.apart(at[A], at[C])
    assert {d.id for d in caught.value.chain} <= {first.id, second.id}
    assert caught.value.chain


def test_a_decision_finds_its_name_again_where_rules_move_its_boundary(ledger, keep, notice, draft):
    keep(ledger, [notice("n1", A), notice("n2", B)])
    desk = at_desk(ledger)
    one, two = desk.graph.find(WHO, "Person")
    desk.merge(one.id, two.id)
    longer = notice("n1", A)
    moved = draft(longer.text, key="n1")
    moved.say("people", f"{WHO}n", quote=f"{WHO}n").say("roles", f"{WHO}n", A, "局长", quote=f"局长{WHO}n")
    keep(ledger, [moved], rules="2", again=True)
    assert not desk.places.orphans()
    person, = desk.settle().find(WHO, "Person")
    assert {person.name, *person.attributes["aliases"]} == {WHO, f"{WHO}n"}


def test_a_decision_whose_notice_is_withdrawn_is_an_orphan_until_it_comes_back(ledger, keep, notice, draft):
    keep(ledger, [notice("n1", A), notice("n2", B)])
    desk = at_desk(ledger)
    one, two = desk.graph.find(WHO, "Person")
    done = desk.merge(one.id, two.id)
    assert desk.places.found(done) == [1, 1]
    keep(ledger, [draft("更正：无此事。", key="n2")], sources="corrected")
    desk.settle()
    assert [d.id for d in desk.places.orphans()] == [done.id]
    assert posts(desk) == [[A]]
    again = notice("n2", B)
    again.key = "n3"
    keep(ledger, [again], sources="again")
    desk.settle()
    assert not desk.places.orphans()
    assert len(posts(desk)) == 1


def test_other_mentions_of_a_side_stand_in_for_one_that_is_gone(ledger, keep, notice):
    keep(ledger, [notice("n1", A, "2015-01-01"), notice("n2", A, "2015-02-01"), notice("n3", B, "2015-01-15")])
    desk = at_desk(ledger)
    one, two = desk.graph.find(WHO, "Person")
    desk.merge(one.id, two.id)
    with ledger.writing():
        ledger.withdraw("n1")
    assert not desk.places.orphans()
    assert len(posts(desk)) == 1


def test_a_decision_holds_for_every_notice_with_the_text(ledger, keep, notice, draft):
    text = f"{A}局长{WHO}出席。"
    keep(ledger, [notice("n1", A, text=text), notice("n1b", A, text=text), notice("n2", A)])
    desk = at_desk(ledger)
    desk.split(WHO, ["n1"])
    graph = desk.settle()
    assert sorted(len(desk.mentions(n)) for n in graph.find(WHO, "Person")) == [1, 2]


def test_what_was_decided_is_seen_as_of_its_day(ledger, keep, notice, monkeypatch):
    from kg import identity

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440115200")  # 2015-08-21
    keep(ledger, [notice("n1", A), notice("n2", B)])
    desk = at_desk(ledger)
    one, two = desk.graph.find(WHO, "Person")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440460800")  # 2015-08-25
    desk.merge(one.id, two.id)
    count = {
        day: sum(n.kind == "Person" for n in identity.resolve(ledger, recorded_on=day).nodes)
        for day in ("2015-08-22", "2015-08-25", "")
    }
    assert count == {"2015-08-22": 2, "2015-08-25": 1, "": 1}


def test_doubles_are_those_nothing_is_decided_about(ledger, keep, notice):
    keep(ledger, [notice("n1", A), notice("n2", B), notice("n3", C), notice("n4", A, who="王桂兰")])
    desk = at_desk(ledger)
    pairs = list(desk.doubles())
    assert len(pairs) == 3
    desk.doubt(pairs[0][0].id, pairs[0][1].id)
    desk.apart(pairs[1][0].id, pairs[1][1].id)
    desk.settle()
    assert len(list(desk.doubles())) == 1
    assert list(desk.doubles(name="王桂兰")) == []
    with pytest.raises(DecisionError, match="nothing is decided about a Place"):
        list(desk.doubles("Place"))


def test_bad_requests_are_said(ledger, keep, notice):
    keep(ledger, [notice("n1", A), notice("n2", B), notice("n3", A, who="王桂兰")])
    desk = at_desk(ledger)
    with pytest.raises(DecisionError, match="2 things go by 张春生"):
        desk.merge(WHO, "王桂兰")
    with pytest.raises(NotFoundError):
        desk.merge("刘海涛", "王桂兰")
    with pytest.raises(DecisionError, match="cannot be compared"):
        desk.merge(A, "王桂兰")
    with pytest.raises(DecisionError, match="are one already"):
        desk.merge("王桂兰", "王桂兰")
    with pytest.raises(DecisionError, match="has no mention x"):
        desk.split("王桂兰", ["x"])
    with pytest.raises(DecisionError, match="on one side"):
        desk.split("王桂兰", ["n3"])
    with pytest.raises(DecisionError, match="parted by 'colour'"):
        desk.split("王桂兰", by_what="colour")


def test_decisions_about_what_is_not_here_change_nothing(ledger, keep, notice):
    keep(ledger, [notice("n1", A)])
    desk = at_desk(ledger)
    with ledger.writing():
        for verdict in ("same", "different"):
            sides = [[Mention(f"{verdict}{n}", "text", 0, 3, "Person", WHO)] for n in range(2)]
            decide(ledger, verdict, sides, "", "")
    assert posts(desk) == [[A]]
    assert len(desk.places.orphans()) == 2
