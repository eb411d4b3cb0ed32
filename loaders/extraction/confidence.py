"""How sure each rule is, as measured on notices marked by hand (``bench/calibrate.py``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from loaders.data import tables
from loaders.facts import Evidence, Facts

#: For layers that no one has marked.
_UNMEASURED = 0.7


@cache
def _table() -> dict[tuple[str, str], float]:
    return {(layer, rule): float(figure) for rule, layer, _right, _all, figure in tables.rows("confidence", 5)}


@cache
def confidence(layer: str, rule: str) -> float:
    """The share of facts of ``layer`` that ``rule`` gets right, or the layer's own where the rule was not seen.

    >>> 0 < confidence("people", "person-title") <= 1
    True
    """
    table = _table()
    return table.get((layer, rule), table.get((layer, "*"), _UNMEASURED))


@cache
def of_rule(rule: str) -> float | None:
    """The measured confidence of a rule of one layer only; None for a rule that several layers share, or none.

    >>> of_rule("person-title") == confidence("people", "person-title")
    True
    """
    figures = [figure for (_, name), figure in _table().items() if name == rule]
    return figures[0] if len(figures) == 1 else None


def calibrated(facts: Facts) -> Facts:
    """The same facts, each piece of evidence with its rule's measured confidence."""
    layers = {
        layer: tuple(_calibrated(layer, item) for item in getattr(facts, layer)) for layer in Facts.__dataclass_fields__ if layer != "unread"
    }
    return Facts(**layers, unread=facts.unread)


def _calibrated(layer: str, item: Any) -> Any:
    proofs, same = [], True
    for e in item.evidence:
        sure = confidence(layer, e.rule)
        if sure != e.confidence:
            # Written out: replace() takes several times as long, and there is an evidence for each fact.
            e, same = Evidence(e.field, e.start, e.end, e.quote, e.rule, sure, e.reading, e.parts, e.settled_by), False
        proofs.append(e)
    if same:
        return item
    kind: Any = type(item)
    return kind(*_all_but_evidence(kind)(item), tuple(proofs))


@cache
def _all_but_evidence(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Reads the values of a record of ``kind`` in order, without the last, its evidence."""
    names = [f.name for f in fields(kind)]
    if names.pop() != "evidence":
        raise TypeError(f"evidence is not the last field of {kind.__name__}")
    return attrgetter(*names)
