"""From the rows of the graph to RDF: every edge a node of its own, with the words that prove it as annotations.

Two forms of the same triples. ``quads`` is the data set: what a notice supports stands in that notice's own named
graph; entities, decisions, reference data and what follows from several notices stand in a named graph each, and the
default graph says which notice each graph comes from. ``triples`` is their union, subject by subject. Both come in one
fixed order, so that two exports of a graph are equal to the byte.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, islice
from urllib.parse import quote as percent
from urllib.parse import unquote

import pyoxigraph as ox

from ontology.dates import date_form
from ontology.schema import Edge, Evidence, Node, Value
from ontology.terms import BASE, CITY, EDGE_TERMS, INSTANTS, NODE_CLASSES, SIMPLIFIED, attributes_of, full, property_of
from ontology.text import clean

Triple = ox.Triple
Quad = ox.Quad
#: Gives the evidence of facts by their ids; a fact may have several pieces, or none.
EvidenceOf = Callable[[Iterable[str]], list[Evidence]]

#: The named graphs of what no one notice says, in the order in which they are written.
SHARED_GRAPHS = ("decisions", "entities", "inferred", "reference")
#: Facts whose evidence is asked for at once.
_BATCH = 1000


def iri(ident: str, base: str = BASE) -> str:
    """The IRI of an id: opaque ids are ASCII already, anything else is percent-encoded.

    >>> iri("person-7k3q", "https://data.example/")
    'https://data.example/person-7k3q'
    """
    return base + percent(ident, safe="-._~")


def id_of(address: str, base: str = BASE) -> str:
    """The id behind an IRI, or the IRI itself where it does not start with ``base``.

    >>> id_of("https://data.example/person-7k3q", "https://data.example/")
    'person-7k3q'
    """
    return unquote(address[len(base):]) if address.startswith(base) else address


def quote_id(evidence: Evidence) -> str:
    """The id of one piece of evidence: its content's hash, so that it never changes."""
    # One clause may prove one fact twice, by two of its pieces: a name that stands in it twice.
    content = json.dumps([
        evidence.fact, evidence.notice, evidence.field, evidence.start, evidence.end, evidence.rule,
        round(evidence.confidence, 6),
        evidence.title, evidence.verb, evidence.parts, evidence.settled_by,
    ])
    digest = base64.b32encode(hashlib.sha256(content.encode("ascii")).digest()).decode("ascii")
    return "quote-" + digest[:16].lower()


def quads(
    nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, base: str = BASE, recorded: bool = True
) -> Iterator[Quad]:
    """The graph as a data set, one named graph a notice, in a fixed order.

    Args:
        nodes, edges: the rows, in any order.
        evidence_of: gives the evidence of fact ids.
        base: what ids are put behind.
        recorded: whether to write when this ledger held a fact; two builds differ in nothing else.
    """
    plan = _Plan.of(nodes, edges, evidence_of, base, recorded)
    said = plan.facts_by_notice()
    told_by: dict[str, set[str]] = defaultdict(set)
    for notice, facts in said.items():
        for fact in facts:
            for edge in plan.rests_on[fact]:
                told_by[edge.id].add(notice)
    elsewhere = told_by.keys() | {e.id for notice in said for e in plan.mentions(notice)}
    for notice in sorted(said):
        for t in plan.graph_block(notice):
            yield Quad(t.subject, t.predicate, t.object)
    for name in SHARED_GRAPHS:
        graph = shared_graph(name, base)
        for block in plan.shared_blocks(name, elsewhere, told_by):
            for t in block:
                yield Quad(t.subject, t.predicate, t.object, graph)
    for notice in sorted(said):
        graph = plan.name(notice + "-graph")
        for block in plan.notice_blocks(notice, said[notice]):
            for t in block:
                yield Quad(t.subject, t.predicate, t.object, graph)


