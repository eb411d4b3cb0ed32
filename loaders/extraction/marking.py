"""Marks one reading: titles, organisations, people, places and posts, in the order in which each needs the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from loaders.extraction import bureaus, people, places, posts, shortforms, titles
from loaders.extraction.bureaus import BodySpan
from loaders.extraction.gazetteer import Division, Hit, scan
from loaders.extraction.mentions import BureauMention, Mentions
from loaders.extraction.reading import Reading
from loaders.extraction.short_people import find_short
from loaders.extraction.shortforms import Home
from loaders.extraction.stacks import Stacks
from loaders.extraction.titles import Title

#: The kinds of hit that are read here; titles and meetings have patterns of their own.
_SOUGHT = frozenset(("division", "country", "foreign_place", "region", "venue", "body", "body_head"))


@dataclass(slots=True)
class Marks:
    """The working matter behind the mentions, for extractors that parse further (appointments, participation)."""

    hits: list[Hit]
    titles: list[Title]
    bodies: list[BodySpan]
    home: Home
    stacks: Stacks
    settle: Callable[[BodySpan], str]
    settled: dict[tuple[int, int], tuple[str, tuple[int, int] | None]] = field(default_factory=dict)


def mark(reading: Reading) -> tuple[Mentions, Marks]:
    """Everything that later extractors build on.

    >>> from loaders.facts import Notice
    >>> m, _ = mark(Reading.of(Notice("k", "s", "", "", "三亚市教育局吴萍局长主持会议。")))
    >>> [(p.person, p.bureau, p.title) for p in m.posts]
    [('吴萍', '三亚市教育局', '局长')]
    """
    text = reading.text
    hits = scan(text, _SOUGHT)
    found = titles.find_titles(text)
    bodies = bureaus.find_bodies(text, hits, found)
    found = _clear(text, found, bodies)
    taken = [(h.start, h.end) for h in hits if h.kind in ("division", "country", "foreign_place") and not h.weak]
    persons = people.find_people(text, found, [(b.start, b.end) for b in bodies], taken)
    bodies = _apart(bodies, [(p.start, p.end) for p in persons])
    home = shortforms.find_home(text, reading.body_start, bodies, hits, reading.notice.issuer)
    governed_by = _governed(text, found, hits, bodies)
    settled = _settle_all(text, bodies, home, governed_by)

    def settle(span: BodySpan) -> str:
        known = settled.get((span.start, span.end))
        return known[0] if known is not None else shortforms.settle(text, span, home)[0]

    spans = sorted([(b.start, b.end) for b in bodies] + [(p.start, p.end) for p in persons])
    spots = places.find_places(text, hits, spans, home)
    governed = {t.start for t in found if t.head in shortforms.GOVERNORS}
    # 台中市长 speaks of a government, not of the place.
    stacks = Stacks(text, found, bodies, spots, home, settle, persons, governed_by)
    spots = [p for p in spots if p.end not in governed and p.end - 1 not in governed]
    mentions = Mentions(people=persons, places=spots)
    mentions.posts = posts.find_posts(text, persons, stacks, bodies, settle)
    if short := find_short(text, found, persons, mentions.posts):
        mentions.people = sorted([*persons, *short], key=lambda p: p.start)
    mentions.bureaus = [
        BureauMention(b.start, b.end, name, f"bureau-{b.anchor}", _confidence(b), False, by)
        for b in bodies
        if (name := settled[(b.start, b.end)][0]) and (by := settled[(b.start, b.end)][1], True)[1]
    ]
    listed = shortforms.each_of(text, [(p.start, p.end, p.name) for p in spots], home)
    if listed:
        at = {a for a, _, _ in listed}
        mentions.places = [p for p in spots if p.start not in at]
        mentions.bureaus = sorted(
            [*mentions.bureaus, *(BureauMention(a, b, n, "bureau-listed", 0.85, False, home.full.get(home.body)) for a, b, n in listed)],
            key=lambda m: m.start,
        )
    return mentions, Marks(hits, found, bodies, home, stacks, settle, settled)


#: How far before a level word the division may be named whose posts it goes on with.
_NEAR = 24
#: How far behind its committee a department may stand: 省委|常委、|统战部.
_BEHIND = 8


def _governed(
    text: str, titles: Sequence[Title], hits: Sequence[Hit], bodies: Sequence[BodySpan]
) -> list[tuple[int, Division]]:
    """Divisions whose committee, or whose head's title (重庆市|副市长), is named, with where that ends, in order."""
    starts = {t.start for t in titles if t.head in shortforms.GOVERNORS}
    heads = {b.end for b in bodies if b.anchor == "division" and text.endswith(("委", "政府", "人大", "政协", "人大常委会"), b.start, b.end)}
    out = []
    for h in hits:
        if isinstance(h.entry, Division) and not h.weak:
            if h.end in starts or h.end - 1 in starts:
                out.append((h.end, h.entry))
            out += [(h.end + k, h.entry) for k in (1, 2, 5) if h.end + k in heads and text[h.end : h.end + k] in _COMMITTEES]
    return sorted(out, key=lambda o: o[0])


