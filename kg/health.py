"""The health of a graph file: how much it holds, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ledger import Ledger
from kg.rows import unpack

_COUNTED = {
    "notices": "SELECT count(*) FROM notices WHERE recorded_until IS NULL",
    "replaced": "SELECT count(*) FROM notices WHERE closed = 'version'",
    "withdrawn": "SELECT count(*) FROM notices WHERE closed = 'withdrawn'",
    "facts": "SELECT count(DISTINCT fact) FROM statements WHERE recorded_until IS NULL",
    "evidence": "SELECT count(*) FROM evidence JOIN statements s ON s.row = statement WHERE s.recorded_until IS NULL",
    "decisions": "SELECT count(*) FROM decisions WHERE recorded_until IS NULL",
    "builds": "SELECT count(*) FROM builds",
}


def counts(ledger: Ledger) -> dict[str, int]:
    """How many notices, facts and pieces of evidence are current, and what else the ledger holds.

    >>> with Ledger.temporary() as ledger:
    ...     counts(ledger)["notices"]
    0
    """
    return {name: int(ledger.one(sql)) for name, sql in _COUNTED.items()}


def faults(ledger: Ledger) -> Iterator[str]:
    """What is wrong with the file: damage, and each quote that its notice does not hold; nothing if it is whole.

    >>> with Ledger.temporary() as ledger:
    ...     list(faults(ledger))
    []
    """
    for (said,) in ledger.each("PRAGMA integrity_check"):
        if said != "ok":
            yield f"damaged: {said}"
    for row in ledger.each("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} has lost its row of {row[2]}"
    rows = ledger.each(
        "SELECT n.key, n.title, n.text, e.field, e.start, e.stop, e.quote FROM evidence e "
        "JOIN statements s ON s.row = e.statement JOIN notices n ON n.row = s.notice ORDER BY n.row, e.start"
    )
    for key, title, text, name, start, stop, words in rows:
        raw, quote = unpack(title if name == "title" else text), unpack(words)
        if raw[start:stop] != quote:
            yield f"{unpack(key)}: at {name} {start} to {stop} stands not {quote[:40]!r} but {raw[start:stop][:40]!r}"
