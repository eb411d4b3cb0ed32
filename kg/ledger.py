"""The ledger: notices, the facts they state and the words that prove them, in one file that is the truth.

The graph is derived from it; what is kept of it (``kg.identity.store``) can be thrown away. A *fact* is content: what a
text says. A *statement* is that a notice says it, from the time this ledger received it until the time it was replaced or
withdrawn; its evidence are the words. Two notices with one text state one fact twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import format as file_format
from kg import lock, recorded
from kg.format import LedgerError
from kg.ids import opaque
from kg.rows import Build, Kept, Statement, as_written, columns, pack, proof, read, stated, unpack
from loaders.facts import Evidence, Facts, Notice
from ontology import schema

__all__ = ["Build", "Kept", "Ledger", "LedgerError", "Statement"]


_KEPT = ", ".join(Kept.__slots__).replace("recorded_until", "coalesce(recorded_until, '')")


@dataclass(slots=True)
class Ledger:
    """One ``*.kg`` file, open. Use ``Ledger.open`` or ``Ledger.temporary``, and close it, or use it in a ``with``.

    >>> from loaders.facts import Evidence, Facts, Notice, PersonFact
    >>> words = Evidence("text", 0, 3, "秦红保", "title-name", 0.9)
    >>> notice = Notice("n1", "site", "2015-08-21", "", "秦红保在会上作讲话。")
    >>> with Ledger.temporary() as ledger, ledger.writing():
    ...     build = ledger.begin("notices/", extractor="1")
    ...     ledger.keep(build, notice, Facts(people=(PersonFact("秦红保", evidence=(words,)),)))
    ...     [(s.layer, s.item.name) for s in ledger.statements()]
    'new'
    [('people', '秦红保')]
    """

    path: Path | None
    connection: sqlite3.Connection
    writable: bool
    _lock: lock.WriterLock | None = field(default=None, repr=False)

    @classmethod
    def open(cls, path: str | Path, create: bool = False, readonly: bool = False) -> Ledger:
        """Open a graph file.

        Args:
            path: the ``*.kg`` file.
            create: make it where it does not exist.
            readonly: only read; then no lock is taken, and another process may go on writing.

        Raises:
            LedgerError: the file is missing, damaged, newer than this Guanxi, or no ledger.
            LockError: another process is writing it.
        """
        path = Path(path)
        if readonly:
            return cls(path, file_format.open_readonly(path), False)
        connection, held = file_format.open_writable(path, create)
        return cls(path, connection, True, held)

    @classmethod
    def temporary(cls) -> Ledger:
        """A ledger with no name, on disk while it is open and gone when it is closed."""
        connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        file_format.create(connection)
        return cls(None, connection, True)

    def close(self) -> None:
        """Close the file and give up the lock. What was written in a transaction that did not end is gone."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written inside stands, or, after an error, none of it."""
        if not self.writable:
            raise LedgerError(f"{self.path} is open for reading only")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    def begin(self, sources: str, extractor: str) -> Build:
        """Begin a build, or take up the one that was cut short, so that it ends as if nothing had happened.

        Args:
            sources: what is read, as one string; only a build of the same sources and extractor is taken up again.
            extractor: the version of the rules.
        """
        cut_short = self.cut_short(sources, extractor)
        if cut_short is not None:
            return cut_short
        number, started = int(self.one("SELECT max(number) FROM builds") or 0) + 1, recorded.now()
        self.execute("INSERT INTO builds VALUES (?, ?, ?, ?, NULL)", (number, pack(sources), extractor, started))
        self.execute("INSERT OR REPLACE INTO meta VALUES ('extractor', ?)", (extractor,))
        return Build(number, started, False)

    def cut_short(self, sources: str, extractor: str) -> Build | None:
        """The last build, if it was of these sources with these rules and did not come to its end."""
        last = self.execute(
            "SELECT number, sources, extractor, started, finished FROM builds ORDER BY number DESC"
        ).fetchone()
        if last is None or (unpack(last[1]), last[2], last[4]) != (sources, extractor, None):
            return None
        return Build(last[0], last[3], True)

    def finish(self, build: Build) -> None:
        """Mark a build as whole."""
        self.execute("UPDATE builds SET finished = ? WHERE number = ?", (build.started, build.number))

    def read_with(self, key: str, digest: str) -> str | None:
        """The rules that this text under this key was read with, or None where no version of the notice has it."""
        found = self.one("SELECT extractor FROM notices WHERE key = ? AND digest = ?", (pack(key), digest))
        return None if found is None else str(found)

    def keep(
        self, build: Build, notice: Notice, facts: Facts, plain: str = "", sketch: bytes = b"", again: bool = False
    ) -> str:
        """Keep a notice and what it states; call it inside ``writing``.

        Of two texts under one key the later build's is current; within one build the one published later, and then
        the one whose digest sorts last, so that the order of reading decides nothing.

        Args:
            build: the run that read it.
            notice: as read.
            facts: what was found in it.
            plain, sketch: what ``kg.copies`` compares it by.
            again: where the text is known, put these facts in the place of those held.

        Returns:
            ``new``, ``changed`` (another text was held under this key), ``known`` or ``again`` (its facts differ now).
        """
        extractor = self.extractor()
        row = self._row(notice.key, notice.digest)
        if row is not None:
            return self._refresh(row, build, notice, facts, extractor) if again else "known"
        current = self.execute(
            "SELECT row, build, published, digest FROM notices WHERE key = ? AND recorded_until IS NULL",
            (pack(notice.key),),
        ).fetchone()
        wins = current is None or (build.number, notice.published, notice.digest) > tuple(current[1:])
        if current is not None and wins:
            self._close_notice(current[0], "version", build.started)
        held = int(self.one("SELECT count(*) FROM notices WHERE key = ?", (pack(notice.key),)))
        cursor = self.execute(
            "INSERT INTO notices (id, key, version, digest, source, ident, url, issuer, published, ranges, "
            "title_span, title, text, plain, sketch, extractor, build, closed, recorded_from, recorded_until) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                opaque("notice", notice.key, notice.digest), pack(notice.key), held + 1, notice.digest,
                *_metadata(notice), pack(notice.title), pack(notice.text), plain, sketch, extractor, build.number,
                "" if wins else "version", build.started, None if wins else build.started,
            ),
        )
        row = int(cursor.lastrowid or 0)
        for fact in stated(notice, facts):
            self._state(row, fact, build.started, None if wins else build.started)
        return "new" if held == 0 else "changed"

    def withdraw(self, name: str) -> tuple[int, int]:
        """Close a notice and what it states; what no other notice states leaves the graph.

        Args:
            name: the notice's key, id, URL or the id it has at its source.

        Returns:
            The number of notices closed, and of facts that nothing states any more.

        Raises:
            LedgerError: no open notice is known by that name.
        """
        rows = [r for (r,) in self.each(
            "SELECT row FROM notices WHERE recorded_until IS NULL AND (key = ? OR id = ? OR url = ? OR ident = ?)",
            (pack(name),) * 4,
        )]
        if not rows:
            raise LedgerError(f"no notice {name!r} is current in {self.path}: give its key, its id or its URL")
        before = self._open_facts()
        moment = recorded.now()
        for row in rows:
            self._close_notice(row, "withdrawn", moment)
        return len(rows), before - self._open_facts()

    def issue(self, ids: Iterable[str]) -> None:
        """Remember the ids that entities have now, so that an id that retires still finds its entity."""
        moment = recorded.now()
        for name in ids:
            self.execute("INSERT OR IGNORE INTO issued VALUES (?, ?)", (name, moment))

    # Reading

    def issued(self) -> frozenset[str]:
        """Every id that an entity of this ledger has had."""
        return frozenset(r[0] for r in self.each("SELECT id FROM issued"))

    def ident(self) -> str:
        """What the file is known by where its graph is kept beside others: its first build's time and sources."""
        first = self.execute("SELECT started, sources FROM builds ORDER BY number LIMIT 1").fetchone()
        return opaque("graph", *(unpack(value) for value in first)) if first else "graph-empty"

    def extractor(self) -> str:
        """The version of the rules of the last build, "" before the first."""
        return str(self.one("SELECT value FROM meta WHERE name = 'extractor'") or "")

    def notices(self, known_on: str = "", recorded_on: str = "") -> list[Kept]:
        """The current notices, by publication (undated last), then digest and id.

        Args:
            known_on: only those published by this day (ISO 8601, any precision).
            recorded_on: those that this ledger held as current on this day, instead of now.
        """
        where, given = _window("notices", known_on, recorded_on)
        kept = [_kept(row) for row in self.each(f"SELECT {_KEPT} FROM notices WHERE {where}", given)]
        return sorted(kept, key=lambda k: (k.published or "~", k.digest, k.id))

    def notice(self, name: str) -> Notice:
        """A notice as it was read, raw text and all, by its id or its key (then its current version).

        Raises:
            LedgerError: there is none.
        """
        row = self.execute(
            "SELECT key, source, published, title, text, ident, url, issuer, ranges, title_span FROM notices "
            "WHERE id = ? OR key = ? ORDER BY recorded_until IS NULL DESC, version DESC", (pack(name),) * 2
        ).fetchone()
        if row is None:
            raise LedgerError(f"there is no notice {name!r} in {self.path}: give its key or its id")
        spans = tuple((int(a), int(b)) for a, b in json.loads(row[8]))
        head = json.loads(row[9]) if row[9] else None
        key, source, published, title, text, ident, url, issuer = (unpack(v) for v in row[:8])
        span = (head[0], head[1]) if head else None
        return Notice(key, source, published, title, text, ident, url, issuer, spans, span)

    def statements(
        self, known_on: str = "", recorded_on: str = "", notices: Sequence[str] | None = None
    ) -> Iterator[Statement]:
        """What the notices state, notice by notice in the order they came, each with its place and confidence.

        Args:
            known_on, recorded_on: as for ``notices``.
            notices: only what these say, by id; a thousand at a time.
        """
        where, given = _window("s", "", recorded_on)
        known, more = _window("n", known_on, recorded_on)
        if notices is not None:
            known += f" AND n.id IN ({','.join('?' * len(notices))})"
            more = [*more, *notices]
        rows = self.each(
            "SELECT f.id, n.id, f.layer, f.payload, e.field, e.start, e.quote, e.reading, e.parts, "
            "(SELECT max(confidence) FROM evidence WHERE statement = s.row), s.recorded_from, s.recorded_until "
            "FROM statements s JOIN facts f ON f.row = s.fact JOIN notices n ON n.row = s.notice "
            "LEFT JOIN evidence e ON e.statement = s.row AND e.place = 0 "
            f"WHERE {where} AND {known} ORDER BY s.notice, s.row", given + more,
        )
        for fact, notice, layer, text, where_at, start, quote, reading, parts, confidence, since, until in rows:
            item = read(layer, unpack(text))
            raw = as_written(item, start, unpack(quote), unpack(reading), parts) if quote else ""
            yield Statement(
                fact, notice, layer, item, where_at or "", start or 0, raw, confidence or 0.0, since, until or ""
            )

    def evidence(
        self, fact_ids: Iterable[str], closed: bool = False, known_on: str = "", recorded_on: str = ""
    ) -> list[schema.Evidence]:
        """The words that prove the facts: fact by fact in the order given, then notice by notice by publication.

        Args:
            fact_ids: ids of facts, as edges hold them; unknown ones give nothing.
            closed: also the words of notices that were replaced or withdrawn.
            known_on, recorded_on: as for ``statements``.
        """
        wanted = list(dict.fromkeys(fact_ids))
        where, given = _window("s", "", recorded_on)
        known, more = _window("n", known_on, recorded_on)
        window, days = ("", []) if closed else (f" AND {where} AND {known}", given + more)
        found: dict[str, list[tuple[tuple[str, str, int], schema.Evidence]]] = {}
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            rows = self.each(
                "SELECT f.id, f.layer, f.payload, n.published, n.id, e.place, e.field, e.start, e.stop, e.quote, "
                "e.reading, e.rule, e.confidence, e.parts, e.settled_by FROM facts f "
                "JOIN statements s ON s.fact = f.row JOIN notices n ON n.row = s.notice "
                "JOIN evidence e ON e.statement = s.row "
                f"WHERE f.id IN ({','.join('?' * len(some))}){window}", some + days,
            )
            for fact, layer, text, published, notice, place, *words in rows:
                record = proof(fact, notice, layer, unpack(text), words)
                found.setdefault(fact, []).append(((published or "~", notice, place), record))
        return [record for fact in wanted for _, record in sorted(found.get(fact, ()), key=lambda pair: pair[0])]

    # Inside

    def execute(self, sql: str, given: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self.connection.execute(sql, given)
        except sqlite3.DatabaseError as error:
            raise LedgerError(file_format.explain(self.path, error)) from error

    def each(self, sql: str, given: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, read as they are wanted; damage may show in the middle."""
        try:
            yield from self.connection.execute(sql, given)
        except sqlite3.DatabaseError as error:
            raise LedgerError(file_format.explain(self.path, error)) from error

    def one(self, sql: str, given: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        return next((row[0] for row in self.each(sql, given)), None)

    def _row(self, key: str, digest: str) -> int | None:
        found = self.one("SELECT row FROM notices WHERE key = ? AND digest = ?", (pack(key), digest))
        return None if found is None else int(found)

    def _open_facts(self) -> int:
        return int(self.one("SELECT count(DISTINCT fact) FROM statements WHERE recorded_until IS NULL"))

    def _close_notice(self, row: int, why: str, moment: str) -> None:
        self.execute("UPDATE notices SET recorded_until = ?, closed = ? WHERE row = ?", (moment, why, row))
        self.execute(
            "UPDATE statements SET recorded_until = ? WHERE notice = ? AND recorded_until IS NULL", (moment, row)
        )

    def _state(self, row: int, fact: tuple[str, str, str, tuple[Evidence, ...]], since: str, until: str | None) -> None:
        name, layer, content, evidence = fact
        self.execute(
            "INSERT OR IGNORE INTO facts (id, layer, payload) VALUES (?, ?, ?)", (name, layer, pack(content))
        )
        statement = self.execute(
            "INSERT INTO statements (fact, notice, recorded_from, recorded_until) "
            "SELECT row, ?, ?, ? FROM facts WHERE id = ?", (row, since, until, name),
        ).lastrowid
        for place, words in enumerate(evidence):
            self.execute(
                "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (statement, place, *columns(words))
            )

    def _refresh(self, row: int, build: Build, notice: Notice, facts: Facts, extractor: str) -> str:
        """Put what is found now in the place of what was found before, touching only what differs."""
        if self.one("SELECT recorded_until FROM notices WHERE row = ?", (row,)) is not None:
            return "known"
        held: dict[str, tuple[int, tuple[Any, ...]]] = {}
        for name, statement, *words in self.each(
            "SELECT f.id, s.row, e.field, start, stop, quote, reading, rule, confidence, parts, settled_by "
            "FROM statements s JOIN facts f ON f.row = s.fact LEFT JOIN evidence e ON e.statement = s.row "
            "WHERE s.notice = ? AND s.recorded_until IS NULL ORDER BY s.row, e.place", (row,),
        ):
            before = held.get(name, (statement, ()))[1]
            held[name] = (statement, (*before, tuple(words)) if words[0] is not None else ())
        differs = False
        for fact in stated(notice, facts):
            statement, proven = held.pop(fact[0], (0, ()))
            if statement and proven == tuple(columns(e) for e in fact[3]):
                continue
            differs = True
            if statement:
                self.execute("UPDATE statements SET recorded_until = ? WHERE row = ?", (build.started, statement))
            self._state(row, fact, build.started, None)
        for statement, _ in held.values():
            differs = True
            self.execute("UPDATE statements SET recorded_until = ? WHERE row = ?", (build.started, statement))
        # What the reader found beside the text may be better than before, too.
        self.execute(
            "UPDATE notices SET source = ?, ident = ?, url = ?, issuer = ?, published = ?, ranges = ?, "
            "title_span = ?, extractor = ? WHERE row = ?", (*_metadata(notice), extractor, row),
        )
        return "again" if differs else "known"


def _kept(row: Sequence[Any]) -> Kept:
    named: dict[str, Any] = dict(zip(Kept.__slots__, row, strict=True))
    for name in ("key", "source", "url", "issuer", "title"):
        named[name] = unpack(named[name])
    return Kept(**named)


def _metadata(notice: Notice) -> tuple[Any, ...]:
    return (
        pack(notice.source), pack(notice.id), pack(notice.url), pack(notice.issuer), notice.published,
        json.dumps(notice.ranges), json.dumps(notice.title_span) if notice.title_span else None,
    )


def _window(table: str, known_on: str, recorded_on: str) -> tuple[str, list[str]]:
    """The condition that a row of ``table`` stands, and its parameters."""
    if recorded_on:
        last = recorded.upto(recorded_on)
        where = f"{table}.recorded_from <= ? AND ({table}.recorded_until IS NULL OR {table}.recorded_until > ?)"
        given = [last, last]
    else:
        where, given = f"{table}.recorded_until IS NULL", []
    if known_on:
        # 2015 alone is not known to be before March 2015: the whole of a coarse date must lie within.
        where += f" AND {table}.published <> '' AND {table}.published || '~' <= ?"
        given.append(recorded.upto(known_on))
    return where, given
