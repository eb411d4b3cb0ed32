"""From raw text to text that can be read: each kind of scraping injury is healed by one module, reversibly."""

from __future__ import annotations

from loaders.facts import Edit
from loaders.healing.edits import Change, apply, compose, rewrite, undo
from loaders.healing.healed import Healed
from loaders.healing.registry import healers

__all__ = ["Healed", "apply", "heal", "undo"]

#: How often the healers read one text; real ones are whole after the first reading.
_ROUNDS = 4


def heal(text: str, ranges: tuple[tuple[int, int], ...] = ()) -> Healed:
    """The text with its scraping injuries healed, and the way back to it.

    Args:
        text: the raw text.
        ranges: the parts of it to read, in order, as half-open ranges of code points; they are joined by a line break
            and the rest is skipped. All of it where none are given.

    >>> heal("菜单|首页\\n李强主持会议。", ranges=((6, 13),)).text
    '李强主持会议。'
    >>> h = heal("<p>會(huì)議由馬　軍主持</p>")
    >>> h.text, h.raw[slice(*h.raw_span(3, 5))]
    ('会议由马军主持', '馬\\u3000軍')
    """
    changes = skip(text, ranges)
    read = rewrite(text, changes) if changes else text
    seen: frozenset[str] = frozenset()
    clean: dict[int, tuple[str, frozenset[str]]] = {}  # what each healer last found nothing in
    # What one healer takes out can lay bare what an earlier one heals: 8<b> </b>月, or • between glosses.
    for _ in range(_ROUNDS):
        before = len(changes), read
        for k, healer in enumerate(healers()):
            if clean.get(k) == (read, seen):
                continue
            found = healer.find(read, seen)
            if not found:
                clean[k] = read, seen
            else:
                changes = compose(changes, read, found)
                read = rewrite(read, found)
                seen |= {kind for _, _, _, kind in found}
        if before == (len(changes), read):
            break
    return Healed(text, read, tuple(Edit(*change) for change in changes))


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
