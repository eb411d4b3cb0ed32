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
from kg.identity.renewal import renew
from kg.identity.resolution import whole
from kg.ledger import Ledger
from loaders.facts import (
    AppointmentFact,
    BureauFact,
    CampaignFact,
    Evidence,
    Facts,
    GroupFact,
    MeetingFact,
    Notice,
    ParticipationFact,
    PersonFact,
    PlaceFact,
    RelationFact,
    RoleFact,
)

PEOPLE = ("张春生", "王桂兰", "刘海涛", "古丽娜扎尔")
BODIES = ("青山省林业局", "青山林业局", "山西省水务局", "山西省水务局办公室", "襄樊市水务局", "市政府")
PLACES = ("", "襄阳市", "襄樊市", "青山")
TITLES = ("局长", "副局长", "代表", "国务委员")
DAYS = ("2015-03-01", "2015-03-02", "2016-03-01", "2018-06-01", "2018", "")
KEYS = ("n1", "n2", "n3", "n4", "n5")
#: So long a text that one more word makes it a near-copy.
LONG = "".join(f"会议强调，第{n}项工作要早安排、早落实，各部门要各负其责。" for n in "一二三四五六七八九十")


def words(text: str, quote: str) -> tuple[Evidence, ...]:
    at = text.index(quote)
    return (Evidence("text", at, at + len(quote), quote, "made", 0.9),)


@st.composite
def notices(draw: st.DrawFn) -> tuple[Notice, Facts]:
    """A short notice about invented people, with its facts."""
    who, other = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
    body, title, day = draw(st.sampled_from(BODIES)), draw(st.sampled_from(TITLES)), draw(st.sampled_from(DAYS))
    meeting, action = draw(st.sampled_from(("", "春季工作会议", "党组会"))), draw(st.sampled_from(("", "appointed", "removed")))
    place, gender, issuer = draw(st.sampled_from(PLACES)), draw(st.sampled_from(("", "女"))), draw(st.sampled_from(("", *BODIES)))
    campaign, at = draw(st.sampled_from(("", "清河行动"))), "" if title == "国务委员" else body
    text = (
        f"{body}{title}{who}{gender}" + (f"在{place}主持{meeting}，{other}出席，各科室负责人参加。" if meeting else "。")
        + (f"{action}。" if action else "") + campaign + draw(st.sampled_from(("", LONG, LONG + "（完）")))
    )
    met = bool(meeting)
    facts = Facts(
        people=(PersonFact(who, gender=gender, evidence=words(text, who)),
                *((PersonFact(other, evidence=words(text, other)),) if met else ())),
        bureaus=(BureauFact(body, implied=draw(st.booleans()), evidence=words(text, body)),),
        places=(PlaceFact(place, evidence=words(text, place)),) if met and place else (),
        roles=(RoleFact(who, at, title, former=draw(st.booleans()), evidence=words(text, f"{title}{who}")),),
        meetings=(MeetingFact("m1", meeting, start=day[:10] if len(day) == 10 else "", place=place, convener=body,
                              evidence=words(text, meeting)),) if met else (),
        participation=(
            ParticipationFact(who, "chaired", "m1", position=1, list_size=2, evidence=words(text, who)),
            ParticipationFact(other, "attended", "m1", title=title, evidence=words(text, f"{other}出席")),
            ParticipationFact("各科室负责人", "attended", "m1", who_kind="group", evidence=words(text, "各科室负责人")),
        ) if met else (),
        appointments=(AppointmentFact(who, at, title, action, day, evidence=words(text, who)),) if action else (),
        campaigns=(CampaignFact(campaign, evidence=words(text, campaign)),) if campaign else (),
        groups=(GroupFact("各科室负责人", "m1", of=body, evidence=words(text, "各科室负责人")),) if met else (),
        relations=(RelationFact("m1", "CONCERNS", campaign, evidence=words(text, campaign)),) if met and campaign else (),
    )
    return Notice(draw(st.sampled_from(KEYS)), "site", day, "", text, issuer=issuer), facts


number = st.integers(0, 50)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), notices()),
        st.tuples(st.just("again"), notices()),
        st.tuples(st.just("copy"), number, st.sampled_from(KEYS), st.sampled_from(DAYS), st.sampled_from(("", "（转载）"))),
        st.tuples(st.just("withdraw"), st.sampled_from(KEYS)),
        st.tuples(st.just("decide"), st.sampled_from(("same", "different", "unsure")), number, number),
        st.tuples(st.just("undo"), number),
    ),
    min_size=4, max_size=14,
)


Read = dict[tuple[str, str], Facts]


def do(ledger: Ledger, number: int, step: tuple[Any, ...], read: Read) -> None:
    """Do one step; ``read`` are the facts that the ledger holds, by key and digest of their notice."""
    match step:
        case ("keep" | "again" as how, (notice, facts)):
            with ledger.writing():
                build = ledger.begin(f"build {number}", "1")
                # Again: better rules find something else in a text that is held.
                outcome = ledger.keep(build, notice, facts, *fingerprint(notice.text), again=how == "again")
                ledger.finish(build)
            if outcome != "known":
                read[notice.key, notice.digest] = facts
        case ("copy", one, key, day, more):
            if held := ledger.notices():
                notice = ledger.notice(held[one % len(held)].id)
                copied = replace(notice, key=key, published=day, text=notice.text + more)
                do(ledger, number, ("keep", (copied, read[notice.key, notice.digest])), read)
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


def rebuilt(ledger: Ledger, facts: Read, order: random.Random) -> Resolved:
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
    facts: Read = {}
    with Ledger.temporary() as ledger:
        for number, step in enumerate(steps):
            do(ledger, number, step, facts)
        assert plain(resolve(ledger)) == plain(rebuilt(ledger, facts, random.Random(seed)))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps, seed=st.integers(0, 1000))
def test_what_is_kept_is_the_graph_of_a_full_rebuild_after_every_step(steps: list[tuple[Any, ...]], seed: int) -> None:
    facts: Read = {}
    skipped = random.Random(seed)
    with Ledger.temporary() as ledger:
        for number, step in enumerate(steps):
            do(ledger, number, step, facts)
            if skipped.random() < 0.3:
                continue  # what several steps do together has to come out as well
            issued = ledger.issued()
            with ledger.writing():
                renew(ledger, "1")
            assert {n.id for n in whole(ledger).nodes if n.kind != "Notice"} <= ledger.issued()
            # To the last attribute, former ids and recorded times with the rest.
            assert whole(ledger) == resolve(ledger)
            assert issued <= ledger.issued()
        with ledger.writing():
            renew(ledger, "1")
        assert plain(whole(ledger)) == plain(rebuilt(ledger, facts, random.Random(seed)))
        kept = whole(ledger)
        with ledger.writing():
            renew(ledger, "2")
        assert whole(ledger) == kept, "other rules put everything together again"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=steps)
def test_an_id_that_was_issued_means_one_thing_at_most(steps: list[tuple[Any, ...]]) -> None:
    with Ledger.temporary() as ledger:
        issued: set[str] = set()
        facts: Read = {}
        for number, step in enumerate(steps):
            do(ledger, number, step, facts)
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
