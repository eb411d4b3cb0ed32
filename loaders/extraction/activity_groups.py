"""Which tellings are of one activity, and what is known of it: its day, its place, those who led it and were met."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from loaders.extraction.activities import Activity, find_activities
from loaders.extraction.meeting_facts import find_date, is_planned, named_city, named_hall, narrowed
from loaders.extraction.meeting_groups import canonical, overlap
from loaders.extraction.meeting_names import Named
from loaders.extraction.mentions import DateMention, Meeting, MeetingMention, Mentions
from loaders.extraction.reading import Reading

#: A guest list that only points at a meeting: 全体代表, 与会代表.
_DELEGATES = re.compile(
    r"(?:全体|出席(?:会议|大会)的?|参加(?:会议|大会)的?|与会|全体与会|会议|大会|部分)*(?:代表|人员|同志"
    r"|嘉宾)(?:们)?"
)


@dataclass(slots=True)
class _Draft:
    key: str
    told: list[Activity] = field(default_factory=list)
    date: str = ""
    last: str = ""

    @property
    def first(self) -> Activity:
        return self.told[0]


def gather_activities(
    reading: Reading, mentions: Mentions, meetings: list[tuple[int, Meeting]]
) -> tuple[list[Meeting], list[MeetingMention]]:
    """The activities of a reading as meetings, each once, with the places where they are told or referred to.

    Args:
        reading: the notice as read.
        mentions: its dates, people, places and bureaus.
        meetings: the named meetings held here, each with the offset of its first mention: 全体代表 are those of one.

    Returns:
        Meetings (keys ``a1``, ``a2`` …) and mentions sorted by start.
    """
    told, referred = find_activities(reading, mentions)
    drafts: list[_Draft] = []
    found: list[MeetingMention] = []
    for a in told:
        date = None if a.told else _date(reading, mentions, a)
        first, last = (date.first, date.last) if date else ("", "")
        if len(a.guests) > 1 and _people(a):
            # 会见甲和乙时: both were told one by one before
            met = {g: o for o in drafts if o.first.family == "meet" and set(o.first.hosts) & set(a.hosts) for g in o.first.guests}
            if all(g in met for g in a.guests):
                found.append(MeetingMention(a.start, a.end, met[a.guests[0]].key, "activity", False, not a.future))
                continue
        d = _match(reading, drafts, a, first)
        if d is None:
            d = _Draft(f"a{len(drafts) + 1}")
            drafts.append(d)
        d.told.append(a)
        if first and not d.date:
            d.date, d.last = first, last
        found.append(MeetingMention(a.start, a.end, d.key, "activity", True, not (a.future or a.told)))
    drafts, found = _without_titles(reading, drafts, found)
    first_of = {d.key: d.first for d in drafts}
    for start, end, family in referred:
        before = [f for f in found if f.named and f.start < start and first_of[f.key].family == family and not _aside(reading, f.start)]
        if before:
            found.append(MeetingMention(start, end, max(before, key=lambda f: f.start).key, "short", False, True))
    found.sort(key=lambda f: (f.start, -f.end))
    return [_meeting(reading, mentions, d, meetings) for d in drafts], found


_SAID = re.compile(r"(?:说|指出|强调|表示|认为|介绍)[，,：:]")


def _aside(reading: Reading, at: int) -> bool:
    """Whether an activity is only told of in what somebody says."""
    return _SAID.search(reading.text, reading.sentence_at(at).start, at) is not None


def _without_titles(
    reading: Reading, drafts: list[_Draft], found: list[MeetingMention]
) -> tuple[list[_Draft], list[MeetingMention]]:
    """Drop the title's 会见某国总理 where the text then names whom the same host met."""
    out = []
    for d in drafts:
        a = d.first
        if a.family == "meet" and a.end < reading.body_start and all(t.object and _OFFICE.search(t.object) for t in d.told):
            named = next((o for o in drafts if o is not d and o.first.family == "meet" and o.first.hosts == a.hosts), None)
            if named is not None:
                found = [replace(f, key=named.key, named=False) if f.key == d.key else f for f in found]
                continue
        out.append(d)
    return out, found


