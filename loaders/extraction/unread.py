"""The clauses that hold an anchor word and yet gave no fact, so that a researcher sees what was passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from loaders.extraction.reading import Reading
from loaders.facts import Evidence, Unread

#: Words that tell of a meeting, of taking part in one, or of a change of post.
_ANCHOR = re.compile(
    "主持(?!人|全面工作)|出席|列席|陪同|会见|会谈|会晤|调研|考察|视察|慰问|致辞|致词|讲话|发言|作报告|宣读|传达|召开|举行|"
    "任命|免去|当选|选举产生|兼任|出任|接任|调任|拟任|辞去|不再担任|提名"
)


def find_unread(reading: Reading, evidence: Iterable[Evidence]) -> tuple[Unread, ...]:
    """The clauses with an anchor word that no piece of ``evidence`` covers.

    Args:
        reading: the notice as read.
        evidence: the proof of the facts on meetings, participation and appointments found in it.

    >>> from loaders.facts import Notice
    >>> [u.quote for u in find_unread(Reading.of(Notice("k", "s", "", "", "有关方面出席了活动。天气晴朗。")), ())]
    ['有关方面出席了活动']
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for e in evidence:
        spans.setdefault(e.field, []).append((e.start, e.end))
    for found in spans.values():
        found.sort()
    out: dict[tuple[str, int], Unread] = {}
    for m in _ANCHOR.finditer(reading.text):
        clause = reading.clause_at(m.start())
        where, start, end = reading.raw_span(clause.start, clause.end)
        _, at, to = reading.raw_span(m.start(), m.end())
        if (where, start) in out or _covered(spans.get(where, ()), at, to):
            continue
        raw = reading.notice.title if where == "title" else reading.notice.text
        out[where, start] = Unread(m.group(), where, start, end, raw[start:end])
    return tuple(out.values())


def _covered(spans: list[tuple[int, int]] | tuple[()], start: int, end: int) -> bool:
    i = bisect_right(spans, (start, 1 << 60))
    return any(a <= start and end <= b for a, b in spans[max(0, i - 12) : i])
