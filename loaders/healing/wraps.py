"""Lines that were cut to one width: a sentence that goes on in the next line is put together again.

Texts out of PDF files and old mail systems break every line where the page ends. Such a text is told by its shape: line
after line is as long as the longest, and ends in the middle of a sentence. Lists, verse and tables have lines of every
length and stay.
"""

from __future__ import annotations

import re
from collections import Counter

from loaders.healing.edits import Change

KIND = "wrap"

#: Widths in half-width columns: a page's line has at least and at most so many ...
_LEAST = 44
_WIDEST = 130
#: ... may fall short of the usual by so many, where a character did not fit any more ...
_SHORT = 3
#: ... and run over it by so many, with the marks that must not begin a line.
_OVER = 8
#: So many full lines, and so great a share of all that is longer than half a line, make a cut text.
_LINES = 4
_SHARE = 0.6
#: So great a share of the full lines has the end of a sentence inside.
_PROSE = 0.15
_ENDS = re.compile(r"[。！？!?；;：:…][”’」』）)]*$")
_INSIDE = re.compile(r"[。！？；](?=[^\s”’」』）)])|[a-z]\. ")
_WIDE = re.compile("[^\\x00-\\xff‘’“”…—·]|[“”‘’…—·]")


def find(text: str) -> list[Change]:
    """The line breaks in the middle of sentences, to be left out.

    >>> find("会议要求，\\n各单位要认真落实。")
    []
    >>> from loaders.healing.edits import rewrite
    >>> page = "\\n".join(["会议强调，各级各部门要抓好落实。各县区要及时报告进展情"] * 6)
    >>> "\\n" in rewrite(page, find(page))
    False
    """
    if text.count("\n") < _LINES:
        return []
    lines = text.split("\n")
    if max(map(len, lines)) > _WIDEST:
        return []
    widths = [_width(line) for line in lines]
    usual = _usual(widths)
    if usual < _LEAST or max(widths) > usual + _OVER:
        return []
    full = [width >= usual - _SHORT for width in widths]
    open_ = [is_full and not _ENDS.search(line.rstrip()) for is_full, line in zip(full, lines, strict=True)]
    long = sum(width > usual // 2 for width in widths)
    if sum(open_) < _LINES or sum(full) < _SHARE * long or sum(open_) < sum(full) / 2:
        return []
    # Sentences end anywhere in a line of prose; an item of a list may be as long as the next, but is one sentence.
    if sum(bool(_INSIDE.search(line)) for line in lines) < max(2, _PROSE * sum(full)):
        return []
    out: list[Change] = []
    at = 0
    for i, line in enumerate(lines[:-1]):
        at += len(line) + 1
        after = lines[i + 1]
        if not open_[i] or not after.strip() or after[0].isspace():
            continue
        start = at - 1 - (len(line) - len(line.rstrip()))
        latin = text[start - 1].isascii() and text[start - 1].isalnum() and after[0].isascii() and after[0].isalnum()
        out.append((start, at, " " if latin and not (text[start - 1] + after[0]).isdigit() else "", KIND))
    return out


def _usual(widths: list[int]) -> int:
    """The width that most lines have, give or take a character."""
    counts = Counter(widths)
    return max(counts, key=lambda width: (sum(counts[width + step] for step in range(-2, 3)), width))


def _width(line: str) -> int:
    """How wide a line is, in half-width columns."""
    line = line.rstrip()
    return len(line) + len(_WIDE.findall(line))
