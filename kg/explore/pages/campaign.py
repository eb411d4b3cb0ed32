"""A campaign: its meetings by month, and where they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg.explore import charts
from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import thing, ties


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a campaign shows."""
    found = ties(view, ident, "CONCERNS", out=False)
    ids = [t.other.id for t in found]
    people = Counter(p for m in ids for p in charts.people_at(view, m))
    return parts.names(view, ident) | {
        "months": charts.months([parts.day_of(view.graph, m) for m in ids]),
        "meetings": parts.meetings(view, ids, asked),
        "people": [(thing(view, p), n) for p, n in sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))[:12]],
        "words": dict((tie.other.id, said) for tie, said in parts.proven(view, found)),
        "notices": parts.notices(view, ident),
    }
