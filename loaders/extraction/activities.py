"""Official activities that have no name of their own: who met, visited or inspected whom or where.

Each gets a short name in one way: the person, the verb and whom or what as the notice says it, dates and manner left
out (张春生会见刘海涛, 张春生到海城市调研). Guests met one by one (分别会见) make one activity each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

import ahocorasick_rs

from loaders.extraction.meeting_names import elsewhere
from loaders.extraction.mentions import Mentions, PersonMention
from loaders.extraction.reading import Reading, Span

_VERBS = {
    "meet": "会见 接见 会谈 会晤 约见 宴请 通电话 通话 拜会",
    "inspect": "考察调研 调研指导 考察指导 视察指导 检查指导 调研 考察 视察 检查 督查 督导 暗访 巡查",
    "visit": "看望慰问 走访慰问 看望 慰问 走访 参观 拜访 探望 慰勉 国事访问 访问 抵达 出访",
    "honour": "献花圈 献花篮 敬献花圈 敬献花篮 宣誓就职",
}
FAMILY = {verb: family for family, words in _VERBS.items() for verb in words.split()}
KIND = {"meet": "meeting", "inspect": "inspection", "visit": "visit", "honour": "ceremony"}
#: Verbs whose object stands before them, after 同 or 与.
_WITH = frozenset("会谈 会晤 通电话 通话".split())

#: After the verb: it is a noun, or part of another word.
_NOUN_AFTER = re.compile(
    r"[组团员站所室表单证费点权期]|报告|情况|结果|工作组|机制|制度|活动|厅|纪要|成果|日程|行程|计划|方案|验收|中心|院"
    r"|录|稿|建议|问题|意见|要求|时间|记者|人数|量|内容"
    r"|厅|函|电|信|品|物资|金(?!山|门|华|昌)|演出|协议|仪式|工作会|法"
)
_NOUN_BEFORE = re.compile(
    r"(?:监督|执法|安全|健康|纪律|接受|专项|日常|自我|组织|干部|核酸|体温|医学|例行|突击|随机|全面|体检|现场办公|开展"
    r"|加强|受到|记者|对|首次|历史性|此次|这次|本次|该|"
    r"正式|会议|据|经|做好|不断|共同|深度|专题|认真|后续|任前|集中|飞行|通过|回访|入户|专业|线上|市场|问卷|审查|年度"
    r"|工作|实地)$"
)
#: Those of the words above that may still stand before a verb proper.
_ADVERB_BEFORE = re.compile(
    r"(?:正式|专题|实地|共同|首次|认真|全面|集中|开展|专项|现场办公|据|经|工作|对|专业|线上|不断|通过|随机|突击)$"
)
_JOINS = re.compile(
    r"(?:参加|出席|陪同|随同|一同|主持|参与|陪|一起|列席|全程陪同)(?:了)?(?:有关|上述|此次|这些|集体)?$"
)
_SPEECH = re.compile(
    r"(?:指出|强调|表示|要求|说|认为|希望|指|介绍|提出|透露|回忆|写道|称|谈到|回应|呼吁|评价|肯定|得知|听取|宣布"
    r"|规定|明确)(?:[，,：:“]|$)"
)
_FUTURE = re.compile(r"(?<![的大上中少主必])将(?!军|士)|拟|定于|即将")
_NOT_SUBJECT = re.compile(
    r"(?:[同与应受向由给对]|陪同|会见|接见|据|学习|贯彻|落实|根据|按照|关于|围绕|欢迎|感谢|祝贺|请|委托|代表|传达"
    r"|领会|遵循|以|在(?=[^，]{0,12}(?:带领|领导)))[^，、。]{0,40}$"
)
_SKIP = re.compile(
    r"(?:\s|同志|一行|先生|女士|总书记|主席|总理|委员长|局长|书记|省长|市长|部长|主任|院长|校长|县长|区长|厅长|会长"
    r"|[（(][^）)]{1,20}[)）]|于|等)+"
)
_MANNER = re.compile(
    r"亲切|专程|分别|先后|集体|应约|应邀|继续|还|又|再次|亲自|深入细致|认真|一并|共同|随后|今天|昨天|当天|下午|上午"
    r"|晚上|连续|专门|前来|就近|实地|现场|多次"
    r"|了(?!解)|即将|将(?!军)|正在|曾|已|率队|带队|,|，|：|—+"
)
_OBJECT_END = re.compile(
    r"[，,。；;：:！!？?\n]|并(?!购)|时(?![代期间局政事尚装空速评任])|期间|[之以]?后(?=[，,。])|前(?=[，,。])"
    r"|的(?=时候|情况)|(?<!代)表示|强调|指出|就(?=[^，。]{2,30}(?:交换|进行|听取))|等?(?:陪同|参加)|以及(?=出席|参加"
    r"|考察)"
)
#: A clause that ends with a person goes on with a list: 会见总统甲，总理乙，同丙举行会谈.
_TITLE_OBJECT_END = re.compile(r"[ 　]|" + _OBJECT_END.pattern)
_ENDS = re.compile(r"(?:同志|一行|等|先生|女士|[（(][^）)]*[)）])*")
_TO = re.compile(r"(?:先后)?(?:来到|走进|深入|前往|赴|到|至|抵达|在|率队到|率队赴|一行到|一行赴)(?=[^，。；：\n]{2,})")
_WITH_WHOM = re.compile(r"(?:同|与|和)(?!时|志|步|意|心|期|样|比|此)")
_ABROAD = re.compile(
    r"对(?P<place>[^，。；：\n]{1,30}?)(?:进行|开始|展开)?(?:了|为期[^，。]{1,6}的)?(?P<sort>国事|正式友好|正式"
    r"|工作|友好|回访|历史性)?$"
)
_SPLIT = re.compile(r"分别|先后|逐一|一一")
_GAP_STOP = re.compile(
    r"[，,]与|出席|参加|主持|会见|考察|调研|同(?!志)|表示|指出|强调|并(?!列)|举行|进行|[。；！？\n：]|陪同|率|访问"
    r"|接受|认为|当选|合影|转达|听取|交换|就|对"
)
#: 会见出席论坛的总理: what brought the guest
_WHO_CAME = re.compile(
    r"^(?:了)?(?:前来|应邀|正在|来华|来京|来沪|来)?(?:出席|参加|访问|进行|来访|率)[^，。；]{0,40}?的"
)
_SPOKEN_OF = re.compile(r"[中时后](?:$|[，,]|强调|指出|表示|频|多次|要求|说|的)")
_ABOUT = re.compile(r"关于[^，。；]{0,16}$")
_WITH_STOP = re.compile(r"出席|参加|主持|考察|调研|表示|指出|强调|举行(?!会[谈见晤])|[。；！？\n]|陪同|访问|就")
_NO_GROUP = re.compile(
    r"(?:总书记|主席|总统|总理|首相|国王|同志|阁下|先生|女士|他|她|你|我|其|双方)*(?:们|同志)?$|[时前后]|中(?!央"
    r"|国|共|外|直)|并|的时候|\d"
)
_PLURAL = re.compile(
    r"[们各]|代表|人士|负责人|同志|群众|干部|职工|人员|集体|官兵|家属|亲属|委员|嘉宾|成员|领导人|后人|团$|一行"
    r"|同仁|医务|学生|教师|师生|工人|民警|企业家|专家|使节|记者|选手|老人|党员|战士|团队|团组|队员"
)


@dataclass(slots=True)
class Activity:
    """One activity as one clause tells it. ``start:end`` spans its verb and object, ``verb`` the verb alone."""

    start: int
    end: int
    name: str
    family: str
    kind: str
    verb: tuple[int, int]
    hosts: list[str] = field(default_factory=list)
    guests: list[str] = field(default_factory=list)
    #: what is inspected or visited, as written
    object: str = ""
    #: spans that hold the place: after 在 or 到, and the object's own
    where: list[tuple[int, int]] = field(default_factory=list)
    future: bool = False
    host_at: tuple[int, int] = (0, 0)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    verbs = tuple(FAMILY)
    return ahocorasick_rs.AhoCorasick(verbs, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), verbs


def find_activities(reading: Reading, mentions: Mentions) -> tuple[list[Activity], list[tuple[int, int, str]]]:
    """The activities that a reading tells, and the places where one is only referred to (参加会见, 陪同调研).

    Args:
        reading: the notice as read.
        mentions: its people, places and bureaus.

    Returns:
        Activities sorted by start; references as ``(start, end, family)``. Offsets are code points.

    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "", "8月20日，张春生在海城分别会见刘海涛、王桂兰。李大明参加会见。"))
    >>> people = [PersonMention(r.text.index(n), r.text.index(n) + 3, n) for n in ("张春生", "刘海涛", "王桂兰", "李大明")]
    >>> found, referred = find_activities(r, Mentions(people=people))
    >>> [a.name for a in found], [r.text[s:e] for s, e, _ in referred]
    (['张春生会见刘海涛', '张春生会见王桂兰'], ['会见'])
    """
    text = reading.text
    automaton, verbs = _automaton()
    out: list[Activity] = []
    referred: list[tuple[int, int, str]] = []
    if not mentions.people:
        return out, referred
    scene = _Scene(reading, mentions)
    for k, start, end in automaton.find_matches_as_indexes(text):
        verb = verbs[k]
        if _JOINS.search(text, max(0, start - 12), start):
            referred.append((start, end, FAMILY[verb]))
            continue
        if elsewhere(text, start):
            continue
        found = scene.read(verb, start, end)
        if found:
            out.extend(found)
    return out, referred


class _Scene:
    def __init__(self, reading: Reading, mentions: Mentions) -> None:
        self.reading = reading
        self.mentions = mentions
        self.text = reading.text
        self.people = mentions.people
        #: hosts of the activity told last, for a sentence that leaves them out
        self.last: list[PersonMention] = []
        self.last_at = -1

    def read(self, verb: str, start: int, end: int) -> list[Activity]:
        text = self.text
        family = FAMILY[verb]
        if _NOUN_AFTER.match(text, end) and not (verb == "抵达"):
            return []
        if _NOUN_BEFORE.search(text, max(0, start - 6), start) and not _ADVERB_BEFORE.search(text, max(0, start - 6), start):
            return []
        if _ABOUT.search(text, max(0, start - 20), start):
            return []
        hosts = self._hosts(start, end)
        if not hosts:
            return []
        clause = self._clause(start)
        object_end = self._object_end(end)
        made: list[Activity] = []
        if family == "meet":
            made = self._met(verb, start, end, clause, object_end, hosts)
        elif verb in ("访问", "国事访问", "出访", "抵达"):
            made = self._abroad(verb, start, end, clause, object_end, hosts)
        elif family == "honour":
            made = self._honoured(verb, start, end, clause, hosts)
        else:
            made = self._seen(verb, family, start, end, clause, object_end, hosts)
        for a in made:
            a.host_at = (hosts[0].start, hosts[0].end)
            a.future = _FUTURE.search(text, max(hosts[0].end if hosts[0].start < start else clause.start, clause.start - 40), start) is not None
        if made:
            self.last, self.last_at = hosts, end
        return made

    def _clause(self, at: int) -> Span:
        """The clause at an offset; in the title a space parts clauses too."""
        clause = self.reading.clause_at(at)
        if not self._title(at):
            return clause
        start = self.text.rfind(" ", clause.start, at) + 1 or clause.start
        end = self.text.find(" ", at, clause.end)
        return Span(start, clause.end if end < 0 else end)

    # Who does it.

    def _hosts(self, start: int, end: int) -> list[PersonMention]:
        reading = self.reading
        sentence = reading.sentence_at(start)
        clause = self._clause(start)
        stop = start
        for _ in range(8):
            inside = self._between(clause.start, stop)
            if _SPEECH.search(self.text, max(clause.start, sentence.start), stop if clause.start <= start < clause.end else clause.end):
                return []
            listed = stop != start and inside and _ENDS.fullmatch(self.text, inside[-1].end, clause.end)
            subject = [] if listed else self._subject(clause.start, inside)
            if subject:
                return subject
            if clause.start <= sentence.start:
                break
            clause = self._clause(clause.start - 2)
            stop = clause.end
            if clause.start < sentence.start:
                break
            if self.text[clause.end : clause.end + 1] in ("：", ":"):
                return []
        return self._after(start, end, sentence) or self._left_out(start, sentence)

    def _between(self, start: int, end: int) -> list[PersonMention]:
        out = []
        for p in self.people[bisect_left(self.people, start, key=lambda m: m.start):]:
            if p.start >= end:
                break
            if p.end <= end:
                out.append(p)
        return out

    def _subject(self, floor: int, inside: list[PersonMention]) -> list[PersonMention]:
        out: list[PersonMention] = []
        for p in inside:
            if out:
                gap = self.text[out[-1].end : p.start]
                if re.fullmatch(r"[^，。；：]{0,30}[、和与及][^，。；：]{0,30}", gap) and not _GAP_STOP.search(gap) and not _TO.search(gap):
                    out.append(p)
                    continue
                break
            if _NOT_SUBJECT.search(self.text, floor, p.start):
                return []
            out.append(p)
        return out

    def _after(self, start: int, end: int, sentence: Span) -> list[PersonMention]:
        """会见通伦时，王沪宁表示: the host follows."""
        clause = self.reading.clause_at(start)
        if self.text[clause.end - 1] not in "时后前中":
            return []
        following = self.reading.clause_at(clause.end + 1)
        if following.start >= sentence.end:
            return []
        inside = self._between(following.start, following.end)
        return self._subject(following.start, inside)[:1]

    def _left_out(self, start: int, sentence: Span) -> list[PersonMention]:
        """A sentence with no person before the verb goes on with the host of the last activity, in one paragraph."""
        if not self.last or self._between(sentence.start, start):
            return []
        if "\n" in self.text[self.last_at : start] or start - self.last_at > 120:
            return []
        if not re.match(r"\d|同日|当[天日]|随后|之后|其间|期间|在[^，]{1,20}期间|会[见谈]后|此外|另外|还", self.text[sentence.start : sentence.start + 24]):
            return []
        return self.last

    # Whom or what.

    def _object_end(self, end: int) -> int:
        found = (_TITLE_OBJECT_END if self._title(end) else _OBJECT_END).search(self.text, end, end + 60)
        return found.start() if found else min(len(self.text), end + 60)

    def _met(self, verb: str, start: int, end: int, clause: Span, object_end: int, hosts: list[PersonMention]) -> list[Activity]:
        text = self.text
        guests: list[PersonMention] = []
        group = ""
        before = ""
        at = start
        low = max(clause.start, hosts[-1].end if hosts[-1].start < start else clause.start)
        with_whom = _WITH_WHOM.search(text, low, start)
        if with_whom is None and hosts[-1].end < clause.start:
            # 同总统甲，总理乙分别举行会谈: the list began clauses before
            for m in _WITH_WHOM.finditer(text, hosts[-1].end, clause.start):
                if not _WITH_STOP.search(text, m.end(), start):
                    with_whom, low = m, m.start()
                    break
        if with_whom is not None and (verb in _WITH or re.search(r"举行|进行", text[with_whom.end() : start])):
            guests = self._between(with_whom.end(), start)
            before = text[with_whom.end() : start]
            before = re.split(r"在(?!京)|于|就", before)[0]
            group = re.sub(r"(?:分别|先后|共同|举行|进行|应约|双边|会[见谈晤]|成功|小范围|大范围|正式|年内第.次|第.次|首次|了|并|亲切|友好)+$", "", before)
            at = with_whom.start()
            form = "{host}同{guest}" + verb
        elif verb in _WITH:
            return []
        else:
            group = text[end:object_end].removeprefix("了")
            guests = self._listed(end, object_end)
            form = "{host}" + verb + "{guest}"
        host = "、".join(h.name for h in hosts[:3])
        guests = [g for g in guests if g.name not in {h.name for h in hosts}]
        where = self._wheres(clause.start, start)
        last = max([object_end if verb not in _WITH else end, *(g.end for g in guests)])
        family = "meet"
        kind = "call" if verb in ("通电话", "通话") else "meeting"
        if guests:
            one_by_one = _SPLIT.search(text, low, start) or len({g.name for g in guests}) > 3
            groups = [[g] for g in guests] if one_by_one else [guests]
            return [
                Activity(at, last if not one_by_one else gs[-1].end if at == start else end,
                         form.format(host=host, guest="、".join(dict.fromkeys(g.name for g in gs))), family, kind, (start, end),
                         [h.name for h in hosts], list(dict.fromkeys(g.name for g in gs)), where=where)
                for gs in groups
            ]
        group = group.strip("，。、 了")
        if not 2 <= len(group) <= 45 or _NO_GROUP.match(group):
            return []
        return [Activity(at, last, form.format(host=host, guest=group), family, kind, (start, end), [h.name for h in hosts], [group], group, where)]

    def _listed(self, start: int, end: int) -> list[PersonMention]:
        """The people named after the verb, over commas while only titles stand between them."""
        out: list[PersonMention] = []
        at = start
        sentence_end = self.reading.sentence_at(start).end
        for p in self.people[bisect_left(self.people, start, key=lambda m: m.start):]:
            if p.start >= sentence_end:
                break
            gap = self.text[at : p.start]
            if not out:
                gap = _WHO_CAME.sub("", gap)
            if _GAP_STOP.search(gap) or len(gap) > 60 or (not out and p.start >= end):
                break
            if out and re.search(r"[，,]", gap) and not re.match(r"[，。、；,和及以与]|一行|$|\n", self.text[p.end : p.end + 1]):
                break
            if not out and re.search(r"的(?:后人|亲属|家属|夫人|遗孀|代表)?$", self.text[p.end : p.end + 3]):
                break
            if re.match(r"(?:同志)?(?:的)?(?:亲属|后人|家属|遗孀)", self.text[p.end : p.end + 6]):
                break
            out.append(p)
            at = p.end
        return out

    def _abroad(self, verb: str, start: int, end: int, clause: Span, object_end: int, hosts: list[PersonMention]) -> list[Activity]:
        text = self.text
        if re.match(r"量|者|页|控制|权限|网站|学者|教授|记者|期间受", text[end : end + 3]):
            return []
        found = _ABROAD.search(text, max(clause.start, start - 40), start)
        host = "、".join(h.name for h in hosts[:3])
        if found and verb in ("访问", "国事访问"):
            places = self._places(found.start("place"), found.end("place"))
            if not places:
                return []
            place = "、".join(dict.fromkeys(p for p, _, _ in places))
            sort = (found.group("sort") or "") + verb
            spans = [(s, e) for _, s, e in places]
            return [Activity(found.start(), end, f"{host}对{place}进行{sort}", "visit", "visit", (start, end), [h.name for h in hosts], [], place, spans)]
        places = self._places(end, object_end)
        if not places or places[0][1] > end + 1:
            return []
        if verb == "抵达":
            near = text[clause.start : self.reading.sentence_at(start).end]
            if re.search(r"[对].{1,20}访问|访问[^期中]", near) or not re.search(r"出席|参加", near):
                return []
        run = places[:1]
        for p in places[1:]:
            if re.fullmatch(r"[、和及与]|及其", text[run[-1][2] : p[1]]):
                run.append(p)
        place = "、".join(dict.fromkeys(p for p, _, _ in run))
        return [Activity(start, run[-1][2], f"{host}{verb}{place}", "visit", "visit", (start, end), [h.name for h in hosts], [], place, [(s, e) for _, s, e in run])]

    def _title(self, at: int) -> bool:
        return at < self.reading.body_start - 1

    def _places(self, start: int, end: int) -> list[tuple[str, int, int]]:
        out = []
        places = self.mentions.places
        for p in places[bisect_left(places, start, key=lambda m: m.start):]:
            if p.start >= end:
                break
            out.append((p.name, p.start, p.end))
        return out

    def _honoured(self, verb: str, start: int, end: int, clause: Span, hosts: list[PersonMention]) -> list[Activity]:
        to = re.compile(r"向[^，。]{2,30}$").search(self.text, max(clause.start, start - 34), start)
        what = (to.group() if to else "") + verb
        if verb != "宣誓就职" and to is None:
            return []
        host = "、".join(h.name for h in hosts[:3])
        at = to.start() if to else start
        return [Activity(at, end, host + what, "honour", "ceremony", (start, end), [h.name for h in hosts], where=self._wheres(clause.start, start))]

    def _seen(
        self, verb: str, family: str, start: int, end: int, clause: Span, object_end: int, hosts: list[PersonMention]
    ) -> list[Activity]:
        text = self.text
        low = max(clause.start, hosts[-1].end if hosts[0].start < start else clause.start)
        skip = _SKIP.match(text, low)
        if skip and hosts[0].start < start and low == hosts[-1].end:
            low = skip.end()
        phrase = text[low:start]
        to = None
        for to in _TO.finditer(text, low, start):
            break
        earlier: tuple[int, int] | None = None
        if to is None and clause.start > hosts[-1].end:
            for far in _TO.finditer(text, hosts[-1].end, clause.start):
                earlier = (far.start(), min(clause.start - 1, far.end() + 40))
                comma = re.search(r"[，。；,]", text[far.end() : clause.start])
                if comma:
                    earlier = (far.start(), far.end() + comma.start())
                break
        what = text[end:object_end].removeprefix("了").strip()
        if _SPOKEN_OF.match(what) and not self._places(low, start):
            return []  # 在考察中强调: speaks of one told elsewhere
        if what in ("工作", "指导工作", "指导") and to is None and earlier is None:
            return []
        if what.startswith(("的", "过的", "，")):
            what = ""
        if not what and to is None and earlier is None:
            return []
        way = ""
        if to is not None:
            way = _plain(text[to.start() : start])
        elif earlier is not None and len(what) < 2:
            way = _plain(text[earlier[0] : earlier[1]])
        elif phrase.startswith(("就", "围绕", "对")):
            way = _plain(phrase)
        host = "、".join(h.name for h in hosts[:3])
        where = self._wheres(clause.start, start)
        if earlier is not None:
            where.append(earlier)
        where.append((end, object_end))
        guests = [what] if family == "visit" and _PLURAL.search(what) and len(what) <= 40 else []
        name = f"{host}{way}{verb}{what}" if len(what) <= 40 else f"{host}{way}{verb}"
        if len(name) > 80:
            name = name[:80]
        return [
            Activity(to.start() if to else start, object_end, name, family, KIND[family], (start, end), [h.name for h in hosts], guests, what, where)
        ]

    def _wheres(self, floor: int, at: int) -> list[tuple[int, int]]:
        out = []
        for m in _TO.finditer(self.text, max(floor, at - 60), at):
            out.append((m.start(), at))
        return out


def _plain(words: str) -> str:
    """The words with dates and manner left out."""
    words = re.sub(r"\d{1,2}月\d{1,2}日|\d{1,2}[日号]|\d{4}年", "", words)
    return _MANNER.sub("", words).strip()
