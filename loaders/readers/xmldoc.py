"""XML: one document a file or many, read by its tags alone, so that a stray ``&`` costs nothing.

A record is the element around the one that holds the text. In a file of one record the notice's text is the whole
file; in a file of many it is the record's element, tags included.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.facts import Notice
from loaders.readers.dates import iso_date, url_date
from loaders.readers.decoding import TextStream
from loaders.readers.faults import Fault
from loaders.readers.fields import Picker
from loaders.readers.headlines import HANZI, head_date, head_issuer
from loaders.readers.records import NO_TEXT, field_ranges, key_of, lines_of, source_of, unread_date
from loaders.readers.sources import Item
from loaders.readers.wholefile import bad_bytes

_NAME = r"[^\W\d][\w:.-]*"
_TOKEN = re.compile(
    rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?P<close>/?)(?P<name>{_NAME})(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>",
    re.DOTALL,
)
_ATTR = re.compile(rf"({_NAME})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*\Z", re.DOTALL)
#: A record longer than this (code points) has lost its closing tag.
_LONGEST = 1 << 24
_NAMES_FIELD = "leave it out, or name the element with the text: --fields text=ELEMENT"


@dataclass(frozen=True, slots=True)
class Value:
    """An element's or attribute's text, decoded, and the range of it in the record (code points)."""

    text: str
    start: int
    end: int


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read an XML file, one record in memory at a time."""
    stream = item.open()
    source = TextStream(stream)
    picker = Picker(item.fields)
    tag, buffer, before, number = "", "", 0, 0
    held: tuple[int, int] | None = None  # the first record, until it is known whether there is another
    for text, bad in source:
        if bad:
            yield bad_bytes(item, "", [at for _, at in bad], source.encoding)
        buffer += text
        tag = tag or _record_tag(buffer, picker)
        if not tag:
            continue
        for start, end in _records(buffer, tag, held[1] if held else before):
            if end < 0:
                number += 1
                yield _unclosed(item, number, tag)
                before = start + 1
            elif held is None and number == 0:
                held = (start, end)
                number = 1
            else:
                if held:
                    yield from _notice(item, picker, buffer[held[0]:held[1]], (0, held[1] - held[0]), 1, True)
                    held = None
                number += 1
                yield from _notice(item, picker, buffer[start:end], (0, end - start), number, True)
                before = end
        if held is None and number:
            buffer, before = buffer[before:], 0
        if held is None and len(buffer) > _LONGEST:
            yield _unclosed(item, number + 1, tag)
            return
    if stream.broken:
        if held:
            yield from _notice(item, picker, buffer[held[0]:held[1]], (0, held[1] - held[0]), 1, True)
        return
    if held:
        yield from _notice(item, picker, buffer, held, 1, False)
        before = held[1]
    if tag and re.search(rf"<{re.escape(tag)}[\s>]", buffer[before:]):
        yield _unclosed(item, number + 1, tag)
    elif not number:
        if not buffer.strip():
            yield item.fault("", "the file is empty", "leave it out")
            return
        names = ", ".join(dict.fromkeys(m["name"] for m in _TOKEN.finditer(buffer[:20_000]) if m["name"]))
        yield item.fault("", f"no element is known to hold the text (elements: {names[:200]})", _NAMES_FIELD)


def _unclosed(item: Item, number: int, tag: str) -> Fault:
    return item.fault(f"record {number}", f"<{tag}> opens and never closes", "close it; the records before it are read")


def _record_tag(buffer: str, picker: Picker) -> str:
    """The element around the first one that can hold the text, or "" where none has been seen yet."""
    open_: list[str] = []
    weak = ""
    for m in _TOKEN.finditer(buffer):
        name = m["name"]
        if not name or m["rest"].endswith("/"):
            continue
        if m["close"]:
            if name in open_:
                del open_[len(open_) - 1 - open_[::-1].index(name):]
            continue
        if open_ and picker.has_text([name]):
            return open_[-1]
        if open_ and name == "description" and open_[-1] in ("item", "entry"):
            weak = weak or open_[-1]
        open_.append(name)
    return weak


