"""Who chaired, spoke at, attended, convened or led which meeting of a notice, with the verb and title as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from loaders.extraction import company, testimony
from loaders.extraction.actors import Actors
from loaders.extraction.gathering import Gathered
from loaders.extraction.groups import group_list
from loaders.extraction.mentions import Meeting, Mentions
from loaders.extraction.occasions import Occasions
from loaders.extraction.reading import Reading, Span
from loaders.extraction.stacks import Stacks
from loaders.extraction.subjects import Actor, People, Run, transparent
from loaders.extraction.verbs import PLANNED, Verb, absent, find_verbs
from loaders.facts import GroupFact, ParticipationFact

#: Ways that hold of a chairman only where his own clause says so: 主持会议，传达… is what the meeting did.
_OWN_CLAUSE = frozenset(("传达", "宣读", "介绍", "汇报"))
#: Talk that belongs to a meeting only: what host and guest say to each other is not counted apart.
_TALK = frozenset(("强调", "介绍", "点评", "汇报"))
#: Said at the meeting only where the words or the speaker's presence show it.
_BARE = frozenset(("介绍", "通报"))
_OPENING = re.compile(r"[^，。]{0,16}(?:会|会议|仪式|论坛)上[，,]")
_SAYS = frozenset("，,：:“")
#: An object that names an occasion which no meeting of the notice is: 出席一系列活动, 参加某座谈会.
_UNKNOWN = re.compile(
    r"(?:了)?(?!此次|这次|本次|上述|该|今天的?|会议|大会|活动|座谈会?|调研|考察|会见|慰问|仪式|培训|讲座|学习|指导|祝贺|致贺|并|了|时)[^，。；、！？\n]{2,60}"
)
#: The object that tells what was held, though no meeting of the notice is called so: 主持讲座 in a notice of a yearly assembly.
_BARE_HEAD = re.compile(
    r"(?:了)?(?:该|此次|这次|本次|本场|当天的?)?(?P<head>讲座|论坛|座谈会|沙龙|典礼|晚宴|午宴|宴会|招待会|发布会|记者会|报告会|培训班|研讨会|晚会|比赛|签约仪式|揭牌仪式)"
    r"(?:开幕式|闭幕式)?(?=[，。；、！\n]|并|$)"
)
#: Activities that nothing tells which: 在伦敦出席活动时.
_SOME_ACTIVITY = re.compile(r"(?:了)?(?:一[个场项次])?(?:公开|其他|不同)?活动(?:时|期间|后|中|之后|途中)")
_BRANCH = re.compile("分会场|电视电话|视频会|视频参会|线上参会|各地设|主会场")
_CLOSES = re.compile(r"[，,。、；;\n]|等|$|今|昨|\d|在|分别|先后")
_TAKES = frozenset(("出席", "参加", "列席"))
_COMPANY = re.compile(
    r"(?:了)?(?:下|[，,。；]|$|[^，。；]{0,20}?(?:调研|考察|检查|慰问|走访|参加|出席|访问|视察|看望|参观|督导|活动|会见))"
)
_BEFORE_MEETING = re.compile(r"向(?P<what>[^，。；]{2,40}(?:会议|大会|全会))(?=[作做报提])")
_AT_UNKNOWN = re.compile(r"在(?!(?:大|全|会)?会议?上|讲话|会见)[^，。；]{2,40}(?:会|会议|论坛|仪式|活动|峰会|式)上")
_AT = re.compile(r"(?:会|会议|仪式|论坛|活动)上")
_THERE = re.compile(r"会上|会议上|仪式上|论坛上|讲话|致辞|总结|发言|主持|点评|会中|座谈时")
_ABOVE = re.compile(r"(?:了)?(?P<which>上述|以上|有关|这些|一?系列)(?:的)?[\u4e00-\u9fff]{0,2}?(?P<what>活动|会见|会谈|会晤|会议)")
_VAGUE = re.compile(r"(?:了)?(?:相关|有关|部分|其他)(?:的)?活动")
_ORDER = re.compile("分别")
_ELSEWHERE = re.compile(r"当日|当天|同日|此前|日前|\d日|采访|发文|推特|微博|声明|受访|撰文|节目")


def find_participation(reading: Reading, mentions: Mentions, stacks: Stacks) -> tuple[list[ParticipationFact], list[GroupFact]]:
    """Who took part in what, and the described groups among them.

    Args:
        reading: the notice as read.
        mentions: with meetings found.
        stacks: the stacks of titles of the same text.

    Returns:
        Facts in order of the text; for each (who, how, meeting) the first telling, with the others as more evidence.
    """
    finder = _Finder(reading, mentions, stacks)
    company.activities(finder.out, mentions)
    company.conveners(finder.out, mentions)
    verbs = [v for v in find_verbs(reading.text, frozenset(p.end for p in mentions.people)) if not finder.occasions.inside_name(v.start, v.end)]
    at = 0
    for sentence in reading.sentences:
        until = bisect_left(verbs, sentence.end, lo=at, key=lambda v: v.start)
        finder.sentence(sentence, verbs[at:until])
        at = until
    finder.take_talk()
    company.retinue(finder.out, mentions, finder.people)
    testimony.chairmen(finder.out, finder.people, finder.occasions)
    testimony.relayed(finder.out, mentions, finder.people)
    return finder.out.result()


class _Finder:
    def __init__(self, reading: Reading, mentions: Mentions, stacks: Stacks) -> None:
        self.reading = reading
        self.text = reading.text
        self.mentions = mentions
        self.people = People(reading.text, mentions, stacks)
        self.occasions = Occasions(reading, mentions)
        self.actors = Actors(reading, mentions, self.people, self.occasions)
        #: hosts and guests of meetings of two sides, whose talk with no word of where belongs there
        self.talking = {n for m in mentions.meetings if m.hosts and m.kind in ("meeting", "call") for n in (*m.hosts, *m.guests)}
        self.out = Gathered(reading, self.people)
        self.last_subject: tuple[Actor, ...] = ()
        self.did = company.MAY_DO.search(reading.text) is not None
        #: 强调, 表示 and the like with no word of where: said at the meeting only if the speaker was there
        self.talk: list[tuple[Verb, tuple[Actor, ...], Meeting, Span]] = []

    def sentence(self, span: Span, verbs: Sequence[Verb]) -> None:
        """Reads one sentence, verb by verb, the subject going on until another stands."""
        runs = self.people.runs(span.start, span.end)
        subject: tuple[Actor, ...] = ()
        open_list = planned = False
        low = span.start
        current: str | None = None
        chaired = said = False
        for i, verb in enumerate(verbs):
            relative = self._relative(verb, runs, span)
            if relative is not None:
                actors, key, close = relative
                if actors and key:
                    self.out.take(verb, actors, False, self.occasions.by_key[key], span)
                low = max(low, close)
                continue
            own, own_open = self.actors.subject(verb, runs, low)
            if own is not None:
                subject, open_list, planned, chaired = own, own_open, False, False
            elif not subject and verb.how == "spoke" and len(self.last_subject) == 1 and self.actors.pronoun(span, verb, runs):
                subject = self.last_subject
            elif not subject and (host := self._host(span, verb, runs)):
                subject, open_list = host, False
            elif subject and (not self.actors.goes_on(low, verb, runs) or (said and verb.how != "spoke")):
                subject = ()
            elif chaired and verb.way in _OWN_CLAUSE and "并" not in self.text[low : verb.start]:
                low = verb.end
                continue
            words = self.text[(own[-1].end if own and own[-1].end <= verb.start else low) : verb.start]
            planned = planned or PLANNED.search(words) is not None
            low = verb.end
            if not subject or absent(words):
                continue
            speaker = subject
            said = verb.way == "强调"
            if said and self.text[verb.end : verb.end + 1] in _SAYS:
                # What follows is what was said, not what the speaker did next.
                subject = ()
            chaired = chaired or verb.how == "chaired"
            if verb.way == "视频" and not _BRANCH.search(self.text, span.start, span.end):
                continue  # watched on television, not from a branch venue
            if verb.how == "attended" and self._above(verb, speaker, open_list, span):
                continue
            keys = self._meetings(verb, verbs[i + 1 : i + 2], current, speaker)
            if verb.how == "attended" and own and own[-1].end <= verb.start:
                speaker = (*speaker, *company.brought(self.text, own[-1].end, verb.start, runs, self.mentions))
            pairs = self._one_by_one(speaker, keys, words)
            for key in keys:
                m = self.occasions.by_key[key]
                doing = pairs.get(key, speaker)
                if self._loose(verb) and not self._said_there(verb, span):
                    self.talk.append((verb, doing, m, span))
                elif verb.how in ("attended", "chaired") or not m.hosts or verb.way in ("讲话", "致辞"):
                    current = key
                    self.out.take(verb, doing, open_list, m, span, planned)
        self._listed_after(span, runs)
        testimony.heard(self.out, span, runs, self.mentions, self.occasions)
        if verbs and not subject and not runs and any(v.way != "强调" for v in verbs):
            self.last_subject = ()  # somebody acted whose name was not read: no 他 may pass over him
        elif subject:
            self.last_subject = subject
        elif runs:
            self.last_subject = runs[0].actors

    def _host(self, span: Span, verb: Verb, runs: Sequence[Run]) -> tuple[Actor, ...]:
        """The host of the activity told before in the same sentence: 张春生会见刘海涛，出席座谈会."""
        found = self.occasions.activity_of_clause(span.start, verb.start, "")
        if found is None:
            return ()
        m = self.occasions.by_key[found]
        run = next((r for r in runs if r.end < verb.start and all(a.name in m.hosts for a in r.actors)), None)
        after = self.text.rfind("，", span.start, verb.start) + 1
        joined = self.text.rfind("并", after or span.start, verb.start) + 1
        begins = max(after, joined)
        if run is None or not begins or begins < run.end or not transparent(self.text, begins, verb.start):
            return ()
        return run.actors

    # -- at what ---------------------------------------------------------------------------------------------------

    def _meetings(self, verb: Verb, following: Sequence[Verb], current: str | None, who: Sequence[Actor] = ()) -> list[str]:
        """The meetings that the verb speaks of, the last resort the one told of last."""
        told = self.occasions
        if verb.how in ("attended", "chaired"):
            objects = told.objects(verb)
            if not objects and following and re.fullmatch(r"并|、|和|并在[^，。]{1,30}上", self.text[verb.end : following[0].start]):
                objects = told.objects(following[0])
            if objects:
                keys = list(dict.fromkeys(f.key for f in objects))
                if len(objects) == 1 and not objects[0].named and (all_met := told.met_one_by_one(objects[0])):
                    return all_met
                # One presides over one meeting, unless each of several is said to have had his own.
                each = verb.how == "attended" or _ORDER.search(self.text, verb.start - 6, verb.end)
                return keys if each else keys[:1]
            if verb.text == "参与" or _SOME_ACTIVITY.match(self.text, verb.end):
                return []
            if (bare := _BARE_HEAD.match(self.text, verb.end)) and not self._is_called(bare["head"]):
                return []
            if verb.text[:2] in _TAKES and _UNKNOWN.match(self.text, verb.end):
                return []
        if verb.way == "陪同":
            act = told.activity(verb.start) if _COMPANY.match(self.text, verb.end) else None
            return [act] if act is not None else []
        around = told.around(verb)
        if around is not None:
            return [around]
        if verb.how == "spoke":
            clause = self.reading.clause_at(verb.start)
            if (to := _BEFORE_MEETING.search(self.text, clause.start, verb.end)) and (key := told.within(*to.span("what"))):
                return [key]
            if _AT_UNKNOWN.search(self.text, clause.start, verb.start):
                return []
            if verb.way in ("讲话", "致辞") and (act := told.activity_of_clause(clause.start, verb.start)):
                return [act]
            if _AT.search(self.text, clause.start, verb.start) and (topic := told.topic(verb.start)):
                return [topic]
        if verb.way in _TALK and told.in_activity(verb.start):
            return []
        if current is not None and (verb.how == "spoke" or not told.by_key[current].hosts):
            return [current]
        topic = told.topic(verb.start)
        if topic is None and verb.how == "attended" and (act := told.activity(verb.start)):
            return [act]
        if topic is not None and verb.way == "讲话" and (act := self._at_his_own(verb, topic, who)):
            return [act]
        return [topic] if topic else [current] if current else []

    def _at_his_own(self, verb: Verb, topic: str, who: Sequence[Actor]) -> str | None:
        """The activity that a speaker hosts, where the meeting told of is so far one of others (他会见代表，乙出席座谈会。他讲话)."""
        act = self.occasions.activity(verb.start)
        if act is None or not who or any(a.name not in self.occasions.by_key[act].hosts for a in who):
            return None
        there = self.out.there()
        if any((a.name, topic) in there for a in who) or not any(key == topic for _, key in there):
            return None
        return act if self.occasions.by_key[act].at[0] < verb.start else None

    def _is_called(self, head: str) -> bool:
        """Whether some meeting of the notice is called by a word such as 讲座."""
        return any(head in m.name or any(head in other for other in m.aka) for m in self.mentions.meetings)

    def _one_by_one(self, subject: Sequence[Actor], keys: Sequence[str], words: str) -> dict[str, tuple[Actor, ...]]:
        """甲、乙分别主持开幕式和闭幕式: one each, where the lists are equally long."""
        if len(keys) < 2 or len(keys) != len(subject) or not _ORDER.search(words):
            return {}
        return {key: (actor,) for key, actor in zip(keys, subject, strict=True)}

    def _above(self, verb: Verb, subject: Sequence[Actor], open_list: bool, span: Span) -> bool:
        """参加上述活动: everything told of so far. 相关活动 says nothing of which."""
        if _VAGUE.match(self.text, verb.end):
            return True
        above = _ABOVE.match(self.text, verb.end)
        if above is None:
            return False
        for m in self.occasions.told_before(verb.start, above["what"]):
            self.out.take(verb, subject, open_list, m, span)
        return True

    def _said_there(self, verb: Verb, span: Span) -> bool:
        """Whether the clause says that the words fell at the meeting: 在会上强调, 讲话时指出."""
        start = max(span.start, self.reading.clause_at(verb.start).start - 2)
        return _THERE.search(self.text, start, verb.end) is not None or _OPENING.match(self.text, span.start) is not None

    def _loose(self, verb: Verb) -> bool:
        return verb.way == "强调" or verb.text in _BARE

    def _elsewhere(self, verb: Verb, subject: Sequence[Actor]) -> bool:
        """Whether the words between speaker and verb give another time or way: 当日表示, 接受采访时说."""
        at = subject[-1].end if subject else verb.start
        return at < verb.start and _ELSEWHERE.search(self.text, at, verb.start) is not None

    def take_talk(self) -> None:
        """What was said with no word of where, by those whom the notice places at the meeting."""
        there = self.out.there()
        for verb, subject, m, span in self.talk:
            # At a press conference whoever is quoted spoke there.
            public = self.occasions.public(m.key, verb.start) and not self._elsewhere(verb, subject)
            actors = tuple(a for a in subject if public or ((a.name, m.key) in there and a.name not in self.talking))
            if not m.hosts:
                self.out.take(verb, actors, False, m, span)

    # -- the verb before its subject -------------------------------------------------------------------------------

    def _relative(self, verb: Verb, runs: Sequence[Run], span: Span) -> tuple[list[Actor], str | None, int] | None:
        """来华出席论坛的总统甲, 参加会议的各省负责同志: those who come after 的; None where the verb is no such clause."""
        if verb.how != "attended":
            return None
        objects = self.occasions.objects(verb)
        end = objects[-1].end if objects else verb.end
        if self.text[end : end + 1] != "的":
            return None
        start = end + 1
        if company.LISTED.match(self.text, verb.start):
            return [], None, start
        key = objects[0].key if objects else self.occasions.topic(verb.start)
        run = next((r for r in runs if start <= r.start <= start + 2), None)
        if run is not None:
            return list(run.actors), key, start
        clause = self.reading.clause_at(start)
        for close in range(min(clause.end, start + 40), start + 2, -1):
            if not _CLOSES.match(self.text, close):
                continue
            found = group_list(self.text, start, close, self.mentions)
            if found:
                return found, key, start
        return [], key, start

    def _groups_after(self, m: re.Match[str], span: Span) -> None:
        """出席会议的有全体老师及部分同学: described people, to the end of the clause."""
        clause = self.reading.clause_at(m.end())
        found = group_list(self.text, m.end(), clause.end, self.mentions)
        verb = Verb(m.start("verb"), m.end("verb"), "attended", {"到会": "出席"}.get(m["verb"], m["verb"]), m["verb"])
        if found and (keys := self._meetings(verb, (), None)):
            self.out.take(verb, found, False, self.occasions.by_key[keys[0]], span)

    def _listed_after(self, span: Span, runs: Sequence[Run]) -> None:
        """出席会议的有甲、乙、丙 and 在会上发言的是丁: the verb first, then those who did it."""
        for m in company.DID.finditer(self.text, span.start, span.end) if self.did else ():
            run = next((r for r in runs if m.end() - 1 <= r.start <= m.end() + 1), None)
            how = "chaired" if m["verb"].startswith("主持") else "spoke"
            verb = Verb(m.start("verb"), m.end("verb"), how, "主持" if how == "chaired" else company.WAYS.get(m["verb"][-2:], "发言"), m["verb"])
            if run is not None and (keys := self._meetings(verb, (), None)):
                self.out.take(verb, run.actors, run.open_list, self.occasions.by_key[keys[0]], span)
        for m in company.LISTED.finditer(self.text, span.start, span.end):
            run = next((r for r in runs if m.end() - 1 <= r.start <= m.end() + 1), None)
            if run is None:
                self._groups_after(m, span)
                continue
            way = {"到会": "出席"}.get(m["verb"], "主席台就座" if "就座" in m["verb"] else m["verb"])
            verb = Verb(m.start("verb"), m.end("verb"), "attended", way, m["verb"])
            keys = self._meetings(verb, (), None)
            following = [r for r in runs if r.start > run.start]
            actors, last = list(run.actors), run
            for r in following:
                gap = self.text[last.end : r.start]
                if not re.fullmatch(r"[^，。；]{0,4}[，,、；;][^，。；：]{0,40}", gap) or company.ACTS.search(gap):
                    break
                actors, last = [*actors, *r.actors], r
            for key in keys[:1]:
                self.out.take(verb, actors, last.open_list, self.occasions.by_key[key], span)

