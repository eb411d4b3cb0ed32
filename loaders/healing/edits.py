"""Reversible edits: applying them, undoing them, and putting one pass of them on top of another.

A pass of edits is a list of ``(start, end, new, kind)`` sorted by place, none overlapping another, in the code
points of the text that the pass was given. ``Edit`` records are made of them only when the last pass is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.facts import Edit

#: One change as the healers hand it on: start, end, new text, kind.
Change = tuple[int, int, str, str]


def apply(raw: str, edits: Iterable[Edit]) -> str:
    """The text that ``raw`` reads once its edits are made.

    Args:
        raw: the text before the edits.
        edits: sorted by place, none overlapping, offsets in code points of ``raw``.

    >>> apply("馬　軍出席", (Edit(0, 1, "马", "script"), Edit(1, 2, "", "space"), Edit(2, 3, "军", "script")))
    '马军出席'
    """
    return rewrite(raw, [(e.start, e.end, e.new, e.kind) for e in edits])


def undo(raw: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits of the healed text that give ``raw`` back.

    Args:
        raw: the text before the edits.
        edits: sorted by place, none overlapping, offsets in code points of ``raw``.

    Returns:
        As many edits, with offsets in code points of the healed text.

    >>> back = undo("馬　軍出席", (Edit(0, 1, "马", "script"), Edit(1, 2, "", "space"), Edit(2, 3, "军", "script")))
    >>> apply("马军出席", back)
    '馬　軍出席'
    """
    out, shift = [], 0
    for e in edits:
        start = e.start + shift
        out.append(Edit(start, start + len(e.new), raw[e.start : e.end], e.kind))
        shift += len(e.new) - (e.end - e.start)
    return tuple(out)


def rewrite(text: str, changes: Sequence[Change]) -> str:
    """``text`` with the changes made."""
    pieces, at = [], 0
    for start, end, new, _ in changes:
        pieces.append(text[at:start])
        pieces.append(new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def compose(first: Sequence[Change], middle: str, second: Sequence[Change]) -> list[Change]:
    """One pass that does what ``first`` and then ``second`` do.

    Args:
        first: changes of the raw text.
        middle: what the raw text reads after them.
        second: changes of ``middle``.

    Changes that overlap become one, its kind the two kinds joined by ``+`` in the order in which they were made;
    changes that only touch stay apart, so that every offset keeps the narrowest raw range that is true of it.
    """
    if not first:
        return list(second)
    if not second:
        return list(first)
    # Both passes as ranges of the middle text. At one place an empty range sorts before a wider one, and the first pass
    # before the second: so a deletion or an insertion at the edge of another change stays apart from it.
    ranges: list[tuple[int, int, int, int]] = []
    shift = 0
    for k, (start, end, new, _) in enumerate(first):
        ranges.append((start + shift, start + shift + len(new), 0, k))
        shift += len(new) - (end - start)
    ranges.extend((start, end, 1, k) for k, (start, end, _, _) in enumerate(second))
    ranges.sort()

    out: list[Change] = []
    shift = 0  # middle offset minus raw offset, after the changes of the first pass met so far
    i, n = 0, len(ranges)
    while i < n:
        low, high, which, k = ranges[i]
        i += 1
        if i == n or ranges[i][0] >= high:  # touches no other
            start, end, new, kind = (first, second)[which][k]
            if which:
                out.append((start - shift, end - shift, new, kind))
            else:
                out.append(first[k])
                shift += len(new) - (end - start)
            continue
        raw_low, at, kinds = low - shift, low, ""
        pieces: list[str] = []
        i -= 1
        while i < n and ranges[i][0] < high:
            _, stop, which, k = ranges[i]
            start, end, new, kind = (first, second)[which][k]
            if which:
                pieces += (middle[at:start], new)
                at = end
            else:
                shift += len(new) - (end - start)
            kinds = _joined(kinds, kind)
            high = max(high, stop)
            i += 1
        pieces.append(middle[at:high])
        new = "".join(pieces)
        if new or high - shift > raw_low:
            out.append((raw_low, high - shift, new, kinds))
    return out


def _joined(kinds: str, more: str) -> str:
    known = kinds.split("+") if kinds else []
    return "+".join(known + [kind for kind in more.split("+") if kind not in known])
