"""JSON-LD as people expect it: a person with roles, a meeting with participants, in the plain words of ``context.jsonld``.

Every triple of the union is in it, so that it can be read back; the names of posts, people and meetings that are spoken
of stand beside their ids once more.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

import ontology
from kg.export.description import Tally
from kg.export.rdf import check, no_evidence, rows_of
from kg.graph import KnowledgeGraph
from ontology.blocks import Plan
from ontology.literals import Said, Triple
from ontology.mapping import blocks_of_words
from ontology.profiles import beside
from ontology.schema import HOW_TO_EDGE, Edge
from ontology.terms import BASE, full
from ontology.text import clean
from ontology.vocabulary import vocabulary as all_terms

_PART = frozenset(HOW_TO_EDGE.values())
_TYPE = full("rdf:type")
#: What is no more than itself behind the base: not ".", which would be the base, nor with a slash or a colon.
_RELATIVE = re.compile(r"[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*")
_NUMBERS = frozenset((full("xsd:nonNegativeInteger"),))
#: Length of the part of their ids that the pieces of one quote share.
_WORDS = len("quote-") + 16


def write(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True,
    profile: str = "core", vocabulary: bool = True, tally: Tally | None = None,
) -> None:
    """Write the union of all notices as JSON-LD, one thing a line; arguments as for the other forms of RDF."""
    check(base, profile)
    plan = Plan.of(
        *rows_of(graph), graph.evidence_of if evidence else no_evidence, graph.origins_of, base, recorded
    )
    writer = _Writer(base, {n.id: clean(n.name) for n in plan.nodes if n.name}, profile, tally)
    head = json.dumps(writer.head(), ensure_ascii=False, indent=1)
    out.write(f'{{\n"@context": {head},\n"@graph": ['.encode())
    for place, thing in enumerate(_things(plan, writer, vocabulary)):
        # The line may hold U+2028, which JSON allows.
        out.write((",\n" if place else "\n").encode() + json.dumps(thing, ensure_ascii=False).encode("utf-8"))
    out.write(b"\n]\n}\n")


def context() -> dict[str, Any]:
    """What ``context.jsonld`` says of the words that are used."""
    found: dict[str, Any] = dict(_context())
    return found


@cache
def _context() -> dict[str, Any]:
    path = Path(next(iter(ontology.__path__))) / "context.jsonld"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
    return found


def _things(plan: Plan, writer: _Writer, vocabulary: bool) -> Iterator[dict[str, Any]]:
    holds, parts = defaultdict(list), defaultdict(list)
    for edge in plan.edges:
        if edge.kind == "HOLDS":
            holds[edge.source].append(edge.id)
        elif edge.kind in _PART:
            parts[edge.target].append(edge.id)
    for node in plan.nodes:
        blocks = list(plan.node_blocks(node, plan.from_node(node.id)))
        thing, *others = writer.things(blocks)
        for name, edges in (("roles", holds.get(node.id)), ("participants", parts.get(node.id))):
            if edges:
                thing[name] = [_tie(plan, writer, plan.edges.get(ident)) for ident in edges]
        yield thing
        yield from others
        yield from writer.left()
    for edge in plan.edges:
        if edge.kind != "HOLDS" and edge.kind not in _PART:
            yield from writer.things(plan.edge_blocks(edge))
            yield from writer.left()

    def quote(block: list[Said]) -> str:
        return block[0][0].value[len(plan.base):][:_WORDS]

    for _, found in groupby(blocks_of_words(plan), key=quote):
        yield from writer.nested(list(found))
        yield from writer.left()
    if vocabulary:
        for _, run in groupby(all_terms(), key=lambda t: t.subject):
            terms: list[Any] = [(t.subject, t.predicate, t.object) for t in run]
            yield writer.plain(terms)


def _tie(plan: Plan, writer: _Writer, edge: Edge) -> dict[str, Any]:
    """A holding or a participation as it stands inside its person or its meeting, which it does not name again."""
    found = list(plan.edge_blocks(edge))
    (tie,) = writer.nested(found)
    # What holds it says so already, by the reversed property.
    tie.pop("member" if edge.kind == "HOLDS" else "meeting", None)
    return tie


class _Writer:
    """Turns blocks of triples into JSON objects, by the words of the context."""

    def __init__(self, base: str, names: dict[str, str], profile: str, tally: Tally | None) -> None:
        self.base, self.names, self.profile, self.tally = base, names, profile, tally
        # Relative ids resolve as wanted only where the base is a folder.
        self.short = base.endswith("/") and "#" not in base and "?" not in base
        said = context()
        self.prefixes = {n: v for n, v in said.items() if isinstance(v, str) and v.endswith(("#", "/")) and not n.startswith("@")}
        self.words: dict[str, tuple[str, dict[str, Any]]] = {}
        self.classes: dict[str, str] = {}
        for name, value in said.items():
            if isinstance(value, dict) and "@id" in value:
                self.words[self._whole(value["@id"])] = (name, value)
            elif isinstance(value, str) and ":" in value and name not in self.prefixes and not value.startswith("@"):
                self.classes[self._whole(value)] = name
        self._back: list[Said] = []

    def head(self) -> dict[str, Any]:
        return ({"@base": self.base} if self.short else {}) | context()

    def _whole(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else name

    def things(self, blocks: Iterable[list[Said]]) -> list[dict[str, Any]]:
        """An object for each block."""
        return [self._object(block) for block in blocks]

    def nested(self, blocks: list[list[Said]]) -> list[dict[str, Any]]:
        """An object for each block, those that another one speaks of inside it."""
        found: dict[Any, dict[str, Any]] = {block[0][0]: self._object(block) for block in blocks}
        inside: set[Any] = set()
        for block in blocks:
            for subject, predicate, other in block:
                if other in found and other not in inside and other != subject:
                    self._put_inside(found[subject], predicate.value, found[other])
                    inside.add(other)
        return [thing for subject, thing in found.items() if subject not in inside]

    def _put_inside(self, thing: dict[str, Any], predicate: str, inner: dict[str, Any]) -> None:
        name = self._name(predicate)
        held = thing[name]
        ident = inner["id"]
        if isinstance(held, list):
            thing[name] = [inner if (h == ident or h == {"id": ident}) else h for h in held]
        else:
            thing[name] = inner

    def left(self) -> Iterator[dict[str, Any]]:
        """What the profile says of other things than those that were written."""
        for t in self._back:
            yield self.plain([t])
        self._back = []

    def _object(self, triples: list[Said]) -> dict[str, Any]:
        subject = triples[0][0]
        whole = beside(triples, self.profile)
        own = [t for t in whole if t[0] == subject]
        self._back += [t for t in whole if t[0] != subject]
        return self.plain(own)

    def plain(self, triples: list[Said]) -> dict[str, Any]:
        """The triples of one subject as one object."""
        if self.tally is not None:
            for _ in self.tally.counting(Triple(*t) for t in triples):
                pass
        out: dict[str, Any] = {"id": self._id(triples[0][0])}
        for t in triples:
            name, value = self._pair(t)
            if name in out:
                held = out[name]
                out[name] = [*(held if isinstance(held, list) else [held]), value]
            else:
                out[name] = value
        return out

    def _name(self, whole: str) -> str:
        found = self.words.get(whole)
        return found[0] if found else "type" if whole == _TYPE else self._compact(whole)

    def _pair(self, t: Said) -> tuple[str, Any]:
        predicate, found = t[1].value, t[2]
        if predicate == _TYPE and isinstance(found, ox.NamedNode):
            return "type", self.classes.get(found.value) or self._compact(found.value)
        name, said = self.words.get(predicate, (self._compact(predicate), {}))
        if isinstance(found, ox.Literal):
            return name, self._literal(found, said)
        ident = self._id(found)
        label = self.names.get(ident) if self.short else None
        if label and said.get("@type") == "@id":
            return name, {"id": ident, "name": label}
        return name, ident if said.get("@type") == "@id" else {"id": ident}

    def _literal(self, found: ox.Literal, said: dict[str, Any]) -> Any:
        if found.language:
            tag = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(found.language.lower(), found.language)
            return found.value if said.get("@language") == tag else {"@value": found.value, "@language": tag}
        kind = found.datatype.value
        if said.get("@type") and self._whole(said["@type"]) == kind:
            return int(found.value) if kind in _NUMBERS else found.value
        if kind == full("xsd:string"):
            return {"@value": found.value} if said.get("@language") or said.get("@type") else found.value
        if kind == full("xsd:boolean"):
            return found.value == "true"
        if kind == full("xsd:integer") and str(int(found.value)) == found.value:
            return int(found.value)
        return {"@value": found.value, "@type": self._compact(kind)}

    def _id(self, node: ox.NamedNode | ox.BlankNode | Any) -> str:
        if isinstance(node, ox.BlankNode):
            return f"_:{node.value}"
        whole = str(node.value)
        if self.short and whole.startswith(self.base) and _RELATIVE.fullmatch(whole, len(self.base)):
            return whole[len(self.base):]
        return whole

    def _compact(self, whole: str) -> str:
        for prefix, space in self.prefixes.items():
            if whole.startswith(space):
                return f"{prefix}:{whole[len(space):]}"
        return whole
