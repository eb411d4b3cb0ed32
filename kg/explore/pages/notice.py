"""A notice: its raw text and its healed text side by side, the words of each fact marked, each edit shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from kg.explore.library import View
from kg.explore.pages import parts
from kg.explore.things import WAYS, Thing, thing, ties
from loaders.facts import Notice
from loaders.healing import Healed
from ontology.schema import EDGE_KINDS, KINDS, Evidence

#: What is skipped and longer than this is folded away, in code points.
_FOLDED = 160
_MOVES = ("APPOINTED_TO", "REMOVED_FROM", "PROPOSED_FOR")
#: What the parts of a fact's words can name.
_NAMING: Mapping[str, tuple[str, ...]] = {
    "actor": ("Person", "Bureau", "Group"), "person": ("Person",), "meeting": ("Meeting",), "place": ("Place",), "campaign": ("Campaign",),
}
_FIRST = (*WAYS, *_MOVES, "HOLDS", "RELAYS", "SESSION_OF", "CONCERNS", "HELD_IN")
_ORDER = {kind: n for n, kind in enumerate(dict.fromkeys((*_FIRST, *(k.name for k in EDGE_KINDS))))}


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one field, in its code points."""

    field: str
    start: int
    end: int

    @property
    def anchor(self) -> str:
        """What they are addressed by within the page."""
        return f"w-{self.field}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that the notice states: the tie that it supports, by which rule it was found, and where its words stand."""

    number: int
    kind: str
    zh: str
    source: Thing
    target: Thing
    status: str
    rule: str
    confidence: float
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of which all is marked alike.

    ``facts`` are the numbers of those whose words it belongs to, ``thing`` is what it names. Of an edit ``edit`` is the
    kind, and ``other`` what stands on the other side of it. ``anchors`` are the quotes that begin here.
    """

    text: str
    facts: tuple[int, ...]
    thing: Thing | None
    edit: str
    other: str
    anchors: tuple[str, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces side by side that belong to the words of the same facts."""

    facts: tuple[int, ...]
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Sides:
    """A notice as it was scraped and as it is read: of each the pieces, first those of the title, which may be none."""

    raw: Sequence[Sequence[Run]]
    healed: Sequence[Sequence[Run]]
    edits: int


#: Start and end on one side, what stands on the other, and the kind of edit.
Edited = tuple[int, int, str, str]
Found = tuple[list[Stated], list[tuple[Span, Thing]]]


