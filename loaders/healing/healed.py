"""The healed text and the way between it and the raw text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from loaders.facts import Edit


@dataclass(frozen=True, slots=True)
class Healed:
    """A raw text, what it reads once healed, and the edits that lead from the one to the other.

    ``edits`` are sorted by place, do not overlap, and have offsets in code points of ``raw``; applied to ``raw`` they
    give ``text``.

    >>> h = Healed("馬　軍出席", "马军出席", (Edit(0, 1, "马", "script"), Edit(1, 3, "军", "space")))
    >>> h.raw_span(0, 2)
    (0, 3)
    >>> h.raw[0:3]
    '馬　軍'
    >>> h.healed_span(3, 5), h.text[2:4]
    ((2, 4), '出席')
    """

    raw: str
    text: str
    edits: tuple[Edit, ...] = ()
    #: where each edit's raw range and its new text start and end
    _raw_starts: array[int] = field(init=False, repr=False, compare=False)
    _raw_ends: array[int] = field(init=False, repr=False, compare=False)
    _starts: array[int] = field(init=False, repr=False, compare=False)
    _ends: array[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        raw_starts = array("l", [e.start for e in self.edits])
        raw_ends = array("l", [e.end for e in self.edits])
        starts, ends, shift = array("l"), array("l"), 0
        for e in self.edits:
            starts.append(e.start + shift)
            shift += len(e.new) - (e.end - e.start)
            ends.append(e.end + shift)
        object.__setattr__(self, "_raw_starts", raw_starts)
        object.__setattr__(self, "_raw_ends", raw_ends)
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_ends", ends)

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The raw ranges of debris: words too damaged to be read, which no edit guesses at.

        >>> Healed("全面?zhèn)鬟_学习", "全面\\ufffd学习", (Edit(2, 10, "\\ufffd", "debris"),)).marks
        ((2, 10),)
        """
        return tuple((e.start, e.end) for e in self.edits if "debris" in e.kind)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The narrowest raw range behind ``text[start:end]``.

        Args:
            start, end: code points of ``text``, cut to its length; an empty span gives an empty raw range.

        Text that an edit wrote stands for the whole of the raw range that the edit replaced. Raw text that was deleted
        at either edge of the span is left out.

        >>> Healed("局長(zhǎng)李強", "局长李强", (Edit(1, 2, "长", "script"), Edit(2, 9, "", "gloss"))).raw_span(0, 2)
        (0, 2)
        """
        if not 0 <= start <= end <= len(self.text):
            start = min(max(start, 0), len(self.text))
            end = min(max(end, start), len(self.text))
        if not self.edits:
            return start, end
        if end == start:
            at = self._raw_place(start, 0)
            return at, at
        return self._raw_place(start, 0), self._raw_place(end - 1, 1)

    def healed_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text`` that ``raw[start:end]`` reads as, empty where all of it was deleted.

        Args:
            start, end: code points of ``raw``, cut to its length. A range that cuts into an edit takes in all that the
                edit wrote.

        >>> Healed("局長(zhǎng)李", "局长李", (Edit(1, 2, "长", "script"), Edit(2, 9, "", "gloss"))).healed_span(0, 9)
        (0, 2)
        """
        start = min(max(start, 0), len(self.raw))
        end = min(max(end, start), len(self.raw))
        i = bisect_right(self._raw_ends, start)
        cut = i < len(self._starts) and self._raw_starts[i] < start
        begin = self._starts[i] if cut else start + self._shift(i)
        if end == start:
            return begin, begin
        i = bisect_left(self._raw_starts, end)
        stop = self._ends[i - 1] if i and self._raw_ends[i - 1] > end else end + self._shift(i)
        return begin, max(begin, stop)

    def _shift(self, i: int) -> int:
        """Healed offset minus raw offset of the text between the edits ``i - 1`` and ``i``."""
        return self._ends[i - 1] - self._raw_ends[i - 1] if i else 0

    def _raw_place(self, at: int, edge: int) -> int:
        """Where the raw text of the healed character at ``at`` starts (``edge`` 0) or ends (1)."""
        i = bisect_right(self._ends, at)
        # The edits before i are over; the one at i may have written this character.
        if i < len(self._starts) and self._starts[i] <= at:
            return self._raw_ends[i] if edge else self._raw_starts[i]
        return at + edge - (self._ends[i - 1] - self._raw_ends[i - 1] if i else 0)
