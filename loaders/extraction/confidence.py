"""How sure each rule is, as measured on notices marked by hand (``bench/calibrate.py``)."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
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


def calibrated(facts: Facts) -> Facts:
    """The same facts, each piece of evidence with its rule's measured confidence."""
    layers: dict[str, Any] = {}
    for f in fields(Facts):
        if f.name != "unread":
            layers[f.name] = tuple(_calibrated(f.name, item) for item in getattr(facts, f.name))
    return replace(facts, **layers)


def _calibrated(layer: str, item: Any) -> Any:
    # Written out: replace() takes several times as long, and there is an evidence for each fact.
    return replace(item, evidence=tuple(
        Evidence(
            e.field, e.start, e.end, e.quote, e.rule, confidence(layer, e.rule), e.reading, e.parts, e.settled_by,
        ) for e in item.evidence
    ))
