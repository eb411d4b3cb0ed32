"""What pages are made of: things to link to, ties between them, and the words behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.explore.library import View
from ontology.schema import KINDS

#: The ways of taking part, as the pages list them.
WAYS = ("CHAIRED", "LED", "SPOKE_AT", "CONVENED", "ATTENDED")
#: Of the facts behind one tie the words of so many are shown.
MOST = 5
#: The kinds of node that have pages, and the word in their addresses.
ADDRESSES: Mapping[str, str] = {
    "Person": "person", "Bureau": "bureau", "Meeting": "meeting", "Place": "place", "Campaign": "campaign",
    "Role": "role", "Group": "group", "Notice": "notice",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A node to link to."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a notice that prove a fact, as ``quote`` has them once healed, and where they stand in the raw text."""

    quote: str
    notice: Thing
    published: str
    field: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge seen from one of its ends; ``other`` is at the other one."""

    id: str
    kind: str
    other: Thing
    out: bool
    data: Mapping[str, Any]
    day: str

    @property
    def zh(self) -> str:
        """What the edge means."""
        return KINDS[self.kind].zh

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that support it."""
        return tuple(self.data.get("facts", ()))

    @property
    def status(self) -> str:
        """Its status, where that is another than reported."""
        said = str(self.data.get("status", "reported"))
        return "" if said == "reported" else said

    def said(self, name: str) -> str:
        """An attribute as one text."""
        value = self.data.get(name)
        return "、".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def thing(view: View, ident: str) -> Thing:
    """A node by its id, which is in the graph."""
    data = view.graph.nx.nodes[ident]
    return Thing(ident, data["kind"], str(data["name"] or ident))


def ties(view: View, ident: str, *kinds: str, out: bool | None = None) -> list[Tie]:
    """The edges of a node of some kinds, those of earlier days first.

    Args:
        ident: the node.
        kinds: the kinds of edge; all but mentions where none is given.
        out: only those that leave it, or only those that reach it.
    """
    nx = view.graph.nx
    found = []
    wanted = frozenset(kinds)
    for leaving in (True, False):
        if out is not None and out is not leaving:
            continue
        edges = nx.out_edges(ident, keys=True, data=True) if leaving else nx.in_edges(ident, keys=True, data=True)
        for source, target, key, data in edges:
            if data["kind"] in wanted or (not wanted and data["kind"] != "MENTIONS"):
                other = target if leaving else source
                found.append(Tie(key, data["kind"], thing(view, other), leaving, data, _day(nx.nodes[other], data)))
    return sorted(found, key=lambda t: (t.day or "~", t.other.name, t.id))


def _day(other: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    return next((str(d) for d in (
        other.get("start"), data.get("date"), data.get("began"), data.get("proved_first"), data.get("published_first"),
    ) if d), "")


def words(view: View, facts: Iterable[str]) -> dict[str, list[Words]]:
    """The words behind facts."""
    out: dict[str, list[Words]] = defaultdict(list)
    nodes = view.graph.nx.nodes
    for e in view.graph.evidence_of(list(dict.fromkeys(facts))):
        if e.notice in nodes:
            out[e.fact].append(Words(
                " ".join((e.reading or e.quote).split()), thing(view, e.notice), str(nodes[e.notice].get("published") or ""),
                e.field, e.start, e.end, e.rule, float(e.confidence),
            ))
    return out


@dataclass(frozen=True, slots=True)
class Proof:
    """The words behind a tie: some of them, and how many more facts prove it."""

    words: tuple[Words, ...]
    more: int


def words_of(view: View, found: Iterable[Tie]) -> dict[str, Proof]:
    """The words behind ties, by the ids of their edges; each place of a notice once, and of many facts the first."""
    several = list(found)
    said = words(view, (fact for tie in several for fact in tie.facts[:MOST]))
    out = {}
    for tie in several:
        places = {(w.notice.id, w.field, w.start, w.end): w for fact in tie.facts[:MOST] for w in said.get(fact, ())}
        out[tie.id] = Proof(tuple(places.values()), max(0, len(tie.facts) - MOST))
    return out


def reported(tie: Tie) -> bool:
    """Whether it has been reported, and not only planned or proposed."""
    return not tie.status


def years(days: Iterable[str]) -> str:
    """From which year to which, as one text; empty where no day is known.

    >>> years(["2015-08-21", "", "2013"]), years(["2015"])
    ('2013–2015', '2015')
    """
    known = sorted({day[:4] for day in days if day})
    return "" if not known else known[0] if len(known) == 1 else f"{known[0]}–{known[-1]}"
