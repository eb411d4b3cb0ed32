"""Pictures of the graph as SVG, written by hand: the viewer's own fonts show the Chinese, so none is needed here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.export.xml import Text
from kg.files import whole_file
from kg.graph import KnowledgeGraph
from kg.layout import Point, Wire, border, clear_place, placed
from kg.palette import COLOURS
from kg.scene import Scene, Tie, scene
from ontology.errors import GuanxiError
from ontology.schema import KINDS, Node

_FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei','Noto Sans',sans-serif"
)
_SIZE = 15
_SMALL = 12
_LINE = 21
_PAD_X = 14
_PAD_Y = 9
_EDGE = 40
#: A name is broken after so many full-width characters, and cut after so many lines; a pointer shows the whole.
_BREAK = 12
_MOST_LINES = 3
#: No line begins with one of these.
_CLOSING = "”’》〉）】、，。：；！？)"
#: Beyond this many nodes nobody can read a picture.
_MOST = 200
_ROUND = {"Person": 999, "Place": 999, "Group": 999, "Meeting": 8, "Campaign": 8, "Role": 8, "Bureau": 0, "Notice": 0}


class PictureError(GuanxiError):
    """There is nothing to draw, or more than a picture can show."""


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    lines: tuple[str, ...]
    small: str
    width: float
    height: float
    x: float = 0
    y: float = 0


def draw(
    graph: KnowledgeGraph, out: Path | str | IO[bytes], about: str | Node | Sequence[str | Node] | None = None,
    limit: int = 60,
) -> None:
    """Draw the graph, or what stands around something in it, as an SVG picture.

    People, bureaus, meetings, campaigns and places have their own colours; a post is written on the line from its
    holder to its bureau; what is only announced is dashed.

    Args:
        graph: the graph.
        out: the file, or a binary stream.
        about: a name, an id or a node, or several; all that share a name are shown. None for the whole graph.
        limit: the most nodes to show, from 1 to 200; the nearest and those with most ties come first.

    Raises:
        PictureError: there is nothing to draw, or ``limit`` is out of bounds.
        NotFoundError: nothing goes by the name; it holds the nearest names.
        OutputError: the file cannot be written.
    """
    if not 1 <= limit <= _MOST:
        raise PictureError(f"a picture of {limit} nodes cannot be drawn: give a limit from 1 to {_MOST}")
    several: Sequence[str | Node] = () if about is None else (about,) if isinstance(about, (str, Node)) else about
    ids = [ident for one in several for ident in graph.settle(one.id if isinstance(one, Node) else one)]
    shown = scene(graph, list(dict.fromkeys(ids))[:limit], limit)
    if not shown.nodes:
        raise PictureError("the graph has no ties: there is nothing to draw")
    page = _page(graph, shown).encode("utf-8")
    if isinstance(out, (str, Path)):
        with whole_file(Path(out)) as stream:
            stream.write(page)
    else:
        out.write(page)


def _page(graph: KnowledgeGraph, shown: Scene) -> str:
    boxes = {n: _box(graph.node(n)) for n in shown.nodes}
    sizes = {n: (b.width, b.height) for n, b in boxes.items()}
    centres = placed(sizes, [Wire(t.source, t.target, _width(t.label, _SMALL) + 26) for t in shown.ties])
    head, foot = 60.0, 56.0
    at = {n: (x + _EDGE, y + _EDGE + head) for n, (x, y) in centres.items()}
    kinds = [k for k in COLOURS if any(b.node.kind == k for b in boxes.values())]
    width = max(max(x + boxes[n].width / 2 for n, (x, _) in at.items()) + _EDGE, 90 * len(kinds) + 2 * _EDGE, 420)
    height = max(y + boxes[n].height / 2 for n, (_, y) in at.items()) + _EDGE + foot
    text = Text()
    title = "、".join(dict.fromkeys(graph.node(n).name for n in shown.about)) or "关系图"
    count = f"{len(shown.nodes)} nodes, {len(shown.ties)} ties"
    if shown.left_out:
        count += f"; {shown.left_out} more nodes are not shown"
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{text.escaped(_FONTS)}" font-size="{_SIZE}">',
        f"<title>{text.escaped(title)}</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0.8 L7.2,4 L0,7.2 Z" fill="#8b94a0"/></marker></defs>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        f'<text x="{_EDGE}" y="44" font-size="22" font-weight="bold" fill="#22272e">{text.escaped(title)}</text>',
        f'<text x="{_EDGE}" y="66" font-size="{_SMALL}" fill="#6a737d">{count}</text>',
    ]
    out += [_line(t, at, boxes) for t in shown.ties]
    out += [_drawn(boxes[n], *at[n], n in shown.about, text) for n in shown.nodes]
    # Words over all else: a label under a box cannot be read.
    out += _labels(shown.ties, at, boxes, text)
    out += _legend(kinds, height - foot + 22)
    return "\n".join([*out, "</svg>", ""])


def _box(node: Node) -> _Box:
    lines = _broken(node.name or node.id)
    small = str(node.attributes.get("start") or "") if node.kind == "Meeting" else ""
    end = str(node.attributes.get("end") or "")
    if small and end and end != small:
        small += " – " + end
    width = max(*(_width(line, _SIZE) for line in lines), _width(small, _SMALL)) + 2 * _PAD_X
    height = len(lines) * _LINE + (_LINE - 3 if small else 0) + 2 * _PAD_Y
    return _Box(node, lines, small, max(width, 56), height)


def _broken(name: str) -> tuple[str, ...]:
    """The name in lines of about equal length."""
    name = " ".join(name.split())
    count = min(-(-int(_width(name, 1)) // _BREAK) or 1, _MOST_LINES)
    wanted = min(_width(name, 1) / count, _BREAK)
    lines, line = [], ""
    for char in name:
        if line and _width(line, 1) >= wanted - 0.01 and char not in _CLOSING:
            lines.append(line)
            line = ""
        line += char
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + "…"]
    return tuple(lines)


def _width(words: str, size: float) -> float:
    """About how wide words are, in pixels: Chinese characters are square."""
    return sum(size if ord(c) > 0x2E7F else size * 0.58 for c in words)


def _drawn(box: _Box, x: float, y: float, about: bool, text: Text) -> str:
    colour, radius = COLOURS[box.node.kind], min(_ROUND[box.node.kind], box.height / 2, 21)
    left, top = x - box.width / 2, y - box.height / 2
    planned = ' stroke-dasharray="5 4"' if box.node.attributes.get("status", "reported") != "reported" else ""
    out = [
        f"<g><title>{text.escaped(f'{box.node.name} ({box.node.id})')}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="{radius:.0f}" '
        f'fill="{colour.fill}" stroke="{colour.line}" stroke-width="{3 if about else 1.2}"{planned}/>'
    ]
    base = top + _PAD_Y + _SIZE
    for n, line in enumerate(box.lines):
        weight = ' font-weight="bold"' if about else ""
        out.append(
            f'<text x="{x:.1f}" y="{base + n * _LINE:.1f}" text-anchor="middle" fill="#22272e"{weight}>'
            f"{text.escaped(line)}</text>"
        )
    if box.small:
        out.append(
            f'<text x="{x:.1f}" y="{base + len(box.lines) * _LINE - 2:.1f}" text-anchor="middle" '
            f'font-size="{_SMALL}" fill="{colour.line}">{text.escaped(box.small)}</text>'
        )
    return "".join([*out, "</g>"])


def _ends(tie: Tie, at: dict[str, Point], boxes: dict[str, _Box]) -> tuple[Point, Point]:
    """Where a line leaves the one box and meets the other."""
    source, target = boxes[tie.source], boxes[tie.target]
    start, end = at[tie.source], at[tie.target]
    return (
        border(start, (source.width, source.height), end, 1), border(end, (target.width, target.height), start, 3)
    )


def _line(tie: Tie, at: dict[str, Point], boxes: dict[str, _Box]) -> str:
    (x1, y1), (x2, y2) = _ends(tie, at, boxes)
    dashed = "" if tie.reported else ' stroke-dasharray="6 5"'
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#aeb6c0" stroke-width="1.4"'
        f'{dashed} marker-end="url(#tip)"/>'
    )


def _labels(ties: Iterable[Tie], at: dict[str, Point], boxes: dict[str, _Box], text: Text) -> list[str]:
    out = []
    taken = [
        (x - boxes[n].width / 2, y - boxes[n].height / 2, x + boxes[n].width / 2, y + boxes[n].height / 2)
        for n, (x, y) in at.items()
    ]
    # Short lines first: they have least choice where to put their words.
    for tie in sorted(ties, key=lambda t: math.dist(*_ends(t, at, boxes))):
        width, height = _width(tie.label, _SMALL), _SMALL + 4
        x, y = clear_place(*_ends(tie, at, boxes), (width, height), taken)
        taken.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
        out.append(
            f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="{_SMALL}" '
            f'fill="#4b5563" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
            f"{text.escaped(tie.label)}</text>"
        )
    return out


def _legend(kinds: Iterable[str], y: float) -> list[str]:
    out, x = [], float(_EDGE)
    for kind in kinds:
        colour = COLOURS[kind]
        radius = min(_ROUND[kind], 8)
        out.append(
            f'<rect x="{x:.0f}" y="{y - 12:.0f}" width="26" height="16" rx="{radius}" fill="{colour.fill}" '
            f'stroke="{colour.line}"/><text x="{x + 34:.0f}" y="{y + 1:.0f}" font-size="{_SMALL}" fill="#4b5563">'
            f"{KINDS[kind].zh}</text>"
        )
        x += 34 + _width(KINDS[kind].zh, _SMALL) + 22
    return out
