"""Which mentions of a meeting are one meeting: the same name, at the same time, of the same convener or place.

Yearly meetings bear one name, and so do the meetings of many bodies (党组扩大会议); dates tell the first apart,
conveners the others. A mention with no date goes to the one meeting near its notice's publication.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.identity.material import Forest, Page
from kg.identity.names import bureau_key, meeting_key, meeting_year, numbered_once, ordinal_of, relative_bureau, relative_meeting
from kg.identity.places import place_key, seat_of
from loaders.extraction import gazetteer
from loaders.facts import MeetingFact

#: Days before and after a notice in which a meeting that it does not date may have been.
_BEFORE, _AFTER = 120, 60
#: Where none has been so lately: the only one of the year before.
_YEAR_BEFORE = 365
#: The same where the name is made up of who did what: such things happen often.
_BEFORE_OFTEN, _AFTER_OFTEN = 10, 10
_OFTEN = frozenset(("inspection", "visit", "call", "ceremony", "study", "other"))
_OFTEN_NAME = re.compile(
    "会见|会谈|接见|通电话|调研|考察|慰问|检查|视察|看望|走访|常务会|例会|政治局会议|政治局常委会|书记处会议|集体学习|学习会|办公会"
    "|党组会|党委会|委员长会议|主席会议|主任会议"
)
_WHOLE = re.compile("^全([省市县区州盟旗])(?![省市县区州盟旗])")
#: A session's number comes again only with the next term: mentions of one within so many days are one meeting.
_TERM = 300


@dataclass(slots=True)
class Seen:
    """One mention of a meeting, by the days that its notice gives (ordinals; ``exact``: to the day)."""

    id: str
    group: str
    first: int
    last: int
    exact: bool
    year: str
    published: tuple[int, int] | None
    conveners: frozenset[str]
    place: str
    often: bool
    ordinal: str
    once: bool


@dataclass(slots=True)
class _Met:
    """Mentions that are one meeting, and the days that they cover."""

    seen: list[Seen] = field(default_factory=list)

    @property
    def first(self) -> int:
        return min(s.first for s in self.seen)

    @property
    def last(self) -> int:
        return max(s.last for s in self.seen)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of a meeting: what its notice calls it, the key of its name, its placed name, whose it is, its days.

    ``holder`` is "" where the name is enough, None where only the notice says which.
    """

    local: str
    key: str
    name: str
    holder: str | None
    seen: Seen


def sightings(page: Page) -> list[Sighting]:
    """The meetings that a notice speaks of, each once."""
    out: dict[str, Sighting] = {}
    for _, meeting in page.meetings():
        if meeting.key not in out:
            name = placed_name(page, meeting)
            out[meeting.key] = Sighting(meeting.key, meeting_key(name), name, _holder(page, meeting, name),
                                        _seen(page, meeting))
    return list(out.values())


def meetings(pages: Sequence[Page]) -> dict[tuple[str, str], str]:
    """The meeting behind each key in each notice: (notice id, local key) to a key that is the same for one meeting.

    Args:
        pages: the notices, in an order that does not depend on the order of reading.
    """
    return settled((page, one) for page in pages for one in sightings(page))


def settled(sighted: Iterable[tuple[Page, Sighting]]) -> dict[tuple[str, str], str]:
    """As ``meetings``, of what is sighted; those of one key of a name can be settled without any others."""
    named: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    mentions: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], str] = {}
    original: dict[str, str] = {}
    for page, one in sighted:
        holder = f"notice:{page.group}" if one.holder is None else one.holder
        named[one.key, holder].append(replace(one.seen, group=page.group))
        mentions[page.id, one.local] = one.seen.id
        names[page.id, one.local] = one.name
        original[page.id] = page.group
    forest = Forest()
    for (notice, local), name in names.items():
        # A copy of a text speaks of the same meetings.
        there = original[notice], local
        if names.get(there) == name:
            forest.join(mentions[notice, local], mentions[there])
    for (_, holder), together in named.items():
        for met in _settle(together, unique=not holder):
            for seen in met.seen:
                forest.join(met.seen[0].id, seen.id)
    return {place: forest.find(mention) for place, mention in mentions.items()}


def placed_name(page: Page, meeting: MeetingFact) -> str:
    """A meeting's name with the division in place of 全省, 全市 …, where the bodies that held it say which."""
    whole = _WHOLE.match(meeting.name)
    if whole is None:
        return meeting.name
    for body in (*page.conveners(meeting.key), *page.issuers()):
        division = seat_of(body).division
        for one in (division, *gazetteer.parents(division)) if division is not None else ():
            if one.name.endswith(whole.group(1)):
                return one.name + meeting.name[whole.end():]
    return meeting.name


def _holder(page: Page, meeting: MeetingFact, name: str) -> str | None:
    """Whose meeting it is, where its name alone does not say so; "" where the name is enough, None where it is not told."""
    if not relative_meeting(name):
        return ""
    for body in (*page.conveners(meeting.key), *page.issuers()):
        if not relative_bureau(body):
            return bureau_key(body)
    return None


