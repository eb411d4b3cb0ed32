"""Formats whose notice is the whole file: its text, decoded at once, or the faults that say why not."""

from __future__ import annotations

import re
from collections.abc import Generator

from loaders.readers.decoding import decode_whole, spoken
from loaders.readers.faults import Fault
from loaders.readers.sources import Item

_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_READMES = re.compile(r"(?:readme|source|licen[cs]e|changelog|contributing)(?:[.\-_].*)?", re.I)
_CHINESE_SENTENCE = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff\w，、：“”（）《》\s]{6,}[。；！？]")


def whole_text(item: Item) -> Generator[Fault, None, str | None]:
    """The text of a file, or None where it has none to read; every fault found is yielded."""
    stream = item.open()
    data = stream.read()
    if stream.broken:
        return None  # said once, by the break itself: half a notice would be taken for the whole
    if not data.strip():
        yield item.fault("", "the file is empty", "leave it out")
        return None
    text, encoding, bad = decode_whole(data)
    if len(_CONTROL.findall(text)) > 0.1 * len(text):
        yield item.fault("", "the file is not text", "convert it to text, HTML or JSON, or leave it out")
        return None
    if bad:
        yield bad_bytes(item, "", [at for _, at in bad], encoding)
    return text


def bad_bytes(item: Item, place: str, offsets: list[int], encoding: str) -> Fault:
    """The fault for bytes that do not fit the file's encoding.

    Args:
        place: the line or record they stand in, "" where the byte alone says it.
        offsets: byte offsets in the (unzipped) file.
    """
    where = f"byte {offsets[0]}"
    count = "1 byte does" if len(offsets) == 1 else f"{len(offsets)} bytes do"
    return item.fault(
        f"{place}, {where}" if place else where, f"{count} not fit {spoken(encoding or 'utf-8')}",
        "read as U+FFFD; save the file again in the encoding it was made in",
    )


def is_about_the_files(item: Item, text: str) -> bool:
    """Whether a file is a README and the like, with no sentence in Chinese: no notice.

    >>> from loaders.readers.sources import Item
    >>> is_about_the_files(Item("", "SOURCE.md", open), "Crawled from the site of 某局."), is_about_the_files(
    ...     Item("", "README.md", open), "3月5日，市局召开会议，张春生主持。")
    (True, False)
    """
    return bool(_READMES.fullmatch(item.name)) and not _CHINESE_SENTENCE.search(text)
