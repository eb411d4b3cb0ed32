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
        nodes = [self._node(ref, entity, ids[ref], issued) for ref, entity in self.entities.items()]
        edges = [
            _edge(kind, ids[source], ids[target], apart, tie)
            for (kind, source, target, apart), tie in self.ties.items()
        ]
        edges += [
            Edge(opaque("mentions", notice, ids[ref]), "MENTIONS", notice, ids[ref], {"source_kind": "stated"},
                 tuple(sorted(facts)))
            for (notice, ref), facts in self.mentioned.items()
        ]
        return sorted(nodes, key=lambda n: n.id), sorted(edges, key=lambda e: e.id)

    def _ids(self) -> dict[Ref, str]:
        taken: dict[str, Ref] = {}
        out: dict[Ref, str] = {}
        for ref in sorted(self.entities):
            kind, key = ref
            name = key if kind == "Notice" else mention_id(kind, min(self.entities[ref].mentions))
            if name in taken:
                # The same words are the first of two entities: what tells them apart goes in as well.
                name = opaque(kind.lower(), name, key)
            taken[name] = ref
            out[ref] = name
        return out

    def _node(self, ref: Ref, entity: Entity, name_id: str, issued: frozenset[str]) -> Node:
        kind, name = ref[0], entity.name()
        attributes: dict[str, Value] = {}
        aliases = tuple(sorted((set(entity.names) | entity.other) - {name, ""}))
        if aliases and kind in ("Person", "Bureau", "Place", "Meeting", "Campaign"):
            attributes["aliases"] = aliases
        if entity.written:
            attributes["written"] = tuple(sorted(entity.written))
        if issued:
            once = {mention_id(kind, m) for m in entity.mentions}
            former = sorted(i for i in once if i != name_id and i in issued)
            if former:
                attributes["former_ids"] = tuple(former)
        attributes.update({k: v for k, v in entity.attributes.items() if v not in ("", ())})
        return Node(name_id, kind, name, attributes)


def mention_id(kind: str, mention: Mention) -> str:
    """The id that an entity has whose first mention this is."""
    _published, digest, where, start, label = mention
    return opaque(kind.lower(), digest, str(where), str(start), label)


def _edge(kind: str, source: str, target: str, apart: str, tie: Tie) -> Edge:
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
