"""The pages that lead to things: the first one, lists by kind, and what a search finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg.explore import charts
from kg.explore.library import View
from kg.explore.pages.parts import day_of
from kg.explore.paging import ROWS, Paged, number_of, paged
from kg.explore.search import MOST, Named, wanted
from kg.explore.things import Thing, thing
from queries.question import questions

#: Questions that the first page offers.
_FIRST = ("chaired", "together", "holders", "campaign_meetings", "moves")
_NAMES = 20


def home(view: View) -> dict[str, Any]:
    """What the first page shows."""
    def make() -> dict[str, Any]:
        nx = view.graph.nx
        at: Counter[str] = Counter({n.id: len(charts.taken_part(view, n.id)) for n in view.graph.nodes("Person")})
        people = sorted(((i, n) for i, n in at.items() if n), key=lambda pair: (-pair[1], pair[0]))[:12]
        days = sorted(str(d["published"]) for _, d in nx.nodes(data=True) if d["kind"] == "Notice" and d.get("published"))
        held = (n.id for n in view.graph.nodes("Meeting") if n.attributes.get("status", "reported") == "reported")
        latest = sorted(held, key=lambda i: (day_of(view.graph, i), i), reverse=True)[:10]
        return {
            "count": view.graph.counts(), "span": (days[0], days[-1]) if days else ("", ""),
            "people": [(thing(view, i), n) for i, n in people],
            "meetings": [(thing(view, i), day_of(view.graph, i)) for i in latest],
            "provinces": view.once("tiles", lambda: charts.provinces(view)),
            "questions": [questions()[name] for name in _FIRST],
        }
    return view.once("home", make)


def listed(view: View, kind: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """All things of a kind: notices and meetings by day, the newest first, others by how many notices tell of them."""
    nx = view.graph.nx

    def make() -> list[str]:
        ids = sorted((n.id for n in view.graph.nodes(kind)), key=lambda i: (nx.nodes[i]["name"], i))
        if kind == "Meeting":
            return sorted(ids, key=lambda i: day_of(view.graph, i), reverse=True)
        if kind == "Notice":
            return sorted(ids, key=lambda i: str(nx.nodes[i].get("published") or ""), reverse=True)
        return sorted(ids, key=lambda i: -_notices(view, i))

    page = paged(view.once(("list", kind), make), asked)
    rows = [(thing(view, i), note(view, i), _notices(view, i)) for i in page.rows]
    return {"listed": kind, "page": Paged(rows, page.number, page.pages, page.total)}


def note(view: View, ident: str) -> str:
    """What tells things of one name apart: the day of a meeting or notice, the last post of a person."""
    data = view.graph.nx.nodes[ident]
    if data["kind"] == "Meeting":
        return day_of(view.graph, ident)
    if data["kind"] == "Notice":
        return str(data.get("published") or "")
    if data["kind"] != "Person":
        return ""
    held = [
        (str(d.get("proved_last") or d.get("began") or ""), str(view.graph.nx.nodes[role]["name"]))
        for _, role, d in view.graph.nx.out_edges(ident, data=True) if d["kind"] == "HOLDS"
    ]
    return max(held)[1] if held else ""


def _notices(view: View, ident: str) -> int:
    return sum(1 for _, _, d in view.graph.nx.in_edges(ident, data=True) if d["kind"] == "MENTIONS")


def searched(view: View, query: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a search finds: names, then notices by their words."""
    kinds = {name.lower(): name for name in ("Person", "Bureau", "Meeting", "Place", "Campaign", "Role")}
    only = kinds.get(asked.get("kind", ""), "")
    counts = view.index.count_names(query)
    number = number_of(asked)
    total = counts.get(only, 0) if only else sum(counts.values())
    size = ROWS if only else _NAMES
    found = view.index.names(query, (only,) if only else (), size, (number - 1) * size if only else 0)
    read, many = ([], 0) if only else view.index.texts(query, ROWS // 2, (number - 1) * (ROWS // 2))
    pages = max(1, -(-total // ROWS))
    text_pages = max(1, -(-many // (ROWS // 2)))
    return {
        "query": query, "words": wanted(query), "cut": len(query) > MOST, "most": MOST, "only": only, "counts": counts, "total": total,
        "names": [(named_thing(one), one, note(view, one.id)) for one in found] if number == 1 or only else [],
        "page": Paged((), min(number, pages), pages, total),
        "texts": Paged([(r, Thing(r.id, "Notice", r.title or r.id)) for r in read], min(number, text_pages), text_pages, many),
        "nearest": view.graph.nearest(query[:MOST]) if query and not found and not many else [],
    }


def named_thing(found: Named) -> Thing:
    """What was found, to link to."""
    return Thing(found.id, found.kind, found.name or found.id)
