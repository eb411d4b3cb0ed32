"""Who meets whom: around one person, and among those who meet most."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.graph import KnowledgeGraph
from kg.layout import Point, Wire, over, placed
from kg.pictures.boxes import Box, Line, Link, drawn
from kg.pictures.page import SIZE, SMALL, Picture, PictureError, cut, wide
from kg.pictures.whole import checked, whole
from ontology.schema import Node

#: The thinnest and the thickest line, in pixels.
_THIN, _THICK = 1.2, 9.0
#: Of each person so many of the strongest ties are shown in a network.
_STRONGEST = 3
_LEGEND = "number on a line: meetings in which both took part 会议次数; none: 1"
#: So many characters of a post stand under a name.
_POST = 14
#: A ring so wide is wide enough, though a line run over a box, in pixels.
_WIDEST = 900.0
Pair = tuple[str, str]


def ego(
    graph: KnowledgeGraph, who: str | Node, limit: int = 24, since: str = "", until: str = "", link: Link | None = None,
) -> Picture:
    """Draw whom a person met most, in how many meetings, and which of those met one another.

    Of anything else than a person it draws what stands around it, as ``whole`` does.

    Args:
        graph: the graph.
        who: a name, an id or a node; of several of one name, the one with most meetings is drawn.
        limit: the most others to show, those met most often first.
        since, until: count meetings between these days only (ISO 8601, any precision).
        link: gives the address that a click on a node leads to, by its id.

    Raises:
        PictureError: no notice tells of a meeting of that person with another, or ``limit`` is out of bounds.
        NotFoundError: nothing goes by that name.
    """
    checked(limit)
    name = who.id if isinstance(who, Node) else who
    ids = graph.settle(name)
    if graph.node(ids[0]).kind != "Person":
        return whole(graph, [graph.node(i) for i in ids], max(limit, 2), link)
    people = [i for i in ids if graph.node(i).kind == "Person"]
    met = {i: list(graph.ask("together", person=i, since=since, until=until)) for i in people}
    centre = min(people, key=lambda i: (-sum(r.meetings for r in met[i]), i))
    rows = met[centre][:limit]
    if not rows:
        raise PictureError(f"no notice tells of a meeting of {graph.node(centre).name} with another person{_when(since, until)}")
    shown = [r.partner for r in rows]
    among = {
        (one, two): len(shared) for n, one in enumerate(shown) for two in shown[n + 1:]
        if (shared := set(_ids(rows, one)) & set(_ids(rows, two)))
    }
    posts = _posts(graph, [centre, *shown])
    boxes = [_person(graph, i, posts.get(i, ""), i == centre) for i in (centre, *shown)]
    most = rows[0].meetings
    names = {b.id: b.lines[0] for b in boxes}
    lines = [
        Line(centre, r.partner, _number(r.meetings), f"{names[centre]}、{names[r.partner]}: {r.meetings} 次会议, {r.first or '?'} – {r.last or '?'}",
             _thick(r.meetings, most), arrow=False)
        for r in rows
    ]
    lines += [
        Line(a, b, "", f"{names[a]}、{names[b]}: {n} 次会议 with {names[centre]}", 1.0, arrow=False, faint=True)
        for (a, b), n in _strongest(among, 2).items()
    ]
    at = _ring(boxes, _order(shown, among), {r.partner: r.meetings / most for r in rows})
    title = f"{names[centre]}：与谁一同参加会议"
    everyone = len(met[centre])
    note = (f"all {everyone} people met" if everyone == len(rows) else f"the {len(rows)} people met most often of {everyone}")
    note += _when(since, until)
    if len(people) > 1:
        note += f"; {len(people) - 1} more of that name are not shown"
    return drawn(
        title, note, boxes, lines, at, link, _thickness(sorted(r.meetings for r in rows)),
        f"{_LEGEND}; pale: met one another there, too",
    )


def network(
    graph: KnowledgeGraph, about: Sequence[str | Node] = (), limit: int = 30, since: str = "", until: str = "",
    link: Link | None = None,
) -> Picture:
    """Draw the people who met others most, and how often they met one another.

    Args:
        graph: the graph.
        about: names, ids or nodes of people who are to be among them in any case; those whom they met come first.
        limit: the most people to show, from 2 to 200.
        since, until: count meetings between these days only (ISO 8601, any precision).
        link: gives the address that a click on a node leads to, by its id.

    Raises:
        PictureError: no notice tells of two people at one meeting, or ``limit`` is out of bounds.
        NotFoundError: nobody goes by a name.
    """
    checked(limit)
    wanted = [i for one in about for i in graph.settle(one.id if isinstance(one, Node) else one, "Person")]
    pairs = {(r.person, r.partner): r.meetings for r in graph.ask("network", since=since, until=until)}
    if not pairs:
        raise PictureError(f"no notice tells of two people at one meeting{_when(since, until)}: there is no network to draw")
    chosen = _chosen(pairs, wanted, max(limit, 2))
    among = {p: n for p, n in pairs.items() if p[0] in chosen and p[1] in chosen}
    shown = _strongest(among, _STRONGEST)
    posts = _posts(graph, chosen)
    boxes = [_person(graph, i, posts.get(i, ""), i in wanted) for i in sorted(chosen)]
    names = {b.id: b.lines[0] for b in boxes}
    most = max(shown.values(), default=1)
    lines = [
        Line(a, b, _number(n), f"{names[a]}、{names[b]}: {n} 次会议", _thick(n, most), arrow=False) for (a, b), n in sorted(shown.items())
    ]
    at = placed({b.id: b.size for b in boxes}, [Wire(n.source, n.target, wide(n.label, SMALL) + 26) for n in lines])
    everyone = len({i for pair in pairs for i in pair})
    note = f"{len(boxes)} of {everyone} people who met others{_when(since, until)}"
    if len(among) > len(shown):
        note += f"; of each the {_STRONGEST} strongest ties, {len(among) - len(shown)} weaker ones are not shown"
    title = "、".join(names[i] for i in wanted if i in names) + "：会议网络" if wanted else "会议网络：谁与谁一同参加会议"
    return drawn(
        title, note, boxes, lines, at, link, _thickness(sorted(shown.values())),
        _LEGEND,
    )


def _ids(rows: Iterable[Any], partner: str) -> tuple[str, ...]:
    return next(tuple(r.meeting_ids) for r in rows if r.partner == partner)


def _when(since: str, until: str) -> str:
    return (f" since {since}" if since else "") + (f" until {until}" if until else "")


def _thick(count: int, most: int) -> float:
    return _THIN + (_THICK - _THIN) * math.sqrt((count - 1) / (most - 1)) if most > 1 else _THIN


def _number(count: int) -> str:
    # A picture full of ones says less than one without.
    return str(count) if count > 1 else ""


def _thickness(counts: Sequence[int]) -> list[tuple[float, str]]:
    """The fewest, one between and the most meetings, for the legend."""
    if not counts or counts[0] == counts[-1]:
        return []
    picked = sorted({counts[0], round(math.sqrt(counts[0] * counts[-1])), counts[-1]})
    return [(_thick(n, counts[-1]), f"{n} 次") for n in picked]


def _posts(graph: KnowledgeGraph, people: Iterable[str]) -> dict[str, str]:
    """The post of each person that is proved last, as words; of a long one the body's end is left out."""
    out = {}
    for ident in people:
        held = []
        for _, role, data in graph.nx.out_edges(ident, data=True):
            if data["kind"] == "HOLDS" and data.get("status", "reported") == "reported":
                known = [str(data[k]) for k in ("proved_last", "ended", "proved_first", "began") if data.get(k)]
                bodies = [t for _, t, d in graph.nx.out_edges(role, data=True) if d["kind"] == "AT"]
                held.append((max(known, default=""), len(data.get("facts", ())), bool(bodies), graph.nx.nodes[role]["name"]))
        if held:
            out[ident] = str(max(held)[-1])
    return out


