"""Who can do something in a sentence: runs of names with their titles, organisations and described groups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction.mentions import BureauMention, Mentions, PersonMention, T
from loaders.extraction.posts import Stacks

#: Between two names of one run: marks, notes, 同志, 等.
_LINK = re.compile(
    r"(?:同志|先生|女士|教授|博士|院士|夫妇|夫人)?(?:[（(][^（）()]{1,30}[)）])?(?:同志)?等?(?:同志|领导|人)?(?:[、，,；;/]|和|与|"
    r"及|以及|还有|同|[ \t\u3000]{1,3}|、?\n)*(?:以及|和|与)?"
)
#: What may stand behind a run before its verb: 等, 同志, 一行.
TAIL = re.compile(
    r"(?:同志|先生|女士|教授|博士|夫妇|夫人)?(?:[（(][^（）()]{1,30}[)）])?(?:等(?:同志|领导同志|领导|专家|教授|人|委员|[\u4e00-\u9fff]{0,4}(?:负责人|"
    r"负责同志|领导|专家|代表))?)?(?:一行|两人|二人|[一二三四五六七八九十\d]+(?:人|位(?:同志|委员|领导|专家|代表)?|名(?:同志|委员|"
    r"代表)?))?(?:同志)?"
)

_GROUP_HEADS = (
    "主要负责人|主要负责同志|有关负责人|有关负责同志|相关负责人|分管负责人|分管领导|负责人|负责同志|主要领导|领导同志|领导班子成员|"
    "班子成员|领导|代表|成员|工作人员|人员|干部职工|干部|职工|党员|师生|学生|教师|同学|委员|专家|学者|专家学者|"
    "同志|各界人士|人士|嘉宾|群众|官兵|村民|居民|企业家|议员|使节|大使|驻华使节|领导人|志愿者|队员|学员|记者|亲属|家属|家长|"
    "院士|记者|随行人员|陪同人员|列席人员|代表团|党员干部|离退休干部|处室|单位|部门"
)
_GROUP = re.compile(rf"(?:{_GROUP_HEADS})(?:等)?(?:人员|同志)?(?:共?(?:约|近)?[\d一二三四五六七八九十百千]+(?:余|多)?人)?")
_SIZE = re.compile(r"([\d]+)(?:余|多)?(?:个|名|位|人)")
#: What a described group may not begin with or hold: another clause's verb.
_NO_GROUP = re.compile(
    r"召开|举行|主持|讲话|强调|指出|表示|要求|出席|参加|列席|会议由|听取|汇报|进行|开展|推进|加强|认真|作了|^(?:他|她|会议|大会|会上|"
    r"其中|来自)$"
)
#: Left edge of a described group: a stop, a mark between items, a name's end.
_EDGE = re.compile(r"[，,；;。！？!?\n：:]")


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts: ``kind`` is person, bureau or group; ``start:end`` its words, ``name`` its settled name."""

    start: int
    end: int
    name: str
    kind: str
    title: str = ""
    size: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Actors that stand in one list. ``start`` is where the first one's titles begin, ``end`` where the last name ends."""

    start: int
    end: int
    actors: tuple[Actor, ...]
    open_list: bool = False


def title_starts(stacks: Stacks, people: Sequence[PersonMention], bureaus: Sequence[BureauMention]) -> dict[int, tuple[int, str]]:
    """For each name (by start): where its stack of titles begins, and the titles as written."""
    bodies = {b.end: b.start for b in bureaus if not b.implied}
    out: dict[int, tuple[int, str]] = {}
    for p in people:
        items = stacks.before(p.start)
        if not items:
            # 三亚市教育局吴萍局长: the body stands before the name.
            out[p.start] = (bodies.get(p.start, p.start), "")
            continue
        first = items[0]
        start = first.title.start
        if first.body is not None:
            start = min(start, first.body.start)
        elif first.phrase is not None:
            start = first.phrase[0]
        elif first.country:
            start = _place_start(stacks.text, start, first.country)
        out[p.start] = (start, stacks.text[first.title.name_start : items[-1].title.end])
    return out


def title_ends(stacks: Stacks, people: Sequence[PersonMention]) -> dict[int, int]:
    """For each name (by end) that titles follow (栗战书委员长): where they end."""
    starts = [p.start for p in people]
    out = {}
    for p in people:
        items = stacks.after(p.end, starts)
        if items:
            out[p.end] = items[-1].title.end
    return out


def _place_start(text: str, at: int, country: str) -> int:
    return at - len(country) if text[max(0, at - len(country)) : at] == country else at


def find_runs(
    text: str, start: int, end: int, mentions: Mentions, stacks: dict[int, tuple[int, str]], ends: dict[int, int]
) -> list[Run]:
    """The runs of names in ``text[start:end]``, by start.

    Args:
        text: healed text.
        start, end: a sentence, in code points.
        mentions: with people and posts.
        stacks: from ``title_starts``.
        ends: from ``title_ends``.
    """
    people = _inside(mentions.people, start, end)
    runs: list[list[PersonMention]] = []
    for p in people:
        if runs:
            last = runs[-1][-1].end
            gap = text[ends.get(last, last) : stacks.get(p.start, (p.start, ""))[0]]
            if _LINK.fullmatch(gap) and len(gap) <= 34:
                runs[-1].append(p)
                continue
        runs.append([p])
    out = []
    for run in runs:
        actors = tuple(Actor(p.start, p.end, p.name, "person", stacks.get(p.start, (0, ""))[1]) for p in run)
        close = ends.get(run[-1].end, run[-1].end)
        tail = TAIL.match(text, close)
        out.append(Run(stacks.get(run[0].start, (run[0].start, ""))[0], close, actors, bool(tail and tail.group().startswith("等"))))
    return out


