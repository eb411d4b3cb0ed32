"""Finds names by the company they keep: items of one list that most often are names, or that stand beside known ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loaders.extraction import names
from loaders.extraction.name_contexts import Candidate, in_any

_ITEM = rf"[\u3400-\u9fff{names.DOTS}]++(?:[（(][^（）()\n]{{1,20}}[)）])?"
#: An item begins where a run of characters does: from its middle, and with less of it, nothing could match that does not so.
_LIST = re.compile(rf"(?<![\u3400-\u9fff{names.DOTS}]){_ITEM}(?:(?:、|[ \t\u3000]{{1,3}}){_ITEM})+")
_PART = re.compile(rf"([\u3400-\u9fff{names.DOTS}]+)(?:[（(][^（）()\n]{{1,20}}[)）])?")
_AND = re.compile("以及|[和与及]")
_WRITERS = re.compile(r"记者|通讯员|编辑|摄影|摄像|撰稿|作者|供稿|执笔|文字|统筹")
_JOINS = tuple("和与及同由给对被将向请让有是为名任")


@dataclass(slots=True)
class _Item:
    """One item of a list that may be a name: ``good`` 1 for three characters no word explains, 0.5 for two, 0 if doubtful."""

    start: int
    end: int
    good: float
    known: bool = False


def find_in_lists(text: str, mask: bytearray, sure: Sequence[Candidate], bylines: list[tuple[int, int]]) -> list[Candidate]:
    """Names in lists: where three or more items have the shape of names, or where items stand next to a name.

    Args:
        text: healed text, code points.
        mask: for each character, 1 where it belongs to something else (a title, a body, a place).
        sure: the names found by what stands beside them.
        bylines: spans that name who wrote the notice.
    """
    known = {c.start: c.end for c in sure}
    words = {text[c.start : c.end] for c in sure}
    out: list[Candidate] = []
    for m in _LIST.finditer(text):
        if in_any(m.start(), bylines) or _WRITERS.search(text, max(0, m.start() - 6), min(m.end(), m.start() + 14)):
            continue
        for run in _runs(_items(text, m, mask, known, words)):
            out += [Candidate(i.start, i.end, 4.0 if i.good else 3.6, "person-list") for i in _accepted(text, run)]
    return out


def _items(text: str, run: re.Match[str], mask: bytearray, known: dict[int, int], words: Collection[str]) -> list[_Item | None]:
    parts = [(p.start(1) + run.start(), p.end(1) + run.start()) for p in _PART.finditer(run.group())]
    out: list[_Item | None] = []
    for n, (start, end) in enumerate(parts):
        begin = start
        while start < end and mask[start]:
            start += 1
        if start > begin and n and end - start <= 2 and 3 <= end - begin <= 5 and names.sound_share(text[begin:end]) >= 0.75:
            out.append(_Item(begin, end, 0.0))  # 洛桑江村: only its beginning is a place's name
            continue
        stop = mask.find(1, start, end)
        if stop >= 0:
            # 李小红等专家出席: the list's last name stands before a title.
            out.append(_prefix(text, start, stop, known, words) if n == len(parts) - 1 and stop - start >= 2 else None)
            continue
        # A long item is where the list of names ends and another begins: 甲和乙着重就落实政策、发展教育发言.
        out += _read(text, start, end, n == 0, n == len(parts) - 1 or end - start > 6, mask, known, words)
    return out


def _read(
    text: str, start: int, end: int, first: bool, last: bool, mask: bytearray, known: dict[int, int], words: Collection[str]
) -> list[_Item | None]:
    """The name, or the two names joined by 和, that one item is."""
    whole = _shape(text, start, end, known, words)
    if whole is not None:
        return [whole]
    for m in _AND.finditer(text, start + 2, end - 1):
        left = _shape(text, start, m.start(), known, words) or (_suffix(text, start, m.start(), mask, known, words) if first else None)
        right = _shape(text, m.end(), end, known, words) or (_prefix(text, m.end(), end, known, words) if last else None)
        if left is not None and right is not None:
            return [left, right]
    if first:
        return [_suffix(text, start, end, mask, known, words)]
    return [_prefix(text, start, end, known, words) if last else None]


def _shape(text: str, start: int, end: int, known: dict[int, int], words: Collection[str]) -> _Item | None:
    word = text[start:end]
    if known.get(start) == end or word in words:
        return _Item(start, end, 0.0, known=True)
    if not 2 <= len(word) <= 4 or names.name_end(text, start, end)[0] != end:
        return None
    weak = names.weakness(word)
    if weak >= 1.3:
        return None
    given = word[names.surname_at(text, start) :]
    plain = names.is_common_word(word) or (len(given) == 2 and names.is_frequent_word(given))
    return _Item(start, end, 0.0 if plain else 0.3 if weak >= 0.6 else 0.5 if len(word) == 2 else 1.0)


def _suffix(text: str, start: int, end: int, mask: bytearray, known: dict[int, int], words: Collection[str]) -> _Item | None:
    """The name at the end of a list's first item: 学院领导|冯仕政."""
    for size in (3, 2, 4):
        at = end - size
        if at <= start or names.is_common_word(text[at - 1 : at + 1]):
            continue
        led = mask[at - 1] or text[at - 1] in _JOINS or any(names.is_common_word(text[at - k : at]) for k in (2, 3))
        item = _shape(text, at, end, known, words) if led else None
        if item is not None and (item.known or item.good):
            return item
    return None


def _prefix(text: str, start: int, end: int, known: dict[int, int], words: Collection[str]) -> _Item | None:
    """The name at the beginning of a list's last item: 王健|出席会议."""
    for size in (3, 2):
        if known.get(start) == start + size:
            return _Item(start, start + size, 0.0, known=True)
    stop, ends = names.name_end(text, start, min(end, start + 5))
    return _shape(text, start, stop, known, words) if ends >= 1.0 and stop - start >= 2 else None


def _runs(items: Sequence[_Item | None]) -> list[list[_Item]]:
    """The list whole, where most of its items may be names, else the stretches of those that may."""
    shaped = [i for i in items if i is not None]
    if len(shaped) >= 3 and len(shaped) >= 0.7 * len(items):
        return [shaped]
    out: list[list[_Item]] = [[]]
    for item in items:
        if item is not None:
            out[-1].append(item)
        else:
            out.append([])
    return [run for run in out if len(run) >= 2]


def _accepted(text: str, run: list[_Item]) -> list[_Item]:
    """Those of a stretch that are names: all where enough are good, else those beside one that is known."""
    new = [i for i in run if not i.known]
    if not new:
        return []
    for side in (0, -1):
        letter, often = Counter(text[i.start : i.end][side] for i in new).most_common(1)[0]
        if often >= 3 and often * 2 > len(new) and letter not in "华明平军民生王李张刘陈":
            return []  # 白云路、黄石路、金沙路; 宁宣黄、宁扬、宁淮
    strong, known = sum(i.good == 1.0 for i in new), sum(i.known for i in run)
    good = sum(i.good > 0 for i in new) + known
    if good >= 0.6 * len(run) and (strong + known >= 3 or (strong + known >= 1 and good >= 4) or (strong >= 2 and good == len(run) >= 3)):
        return [i for i in new if i.good or len(run) >= 4]
    return [
        i for n, i in enumerate(run)
        if not i.known and i.good and any(0 <= k < len(run) and run[k].known for k in (n - 1, n + 1))
    ]
