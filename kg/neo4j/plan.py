"""What a push has to do: the graph's items beside what the database holds of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.neo4j import rows
from kg.neo4j.cypher import DIGEST, OWNER
from kg.neo4j.rows import Properties
from ontology.schema import NODES

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@dataclass(slots=True)
class Item:
    """A node or relationship as it is to stand in the database. ``ends`` are the ids of a relationship's two nodes."""

    kind: str
    properties: Properties
    group: tuple[str, ...]
    ends: tuple[str, str] | tuple[()] = ()

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    @property
    def digest(self) -> str:
        return str(self.properties[DIGEST])


class Held(NamedTuple):
    """What the database says of an item of this graph."""

    digest: str | None
    own: bool
    shared: bool
    stale: bool
    ends: tuple[str, ...] = ()


class Taken(NamedTuple):
    """An item of this graph that another one has written."""

    owner: str | None
    digest: str | None


@dataclass(slots=True)
class Plan:
    """For one kind of item, what is to be done. Items are in order of their ids, so that pushes lock in one order."""

    kind: str
    create: list[Item] = field(default_factory=list)
    change: list[Item] = field(default_factory=list)
    #: Relationships whose ends have changed: they are deleted and made anew.
    turn: list[Item] = field(default_factory=list)
    share: list[str] = field(default_factory=list)
    unshare: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    #: Stale already, and so left as they are where stale items are kept.
    stale: list[str] = field(default_factory=list)
    left: int = 0
    shared: int = 0


def items(graph: KnowledgeGraph, owner: str) -> dict[str, dict[str, Item]]:
    """The graph's items by kind and id, nodes first."""
    out: dict[str, dict[str, Item]] = defaultdict(dict)
    kinds, published = {}, {}
    for node in graph.nodes():
        kinds[node.id] = node.kind
        if node.kind == "Notice":
            published[node.id] = str(node.attributes.get("published", ""))
        city = "City" if node.kind == "Place" and node.attributes.get("city") is True else ""
        out[node.kind][node.id] = _item(node.kind, rows.of_node(node), (city,), owner)
    for edge, evidence in rows.edges_with_evidence(graph, graph.edges()):
        said = rows.of_edge(edge, evidence, published)
        group = (kinds[edge.source], kinds[edge.target])
        out[edge.kind][edge.id] = _item(edge.kind, said, group, owner, (edge.source, edge.target))
    return out


def _item(
    kind: str, properties: Properties, group: tuple[str, ...], owner: str, ends: tuple[str, str] | tuple[()] = ()
) -> Item:
    digest = rows.digest(properties, *ends)
    properties[OWNER], properties[DIGEST] = owner, digest
    return Item(kind, properties, group, ends)


def plan(kind: str, wanted: Mapping[str, Item], held: Mapping[str, Held], taken: Mapping[str, Taken]) -> Plan:
    """Set the graph's items of a kind beside what the database holds.

    Args:
        kind: a kind of node or edge.
        wanted: the graph's items by id.
        held: what the database holds for this graph, by id.
        taken: of the items wanted, those that others have written.
    """
    out = Plan(kind)
    for ident in sorted(wanted):
        item, there = wanted[ident], held.get(ident)
        if there is None:
            if ident in taken:
                out.share.append(ident)
                out.shared += 1
            else:
                out.create.append(item)
        elif not there.own:
            out.shared += 1
        elif there.digest == item.digest and not there.stale:
            out.left += 1
        elif kind not in NODES and there.ends != item.ends:
            out.turn.append(item)
        else:
            out.change.append(item)
    for ident in sorted(set(held) - set(wanted)):
        there = held[ident]
        if there.shared or not there.own:
            out.unshare.append(ident)
        elif there.stale:
            out.stale.append(ident)
        else:
            out.remove.append(ident)
    return out


def successors(wanted: Mapping[str, Mapping[str, Item]]) -> dict[tuple[str, str], str]:
    """By kind and former id, the id of the node that took its place."""
    return {
        (kind, former): item.id
        for kind in NODES for item in wanted.get(kind, {}).values() for former in item.properties.get("former_ids", ())
    }


def grouped(items: Iterable[Item]) -> Iterator[tuple[tuple[str, ...], list[Item]]]:
    """Items by what their Cypher text depends on."""
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.group].append(item)
    yield from sorted(groups.items())
