"""Markdown: front matter gives title, date and address and is not read; else the first heading is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.facts import Notice
from loaders.readers.dates import iso_date, url_date
from loaders.readers.faults import Fault
from loaders.readers.fields import Picker
from loaders.readers.frontmatter import front_matter
from loaders.readers.headlines import HANZI, head_date, head_issuer
from loaders.readers.plaintext import title_line
from loaders.readers.records import NO_NOTICE, key_of, lines_of, source_of
from loaders.readers.sources import Item
from loaders.readers.tails import farm_ranges, without
from loaders.readers.wholefile import is_about_the_files, whole_text

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?P<line>[^\r\n]*?[^\s#])[ \t#]*\r?$|^(?P<under>[^\r\n]*\S)[ \t]*\r?\n=+[ \t]*\r?$",
    re.MULTILINE,
)


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read one Markdown file as one notice."""
    text = yield from whole_text(item)
    if text is None:
        return
    head = front_matter(text)
    body = text[head.end:]
    ranges = without([(head.end, len(text))], farm_ranges(text, head.end))
    if is_about_the_files(item, body) or not any(HANZI.search(text, a, b) for a, b in ranges):
        yield item.fault("", "no notice text", NO_NOTICE)
        return
    picker = Picker(item.fields)
    said = {name: str(picker.pick(head.values, name)) for name in ("title", "url", "id", "source", "issuer")}
    heading = _heading(text, head.end)
    span = next((head.spans[k] for k, v in head.values.items() if v == said["title"] and k in head.spans), None)
    if not said["title"]:
        span = heading or title_line_from(text, head.end)
    elif heading and _squeezed(text[heading[0]:heading[1]]) == _squeezed(said["title"]):
        # The heading says the title again: it is the title, once.
        span = heading
    title = said["title"] or (text[span[0]:span[1]] if span else "")
    published = next((iso for v in picker.all(head.values, "published") if (iso := iso_date(v))), "")
    lines = lines_of(body)
    yield Notice(
        key=key_of(item, "", said["url"], said["source"], said["id"], title, text),
        source=source_of(item, said["url"], said["source"]),
        published=published or head_date(lines) or url_date(said["url"]),
        title=title,
        text=text,
        id=said["id"],
        url=said["url"],
        issuer=said["issuer"] or head_issuer(lines),
        ranges=() if ranges == ((0, len(text)),) else ranges,
        title_span=span,
    )


def title_line_from(text: str, start: int) -> tuple[int, int] | None:
    """The first line behind ``start`` where it reads like a title."""
    span = title_line(text[start:])
    return (start + span[0], start + span[1]) if span else None


def _heading(text: str, start: int) -> tuple[int, int] | None:
    m = _HEADING.search(text, start)
    # A heading far down is a section's.
    if not m or len(text[start:m.start()].strip()) > 200:
        return None
    return m.span("line") if m["line"] else m.span("under")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
