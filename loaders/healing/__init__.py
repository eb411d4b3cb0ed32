"""From raw text to text that can be read: each kind of scraping injury is healed by one module, reversibly."""

from __future__ import annotations

from loaders.facts import Edit
from loaders.healing.edits import Change, apply, rewrite, undo
from loaders.healing.healed import Healed

__all__ = ["Healed", "apply", "heal", "undo"]


def heal(text: str, ranges: tuple[tuple[int, int], ...] = ()) -> Healed:
    """The text with its scraping injuries healed.

    Args:
        text: the raw text.
        ranges: the parts of it to read, in order, as half-open ranges of code points; they are joined by a line break
            and the rest is skipped. All of it where none are given.

    >>> heal("菜单|首页\\n李强主持会议。", ranges=((6, 13),)).text
    '李强主持会议。'
    """
    changes = skip(text, ranges)
    return Healed(text, rewrite(text, changes), tuple(Edit(*c) for c in changes))


def skip(text: str, ranges: tuple[tuple[int, int], ...]) -> list[Change]:
    """The changes that leave only ``ranges`` of ``text``, joined by line breaks.

    >>> skip("甲乙丙丁", ((0, 1), (3, 4)))
    [(1, 3, '\\n', 'skipped')]
    """
    if not ranges:
        return []
    out: list[Change] = []
    at, read = 0, False
    for start, end in sorted(ranges):
        start, end = max(start, at), min(end, len(text))
        if end <= start:
            continue
        if start > at or read:
            out.append((at, start, "\n" if read else "", "skipped"))
        read = True
        at = end
    if at < len(text):
        out.append((at, len(text), "", "skipped"))
    return out
