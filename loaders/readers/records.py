"""From a record (a JSON object, a row) to a notice: its fields found, its text looked over, its key made."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from loaders.facts import Notice
from loaders.readers.blocks import blocks_of
from loaders.readers.dates import iso_date, url_date
from loaders.readers.faults import Fault
from loaders.readers.fields import NAMES, Picker, front_matter_field
from loaders.readers.frontmatter import entries
from loaders.readers.headlines import HANZI, head_date, head_issuer
from loaders.readers.maintext import kept_ranges
from loaders.readers.overview import Overview, look_over
from loaders.readers.sources import STDIN, Item
from loaders.readers.tails import Ranges, readable, without

_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_WEB_ADDRESS = re.compile(r"(?:(?:https?:)?//(?:[^\s/@]*@)?|(?=www\.))(?P<host>[^\s/:?#]+)", re.I)
_BLOCK_TAG = re.compile(r"<(?:p|div|br|table|td|li|h[1-6]|section|article|body|html)\b", re.I)
_WHOLE_PAGE = re.compile(r"<!doctype\s+html|<html\b|<body\b", re.I)
_TAG_OR_SPACE = re.compile(r"<[^<>]{1,2000}>")
_LINE_TAG = re.compile(r"<(?:br|/p|/div|/li|/td|/tr|/h[1-6])\b[^<>]*>|[\r\n]+", re.I)
#: What of a text is looked at for a date at its head and its foot.
_HEAD, _FOOT = 1500, 400

NO_TEXT = "leave it out, or name the field with the text: --fields text=FIELD"
NO_NOTICE = "leave it out"


def notices(item: Item, value: Any, number: str, place: str) -> Iterator[Notice | Fault]:
    """The notices in one value of a file: an object, or objects inside it.

    An object with a text is a record. One without is looked into: what its lists and objects hold inherits its title,
    date and source (and its address and id, where it holds one object and not a list of them).

    Args:
        number: the value's number in the file, for the key of a notice without address or id.
        place: where it stands, for faults.
    """
    picker = Picker(item.fields)
    found = list(_records(picker, value, {}))
    if not found:
        keys = ", ".join(map(str, value)) if isinstance(value, Mapping) else ""
        reason = f"no notice text (its fields: {keys[:200]})" if keys else "no notice text"
        yield item.fault(place, reason, NO_TEXT)
    for i, (record, inherited) in enumerate(found, start=1):
        nth = number if len(found) == 1 else f"{number}.{i}"
        yield from _notice(item, picker, record, inherited, nth, place if len(found) == 1 else f"{place}, part {i}")


def text_faults(item: Item, text: str, place: str) -> Iterator[Fault]:
    """Faults of a notice's text that hinder its reading: nothing there, or nothing in Chinese."""
    if not text.strip():
        yield item.fault(place, "no notice text", NO_TEXT if place else NO_NOTICE)
    elif not HANZI.search(text):
        yield item.fault(place, "no notice text: there is nothing in Chinese", NO_TEXT if place else NO_NOTICE)


def key_of(item: Item, number: str, url: str, source: str, id_: str, title: str, text: str) -> str:
    """A notice's key: its web address, else source and id, else the file's label and the record's number.

    What comes through standard input without address or id has no place of its own: its key is made of its words.
    """
    if _WEB_ADDRESS.match(url.strip()):
        return url.strip()
    if source and id_:
        return f"{source}#{id_}"
    if item.label == STDIN:
        return "stdin#" + hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{item.label}#{number}" if number else item.label


def source_of(item: Item, url: str, stated: str) -> str:
    """Where a notice is from: what its record says, else the address's host, else the file."""
    host = _WEB_ADDRESS.match(url.strip())
    return stated or (host["host"] if host else "") or item.label


def scrub(text: str) -> tuple[str, int]:
    """The text with U+FFFD for NULs and lone surrogates (no file, database or XML can hold them), and how many.

    >>> scrub("市\\x00局")
    ('市�局', 1)
    """
    return _UNREADABLE.subn("\ufffd", text)


def unread_date(item: Item, place: str, said: object) -> Fault:
    """The fault for a date field that says no date."""
    reason = f'the date "{str(said).strip()[:40]}" is not understood'
    return item.fault(place, reason, "the notice is kept without it; write dates like 2015-08-21")


