"""Places boxes on a plane so that what is tied stands near, nothing stands on anything, and few lines cross."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx

#: Clear space kept around a box, in pixels.
_GAP_X = 40.0
_GAP_Y = 26.0
#: What is bad about a picture, against each other: a line over a box, two lines that cross, a line too short for its
#: words, a hundred pixels of line.
_OVER, _CROSS, _TIGHT, _LONG = 70.0, 14.0, 0.6, 3.5
#: About how many comparisons untangling may cost; a second or two.
_BUDGET = 2_000_000

Point = tuple[float, float]
Sizes = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Wire:
    """A line between two boxes and how much room its words want along it, in pixels."""

    source: str
    target: str
    room: float = 0.0


def placed(sizes: Sizes, wires: Sequence[Wire], seed: int = 7) -> dict[str, Point]:
    """The centre of each box, in pixels from the upper left corner; the same for the same boxes and lines.

    Args:
        sizes: the width and height of each box by name, in pixels.
        wires: the lines between them.
        seed: where the search starts from.

    >>> at = placed({"甲": (60, 30), "乙": (60, 30)}, [Wire("甲", "乙", 40)])
    >>> math.dist(at["甲"], at["乙"]) > 60
    True
    """
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(sizes))
    graph.add_edges_from(sorted((w.source, w.target) for w in wires))
    if len(graph) == 0:
        return {}
    area = sum((w + 2 * _GAP_X) * (h + 3 * _GAP_Y) for w, h in sizes.values())
    # A page is wider than it is high.
    width = math.sqrt(area * 1.5 * 1.6)
    spring = networkx.spring_layout(graph, seed=seed, iterations=200, k=1.8 / math.sqrt(len(graph)))
    at = {name: (float(x) * width / 2, float(y) * width / 3.2) for name, (x, y) in spring.items()}
    _part(at, sizes)
    _Tangle(at, sizes, wires).untangle(random.Random(seed))
    _part(at, sizes)
    left = min(x - sizes[n][0] / 2 for n, (x, _) in at.items())
    top = min(y - sizes[n][1] / 2 for n, (_, y) in at.items())
    return {name: (round(x - left, 1), round(y - top, 1)) for name, (x, y) in at.items()}


def border(centre: Point, size: tuple[float, float], towards: Point, gap: float = 0.0) -> Point:
    """Where the line from the centre of a box towards a point leaves the box, ``gap`` pixels outside of it.

    >>> border((0, 0), (60, 30), (100, 0))
    (30.0, 0.0)
    """
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    scale = min(
        (size[0] / 2 + gap) / abs(dx) if dx else math.inf, (size[1] / 2 + gap) / abs(dy) if dy else math.inf, 1.0
    )
    return centre[0] + dx * scale, centre[1] + dy * scale


def _part(at: dict[str, Point], sizes: Sizes) -> None:
    """Push boxes that stand too near apart, along the way that is shorter."""
    names = sorted(at)
    for _ in range(300):
        moved = False
        for i, a in enumerate(names):
            for b in names[i + 1:]:
                (ax, ay), (bx, by) = at[a], at[b]
                over_x = (sizes[a][0] + sizes[b][0]) / 2 + _GAP_X - abs(bx - ax)
                over_y = (sizes[a][1] + sizes[b][1]) / 2 + _GAP_Y - abs(by - ay)
                if over_x <= 0.5 or over_y <= 0.5:
                    continue
                moved = True
                if over_x < over_y:
                    push = math.copysign(over_x / 2, bx - ax)
                    at[a], at[b] = (ax - push, ay), (bx + push, by)
                else:
                    push = math.copysign(over_y / 2, by - ay)
                    at[a], at[b] = (ax, ay - push), (bx, by + push)
        if not moved:
            return


@dataclass(slots=True)
class _Tangle:
    """Boxes that are moved one at a time, wherever the picture becomes better by it."""

    at: dict[str, Point]
    sizes: Sizes
    wires: Sequence[Wire]
    of: dict[str, list[Wire]] = field(default_factory=lambda: defaultdict(list))

    def untangle(self, chance: random.Random) -> None:
        for wire in self.wires:
            self.of[wire.source].append(wire)
            self.of[wire.target].append(wire)
        names = sorted(self.at)
        rounds = max(1, min(200, _BUDGET // (len(names) * (len(names) + 4 * len(self.wires)) + 1)))
        for turn in range(rounds):
            # Far at first, then nearer and nearer.
            reach = 360.0 * (1 - turn / rounds) + 20
            chance.shuffle(names)
            for name in names:
                self._move(name, reach, chance)

    def _move(self, name: str, reach: float, chance: random.Random) -> None:
        before, was = self._badness(name), self.at[name]
        others = [w.target if w.source == name else w.source for w in self.of[name]]
        # Half of the tries look all around what the box is tied to, half near where it stands.
        if others and chance.random() < 0.5:
            near, angle, far = self.at[chance.choice(others)], chance.uniform(0, math.tau), chance.uniform(60, 900)
            self.at[name] = (near[0] + math.cos(angle) * far, near[1] + math.sin(angle) * far * 0.7)
        else:
            self.at[name] = (was[0] + chance.uniform(-reach, reach), was[1] + chance.uniform(-reach, reach) * 0.7)
        if not self._free(name) or self._badness(name) >= before:
            self.at[name] = was

    def _free(self, name: str) -> bool:
        (x, y), (w, h) = self.at[name], self.sizes[name]
        return all(
            other == name
            or abs(x - ox) >= (w + self.sizes[other][0]) / 2 + _GAP_X
            or abs(y - oy) >= (h + self.sizes[other][1]) / 2 + _GAP_Y
            for other, (ox, oy) in self.at.items()
        )

    def _badness(self, name: str) -> float:
        """What is bad about the picture as far as it hangs on one box."""
        bad = 0.0
        own = self.of[name]
        for wire in own:
            a, b = self.at[wire.source], self.at[wire.target]
            start = border(a, self.sizes[wire.source], b)
            end = border(b, self.sizes[wire.target], a)
            length = math.dist(start, end)
            bad += _LONG * length / 100 + _TIGHT * max(0.0, wire.room - length)
            for other, centre in self.at.items():
                if other != wire.source and other != wire.target and over(a, b, centre, self.sizes[other]):
                    bad += _OVER
            bad += _CROSS * self._crossings(wire, a, b)
        centre, size = self.at[name], self.sizes[name]
        for wire in self.wires:
            if name not in (wire.source, wire.target) and over(
                self.at[wire.source], self.at[wire.target], centre, size
            ):
                bad += _OVER
        # All things equal, towards the middle, and sooner to the side than up or down.
        return bad + math.hypot(centre[0] / 1.6, centre[1]) / 110

    def _crossings(self, wire: Wire, a: Point, b: Point) -> int:
        ends = {wire.source, wire.target}
        return sum(
            1 for other in self.wires
            if other.source not in ends and other.target not in ends
            and _cross(a, b, self.at[other.source], self.at[other.target])
        )


def over(a: Point, b: Point, centre: Point, size: tuple[float, float], gap: float = 7.0) -> bool:
    """Whether the line from ``a`` to ``b`` runs over a box (or nearer to it than ``gap``)."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        half, delta = size[axis] / 2 + gap, b[axis] - a[axis]
        low, high = centre[axis] - half - a[axis], centre[axis] + half - a[axis]
        if abs(delta) < 1e-9:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / delta, high / delta))
        first, last = max(first, near), min(last, far)
        if first > last:
            return False
    return True


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines cross."""
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, p: Point) -> bool:
    return (b[0] - a[0]) * (p[1] - a[1]) > (b[1] - a[1]) * (p[0] - a[0])


def clear_place(
    start: Point, end: Point, size: tuple[float, float], taken: Iterable[tuple[float, float, float, float]]
) -> Point | None:
    """Where along a line its words can stand: as near to its middle as they are clear of what is taken, or nowhere.

    Args:
        start, end: the ends of the line.
        size: the width and height of the words.
        taken: the left, top, right and bottom of what stands there already.

    >>> clear_place((0, 0), (100, 0), (20, 10), [(45, -10, 80, 10)])
    (34.0, 0.0)
    >>> clear_place((0, 0), (100, 0), (20, 10), [(-50, -50, 150, 50)]) is None
    True
    """
    half_x, half_y = size[0] / 2, size[1] / 2
    near = [
        (left, top, right, bottom) for left, top, right, bottom in taken
        if left < max(start[0], end[0]) + half_x and right > min(start[0], end[0]) - half_x
        and top < max(start[1], end[1]) + 2 * half_y and bottom > min(start[1], end[1]) - 2 * half_y
    ]
    # First on the line itself, then a little above or below it.
    for shift in (0.0, -half_y * 0.9, half_y * 0.9):
        for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88):
            x, y = start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part + shift
            if not any(
                x - half_x < right and x + half_x > left and y - half_y < bottom and y + half_y > top
                for left, top, right, bottom in near
            ):
                return x, y
    return None
