"""What the graph can say: its kinds of node and edge, their attributes, and the rows that carry them.

This is the one place that names them. The documentation page, the export columns, the Neo4j constraints and the SHACL
shapes follow it, by generation or by test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: A value that an attribute may hold. Lists are tuples, so that rows stay hashable where they can.
Value = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a kind of node or edge: its name, its type and what it means.

    ``type`` is one of ``str``, ``int``, ``float``, ``bool``, ``date`` (ISO 8601 with the precision that the notice has:
    ``2015``, ``2015-08`` or ``2015-08-18``) and ``strs`` (a tuple of strings).
    """

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node, with its meaning in English and Chinese and the attributes that it may carry."""

    name: str
    zh: str
    meaning: str
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge: which kinds of node it runs from and to, what it means, and its attributes."""

    name: str
    zh: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    meaning: str
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the graph: an opaque ASCII id, its kind, its name and what else is known of it."""

    id: str
    kind: str
    name: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of the graph, with the ids of the facts (ledger rows) that support it."""

    id: str
    kind: str
    source: str
    target: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one notice that prove one fact.

    ``start`` and ``end`` are Unicode code points into the notice's raw ``field`` (``title`` or ``text``), and
    ``raw[start:end] == quote`` always holds. ``reading`` is the quote healed; ``parts`` gives the spans of its pieces
    (actor, title, verb, meeting, date, place) in the same raw coordinates; ``settled_by`` points at the words that
    settle a short form.
    """

    fact: str
    notice: str
    field: str
    start: int
    end: int
    quote: str
    reading: str
    rule: str
    confidence: float
    title: str = ""
    verb: str = ""
    parts: tuple[tuple[str, int, int], ...] = ()
    settled_by: tuple[tuple[str, int, int], ...] = ()


_ALIASES = Attribute("aliases", "strs", "other forms of the name found in notices, Simplified")
_FORMER = Attribute("former_ids", "strs", "ids that it had before a notice or a decision changed its first mention")
_WRITTEN = Attribute("written", "strs", "the name's forms as written in the raw text, where they differ")
_LEVEL = Attribute("level", "str", "central, province, prefecture, county or township")
_STATUS = Attribute("status", "str", "reported, planned or proposed")
_SUPPORT = Attribute("notices", "int", "number of notices that say so, copies of one text counted once")
_SOURCE = Attribute(
    "source_kind", "str", "stated (has a quote), reference (a data set says so) or inferred (rests on facts)"
)
_CONFIDENCE = Attribute("confidence", "float", "highest confidence of the supporting facts, 0 to 1")
_PUBLISHED = (
    Attribute("published_first", "date", "publication date of the first notice that says so"),
    Attribute("published_last", "date", "publication date of the last notice that says so"),
)
_RECORDED = (
    Attribute("recorded_from", "str", "when this ledger first held the fact (UTC, ISO 8601)"),
    Attribute("recorded_until", "str", "when this ledger withdrew it, where it did"),
)
_COMMON = (_STATUS, _SUPPORT, _CONFIDENCE, _SOURCE, *_PUBLISHED, *_RECORDED)

NODE_KINDS: tuple[NodeKind, ...] = (
    NodeKind("Person", "人物", "a named person", (
        _ALIASES, _WRITTEN, _FORMER,
        Attribute("gender", "str", "as noted in a list of names: 女 or 男"),
        Attribute("ethnicity", "str", "as noted in a list of names, such as 蒙古族"),
    )),
    NodeKind("Role", "职务", "a title at a bureau; with no body, one person’s alone, save offices of state", (
        _FORMER,
        Attribute("title", "str", "the title, without the body"),
        Attribute("seats", "str", "one, several or unknown: how many can hold it at once"),
        _LEVEL,
    )),
    NodeKind("Bureau", "机构", "a named organisation of party, state, army, business, learning or association", (
        _ALIASES, _WRITTEN, _FORMER, _LEVEL,
        Attribute(
            "bureau_kind", "str",
            "party, government, congress, consultative, court, procuratorate, army, mass, enterprise, school or other",
        ),
    )),
    NodeKind("Place", "地点", "a country, division, town or named venue; a City is a Place with city true", (
        _ALIASES, _WRITTEN, _FORMER, _LEVEL,
        Attribute("city", "bool", "prefecture level, county-level city or municipality"),
        Attribute("code", "str", "GB/T 2260 code of a Chinese division"),
        Attribute("code_year", "int", "the year of the code list"),
        Attribute("country", "str", "the country's name where the place is abroad"),
    )),
    NodeKind("Meeting", "会议", "a meeting or official activity", (
        _ALIASES, _FORMER,
        Attribute("meeting_kind", "str", "meeting, inspection, visit, call, training, ceremony, study or other"),
        Attribute("start", "date", "first day"),
        Attribute("end", "date", "last day"),
        Attribute("ordinal", "str", "the session's number where the name holds one"),
        Attribute("year", "int", "the year of the meeting, or of the notice where only that is known"),
        _STATUS,
    )),
    NodeKind("Campaign", "政策行动", "a named policy campaign, drive, plan, initiative or fixed formula", (
        _ALIASES, _FORMER,
    )),
    NodeKind("Group", "群体", "a described, unnamed body of people at one meeting in one notice", (
        _FORMER, Attribute("size", "int", "the number of people, where said"),
    )),
    NodeKind("Notice", "通知", "one notice as it was read", (
        Attribute("key", "str", "what it is known by: its URL, else source and id, else path and record number"),
        Attribute("source", "str", "where it comes from"),
        Attribute("url", "str", "its address, where it has one"),
        Attribute("published", "date", "its publication date"),
        Attribute("title", "str", "its title, healed"),
        Attribute("digest", "str", "SHA-256 of its raw title and text"),
    )),
)

_TAKERS = ("Person", "Bureau", "Group")
_PART = (
    *_COMMON,
    Attribute("ways", "strs", "narrower ways of taking part: 出席, 列席, 陪同, 讲话, 致辞, 作报告, 发言 …"),
    Attribute("titles", "strs", "the person's titles as written at this meeting"),
    Attribute("verbs", "strs", "the verbs as written"),
    Attribute("in_roles", "strs", "the settled roles in which the person took part, as bureau and title"),
    Attribute("on_behalf_of", "strs", "whom the participant represented (代表…)"),
    Attribute("position", "int", "place in the printed list of names, from 1"),
    Attribute("list_size", "int", "length of that list"),
    Attribute("open_list", "bool", "whether the list ends in 等"),
)
_MOVE = (
    *_COMMON,
    Attribute("action", "str", "appointed, elected, removed, resigned or proposed"),
    Attribute("date", "date", "the day of the decision"),
)

EDGE_KINDS: tuple[EdgeKind, ...] = (
    EdgeKind("CHAIRED", "主持", _TAKERS, ("Meeting",), "presided over the meeting", _PART),
    EdgeKind("SPOKE_AT", "讲话", _TAKERS, ("Meeting",), "spoke, reported or read out at the meeting", _PART),
    EdgeKind("ATTENDED", "出席", _TAKERS, ("Meeting",), "was present at the meeting", _PART),
    EdgeKind("CONVENED", "召开", _TAKERS, ("Meeting",), "called or held the meeting", _PART),
    EdgeKind("LED", "率领", _TAKERS, ("Meeting",), "led the visit, inspection or talk, or was its host", _PART),
    EdgeKind("HOLDS", "任职", ("Person",), ("Role",), "held the post; one edge for each spell", (
        *_COMMON,
        Attribute("began", "date", "the day the spell began, where a notice says so"),
        Attribute("ended", "date", "the day it ended, where a notice says so"),
        Attribute("proved_first", "date", "the first day on which a notice proves it"),
        Attribute("proved_last", "date", "the last day on which a notice proves it"),
        Attribute("acting", "bool", "代, 代理, 署任"),
        Attribute("concurrent", "bool", "兼"),
        Attribute("former", "bool", "every notice calls it former (原, 前, 时任)"),
        Attribute("rank", "str", "a rank phrase that is no post (正部长级)"),
    )),
    EdgeKind("APPOINTED_TO", "任命", ("Person",), ("Role",), "was appointed or elected to the post", _MOVE),
    EdgeKind("REMOVED_FROM", "免职", ("Person",), ("Role",), "was removed or resigned from the post", _MOVE),
    EdgeKind("PROPOSED_FOR", "拟任", ("Person",), ("Role",), "was proposed for the post; not yet in it", _MOVE),
    EdgeKind("AT", "属于", ("Role",), ("Bureau",), "the post belongs to the body", (_SOURCE,)),
    EdgeKind("OF", "出自", ("Group",), ("Bureau",), "the group comes from the body", (_SOURCE,)),
    EdgeKind("PART_OF", "内设", ("Bureau",), ("Bureau",), "a unit inside the body", (_SOURCE,)),
    EdgeKind("UNDER", "隶属", ("Bureau",), ("Bureau",), "stands under the body", (
        _SOURCE, Attribute("how", "str", "leads or guides"),
    )),
    EdgeKind("SUCCEEDED_BY", "更替为", ("Bureau",), ("Bureau",), "was followed by the body in a reorganisation", (
        _SOURCE, Attribute("how", "str", "merged, split or replaced"), Attribute("date", "date", "when"),
    )),
    EdgeKind("LOCATED_IN", "位于", ("Bureau",), ("Place",), "the body's place", (_SOURCE,)),
    EdgeKind("WITHIN", "隶属于", ("Place",), ("Place",), "the place lies within the other", (_SOURCE,)),
    EdgeKind("HELD_IN", "举办地", ("Meeting",), ("Place",), "where the meeting was held", _COMMON),
    EdgeKind(
        "RELAYS", "传达", ("Meeting",), ("Meeting",),
        "the meeting passed on what the other one said (传达…精神)", _COMMON,
    ),
    EdgeKind("SESSION_OF", "分会", ("Meeting",), ("Meeting",), "a session of the other meeting", _COMMON),
    EdgeKind("CONCERNS", "涉及", ("Meeting",), ("Campaign",), "the meeting dealt with the campaign", _COMMON),
    EdgeKind("ISSUED_BY", "发布", ("Notice",), ("Bureau",), "who published the notice", (
        _SOURCE, Attribute("basis", "str", "stated, signed, site or inferred"),
    )),
    EdgeKind("COPY_OF", "转载", ("Notice",), ("Notice",), "the same or nearly the same text under another key", (
        _SOURCE, Attribute("similarity", "float", "0 to 1"),
    )),
    EdgeKind("MENTIONS", "提及", ("Notice",), tuple(k.name for k in NODE_KINDS if k.name != "Notice"),
             "the notice supports an edge of the other", (_SOURCE,)),
    EdgeKind("NOT_SAME_AS", "并非同人", ("Person",), ("Person",), "compared namesakes, held to be two", (
        Attribute("reason", "str", "why"), Attribute("by", "str", "who decided"),
    )),
)

NODES: Mapping[str, NodeKind] = {k.name: k for k in NODE_KINDS}
EDGES: Mapping[str, EdgeKind] = {k.name: k for k in EDGE_KINDS}
#: All kinds, those of node first.
KINDS: Mapping[str, NodeKind | EdgeKind] = {**NODES, **EDGES}

#: How the records of one notice name the ways of taking part, and the edge that each becomes.
HOW_TO_EDGE: Mapping[str, str] = {
    "chaired": "CHAIRED",
    "spoke": "SPOKE_AT",
    "attended": "ATTENDED",
    "convened": "CONVENED",
    "led": "LED",
}
