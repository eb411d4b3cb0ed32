"""What a picture of the graph shows: which nodes, under which words, and the lines between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

from kg.graph import KnowledgeGraph
from ontology.schema import EDGE_KINDS, KINDS

#: Ties that a picture of people and meetings would drown in; they are shown of a node of that kind that is asked about.
_ONLY_ABOUT: Mapping[str, str] = {
    "MENTIONS": "Notice", "COPY_OF": "Notice", "ISSUED_BY": "Notice", "LOCATED_IN": "Place", "WITHIN": "Place",
    "NOT_SAME_AS": "Person",
}
_TO_POSTS: Mapping[str, str] = {"HOLDS": "", "APPOINTED_TO": "任命", "REMOVED_FROM": "免去", "PROPOSED_FOR": "拟任"}
_ORDER = {kind.name: place for place, kind in enumerate(EDGE_KINDS)}
#: How far from what is asked about a picture goes: from a person over a meeting to the others there.
_REACH = 2


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of the picture: the words along it, and whether any of them has been reported."""

    source: str
    target: str
    label: str
    reported: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """The nodes and lines of a picture; ``left_out`` counts the nodes for which there was no room."""

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    about: tuple[str, ...]
    left_out: int


def scene(graph: KnowledgeGraph, about: Sequence[str], limit: int) -> Scene:
    """Choose what to show.

    A post is shown as words on the line from its holder to its bureau.

    Args:
        graph: the graph.
        about: ids of nodes that the picture is about; none for the whole graph.
        limit: the most nodes to show, those nearest to ``about`` and with most ties first.
    """
    words: dict[tuple[str, str], list[tuple[int, str, bool]]] = defaultdict(list)
    for source, target, kind, label, reported in _ties(graph, frozenset(about)):
        words[source, target].append((_ORDER[kind], label, reported))
    near: dict[str, set[str]] = defaultdict(set)
    for source, target in words:
        near[source].add(target)
        near[target].add(source)
    chosen, known = _chosen(about, near, limit)
    ties = []
    for (source, target), said in sorted(words.items()):
        if source in chosen and target in chosen:
            labels = dict.fromkeys(label for _, label, _ in sorted(said))
            ties.append(Tie(source, target, "、".join(labels), any(reported for _, _, reported in said)))
    return Scene(tuple(sorted(chosen)), tuple(ties), tuple(about), known - len(chosen))


def _ties(graph: KnowledgeGraph, about: frozenset[str]) -> Iterator[tuple[str, str, str, str, bool]]:
    kinds = {ident: data["kind"] for ident, data in graph.nx.nodes(data=True)}
    bureau_of = {
        role: bureau for role, bureau, data in graph.nx.edges(data=True)
        if data["kind"] == "AT" and role not in about
    }
    for source, target, data in graph.nx.edges(data=True):
        kind = data["kind"]
        only = _ONLY_ABOUT.get(kind)
        if only and not any(end in about and kinds[end] == only for end in (source, target)):
            continue
        if kind == "AT" and source in bureau_of:
            continue
        reported = data.get("status", "reported") == "reported"
        if kind in _TO_POSTS and target in bureau_of:
            yield source, bureau_of[target], kind, _post(graph, target, data), reported
        else:
            yield source, target, kind, KINDS[kind].zh, reported


def _post(graph: KnowledgeGraph, role: str, data: Mapping[str, Any]) -> str:
    title = str(graph.nx.nodes[role].get("title") or graph.nx.nodes[role]["name"])
    if data["kind"] == "HOLDS":
        acting = "代" if data.get("acting") and not title.startswith("代") else ""
        former = "原" if (data.get("former") or data.get("ended")) and title[:1] not in "原前" else ""
        return former + acting + title
    return _TO_POSTS[data["kind"]] + title


def _chosen(about: Sequence[str], near: Mapping[str, set[str]], limit: int) -> tuple[set[str], int]:
    """The nodes to show, and how many there would be to show."""
    if not about:
        return _core(near, limit), len(near)
    distance = dict.fromkeys(about, 0)
    ring: Iterable[str] = about
    for step in range(1, _REACH + 1):
        ring = sorted({n for m in ring for n in near.get(m, ())} - set(distance))
        distance.update(dict.fromkeys(ring, step))
    chosen: set[str] = set()
    for node in sorted(distance, key=lambda n: (distance[n], -len(near.get(n, ())), n)):
        if len(chosen) == limit:
            break
        # Nearest first, so that what is shown hangs together.
        if not distance[node] or near[node] & chosen:
            chosen.add(node)
    return chosen, len(distance)


def _core(near: Mapping[str, set[str]], limit: int) -> set[str]:
    """The nodes with most ties, each tied to another one shown: from the first on to the weightiest neighbour."""
    ranked = sorted(near, key=lambda n: (-len(near[n]), n))
    place = {node: n for n, node in enumerate(ranked)}
    chosen: set[str] = set()
    rim: list[int] = []
    starts = iter(ranked)
    while len(chosen) < min(limit, len(ranked)):
        node = ranked[heappop(rim)] if rim else next(starts)
        if node in chosen:
            continue
        chosen.add(node)
        for other in near[node] - chosen:
            heappush(rim, place[other])
    return chosen
