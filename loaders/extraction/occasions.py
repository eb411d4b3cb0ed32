"""Which meeting or activity a verb speaks of: its object, the one in whose clause it stands, else the one spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from loaders.extraction.meetings import meeting_at
from loaders.extraction.mentions import Meeting, MeetingMention, Mentions
from loaders.extraction.reading import Reading
from loaders.extraction.verbs import Verb

#: Between two meetings that one verb takes: 出席开幕式、座谈会和展览.
_AND = re.compile(r"[^，。；、的]{0,14}(?:[、和与及]|以及|并(?:出席|参加))[^，。；、]{0,16}")
#: Words before a meeting that is only talked of, whatever else the clause says.
_TALKED_OF = re.compile(
    r"(?:审议|研究|确定|决定|提请|讨论|通过|关于|学习|传达|贯彻|落实|即将|准备|筹备|迎接|向|为|就|对|围绕|聚焦)[^，。；]{0,30}$|(?:审议|讨论|提请|通过|关于)[^，。；]{0,70}$"
)
_IN_REPORT = re.compile(r"(?:报告|讲话|致辞|致词|发言|演讲)中?[^，。\n]{0,6}(?:说|指出|强调|表示|认为|回顾)")
_ASKED = re.compile(r"(?:记者|媒体|有人)[^，。；]{0,8}?(?:提问|问及|问到|问)[，,：:]|被问[到及]")
_SAID = re.compile(r"(?:说|指出|强调|表示|认为|介绍|提到|回顾道)[，,：:]|[：:]“")
#: How far into the text a press conference may first be named, in code points, for the whole notice to report of it.
_LEAD = 300
#: Told of an earlier time than the notice's own.
EARLIER = re.compile(r"[^，。；\n]{0,4}(?:此前|之前|日前|不久前|前不久|前期|去年|上月|上次|早前)")
#: 出席三个公开活动，分别是: the meetings follow.
_MANY = re.compile(r"(?:了)?(?:[两三四五六七八九十\d]+|多|几)[个场项次](?:公开|重要|相关)?(?:活动|会议|仪式)，(?:分别|依次|包括|即)(?:是|为)?")
_SIDE = frozenset(("study", "training", "ceremony", "other"))
_PRESS = re.compile("发布会|吹风会|记者会|通气会|新闻会|答问会|问答会")


class Occasions:
    """The meetings of one reading, asked by the verbs that speak of them."""

    def __init__(self, reading: Reading, mentions: Mentions) -> None:
        self.reading = reading
        self.text = reading.text
        self.mentions = mentions
        self.told = mentions.meeting_mentions
        self.by_key = {m.key: m for m in mentions.meetings}
        self._starts = [f.start for f in self.told]
        focus = [f for k, f in enumerate(self.told) if self._in_focus(f) and not self._enclosed(k)]
        focus = [f for k, f in enumerate(focus) if not self._earlier(f) or not any(o.key != f.key for o in focus[:k])]
        # A bare 会议 says nothing by itself of which meeting is told.
        self.focused = {f.key for f in focus if f.named}
        self._focus = [f for f in focus if f.key in self.focused]
        self._focus_starts = [f.start for f in self._focus]

    def inside_name(self, start: int, end: int) -> bool:
        """Whether words are part of a meeting's own name (主持人大会, 工作报告会)."""
        i = bisect_right(self._starts, start) - 1
        for f in self.told[max(0, i - 3) : i + 1]:
            if f.named and f.rule != "activity" and f.start <= start and end <= f.end and (start, end) != (f.start, f.end):
                return True
        return False

    def objects(self, verb: Verb) -> list[MeetingMention]:
        """The meetings that a verb takes, in order."""
        clause_end = max(self.reading.clause_at(max(verb.end - 1, verb.start)).end, verb.end)
        many = _MANY.match(self.text, verb.end)
        if many is not None:
            clause_end = self.reading.clause_at(many.end()).end
        out: list[MeetingMention] = []
        for f in self.told[bisect_left(self._starts, verb.start) :]:
            if f.start >= clause_end:
                break
            if out:
                if f.start < out[-1].end:
                    continue
                if not _AND.fullmatch(self.text[out[-1].end : f.start]):
                    break
            else:
                gap = self.text[max(verb.end, many.end() if many else 0) : f.start]
                if len(gap) > 44 or gap[:1] in ("，", ",") or f.start < verb.end - 1:
                    break
            out.append(f)
        return [self._settled(f) for f in out]

    def _settled(self, f: MeetingMention) -> MeetingMention:
        """A bare 会议 that was taken for a meeting only talked of is the one told of."""
        if f.named or f.key in self.focused or self.by_key[f.key].hosts:
            return f
        topic = self.topic(f.start)
        return f if topic is None else MeetingMention(f.start, f.end, topic, f.rule, False, f.held)

    def around(self, verb: Verb) -> str | None:
        """The meeting in whose clause the verb stands: 在座谈会上发言, 会议由甲主持."""
        clause = self.reading.clause_at(verb.start)
        i = bisect_left(self._starts, verb.start)
        for f in reversed(self.told[max(0, i - 6) : i]):
            if f.start < clause.start:
                break
            above = self.text.startswith("上", f.end)
            if f.end > verb.start or not self.live(f) or not (f.held or f.named or above):
                continue
            if self.by_key[f.key].hosts and verb.how != "attended":
                continue
            if verb.how == "attended" and not re.match("[上中，]|期间|开幕|闭幕", self.text[f.end : f.end + 2]):
                continue
            if not above and _TALKED_OF.search(self.text, clause.start, f.start):
                continue
            return f.key
        return None

    def topic(self, offset: int) -> str | None:
        """The meeting that the notice is telling of at ``offset``; activities with no name are left out."""
        i = bisect_right(self._focus_starts, offset)
        if i:
            last, first = self._focus[i - 1], self._focus[0]
            side, main = self.by_key[last.key], self.by_key[first.key]
            if side is not main and side.kind in _SIDE and main.kind == "meeting" and "\n" in self.text[last.end : offset]:
                # What was told in between (a study session, a ceremony) ends with its paragraph.
                return main.key
            return last.key
        if self._focus:
            return self._focus[0].key
        at = meeting_at(self.mentions, offset)
        return at if at is not None and not self.by_key[at].relayed and not self.by_key[at].hosts else None

    def activity(self, offset: int) -> str | None:
        """The activity with no name (会见, 调研) told of last before ``offset``, else the first after it."""
        acts = [f for f in self.told if self.by_key[f.key].hosts and not self.by_key[f.key].relayed]
        before = [f for f in acts if f.start < offset]
        if before:
            # The whole journey, where the title tells of one, rather than its last stop.
            return before[-1].key
        return acts[0].key if acts else None

    def met_one_by_one(self, f: MeetingMention) -> list[str]:
        """The activities that one verb told (分别会见甲、乙), where 参加会见 at the end of the notice speaks of them all."""
        m = self.by_key[f.key]
        told = [o.key for o in self.mentions.meetings if o.hosts and o.at == m.at]
        if len(told) < 2 or "\n" in self.text[self.reading.sentence_at(f.start).start + 1 : f.start]:
            return []
        # 在会见甲时，…。乙参加会见: of the one that the paragraph tells of
        paragraph = self.text.rfind("\n", 0, f.start) + 1
        own = self.text.rfind("会见", paragraph, self.reading.sentence_at(f.start).start)
        return [] if own >= 0 and not m.at[0] <= own < m.at[1] else told

    def within(self, start: int, end: int) -> str | None:
        """The meeting named in a stretch of text."""
        for f in self.told[bisect_left(self._starts, start) :]:
            if f.start >= end:
                return None
            if f.end <= end:
                return f.key
        return None

    def activity_of_clause(self, start: int, end: int, joint: str = "并") -> str | None:
        """The activity told in ``start:end`` before a verb: 会见某某并发表讲话; ``joint`` must stand between them."""
        i = bisect_left(self._starts, end)
        for f in reversed(self.told[max(0, i - 4) : i]):
            if f.start < start:
                return None
            if f.rule == "activity" and self.by_key[f.key].hosts and f.end <= end and joint in self.text[f.start : end]:
                return f.key
        return None

    def in_activity(self, offset: int) -> bool:
        """Whether what was told of last before ``offset`` is an activity with no name, so that talk is part of it."""
        i = bisect_left(self._starts, offset)
        for f in reversed(self.told[max(0, i - 8) : i]):
            if not self.live(f):
                continue
            return bool(self.by_key[f.key].hosts)
        return False

    def told_before(self, offset: int, word: str) -> list[Meeting]:
        """The meetings and activities told of as held before ``offset`` that 上述活动 or 有关会见 means."""
        keys = dict.fromkeys(
            f.key for f in self.told
            if f.start < offset and f.held and not self._quoted(f) and (f.key in self.focused or self.by_key[f.key].hosts)
        )
        told = [self.by_key[k] for k in keys if not self.by_key[k].relayed]
        first = self.reading.body_start
        told = [m for m in told if not (m.guests and m.at[0] < first and self._summed_up(m, told))]
        acts = [m for m in told if m.hosts]
        if word in ("会见", "会谈", "会晤"):
            return [m for m in acts if m.kind in ("meeting", "call")]
        if word == "会议":
            return [m for m in told if not m.hosts]
        hosts = [h for m in acts for h in m.hosts]
        if not hosts:
            return told
        chief = max(hosts, key=hosts.count)
        # An earlier visit of somebody else is none of them.
        return [m for m in told if not m.hosts or chief in m.hosts]

    def _summed_up(self, m: Meeting, told: list[Meeting]) -> bool:
        """Whether a title's meeting (会见一些国家政要) is what the text then tells one by one."""
        return sum(o is not m and o.hosts == m.hosts and o.kind == m.kind and o.at[0] >= self.reading.body_start for o in told) > 1

    def live(self, f: MeetingMention) -> bool:
        """Whether a mention is of a meeting held here, not one whose spirit is passed on."""
        return not self.by_key[f.key].relayed or f.held

    def public(self, key: str, offset: int) -> bool:
        """Whether everybody who is quoted from ``offset`` on spoke there: the press conference that the notice begins with."""
        first = next((f for f in self._focus if f.key == key), None)
        return (
            first is not None and first.start < min(offset, self.reading.body_start + _LEAD)
            and _PRESS.search(self.by_key[key].name) is not None
        )

    def _quoted(self, f: MeetingMention) -> bool:
        """Whether a meeting is spoken of in what somebody says, not told."""
        start = self.reading.sentence_at(f.start).start
        return _SAID.search(self.text, start, f.start) is not None or _ASKED.search(self.text, start, f.start) is not None

    def _reported(self, f: MeetingMention) -> bool:
        """Whether the paragraph tells what a report or speech said, in a sentence before the mention's own."""
        start = self.reading.sentence_at(f.start).start
        return _IN_REPORT.search(self.text, self.text.rfind("\n", 0, f.start) + 1, start) is not None

    def _earlier(self, f: MeetingMention) -> bool:
        """Whether a sentence tells of a meeting held before the notice's own (日前，某人主持召开某会议)."""
        start = self.reading.sentence_at(f.start).start
        return EARLIER.match(self.text, start, f.start) is not None

    def _enclosed(self, k: int) -> bool:
        """Whether a mention is only a part of a longer meeting's name: 纪念《在某座谈会上的讲话》发表周年座谈会."""
        f = self.told[k]
        return any(
            o.start <= f.start and f.end < o.end and o.key != f.key and "《" in self.text[o.start : f.start]
            for o in self.told[max(0, k - 4) : k]
        )

    def _in_focus(self, f: MeetingMention) -> bool:
        m = self.by_key[f.key]
        if m.hosts or m.relayed or m.status != "reported":
            return False
        title = f.start < self.reading.body_start - 1
        if not f.held and not (f.named and f.rule == "name" and self._opens(f)):
            return False
        if self._quoted(f) or (not title and not m.start and self._reported(f)):
            return False
        clause = self.reading.clause_at(f.start)
        return f.start == clause.start or title or not _TALKED_OF.search(self.text, clause.start, f.start)

    def _opens(self, f: MeetingMention) -> bool:
        """Whether a meeting is the subject of the title or of the lead: 第三十一次会议19日传达学习…."""
        sentence = self.reading.sentence_at(f.start)
        before = self.text[sentence.start : f.start]
        lead = sentence.start < self.reading.body_start + 30
        return lead and re.fullmatch(r"(?:\[[^\]]{1,4}\]|[^，。：]{0,20}[：:])?\s*", before) is not None
