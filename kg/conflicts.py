"""Facts that cannot both hold: they are listed, each with its words, and all of them stay in the graph."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.ledger import Ledger
from kg.rows import Statement
from loaders.facts import AppointmentFact, MeetingFact, RoleFact
from ontology.schema import HOW_TO_EDGE, Evidence

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: The kinds of conflict, and what each says.
KINDS: Mapping[str, str] = {
    "two-holders": "two people in a post that has one seat, at one time",
    "two-places": "a person in two places on one day",
    "end-before-beginning": "an end before its beginning",
    "after-the-notice": "reported as having been, on a day after the notice was published",
}
#: Words shown for one side.
_SHOWN = 2
_NOT_THERE = frozenset(("视频", "书面", "电话"))


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict: its kind, what it is about (ids of nodes, or of a notice), in words, and the proof of each side."""

    kind: str
    about: tuple[str, ...]
    what: str
    sides: tuple[tuple[Evidence, ...], ...]


def conflicts(ledger: Ledger, graph: KnowledgeGraph, known_on: str = "", recorded_on: str = "") -> list[Conflict]:
    """The conflicts among the facts that a ledger holds.

    A coarse date conflicts only where every day that it may mean does: 2015 is not before 2015-06.

    Args:
        ledger: the open file.
        graph: its graph, of the same days.
        known_on, recorded_on: as for ``kg.open``.

    >>> from kg import identity
    >>> from kg.graph import KnowledgeGraph
    >>> from loaders.facts import Evidence as Words, Facts, Notice
    >>> words = Words("text", 0, 16, "2015.04—2012.01任局长", "cv", 0.9)
    >>> held = RoleFact("张春生", "青山省林业局", "局长", began="2015-04", ended="2012-01", evidence=(words,))
    >>> with Ledger.temporary() as ledger:
    ...     with ledger.writing():
    ...         _ = ledger.keep(ledger.begin("n/", "1"), Notice("n1", "s", "2020", "", words.quote), Facts(roles=(held,)))
    ...     rows = identity.resolve(ledger)
    ...     [c.what for c in conflicts(ledger, KnowledgeGraph(rows.nodes, rows.edges, ledger.evidence))]
    ['张春生, 青山省林业局局长: ended 2012-01, began 2015-04']
    """
    found = [*_holders(graph), *_places(graph), *_days(ledger, graph, known_on, recorded_on)]
    order = {kind: n for n, kind in enumerate(KINDS)}
    return sorted(found, key=lambda c: (order[c.kind], c.what, c.about))


# Two in one seat


@dataclass(frozen=True, slots=True)
class _Held:
    """A spell: the days between which the post was surely held; a stated beginning or end may be the day of a handover."""

    edge: str
    person: str
    low: str
    high: str
    began: bool
    ended: bool


def _holders(graph: KnowledgeGraph) -> Iterator[Conflict]:
    nx = graph.nx
    for role, data in nx.nodes(data=True):
        if data["kind"] != "Role" or data.get("seats") != "one":
            continue
        spells = [s for s in (_held(u, key, edge) for u, _, key, edge in nx.in_edges(role, keys=True, data=True)) if s]
        for a, b in combinations(sorted(spells, key=lambda s: (s.low, s.high, s.edge)), 2):
            if a.person != b.person and _together(a, b):
                names = [f"{nx.nodes[s.person]['name']} {s.low} to {s.high}" for s in (a, b)]
                # b begins later: the words from about then tell most.
                yield Conflict("two-holders", (role, a.person, b.person), f"{data['name']}: {names[0]}, {names[1]}",
                               (_words(graph, a.edge, b.low), _words(graph, b.edge, b.low)))


def _held(person: str, key: str, edge: Mapping[str, Any]) -> _Held | None:
    if edge["kind"] != "HOLDS":
        return None
    began, ended = str(edge.get("began", "")), str(edge.get("ended", ""))
    first, last = str(edge.get("proved_first", "")), str(edge.get("proved_last", ""))
    low = _latest(began) or _latest(first)
    high = max(_earliest(ended) if began or first else "", _earliest(last))
    if not low or not high or low > high:
        return None
    return _Held(key, person, low, high, bool(began) and low == _latest(began), bool(ended) and high == _earliest(ended))


def _together(a: _Held, b: _Held) -> bool:
    low, high = max(a, b, key=lambda s: s.low), min(a, b, key=lambda s: s.high)
    if low.low != high.high:
        return low.low < high.high
    # One day in common: that of a handover, or one on which notices call both by the post.
    return not (low.began or high.ended or any(s.low == low.low and s.began for s in (a, b))
                or any(s.high == high.high and s.ended for s in (a, b)))


# Two places


