"""What people have decided overrules what the machine has settled: its clusters of mentions are joined and split.

A cluster that no decision touches stays as it is. One that has to be split falls apart along the mentions that the
decisions name; its other mentions go where the notices that they stand in have most in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from kg.decisions import Decision, Mention, standing
from kg.identity.material import Forest, Page
from kg.identity.mentions import Named, attached, by_text, named_in
from kg.identity.names import bureau_key, relative_bureau
from kg.ids import opaque
from kg.ledger import Ledger

#: One name in one notice, or in the original that it is a copy of: what the machine never splits.
Unit = tuple[str, str]

#: What having a body of office, a day, a voice … in common is worth when a mention has to choose between two sides.
_WORTH = {"post": 8, "day": 8, "body": 4, "with": 2, "title": 1, "year": 1}


@dataclass(slots=True)
class Settled:
    """The machine's settling as corrected: by notice id and local name, the key of the entity; for bodies only changes.

    ``apart`` holds pairs of persons' keys that are held to be two, each with the reason and by whom.
    """

    persons: dict[tuple[str, str], str]
    meetings: dict[tuple[str, str], str]
    bureaus: dict[tuple[str, str], str] = field(default_factory=dict)
    apart: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def body(self, page: Page, name: str) -> str:
        """The key of the body that a notice names."""
        return self.bureaus.get((page.id, name)) or body_key(page, name)


def applied(
    ledger: Ledger, pages: Sequence[Page], persons: dict[tuple[str, str], str], meetings: dict[tuple[str, str], str],
    recorded_on: str = "",
) -> Settled:
    """Apply the decisions that stand.

    Args:
        ledger: the open file.
        pages: its notices.
        persons, meetings: what the machine settled: (notice id, local name) to a key.
        recorded_on: the decisions that stood on this day, instead of now.
    """
    settled = Settled(persons, meetings)
    decisions = [d for d in standing(ledger, recorded_on) if d.verdict != "unsure"]
    if not decisions:
        return settled
    kept = {page.id: page for page in pages}
    found = [
        one for one in named_in(ledger, {m.digest for d in decisions for s in d.sides for m in s}, bool(recorded_on))
        if one.notice in kept and any(s.fact in one.facts for layer in kept[one.notice].said.values() for s in layer)
    ]
    texts = by_text(found)
    for kind in ("Bureau", "Meeting", "Person"):
        some = sorted((d for d in decisions if d.kind == kind), key=lambda d: (d.verdict, d.sides, d.id))
        if some:
            machine, units = _machine(kind, pages, settled)
            sided = [(d, [_units(side, texts, units) for side in d.sides]) for d in some]
            changed = _overruled(machine, sided, _Traits(kind, kept))
            whole = {unit: changed.get(unit, key) for unit, key in machine.items()}
            new = {place: changed[unit] for place, unit in units.items() if unit in changed}
            if kind == "Person":
                settled.persons = persons | new
                settled.apart = _apart(sided, whole)
            elif kind == "Meeting":
                settled.meetings = meetings | new
            else:
                settled.bureaus = new
    return settled


def body_key(page: Page, name: str) -> str:
    """What the machine knows a body by that a notice names: its name, with the notice where only that says which."""
    key = bureau_key(name)
    return f"{page.kept.digest}:{key}" if relative_bureau(name) else key


def _machine(
    kind: str, pages: Sequence[Page], settled: Settled
) -> tuple[dict[Unit, str], dict[tuple[str, str], Unit]]:
    """The machine's clusters of one kind: by unit its key, and by notice id and local name the unit."""
    if kind == "Bureau":
        keys = {(page.id, name): body_key(page, name) for page in pages for name in bodies(page)}
        return dict(keys), {place: place for place in keys}
    settling = settled.persons if kind == "Person" else settled.meetings
    original = {page.id: page.group for page in pages}
    machine: dict[Unit, str] = {}
    units: dict[tuple[str, str], Unit] = {}
    for (notice, local), key in settling.items():
        # Copies of one text speak of the same person or meeting, and move together.
        unit = (original[notice], local)
        if settling.get(unit, key) != key:
            unit = (notice, local)
        machine[unit] = key
        units[notice, local] = unit
    return machine, units


def bodies(page: Page) -> set[str]:
    """The names of all bodies that a notice speaks of."""
    names = {page.kept.issuer} | {r.target for _, r in page.relations() if r.kind in ("ISSUED_BY", "OF")}
    names |= {str(getattr(s.item, "name", "")) for s in page.layer("bureaus")}
    names |= {post.bureau for _, post in page.posts()} | {m.convener for _, m in page.meetings()}
    names |= {p.who for _, p in page.participation() if p.who_kind == "bureau"} | {g.of for _, g in page.groups()}
    return names - {""}


def _units(
    side: Iterable[Mention], texts: Mapping[tuple[str, str], Sequence[Named]], units: Mapping[tuple[str, str], Unit]
) -> list[list[Unit]]:
    """For each mention of a side that is found, its units: one for each notice with its text."""
    out = []
    for mention in side:
        places = [(one.notice, one.local) for one in attached(mention, texts)]
        if some := sorted({units[place] for place in places if place in units}):
            out.append(some)
    return out


Sided = Sequence[tuple[Decision, list[list[list[Unit]]]]]