def _named(a: Activity) -> Named:
    return Named(a.start, a.end, a.name, "", a.kind, False, False, True, False, a.verb, a.name)


def _date(reading: Reading, mentions: Mentions, a: Activity) -> DateMention | None:
    date, _ = find_date(reading, mentions, _named(a))
    if date is None:
        clause = reading.clause_at(a.verb[0])
        years = [d for d in mentions.dates if clause.start <= d.start < a.verb[0] and d.rule == "year"]
        date = years[-1] if years else None  # 2014年某某访问某国
    if date is not None and a.future and date.start < reading.clause_at(a.verb[0]).start:
        return None  # 外交部3日举行吹风会，介绍某某将出访: the 3rd is not the visit's day
    return date


def _match(reading: Reading, drafts: list[_Draft], a: Activity, date: str) -> _Draft | None:
    for d in reversed(drafts):
        b = d.first
        if b.family != a.family and not {b.family, a.family} <= {"inspect", "visit"}:
            continue
        if not set(a.hosts) & set(b.hosts) and a.hosts[0] != b.hosts[0]:
            continue
        if date and d.date and date != d.date and not (d.date <= date <= (d.last or d.date)):
            continue
        if a.family == "meet":
            if _same_guests(reading, d, a):
                return d
        elif (
            (a.family == b.family == "visit" and a.kind == b.kind and _same_places(a, b))
            or any(overlap(canonical(a.name), canonical(t.name)) >= 0.6 for t in d.told)
            or (a.family != "honour" and _part_of(reading, d, a, date))
        ):
            return d
    return None


def _same_guests(reading: Reading, d: _Draft, a: Activity) -> bool:
    """Whether those met are those of a draft, by name or as a group described in nearly the same words."""
    if any(set(a.guests) == set(t.guests) or canonical(a.name) == canonical(t.name) for t in d.told):
        return True
    if _points(a) and any(t.object.endswith("代表") for t in d.told):
        return True
    for t in d.told:
        if _people(a) or _people(t):
            continue
        x, y = canonical(a.object), canonical(t.object)
        # The title tells in other words what the text tells first.
        least = 0.35 if t.start < reading.body_start <= a.start and len(d.told) == 1 else 0.85
        if x.endswith(y) or y.endswith(x) or overlap(x, y) >= least or (least < 0.5 and x.endswith("代表") and y.endswith("代表")):
            return True
    return False


def _same_places(a: Activity, b: Activity) -> bool:
    x, y = set(a.object.split("、")), set(b.object.split("、"))
    return bool(a.object and b.object) and (x <= y or y <= x)


def _points(a: Activity) -> bool:
    return len(a.guests) == 1 and _DELEGATES.fullmatch(a.guests[0]) is not None


_OFFICE = re.compile(
    r"(?:总理|总统|主席|议长|部长|国王|首相|大使|市长|书记|省长|州长|外长|防长|委员长|秘书长|长官|王储|亲王|特使"
    r"|会长|董事长|总裁|总书记|客人|外宾|政要|领导人)$"
)


def _people(a: Activity) -> bool:
    return not a.object


def _part_of(reading: Reading, d: _Draft, a: Activity, date: str) -> bool:
    """Whether a telling is one stop of an inspection told before: no day of its own, or the same day, and no new verb."""
    b = d.first
    if "访问" in a.name or "访问" in b.name or "抵达" in b.name:
        return False
    if date and a.family != b.family:
        return False
    if date and d.date and (date != d.date or d.last != d.date):
        return False
    if b.start < reading.body_start:
        return True  # the title tells the whole
    if reading.sentence_at(a.start).start == reading.sentence_at(d.told[-1].start).start and a.family != b.family:
        return False
    return not date or date == d.date


