"""Finds nodes by what people call them: names in either script, other forms of them, ids and former ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache

from ontology.errors import GuanxiError
from ontology.schema import NODE_KINDS, Node

#: How alike a name must be to be offered in place of one that is not there (Dice of characters and pairs of them).
_ALIKE = 0.3
_ORDER = {kind.name: place for place, kind in enumerate(NODE_KINDS)}


class NotFoundError(GuanxiError):
    """Nothing in the graph goes by that name; ``nearest`` holds the names that come near."""

    def __init__(self, name: str, kinds: Collection[str], nearest: list[str]) -> None:
        self.nearest = nearest
        what = " or ".join(kinds) if kinds else "thing"
        hint = f": did you mean {'、'.join(nearest)}?" if nearest else ""
        super().__init__(f"no {what} named {name} in the graph{hint}")


@cache
def folded(name: str) -> str:
    """A name as it is compared: healed, Simplified, without spaces and quotation marks.

    >>> folded("趙俊芝"), folded("“三严三实” 专题教育")
    ('赵俊芝', '三严三实专题教育')
    """
    from kg.identity.names import plain
    from loaders.healing import heal

    return plain(heal(name).text).casefold()


class Lookup:
    """An index of names over the nodes given.

    >>> look = Lookup([Node("person-a", "Person", "赵俊芝", {"aliases": ("赵局长",)})])
    >>> look.find("趙俊芝"), look.find("赵局长"), look.nearest("赵俊之")
    (['person-a'], ['person-a'], ['赵俊芝'])
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._kinds: dict[str, str] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._others: dict[str, list[str]] = defaultdict(list)
        self._former: dict[str, list[str]] = defaultdict(list)
        self._shown: dict[str, str] = {}
        for node in nodes:
            self._kinds[node.id] = node.kind
            if node.name:
                # Names in the graph are healed already; healing each again would take the time of a build.
                key = _plain(node.name)
                self._names[key].append(node.id)
                self._shown[key] = node.name
            for attribute in ("aliases", "written"):
                for other in _strings(node.attributes.get(attribute)):
                    self._others[_plain(other)].append(node.id)
            for former in _strings(node.attributes.get("former_ids")):
                self._former[former].append(node.id)

    def find(self, name: str, kinds: Collection[str] = ()) -> list[str]:
        """The ids of the nodes that go by a name or an id, those by their full name before those by another form.

        Args:
            name: an id, a former id, or a name in either script.
            kinds: only nodes of these kinds; of any where it is empty.
        """
        found: dict[str, None] = {}
        if name in self._kinds:
            found[name] = None
        for ident in self._former.get(name, ()):
            found[ident] = None
        for key in dict.fromkeys((_plain(name), folded(name))):
            for index in (self._names, self._others):
                for ident in sorted(index.get(key, ()), key=lambda i: (_ORDER[self._kinds[i]], i)):
                    found[ident] = None
        return [ident for ident in found if not kinds or self._kinds[ident] in kinds]

    def nearest(self, name: str, kinds: Collection[str] = (), limit: int = 5) -> list[str]:
        """Names that come near one that is not there, nearest first."""
        wanted = _pieces(folded(name))
        scored = []
        for key, shown in self._shown.items():
            if kinds and not any(self._kinds[ident] in kinds for ident in self._names[key]):
                continue
            pieces = _pieces(key)
            together = len(wanted & pieces)
            if together and (score := 2 * together / (len(wanted) + len(pieces))) >= _ALIKE:
                scored.append((-score, shown))
        return [shown for _, shown in sorted(scored)[:limit]]


def _plain(name: str) -> str:
    from kg.identity.names import plain

    return plain(name).casefold()


def _pieces(name: str) -> set[str]:
    return set(name) | {name[i:i + 2] for i in range(len(name) - 1)}


def _strings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else ()
