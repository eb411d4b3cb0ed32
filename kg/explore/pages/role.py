"""A post: who held it and when, who was appointed to it and removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import thing, ties


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a post shows."""
    here = thing(view, ident)
    return parts.names(view, ident) | {
        "posts": parts.posts(view, [(t, t.other, here) for t in ties(view, ident, "HOLDS", out=False)]),
        "moves": parts.proven(view, ties(view, ident, "APPOINTED_TO", "REMOVED_FROM", "PROPOSED_FOR", out=False)),
        "bureau": parts.bureau_of(view, ident),
        "notices": parts.notices(view, ident),
    }
