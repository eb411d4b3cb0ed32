"""The records that pass from files to facts: a notice, its healed text, and what was found in it.

Offsets are Unicode code points throughout. ``Evidence`` here is local to one notice; the ledger adds the fact's and the
notice's ids to it.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

from loaders.records import swift


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice as read from its file, before anything is done to it.

    ``text`` is the raw text that evidence offsets point into. ``ranges`` are the parts of it worth reading, in order
    (empty: all of it). ``title`` is the raw title; where the title stands inside ``text``, ``title_span`` says where,
    and evidence for it is given in the field ``text``. ``published`` is ISO 8601 with the precision known, or "".
    """

    key: str
    source: str
    published: str
    title: str
    text: str
    id: str = ""
    url: str = ""
    issuer: str = ""
    ranges: tuple[tuple[int, int], ...] = ()
    title_span: tuple[int, int] | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the raw title and text, in hexadecimal."""
        # A lone surrogate can come from JSON; it must not stop the digest.
        return hashlib.sha256((self.title + "\x00" + self.text).encode("utf-8", "surrogatepass")).hexdigest()


@swift
@dataclass(frozen=True, slots=True)
class Edit:
    """One healed injury: the raw range ``[start, end)`` reads ``new`` in the healed text, and why (``kind``)."""

    start: int
    end: int
    new: str
    kind: str


@swift
@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove one fact, as a span of the raw ``field`` (``title`` or ``text``) of its notice."""

    field: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    reading: str = ""
    parts: tuple[tuple[str, int, int], ...] = ()
    settled_by: tuple[tuple[str, int, int], ...] = ()


Proof = tuple[Evidence, ...]


@swift
@dataclass(frozen=True, slots=True)
class PersonFact:
    name: str
    aka: tuple[str, ...] = ()
    gender: str = ""
    ethnicity: str = ""
    evidence: Proof = ()


@swift
@dataclass(frozen=True, slots=True)
class BureauFact:
    name: str
    aka: tuple[str, ...] = ()
    implied: bool = False
    evidence: Proof = ()


@swift
@dataclass(frozen=True, slots=True)
class PlaceFact:
    name: str
    aka: tuple[str, ...] = ()
    evidence: Proof = ()


@swift
@dataclass(frozen=True, slots=True)
class RoleFact:
    """A post held by a person at the notice's time. ``began`` and ``ended`` are said only by lines of a CV."""

    person: str
    bureau: str
    title: str
    acting: bool = False
    concurrent: bool = False
    former: bool = False
    rank: str = ""
    began: str = ""
    ended: str = ""
    evidence: Proof = ()


@swift
@dataclass(frozen=True, slots=True)
class MeetingFact:
    key: str
    name: str
    aka: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    place: str = ""
    convener: str = ""
    kind: str = "meeting"
    status: str = "reported"
    ordinal: str = ""
    evidence: Proof = ()


@swift
@dataclass(frozen=True, slots=True)
class ParticipationFact:
    """``who`` took part in the meeting ``meeting`` (its key). ``who_kind`` is person, bureau or group."""

    who: str
    how: str
    meeting: str
    who_kind: str = "person"
    way: str = ""
    verb: str = ""
    title: str = ""
    in_role: str = ""
    on_behalf_of: str = ""
    position: int = 0
    list_size: int = 0
    open_list: bool = False
    status: str = "reported"
    evidence: Proof = ()


@dataclass(frozen=True, slots=True)
class AppointmentFact:
    person: str
    bureau: str
    title: str
    action: str
    date: str = ""
    status: str = "reported"
    acting: bool = False
    concurrent: bool = False
    evidence: Proof = ()


@dataclass(frozen=True, slots=True)
class CampaignFact:
    name: str
    aka: tuple[str, ...] = ()
    evidence: Proof = ()


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A described, unnamed body of people at one meeting (its key); ``of`` is the body it comes from, where said."""

    name: str
    meeting: str = ""
    of: str = ""
    size: int = 0
    evidence: Proof = ()


@dataclass(frozen=True, slots=True)
class RelationFact:
    """``source`` stands in the relation ``kind`` (RELAYS, CONCERNS, SESSION_OF, ISSUED_BY, OF) to ``target``.

    Meetings are given by their keys, other things by their names; the notice itself is ``"notice"``.
    """

    source: str
    kind: str
    target: str
    basis: str = ""
    status: str = "reported"
    evidence: Proof = ()


@swift
@dataclass(frozen=True, slots=True)
class Unread:
    """A clause with an anchor word that yielded no fact, so that a researcher sees what was passed over."""

    anchor: str
    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything found in one notice."""

    people: tuple[PersonFact, ...] = ()
    bureaus: tuple[BureauFact, ...] = ()
    places: tuple[PlaceFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    meetings: tuple[MeetingFact, ...] = ()
    participation: tuple[ParticipationFact, ...] = ()
    appointments: tuple[AppointmentFact, ...] = ()
    campaigns: tuple[CampaignFact, ...] = ()
    groups: tuple[GroupFact, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    unread: tuple[Unread, ...] = field(default=())


def as_record(notice: Notice, facts: Facts) -> dict[str, Any]:
    """The public JSON shape of one notice's facts: plain dictionaries and lists, empty values left out.

    >>> notice = Notice("k", "s", "2015-08-21", "", "李强主持会议。", id="n1")
    >>> as_record(notice, Facts(people=(PersonFact("李强"),)))["people"]
    [{'name': '李强', 'evidence': []}]
    """
    record: dict[str, Any] = {
        "id": notice.id or notice.key,
        "key": notice.key,
        "source": notice.source,
        "published": notice.published,
        "title": notice.title,
    }
    for layer in Facts.__dataclass_fields__:
        if layer != "unread":
            record[layer] = [_plain(item) for item in getattr(facts, layer)]
    return record


#: Written even when empty: the fields that the shape promises of each item.
_ALWAYS = frozenset(
    "name key start end place convener kind person bureau title action date who how meeting evidence field quote rule confidence".split()
)


def _plain(item: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in asdict(item).items():
        if name == "evidence":
            out[name] = [_evidence(e) for e in item.evidence]
        elif isinstance(value, tuple):
            if value:
                out[name] = list(value)
        elif value or name in _ALWAYS:
            out["from" if name == "source" else "to" if name == "target" else name] = value
    return out


def _evidence(e: Evidence) -> dict[str, Any]:
    out: dict[str, Any] = {
        "field": e.field, "start": e.start, "end": e.end, "quote": e.quote, "rule": e.rule, "confidence": e.confidence,
    }
    if e.reading and e.reading != e.quote:
        out["reading"] = e.reading
    if e.parts:
        out["parts"] = [{"part": p, "start": s, "end": t} for p, s, t in e.parts]
    if e.settled_by:
        out["settled_by"] = [{"field": f, "start": s, "end": t} for f, s, t in e.settled_by]
    return out
