"""Reused terms beside our own: what is written so that tools made for W3C ORG and FOAF, or for schema.org, find their way.

Nothing of our own is left out, so that every profile can be read back. ``alignments.ttl`` says how the terms stand to
each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from ontology.literals import Said, block, term
from ontology.terms import full

Several = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Reused terms by our own: other classes of a thing, other properties of it, and properties that lead back to it."""

    means: str
    classes: Mapping[str, Several] = field(default_factory=dict)
    properties: Mapping[str, Several] = field(default_factory=dict)
    inverses: Mapping[str, Several] = field(default_factory=dict)


_TOOK_PART = ("gx:chaired", "gx:spokeAt", "gx:attended", "gx:led")

#: What ``kg export --profile`` takes.
PROFILES: Mapping[str, Profile] = {
    "core": Profile("our own terms, and of others those that carry the data"),
    "org": Profile(
        "beside them those of W3C ORG and FOAF",
        classes={
            "gx:Person": ("foaf:Person",), "gx:Group": ("foaf:Group",), "gx:Notice": ("foaf:Document",),
            "gx:Bureau": ("org:FormalOrganization", "foaf:Organization"),
        },
        properties={"rdfs:label": ("foaf:name",), "gx:gender": ("foaf:gender",), "gx:under": ("org:subOrganizationOf",)},
        inverses={
            "org:holds": ("org:heldBy",), "org:postIn": ("org:hasPost",), "org:unitOf": ("org:hasUnit",),
            "gx:under": ("org:hasSubOrganization",), "org:member": ("org:hasMembership",),
        },
    ),
    "schema": Profile(
        "beside them those of schema.org",
        classes={
            "gx:Bureau": ("schema:Organization",), "gx:City": ("schema:City",), "gx:RoleHolding": ("schema:OrganizationRole",),
            "gx:PostChange": ("schema:Action",),
        },
        properties={
            "rdfs:label": ("schema:name",), "skos:altLabel": ("schema:alternateName",), "dcterms:title": ("schema:headline",),
            "gx:gender": ("schema:gender",), "gx:began": ("schema:startDate",), "gx:ended": ("schema:endDate",),
            "gx:under": ("schema:parentOrganization",), "org:unitOf": ("schema:parentOrganization",),
            "org:member": ("schema:member",),
        },
        inverses={
            **dict.fromkeys(_TOOK_PART, ("schema:attendee",)), "gx:convened": ("schema:organizer",),
            "org:organization": ("schema:member",),
        },
    ),
}


def beside(triples: list[Said], profile: str) -> list[Said]:
    """The triples of one subject with the profile's terms beside them; those that lead to the subject stand last.

    Args:
        triples: one block.
        profile: one of ``PROFILES``.
    """
    if profile == "core":
        return triples
    classes, properties, inverses = _nodes(profile)
    more: list[Said] = []
    back: list[Said] = []
    for t in triples:
        subject, predicate, found = t
        if isinstance(found, ox.NamedNode):
            more += [(subject, predicate, c) for c in classes.get(found.value, ())]
            back += [(found, p, subject) for p in inverses.get(predicate.value, ())]
        more += [(subject, p, found) for p in properties.get(predicate.value, ())]
    return [*(block([*triples, *more]) if more else triples), *back]


Nodes = Mapping[str, tuple[ox.NamedNode, ...]]


@cache
def _nodes(profile: str) -> tuple[Nodes, Nodes, Nodes]:
    def whole(terms: Mapping[str, Several]) -> Nodes:
        return {full(own): tuple(term(other) for other in others) for own, others in terms.items()}

    found = PROFILES[profile]
    return whole(found.classes), whole(found.properties), whole(found.inverses)
