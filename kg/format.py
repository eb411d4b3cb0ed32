"""The graph file on disk: its tables, its format version, and the way from each version to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from kg import lock
from ontology.errors import GuanxiError

#: SQLite's ``application_id`` of a Guanxi file: the letters GXKG.
APPLICATION = 0x47584B47
#: The format that this version of Guanxi writes.
FORMAT = 1


class LedgerError(GuanxiError):
    """The graph file cannot be used as asked: the message says which file, why, and what to do."""


# A notice row is one version of one notice: (key, digest) stands once, and at most one version of a key is open.
# Recorded times are on what the ledger holds (notices, statements), never on the facts, which are content alone:
# two notices with the same text state the same fact twice, each with its own evidence.
_VERSION_1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE builds (
  number INTEGER PRIMARY KEY, sources TEXT NOT NULL, extractor TEXT NOT NULL, started TEXT NOT NULL, finished TEXT
);
CREATE TABLE notices (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL,
  source TEXT NOT NULL, ident TEXT NOT NULL, url TEXT NOT NULL, issuer TEXT NOT NULL, published TEXT NOT NULL,
  title TEXT NOT NULL, text TEXT NOT NULL, ranges TEXT NOT NULL, title_span TEXT,
  plain TEXT NOT NULL, sketch BLOB NOT NULL, extractor TEXT NOT NULL, build INTEGER NOT NULL REFERENCES builds(number),
  closed TEXT NOT NULL DEFAULT '', recorded_from TEXT NOT NULL, recorded_until TEXT,
  UNIQUE (key, version), UNIQUE (key, digest)
);
CREATE TABLE facts (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, layer TEXT NOT NULL, payload TEXT NOT NULL
);
CREATE TABLE statements (
  row INTEGER PRIMARY KEY, fact INTEGER NOT NULL REFERENCES facts(row), notice INTEGER NOT NULL REFERENCES notices(row),
  recorded_from TEXT NOT NULL, recorded_until TEXT
);
CREATE INDEX statements_fact ON statements(fact);
CREATE INDEX statements_notice ON statements(notice);
CREATE TABLE evidence (
  statement INTEGER NOT NULL REFERENCES statements(row), place INTEGER NOT NULL, field TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, quote TEXT NOT NULL, reading TEXT NOT NULL, rule TEXT NOT NULL,
  confidence REAL NOT NULL, parts TEXT NOT NULL, settled_by TEXT NOT NULL,
  PRIMARY KEY (statement, place)
) WITHOUT ROWID;
CREATE TABLE decisions (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, payload TEXT NOT NULL, reason TEXT NOT NULL,
  author TEXT NOT NULL, recorded_from TEXT NOT NULL, recorded_until TEXT
);
CREATE TABLE issued (id TEXT PRIMARY KEY, recorded_from TEXT NOT NULL) WITHOUT ROWID;
"""

Migration = Callable[[sqlite3.Connection], None]

#: From format ``n`` to ``n + 1``: each change of format adds its line here, and its test.
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty ledger, in one transaction: a process killed in the middle leaves an empty file."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _VERSION_1.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('holds', 'ledger')")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")


def version(connection: sqlite3.Connection, name: str) -> int:
    """The format version of an open file, 0 where it is empty.

    Args:
        connection: the open file.
        name: what to call it in an error.

    Raises:
        LedgerError: it is no Guanxi file, it is damaged, or a newer Guanxi wrote it.
    """
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "unable to open" in str(error):
            raise LedgerError(f"cannot read {name}: {error}") from error
        raise LedgerError(
            f"{name} is not a graph file, or is damaged ({error}): give a file made by kg build"
        ) from error
    if empty and application in (0, APPLICATION):
        return 0
    if application != APPLICATION:
        raise LedgerError(f"{name} is an SQLite file, but not a graph file: give a file made by kg build")
    if found > FORMAT:
        raise LedgerError(
            f"{name} has format {found}, written by a newer Guanxi; this one reads up to {FORMAT}: "
            "update with: pip install --upgrade guanxi"
        )
    return found


