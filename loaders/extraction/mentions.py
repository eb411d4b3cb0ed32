"""What the extractors find in one reading, before it is put together as facts.

All offsets are code points of ``Reading.text``. ``name`` is always the settled, full, Simplified name; the words at
``start:end`` may be a short form of it. Later extractors read what earlier ones found through ``Mentions``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from loaders.records import swift


class Spanned(Protocol):
    """Anything with a place in the reading."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Spanned)


@swift
@dataclass(frozen=True, slots=True)
class PersonMention:
    """A named person. ``settled`` is false where only a surname and a title stand (李局长) and no full name was found."""

    start: int
    end: int
    name: str
    rule: str = ""
    confidence: float = 1.0
    gender: str = ""
    ethnicity: str = ""
    settled_by: tuple[int, int] | None = None


@swift
@dataclass(frozen=True, slots=True)
class BureauMention:
    """A named organisation. ``implied``: known from a title alone (市长), so its span is the title's."""

    start: int
    end: int
    name: str
    rule: str = ""
    confidence: float = 1.0
    implied: bool = False
    settled_by: tuple[int, int] | None = None


@swift
@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place that stands on its own. ``country``: a foreign country or a place in one."""

    start: int
    end: int
    name: str
    rule: str = ""
    confidence: float = 1.0


@swift
@dataclass(frozen=True, slots=True)
class PostMention:
    """One post of one person: ``person`` is a name as in ``PersonMention.name``, ``bureau`` a settled body or "".

    ``start:end`` spans the title's own words; ``person_at`` the words that name the person. ``written`` is the whole
    title stack as printed before or after the name (党组书记、局长). ``former`` where 原, 前 or 时任 stands before it.
    """

    start: int
    end: int
    person: str
    bureau: str
    title: str
    person_at: tuple[int, int]
    written: str = ""
    rule: str = ""
    confidence: float = 1.0
    acting: bool = False
    concurrent: bool = False
    former: bool = False
    rank: str = ""
    began: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or range of dates, settled against the publication date.

    ``first`` and ``last`` are ISO 8601 with the precision that is sure (2015, 2015-08, 2015-08-18), or "" where the
    words are ambiguous; ``last`` equals ``first`` for a single day.
    """

    start: int
    end: int
    first: str
    last: str
    rule: str = ""


@swift
@dataclass(frozen=True, slots=True)
class MeetingMention:
    """One place where the meeting ``key`` is named or referred to (会议, 会上); the meeting itself is a ``Meeting``.

    ``named`` is false where only a short form stands. ``held``: the words around it speak of the meeting as taking place
    (召开, 出席, 会上), not only of what came of it (传达…精神).
    """

    start: int
    end: int
    key: str
    rule: str = ""
    named: bool = True
    held: bool = False


@dataclass(slots=True)
class Meeting:
    """A meeting or official activity of this notice, being put together from its mentions.

    ``relayed``: only its spirit is passed on (传达…精神), or it is only referred to.
    ``hosts`` and ``guests`` are the names of those who led and attended an activity with no proper name (会见, 调研);
    a guest may be a described group. ``conveners`` are all the bodies that held the meeting, ``convener`` the first.
    """

    key: str
    name: str
    aka: list[str] = field(default_factory=list)
    start: str = ""
    end: str = ""
    place: str = ""
    convener: str = ""
    kind: str = "meeting"
    status: str = "reported"
    ordinal: str = ""
    relayed: bool = False
    conveners: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    guests: list[str] = field(default_factory=list)
    rule: str = ""
    confidence: float = 1.0
    at: tuple[int, int] = (0, 0)
    quote: tuple[int, int] = (0, 0)
    #: where its date, place and convener are said: piece -> span
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CampaignMention:
    """One place where a named campaign, drive, plan or fixed policy formula stands; ``name`` is its settled form."""

    start: int
    end: int
    name: str
    rule: str = ""
    confidence: float = 1.0


@dataclass(slots=True)
class Mentions:
    """Everything found so far, each list sorted by start."""

    dates: list[DateMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    bureaus: list[BureauMention] = field(default_factory=list)
    people: list[PersonMention] = field(default_factory=list)
    posts: list[PostMention] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    meeting_mentions: list[MeetingMention] = field(default_factory=list)
    campaigns: list[CampaignMention] = field(default_factory=list)


def within(items: Sequence[T], start: int, end: int) -> list[T]:
    """Those of ``items`` (sorted by start) that lie wholly inside ``start:end``."""
    out = []
    for item in items[bisect_left(items, start, key=lambda m: m.start):]:
        if item.start >= end:
            break
        if item.end <= end:
            out.append(item)
    return out
