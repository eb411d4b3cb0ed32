"""Tells whether the characters of a short name stand as a word of their own, or across the border of two other words.

扩大同中方… holds 大同 and 和政府 holds 和政, but neither is a place there. The likeliest cut of the few characters
around is looked for twice, with the name as one word and without; the name stands alone where the first is as likely.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from loaders.data.tables import rows

#: Characters around the name that are looked at on either side.
_REACH = 4
_LONGEST = 4
#: Counts given to single characters: grammar words, numerals and the like are common on their own, others are not.
_GRAMMAR = frozenset(
    "的和在与及向从对由将等是为以到至于了被把让使给同跟或而但也都并已还就不有这那该各其此每某我他她它"
    "们你赴抵来去往上下中里外前后内间年月日时省市县区州"
)
_COMMON_SINGLE, _RARE_SINGLE = 200_000, 400


@cache
def _counts() -> tuple[dict[str, float], float]:
    """The logarithm of how often each common word stands, and that of all words together."""
    counts = {word: int(count) for word, count, _ in rows("common_words", 3)}
    total = math.log(sum(counts.values()) * 2)
    return {word: math.log(count) - total for word, count in counts.items()}, total


@lru_cache(maxsize=4096)  # the same words stand around a name again and again
def _alone(before: str, name: str, after: str, usual: int) -> bool:
    known, total = _counts()
    own = max(known.get(name, -total), math.log(usual) - total)
    free = _likeliest(before + name + after, known, total)
    kept = free[len(before)] + own + _likeliest(after, known, total)[-1]
    # The margin lets a tie, and words cut off at the edge of what is looked at, go to the name.
    return kept >= free[-1] - 0.5


def stands_alone(text: str, start: int, end: int, usual: int = 100, look_right: bool = True) -> bool:
    """Whether ``text[start:end]`` reads as a word of its own among the characters around it.

    Args:
        text: healed text.
        start, end: the name's span, in code points.
        usual: how common the name is held to be, where the common words do not hold it.
        look_right: whether what follows counts; false for a full name, whose suffix others may claim (石林县委).

    >>> [stands_alone("进一步扩大同中方的合作", 4, 6), stands_alone("会议在大同召开", 3, 5)]
    [False, True]
    """
    left, right = start, end
    while left > 0 and start - left < _REACH and "\u3400" <= text[left - 1] <= "\u9fff":
        left -= 1
    while look_right and right < len(text) and right - end < _REACH and "\u3400" <= text[right] <= "\u9fff":
        right += 1
    return _alone(text[left:start], text[start:end], text[end:right], usual)


def _likeliest(piece: str, known: dict[str, float], total: float) -> list[float]:
    """The logarithm of the probability of the likeliest cut of the beginnings of ``piece``, by their length."""
    best = [0.0]
    score = 0.0
    common, rare = math.log(_COMMON_SINGLE) - total, math.log(_RARE_SINGLE) - total
    for at, char in enumerate(piece, 1):
        score += common if char in _GRAMMAR else rare
        for start in range(max(at - _LONGEST, 0), at - 1):
            word = known.get(piece[start:at])
            if word is not None and best[start] + word > score:
                score = best[start] + word
        best.append(score)
    return best


@cache
def _sounds() -> frozenset[str]:
    return frozenset("".join(characters for characters, _ in rows("sound_characters", 2)))


def within_foreign_name(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a piece of a longer name written by sound.

    A neighbour counts where it is such a character and begins or ends no common word of its own.

    >>> [within_foreign_name("西哈努克在万象", 2, 4), within_foreign_name("访问马里总统府", 2, 4)]
    [True, False]
    """
    known, _ = _counts()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _sounds() and not any(text[start - n : start] in known for n in (2, 3) if n <= start):
        return True
    if ends_in_sounds(text, start):
        return True
    return after in _sounds() and not any(text[end : end + n] in known for n in (2, 3))


#: Characters of such names that more often stand in common words.
_ALSO_WORDS = frozenset("布伐维")


def ends_in_sounds(text: str, at: int) -> bool:
    """Whether two characters of names written by sound, and no word, stand before ``at``: 加布|里尔.

    >>> [ends_in_sounds("会见加布里尔", 4), ends_in_sounds("会议在里尔举行", 3)]
    [True, False]
    """
    known, _ = _counts()
    before = text[max(at - 2, 0) : at]
    return (
        len(before) == 2 and before[0] in _sounds() and (before[1] in _sounds() or before[1] in _ALSO_WORDS)
        and not any(text[k : k + 2] in known for k in (at - 3, at - 2, at - 1) if k >= 0)
    )