def migrate(connection: sqlite3.Connection, found: int, name: str) -> None:
    """Bring an open file of format ``found`` up to ``FORMAT``, all steps in one transaction.

    Raises:
        LedgerError: no way leads from ``found``.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(found, FORMAT):
            if step not in MIGRATIONS:
                raise LedgerError(f"{name} has format {step}, and no way leads from it: build it anew")
            MIGRATIONS[step](connection)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file with SQLite: ``mode`` is ``ro``, ``rw`` or ``rwc`` (made where it is missing).

    The rollback journal is kept, not WAL: the file is whole by itself between transactions, so it can be copied, put on
    a read-only disk, and needs no other file beside it once closed. Killed in the middle of a transaction, the next
    opening rolls back.

    Raises:
        LedgerError: the folder or the file is missing, is a folder, or may not be opened.
    """
    if path.is_dir():
        raise LedgerError(f"{path} is a folder: give the name of a graph file, such as {path / 'g.kg'}")
    if not path.parent.is_dir():
        raise LedgerError(f"cannot open {path}: there is no folder {path.parent}: make it first")
    if mode != "rwc" and not path.exists():
        raise LedgerError(f"there is no graph file {path}: make it with: kg build SOURCE --into {path}")
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, isolation_level=None, timeout=30,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        raise LedgerError(f"cannot open {path}: {error}: check the permissions of it and its folder") from error
    return connection


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open a ledger for reading; another process may go on writing it.

    Raises:
        LedgerError: it is missing, empty, damaged, of another format, or no ledger.
    """
    _settle(path)
    connection = connect(path, "ro")
    try:
        found = version(connection, str(path))
        if found == 0:
            raise LedgerError(f"{path} is empty: make it with: kg build SOURCE --into {path}")
        if found < FORMAT:
            raise LedgerError(f"{path} has the older format {found}: bring it up to date with: kg repair {path}")
        _must_be_ledger(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def open_writable(path: Path, create_it: bool) -> tuple[sqlite3.Connection, lock.WriterLock]:
    """Open a ledger for writing under the writer's lock, made where it is missing and brought up to the present format.

    Raises:
        LedgerError: it is missing, empty, damaged, of a newer format, no ledger, or may not be written.
        LockError: another process is writing it.
    """
    # These are said before a lock file is made beside something that is no graph file.
    if path.is_dir() or not path.parent.is_dir() or not (create_it or path.exists()):
        connect(path, "rw").close()
    try:
        held = lock.acquire(path)
    except OSError as error:
        raise LedgerError(f"cannot write {path}: {error.strerror}: choose a folder that you may write to") from error
    connection = None
    try:
        connection = connect(path, "rwc" if create_it else "rw")
        found = version(connection, str(path))
        connection.execute("PRAGMA synchronous = FULL")
        if found == 0 and not create_it:
            raise LedgerError(f"{path} is empty: make it with: kg build SOURCE --into {path}")
        if found == 0:
            create(connection)
        elif found < FORMAT:
            migrate(connection, found, str(path))
        _must_be_ledger(connection, path)
    except BaseException as error:
        if connection is not None:
            connection.close()
        held.release()
        if isinstance(error, sqlite3.DatabaseError):
            raise LedgerError(explain(path, error)) from error
        raise
    return connection, held


def explain(path: Path | None, error: sqlite3.DatabaseError) -> str:
    """What an SQLite error means for the user of the graph file, and what to do."""
    name, said = path or "the temporary ledger", str(error)
    if "malformed" in said or "not a database" in said:
        return f"{name} is damaged ({said}): restore a copy, or build it anew"
    if "full" in said:
        return f"cannot write {name}: the disk is full: make room, then run the same command again"
    if "readonly" in said or "read-only" in said:
        return f"cannot write {name}: it may not be written: check its permissions and those of its folder"
    if "locked" in said:
        return f"{name} is busy: another program has it open: close that, then try again"
    return f"{name}: {said}: check it with: kg check {name}"


def _must_be_ledger(connection: sqlite3.Connection, path: Path) -> None:
    try:
        row = connection.execute("SELECT value FROM meta WHERE name = 'holds'").fetchone()
    except sqlite3.DatabaseError as error:
        raise LedgerError(explain(path, error)) from error
    if row is None or row[0] != "ledger":
        raise LedgerError(f"{path} holds a graph without its notices, which this needs: build it from notices")


def _settle(path: Path) -> None:
    """Roll back what a killed writer left half done, which a connection that may only read cannot do."""
    if not path.with_name(path.name + "-journal").exists():
        return
    try:
        held = lock.acquire(path)
    except (lock.LockError, OSError):
        return  # a writer is at work and the journal is its own; or nothing may be written here, as SQLite will say
    try:
        connection = connect(path, "rw")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        pass  # the opening that follows says what is wrong
    finally:
        held.release()