def _person(graph: KnowledgeGraph, ident: str, post: str, about: bool) -> Box:
    node = graph.node(ident)
    name = cut(" ".join((node.name or ident).split()), SIZE, 200)
    return Box(ident, "Person", (name,), _short(post), f"{node.name} ({ident})" + (f"\n{post}" if post else ""), about)


def _short(post: str) -> str:
    return post if len(post) <= _POST else post[:_POST - 6] + "…" + post[-5:]


def _strongest(pairs: Mapping[Pair, int], many: int) -> dict[Pair, int]:
    """The pairs that are among the strongest of either one."""
    of: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda p: (-pairs[p], p)):
        for one in pair:
            of.setdefault(one, []).append(pair)
    kept = {pair for ties in of.values() for pair in ties[:many]}
    return {pair: pairs[pair] for pair in sorted(kept)}


def _chosen(pairs: Mapping[Pair, int], wanted: Sequence[str], limit: int) -> set[str]:
    """Those wanted, then whoever has met those chosen so far most often, so that the network hangs together."""
    near: dict[str, dict[str, int]] = {}
    for (one, two), count in pairs.items():
        near.setdefault(one, {})[two] = count
        near.setdefault(two, {})[one] = count
    first = min(near, key=lambda i: (-sum(near[i].values()), i))
    chosen = set(wanted[:limit] or [first])
    weight: dict[str, int] = {}
    for one in chosen:
        for other, count in near.get(one, {}).items():
            weight[other] = weight.get(other, 0) + count
    while len(chosen) < limit:
        rest = [i for i in weight if i not in chosen]
        if not rest:
            break
        best = min(rest, key=lambda i: (-weight[i], i))
        chosen.add(best)
        for other, count in near[best].items():
            weight[other] = weight.get(other, 0) + count
    return chosen


