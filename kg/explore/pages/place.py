"""A place: what lies in it, the bodies there, its meetings, and where it lies among the provinces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explore import charts
from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import ties
from kg.tilegrid import province


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a place shows."""
    inside = _inside(view, ident)
    nx = view.graph.nx
    held = {m for place in inside for m, _, d in nx.in_edges(place, data=True) if d["kind"] == "HELD_IN"}
    return parts.names(view, ident) | {
        "provinces": charts.marked(view.once("tiles", lambda: charts.provinces(view)), province(view.graph, ident)),
        "meetings": parts.meetings(view, held, asked),
        "around": ties(view, ident, "WITHIN", out=True),
        "within": ties(view, ident, "WITHIN", out=False),
        "bureaus": ties(view, ident, "LOCATED_IN", out=False),
        "notices": parts.notices(view, ident),
    }


def _inside(view: View, ident: str) -> set[str]:
    """A place and what lies within it."""
    found, rim = {ident}, [ident]
    while rim:
        here = rim.pop()
        for place, _, data in view.graph.nx.in_edges(here, data=True):
            if data["kind"] == "WITHIN" and place not in found:
                found.add(place)
                rim.append(place)
    return found
