"""A person: posts over time, meetings and the part taken, whom they met, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explore import charts
from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import ties


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a person shows."""
    meetings, ways = parts.taking_part(view, ident, asked)
    return parts.names(view, ident) | {
        "posts": parts.spells(view, ident),
        "moves": parts.proven(view, ties(view, ident, "APPOINTED_TO", "REMOVED_FROM", "PROPOSED_FOR", out=True)),
        "meetings": meetings,
        "ways": ways,
        "way": asked.get("way", ""),
        "ego": view.once(("ego", ident), lambda: charts.ego(view, ident)),
        "apart": ties(view, ident, "NOT_SAME_AS"),
        "namesakes": [i for i in view.graph.find(view.graph.nx.nodes[ident]["name"], "Person") if i.id != ident],
        "notices": parts.notices(view, ident),
        "sheet": (charts.WIDE, charts.HIGH),
    }
