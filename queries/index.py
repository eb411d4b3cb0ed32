"""Where the edges and nodes of each kind are in a graph that cannot change: made once, at the first question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]
else:
    Graph = Any

#: An edge: source, target, id, attributes.
Found = tuple[str, str, str, Mapping[str, Any]]


class Index:
    """The edges of a graph by kind, by kind and end, and by id; its nodes by kind."""

    __slots__ = ("_into", "_kinds", "_nodes", "_out", "by_id")

    def __init__(self, graph: Graph) -> None:
        self._kinds: dict[str, list[Found]] = defaultdict(list)
        self._out: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self._into: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self.by_id: dict[str, Found] = {}
        for edge in graph.edges(keys=True, data=True):
            source, target, ident, data = edge
            kind = data["kind"]
            self.by_id[ident] = edge
            self._kinds[kind].append(edge)
            self._out[kind, source].append(edge)
            self._into[kind, target].append(edge)
        self._nodes: dict[str, list[str]] = defaultdict(list)
        for node, data in graph.nodes(data=True):
            self._nodes[data.get("kind", "")].append(node)

    def edges(self, kinds: Iterable[str], source: str, target: str) -> Iterator[Found]:
        """The edges of some kinds, from a source or to a target where that is given."""
        for kind in kinds:
            if source:
                yield from self._out.get((kind, source), ())
            elif target:
                yield from self._into.get((kind, target), ())
            else:
                yield from self._kinds.get(kind, ())

    def nodes(self, kind: str) -> list[str]:
        """The nodes of a kind."""
        return self._nodes.get(kind, [])


_MADE: WeakKeyDictionary[Any, Index] = WeakKeyDictionary()


def of(graph: Graph) -> Index | None:
    """The index of a frozen graph (``networkx.freeze``); of one that may change there is none.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("person-a", kind="Person", name="王桂兰")
    >>> of(graph) is None, of(networkx.freeze(graph)).nodes("Person")
    (True, ['person-a'])
    """
    if not getattr(graph, "frozen", False):
        return None
    if graph not in _MADE:
        _MADE[graph] = Index(graph)
    return _MADE[graph]
