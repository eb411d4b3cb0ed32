"""Dates of publication: from a field, a line of text or a web address to ISO 8601 with the precision known.

The finest precision kept is the day, as the graph dates notices to the day. An instant that names its zone, and a
count of seconds, are told as the day they fall on in China (UTC+8).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_CHINA = timezone(timedelta(hours=8))
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

_HANZI_DIGITS = {**dict.fromkeys("〇○Ｏ零", "0"), **{c: str(i) for i, c in enumerate("一二三四五六七八九", start=1)}}
_NUM = r"[0-9０-９]"
_HAN = r"[〇○Ｏ零一二三四五六七八九十]"

_DAY_FORM = re.compile(
    rf"(?P<roc>(?:中華|中华)?民[國国]\s*)?(?P<y>{_NUM}{{4}}|{_NUM}{{2,3}})\s*"
    rf"(?:年\s*(?P<m1>{_NUM}{{1,2}})\s*月(?:\s*份)?(?:\s*(?P<d1>{_NUM}{{1,2}})(?!{_NUM}|\s*[月時时點点])\s*[日號号]?)?"
    rf"|(?P<sep>[-/.－／．])\s*(?P<m2>{_NUM}{{1,2}})(?:(?P=sep)\s*(?P<d2>{_NUM}{{1,2}}))?(?!{_NUM})"
    r"|年)"
)
_HAN_FORM = re.compile(
    rf"(?P<y>[〇○Ｏ零一二三四五六七八九]{{4}})年(?:(?P<m>{_HAN}{{1,3}})月(?:(?P<d>{_HAN}{{1,3}})日)?)?"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)?(\d\d)?(?:[T ]?\d{4,6})?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_ZONED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)$", re.I)
_IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-/]?)(?P<m>0[1-9]|1[0-2]|[1-9](?=[-/]))"
    r"(?:(?P<sep2>[-/]?)(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?!\d)))?(?!\d)"
)


def iso_date(value: object) -> str:
    """The date that a field's value says, in ISO 8601 with the precision known, or "" where it says none.

    Args:
        value: text, or a number (a compact date, or seconds or milliseconds since 1970).

    >>> [iso_date(v) for v in ("2018/6/1", "2020-3-30 15:12:00", 20200114, "2015年8月", "中華民國101年6月6日")]
    ['2018-06-01', '2020-03-30', '2020-01-14', '2015-08', '2012-06-06']
    >>> iso_date("2020-03-30T16:30:00Z")
    '2020-03-31'
    >>> iso_date("昨天")
    ''
    """
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return _number(str(int(value))) if abs(value) < 1e15 else ""
    text = str(value).strip().strip("[]()（）【】").strip()
    if text.isascii() and text.isdigit():
        return _number(text)
    if _ZONED.match(text):
        try:
            moment = re.sub(r"\s*(?:Z|UTC)$", "+00:00", text, flags=re.I)
            moment = re.sub(r"-(\d)(?=[-T ])", r"-0\1", moment)
            return datetime.fromisoformat(moment).astimezone(_CHINA).date().isoformat()
        except ValueError:
            pass
    return _at(text) or _english(text)


def find_date(line: str) -> tuple[str, int, int] | None:
    """The first date that tells its year in a line: ISO form, start and end (code points).

    >>> find_date("发布时间：2017-08-18 11:21")
    ('2017-08-18', 5, 15)
    """
    best: tuple[str, int, int] | None = None
    for form in (_DAY_FORM, _HAN_FORM):
        for m in form.finditer(line):
            iso = _of_match(m)
            # Only dates to the day: "2015年" in a line is more often a topic than a date of issue.
            if len(iso) == 10 and (best is None or m.start() < best[1]):
                best = (iso, m.start(), m.end())
                break
    return best


def url_date(url: str) -> str:
    """The date in a web address's path, or "".

    >>> url_date("http://www.example.gov.cn/gzdt/201902/t20190201_124187.html")
    '2019-02-01'
    >>> url_date("http://www.example.cn/2020/03-30/9142381.shtml")
    '2020-03-30'
    """
    path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.I)
    best = ""
    for m in _IN_URL.finditer(path):
        # A bare run of six digits is a month only as a folder of its own; elsewhere it is a number.
        if not m["d"] and not (m["sep"] or path[m.end():m.end() + 1] == "/"):
            continue
        iso = _iso(int(m["y"]), int(m["m"]), int(m["d"]) if m["d"] else 0)
        if len(iso) > len(best):
            best = iso
    return best


def _number(digits: str) -> str:
    m = _COMPACT.fullmatch(digits)
    if m and len(digits) in (4, 6, 8, 12, 14):
        iso = _iso(int(m[1]), int(m[2] or 0), int(m[3] or 0))
        if iso and (len(digits) < 6 or len(iso) > 4):
            return iso
    if len(digits) in (9, 10, 12, 13):
        seconds = int(digits) / (1000 if len(digits) > 10 else 1)
        if 0 < seconds < 4_102_444_800:
            return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date().isoformat()
    return ""


def _at(text: str) -> str:
    """The date that a text begins with."""
    if m := _DAY_FIRST.match(text):
        first, second = int(m[1]), int(m[2])
        # Day first or month first is open unless one of the two cannot be a month.
        if first > 12 or first == second:
            return _iso(int(m[3]), second, first)
        return _iso(int(m[3]), first, second) if second > 12 else ""
    if m := _DAY_FORM.match(text) or _HAN_FORM.match(text):
        return _of_match(m)
    if (m := _COMPACT.match(text)) and m[3] and not text[m.end():m.end() + 1].isdigit():
        return _iso(int(m[1]), int(m[2]), int(m[3]))
    return ""


def _of_match(m: re.Match[str]) -> str:
    if m.re is _HAN_FORM:
        year = int("".join(_HANZI_DIGITS[c] for c in m["y"]))
        return _iso(year, _hanzi_number(m["m"] or ""), _hanzi_number(m["d"] or ""))
    year_text = m["y"]
    year = int(year_text)
    month, day = int(m["m1"] or m["m2"] or 0), int(m["d1"] or m["d2"] or 0)
    if m["roc"] or len(year_text) == 3:
        # The years of the Republic: three digits stand alone, two only behind 民國 ("98年" is 1998 as well).
        if not (m["roc"] or (month and day)):
            return ""
        year += 1911
    elif len(year_text) == 2 or (m["sep"] and not day and m["sep"] not in "-/"):
        return ""
    return _iso(year, month, day)


def _hanzi_number(text: str) -> int:
    if not text:
        return 0
    if "十" not in text:
        return int("".join(_HANZI_DIGITS[c] for c in text))
    tens, _, ones = text.partition("十")
    try:
        return int(_HANZI_DIGITS[tens] if tens else "1") * 10 + int(_HANZI_DIGITS[ones] if ones else "0")
    except KeyError:
        return 99


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 0 <= month <= 12:
        return ""
    if not month:
        return f"{year:04d}"
    if not day:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _english(text: str) -> str:
    if not re.search(r"[A-Za-z]{3}", text) or not re.search(r"\d", text):
        return ""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return ""
    return (moment.astimezone(_CHINA) if moment.tzinfo else moment).date().isoformat()
