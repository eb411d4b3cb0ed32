"""China's provinces as a grid of equal tiles, and how many of something each of them holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.graph import KnowledgeGraph
from ontology.schema import Node

_FILE = Path(__file__).parent / "data" / "provinces.tsv"
#: The corps has no code of its own in GB/T 2260; its ground lies in Xinjiang.
_INSIDE: Mapping[str, str] = {"新疆生产建设兵团": "65"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One province: its GB/T 2260 code, its names, and where its tile stands, counted from the upper left."""

    code: str
    name: str
    short: str
    letter: str
    english: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are in each province, by its code, and how many are in none that is known."""

    counts: Mapping[str, int]
    elsewhere: int


@cache
def tiles() -> tuple[Tile, ...]:
    """All provinces, in the order of their codes.

    >>> [t.short for t in tiles() if t.row == 0]
    ['黑龙江']
    """
    lines = _FILE.read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Tile(c[0], c[1], c[2], c[3], c[4], int(c[5]), int(c[6])) for c in cells)


def province(graph: KnowledgeGraph, place: str | Node) -> str:
    """The code of the province that a place is or lies in; empty where that is not known, and abroad.

    Args:
        graph: the graph.
        place: a place or its id.

    >>> g = KnowledgeGraph([Node("place-a", "Place", "太原市", {"code": "140100"})], [])
    >>> province(g, "place-a")
    '140000'
    """
    known = {t.code[:2] for t in tiles()}
    names = {**{t.name: t.code[:2] for t in tiles()}, **_INSIDE}
    seen: set[str] = set()
    rim = [place.id if isinstance(place, Node) else place]
    while rim:
        here = rim.pop(0)
        if here in seen:
            continue
        seen.add(here)
        data = graph.nx.nodes[here]
        code = str(data.get("code") or "")[:2] or names.get(data["name"], "")
        if code in known:
            return code + "0000"
        rim += sorted(t for _, t, d in graph.nx.out_edges(here, data=True) if d["kind"] == "WITHIN")
    return ""


def meetings_by_province(graph: KnowledgeGraph, meetings: Iterable[str | Node] | None = None) -> Tally:
    """How many meetings were held in each province, by its code; one held in two provinces counts in both.

    Args:
        graph: the graph.
        meetings: the meetings to count, or their ids; by default all that were reported.

    >>> from ontology.schema import Edge
    >>> g = KnowledgeGraph(
    ...     [Node("meeting-a", "Meeting", "防汛会议"), Node("place-a", "Place", "太原市", {"code": "140100"})],
    ...     [Edge("held-in-a", "HELD_IN", "meeting-a", "place-a")])
    >>> dict(meetings_by_province(g).counts)
    {'140000': 1}
    """
    if meetings is None:
        meetings = [n for n in graph.nodes("Meeting") if n.attributes.get("status", "reported") == "reported"]
    found: Counter[str] = Counter()
    elsewhere = 0
    for meeting in meetings:
        ident = meeting.id if isinstance(meeting, Node) else meeting
        held = (place for _, place, data in graph.nx.out_edges(ident, data=True) if data["kind"] == "HELD_IN")
        codes = {province(graph, place) for place in held} - {""}
        found.update(codes)
        elsewhere += not codes
    return Tally(dict(sorted(found.items())), elsewhere)
