"""Finds the names of organisations in healed text, as they are written; ``shortforms`` settles what they stand for.

A name is read back from its head (局, 委员会, 法院 …) to the leftmost anchor that leads up to it: a division, a country, a
known body or a word of level (省, 市, 国家), with nothing between that cannot stand inside a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from loaders.extraction import names
from loaders.extraction.bureau_words import (
    BODY_ACTS,
    BREAKS,
    BYLINE,
    GENERIC,
    INNER_STOPS,
    LEADERS_MEETINGS,
    LEVELS,
    NO_STOPS,
    RUN_ON,
    SELF,
    SINGLE_HEADS,
    STOPS,
    VAGUE_HEADS,
    VENUE_END,
    VENUE_HEADS,
    VERBISH_HEADS,
    WEAKEST_HEADS,
)
from loaders.extraction.gazetteer import Body, Hit, bodies
from loaders.extraction.titles import Title
from loaders.records import swift


@swift
@dataclass(frozen=True, slots=True)
class BodySpan:
    """An organisation's name as written at ``text[start:end]``.

    ``known`` is the lexicon's full name where the words are one of its forms. ``anchor`` tells what the name begins
    with: division, country, body, level (省局), word (a name with no anchor) or generic (该局, 我校).
    """

    start: int
    end: int
    anchor: str
    known: str = ""
    #: the words before it that it shares with the body named first: 市 for 检察院 in 市法院、检察院
    lead: str = ""


@cache
def _single() -> tuple[re.Pattern[str], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    pattern = re.compile("[" + "".join(SINGLE_HEADS) + "]")
    after = {h: frozenset(a) for h, (a, _) in SINGLE_HEADS.items()}
    false = {h: frozenset(w.split()) for h, (_, w) in SINGLE_HEADS.items()}
    return pattern, after, false


def find_bodies(text: str, hits: Sequence[Hit], titles: Sequence[Title]) -> list[BodySpan]:
    """All organisations named in healed text, longest at each place, none overlapping another.

    Args:
        text: healed text, code points.
        hits: the gazetteer's hits in it, by start.
        titles: the titles in it, by start.

    >>> from loaders.extraction.gazetteer import scan
    >>> t = "三亚市教育局吴萍局长陪同省住房和城乡建设厅调研"
    >>> [t[b.start:b.end] for b in find_bodies(t, scan(t), [])]
    ['三亚市教育局', '省住房和城乡建设厅']
    """
    anchors = _anchors(text, hits)
    abroad = {h.end: h.start for h in hits if h.kind == "country" and not h.weak and not h.form.startswith(("中国", "中华"))}
    inner = sorted(h.start for h in hits if h.kind == "body" and h.end - h.start > 2)
    named = {h.end: h.start for h in hits if h.kind == "body" and not h.weak}
    title_ends = [t.end for t in titles]
    title_starts = frozenset(t.start for t in titles)
    known = [
        h for h in hits
        if h.kind == "body" and not _inside_word(text, h) and not (_is_media(h) and h.end not in title_starts)
    ]
    found = [
        BodySpan(h.start, h.end, "body", h.entry.name) for h in known
        if isinstance(h.entry, Body) and (not h.weak or _meant(text, h, h.entry, title_starts))
    ]
    found += [BodySpan(m.start(), m.end(), "body", "中共中央") for m in _CENTRE.finditer(text)]
    found += _committees(text)
    found = [_abroad(text, b, abroad) for b in found if not (text[b.start : b.end] in _FORCES and _after_country(text, b.start, abroad))]
    # The one division that is an organisation too.
    found += [BodySpan(h.start, h.end, "body", h.form) for h in hits if h.form == "新疆生产建设兵团"]
    for start, end in _heads(text, hits):
        span = _leftwards(text, start, end, anchors, title_ends, title_starts, inner)
        if span is not None and not (span.anchor == "word" and end in named):
            found.append(span)
    found += _by_term(text)
    found += [BodySpan(m.start(), m.end(), "generic") for m in SELF.finditer(text) if not names.is_common_word(m.group())]
    found = [b for b in found if not BYLINE.match(text, b.start) and not _names_session(text, b)]
    found = [_of_party(text, b) for b in found]
    found = [b for b in found if not text.startswith(("特殊津贴", "政府特殊津贴"), b.end)]
    councils = {b.start for b in found if b.known and text[b.start : b.end] == "立法会"}
    found = [b for b in found if not (b.end - 3 in councils and b.start < b.end - 3 and not b.known and not _HONG_KONG.match(text, b.start))]
    return _sharing(text, _longest(text, found))


#: 教育界|立法会, 民建联|立法会: before the council stands whom its member speaks for.
_HONG_KONG = re.compile("[香港澳门特别行政区本届]{2,}")


_SHARED = re.compile(
    r"(?:[、和与及]|以及)(?P<name>人大常委会|人大|政府|政协|法院|检察院|纪委监委|纪委|监委|人武部|[一二三四]中院|高院|金融法院|海事法院|知识产权法院|众议院|参议院"
    r"|上议院|下议院)(?=[、，。；和与及等\n]|[^，。；、]{0,4}(?:负责|主要|有关|领导|分别|代表|院长|班子)|$|通过|同意|联合)"
)
_HEAD_OF = re.compile("(?:人民代表大会|人大|政协|政府|法院|检察院|委|常委会|[一二三四]中院|高院|参议院|众议院|上议院|下议院|议会)+$")


def _sharing(text: str, found: list[BodySpan]) -> list[BodySpan]:
    """With the organs that share the words before the first of a list: 市人大、|政府、|政协, 西班牙参议院、|众议院."""
    out = list(found)
    taken = {b.start for b in found}
    for b in found:
        head = _HEAD_OF.search(text, b.start, b.end) if b.anchor in ("division", "level", "country") and not b.known else None
        if head is None or head.start() == b.start:
            continue
        at = b.end
        while (m := _SHARED.match(text, at)) is not None:
            at = m.end()
            if m.start("name") not in taken:
                out.append(BodySpan(*m.span("name"), b.anchor, lead=text[b.start : head.start()]))
    return sorted(out, key=lambda s: s.start) if len(out) > len(found) else found


_PARTIES = ("共青团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")


def _of_party(text: str, b: BodySpan) -> BodySpan:
    """共青团|温州市委 is the committee of another organisation than 温州市委."""
    if b.anchor != "division" or b.known or not text.endswith("委", b.start, b.end):
        return b
    size = next((len(p) for p in _PARTIES if text.endswith(p, 0, b.start)), 0)
    return BodySpan(b.start - size, b.end, "word") if size else b


_SESSION = re.compile(r"(?:第)?[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会)(?!主席团)")


def _names_session(text: str, b: BodySpan) -> bool:
    """Whether the words are only the first part of a session's name: 十四届|全国人大|三次会议."""
    words = text[b.start : b.end]
    return words.endswith(("人大", "人民代表大会")) and _SESSION.match(text, b.end) is not None


