"""What the pages read: one graph file, its notices and its search index, taken anew when the file changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kg import graphfile, pipeline
from kg.explore import search
from kg.graph import KnowledgeGraph
from kg.ledger import Ledger
from loaders.facts import Notice
from ontology.schema import Evidence

_T = TypeVar("_T")
Stamp = tuple[int, int]
#: So many parts of pages are kept that take long to work out.
_KEPT = 1000


class View:
    """A graph file as it was at one moment.

    Args:
        graph: its graph.
        ledger: its notices, where it has any.
        stamp: the size and time of the file.
    """

    def __init__(self, graph: KnowledgeGraph, ledger: Ledger | None, stamp: Stamp = (0, 0)) -> None:
        self.graph = graph
        self.ledger = ledger
        self.stamp = stamp
        self.lock = threading.RLock()
        self._made: OrderedDict[object, object] = OrderedDict()

    @cached_property
    def index(self) -> search.Index:
        """The search index, made or found at the first call."""
        known = pipeline.rules_version() if self.ledger is not None else ""
        return search.index(self.graph, self._texts(), self.graph.file, known)

    def _texts(self) -> Iterator[search.Text]:
        from loaders.extraction.reading import healed

        for node in self.graph.nodes("Notice"):
            notice = self.notice(node.id)
            published = str(node.attributes.get("published") or "")
            if notice is None:
                yield search.Text(node.id, published, node.name, "")
            else:
                title, body = healed(notice)
                yield search.Text(node.id, published, title.text or node.name, body.text)

    def notice(self, ident: str) -> Notice | None:
        """A notice as it was read, or None where the file does not hold it."""
        if self.ledger is None or self.graph.nx.nodes[ident]["kind"] != "Notice":
            return None
        return self.ledger.notice(ident)

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, which is asked once for each key while it is kept; two that ask at one time may both make it."""
        with self.lock:
            if key in self._made:
                self._made.move_to_end(key)
                known: _T = self._made[key]  # type: ignore[assignment]
                return known
        # Outside the lock: a long question must not keep other pages waiting.
        found = make()
        with self.lock:
            self._made[key] = found
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return found

    @cached_property
    def edges_of_facts(self) -> dict[str, list[tuple[str, str, str]]]:
        """The edges that each fact supports, as source, target and id; mentions by notices say nothing more."""
        out: dict[str, list[tuple[str, str, str]]] = {}
        for source, target, ident, data in self.graph.nx.edges(keys=True, data=True):
            if data["kind"] != "MENTIONS":
                for fact in data["facts"]:
                    out.setdefault(fact, []).append((source, target, ident))
        return out

    def evidence_in(self, notice: str) -> list[Evidence]:
        """The words of a notice that prove facts."""
        if self.ledger is None:
            return self._evidence_by_notice.get(notice, [])
        rows = self.ledger.each(
            "SELECT DISTINCT f.id FROM facts f JOIN statements s ON s.fact = f.row JOIN notices n ON n.row = s.notice "
            "WHERE n.id = ? AND s.recorded_until IS NULL", (notice,),
        )
        return [e for e in self.graph.evidence_of([fact for (fact,) in rows]) if e.notice == notice]

    @cached_property
    def _evidence_by_notice(self) -> dict[str, list[Evidence]]:
        """Of a graph that stands without its notices, the words of each."""
        out: dict[str, list[Evidence]] = {}
        facts = dict.fromkeys(f for _, _, data in self.graph.nx.edges(data=True) for f in data["facts"])
        for e in self.graph.evidence_of(facts):
            out.setdefault(e.notice, []).append(e)
        return out

    def warm(self) -> View:
        """Make now what else the first page would wait for."""
        _ = self.index, self.edges_of_facts, self.graph.lookup
        return self


class Library:
    """One graph file. ``view`` is what it holds; after a change the old one serves until the new one is read.

    Args:
        path: the file.
        ready: is called with what was read, before it is shown.

    Raises:
        LedgerError: the file is missing, damaged or no graph file.
    """

    def __init__(self, path: Path, ready: Callable[[View], object] = lambda view: view) -> None:
        self.path = path
        self.title = path.name
        self._ready = ready
        self._view = self._read()
        self._reading: threading.Thread | None = None
        self._lock = threading.Lock()

    def also(self, ready: Callable[[View], object]) -> None:
        """Call this, too, with what is read from now on, before it is shown."""
        before = self._ready
        self._ready = lambda view: (before(view), ready(view))

    @property
    def view(self) -> View:
        """What the file holds; where it has changed, it is read anew in the background."""
        if self._view.stamp != stamp(self.path):
            self.refresh(0.0)
        return self._view

    def current(self, wait: float) -> View:
        """What the file holds now, for which the caller waits so many seconds at most."""
        if self._view.stamp != stamp(self.path):
            self.refresh(wait)
        return self._view

    def refresh(self, wait: float) -> bool:
        """Read the file anew, and wait for it so many seconds at most; whether it is done."""
        with self._lock:
            if self._reading is None or not self._reading.is_alive():
                self._reading = threading.Thread(target=self._again, daemon=True)
                self._reading.start()
            thread = self._reading
        thread.join(wait)
        return not thread.is_alive()

    def _again(self) -> None:
        from ontology.errors import GuanxiError

        try:
            self._view = self._read()
        except (GuanxiError, OSError):
            # It may be half written, or gone: what was read stands until it can be read again.
            self._view.stamp = stamp(self.path)

    def _read(self) -> View:
        seen = stamp(self.path)
        graph = pipeline.open_graph(self.path)
        ledger = None if graphfile.is_one(self.path) else Ledger.open(self.path, readonly=True)
        view = View(graph, ledger, seen).warm()
        self._ready(view)
        return view


def stamp(path: Path) -> Stamp:
    """What tells that a file has changed: its size and its time."""
    try:
        stat = path.stat()
    except OSError:
        return (0, 0)
    return stat.st_size, stat.st_mtime_ns
