"""Who is appointed: runs of names beside a verb of appointment, and the subject of such a verb.

Offsets are code points of ``Reading.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.extraction.mentions import PersonMention

#: What may stand right behind a name and still belongs to it.
NOTES = r"(?:\s?(?:[（(][^（）()]{1,24}[)）]|同志|先生|女士))*"
_NOTES = re.compile(NOTES)
#: Between two names of a run; one item that no rule knows as a name (艾力更-依明巴海) does not break it.
_JOIN = re.compile(
    rf"{NOTES}\s?(?:、(?:[\u3400-\u9fff]{{2,8}}[-－—.．][\u3400-\u9fff]{{1,8}}{NOTES}、)?|和|与|及|以及|[ \u3000]{{1,4}})\s?"
)
_OPEN_LIST = re.compile(r"等(?:[\d一二三四五六七八九十百两]+(?:人|名|位)(?:同志)?|同志|人)?")
_CONCURRENT = re.compile(r"[（(][^（）()]*兼[^（）()]*[)）]")

#: Words that may stand between a subject and its verb without making another clause.
_FILL = re.compile(
    r"(?:\s|[，,]|同志|先生|女士|教授|研究员|院士|博士|老师|律师|医生|将军|议员|二人|两人|等人|[（(][^（）()]{1,60}[)）]|将|会|已经?|也|还|再次|再度|正式|全票|高票|成功|随后|随即|同时|不久|其后|即|便|才|获|被|均|都|曾?一度"
    r"|因[^，。；]{1,18}?|经[^，。；]{2,30}?|自[^，。；]{1,14}?起|在[^，。；]{1,20}?(?:上|中|后|时|起|日|月|年|期间|会议)|于[^，。；]{1,20}?|由[^，。；]{2,16}?|以[^，。；]{1,14}?|从[^，。；]{1,14}?|据[^，。；]{1,6}"
    r"|[\d年月日号起至]|今[天日年晚]?|明[天日年]?|昨[天日]?|近[日期]|日前|[上下]午|上周[一二三四五六日]?|本[月周]|当[天日]|同[日年月]|次[年月日]|早前|此[次前后]|刚刚?|新近|最近|目前|现时?|即将|有望|继续|原位|先|又|并且?|或|亦|后来?|后)*"
)
#: A subject stands no further before its verb than this.
_REACH = 300
_HARD = "。！？!?\n；;"
_COMMA = re.compile(r"[，,：:]")
_WHEN = re.compile("(?:前|时|期间|之际|(?:任|选|职)[^，。]{0,16}后)(?=获|$|[^，。]{0,4}$)")
_PRONOUN = re.compile(r"[他她](?!们)|其(?!中|他|余|实|间)")


@dataclass(frozen=True, slots=True)
class Group:
    """A run of names (甲、乙和丙), from the first name to what belongs to the last one (同志, a note in brackets)."""

    start: int
    end: int
    people: tuple[PersonMention, ...]
    concurrent: bool = False
    open_list: bool = False


class Appointees:
    """The names of one reading, asked for in runs and as subjects."""

    def __init__(self, text: str, people: Sequence[PersonMention]) -> None:
        self.text = text
        self.people = [p for p in people if p.name]
        self._starts = [p.start for p in self.people]

    def runs(self, start: int, end: int) -> Iterator[Group]:
        """The runs of names that begin inside ``start:end``, in order."""
        i = bisect_left(self._starts, start)
        while i < len(self.people) and self.people[i].start < end:
            first = i
            while i + 1 < len(self.people) and self.people[i + 1].end <= end:
                join = _JOIN.match(self.text, self.people[i].end)
                if not join or join.end() != self.people[i + 1].start:
                    break
                i += 1
            run = self.people[first : i + 1]
            notes = _NOTES.match(self.text, run[-1].end)
            tail = notes.end() if notes else run[-1].end
            more = _OPEN_LIST.match(self.text, tail)
            yield Group(
                run[0].start, more.end() if more else tail, tuple(run),
                bool(_CONCURRENT.search(self.text, run[-1].end, tail)), more is not None,
            )
            i += 1

    def first_start(self, start: int, end: int) -> int | None:
        """Where the first name inside ``start:end`` begins."""
        i = bisect_left(self._starts, start)
        return self._starts[i] if i < len(self._starts) and self._starts[i] < end else None

    def run_from(self, start: int, end: int) -> Group | None:
        """The first run that begins inside ``start:end``, whole even where it runs past ``end``."""
        i = bisect_left(self._starts, start)
        if i >= len(self.people) or self.people[i].start >= end:
            return None
        return next(self.runs(start, self.people[i].start + 4000), None)

    def subject(self, verb: int, after: int = -1) -> Group | None:
        """The subject of the verb that begins at ``verb``.

        It stands in the verb's own clause, or, where that clause names nobody and holds only adverbs and dates, in the
        clause before it; a pronoun takes the subject of the sentence before.

        Args:
            verb: where the verb begins.
            after: where the last fact of this sentence found its subject, or -1.
        """
        low = max(max(self.text.rfind(c, 0, verb) for c in _HARD) + 1, verb - _REACH)
        clause = low
        for m in _COMMA.finditer(self.text, low, verb):
            clause = m.end()
        last = self._last(low, verb)
        if last is None:
            return self._pronoun(low, verb)
        between = self.text[last.end : verb]
        if len(between) <= 80 and _FILL.fullmatch(between):
            return last
        head = self.text[clause:verb]
        if last.start >= clause:
            return None
        pronoun = _PRONOUN.match(head)
        if len(head) > 80 or not _FILL.fullmatch(head[pronoun.end() :] if pronoun else head):
            return None
        if after >= low:
            group = next(self.runs(after, after + 1), None)
            if group is not None:
                return group
        names = {p.name for p in self.people[bisect_left(self._starts, low) : bisect_left(self._starts, verb)]}
        first = next(self.runs(low, verb), None)
        if first is None or len(names) != len(first.people):
            return None
        # 在甲卸任前获升职，出任…: the clause of the name tells only when.
        comma = _COMMA.search(self.text, first.end, verb)
        if _WHEN.search(self.text, first.end, comma.start() if comma else verb):
            return None
        return first

    def _last(self, low: int, high: int) -> Group | None:
        groups = list(self.runs(low, high))
        return groups[-1] if groups else None

    def _pronoun(self, low: int, verb: int) -> Group | None:
        head = self.text[low:verb]
        m = re.search(r"(?:^|[，,：:])\s*([他她])(?!们)", head)
        if not m or not _FILL.fullmatch(re.sub(r"^.*[，,：:]", "", head[m.end(1) :])):
            return None
        back = low - 1
        while back > 0 and self.text[back - 1] in " \u3000\t\n。！？":
            back -= 1
        before = max((self.text.rfind(c, 0, back) for c in "。！？!?\n"), default=-1) + 1
        names = {p.name for p in self.people[bisect_left(self._starts, before) : bisect_left(self._starts, back)]}
        return next(self.runs(before, back), None) if len(names) == 1 else None
