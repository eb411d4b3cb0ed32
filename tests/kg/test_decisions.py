"""What people decide about identity: kept with who, when and why, taken back, and refused where it contradicts."""

from __future__ import annotations

import pytest

from kg.decisions import ContradictionError, DecisionError, Mention, decide, keep, standing, taken, undo
from kg.ledger import Ledger, LedgerError


def one(letter, start=0, kind="Person", name="张春生"):
    return Mention(letter, "text", start, start + len(name), kind, name)


@pytest.fixture
def ledger():
    with Ledger.temporary() as opened:
        yield opened


def said(ledger, verdict, *letters, **more):
    with ledger.writing():
        return decide(ledger, verdict, [[one(x)] for x in letters], more.get("reason", ""), more.get("author", ""))


def test_a_decision_says_who_when_and_why(ledger, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440115200")
    said(ledger, "same", "a", "b", reason="同一任免通知", author="周")
    found, = standing(ledger)
    assert (found.verdict, found.kind, found.author, found.reason) == ("same", "Person", "周", "同一任免通知")
    assert found.when == found.recorded_from == "2015-08-21T00:00:00Z"
    assert found.sides == ((one("a"),), (one("b"),))


def test_a_decision_taken_back_stays_on_record(ledger):
    first, second = said(ledger, "same", "a", "b"), said(ledger, "same", "a", "b")
    assert first.id != second.id
    undo(ledger, first.id)
    assert [d.id for d in standing(ledger)] == [second.id]
    assert [bool(d.undone) for d in taken(ledger)] == [True, False]
    with pytest.raises(LedgerError, match="no decision"):
        undo(ledger, first.id)
    assert undo(ledger).id == second.id
    with pytest.raises(LedgerError, match="no decision stands here"):
        undo(ledger)


def test_what_stood_on_a_day_can_be_asked_for(ledger, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440115200")  # 2015-08-21
    done = said(ledger, "same", "a", "b")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440460800")  # 2015-08-25
    undo(ledger, done.id)
    assert [len(standing(ledger, day)) for day in ("2015-08-20", "2015-08-21", "2015-08-24", "2015-08-25", "")] == [
        0, 1, 1, 0, 0,
    ]


@pytest.mark.parametrize(("before", "last", "steps"), [
    ([("same", "a", "b"), ("same", "b", "c")], ("different", "a", "c"), 2),
    ([("same", "a", "b"), ("different", "a", "c")], ("same", "b", "c"), 2),
    ([("same", "a", "b"), ("same", "c", "d"), ("different", "a", "d"), ("same", "x", "y")], ("same", "b", "c"), 3),
    ([("different", "a", "b")], ("same", "b", "a"), 1),
    ([("same", "a", "b")], ("different", "a", "b"), 1),
])
def test_a_decision_that_contradicts_others_is_refused_with_the_chain(ledger, before, last, steps):
    kept = [said(ledger, *each) for each in before]
    with pytest.raises(ContradictionError) as caught:
        said(ledger, *last)
    assert len(caught.value.chain) == steps
    assert all(d.id in str(caught.value) and d in kept for d in caught.value.chain)
    assert "kg undo" in str(caught.value)
    assert len(standing(ledger)) == len(before)


def test_decisions_that_leave_room_for_each_other_are_kept(ledger):
    for each in (("same", "a", "b"), ("different", "b", "c"), ("same", "c", "d"), ("unsure", "a", "d"),
                 ("different", "a", "d")):
        said(ledger, *each)
    undo(ledger, standing(ledger)[1].id)
    assert len(standing(ledger)) == 4


def test_mentions_that_are_one_name_now_are_one_in_the_chain(ledger):
    with ledger.writing():
        decide(ledger, "same", [[one("a", 0)], [one("b")]], "", "")
        with pytest.raises(ContradictionError):
            decide(ledger, "different", [[one("a", 1)], [one("b")]], "", "", lambda m: m.digest)


def test_the_first_mention_that_is_found_stands_for_its_side(ledger):
    with ledger.writing():
        decide(ledger, "same", [[one("gone"), one("a")], [one("b")]], "", "")
        with pytest.raises(ContradictionError):
            decide(ledger, "different", [[one("a")], [one("b")]], "", "",
                   lambda m: None if m.digest == "gone" else m.digest)


@pytest.mark.parametrize(("verdict", "sides", "says"), [
    ("maybe", [[one("a")], [one("b")]], "no verdict 'maybe'"),
    ("same", [[one("a")]], "two sides"),
    ("same", [[one("a")], []], "two sides"),
    ("same", [[one("a")], [one("b", kind="Bureau")]], "one kind"),
    ("same", [[one("a", kind="Place")], [one("b", kind="Place")]], "not of Place"),
    ("different", [[one("a")], [one("a")]], "on two sides"),
])
def test_what_is_no_decision_is_said(ledger, verdict, sides, says):
    with ledger.writing(), pytest.raises(DecisionError, match=says):
        decide(ledger, verdict, sides, "", "")


def test_a_decision_from_elsewhere_keeps_its_id_and_its_time(ledger, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440115200")
    done = said(ledger, "different", "a", "b", reason="两人", author="周")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1540115200")
    with Ledger.temporary() as other, other.writing():
        keep(other, done)
        found, = standing(other)
    assert (found.id, found.when, found.author, found.sides) == (done.id, done.when, "周", done.sides)
    assert found.recorded_from > found.when
