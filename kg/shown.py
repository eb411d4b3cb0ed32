"""How one thing, one edge or one notice shows itself in a notebook: as a table of what is known, with the words behind it.

All text is escaped: a name or a notice is scraped text, and must not run in the page that shows it. Colours are mixed
with those of the page, so that both a light and a dark one can be read.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.graph import KnowledgeGraph
from loaders.facts import Facts, Notice
from ontology.schema import KINDS, Edge, Evidence, Node

#: Of a thing's edges so many are shown, those proved by most notices first.
_MOST = 100
_LEFT = ' style="text-align:left;vertical-align:top"'
_MARK = ' style="background:rgba(255,190,0,.38);color:inherit;border-radius:2px"'
_FAINT = ' style="opacity:.7"'
#: What tells a person nothing, or stands elsewhere on the card.
_HIDDEN = frozenset("key digest recorded_from recorded_until source_kind former_ids".split())


@dataclass(frozen=True, slots=True)
class Card:
    """What a notebook shows of one thing; ``text`` is the same in one line, for a terminal."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def show(graph: KnowledgeGraph, what: str | Node | Edge) -> Card:
    """A card of a node with its edges, or of one edge, each with its quotes and where they stand.

    Args:
        graph: the graph.
        what: a node or an edge, the id of either, or a name in either script; all that share a name are shown.

    Raises:
        NotFoundError: there is nothing of that name; it holds the nearest names.

    >>> g = KnowledgeGraph([Node("person-a", "Person", "张春生"), Node("meeting-a", "Meeting", "防汛会议")],
    ...                    [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a")])
    >>> show(g, "张春生")
    <Person 张春生: 1 edge>
    >>> show(g, g.edge("chaired-a"))
    <张春生 CHAIRED 防汛会议: 0 quotes>
    """
    if isinstance(what, str) and not graph.lookup.find(what) and any(e.id == what for e in graph.edges()):
        what = graph.edge(what)
    if isinstance(what, Edge):
        return _edge_card(graph, what)
    nodes = [graph.node(i) for i in graph.settle(what.id if isinstance(what, Node) else what)]
    cards = [_node_card(graph, node) for node in nodes]
    return Card("\n".join(c.text for c in cards), "".join(c.html for c in cards))


def show_notice(notice: Notice, facts: Facts | None = None) -> Card:
    """A card of a notice as it was scraped, the words that prove its facts marked; a pointer on them shows the rule.

    Args:
        notice: the notice, as a reader gives it.
        facts: what was found in it; without them nothing is marked.

    >>> from loaders.extraction import extract
    >>> notice = Notice("n1", "s", "2015-08-21", "", "青山省林业局局长张春生主持会议。")
    >>> show_notice(notice, extract(notice))
    <Notice n1 2015-08-21: 1 quote>
    """
    spans: dict[tuple[int, int], set[str]] = defaultdict(set)
    if facts is not None:
        # Who took part and who was appointed: marking every name as well would mark all there is.
        found = [e for p in facts.participation for e in p.evidence] + [e for a in facts.appointments for e in a.evidence]
        for e in found:
            if e.field == "text":
                spans[e.start, e.end].add(f"{e.rule} ({e.confidence:.2f})")
    ranges = notice.ranges or ((0, len(notice.text)),)
    body = "<br>".join(_marked(notice.text, start, end, spans) for start, end in ranges)
    page = _table(f"Notice 通知 {notice.title or notice.key}", [
        ("published", _escaped(notice.published or "no date")), ("key", _escaped(notice.key)),
        ("text", f'<div style="white-space:pre-wrap;max-width:48em">{body}</div>'),
    ])
    return Card(f"<Notice {notice.key} {notice.published}: {_count(len(spans), 'quote')}>", page)


