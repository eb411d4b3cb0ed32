"""Opaque ASCII ids, cut from the hash of what they stand for."""

from __future__ import annotations

import hashlib

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
#: Base32 two letters at a time: a graph has ids by the hundred thousand, and the standard library is slow at it.
_PAIRS = tuple(a + b for a in _LETTERS for b in _LETTERS)
#: Bytes kept of a hash: 80 bits, so that a thousand million ids are still unlikely to meet.
_BYTES = 10


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
    hashed = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(raw) + raw)
    number = int.from_bytes(hashed.digest()[:_BYTES], "big")
    return prefix + "-" + "".join([_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])
