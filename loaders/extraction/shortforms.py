"""Settles what a short form stands for in its notice: 省局, 市政府, 该校, 山西邮政局.

A notice has a home: the divisions and the body that it mostly speaks of. A form with a word of level (省, 市, 县) takes the
name that the notice itself spells out, else the home division of that level; where neither is sure it stays as written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.extraction.bureaus import PLACE_SIGNS, BodySpan
from loaders.extraction.gazetteer import Division, Hit, body_named, country_named, divisions_named, parents
from loaders.extraction.states import abroad

_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture", "县": "county", "区": "county", "旗": "county"}
_LEVEL_WORD = re.compile(r"^(?:我|本|全)?(自治区|自治州|自治县|省|市|州|盟|县|区|旗)(?=[\u4e00-\u9fff])")
#: 省局, 市局, 县公司: a level and a bare head, for the body of that level in the notice's own line.
_BARE = re.compile(r"^(?:(?P<place>[\u4e00-\u9fff]{2,9}?))?(?P<level>省|市|县|区|州|国家|自治区)?(?P<head>局|厅|委|公司|院|校|社|办)$")
_SELF = re.compile(r"^(?:该|我|本|全)(?P<head>[\u4e00-\u9fff]+)$")


@dataclass(slots=True)
class Home:
    """The divisions and the body that a notice mostly speaks of; "" or None where it is not sure."""

    places: dict[str, Division] = field(default_factory=dict)
    body: str = ""
    #: full names spelled out in the notice, with the first place where each stands
    full: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: the divisions that the notice names itself, not only as what lies above another
    named: set[str] = field(default_factory=set)


@lru_cache(maxsize=4096)
def division_prefix(name: str) -> Division | None:
    """The division that an organisation's name begins with, in full or short form, where it is unambiguous."""
    best: Division | None = None
    for size in range(min(len(name) - 1, 14), 1, -1):
        found = divisions_named(name[:size])
        if found and (len(found) == 1 or found[0].name == name[:size] or found[0].level in ("province", "prefecture")):
            best = found[0]
            # 江西省抚州市: the last division of the chain says whose body it is.
            rest = division_prefix(name[size:]) if len(name) - size > 2 else None
            return rest if rest is not None and _within(rest, best) else best
    return best


def _within(inner: Division, outer: Division) -> bool:
    return any(p.name == outer.name for p in parents(inner))


@lru_cache(maxsize=4096)
def core_of(name: str) -> str:
    """An organisation's name without the divisions it begins with.

    >>> core_of("山西省邮政管理局"), core_of("江西省抚州市中级人民法院")
    ('邮政管理局', '中级人民法院')
    """
    for size in range(min(len(name) - 1, 14), 1, -1):
        found = divisions_named(name[:size])
        if found and (found[0].name == name[:size] or found[0].short == name[:size]):
            rest = core_of(name[size:])
            if found[0].short == name[:size] and found[0].name != name[:size]:
                rest = re.sub(r"^(?:省|市|县|区|州)(?=[\u4e00-\u9fff]{2})", "", rest) if rest[:1] == found[0].name[-1:] else rest
            return rest
    return name


def find_home(text: str, body_start: int, spans: Sequence[BodySpan], hits: Sequence[Hit], issuer: str = "") -> Home:
    """What a notice is mostly about.

    Args:
        text: healed title, line break, text; ``body_start`` is where the text begins.
        spans: organisations as written.
        hits: the gazetteer's hits.
        issuer: who published the notice, where its file says so.
    """
    home = Home()
    votes: dict[str, Counter[str]] = {"province": Counter(), "prefecture": Counter(), "county": Counter()}
    seen: dict[str, Division] = {}
    bodies: Counter[str] = Counter()

    def vote(division: Division, weight: float) -> None:
        home.named.add(division.name)
        for d in (division, *parents(division)):
            if d.level in votes:
                votes[d.level][d.name] += weight  # type: ignore[assignment]
                seen[d.name] = d
            weight *= 0.6

    for span in spans:
        written = text[span.start : span.end]
        if span.anchor == "division":
            division = division_prefix(written)
            if division is not None:
                if _SCHOOLS.search(written):
                    vote(division, 0.5)  # 中山中学 stands in any city
                else:
                    vote(division, 3.0 if span.start >= body_start else 6.0)
                name = full_form(written)
                home.full.setdefault(name, (span.start, span.end))
                bodies[name] += 4 if span.start < body_start else 2 if span.start < body_start + 300 else 1
        elif span.known:
            home.full.setdefault(span.known, (span.start, span.end))
    covered = [(s.start, s.end) for s in spans]
    i = 0
    for hit in hits:
        if hit.kind != "division" or hit.weak or not isinstance(hit.entry, Division):
            continue
        while i < len(covered) and covered[i][1] <= hit.start:
            i += 1
        if i < len(covered) and covered[i][0] <= hit.start:
            continue
        vote(hit.entry, 1.5 if hit.start < body_start else 1.0)
    if issuer:
        division = division_prefix(issuer)
        if division is not None:
            vote(division, 8.0)
        bodies[full_form(issuer)] += 8
    for level, counts in votes.items():
        ranked = counts.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1]):
            home.places[level] = seen[ranked[0][0]]
    province, city = home.places.get("province"), home.places.get("prefecture")
    if city is not None and province is not None and not _within(city, province) and votes["province"][province.name] > votes["prefecture"][city.name]:
        del home.places["prefecture"]
    elif city is not None and (province is None or not _within(city, province)):
        home.places["province"] = next((p for p in parents(city) if p.level == "province"), province or city)
    if bodies:
        home.body = bodies.most_common(1)[0][0]
    return home


