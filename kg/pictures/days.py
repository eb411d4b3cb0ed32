"""A year's meetings by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kg.graph import KnowledgeGraph
from kg.pictures.page import EDGE, GREY, HEAD, SMALL, Picture, PictureError, Sheet, cut, days_read, ramp_legend, shade, steps
from ontology.schema import Node

_CELL, _STEP, _LEFT = 17.0, 20.0, 30.0
_WEEKDAYS = "一二三四五六日"
#: A meeting that went on for longer is a session or a mistake; it counts on its first day.
_LONGEST = 31
#: So many names of a day's meetings are told under the pointer.
_TOLD = 8
_TIES = frozenset("CHAIRED SPOKE_AT ATTENDED CONVENED LED HELD_IN CONCERNS".split())


def calendar(graph: KnowledgeGraph, year: int = 0, about: str | Node | Sequence[str | Node] | None = None) -> Picture:
    """Draw on which days of a year meetings were held, and how many.

    Args:
        graph: the graph.
        year: the year; 0 for the one with most meetings.
        about: count only the meetings of these people, bodies, places or campaigns: names, ids or nodes.

    Raises:
        PictureError: no notice tells the day of a meeting in that year.
        NotFoundError: nothing goes by a name.
    """
    meetings, title = chosen(graph, about)
    held: dict[date, list[str]] = defaultdict(list)
    vague: Counter[int] = Counter()
    for meeting in meetings:
        days = days_of(meeting)
        for day in days:
            held[day].append(meeting.name or meeting.id)
        said = days_read(str(meeting.attributes.get("start") or ""))
        if said and not days:
            vague[said[0]] += 1
    years = Counter(day.year for day, names in held.items() for _ in names)
    if not years:
        raise PictureError(f"no notice tells the day of a meeting{' of ' + title if title else ''}: there is no calendar to draw")
    year = year or min(years, key=lambda y: (-years[y], y))
    if year not in years:
        raise PictureError(f"no notice tells the day of a meeting in {year}: there are some in {_listed(sorted(years))}")
    return _page(year, title, {d: n for d, n in held.items() if d.year == year}, vague[year])


def chosen(graph: KnowledgeGraph, about: str | Node | Sequence[str | Node] | None) -> tuple[list[Node], str]:
    """The reported meetings of what a picture is about, and its names; of all, where it is about nothing."""
    several: Sequence[str | Node] = () if about is None else (about,) if isinstance(about, (str, Node)) else about
    ids = list(dict.fromkeys(i for one in several for i in graph.settle(one.id if isinstance(one, Node) else one)))
    if not ids:
        return [m for m in graph.nodes("Meeting") if _reported(m)], ""
    found = {i for i in ids if graph.node(i).kind == "Meeting"}
    for ident in _with_inside(graph, ids):
        for source, target, data in (*graph.nx.in_edges(ident, data=True), *graph.nx.out_edges(ident, data=True)):
            if data["kind"] in _TIES and data.get("status", "reported") == "reported":
                found.add(source if graph.nx.nodes[source]["kind"] == "Meeting" else target)
    meetings = [graph.node(i) for i in sorted(found) if i in graph.nx]
    return [m for m in meetings if _reported(m)], "、".join(dict.fromkeys(graph.node(i).name for i in ids))


def days_of(meeting: Node) -> list[date]:
    """The days of a meeting; none where only its month or year is known."""
    first, last = (days_read(str(meeting.attributes.get(k) or "")) for k in ("start", "end"))
    if len(first) != 3:
        return []
    begin = date(*first)
    end = date(*last) if len(last) == 3 else begin
    many = (end - begin).days + 1
    return [begin + timedelta(n) for n in range(many if 1 <= many <= _LONGEST else 1)]


def _with_inside(graph: KnowledgeGraph, ids: Iterable[str]) -> list[str]:
    """The same, and the places that lie within those that are places."""
    out = dict.fromkeys(ids)
    rim = [i for i in out if graph.nx.nodes[i]["kind"] == "Place"]
    while rim:
        here = rim.pop()
        inside = [s for s, _, d in graph.nx.in_edges(here, data=True) if d["kind"] == "WITHIN" and s not in out]
        out.update(dict.fromkeys(inside))
        rim += inside
    return list(out)


def _reported(meeting: Node) -> bool:
    return meeting.kind == "Meeting" and meeting.attributes.get("status", "reported") == "reported"


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years)) if len(years) <= 12 else f"{len(years)} years from {years[0]} to {years[-1]}"


def _page(year: int, about: str, held: dict[date, list[str]], vague: int) -> Picture:
    first, last = date(year, 1, 1), date(year, 12, 31)
    cuts = steps(len(names) for names in held.values())
    total = sum(map(len, held.values()))
    note = f"{total} days of meetings on {len(held)} days of the year; a meeting of several days counts on each"
    if vague:
        note += f"; of {vague} more no notice tells the day"
    weeks = ((last - first).days + first.weekday()) // 7 + 1
    top = HEAD + 34
    sheet = Sheet.of(
        f"{about}：{year}年会议日历" if about else f"{year}年会议日历", note, 2 * EDGE + _LEFT + weeks * _STEP, top + 7 * _STEP + 100,
    )
    for row, name in enumerate(_WEEKDAYS):
        sheet.add(sheet.words(EDGE + _LEFT - 12, top + row * _STEP + 13, name, SMALL, GREY, "end"))
    for month in range(1, 13):
        _month(sheet, year, month, first, top, held)
    day = first
    while day <= last:
        names = held.get(day, [])
        column, row = ((day - first).days + first.weekday()) // 7, day.weekday()
        fill, _ = shade(len(names), cuts)
        more = [*names[:_TOLD], *([f"… {len(names) - _TOLD}"] if len(names) > _TOLD else [])]
        tip = "\n".join([f"{day} 星期{_WEEKDAYS[row]}：{len(names)} 次会议", *(cut(n, 10, 400) for n in more)])
        sheet.add(
            f'<g data-id="{day}">{sheet.tip(tip)}<rect x="{EDGE + _LEFT + column * _STEP:.1f}" y="{top + row * _STEP:.1f}" '
            f'width="{_CELL:g}" height="{_CELL:g}" rx="3" fill="{fill}"/></g>'
        )
        day += timedelta(1)
    ramp_legend(sheet, EDGE + _LEFT, sheet.height - 46, cuts, max(map(len, held.values())), "meetings on a day 每日会议数")
    return sheet.picture()


def _month(sheet: Sheet, year: int, month: int, first: date, top: float, held: dict[date, list[str]]) -> None:
    """The name of a month above its weeks, its number of meetings below, and a line before its first day."""
    begins = date(year, month, 1)
    column, row = ((begins - first).days + first.weekday()) // 7, begins.weekday()
    x = EDGE + _LEFT + column * _STEP
    total = sum(len(names) for day, names in held.items() if day.month == month)
    label = x + (_STEP if row else 0)
    sheet.add(
        sheet.words(label, top - 12, f"{month}月", SMALL, GREY),
        sheet.words(label, top + 7 * _STEP + 16, f"{total} 次", SMALL, GREY),
    )
    if month > 1:
        left, right, y = x - 1.5, x + _STEP - 1.5, top + row * _STEP - 1.5
        bottom = top + 7 * _STEP - 1.5
        path = f"M{left:.1f},{bottom:.1f} V{y:.1f}" + (f" H{right:.1f} V{top - 1.5:.1f}" if row else "")
        sheet.add(f'<path d="{path}" fill="none" stroke="#9aa3ad" stroke-width="1"/>')
