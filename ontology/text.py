"""Text that any encoding can write: what to do with the lone surrogates that a broken JSON escape brings."""

from __future__ import annotations

import json
import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, for formats that cannot say them.

    >>> clean("防汛\\ud800办") == "防汛\\ufffd办"
    True
    """
    return _LONE_SURROGATE.sub("\ufffd", text)


def to_json(value: object) -> str:
    """JSON on one line, Chinese as it is; a lone surrogate stays, as the escape that it came from.

    >>> to_json({"quote": "防汛\\ud800办"})
    '{"quote": "防汛\\\\ud800办"}'
    """
    written = json.dumps(value, ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", written)
