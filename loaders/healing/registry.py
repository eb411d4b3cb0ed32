"""The healers, in the order in which they read a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from loaders.healing import debris, forms, glosses, markdown, markup, merges, script, spaces, wraps
from loaders.healing.edits import Change
from ontology.errors import GuanxiError

#: Where installed packages list further healers, each a ``Healer``; they read after the ones here, by name.
ENTRY_POINTS = "guanxi.healers"


@dataclass(frozen=True, slots=True)
class Healer:
    """One kind of injury: ``find`` gets the text and the kinds of edit made so far, and gives the changes to make."""

    name: str
    find: Callable[[str, frozenset[str]], list[Change]]


#: Glosses go before spaces, which then see the characters that truly stand side by side; script comes before merged
#: bytes, as the words that decide about those are Simplified.
HEALERS = (
    Healer("markup", lambda text, seen: markup.find(text)),
    Healer("markdown", lambda text, seen: markdown.find(text)),
    Healer("forms", lambda text, seen: forms.find(text)),
    Healer("glosses", lambda text, seen: glosses.find(text)),
    Healer("debris", lambda text, seen: debris.find(text, glossed=glosses.KIND in seen)),
    Healer("wraps", lambda text, seen: wraps.find(text)),
    Healer("spaces", lambda text, seen: spaces.find(text)),
    Healer("script", lambda text, seen: script.find(text)),
    Healer("merges", lambda text, seen: merges.find(text, glossed=not seen.isdisjoint((glosses.KIND, debris.KIND)))),
)


@cache
def healers() -> tuple[Healer, ...]:
    """The healers of this package, then those of installed packages.

    Raises:
        GuanxiError: an installed package lists something that is no ``Healer``.

    >>> [healer.name for healer in healers()][:2]
    ['markup', 'markdown']
    """
    from importlib.metadata import entry_points

    more = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: (p.name, p.value)):
        found = point.load()
        if not isinstance(found, Healer):
            raise GuanxiError(
                f"{point.value}, listed as healer {point.name!r} under {ENTRY_POINTS}, is no Healer: "
                f"make it a loaders.healing.registry.Healer or uninstall its package"
            )
        more.append(found)
    return HEALERS + tuple(more)