def _node_card(graph: KnowledgeGraph, node: Node) -> Card:
    edges = [e for e in _edges_of(graph, node.id) if e.kind != "MENTIONS" or node.kind == "Notice"]
    edges.sort(key=lambda e: (list(KINDS).index(e.kind), -_notices(e), e.id))
    rows = list(_attributes(node))
    for edge in edges[:_MOST]:
        other = graph.node(edge.target if edge.source == node.id else edge.source)
        arrow = "→" if edge.source == node.id else "←"
        said = f"{arrow} {_escaped(other.name or other.id)}{_details(edge)}{_quotes(graph.evidence(edge))}"
        rows.append((f"{KINDS[edge.kind].zh} {edge.kind}", said))
    if len(edges) > _MOST:
        rows.append(("", f"<span{_FAINT}>and {len(edges) - _MOST} more</span>"))
    page = _table(f"{node.kind} {KINDS[node.kind].zh} {node.name or node.id}", rows, node.id)
    return Card(f"<{node.kind} {node.name or node.id}: {_count(len(edges), 'edge')}>", page)


def _edge_card(graph: KnowledgeGraph, edge: Edge) -> Card:
    source, target = graph.node(edge.source), graph.node(edge.target)
    evidence = graph.evidence(edge)
    names = f"{source.name or source.id} {edge.kind} {target.name or target.id}"
    rows = [*_attributes(edge), ("quotes", _quotes(evidence) or f"<span{_FAINT}>none</span>")]
    title = f"{source.name or source.id} — {KINDS[edge.kind].zh} {edge.kind} → {target.name or target.id}"
    return Card(f"<{names}: {_count(len(evidence), 'quote')}>", _table(title, rows, edge.id))


def _edges_of(graph: KnowledgeGraph, ident: str) -> Iterator[Edge]:
    keys = {k for _, _, k in (*graph.nx.out_edges(ident, keys=True), *graph.nx.in_edges(ident, keys=True))}
    return (graph.edge(key) for key in sorted(keys))


def _notices(edge: Edge) -> int:
    number = edge.attributes.get("notices")
    return number if isinstance(number, int) else 0


def _attributes(row: Node | Edge) -> Iterator[tuple[str, str]]:
    for name, value in row.attributes.items():
        if name not in _HIDDEN:
            yield name.replace("_", " "), _escaped("、".join(map(str, value)) if isinstance(value, tuple) else value)


def _details(edge: Edge) -> str:
    """The title as written, and the days of a post."""
    said = []
    for name in ("titles", "began", "ended", "date", "status"):
        value = edge.attributes.get(name)
        if value and value != "reported":
            words = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
            said.append(words if name in ("titles", "status") else f"{name} {words}")
    return f" <span{_FAINT}>({_escaped('; '.join(said))})</span>" if said else ""


def _quotes(evidence: Iterable[Evidence]) -> str:
    out = []
    for e in evidence:
        where = f"{e.notice} {e.field} {e.start}–{e.end}, {e.rule}, confidence {e.confidence:.2f}"
        out.append(f'<div><q title="{_escaped(where)}">{_escaped(e.quote)}</q> '
                   f"<small{_FAINT}>{e.field} {e.start}–{e.end}</small></div>")
    return "".join(out)


def _marked(text: str, start: int, end: int, spans: dict[tuple[int, int], set[str]]) -> str:
    """The text between two places, marked where a quote is; quotes that overlap make one mark with what all say."""
    cuts = sorted({start, end, *(c for span in spans for c in span if start < c < end)})
    out = []
    for here, there in pairwise(cuts):
        said = sorted({rule for (s, e), rules in spans.items() if s <= here and there <= e for rule in rules})
        piece = _escaped(text[here:there])
        out.append(f'<mark{_MARK} title="{_escaped(", ".join(said))}">{piece}</mark>' if said else piece)
    return "".join(out)


def _table(title: str, rows: Iterable[tuple[str, str]], ident: str = "") -> str:
    lines = "".join(f"<tr><th{_LEFT}>{_escaped(name)}</th><td{_LEFT}>{said}</td></tr>" for name, said in rows)
    small = f" <small{_FAINT}>{_escaped(ident)}</small>" if ident else ""
    return f'<table style="color:inherit"><caption style="text-align:left"><b>{_escaped(title)}</b>{small}</caption><tbody>{lines}</tbody></table>'


def _escaped(value: object) -> str:
    # What cannot be printed, such as half a character or a mark that turns the direction of writing, stands as U+FFFD.
    return html.escape("".join(c if c.isprintable() or c in "\n\t\u3000\u00a0" else "\ufffd" for c in str(value)))


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
