"""A person's posts over time: a bar where both ends are known, an open end where one is not."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import IO, Any

from kg.graph import KnowledgeGraph
from kg.palette import COLOURS
from kg.pictures.page import EDGE, GREY, HEAD, INK, SMALL, Picture, PictureError, Sheet, cut, wide, write
from ontology.schema import Node

_WIDE, _ROW, _FOOT = 900.0, 42.0, 84.0
_TOP = HEAD + 12
_NAME = 14
#: Between two years' names there must be room for one.
_ROOM = 48
#: How long an end fades of which no notice tells.
_FADE = 26.0
#: What tells namesakes apart.
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_COLOUR = COLOURS["Role"].line
_FADES = (
    f'<defs><linearGradient id="kg-open"><stop offset="0" stop-color="{_COLOUR}"/><stop offset="1" stop-color="{_COLOUR}" '
    f'stop-opacity="0"/></linearGradient><linearGradient id="kg-unbegun"><stop offset="0" stop-color="{_COLOUR}" '
    f'stop-opacity="0"/><stop offset="1" stop-color="{_COLOUR}"/></linearGradient></defs>'
)


def timeline(graph: KnowledgeGraph, person: str | Node) -> Picture:
    """Draw which posts a person held, and when, on a scale of years.

    A bar runs from the day that a post began to that on which it ended. Where a notice tells only one of these, or only
    that the post was held, the bar runs between the days that are proved and fades where its end is not known.

    Args:
        graph: the graph.
        person: a name, an id or a node; the posts of all who share a name are shown, each with its mark.

    Raises:
        PictureError: no post of that person has a day.
        NotFoundError: nobody goes by that name.
    """
    ids = graph.settle(person.id if isinstance(person, Node) else person, "Person")
    rows = [row for ident in ids for row in graph.roles(ident)]
    spells = sorted(((*_days(row), row) for row in rows if _known(row)), key=lambda s: (s[0], s[1], s[2].edge))
    title = "、".join(dict.fromkeys(graph.node(i).name for i in ids))
    if not spells:
        raise PictureError(f"no notice gives a day on which {title} held a post: there is no time line to draw")
    who = list(dict.fromkeys(row.person for _, _, row in spells))
    marks = dict(zip(who, _MARKS, strict=False)) if len(who) > 1 else {}
    left = [f"{undated} more have no day"] if (undated := len(rows) - len(spells)) else []
    left += [f"{silent} more of that name in no dated post"] if (silent := len(ids) - len(who)) else []
    left += [f"{mark} {person}" for person, mark in marks.items()]
    return _page(title, spells, left, marks)


def draw_timeline(graph: KnowledgeGraph, out: Path | str | IO[bytes], person: str | Node) -> None:
    """Draw which posts a person held, and when, into a file.

    Args:
        graph, person: as for ``timeline``.
        out: the file, ``.svg``, ``.png`` or ``.html``; or a binary stream, which gets SVG.

    Raises:
        PictureError: no post of that person has a day.
        NotFoundError: nobody goes by that name.
        OutputError: the file cannot be written.
    """
    write(timeline(graph, person), out)


def _known(row: Any) -> list[str]:
    return [day for day in (row.began, row.proved_first, row.proved_last, row.ended) if day]


def _days(row: Any) -> tuple[float, float]:
    """The first and the last known day of a spell, as years and their parts."""
    known = _known(row)
    return min(map(_year, known)), max(map(_year, known))


def _year(day: str) -> float:
    """A day of any precision as a year and its part; one of a coarse precision stands at its beginning."""
    year, month, of_month = (*map(int, day.split("-")), 1, 1)[:3]
    first = date(year, 1, 1)
    return year + (date(year, month, of_month) - first).days / (366 if year % 4 == 0 else 365)


def _page(title: str, spells: list[tuple[float, float, Any]], left: list[str], marks: dict[str, str]) -> Picture:
    since, until = int(min(s[0] for s in spells)), math.floor(max(s[1] for s in spells)) + 1
    scale = _WIDE / (until - since)
    note = "; ".join([f"{len(spells)} posts, {since}–{until}", *left])
    base = _TOP + len(spells) * _ROW
    sheet = Sheet.of(f"{title}：任职", note, _WIDE + 2 * EDGE, base + _FOOT)
    sheet.add(_FADES)
    step = max(1, math.ceil(_ROOM / scale))
    for year in range(since, until + 1, step):
        x = EDGE + (year - since) * scale
        sheet.add(
            f'<line x1="{x:.1f}" y1="{_TOP - 6:.1f}" x2="{x:.1f}" y2="{base:.1f}" stroke="#e1e4e8"/>',
            sheet.words(x, base + 16, str(year), SMALL, GREY, "middle"),
        )
    for place, (start, end, row) in enumerate(spells):
        sheet.add(_bar(sheet, EDGE + (start - since) * scale, EDGE + (end - since) * scale, _TOP + place * _ROW, row, marks.get(row.person, "")))
    _legend(sheet, base + 46)
    return sheet.picture()


def _bar(sheet: Sheet, x1: float, x2: float, y: float, row: Any, mark: str) -> str:
    """One post: its name above, its bar below; the name keeps within the picture."""
    dates = f"  {row.began or '?'} – {row.ended or '?'}"
    name = f"{mark} {row.bureau_name}{row.title}".strip()
    shown = cut(name, _NAME, _WIDE - wide(dates, _NAME)) + dates
    at = max(EDGE, min(x1, EDGE + _WIDE - wide(shown, _NAME)))
    seen = f"{row.proved_first or '?'} – {row.proved_last or '?'}"
    tip = f"{name}{dates}; proved {seen}\n{row.quote}"
    bar = f'y="{y + 19:.1f}" height="10"'
    out = [
        f'<g data-id="{sheet.escape.escaped(row.edge)}">{sheet.tip(tip)}',
        # Over the lines of the years.
        sheet.words(at, y + 13, shown, _NAME, INK, more=' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'),
        f'<rect x="{x1:.1f}" {bar} width="{max(x2 - x1, 3):.1f}" fill="{_COLOUR}"/>',
    ]
    if not row.began:
        out.append(f'<rect x="{x1 - _FADE + 0.6:.1f}" {bar} width="{_FADE:g}" fill="url(#kg-unbegun)"/>')
    if not row.ended:
        out.append(f'<rect x="{max(x2, x1 + 3) - 0.6:.1f}" {bar} width="{_FADE:g}" fill="url(#kg-open)"/>')
    return "".join([*out, "</g>"])


def _legend(sheet: Sheet, y: float) -> None:
    said = "from the first to the last day known"
    faded = "faded: no notice tells when it began or ended"
    x = EDGE
    sheet.add(f'<rect x="{x:.1f}" y="{y - 9:.1f}" width="40" height="10" fill="{_COLOUR}"/>', sheet.words(x + 48, y, said, SMALL, GREY))
    x += 48 + wide(said, SMALL) + 24
    sheet.add(f'<rect x="{x:.1f}" y="{y - 9:.1f}" width="{_FADE:g}" height="10" fill="url(#kg-open)"/>',
              sheet.words(x + _FADE + 8, y, faded, SMALL, GREY))
    x += _FADE + 8 + wide(faded, SMALL) + 24
    sheet.add(sheet.words(x, y, "scale: years 年", SMALL, GREY))
