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

if TYPE_CHECKING:
    import opencc

KIND = "script"

#: Traditional by opencc, but written in Simplified text as well: in names, by the list of 2013, or as rare words.
_BOTH = frozenset("乾夥徵於榘菸薹袷醣麴麽吒拚捱摺昇甦邨龢氾濛藉谿瞭鉅堃祇衹犇淼喆")
#: What both scripts write, with one Simplified reading in Traditional text.
_DOUBTFUL = _BOTH | frozenset("著覆")
#: Old and look-alike forms that opencc leaves as they are.
_OLD_FORMS = dict(
    zip(
        "吿靑淸戸愼値緖衞敍粧槪兪窻妳牠糭枱巿紥踫犠辧",
        "告青清户慎值绪卫叙妆概俞窗你它粽台市扎碰牺办",
        strict=True,
    )
)
#: Words in which 著 stays 著.
_ZHU = re.compile("(?<=[显卓昭原编合专名巨论遗译拙土撰所新共])著|著(?=[名作者述称录文])")
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
    table = characters()
    marked = frozenset(text) & table.keys()
    if not marked:
        return []
    alone = {char: table[char] for char in marked if char not in _BOTH}
    if not alone:
        return []
    simplified = simplified_only()
    lines: list[tuple[int, str, list[int], int]] = []
    for m in _LINE.finditer(text):
        here = [i for i, char in enumerate(m[0]) if char in alone]
        lines.append((m.start(), m[0], here, sum(map(simplified.__contains__, m[0])) if here else -1))
    # A line that shows neither script is of the script that its text is mostly of.
    doubtful = frozenset(text) & _DOUBTFUL
    mostly = sum(len(here) for _, _, here, _ in lines) > sum(map(simplified.__contains__, text))
    out: list[Change] = []
    for at, line, here, against in lines:
        if here and len(here) < against:
            out.extend((at + i, at + i + 1, alone[line[i]], KIND) for i in here)
        elif here or (mostly and not doubtful.isdisjoint(line) and simplified.isdisjoint(line)):
            read = convert(line)
            out.extend((at + i, at + i + 1, read[i], KIND) for i, char in enumerate(line) if read[i] != char)
    return out


def convert(line: str) -> str:
    """A Traditional line in Simplified, character for character.

    >>> convert("著名作家乾隆年間為瞭鬆滋市編著")
    '著名作家乾隆年间为了松滋市编著'
    """
    read = _converter().convert(line)
    if len(read) != len(line):
        table = characters()
        read = "".join(table.get(char, char) for char in line)
    read = "".join(
        _OLD_FORMS.get(new, new if new == old or _common(new) else old) for old, new in zip(line, read, strict=True)
    )
    if "着" in read and "著" in line:
        was = "".join("著" if old == "著" else new for old, new in zip(line, read, strict=True))
        kept = {m.start() for m in _ZHU.finditer(was)}
        read = "".join("著" if i in kept else char for i, char in enumerate(read))
    if "瞭" in read:
        read = _LIAO.sub("了", read)
    if "乾" in line:
        read = "".join(
            ("干" if _in_word(read, i) else "乾") if old == "乾" and new == "干" else new
            for i, (old, new) in enumerate(zip(line, read, strict=True))
        )
    return read


def _in_word(text: str, at: int) -> bool:
    """Whether the 干 at ``at`` is part of a common word (干部, 若干); if not, 乾 is a name's."""
    words = _words_with_gan()
    return any(
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
    table = {old: new for old, new in zip(every, read, strict=True) if old != new and _common(new)}
    return table | _OLD_FORMS


def _common(char: str) -> bool:
    """Whether a Simplified form is one that people type: a name keeps its Traditional form (馼) rather than 𫘜."""
    return "\u4e00" <= char <= "\u9fa5"


@cache
def simplified_only() -> frozenset[str]:
    """The characters that only Simplified text has."""
    import opencc

    every = "".join(map(chr, range(0x4E00, 0xA000)))
    read = opencc.OpenCC("s2t").convert("\n".join(every)).split("\n")
    back = characters()
    return frozenset(s for s, t in zip(every, read, strict=True) if s != t and back.get(t) == s and s not in _KEPT)


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
