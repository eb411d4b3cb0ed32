"""Which notices are copies: the same or nearly the same text under another key, found in time linear in the texts."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

from kg.rows import Kept

_MARKUP = re.compile(r"<[^<>]{0,2000}>|&#?\w{1,8};")
_NOT_WORDS = re.compile(r"[^\w]+|_+")

#: Length of the shingles that texts are compared by, in code points.
_SHINGLE = 6
#: Bins of a sketch: the smallest hash of each is kept. Similarity is the part of the bins that agree.
_BINS = 128
#: Bins that a band holds: two texts that agree in any band are compared.
_BAND = 4
_EMPTY = 0xFFFFFFFF
#: Texts with fewer words than this have no sketch: of a line or two, most are like some other.
_SHORTEST = 80
#: Two texts are nearly the same from this similarity on.
NEAR = 0.85


@dataclass(frozen=True, slots=True)
class Copy:
    """``copy`` (a notice's id) has the text of ``original``; ``similarity`` is 1 where nothing but markup differs."""

    copy: str
    original: str
    similarity: float


def words_of(text: str) -> str:
    """A text without markup, white space and punctuation.

    >>> words_of("<p>省局 召开&nbsp;座谈会。</p>")
    '省局召开座谈会'
    """
    return _NOT_WORDS.sub("", _MARKUP.sub("", text))


def fingerprint(text: str) -> tuple[str, bytes]:
    """What a text is compared by: the hash of its words, "" where it has none, and its sketch, empty where it is short.

    The sketch is a one-permutation min-hash: one hash a shingle, the smallest kept in each bin.

    >>> fingerprint("<p>省局召开座谈会。</p>") == fingerprint("省局 召开座谈会")
    True
    """
    words = words_of(text)
    if not words:
        return "", b""
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    if len(words) < _SHORTEST:
        return digest, b""
    bins = [_EMPTY] * _BINS
    packed = words.encode("utf-32-le", "surrogatepass")
    width = 4 * _SHINGLE
    for at in range(0, len(packed) - width + 1, 4):
        value = zlib.crc32(packed[at : at + width])
        place = value % _BINS
        if value < bins[place]:
            bins[place] = value
    return digest, struct.pack(f"<{_BINS}I", *bins)


def similarity(a: bytes, b: bytes) -> float:
    """How alike two sketches are, 0 to 1: the estimated part of all their shingles that both have."""
    if not a or not b:
        return 0.0
    (bins_a, empty_a), (bins_b, empty_b) = _bins(a), _bins(b)
    neither = (empty_a & empty_b).bit_count()
    filled = len(bins_a) - neither
    return (sum(map(eq, bins_a, bins_b)) - neither) / filled if filled else 0.0


@lru_cache(4096)
def _bins(sketch: bytes) -> tuple[tuple[int, ...], int]:
    """The bins of a sketch, and a bit for each that is empty: one sketch is compared with hundreds of others."""
    bins = struct.unpack(f"<{len(sketch) // 4}I", sketch)
    return bins, sum(1 << n for n, value in enumerate(bins) if value == _EMPTY)


def copies(notices: Sequence[Kept], names: dict[str, frozenset[str]]) -> list[Copy]:
    """The copies among notices, each with its original: the one that comes first in the order given.

    A form filled in twice is no copy: two notices that name different people are two, however alike.

    Args:
        notices: in an order that does not depend on the order of reading, such as ``Ledger.notices`` gives.
        names: by notice id, the people that it names.
    """
    originals: dict[str, Kept] = {}
    banded: dict[tuple[int, bytes, frozenset[str]], list[Kept]] = {}
    out: list[Copy] = []
    for notice in notices:
        if notice.plain and notice.plain in originals:
            out.append(Copy(notice.id, originals[notice.plain].id, 1.0))
            continue
        named = names.get(notice.id, frozenset())
        bands = [(n, notice.sketch[n : n + 4 * _BAND], named) for n in range(0, len(notice.sketch), 4 * _BAND)]
        shared = [some for band in bands if (some := banded.get(band))]
        near = _nearest(notice, (k for some in shared for k in some)) if shared else None
        if near is not None:
            out.append(near)
            continue
        originals.setdefault(notice.plain, notice)
        for band in bands:
            some = banded.setdefault(band, [])
            # A band that many texts about the same people share is boilerplate: it must not make the search quadratic.
            if len(some) < 50:
                some.append(notice)
    return out


def _nearest(notice: Kept, candidates: Iterable[Kept]) -> Copy | None:
    best: Copy | None = None
    for other in {k.id: k for k in candidates}.values():
        alike = similarity(notice.sketch, other.sketch)
        if alike < NEAR:
            continue
        if best is None or alike > best.similarity:
            best = Copy(notice.id, other.id, round(alike, 3))
    return best
