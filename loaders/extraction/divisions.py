"""The divisions of China from province to county, by every name that a notice may use for them.

A division has a row for each run of years in which its code, name and parent stayed the same, so one place may be
several records (長泰 was 长泰县 until 2020 and has been 长泰区 since). ``until`` is 0 where the name still stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.data.tables import rows

LEVELS = ("province", "prefecture", "county", "township")
_ORDER = {level: n for n, level in enumerate(LEVELS)}

#: Names of peoples as they stand in the names of autonomous areas, longest first.
_PEOPLES = (
    "柯尔克孜族|柯尔克孜|哈萨克族|哈萨克|维吾尔族|维吾尔|塔吉克族|塔吉克|达斡尔族|鄂温克族|鄂伦春族|傈僳族|景颇族|布朗族|布依族|仡佬族|仫佬族|毛南族|"
    "拉祜族|土家族|撒拉族|东乡族|保安族|裕固族|锡伯族|锡伯|独龙族|普米族|朝鲜族|蒙古族|蒙古|哈尼族|纳西族|高山族|黎族|满族|回族|壮族|苗族|侗族|瑶族|彝族|"
    "藏族|羌族|傣族|佤族|怒族|畲族|水族|土族|白族|各族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})*自治([州县旗区])$")
_PEOPLES_DISTRICT = re.compile(rf"(?:{_PEOPLES})+区$")
#: Where the rule would take too much or too little.
_STEMS = {
    "内蒙古自治区": "内蒙古", "东乡族自治县": "东乡", "鄂温克族自治旗": "鄂温克", "鄂伦春自治旗": "鄂伦春",
    "积石山保安族东乡族撒拉族自治县": "积石山", "昌吉回族自治州": "昌吉", "维西傈僳族自治县": "维西",
}
#: Usual forms that no rule gives.
_MORE = {
    "内蒙古自治区": ("内蒙",), "香港特别行政区": ("香港特区",), "澳门特别行政区": ("澳门特区",),
    "浦东新区": ("浦东",), "滨海新区": ("滨海?",), "雄安新区": ("雄安", "河北雄安新区"),
    "前郭尔罗斯蒙古族自治县": ("前郭县",), "喀喇沁左翼蒙古族自治县": ("喀左县", "喀左"),
    "莫力达瓦达斡尔族自治旗": ("莫旗",),
    "杜尔伯特蒙古族自治县": ("杜蒙县",), "巴音郭楞蒙古自治州": ("巴州",), "博尔塔拉蒙古自治州": ("博州",),
    "克孜勒苏柯尔克孜自治州": ("克州",), "锡林郭勒盟": ("锡盟",), "新疆生产建设兵团": ("兵团?", "新疆兵团"),
}
#: A full name of these is also a plain word or sits across a word boundary (任县委书记, 代县长, 相应县区, 各市和县).
_WEAK_FULL = frozenset(
    "城区 郊区 矿区 市区 东区 西区 南区 北区 新区 新市区 市中区 城中区 城东区 城西区 城北区 城南区 北市区 "
    "南市区 向阳区 前进区 中区 和县 任县 代县 应县 成县 理县 通县 单县 费县 文县 大县 易县 定县 景县 华县 "
    "户县 随县 温县 唐县 沙县 辉县 宁县 罗县 邻县 泾县 沙市 都市 县市 新县 古县 高县 珙县 米市 城子区 开发区 "
    "建设区 工农区 特区 直属区 江北县 城关区 郊县 营县 ".split()
)


@dataclass(frozen=True, slots=True)
class Division:
    """One division in one run of years.

    ``code`` and ``parent`` are codes of GB/T 2260 ("" where it has none); ``since`` 1980 means 1980 or before;
    ``until`` is the last year, 0 where the name still stands; ``successor`` is the code of the division that followed.
    ``city``: prefecture-level or county-level city or municipality. ``short`` is the usual short form, "" for none.
    """

    code: str
    name: str
    level: str
    parent: str
    since: int
    until: int
    successor: str
    short: str

    @property
    def city(self) -> bool:
        """Whether the division is a city: a 市, be it a municipality, of prefecture or of county level."""
        return self.name.endswith("市")

    @property
    def current(self) -> bool:
        """Whether the name still stands."""
        return not self.until


def short_form(name: str) -> str:
    """The usual short form of a division's full name, or "" where it has none.

    >>> [short_form(n) for n in ("忻州市", "阿勒泰地区", "延边朝鲜族自治州", "内蒙古自治区", "凤县", "石林彝族自治县")]
    ['忻州', '阿勒泰', '延边', '内蒙古', '', '石林']
    """
    stem = _STEMS.get(name)
    if stem:
        return stem
    autonomous = _AUTONOMOUS.search(name)
    if autonomous:
        return name[:autonomous.start()]
    people = _PEOPLES_DISTRICT.search(name)
    if people and people.start() > 1:
        return name[:people.start()]
    for suffix in ("特别行政区", "行政区", "地区", "林区", "新区", "特区", "矿区", "省", "市", "县", "区", "盟"):
        if name.endswith(suffix):
            stem = name.removesuffix(suffix)
            return stem if len(stem) > 1 else ""
    return ""


def name_forms(division: Division) -> tuple[tuple[str, bool], ...]:
    """All forms of a division's name, each with whether it is weak: not to be trusted without its suffix or parent.

    >>> name_forms(next(d for d in divisions() if d.name == "恩施土家族苗族自治州"))
    (('恩施土家族苗族自治州', False), ('恩施', False), ('恩施州', False))
    """
    name, short = division.name, division.short
    out = [(name, name in _WEAK_FULL)]
    if short:
        out.append((short, _weak_short(short, division)))
        autonomous = _AUTONOMOUS.search(name)
        if autonomous:
            tail = autonomous.group(1)
            out.append((short + ("自治区" if tail == "区" else tail), False))
    if name.startswith("新疆生产建设兵团第"):
        number = name.removeprefix("新疆生产建设兵团")
        out.extend([("兵团" + number, False), (number, True)])
    out.extend((form.removesuffix("?"), form.endswith("?")) for form in _MORE.get(name, ()))
    return tuple(out)


def _weak_short(short: str, division: Division) -> bool:
    if short in plain_words():
        return True
    if division.level == "county":
        if division.until and short not in _shorts_now():
            return True  # gone: the characters are likelier to be something else by now
        return short in _shared_shorts() or short + "省" in _big_names() or short + "市" in _big_names()
    return False


@cache
def plain_words() -> frozenset[str]:
    """Short forms of divisions that are plain words as well (和平, 朝阳, 友谊)."""
    return frozenset(r[0] for r in rows("plain_words", 1))


@cache
def _shared_shorts() -> frozenset[str]:
    """Short forms that districts or counties under several parents have now (鼓楼, 桥西, 城关)."""
    parents: dict[str, set[str]] = {}
    for d in divisions():
        if d.level == "county" and d.short and d.current:
            parents.setdefault(d.short, set()).add(d.parent)
    return frozenset(s for s, p in parents.items() if len(p) > 1)


@cache
def _shorts_now() -> frozenset[str]:
    return frozenset(d.short for d in divisions() if d.current)


@cache
def _big_names() -> frozenset[str]:
    return frozenset(d.name for d in divisions() if d.level in ("province", "prefecture"))


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions, those of today and of the past, in the order of the lexicons.

    >>> len(divisions()) > 7000
    True
    """
    out = []
    for table in ("divisions", "divisions_more"):
        for code, name, level, parent, since, until, after in rows(table, 7):
            out.append(Division(code, name, level, parent, int(since or 0), int(until or 0), after, short_form(name)))
    return tuple(out)


