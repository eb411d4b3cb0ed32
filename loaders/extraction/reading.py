"""One notice as the extractors read it: healed title and text in one string, cut into sentences and clauses.

Every extractor works in the offsets of ``Reading.text``; ``Reading.evidence`` turns a span of it into the words of the
raw notice that prove a fact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from loaders.extraction.confidence import of_rule
from loaders.facts import Evidence, Notice
from loaders.healing import Healed, heal
from loaders.records import swift

_SENTENCE_END = re.compile(r"[。！？!?；;\n]+[”’」』）)]*|…{2,}")
_CLAUSE_END = re.compile(r"[，,。！？!?；;：:\n]+[”’」』]*|…{2,}")

#: Longest quote, in code points, unless one sentence is longer.
QUOTE_LIMIT = 200


@swift
@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of ``Reading.text``, in code points."""

    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """The healed title, a line break, then the healed text, with the way back to the raw notice.

    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "省局召开座谈会", "李强主持会议，王勇出席。"))
    >>> r.text[r.body_start:]
    '李强主持会议，王勇出席。'
    >>> [r.text[s.start:s.end] for s in r.clauses]
    ['省局召开座谈会', '李强主持会议', '王勇出席']
    """

    notice: Notice
    title: Healed
    body: Healed
    text: str
    body_start: int
    sentences: tuple[Span, ...] = ()
    clauses: tuple[Span, ...] = ()
    _sentence_starts: list[int] = field(default_factory=list)
    _clause_starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, notice: Notice) -> Reading:
        """Heal a notice and cut it into sentences and clauses."""
        title, body = healed(notice)
        text = title.text + "\n" + body.text
        sentences = _cut(text, _SENTENCE_END)
        clauses = _cut(text, _CLAUSE_END)
        return cls(notice, title, body, text, len(title.text) + 1, sentences, clauses,
                   [s.start for s in sentences], [s.start for s in clauses])

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds ``offset`` (code points of ``text``)."""
        i = bisect_right(self._sentence_starts, offset)
        return self.sentences[i - 1 if i else 0]

    def clause_at(self, offset: int) -> Span:
        """The clause (up to a comma, colon or full stop) that holds ``offset``."""
        i = bisect_right(self._clause_starts, offset)
        return self.clauses[i - 1 if i else 0]

    def raw_span(self, start: int, end: int) -> tuple[str, int, int]:
        """The raw field and range of ``text[start:end]``; a range must not cross from the title into the text."""
        if start < self.body_start - 1:
            a, b = self.title.raw_span(start, min(end, self.body_start - 1))
            return ("text" if self.notice.title_span is not None else "title"), a, b
        a, b = self.body.raw_span(start - self.body_start, end - self.body_start)
        return "text", a, b

    def evidence(
        self,
        start: int,
        end: int,
        rule: str,
        confidence: float,
        parts: tuple[tuple[str, int, int], ...] = (),
        settled_by: tuple[tuple[int, int], ...] = (),
    ) -> Evidence:
        """The raw words behind ``text[start:end]`` as evidence for a fact.

        Args:
            start, end: the proving clause or sentence, in code points of ``text``.
            rule: the name of the rule that found the fact.
            confidence: 0 to 1; what was measured of the rule overrules it.
            parts: ``(piece, start, end)`` of the actor, title, verb, meeting, date or place, in ``text``.
            settled_by: spans of ``text`` that settle a short form used in the quote.
        """
        where, a, b = self.raw_span(start, end)
        raw = self.notice.title if where == "title" else self.notice.text
        placed = []
        for name, s, e in parts:
            at, ra, rb = self.raw_span(s, e)
            if at == where:
                placed.append((name, ra, rb))
        measured = of_rule(rule)
        return Evidence(
            where, a, b, raw[a:b], rule, confidence if measured is None else measured, self.text[start:end], tuple(placed),
            tuple(self.raw_span(s, e) for s, e in settled_by),
        )

    def quote_around(self, *spans: tuple[int, int]) -> Span:
        """The shortest run of clauses of one sentence that covers all the spans given (else the spans alone)."""
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        first, last = self.clause_at(start), self.clause_at(max(end - 1, start))
        wide = Span(min(first.start, start), max(last.end, end))
        sentence = self.sentence_at(start)
        if wide.end - wide.start <= max(QUOTE_LIMIT, sentence.end - sentence.start):
            return wide
        return Span(start, end)


def _cut(text: str, ends: re.Pattern[str]) -> tuple[Span, ...]:
    spans, at = [], 0
    for start, stop in [m.span() for m in ends.finditer(text)] + [(len(text), len(text))]:
        end = start
        while at < end and text[at].isspace():
            at += 1
        while end > at and text[end - 1].isspace():
            end -= 1
        if end > at:
            spans.append(Span(at, end))
        at = stop
    return tuple(spans) or (Span(0, len(text)),)


def healed(notice: Notice) -> tuple[Healed, Healed]:
    """The title and the text of a notice, healed; a title that stands inside the text is a part of the raw text."""
    if notice.title_span is None:
        return heal(notice.title), heal(notice.text, ranges=notice.ranges)
    title = heal(notice.text, ranges=(notice.title_span,))
    ranges = notice.ranges or ((0, len(notice.text)),)
    # No ranges would mean all of it: a text that is only its title has an empty body.
    return title, heal(notice.text, ranges=tuple(_without(ranges, notice.title_span)) or ((0, 0),))


def _without(ranges: tuple[tuple[int, int], ...], hole: tuple[int, int]) -> list[tuple[int, int]]:
    out = []
    for a, b in ranges:
        if hole[1] <= a or hole[0] >= b:
            out.append((a, b))
            continue
        if a < hole[0]:
            out.append((a, hole[0]))
        if hole[1] < b:
            out.append((hole[1], b))
    return out
