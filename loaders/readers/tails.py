"""Link farms and other strips that a scraped text drags along: found, so that they are not read."""

from __future__ import annotations

import re
from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]

_STAMP = re.compile(
    r"(?:主站)?蜘蛛池|站群(?:模板|程序)|寄生虫程序|泛目录程序|(?:友情(?:链接|鏈接|連結)|热门搜索)\s*[:：]"
)
_CELL_END = re.compile(r"[|｜│丨]")
_SENTENCE = re.compile(r"[。！？；]")
_PROSE = re.compile(r"[\u3400-\u9fff][^。\n]{6,}[。！？]")
_LINE_END = re.compile(r"\r\n|\n|\r|<br\s*/?>|</(?:p|div|li|td|tr)>", re.I)
#: Cells in one line from which it is a farm: a table of people has fewer, and longer ones.
_CELLS = 12
_LONGEST_CELL = 14


def is_farm(line: str) -> bool:
    """Whether a line of text is a row of link names and nothing else.

    >>> is_farm("主站蜘蛛池模板: 甲县| 乙市| 丙区| 丁县"), is_farm("| 张春生 | 局长 | 男 | 汉族 |")
    (True, False)
    """
    if _SENTENCE.search(line):
        return False
    cells = [cell.strip() for cell in _CELL_END.split(line) if cell.strip()]
    if _STAMP.search(line[:60]) and len(cells) >= 3:
        return True
    return len(cells) >= _CELLS and sum(len(cell) <= _LONGEST_CELL for cell in cells) >= 0.9 * len(cells)


def farm_ranges(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The ranges of a text (code points) that are link farms.

    A line of bars between short names is one; where it follows a sentence in the same line, only from the stamp on
    (主站蜘蛛池模板). From a stamped farm to the end of the text nothing is read, unless sentences follow.

    >>> text = "会议由张春生主持。\\n主站蜘蛛池模板: 甲县| 乙市| 丙区| 丁县"
    >>> [text[a:b] for a, b in farm_ranges(text)]
    ['主站蜘蛛池模板: 甲县| 乙市| 丙区| 丁县']
    """
    end = len(text) if end is None else end
    if not _CELL_END.search(text, start, end):
        return []
    found: list[tuple[int, int]] = []
    at = start
    while at < end:
        m = _LINE_END.search(text, at, end)
        line_end, after = (m.start(), m.end()) if m else (end, end)
        line = text[at:line_end]
        if line.count("|") + line.count("｜") + line.count("│") + line.count("丨") >= 3:
            stamp = _STAMP.search(line)
            from_ = at + stamp.start() if stamp and not _SENTENCE.search(line, stamp.start()) else at
            if is_farm(text[from_:line_end]):
                stop = end if stamp and not _PROSE.search(text, line_end, end) else line_end
                found.append((from_, stop))
                if stop == end:
                    break
        at = after
    return found


def without(ranges: Iterable[tuple[int, int]], holes: Iterable[tuple[int, int]]) -> Ranges:
    """The ranges with the holes cut out, in order, empty ones dropped.

    >>> without([(0, 10)], [(3, 5), (9, 12)])
    ((0, 3), (5, 9))
    """
    cuts = sorted(holes)
    out: list[tuple[int, int]] = []
    for start, end in ranges:
        at = start
        for a, b in cuts:
            if b <= at or a >= end:
                continue
            if a > at:
                out.append((at, a))
            at = max(at, b)
        if at < end:
            out.append((at, end))
    return tuple(out)


def readable(text: str, start: int = 0, end: int | None = None) -> Ranges | None:
    """The ranges of a plain text worth reading: () for all of it, None for nothing."""
    end = len(text) if end is None else end
    farms = farm_ranges(text, start, end)
    if not farms and start == 0 and end == len(text):
        return ()
    return without([(start, end)], farms) or None
