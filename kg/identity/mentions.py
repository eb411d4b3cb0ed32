"""Where a text names persons, bodies and meetings, and which of these names a decision's mention is attached to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.decisions import Mention
from kg.identity.weave import mention_id
from kg.ledger import Ledger
from kg.rows import Item, read, unpack
from loaders.facts import (
    AppointmentFact,
    BureauFact,
    GroupFact,
    MeetingFact,
    ParticipationFact,
    PersonFact,
    RelationFact,
    RoleFact,
)

#: A place of a text: the field, and code points from and to.
Span = tuple[str, int, int]


@dataclass(slots=True)
class Named:
    """One name in one notice. ``local`` is what its facts call it: the name, or the key of a meeting.

    ``spans`` are where it stands, first words first; ``ids`` are those that an entity would have whose first mention
    this is; ``quotes`` are the words of its facts.
    """

    notice: str
    digest: str
    published: str
    kind: str
    local: str
    name: str
    spans: list[Span] = field(default_factory=list)
    clauses: list[Span] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    quotes: dict[str, None] = field(default_factory=dict)

    @property
    def mention(self) -> Mention:
        """Its first place, as a decision points at it."""
        place = min(self.spans or self.clauses, key=lambda s: (s[0] == "text", s[1], s[2]))
        return Mention(self.digest, *place, self.kind, self.name)


def named_in(ledger: Ledger, digests: Iterable[str], closed: bool = False) -> list[Named]:
    """The names in the texts with these digests, notice by notice.

    Args:
        ledger: the open file.
        digests: of current notices; unknown ones give nothing.
        closed: also what notices stated that were replaced or withdrawn.
    """
    return _named(ledger, "digest", digests, closed)


def named_at(ledger: Ledger, notices: Iterable[str]) -> list[Named]:
    """The names in the current notices with these ids."""
    return _named(ledger, "id", notices, False)


def _named(ledger: Ledger, column: str, values: Iterable[str], closed: bool) -> list[Named]:
    wanted = sorted(set(values))
    found: dict[tuple[str, str, str], Named] = {}
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        rows = ledger.each(
            "SELECT n.id, n.digest, n.published, f.id, f.layer, f.payload, e.place, e.field, e.start, e.stop, e.quote, "
            "e.parts FROM notices n JOIN statements s ON s.notice = n.row JOIN facts f ON f.row = s.fact "
            f"JOIN evidence e ON e.statement = s.row WHERE n.{column} IN ({','.join('?' * len(some))}) "
            + ("" if closed else "AND s.recorded_until IS NULL ") + "ORDER BY n.id, s.row, e.place", some,
        )
        for notice, digest, published, fact, layer, payload, place, where, start, stop, quote, parts in rows:
            words = unpack(quote)
            for kind, local, name, label, pieces in _names(read(layer, unpack(payload))):
                one = found.setdefault((notice, kind, local), Named(notice, digest, published, kind, local, name))
                one.facts.add(fact)
                one.quotes[words] = None
                one.clauses.append((where, start, stop))
                span = _span(name, where, start, words, parts, pieces)
                if span is not None and span not in one.spans:
                    one.spans.append(span)
                if place == 0:
                    mention = (published or "~", digest, 0 if where == "title" else 1, start, label)
                    one.ids.add(mention_id(kind, mention))
    return list(found.values())


def _names(item: Item) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    """What a fact names: kind, local name, name, the label of its id, and the parts of the quote that may hold it."""
    if isinstance(item, PersonFact):
        yield "Person", item.name, item.name, item.name, ("actor", "person")
    elif isinstance(item, RoleFact | AppointmentFact):
        yield "Person", item.person, item.person, item.person, ("actor", "person")
        yield from _body(item.bureau, "bureau")
    elif isinstance(item, ParticipationFact) and item.who_kind == "person":
        yield "Person", item.who, item.who, item.who, ("actor",)
    elif isinstance(item, ParticipationFact) and item.who_kind == "bureau":
        yield from _body(item.who, "actor")
    elif isinstance(item, MeetingFact):
        yield "Meeting", item.key, item.name, f"{item.name}|{item.start}|{item.key}", ("meeting",)
        yield from _body(item.convener, "convener")
    elif isinstance(item, BureauFact):
        yield from _body(item.name, "actor")
    elif isinstance(item, GroupFact):
        yield from _body(item.of, "bureau")
    elif isinstance(item, RelationFact) and item.kind in ("ISSUED_BY", "OF"):
        yield from _body(item.target, "bureau")


def _body(name: str, part: str) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    if name:
        yield "Bureau", name, name, name, (part,)


def _span(name: str, where: str, start: int, quote: str, parts: str, wanted: Sequence[str]) -> Span | None:
    at = quote.find(name)
    if at >= 0:
        return where, start + at, start + at + len(name)
    for part, low, high in json.loads(parts) if parts else ():
        if part in wanted:
            return where, int(low), int(high)
    return None


def attached(mention: Mention, named: Mapping[tuple[str, str], Sequence[Named]]) -> list[Named]:
    """The names that a mention is attached to now, one in each notice that has its text; none where it is an orphan.

    Better rules may have moved a name's boundary: the name that overlaps most is it, of several one that reads the
    same; where none overlaps, the same name elsewhere in the text.

    Args:
        mention: as a decision holds it.
        named: by digest and kind, the names in the texts.
    """
    by_notice: dict[str, list[Named]] = {}
    for one in named.get((mention.digest, mention.kind), ()):
        by_notice.setdefault(one.notice, []).append(one)
    out = []
    for _, some in sorted(by_notice.items()):
        near = [one for one in some if _overlap(one, mention)] or [one for one in some if one.name == mention.name]
        if near:
            out.append(min(near, key=lambda o: (-_overlap(o, mention), o.name != mention.name, o.local)))
    return out


def _overlap(one: Named, mention: Mention) -> int:
    return max(
        (min(stop, mention.end) - max(start, mention.start)
         for where, start, stop in one.spans or one.clauses
         if where == mention.field and start < mention.end and mention.start < stop), default=0,
    )


def by_text(named: Iterable[Named]) -> dict[tuple[str, str], list[Named]]:
    """Names by the digest of their text and their kind, as ``attached`` wants them."""
    out: dict[tuple[str, str], list[Named]] = {}
    for one in named:
        out.setdefault((one.digest, one.kind), []).append(one)
    return out