def _overruled(machine: Mapping[Unit, str], sided: Sided, traits: Callable[[Unit], dict[str, str]]) -> dict[Unit, str]:
    """The units whose cluster is another than the machine's, with its key."""
    forest = Forest()
    touched: set[str] = set()
    must: list[tuple[Unit, Unit]] = []
    apart: list[dict[Unit, int]] = []
    for decision, sides in sided:
        for unit in (u for side in sides for some in side for u in some):
            forest.find(machine[unit])
            touched.add(machine[unit])
        if decision.verdict == "same":
            # The first mention that is found stands for its side.
            for left, right in pairwise([side for side in sides if side]):
                must += [(left[0][0], u) for u in (*left[0][1:], *right[0])]
        else:
            side_of: dict[Unit, int] = {}
            for number, side in enumerate(sides):
                for unit in (u for some in side for u in some):
                    # Rules that see one name where there were two leave nothing to keep apart.
                    side_of[unit] = number if side_of.get(unit, number) == number else -1
            apart.append({unit: n for unit, n in side_of.items() if n >= 0})
    for a, b in must:
        forest.join(machine[a], machine[b])
    members: dict[str, list[Unit]] = defaultdict(list)
    for unit, key in machine.items():
        if key in touched:
            members[forest.find(key)].append(unit)
    out: dict[Unit, str] = {}
    for root, units in members.items():
        inside = set(units)
        here = [{u: n for u, n in side_of.items() if u in inside} for side_of in apart]
        here = [side_of for side_of in here if len(set(side_of.values())) > 1]
        if here:
            out |= _split(sorted(units), machine, [pair for pair in must if pair[0] in inside], here, traits)
        else:
            out |= {unit: root for unit in units if machine[unit] != root}
    return out


def _split(
    units: Sequence[Unit], machine: Mapping[Unit, str], must: Sequence[tuple[Unit, Unit]],
    apart: Sequence[Mapping[Unit, int]], traits: Callable[[Unit], dict[str, str]],
) -> dict[Unit, str]:
    marks = {u: {n: side_of[u] for n, side_of in enumerate(apart) if u in side_of} for u in units}
    pinned = [u for u in units if marks[u] or any(u in pair for pair in must)]
    group = {u: u for u in pinned}
    inside = {u: [u] for u in pinned}

    def join(a: Unit, b: Unit) -> bool:
        low, high = sorted((group[a], group[b]))
        if low == high:
            return True
        if any(marks[high].get(n, side) != side for n, side in marks[low].items()):
            return False  # who must not be one stays two: a wrong merge is the worse fault
        marks[low] = marks[low] | marks[high]
        for unit in inside[high]:
            group[unit] = low
        inside[low] += inside.pop(high)
        return True

    for a, b in sorted(must):
        join(a, b)
    by_key: dict[str, list[Unit]] = defaultdict(list)
    for unit in pinned:
        before = by_key[machine[unit]]
        if not any(join(other, unit) for other in before):
            before.append(unit)
    known = {u: traits(u) for u in pinned}
    seen: dict[tuple[Unit, str], Counter[str]] = defaultdict(Counter)
    for unit in pinned:
        seen[group[unit], machine[unit]].update(known[unit].keys())
    for unit in units:
        if unit not in known:
            sides = sorted({group[u] for u in by_key[machine[unit]]})
            here = traits(unit) if len(sides) > 1 else {}
            size = Counter(group[u] for u in pinned if machine[u] == machine[unit])
            worth = {
                s: Fraction(sum(_WORTH[k] * seen[s, machine[unit]][t] for t, k in here.items()), size[s]) for s in sides
            }
            group[unit] = min(sides, key=lambda s: (-worth[s], -size[s], s))
    keys: dict[Unit, str] = {}
    for unit in units:
        keys[group[unit]] = min(keys.get(group[unit], "~" * 9), machine[unit])
    return {unit: f"{keys[group[unit]]}#{opaque('side', *group[unit])}" for unit in units}


class _Traits:
    """What the notice of a mention says around it: each trait with its kind."""

    def __init__(self, kind: str, pages: Mapping[str, Page]) -> None:
        self._kind = kind
        self._pages = pages

    def __call__(self, unit: Unit) -> dict[str, str]:
        page, local = self._pages[unit[0]], unit[1]
        out = {f"year {page.kept.published[:4]}": "year"} if page.kept.published else {}
        out |= {f"with {name}": "with" for name in page.people() if name != local}
        bodies = set(page.issuers())
        if self._kind == "Person":
            for _, post in page.posts():
                if post.person == local:
                    out |= {f"post {bureau_key(post.bureau)}": "post"} if post.bureau else {}
                    out[f"title {post.title}"] = "title"
            for _, part in page.participation():
                bodies |= set(page.conveners(part.meeting)) if part.who == local else set()
        elif self._kind == "Meeting":
            for _, meeting in page.meetings():
                if meeting.key == local:
                    bodies |= set(page.conveners(local))
                    out |= {f"day {meeting.start}": "day"} if meeting.start else {}
        else:
            out[f"post {local}"] = "post"
        return out | {f"body {bureau_key(b)}": "body" for b in bodies if not relative_bureau(b)}


def _apart(sided: Sided, machine: Mapping[Unit, str]) -> dict[tuple[str, str], tuple[str, str]]:
    out: dict[tuple[str, str], tuple[str, str]] = {}
    for decision, sides in sided:
        if decision.verdict == "different":
            keys = sorted({machine[side[0][0]] for side in sides if side})
            for n, low in enumerate(keys):
                for high in keys[n + 1:]:
                    out.setdefault((low, high), (decision.reason, decision.author))
    return out
