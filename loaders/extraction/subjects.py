"""Who does it: the people, groups and organisations that stand as the subject of a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction.mentions import BureauMention, Mentions, PersonMention, within
from loaders.extraction.stacks import Stacks
from loaders.records import swift


@swift
@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts: ``kind`` is person, bureau or group; ``start:end`` its words, ``name`` its settled name.

    ``settled`` is the span of the words that complete the name where its own do not (a head that two groups share).
    """

    start: int
    end: int
    name: str
    kind: str
    title: str = ""
    size: int = 0
    of: str = ""
    settled: tuple[int, int] | None = None
    role: str = ""


@swift
@dataclass(frozen=True, slots=True)
class Run:
    """People that stand in one list. ``start`` is where the first one's titles begin, ``end`` where the last one's end."""

    start: int
    end: int
    actors: tuple[Actor, ...]
    open_list: bool = False


_HONOUR = r"(?:同志|先生|女士|教授|副教授|博士|院士|大使|夫妇|夫人|老师|同学|校友|阁下)?(?:[（(][^（）()]{1,30}[)）])?(?:同志)?"
#: Between two names of one run: marks, notes, 同志, 等.
_LINK = re.compile(rf"{_HONOUR}等?(?:同志|领导|人)?(?:[、，,；;/]|和|与|及|以及|还有|同|[ \t\u3000]{{1,3}}|、?\n)*(?:以及|和|与)?")
#: The same where the titles before the second name are not all known as such.
_LOOSE = re.compile(
    rf"{_HONOUR}(?:[、，,；;]|和|与|及|以及|[、，,]以及)(?P<rest>[\u4e00-\u9fff、（）()]{{1,24}})"
)
_NO_LINK = re.compile(
    r"[的了向对由将并被把让说同与给率就]|在(?!校|读|职|岗)|为(?!人民)|主持(?!人)|出席|参加|会议|大会|讲话|[作做]|强调|会见|会谈|表示|陪同|宣布|宣读|发言|汇报|介绍|致辞|举行|召开|来到|考察|调研|随后|最后|期间|图为|当选|任命|担任"
)
_TITLE_END = re.compile(r"[长记任员席理表授士师事官使监裁书委组家董者]$|[、和]$|副$")
#: What may stand behind a run before its verb: 等, 同志, 一行.
TAIL = re.compile(
    rf"{_HONOUR}(?:等(?:[\u4e00-\u9fff]{{0,6}}(?:领导同志|领导|专家|教授|委员|负责人|负责同志|代表|嘉宾|导师|老师|教师|学者|院士|校友|同学|干部|官员|议员"
    r"|成员)|同志|人)?)?(?:一行)?"
    r"(?:(?:共计?)?[两二三四五六七八九十\d]+[余多]?(?:人|位(?:同志|委员|领导|专家|代表|教授|老师|嘉宾)?|名(?:同志|委员|代表|教师|学生)?))?(?:同志)?(?:都|均|也|还|一起|一同)?"
)
#: 中国驻|瑞士大使: the title goes on to the left of the body that was read.
_POSTED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:常)?驻$|常驻$|驻$")
#: Words just before a name that make it the object of something, so that no verb after it is its own.
OBLIQUE = re.compile(
    r"(?:向|对|同|跟|给|应|受|据|率|率领|带领|陪同|会见|看望|(?:并|决定|建议|同意|提议|，)委托|委派|指派|要求|通知|安排|请|欢迎|学习|贯彻|领会|落实|按照|根据|围绕|关于|纪念|缅怀|感谢|代表|体现|听取|邀请|祝贺|介绍|转达|为|把|将|"
    r"学习贯彻|贯彻落实|深入贯彻|深入学习贯彻|全面贯彻|深入领会|认真学习|传达|传达学习|宣传|以|在)(?:了)?$"
)
_BEFORE_HEAD = re.compile(r"(?:会上|由|随后|[日午天]|期间|后|时|其中|是|：|报道|讯|电)$")

_ADVERB = re.compile(
    r"(?>《[^》]*》[、，,和]{0,2}|等?为题[，,]?|[两三几多\d]次|[今昨当][天日早晚晨](?:[上下]午)?|(?:本|上|这)?(?:周|星期|礼拜)[一二三四五六日天]"
    r"(?:（\d{1,2}月\d{1,2}日）)?(?:早上|晚上|[上下]午)?|（[前后左右中排起第一二三四五六七八九十、]{1,6}）|其后|早前|亦|则|曾经?|日前|近日|同日|(?:\d{1,2}月)?\d{1,2}[日号]?(?:上午|下午|晚上|晚)?|上午|下午|先后|分别|共同|一同|一起|首先|最后|随后|接着|同时|依次|也|还|并|均|都|亲自|应邀|受邀|专程|全程|"
    r"现场|在京|会上|会议上|会议期间|期间|的|了|就|作|做|致|进行|将|即将|已|又|再次|再|特别|专门|受委托|全文|集体|及|和|一行|等|人|同志|联合|轮流|发表|重要|还将|纷纷|如期|因故|因病|未能|未|没有|拟|定于|"
    r"为大家|为全体[\u4e00-\u9fff]{1,6}|带队|通过视频(?:连线|方式|形式)?|视频|线上|线下|正式|应约|隆重|应|来华|来京|专题|从严|集中|亲切|详细|简要|全面|深入|认真|现任|，|,|\s|、|讲话|致辞|主持|发言|总结|时|后|中)"
)
_PHRASE = re.compile(
    r"(?>在(?!线|职|校)|于|就(?!业|职)|对(?!话|外|接|口|标)|围绕|结合|以(?!及|色)|代表(?!团|大会)|通过|作为|从(?!业|事)|向|为(?!期|首)|应(?!急|用)|受|率(?!先)|带领|率领|同(?!志|学|仁)|与(?!会)|根据|按照|针对|随|经(?!济|验|理)|给|聚焦|紧扣|立足|利用|用(?!户)|到(?!会|位|场)|赴|来到|带着|携)(?:《[^》]*》|[^，,。；：！？\n《]){0,80}(?:[，,]|$)"
)