def _seen(page: Page, meeting: MeetingFact) -> Seen:
    days = _days(meeting.start)
    until = _days(meeting.end) or days
    coarse = days or _days(meeting_year(meeting.name))
    first, last = (coarse[0], max(until[1], coarse[1])) if coarse and until else coarse or (0, 0)
    return Seen(
        id=f"{page.id}|{meeting.key}",
        group=page.group,
        first=first,
        last=last,
        exact=len(meeting.start) == 10 and days is not None,
        year=meeting.start[:4] or meeting_year(meeting.name) or page.kept.published[:4],
        published=_days(page.kept.published),
        conveners=frozenset(bureau_key(b) for b in page.conveners(meeting.key) if not relative_bureau(b)),
        place=place_key(meeting.place) if meeting.place else "",
        often=meeting.kind in _OFTEN or _OFTEN_NAME.search(meeting.name) is not None,
        ordinal=meeting.ordinal or ordinal_of(meeting.name),
        once=numbered_once(meeting.name),
    )


def _days(text: str) -> tuple[int, int] | None:
    """The first and last day, as ordinals, of an ISO 8601 year, month or day; None where it is none.

    >>> a, b = _days("2016-02")
    >>> b - a
    28
    """
    parts = text.split("-") if text else []
    try:
        year, month, day = (*(int(p) for p in parts), *(0,) * (3 - len(parts)))
        if not year:
            return None
        low = date(year, month or 1, day or 1)
        high = low if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return low.toordinal(), high.toordinal()


def _settle(mentions: list[Seen], unique: bool) -> list[_Met]:
    """The meetings behind the mentions of one name, and one holder where the name is not ``unique`` to one meeting."""
    out: list[_Met] = []
    numbered: dict[str, list[Seen]] = defaultdict(list)
    for one in mentions:
        # A name with a number of its own says it already, in one form of several.
        numbered["" if one.once else one.ordinal].append(one)
    for some in numbered.values():
        once = unique and some[0].once
        dated = _by_days([s for s in some if s.exact], _TERM if once else 0)
        met = [m for days in dated for m in _by_convener(days)]
        vague = sorted((s for s in some if not s.exact), key=lambda s: s.id)
        # All are placed against the dated ones, before any of them joins: their order must not count.
        chosen = [(_fitting(one, met, once), one) for one in vague]
        for home, one in chosen:
            if home is not None:
                home.seen.append(one)
        out += met
        out += _without_days([one for home, one in chosen if home is None], once)
    return out


def _by_days(mentions: list[Seen], gap: int) -> list[list[Seen]]:
    """Runs of mentions whose days overlap, or lie at most ``gap`` days apart; copies stay together."""
    out: list[list[Seen]] = []
    last = 0
    for one in sorted(mentions, key=lambda s: (s.first, s.last, s.id)):
        if out and one.first <= last + gap:
            out[-1].append(one)
            last = max(last, one.last)
        else:
            out.append([one])
            last = one.last
    return out


def _by_convener(mentions: list[Seen]) -> list[_Met]:
    """Meetings of one name on the same days are one, unless both convener and place differ."""
    out: list[_Met] = []
    for one in sorted(mentions, key=lambda s: (not s.conveners, not s.place, s.id)):
        home = [m for m in out if not any(_differ(one, other) for other in m.seen)]
        if home:
            home[0].seen.append(one)
        else:
            out.append(_Met([one]))
    return out


def _differ(a: Seen, b: Seen) -> bool:
    conveners = bool(a.conveners and b.conveners) and not any(
        x in y or y in x for x in a.conveners for y in b.conveners
    )
    places = bool(a.place and b.place) and a.place != b.place
    return conveners and (places or not (a.place and b.place))


def _fitting(one: Seen, met: list[_Met], numbered: bool) -> _Met | None:
    """The only dated meeting that a mention with no exact day can mean."""
    fits = [m for m in met if not any(_differ(one, other) for other in m.seen)]
    if one.first:
        near = [m for m in fits if m.first <= one.last and one.first <= m.last]
    elif one.published is None or numbered:
        near = fits
    else:
        before, after = (_BEFORE_OFTEN, _AFTER_OFTEN) if one.often else (_BEFORE, _AFTER)
        low, high = one.published[0] - before, one.published[1] + after
        near = [m for m in fits if m.first <= high and low <= m.last]
        if not near and not one.often:
            near = [m for m in fits if m.first <= high and one.published[0] - _YEAR_BEFORE <= m.last]
        if len(near) > 1:
            # Of several, what is reported has just been.
            just = [m for m in near if one.published[0] - _BEFORE_OFTEN <= m.last and m.first <= one.published[1]]
            near = just or near
    return near[0] if len(near) == 1 else None


def _without_days(mentions: list[Seen], numbered: bool) -> list[_Met]:
    """Mentions with no dated meeting near: one meeting a year, or, of what happens often, one in a run of days."""
    yearly: dict[str, _Met] = {}
    often: list[Seen] = []
    for one in mentions:
        if one.often and not one.first and not numbered:
            often.append(one)
        else:
            yearly.setdefault("" if numbered else one.year, _Met()).seen.append(one)
    out = [part for met in yearly.values() for part in _by_convener(met.seen)]
    dated = [s for s in often if s.published is not None]
    runs: list[list[Seen]] = []
    for one in sorted(dated, key=lambda s: (s.published or (0, 0), s.id)):
        at = one.published or (0, 0)
        before = runs[-1][-1].published if runs else None
        if before is not None and at[0] - before[1] <= _BEFORE_OFTEN:
            runs[-1].append(one)
        else:
            runs.append([one])
    out += [part for run in runs for part in _by_convener(run)]
    alone: dict[str, _Met] = {}
    for one in often:
        if one.published is None:
            alone.setdefault(one.group, _Met()).seen.append(one)
    return [*out, *alone.values()]