@cache
def division_forms() -> dict[str, tuple[tuple[Division, bool], ...]]:
    """Every form of a name, with the divisions that it may mean and whether it is weak for each, best first.

    Full names stand before short ones, names of today before those of the past, provinces before counties.
    """
    found: dict[str, list[tuple[tuple[int, ...], Division, bool]]] = {}
    for d in divisions():
        for form, weak in name_forms(d):
            key = (form != d.name, d.until > 0, _ORDER[d.level], weak, -d.until, -d.since)
            found.setdefault(form, []).append((key, d, weak))
    return {f: tuple((d, w) for _, d, w in sorted(m, key=lambda x: (x[0], x[1].code))) for f, m in found.items()}


def divisions_named(form: str, year: int = 0) -> tuple[Division, ...]:
    """The divisions that a full or short form may mean, best first; with ``year``, those that had it then come first.

    >>> [d.name for d in divisions_named("长泰")]
    ['长泰区', '长泰县', '长泰县', '长泰县']
    >>> [d.name for d in divisions_named("长泰", 2015)][0]
    '长泰县'
    >>> divisions_named("无此地")
    ()
    """
    found = [d for d, _ in division_forms().get(form, ())]
    if year:
        found.sort(key=lambda d: not (d.since <= max(year, 1980) and (not d.until or year <= d.until)))
    return tuple(found)


@cache
def _by_code() -> dict[str, tuple[Division, ...]]:
    out: dict[str, list[Division]] = {}
    for d in divisions():
        out.setdefault(d.code, []).append(d)
    return {code: tuple(sorted(ds, key=lambda d: (d.until > 0, -d.until))) for code, ds in out.items() if code}


def divisions_coded(code: str) -> tuple[Division, ...]:
    """The divisions that have or had a code of GB/T 2260, the latest first.

    >>> [d.name for d in divisions_coded("420600")]
    ['襄阳市', '襄樊市']
    """
    return _by_code().get(code, ())


def parents(division: Division) -> tuple[Division, ...]:
    """The divisions that a division lay in at the end of its run, the nearest first.

    >>> [d.name for d in parents(divisions_named("乐安县")[0])]
    ['抚州市', '江西省']
    """
    out: list[Division] = []
    code, last = division.parent, division.until or 9999
    while code:
        above = next((d for d in divisions_coded(code) if d.since <= last <= (d.until or 9999)), None)
        if above is None or above in out:
            break
        out.append(above)
        code = above.parent
    return tuple(out)


def full_name(division: Division) -> str:
    """The name with those of the divisions above it.

    >>> full_name(divisions_named("徐汇区")[0])
    '上海市徐汇区'
    """
    return "".join(d.name for d in reversed(parents(division))) + division.name


def lies_in(division: Division, other: Division) -> bool:
    """Whether ``division`` is ``other`` or lies within it (by name, so that changed codes do not matter).

    >>> lies_in(divisions_named("乐安县")[0], divisions_named("江西省")[0])
    True
    """
    return division.name == other.name or any(d.name == other.name for d in parents(division))
