"""The colours of the kinds of node, the same in pictures and in exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Colour:
    """A pale ``fill`` for a box and a dark ``line`` for its edge, as ``#rrggbb``; dark text reads well on the fill."""

    fill: str
    line: str


COLOURS: Mapping[str, Colour] = MappingProxyType({
    "Person": Colour("#fde3cf", "#b35309"),
    "Role": Colour("#f6efc4", "#8a6d00"),
    "Bureau": Colour("#d3e5f7", "#1d5a94"),
    "Place": Colour("#d8efd9", "#2f7034"),
    "Meeting": Colour("#e6dcf5", "#5f3a9e"),
    "Campaign": Colour("#fbdbe3", "#a82c51"),
    "Group": Colour("#e9e5e0", "#6b5f52"),
    "Notice": Colour("#eef0f2", "#5a6570"),
})
