"""JSON lines: one record a line; a bad line is reported and the next one read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from loaders.facts import Notice
from loaders.readers.decoding import TextStream, lines
from loaders.readers.faults import Fault
from loaders.readers.records import notices
from loaders.readers.sources import Item
from loaders.readers.wholefile import bad_bytes

_BLANK = " \t\r\n\ufeff\ufffd"


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read a file of JSON lines, one line in memory at a time."""
    stream = item.open()
    text_stream = TextStream(stream)
    seen = False
    for line in lines(text_stream):
        place = f"line {line.number}"
        if line.bad:
            yield bad_bytes(item, place, list(line.bad), text_stream.encoding)
        text = line.text.strip(_BLANK)
        if not text:
            continue
        seen = True
        if not line.closed and stream.broken:
            return  # the cut-off rest of a broken file, which is reported by itself
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as e:
            yield item.fault(place, f"not valid JSON ({_why(e)})", "mend the line or leave it out")
            continue
        if not isinstance(value, (dict, list)):
            yield item.fault(place, "not a JSON object", "write one record a line, as {\"title\": …, \"text\": …}")
            continue
        yield from notices(item, value, str(line.number), place)
    if not seen and not stream.broken:
        yield item.fault("", "the file is empty", "leave it out")


def _why(e: Exception) -> str:
    if isinstance(e, json.JSONDecodeError):
        return f"{e.msg[0].lower()}{e.msg[1:]} at character {e.pos + 1}"
    return "nested too deeply" if isinstance(e, RecursionError) else str(e)
