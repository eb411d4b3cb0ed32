"""Traditional script to Simplified, only where Traditional characters stand.

A line that is written in Traditional is converted by opencc as a whole; in a line of Simplified a single Traditional
character is converted alone. Text that was turned into Traditional character by character, rightly or not (被髮射,
八萬裏, 鬆滋市), comes back right, as every Traditional character has one Simplified one; those few that have two
(著, 乾, 瞭) are settled by the words they stand in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from loaders.data.tables import rows
from loaders.healing.edits import Change
from loaders.healing.spaces import SURNAMES

if TYPE_CHECKING:
    import opencc

KIND = "script"

#: Traditional by opencc, but written in Simplified text as well: in names, by the list of 2013, or as rare words.
_BOTH = frozenset("乾夥徵於榘菸薹袷醣麴麽吒拚捱摺昇甦邨龢氾濛藉谿瞭鉅堃祇衹犇淼喆")
#: What both scripts write, with one Simplified reading in Traditional text.
_DOUBTFUL = re.compile(f"[{''.join(sorted(_BOTH))}著覆]")
#: Old and look-alike forms that opencc leaves as they are.
_OLD_FORMS = dict(
    zip(
        "吿靑淸戸愼値緖衞敍粧槪兪窻妳牠糭枱巿紥踫犠辧",
        "告青清户慎值绪卫叙妆概俞窗你它粽台市扎碰牺办",
        strict=True,
    )
)
_OLD = str.maketrans(_OLD_FORMS)
#: Words in which 著 stays 著: 显著, 著作.
_BEFORE_ZHU = frozenset("显卓昭原编合专名巨论遗译拙土撰所新共")
_AFTER_ZHU = frozenset("名作者述称录文")
#: What people do not type: a name keeps its Traditional form (馼) rather than become 𫘜.
_RARE = re.compile("[\u3400-\u4dbf\u9fa6-\u9fff\U00020000-\U0003ffff]")
_LIAO = re.compile("(?<!眺)瞭(?![望哨台敌见])")
_LINE = re.compile(r"[^\n。！？；]+")


def find(text: str) -> list[Change]:
    """The Traditional characters of ``text`` and what each is in Simplified.

    >>> from loaders.healing.edits import rewrite
    >>> rewrite("會議要求著力不斷髮展", find("會議要求著力不斷髮展"))
    '会议要求着力不断发展'
    >>> find("李乾隆重介绍编著者")
    []
    """
    marked = frozenset(_traditional().findall(text))
    if not marked:
        return []
    table = characters()
    alone = {char: table[char] for char in marked}
    simplified = _simplified()
    lines: list[tuple[int, str, list[int], int]] = []
    for m in _LINE.finditer(text):
        here = [i for i, char in enumerate(m[0]) if char in alone]
        lines.append((m.start(), m[0], here, len(simplified.findall(m[0])) if here else -1))
    # A line that shows neither script is of the script that its text is mostly of.
    mostly = sum(len(here) for _, _, here, _ in lines) > len(simplified.findall(text))
    out: list[Change] = []
    whole: list[tuple[int, str]] = []
    for at, line, here, against in lines:
        if here and len(here) < against:
            out.extend((at + i, at + i + 1, alone[line[i]], KIND) for i in here)
        elif here or (mostly and _DOUBTFUL.search(line) and not simplified.search(line)):
            whole.append((at, line))
    # One call for all lines: opencc is slow to start.
    if whole:
        for (at, line), read in zip(whole, convert("\n".join(line for _, line in whole)).split("\n"), strict=True):
            changed = [i for i, (old, new) in enumerate(zip(line, read, strict=True)) if old != new]
            out.extend((at + i, at + i + 1, read[i], KIND) for i in changed)
    return sorted(out)


def convert(text: str) -> str:
    """A Traditional text in Simplified, character for character.

    >>> convert("著名作家乾隆年間為瞭鬆滋市編著")
    '著名作家乾隆年间为了松滋市编著'
    """
    read: str = _converter().convert(text)
    if len(read) != len(text):
        table = characters()
        read = "".join(table.get(char, char) for char in text)
    read = read.translate(_OLD)
    again: dict[int, str] = {m.start(): text[m.start()] for m in _RARE.finditer(read)}
    if "著" in text:
        again |= {at: "著" for at in _places(text, "著") if read[at] == "着" and _keeps_zhu(read, at)}
    if "瞭" in read:
        again |= {m.start(): "了" for m in _LIAO.finditer(read)}
    if "乾" in text:
        again |= {at: "乾" for at in _places(text, "乾") if read[at] == "干" and _in_name(read, at)}
    if again:
        chars = list(read)
        for at, char in again.items():
            chars[at] = char
        read = "".join(chars)
    return read


def _places(text: str, char: str) -> list[int]:
    return [at for at, other in enumerate(text) if other == char]


def _keeps_zhu(read: str, at: int) -> bool:
    """Whether the 着 at ``at`` was right as 著: 著名, 编著."""
    return read[at - 1 : at] in _BEFORE_ZHU or read[at + 1 : at + 2] in _AFTER_ZHU


def _in_name(text: str, at: int) -> bool:
    """Whether the 干 at ``at`` stands in a person's name, where it was 乾: behind a surname and in no common word."""
    if SURNAMES.isdisjoint(text[max(at - 2, 0) : at]):
        return False
    words = _words_with_gan()
    return not any(
        text[start : start + length] in words
        for length in (2, 3, 4)
        for start in range(max(at - length + 1, 0), at + 1)
    )


@cache
def _words_with_gan() -> frozenset[str]:
    return frozenset(word for word, _, _ in rows("common_words", 3) if "干" in word)


@cache
def characters() -> dict[str, str]:
    """Every character that reads otherwise in Simplified, and how."""
    every = "".join(map(chr, range(0x3400, 0xA000)))
    read = _plain().convert("\n".join(every)).split("\n")
    table = {old: new for old, new in zip(every, read, strict=True) if old != new and not _RARE.match(new)}
    return table | _OLD_FORMS


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters().keys() - _BOTH))}]")


@cache
def _simplified() -> re.Pattern[str]:
    """Finds the characters that only Simplified text has."""
    import opencc

    # The characters of GB 2312: opencc is slow, and what else is Simplified is too rare to tell a line's script.
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    every = "".join(code.decode("gb2312", "ignore") for code in codes)
    read = opencc.OpenCC("s2t").convert("\n".join(every)).split("\n")
    back = characters()
    only = (s for s, t in zip(every, read, strict=True) if s != t and back.get(t) == s and s not in _KEPT)
    return re.compile(f"[{''.join(only)}]")


#: Simplified characters that Traditional text has as well, with another sense.
_KEPT = frozenset("后于里台干斗丑谷范松云余只面了几系准出占志佣布升制周克别折采游念沈姜郁朱表致历发冬家")


@cache
def _converter() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("tw2s")


@cache
def _plain() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("t2s")
