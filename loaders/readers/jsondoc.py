"""JSON documents, read as a stream: one record, a list of records, or an object that holds such lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ijson  # type: ignore[import-untyped]

from loaders.facts import Notice
from loaders.readers.decoding import TextStream
from loaders.readers.faults import Fault
from loaders.readers.fields import Picker
from loaders.readers.headlines import HANZI
from loaders.readers.records import NO_TEXT, notices
from loaders.readers.sources import ByteStream, Item
from loaders.readers.wholefile import bad_bytes

_MEND = "mend the file from there on; what stands before is read"


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read a JSON document, one record in memory at a time.

    In an object, what stands beside a list of records (a source, a day) is handed to them. An object that has a text
    itself is one record, whatever lists it holds.
    """
    item = item.spooled()
    yield from read_json(item, item.open, item.open)


def read_json(item: Item, first: Any, second: Any) -> Iterator[Notice | Fault]:
    """Read a JSON document from bytes that can be opened twice: ``first`` and ``second`` open them."""
    try:
        single = _has_own_text(first(), Picker(item.fields))
    except ijson.JSONError:
        single = False  # the second reading says where
    stream = _Utf8(second())
    number = 0
    try:
        for value in _values(stream, single, Picker(item.fields)):
            yield from stream.faults(item)
            number += 1
            yield from notices(item, value, str(number), f"record {number}")
    except ijson.JSONError as e:
        yield from stream.faults(item)
        if not stream.source.broken and not stream.seen:
            yield item.fault("", "the file is empty", "leave it out")
        elif not stream.source.broken:
            yield item.fault(f"after record {number}" if number else "", f"not valid JSON ({_why(e)})", _MEND)
        return
    yield from stream.faults(item)
    if not number and not stream.source.broken:
        yield item.fault("", "no record in it" if stream.seen else "the file is empty", NO_TEXT)


class _Utf8:
    """A stream of bytes in any encoding as clean UTF-8, as ijson reads it."""

    def __init__(self, source: ByteStream) -> None:
        self.source = source
        self.seen = False
        self._text = TextStream(source)
        self._chunks = iter(self._text)
        self._bad: list[int] = []

    def read(self, n: int = -1) -> bytes:
        if n == 0:
            return b""
        text, bad = next(self._chunks, ("", []))
        self._bad += (at for _, at in bad)
        self.seen = self.seen or bool(text.strip())
        return text.encode("utf-8")

    def faults(self, item: Item) -> Iterator[Fault]:
        if self._bad:
            yield bad_bytes(item, "", self._bad, self._text.encoding)
            self._bad = []


def _has_own_text(source: ByteStream, picker: Picker) -> bool:
    """Whether the document is one record: an object with a text in Chinese that no list stands around."""
    keys: list[str] = []
    lists = 0
    for event, value in ijson.basic_parse(_Utf8(source), use_float=True, multiple_values=True):
        if event == "start_array":
            if not keys:
                return False
            lists += 1
        elif event == "end_array":
            lists -= 1
        elif event == "start_map" and not lists:
            keys.append("")
        elif event == "end_map" and not lists:
            keys.pop()
        elif event == "map_key" and not lists:
            keys[-1] = value
        elif event == "string" and not lists and keys and HANZI.search(value):
            nested: Any = value
            for key in reversed(keys):
                nested = {key: nested}
            if picker.pick({keys[-1]: value}, "text") or picker.pick(nested, "text"):
                return True
    return False


def _values(stream: _Utf8, single: bool, picker: Picker) -> Iterator[Any]:
    """The records to be: each whole document where it is one record, else each object of its outermost lists.

    Objects in a list come with what stands beside the list, under the names it has there.
    """
    around: list[dict[str, Any]] = []  # the open objects outside lists: their scalars
    builder: Any = None
    depth = lists = handed = 0
    key = ""
    for event, value in ijson.basic_parse(stream, use_float=True, multiple_values=True):
        if builder is not None:
            builder.event(event, value)
            depth += event in ("start_map", "start_array")
            depth -= event in ("end_map", "end_array")
            if not depth:
                built = builder.value
                builder = None
                handed += 1
                yield built if single else _with_context(around, built)
        elif event == "start_map" and (lists or single):
            builder = ijson.ObjectBuilder()
            builder.event(event, value)
            depth = 1
        elif event == "start_map":
            around.append({})
        elif event == "end_map":
            scalars = around.pop()
            if not around:
                if not handed:
                    yield scalars
                handed = 0
        elif event == "start_array":
            lists += 1
        elif event == "end_array":
            lists -= 1
        elif event == "map_key":
            key = value
        elif not lists and around and event in ("string", "number") and not picker.pick({key: value}, "text"):
            # Not so {"content": "ok", "list": […]}: a word of the interface is no text of a record.
            around[-1][key] = value


def _with_context(around: list[dict[str, Any]], value: Any) -> Any:
    """The record inside the scalars that stand around its list, outermost first."""
    for scalars in reversed(around):
        if scalars:
            value = {**scalars, "\ufffcrecords": [value]}
    return value


def _why(e: Exception) -> str:
    first = str(e).strip().splitlines()[0].strip()
    return first.removeprefix("parse error: ").removeprefix("lexical error: ") or "it ends too early"