def shared_graph(name: str, base: str = BASE) -> ox.NamedNode:
    """The named graph of what no one notice says: ``decisions``, ``entities``, ``inferred`` or ``reference``.

    >>> shared_graph("entities", "https://data.example/").value
    'https://data.example/graph/entities'
    """
    # No id's IRI holds a slash behind the base, so none is a graph's.
    return ox.NamedNode(f"{base}graph/{name}")


def graph_of(edge: Edge) -> str:
    """The shared graph that holds what an edge comes to beyond its notices' own words."""
    if edge.kind == "NOT_SAME_AS":
        return "decisions"
    return "reference" if edge.attributes.get("source_kind") == "reference" else "inferred"


def triples(
    nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, base: str = BASE, recorded: bool = True
) -> Iterator[Triple]:
    """The union of all the named graphs, subject by subject. Arguments as for ``quads``."""
    plan = _Plan.of(nodes, edges, evidence_of, base, recorded)
    for block in plan.entity_blocks(own=lambda _: True):
        yield from block
    for batch in plan.evidence(sorted(plan.rests_on)):
        for evidence in batch:
            for block in plan.annotation_blocks(evidence):
                yield from block


@dataclass(slots=True)
class _Plan:
    """The rows sorted and indexed, with what is needed to write each subject's triples in one block."""

    nodes: list[Node]
    edges: list[Edge]
    evidence_of: EvidenceOf
    base: str
    recorded: bool
    #: fact -> the edges that rest on it
    rests_on: dict[str, list[Edge]] = field(default_factory=dict)
    #: node -> the edges that start there and have a shortcut
    outgoing: dict[str, list[Edge]] = field(default_factory=dict)
    #: role -> the bureau that it is at
    bureau_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, base: str, recorded: bool
    ) -> _Plan:
        plan = cls(sorted(nodes, key=_id), sorted(edges, key=_id), evidence_of, base, recorded)
        rests_on: dict[str, list[Edge]] = defaultdict(list)
        outgoing: dict[str, list[Edge]] = defaultdict(list)
        for edge in plan.edges:
            for fact in edge.facts:
                rests_on[fact].append(edge)
            if has_shortcut(edge):
                outgoing[edge.source].append(edge)
            if edge.kind == "AT":
                plan.bureau_of[edge.source] = edge.target
        plan.rests_on, plan.outgoing = dict(rests_on), dict(outgoing)
        return plan

    def name(self, ident: str) -> ox.NamedNode:
        return ox.NamedNode(iri(ident, self.base))

    def evidence(self, facts: Iterable[str]) -> Iterator[list[Evidence]]:
        """The evidence of the facts, a batch of facts at a time, in the order of the facts given."""
        rest = iter(facts)
        while batch := list(islice(rest, _BATCH)):
            place = {fact: at for at, fact in enumerate(batch)}
            yield sorted(self.evidence_of(batch), key=lambda e: (place[e.fact], *_place(e)))

    def facts_by_notice(self) -> dict[str, list[str]]:
        said: dict[str, dict[str, None]] = defaultdict(dict)
        for batch in self.evidence(sorted(self.rests_on)):
            for evidence in batch:
                said[evidence.notice][evidence.fact] = None
        return {notice: list(facts) for notice, facts in said.items()}

    def mentions(self, notice: str) -> list[Edge]:
        return [e for e in self.outgoing.get(notice, ()) if e.kind == "MENTIONS"]

    # Blocks: the triples of one subject, sorted.

    def entity_blocks(self, own: Callable[[Edge], bool]) -> Iterator[list[Triple]]:
        """All nodes, then all edges; of an edge its ends too where ``own`` says so, else only what it sums up."""
        for node in self.nodes:
            yield from self.node_blocks(node, [e for e in self.outgoing.get(node.id, ()) if own(e)])
        for edge in self.edges:
            subject = self.name(edge.id)
            parts = (self.statement(edge, subject) if own(edge) else []) + self.summary(edge, subject)
            yield _block(parts)
            yield from self.spell_blocks(edge)

    def shared_blocks(
        self, graph: str, elsewhere: Collection[str], told_by: Mapping[str, Collection[str]]
    ) -> Iterator[list[Triple]]:
        """What stands in a shared graph: the entities, or edges with their short cuts, save what notices say."""
        if graph == "entities":
            for node in self.nodes:
                yield from self.node_blocks(node, ())
            return
        edges = [e for e in self.edges if graph_of(e) == graph]
        short = sorted((e for e in edges if e.id not in elsewhere and has_shortcut(e)), key=lambda e: e.source)
        for _, group in groupby(short, key=lambda e: e.source):
            yield _block([self.shortcut(e) for e in group])
        for edge in edges:
            subject = self.name(edge.id)
            parts = ([] if edge.id in elsewhere else self.statement(edge, subject)) + self.summary(edge, subject)
            if parts and edge.id in told_by:
                derived = _term("prov:wasDerivedFrom")
                parts += [Triple(subject, derived, self.name(notice + "-graph")) for notice in told_by[edge.id]]
            yield _block(parts)
            yield from self.spell_blocks(edge)

    def node_blocks(self, node: Node, shortcuts: Iterable[Edge]) -> Iterator[list[Triple]]:
        subject = self.name(node.id)
        out = [_is_a(subject, c) for c in NODE_CLASSES[node.kind]]
        if node.name:
            out.append(Triple(subject, _term("rdfs:label"), _text("rdfs:label", node.name)))
        if node.attributes.get("city") is True:
            out.append(_is_a(subject, CITY))
        out += self.attribute_triples(subject, node.kind, node.attributes)
        out += [self.shortcut(edge) for edge in shortcuts]
        yield _block(out)
        for former in _strings(node.attributes.get("former_ids", ())):
            yield [Triple(self.name(former), _term("dcterms:isReplacedBy"), subject)]
        if node.kind == "Notice":
            for where in ("text", "title"):
                raw = self.name(f"{node.id}-{where}")
                yield _block([
                    _is_a(raw, "gx:RawText"),
                    Triple(raw, _term("dcterms:isPartOf"), subject),
                    Triple(raw, _term("gx:field"), ox.Literal(where)),
                ])

    def statement(self, edge: Edge, subject: ox.NamedNode) -> list[Triple]:
        """What the edge says: its classes and its two ends."""
        terms = EDGE_TERMS[edge.kind]
        if not terms.classes:
            return []
        out = [_is_a(subject, c) for c in terms.classes]
        out.append(Triple(subject, _term(terms.source), self.name(edge.source)))
        out.append(Triple(subject, _term(terms.target), self.name(edge.target)))
        if edge.kind == "HOLDS" and edge.target in self.bureau_of:
            out.append(Triple(subject, _term("org:organization"), self.name(self.bureau_of[edge.target])))
        return out

    def summary(self, edge: Edge, subject: ox.NamedNode) -> list[Triple]:
        """What all the edge's facts together come to: its attributes."""
        if not EDGE_TERMS[edge.kind].classes:
            return []
        out = self.attribute_triples(subject, edge.kind, edge.attributes)
        if edge.kind == "HOLDS" and (edge.attributes.get("began") or edge.attributes.get("ended")):
            out.append(Triple(subject, _term("org:memberDuring"), self.name(edge.id + "-during")))
        return out

    def shortcut(self, edge: Edge) -> Triple:
        return Triple(self.name(edge.source), _term(EDGE_TERMS[edge.kind].shortcut), self.name(edge.target))

    def spell_blocks(self, edge: Edge) -> Iterator[list[Triple]]:
        """The spell of a post as an OWL-Time interval, where its beginning or its end is said."""
        if edge.kind != "HOLDS":
            return
        bounds = [
            (term, f"{edge.id}-{name}", str(edge.attributes[name]))
            for name, term in (("began", "time:hasBeginning"), ("ended", "time:hasEnd"))
            if edge.attributes.get(name)
        ]
        if not bounds:
            return
        during = self.name(edge.id + "-during")
        yield _block([
            _is_a(during, "time:ProperInterval"),
            *(Triple(during, _term(term), self.name(ident)) for term, ident, _ in bounds),
        ])
        for _, ident, day in bounds:
            instant, form = self.name(ident), date_form(day)
            dated = [Triple(instant, _term(form[1]), day_literal(day))] if form else []
            yield _block([_is_a(instant, "time:Instant"), *dated])

    def attribute_triples(self, subject: ox.NamedNode, kind: str, values: Mapping[str, Value]) -> list[Triple]:
        out = []
        for attribute in attributes_of(kind):
            value = values.get(attribute.name, "reported" if attribute.name == "status" else "")
            # A city is a class; a false flag says no more than none.
            if attribute.name == "city" or value is False or value in ("", None):
                continue
            term = property_of(kind, attribute.name)
            if term in INSTANTS and not self.recorded:
                continue
            for item in _strings(value) if attribute.type == "strs" else (value,):
                if attribute.name == "former_ids":
                    out.append(Triple(subject, _term(term), self.name(str(item))))
                else:
                    out.append(Triple(subject, _term(term), _literal(term, attribute.type, item)))
        return out

    def graph_block(self, notice: str) -> list[Triple]:
        graph = self.name(notice + "-graph")
        return _block([
            _is_a(graph, "gx:NoticeGraph"), Triple(graph, _term("prov:wasDerivedFrom"), self.name(notice)),
        ])

    def notice_blocks(self, notice: str, facts: list[str]) -> Iterator[list[Triple]]:
        """What one notice says: the edges that it supports, their shortcuts, and the words."""
        supported = {e.id: e for fact in facts for e in self.rests_on[fact]}
        edges = [supported[i] for i in sorted(supported)]
        starts = sorted([*filter(has_shortcut, edges), *self.mentions(notice)], key=lambda e: e.source)
        for _, group in groupby(starts, key=lambda e: e.source):
            yield _block([self.shortcut(e) for e in group])
        for edge in edges:
            subject = self.name(edge.id)
            if parts := self.statement(edge, subject):
                yield _block([*parts, Triple(subject, _term("prov:wasDerivedFrom"), self.name(notice))])
        for batch in self.evidence(facts):
            for evidence in batch:
                if evidence.notice == notice:
                    yield from self.annotation_blocks(evidence)

    def annotation_blocks(self, evidence: Evidence) -> Iterator[list[Triple]]:
        """One piece of evidence as a Web Annotation: its bodies are the edges, its target the words of the notice."""
        ident = quote_id(evidence)
        subject, target = self.name(ident), self.name(ident + "-target")
        position, exact = self.name(ident + "-position"), self.name(ident + "-exact")
        source = self.name(f"{evidence.notice}-{evidence.field}")
        out = [
            _is_a(subject, "oa:Annotation"),
            Triple(subject, _term("oa:motivatedBy"), _term("oa:describing")),
            Triple(subject, _term("oa:hasTarget"), target),
            Triple(subject, _term("gx:fact"), ox.Literal(evidence.fact)),
            Triple(subject, _term("gx:confidence"), _literal("gx:confidence", "float", evidence.confidence)),
        ]
        # A mention has no node of its own: its words are about the thing mentioned.
        bodies = {e.id if EDGE_TERMS[e.kind].classes else e.target for e in self.rests_on[evidence.fact]}
        out += [Triple(subject, _term("oa:hasBody"), self.name(body)) for body in bodies]
        for term, words in (
            ("gx:rule", evidence.rule), ("gx:reading", evidence.reading),
            ("gx:titleAsWritten", evidence.title), ("gx:verbAsWritten", evidence.verb),
        ):
            if words:
                out.append(Triple(subject, _term(term), _text(term, words)))
        spans = [(f"{ident}-part-{n}", "gx:part", s, e, name, "") for n, (name, s, e) in enumerate(evidence.parts, 1)]
        spans += [
            (f"{ident}-settled-{n}", "gx:settledBy", s, e, "", where)
            for n, (where, s, e) in enumerate(evidence.settled_by, 1)
        ]
        out += [Triple(subject, _term(term), self.name(span)) for span, term, *_ in spans]
        yield _block(out)
        yield _block([
            _is_a(exact, "oa:TextQuoteSelector"), Triple(exact, _term("oa:exact"), _text("oa:exact", evidence.quote)),
        ])
        for span, _, start, end, piece, where in spans:
            yield _block([
                *_position(self.name(span), start, end),
                *([Triple(self.name(span), _term("gx:piece"), ox.Literal(piece))] if piece else []),
                *([Triple(self.name(span), _term("gx:field"), ox.Literal(where))] if where else []),
            ])
        yield _block(_position(position, evidence.start, evidence.end))
        yield _block([
            _is_a(target, "oa:SpecificResource"),
            Triple(target, _term("oa:hasSource"), source),
            Triple(target, _term("oa:hasSelector"), position),
            Triple(target, _term("oa:hasSelector"), exact),
        ])


