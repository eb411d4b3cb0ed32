"""A person's posts over time as an SVG picture: a bar where both ends are known, an open end where one is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO, Any

from kg.export.xml import Text
from kg.files import whole_file
from kg.graph import KnowledgeGraph
from kg.palette import COLOURS
from kg.pictures import PictureError
from ontology.schema import Node

_FONTS = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei','Noto Sans',sans-serif"
_LEFT, _WIDE, _ROW, _TOP, _FOOT = 40, 900, 46, 92, 62
#: Between two years' names there must be room for one.
_ROOM = 48


def draw_timeline(graph: KnowledgeGraph, out: Path | str | IO[bytes], person: str | Node) -> None:
    """Draw which posts a person held, and when, on a scale of years.

    A bar runs from the day that a post began to that on which it ended. Where a notice tells only one of these, or only
    that the post was held, the bar runs between the days that are proved and fades where its end is not known.

    Args:
        graph: the graph.
        out: the file, or a binary stream.
        person: a name, an id or a node; the posts of all who share a name are shown, with their ids.

    Raises:
        PictureError: no post of that person has a day.
        NotFoundError: nobody goes by that name.
        OutputError: the file cannot be written.
    """
    ids = graph.settle(person.id if isinstance(person, Node) else person, "Person")
    rows = [row for ident in ids for row in graph.roles(ident)]
    spells = sorted(((*_days(row), row) for row in rows if _known(row)), key=lambda s: (s[0], s[1], s[2].edge))
    title = "、".join(dict.fromkeys(graph.node(i).name for i in ids))
    if not spells:
        raise PictureError(f"no notice gives a day on which {title} held a post: there is no time line to draw")
    page = _page(title, spells, len(rows) - len(spells), len(ids) > 1).encode("utf-8")
    if isinstance(out, (str, Path)):
        with whole_file(Path(out)) as stream:
            stream.write(page)
    else:
        out.write(page)


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


def _page(title: str, spells: list[tuple[float, float, Any]], undated: int, several: bool) -> str:
    text = Text()
    since, until = int(min(s[0] for s in spells)), int(max(s[1] for s in spells)) + 1
    scale = _WIDE / (until - since)
    width, height = _WIDE + 2 * _LEFT, _TOP + len(spells) * _ROW + _FOOT
    base = height - _FOOT
    note = f"{len(spells)} posts, {since}–{until}" + (f"; {undated} more have no day" if undated else "")
    colour = COLOURS["Role"]
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{text.escaped(_FONTS)}" font-size="14">',
        f"<title>{text.escaped(title)}</title>",
        '<defs><linearGradient id="open"><stop offset="0" stop-color="' + colour.line + '"/>'
        '<stop offset="1" stop-color="' + colour.line + '" stop-opacity="0"/></linearGradient>'
        '<linearGradient id="unbegun"><stop offset="0" stop-color="' + colour.line + '" stop-opacity="0"/>'
        '<stop offset="1" stop-color="' + colour.line + '"/></linearGradient></defs>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="44" font-size="22" font-weight="bold" fill="#22272e">{text.escaped(title)}：任职</text>',
        f'<text x="{_LEFT}" y="66" font-size="12" fill="#6a737d">{note}</text>',
    ]
    step = max(1, -int(-_ROOM // scale))
    for year in range(since, until + 1, step):
        x = _LEFT + (year - since) * scale
        out.append(f'<line x1="{x:.1f}" y1="{_TOP - 10}" x2="{x:.1f}" y2="{base}" stroke="#e1e4e8"/>'
                   f'<text x="{x:.1f}" y="{base + 16}" font-size="12" text-anchor="middle" fill="#4b5563">{year}</text>')
    for place, (start, end, row) in enumerate(spells):
        out.append(_bar(_LEFT + (start - since) * scale, _LEFT + (end - since) * scale, _TOP + place * _ROW, row,
                        several, text))
    legend = "bar: from the first known day to the last · faded end: no notice tells when the post began or ended · scale: years 年"
    out.append(f'<text x="{_LEFT}" y="{height - 16}" font-size="12" fill="#4b5563">{legend}</text>')
    return "\n".join([*out, "</svg>", ""])


def _bar(x1: float, x2: float, y: float, row: Any, several: bool, text: Text) -> str:
    """One post: its name above, its bar below; the name keeps within the picture."""
    name = f"{row.bureau_name}{row.title}" + (f" ({row.person})" if several else "")
    shown = f"{name}  {row.began or '?'} – {row.ended or '?'}"
    wide = sum(14 if ord(c) > 0x2E7F else 8.2 for c in shown)
    at = max(_LEFT, min(x1, _LEFT + _WIDE - wide))
    line = COLOURS["Role"].line
    fade = 26
    out = [f"<g><title>{text.escaped(row.quote)}</title>",
           f'<text x="{at:.1f}" y="{y + 12:.1f}" fill="#22272e">{text.escaped(shown)}</text>',
           f'<rect x="{x1:.1f}" y="{y + 20:.1f}" width="{max(x2 - x1, 3):.1f}" height="10" fill="{line}"/>']
    if not row.began:
        out.append(f'<rect x="{x1 - fade:.1f}" y="{y + 20:.1f}" width="{fade}" height="10" fill="url(#unbegun)"/>')
    if not row.ended:
        out.append(f'<rect x="{max(x2, x1 + 3):.1f}" y="{y + 20:.1f}" width="{fade}" height="10" fill="url(#open)"/>')
    return "".join([*out, "</g>"])
