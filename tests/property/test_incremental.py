"""Whatever is added, corrected, withdrawn and decided, in whatever order: the graph is that of a full rebuild."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.copies import fingerprint
from kg.curation import Places
from kg.decisions import DecisionError, decide, keep, standing, undo
from kg.identity import Resolved, resolve
from kg.identity.mentions import named_at
from kg.ledger import Ledger
from loaders.facts import (
    AppointmentFact,
    BureauFact,
    Evidence,
    Facts,
    MeetingFact,
    Notice,
    ParticipationFact,
    PersonFact,
    RoleFact,
)

PEOPLE = ("张春生", "王桂兰", "刘海涛", "古丽娜扎尔")
BODIES = ("青山省林业局", "青山林业局", "白水省水务局", "市政府")
TITLES = ("局长", "副局长", "代表")
DAYS = ("2015-03-01", "2015-03-02", "2016-03-01", "2018-06-01", "2018", "")
KEYS = ("n1", "n2", "n3", "n4", "n5")


def words(text: str, quote: str) -> tuple[Evidence, ...]:
    at = text.index(quote)
    return (Evidence("text", at, at + len(quote), quote, "made", 0.9),)


@st.composite
def notices(draw: st.DrawFn) -> tuple[Notice, Facts]:
    """A short notice about invented people, with its facts."""
    who, other = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
    body, title, day = draw(st.sampled_from(BODIES)), draw(st.sampled_from(TITLES)), draw(st.sampled_from(DAYS))
    meeting, action = draw(st.sampled_from(("", "春季工作会议", "党组会"))), draw(st.sampled_from(("", "appointed", "removed")))
    text = f"{body}{title}{who}" + (f"主持{meeting}，{other}出席。" if meeting else "。") + (f"{action}。" if action else "")
    facts = Facts(
        people=(PersonFact(who, evidence=words(text, who)),
                *((PersonFact(other, evidence=words(text, other)),) if meeting else ())),
        bureaus=(BureauFact(body, evidence=words(text, body)),),
        roles=(RoleFact(who, body, title, evidence=words(text, f"{title}{who}")),),
        meetings=(MeetingFact("m1", meeting, start=day[:10] if len(day) == 10 else "", convener=body,
                              evidence=words(text, meeting)),) if meeting else (),
        participation=(
            ParticipationFact(who, "chaired", "m1", evidence=words(text, f"{who}主持")),
            ParticipationFact(other, "attended", "m1", evidence=words(text, f"{other}出席")),
        ) if meeting else (),
        appointments=(AppointmentFact(who, body, title, action, day, evidence=words(text, who)),) if action else (),
    )
    return Notice(draw(st.sampled_from(KEYS)), "site", day, "", text), facts


number = st.integers(0, 50)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), notices()),
        st.tuples(st.just("withdraw"), st.sampled_from(KEYS)),
        st.tuples(st.just("decide"), st.sampled_from(("same", "different", "unsure")), number, number),
        st.tuples(st.just("undo"), number),
    ),
    min_size=4, max_size=14,
)


def do(ledger: Ledger, number: int, step: tuple[Any, ...]) -> None:
    match step:
        case ("keep", (notice, facts)):
            with ledger.writing():
                build = ledger.begin(f"build {number}", "1")
                ledger.keep(build, notice, facts, *fingerprint(notice.text))
                ledger.finish(build)
        case ("withdraw", key):
            if any(k.key == key for k in ledger.notices()):
                with ledger.writing():
                    ledger.withdraw(key)
        case ("decide", verdict, one, two):
            named = sorted(named_at(ledger, [k.id for k in ledger.notices()]), key=lambda n: (n.mention, n.notice))
            if not named:
                return
            left = named[one % len(named)].mention
            others = [n.mention for n in named if n.kind == left.kind and n.mention != left]
            if others:
                try:
                    with ledger.writing():
                        right = others[two % len(others)]
                        decide(ledger, verdict, [[left], [right]], "", "", Places(ledger).stands_for)
                except DecisionError:
                    pass  # refused, as it should be
        case ("undo", one):
            if found := standing(ledger):
                with ledger.writing():
                    undo(ledger, found[one % len(found)].id)


def rebuilt(ledger: Ledger, facts: dict[tuple[str, str], Facts], order: random.Random) -> Resolved:
    """What a new ledger says that is given the current notices and decisions, each in another order."""
    current, decisions = ledger.notices(), standing(ledger)
    order.shuffle(current)
    order.shuffle(decisions)
    with Ledger.temporary() as fresh:
        with fresh.writing():
            build = fresh.begin("all", "1")
            for kept in current:
                notice = ledger.notice(kept.id)
                fresh.keep(build, notice, facts[notice.key, notice.digest], *fingerprint(notice.text))
            for decision in decisions:
                keep(fresh, decision)
        return resolve(fresh)


def plain(resolved: Resolved) -> list[Any]:
    """The rows without what is history: former ids and recorded times."""
    gone = ("former_ids", "recorded_from", "recorded_until")
    return [
        (replace(row, attributes={}), sorted((k, v) for k, v in row.attributes.items() if k not in gone))
        for rows in (resolved.nodes, resolved.edges) for row in rows
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, seed=st.integers(0, 1000))
def test_the_graph_is_that_of_a_full_rebuild(steps: list[tuple[Any, ...]], seed: int) -> None:
    # Of one text under one key the first reading is kept.
    facts = {(s[1][0].key, s[1][0].digest): s[1][1] for s in reversed(steps) if s[0] == "keep"}
    with Ledger.temporary() as ledger:
        for number, step in enumerate(steps):
            do(ledger, number, step)
        assert plain(resolve(ledger)) == plain(rebuilt(ledger, facts, random.Random(seed)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps)
def test_an_id_that_was_issued_means_one_thing_at_most(steps: list[tuple[Any, ...]]) -> None:
    with Ledger.temporary() as ledger:
        issued: set[str] = set()
        for number, step in enumerate(steps):
            do(ledger, number, step)
            resolved = pipeline.settle(ledger)
            former: list[str] = []
            for node in resolved.nodes:
                said = node.attributes.get("former_ids", ())
                assert isinstance(said, tuple)
                former += said
            assert set(former) <= issued
            assert len(former) == len(set(former))
            assert not set(former) & {n.id for n in resolved.nodes}
            issued |= {n.id for n in resolved.nodes}
