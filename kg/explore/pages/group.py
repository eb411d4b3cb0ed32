"""A described body of people at a meeting, who are not named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import ties


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a group shows."""
    meetings, ways = parts.taking_part(view, ident, asked)
    return parts.names(view, ident) | {
        "meetings": meetings,
        "ways": ways,
        "way": "",
        "of": ties(view, ident, "OF", out=True),
        "notices": parts.notices(view, ident),
    }
