"""The search index: names and notices' texts in SQLite FTS5, beside the graph file or in memory.

Chinese has no spaces, and FTS5's own trigrams find no name of two characters. So text is cut into overlapping pairs of
characters, and what is looked for is a phrase of such pairs; single characters have columns of their own.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.graph import KnowledgeGraph
from kg.lookup import folded
from ontology.schema import Node
from ontology.text import clean

#: The name of the index beside a graph file: the file's own and this.
BESIDE = "-search"
#: A change of what the index holds is a new number.
_LAYOUT = "3"
#: Of what is looked for so many characters are read.
MOST = 100
#: An index of a file smaller than this is kept in memory; in bytes.
_SMALL = 4 << 20
_KINDS = ("Person", "Bureau", "Meeting", "Place", "Campaign", "Role")
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|[^\W_]")
_TABLES = (
    "CREATE TABLE meta (mark TEXT)",
    "CREATE TABLE things (row INTEGER PRIMARY KEY, id TEXT, kind TEXT, name TEXT, form TEXT, weight INTEGER)",
    "CREATE VIRTUAL TABLE names USING fts5(pairs, singles, content='', columnsize=0)",
    "CREATE TABLE texts (row INTEGER PRIMARY KEY, id TEXT, published TEXT, title TEXT, body TEXT)",
    "CREATE VIRTUAL TABLE words USING fts5(pairs, content='')",
    "CREATE VIRTUAL TABLE characters USING fts5(singles, content='', columnsize=0, detail=none)",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that was found by a form of its name; ``form`` is that form where it is another than the name."""

    id: str
    kind: str
    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Read:
    """A notice in whose text something was found: the words around it, and where in them it stands."""

    id: str
    published: str
    title: str
    words: str
    found: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A notice to be found by its words, healed."""

    id: str
    published: str
    title: str
    body: str


def wanted(query: str) -> list[str]:
    """What is looked for: the words of a query, healed and Simplified; of a long one the beginning.

    >>> wanted("  韓正　防汛 "), wanted("")
    (['韩正', '防汛'], [])
    """
    words = clean(query)[:MOST].split()
    return [word for word in dict.fromkeys(_folded(w) for w in words) if tokens(word)]


def tokens(text: str) -> list[str]:
    """Single characters, and Latin words and numbers whole.

    >>> tokens("第18次会议 G20")
    ['第', '18', '次', '会', '议', 'g20']
    """
    return _WORD.findall(text.lower())


def pairs(text: str) -> list[str]:
    """Overlapping pairs of what stands side by side; what has no neighbour is left out.

    >>> pairs("防汛会议")
    ['防汛', '汛会', '会议']
    """
    found = tokens(text)
    return [a + b for a, b in pairwise(found)]


class Index:
    """What can be searched. Make one with ``index``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def names(self, query: str, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0) -> list[Named]:
        """Things that have all words of the query in one form of their names: exact ones first, then the best known.

        Args:
            query: in either script.
            kinds: only these kinds.
            limit, offset: how many, and after how many.
        """
        words = wanted(query)
        if not words:
            return []
        only = f" AND t.kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        whole = "".join(words)
        # Beside min(), SQLite takes the other columns from the row that has the least: the form that fits best.
        rows = self._rows(
            "SELECT t.id, t.kind, t.name, t.form, "
            "min(CASE WHEN t.form = ? THEN 0 WHEN t.form LIKE ? ESCAPE '\\' THEN 1 ELSE 2 END) AS place "
            f"FROM names n JOIN things t ON t.row = n.rowid WHERE names MATCH ?{only} GROUP BY t.id "
            "ORDER BY place, t.weight DESC, length(t.name), t.id LIMIT ? OFFSET ?",
            [whole, _like(whole) + "%", " AND ".join(map(_of_name, words)), *kinds, limit, offset],
        )
        return [Named(i, kind, name, "" if _plain(name) == form else form) for i, kind, name, form, _ in rows]

    def count_names(self, query: str) -> dict[str, int]:
        """How many things of each kind ``names`` would find."""
        words = wanted(query)
        if not words:
            return {}
        rows = self._rows(
            "SELECT t.kind, count(DISTINCT t.id) FROM names n JOIN things t ON t.row = n.rowid WHERE names MATCH ? GROUP BY t.kind",
            [" AND ".join(map(_of_name, words))],
        )
        found = {kind: int(number) for kind, number in rows}
        return {kind: found[kind] for kind in _KINDS if kind in found}

    def texts(self, query: str, limit: int = 20, offset: int = 0) -> tuple[list[Read], int]:
        """Notices whose title or text has all words of the query, the newest first; and how many there are."""
        words = wanted(query)
        if not words:
            return [], 0
        where, given = _of_texts(words)
        total = int(self._rows(f"SELECT count(*) FROM texts WHERE {where}", given)[0][0])
        rows = self._rows(
            f"SELECT id, published, title, body FROM texts WHERE {where} ORDER BY published DESC, id LIMIT ? OFFSET ?",
            [*given, limit, offset],
        )
        return [Read(i, published, title, *around(body, words)) for i, published, title, body in rows], total

    def _rows(self, sql: str, given: Sequence[object]) -> list[tuple[str, ...]]:
        with self._lock:
            return self._connection.execute(sql, given).fetchall()

    def close(self) -> None:
        """Give up the index's file."""
        self._connection.close()


