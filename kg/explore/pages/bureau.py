"""A body: its people by post and year, the bodies below it, its meetings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import Tie, ties

_UNITS = ("PART_OF", "UNDER")
#: So many posts are shown until one asks for all.
_SHOWN = 60


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a body shows."""
    roles = [t.other for t in ties(view, ident, "AT", out=False)]
    held = [(t, t.other, role) for role in roles for t in ties(view, role.id, "HOLDS", out=False)]
    years = sorted({y for t, _, _ in held for y in _years(t)}, reverse=True)
    year = asked.get("year", "")
    shown = [h for h in held if not year or year in _years(h[0])]
    seats = {"one": 0, "several": 1}
    nodes = view.graph.nx.nodes
    # Posts that one person holds come first, then those proved last.
    shown.sort(key=lambda h: (seats.get(str(nodes[h[2].id].get("seats")), 2), h[2].name, h[0].day or "~", h[1].name))
    meetings, ways = parts.taking_part(view, ident, asked)
    return parts.names(view, ident) | {
        "posts": parts.posts(view, shown if "all" in asked else shown[:_SHOWN]),
        "held": len(shown),
        "years": years,
        "year": year,
        "below": ties(view, ident, *_UNITS, out=False),
        "above": ties(view, ident, *_UNITS, out=True),
        "later": ties(view, ident, "SUCCEEDED_BY", out=True),
        "earlier": ties(view, ident, "SUCCEEDED_BY", out=False),
        "places": ties(view, ident, "LOCATED_IN", out=True),
        "groups": ties(view, ident, "OF", out=False),
        "meetings": meetings,
        "ways": ways,
        "way": asked.get("way", ""),
        "notices": parts.notices(view, ident),
        "issued": [t.other for t in ties(view, ident, "ISSUED_BY", out=False)],
    }


def _years(tie: Tie) -> set[str]:
    """The years in which a spell is known to have been."""
    known = [int(str(tie.data[k])[:4]) for k in ("began", "proved_first", "proved_last", "ended") if tie.data.get(k)]
    return {str(y) for y in range(min(known), max(known) + 1)} if known else set()


