"""Boxes and the lines between them, with words on both, so placed that no words stand on others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.layout import Point, border, clear_place
from kg.palette import COLOURS
from kg.pictures.page import EDGE, GREY, HEAD, INK, LINE, SIZE, SMALL, Picture, Sheet, wide
from ontology.schema import KINDS

#: Gives the address that a click on a node leads to, by its id.
Link = Callable[[str], str]

_LINE_HEIGHT = 21
_PAD_X, _PAD_Y = 14, 9
#: A name is broken after so many full-width characters, and cut after so many lines; a pointer shows the whole.
_BREAK = 12
_MOST_LINES = 3
#: No line begins with one of these.
_CLOSING = "”’》〉）】、，。：；！？)"
_ROUND = {"Person": 999, "Place": 999, "Group": 999, "Meeting": 8, "Campaign": 8, "Role": 8, "Bureau": 0, "Notice": 0}
#: Where words find no clear place, the picture is drawn so much wider, at most so often.
_WIDER, _TRIES = 1.14, 5


@dataclass(frozen=True, slots=True)
class Box:
    """One node as a box: its name in lines, a small line below, what the pointer tells."""

    id: str
    kind: str
    lines: tuple[str, ...]
    small: str
    tip: str
    about: bool = False
    dashed: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in pixels."""
        widest = max(*(wide(line, SIZE) for line in self.lines), wide(self.small, SMALL))
        height = len(self.lines) * _LINE_HEIGHT + (_LINE_HEIGHT - 3 if self.small else 0) + 2 * _PAD_Y
        return max(widest + 2 * _PAD_X, 56), height


@dataclass(frozen=True, slots=True)
class Line:
    """One line from box to box; ``thick`` in pixels, ``faint`` where it only stands behind."""

    source: str
    target: str
    label: str = ""
    tip: str = ""
    thick: float = 1.4
    dashed: bool = False
    arrow: bool = True
    faint: bool = False


def broken(name: str) -> tuple[str, ...]:
    """The name in lines of about equal length.

    >>> broken("全市防汛抗旱指挥部工作会议")
    ('全市防汛抗旱指', '挥部工作会议')
    """
    name = " ".join(name.split())
    count = min(-(-int(wide(name, 1)) // _BREAK) or 1, _MOST_LINES)
    wanted = min(wide(name, 1) / count, _BREAK)
    lines, line = [], ""
    for char in name:
        if line and wide(line, 1) >= wanted - 0.01 and char not in _CLOSING:
            lines.append(line)
            line = ""
        line += char
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + "…"]
    return tuple(lines)


def drawn(
    title: str, note: str, boxes: Sequence[Box], lines: Sequence[Line], at: Mapping[str, Point], link: Link | None = None,
    thickness: Sequence[tuple[float, str]] = (), said: str = "",
) -> Picture:
    """The picture of boxes at their places, made wider until all words on lines are clear of one another.

    Args:
        title, note: what stands above.
        boxes, lines: what to draw.
        at: the centre of each box, in pixels.
        link: gives the address behind a box, by the node's id.
        thickness: for the legend, how thick a line is and what that means.
        said: a line of words for the legend.
    """
    sizes = {b.id: b.size for b in boxes}
    labelled = [line for line in lines if line.label]
    for _ in range(_TRIES):
        at = _moved(at, sizes)
        places = _places(labelled, at, sizes)
        if len(places) == len(labelled):
            break
        wider = {n: (x * _WIDER, y * _WIDER) for n, (x, y) in at.items()}
        at, last = wider, at
    else:
        at = last
    left = len(labelled) - len(places)
    if left:
        note += f"; {left} lines have no room for their words: the pointer tells them"
    kinds = [k for k in COLOURS if any(b.kind == k for b in boxes)]
    right = max(at[n][0] + sizes[n][0] / 2 for n in at)
    bottom = max(at[n][1] + sizes[n][1] / 2 for n in at)
    legend = sum(34 + wide(_kind(k), SMALL) + 22 for k in kinds)
    strokes = sum(64 + wide(name, SMALL) for _, name in thickness) + (wide(said, SMALL) + 20 if said else 0)
    sheet = Sheet.of(title, note, max(right + EDGE, legend + 2 * EDGE, strokes + 2 * EDGE, 420), 0)
    foot = bottom + EDGE
    sheet.height = foot + (58 if thickness or said else 34)
    for line in sorted(lines, key=lambda n: not n.faint):
        sheet.add(_stroke(sheet, line, at, sizes))
    for box in boxes:
        sheet.add(_drawn(sheet, box, *at[box.id], link))
    # Words over all else: a label under a box cannot be read.
    for line, (x, y) in places:
        sheet.add(sheet.words(
            x, y + 4, line.label, SMALL, GREY, "middle",
            f' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke" data-ends="{line.source} {line.target}"',
        ))
    _legend(sheet, kinds, thickness, said, foot)
    return sheet.picture()


def _moved(at: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]) -> dict[str, Point]:
    """The same places, the leftmost and the topmost box beside the edge of the page and under the title."""
    left = min(x - sizes[n][0] / 2 for n, (x, _) in at.items())
    top = min(y - sizes[n][1] / 2 for n, (_, y) in at.items())
    return {n: (x - left + EDGE, y - top + HEAD + 16) for n, (x, y) in at.items()}