_SCHOOLS = re.compile("中学|小学|大学|学院|公园|医院|路$")
#: Heads of a division's government.
GOVERNORS = frozenset("省长 市长 县长 区长 州长 镇长 乡长 盟长 旗长".split())


@lru_cache(maxsize=4096)  # the same bodies are named again and again
def canonical(name: str) -> str:
    """A body's name with its formal and its usual writing made one, to compare by.

    >>> canonical("穆棱市人民代表大会常务委员会") == canonical("穆棱市人大常委会")
    True
    """
    name = name.replace("人民代表大会", "人大").replace("常务委员会", "常委会").replace("人民政府", "政府")
    name = name.replace("中国人民政治协商会议", "政协").replace("政协全国委员会", "全国政协")
    return re.sub(r"^(?:中国共产党|中共)(?=..)", "", name)


def _last_division(name: str) -> str:
    """A name without the province before its city or county; a district keeps its city, whose name tells it apart.

    >>> _last_division("海南省三亚市人大常委会"), _last_division("上海市徐汇区人民法院")
    ('三亚市人大常委会', '上海市徐汇区人民法院')
    """
    for size in range(min(len(name) - 1, 12), 1, -1):
        outer = divisions_named(name[:size])
        if not outer or outer[0].name != name[:size]:
            continue
        rest = name[size:]
        for inner_size in range(min(len(rest) - 1, 14), 2, -1):
            inner = divisions_named(rest[:inner_size])
            if inner and inner[0].name == rest[:inner_size] and not rest[:inner_size].endswith("区"):
                return _last_division(rest)
        return name
    return name


_REGISTERED = re.compile(
    "开发区|新区|园区|保税区|示范区|风景区|大学|学院|公司|集团|银行|医院|电视台|电台|日报|晚报|协会|学会|商会|基金会|俱乐部|研究院|"
    "研究所|中学|小学|幼儿园|出版社|事务所|剧院|乐团|机场|酒店|宾馆|工厂|农场|矿|博物馆|军区|战区|武警|政法委党校|同乡会"
)


def full_form(written: str) -> str:
    """A name that begins with a division's short form, with the full one: 山西邮政管理局 is 山西省邮政管理局.

    >>> full_form("山西邮政管理局"), full_form("忻州市局"), full_form("中国气象局")
    ('山西省邮政管理局', '忻州市局', '中国气象局')
    """
    for size in range(min(len(written) - 1, 14), 1, -1):
        found = divisions_named(written[:size])
        if not found:
            continue
        division = found[0]
        rest = written[size:]
        if division.name == written[:size]:
            inner = full_form(rest) if len(rest) > 3 and divisions_named(rest[:2]) else rest
            return division.name + inner
        if len(found) > 1 and division.level == "county":
            return written
        if rest[:1] and rest[0] in "省市县区州盟旗" and division.name.endswith(rest[0]) and len(rest) > 1:
            return division.name + rest[1:]
        if rest.startswith("自治区"):
            return division.name + rest[3:]
        if _REGISTERED.search(rest):
            return written  # 北京大学, 浙江万里学院: the place's short form is part of the registered name
        if len(rest) >= 3 or rest in ("省委", "市委", "县委", "区委", "政府", "政协", "人大", "纪委", "监委", "法院"):
            return division.name + rest
        return written
    return written


