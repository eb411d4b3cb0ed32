"""Pinyin glosses that a page puts behind its characters: 長(zhǎng), 議(yi), 會(hui)(hui), 會(huì ), 长（zhǎng）.

A gloss is told from other brackets by the character before it: only what that character can sound like is a gloss, or
a syllable with its tone written. So (女), (A股), (GDP) and 人工智能(ai) stay.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from loaders.data.tables import rows
from loaders.healing.edits import Change

KIND = "gloss"

#: The ɑ and ɡ of school books among them.
_LETTER = "[a-zɑɡāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêếề]"
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]|[1-5]")
_BLANK = "[ \u3000\u00a0\u200b]*"
_BRACKET = rf"[(（]{_BLANK}{_LETTER}{{1,6}}[1-5]?(?:[ ·'’-]{_LETTER}{{1,6}}[1-5]?){{0,3}}{_BLANK}[)）]"
_GLOSSES = re.compile(rf"{_BRACKET}(?:{_BLANK}{_BRACKET}){{0,3}}")
_ONE = re.compile(_BRACKET)
_SYLLABLE = re.compile(rf"{_LETTER}+[1-5]?")
_SAME = str.maketrans("vɑɡ", "üag")
_MARKS = re.compile("[\u0300\u0301\u0304\u030c1-5]")
_PREFILTER = re.compile(rf"[(（]{_BLANK}{_LETTER}")


def find(text: str) -> list[Change]:
    """The glosses in ``text``, to be left out.

    >>> from loaders.healing.edits import rewrite
    >>> rewrite("局長(zhǎng)在會(hui)(hui)上介紹張琪(女)", find("局長(zhǎng)在會(hui)(hui)上介紹張琪(女)"))
    '局長在會上介紹張琪(女)'
    >>> find("人工智能(ai)与国内生产总值(GDP)")
    []
    """
    if not _PREFILTER.search(text):
        return []
    out: list[Change] = []
    for m in _GLOSSES.finditer(text):
        end = m.start()
        for one in _ONE.finditer(text, m.start(), m.end()):
            if not _is_gloss(text, m.start(), one[0]):
                break
            end = one.end()
        if end > m.start():
            out.append((m.start(), end, "", KIND))
    return out


def _is_gloss(text: str, at: int, bracket: str) -> bool:
    """Whether ``bracket`` says how the characters before ``at`` sound."""
    syllables = _SYLLABLE.findall(bracket)
    sounds = [_bare(s) for s in syllables]
    known = readings()
    if all(sound in known.get(char, ()) for sound, char in zip(sounds, _before(text, at, len(sounds)), strict=True)):
        return True
    # With its tone written, a syllable is pinyin whatever stands before it: the character may have been lost.
    return len(sounds) == 1 and bool(_TONED.search(syllables[0])) and sounds[0] in _syllables()


def _before(text: str, at: int, count: int) -> str:
    return text[at - count : at] if at >= count else " " * count


def _bare(syllable: str) -> str:
    """A syllable without its tone: zhǎng is zhang, lǜ is lü, lv is lü.

    >>> _bare("zhǎng"), _bare("lǜ"), _bare("hui4")
    ('zhang', 'lü', 'hui')
    """
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", syllable)))
    return plain.translate(_SAME)


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Every syllable that a character can be read as, tones left out.

    >>> sorted(readings()["長"])
    ['chang', 'zhang']
    """
    out: dict[str, tuple[str, ...]] = {}
    for syllable, characters in rows("readings", 2):
        for char in characters:
            out[char] = (*out.get(char, ()), syllable)
    return out


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for syllable, _ in rows("readings", 2))
