"""The ledger's records, and how facts and their evidence become its rows and come back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from kg.ids import opaque
from loaders.facts import (
    AppointmentFact,
    BureauFact,
    CampaignFact,
    Evidence,
    Facts,
    GroupFact,
    MeetingFact,
    Notice,
    ParticipationFact,
    PersonFact,
    PlaceFact,
    RelationFact,
    RoleFact,
)
from ontology import schema

Item = (
    PersonFact | BureauFact | PlaceFact | RoleFact | MeetingFact | ParticipationFact | AppointmentFact | CampaignFact
    | GroupFact | RelationFact
)

#: The layers that the ledger keeps, in the order of ``Facts``, and the record of each.
LAYERS: dict[str, type[Item]] = {
    "people": PersonFact,
    "bureaus": BureauFact,
    "places": PlaceFact,
    "roles": RoleFact,
    "meetings": MeetingFact,
    "participation": ParticipationFact,
    "appointments": AppointmentFact,
    "campaigns": CampaignFact,
    "groups": GroupFact,
    "relations": RelationFact,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One version of one notice as the ledger holds it, without its text (``Ledger.notice`` gives that).

    ``closed`` says why it is no longer current: ``version`` (another one replaced it) or ``withdrawn``.
    """

    id: str
    key: str
    version: int
    digest: str
    source: str
    url: str
    issuer: str
    published: str
    title: str
    plain: str
    sketch: bytes
    extractor: str
    closed: str
    recorded_from: str
    recorded_until: str


@dataclass(frozen=True, slots=True)
class Statement:
    """That a notice says a fact. ``item`` is the fact's record, without its evidence.

    ``field`` and ``start`` say where its first words stand in the raw notice; ``written`` is the name of a person, body
    or place as those words have it, where it differs; ``confidence`` is the highest of its evidence, 0 where it has none.
    """

    fact: str
    notice: str
    layer: str
    item: Item
    field: str
    start: int
    written: str
    confidence: float
    recorded_from: str
    recorded_until: str


@dataclass(frozen=True, slots=True)
class Build:
    """One run of feeding the ledger. A run that was cut short is taken up again under its number and its time."""

    number: int
    started: str
    resumed: bool


def pack(text: str) -> str | bytes:
    """A string as SQLite can hold it: a lone surrogate, which JSON can smuggle in, is no UTF-8 and goes in as bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unpack(value: str | bytes) -> str:
    """What ``pack`` was given.

    >>> unpack(pack("秦红保\\ud800")) == "秦红保\\ud800"
    True
    """
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def write(item: Item) -> str:
    """The content of a fact as one line of JSON, its evidence and whatever is empty left out.

    >>> write(PersonFact("乌兰", gender="女"))
    '{"gender":"女","name":"乌兰"}'
    """
    names = (f.name for f in fields(item) if f.name != "evidence" and getattr(item, f.name) != f.default)
    content = {name: getattr(item, name) for name in names}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(layer: str, line: str) -> Item:
    """The record that ``write`` was given, without its evidence.

    >>> read("people", '{"gender":"女","name":"乌兰"}')
    PersonFact(name='乌兰', aka=(), gender='女', ethnicity='', evidence=())
    """
    content: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(line).items()}
    return LAYERS[layer](**content)


def stated(notice: Notice, facts: Facts) -> Iterator[tuple[str, str, str, tuple[Evidence, ...]]]:
    """What a notice states: for each fact its id, its layer, its content and its evidence, first words first.

    A fact's id is the hash of the text and of what it says, so that it is the same in every ledger.
    """
    for layer in LAYERS:
        merged: dict[str, list[Evidence]] = {}
        for item in getattr(facts, layer):
            merged.setdefault(write(item), []).extend(item.evidence)
        for content, evidence in merged.items():
            ordered = sorted(dict.fromkeys(evidence), key=lambda e: (e.field == "text", e.start, e.end, e.rule))
            yield opaque("fact", notice.digest, layer, content), layer, content, tuple(ordered)


def as_written(item: Item, start: int, quote: str, reading: str, parts: str) -> str:
    """The name of a person, body or place in the raw words of its evidence, "" where it is written just so.

    >>> as_written(PersonFact("马军"), 23, "馬　軍出席會議", "马军出席会议", '[["actor", 23, 26]]')
    '馬\u3000軍'
    """
    if isinstance(item, PersonFact):
        actor = next(((a, b) for name, a, b in _spans(parts) if name == "actor"), (start, start))
        raw = quote[actor[0] - start : actor[1] - start]
    elif isinstance(item, BureauFact | PlaceFact):
        raw = quote if reading == item.name else ""
    else:
        return ""
    return "" if raw == item.name else raw


def columns(evidence: Evidence) -> tuple[Any, ...]:
    """The columns of one evidence row, from ``field`` on."""
    return (
        evidence.field, evidence.start, evidence.end, pack(evidence.quote),
        "" if evidence.reading == evidence.quote else pack(evidence.reading), evidence.rule, evidence.confidence,
        json.dumps(evidence.parts) if evidence.parts else "",
        json.dumps(evidence.settled_by) if evidence.settled_by else "",
    )


def proof(fact: str, notice: str, layer: str, content: str, values: Sequence[Any]) -> schema.Evidence:
    """The evidence record of a row: ``values`` are its columns as ``columns`` gave them."""
    name, start, end, quote, reading, rule, confidence, parts, settled_by = values
    item = json.loads(content) if layer == "participation" else {}
    words = unpack(quote)
    return schema.Evidence(
        fact, notice, name, start, end, words, unpack(reading) or words, rule, confidence,
        item.get("title", ""), item.get("verb", ""), _spans(parts), _spans(settled_by),
    )


def _spans(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((str(a), int(b), int(c)) for a, b, c in json.loads(text)) if text else ()