#: 中央 as a noun of its own means the party's centre.
_CENTRE = re.compile(
    "(?<![党共国军省港陆驻方])中央(?=明确|提出|高度|对|关于|决策|决定|部署|精神|要求|八项规定|领导同志|和省委|、省委|、国务院|的(?:决策|部署|要求|"
    "精神|决定))"
)


#: Forces that every state has; behind a foreign country's name they are not China's.
_FORCES = frozenset(("陆军", "海军", "空军", "武警", "国防部", "外交部", "国会", "议会", "总统府"))


def _after_country(text: str, at: int, abroad: dict[int, int]) -> bool:
    """Whether a foreign country is named earlier in the sentence and no Chinese body since."""
    low = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    return any(low <= end < at for end in abroad) and "中国" not in text[low:at]


def _abroad(text: str, b: BodySpan, abroad: dict[int, int]) -> BodySpan:
    """赞比亚国防部: a name that a foreign country stands right before belongs to that country."""
    if b.start in abroad and b.known and not b.known.startswith(text[abroad[b.start] : b.start]):
        return BodySpan(abroad[b.start], b.end, "country")
    return b


def _is_media(hit: Hit) -> bool:
    """A paper or station that is only quoted is no body of the notice."""
    return isinstance(hit.entry, Body) and hit.entry.kind == "media"


def _meant(text: str, hit: Hit, body: Body, title_starts: frozenset[int]) -> bool:
    """Whether a form that may mean other things means the body here: a title follows, or the notice is of its place."""
    if hit.end in title_starts or (hit.end - 1 in title_starts and text[hit.end - 1] in "局院部厅"):
        return hit.end - hit.start > 2 or not names.is_han(text[hit.start - 1 : hit.start])
    if body.name.startswith("全国人民代表大会") and text[hit.start - 1 : hit.start] == "、":
        low = max(text.rfind(mark, 0, hit.start) for mark in "。！？\n") + 1
        return "全国人大" in text[low : hit.start]  # 全国人大监察司法委、财经委、农委
    if hit.end - hit.start < 3 or not body.place or body.kind == "media":
        return False
    return any(word in text for word in PLACE_SIGNS.get(body.place, (body.place,)))


