"""Who chaired, spoke at, attended, convened or led which meeting of a notice, with the verb and title as written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.extraction.actors import COUNTED, TAIL, Actor, Run, bureaus_before, find_runs, groups_before, title_ends, title_starts
from loaders.extraction.meetings import meeting_at
from loaders.extraction.mentions import Meeting, MeetingMention, Mentions
from loaders.extraction.posts import Stacks
from loaders.extraction.reading import Reading, Span
from loaders.facts import GroupFact, ParticipationFact

#: Verbs, by way of taking part: the longest first at each place.
_VERBS = (
    ("chaired", "主持", r"(?:共同|联合|轮流|分别)?主持(?!人|词|下|权|[^，。]{0,6}(?:全面|日常)?工作(?!会|座谈))"),
    ("spoke", "讲话", r"(?:发表|作|做|作了|做了)?(?:了)?(?:[^，。；、]{0,12}?的)?(?:重要|动员|主旨|总结|专题|即席|视频|书面)?(?:讲话|演讲)(?!(?:和|、)?[^，。]{0,12}精神|要求|稿|指出|强调|时长|时间|提纲|中(?!指出|强调|表示|说))"),
    ("spoke", "致辞", r"(?:发表|致|作|做)?(?:[^，。；、]{0,10}?的)?(?:视频|书面|开幕|主旨|欢迎)?(?:致辞|致词|开幕词|闭幕词|欢迎词|答谢词|贺词)(?!中|时)"),
    ("spoke", "作报告", r"(?<!工)(?<!合)(?:作|做)(?:了)?(?:[^，。；、]{0,30}?|[^。；]{0,6}《[^》]{2,60}》[^。；，]{0,8})(?:工作报告|专题报告|报告|辅导报告|总结报告|情况报告|述职报告)(?!稿|文学)"),
    ("spoke", "作说明", r"(?<!工)(?:作|做)(?:了)?[^，。；]{0,24}?(?:说明|解读)|就[^。；]{2,60}?作(?:了)?(?:说明|报告)"),
    ("spoke", "发言", r"(?:作|做|作了|做了|进行|进行了|先后|分别|纷纷)*(?:了)?(?:大会|交流|表态|典型|主题|主旨|视频|书面|点评|总结|集中)?发言(?!人|稿|权|摘要)"),
    ("spoke", "汇报", r"(?:作|做|作了|做了|进行了|分别|先后)?(?:工作|情况)?(?:汇报)(?:了|工作|情况|片)|(?:作|做|作了|做了|进行了)[^，。；]{0,12}汇报"),
    ("spoke", "传达", r"(?:全面|学习|认真)?传达(?:学习)?(?:贯彻)?(?:了)?"),
    ("spoke", "宣读", r"宣读(?:了)?|宣布(?:了)?(?=[^，。]{0,30}(?:决定|名单|任命|任免|文件|开幕|闭幕|开始|启动|结果|大会))"),
    ("spoke", "介绍", r"介绍(?:了|说)|(?:作|做|进行)(?:了)?[^，。]{0,10}介绍|通报(?:了)"),
    ("spoke", "点评", r"(?:作|做|进行)(?:了)?(?:[^，。；]{0,8})?(?:点评|总结|部署|动员|授课|讲座|讲授|辅导|分享|主题党课|专题党课)|授课|主讲|讲授|进行了?(?:[^，。；]{0,8})?(?:授课|讲解)|作了?题为"),
    ("spoke", "强调", r"(?:在?(?:讲话|致辞|总结|主持|会上|发言|点评)(?:时|中)?)?(?:还|也|最后|同时|并|首先|随后|就[^，。；]{2,30})?(?:指出|强调|要求|表示|提出|说|认为|希望|号召|勉励|宣布)(?=[，,：:。]|\s|了|要|必须|，|各|对|全|我|今|把|在|\w)"),
    ("attended", "列席", r"列席(?:了)?"),
    ("attended", "陪同", r"(?:全程)?陪同(?!人员|团)(?:了)?"),
    ("attended", "主席台就座", r"在?主席台(?:前排|上|执行主席席)?就[座坐]"),
    ("attended", "视频", r"(?:通过|以)视频(?:方式|形式|连线)?(?:出席|参加|参会)|收听收看|视频参会|在分会场(?:参加|参会|收听收看)"),
    ("attended", "出席", r"(?:应邀|受邀|到会|专程)?出席(?!人数|人员|情况|代表|者)(?:了|并)?|到会(?=指导|祝贺|听取|讲话|并)|与会(?=[，。并])"),
    ("attended", "参加", r"(?:一同|共同|一起|现场)?参加(?!工作(?:[，,。；]|至今)|革命|过|选举的|中国共产党|考试|高考|者|人员|单位|人数)(?:了|并)?"),
)
_VERB = re.compile("|".join(f"(?P<v{i}>{p})" for i, (_, _, p) in enumerate(_VERBS)))
#: What stands between an actor and its verb without being one.
_ADVERB = re.compile(
    r"(?:(?:今天|昨天|当天|日前|近日|同日|\d{1,2}[日号]?(?:上午|下午|晚)?|上午|下午|先后|分别|共同|一同|一起|首先|最后|随后|接着|同时|依次|也|还|并|均|都|亲自|应邀|受邀|受[^，。]{2,16}?委托|专程|全程|现场|在京|在会上|会上|会议上|期间|"
    r"在[^，。；]{1,24}?(?:上|中|时|会上|期间)?|于[^，。；]{1,12}|就[^。；]{2,50}?|对[^。；]{2,40}?|围绕[^。；]{2,60}?|结合[^。；]{2,50}?|以[^，。；]{2,40}?(?:为题|为主题|身份)?|以《[^》]+》为题|代表[^，。；]{2,40}?|通过[^，。；]{2,16}?|作为[^，。；]{2,20}?|从[^。；]{2,40}?(?:方面|角度)|向[^，。；]{1,20}?|为[^，。；]{2,20}?|应[^，。；]{2,20}?邀请|率[^，。；]{1,20}?|带队|带领[^，。；]{1,16}?|作|做|作了|做了|致|了|的|要求|进行|进行了|陪同下)[，,]?)*"
)
_BEHALF = re.compile(r"代表([^，。；、在向对作做出发致讲]{2,30}?)(?=出席|参加|在|向|对|作|做|致|讲|发言|宣|签|[，。]|，)")
#: Between the names of a list and what follows in it.
_MORE = re.compile(r"(?:同志|[\u4e00-\u9fff]{0,5}(?:书记|局长|主任|校长|院长|部长|编辑|台长|教授|主席|市长|县长|区长))?(?:[（(][^（）()]{1,24}[)）])?(?:等)?(?:领导同志|领导|同志|人|专家|教授|嘉宾)?(?:[、，,；;]|和|与|及|以及|\s)+(?:以及)?")
#: Ways of speaking that units and groups take too.
_UNITS_SPEAK = frozenset(("发言", "讲话", "汇报", "介绍", "点评", "作报告", "作说明", "致辞"))
_THERE = re.compile(r"会上|会议上|仪式上|论坛上|讲话|致辞|总结|发言|主持|点评|会中|座谈时")
_PRESS = re.compile("发布会|吹风会|记者会|通气会|新闻会")
_HEARD = re.compile(r"听取(?:了)?(?P<who>[^。；]{2,120}?)(?:所作|的|党组)?(?:[^，。；、]{0,12}?)(?:工作汇报|情况汇报|汇报|的报告|述职|发言|介绍)")
_LED_BY = re.compile(r"率(?:领)?(?:团|队)?")
_LISTED = re.compile(r"(?P<verb>出席|参加|列席)(?:了)?(?P<what>[^。；]{0,40}?)的?(?:领导|领导同志|人员|嘉宾|代表)?(?:还)?(?:有|包括)[：:]?\s*")
_ABOVE = re.compile(r"(?:了)?(?:上述|以上|有关|相关|这些|系列|活动期间的)(?:的)?(?:[\u4e00-\u9fff]{0,4})?(?:活动|会见|会议)")
#: Talk that belongs to a meeting only: what host and guest say to each other is not counted apart.
_TALK = frozenset(("强调", "介绍", "点评", "汇报"))
_ABSENT = re.compile(r"委托|未能?出席|缺席|请假|因故|受[^，。]{0,16}$")
_PROXY = re.compile(r"受[\u4e00-\u9fff·、]{2,30}?(?:的)?委托|委托[^，。]{2,30}?(?:主持|出席|参加|宣读|看望|慰问|向)")
_WISH = re.compile(r"(?:要|应|需|须|必须|欢迎|邀请|请|组织|动员|鼓励|允许|要求|可|可以|不得|拟|将|即将|定于|继续|希望)(?:应邀|一同|共同|积极)?$")
_PLANNED = re.compile(r"(?:将|拟|即将|定于|将于[^，。]{0,12}|将应邀|还将|将分别|将继续)(?:应邀|共同|分别)?$")
_SPEECH_OF = re.compile(r"([^，。；]{0,30}?)(?:的)?(?:重要)?讲话精神")
_MEETING_SUBJECT = re.compile(r"(?:会议|大会|全会|座谈会|会上|委员们|与会(?:者|人员|代表|同志)|大家|报告|文章|通知|决定|社论|意见|公报)$")
_PRONOUN = re.compile(r"(?:^|[，,。；：“”\s])(?:他|她)(?:还|也|最后|同时)?$")


@dataclass(slots=True)
class _Verb:
    start: int
    end: int
    how: str
    way: str
    text: str


def find_participation(reading: Reading, mentions: Mentions, stacks: Stacks) -> tuple[list[ParticipationFact], list[GroupFact]]:
    """Who took part in what, and the described groups among them.

    Args:
        reading: the notice as read.
        mentions: with meetings found.
        stacks: the stacks of titles of the same text.

    Returns:
        Facts in order of the text; for each (who, how, meeting) the first telling, with the others as more evidence.
    """
    starts = title_starts(stacks, mentions.people, mentions.bureaus)
    finder = _Finder(reading, mentions, starts, title_ends(stacks, mentions.people))
    finder.activities()
    finder.conveners()
    for sentence in reading.sentences:
        finder.sentence(sentence)
    finder.take_talk()
    finder.retinue()
    finder.relayed_speeches()
    return finder.result()


class _Finder:
    def __init__(self, reading: Reading, mentions: Mentions, starts: dict[int, tuple[int, str]], ends: dict[int, int]) -> None:
        self.reading = reading
        self.text = reading.text
        self.mentions = mentions
        self.starts = starts
        self.ends = ends
        self.by_key = {m.key: m for m in mentions.meetings}
        self._mention_starts = [m.start for m in mentions.meeting_mentions]
        self.found: dict[tuple[str, str, str], ParticipationFact] = {}
        self.groups: dict[tuple[str, str], GroupFact] = {}
        self.last_subject: tuple[Actor, ...] = ()
        #: 强调, 表示 and the like with no word of where: said at the meeting only if the speaker was there
        self.talk: list[tuple[_Verb, tuple[Actor, ...], Meeting, Span]] = []
        self.roles: dict[str, list[str]] = {}
        for p in mentions.posts:
            self.roles.setdefault(p.person, []).append(p.bureau + p.title)

    # -- what the meetings themselves already say ------------------------------------------------------------------

    def activities(self) -> None:
        """Hosts and guests of activities with no name of their own."""
        people = {p.name: p for p in reversed(self.mentions.people)}
        for m in self.mentions.meetings:
            for names, how, way in ((m.hosts, "led", m.kind), (m.guests, "attended", "")):
                for name in names:
                    kind = "person" if name in people else "bureau" if any(b.name == name for b in self.mentions.bureaus) else "group"
                    at = self._near(name, m, kind)
                    self._add(Actor(at[0], at[1], name, kind), how, way, m, (m.parts.get("verb") or m.at), "activity", 0.85, (m.quote,))

    def conveners(self) -> None:
        """The bodies that held a meeting."""
        for m in self.mentions.meetings:
            for name in m.conveners or ([m.convener] if m.convener else []):
                at = m.parts.get("convener", m.at)
                kind = "person" if any(p.name == name for p in self.mentions.people) else "bureau"
                self._add(Actor(at[0], at[1], name, kind), "convened", "召开", m, m.parts.get("verb", m.at), "convener", 0.85, (m.quote,))

    def _near(self, name: str, m: Meeting, kind: str) -> tuple[int, int]:
        low, high = m.quote
        if kind == "person":
            for p in self.mentions.people:
                if p.name == name and low <= p.start < high:
                    return p.start, p.end
        at = self.text.find(name, low, high)
        return (at, at + len(name)) if at >= 0 else m.at

    # -- sentence by sentence --------------------------------------------------------------------------------------

    def sentence(self, span: Span) -> None:
        verbs = self._verbs(span)
        if not verbs:
            runs = find_runs(self.text, span.start, span.end, self.mentions, self.starts, self.ends)
            if runs:
                self.last_subject = runs[0].actors
            return
        runs = find_runs(self.text, span.start, span.end, self.mentions, self.starts, self.ends)
        subject: tuple[Actor, ...] = ()
        open_list = False
        previous_end = span.start
        meeting: str | None = None
        for verb in verbs:
            own, own_open = self._subject(verb, runs, span, previous_end)
            if own is not None:
                subject, open_list = own, own_open
            elif not subject and _PRONOUN.search(self.text[span.start : verb.start]) and verb.how == "spoke" and len(self.last_subject) == 1:
                subject = self.last_subject
            if verb.way in ("强调",) and own is None and not subject:
                previous_end = verb.end
                continue
            if verb.how == "attended" and _ABOVE.match(self.text, verb.end):
                for m in self._told_before(verb.start):
                    self._take(verb, subject, open_list, m, span)
                previous_end = verb.end
                continue
            target = self._meeting(verb, span, meeting)
            if target is not None:
                m = self.by_key[target]
                if verb.way == "强调" and not self._said_there(verb, span):
                    self.talk.append((verb, subject, m, span))
                elif verb.how == "attended" or not m.hosts:
                    meeting = target
                    self._take(verb, subject, open_list, m, span)
            previous_end = verb.end
        self._listed_after(span, runs)
        self._heard(span, runs)
        if subject:
            self.last_subject = subject
        elif runs:
            self.last_subject = runs[0].actors

    def _heard(self, span: Span, runs: Sequence[Run]) -> None:
        """听取全国人大常委会、国务院党组工作汇报: those heard spoke."""
        for m in _HEARD.finditer(self.text, span.start, span.end):
            at = self._spoken_of(m.start())
            if at is None or self.by_key[at].hosts:
                continue
            low, high = m.span("who")
            who: list[Actor] = [a for r in runs for a in r.actors if low <= a.start and a.end <= high]
            if not who:
                bodies = [b for b in self.mentions.bureaus if low <= b.start and b.end <= high]
                if bodies and bodies[0].start - low <= 1:
                    who = [Actor(b.start, b.end, b.name, "bureau") for b in bodies]
            verb = _Verb(m.start(), m.start() + 2, "spoke", "汇报", self.text[m.start() : m.start() + 2])
            self._take(verb, who, False, self.by_key[at], span)

    def retinue(self) -> None:
        """王伟率沈青、陈安宁调研: those whom the host brought along attended."""
        for m in self.mentions.meetings:
            if not m.hosts or "verb" not in m.parts:
                continue
            low, high = m.quote[0], m.parts["verb"][0]
            for led in _LED_BY.finditer(self.text, low, high):
                for run in find_runs(self.text, led.end(), high, self.mentions, self.starts, self.ends):
                    verb = _Verb(led.start(), led.end(), "attended", "陪同", led.group())
                    self._take(verb, [a for a in run.actors if a.name not in m.hosts], run.open_list, m, Span(low, high))

    def _listed_after(self, span: Span, runs: Sequence[Run]) -> None:
        """出席会议的有甲、乙、丙: the verb first, then those who came."""
        for m in _LISTED.finditer(self.text, span.start, span.end):
            run = next((r for r in runs if m.end() - 1 <= r.start <= m.end() + 1), None)
            if run is None:
                continue
            verb = _Verb(m.start("verb"), m.end("verb"), "attended", "列席" if m["verb"] == "列席" else m["verb"], m["verb"])
            target = self._meeting(verb, span, None)
            if target is not None:
                self._take(verb, run.actors, run.open_list, self.by_key[target], span)

    def take_talk(self) -> None:
        """What was said with no word of where, by those whom the notice places at the meeting."""
        there = {(f.who, f.meeting) for f in self.found.values() if f.how != "convened"}
        for verb, subject, m, span in self.talk:
            # At a press conference whoever is quoted spoke there.
            public = _PRESS.search(m.name) is not None
            actors = tuple(a for a in subject if public or (a.name, m.key) in there)
            if not m.hosts:
                self._take(verb, actors, False, m, span)

    def _said_there(self, verb: _Verb, span: Span) -> bool:
        """Whether the clause says that the words fell at the meeting: 在会上强调, 讲话时指出."""
        start = max(span.start, self.reading.clause_at(verb.start).start - 2)
        return _THERE.search(self.text, start, verb.end) is not None

    def _told_before(self, offset: int) -> list[Meeting]:
        """The meetings and activities told of as held before ``offset``: 参加上述活动."""
        keys = dict.fromkeys(f.key for f in self.mentions.meeting_mentions if f.start < offset and f.held)
        told = [self.by_key[k] for k in keys if not self.by_key[k].relayed]
        hosts = Counter(h for m in told for h in m.hosts)
        if not hosts:
            return told
        chief = hosts.most_common(1)[0][0]
        # An earlier visit of somebody else is none of them.
        return [m for m in told if not m.hosts or chief in m.hosts]

    def _verbs(self, span: Span) -> list[_Verb]:
        out = []
        for m in _VERB.finditer(self.text, span.start, span.end):
            index = int((m.lastgroup or "v0")[1:])
            how, way, _ = _VERBS[index]
            before = self.text[max(span.start, m.start() - 8) : m.start()]
            if _WISH.search(before) and not _PLANNED.search(before):
                continue
            if self._inside_meeting(m.start(), m.end()):
                continue
            out.append(_Verb(m.start(), m.end(), how, way, m.group()))
        return out

    def _inside_meeting(self, start: int, end: int) -> bool:
        i = bisect_right(self._mention_starts, start) - 1
        while i >= 0 and i > bisect_right(self._mention_starts, start) - 4:
            f = self.mentions.meeting_mentions[i]
            if f.named and f.rule != "activity" and f.start < start and end < f.end:
                return True
            i -= 1
        return False

    def _subject(self, verb: _Verb, runs: Sequence[Run], span: Span, low: int) -> tuple[tuple[Actor, ...] | None, bool]:
        """The verb's own subject, where one stands before it; None where it goes on with the last one."""
        text = self.text
        for run in reversed(runs):
            if run.end > verb.start:
                continue
            if run.start < low and run.end <= low:
                break
            tail = TAIL.match(text, run.end)
            gap_start = tail.end() if tail else run.end
            gap = text[gap_start : verb.start]
            if len(gap) > 110 or re.search(r"[。！？]", gap):
                break
            if _PROXY.search(text[max(span.start, run.start - 1) : run.end + 4]) and re.match(r"的?委托", text[run.end :]):
                continue  # the delegator was not there
            if text[run.start - 2 : run.start] == "委托" and verb.how == "chaired":
                return run.actors, run.open_list
            if gap and _MEETING_SUBJECT.search(gap.rstrip("还也并")) and verb.way == "强调":
                return (), False
            joined = self._groups_between(gap_start, verb.start)
            if joined:
                return (*run.actors, *joined), run.open_list
            if _ADVERB.fullmatch(gap) or (self._heads_clause(run.start) and self._over_commas(gap)):
                return run.actors, run.open_list
            if self._heads_clause(run.start):
                break
        groups = groups_before(text, verb.start, max(span.start, low), self.mentions) if verb.how == "attended" or verb.way in _UNITS_SPEAK else []
        if groups:
            return (*self._names_before(groups[0].start, runs, max(span.start, low)), *groups), False
        if verb.how == "spoke" and verb.way in _UNITS_SPEAK:
            bodies = bureaus_before(text, verb.start, max(span.start, low), self.mentions)
            if bodies and self._leads_clause(bodies[0].start, verb.start) and not self._inside_meeting(bodies[-1].start, bodies[-1].end):
                return tuple(bodies), False
        if verb.way == "强调" and _MEETING_SUBJECT.search(text[max(span.start, verb.start - 6) : verb.start]):
            return (), False
        return None, False

    def _heads_clause(self, at: int) -> bool:
        """Whether a run of names begins a clause, so that it can be the subject of a verb over a comma."""
        before = self.text[max(0, at - 12) : at]
        return not before or before[-1] in "，。；：！？\n,;:“ " or re.search(r"(?:会上|由|随后|[日午天]|期间|后|时)$", before) is not None

    def _leads_clause(self, start: int, end: int) -> bool:
        """Whether a body begins its clause (or follows 会上，) and only adverbs stand between it and the verb."""
        before = self.text[max(0, start - 1) : start]
        if before and before not in "，。；：\n！？,;:、 和与":
            return False
        last = max((b.end for b in self.mentions.bureaus if start <= b.start and b.end <= end), default=start)
        return _ADVERB.fullmatch(COUNTED.sub("", self.text[last:end], count=1)) is not None

    def _over_commas(self, gap: str) -> bool:
        """Whether only adverbs and further objects stand between a name and its verb, over commas: 率团出席…，并."""
        if "，" not in gap and "," not in gap:
            return False
        last = re.split("[，,]", gap)[-1]
        return bool(_ADVERB.fullmatch(last)) and not re.search(r"会议|大会|委员会|部|局|厅(?:$)", last)

    def _names_before(self, at: int, runs: Sequence[Run], low: int) -> tuple[Actor, ...]:
        """The names that the same list gives before its groups: 甲、乙等领导同志，各部门负责人参加."""
        out: tuple[Actor, ...] = ()
        for run in reversed(runs):
            if run.end > at or run.start < low:
                continue
            if not _MORE.fullmatch(self.text[run.end : at]):
                break
            out = (*run.actors, *out)
            at = run.start
        return out

    def _groups_between(self, start: int, end: int) -> list[Actor]:
        words = self.text[start:end]
        lead = re.match(r"^(?:[、，,]|和|与|及|以及)", words)
        if not lead:
            return []
        return groups_before(self.text, end, start + lead.end(), self.mentions)

    def _meeting(self, verb: _Verb, span: Span, current: str | None) -> str | None:
        """The meeting that the verb speaks of: its object, the one it stands in, else the one spoken of last."""
        clause_end = self.reading.clause_at(max(verb.end - 1, verb.start)).end
        i = bisect_left(self._mention_starts, verb.start)
        for f in self.mentions.meeting_mentions[i:]:
            if f.start >= max(clause_end, verb.end):
                break
            gap = self.text[verb.end : f.start]
            if re.match("[，,]", gap):
                break
            if f.start >= verb.end - 1 and len(gap) <= 30 and self._takes_object(verb, f):
                return f.key
        clause = self.reading.clause_at(verb.start)
        inside = [
            f for f in self.mentions.meeting_mentions[max(0, i - 6) : i]
            if f.start >= clause.start and f.end <= verb.start and self._live(f)
        ]
        for f in reversed(inside):
            if re.match(r"(?:上|期间|中|开幕会上|闭幕会上)?", self.text[f.end : verb.start]) and (f.held or f.named):
                if f.rule == "activity" and verb.how != "attended":
                    continue
                return f.key
        if verb.way in _TALK and self._talks_in_activity(verb.start, i):
            return None
        if current is not None and verb.how == "spoke":
            return current
        return self._spoken_of(verb.start) or current

    def _spoken_of(self, offset: int) -> str | None:
        """The meeting that words at ``offset`` speak of: the last one told as held that is not yet to come."""
        i = bisect_right(self._mention_starts, offset)
        for f in reversed(self.mentions.meeting_mentions[:i]):
            m = self.by_key[f.key]
            if f.held and not m.relayed and not m.hosts and m.status == "reported":
                return f.key
        at = meeting_at(self.mentions, offset)
        return at if at is not None and not self.by_key[at].relayed else None

    def _talks_in_activity(self, at: int, index: int) -> bool:
        """Whether what was told of last before ``at`` is an activity with no name (会见, 调研), so that talk is part of it."""
        for f in reversed(self.mentions.meeting_mentions[max(0, index - 8) : index]):
            if self.by_key[f.key].relayed and not f.held:
                continue
            return bool(self.by_key[f.key].hosts)
        return False

    def _takes_object(self, verb: _Verb, f: MeetingMention) -> bool:
        if verb.way in ("传达", "宣读", "强调"):
            return False
        if verb.how == "spoke":
            return False
        return self._live(f) or verb.how in ("attended", "chaired")

    def _live(self, f: MeetingMention) -> bool:
        return not self.by_key[f.key].relayed or f.held

    def _take(self, verb: _Verb, subject: Iterable[Actor], open_list: bool, m: Meeting, span: Span) -> None:
        actors = list(subject)
        if not actors:
            return
        people = sum(a.kind == "person" for a in actors)
        if _ABSENT.search(self.text[max(span.start, verb.start - 6) : verb.start]):
            return
        planned = bool(_PLANNED.search(self.text[max(span.start, verb.start - 8) : verb.start]))
        behalf = _BEHALF.search(self.text, actors[-1].end, min(verb.end + 4, len(self.text))) if actors[-1].end < verb.end else None
        for position, actor in enumerate(actors, 1):
            how = verb.how
            if m.hosts and actor.name in m.hosts and how == "attended":
                continue
            rule = f"{how}-{verb.way}"
            self._add(
                actor, how, verb.way, m, (verb.start, verb.end), rule, 0.9 if actor.kind == "person" else 0.8,
                ((min(a.start for a in actors), max(actor.end, verb.end)),) if len(actors) < 8 else ((actor.start, verb.end),),
                position if people > 1 else 0, people if people > 1 else 0, open_list, "planned" if planned else m.status,
                behalf.group(1) if behalf else "",
            )

    def relayed_speeches(self) -> None:
        """传达…会议和某某讲话精神: the person spoke at the other meeting."""
        for m in _SPEECH_OF.finditer(self.text):
            people = [p for p in self.mentions.people if m.start() <= p.start and p.end <= m.end()]
            told = [f for f in self.mentions.meeting_mentions if m.start() - 30 <= f.start and f.end <= m.end() and self.by_key[f.key].relayed]
            if not people or not told:
                continue
            for p in people:
                actor, verb = Actor(p.start, p.end, p.name, "person"), (m.end() - 4, m.end() - 2)
                self._add(actor, "spoke", "讲话", self.by_key[told[-1].key], verb, "spoke-relayed", 0.85, ((told[-1].start, m.end()),))

    # -- gathering -------------------------------------------------------------------------------------------------

    def _add(
        self, actor: Actor, how: str, way: str, m: Meeting, verb: tuple[int, int], rule: str, confidence: float,
        spans: tuple[tuple[int, int], ...], position: int = 0, list_size: int = 0, open_list: bool = False,
        status: str = "", behalf: str = "",
    ) -> None:
        key = (actor.name, how, m.key)
        apart = self.reading.sentence_at(actor.start) != self.reading.sentence_at(verb[0])
        quote = self._quote(actor, verb, spans, apart)
        parts = [("actor", actor.start, actor.end), ("verb", *verb)]
        if quote[0] <= m.at[0] and m.at[1] <= quote[1]:
            parts.append(("meeting", *m.at))
        inside = tuple(p for p in parts if p[2] > p[1] and quote[0] <= p[1] and p[2] <= quote[1])
        evidence = self.reading.evidence(*quote, rule, confidence, inside, ((actor.start, actor.end),) if apart else ())
        old = self.found.get(key)
        if old is not None:
            if len(old.evidence) < 3 and all(e.start != evidence.start or e.field != evidence.field for e in old.evidence):
                self.found[key] = replace(old, evidence=(*old.evidence, evidence))
            return
        roles = self.roles.get(actor.name, [])
        self.found[key] = ParticipationFact(
            actor.name, how, m.key, actor.kind, way, self.text[slice(*verb)], actor.title, roles[0] if roles else "", behalf,
            position, list_size, open_list, status or m.status, (evidence,),
        )
        if actor.kind == "group":
            self.groups.setdefault((actor.name, m.key), GroupFact(actor.name, m.key, actor.of, actor.size, (evidence,)))

    def _quote(self, actor: Actor, verb: tuple[int, int], spans: tuple[tuple[int, int], ...], apart: bool) -> tuple[int, int]:
        """The words that prove it: the clauses of the verb's sentence from the actor to the verb."""
        if apart:
            clause = self.reading.quote_around(verb)
            return clause.start, clause.end
        start = min([actor.start, verb[0], *(s for s, _ in spans if s)])
        end = max([actor.end, verb[1], *(e for _, e in spans)])
        clause = self.reading.quote_around((start, end))
        if clause.start < self.reading.body_start <= clause.end:
            clause = self.reading.quote_around(verb)
        return clause.start, clause.end

    def result(self) -> tuple[list[ParticipationFact], list[GroupFact]]:
        active = {(f.who, f.meeting) for f in self.found.values() if f.how in ("chaired", "led")}
        facts = [f for f in self.found.values() if not (f.how == "attended" and (f.who, f.meeting) in active and f.way not in ("出席",))]
        return facts, list(self.groups.values())