def content(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a notice shows."""
    stated, named = facts(view, ident)
    notice = view.notice(ident)
    return parts.names(view, ident) | {
        "stated": stated,
        "sides": sides(notice, stated, named) if notice is not None else None,
        "copies": ties(view, ident, "COPY_OF"),
        "issuer": ties(view, ident, "ISSUED_BY", out=True),
    }


def facts(view: View, ident: str) -> Found:
    """What a notice states, in the order of its words, and the names in it."""
    nx = view.graph.nx
    about: dict[str, str] = {}
    for _, target, data in nx.out_edges(ident, data=True):
        if data["kind"] == "MENTIONS":
            about.update(dict.fromkeys(data["facts"], target))
    proof: dict[str, list[Evidence]] = {}
    for e in view.evidence_in(ident):
        proof.setdefault(e.fact, []).append(e)
    stated: dict[tuple[str, str, str, str], Stated] = {}
    named: list[tuple[Span, Thing]] = []
    for fact, found in proof.items():
        edges = view.edges_of_facts.get(fact, [])
        spans = tuple(Span(e.field, e.start, e.end) for e in found)
        if not edges:
            if fact in about:
                named += _names(found, [thing(view, about[fact])])
            continue
        source, target, key = min(edges, key=lambda e: (_ORDER[nx.edges[e]["kind"]], e))
        data = nx.edges[source, target, key]
        named += _names(found, [thing(view, source), thing(view, target)])
        same = (data["kind"], source, target, key)
        if same in stated:
            before = stated[same]
            stated[same] = replace(before, spans=tuple(dict.fromkeys((*before.spans, *spans))))
            continue
        status = str(data.get("status", "reported"))
        stated[same] = Stated(
            0, data["kind"], KINDS[data["kind"]].zh, thing(view, source), thing(view, target), "" if status == "reported" else status,
            found[0].rule, found[0].confidence, " ".join((found[0].reading or found[0].quote).split()), spans,
        )
    ordered = sorted(stated.values(), key=lambda s: (s.spans[0].field != "title", s.spans[0].start, _ORDER[s.kind], s.target.name))
    return [replace(s, number=n) for n, s in enumerate(ordered, 1)], named


def _names(found: Iterable[Evidence], ends: Sequence[Thing]) -> list[tuple[Span, Thing]]:
    """Where the words of a fact name the things that it is about."""
    out = []
    for e in found:
        for part, start, end in e.parts:
            who = next((t for t in ends if t.kind in _NAMING.get(part, ())), None)
            if who is not None:
                out.append((Span(e.field, start, end), who))
        # A fact that is no more than a name.
        if not e.parts and len(ends) == 1:
            out.append((Span(e.field, e.start, e.end), ends[0]))
    return out


def sides(notice: Notice, stated: Sequence[Stated], named: Sequence[tuple[Span, Thing]]) -> Sides:
    """The pieces of a notice, raw and healed."""
    from loaders.extraction.reading import healed

    title, body = healed(notice)
    marks = {f: [(s.start, s.end, fact.number) for fact in stated for s in fact.spans if s.field == f] for f in ("title", "text")}
    names = {f: [(s.start, s.end, who) for s, who in named if s.field == f] for f in ("title", "text")}
    edits = {"title": _edits(title), "text": _edits(body)}
    head = notice.title_span
    if head is None:
        raw = [_pieces(whole.raw, marks[f], names[f], edits[f], {}) for f, whole in (("title", title), ("text", body))]
        read = [_read(f, whole, marks[f], names[f]) for f, whole in (("title", title), ("text", body))]
    else:
        # The title stands in the text: what is read of it is not skipped, though the body skips it.
        inside = [e for e in edits["title"] if "skipped" not in e[3]]
        edits["text"] = sorted([e for e in edits["text"] if "skipped" not in e[3] or e[1] <= head[0] or e[0] >= head[1]] + inside)
        edits["title"] = []
        raw = [[], _pieces(notice.text, marks["text"], names["text"], edits["text"], {})]
        in_head = [[m for m in marks["text"] if (head[0] <= m[0] < head[1]) is here] for here in (True, False)]
        read = [_read("text", title, in_head[0], names["text"]), _read("text", body, in_head[1], names["text"])]
    return Sides([_runs(pieces) for pieces in raw], [_runs(_begun(pieces)) for pieces in read], sum(map(len, edits.values())))


def _runs(pieces: Iterable[Piece]) -> list[Run]:
    return [Run(facts, list(some)) for facts, some in groupby(pieces, key=lambda p: p.facts)]


def _begun(pieces: list[Piece]) -> list[Piece]:
    """Pieces without the empty lines before the first words."""
    for n, piece in enumerate(pieces):
        if piece.text.strip():
            return [replace(piece, text=piece.text.lstrip("\n ")), *pieces[n + 1:]]
    return pieces


def _edits(text: Healed) -> list[Edited]:
    return [(e.start, e.end, e.new, e.kind) for e in text.edits]


def _read(field: str, text: Healed, marks: Sequence[tuple[int, int, int]], names: Sequence[tuple[int, int, Thing]]) -> list[Piece]:
    """The pieces of a healed text; marks and names are those of the raw one."""
    shift = 0
    written: list[Edited] = []
    for e in text.edits:
        written.append((e.start + shift, e.start + shift + len(e.new), text.raw[e.start:e.end], e.kind))
        shift += len(e.new) - (e.end - e.start)
    anchors: dict[int, set[str]] = {}
    for start, end, _ in marks:
        anchors.setdefault(text.healed_span(start, end)[0], set()).add(Span(field, start, end).anchor)
    return _pieces(
        text.text, [(*text.healed_span(a, b), n) for a, b, n in marks], [(*text.healed_span(a, b), who) for a, b, who in names],
        written, anchors,
    )


def _pieces(
    words: str, marks: Sequence[tuple[int, int, int]], names: Sequence[tuple[int, int, Thing]], edits: Sequence[Edited],
    anchors: Mapping[int, set[str]],
) -> list[Piece]:
    """Cut words wherever a mark, a name or an edit begins or ends."""
    cuts = {0, len(words), *anchors}
    spans: list[Any] = [*marks, *names, *edits]
    cuts.update(place for span in spans for place in span[:2])
    # What was put in or taken away between two characters has no width here; it stands as an empty piece.
    between = {start: (other, kind) for start, end, other, kind in edits if start == end}
    at_mark, at_name, at_edit = _Sweep(marks), _Sweep(names), _Sweep([e for e in edits if e[1] > e[0]])
    out: list[Piece] = []
    for here, there in pairwise(sorted(cuts)):
        numbers = tuple(sorted({m[2] for m in at_mark.over(here, there)}))
        if here in between:
            out.append(Piece("", numbers, None, between[here][1], between[here][0], ()))
        over = at_name.over(here, there)
        name = min(over, key=lambda n: n[1] - n[0])[2] if over else None
        edit = next(iter(at_edit.over(here, there)), None)
        piece = words[here:there]
        kind, other = (edit[3], edit[2]) if edit else ("", "")
        out.append(Piece(piece, numbers, name, kind, other, tuple(sorted(anchors.get(here, ()))), "skipped" in kind and len(piece) > _FOLDED))
    return out


class _Sweep:
    """Stretches that are asked for from left to right."""

    def __init__(self, spans: Sequence[Any]) -> None:
        self._waiting = sorted(spans, key=lambda s: s[0], reverse=True)
        self._open: list[Any] = []

    def over(self, here: int, there: int) -> list[Any]:
        """Those that cover all between two places."""
        while self._waiting and self._waiting[-1][0] <= here:
            self._open.append(self._waiting.pop())
        self._open = [s for s in self._open if s[1] > here]
        return [s for s in self._open if s[1] >= there]