#: Words that say that a notice is of a place whose bodies have names that others have, too.
PLACE_SIGNS = {"香港": ("香港", "特首", "港府", "林郑"), "台湾": ("台湾", "赖清德", "蔡英文", "立法院", "国民党", "民进党"), "澳门": ("澳门",)}


@cache
def _committee_forms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Committees of the congress and the conference by the part of their name that stands alone in a list."""
    bases = (("全国人民代表大会常务委员会", "全国人大"), ("全国人民代表大会", "全国人大"), ("全国人大常委会", "全国人大"), ("全国政协", "政协"))
    forms: dict[str, tuple[str, str]] = {}
    for body in bodies():
        for base, sign in bases:
            part = body.name.removeprefix(base)
            if part != body.name and len(part) >= 5 and part.endswith("委员会"):
                forms.setdefault(part, (body.name, sign))
                break
    pattern = re.compile("|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f))))
    return pattern, forms


def _committees(text: str) -> list[BodySpan]:
    """Bare names of committees (华侨委员会) where the notice names the body that they belong to."""
    pattern, forms = _committee_forms()
    return [
        BodySpan(m.start(), m.end(), "body", forms[m.group()][0]) for m in pattern.finditer(text) if forms[m.group()][1] in text
    ]


def _inside_word(text: str, hit: Hit) -> bool:
    """Whether a short known form may only be letters of other words: 王广|华为|部长."""
    if hit.end - hit.start > 2 or not isinstance(hit.entry, Body) or hit.entry.kind not in ("enterprise", "media", "school", "mass"):
        return False
    before = text[hit.start - 1 : hit.start]
    return bool(names.is_han(before)) and not text.startswith(("公司", "集团"), hit.end)


def _anchors(text: str, hits: Sequence[Hit]) -> list[tuple[int, int, str]]:
    """Where a name may begin: ``(start, end, kind)`` by start."""
    out = [(h.start, h.end, h.kind) for h in hits if h.kind in ("division", "country", "body", "foreign_place") and not h.weak]
    for m in LEVELS.finditer(text):
        # 省 in 江西省 belongs to the division; a bare level word begins a word.
        prev = text[m.start() - 1] if m.start() else "\n"
        begins = len(m.group()) > 1 or not names.is_han(prev) or prev in "由在向对和与同及经报请到赴的是原任现为从被把全"
        word = names.is_common_word(text[m.start() - 2 : m.start()]) and not _ends_word(text, m.start(), m.end())
        # 青山省: a plain word at a clause's beginning may be a place that no list has.
        if word and m.group() == "省" and not names.is_han(text[m.start() - 3 : m.start() - 2] or "\n") and not names.is_verb(text[m.start() - 2 : m.start()]):
            word = False
        if begins or word:
            out.append((m.start(), m.end(), "level"))
    return sorted(out)


def _ends_word(text: str, start: int, end: int) -> bool:
    """Whether a level word is the last letter of a word: 开发|区."""
    return any(names.is_common_word(text[start - k : end]) for k in (1, 2))


#: Heads that with the next character make a word for people: 大学生, 学校长.
_GOES_ON: dict[str, tuple[str, ...] | str] = {
    "学校": "长", "大学": ("生", "术", "问"), "中学": "生", "小学": "生", "高校": "学生", "台联": "合", "侨联": "合", "工商联": "合",
    "文联": "合", "残联": "合", "妇联": "合", "社联": "合", "科协": "同", "作协": ("议", "调", "商", "定")}


def _heads(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where a name may end: spans of its head."""
    out = [
        (h.start, h.end) for h in hits
        if h.kind == "body_head" and h.form not in VERBISH_HEADS and not text.startswith(_GOES_ON.get(h.form, "\0"), h.end)
    ]
    pattern, after, false = _single()
    ends = {end - 1 for _, end in out} | {m.start() for m in pattern.finditer(text)}
    for m in pattern.finditer(text):
        at, head = m.start(), m.group()
        nxt = text[at + 1 : at + 2]
        if nxt and nxt in after[head] and not text.startswith(head + "长", at + 1) and head + nxt != "司长":
            continue
        if any(text[max(0, at - k) : at + 1] in false[head] for k in (1, 2, 3)):
            continue
        if nxt == "长" and (head not in "局厅部司" or text[at - 1 : at] in SINGLE_HEADS or text.startswith(LEADERS_MEETINGS, at + 2)):
            continue
        if text[at - 1 : at] in ("副", "正", "代", "原") and nxt == "长":
            continue
        if nxt == "长" and any(at - k - 1 in ends and names.surname_at(text, at - k) for k in (2, 3)):
            continue  # 教育局|吴萍|局长: a name stands between the body and the title
        out.append((at, at + 1))
    return sorted(set(out))