def _places(graph: KnowledgeGraph) -> Iterator[Conflict]:
    nx = graph.nx
    kinds = frozenset(HOW_TO_EDGE.values()) - {"CONVENED"}
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for meeting, place, key, data in nx.edges(keys=True, data=True):
        if data["kind"] == "HELD_IN" and data.get("status") == "reported":
            places[meeting].append((place, key))
    there: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for who, meeting, key, data in nx.edges(keys=True, data=True):
        if data["kind"] in kinds and data.get("status") == "reported" and nx.nodes[who]["kind"] == "Person":
            day, end = str(nx.nodes[meeting].get("start", "")), str(nx.nodes[meeting].get("end", ""))
            if len(day) == 10 and end in ("", day) and meeting in places and not _NOT_THERE & set(data.get("ways", ())):
                there[who, day][meeting] = min(key, there[who, day].get(meeting, key))
    for (who, day), meetings in sorted(there.items()):
        for a, b in combinations(sorted(meetings), 2):
            apart = next(((p, q) for p in places[a] for q in places[b] if _elsewhere(nx.nodes[p[0]], nx.nodes[q[0]])), None)
            if apart is not None and all(_elsewhere(nx.nodes[p[0]], nx.nodes[q[0]]) for p in places[a] for q in places[b]):
                names = [nx.nodes[p[0]]["name"] for p in apart]
                sides = [(*_words(graph, meetings[m])[:1], *_words(graph, p[1])[:1])
                         for m, p in zip((a, b), apart, strict=True)]
                yield Conflict("two-places", (who, a, b),
                               f"{nx.nodes[who]['name']}, {day}: {names[0]} ({nx.nodes[a]['name']}), "
                               f"{names[1]} ({nx.nodes[b]['name']})", tuple(sides))


def _elsewhere(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two places surely lie in different prefectures, provinces or countries."""
    one, two = str(a.get("code", "")), str(b.get("code", ""))
    if one and two:
        wide = one.endswith("0000") or two.endswith("0000") or one[:2] in ("11", "12", "31", "50")
        return one[:2] != two[:2] if wide else one[:4] != two[:4]
    lands = {"中国" if code else str(p.get("country", "")) for code, p in ((one, a), (two, b))}
    return "" not in lands and len(lands) == 2


# Days that cannot be


def _days(ledger: Ledger, graph: KnowledgeGraph, known_on: str, recorded_on: str) -> Iterator[Conflict]:
    published = {k.id: k.published for k in ledger.notices(known_on, recorded_on)}
    told: set[tuple[str, str]] = set()
    for s in ledger.statements(known_on, recorded_on):
        for kind, what in _wrong(s, published[s.notice]):
            if (kind, s.fact) not in told:
                told.add((kind, s.fact))
                words = tuple(ledger.evidence([s.fact], known_on=known_on, recorded_on=recorded_on))
                yield Conflict(kind, (s.notice,), what, (words,))
    for person, role, key, data in graph.nx.edges(keys=True, data=True):
        if data["kind"] == "HOLDS" and _before(str(data.get("ended", "")), str(data.get("began", ""))):
            name = f"{graph.nx.nodes[person]['name']}, {graph.nx.nodes[role]['name']}"
            yield Conflict("end-before-beginning", (person, role),
                           f"{name}: ended {data['ended']}, began {data['began']}", (_words(graph, key),))


def _wrong(s: Statement, published: str) -> Iterator[tuple[str, str]]:
    item = s.item
    if isinstance(item, RoleFact):
        name = f"{item.person}, {item.bureau}{item.title}"
        if _before(item.ended, item.began):
            yield "end-before-beginning", f"{name}: ended {item.ended}, began {item.began}"
        days = {"began": item.began, "ended": item.ended}
    elif isinstance(item, MeetingFact):
        name = item.name
        if _before(item.end, item.start):
            yield "end-before-beginning", f"{name}: ended {item.end}, began {item.start}"
        days = {"held": item.start} if item.status == "reported" else {}
    elif isinstance(item, AppointmentFact):
        name = f"{item.person}, {item.bureau}{item.title}"
        days = {item.action: item.date} if item.status == "reported" else {}
    else:
        return
    for what, day in days.items():
        if _before(published, day):
            yield "after-the-notice", f"{name}: {what} {day}, told on {published}"


def _before(first: str, then: str) -> bool:
    """Whether the one date, at its latest, lies before the other at its earliest.

    >>> _before("2015", "2016-01"), _before("2015", "2015-06"), _before("", "2015")
    (True, False, False)
    """
    return bool(first and then) and _latest(first) < _earliest(then)


def _earliest(day: str) -> str:
    return {4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day)


def _latest(day: str) -> str:
    if len(day) == 7 and day[5:].isdigit() and 1 <= int(day[5:]) <= 12 and day[:4].isdigit():
        return f"{day}-{calendar.monthrange(int(day[:4]), int(day[5:]))[1]:02}"
    return f"{day}-12-31" if len(day) == 4 else day


def _words(graph: KnowledgeGraph, edge: str, near: str = "") -> tuple[Evidence, ...]:
    """The words of an edge, two at most: the last before a day and the first after it, else the first and the last."""
    found = graph.evidence(edge)
    if len(found) <= _SHOWN:
        return tuple(found)
    if not near:
        return found[0], found[-1]
    day = {e: str(graph.nx.nodes[e.notice].get("published", "")) if e.notice in graph.nx else "" for e in found}
    found = sorted(found, key=lambda e: (day[e], e.notice, e.field, e.start))
    after = next((n for n, e in enumerate(found) if day[e] >= near), len(found) - 1)
    return tuple(found[max(0, after - 1) : after + 1])
