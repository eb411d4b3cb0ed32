"""Characters made of two by a lost pair of bytes: 础。 reads 矗, 省、 reads 盛, 市场。 reads 市常.

In GBK the full-width space is ``A1 A1``. A tool that strips it byte by byte also strips the second half of a character
whose code ends in ``A1`` together with the first half of the mark that follows (``A1 A2`` 、 to ``A1 BF`` 】), and the
two halves that remain are a third character. Which one is a matter of the code alone; whether it happened is decided
by words: the text is cut into its likeliest words as it stands and as it would be, and only a clear gain counts. In
sound text the strings are innocent (市常委, 实现常态化, 建立常设机构, 大校), so a small gain counts only where the same
text shows the injury elsewhere.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from loaders.data.tables import rows
from loaders.healing.edits import Change
from loaders.healing.spaces import SURNAMES

KIND = "merge"

#: Gains in natural logarithms, set on 6 million characters of sound text, where the largest gain is 3.8, and on the
#: same text injured on purpose.
_ALONE = 6.0
_IN_GLOSSED = 4.5
_IN_INJURED = 2.5
#: Where the text has whole pairs of the kind that the injury destroys.
_IN_SOUND = 9.0
#: How much likelier a full stop is where the line ends.
_LINE_END = 3.0

_CLOSES = {"”": "“", "’": "‘", "》": "《", "」": "「", "』": "『", "】": "【"}
_OPENS = {opening: closing for closing, opening in _CLOSES.items()}
#: How often each mark stands after a word, as a logarithm.
_MARKS = {"。": -3.4, "、": -3.4, "“": -4.4, "”": -4.4, "《": -5.5, "》": -5.5} | dict.fromkeys("‘’「」『』【】", -6.9)
_TOTAL = math.log(60_101_967)  # words counted for the lexicons
_NAME = {2: -13.0, 3: -12.5}
_WINDOW = 6
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Merge:
    """A place where a character may be two, and what is gained by reading it so."""

    at: int
    new: str
    gain: float


@cache
def pairs() -> dict[str, tuple[str, str]]:
    """What each character may have been: a character of GBK and the mark that followed it.

    >>> pairs()["矗"], pairs()["盛"], pairs()["舰"]
    (('础', '。'), ('省', '、'), ('健', '、'))
    """
    out: dict[str, tuple[str, str]] = {}
    for lead in range(0x81, 0xFF):
        char = _decoded(lead, 0xA1)
        for trail in range(0xA2, 0xC0):
            mark, merged = _decoded(0xA1, trail), _decoded(lead, trail)
            if mark in _MARKS and _HAN.match(char) and _HAN.match(merged):
                out[merged] = (char, mark)
    return out


def find(text: str, glossed: bool = False) -> list[Change]:
    """The merged characters of ``text``, each to be read as the two it was made of.

    Args:
        text: the text in Simplified script.
        glossed: whether the page had glosses or debris, which come of the same handling.

    >>> from loaders.healing.edits import rewrite
    >>> rewrite("奠定坚实基矗省局李强主持", find("奠定坚实基矗省局李强主持"))
    '奠定坚实基础。省局李强主持'
    >>> find("市常委会推动服务实现常态化，纪念碑矗立")
    []
    """
    table = pairs()
    found = []
    for _, _, end in _suspects().find_matches_as_indexes(text):
        merge = _merge(text, end - 1, *table[text[end - 1]])
        if merge is not None:
            found.append(merge)
    if not found:
        return []
    if _whole_pairs().search(text):
        least = _IN_SOUND
    elif max(merge.gain for merge in found) >= _ALONE or sum(merge.gain >= _IN_GLOSSED for merge in found) > 1:
        least = _IN_INJURED
    else:
        least = _IN_GLOSSED if glossed else _ALONE
    # Where the mark is still there, the text was copied from an injured one; what else it has is no proof.
    return [
        (merge.at, merge.at + 1, merge.new, KIND)
        for merge in found
        if merge.gain >= (least if len(merge.new) == 2 else max(least, _ALONE))
    ]


def _merge(text: str, at: int, char: str, mark: str) -> _Merge | None:
    """What is gained by reading the character at ``at`` as ``char`` and ``mark``; None where nothing is."""
    ends = _word_beginnings()[char]
    if not (text[at - 1 : at] in ends or text[max(at - 2, 0) : at] in ends or text[max(at - 3, 0) : at] in ends):
        return None
    words = _words()
    if any(at + length <= len(text) and text[at : at + length] in words for length in (2, 3)):
        return None
    start, end = at, at + 1
    while start > max(at - _WINDOW, 0) and _HAN.match(text[start - 1]):
        start -= 1
    while end < min(at + 1 + _WINDOW, len(text)) and _HAN.match(text[end]):
        end += 1
    before, after = text[start:at], text[at + 1 : end]
    # Where a mark of the kind follows, it is the one that was meant: only the character is mended.
    next_ = text[at + 1 : at + 2]
    kept = next_ != "" and next_ in ("。，、；：！？,;:!?" if mark in "。、" else mark)
    new = char if kept else char + mark
    stands = _cut(before + text[at] + after)
    reads = _cut(before + char) + _MARKS[mark] + _cut(after)
    if mark == "。" and next_ in ("\n", ""):
        reads += _LINE_END
    if reads <= stands:
        return None
    stands = max(stands, _cut_with_name(before + text[at] + after, len(before)))
    if reads <= stands or (len(new) == 2 and not _quoted(text, at, mark)):
        return None
    return _Merge(at, new, reads - stands)


def _cut(text: str) -> float:
    """The logarithm of the chance of the likeliest cut of ``text`` into words."""
    words = _words()
    unknown = -_TOTAL - 0.7
    best = [0.0]
    for end in range(1, len(text) + 1):
        chance = best[end - 1] + words.get(text[end - 1], unknown)
        for length in (2, 3, 4):
            if length <= end:
                word = words.get(text[end - length : end])
                if word is not None and best[end - length] + word > chance:
                    chance = best[end - length] + word
        best.append(chance)
    return best[-1]


def _cut_with_name(text: str, at: int) -> float:
    """The same where the character at ``at`` is part of a person's name of two or three characters."""
    best = -math.inf
    for start in (at - 2, at - 1):
        if start < 0 or text[start] not in SURNAMES:
            continue
        for length, chance in _NAME.items():
            if at < start + length <= len(text):
                best = max(best, _cut(text[:start]) + chance + _cut(text[start + length :]))
    return best


