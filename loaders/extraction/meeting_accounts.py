"""What is told of one meeting, put together from all the places that name it: its name, day, place, convener, status."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.extraction.meeting_facts import (
    Said,
    closes,
    date_before,
    find_conveners,
    find_date,
    find_place,
    follows,
    is_planned,
    opens,
)
from loaders.extraction.meeting_names import Named
from loaders.extraction.mentions import BureauMention, Meeting, Mentions
from loaders.extraction.reading import Reading

#: Verbs that bring a meeting in; after 出席 or 主持 a bare 会议 is one already known.
BRINGS_IN = re.compile(r"召开|举行|举办|召集|开展|组织")
_SUBJECT = re.compile(
    r"([\u4e00-\u9fff]{2,16}(?:[院局部委府厅司团校处办组党社班所署会]|公司|机制|支部|集团|大学|中心|法庭))"
    r"(?:\||将|原|定于|拟|于|又|还|专门|联合|共同|再次|近日|在[^，。|]{1,12}|以[^，。|]{1,8}(?:形式|方式))*$"
)
_CALLS = re.compile(r"召开|召集")
_SESSION = re.compile(r"(?:人大|政协|人民代表大会|委员会|党代会|代表大会).{0,12}次会议$")
#: How many other forms of a name are kept.
_FORMS = 6
_ORDINAL = re.compile(r"第?([一二三四五六七八九十百零〇]+|\d{1,3})(?:次|届)")


@dataclass(slots=True)
class Draft:
    """A meeting while its mentions are being gathered."""

    key: str
    head: str
    kind: str
    plain: bool
    named: list[Named] = field(default_factory=list)
    conveners: list[BureauMention] = field(default_factory=list)
    full: str = ""
    short: str = ""
    #: the committee that a numbered meeting is named after
    prefix: str = ""

    @property
    def held(self) -> bool:
        return any(n.held for n in self.named)

    def held_or_title(self, body_start: int) -> bool:
        """Whether the meeting is told as held, or stands in the title."""
        return any(n.held or n.start < body_start - 1 for n in self.named)


class Teller:
    """Tells what a reading says of each meeting whose mentions have been gathered."""

    def __init__(self, reading: Reading, mentions: Mentions) -> None:
        self.reading = reading
        self.mentions = mentions

    def _in_title(self, n: Named) -> bool:
        return n.start < self.reading.body_start - 1

    def meeting(self, d: Draft) -> Meeting:
        if d.full:
            first = d.named[0]
            aka = list(dict.fromkeys([d.short, "党的" + d.short, *(n.text for n in d.named if len(n.text) > 3)]))
            return Meeting(
                d.key, d.full, aka, kind="meeting", relayed=True, rule="congress", at=(first.start, first.end),
                quote=self._quote(first.start, first.end),
            )
        held = [n for n in d.named if n.held and not n.told] or [n for n in d.named if n.held or self._in_title(n)]
        told = not held
        body = [n for n in held if not self._in_title(n)] or held
        name, aka, conveners = self._names(d, held or d.named)
        first = (body or d.named)[0]
        m = Meeting(
            d.key, name, aka, kind=d.kind, relayed=told, rule="told" if told else "plain" if d.plain else "name",
            at=(first.start, first.end), ordinal=self._ordinal(name), conveners=[b.name for b in conveners],
            confidence=0.7 if d.plain else 0.8 if told else 0.95,
        )
        spans = [(first.start, first.end)]
        if not told:
            self._facts(m, body + [n for n in held if n not in body], spans)
            if conveners:
                m.convener = conveners[0].name
                m.parts["convener"] = (conveners[0].start, conveners[0].end)
        else:
            self._told_day(m, d)
        m.quote = self._quote(*self._fit(first, list(m.parts.values())))
        return m

    def _told_day(self, m: Meeting, d: Draft) -> None:
        for n in d.named:
            date = date_before(self.mentions, self.reading.text, n.start)
            if date is not None:
                m.start, m.end = date.first, date.last
                m.parts["date"] = (date.start, date.end)
                return

    def _fit(self, n: Named, spans: list[tuple[int, int]]) -> tuple[int, int]:
        sentence = self.reading.sentence_at(n.start)
        inside = [s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end]
        return min([n.start, *(s for s, _ in inside)]), max([n.end, *(e for _, e in inside)])

    def _quote(self, start: int, end: int) -> tuple[int, int]:
        span = self.reading.quote_around((start, end))
        if start < self.reading.body_start - 1 < span.end:
            return start, end
        return span.start, span.end

    def _facts(self, m: Meeting, held: list[Named], spans: list[tuple[int, int]]) -> None:
        best = 9
        for n in held:
            date, near = find_date(self.reading, self.mentions, n)
            if date is not None and near < best:
                best = near
                m.start, m.end = date.first, date.last
                m.parts["date"] = (date.start, date.end)
                if date.first == date.last:
                    if closes(self.reading, n):
                        m.start = ""
                    elif opens(self.reading, n):
                        m.end = ""
        place: Said | None = None
        for n in held:
            place = find_place(self.reading, self.mentions, n)
            if place is not None:
                m.place = place.value
                m.parts["place"] = (place.start, place.end)
                break
        if any(is_planned(self.reading, n, m.start or m.end) for n in held[:1]):
            m.status = "planned"
            if m.start == m.end and _SESSION.search(m.name):
                m.end = ""  # only the day that it opens is known

    def _names(self, d: Draft, held: list[Named]) -> tuple[str, list[str], list[BureauMention]]:
        conveners: list[BureauMention] = []
        for n in held:
            conveners = find_conveners(self.reading, self.mentions, n)
            if conveners:
                break
        forms = list(dict.fromkeys(n.core for n in d.named if not n.plain or d.plain))
        best = max((n.core for n in held if not n.plain or d.plain), key=len, default=forms[0])
        name = self._settled(best, d, held, conveners)
        aka = [f for f in dict.fromkeys([best, *forms, *(n.text for n in d.named if not n.plain)]) if f != name][:_FORMS]
        return name, aka, conveners

    def _settled(self, name: str, d: Draft, held: list[Named], conveners: list[BureauMention]) -> str:
        """The name with the body or place that it leaves unsaid."""
        n = next((n for n in held if n.core == name), held[0])
        text = self.reading.text
        inside = next((b for b in self.mentions.bureaus if b.start == n.start and b.end <= n.end and not b.implied), None)
        if inside is not None and "届" not in text[inside.start : inside.end]:
            return inside.name + text[inside.end : n.start + len(name)] if len(inside.name) > inside.end - inside.start else name
        level = re.match(r"全([省市县区])(?!性)(?=[\u4e00-\u9fff])", name)
        if level and (home := self._home(level.group(1), n, conveners)):
            return home + name[2:]
        if d.prefix:
            return name if name.startswith(d.prefix[:5]) else d.prefix + name
        if not (d.plain or name.startswith("第") or len(name) - len(d.head) <= 4):
            return name
        for m in held:
            bodies = find_conveners(self.reading, self.mentions, m)
            if bodies:
                start = bodies[-1].start
                before = re.search(r"(?:第?[一二三四五六七八九十]+届)$", text[max(0, start - 8) : start])
                unit = re.match("党组|党委", text[bodies[-1].end : bodies[-1].end + 2])
                return (before.group() if before else "") + bodies[-1].name + (unit.group() if unit else "") + name
        if d.plain:
            return self._by_subject(name, held) or self._by_chair(name, held) or name
        return name

    def _by_subject(self, name: str, held: list[Named]) -> str:
        """The name with the body before the verb, where that is a body by its last word."""
        for n in held:
            if n.verb is None or not BRINGS_IN.search(self.reading.text, *n.verb):
                continue
            clause = self.reading.clause_at(n.start)
            words = self.reading.text[clause.start : n.verb[0]]
            for d in reversed(self.mentions.dates):
                if clause.start <= d.start and d.end <= n.verb[0]:
                    words = words[: d.start - clause.start] + "|" + words[d.end - clause.start :]
            found = _SUBJECT.match(re.sub("^(?:自从?|从|当|在)(?!治|动)", "", words.strip("|")))
            if found:
                return found.group(1) + name
        return ""

    def _by_chair(self, name: str, held: list[Named]) -> str:
        """A bare meeting that only a person called (张春生主持召开会议听取汇报) or spoke at (张春生在记者会上说)."""
        for n in held:
            if n.verb is None and n.head.endswith(("记者会", "发布会", "吹风会")):
                clause = self.reading.clause_at(n.start)
                before = [p for p in self.mentions.people if clause.start <= p.start and p.end <= n.start]
                if before:
                    return before[-1].name + name
            if n.verb is None or not _CALLS.search(self.reading.text, *n.verb):
                continue
            clause = self.reading.clause_at(n.start)
            before = [p for p in self.mentions.people if clause.start <= p.start and p.end <= n.verb[0]]
            if before:
                verb = self.reading.text[n.verb[0] : n.verb[1]]
                purpose = self.reading.text[n.end : clause.end] if n.head == "会议" else ""
                return before[-1].name + verb.rstrip("了的") + name + (purpose if 2 < len(purpose) < 40 else "")
        return ""

    def _home(self, level: str, n: Named, conveners: list[BureauMention]) -> str:
        """The place that 全省 or 全市 means: that of the convener's name, else of the subject of the sentence."""
        for b in conveners:
            found = re.match(rf"[\u4e00-\u9fff]{{2,8}}?{level}", b.name)
            if found:
                return found.group()
        sentence = self.reading.sentence_at(n.start)
        for p in self.mentions.places:
            if sentence.start <= p.start and p.end <= n.start and p.name.endswith(level):
                return p.name
        return ""

    @staticmethod
    def _ordinal(name: str) -> str:
        found = list(_ORDINAL.finditer(name))
        return found[-1].group() if found else ""

    def follow(self, meetings: list[Meeting], drafts: list[Draft]) -> None:
        """A meeting right after another (闭幕会后举行讲座) has its day."""
        day = next((m.end or m.start for m in meetings if not m.relayed and m.status == "reported" and (m.end or m.start)), "")
        for m in meetings:
            if not day or m.relayed or m.start or m.end or m.status != "reported":
                continue
            d = next(d for d in drafts if d.key == m.key)
            if any(n.held and follows(self.reading, n) for n in d.named):
                m.start = m.end = day
