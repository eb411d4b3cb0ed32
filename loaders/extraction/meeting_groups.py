"""Which mentions are of one meeting: names made comparable, ordinals and levels held against each other."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_DROP = str.maketrans("", "", "“”\"'‘’「」『』《》〈〉【】·•・—-（）()、，, 　\t\n")
_SHORT = (
    ("中国人民政治协商会议", "政协"), ("人民代表大会", "人大"), ("常务委员会", "常委会"), ("中国共产党", ""), ("人民政府", "政府"),
    ("中央纪律检查委员会", "中央纪委"), ("全体会议", "全会"), ("中华人民共和国", ""), ("亚太经合组织", "APEC"), ("代表大会", "代会"),
)
_DIGITS = {str(n): c for n, c in enumerate("〇一二三四五六七八九")}
_COUNTED = re.compile(r"第?([一二三四五六七八九十百零〇]+|\d{1,3})(次|届|讲|期|轮|批)")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_OF_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_ASSEMBLY = re.compile("大会$")
_LEVEL = re.compile(r"全(国|省|市|县|区|校|院|州|旗|镇|乡|局|系统|厂|社|军|党)|(中央|国务院)")
#: Meetings of one body that differ by who meets.
_KIND = re.compile(r"(委员长|主席团|预备|分组|联组|党组|常务主席)(?:第[^第]{1,6}次)?会议$")
_CPPCC = re.compile(r"^政协第?([一二三四五六七八九十]+届)全国委员会")


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """A name with its formal and its short writing made one, for comparison only.

    >>> canonical("中华人民共和国第十四届全国人民代表大会第一次会议") == canonical("十四届全国人大一次会议")
    True
    """
    name = name.translate(_DROP).replace("首届", "第一届").replace("首次", "第一次")
    for long, short in _SHORT:
        name = name.replace(long, short)
    name = _CPPCC.sub(r"全国政协\1", name)
    name = re.sub(r"第(?=[一二三四五六七八九十百\d]+[次届])", "", name)
    name = re.sub(r"(\d{1,2})(?=[次届讲期])", lambda m: _han(int(m.group(1))), name)
    name = re.sub(r"^政协(?=[一二三四五六七八九十]+届)", "全国政协", name)
    name = re.sub(r"^全国政协([一二三四五六七八九十]+届)", r"\1全国政协", name)
    name = re.sub(r"([省市县区州盟旗])([一二三四五六七八九十]+届)委员会", r"\1委\2", name)
    return re.sub(r"届全国委员会", "届", name)


def _han(n: int) -> str:
    tens, ones = divmod(n, 10)
    ten = ("" if tens == 1 else _DIGITS[str(tens)]) + "十" if tens else ""
    return ten + (_DIGITS[str(ones)] if ones or not tens else "")


@lru_cache(maxsize=4096)
def _marks(name: str) -> tuple[dict[str, set[str]], set[str], set[str]]:
    counted: dict[str, set[str]] = {}
    for number, unit in _COUNTED.findall(canonical(name)):
        counted.setdefault(unit, set()).add(_han(int(number)) if number.isdecimal() else number)
    years = set(_YEAR.findall(name))
    levels = {a or b for a, b in _LEVEL.findall(name)}
    return counted, years, levels


def in_conflict(a: str, b: str) -> bool:
    """Whether two names cannot be of one meeting: another session, another year, another level.

    >>> in_conflict("全国邮政工作会议", "全省邮政工作会议"), in_conflict("省十三届人大一次会议", "省十三届人大二次会议")
    (True, True)
    >>> in_conflict("干部大会", "市气象局干部大会")
    False
    """
    counted_a, years_a, levels_a = _marks(a)
    counted_b, years_b, levels_b = _marks(b)
    if any(counted_a[u].isdisjoint(counted_b[u]) for u in counted_a if u in counted_b):
        return True
    kind_a, kind_b = _KIND.search(a), _KIND.search(b)
    if (kind_a and kind_a.group(1)) != (kind_b and kind_b.group(1)):
        return True
    if years_a and years_b and years_a.isdisjoint(years_b):
        return True
    return bool(levels_a and levels_b and levels_a.isdisjoint(levels_b))


def overlap(a: str, b: str) -> float:
    """How much of their pairs of characters two names share (Dice), 0 to 1."""
    if a == b:
        return 1.0
    if len(a) < 2 or len(b) < 2:
        return 0.0
    pairs_a = Counter(a[i : i + 2] for i in range(len(a) - 1))
    pairs_b = Counter(b[i : i + 2] for i in range(len(b) - 1))
    return 2 * sum((pairs_a & pairs_b).values()) / (len(a) + len(b) - 2)


def shared_end(a: str, b: str) -> int:
    """How many characters two names share at their ends.

    >>> shared_end("全省工作会议", "全国工作会议")
    4
    """
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return n


def _within(short: str, long: str) -> bool:
    """Whether the characters of one name stand in the other in the same order: an abbreviation of it."""
    rest = iter(long)
    return all(c in rest for c in short)


@lru_cache(maxsize=4096)
def same_meeting(a: str, b: str, both_held: bool) -> bool:
    """Whether two names written in one notice are of one meeting.

    Args:
        a, b: the names as written.
        both_held: whether both are spoken of as held; one only spoken of (传达…精神) must have the very same name.

    >>> same_meeting("全省邮政管理局长座谈会", "全省邮政管理局长年中工作座谈会", True)
    True
    >>> same_meeting("哲学社会科学工作座谈会", "构建中国特色哲学社会科学工作座谈会", False)
    False
    """
    ca, cb = canonical(a), canonical(b)
    if ca == cb:
        return True
    if in_conflict(a, b):
        return False
    if both_held:
        ca, cb = (_ASSEMBLY.sub("会议", _OF_YEAR.sub("", c)) for c in (ca, cb))
    short, long = (ca, cb) if len(ca) <= len(cb) else (cb, ca)
    if long.startswith(short) and len(long) - len(short) > 3 and "暨" not in long:
        return False  # 人大三次会议主席团第三次会议 is not 人大三次会议
    if both_held:
        if long.endswith(short) and len(short) >= 4:
            return True
        if "暨" in long and len(short) >= 4 and short in long.split("暨"):
            return True
        if ca[-2:] == cb[-2:] and overlap(ca, cb) >= 0.7:
            return True
        if len(short) >= 5 and short[-2:] == long[-2:] and short[:2] in long and _within(short, long):
            return True
        if shared_end(short, long) >= max(8, 0.6 * len(short)):
            return True
        return long.startswith(short) and len(short) >= 6 and "暨" in long
    # The same series with and without the place, the year or the body that held it.
    return long.endswith(short) and bool(_COUNTED.search(short)) and len(short) >= 6
