"""Days as the calendar knows them: numbers in either script, ISO forms of any precision, anchors to count from."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date known in full or in part: month and day are 0 where they are not known."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def full(self) -> bool:
        """Whether the day is known."""
        return self.day > 0


@lru_cache(maxsize=4096)  # a notice speaks of the same few days
def parse_anchor(iso: str) -> Anchor | None:
    """The anchor that an ISO date of any precision gives, or None where it is no date.

    >>> parse_anchor("2015-08")
    Anchor(year=2015, month=8, day=0)
    """
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", iso)
    if not found:
        return None
    y, m, d = (int(g or 0) for g in found.groups())
    return Anchor(y, m, d) if iso_date(y, m, d) else None


@lru_cache(maxsize=4096)
def iso_date(year: int, month: int = 0, day: int = 0) -> str:
    """The ISO form of a date of any precision, or "" where there is no such date.

    >>> iso_date(2015, 8, 18), iso_date(2015, 8), iso_date(2015, 2, 30)
    ('2015-08-18', '2015-08', '')
    """
    if not 1800 <= year <= 2200 or not 0 <= month <= 12 or (day and not month):
        return ""
    if not month:
        return f"{year:04d}"
    if not day:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day <= monthrange(year, month)[1] else ""


def number(text: str) -> int:
    """The value of a number up to 99 in digits or Chinese numerals, or of a year written digit by digit; -1 for none.

    >>> [number(t) for t in ("18", "十八", "二十一", "廿三", "二〇一五")]
    [18, 18, 21, 23, 2015]
    """
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    if "十" not in text:
        value = 0
        for c in text:
            if c not in _DIGIT:
                return -1
            value = value * 10 + _DIGIT[c]
        return value if text else -1
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or (tens and tens not in _DIGIT) or (ones and ones not in _DIGIT):
        return -1
    return (_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[ones] if ones else 0)


def day_number(year: int, month: int, day: int) -> int | None:
    """The proleptic ordinal of a day, or None where there is no such day.

    >>> day_number(1, 1, 2), day_number(2015, 2, 30)
    (2, None)
    """
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day).toordinal()


def shift(anchor: Anchor | None, days: int) -> str:
    """The ISO day so many days after the anchor, or "" where the anchor is no full day.

    >>> shift(Anchor(2015, 3, 1), -1)
    '2015-02-28'
    """
    if anchor is None or not anchor.full:
        return ""
    return (date(anchor.year, anchor.month, anchor.day) + timedelta(days=days)).isoformat()
