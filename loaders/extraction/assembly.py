"""Puts the mentions of one reading together as facts, each with the words that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.extraction.mentions import BureauMention, Mentions, PersonMention, PlaceMention, PostMention
from loaders.extraction.reading import QUOTE_LIMIT, Reading
from loaders.facts import BureauFact, CampaignFact, Evidence, MeetingFact, PersonFact, PlaceFact, RoleFact

#: How many places in one notice prove the same thing at most; the rest add nothing.
_PROOFS = 3


def people_facts(reading: Reading, mentions: Mentions) -> tuple[PersonFact, ...]:
    """One fact a person, proved by the places where the name stands."""
    groups: dict[str, list[PersonMention]] = {}
    for m in mentions.people:
        groups.setdefault(m.name, []).append(m)
    out = []
    for name, found in groups.items():
        best = sorted(found, key=lambda m: (-m.confidence, m.start))[:_PROOFS]
        aka = _forms(reading, found, name)
        out.append(PersonFact(
            name, aka, next((m.gender for m in found if m.gender), ""), next((m.ethnicity for m in found if m.ethnicity), ""),
            tuple(_around(reading, m.start, m.end, m.rule, m.confidence, "actor") for m in sorted(best, key=lambda m: m.start)),
        ))
    return tuple(out)


def bureau_facts(reading: Reading, mentions: Mentions) -> tuple[BureauFact, ...]:
    """One fact an organisation, with the other forms of its name in this notice."""
    groups: dict[str, list[BureauMention]] = {}
    for m in mentions.bureaus:
        groups.setdefault(m.name, []).append(m)
    out = []
    for name, found in groups.items():
        stated = [m for m in found if not m.implied]
        best = sorted(stated or found, key=lambda m: (-m.confidence, m.start))[:_PROOFS]
        evidence = tuple(
            reading.evidence(m.start, m.end, m.rule, m.confidence, (), (m.settled_by,) if m.settled_by else ())
            for m in sorted(best, key=lambda m: m.start)
        )
        out.append(BureauFact(name, _forms(reading, stated, name), not stated, evidence))
    return tuple(out)


def place_facts(reading: Reading, mentions: Mentions) -> tuple[PlaceFact, ...]:
    """One fact a place."""
    groups: dict[str, list[PlaceMention]] = {}
    for m in mentions.places:
        groups.setdefault(m.name, []).append(m)
    return tuple(
        PlaceFact(name, _forms(reading, found, name), tuple(reading.evidence(m.start, m.end, m.rule, m.confidence) for m in found[:_PROOFS]))
        for name, found in groups.items()
    )


def role_facts(reading: Reading, mentions: Mentions) -> tuple[RoleFact, ...]:
    """One fact for each post of each person (and each spell where a CV gives dates)."""
    groups: dict[tuple[str, ...], list[PostMention]] = {}
    for p in mentions.posts:
        groups.setdefault((p.person, p.bureau, p.title, p.began, p.ended), []).append(p)
    _join_spells(groups)
    out = []
    for (person, bureau, title, began, ended), found in groups.items():
        best = sorted(found, key=lambda p: (-p.confidence, p.start))[:_PROOFS]
        out.append(RoleFact(
            person, bureau, title, any(p.acting for p in found), any(p.concurrent for p in found), all(p.former for p in found),
            next((p.rank for p in found if p.rank), ""), began, ended,
            tuple(_post_evidence(reading, p) for p in sorted(best, key=lambda p: p.start)),
        ))
    return tuple(out)


def meeting_facts(reading: Reading, mentions: Mentions) -> tuple[MeetingFact, ...]:
    """One fact a meeting or activity, proved by the clause that tells it."""
    out = []
    for m in mentions.meetings:
        start, end = m.quote if m.quote != (0, 0) else m.at
        parts = [("meeting", *m.at), *((name, s, e) for name, (s, e) in m.parts.items())]
        inside = tuple(p for p in parts if start <= p[1] and p[2] <= end)
        out.append(MeetingFact(
            m.key, m.name, tuple(dict.fromkeys(a for a in m.aka if a != m.name)), m.start, m.end, m.place, m.convener, m.kind,
            m.status, m.ordinal, (reading.evidence(start, end, m.rule, m.confidence, inside),),
        ))
    return tuple(out)


def campaign_facts(reading: Reading, mentions: Mentions) -> tuple[CampaignFact, ...]:
    """One fact a campaign."""
    groups: dict[str, list[tuple[int, int, str, float]]] = {}
    for m in mentions.campaigns:
        groups.setdefault(m.name, []).append((m.start, m.end, m.rule, m.confidence))
    out = []
    for name, found in groups.items():
        forms = dict.fromkeys(reading.text[s:e] for s, e, _, _ in found)
        out.append(CampaignFact(
            name, tuple(f for f in forms if f != name),
            tuple(_around(reading, s, e, rule, confidence, "campaign") for s, e, rule, confidence in found[:_PROOFS]),
        ))
    return tuple(out)


def _join_spells(groups: dict[tuple[str, ...], list[PostMention]]) -> None:
    """A post named without dates is the one spell of it that a CV leaves open (or ends, where the words say former)."""
    spells: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key in groups:
        if key[3] or key[4]:
            spells.setdefault(key[:3], []).append(key)
    for key in [k for k in groups if not k[3] and not k[4]]:
        dated = spells.get(key[:3], [])
        if len(dated) == 1 and (not dated[0][4] or all(p.former for p in groups[key])):
            groups[dated[0]] += groups.pop(key)


def _post_evidence(reading: Reading, post: PostMention) -> Evidence:
    title, person = (post.start, post.end), post.person_at
    line = reading.sentence_at(post.start)
    if line != reading.sentence_at(person[0]):
        # A line of a CV: the line proves the post, the name at the CV's head says whose it is.
        quote = line if line.end - line.start <= QUOTE_LIMIT else reading.quote_around(title)
        return reading.evidence(quote.start, quote.end, post.rule, post.confidence, (("title", *title),), (person,))
    quote = reading.quote_around(title, person)
    return reading.evidence(
        quote.start, quote.end, post.rule, post.confidence, (("actor", *person), ("title", *title)),
    )


def _around(reading: Reading, start: int, end: int, rule: str, confidence: float, part: str) -> Evidence:
    clause = reading.quote_around((start, end))
    return reading.evidence(clause.start, clause.end, rule, confidence, ((part, start, end),))


def _forms(reading: Reading, found: Sequence[PersonMention | BureauMention | PlaceMention], name: str) -> tuple[str, ...]:
    """The other forms in which the name stands in the notice."""
    return tuple(_others((reading.text[m.start : m.end] for m in found), name))


def _others(forms: Iterable[str], name: str) -> Iterable[str]:
    return (f for f in dict.fromkeys(forms) if f != name and f)