def lines_of(text: str) -> list[str]:
    """The lines of a text's head and foot with markup taken away: where dates and issuers are looked for."""
    part = text if len(text) <= 4 * (_HEAD + _FOOT) else text[:3 * _HEAD] + "\n" + text[-4 * _FOOT:]
    bare = html.unescape(_TAG_OR_SPACE.sub("", _LINE_TAG.sub("\n", html.unescape(part))))
    return [line.strip() for line in bare.split("\n") if line.strip()]


def field_ranges(text: str) -> Ranges | None:
    """The ranges of a field's text worth reading (() for all of it, None for nothing).

    Menus and strips of HTML, and the link farms of any text, are left out.
    """
    if not _BLOCK_TAG.search(text):
        return readable(text)
    ranges = kept_ranges(blocks_of(text), text)
    dropped = without([(0, len(text))], ranges)
    return ranges or None if any(_TAG_OR_SPACE.sub("", text[a:b]).strip() for a, b in dropped) else ()


def _records(
    picker: Picker, value: Any, inherited: Mapping[str, Any]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if picker.pick(value, "text"):
            yield value, inherited
            return
        own = {name: v for name in NAMES if name != "text" and (v := picker.pick(value, name))}
        handed = {**inherited, **own}
        for inner in value.values():
            if isinstance(inner, (Mapping, list)):
                yield from _records(picker, inner, handed)
    elif isinstance(value, list):
        # One address and one id cannot be those of every record in a list.
        handed = {name: v for name, v in inherited.items() if name not in ("url", "id")}
        for inner in value:
            if isinstance(inner, (Mapping, list)):
                yield from _records(picker, inner, handed)


def _notice(
    item: Item, picker: Picker, record: Mapping[str, Any], inherited: Mapping[str, Any], number: str, place: str
) -> Iterator[Notice | Fault]:
    front: dict[str, str] = {}
    if found := front_matter_field(record):
        front = entries(found[1])

    def pick(name: str) -> str:
        value = picker.pick(record, name) or (front and picker.pick(front, name)) or inherited.get(name, "")
        return str(value)

    text, spoilt = scrub(pick("text"))
    title, more = scrub(pick("title"))
    url, source, id_, stated = (scrub(pick(name))[0] for name in ("url", "source", "id", "issuer"))
    faults = list(text_faults(item, text, place))
    if faults:
        yield from faults
        return
    if spoilt + more:
        reason = f"{spoilt + more} characters are no text (NUL or half a character)"
        yield item.fault(place, reason, "they are read as U+FFFD")
    whole = _WHOLE_PAGE.search(text[:2000])
    page = look_over(text) if whole else Overview(field_ranges(text), "", None, "", "")
    if page.ranges is None:
        yield item.fault(place, "no notice text: there are only links", NO_TEXT)
        return
    published, unread = _published(picker, record, front, inherited)
    if unread and not published:
        yield unread_date(item, place, unread)
    lines = lines_of(text)
    published = published or page.published or head_date(lines) or url_date(url)
    yield Notice(
        key=key_of(item, number, url, source, id_, title, text),
        source=source_of(item, url, source),
        published=published,
        title=title or page.title,
        text=text,
        id=id_,
        url=url,
        issuer=stated or page.issuer or head_issuer(lines),
        ranges=page.ranges,
        title_span=_title_span(text, title) if title else page.title_span,
    )


def _published(
    picker: Picker, record: Mapping[str, Any], front: Mapping[str, str], inherited: Mapping[str, Any]
) -> tuple[str, str]:
    """The date that the fields say, and the first value that was meant to say one and did not."""
    values = picker.all(record, "published") + (picker.all(front, "published") if front else [])
    if "published" in inherited:
        values.append(inherited["published"])
    for value in values:
        if iso := iso_date(value):
            return iso, ""
    return "", str(values[0]) if values else ""


def _title_span(text: str, title: str) -> tuple[int, int] | None:
    """Where the title stands as the text's first line."""
    wanted = re.sub(r"\s+", "", html.unescape(title))
    m = re.match(r"[\s\ufeff]*(?:#{1,6}[ \t]+)?", text)
    start = m.end() if m else 0
    end = next((i for i in range(start, min(len(text), start + 400)) if text[i] in "\r\n"), -1)
    if end < 0 or not wanted:
        return None
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if re.sub(r"\s+", "", text[start:end]) == wanted else None
