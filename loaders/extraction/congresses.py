"""Party congresses and plenums by their short names (党的十九大, 十八届三中、四中全会), settled to the full ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = "二十[一二]?|十[一二三四五六七八九]?|[七八九]"
_PREFIX = "中国共产党|中共|党的?"
_FORMS = re.compile(
    rf"(?P<prefix>{_PREFIX})?第?(?P<term>{_NUMBER})"
    r"(?:届(?P<plenums>[一二三四五六七八九]中(?:(?:、|和|及)[一二三四五六七八九]中)*)(?:全会|全体会议)"
    r"|(?P<congress>大)(?![家会学众事型多批量规道都使队力胆局军洋海街路桥楼师王老爷人战]))"
)
_MIDDLE = re.compile("[一二三四五六七八九十]大|届[一二三四五六七八九]中")
_FULL = re.compile(
    rf"(?:中国共产党|中共|党的|(?<![\u4e00-\u9fff])|(?<=的))第(?P<term>{_NUMBER})"
    r"(?:届中央委员会第(?P<plenum>[一二三四五六七八九])次全体会议|次全国代表大会)"
)
#: "Ten big tasks": a number before 大 that counts something.
_COUNTS = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:任务|工程|行动|产业|措施|重点|体系|领域|板块|新闻|品牌|工作|战略|项目|城市|国家|银行|商"
    r"|企业|问题|理念|要求|看点"
    r"|亮点|特点|趋势|系列|类|种|件)"
)
_SURE_AFTER = re.compile(r"以来|报告|精神|代表|闭幕|召开|开幕|胜利|[后前和、的上，。”]|提出|作出|擘画|部署|主席团|新闻")
_EVERY = re.compile(rf"(?:{_PREFIX})?第?(?P<term>{_NUMBER})届(?:中央委员会)?历次全(?:会|体会议)")
_LONE_PLENUM = re.compile(r"(?<![届〇零一二三四五六七八九十])([一二三四五六七])中全会")


@dataclass(frozen=True, slots=True)
class Congress:
    """One mention of a party congress or plenum: its span, its full name and its usual short one."""

    start: int
    end: int
    name: str
    short: str


def find_congresses(text: str) -> list[Congress]:
    """Every party congress and plenum named in a text, in order; offsets are code points.

    >>> [(c.start, c.end, c.name) for c in find_congresses("学习党的十八大精神")]
    [(2, 7, '中国共产党第十八次全国代表大会')]
    >>> [c.short for c in find_congresses("十九届二中、三中全会以来，十大任务")]
    ['十九届二中全会', '十九届三中全会']
    """
    out: list[Congress] = []
    if "大" not in text and "中" not in text:
        return out
    for m in _short_forms(text):
        term, at = m.group("term"), m.start()
        if m.group("congress"):
            sure = bool(m.group("prefix"))
            if term in "九十" and not (m.group("prefix") or "").startswith("中"):
                continue  # 党的九大 is as often that of another country's party
            if not sure and (_small(term) or _COUNTS.match(text, m.end()) or not _SURE_AFTER.match(text, m.end())):
                continue
            if not sure and at and text[at - 1] in "第〇零一二三四五六七八九十百千年月":
                continue
            out.append(Congress(at, m.end(), full_name(term), term + "大"))
            continue
        for k in re.finditer("[一二三四五六七八九](?=中)", m.group("plenums")):
            base = m.start("plenums")
            start = at if k.start() == 0 else base + k.start()
            end = m.end() if base + k.end() + 1 >= m.end("plenums") else base + k.end() + 1
            out.append(Congress(start, end, full_name(term, k.group()), f"{term}届{k.group()}中全会"))
    for m in _FULL.finditer(text) if "次全" in text else ():
        plenum = m.group("plenum") or ""
        term = m.group("term")
        short = f"{term}届{plenum}中全会" if plenum else term + "大"
        out.append(Congress(m.start(), m.end(), full_name(term, plenum), short))
    out.sort(key=lambda c: (c.start, -c.end))
    for m in _EVERY.finditer(text) if "历次全" in text else ():
        term = m.group("term")
        out.append(Congress(m.start(), m.end(), f"中国共产党第{term}届中央委员会历次全体会议", f"{term}届历次全会"))
    if out:
        out += _lone(text, out)
        out.sort(key=lambda c: (c.start, -c.end))
    return [c for i, c in enumerate(out) if not i or c.start >= out[i - 1].end or c.name != out[i - 1].name]


def _short_forms(text: str) -> Iterator[re.Match[str]]:
    """The short forms, each found by its middle (九大, 届三中): the whole pattern has no fixed start to look for."""
    at = 0
    for middle in _MIDDLE.finditer(text):
        if middle.start() < at:
            continue
        m = _FORMS.search(text, max(at, middle.start() - 9), middle.end() + 24)
        if m is not None and m.end() > middle.start():
            at = m.end()
            yield m


def _lone(text: str, known: list[Congress]) -> list[Congress]:
    """四中全会 with no term: that of the plenum of this number named before it."""
    out = []
    for m in _LONE_PLENUM.finditer(text):
        before = [c for c in known if c.end <= m.start() and c.short.endswith(f"届{m.group(1)}中全会")]
        if before:
            out.append(Congress(m.start(), m.end(), before[-1].name, before[-1].short))
            continue
        terms = {c.short.partition("届")[0].removesuffix("大") for c in known}
        if len(terms) == 1:
            term = terms.pop()
            out.append(Congress(m.start(), m.end(), full_name(term, m.group(1)), f"{term}届{m.group(1)}中全会"))
    return out


def _small(term: str) -> bool:
    """Whether a term without 党的 before it is more likely a count: 八大, 十大, 十二大."""
    return not (term.startswith("二十") or (len(term) == 2 and term[1] in "六七八九"))


def full_name(term: str, plenum: str = "") -> str:
    """The full name of a national congress, or of a plenum of the committee that it elected.

    >>> full_name("二十", "三")
    '中国共产党第二十届中央委员会第三次全体会议'
    """
    if plenum:
        return f"中国共产党第{term}届中央委员会第{plenum}次全体会议"
    return f"中国共产党第{term}次全国代表大会"
