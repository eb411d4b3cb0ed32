"""The graph as JSON, and what the addresses are."""

from __future__ import annotations

from typing import Any

from kg.explore.finding import named_thing
from kg.explore.labels import KINDS
from kg.explore.library import View
from kg.explore.site import Site

#: So many names are offered while one types.
_OFFERED = 8


def suggestions(view: View, query: str, site: Site) -> list[dict[str, str]]:
    """Names that begin with or hold what has been typed so far."""
    return [
        {"address": site.link(named_thing(found)), "id": found.id, "kind": found.kind, "name": found.name, "form": found.form,
         "zh": KINDS[found.kind][0], "en": KINDS[found.kind][1]}
        for found in view.index.names(query, (), _OFFERED)
    ]


def json(content: Any) -> str:
    """JSON as an answer holds it: half a character stands as U+FFFD."""
    from ontology.text import clean, to_json

    return clean(to_json(content))