def transparent(text: str, start: int, end: int) -> bool:
    """Whether only adverbs and phrases with a preposition stand in ``text[start:end]``, between a name and its verb.

    >>> transparent("张春生8月3日在海城就安全生产工作作讲话", 3, 16), transparent("张春生的秘书讲话", 3, 6)
    (True, False)
    """
    if end - start > 600:
        return False
    at = start
    while at < end:
        step = _PHRASE.match(text, at, end)
        if step is not None and _OF.search(step.group()):
            step = None  # 在座谈会上的讲话: a noun
        step = step or _ADVERB.match(text, at, end)
        if step is None or step.end() == at or (at == start and text[at] == "的"):
            return False
        at = step.end()
    return True


_OF = re.compile("[上中时]的|期间的")


class People:
    """The people of one text with their titles, ready to be read as runs."""

    def __init__(self, text: str, mentions: Mentions, stacks: Stacks) -> None:
        self.text = text
        self.people = mentions.people
        self._starts = _title_starts(stacks, mentions.people, mentions.bureaus)
        self._ends = _title_ends(stacks, mentions.people)
        self._written: dict[tuple[int, int], tuple[str, str]] = {}
        roles: dict[str, str] = {}
        for p in mentions.posts:
            if p.former:
                continue
            roles.setdefault(p.person, p.bureau + p.title)
            self._written.setdefault(p.person_at, (p.written or p.title, p.bureau + p.title))
        self._roles = roles

    def actor(self, p: PersonMention) -> Actor:
        """A person with the title as written there and the first post the notice gives."""
        written, role = self._written.get((p.start, p.end), ("", ""))
        title = self._starts.get(p.start, (0, ""))[1] or written
        return Actor(p.start, p.end, p.name, "person", title, settled=p.settled_by, role=role or self._roles.get(p.name, ""))

    def runs(self, start: int, end: int) -> list[Run]:
        """The runs of names in ``text[start:end]``, by start."""
        found: list[list[PersonMention]] = []
        for p in within(self.people, start, end):
            if found and self._linked(found[-1][-1], p):
                found[-1].append(p)
            else:
                found.append([p])
        out = []
        for run in found:
            close = self._ends.get(run[-1].end, run[-1].end)
            tail = TAIL.match(self.text, close)
            first = self._starts.get(run[0].start, (run[0].start, ""))[0]
            if posted := _POSTED.search(self.text, max(start, first - 8), first):
                first = posted.start()
            out.append(Run(first, close, tuple(map(self.actor, run)), bool(tail and "等" in tail.group())))
        return out

    def _linked(self, last: PersonMention, p: PersonMention) -> bool:
        start = self._ends.get(last.end, last.end)
        stack = self._starts.get(p.start, (p.start, ""))
        if self.text.startswith("率", stack[0]):
            return False
        gap = self.text[start : max(stack[0], start)]
        if len(gap) <= 34 and _LINK.fullmatch(gap):
            return not (gap == "同" or (gap and gap[0] in "同与" and len(gap) == 1 and not stack[1]))
        loose = _LOOSE.fullmatch(gap)
        if loose is None or _NO_LINK.search(loose["rest"]):
            return False
        return bool(stack[1]) or _TITLE_END.search(loose["rest"]) is not None

    def heads_clause(self, at: int) -> bool:
        """Whether a run of names begins a clause, so that it can be the subject of a verb over a comma."""
        before = self.text[max(0, at - 12) : at]
        return not before or before[-1] in "，。；：！？\n,;:“、（( ）)" or _BEFORE_HEAD.search(before) is not None


def _title_starts(stacks: Stacks, people: Sequence[PersonMention], bureaus: Sequence[BureauMention]) -> dict[int, tuple[int, str]]:
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
        elif first.country and stacks.text.endswith(first.country, 0, start):
            start -= len(first.country)
        out[p.start] = (start, stacks.text[first.title.name_start : items[-1].title.end])
    return out


def _title_ends(stacks: Stacks, people: Sequence[PersonMention]) -> dict[int, int]:
    """For each name (by end) that titles follow (栗战书委员长): where they end."""
    starts = [p.start for p in people]
    out = {}
    for p in people:
        items = stacks.after(p.end, starts)
        # 王桂兰代表省局致辞: the verb, not a title.
        if items and items[-1].title.text != "代表":
            out[p.end] = items[-1].title.end
    return out
