"""The rows sorted and indexed, and the triples of each subject in one block: what both forms of RDF are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Generic, TypeVar

import pyoxigraph as ox

from ontology.dates import date_form
from ontology.divisions import iso_code
from ontology.literals import Said, block, day_literal, iri, is_a, literal, quote_id, strings, term, text
from ontology.origins import Origin, OriginsOf
from ontology.schema import Edge, Evidence, Node, Value
from ontology.terms import CITY, EDGE_TERMS, INSTANTS, NODE_CLASSES, attributes_of, property_of
from ontology.words import annotation_blocks, origin_blocks

#: Gives the evidence of facts by their ids; a fact may have several pieces, or none.
EvidenceOf = Callable[[Iterable[str]], list[Evidence]]

Row = TypeVar("Row", Node, Edge)

#: Facts whose evidence is asked for at once.
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Rows(Generic[Row]):
    """Rows by their ids, in order, each made when it is wanted: only the ids are held.

    >>> rows = Rows(["person-a"], {"person-a": Node("person-a", "Person", "张春生")}.__getitem__)
    >>> [row.name for row in rows]
    ['张春生']
    """

    ids: list[str]
    get: Callable[[str], Row]

    def __iter__(self) -> Iterator[Row]:
        return map(self.get, self.ids)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Rows[Row]:
        """The same rows where they are such already, else held as they are."""
        if isinstance(rows, Rows):
            return rows
        by_id = {row.id: row for row in rows}
        return cls(sorted(by_id), by_id.__getitem__)


@dataclass(slots=True)
class Plan:
    """The rows sorted and indexed, with what is needed to write each subject's triples in one block.

    The indexes hold ids, not rows, so that a graph of many notices can be written beside itself.
    """

    nodes: Rows[Node]
    edges: Rows[Edge]
    evidence_of: EvidenceOf
    origins_of: OriginsOf
    base: str
    recorded: bool
    #: fact -> the edges that rest on it
    rests_on: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: node -> the edges that start there and have a shortcut
    outgoing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: role -> the bureau that it is at
    bureau_of: dict[str, str] = field(default_factory=dict)
    #: shared graph -> the edges with a node of their own that it may hold, and those without
    shared: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(
        cls, nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, origins_of: OriginsOf, base: str,
        recorded: bool,
    ) -> Plan:
        plan = cls(Rows.of(nodes), Rows.of(edges), evidence_of, origins_of, base, recorded)
        rests_on, outgoing = plan.rests_on, plan.outgoing
        for edge in plan.edges:
            for fact in edge.facts:
                rests_on[fact] = (*rests_on.get(fact, ()), edge.id)
            if has_shortcut(edge):
                outgoing[edge.source] = (*outgoing.get(edge.source, ()), edge.id)
            if edge.kind == "AT":
                plan.bureau_of[edge.source] = edge.target
            (plan.shared if EDGE_TERMS[edge.kind].classes else plan.bare)[graph_of(edge)].append(edge.id)
        return plan

    def name(self, ident: str) -> ox.NamedNode:
        return ox.NamedNode(iri(ident, self.base))

    def evidence(self, facts: Iterable[str], notice: str) -> Iterator[tuple[Evidence, str]]:
        """What a notice says of the facts, in order, each piece of evidence with its id."""
        rest = iter(facts)
        while batch := list(islice(rest, _BATCH)):
            found = [(e, quote_id(e)) for e in self.evidence_of(batch) if e.notice == notice]
            # Two pieces of one clause come in the order of their ids.
            yield from sorted(found, key=lambda pair: (pair[0].fact, pair[0].field, pair[0].start, pair[0].end, pair[1]))

    def facts_by_notice(self) -> dict[str, list[str]]:
        said: dict[str, dict[str, None]] = defaultdict(dict)
        rest = iter(sorted(self.rests_on))
        while batch := list(islice(rest, _BATCH)):
            for evidence in sorted(self.evidence_of(batch), key=lambda e: e.fact):
                said[evidence.notice][evidence.fact] = None
        return {notice: list(said[notice]) for notice in sorted(said)}

    def origin(self, notice: str) -> Origin | None:
        return next(self.origins_of([notice]), None)

    def from_node(self, node: str) -> list[Edge]:
        """The edges that start at a node and have a shortcut."""
        return [self.edges.get(ident) for ident in self.outgoing.get(node, ())]

    def resting_on(self, facts: Iterable[str]) -> dict[str, Edge]:
        """The edges that rest on the facts, by id, in order."""
        found = {ident for fact in facts for ident in self.rests_on[fact]}
        return {ident: self.edges.get(ident) for ident in sorted(found)}

    # Blocks: the triples of one subject, sorted.

    def entity_blocks(self, own: Callable[[Edge], bool]) -> Iterator[list[Said]]:
        """All nodes, then all edges; of an edge its ends too where ``own`` says so, else only what it sums up."""
        for node in self.nodes:
            yield from self.node_blocks(node, [e for e in self.from_node(node.id) if own(e)])
        for edge in self.edges:
            yield from self.edge_blocks(edge, own(edge))

    def edge_blocks(self, edge: Edge, own: bool = True) -> Iterator[list[Said]]:
        """An edge, and its spell in time where it has one."""
        subject = self.name(edge.id)
        if parts := (self.statement(edge, subject) if own else []) + self.summary(edge, subject):
            yield block(parts)
        yield from self.spell_blocks(edge)

    def shared_blocks(
        self, graph: str, elsewhere: Callable[[Edge], bool], told_by: Mapping[str, Collection[str]]
    ) -> Iterator[list[Said]]:
        """What stands in a shared graph: the entities, or edges with their short cuts, save what notices say."""
        if graph == "entities":
            for node in self.nodes:
                yield from self.node_blocks(node, ())
            return
        unsaid = (self.edges.get(ident) for ident in (*self.shared[graph], *self.bare[graph]) if ident not in told_by)
        short = sorted((e.source, e.id) for e in unsaid if not elsewhere(e) and has_shortcut(e))
        for _, group in groupby(short, key=lambda pair: pair[0]):
            yield block([self.shortcut(self.edges.get(ident)) for _, ident in group])
        for edge in map(self.edges.get, self.shared[graph]):
            subject = self.name(edge.id)
            parts = ([] if elsewhere(edge) else self.statement(edge, subject)) + self.summary(edge, subject)
            if parts and edge.id in told_by:
                derived = term("prov:wasDerivedFrom")
                parts += [(subject, derived, self.name(notice + "-graph")) for notice in told_by[edge.id]]
            yield block(parts)
            yield from self.spell_blocks(edge)

    def node_blocks(self, node: Node, shortcuts: Iterable[Edge]) -> Iterator[list[Said]]:
        subject = self.name(node.id)
        out = [is_a(subject, c) for c in NODE_CLASSES[node.kind]]
        if node.name:
            out.append((subject, term("rdfs:label"), text("rdfs:label", node.name)))
        if node.attributes.get("city") is True:
            out.append(is_a(subject, CITY))
        if province := iso_code(str(node.attributes.get("code") or "")):
            out.append((subject, term("gx:isoCode"), ox.Literal(province)))
        out += self.attribute_triples(subject, node.kind, node.attributes)
        out += [self.shortcut(edge) for edge in shortcuts]
        yield block(out)
        for former in strings(node.attributes.get("former_ids", ())) if self.recorded else ():
            yield [(self.name(former), term("dcterms:isReplacedBy"), subject)]
        if node.kind == "Notice":
            for where in ("text", "title"):
                raw = self.name(f"{node.id}-{where}")
                yield block([
                    is_a(raw, "gx:RawText"),
                    (raw, term("dcterms:isPartOf"), subject),
                    (raw, term("gx:field"), ox.Literal(where)),
                ])

    def statement(self, edge: Edge, subject: ox.NamedNode) -> list[Said]:
        """What the edge says: its classes and its two ends."""
        terms = EDGE_TERMS[edge.kind]
        if not terms.classes:
            return []
        out = [is_a(subject, c) for c in terms.classes]
        out.append((subject, term(terms.source), self.name(edge.source)))
        out.append((subject, term(terms.target), self.name(edge.target)))
        if edge.kind == "HOLDS" and edge.target in self.bureau_of:
            out.append((subject, term("org:organization"), self.name(self.bureau_of[edge.target])))
        return out

    def summary(self, edge: Edge, subject: ox.NamedNode) -> list[Said]:
        """What all the edge's facts together come to: its attributes."""
        if not EDGE_TERMS[edge.kind].classes:
            return []
        out = self.attribute_triples(subject, edge.kind, edge.attributes)
        if edge.kind == "HOLDS" and (edge.attributes.get("began") or edge.attributes.get("ended")):
            out.append((subject, term("org:memberDuring"), self.name(edge.id + "-during")))
        return out

    def shortcut(self, edge: Edge) -> Said:
        return (self.name(edge.source), term(EDGE_TERMS[edge.kind].shortcut), self.name(edge.target))

    def spell_blocks(self, edge: Edge) -> Iterator[list[Said]]:
        """The spell of a post as an OWL-Time interval, where its beginning or its end is said."""
        if edge.kind != "HOLDS":
            return
        bounds = [
            (bound, f"{edge.id}-{name}", str(edge.attributes[name]))
            for name, bound in (("began", "time:hasBeginning"), ("ended", "time:hasEnd"))
            if edge.attributes.get(name)
        ]
        if not bounds:
            return
        during = self.name(edge.id + "-during")
        yield block([
            is_a(during, "time:ProperInterval"),
            *((during, term(bound), self.name(ident)) for bound, ident, _ in bounds),
        ])
        for _, ident, day in bounds:
            instant, form = self.name(ident), date_form(day)
            dated = [(instant, term(form[1]), day_literal(day))] if form else []
            yield block([is_a(instant, "time:Instant"), *dated])

    def attribute_triples(self, subject: ox.NamedNode, kind: str, values: Mapping[str, Value]) -> list[Said]:
        out: list[Said] = []
        for attribute in attributes_of(kind):
            value = values.get(attribute.name, "reported" if attribute.name == "status" else "")
            # A city is a class; a false flag says no more than none.
            if attribute.name == "city" or value is False or value in ("", None):
                continue
            name = property_of(kind, attribute.name)
            # The ids that a thing had depend on the order in which its ledger was fed.
            if not self.recorded and (name in INSTANTS or attribute.name == "former_ids"):
                continue
            for item in strings(value) if attribute.type == "strs" else (value,):
                if attribute.name == "former_ids":
                    out.append((subject, term(name), self.name(str(item))))
                else:
                    out.append((subject, term(name), literal(name, attribute.type, item)))
        return out

    def graph_block(self, notice: str) -> list[Said]:
        graph = self.name(notice + "-graph")
        return block([is_a(graph, "gx:NoticeGraph"), (graph, term("prov:wasDerivedFrom"), self.name(notice))])

    def notice_blocks(self, notice: str, edges: Mapping[str, Edge]) -> Iterator[list[Said]]:
        """What one notice says of things and relations: the edges that it supports, and their shortcuts."""
        mentions = (e for e in self.from_node(notice) if e.kind == "MENTIONS")
        starts = sorted([*filter(has_shortcut, edges.values()), *mentions], key=lambda e: e.source)
        for _, group in groupby(starts, key=lambda e: e.source):
            yield block([self.shortcut(e) for e in group])
        for edge in edges.values():
            subject = self.name(edge.id)
            if parts := self.statement(edge, subject):
                yield block([*parts, (subject, term("prov:wasDerivedFrom"), self.name(notice))])

    def word_blocks(
        self, notice: str, facts: list[str], edges: Mapping[str, Edge], origin: Origin | None
    ) -> Iterator[list[Said]]:
        """The words of one notice that prove the facts, and how it was healed and read."""
        found = list(self.evidence(facts, notice))
        if origin is not None:
            yield from origin_blocks(self.name, origin, {e.rule for e, _ in found if e.rule})
        for evidence, ident in found:
            proved = (edges[one] for one in self.rests_on[evidence.fact])
            # A mention has no node of its own: its words are about the thing mentioned.
            bodies = {e.id if EDGE_TERMS[e.kind].classes else e.target for e in proved}
            yield from annotation_blocks(self.name, evidence, ident, bodies, origin)


def has_shortcut(edge: Edge) -> bool:
    """Whether the edge also stands as one plain triple: what is only announced does not, for it has not happened."""
    status = edge.attributes.get("status") or "reported"
    return status == "reported" or (edge.kind == "PROPOSED_FOR" and status == "proposed")


def graph_of(edge: Edge) -> str:
    """The shared graph that holds what an edge comes to beyond its notices' own words."""
    if edge.kind == "NOT_SAME_AS":
        return "decisions"
    return "reference" if edge.attributes.get("source_kind") == "reference" else "inferred"
