"""Finds places that stand on their own: countries, divisions, towns, cities abroad, venues, and 在京, 在长."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.extraction.boundaries import stands_alone
from loaders.extraction.gazetteer import Country, Division, ForeignPlace, Hit, divisions_named, parents, place_letter
from loaders.extraction.mentions import PlaceMention
from loaders.extraction.names import is_common_word
from loaders.extraction.shortforms import Home

_LETTER = re.compile(
    r"(?:在|抵|赴|来|返|离|进|到|驻)([京津沪渝长汉蓉穗宁杭榕昌济郑邕筑昆兰银西琼港澳台])(?=召开|举行|开幕|闭幕|会见|出席|考察|调研|"
    r"主持|举办|揭牌|签署|启动|成立|发布|，|。|看望|同|与|开班|座谈|期间|参加|出席|接受|进行|闭会|分别)"
)
#: 澳 stands for Australia as often as for Macao.
_AUSTRALIA = re.compile("澳大利亚|中澳|澳方|澳总理|对澳进行|澳中")
_VENUE = re.compile(
    r"(?:在|于|来到|走进|抵达|前往|赴|到达?|考察了?|参观(?:体验)?了?|向(?=[^，。]{3,12}(?:献花|敬献))|下榻的?|走访了?|察看了?)(?!他|她|其|这|那|下榻)((?:[\u4e00-\u9fff\d“”]{2,14}?)(?:人民大会堂|大会堂|宾馆|国宾馆|饭店|酒店|会议中心|会展中心|礼堂|"
    r"中南海|钓鱼台|会议室|报告厅|会议厅|演播厅|会堂|体育馆|体育中心|博物馆|纪念馆|图书馆|机场|港口|码头|纪念碑|火车站|高铁站|铁路\u3400*[\u4e00-\u9fff]{2,3}站|中转场|集散中心|调度中心|指挥中心|综合体|旅馆|商港|港区|总部|故居|陈列馆|展览馆|"
    r"科技馆|科普馆|陵园|广场|大厦|大楼|公园|工业园|"
    r"产业园|科技园|官邸|停车场|服务中心|公墓|体育场|剧院|音乐厅|文化宫|招待所|书院|(?:第[一二三四五六七八九十\d]+|多功能)(?:厅|会议室)))"
    r"(?!旅馆|酒店|宾馆|饭店|大厦|大楼|会议|建设|管理|指挥部|项目|[局委]|会(?![见谈晤]))"
)
_KNOWN_VENUE = re.compile(
    r"人民大会堂|中南海(?:怀仁堂|紫光阁|瀛台)?|钓鱼台国宾馆|京西宾馆|国家会议中心|国家博物馆|军事博物馆|中央党校|全国政协礼堂|"
    r"政协礼堂|天安门广场"
)
#: A town or village behind its county, or behind a verb of going.
_TOWN = re.compile(
    r"(?:(?<=[市县区州旗镇乡])|(?<=街道)|(?:来到|走进|深入|前往|位于|[在到赴])(?:了)?)"
    r"(?P<name>[\u4e00-\u9fff]{2,3}?(?:镇|乡|街道)|[\u4e00-\u9fff]{2,4}?(?:村|社区))(?![长民镇乡村政党干部委振两居校办医庄级域])"
)
_TOWN_HEAD = re.compile("[镇乡村]|街道|社区")
_BAD_TOWN = re.compile(
    "[着的了和与各全本该个两几多些为一在到赴对向由将等及同从把被就所有其他她]|城乡|乡镇|农村|新农|新村|特色|美丽|示范|重点|贫困|基层|街镇|老旧|智慧|居民|小区|来自|推进|封锁|当地|偏僻|离开|山村|驻村"
)
#: 延安路 and 南京西路 are streets, wherever they are.
_STREET = re.compile("[东西南北中]?(?:路(?![线局由面段径人途程网况口])|街(?!道)|大街|大道|大桥)")
_BAD_VENUE = re.compile(
    r"^入住|^[京沪]央|[一首]个|[一首]家|一处|该[市县区]|非法|沿江|隔离|住酒店|俯瞰|[的了和与及对向由至赴]|提请|审议|\d+[日月]|抵达|察看|办公大|"
    r"会议室$(?<!\d)|一行|各|多个|本次|会议在|召开|先后|分别|^(?:全国|各地|附近|周边|小区|户外|公共|室内|自家|我|您|你)"
)


def find_places(text: str, hits: Sequence[Hit], taken: Sequence[tuple[int, int]], home: Home) -> list[PlaceMention]:
    """All places of one notice that are not part of another name.

    Args:
        text: healed text, code points.
        hits: the gazetteer's hits, by start.
        taken: spans of names that hold a place's name without meaning the place (organisations, persons), by start.
        home: the notice's home divisions.

    >>> from loaders.extraction.gazetteer import scan
    >>> t = "会议17日在京召开，他赴山西省忻州市和老挝万象考察。"
    >>> [p.name for p in find_places(t, scan(t), [], Home())]
    ['北京市', '山西省', '忻州市', '老挝', '万象']
    """
    starts = [a for a, _ in taken]

    def free(a: int, b: int) -> bool:
        i = bisect_right(starts, a) - 1
        return not (i >= 0 and taken[i][1] > a) and not (i + 1 < len(taken) and taken[i + 1][0] < b)

    def holds(a: int, b: int) -> bool:
        """Whether a body's name is only the first part of a venue's: 联合国|总部."""
        i = bisect_right(starts, a - 1)
        return i < len(taken) and a <= taken[i][0] and taken[i][1] < b and (i + 1 == len(taken) or taken[i + 1][0] >= b)

    out: list[PlaceMention] = []
    end = -1
    for hit in hits:
        if hit.kind not in ("division", "country", "foreign_place") or hit.start < end or not free(hit.start, hit.end):
            continue
        if hit.kind == "division" and hit.weak and not _after_parent(hit, out):
            continue
        if hit.weak and hit.kind != "division":
            continue
        name = _name(hit)
        if hit.form[0] == "任" and text[hit.start - 1 : hit.start] in tuple("曾历现出担升接连转调继"):
            continue  # 曾任|城规会
        if not name or (hit.kind == "division" and hit.form != name and _STREET.match(text, hit.end)):
            continue
        out.append(PlaceMention(hit.start, hit.end, name, f"place-{hit.kind.replace('_', '-')}", 0.95))
        end = hit.end
    for m in _LETTER.finditer(text):
        meant = [p for p in place_letter(m.group(1)) if p.kind in ("city", "province")]
        if m.group(1) == "澳" and "澳门" not in text and _AUSTRALIA.search(text):
            continue
        if meant and free(m.start(1), m.end(1)):
            best = _letter_place(m.group(1), meant, home)
            if best:
                out.append(PlaceMention(m.start(1), m.end(1), best, "place-letter", 0.9))
    for m in _TOWN.finditer(text) if _TOWN_HEAD.search(text) else ():
        a, b = m.span("name")
        if free(a, b) and not _BAD_TOWN.search(m["name"]) and not is_common_word(m["name"]) and not any(p.start < b and p.end > a for p in out):
            out.append(PlaceMention(a, b, m["name"], "place-town", 0.85))
    for hit in hits:
        if hit.kind == "venue" and not hit.weak and free(hit.start, hit.end) and _whole(text, hit):
            out.append(PlaceMention(hit.start, hit.end, hit.form, "place-venue", 0.9))
    for m in _KNOWN_VENUE.finditer(text):
        if free(m.start(), m.end()) and not _venue_at(out, m.start(), m.end()):
            out.append(PlaceMention(m.start(), m.end(), m.group(), "place-venue", 0.9))
    for m in _VENUE.finditer(text):
        if (free(m.start(1), m.end(1)) or holds(m.start(1), m.end(1))) and not _BAD_VENUE.search(m.group(1)) and not _venue_at(out, m.start(1), m.end(1)):
            out.append(PlaceMention(m.start(1), m.end(1), m.group(1), "place-venue", 0.75))
    return sorted(out, key=lambda p: (p.start, -p.end))


def _whole(text: str, hit: Hit) -> bool:
    """Whether a venue of two characters is a word here, and not parts of others: 目|前海|洋."""
    return hit.end - hit.start > 2 or stands_alone(text, hit.start, hit.end)


def _venue_at(found: Sequence[PlaceMention], start: int, end: int) -> bool:
    return any(p.start < end and p.end > start and p.rule == "place-venue" for p in found)


def _letter_place(letter: str, meant: Sequence[object], home: Home) -> str:
    names = [getattr(p, "name", "") for p in meant]
    for place in home.places.values():
        if place.name in names:
            return place.name
    return names[0] if len(names) == 1 or letter in "京津沪渝" else next((n for n in names if n.endswith("市")), names[0])


def _after_parent(hit: Hit, before: Sequence[PlaceMention]) -> bool:
    """Whether the division that it lies in stands right before it: 大同市|城区, but not 香港|安定繁荣."""
    if not before or before[-1].end != hit.start or not isinstance(hit.entry, Division):
        return False
    return any(p.name == before[-1].name for d in divisions_named(hit.form) for p in parents(d))


def _name(hit: Hit) -> str:
    entry = hit.entry
    if isinstance(entry, Country):
        return "" if entry.name == "中国" else entry.name
    if isinstance(entry, Division | ForeignPlace):
        return entry.name
    return ""
