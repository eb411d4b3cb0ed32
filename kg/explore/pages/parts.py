"""Parts that several pages show: who a thing is, posts over time, lists of meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.explore import charts
from kg.explore.library import View
from kg.explore.paging import Paged, paged
from kg.explore.things import WAYS, Proof, Thing, Tie, reported, thing, ties, words_of
from kg.graph import KnowledgeGraph
from ontology.schema import NODES

_NONE = Proof((), 0)


@dataclass(frozen=True, slots=True)
class Held:
    """A post held by somebody: the tie, who, at which body, its stretch of time, and its words."""

    tie: Tie
    who: Thing
    role: Thing
    title: str
    bureau: Thing | None
    bar: charts.Bar | None
    words: Proof

    @property
    def dates(self) -> tuple[str, str]:
        """When it began and ended, as far as a notice says."""
        return str(self.tie.data.get("began") or ""), str(self.tie.data.get("ended") or "")

    @property
    def proved(self) -> tuple[str, str]:
        """The first and the last day that notices prove."""
        return str(self.tie.data.get("proved_first") or ""), str(self.tie.data.get("proved_last") or "")


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts over time and the years along them."""

    rows: Sequence[Held]
    along: charts.Scale | None


@dataclass(frozen=True, slots=True)
class Part:
    """One way of taking part in a meeting."""

    kind: str
    zh: str
    status: str
    titles: str
    more: str


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting in a list: when, where, how somebody took part, how many were there, and the words."""

    meeting: Thing
    day: str
    places: Sequence[Thing]
    parts: Sequence[Part]
    people: int
    words: Proof


def bureau_of(view: View, role: str) -> Thing | None:
    """The body that a post belongs to."""
    return next((thing(view, b) for _, b, d in view.graph.nx.out_edges(role, data=True) if d["kind"] == "AT"), None)


def posts(view: View, found: Sequence[tuple[Tie, Thing, Thing]]) -> Posts:
    """Posts over time; of each its tie, who held it, and the post."""
    days = [str(t.data[k]) for t, _, _ in found for k in ("began", "proved_first", "proved_last", "ended") if t.data.get(k)]
    along = charts.scale(days)
    said = words_of(view, [t for t, _, _ in found])
    rows = [
        Held(tie, who, role, str(view.graph.nx.nodes[role.id].get("title") or role.name), bureau_of(view, role.id),
             charts.bar(along, tie.data) if along else None, said[tie.id])
        for tie, who, role in found
    ]
    return Posts(rows, along)


def spells(view: View, person: str) -> Posts:
    """The posts that a person held."""
    who = thing(view, person)
    return posts(view, [(t, who, t.other) for t in ties(view, person, "HOLDS", out=True)])


def taking_part(view: View, ident: str, asked: Mapping[str, str]) -> tuple[Paged[Row], Mapping[str, int]]:
    """The meetings in which somebody took part, the newest first, and how many in each way."""
    by, newest, counts = view.once(("part", ident), lambda: _parts(view, ident))
    way = asked.get("way", "")
    page = paged([m for m in newest if any(t.kind == way for t in by[m])] if way else newest, asked)
    said = words_of(view, [t for m in page.rows for t in by[m]])
    rows = [_row(view, m, by[m], _joined([said[t.id] for t in by[m]])) for m in page.rows]
    return Paged(rows, page.number, page.pages, page.total), counts


def _parts(view: View, ident: str) -> tuple[dict[str, list[Tie]], list[str], dict[str, int]]:
    """How somebody took part, by meeting; the meetings, the newest first; how many in each way."""
    by: dict[str, list[Tie]] = {}
    counts: Counter[str] = Counter()
    for tie in ties(view, ident, *WAYS, out=True):
        by.setdefault(tie.other.id, []).append(tie)
        counts[tie.kind] += reported(tie)
    return by, _newest(view, by), {kind: counts[kind] for kind in WAYS if counts[kind]}


def meetings(view: View, ids: Iterable[str], asked: Mapping[str, str]) -> Paged[Row]:
    """Meetings in a list, the newest first."""
    page = paged(_newest(view, ids), asked)
    return Paged([_row(view, m, (), _NONE) for m in page.rows], page.number, page.pages, page.total)


def day_of(graph: KnowledgeGraph, meeting: str) -> str:
    """The first day of a meeting, or its year, as far as it is known."""
    data = graph.nx.nodes[meeting]
    return str(data.get("start") or data.get("year") or "")


def _newest(view: View, ids: Iterable[str]) -> list[str]:
    nodes = view.graph.nx.nodes
    return sorted(sorted(set(ids), key=lambda i: (nodes[i]["name"], i)), key=lambda i: day_of(view.graph, i), reverse=True)


def _row(view: View, meeting: str, several: Sequence[Tie], said: Proof) -> Row:
    order = {kind: n for n, kind in enumerate(WAYS)}
    parts = [Part(t.kind, t.zh, t.status, t.said("titles"), t.said("on_behalf_of")) for t in sorted(several, key=lambda t: order[t.kind])]
    places = [thing(view, p) for _, p, d in view.graph.nx.out_edges(meeting, data=True) if d["kind"] == "HELD_IN"]
    return Row(thing(view, meeting), day_of(view.graph, meeting), places, parts, len(charts.people_at(view, meeting)), said)


def _joined(several: Sequence[Proof]) -> Proof:
    """Words behind several ties, each place once."""
    places = {(w.notice.id, w.field, w.start, w.end): w for proof in several for w in proof.words}
    return Proof(tuple(places.values()), sum(p.more for p in several))


def proven(view: View, found: Sequence[Tie]) -> list[tuple[Tie, Proof]]:
    """Ties with their words."""
    said = words_of(view, found)
    return [(tie, said[tie.id]) for tie in found]


def notices(view: View, ident: str) -> list[tuple[Thing, str]]:
    """The notices that tell of a thing, the newest first, with their dates."""
    nx = view.graph.nx
    found = {n for n, _, d in nx.in_edges(ident, data=True) if d["kind"] == "MENTIONS"}
    dated = [(thing(view, n), str(nx.nodes[n].get("published") or "")) for n in sorted(found)]
    return sorted(dated, key=lambda pair: pair[1], reverse=True)


def names(view: View, ident: str) -> dict[str, Any]:
    """What every page says of its thing: other forms of the name and former ids."""
    data = view.graph.nx.nodes[ident]

    def several(name: str) -> list[str]:
        value = data.get(name)
        return [str(v) for v in value] if isinstance(value, tuple) else []

    return {
        "thing": thing(view, ident), "data": {a.name: "" for a in NODES[data["kind"]].attributes} | data,
        "aliases": several("aliases"), "written": several("written"), "former": several("former_ids"),
    }
