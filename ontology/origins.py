"""How a notice was read: by which version, healed by which edits, and what stands around its quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

#: One edit: the raw range ``[start, end)`` (code points) reads ``new`` once healed, and why.
Edit = tuple[int, int, str, str]
#: Gives the words before and after a quote, which stands in a field from one code point to another.
Around = Callable[[str, int, int], tuple[str, str]]

#: How many code points before and after a quote are given with it, so that it is found again in a changed page.
AROUND = 16


def nothing_around(field: str, start: int, end: int) -> tuple[str, str]:
    """The words around any quote of a notice whose raw text is not at hand."""
    return "", ""


@dataclass(frozen=True, slots=True)
class Healing:
    """The edits that healed a field (``title`` or ``text``), which are places of the raw field ``source``."""

    field: str
    source: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """How one notice was read.

    ``extractor`` is the version of the rules that found its facts, ``healer`` of those that healed it: the software's
    version, the hash of its rules and lexicons, and the segmenter's model. ``around`` gives the words before and after
    the quote at a place.
    """

    notice: str
    extractor: str
    healer: str = ""
    healings: tuple[Healing, ...] = ()
    around: Around = nothing_around


#: Gives the origin of notices, one after the other; of a graph that does not know them, of none.
OriginsOf = Callable[[Iterable[str]], Iterator[Origin]]


def no_origins(_: Iterable[str]) -> Iterator[Origin]:
    """The origins of a graph that does not know how its notices were read.

    >>> list(no_origins(["notice-a"]))
    []
    """
    return iter(())