def _quoted(text: str, at: int, mark: str) -> bool:
    """Whether a quotation mark at ``at`` would have its partner."""
    if mark in _CLOSES:
        before = text[max(text.rfind("\n", 0, at) + 1, at - 120) : at]
        return before.rfind(_CLOSES[mark]) > before.rfind(mark)
    if mark in _OPENS:
        after = text[at + 1 : at + 60].partition("\n")[0]
        closing, opening = after.find(_OPENS[mark]), after.find(mark)
        return closing >= 0 and not 0 <= opening < closing
    return True


def _decoded(lead: int, trail: int) -> str:
    return bytes((lead, trail)).decode("gbk", "replace")


@cache
def _words() -> dict[str, float]:
    """The logarithm of each word's chance."""
    out = {word: math.log(int(count)) - _TOTAL for word, count, _ in rows("common_words", 3)}
    out |= {char: math.log(max(int(count), 0.5)) - _TOTAL for char, count in rows("characters", 2)}
    return out


@cache
def _word_beginnings() -> dict[str, frozenset[str]]:
    """For each character that a merge can hide, what stands before it in the words that it ends."""
    hidden = {char for char, _ in pairs().values()}
    out: dict[str, set[str]] = {}
    for word in _words():
        if len(word) > 1 and word[-1] in hidden:
            out.setdefault(word[-1], set()).add(word[:-1])
    return {char: frozenset(beginnings) for char, beginnings in out.items()}


@cache
def _suspects() -> ahocorasick_rs.AhoCorasick:
    """Finds a merged character behind what its word would have before it (基矗), words left out (非常)."""
    words, beginnings = _words(), _word_beginnings()
    suspects = {
        beginning[-1] + merged
        for merged, (char, _) in pairs().items()
        for beginning in beginnings.get(char, ())
    }
    return ahocorasick_rs.AhoCorasick(sorted(suspects - words.keys()))


@cache
def _whole_pairs() -> re.Pattern[str]:
    """Pairs that the injury would have destroyed."""
    return re.compile(f"[{''.join(sorted(_word_beginnings()))}][{''.join(_MARKS)}]")
