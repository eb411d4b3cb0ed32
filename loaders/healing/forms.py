"""Other forms of one character: full-width digits and letters, radicals for characters, uncomposed accents.

Full-width commas, colons and brackets are Chinese punctuation and stay; ASCII ones stay too. The dots of foreign names
(• ‧ ・ ．) become one, the middle dot. Half a surrogate pair becomes U+FFFD, so that every healed text can be encoded.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

from loaders.healing.edits import Change

KIND = "form"

_RADICALS = dict(
    zip(
        "⺁⺋⺌⺗⺟⺠⺧⺩⺫⺬⺮⺯⺶⺷⺼⻁⻄⻅⻆⻉⻋⻌⻎⻏⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂㔾小心母民牛王目示竹糸羊羊月虎西见角贝车辶辶邑镸长门阜雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_MARKS = dict(
    zip(
        "％＋－＝＠＆＿＃＊＄／＂＇｀｡､｢｣﹐﹑﹔﹕﹖﹗﹙﹚﹝﹞﹣︰∶",
        "%+-=@&_#*$/\"'`。、「」，、；：？！（）〔〕-：：",
        strict=True,
    )
)
_WIDE = {chr(point): chr(point - 0xFEE0) for point in range(0xFF10, 0xFF5B) if chr(point).isalnum()}
_KANGXI = {chr(point): unicodedata.normalize("NFKC", chr(point)) for point in range(0x2F00, 0x2FD6)}
_FORMS = _RADICALS | _MARKS | _WIDE | _KANGXI
_HAN = "\u3400-\u9fff\uf900-\ufaff"
#: A blank may stand on one side of the dot, not on both.
_DOT_THEN_HAN = re.compile(f".[ \u00a0\u3000]?[{_HAN}]")
_HAN_THEN_DOT = re.compile(f"[{_HAN}][ \u00a0\u3000]?$")
_DOTS = "•‧・･．"
#: Halves of a pair of code units, as broken JSON brings them: no file can hold them, and other libraries refuse them.
_HALVES = "\ud800-\udfff"
_FOUND = re.compile(f"[{''.join(sorted(map(re.escape, _FORMS)))}{_DOTS}{_HALVES}]")
#: A zero written with a circle or a letter among Chinese numerals: 二○一五年, 二OO八年.
_ZERO = re.compile("(?<=[一二三四五六七八九〇○◯０0OＯ])[○◯０0OＯ](?=[○◯０0OＯ]{0,2}[一二三四五六七八九〇年])")
_NUMERALS = frozenset("一二三四五六七八九十百千零〇")


def find(text: str) -> list[Change]:
    """The characters of ``text`` that are written in another form, and their usual one.

    >>> from loaders.healing.edits import rewrite
    >>> rewrite("１９９８年，吾提库尔•阿不都（⼈⺠医院）", find("１９９８年，吾提库尔•阿不都（⼈⺠医院）"))
    '1998年，吾提库尔·阿不都（人民医院）'
    """
    out: list[Change] = []
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        out = _composed(text)
    more: list[Change] = []
    if "○" in text or "年" in text:
        more = [(m.start(), m.end(), "〇", KIND) for m in _ZERO.finditer(text) if _after_numeral(text, m.start())]
        taken = {start for start, _, _, _ in more}
        text = "".join("〇" if at in taken else char for at, char in enumerate(text)) if taken else text
    for m in _FOUND.finditer(text):
        new = _FORMS.get(m[0]) or (_dot(text, m.start()) if m[0] in _DOTS else "\ufffd")
        if new != m[0]:
            more.append((m.start(), m.end(), new, KIND))
    return _merged(out, sorted(more))


def _after_numeral(text: str, at: int) -> bool:
    """Whether the run of zeros that holds ``at`` begins after a Chinese numeral."""
    return text[:at].rstrip("○◯０0OＯ")[-1:] in _NUMERALS


def _dot(text: str, at: int) -> str:
    """The dot at ``at``: between two Chinese characters that are no numerals it parts a foreign name."""
    before, after = text[max(at - 2, 0) : at], text[at : at + 3]
    inside = _HAN_THEN_DOT.search(before) and _DOT_THEN_HAN.match(after)
    if inside and not (before[-1].isspace() and after[1].isspace()):
        return "." if text[at] == "．" and before[-1] in _NUMERALS else "·"
    return "." if text[at] == "．" else text[at]


def _merged(composed: list[Change], forms: list[Change]) -> list[Change]:
    """Both lists in order; where they overlap, the composed cluster stands."""
    if not composed:
        return forms
    taken = {at for start, end, _, _ in composed for at in range(start, end)}
    return sorted(composed + [change for change in forms if change[0] not in taken])


def _composed(text: str) -> list[Change]:
    """Clusters of a letter and its accents, and compatibility characters, in their composed form."""
    joining = _joining()
    out: list[Change] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (unicodedata.combining(text[at]) or text[at] in joining):
            continue
        cluster = text[start:at]
        new = unicodedata.normalize("NFC", cluster)
        if new != cluster:
            out.append((start, at, new, KIND))
        start = at
    return out


@cache
def _joining() -> frozenset[str]:
    """Characters without a combining class that yet compose with the one before them (Indic vowels, Korean jamo)."""
    found = {chr(point) for point in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for point in range(min(sys.maxunicode, 0x1FFFF)):
        parts = unicodedata.decomposition(chr(point)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    return frozenset(found)
