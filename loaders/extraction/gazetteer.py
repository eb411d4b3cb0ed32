"""One scan of a text for every name that the lexicons know: divisions, countries, bodies, titles, meetings.

The public names, which stay as they are:

- ``scan(text)`` -> ``list[Hit]``: all hits, overlapping ones too, sorted by start, the longest first.
- ``Hit(start, end, form, kind, entry, weak)``: ``kind`` is one of ``KINDS``; ``entry`` the best record of that kind for
  the form; ``weak`` where the form is also a plain word, a shared name or a person's name, so that it counts only
  with its suffix, after its parent or beside another sign.
- ``divisions_named(form, year=0)``, ``parents``, ``full_name``, ``lies_in``, ``divisions_coded``: see ``divisions``.
- ``bodies_named(form)``, ``body_named(form)``, ``countries_named(form)``, ``country_named(form)``,
  ``places_abroad(form)``.
- ``title_named(form)``, ``titles()``, ``is_surname(form)``, ``surnames()``, ``japanese_surnames()``,
  ``sound_characters()``, ``place_letter(character)``.
- ``body_heads()``, ``meeting_heads()``: the words that end the name of a body or a meeting.
- ``lineages()``: which bodies followed which in reorganisations.

Forms of a single character (京, 美, 局) are never scanned for; ``place_letter`` and ``body_heads`` give them.
Text must be Simplified script; offsets are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from loaders.extraction.boundaries import ends_in_sounds, stands_alone, within_foreign_name
from loaders.extraction.divisions import (
    Division,
    division_forms,
    divisions,
    divisions_coded,
    divisions_named,
    full_name,
    lies_in,
    parents,
)
from loaders.extraction.lexicons import (
    Body,
    Country,
    ForeignPlace,
    Head,
    Lineage,
    PlaceLetter,
    Region,
    Surname,
    TitleEntry,
    Venue,
    abroad_forms,
    bodies,
    bodies_named,
    body_forms,
    body_heads,
    body_named,
    countries,
    countries_named,
    country_forms,
    country_named,
    is_surname,
    japanese_surnames,
    lineages,
    meeting_heads,
    place_letter,
    places_abroad,
    region_forms,
    sound_characters,
    surnames,
    title_named,
    titles,
    venue_forms,
    weak_titles,
)
from loaders.records import swift

__all__ = [
    "KINDS", "Body", "Country", "Division", "ForeignPlace", "Head", "Hit", "Lineage", "PlaceLetter", "Region",
    "Surname", "TitleEntry", "Venue", "bodies", "bodies_named", "body_heads", "body_named", "countries",
    "countries_named", "country_named", "divisions", "divisions_coded", "divisions_named", "full_name", "is_surname",
    "japanese_surnames", "lies_in", "lineages", "meeting_heads", "parents", "place_letter", "places_abroad", "scan",
    "sound_characters", "surnames", "title_named", "titles",
]

#: Kinds of hit and what their ``entry`` is.
KINDS = {
    "division": "Division", "country": "Country", "foreign_place": "ForeignPlace", "region": "Region",
    "venue": "Venue", "body": "Body",
    "body_head": "Head", "title": "TitleEntry", "surname": "Surname", "meeting_head": "Head",
}

Entry = Division | Country | ForeignPlace | Region | Venue | Body | Head | TitleEntry | Surname


@swift
@dataclass(frozen=True, slots=True)
class Hit:
    """A form of the lexicons found at ``text[start:end]`` (code points)."""

    start: int
    end: int
    form: str
    kind: str
    entry: Entry
    weak: bool = False


def scan(text: str, kinds: frozenset[str] = frozenset(KINDS)) -> list[Hit]:
    """All hits of the lexicons in ``text``, overlapping ones too, sorted by start, longest first.

    Short forms that lie across the border of two other words are kept, but ``weak`` (大同 in 扩大同中方的合作).

    Args:
        text: healed text in Simplified script. Offsets of the hits are its code points.
        kinds: the kinds of hit to look for.

    >>> [(h.form, h.kind) for h in scan("忻州市财政局局长赴老挝")]
    [('忻州市', 'division'), ('忻州', 'division'), ('财政局', 'body_head'), ('局长', 'title'), ('老挝', 'country')]
    """
    automaton, meanings = _automaton(kinds)
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    found.sort(key=lambda m: (m[1], -m[2]))
    places = _Places(set(), set(), set())
    for index, start, end in found:
        _, kind, entry, _ = meanings[index][0]
        if kind in _PLACES:
            places.starts.add(start)
            places.ends.add(end)
        if isinstance(entry, Country) and entry.name != "中国":
            places.foreign_ends.add(end)
    return [
        Hit(start, end, form, kind, entry, weak or _is_doubtful(text, start, end, entry, places))
        for index, start, end in found
        for form, kind, entry, weak in meanings[index]
    ]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the places of a text begin and end: beside another place a form is a place, too."""

    starts: set[int]
    ends: set[int]
    foreign_ends: set[int]


