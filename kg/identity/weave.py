"""Nodes and edges being put together from statements: names counted, first mentions kept, support added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.identity.material import Mention, Page
from kg.identity.roles import commonest
from kg.ids import opaque
from kg.rows import Statement
from ontology.schema import EDGES, Edge, Node, Value

#: An entity before it has its id: its kind and what it is known by inside one resolution.
Ref = tuple[str, str]

#: The mention of what no notice mentions, but reference data know: after all others.
UNMENTIONED = ("~~", "", 0, 0)


@dataclass(slots=True)
class Entity:
    """A node being put together. ``names`` holds, by form, the texts that use it: copies of one text count once."""

    names: dict[str, set[str]] = field(default_factory=dict)
    other: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    mentions: set[Mention] = field(default_factory=set)
    attributes: dict[str, Value] = field(default_factory=dict)

    def name(self) -> str:
        """The form that most texts use; of several the longest, then the least."""
        return min(self.names, key=lambda n: (-len(self.names[n]), -len(n), n))

    def take(self, other: Entity) -> None:
        """Take in what a later notice says of it."""
        for name, groups in other.names.items():
            self.names.setdefault(name, set()).update(groups)
        self.other |= other.other
        self.written |= other.written
        self.mentions |= other.mentions
        self.attributes |= other.attributes


@dataclass(slots=True)
class Tie:
    """An edge being put together."""

    facts: dict[str, None] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    recorded: set[str] = field(default_factory=set)
    confidence: float = 0.0
    lists: dict[str, set[str]] = field(default_factory=dict)
    attributes: dict[str, Value] = field(default_factory=dict)

    def support(self, page: Page, statement: Statement, status: str = "reported") -> None:
        """Add a statement that says so."""
        self.facts[statement.fact] = None
        self.groups.add(page.group)
        self.published.add(page.kept.published)
        self.statuses.add(status)
        self.recorded.add(statement.recorded_from)
        self.confidence = max(self.confidence, statement.confidence)

    def take(self, other: Tie) -> None:
        """Take in what a later notice says of it."""
        self.facts |= other.facts
        self.groups |= other.groups
        self.published |= other.published
        self.statuses |= other.statuses
        self.recorded |= other.recorded
        self.confidence = max(self.confidence, other.confidence)
        for name, values in other.lists.items():
            self.lists.setdefault(name, set()).update(values)
        said = dict(other.attributes)
        if "position" in self.attributes:
            # The first notice that prints a list decides: its numbers belong together.
            said = {name: value for name, value in said.items() if name not in ("position", "list_size", "open_list")}
        if "stated" in (self.attributes.get("source_kind"), said.get("source_kind")):
            said["source_kind"] = "stated"
        self.attributes |= said

    def add(self, name: str, value: str) -> None:
        """Add to one of the lists of what the notices say of it."""
        if value:
            self.lists.setdefault(name, set()).add(value)


TieKey = tuple[str, Ref, Ref, str]


class Weave:
    """The graph being put together: ``node`` and ``tie`` find or make, ``finish`` gives the rows."""

    def __init__(self) -> None:
        self.entities: dict[Ref, Entity] = {}
        self.ties: dict[TieKey, Tie] = {}
        self.mentioned: dict[tuple[str, Ref], dict[str, None]] = {}

    def node(self, kind: str, key: str, name: str, page: Page, statement: Statement, label: str = "") -> Ref:
        """Note that a statement speaks of an entity.

        Args:
            kind, key: the entity.
            name: the name it is given.
            page, statement: where.
            label: what tells it from others of its kind named by the same words, where the name does not.
        """
        ref = (kind, key)
        entity = self.entities.setdefault(ref, Entity())
        entity.names.setdefault(name, set()).add(page.group)
        entity.mentions.add(page.mention(statement, label or name))
        if statement.written:
            entity.written.add(statement.written)
        return ref

    def reference(self, kind: str, key: str, name: str) -> Ref:
        """Note that reference data know an entity."""
        entity = self.entities.setdefault((kind, key), Entity())
        if not entity.names:
            entity.names[name] = set()
        entity.mentions.add((*UNMENTIONED, key))
        return kind, key

    def tie(self, kind: str, source: Ref, target: Ref, apart: str = "") -> Tie:
        """The edge of a kind between two entities; ``apart`` tells several between the same two apart."""
        return self.ties.setdefault((kind, source, target, apart), Tie())

    def mention(self, page: Page, ref: Ref, statement: Statement) -> None:
        """Note that a notice speaks of an entity, with the statement that does."""
        self.mentioned.setdefault((page.id, ref), {})[statement.fact] = None

    def finish(self, issued: frozenset[str]) -> tuple[list[Node], list[Edge]]:
        """The rows, sorted by id.

        Args:
            issued: ids that entities have had before; those of mentions that an entity has now become its former ids.
        """
        ids = self._ids()
        held = set(ids.values())
        nodes = []
        for ref, entity in self.entities.items():
            former = [i for i in once(ref, entity) if i in issued and i not in held] if issued else ()
            nodes.append(node_row(ref, entity, ids[ref], former))
        edges = [
            edge_row(kind, ids[source], ids[target], apart, tie)
            for (kind, source, target, apart), tie in self.ties.items()
        ]
        edges += [mention_row(notice, ids[ref], facts) for (notice, ref), facts in self.mentioned.items()]
        return sorted(nodes, key=lambda n: n.id), sorted(edges, key=lambda e: e.id)

    def _ids(self) -> dict[Ref, str]:
        alike: dict[str, list[Ref]] = {}
        for ref, entity in self.entities.items():
            alike.setdefault(first_id(ref, entity), []).append(ref)
        return {ref: given for name, refs in alike.items() for ref, given in told_apart(name, refs).items()}


def first_id(ref: Ref, entity: Entity) -> str:
    """The id that an entity has of its first mention."""
    return ref[1] if ref[0] == "Notice" else mention_id(ref[0], min(entity.mentions))


def told_apart(name: str, refs: Iterable[Ref]) -> dict[Ref, str]:
    """The ids of the entities whose first mention gives them one: what tells them apart goes in from the second on."""
    first, *others = sorted(refs)
    return {first: name} | {(kind, key): opaque(kind.lower(), name, key) for kind, key in others}


def once(ref: Ref, entity: Entity) -> set[str]:
    """The ids that an entity would have by each of its mentions."""
    return {mention_id(ref[0], m) for m in entity.mentions}


def node_row(ref: Ref, entity: Entity, ident: str, former: Iterable[str] = ()) -> Node:
    """The node of an entity."""
    kind, name = ref[0], entity.name()
    attributes: dict[str, Value] = {}
    aliases = tuple(sorted((set(entity.names) | entity.other) - {name, ""}))
    if aliases and kind in ("Person", "Bureau", "Place", "Meeting", "Campaign"):
        attributes["aliases"] = aliases
    if entity.written:
        attributes["written"] = tuple(sorted(entity.written))
    if former := tuple(sorted(former)):
        attributes["former_ids"] = former
    attributes.update({k: v for k, v in entity.attributes.items() if v not in ("", ())})
    return Node(ident, kind, name, attributes)


def mention_row(notice: str, target: str, facts: Iterable[str]) -> Edge:
    """The edge from a notice to what it speaks of."""
    return Edge(opaque("mentions", notice, target), "MENTIONS", notice, target, {"source_kind": "stated"},
                tuple(sorted(facts)))


def mention_id(kind: str, mention: Mention) -> str:
    """The id that an entity has whose first mention this is."""
    _published, digest, where, start, label = mention
    return opaque(kind.lower(), digest, str(where), str(start), label)


def edge_row(kind: str, source: str, target: str, apart: str, tie: Tie) -> Edge:
    """The edge of a tie between two nodes."""
    known = {a.name for a in EDGES[kind].attributes}
    attributes: dict[str, Value] = {}
    if "status" in known:
        attributes["status"] = settled_status(tie.statuses)
    if "notices" in known:
        attributes["notices"] = len(tie.groups)
        attributes["confidence"] = tie.confidence
    if "published_first" in known and (days := [d for d in tie.published if d]):
        attributes |= {"published_first": min(days), "published_last": max(days)}
    if "recorded_from" in known and tie.recorded:
        attributes["recorded_from"] = min(tie.recorded)
    attributes["source_kind"] = "stated"
    attributes |= {name: tuple(sorted(values)) for name, values in tie.lists.items()}
    attributes |= {name: value for name, value in tie.attributes.items() if value not in ("", 0, False)}
    prefix = kind.lower().replace("_", "-")
    return Edge(opaque(prefix, source, target, apart), kind, source, target,
                {k: v for k, v in attributes.items() if k in known}, tuple(sorted(tie.facts)))


def settled_status(statuses: Iterable[str]) -> str:
    """What several notices say together: what one reports has been; a later report settles what others planned.

    >>> settled_status(["planned", "reported"])
    'reported'
    """
    said = set(statuses)
    return next((s for s in ("reported", "planned", "proposed") if s in said), "reported")


def most_said(values: Mapping[str, set[str]]) -> str:
    """The value that most texts give, of several the least.

    >>> most_said({"女": {"a", "b"}, "男": {"c"}})
    '女'
    """
    return commonest(v for v, groups in values.items() for _ in groups)
