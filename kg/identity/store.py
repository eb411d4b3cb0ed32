"""What has been settled, kept in the ledger's file so that only what has changed is settled again.

None of it is truth: it is made of the notices, statements and decisions, and made anew where it is missing, where the
rules have changed, or where what it was made of differs from what the ledger holds now. Its tables begin with ``woven``.

- ``woven_pages``: each current notice with the stamp of what it was made of, the people it names, and its original.
- ``woven_heard``: what each notice shows of one name (a person's), of one key of a meeting's name or of a body's, and the
  entity that it was settled to.
- ``woven_cells``: each entity with its id; ``woven_rows``: its node and edges.
- ``woven_leaves``: what each notice says of each entity; where the page is negative, what reference data say of it
  because of the entity with that number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.decisions import Decision, standing
from kg.identity.leaves import pack, unpack
from kg.ledger import Ledger
from kg.rows import Kept

_TABLES = (
    "CREATE TABLE woven_meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE woven_pages (row INTEGER PRIMARY KEY, notice TEXT NOT NULL, stamp BLOB NOT NULL, names BLOB NOT NULL, "
    "original TEXT NOT NULL, similarity REAL NOT NULL)",
    "CREATE TABLE woven_heard (kind TEXT NOT NULL, key TEXT NOT NULL, page INTEGER NOT NULL, local TEXT NOT NULL, "
    "packed BLOB NOT NULL, settled TEXT NOT NULL, PRIMARY KEY (kind, key, page, local)) WITHOUT ROWID",
    "CREATE INDEX woven_heard_page ON woven_heard(page)",
    "CREATE TABLE woven_cells (cell INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, bare TEXT NOT NULL, "
    "digest TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (kind, key))",
    "CREATE TABLE woven_rows (cell INTEGER PRIMARY KEY, kind TEXT NOT NULL, rows BLOB NOT NULL)",
    "CREATE INDEX woven_cells_bare ON woven_cells(bare)",
    "CREATE INDEX woven_cells_id ON woven_cells(id)",
    "CREATE TABLE woven_leaves (cell INTEGER NOT NULL, page INTEGER NOT NULL, leaf BLOB NOT NULL, "
    "PRIMARY KEY (cell, page)) WITHOUT ROWID",
    "CREATE INDEX woven_leaves_page ON woven_leaves(page)",
)
_NAMES = ("woven_meta", "woven_pages", "woven_heard", "woven_cells", "woven_rows", "woven_leaves")
#: Rows asked for at once.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Stamped:
    """A current notice: its row in the ledger, and the digest of all that the graph takes from it."""

    kept: Kept
    row: int
    stamp: bytes


def stamped(ledger: Ledger) -> list[Stamped]:
    """The current notices, as ``Ledger.notices`` orders them.

    A statement and its evidence are never changed, only closed, so that the rows of a notice's open statements stand for
    what it says.
    """
    rows = {name: (row, since, said) for name, row, since, said in ledger.each(
        "SELECT n.id, n.row, n.recorded_from, (SELECT group_concat(s.row) FROM statements s WHERE s.notice = n.row "
        "AND s.recorded_until IS NULL) FROM notices n WHERE n.recorded_until IS NULL"
    )}
    out = []
    for kept in ledger.notices():
        row, since, said = rows[kept.id]
        content = repr((kept, since, said)).encode("utf-8", "surrogatepass")
        out.append(Stamped(kept, row, hashlib.sha256(content).digest()[:16]))
    return out


def decided(ledger: Ledger) -> list[Decision]:
    """The decisions that count."""
    return [d for d in standing(ledger) if d.verdict != "unsure"]


def digest(value: object) -> str:
    """A digest of a value that prints alike when it is alike."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def exists(ledger: Ledger) -> bool:
    """Whether anything is kept."""
    return ledger.one("SELECT 1 FROM sqlite_master WHERE name = 'woven_meta'") is not None


def holds(ledger: Ledger, version: str) -> bool:
    """Whether what is kept was made by these rules of what the ledger holds now."""
    if not exists(ledger) or meta(ledger, "version") != version:
        return False
    if not same_decisions(ledger):
        return False
    kept = {row: stamp for row, stamp in ledger.each("SELECT row, stamp FROM woven_pages")}
    now = stamped(ledger)
    return len(kept) == len(now) and all(kept.get(one.row) == one.stamp for one in now)


def same_decisions(ledger: Ledger) -> bool:
    """Whether the decisions that count are those that what is kept was made with."""
    return bool(meta(ledger, "decisions") == digest(decided(ledger)))


def prepare(ledger: Ledger, version: str) -> bool:
    """Lay out empty tables unless there are some that these rules filled; whether there were."""
    # Entities are found again in no order: what is read of the file should stay in memory.
    ledger.execute("PRAGMA cache_size = -65536")
    if exists(ledger):
        if meta(ledger, "version") == version:
            return True
        for name in _NAMES:
            ledger.execute(f"DROP TABLE IF EXISTS {name}")
    for sql in _TABLES:
        ledger.execute(sql)
    remember(ledger, "version", version)
    return False


def meta(ledger: Ledger, name: str) -> Any:
    """A value that is kept by name, or None."""
    found = ledger.one("SELECT value FROM woven_meta WHERE name = ?", (name,))
    return None if found is None else unpack(found)


def remember(ledger: Ledger, name: str, value: object) -> None:
    """Keep a value by name."""
    ledger.execute("INSERT OR REPLACE INTO woven_meta VALUES (?, ?)", (name, pack(value)))


def batches(ledger: Ledger, sql: str, values: Sequence[Any], before: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query for many values: ``{}`` in it stands for the marks of some of them."""
    for at in range(0, len(values), BATCH):
        some = values[at : at + BATCH]
        yield from ledger.each(sql.format(",".join("?" * len(some))), [*before, *some])


__all__ = ["BATCH", "Stamped", "batches", "decided", "digest", "exists", "holds", "meta", "prepare", "remember", "same_decisions",
           "stamped"]
