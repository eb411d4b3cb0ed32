"""A graph from its own export: the same nodes, edges, attributes and evidence, without the notices' raw text.

JSON holds all of it to the letter. RDF is asked for what the mapping wrote; what XML or RDF cannot say (a lone half of a
character) stays as the export has it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graphfile import recalled
from kg.ids import opaque
from ontology.errors import GuanxiError
from ontology.mapping import id_of, iri, quote_id
from ontology.origins import Origin
from ontology.schema import EDGES, NODES, Edge, Evidence, Node, Value
from ontology.terms import BASE, CITY, EDGE_TERMS, NODE_CLASSES, attributes_of, full, property_of

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_RDF = {
    ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML, ".jsonld": ox.RdfFormat.JSON_LD,
}


class ImportFileError(GuanxiError):
    """The file cannot be imported: the message says why, and what to do."""


def read(path: Path, base: str = BASE) -> KnowledgeGraph:
    """Read a graph from an export of Guanxi.

    Args:
        path: a file of the format json, or one of RDF; its ending (.json, .ttl, .nt, .nq, .trig, .rdf, .jsonld) says which.
        base: for RDF, what ids were put behind.

    Raises:
        ImportFileError: the file is missing, of another format, damaged, or was written without its evidence.
        SchemaError: its rows are not what the schema allows.
    """
    from kg.graph import KnowledgeGraph

    if not path.is_file():
        raise ImportFileError(f"there is no file {path}")
    form = path.suffix.lower()
    origins: dict[str, Origin] = {}
    if form == ".json":
        nodes, edges, evidence = _from_json(path)
    elif form in _RDF:
        try:
            nodes, edges, evidence, origins = _from_rdf(path, _RDF[form], base)
        except (IndexError, ValueError) as error:
            raise ImportFileError(f"{path} is cut short or changed by hand ({error}): export it anew") from error
    else:
        endings = ", ".join((".json", *_RDF))
        raise ImportFileError(f"{path} cannot be imported: give an export as json or RDF, with one of the endings {endings}")
    if not nodes:
        raise ImportFileError(
            f"{path} holds no graph" + (f" behind {base}: give --base as it was exported with" if form != ".json" else "")
        )
    by_fact: dict[str, list[Evidence]] = defaultdict(list)
    for e in sorted(evidence, key=lambda e: (e.fact, e.notice, e.field, e.start, e.end)):
        by_fact[e.fact].append(e)
    if not by_fact and any(e.attributes.get("source_kind") == "stated" for e in edges):
        raise ImportFileError(f"{path} was written without its evidence, so it cannot be imported: export it with it")

    def evidence_of(facts: Iterable[str]) -> list[Evidence]:
        return [e for fact in dict.fromkeys(facts) for e in by_fact.get(fact, ())]

    def origins_of(notices: Iterable[str]) -> Iterator[Origin]:
        return (origins[notice] for notice in notices if notice in origins)

    return KnowledgeGraph(nodes, edges, evidence_of, origins_of=origins_of)


def _from_json(path: Path) -> tuple[list[Node], list[Edge], list[Evidence]]:
    try:
        held = json.loads(path.read_text("utf-8"))
        nodes = [_node(dict(n)) for n in held["nodes"]]
        edges = [_edge(dict(e)) for e in held["edges"]]
        return nodes, edges, [_evidence(dict(e)) for e in held.get("evidence", ())]
    except (ValueError, KeyError, TypeError) as error:
        raise ImportFileError(f"{path} is no graph that Guanxi exported as json ({error!r})") from error


def _values(row: dict[str, Any]) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _node(row: dict[str, Any]) -> Node:
    return Node(row.pop("id"), row.pop("kind"), row.pop("name"), _values(row))


def _edge(row: dict[str, Any]) -> Edge:
    ident, kind, facts = row.pop("key"), row.pop("kind"), tuple(row.pop("facts"))
    return Edge(ident, kind, row.pop("source"), row.pop("target"), _values(row), facts)


def _evidence(row: dict[str, Any]) -> Evidence:
    parts = tuple((p["part"], p["start"], p["end"]) for p in row.pop("parts", ()))
    settled = tuple((s["field"], s["start"], s["end"]) for s in row.pop("settled_by", ()))
    return Evidence(**{"reading": row["quote"], **row}, parts=parts, settled_by=settled)


# From RDF


class _Triples:
    """What a file says of each subject."""

    def __init__(self, path: Path, form: ox.RdfFormat, base: str) -> None:
        self.base = base
        self.of: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        try:
            seen = {quad.triple for quad in ox.parse(path=str(path), format=form)}
        except (SyntaxError, ValueError, OSError) as error:
            raise ImportFileError(f"{path} cannot be read as RDF: {error}") from error
        for t in seen:
            if isinstance(t.subject, ox.NamedNode):
                self.of[t.subject.value][t.predicate.value].append(t.object)

    def words(self, subject: str, term: str) -> str:
        found = self.of[subject].get(full(term), ())
        return str(found[0].value) if found else ""

    def ids(self, subject: str, term: str) -> list[str]:
        return sorted(id_of(o.value, self.base) for o in self.of[subject].get(full(term), ()))


def _from_rdf(
    path: Path, form: ox.RdfFormat, base: str
) -> tuple[list[Node], list[Edge], list[Evidence], dict[str, Origin]]:
    held = _Triples(path, form, base)
    by_class: dict[str, list[str]] = defaultdict(list)
    for subject in list(held.of):
        for found in held.of[subject].get(full("rdf:type"), ()):
            by_class[found.value].append(subject)
    nodes = [
        Node(id_of(s, base), kind, held.words(s, "rdfs:label"), _attributes(held, s, kind))
        for kind in NODES for s in by_class[full(NODE_CLASSES[kind][0])]
    ]
    evidence, facts = _quotes(held, by_class[full("oa:Annotation")])
    edges = []
    for kind in EDGES:
        terms = EDGE_TERMS[kind]
        for subject in by_class[full(terms.classes[0])] if terms.classes else ():
            ends = held.ids(subject, terms.source), held.ids(subject, terms.target)
            if not all(ends):
                raise ImportFileError(f"{path} has {id_of(subject, base)} without both its ends: export it anew")
            said = tuple(sorted(facts.get(id_of(subject, base), ())))
            edges.append(Edge(id_of(subject, base), kind, ends[0][0], ends[1][0], _attributes(held, subject, kind), said))
    edges += _mentions(held, by_class[full(NODE_CLASSES["Notice"][0])], evidence, facts)
    return nodes, edges, evidence, _origins(held, by_class, evidence)


def _origins(held: _Triples, by_class: Mapping[str, list[str]], evidence: Iterable[Evidence]) -> dict[str, Origin]:
    """How the notices were read: from the activities that the export tells of."""
    healings: dict[str, list[tuple[str, str, Any]]] = defaultdict(list)
    around: dict[str, list[tuple[str, int, int, str, str]]] = defaultdict(list)
    healer: dict[str, str] = {}
    for activity in sorted(by_class.get(full("gx:Healing"), ())):
        notice, field = id_of(activity, held.base).removesuffix("-healing").rsplit("-", 1)
        source = held.ids(activity, "prov:used")[0].rpartition("-")[2]
        healings[notice].append((field, source, json.loads(held.words(activity, "gx:edits"))))
        healer[notice] = _version(held, activity)
    for e in evidence:
        exact = iri(quote_id(e) + "-exact", held.base)
        around[e.notice].append((e.field, e.start, e.end, held.words(exact, "oa:prefix"), held.words(exact, "oa:suffix")))
    out = {}
    for activity in by_class.get(full("gx:Extraction"), ()):
        notice = id_of(activity, held.base).removesuffix("-extraction")
        extractor = _version(held, activity)
        out[notice] = recalled(notice, extractor, healer.get(notice, extractor), healings[notice], around[notice])
    return out


def _version(held: _Triples, activity: str) -> str:
    (software,) = held.of[activity][full("prov:wasAssociatedWith")]
    said = (held.words(software.value, name) for name in ("gx:softwareVersion", "gx:rulesVersion", "gx:model"))
    return " ".join(said).rstrip()


def _mentions(
    held: _Triples, notices: Iterable[str], evidence: Iterable[Evidence], facts: Mapping[str, Collection[str]]
) -> Iterator[Edge]:
    """The mentions, which have no node in RDF: their ids follow from their two ends, as when they were first made."""
    told: dict[str, set[str]] = defaultdict(set)
    for e in evidence:
        told[e.notice].add(e.fact)
    for subject in notices:
        notice = id_of(subject, held.base)
        for thing in held.ids(subject, EDGE_TERMS["MENTIONS"].shortcut):
            said = tuple(sorted(told[notice] & set(facts.get(thing, ()))))
            yield Edge(opaque("mentions", notice, thing), "MENTIONS", notice, thing, {"source_kind": "stated"}, said)


def _attributes(held: _Triples, subject: str, kind: str) -> dict[str, Value]:
    out: dict[str, Value] = {}
    for attribute in attributes_of(kind):
        if attribute.name == "city":
            if full(CITY) in {o.value for o in held.of[subject][full("rdf:type")]}:
                out["city"] = True
            continue
        term = property_of(kind, attribute.name)
        found = [str(o.value) for o in held.of[subject].get(full(term), ())]
        if attribute.name == "former_ids":
            found = [id_of(address, held.base) for address in found]
        if not found:
            continue
        if attribute.type == "strs":
            out[attribute.name] = tuple(sorted(found))
        elif attribute.type == "int":
            out[attribute.name] = int(found[0])
        elif attribute.type == "float":
            out[attribute.name] = float(found[0])
        else:
            out[attribute.name] = found[0] == "true" if attribute.type == "bool" else found[0]
    return out


def _quotes(held: _Triples, annotations: Iterable[str]) -> tuple[list[Evidence], dict[str, set[str]]]:
    """The evidence, and of each edge the facts that it rests on."""
    evidence: list[Evidence] = []
    facts: dict[str, set[str]] = defaultdict(set)
    for a in annotations:
        fact = held.words(a, "gx:fact")
        for body in held.ids(a, "oa:hasBody"):
            facts[body].add(fact)
        target = held.of[a][full("oa:hasTarget")][0].value
        notice, _, where = held.ids(target, "oa:hasSource")[0].rpartition("-")
        start, end = _span(held, f"{a}-position")
        quote = held.words(f"{a}-exact", "oa:exact")
        evidence.append(Evidence(
            fact, notice, where, start, end, quote, held.words(a, "gx:reading"), held.words(a, "gx:rule"),
            float(held.words(a, "gx:confidence") or 0), held.words(a, "gx:titleAsWritten"), held.words(a, "gx:verbAsWritten"),
            tuple(_spans(held, a, "gx:part", "gx:piece")), tuple(_spans(held, a, "gx:settledBy", "gx:field")),
        ))
    return evidence, facts


def _span(held: _Triples, subject: str) -> tuple[int, int]:
    return int(held.words(subject, "oa:start")), int(held.words(subject, "oa:end"))


def _spans(held: _Triples, annotation: str, term: str, name: str) -> Iterator[tuple[str, int, int]]:
    found = [o.value for o in held.of[annotation].get(full(term), ())]
    for subject in sorted(found, key=lambda s: int(s.rpartition("-")[2])):
        yield held.words(subject, name), *_span(held, subject)