_COMMITTEES = frozenset("委 政府 人大 政协 人大常委会".split())


def _near(text: str, at: int, governed: Sequence[tuple[int, Division]]) -> Division | None:
    """The last of ``governed`` before ``at`` in the same stack of titles."""
    for end, division in reversed(governed):
        if end <= at:
            return division if at - end <= _NEAR and not re.search("[。；！？\n，]|为", text[end:at]) else None
    return None


def _settle_all(
    text: str, bodies: Sequence[BodySpan], home: Home, governed: Sequence[tuple[int, Division]]
) -> dict[tuple[int, int], tuple[str, tuple[int, int] | None]]:
    out: dict[tuple[int, int], tuple[str, tuple[int, int] | None]] = {}
    forms: dict[str, str] = {}
    last, last_end = "", -1
    for span in bodies:
        name, by = shortforms.settle(text, span, home, last, _near(text, span.start, governed))
        if span.known and span.start - last_end <= _BEHIND:
            name = shortforms.party_unit(text[span.start : span.end], last) or name
        last_end = span.end
        # 穆棱市人大常委会 and 穆棱市人民代表大会常务委员会 are one body under the name that stands first.
        name = forms.setdefault(shortforms.canonical(name), name) if name else name
        out[(span.start, span.end)] = (name, by)
        last = name or last
    return out


def _confidence(span: BodySpan) -> float:
    return {"body": 0.97, "division": 0.93, "country": 0.9, "level": 0.85, "generic": 0.8}.get(span.anchor, 0.7)


def _clear(text: str, found: list[Title], bodies: Sequence[BodySpan]) -> list[Title]:
    """Titles without those inside an organisation's name (行政长官办公室), and cut where a name ends inside one."""
    out: list[Title] = []
    i = 0
    for t in found:
        while i < len(bodies) and bodies[i].end <= t.start:
            i += 1
        b = bodies[i] if i < len(bodies) else None
        if b is None or b.start >= t.end:
            out.append(t)
        elif b.end >= t.end:
            if b.end == t.end or b.start > t.start:
                continue
        elif b.start <= t.start < b.end:
            # 市纪委书记: the body is 市纪委, the title 书记. 组织部长 keeps its 部长.
            rest = text[b.end : t.end]
            if len(rest) >= 2:
                out.append(Title(b.end, t.end, rest, t.head if rest.endswith(t.head) else rest, t.status, b.end))
            else:
                out.append(t)
        else:
            out.append(t)
    return out


def _apart(bodies: list[BodySpan], persons: Sequence[tuple[int, int]]) -> list[BodySpan]:
    """Organisations that no person's name runs into."""
    out = []
    i = 0
    for b in bodies:
        while i < len(persons) and persons[i][1] <= b.start:
            i += 1
        if i < len(persons) and persons[i][0] < b.end:
            continue
        out.append(b)
    return out
