"""The words of a notice in RDF: each piece of evidence as a Web Annotation, and how the notice was healed and read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from ontology.literals import Said, block, hashed, is_a, literal, term, text
from ontology.origins import Healing, Origin
from ontology.schema import Evidence
from ontology.text import clean

#: Gives the node of an id.
Name = Callable[[str], ox.NamedNode]


def annotation_blocks(
    name: Name, evidence: Evidence, ident: str, bodies: Iterable[str], origin: Origin | None
) -> Iterator[list[Said]]:
    """One piece of evidence as a Web Annotation, its target the words of the notice.

    Args:
        name: gives the node of an id.
        evidence: the words.
        ident: their id.
        bodies: the ids of what they prove.
        origin: how the notice was read, where that is known.
    """
    # Most of an export is made here: each block is written in the order that ``literals.block`` would give it.
    subject, target = name(ident), name(ident + "-target")
    position, exact = name(ident + "-position"), name(ident + "-exact")
    parts = [(f"{ident}-part-{n}", s, e, "gx:piece", piece) for n, (piece, s, e) in enumerate(evidence.parts, 1)]
    settled = [(f"{ident}-settled-{n}", s, e, "gx:field", where) for n, (where, s, e) in enumerate(evidence.settled_by, 1)]
    out = [is_a(subject, "oa:Annotation")]
    out += [(subject, term("oa:hasBody"), name(body)) for body in sorted(bodies)]
    out += [(subject, term("oa:hasTarget"), target), (subject, term("oa:motivatedBy"), term("oa:describing"))]
    if origin is not None:
        out.append((subject, term("prov:wasGeneratedBy"), name(extraction_id(evidence.notice))))
    out += [
        (subject, term("gx:confidence"), literal("gx:confidence", "float", evidence.confidence)),
        (subject, term("gx:fact"), ox.Literal(evidence.fact)),
    ]
    out += [(subject, term("gx:part"), name(span)) for span in sorted(span for span, *_ in parts)]
    out += _said(subject, "gx:reading", evidence.reading)
    out += _said(subject, "gx:rule", evidence.rule)
    out += [(subject, term("gx:settledBy"), name(span)) for span in sorted(span for span, *_ in settled)]
    out += _said(subject, "gx:titleAsWritten", evidence.title)
    out += _said(subject, "gx:verbAsWritten", evidence.verb)
    yield out
    before, after = origin.around(evidence.field, evidence.start, evidence.end) if origin is not None else ("", "")
    yield [
        is_a(exact, "oa:TextQuoteSelector"), (exact, term("oa:exact"), text("oa:exact", evidence.quote)),
        *_said(exact, "oa:prefix", before), *_said(exact, "oa:suffix", after),
    ]
    for span, start, end, property_, words in (*parts, *settled):
        node = name(span)
        yield [*_position(node, start, end), *([(node, term(property_), ox.Literal(words))] if words else ())]
    yield _position(position, evidence.start, evidence.end)
    yield [
        is_a(target, "oa:SpecificResource"), (target, term("oa:hasSelector"), exact),
        (target, term("oa:hasSelector"), position),
        (target, term("oa:hasSource"), name(f"{evidence.notice}-{evidence.field}")),
    ]


def _said(subject: ox.NamedNode, property_: str, words: str) -> list[Said]:
    return [(subject, term(property_), text(property_, words))] if words else []


def _position(subject: ox.NamedNode, start: int, end: int) -> list[Said]:
    number = term("xsd:nonNegativeInteger")
    return [
        is_a(subject, "oa:TextPositionSelector"),
        (subject, term("oa:end"), ox.Literal(str(end), datatype=number)),
        (subject, term("oa:start"), ox.Literal(str(start), datatype=number)),
    ]


def extraction_id(notice: str) -> str:
    """The id of the activity that found a notice's facts."""
    return notice + "-extraction"


def origin_blocks(name: Name, origin: Origin, rules: Iterable[str]) -> Iterator[list[Said]]:
    """How a notice was read: the activity that found its facts, by which rules, and the one that healed each field."""
    subject = name(extraction_id(origin.notice))
    healed = {h.field: h for h in origin.healings if h.edits}
    yield block([
        is_a(subject, "gx:Extraction"), is_a(subject, "prov:Activity"),
        (subject, term("prov:wasAssociatedWith"), name(software_id(origin.extractor))),
        *((subject, term("prov:used"), name(healed_id(origin.notice, where) if where in healed else f"{origin.notice}-{where}"))
          for where in ("text", "title")),
        *((subject, term("gx:rule"), ox.Literal(clean(rule))) for rule in rules),
    ])
    for where in sorted(healed):
        yield from _healing_blocks(name, origin, healed[where])


def _healing_blocks(name: Name, origin: Origin, healing: Healing) -> Iterator[list[Said]]:
    raw, result = name(f"{origin.notice}-{healing.source}"), name(healed_id(origin.notice, healing.field))
    activity = name(f"{origin.notice}-{healing.field}-healing")
    yield block([
        is_a(result, "gx:HealedText"), is_a(result, "prov:Entity"),
        (result, term("prov:wasDerivedFrom"), raw), (result, term("prov:wasGeneratedBy"), activity),
    ])
    edits = json.dumps(healing.edits, ensure_ascii=False, separators=(",", ":"))
    yield block([
        is_a(activity, "gx:Healing"), is_a(activity, "prov:Activity"),
        (activity, term("prov:used"), raw),
        (activity, term("prov:wasAssociatedWith"), name(software_id(origin.healer))),
        (activity, term("gx:editCount"), ox.Literal(len(healing.edits))),
        (activity, term("gx:edits"), text("gx:edits", edits)),
    ])


def healed_id(notice: str, where: str) -> str:
    """The id of a field of a notice once it is healed."""
    return f"{notice}-{where}-healed"


def software_id(version: str) -> str:
    """The id of the software that read a notice: of its version, its rules and its model together.

    >>> software_id("0.1.0 49c25168f303 pkuseg-0.0.25")
    'software-wiu363rpviylf657'
    """
    return hashed("software", version)


def software_of(origin: Origin) -> set[str]:
    """The versions that a notice was read with."""
    return {origin.extractor, *(origin.healer for h in origin.healings if h.edits)}


def software_block(name: Name, version: str) -> list[Said]:
    """A version of the software; ``version`` is its number, the hash of its rules and its model, as a build notes them."""
    subject = name(software_id(version))
    number, rules, model = [*version.split(" ", 2), "", ""][:3]
    said = (("gx:softwareVersion", number), ("gx:rulesVersion", rules), ("gx:model", model))
    return block([
        is_a(subject, "gx:Software"), is_a(subject, "prov:SoftwareAgent"),
        *((subject, term(property_), ox.Literal(clean(words))) for property_, words in said if words),
    ])