def around(body: str, words: Sequence[str], room: int = 90) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words around the first place where something stands, and where it stands in them.

    >>> around("会议由张春生主持。", ["张春生"])
    ('会议由张春生主持。', ((3, 6),))
    """
    low = body.lower()
    first = min((at for word in words if (at := low.find(word)) >= 0), default=0)
    start = max(first - room // 3, 0)
    piece = re.sub(r"\s", " ", body[start:start + room])
    lead, tail = "…" * (start > 0), "…" * (start + room < len(body))
    spans = sorted(m.span() for word in words for m in re.finditer(re.escape(word), piece.lower()))
    apart: list[tuple[int, int]] = []
    for a, b in spans:
        if not apart or a >= apart[-1][1]:
            apart.append((a, b))
    return lead + piece + tail, tuple((a + len(lead), b + len(lead)) for a, b in apart)


def index(graph: KnowledgeGraph, texts: Iterable[Text], file: Path | None = None, known: str = "") -> Index:
    """The index of a graph: that beside its file, made anew where the file has changed since; else one in memory.

    Args:
        graph: gives the names.
        texts: the notices, read only where the index has to be made.
        file: the graph's file, beside which the index is kept where it is not small.
        known: what the texts follow from besides, such as the version of the rules that heal.

    >>> graph = KnowledgeGraph([Node("person-a", "Person", "韩正")], [])
    >>> found = index(graph, [Text("notice-a", "2016", "", "韩正出席会议")])
    >>> [n.name for n in found.names("韓正")], [r.id for r in found.texts("正")[0]]
    (['韩正'], ['notice-a'])
    """
    if file is None or file.stat().st_size < _SMALL:
        return Index(_filled(sqlite3.connect(":memory:", check_same_thread=False), graph, texts, ""))
    path, mark = file.with_name(file.name + BESIDE), _mark(file, known)
    found = _opened(path, mark)
    if found is not None:
        return Index(found)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as connection:
            # It holds the notices' words: who may not read the file may not read these.
            unfinished.chmod(file.stat().st_mode & 0o777)
            _filled(connection, graph, texts, mark)
        unfinished.replace(path)
    except (OSError, sqlite3.OperationalError):
        # Nothing may be written there: it is searched all the same.
        return Index(_filled(sqlite3.connect(":memory:", check_same_thread=False), graph, texts, ""))
    finally:
        unfinished.unlink(missing_ok=True)
    again = _opened(path, mark)
    return Index(again if again is not None else _filled(sqlite3.connect(":memory:", check_same_thread=False), graph, texts, ""))


def _opened(path: Path, mark: str) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        if connection.execute("SELECT mark FROM meta").fetchone() == (mark,):
            return connection
        connection.close()
    except sqlite3.Error:
        pass
    return None


def _mark(file: Path, known: str) -> str:
    stat = file.stat()
    return hashlib.sha256(f"{_LAYOUT} {stat.st_size} {stat.st_mtime_ns} {known}".encode()).hexdigest()


def _filled(connection: sqlite3.Connection, graph: KnowledgeGraph, texts: Iterable[Text], mark: str) -> sqlite3.Connection:
    for table in _TABLES:
        connection.execute(table)
    for row, (node, form, written) in enumerate(_forms(graph), 1):
        weight = graph.nx.degree(node.id)
        connection.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)", (row, node.id, node.kind, clean(node.name), form, weight))
        alone = " ".join(dict.fromkeys((*tokens(form), *tokens(written))))
        connection.execute("INSERT INTO names (rowid, pairs, singles) VALUES (?, ?, ?)", (row, " ".join(pairs(form)), alone))
    for row, text in enumerate(texts, 1):
        title, body = clean(text.title), clean(text.body)
        connection.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", (row, text.id, text.published, title, body))
        # A line between title and text, so that no phrase runs over it.
        words = [*pairs(title), "|", *pairs(body)]
        connection.execute("INSERT INTO words (rowid, pairs) VALUES (?, ?)", (row, " ".join(words)))
        connection.execute("INSERT INTO characters (rowid, singles) VALUES (?, ?)", (row, " ".join({*tokens(title), *tokens(body)})))
    connection.execute("INSERT INTO meta VALUES (?)", (mark,))
    connection.commit()
    return connection


def _forms(graph: KnowledgeGraph) -> Iterator[tuple[Node, str, str]]:
    """The forms of all names, as they are compared and as they are written."""
    for node in graph.nodes(_KINDS):
        names = [node.name]
        for attribute in ("aliases", "written"):
            other = node.attributes.get(attribute)
            names += map(str, other) if isinstance(other, (tuple, list)) else ()
        forms = {_plain(name): clean(name) for name in reversed(names)}
        for form in sorted(forms):
            if form:
                yield node, form, forms[form]


def _folded(word: str) -> str:
    return folded(word) or _plain(word)


def _plain(name: str) -> str:
    from kg.identity.names import plain

    # What has no healing to do: names in the graph are Simplified.
    return unicodedata.normalize("NFC", clean(plain(name))).casefold()


def _phrase(found: Sequence[str]) -> str:
    return '"' + " ".join(found).replace('"', "") + '"'


def _of_name(word: str) -> str:
    both = pairs(word)
    return f"pairs : {_phrase(both)}" if both else f"singles : {_phrase(tokens(word))}"


def _of_texts(words: Sequence[str]) -> tuple[str, list[object]]:
    """The condition that a notice has all the words."""
    long = [_phrase(found) for w in words if (found := pairs(w))]
    short = [_phrase(tokens(w)) for w in words if not pairs(w)]
    where, given = [], list[object]()
    for table, asked in (("words", long), ("characters", short)):
        if asked:
            where.append(f"row IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)")
            given.append(" AND ".join(asked))
    return " AND ".join(where), given


def _like(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)
