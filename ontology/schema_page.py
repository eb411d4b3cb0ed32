"""Writes ``docs/schema.md`` from the schema: ``python -m ontology.schema_page > docs/schema.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from ontology.schema import EDGE_KINDS, NODE_KINDS, Attribute, EdgeKind, NodeKind
from ontology.terms import BASE, CITY, EDGE_TERMS, NODE_CLASSES, ONTOLOGY, PREFIXES, property_of

_TYPES = {
    "str": "text", "int": "whole number", "float": "number", "bool": "true or false",
    "date": "date as precise as known", "strs": "list of texts",
}
_OPENING = f"""\
# What the graph can say

This page is made from `ontology/schema.py` by `python -m ontology.schema_page > docs/schema.md`; a test holds the two
together. Change the schema, not this page.

Every node has an `id` (opaque, ASCII), a `kind` and a `name`. Every edge has an `id`, a `kind`, its two ends
and the ids of the `facts` that support it; each fact has its words in a notice. An attribute that is not known
is left out. Dates are ISO 8601 with the precision that the notice has: `2015`, `2015-08` or `2015-08-18`.

In RDF, ids stand behind a base IRI (`{BASE}` unless another is named); `gx:` is `{ONTOLOGY}`. An edge is a node
of its own class with the edge's id, and its *short cut* is one plain triple between the two ends, written only
where the edge is reported. In Neo4j, the kind is the label or the relationship type and the attributes keep the
names below.
"""


def page() -> str:
    """The page as Markdown."""
    out = [_OPENING, "## Kinds of node\n", *_overview_of_nodes(), "\n## Kinds of edge\n", *_overview_of_edges()]
    out.append("\n## Attributes of nodes")
    for node in NODE_KINDS:
        out += _section(node, "", node.attributes)
    out.append("\n## Attributes of edges")
    for names, edges in _alike(EDGE_KINDS):
        out += _section(edges[0], names, edges[0].attributes)
    out.append("\n## Prefixes\n")
    out += ["| prefix | namespace |", "| --- | --- |"]
    out += [f"| `{prefix}:` | {namespace} |" for prefix, namespace in sorted(PREFIXES.items())]
    return "\n".join(out) + "\n"


def _overview_of_nodes() -> Iterable[str]:
    yield "| kind | 中文 | means | RDF classes |"
    yield "| --- | --- | --- | --- |"
    for kind in NODE_KINDS:
        yield f"| `{kind.name}` | {kind.zh} | {kind.meaning} | {_code(NODE_CLASSES[kind.name])} |"


def _overview_of_edges() -> Iterable[str]:
    yield "| kind | 中文 | from → to | means | RDF class | short cut |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for kind in EDGE_KINDS:
        terms = EDGE_TERMS[kind.name]
        targets = "any other node" if len(kind.targets) > 3 else ", ".join(kind.targets)
        ends = f"{', '.join(kind.sources)} → {targets}"
        yield (
            f"| `{kind.name}` | {kind.zh} | {ends} | {kind.meaning} | {_code(terms.classes[:1])} | `{terms.shortcut}` |"
        )


def _alike(kinds: Iterable[EdgeKind]) -> Iterable[tuple[str, list[EdgeKind]]]:
    """Kinds of edge with the same attributes share a section."""
    groups: dict[tuple[Attribute, ...], list[EdgeKind]] = {}
    for kind in kinds:
        groups.setdefault(kind.attributes, []).append(kind)
    for group in groups.values():
        yield ", ".join(k.name for k in group), group


def _section(kind: NodeKind | EdgeKind, heading: str, attributes: Iterable[Attribute]) -> Iterable[str]:
    yield f"\n### {heading or f'{kind.name} {kind.zh}'}\n"
    yield "| attribute | type | means | RDF |"
    yield "| --- | --- | --- | --- |"
    for a in attributes:
        written = f"`a {CITY}`" if a.name == "city" else f"`{property_of(kind.name, a.name)}`"
        if isinstance(kind, EdgeKind) and not EDGE_TERMS[kind.name].classes:
            written = "–"
        yield f"| `{a.name}` | {_TYPES[a.type]} | {a.meaning} | {written} |"


def _code(terms: Iterable[str]) -> str:
    return ", ".join(f"`{t}`" for t in terms) or "–"


if __name__ == "__main__":
    sys.stdout.write(page())
