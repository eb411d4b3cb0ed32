"""No words of a picture stand on other words, whatever the kind of picture."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import kg
from kg import pictures
from kg.graph import KnowledgeGraph
from kg.pictures.page import wide

SVG = "{http://www.w3.org/2000/svg}"
DATA = Path(__file__).parents[3] / "notebooks" / "data"
Label = tuple[str, float, float, float, float]


@pytest.fixture(scope="module")
def demo() -> KnowledgeGraph:
    return kg.build(DATA)


@pytest.fixture(scope="module")
def small(made_once: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made_once.nodes, made_once.edges, made_once.evidence_of)


def labels(picture: pictures.Picture) -> list[Label]:
    """All words with the box that they take: left, top, right, bottom."""
    out = []
    for text in ElementTree.fromstring(picture.svg).iter(f"{SVG}text"):
        x, y, size = (float(text.get(k, d)) for k, d in (("x", ""), ("y", ""), ("font-size", "15")))
        width = wide(text.text or "", size)
        x -= {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
        out.append((text.text or "", x, y - size * 0.8, x + width, y + size * 0.1))
    return out


KINDS: dict[str, Callable[[KnowledgeGraph], pictures.Picture]] = {
    "whole": pictures.whole,
    "network": pictures.network,
    "calendar": pictures.calendar,
    "map": pictures.map,
    "ego": lambda g: pictures.ego(g, max(g.nodes("Person"), key=lambda n: (g.nx.degree(n.id), n.id))),
    "ego of a meeting": lambda g: pictures.ego(g, max(g.nodes("Meeting"), key=lambda n: (g.nx.degree(n.id), n.id))),
    "timeline": lambda g: pictures.timeline(
        g, max(g.nodes("Person"), key=lambda n: (sum(bool(r.proved_first or r.began) for r in g.roles(n)), n.id))
    ),
}


#: The made-up provinces of the small graph are in no grid.
MAPPED = [("demo", kind) for kind in KINDS] + [("small", kind) for kind in KINDS if kind != "map"]


@pytest.fixture(scope="module")
def drawn(demo: KnowledgeGraph, small: KnowledgeGraph) -> Callable[[str, str], pictures.Picture]:
    graphs = {"demo": demo, "small": small}
    return cache(lambda graph, kind: KINDS[kind](graphs[graph]))


@pytest.mark.parametrize(("graph", "kind"), MAPPED)
def test_no_words_stand_on_others_and_none_beside_the_page(
    graph: str, kind: str, drawn: Callable[[str, str], pictures.Picture]
) -> None:
    picture = drawn(graph, kind)
    found = labels(picture)
    for a, b in itertools.combinations(found, 2):
        assert a[3] <= b[1] or b[3] <= a[1] or a[4] <= b[2] or b[4] <= a[2], f"{a[0]!r} stands on {b[0]!r}"
    root = ElementTree.fromstring(picture.svg)
    right, bottom = float(root.get("width", "")), float(root.get("height", ""))
    for said, x1, y1, x2, y2 in found:
        assert x1 >= 0 <= y1, said
        assert x2 <= right, said
        assert y2 <= bottom, said


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_has_a_title_a_note_and_a_legend(kind: str, drawn: Callable[[str, str], pictures.Picture]) -> None:
    picture = drawn("demo", kind)
    said = [words for words, *_ in labels(picture)]
    assert said[0] == picture.title == ElementTree.fromstring(picture.svg).findtext(f"{SVG}title")
    assert any(c.isdigit() for c in said[1])
    units = {"timeline": "scale: years 年", "calendar": "meetings on a day 每日会议数", "map": "meetings 会议次数"}
    wanted = units.get(kind, "人物 Person")
    assert wanted in said


@pytest.mark.parametrize(("graph", "kind"), MAPPED[len(KINDS):])
def test_a_picture_is_the_same_each_time_and_markup_in_names_is_text(
    graph: str, kind: str, small: KnowledgeGraph, drawn: Callable[[str, str], pictures.Picture]
) -> None:
    assert KINDS[kind](small).svg == drawn(graph, kind).svg
    assert "<b>" not in drawn(graph, kind).svg
