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

from loaders.extraction import activity_words as words
from loaders.extraction.activity_hosts import HostFinder
from loaders.extraction.meeting_names import elsewhere
from loaders.extraction.mentions import Mentions, PersonMention
from loaders.extraction.reading import Reading, Span


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
    #: only spoken of: 学习某某在某地考察时的重要讲话
    told: bool = False


_DOES = re.compile("参加|出席|陪同|主持|在座|列席|一同")


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    verbs = tuple(words.FAMILY)
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
        if words.JOINS.search(text, max(0, start - 12), start):
            referred.append((start, end, words.FAMILY[verb]))
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
        self.finder = HostFinder(reading, mentions)

    def read(self, verb: str, start: int, end: int) -> list[Activity]:
        text = self.text
        family = words.FAMILY[verb]
        if words.NOUN_AFTER.match(text, end) and verb != "抵达":
            return []
        if words.NOUN_BEFORE.search(text, max(0, start - 6), start) and not words.ADVERB_BEFORE.search(text, max(0, start - 6), start):
            return []
        if words.ABOUT.search(text, max(0, start - 20), start) or words.NUMBERED.search(text, max(0, start - 10), start):
            return []
        if family == "inspect" and words.TOLD_VISIT.match(text, end):
            return self._spoken_of(verb, start, end)
        hosts = self.finder.hosts(start, end)
        if not hosts:
            return []
        clause = self.finder.clause(start)
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
            a.future = words.FUTURE.search(text, max(hosts[0].end if hosts[0].start < start else clause.start, clause.start - 90), start) is not None
        if made:
            self.finder.last, self.finder.last_at = hosts, end
        return made

    def _spoken_of(self, verb: str, start: int, end: int) -> list[Activity]:
        """An inspection known from what was said there."""
        before = self.finder.between(max(start - 40, 0), start)
        found = words.BY_WHOM.match(self.text, before[-1].end, start) if before else None
        if not before or found is None:
            return []
        host, way = before[-1], found.group("way") or ""
        seen = None if way else words.TOLD_OBJECT.match(self.text, end)
        what = seen.group() if seen else ""
        if not way and not what:
            return []
        where = [(host.end, start), (end, end + len(what))]
        return [Activity(
            host.start, end + len(what), f"{host.name}{way}{verb}{what}", "inspect", "inspection", (start, end), [host.name],
            where=where, host_at=(host.start, host.end), told=True,
        )]

    # Whom or what.

    def _object_end(self, end: int) -> int:
        found = (words.TITLE_OBJECT_END if self.finder.in_title(end) else words.OBJECT_END).search(self.text, end, end + 80)
        return found.start() if found else min(len(self.text), end + 80)

    def _met(self, verb: str, start: int, end: int, clause: Span, object_end: int, hosts: list[PersonMention]) -> list[Activity]:
        text = self.text
        guests: list[PersonMention] = []
        group = ""
        before = ""
        at = start
        low = max(clause.start, hosts[-1].end if hosts[-1].start < start else clause.start)
        with_whom = _last(words.WITH_WHOM, text, low, start) or words.AND_WHOM.search(text, low, start)
        if with_whom is None and hosts[-1].end < clause.start:
            # 同总统甲，总理乙分别举行会谈: the list began clauses before
            for m in words.WITH_WHOM.finditer(text, hosts[-1].end, clause.start):
                if not words.WITH_STOP.search(text, m.end(), start):
                    with_whom, low = m, m.start()
                    break
        if with_whom is not None and (verb in words.WITH or words.HOLDS.search(text, with_whom.end(), start)):
            guests = self.finder.between(with_whom.end(), start)
            before = text[with_whom.end() : start]
            before = re.split(r"在(?!京)|于|就|举行|进行", before)[0]
            group = words.HOW_MET.sub("", before)
            at = with_whom.start()
            form = "{host}同{guest}" + verb
            if text[end : end + 1] == "的":
                return []  # 出席某会晤的领导人
        elif verb in words.WITH or text[end : end + 1] == "、":
            return []  # 与来宾会谈会见、开展…: what stands behind the mark is another act, and nobody met
        else:
            group = text[end:object_end].removeprefix("了")
            guests = self._listed(end, object_end)
            form = "{host}" + verb + "{guest}"
        host = "、".join(h.name for h in hosts[:3])
        guests = [g for g in guests if g.name not in {h.name for h in hosts}]
        where = self._wheres(clause.start, start)
        last = max([object_end if verb not in words.WITH else end, *(g.end for g in guests)])
        family = "meet"
        kind = "call" if verb in ("通电话", "通话") else "meeting"
        if guests:
            one_by_one = words.SPLIT.search(text, low, start) or len({g.name for g in guests}) > 3
            groups = [[g] for g in guests] if one_by_one else [guests]
            more = self._more_guests(guests[-1].end, object_end) if at == start else ""
            return [
                Activity(at, last if not one_by_one else gs[-1].end if at == start else end,
                         form.format(host=host, guest="、".join(dict.fromkeys(g.name for g in gs))), family, kind, (start, end),
                         [h.name for h in hosts], list(dict.fromkeys(g.name for g in gs)), where=where)
                for gs in groups
            ] + ([
                Activity(guests[-1].end + 1, object_end, form.format(host=host, guest=more), family, kind, (start, end),
                         [h.name for h in hosts], [more], more, where)
            ] if more else [])
        group = words.WHO_DID.sub("", group.strip("，。、 了"))
        if not 2 <= len(group) <= 60 or words.NO_GROUP.match(group):
            return []
        if verb in words.TALKS and not words.PLURAL.search(group):
            return []
        return [Activity(at, last, form.format(host=host, guest=group), family, kind, (start, end), [h.name for h in hosts], [group], group, where)]

    def _more_guests(self, start: int, end: int) -> str:
        """A group that is met with those named: 会见秘书长甲及与会部分国家领导人."""
        found = words.AND_GROUP.fullmatch(self.text, start, max(end, start))
        return found.group(1) if found and words.PLURAL.search(found.group(1)) else ""

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
                gap = words.WHO_CAME.sub("", gap)
            if words.GAP_STOP.search(gap) or len(gap) > 60 or (not out and p.start >= end):
                break
            if out and re.search(r"[，,]", gap) and _DOES.search(self.text, p.end, self.reading.clause_at(p.end).end):
                break  # 会见甲，院长乙、书记丙参加会见: another clause, with its own verb
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
        found = words.ABROAD.search(text, max(clause.start, start - 40), start)
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
        return [Activity(
            start, run[-1][2], f"{host}{verb}{place}", "visit", "visit", (start, end), [h.name for h in hosts], [], place,
            [(s, e) for _, s, e in run],
        )]

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
        skip = words.SKIP.match(text, low)
        if skip and hosts[0].start < start and low == hosts[-1].end:
            low = skip.end()
        phrase = text[low:start]
        to = words.TO.search(text, low, start)
        earlier: tuple[int, int] | None = None
        if to is None and clause.start > hosts[-1].end:
            for far in words.TO.finditer(text, hosts[-1].end, clause.start):
                earlier = (far.start(), min(clause.start - 1, far.end() + 40))
                comma = re.search(r"[，。；,]", text[far.end() : clause.start])
                if comma:
                    earlier = (far.start(), far.end() + comma.start())
                break
        what = text[end:object_end].removeprefix("了").strip()
        if words.SPOKEN_OF.match(what) and not self._places(low, start):
            return []  # 在考察中强调: speaks of one told elsewhere
        if what in ("工作", "指导工作", "指导") and to is None and earlier is None:
            return []
        if what.startswith(("的", "过的", "，")):
            what = ""
        if not what and to is None and earlier is None:
            return []
        if hosts[0].start < start and words.OTHER_DEED.search(text, max(low, start - 40), start):
            return []
        if verb == "考察" and words.CANDIDATES.match(what):
            return []
        if family == "inspect" and to is None and earlier is None and not self._known_place(verb, end, object_end, what):
            return []
        if not what and to is not None and start - to.end() < 4 and not self._places(to.end(), start):
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
        guests = [what] if family == "visit" and words.PLURAL.search(what) and len(what) <= 40 else []
        name = f"{host}{way}{verb}{what}" if len(what) <= 40 else f"{host}{way}{verb}"
        if len(name) > 80:
            name = name[:80]
        return [
            Activity(to.start() if to else start, object_end, name, family, words.KIND[family], (start, end), [h.name for h in hosts], guests, what, where)
        ]

    def _known_place(self, verb: str, start: int, end: int, what: str) -> bool:
        """Whether what is inspected is a place, a body or, but for supervision, a piece of work."""
        if self._places(start, end) or (verb not in words.SUPERVISES and words.SEEN.search(what)):
            return True
        bureaus = self.mentions.bureaus
        return any(b.start < end for b in bureaus[bisect_left(bureaus, start, key=lambda m: m.start):][:1])

    def _wheres(self, floor: int, at: int) -> list[tuple[int, int]]:
        out = []
        for m in words.TO.finditer(self.text, max(floor, at - 60), at):
            out.append((m.start(), at))
        return out


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for m in pattern.finditer(text, start, end):
        found = m
    return found


def _plain(phrase: str) -> str:
    """The words with dates and manner left out."""
    phrase = re.sub(r"(?:\d{1,2}月)?\d{1,2}[日号](?:至(?:\d{1,2}月)?\d{1,2}[日号])?|\d{4}年", "", phrase)
    return words.MANNER.sub("", phrase).strip()
