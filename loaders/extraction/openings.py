"""Looks for a pattern only where one of the characters stands with which it can begin.

A pattern that begins with something optional is tried at every character of a text, which is slow for the long
alternatives of this package; a set of characters is looked for many times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

#: A range of more characters than these is taken to hold any.
_MANY = 100


def matches(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """All that ``pattern.finditer(text)`` gives.

    >>> [m.group() for m in matches(re.compile("(?:不)?(?:任命|免去)"), "不任命甲，免去乙")]
    ['不任命', '免去']
    """
    begins = _beginning(pattern)
    if begins is None:
        return list(pattern.finditer(text))
    out = []
    match, end = pattern.match, 0
    for begin in begins.finditer(text):
        at = begin.start()
        if at >= end and (found := match(text, at)) is not None:
            out.append(found)
            end = found.end()
    return out


@cache
def _beginning(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """A pattern for the characters that a match begins with; None where it may be any, or none."""
    characters = openings(pattern)
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]") if characters else None


def openings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The characters of which each match of ``pattern`` begins with one; None where that cannot be told.

    >>> sorted(openings(re.compile("(?P<no>不|未)?(?:[任免]命?|辞去)")))
    ['不', '任', '免', '未', '辞']
    >>> openings(re.compile(".会议")) is None, openings(re.compile("会?")) is None
    (True, True)
    """
    return _edge(pattern, False)


def endings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The characters of which each match of ``pattern`` ends with one; None where that cannot be told.

    >>> sorted(endings(re.compile("(?:任命|免去)[：:]?")))
    [':', '去', '命', '：']
    """
    return _edge(pattern, True)


def _edge(pattern: re.Pattern[str], last: bool) -> frozenset[str] | None:
    if pattern.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    try:
        from re import _parser  # type: ignore[attr-defined]

        found, empty = _first(_parser.parse(pattern.pattern), last)
    except (ImportError, AttributeError, TypeError, ValueError, _AnyError):
        return None  # not every version of Python need read patterns as these do
    return None if empty else frozenset(found)


class _AnyError(Exception):
    """Any character may stand there."""


def _first(items: Iterable[tuple[Any, Any]], last: bool) -> tuple[set[str], bool]:
    """The characters that a sequence may begin (or with ``last`` end) with, and whether it may be empty."""
    out: set[str] = set()
    for code, value in reversed(list(items)) if last else items:
        name = str(code)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "BRANCH":
            parts = [_first(branch, last) for branch in value[1]]
            more, empty = set().union(*(part for part, _ in parts)), any(e for _, e in parts)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            more, empty = _first(value[2], last)
            empty = empty or not value[0]
        elif name == "SUBPATTERN":
            more, empty = _first(value[3], last)
        elif name == "ATOMIC_GROUP":
            more, empty = _first(value, last)
        else:
            more, empty = _members([(code, value)] if name == "LITERAL" else value if name == "IN" else [(code, value)]), False
        out |= more
        if not empty:
            return out, False
    return out, True


@cache
def _digits() -> frozenset[str]:
    return frozenset(char for char in map(chr, range(0x20000)) if char.isdecimal())


def _members(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """The characters of a set."""
    out: set[str] = set()
    for code, value in items:
        if str(code) == "LITERAL":
            out.add(chr(value))
        elif str(code) == "RANGE" and value[1] - value[0] < _MANY:
            out.update(map(chr, range(value[0], value[1] + 1)))
        elif str(value) == "CATEGORY_DIGIT":
            out |= _digits()
        else:
            raise _AnyError
    return out
