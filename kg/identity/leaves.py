"""Leaves: what one notice says of one thing, packed so that it can be kept; a thing's node and ties are all its leaves.

Every tie belongs to one of its two ends: who took part to the meeting, who held it to the post, what a notice mentions
to the notice. So a notice that changes touches no more than the things that it speaks of.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from kg.identity.loom import Loom
from kg.identity.material import Mention, Page
from kg.identity.people import Voice
from kg.identity.roles import Post
from kg.identity.trails import Held, Trail
from kg.identity.verdicts import Settled
from kg.identity.weave import Entity, Ref, Tie, Weave
from kg.rows import Statement, read, write
from loaders.facts import AppointmentFact, MeetingFact, RoleFact
from ontology.schema import HOW_TO_EDGE, Edge, Node, Value

#: Ties that belong to their second end; all others are the first's.
_TARGETS = frozenset((*HOW_TO_EDGE.values(), "CONVENED"))

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
#: ``raw_decode`` does not look for white space around, as ``json.loads`` does: there are leaves by the hundred thousand.
_DECODER = json.JSONDecoder()


def pack(value: object) -> bytes:
    """A value as JSON in bytes, also with half a character in it.

    >>> unpack(pack(["张春生\\ud800"]))
    ['张春生\\ud800']
    """
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> Any:
    """What ``pack`` was given, with lists in the place of tuples."""
    return _DECODER.raw_decode(packed.decode("utf-8", "surrogatepass"))[0]


def leaves(page: Page, settled: Settled) -> dict[Ref, bytes]:
    """What a notice says of each thing that it speaks of.

    Args:
        page: the notice, with its statements.
        settled: who is who in it.
    """
    loom = Loom(Weave(), settled)
    for step in (loom.named, loom.met, loom.took_part, loom.related, loom.posts):
        step(page)
    # The node of a notice is made of the notice.
    notice = "Notice", page.id
    out: dict[Ref, dict[str, Any]] = {notice: {}}
    for ref, entity in loom.weave.entities.items():
        out[ref] = {"is": _entity(entity)}
    for (kind, source, target, apart), tie in loom.weave.ties.items():
        mine = target if kind in _TARGETS else source
        out[mine].setdefault("ties", []).append((kind, *source, *target, apart, *_tie(tie)))
    for (person, role), posts in loom.held.items():
        out[role].setdefault("held", []).extend(_post(person, post) for post in posts)
    for ref, met in loom.met_as.items():
        out[ref]["met"] = [write(m) for _, m in met]
    for (ref, name), values in loom.noted.items():
        out[ref].setdefault("noted", []).extend((name, value) for value in values)
    out[notice]["mentions"] = [(*ref, list(facts)) for (_, ref), facts in loom.weave.mentioned.items()]
    for (_, ref), facts in loom.weave.mentioned.items():
        if ref[0] == "Bureau":
            out[ref]["facts"] = list(facts)
    return {ref: pack(leaf) for ref, leaf in out.items()}


def _entity(entity: Entity) -> list[object]:
    return [
        list(entity.names), sorted(entity.other), sorted(entity.written), sorted(m[2:] for m in entity.mentions),
        entity.attributes,
    ]


def _tie(tie: Tie) -> list[object]:
    return [
        list(tie.facts), sorted(tie.statuses), sorted(tie.recorded), tie.confidence,
        {name: sorted(values) for name, values in tie.lists.items()}, tie.attributes,
    ]


def _post(person: Ref, post: Post) -> list[object]:
    s = post.statement
    return [person[1], s.fact, s.layer, write(post.item), s.start, s.confidence, s.recorded_from]


def hang(loom: Loom, ref: Ref, page: Page, leaf: Mapping[str, Any]) -> None:
    """Put one notice's leaf of a thing back where ``leaves`` took it from, after those of the notices before it."""
    entities = loom.weave.entities
    if ref[0] == "Notice":
        loom.notice(page)
    if "is" in leaf:
        entities.setdefault(ref, Entity()).take(_entity_of(page, leaf))
    for kind, *ends, apart, facts, statuses, recorded, confidence, lists, attributes in leaf.get("ties", ()):
        loom.weave.tie(kind, (ends[0], ends[1]), (ends[2], ends[3]), apart).take(Tie(
            dict.fromkeys(facts), {page.group} if facts else set(), {page.kept.published} if facts else set(),
            set(statuses), set(recorded), confidence, {name: set(values) for name, values in lists.items()}, attributes,
        ))
    for person, fact, layer, text, start, confidence, since in leaf.get("held", ()):
        item = read(layer, text)
        assert isinstance(item, RoleFact | AppointmentFact)
        statement = Statement(fact, page.id, layer, item, "", start, "", confidence, since, "")
        loom.held[("Person", person), ref].append(Post(page, statement, item))
    for text in leaf.get("met", ()):
        meeting = read("meetings", text)
        assert isinstance(meeting, MeetingFact)
        loom.met_as[ref].append((page, meeting))
    for name, value in leaf.get("noted", ()):
        loom.noted[ref, name][value].add(page.group)


def _entity_of(page: Page, leaf: Mapping[str, Any]) -> Entity:
    """The thing as one notice's leaf has it."""
    names, other, written, mentions, attributes = leaf["is"]
    published, digest = page.kept.published or "~", page.kept.digest
    return Entity(
        {name: {page.group} for name in names}, set(other), set(written),
        {(published, digest, where, start, label) for where, start, label in mentions}, attributes,
    )


def first_mention(page: Page, leaf: Mapping[str, Any]) -> Mention:
    """Where the notice first says a thing's name."""
    where, start, label = leaf["is"][3][0]
    return page.kept.published or "~", page.kept.digest, where, start, label


# Voices


def pack_voice(voice: Voice) -> bytes:
    """What one notice shows of a person; the company it names is kept with the notice."""
    trail = voice.trail
    return pack([
        sorted(voice.lines), sorted(voice.around), sorted([p.body, p.title, p.day, p.held] for p in trail.posts),
        sorted(trail.days), sorted(trail.notes), bool(trail.company),
    ])


def unpack_voice(page: Page, packed: bytes, company: Iterable[str]) -> Voice:
    """What ``pack_voice`` was given, as of one notice."""
    lines, around, posts, days, notes, named = unpack(packed)
    return Voice(page.group, set(lines), set(around), Trail(
        page.group, {Held(*p) for p in posts}, set(around), set(days), set(company) if named else set(),
        {(name, value) for name, value in notes}, {page.id},
        {page.kept.source} - {""},
    ))


# Rows


def pack_rows(node: Node, edges: Iterable[Edge]) -> bytes:
    """A thing's node and the edges that belong to it."""
    return zlib.compress(pack([
        node.id, node.kind, node.name, dict(node.attributes),
        [(e.id, e.kind, e.source, e.target, dict(e.attributes), e.facts) for e in edges],
    ]), 1)


def unpack_rows(packed: bytes) -> tuple[Node, list[Edge]]:
    """What ``pack_rows`` was given."""
    ident, kind, name, said, edges = unpack(zlib.decompress(packed))
    return Node(ident, kind, name, _attributes(said)), [
        Edge(i, k, source, target, _attributes(a), tuple(facts)) for i, k, source, target, a, facts in edges
    ]


def _attributes(said: dict[str, Any]) -> dict[str, Value]:
    for name, value in said.items():
        if type(value) is list:
            said[name] = tuple(value)
    return said
