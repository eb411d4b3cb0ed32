"""``kg show``: all that is known of a thing, each with its quote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands import output
from ontology.schema import EDGE_KINDS, KINDS, Edge, Node
from ontology.text import to_json

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: Said beside an edge, in this order, where the edge has it.
_SAID = (
    "status", "titles", "ways", "on_behalf_of", "action", "date", "began", "ended", "proved_first", "proved_last",
    "acting", "concurrent", "former", "rank", "basis", "how", "similarity", "source_kind",
)
_ORDER = {kind.name: n for n, kind in enumerate(EDGE_KINDS)}


@click.command("show", short_help="Show all that is known of a person, body, place, meeting or campaign.")
@output.graph_file
@click.argument("name")
@click.option("--kind", metavar="KIND", help="Only a kind, such as Person, Role, Bureau, Place, Meeting or Campaign.")
@output.times
@output.json_lines
def command(graph_file: Path, name: str, kind: str | None, known_on: str, recorded_on: str, as_json: bool) -> None:
    """Show all that the graph knows of a thing, each with the words that say so.

    NAME is a name in either script, another form of it, or an id. Where several things go by it, they are listed with
    their posts; give the id of one.

    \b
    Example:
      kg show g.kg 赵俊芝
    """
    from kg import pipeline

    graph = pipeline.open_graph(graph_file, known_on, recorded_on)
    found = [graph.node(ident) for ident in graph.settle(name, kind)]
    if len(found) > 1:
        rows = [(n.id, n.kind, n.name, "、".join(_posts(graph, n))) for n in found]
        output.table(("id", "kind", "name", "posts"), rows, as_json)
        output.note(f"{len(found)} things go by {name}: give the id of one")
        return
    node = found[0]
    if as_json:
        click.echo(to_json({"id": node.id, "kind": node.kind, "name": node.name, "attributes": dict(node.attributes)}))
        for edge, other in _edges(graph, node):
            click.echo(to_json(_record(graph, node, edge, other)))
        return
    for line in _lines(graph, node):
        click.echo(output.printable(line))


def _posts(graph: KnowledgeGraph, node: Node) -> list[str]:
    held = (other for edge, other in _edges(graph, node) if edge.kind == "HOLDS" and edge.source == node.id)
    return sorted({role.name for role in held})


def _edges(graph: KnowledgeGraph, node: Node) -> list[tuple[Edge, Node]]:
    """The edges of a node with their other ends, by kind and then by date; mentions by notices say nothing more."""
    out = []
    for source, target, ident in (*graph.nx.out_edges(node.id, keys=True), *graph.nx.in_edges(node.id, keys=True)):
        edge = graph.edge(ident)
        if edge.kind != "MENTIONS":
            out.append((edge, graph.node(target if source == node.id else source)))
    return sorted(out, key=lambda pair: (_ORDER[pair[0].kind], _day(*pair), pair[1].name, pair[0].id))


def _day(edge: Edge, other: Node) -> str:
    return next((str(d) for d in (
        other.attributes.get("start"), edge.attributes.get("date"), edge.attributes.get("began"),
        edge.attributes.get("proved_first"), edge.attributes.get("published_first"),
    ) if d), "")


def _lines(graph: KnowledgeGraph, node: Node) -> Iterator[str]:
    yield f"{node.name}  {KINDS[node.kind].zh} {node.kind}  {node.id}"
    for name, value in node.attributes.items():
        if name not in ("former_ids", "digest"):
            yield f"  {name}: {_value(value)}"
    before = ""
    for edge, other in _edges(graph, node):
        away = edge.source == node.id
        head = f"{KINDS[edge.kind].zh} {edge.kind}" + ("" if away else " (by)")
        if head != before:
            yield ""
            yield head
            before = head
        yield f"  {other.name}{_about(other, edge)}"
        for words in graph.evidence(edge):
            yield f"    {output.quoted(graph, words)}"


def _about(other: Node, edge: Edge) -> str:
    said = [_value(other.attributes[name]) for name in ("start", "end") if other.attributes.get(name)]
    parts = [" to ".join(dict.fromkeys(said))] if said else []
    for name in _SAID:
        value = edge.attributes.get(name)
        if value and (name, value) not in (("status", "reported"), ("source_kind", "stated")):
            parts.append(name if value is True else f"{name.replace('_', ' ')}: {_value(value)}")
    return f"  ({'; '.join(parts)})" if parts else ""


def _value(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _record(graph: KnowledgeGraph, node: Node, edge: Edge, other: Node) -> dict[str, object]:
    return {
        "edge": edge.id, "kind": edge.kind, "direction": "out" if edge.source == node.id else "in", "other": other.id,
        "other_kind": other.kind, "other_name": other.name, "attributes": dict(edge.attributes),
        "evidence": [
            {"notice": e.notice, "field": e.field, "start": e.start, "end": e.end, "quote": e.quote}
            for e in graph.evidence(edge)
        ],
    }
