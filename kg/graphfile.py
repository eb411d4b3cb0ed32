"""A graph file: a graph with its evidence and without its notices, such as one pulled from Neo4j.

It is an SQLite file like a ledger, and says in itself that it is none: it can be asked, shown, drawn, exported and pushed,
but not built upon.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import format as file_format
from kg.format import LedgerError
from kg.rows import pack, unpack
from ontology.origins import Healing, Origin
from ontology.schema import Edge, Evidence, Node

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: What the table ``meta`` of such a file says that it holds.
HOLDS = "graph"
_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE nodes (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, attributes TEXT NOT NULL)",
    "CREATE TABLE edges (id TEXT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, "
    "attributes TEXT NOT NULL, facts TEXT NOT NULL)",
    "CREATE TABLE evidence (place INTEGER PRIMARY KEY, fact TEXT NOT NULL, record TEXT NOT NULL)",
    "CREATE INDEX evidence_fact ON evidence(fact)",
    "CREATE TABLE origins (notice TEXT PRIMARY KEY, record TEXT NOT NULL)",
)
_NAMES = tuple(f.name for f in fields(Evidence))
#: Edges or facts whose evidence is read at once.
_BATCH = 500


def write(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph to a new file, which has its name only when it is whole.

    Raises:
        LedgerError: the file is there already, or cannot be written.
    """
    if path.exists():
        raise LedgerError(f"{path} is there already: give a new name, or remove it first")
    if not path.parent.is_dir():
        raise LedgerError(f"cannot write {path}: there is no folder {path.parent}: make it first")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            _fill(connection, graph)
            connection.execute(f"PRAGMA application_id = {file_format.APPLICATION}")
            connection.execute(f"PRAGMA user_version = {file_format.FORMAT}")
            connection.execute("COMMIT")
        unfinished.replace(path)
    except sqlite3.Error as error:
        raise LedgerError(f"cannot write {path}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, graph: KnowledgeGraph) -> None:
    for text in _TABLES:
        connection.execute(text)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", (("holds", HOLDS), ("id", graph.id)))
    connection.executemany("INSERT INTO nodes VALUES (?, ?, ?, ?)", (
        (n.id, n.kind, pack(n.name), _json(dict(n.attributes))) for n in graph.nodes()
    ))
    facts: dict[str, None] = {}
    for e in graph.edges():
        facts.update(dict.fromkeys(e.facts))
        connection.execute("INSERT INTO edges VALUES (?, ?, ?, ?, ?, ?)", (
            e.id, e.kind, e.source, e.target, _json(dict(e.attributes)), _json(e.facts),
        ))
    wanted = list(facts)
    places: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for at in range(0, len(wanted), _BATCH):
        for evidence in graph.evidence_of(wanted[at:at + _BATCH]):
            places[evidence.notice].add((evidence.field, evidence.start, evidence.end))
            connection.execute("INSERT INTO evidence (fact, record) VALUES (?, ?)", (evidence.fact, _json(astuple(evidence))))
    connection.executemany("INSERT INTO origins VALUES (?, ?)", (
        (o.notice, _json(_origin_record(o, sorted(places[o.notice])))) for o in graph.origins_of(sorted(places))
    ))


def _origin_record(origin: Origin, places: Iterable[tuple[str, int, int]]) -> dict[str, object]:
    return {
        "extractor": origin.extractor, "healer": origin.healer,
        "healings": [(h.field, h.source, h.edits) for h in origin.healings if h.edits],
        "around": [(*place, *origin.around(*place)) for place in places],
    }


def is_one(path: Path) -> bool:
    """Whether a file is of this kind; a file that cannot be read is not."""
    if not path.is_file():
        return False
    try:
        with closing(file_format.connect(path, "ro")) as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'holds'").fetchone()
    except (sqlite3.Error, LedgerError):
        return False
    return row is not None and row[0] == HOLDS


def read(path: Path) -> KnowledgeGraph:
    """The graph that a file holds.

    Raises:
        LedgerError: the file is damaged, or of a newer format.
    """
    from kg.graph import KnowledgeGraph

    connection = file_format.connect(path, "ro")
    try:
        file_format.version(connection, str(path))
        nodes = [
            Node(ident, kind, unpack(name), _attributes(said))
            for ident, kind, name, said in connection.execute("SELECT id, kind, name, attributes FROM nodes ORDER BY id")
        ]
        edges = [
            Edge(ident, kind, source, target, _attributes(said), tuple(json.loads(facts)))
            for ident, kind, source, target, said, facts in connection.execute(
                "SELECT id, kind, source, target, attributes, facts FROM edges ORDER BY id"
            )
        ]
        name = connection.execute("SELECT value FROM meta WHERE name = 'id'").fetchone()
        # An earlier version wrote no such table.
        with_origins = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'origins'").fetchone() is not None
    except (sqlite3.DatabaseError, ValueError) as error:
        connection.close()
        raise LedgerError(f"{path} is damaged ({error}): make it anew") from error
    graph = KnowledgeGraph(
        nodes, edges, _Proofs(connection), name[0] if name else "graph-unnamed", origins_of=_Origins(connection, with_origins)
    )
    graph.file = path
    return graph


class _Proofs:
    """The evidence of fact ids, read as it is wanted."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, facts: Iterable[str]) -> list[Evidence]:
        wanted = list(dict.fromkeys(facts))
        found: dict[str, list[Evidence]] = defaultdict(list)
        for at in range(0, len(wanted), _BATCH):
            for evidence in self._of(wanted[at:at + _BATCH]):
                found[evidence.fact].append(evidence)
        return [e for fact in wanted for e in found.get(fact, ())]

    def _of(self, facts: list[str]) -> Iterator[Evidence]:
        rows = self._connection.execute(
            f"SELECT record FROM evidence WHERE fact IN ({','.join('?' * len(facts))}) ORDER BY place", facts
        )
        for (record,) in rows:
            said: dict[str, Any] = dict(zip(_NAMES, json.loads(record), strict=True))
            yield Evidence(**said | {"parts": _spans(said["parts"]), "settled_by": _spans(said["settled_by"])})


class _Origins:
    """How notices were read, as far as the file holds it."""

    def __init__(self, connection: sqlite3.Connection, there: bool) -> None:
        self._connection = connection
        self._there = there

    def __call__(self, notices: Iterable[str]) -> Iterator[Origin]:
        for notice in notices if self._there else ():
            row = self._connection.execute("SELECT record FROM origins WHERE notice = ?", (notice,)).fetchone()
            if row is not None:
                said = json.loads(row[0])
                yield recalled(notice, said["extractor"], said["healer"], said["healings"], said["around"])


def recalled(
    notice: str, extractor: str, healer: str, healings: Iterable[tuple[str, str, Iterable[Any]]], around: Iterable[Any]
) -> Origin:
    """An origin as it was written down, with the words around each quote (field, start, end, before, after)."""
    words = {(field, start, end): (before, after) for field, start, end, before, after in around}
    healed = tuple(Healing(field, source, tuple((a, b, new, kind) for a, b, new, kind in edits)) for field, source, edits in healings)
    return Origin(notice, extractor, healer, healed, lambda field, start, end: words.get((field, start, end), ("", "")))


def _json(value: object) -> str:
    # Plain ASCII: a lone half of a character comes back as it went in.
    return json.dumps(value, separators=(",", ":"))


def _attributes(text: str) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}


def _spans(found: list[list[Any]]) -> tuple[tuple[str, int, int], ...]:
    return tuple((str(a), int(b), int(c)) for a, b, c in found)