_PLACES = frozenset({"division", "country", "foreign_place", "region"})
#: Surnames that stand before a place as grammar words or verbs (于大连, 任长春市长).
_BEFORE_PLACES = frozenset("于和任对向从自由到至在为以同与及应将经代全方常安时成来都过随当给但则")
#: What a name in 国 must not run into: 俄国防部 is the 国防部 of 俄, 蒙古国立大学 the 国立大学 of 蒙古.
_AFTER_STATE = frozenset("防务家立际")
#: Characters that before a ministry stand for the state that it belongs to (俄国防部, 美财政部).
_STATES = frozenset("美俄韩英德印朝越泰乌")


def _is_doubtful(text: str, start: int, end: int, entry: Entry, places: _Places) -> bool:
    """Whether a form reads as part of other words or of a person's name, so that it is weak in this place."""
    if isinstance(entry, Division):
        return end - start < 4 and _division_is_doubtful(text, start, end, entry, start in places.ends)
    if isinstance(entry, Country | ForeignPlace):
        if text[end - 1] == "国" and text[end : end + 1] in _AFTER_STATE:
            return entry.name != "中国"
        if end - start > 3 or start in places.ends or end in places.starts:
            return False
        # 努克 in 西哈努克, 马里 in 海尔马里亚姆
        if within_foreign_name(text, start, end):
            return True
        return end - start == 2 and not stands_alone(text, start, end, usual=300)
    return isinstance(entry, Body) and _body_is_doubtful(text, start, end, entry, start in places.foreign_ends)


_SEAS = frozenset("上海 沿海 渤海 黄海 东海 北海 威海 珠海 黄河 大河 运河 淮河 海河 沿河 辽河 漳河 两河".split())


def _body_is_doubtful(text: str, start: int, end: int, body: Body, after_country: bool) -> bool:
    before, last, after = text[start - 1 : start], text[end - 1], text[end : end + 1]
    if text[start].isascii() and before.isascii() and before.isalnum():
        return True
    if last.isascii():
        return after.isascii() and after.isalnum()
    if last == "部":
        if after == "门":
            return True
        if not body.place and body.kind == "government" and (after_country or before in _STATES):
            return True  # a ministry of that country, not of China
        if after == "长":
            return False
    if end - start == 2 and before in surnames() and before not in _BEFORE_PLACES:
        return True
    return end - start < 5 and not stands_alone(text, start, end, usual=300)


#: What is named after Sun Yat-sen everywhere, and not after the city of Zhongshan.
_NAMED_AFTER_SUN = re.compile("中山(?:中学|大学|小学|学院|医|[东西南北中]?路|大道|街|公园|陵|舰|装|堂|纪念|先生|桥|站|广场)")


def _division_is_doubtful(text: str, start: int, end: int, division: Division, after_place: bool) -> bool:
    if text[start:end] == division.name:
        return not stands_alone(text, start, end, look_right=False)
    if division.level == "province":
        return text[start - 1 : start + 1] in _SEAS  # 上海|南路
    if _NAMED_AFTER_SUN.match(text, start):
        return True
    if after_place:
        return False
    before = text[start - 1 : start]
    if end - start == 2 and before in surnames() and before not in _BEFORE_PLACES:
        return True  # 李长春, 王岐山
    if end - start == 2 and text[end - 1] == "州" and ends_in_sounds(text, start):
        return True  # 卡洛维伐|利州
    return not stands_alone(text, start, end, usual=300 if division.level == "prefecture" else 50)


_Meaning = tuple[str, str, Entry, bool]


@cache
def _automaton(kinds: frozenset[str]) -> tuple[AhoCorasick, tuple[tuple[_Meaning, ...], ...]]:
    """The automaton over all forms of those kinds of two characters or more, and what each of its patterns means."""
    meanings: dict[str, list[_Meaning]] = {}

    def add(form: str, kind: str, entry: Entry, weak: bool = False) -> None:
        if len(form) > 1 and kind in kinds:
            meanings.setdefault(form, []).append((form, kind, entry, weak))

    for form, places in division_forms().items():
        add(form, "division", places[0][0], places[0][1])
    for form, states in country_forms().items():
        add(form, "country", states[0][0], states[0][1])
    for form, abroad in abroad_forms().items():
        add(form, "foreign_place", abroad[0][0], abroad[0][1])
    for form, (region, weak) in region_forms().items():
        add(form, "region", region, weak)
    for form, (venue, weak) in venue_forms().items():
        add(form, "venue", venue, weak)
    for form, named in body_forms().items():
        add(form, "body", named[0][0], named[0][1])
    for form, title in titles().items():
        add(form, "title", title, form in weak_titles())
    for form, surname in surnames().items():
        add(form, "surname", surname, surname.word)
    for form, head in body_heads().items():
        add(form, "body_head", head, not head.alone)
    for form, head in meeting_heads().items():
        add(form, "meeting_head", head, not head.alone)
    automaton = AhoCorasick(list(meanings), implementation=Implementation.ContiguousNFA)
    return automaton, tuple(tuple(m) for m in meanings.values())
