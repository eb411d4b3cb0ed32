"""The charts of the pages, as numbers and places; the templates draw them as SVG, in the colours of the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.explore.library import View
from kg.explore.things import WAYS, Thing, thing
from kg.tilegrid import meetings_by_province, tiles

#: The sheet on which people met are drawn.
WIDE, HIGH = 560, 520
#: So many people met are drawn.
MOST = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time in hundredths of a chart's width; where an end is not known it fades."""

    left: float
    width: float
    begun: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The years along a chart."""

    since: int
    until: int

    def at(self, year: float) -> float:
        """Where a year stands, in hundredths of the width."""
        return round(100 * (year - self.since) / (self.until - self.since), 2)

    @property
    def marks(self) -> list[tuple[int, float]]:
        """The years to name, about eight at most."""
        step = max(1, math.ceil((self.until - self.since) / 8))
        return [(year, self.at(year)) for year in range(self.since, self.until, step)]


def year_of(day: str) -> float:
    """A day of any precision as a year and its part; a coarse one stands at its beginning.

    >>> year_of("2015"), round(year_of("2015-07"), 1)
    (2015.0, 2015.5)
    """
    year, month, of_month = (*map(int, day.split("-")), 1, 1)[:3]
    return year + (date(year, month, of_month) - date(year, 1, 1)).days / 366


def scale(days: Iterable[str]) -> Scale | None:
    """The years that hold all the days, or None where there are none."""
    known = [year_of(day) for day in days if day]
    return Scale(int(min(known)), int(max(known)) + 1) if known else None


def bar(along: Scale, data: Mapping[str, object]) -> Bar | None:
    """The stretch of a spell in a post, from the first to the last day known; None where no day is."""
    known = [year_of(str(data[k])) for k in ("began", "proved_first", "proved_last", "ended") if data.get(k)]
    if not known:
        return None
    left, right = along.at(min(known)), along.at(max(known))
    return Bar(left, max(round(right - left, 2), 0.8), bool(data.get("began")), bool(data.get("ended")))


@dataclass(frozen=True, slots=True)
class Met:
    """A person who was at meetings with another one: at how many, and where its name is drawn."""

    who: Thing
    meetings: int
    x: float = 0.0
    y: float = 0.0
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Ego:
    """Whom a person met most, and which of those were there together."""

    met: tuple[Met, ...]
    among: tuple[tuple[Met, Met, int], ...]
    everyone: int


def taken_part(view: View, ident: str) -> set[str]:
    """The meetings in which somebody took part in any way, as reported."""
    return {
        m for _, m, d in view.graph.nx.out_edges(ident, data=True)
        if d["kind"] in WAYS and d.get("status", "reported") == "reported"
    }


def people_at(view: View, meeting: str) -> set[str]:
    """The people who took part in a meeting in any way, as reported."""
    nx = view.graph.nx
    return {
        p for p, _, d in nx.in_edges(meeting, data=True)
        if d["kind"] in WAYS and d.get("status", "reported") == "reported" and nx.nodes[p]["kind"] == "Person"
    }


def ego(view: View, person: str) -> Ego:
    """Whom a person met, most often first, placed around it."""
    shared = [people_at(view, m) - {person} for m in sorted(taken_part(view, person))]
    count = Counter(p for people in shared for p in people)
    first = sorted(count, key=lambda p: (-count[p], p))[:MOST]
    together: Counter[tuple[str, str]] = Counter()
    for people in shared:
        here = [p for p in first if p in people]
        together.update((a, b) for n, a in enumerate(here) for b in here[n + 1:])
    met = {}
    order = _round(first, together)
    for n, ident in enumerate(order):
        angle = math.tau * n / len(order) - math.pi / 2
        # Every other one further out, so that names have room.
        reach = 1.0 if len(order) < 9 or n % 2 else 0.68
        share = math.sqrt(count[ident] / count[first[0]])
        met[ident] = Met(
            thing(view, ident), count[ident], round(WIDE / 2 + math.cos(angle) * 225 * reach, 1),
            round(HIGH / 2 + math.sin(angle) * 215 * reach, 1), round(1 + 7 * share, 1),
        )
    strong = [(a, b, n) for (a, b), n in together.most_common() if n > 1][:MOST * 2]
    return Ego(tuple(met[i] for i in first), tuple((met[a], met[b], n) for a, b, n in strong), len(count))


def _round(people: Sequence[str], together: Mapping[tuple[str, str], int]) -> list[str]:
    """People in a round, each beside one whom it met often where that can be."""
    left, out = list(people), list[str]()
    while left:
        last = out[-1] if out else ""
        left.sort(key=lambda i: (-max(together.get((last, i), 0), together.get((i, last), 0)), people.index(i)))
        out.append(left.pop(0))
    return out


@dataclass(frozen=True, slots=True)
class Month:
    """How many there were in a month, and where its bar stands, in hundredths of the chart."""

    name: str
    count: int
    left: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Months:
    """A bar for each month, along years."""

    bars: tuple[Month, ...]
    along: Scale
    most: int
    undated: int


def months(days: Sequence[str]) -> Months | None:
    """How many of the days lie in each month; None where no month is known."""
    count = Counter(day[:7] for day in days if len(day) >= 7)
    along = scale(count)
    if along is None:
        return None
    width = 100 / (12 * (along.until - along.since))
    most = max(count.values())
    bars = tuple(
        Month(name, count[name], round(along.at(int(name[:4])) + width * (int(name[5:]) - 1), 3), round(width * 0.86, 3),
              round(100 * count[name] / most, 1))
        for name in sorted(count)
    )
    return Months(bars, along, most, len(days) - sum(count.values()))


@dataclass(frozen=True, slots=True)
class Square:
    """A province's tile: how many meetings, how dark (0 to 5), and its place where the graph knows it."""

    code: str
    name: str
    english: str
    row: int
    column: int
    count: int
    shade: int
    place: Thing | None
    here: bool


@dataclass(frozen=True, slots=True)
class Provinces:
    """China's provinces as tiles, and what stands in none."""

    squares: tuple[Square, ...]
    elsewhere: int
    most: int


def provinces(view: View) -> Provinces:
    """How many meetings were held in each province, of all that were reported."""
    tally = meetings_by_province(view.graph)
    known = {str(d["code"]): i for i, d in view.graph.nx.nodes(data=True) if d["kind"] == "Place" and d.get("code")}
    most = max(tally.counts.values(), default=0)

    def square(code: str, name: str, english: str, row: int, column: int) -> Square:
        count = tally.counts.get(code, 0)
        shade = 0 if not count else 3 if most < 2 else 1 + min(4, int(4.999 * math.log(count + 1) / math.log(most + 1)))
        return Square(code, name, english, row + 1, column + 1, count, shade, thing(view, known[code]) if code in known else None, False)

    return Provinces(
        tuple(square(t.code, t.short, t.english, t.row, t.column) for t in tiles()), tally.elsewhere, most,
    )


def marked(found: Provinces, code: str) -> Provinces:
    """The same with one province marked, by its code."""
    return replace(found, squares=tuple(replace(s, here=s.code == code) for s in found.squares))
