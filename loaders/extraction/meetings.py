"""The meetings of a notice: every mention gathered under one key, with what is said of the meeting itself."""

from __future__ import annotations

import re
from bisect import bisect_right

from loaders.extraction.activity_groups import gather_activities
from loaders.extraction.congresses import find_congresses
from loaders.extraction.journeys import place_on_journeys
from loaders.extraction.meeting_accounts import BRINGS_IN, Draft, Teller
from loaders.extraction.meeting_facts import find_conveners, find_date, is_planned
from loaders.extraction.meeting_groups import canonical, in_conflict, overlap, same_meeting
from loaders.extraction.meeting_heads import SESSIONS
from loaders.extraction.meeting_names import Named, find_names
from loaders.extraction.mentions import BureauMention, Meeting, MeetingMention, Mentions
from loaders.extraction.reading import Reading

_COMMITTEE = re.compile(
    r"(?:\[[^\]]{1,6}\])?([^，。；：\[\]]{0,30}(?:主席团|领导小组|委员会|理事会|常务主席|指挥部|次会议))(?=\d|今|昨|在|于"
    r"|上午|下午|召|举|主持"
    r"|$)"
)
#: Heads that stand bare when first told of: 某某在记者会上表示.
_PRESS = frozenset(("记者会", "发布会", "吹风会"))
_MANY = re.compile(
    r"许多|不少|重要|有关|相关|各种|各类|各项|多个|多次|一?系列|所有|全部|国际|其[他它]"
    r"|[两三四五六七八九十几数\d]+[次个场]"
)
_SOME = re.compile(r"(?:一个|一次|一些|多个|许多|各种|若干)[^，。；]{0,5}$")
#: Heads that refer to any meeting at all.
_ANY = frozenset("会议 大会 专题会议".split()) | SESSIONS
_SAID = re.compile(r"(?:说|指出|强调|表示|认为|介绍)[，,：:]|[：:]“")
_EARLIER = re.compile(r"[^，。；\n]{0,4}(?:此前|之前|日前|不久前|前不久|前期|去年|上月|上次|早前)")
_SHORT_OF = re.compile(r"(?<![\u4e00-\u9fff])(?:会[上前后中]|会议期间)")
_ORDINAL = re.compile(r"第?([一二三四五六七八九十百零〇]+|\d{1,3})(?:次|届)")


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
        self.drafts: list[Draft] = []
        self.found: list[MeetingMention] = []
        #: the meeting that a bare 会议 refers to, from each offset on
        self.topic: Draft | None = None

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
        teller = Teller(self.reading, self.mentions)
        meetings = [teller.meeting(d) for d in self.drafts if d.named]
        teller.follow(meetings, self.drafts)
        keys = {d.key for d in self.drafts if d.named}
        self.found = [f for f in self.found if f.key in keys]
        held = [(m.at[0], m) for m in meetings if not m.relayed]
        acts, told = gather_activities(self.reading, self.mentions, held)
        meetings += acts
        place_on_journeys(self.reading, self.mentions, meetings)
        # An activity that turned out to be part of another one leaves no mention behind.
        keys = {m.key for m in meetings}
        self.found += [t for t in told if t.key in keys]
        self.found.sort(key=lambda f: (f.start, -f.end))
        return meetings, self.found

    def _new(self, n: Named, plain: bool) -> Draft:
        draft = Draft(f"m{len(self.drafts) + 1}", n.head, n.kind, plain)
        self.drafts.append(draft)
        return draft

    def _add(self, d: Draft, n: Named, named: bool) -> None:
        if named:
            d.named.append(n)
        self.found.append(MeetingMention(n.start, n.end, d.key, "name" if named else "short", named, n.held))
        if n.held and not n.told and not (self.topic not in (None, d) and self._aside(n)):
            self.topic = d

    def _aside(self, n: Named) -> bool:
        """Whether a meeting is only told of in what somebody says, or is still to come, so that a later 会议 is another one."""
        start = self.reading.sentence_at(n.start).start
        if _SAID.search(self.reading.text, start, n.start) or _EARLIER.match(self.reading.text, start, n.start):
            return True
        date, _ = find_date(self.reading, self.mentions, n)
        return date is not None and is_planned(self.reading, n, date.first)

    def _in_title(self, n: Named) -> bool:
        return n.start < self.reading.body_start - 1

    def _name(self, n: Named) -> None:
        held = n.held or (self._in_title(n) and not n.told)
        best: Draft | None = None
        fit = 0.0
        for d in self.drafts:
            if d.full or (d.plain and not d.prefix):
                continue
            both = (held or not n.told) and d.held_or_title(self.reading.body_start)
            for m in d.named:
                core = d.prefix + m.core
                if same_meeting(core, n.core, both and (m.held or self._in_title(m))):
                    near = overlap(canonical(core), canonical(n.core))
                    if near > fit:
                        best, fit = d, near
        if best is None and held and not n.told:
            # The title's bare 座谈会 is the one that the text then names.
            best = next((d for d in self.drafts if d.plain and d.head == n.head and all(map(self._in_title, d.named))), None)
            if best is not None:
                best.plain = False
        if best is None and n.this:
            best = self._referred(n)
            if best is not None and any(in_conflict(n.core, m.core) for m in best.named):
                best = None
        if best is None:
            best = self._new(n, False)
        self._add(best, n, True)

    def _plain(self, n: Named) -> None:
        if _MANY.match(n.text):
            return
        brings = n.verb is not None and BRINGS_IN.search(self.reading.text, *n.verb) is not None and not n.this
        known = self._referred(n)
        if brings and (owner := self._numbered(n)):
            whole = canonical(owner + n.text)
            draft = next((d for d in self.drafts if any(canonical(d.prefix + m.core) == whole for m in d.named)), None)
            if draft is None:
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
        if known is None and n.head in _PRESS and n.held:
            known = self._new(n, True)
            self._add(known, n, True)
            return
        if known is None:
            if _SOME.search(self.reading.text, max(0, n.start - 10), n.start):
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

    def _same_plain(self, n: Named, bodies: list[BureauMention]) -> Draft | None:
        for d in reversed(self.drafts):
            if not d.plain or d.head != n.head:
                continue
            names = {b.name for b in d.conveners}
            if not names or not bodies or names & {b.name for b in bodies}:
                return d
        return None

    def _another(self, d: Draft, n: Named, bodies: list[BureauMention]) -> bool:
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

    def _referred(self, n: Named) -> Draft | None:
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
            d = Draft(f"m{len(self.drafts) + 1}", "会议", "meeting", False, full=name, short=short)
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