def _records(buffer: str, tag: str, at: int) -> Iterator[tuple[int, int]]:
    """The ranges of the whole records from ``at`` on; ``(start, -1)`` for one that another interrupts."""
    opening = re.compile(rf"<{re.escape(tag)}(?:\s[^<>]*)?>")
    closing = re.compile(rf"</{re.escape(tag)}\s*>")
    while m := opening.search(buffer, at):
        close = closing.search(buffer, m.end())
        again = opening.search(buffer, m.end())
        if again and (not close or again.start() < close.start()):
            yield m.start(), -1
            at = again.start()
        elif close:
            yield m.start(), close.end()
            at = close.end()
        else:
            return


def _values(text: str, record: tuple[int, int]) -> dict[str, Value]:
    """The children and attributes of a record by name; of several of one name the first with a text."""
    out: dict[str, Value] = {}
    first = _TOKEN.match(text, record[0])
    if not first:
        return out
    at = first.end()
    while (m := _TOKEN.search(text, at, record[1])) is not None:
        at = m.end()
        if not m["name"] or m["close"] or m["rest"].endswith("/"):
            for a in _ATTR.finditer(m["rest"] or ""):  # <link href="…"/>
                if m["name"] and not m["close"] and a[1] == "href":
                    out.setdefault(m["name"], Value(html.unescape(a[2] or a[3] or ""), 0, 0))
            continue
        close = re.compile(rf"</{re.escape(m['name'])}\s*>").search(text, m.end(), record[1])
        if not close:
            continue
        start, end = m.end(), close.start()
        if cdata := _CDATA.match(text, start, end):
            start, end = cdata.span(1)
            words = cdata[1]
        else:
            words = html.unescape(text[start:end])
        at = close.end()
        if words.strip() and m["name"] not in out:
            out[m["name"]] = Value(words, start, end)
    for a in _ATTR.finditer(first["rest"]):
        group = 2 if a[2] is not None else 3
        base = first.start("rest")
        out.setdefault(a[1], Value(html.unescape(a[group]), base + a.start(group), base + a.end(group)))
    return out


def _notice(
    item: Item, picker: Picker, text: str, record: tuple[int, int], number: int, many: bool
) -> Iterator[Notice | Fault]:
    place = f"record {number}" if many else ""
    values = _values(text, record)
    words = {name: value.text for name, value in values.items()}

    def pick(name: str) -> str:
        return str(picker.pick(words, name)).strip()

    def place_of(name: str) -> Value | None:
        said = picker.pick(words, name)
        return next((v for v in values.values() if said and v.text == said and v.end > v.start), None)

    body = place_of("text") or (values.get("description") if "text" not in item.fields else None)
    if body is None or not HANZI.search(body.text):
        why = "no notice text" if body is None else "no notice text: there is nothing in Chinese"
        yield item.fault(place, why, NO_TEXT)
        return
    inner = field_ranges(text[body.start:body.end])
    ranges = tuple((body.start + a, body.start + b) for a, b in inner or ((0, body.end - body.start),))
    heading = place_of("title")
    span = _trimmed(text, heading) if heading else None
    url, source, id_ = pick("url"), pick("source"), pick("id")
    dates = picker.all(words, "published")
    published = next((iso for value in dates if (iso := iso_date(value))), "")
    if dates and not published:
        yield unread_date(item, place, dates[0])
    lines = lines_of(body.text)
    yield Notice(
        key=key_of(item, str(number) if many else "", url, source, id_, pick("title"), text),
        source=source_of(item, url, source),
        published=published or head_date(lines) or url_date(url),
        title=pick("title"),
        text=text,
        id=id_,
        url=url,
        issuer=pick("issuer") or head_issuer(lines),
        ranges=ranges,
        title_span=span,
    )


def _trimmed(text: str, value: Value) -> tuple[int, int]:
    start, end = value.start, value.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