def settle(
    text: str, span: BodySpan, home: Home, last: str = "", near: Division | None = None
) -> tuple[str, tuple[int, int] | None]:
    """The full name that the words of ``span`` stand for, and the words of the notice that settle it (if others do).

    Args:
        text: healed text.
        span: an organisation as written.
        home: from ``find_home``.
        last: the body named last before it, for 该局.
        near: the division whose posts stand right before it: 重庆市副市长、市公安局局长.
    """
    written = _plain(span.lead + text[span.start : span.end])
    if span.known:
        return span.known, None
    named = body_named(written)
    if named is not None and named.name != written and not any(sign in text for sign in PLACE_SIGNS.get(named.place, ("",))):
        return "", None  # a central bank is Taiwan's only where Taiwan is spoken of
    if named is not None:
        return named.name, None
    self = _SELF.match(written)
    if span.anchor == "generic" and self:
        return _settle_self(self["head"], home, last)
    bare = _BARE.match(written)
    # 昆明市委 and 市委 are committees of the party, no short forms of another 委 (团委, 发改委).
    committee = bare is not None and bare["head"] == "委" and bare["level"] in ("省", "市", "县", "区", "州", "自治区")
    if bare and (bare["level"] or bare["place"]) and len(written) <= 8 and not committee:
        found = _settle_bare(bare, home)
        if found:
            return found
    if span.anchor == "division":
        return _last_division(full_form(written)), None
    level = _LEVEL_WORD.match(written)
    if level and span.anchor in ("level", "word"):
        if near is not None and near.name.endswith(level.group(1)):
            core = written[level.end() :]
            return near.name + ("委" + core[1:] if core.startswith("委") else core), None
        return _settle_level(written, level, home)
    if span.anchor == "word" and last and _UNIT.search(written):
        parent = _parent(written, last, home)
        if parent:
            return parent + written, home.full.get(parent)
    if written.startswith(("中共", "中国共产党")) and not body_named(written):
        return full_form(written.removeprefix("中国共产党").removeprefix("中共")), None
    return abroad(written), None


#: Words inside a body's name that do not belong to it: which term it serves, and the party group inside it.
_TERM = re.compile(r"(?:新一届|新一轮|上一届|上届|本届|第?[一二三四五六七八九十\d]{1,3}届)(?=[\u4e00-\u9fff])")
_GROUP = re.compile(r"(?<=[局厅委院部署会社府协大校司])(?:原?党组|党委|领导班子|班子|机关|党员干部)$")


@lru_cache(maxsize=4096)
def _plain(written: str) -> str:
    """A name without 第六届 and without the party group inside the body.

    >>> _plain("安徽省局党组"), _plain("香港特别行政区第六届政府")
    ('安徽省局', '香港特别行政区政府')
    """
    name = _GROUP.sub("", _TERM.sub("", written))
    return re.sub(r"^(?:中国大陆|大陆|中国)(?=全国|国务院|国家)", "", name)


#: A unit inside a body, as it stands alone in a list: 人事司, 研究室, 宣传部.
_UNIT = re.compile(r"^[\u4e00-\u9fff]{1,9}(?:司|处|科|室|办公室|办公厅|部|政法委|研究生院)$")
_PARTY_UNIT = re.compile(r"^(?:组织部|宣传部|统战部|政法委|纪委|机关工委|网信办|编办|党校|政研室|老干部局)$")


_COMMITTEE = re.compile(r"^[\u4e00-\u9fff]{0,12}?(?:省|市|县|区|州|旗|盟)(?:委|党委)")


def party_unit(written: str, committee: str) -> str:
    """The department of a local committee that stands behind it: 吉林省委常委、统战部部长.

    >>> party_unit("统战部", "吉林省委"), party_unit("统战部", "吉林省邮政管理局"), party_unit("中央统战部", "吉林省委")
    ('吉林省委统战部', '', '')
    """
    m = _COMMITTEE.match(committee)
    return m.group() + written if m and _PARTY_UNIT.match(written) else ""


def _parent(unit: str, last: str, home: Home) -> str:
    """The body that a bare unit belongs to: the one named last, without a unit of its own; a committee for 组织部."""
    if _PARTY_UNIT.match(unit):
        m = _COMMITTEE.match(last)
        return m.group() if m else ""
    m = re.match((
        r"^([\u4e00-\u9fff]{2,20}?(?:局|厅|委员会|总社|联社|公司|集团|大学|学院|法院|检察院|署|委))(?:[\u4e00-\u9fff]{2,10}(?:司|"
        r"处|科|室|部|办公室|办公厅))?$"
    ), last)
    return m.group(1) if m else ""


def _settle_level(written: str, level: re.Match[str], home: Home) -> tuple[str, tuple[int, int] | None]:
    core = written[level.end() :]
    word = level.group(1)
    want = _LEVELS[word] if word in _LEVELS else {"自治州": "prefecture", "自治县": "county"}[word]
    ends = [name for name in home.full if name.endswith(word + core) or (name.endswith(core) and _level_of(name) == want)]
    ends = [n for n in ends if len(n) > len(written)]
    if len({core_of(n) + str(division_prefix(n)) for n in ends}) == 1 or (ends and want in home.places and any(home.places[want].name in n for n in ends)):
        best = next((n for n in ends if want in home.places and home.places[want].name in n), ends[0])
        return best, home.full[best]
    place = home_place(word, want, home)
    if place is None:
        return written, None
    return place.name + ("委" + core[1:] if core.startswith("委") else core), None


