"""Opaque ASCII ids, cut from the hash of what they stand for."""

from __future__ import annotations

import base64
import hashlib

#: Base32 letters kept of a hash: 16 are 80 bits, so that a thousand million ids are still unlikely to meet.
LENGTH = 16


def opaque(prefix: str, *parts: str) -> str:
    """An id such as ``person-7k3q…`` that depends on ``parts`` alone and shows none of them.

    Args:
        prefix: the kind, in lower case ASCII.
        parts: what the thing is known by; their order counts, and no two lists of parts run together.

    >>> opaque("person", "秦红保")
    'person-jxs4k2pqdblir4eq'
    >>> opaque("person", "秦红", "保") == opaque("person", "秦红保")
    False
    """
    # Each part goes in with its length: "ab", "c" and "a", "bc" must not meet.
    packed = b"".join(
        str(len(raw)).encode() + b":" + raw for raw in (p.encode("utf-8", "surrogatepass") for p in parts)
    )
    digest = base64.b32encode(hashlib.sha256(packed).digest()).decode("ascii").lower()
    return f"{prefix}-{digest[:LENGTH]}"