def _order(people: Sequence[str], among: Mapping[Pair, int]) -> list[str]:
    """People in a round, each beside one whom it met often where that can be."""
    left = list(people)
    out: list[str] = []
    while left:
        last = out[-1] if out else ""
        left.sort(key=lambda i: (-max(among.get((last, i), 0), among.get((i, last), 0)), people.index(i)))
        out.append(left.pop(0))
    return out


def _ring(boxes: Sequence[Box], order: Sequence[str], near: Mapping[str, float]) -> dict[str, Point]:
    """The first box in the middle, the others around it in two rings, as wide as they need.

    Args:
        boxes: the boxes, the middle one first.
        order: the others, in the order in which they go round.
        near: how often each was met, as a share of the most.
    """
    sizes = {b.id: b.size for b in boxes}
    rings = 1 if len(order) <= 12 else 2
    wide_x, wide_y = 300.0, 190.0
    while True:
        at: dict[str, Point] = {boxes[0].id: (0.0, 0.0)}
        for n, ident in enumerate(order):
            angle = math.tau * n / len(order) - math.pi / 2
            out = (1.0 + 0.55 * (n % 2)) if rings == 2 else 1.0 + 0.18 * (1 - near.get(ident, 0.0)) * (n % 2)
            at[ident] = (math.cos(angle) * wide_x * out, math.sin(angle) * wide_y * out)
        if _clear(at, sizes) and (wide_x > _WIDEST or not _crossed(at, sizes, boxes[0].id)):
            return at
        wide_x, wide_y = wide_x * 1.06, wide_y * 1.06


def _crossed(at: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]], centre: str) -> bool:
    """Whether a line from the middle runs over a box."""
    return any(
        over(at[centre], at[end], at[name], sizes[name], 3) for end in at for name in at if name not in (end, centre) and end != centre
    )


def _clear(at: Mapping[str, Point], sizes: Mapping[str, tuple[float, float]]) -> bool:
    names = list(at)
    return all(
        abs(at[a][0] - at[b][0]) >= (sizes[a][0] + sizes[b][0]) / 2 + 18
        or abs(at[a][1] - at[b][1]) >= (sizes[a][1] + sizes[b][1]) / 2 + 14
        for n, a in enumerate(names) for b in names[n + 1:]
    )