def _meeting(reading: Reading, mentions: Mentions, d: _Draft, meetings: list[tuple[int, Meeting]]) -> Meeting:
    body = [a for a in d.told if a.start >= reading.body_start] or d.told
    first = body[0]
    names = list(dict.fromkeys(a.name for a in d.told))
    name = first.name
    guests = list(dict.fromkeys(g for a in (body if first.family == "visit" else [first]) for g in a.guests))
    if first.family == "meet" and any(not a.object for a in d.told):
        guests = list(dict.fromkeys(g for a in d.told if not a.object for g in a.guests))
    if first.family == "meet" and len(guests) == 1 and _DELEGATES.fullmatch(guests[0]):
        before = [m for at, m in meetings if at < first.start]
        if before:
            owner = before[-1]
            name = f"{'、'.join(first.hosts[:3])}会见{owner.name}代表"
    m = Meeting(
        d.key, name, [n for n in names if n != name and len(n) <= 40][:6], kind=first.kind, rule="activity",
        confidence=0.85, relayed=all(a.told for a in d.told),
        hosts=list(dict.fromkeys(h for a in d.told for h in a.hosts)), guests=guests, at=first.verb,
    )
    for a in body + [t for t in d.told if t not in body]:
        date = None if a.told else _date(reading, mentions, a)
        if date is not None and date.first and not m.start:
            m.start, m.end = date.first, date.last
            m.parts["date"] = (date.start, date.end)
        if not m.place:
            place = _place(reading, mentions, a)
            if place:
                m.place = place[0]
                m.parts["place"] = place[1:]
    _beside(reading, m, first, meetings)
    if is_planned(reading, _named(first), m.start) or first.future:
        m.status = "planned"
    m.parts["actor"] = first.host_at
    m.parts["verb"] = first.verb
    sentence = reading.sentence_at(first.verb[0])
    spans = [s for s in (first.verb, first.host_at, (first.start, first.end)) if sentence.start <= s[0] and s[1] <= sentence.end]
    quote = reading.quote_around(*(spans or [first.verb]))
    if first.verb[0] < reading.body_start - 1 < quote.end:
        m.quote = (min(s for s, _ in spans), reading.body_start - 1)
    else:
        m.quote = (quote.start, quote.end)
    return m


#: 访问某国期间, 在某市期间: where all that follows took place
_DURING = re.compile(r"[^，。；]{0,12}期间[，,]")
_AT_SESSION = re.compile(r"会[前后]|代表$|获得者$|获奖")


def _beside(reading: Reading, m: Meeting, a: Activity, meetings: list[tuple[int, Meeting]]) -> None:
    """Those met before a meeting, or its delegates, are met on its day and where it is held."""
    if m.start or a.family != "meet" or not meetings:
        return
    clause = reading.clause_at(a.verb[0])
    sentence = reading.sentence_at(a.verb[0])
    if not (_AT_SESSION.search(reading.text[sentence.start : clause.end]) or (m.guests and m.guests[0].endswith("代表"))):
        return
    before = [owner for at, owner in meetings if at < a.start]
    if before:
        owner = before[-1]
        m.start = m.end = owner.start if owner.start == owner.end else owner.start or owner.end
        m.place = m.place or owner.place


def _place(reading: Reading, mentions: Mentions, a: Activity) -> tuple[str, int, int] | None:
    for start, end in a.where:
        inside = [p for p in mentions.places if start <= p.start < end]
        if inside:
            p = narrowed(reading.text, mentions.places, inside[0])
            if p.rule == "place-venue" and a.family in ("inspect", "visit"):
                # 考察杭州西溪湿地公园: the city that the name of what is seen begins with
                within = (q for q in inside if q.start == p.start and q.end < p.end and q.rule == "place-division" and q.name.endswith("市"))
                p = next(within, p)
            hall = named_hall(reading.text, p.start, p.end)
            return (hall.value if hall else p.name), p.start, p.end
    sentence = reading.sentence_at(a.verb[0])
    for p in mentions.places:
        if sentence.start <= p.start < a.verb[0] and _DURING.match(reading.text, p.end):
            return p.name, p.start, p.end
    said = named_city(reading.text, sentence.start, a.verb[0])
    if said is not None:
        return said.value, said.start, said.end
    for p in mentions.places:
        if sentence.start <= p.start < a.verb[0] and reading.text[p.start - 1 : p.start] in ("在", "到", "赴"):
            return p.name, p.start, p.end
    return None
