"""Plain text: the whole file is the notice; its first line is the title where it reads like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.facts import Notice
from loaders.readers.faults import Fault
from loaders.readers.headlines import head_date, head_issuer, looks_like_title
from loaders.readers.records import NO_NOTICE, key_of, lines_of, source_of, text_faults
from loaders.readers.sources import Item
from loaders.readers.tails import readable
from loaders.readers.wholefile import is_about_the_files, whole_text

_FIRST_LINE = re.compile(
    r"\s*(?:(?:标题|標題|题目|題目)\s*[:：]\s*)?(?P<line>[^\r\n]*[^\s])[^\S\r\n]*(?P<more>\r?\n|\r)?"
)


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read one text file as one notice."""
    text = yield from whole_text(item)
    if text is None:
        return
    faults = list(text_faults(item, text, ""))
    ranges = readable(text)
    if not faults and (is_about_the_files(item, text) or ranges is None):
        faults = [item.fault("", "no notice text", NO_NOTICE)]
    if faults or ranges is None:
        yield from faults
        return
    span = title_line(text)
    title = text[span[0]:span[1]] if span else ""
    lines = lines_of(text)
    yield Notice(
        key=key_of(item, "", "", "", "", title, text), source=source_of(item, "", ""), published=head_date(lines),
        title=title, text=text, issuer=head_issuer(lines), ranges=ranges, title_span=span,
    )


def title_line(text: str) -> tuple[int, int] | None:
    """The range of the first line, where it is a title: short, no sentence, with more text behind it.

    >>> text = "市局召开会议\\n8月18日，市局召开会议。"
    >>> title_line(text), title_line("8月18日，市局召开会议。\\n张春生主持。")
    ((0, 6), None)
    """
    m = _FIRST_LINE.match(text)
    if not m or not m["more"] or not text[m.end():].strip() or not looks_like_title(m["line"]):
        return None
    return m.span("line")