def groups_before(text: str, at: int, low: int, mentions: Mentions) -> list[Actor]:
    """The described groups that end right before ``at`` (a verb), back to ``low``.

    >>> from loaders.extraction.mentions import Mentions
    >>> t = "全省11个市局主要负责人和省局机关各部门负责人参加了会议"
    >>> [a.name for a in groups_before(t, t.index("参加"), 0, Mentions())]
    ['全省11个市局主要负责人', '省局机关各部门负责人']
    """
    zone = low
    edges = [m.end() for m in re.finditer(r"[。！？!?\n：:；;]", text[low:at])]
    if edges:
        zone = low + edges[-1]
    segments: list[tuple[int, int]] = []
    start = zone
    for m in re.finditer(r"[，,]", text[zone:at]):
        segments.append((start, zone + m.start()))
        start = zone + m.end()
    segments.append((start, at))
    out: list[Actor] = []
    for a, b in reversed(segments):
        found = _segment(text, a, b, mentions)
        if not found:
            break
        out = found + out
    return out


def _segment(text: str, start: int, end: int, mentions: Mentions) -> list[Actor]:
    """The groups of one stretch between commas; [] where it is no list of groups."""
    people = _inside(mentions.people, start, end)
    if people:
        start = people[-1].end
        lead = re.match(r"(?:同志)?(?:等)?(?:同志|领导)?(?:[、，,]|和|与|及|以及)", text[start:end])
        if not lead:
            return []
        start += lead.end()
    words = text[start:end]
    lead = re.match(r"^(?:会上|会后|期间|当天|同时|另外|此外|以及|和|与|还有|共有|共|近日|日前|来自|\d+月\d+日(?:上午|下午)?)[，,]?", words)
    if lead and lead.end() < len(words):
        start += lead.end()
        words = text[start:end]
    words = _ADVERBS_AFTER.sub("", words.rstrip())
    words = words.removesuffix("等")
    end = start + len(words)
    if len(words) < 3 or len(words) > 90 or _NO_GROUP.search(words):
        return []
    heads = [m for m in _GROUP.finditer(words)]
    if not heads or heads[-1].end() != len(words):
        tail = re.search(r"等?(?:共?(?:约|近)?[\d一二三四五六七八九十百千]+(?:余|多)?(?:人|名|位)|全体|分别|都|也|共同|一同|一起|还|均|先后|代表)+$", words)
        if not tail or not heads or heads[-1].end() < tail.start():
            return []
        cut = re.search(r"(?:全体|分别|都|也|共同|一同|一起|还|均|先后)+$", words)
        if cut:
            words = words[: cut.start()]
            end = start + len(words)
    pieces: list[tuple[int, int]] = []
    at = 0
    for m in heads[:-1]:
        if m.group().startswith(("部门", "单位", "处室", "代表团")):
            continue  # 有关部门和单位负责同志 are one group
        join = re.match(r"[、和与及]|以及", words[m.end() :])
        if join is None:
            continue
        rest = words[m.end() + join.end() :]
        if len(rest) > 3 and m.end() - at > 5 and _own(words[at : m.end()]) and _own(rest):
            pieces.append((at, m.end()))
            at = m.end() + join.end()
    pieces.append((at, len(words)))
    return [_actor(text, start + a, start + b, mentions) for a, b in pieces if b - a >= 3]


_ADVERBS_AFTER = re.compile(
    r"(?:在会上|在大会上|会上|在主会场|在分会场|在现场|通过视频(?:方式)?|以视频(?:方式|形式)|(?:围绕|就|结合)[^，。]{2,40}|先后|分别|"
    r"共同|一同|纷纷|还|也|都|均|应邀)+$"
)


def _own(words: str) -> bool:
    """Whether a piece of a list says by itself whose people they are (省局机关各部门负责人), not only the kind (挂职干部)."""
    return bool(re.search(r"局|厅|省|市|县|区|全|各|校|公司|单位|机关|班子|有关|\d", words))


def _actor(text: str, start: int, end: int, mentions: Mentions) -> Actor:
    words = text[start:end]
    size = _SIZE.search(words)
    body = next((b for b in mentions.bureaus if start <= b.start and b.end <= end and not b.implied), None)
    return Actor(start, end, words, "group", "", int(size.group(1)) if size else 0, body.name if body else "")


#: Behind a list of bodies: how many they are, and what (四市局, 等5家单位).
COUNTED = re.compile(r"^等?(?:[两三四五六七八九十\d]+)?(?:个|家)?(?:[省市县区州]?(?:局|公司|委|厅)|单位|部门)?")


def bureaus_before(text: str, at: int, low: int, mentions: Mentions) -> list[Actor]:
    """The organisations listed right before ``at``, back to ``low``: 大同市局、阳泉市局分别|作了发言."""
    out: list[Actor] = []
    edge = at
    found: list[BureauMention] = _inside(mentions.bureaus, low, at)
    for b in reversed(found):
        gap = text[b.end : edge]
        if edge == at:
            gap = COUNTED.sub("", gap, count=1)
            if len(gap) > 90 or re.search(r"[。！？!?\n，,；;]", gap):
                break
        elif not re.fullmatch(r"[、和与及，,]|以及", gap):
            break
        out.insert(0, Actor(b.start, b.end, b.name, "bureau"))
        edge = b.start
    return out


def _inside(items: Sequence[T], start: int, end: int) -> list[T]:
    i = bisect_left(items, start, key=lambda m: m.start)
    out = []
    while i < len(items) and items[i].start < end:
        if items[i].end <= end:
            out.append(items[i])
        i += 1
    return out
