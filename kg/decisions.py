"""A person's decisions about identity, which outlive every rebuild and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg import recorded
from kg.ids import opaque
from kg.ledger import Ledger, LedgerError
from kg.rows import pack, unpack


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided (``kind`` and ``item``), why, by whom, and when this ledger learned it."""

    id: str
    kind: str
    item: Mapping[str, Any]
    reason: str
    author: str
    recorded_from: str


def decide(ledger: Ledger, kind: str, item: Mapping[str, Any], reason: str, author: str) -> str:
    """Keep a decision and return its id.

    Args:
        ledger: open for writing.
        kind: what is decided, such as ``merge``.
        item: about what, as plain JSON values.
        reason: why.
        author: who decides.

    >>> with Ledger.temporary() as ledger:
    ...     name = decide(ledger, "apart", {"people": ["person-a", "person-b"]}, "一在山西，一在河北", "周")
    ...     [d.reason for d in standing(ledger)]
    ...     undo(ledger, name)
    ...     standing(ledger)
    ['一在山西，一在河北']
    []
    """
    text = json.dumps(item, ensure_ascii=False, sort_keys=True)
    name = opaque("decision", str(ledger.one("SELECT count(*) FROM decisions")), kind, text)
    ledger.execute(
        "INSERT INTO decisions (id, kind, payload, reason, author, recorded_from) VALUES (?, ?, ?, ?, ?, ?)",
        (name, kind, pack(text), pack(reason), pack(author), recorded.now()),
    )
    return name


def standing(ledger: Ledger) -> list[Decision]:
    """The decisions that have not been taken back, in the order they were made."""
    rows = ledger.each(
        "SELECT id, kind, payload, reason, author, recorded_from FROM decisions "
        "WHERE recorded_until IS NULL ORDER BY row"
    )
    return [Decision(i, kind, json.loads(unpack(t)), unpack(why), unpack(who), at) for i, kind, t, why, who, at in rows]


def undo(ledger: Ledger, decision: str) -> None:
    """Take a decision back; that it was made stays on record.

    Raises:
        LedgerError: no such decision stands.
    """
    done = ledger.execute(
        "UPDATE decisions SET recorded_until = ? WHERE id = ? AND recorded_until IS NULL", (recorded.now(), decision)
    )
    if done.rowcount == 0:
        raise LedgerError(f"no decision {decision!r} stands here: give the id of one that does")
