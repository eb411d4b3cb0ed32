"""Where a journey is told of as a whole, what is held on it was held there: 在纽约期间，…; 访问期间，…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.mentions import Meeting, Mentions
from loaders.extraction.reading import Reading

_STAY = re.compile(
    r"(?:^|(?<=[\n。；！？，>]))\s*(?:[在赴][^，。；：\n]{1,14}(?:访问|出席会议|与会|停留|逗留)?|访(?!问)(?P<to>[^，。；：\n]{1,6}?)|(?P<visit>访问|出访|此访|访)|访问[^，。；：\n]{1,10})期间[，,]"
)
_ABSENT = re.compile("视频|线上|网络|电话")


def place_on_journeys(reading: Reading, mentions: Mentions, meetings: Sequence[Meeting]) -> None:
    """Gives meetings and activities with no place of their own that of the journey on which they are told.

    Args:
        reading: the notice as read.
        mentions: its places.
        meetings: all of the notice; those first told behind 在某地期间 in the same paragraph get the place.

    >>> from loaders.facts import Notice
    >>> from loaders.extraction.mentions import PlaceMention
    >>> r = Reading.of(Notice("k", "s", "2016-09-19", "", "在纽约期间，张春生将主持发展座谈会。"))
    >>> m = Meeting("m1", "发展座谈会", kind="meeting", at=(r.text.index("发展"), r.text.index("发展") + 5))
    >>> place_on_journeys(r, Mentions(places=[PlaceMention(2, 4, "纽约")]), [m])
    >>> m.place
    '纽约'
    """
    stays = list(_STAY.finditer(reading.text))
    if not stays:
        return
    for k, stay in enumerate(stays):
        end = reading.text.find("\n", stay.end())
        end = len(reading.text) if end < 0 else end
        if k + 1 < len(stays):
            end = min(end, stays[k + 1].start())
        inside = [p for p in mentions.places if stay.start() <= p.start and p.end <= stay.end()]
        where = (inside[-1].name, inside[-1].start, inside[-1].end) if inside else _visited(meetings, stay.start()) if stay["visit"] else None
        if where is None and stay["to"]:
            # 访越期间: the country named in the notice that begins so
            named = {p.name: p for p in mentions.places if p.name.startswith(stay["to"])}
            where = (next(iter(named)), *stay.span("to")) if len(named) == 1 else None
        if where is None:
            continue
        for m in meetings:
            if m.place or m.relayed or not stay.end() <= m.at[0] < end or _ABSENT.search(m.name):
                continue
            m.place = where[0]
            m.parts["place"] = where[1:]


def _visited(meetings: Sequence[Meeting], at: int) -> tuple[str, int, int] | None:
    """Where the visit told of last before ``at`` went, with the words that say so."""
    before = [m for m in meetings if m.kind == "visit" and m.hosts and m.place and m.at[0] < at and "place" in m.parts]
    if not before:
        return None
    last = max(before, key=lambda m: m.at[0])
    return last.place, *last.parts["place"]