def _ends(line: Line, at: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]) -> tuple[Point, Point]:
    """Where a line leaves the one box and meets the other."""
    start, end = at[line.source], at[line.target]
    return border(start, sizes[line.source], end, 1), border(end, sizes[line.target], start, 3 if line.arrow else 1)


def _places(
    lines: Iterable[Line], at: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]
) -> list[tuple[Line, Point]]:
    """Where the words of lines stand; those for which no place is clear are not among them."""
    taken = [(x - sizes[n][0] / 2, y - sizes[n][1] / 2, x + sizes[n][0] / 2, y + sizes[n][1] / 2) for n, (x, y) in at.items()]
    out = []
    # Short lines first: they have least choice where to put their words.
    for line in sorted(lines, key=lambda n: (math.dist(*_ends(n, at, sizes)), n.source, n.target)):
        width, height = wide(line.label, SMALL) + 4, SMALL + 5
        found = clear_place(*_ends(line, at, sizes), (width, height), taken)
        if found is not None:
            x, y = found
            taken.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
            out.append((line, found))
    return out


def _drawn(sheet: Sheet, box: Box, x: float, y: float, link: Link | None) -> str:
    (width, height), colour = box.size, COLOURS[box.kind]
    radius = min(_ROUND[box.kind], height / 2, 21)
    left, top = x - width / 2, y - height / 2
    dashed = ' stroke-dasharray="5 4"' if box.dashed else ""
    out = [
        f'<g data-id="{sheet.escape.escaped(box.id)}">{sheet.tip(box.tip)}'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius:.0f}" '
        f'fill="{colour.fill}" stroke="{colour.line}" stroke-width="{3 if box.about else 1.2}"{dashed}/>'
    ]
    base = top + _PAD_Y + SIZE
    weight = ' font-weight="bold"' if box.about else ""
    for n, said in enumerate(box.lines):
        out.append(sheet.words(x, base + n * _LINE_HEIGHT, said, anchor="middle", more=weight))
    if box.small:
        out.append(sheet.words(x, base + len(box.lines) * _LINE_HEIGHT - 2, box.small, SMALL, colour.line, "middle"))
    out.append("</g>")
    if link is not None:
        out = [f'<a href="{sheet.escape.escaped(link(box.id))}">', *out, "</a>"]
    return "".join(out)


def _stroke(sheet: Sheet, line: Line, at: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = _ends(line, at, sizes)
    dashed = ' stroke-dasharray="6 5"' if line.dashed else ""
    tip = ' marker-end="url(#kg-tip)"' if line.arrow else ""
    return (
        f'<g data-ends="{line.source} {line.target}">{sheet.tip(line.tip or line.label)}'
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{"#e3e7eb" if line.faint else LINE}" '
        f'stroke-width="{line.thick:.1f}"{dashed}{tip}/></g>'
    )


def _kind(kind: str) -> str:
    return f"{KINDS[kind].zh} {kind}"


def _legend(sheet: Sheet, kinds: Iterable[str], thickness: Sequence[tuple[float, str]], said: str, y: float) -> None:
    x = EDGE
    for kind in kinds:
        colour = COLOURS[kind]
        radius = min(_ROUND[kind], 8)
        sheet.add(
            f'<rect x="{x:.0f}" y="{y - 12:.0f}" width="26" height="16" rx="{radius}" fill="{colour.fill}" stroke="{colour.line}"/>',
            sheet.words(x + 34, y + 1, _kind(kind), SMALL, GREY),
        )
        x += 34 + wide(_kind(kind), SMALL) + 22
    x, y = EDGE, y + 26
    if said:
        sheet.add(sheet.words(x, y + 1, said, SMALL, GREY))
        x += wide(said, SMALL) + 20
    for thick, name in thickness:
        sheet.add(
            f'<line x1="{x:.0f}" y1="{y - 4:.0f}" x2="{x + 34:.0f}" y2="{y - 4:.0f}" stroke="{LINE}" stroke-width="{thick:.1f}"/>',
            sheet.words(x + 42, y + 1, name, SMALL, INK),
        )
        x += 64 + wide(name, SMALL)