def has_shortcut(edge: Edge) -> bool:
    """Whether the edge also stands as one plain triple: what is only announced does not, for it has not happened."""
    status = edge.attributes.get("status") or "reported"
    return status == "reported" or (edge.kind == "PROPOSED_FOR" and status == "proposed")


def day_literal(day: str) -> ox.Literal:
    """A date with the precision that it has, as a typed literal; what is no date stays plain text.

    >>> str(day_literal("2015-08")).rsplit("#", 1)[1]
    'gYearMonth>'
    """
    form = date_form(day)
    return ox.Literal(day, datatype=_term(form[0])) if form else ox.Literal(clean(day))


def _literal(term: str, form: str, value: object) -> ox.Literal:
    if form == "date":
        return day_literal(str(value))
    if form == "bool":
        return ox.Literal(bool(value))
    if form == "int" and isinstance(value, int):
        return ox.Literal(value)
    if form == "float" and isinstance(value, (int, float)):
        return ox.Literal(f"{value:.6f}".rstrip("0").removesuffix("."), datatype=_term("xsd:decimal"))
    if term in INSTANTS:
        return ox.Literal(str(value), datatype=_term("xsd:dateTime"))
    if term == "schema:url":
        return ox.Literal(clean(str(value)), datatype=_term("xsd:anyURI"))
    return _text(term, str(value))


