"""The graph itself, or what stands around something in it: people, bodies, meetings, campaigns and places, and their ties."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from kg.graph import KnowledgeGraph
from kg.layout import Wire, placed
from kg.pictures.boxes import Box, Line, Link, broken, drawn
from kg.pictures.page import SMALL, Picture, PictureError, wide, write
from kg.scene import scene
from ontology.schema import Node

#: Beyond this many nodes nobody can read a picture.
MOST = 200


def whole(
    graph: KnowledgeGraph, about: str | Node | Sequence[str | Node] | None = None, limit: int = 60, link: Link | None = None,
) -> Picture:
    """Draw the graph, or what stands around something in it.

    People, bureaus, meetings, campaigns and places have their own colours; a post is written on the line from its
    holder to its bureau; what is only announced is dashed.

    Args:
        graph: the graph.
        about: a name, an id or a node, or several; all that share a name are shown. None for the whole graph.
        limit: the most nodes to show, from 1 to 200; the nearest and those with most ties come first.
        link: gives the address that a click on a node leads to, by its id.

    Raises:
        PictureError: there is nothing to draw, or ``limit`` is out of bounds.
        NotFoundError: nothing goes by the name; it holds the nearest names.
    """
    checked(limit)
    several: Sequence[str | Node] = () if about is None else (about,) if isinstance(about, (str, Node)) else about
    ids = [ident for one in several for ident in graph.settle(one.id if isinstance(one, Node) else one)]
    shown = scene(graph, list(dict.fromkeys(ids))[:limit], limit)
    if not shown.nodes:
        raise PictureError("the graph has no ties: there is nothing to draw")
    boxes = [_box(graph.node(n), n in shown.about) for n in shown.nodes]
    at = placed({b.id: b.size for b in boxes}, [Wire(t.source, t.target, wide(t.label, SMALL) + 26) for t in shown.ties])
    title = "、".join(dict.fromkeys(graph.node(n).name for n in shown.about)) or "关系图"
    note = f"{len(shown.nodes)} nodes, {len(shown.ties)} ties"
    if shown.left_out:
        note += f"; {shown.left_out} more nodes are not shown"
    names = {b.id: "".join(b.lines) for b in boxes}
    lines = [
        Line(t.source, t.target, t.label, f"{names[t.source]} → {names[t.target]}: {t.label}", dashed=not t.reported)
        for t in shown.ties
    ]
    said = "dashed: announced, not yet reported 计划" if any(b.dashed for b in boxes) or any(n.dashed for n in lines) else ""
    return drawn(title, note, boxes, lines, at, link, said=said)


def draw(
    graph: KnowledgeGraph, out: Path | str | IO[bytes], about: str | Node | Sequence[str | Node] | None = None,
    limit: int = 60,
) -> None:
    """Draw the graph, or what stands around something in it, into a file.

    Args:
        graph, about, limit: as for ``whole``.
        out: the file, ``.svg``, ``.png`` or ``.html``; or a binary stream, which gets SVG.

    Raises:
        PictureError: there is nothing to draw, or ``limit`` is out of bounds.
        NotFoundError: nothing goes by the name; it holds the nearest names.
        OutputError: the file cannot be written.
    """
    write(whole(graph, about, limit), out)


def checked(limit: int) -> None:
    """Hold a limit against what a picture can show.

    Raises:
        PictureError: it is out of bounds.
    """
    if not 1 <= limit <= MOST:
        raise PictureError(f"a picture of {limit} nodes cannot be drawn: give a limit from 1 to {MOST}")


def _box(node: Node, about: bool) -> Box:
    small = str(node.attributes.get("start") or "") if node.kind == "Meeting" else ""
    end = str(node.attributes.get("end") or "")
    if small and end and end != small:
        small += " – " + end
    dashed = node.attributes.get("status", "reported") != "reported"
    return Box(node.id, node.kind, broken(node.name or node.id), small, f"{node.name} ({node.id})", about, dashed)
