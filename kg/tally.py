"""The denominators: how many notices and facts there are, by source and by time of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kg.ledger import Ledger
from kg.rows import Item, Kept
from loaders.facts import AppointmentFact, ParticipationFact
from ontology.errors import GuanxiError
from ontology.schema import HOW_TO_EDGE

#: What notices can be counted by. A notice without a date, or without one so fine, has the date that it has.
BY: Mapping[str, Callable[[Kept], str]] = MappingProxyType({
    "source": lambda kept: kept.source,
    "year": lambda kept: kept.published[:4],
    "month": lambda kept: kept.published[:7],
})

#: The kinds of fact by name, as ``kind_of`` gives them.
KINDS = (
    *HOW_TO_EDGE, "appointed", "elected", "removed", "resigned", "proposed", "people", "bureaus", "places", "roles",
    "meetings", "campaigns", "groups", "relations",
)


class TallyError(GuanxiError):
    """There is nothing of that name to count by."""


def kind_of(layer: str, item: Item) -> str:
    """The kind of a fact: how somebody took part, what was done to a post, else the name of its layer.

    >>> kind_of("participation", ParticipationFact("张春生", "chaired", "m1"))
    'chaired'
    """
    if isinstance(item, ParticipationFact):
        return item.how
    return item.action if isinstance(item, AppointmentFact) else layer


def tally(ledger: Ledger, by: Sequence[str]) -> list[tuple[str, ...]]:
    """How many notices and facts of each kind are current, under each value of what is counted by.

    A fact that a text states twice counts once; a fact that two notices state counts for each.

    Args:
        ledger: the open file.
        by: names of ``BY``, in order.

    Returns:
        Rows of the values, then ``notices`` or a kind of fact, then the count; sorted, notices first.

    Raises:
        TallyError: a name is not one of ``BY``.

    >>> with Ledger.temporary() as ledger:
    ...     tally(ledger, ["source", "month"])
    []
    """
    for name in by:
        if name not in BY:
            raise TallyError(f"notices cannot be counted by {name!r}: use {', '.join(BY)}")
    kept = {k.id: tuple(BY[name](k) for name in by) for k in ledger.notices()}
    counts = Counter((values, "notices") for values in kept.values())
    stated = {(s.notice, s.fact): kind_of(s.layer, s.item) for s in ledger.statements()}
    counts.update((kept[notice], kind) for (notice, _), kind in stated.items())
    order = {kind: place for place, kind in enumerate(("notices", *KINDS))}
    rows = sorted(counts.items(), key=lambda row: (row[0][0], order[row[0][1]]))
    return [(*values, kind, str(count)) for (values, kind), count in rows]