_start = itemgetter(0)


def _leftwards(
    text: str, start: int, end: int, anchors: list[tuple[int, int, str]], title_ends: list[int], title_starts: frozenset[int], known: list[int]
) -> BodySpan | None:
    """The name that ends with the head at ``start:end``."""
    head = text[start:end]
    if head == "党组" or (head in _INSIDE and _ends_body(text, start)):
        return None  # the party group inside a body belongs to the title: 党组书记
    if head in ("大学", "学校") and text[start - 1 : start] == "办":
        return None  # 扎根大地办|大学
    low = max(0, start - 36)
    for m in BREAKS.finditer(text, low, start):
        low = m.end()
    i = bisect_left(title_ends, low + 1)
    while i < len(title_ends) and title_ends[i] <= start:
        low = title_ends[i]
        i += 1
    for m in RUN_ON.finditer(text, low, end):
        if m.end() <= start:
            low = m.end()
    # The last word that cannot stand in a name at all, and the last one that may where an anchor leads.
    hard, soft = low, low
    for m in STOPS.finditer(text, low, start):
        if NO_STOPS.match(text, m.start()) or NO_STOPS.match(text, m.start() - 1):
            continue
        soft = m.end()
        if m.group() not in INNER_STOPS:
            hard = m.end()
    near = anchors[bisect_left(anchors, low, key=_start) : bisect_left(anchors, start, key=_start)]
    nested = [a for a, _, kind in near if kind in ("division", "country", "body")]
    nested += known[bisect_left(known, low) : bisect_left(known, start)]
    near = [anchor for anchor in near if anchor[0] >= hard]
    tight = [a for a, b, kind in near if b == start and kind in ("division", "level")]
    for a, b, kind in near:
        if b > end:
            continue
        if b > start:
            return None  # the head is part of a place's name: 莫斯科
        inner = text[b:start]
        if tight and a < tight[-1] and b < tight[-1]:
            continue  # 自治州|三亚市|政府: the anchor that touches the head
        if kind == "body" and any(m.group() in _ACTIONS for m in STOPS.finditer(inner)):
            continue
        if _PART_OF_MANY.search(inner):
            return None
        if text[a:b] == "全国" and text[end - 1] in "局厅处科":
            return None  # 全国邮政管理局 names all of them
        if inner == "" and kind == "level" and text.startswith(("性", "各"), b):
            continue
        if a < soft and (not _joined(inner) or any(b < n and text[n - 1] in "和与及同对暨" for n in nested)):
            continue
        vague = len(text[a:b]) > 1 and not text.startswith("自治", a) and head in VAGUE_HEADS
        if kind == "level" and len(inner) < 2 and (head in WEAKEST_HEADS or vague):
            continue
        if b in nested and text.startswith(("全国", "国务院", "中共中央", "联合国"), b):
            continue  # 上海市|全国人大: what belongs to the whole state begins anew
        if any(b < n < start for n in nested) and not text.startswith("驻", b):
            continue  # a later anchor is nearer: 纽约|联合国, 国务院任免|外交部
        if text[start:end] in VENUE_HEADS or VENUE_END.search(text, b, end):
            return None
        if b == start and len(text[start:end]) == 1 and kind == "level" and text[a:b] in ("省", "市", "县", "区") and text[start] not in "委局厅":
            continue
        if _too_plain(text, a, end) or _SEVERAL.search(inner + text[start]):
            return None
        return BodySpan(a, end, kind)
    core = text[soft:start]
    whole = text[soft:end]
    if len(core) < 2 or len(core) > 18 or GENERIC.match(whole) or not names.is_han(core) or names.is_common_word(whole):
        return None
    if re.search("[省市县区州旗]委$", whole):
        return None  # 广大县委: a committee's name begins with its division
    if text.startswith("长", end) and len(core) <= 3 and names.surname_at(core, 0):
        return None  # 马军胜局长 is a person
    if head in VAGUE_HEADS or head == "社区" or not _stands_alone(text, soft, end, title_starts):
        return None
    return BodySpan(soft, end, "word")