def _text(term: str, words: str) -> ox.Literal:
    return ox.Literal(clean(words), language="zh-Hans" if term in SIMPLIFIED else None)


def _position(subject: ox.NamedNode, start: int, end: int) -> list[Triple]:
    number = _term("xsd:nonNegativeInteger")
    return [
        _is_a(subject, "oa:TextPositionSelector"),
        Triple(subject, _term("oa:start"), ox.Literal(str(start), datatype=number)),
        Triple(subject, _term("oa:end"), ox.Literal(str(end), datatype=number)),
    ]


def _is_a(subject: ox.NamedNode, term: str) -> Triple:
    return Triple(subject, _term("rdf:type"), _term(term))


@cache
def _term(term: str) -> ox.NamedNode:
    return ox.NamedNode(full(term))


def _strings(value: object) -> list[str]:
    return sorted({str(v) for v in value}) if isinstance(value, (tuple, list)) else [str(value)] if value else []


def _block(triples: list[Triple]) -> list[Triple]:
    """The triples of one subject, its classes first, each once."""
    kind = _term("rdf:type").value
    return sorted(set(triples), key=lambda t: (t.predicate.value != kind, t.predicate.value, str(t.object)))


def _id(row: Node | Edge) -> str:
    return row.id


def _place(evidence: Evidence) -> tuple[str, str, int, int, str]:
    """What the evidence of one fact is sorted by; two pieces of one clause come in the order of their ids."""
    return evidence.notice, evidence.field, evidence.start, evidence.end, quote_id(evidence)