def home_place(word: str, want: str, home: Home) -> Division | None:
    """The notice's own division that a bare 省, 市 or 县 stands for; ``want`` is the level that the word has most often."""
    place = home.places.get(want)
    # 市 may be a municipality, a city of prefecture level or one of county level.
    if word == "市":
        province = home.places.get("province")
        if place is None and province is not None and province.name.endswith("市"):
            return province
        county = home.places.get("county")
        if county is not None and county.name.endswith("市") and county.name in home.named and (place is None or place.name not in home.named):
            return county  # 海城市召开会议，市长…: nobody spoke of the city above it
        if place is None and county is not None and county.name.endswith("市"):
            return county
        if place is not None and county is not None and county.name.endswith("市") and not place.name.endswith("市"):
            return county
        return place if place is None or place.name.endswith("市") else None
    if place is None:
        return None
    return place if place.name.endswith(word) or (word == "州" and place.name.endswith("自治州")) else None


def _settle_bare(bare: re.Match[str], home: Home) -> tuple[str, tuple[int, int] | None] | None:
    """省局, 安徽省局, 大同市局, 国家局: the body of that level in the line of the notice's own body."""
    line = [n for n in home.full if n.endswith(bare["head"]) and len(core_of(n)) >= 3 and n != bare.group()]
    if not line:
        return None
    cores = Counter(core_of(n) for n in line if division_prefix(n) is not None)
    if not cores:
        return None
    core = core_of(home.body) if home.body.endswith(bare["head"]) else cores.most_common(1)[0][0]
    if bare["place"]:
        found = divisions_named(bare["place"] + (bare["level"] or "")) or divisions_named(bare["place"])
        if not found:
            return None
        name = found[0].name + core
        return name, home.full.get(name) or home.full.get(home.body)
    if bare["level"] == "国家":
        state = [n for n in home.full if n.startswith(("国家", "中国")) and n.endswith(bare["head"]) and n[2:4] == core[:2]]
        named = body_named("国家" + core) or body_named("国家" + core[:2] + bare["head"]) or body_named("中国" + core)
        name = state[0] if state else named.name if named else ""
        return (name, home.full.get(name)) if name else None
    want = _LEVELS.get(bare["level"] or "", "")
    for name in (home.body, *home.full):
        if name.endswith(core) and _level_of(name) == want:
            return name, home.full.get(name)
    place = home_place(bare["level"] or "", want, home)
    return (place.name + core, home.full.get(home.body)) if place is not None else None


#: What the body ends with that 我校, 该院 and the like stand for; nothing for 我县, which is a place.
_HEADS_OF: dict[str, tuple[str, ...]] = {
    "校": ("大学", "学院", "学校", "中学", "党校", "小学"), "院": ("学院", "研究院", "医院", "法院", "检察院"),
    "县": (), "市": (), "省": (), "区": (),
}


def _settle_self(head: str, home: Home, last: str) -> tuple[str, tuple[int, int] | None]:
    ends = _HEADS_OF.get(head, (head,))
    if not ends:
        return "", None
    for name in (last, home.body, *home.full):
        if name and name.endswith(ends):
            return name, home.full.get(name)
    return "", None


def _level_of(name: str) -> str:
    division = division_prefix(name)
    return division.level if division is not None else ""


_EACH = re.compile(
    r"(?:等)?(?:[两二三四五六七八九十\d]+)?个?(?P<level>[省市县区州])(?P<head>局|公司|委|厅|[\u4e00-\u9fff]{2,8}?(?:局|公司|委员会|"
    r"法院|检察院))"
)


def each_of(text: str, places: Sequence[tuple[int, int, str]], home: Home) -> list[tuple[int, int, str]]:
    """The bodies that a list of places stands for: 大同、阳泉、忻州、运城四市局, each at its place's own words.

    Args:
        text: healed text.
        places: spans and settled names of places, by start.
        home: the notice's home, whose body says what 局 means.
    """
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(places):
        j = i
        while j + 1 < len(places) and text[places[j][1] : places[j + 1][0]] in ("、", "和", "与"):
            j += 1
        m = _EACH.match(text, places[j][1]) if j > i else None
        if m:
            head = m["head"]
            core = core_of(home.body) if len(head) == 1 and home.body.endswith(head) else head
            if len(core) > 1:
                out += [(a, b, name + core) for a, b, name in places[i : j + 1]]
        i = j + 1
    return out


def is_foreign(form: str) -> bool:
    """Whether ``form`` names a country other than China."""
    country = country_named(form)
    return country is not None and country.name != "中国"