#: Party units that stand inside another body, unless a division alone is before them (自治区党委, 德胜镇党委).
_INSIDE = frozenset("党委 党总支 总支部 支部 党支部 机关党委 直属机关党委 纪检组 纪检监察组 党工委 直属机关工委 团委 工会 董事会 监事会 理事会 主席团".split())
_BODY_END = re.compile("(?:局|厅|委|院|部|会|署|社|公司|集团|大学|学校|中学|中心|处|所|原|银行|总社|校|站|馆|台|府)$")


def _ends_body(text: str, at: int) -> bool:
    return _BODY_END.search(text, max(0, at - 4), at) is not None


#: Of the words that may stand inside a name, those that are verbs behind a known body: 党中央|推进|人大.
_ACTIONS = frozenset("推进 落实 检查 调研 学习 视察 考察 选举 任命 到 向 据 不 并 经 将 获 得 达 有".split())
_PART_OF_MANY = re.compile("各|部分|有关|相关|所有|全体|多家|两家|若干|等[两三四五六七八九十\\d]*家")
#: 政协第十四届全国委员会经济委员会: a term stands between the body and its level.
_TERM_BODY = re.compile(
    r"(?:中国人民政治协商会议|人民政协|政协)(?:第[一二三四五六七八九十]{1,3}届)?(?P<level>全国|[\u4e00-\u9fff]{2,9}?(?:省|市|"
    r"县|区|州|自治区))(?:第[一二三四五六七八九十]{1,3}届)?委员会"
    r"(?P<part>常务委员会|(?:(?!关于|进一步|发挥)[\u4e00-\u9fff]){2,14}?委员会|办公厅|主席会议)?"
)


def _by_term(text: str) -> list[BodySpan]:
    """Bodies of the consultative conference as resolutions write them, with the term before the level."""
    out = []
    for m in _TERM_BODY.finditer(text):
        name = m["level"] + "政协" + (m["part"] or "").replace("常务委员会", "常委会").replace("主席会议", "")
        out.append(BodySpan(m.start(), m.end(), "body", name))
    return out


#: Several bodies at once: 四市局, 11个市局.
_SEVERAL = re.compile(r"[两三四五六七八九十\d]+个?[省市县区州]")


def _stands_alone(text: str, start: int, end: int, title_starts: frozenset[int]) -> bool:
    """Whether a name with no anchor stands where only a body can: before a title, or as a clause's subject."""
    if end in title_starts or (end - 1 in title_starts and text[end - 1] in "部局厅院"):
        return True
    before = text[start - 1 : start]
    if before and before not in "，。；：、\n （(“":
        return False
    return BODY_ACTS.match(text, end) is not None


def _joined(inner: str) -> bool:
    """Whether 和 or 与 inside a name joins its parts (住房和城乡建设), not two things."""
    if inner[:1] in ("和", "与", "及", "同", "对", "暨") or len(inner) > 24:
        return False
    return not re.search(r"(?:局|厅|部|院|(?<!社)会|委|司|公司|政府|书记|主任|主席|市|省|县)(?:和|与|及|同|对|向|暨)", inner)


_PLAIN = re.compile(
    r"中国大地(?!财产|保险)|中国公司$|第[一二三四五六七八九十\d]+次|"
    r"(?:全国|中国|国家|中央|省|市|县|区)(?:各|优秀|先进|模范|有关|相关|级|直|部门|内|外|里|场)"
)


def _too_plain(text: str, start: int, end: int) -> bool:
    whole = text[start:end]
    if names.is_common_word(whole) and len(whole) <= 3:
        return not whole.endswith(("政府", "政协", "人大", "法院", "纪委", "监委", "委", "局", "厅"))
    return _PLAIN.match(whole) is not None


def _longest(text: str, found: list[BodySpan]) -> list[BodySpan]:
    """The longest names, none overlapping; of equals the lexicon's."""
    found.sort(key=lambda b: (b.start, -b.end, not b.known))
    out: list[BodySpan] = []
    for b in found:
        if out and b.start < out[-1].end:
            last = out[-1]
            if b.end <= last.end:
                continue
            # A longer name that begins later wins only where the earlier one has no anchor of its own.
            if last.anchor == "word" and b.anchor != "word":
                out[-1] = b
            continue
        out.append(b)
    return out
