"""Nodes and edges as the properties that Neo4j keeps, and back.

Neo4j takes no maps, and no nulls in lists: evidence is parallel lists of equal length, "" or -1 where nothing is said.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.neo4j.cypher import DIGEST
from ontology.schema import KINDS, NODES, Edge, Evidence, Node
from ontology.text import clean

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

Properties = dict[str, Any]

@lru_cache(100_000)
def _clean(text: str) -> str:
    # Names, titles and verbs come again and again.
    return text if text.isascii() else clean(text)


#: The lists of evidence: name, type of the items, and what of an evidence record stands there.
_LISTS: Mapping[str, tuple[str, Callable[[Evidence], Any]]] = {
    "ev_fact": ("str", lambda e: e.fact),
    "ev_notice": ("str", lambda e: e.notice),
    "ev_field": ("str", lambda e: e.field),
    "ev_start": ("int", lambda e: e.start),
    "ev_end": ("int", lambda e: e.end),
    "ev_quote": ("str", lambda e: _clean(e.quote)),
    "ev_reading": ("str", lambda e: "" if e.reading == e.quote else _clean(e.reading)),
    "ev_rule": ("str", lambda e: e.rule),
    "ev_confidence": ("float", lambda e: e.confidence),
    "ev_title": ("str", lambda e: _clean(e.title)),
    "ev_verb": ("str", lambda e: _clean(e.verb)),
    "ev_parts": ("str", lambda e: _spans(e.parts)),
    "ev_settled_by": ("str", lambda e: _spans(e.settled_by)),
}
#: All lists of evidence with the type of their items; ``ev_published`` is the notice's date, for questions.
EVIDENCE: Mapping[str, str] = {name: form for name, (form, _) in _LISTS.items()} | {"ev_published": "str"}

#: One encoder for all: making it takes longer than a short text does.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
#: Edges whose evidence is read at once.
_BATCH = 1000


def of_node(node: Node) -> Properties:
    """The properties of a node; a lone half of a character, which no server takes, is written as U+FFFD.

    >>> of_node(Node("person-a", "Person", "赵俊芝", {"aliases": ("赵局长",)}))["aliases"]
    ['赵局长']
    """
    return {"id": node.id, "kind": node.kind, "name": clean(node.name), **_attributes(node)}


def of_edge(edge: Edge, evidence: Sequence[Evidence], published: Mapping[str, str]) -> Properties:
    """The properties of a relationship: those of the edge, the ids of its facts, and the lists of its evidence.

    Args:
        edge: the edge.
        evidence: the words that prove it.
        published: the dates of notices.
    """
    out: Properties = {"id": edge.id, **_attributes(edge)}
    if edge.facts:
        out["facts"] = list(edge.facts)
    if evidence:
        for name, (_, value) in _LISTS.items():
            out[name] = [value(e) for e in evidence]
        out["ev_published"] = [published.get(e.notice, "") for e in evidence]
    return out


def digest(properties: Properties, *more: str) -> str:
    """A short hash of what an item says, which tells a push whether it has changed."""
    return hashlib.blake2b(_written([properties, *more]).encode("utf-8"), digest_size=12).hexdigest()


def all_names(kind: str) -> tuple[str, ...]:
    """Every property that an item of a kind may have from us: those that a change must take away where they are gone."""
    own = ("kind", "name") if kind in NODES else ("facts", *EVIDENCE)
    return ("id", *own, *(a.name for a in KINDS[kind].attributes), DIGEST, "stale")


def edges_with_evidence(graph: KnowledgeGraph, edges: Iterable[Edge]) -> Iterator[tuple[Edge, list[Evidence]]]:
    """Each edge with its evidence in the graph's own order; the ledger is asked about many edges at once."""
    rest = iter(edges)
    while batch := list(islice(rest, _BATCH)):
        said: dict[str, list[Evidence]] = defaultdict(list)
        for e in graph.evidence_of(dict.fromkeys(fact for edge in batch for fact in edge.facts)):
            said[e.fact].append(e)
        for edge in batch:
            yield edge, [e for fact in edge.facts for e in said[fact]]


def node(kind: str, properties: Mapping[str, Any]) -> Node:
    """The node whose properties these are; what others added to it is left out."""
    return Node(properties["id"], kind, properties.get("name", ""), _read(kind, properties))


def edge(kind: str, source: str, target: str, properties: Mapping[str, Any]) -> tuple[Edge, list[Evidence]]:
    """The edge whose properties these are, and its evidence."""
    facts = tuple(properties.get("facts", ()))
    return Edge(properties["id"], kind, source, target, _read(kind, properties), facts), list(_evidence(properties))


def _evidence(properties: Mapping[str, Any]) -> Iterator[Evidence]:
    lists = [properties.get(name, ()) for name in _LISTS]
    for values in zip(*lists, strict=True):
        said = dict(zip((name.removeprefix("ev_") for name in _LISTS), values, strict=True))
        yield Evidence(**said | {
            "reading": said["reading"] or said["quote"],
            "parts": _read_spans(said["parts"]), "settled_by": _read_spans(said["settled_by"]),
        })


def _attributes(row: Node | Edge) -> Properties:
    return {
        a.name: _plain(row.attributes[a.name])
        for a in KINDS[row.kind].attributes if row.attributes.get(a.name) not in (None, "", (), [])
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    return [_clean(v) for v in value] if isinstance(value, (tuple, list)) else value


def _read(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        a.name: tuple(value) if isinstance(value, list) else value
        for a in KINDS[kind].attributes if (value := properties.get(a.name)) is not None
    }


def _spans(spans: tuple[tuple[str, int, int], ...]) -> str:
    return _written(spans) if spans else ""


def _read_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((str(a), int(b), int(c)) for a, b, c in json.loads(text)) if text else ()
