"""Scripts that are one JSON value with a name (``module.exports = {…};``): the value is read as JSON."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from loaders.facts import Notice
from loaders.readers.decoding import decode_whole
from loaders.readers.faults import Fault
from loaders.readers.jsondoc import read_json
from loaders.readers.sources import ByteStream, Item
from loaders.readers.wholefile import bad_bytes

_ASSIGNED = re.compile(
    r"\s*(?:module\.exports|exports\.default|export\s+default|(?:var|let|const|window\.|self\.)\s*[\w$.]+)\s*=?\s*(?=[{\[])"
)


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read a script that only gives a JSON value a name."""
    stream = item.open()
    data = stream.read()
    if stream.broken:
        return
    text, encoding, bad = decode_whole(data)
    if bad:
        yield bad_bytes(item, "", [at for _, at in bad], encoding)
    m = _ASSIGNED.match(text)
    if not m:
        yield item.fault("", "the script is not one JSON value with a name", "save its data as JSON")
        return
    value = text[m.end():].rstrip().rstrip(";").encode("utf-8")

    def opened() -> ByteStream:
        return ByteStream(cast(BinaryIO, io.BytesIO(value)))

    yield from read_json(item, opened, opened)
