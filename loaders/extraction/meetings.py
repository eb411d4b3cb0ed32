"""The meetings of a notice: every mention gathered under one key, with what is said of the meeting itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from loaders.extraction.activity_groups import gather_activities
from loaders.extraction.congresses import find_congresses
from loaders.extraction.meeting_facts import (
    Said,
    closes,
    find_conveners,
    find_date,
    find_place,
    follows,
    is_planned,
    opens,
)
from loaders.extraction.meeting_groups import canonical, overlap, same_meeting
from loaders.extraction.meeting_heads import SESSIONS
from loaders.extraction.meeting_names import Named, find_names
from loaders.extraction.mentions import BureauMention, Meeting, MeetingMention, Mentions
from loaders.extraction.reading import Reading

#: Verbs that bring a meeting in; after 出席 or 主持 a bare 会议 is one already known.
_BRINGS_IN = re.compile(r"召开|举行|举办|召集|开展|组织")
_SUBJECT = re.compile(
    r"([\u4e00-\u9fff]{2,16}(?:[院局部委府厅司团校处办组党社班所署会]|公司|机制|支部|集团|大学|中心|法庭))"
    r"(?:\||将|原|定于|拟|于|又|还|专门|联合|共同|再次|近日|在[^，。|]{1,12}|以[^，。|]{1,8}(?:形式|方式))*$"
)
_COMMITTEE = re.compile(
    r"([^，。；：]{0,30}(?:主席团|领导小组|委员会|理事会|常务主席|指挥部))(?=\d|今|昨|在|于|上午|下午|召|举|主持"
    r"|$)"
)
_SESSION = re.compile(r"(?:人大|政协|人民代表大会|委员会|党代会|代表大会).{0,12}次会议$")
_MANY = re.compile(r"许多|不少|重要|有关|相关|各种|各类|各项|多个|多次|一?系列|所有|全部|国际|其[他它]|[两三四五六七八九十几数\d]+[次个场]")
#: How many other forms of a name are kept.
_FORMS = 6
_SOME = re.compile(r"(?:一个|一次|一些|多个|许多|各种|若干)[^，。；]{0,5}$")
_CALLS = re.compile(r"召开|召集")
#: Heads that refer to any meeting at all.
_ANY = frozenset("会议 大会 专题会议".split()) | SESSIONS
_ON_TOP = re.compile(r"会(?:[上前后中]|议?期间)|会(?=[，,])")
_SHORT_OF = re.compile(r"(?<![\u4e00-\u9fff])(?:会[上前后中]|会议期间)")
_ORDINAL = re.compile(r"第?([一二三四五六七八九十百零〇]+|\d{1,3})(?:次|届)")


@dataclass(slots=True)
class _Draft:
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


def find_meetings(reading: Reading, mentions: Mentions) -> tuple[list[Meeting], list[MeetingMention]]:
    """Every meeting and official activity of a reading, and every place where one is named or referred to.

    Args:
        reading: the notice as read.
        mentions: what was found before: dates, places, bureaus and people are used.

    Returns:
        The meetings, in the order of their first mention, and their mentions sorted by start (code points).

    >>> from loaders.extraction.dates import find_dates
    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "", "全省快递工作座谈会18日在京举行。会议强调了安全。"))
    >>> meetings, found = find_meetings(r, Mentions(dates=find_dates(r)))
    >>> [(m.name, m.start, m.place) for m in meetings]
    [('全省快递工作座谈会', '2015-08-18', '北京市')]
    >>> [(r.text[f.start:f.end], f.key) for f in found]
    [('全省快递工作座谈会', 'm1'), ('会议', 'm1')]
    """
    return _Gathering(reading, mentions).run()


class _Gathering:
    def __init__(self, reading: Reading, mentions: Mentions) -> None:
        self.reading = reading
        self.mentions = mentions
        self.drafts: list[_Draft] = []
        self.found: list[MeetingMention] = []
        #: the meeting that a bare 会议 refers to, from each offset on
        self.topic: _Draft | None = None

    def run(self) -> tuple[list[Meeting], list[MeetingMention]]:
        names = find_names(self.reading, self.mentions)
        congresses = find_congresses(self.reading.text)
        taken = [(c.start, c.end) for c in congresses]
        for n in names:
            if any(a < n.end and n.start < b and not (n.start < a or n.end > b) for a, b in taken):
                continue
            if n.plain:
                self._plain(n)
            else:
                self._name(n)
        for c in congresses:
            self._congress(c.start, c.end, c.name, c.short)
        self._above()
        self.drafts.sort(key=lambda d: min((n.start for n in d.named), default=0))
        meetings = [self._meeting(d) for d in self.drafts if d.named]
        self._follow(meetings)
        keys = {d.key for d in self.drafts if d.named}
        self.found = [f for f in self.found if f.key in keys]
        held = [(m.at[0], m) for m in meetings if not m.relayed]
        acts, told = gather_activities(self.reading, self.mentions, held)
        meetings += acts
        self.found += told
        self.found.sort(key=lambda f: (f.start, -f.end))
        return meetings, self.found

    def _new(self, n: Named, plain: bool) -> _Draft:
        draft = _Draft(f"m{len(self.drafts) + 1}", n.head, n.kind, plain)
        self.drafts.append(draft)
        return draft

    def _add(self, d: _Draft, n: Named, named: bool) -> None:
        if named:
            d.named.append(n)
        self.found.append(MeetingMention(n.start, n.end, d.key, "name" if named else "short", named, n.held))
        if n.held and not n.told:
            self.topic = d

    def _in_title(self, n: Named) -> bool:
        return n.start < self.reading.body_start - 1

    def _name(self, n: Named) -> None:
        held = n.held or self._in_title(n)
        best: _Draft | None = None
        fit = 0.0
        for d in self.drafts:
            if d.full or d.plain:
                continue
            both = (held or not n.told) and d.held_or_title(self.reading.body_start)
            for m in d.named:
                if same_meeting(m.core, n.core, both and (m.held or self._in_title(m))):
                    near = overlap(canonical(m.core), canonical(n.core))
                    if near > fit:
                        best, fit = d, near
        if best is None and held and not n.told:
            # The title's bare 座谈会 is the one that the text then names.
            best = next((d for d in self.drafts if d.plain and d.head == n.head and all(map(self._in_title, d.named))), None)
            if best is not None:
                best.plain = False
        if best is None and n.this:
            best = self._referred(n)
        if best is None:
            best = self._new(n, False)
        self._add(best, n, True)

    def _plain(self, n: Named) -> None:
        brings = n.verb is not None and _BRINGS_IN.search(self.reading.text, *n.verb) is not None and not n.this
        known = self._referred(n)
        if brings and (owner := self._numbered(n)):
            draft = self._new(n, True)
            draft.prefix = owner
            self._add(draft, n, True)
            return
        if brings:
            bodies = find_conveners(self.reading, self.mentions, n)
            same = self._same_plain(n, bodies)
            if same is not None:
                self._add(same, n, True)
                return
            if known is None or self._another(known, n, bodies):
                known = self._new(n, True)
                known.conveners = bodies
                self._add(known, n, True)
                return
        if known is None:
            if _MANY.match(n.text) or _SOME.search(self.reading.text, max(0, n.start - 10), n.start):
                return
            if n.told or not (n.held and n.verb is not None) or any(d.held for d in self.drafts):
                return
            known = self._new(n, True)
            self._add(known, n, True)
            return
        self._add(known, n, False)

    def _numbered(self, n: Named) -> str:
        """The committee whose numbered meeting is told: 主席团15日举行第七次会议."""
        if not _ORDINAL.match(n.text) or n.verb is None:
            return ""
        clause = self.reading.clause_at(n.start)
        words = self.reading.text[clause.start : n.verb[0]]
        found = _COMMITTEE.match(words)
        return found.group(1) if found else ""

    def _same_plain(self, n: Named, bodies: list[BureauMention]) -> _Draft | None:
        for d in reversed(self.drafts):
            if not d.plain or d.head != n.head:
                continue
            names = {b.name for b in d.conveners}
            if not names or not bodies or names & {b.name for b in bodies}:
                return d
        return None

    def _another(self, d: _Draft, n: Named, bodies: list[BureauMention]) -> bool:
        """Whether a bare 召开会议 is not the meeting known so far."""
        if d.head != n.head and n.head not in _ANY:
            return True
        mine = {b.name for b in bodies}
        theirs = {b.name for m in d.named for b in find_conveners(self.reading, self.mentions, m)}
        if mine and theirs:
            return mine.isdisjoint(theirs)
        date, near = find_date(self.reading, self.mentions, n)
        if date is not None and near < 9 and date.first:
            others = {x[0].first for m in d.named if (x := find_date(self.reading, self.mentions, m))[0] is not None}
            return bool(others) and date.first not in others
        return bool(mine) and not all(map(self._in_title, d.named))

    def _referred(self, n: Named) -> _Draft | None:
        """The meeting that a short form refers to."""
        held = [d for d in self.drafts if d.held or any(map(self._in_title, d.named))]
        if n.head in _ANY:
            if self.topic is not None and not (n.head == "大会" and self.topic.head != "大会"):
                return self.topic
            fitting = [d for d in held if d.head == n.head] or [d for d in held if d.kind in ("meeting", "ceremony", "training", "other")]
            return fitting[-1] if fitting else None
        word = n.head
        for d in reversed(held):
            if d.head == word or any(m.core.endswith(word) for m in d.named):
                return d
        return None

    def _congress(self, start: int, end: int, name: str, short: str) -> None:
        d = next((d for d in self.drafts if d.full == name), None)
        if d is None:
            d = _Draft(f"m{len(self.drafts) + 1}", "会议", "meeting", False, full=name, short=short)
            self.drafts.append(d)
        n = Named(start, end, self.reading.text[start:end], "会议", "meeting", False, False, False, True, core=name)
        d.named.append(n)
        self.found.append(MeetingMention(start, end, d.key, "congress", True, False))

    def _above(self) -> None:
        """会上, 会后: the meeting spoken of where they stand."""
        if not any(d.held for d in self.drafts):
            return
        topics = sorted((f.start, f.key) for f in self.found if f.held)
        starts = [t[0] for t in topics]
        for m in _SHORT_OF.finditer(self.reading.text):
            k = bisect_right(starts, m.start()) - 1
            if k >= 0:
                self.found.append(MeetingMention(m.start(), m.start() + 1, topics[k][1], "short", False, True))

    # What is said of the meeting itself.

    def _meeting(self, d: _Draft) -> Meeting:
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
        m.quote = self._quote(*self._fit(first, list(m.parts.values())))
        return m

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

    def _names(self, d: _Draft, held: list[Named]) -> tuple[str, list[str], list[BureauMention]]:
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

    def _settled(self, name: str, d: _Draft, held: list[Named], conveners: list[BureauMention]) -> str:
        """The name with the body or place that it leaves unsaid."""
        n = next((n for n in held if n.core == name), held[0])
        text = self.reading.text
        inside = next((b for b in self.mentions.bureaus if b.start == n.start and b.end <= n.end and not b.implied), None)
        if inside is not None and "届" not in text[inside.start : inside.end]:
            return inside.name + text[inside.end : n.start + len(name)] if len(inside.name) > inside.end - inside.start else name
        level = re.match(r"全([省市县区])(?=[\u4e00-\u9fff])", name)
        if level and (home := self._home(level.group(1), n, conveners)):
            return home + name[2:]
        if not (d.plain or name.startswith("第") or len(name) - len(d.head) <= 4):
            return name
        for m in held:
            bodies = find_conveners(self.reading, self.mentions, m)
            if bodies:
                start = bodies[-1].start
                before = re.search(r"(?:第?[一二三四五六七八九十]+届)$", text[max(0, start - 8) : start])
                unit = re.match("党组|党委", text[bodies[-1].end : bodies[-1].end + 2])
                return (before.group() if before else "") + bodies[-1].name + (unit.group() if unit else "") + name
        if d.prefix:
            return d.prefix + name
        if d.plain:
            return self._by_subject(name, held) or self._by_chair(name, held) or name
        return name

    def _by_subject(self, name: str, held: list[Named]) -> str:
        """The name with the body before the verb, where that is a body by its last word."""
        for n in held:
            if n.verb is None or not _BRINGS_IN.search(self.reading.text, *n.verb):
                continue
            clause = self.reading.clause_at(n.start)
            words = self.reading.text[clause.start : n.verb[0]]
            for d in reversed(self.mentions.dates):
                if clause.start <= d.start and d.end <= n.verb[0]:
                    words = words[: d.start - clause.start] + "|" + words[d.end - clause.start :]
            found = _SUBJECT.match(words.strip("|"))
            if found:
                return found.group(1) + name
        return ""

    def _by_chair(self, name: str, held: list[Named]) -> str:
        """A bare meeting that only a person called: 张春生主持召开会议听取汇报."""
        for n in held:
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

    def _follow(self, meetings: list[Meeting]) -> None:
        """A meeting right after another (闭幕会后举行讲座) has its day."""
        day = next((m.end or m.start for m in meetings if not m.relayed and m.status == "reported" and (m.end or m.start)), "")
        for m in meetings:
            if not day or m.relayed or m.start or m.end:
                continue
            d = next(d for d in self.drafts if d.key == m.key)
            if any(n.held and follows(self.reading, n) for n in d.named):
                m.start = m.end = day


_MEETING_KINDS = frozenset(("meeting", "ceremony", "training", "study", "other"))


def meeting_at(mentions: Mentions, offset: int, kinds: frozenset[str] = _MEETING_KINDS) -> str | None:
    """The key of the meeting that words at an offset speak of (会议, 会上, or a clause that ends in 主持).

    Args:
        mentions: with ``meetings`` and ``meeting_mentions`` found.
        offset: code points of the reading.
        kinds: the kinds of meeting to look among.

    Returns:
        The key of the meeting last spoken of as held at or before the offset; where there is none, of the first held
        after it, else of the only meeting; None where the notice has no meeting of these kinds.
    """
    fitting = {m.key for m in mentions.meetings if m.kind in kinds}
    last = None
    for f in mentions.meeting_mentions:
        if f.key not in fitting or not f.held:
            continue
        if f.start > offset:
            return last if last is not None else f.key
        last = f.key
    if last is None and len(fitting) == 1:
        return next(iter(fitting))
    return last
