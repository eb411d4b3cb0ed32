"""A meeting: who chaired, spoke and attended, where, when, for what, and what it relays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import WAYS, Tie, ties, words_of
from ontology.schema import KINDS


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a meeting shows."""
    part = ties(view, ident, *WAYS, out=False)
    said = words_of(view, part)
    groups = []
    for kind in WAYS:
        found = sorted((t for t in part if t.kind == kind), key=_printed)
        if found:
            groups.append((kind, KINDS[kind].zh, [(tie, said[tie.id]) for tie in found]))
    return parts.names(view, ident) | {
        "groups": groups,
        "places": parts.proven(view, ties(view, ident, "HELD_IN", out=True)),
        "campaigns": parts.proven(view, ties(view, ident, "CONCERNS", out=True)),
        "relays": parts.proven(view, ties(view, ident, "RELAYS", out=True)),
        "relayed": parts.proven(view, ties(view, ident, "RELAYS", out=False)),
        "of": parts.proven(view, ties(view, ident, "SESSION_OF", out=True)),
        "sessions": parts.proven(view, ties(view, ident, "SESSION_OF", out=False)),
        "notices": parts.notices(view, ident),
    }


def _printed(tie: Tie) -> tuple[int, int, str]:
    # People before bodies and groups, in the order in which a notice names them.
    order = {"Person": 0, "Bureau": 1, "Group": 2}
    return order[tie.other.kind], int(tie.data.get("position") or 9999), tie.other.name
