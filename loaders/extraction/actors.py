"""Finds the subject of a verb: the list of people, groups or organisations before it, over adverbs and commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.groups import body_list, group_list, headless
from loaders.extraction.mentions import Mentions, within
from loaders.extraction.occasions import Occasions
from loaders.extraction.reading import Reading, Span
from loaders.extraction.subjects import OBLIQUE, TAIL, Actor, People, Run, transparent
from loaders.extraction.verbs import Verb

#: Ways of speaking that units and groups take too.
_UNITS_SPEAK = frozenset(("发言", "讲话", "汇报", "介绍", "点评", "作报告", "作说明", "致辞", "授课"))
#: One item of a list of names that was read as nothing: 某委员会委员某某某少将.
_ITEM = re.compile(
    r"(?!.*(?:主持|出席|参加|会议|讲话|举行|召开|强调|指出|表示|下午|上午|[月日的了在由向对]))[\u4e00-\u9fff·•A-Za-z（）()]{4,30}"
)
_STAND_FOR = re.compile(r"(?:同志)?等(?P<who>[省市县区州][\u4e00-\u9fff]{2,6}班子(?:领导|成员))")
_UNREAD = re.compile(r"(?:、[\u4e00-\u9fff·•]{2,9}){0,5}、[\u4e00-\u9fff]{2,3}(?=在|出席|参加|列席|分别|先后|等|陪同|$)(?:等)?")
_PRONOUN = re.compile(r"(?:^|[，,。；：“”\s])(?:他|她)(?!们|的)")
#: 要求各科室负责人参加: those asked to come need not have come.
_ASKED = re.compile("(?:要求|请|通知|希望|务请|欢迎)$")
#: How many they were in all, behind those who came: 各部处负责人，共计80余人参加.
_TOTAL = re.compile(r"[，,]?(?:总|合)?共计?(?:有)?(?:约|近)?[\d一二三四五六七八九十百千]+[余多]?(?:人|名|位)$")
#: 希望各位议员，特别是某某议员，出席: they are asked, too.
_ASKED_MOST = re.compile("(?:要求|请|通知|希望|务请|欢迎)(?:[^，。；：]{2,16}，)(?:特别|尤其)是?")
_AND_THOSE = re.compile("和|与|及|以及")
_PROXY = re.compile(r"的?委托|委派|指派")
_JOINED = re.compile(r"(?:[，,、；;]|以及|和|与|及)+\s*(?:以及)?$")
_OTHER = re.compile("会议|大会|与会|会前|各地|大家|双方")
_STOPS = re.compile(r"[。！？!?\n：:；;]")
_COMMAS = re.compile(r"[，,]")
_ENDS = re.compile(r"[，,。；;：:\n]")


class Actors:
    """Subjects of the verbs of one reading."""

    def __init__(self, reading: Reading, mentions: Mentions, people: People, occasions: Occasions) -> None:
        self.reading = reading
        self.text = reading.text
        self.mentions = mentions
        self.people = people
        self.occasions = occasions

    def subject(self, verb: Verb, runs: Sequence[Run], low: int) -> tuple[tuple[Actor, ...] | None, bool]:
        """The verb's own subject, where one stands before it since ``low``; None where it goes on with the last one."""
        text, at = self.text, verb.start
        run = next((own for r in reversed(runs) if r.end <= at and r.end > low and (own := self._own_part(r, verb)) is not None), None)
        units = verb.how in ("attended", "chaired") or verb.way in _UNITS_SPEAK
        edge = low
        if run is not None:
            tail = TAIL.match(text, run.end)
            edge = max(run.end, min(tail.end() if tail else run.end, at))
            if len(run.actors) > 1 and (unread := _UNREAD.match(text, edge, at)):
                edge = unread.end()  # one name of the list that was not read as such
        groups = self._groups(edge, at, run is not None) if units and verb.how != "chaired" else []
        if groups:
            return self._extend(groups, runs, low)
        if run is not None and transparent(text, edge, at) and (not _COMMAS.search(text, edge, at) or self.people.heads_clause(run.start)):
            return self._extend(self._whole(run), [r for r in runs if r.end <= run.start], low, run.start, run.open_list)
        if verb.how == "spoke" and verb.way in _UNITS_SPEAK:
            bodies = body_list(text, at, edge, self.mentions)
            if bodies and self._leads(bodies[0].start) and not self.occasions.inside_name(bodies[-1].start, bodies[-1].end):
                return tuple(bodies), False
        return None, False

    def _own_part(self, run: Run, verb: Verb) -> Run | None:
        """The part of a run that can be a subject: all, or behind a comma where its beginning is an object (会见甲，院长乙参加会见)."""
        if not self._passed_over(run, verb):
            return run
        for i in range(len(run.actors) - 1, 0, -1):
            comma = self.text.rfind("，", run.actors[i - 1].end, run.actors[i].start)
            if comma >= 0:
                return Run(comma + 1, run.end, run.actors[i:], run.open_list)
        return None

    def _passed_over(self, run: Run, verb: Verb | None = None) -> bool:
        """Whether a run is the object of a preposition, or one who let others act for him."""
        if verb is not None and verb.way == "陪同" and self.text.startswith("下", verb.end):
            return False  # 在甲、乙陪同下
        if _PROXY.match(self.text, run.end):
            return True
        quoted = self.text.rfind("《", max(0, run.start - 80), run.start)
        if quoted >= 0 and "》" not in self.text[quoted : run.start]:
            return True
        return OBLIQUE.search(self.text, max(0, run.start - 8), run.start) is not None

    def _groups(self, edge: int, at: int, listed: bool) -> list[Actor]:
        """The groups that end right before ``at`` but for adverbs, in the stretch after the last comma or name."""
        text = self.text
        start = edge
        for stop in _STOPS.finditer(text, edge, at):
            start = stop.end()
        if listed and start == edge and text.startswith("的", edge):
            return []
        if listed and start == edge:
            lead = re.compile(r"(?:[、，,]|和|与|及|以及)+").match(text, start, at)
            if not lead:
                return []
            start = lead.end()
        total = _TOTAL.search(text, start, at)
        if total is not None and total.start() > start and (counted := self._groups(edge, total.start(), listed)):
            return counted
        ends = [m.end() for m in _COMMAS.finditer(text, start, at)]
        for first in [*reversed(ends[-2:]), start] if ends else [start]:
            for end in range(at, first + 2, -1):
                if end < at and not transparent(text, end, at):
                    if end < at - 60:
                        break
                    continue
                found = group_list(text, first, end, self.mentions)
                if found and not _ASKED.search(text, max(0, found[0].start - 4), found[0].start) and not _ASKED_MOST.search(
                    text, max(0, found[0].start - 24), found[0].start + 3
                ):
                    return found
        return []

    def _extend(
        self, actors: list[Actor], runs: Sequence[Run], low: int, at: int = -1, open_list: bool = False
    ) -> tuple[tuple[Actor, ...], bool]:
        """The list goes on to the left, over commas: names, then groups, then names again."""
        text = self.text
        at = actors[0].start if at < 0 else at
        floor = self._list_start(low, at)
        if floor < low:
            runs = [*self.people.runs(floor, low), *runs]
        while True:
            joined = _JOINED.search(text, max(floor, at - 4), at)
            if joined is None:
                break
            close = joined.start()
            run = next((r for r in reversed(runs) if floor < r.end <= close), None)
            if run is not None and self._reaches(run, close) and not self._passed_over(run):
                actors = [*self._whole(run), *actors]
                at, open_list = run.start, open_list or run.open_list
                continue
            start = max([floor, *(m.end() for m in _ENDS.finditer(text, floor, close))])
            if run is not None and run.end > start:
                # 校长张春生和其他九位教授，以及专家代表参加: a group in the name's own clause
                more = group_list(text, run.end, close, self.mentions) if _AND_THOSE.match(text, run.end, close) else []
                if not more:
                    break
                actors = [*more, *actors]
                at = more[0].start
                continue
            more = group_list(text, start, close, self.mentions)
            if not more and actors[0].kind == "group" and (one := headless(text, start, close, actors[0], self.mentions)):
                more = [one]
            if more:
                actors = [*more, *actors]
            elif not (run is not None and self._reaches(run, start - 1) and _ITEM.fullmatch(text, start, close)):
                break  # else an item that was not read, with names on either side
            at = start
        return tuple(actors), open_list

    def _whole(self, run: Run) -> list[Actor]:
        """The people of a run, and the group that they stand for where it is said whose: 甲、乙等市领导."""
        rest = _STAND_FOR.match(self.text, run.end)
        if rest is None:
            return list(run.actors)
        return [*run.actors, Actor(*rest.span("who"), rest["who"], "group")]

    def _reaches(self, run: Run, close: int) -> bool:
        tail = TAIL.match(self.text, run.end)
        return tail is not None and close in (run.end, tail.end())

    def _leads(self, start: int) -> bool:
        before = self.text[max(0, start - 1) : start]
        return not before or before in "，。；：\n！？,;:、 和与由"

    def _list_start(self, low: int, at: int) -> int:
        """Where a list may begin that semicolons part: 各局负责人；各处室负责人参加."""
        while self.text[max(0, low - 1) : low] in (";", "；") and low <= at:
            before = self.reading.sentence_at(max(0, low - 2))
            if before.start >= low or before.start < self.reading.body_start:
                break
            low = before.start
        return low

    def goes_on(self, low: int, verb: Verb, runs: Sequence[Run]) -> bool:
        """Whether nothing between two verbs can be another subject."""
        if any(low <= r.start and r.end <= verb.start and "，" in self.text[r.end : verb.start] for r in runs):
            return False
        for comma in _COMMAS.finditer(self.text, low, verb.start):
            at = comma.end()
            if _OTHER.match(self.text, at) or any(b.start <= at + 1 for b in within(self.mentions.bureaus, at, verb.start) if not b.implied):
                return False  # 外交部举行吹风会，介绍了情况: another has taken over
        piece = re.split(r"[，,；;：]|并(?!列)|(?<=[会议式])、|还(?!有)|以及", self.text[low : verb.start])[-1]
        return not piece or transparent(piece, 0, len(piece)) or (len(piece) <= 8 and "，" not in self.text[low : verb.start])

    def pronoun(self, span: Span, verb: Verb, runs: Sequence[Run]) -> bool:
        """Whether 他 or 她 stands for the one of the sentence before: no other name may come between."""
        if any(r.start < verb.start for r in runs):
            return False
        found = _PRONOUN.search(self.text, max(0, span.start - 1), verb.start)
        return found is not None and transparent(self.text, found.end(), verb.start)
