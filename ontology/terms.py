"""The words of RDF that the graph is written in: namespaces, a class for each kind, a property for each attribute.

``core.ttl`` declares all of them; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontology.schema import KINDS, Attribute

#: The namespace of the project's own classes and properties.
ONTOLOGY = "https://w3id.org/guanxi/ns#"
#: What ids are put behind, where the user names no other base.
BASE = "https://w3id.org/guanxi/id/"

PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "gx": ONTOLOGY,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: Of vocabularies that only profiles, the vocabulary itself and the description of an export use.
MORE_PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gxs": "https://w3id.org/guanxi/scheme/",
    "popolo": "http://www.popoloproject.com/popolo#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}


@dataclass(frozen=True, slots=True)
class EdgeTerms:
    """How a kind of edge is said in RDF.

    ``classes`` are those of the node that bears the edge's id; ``source`` and ``target`` lead from it to the two ends;
    ``shortcut`` leads straight from the one end to the other. ``classes`` is empty where the shortcut says it all.
    """

    classes: tuple[str, ...]
    source: str
    target: str
    shortcut: str


NODE_CLASSES: Mapping[str, tuple[str, ...]] = {
    "Person": ("gx:Person", "schema:Person"),
    "Role": ("gx:Role", "org:Post"),
    "Bureau": ("gx:Bureau", "org:Organization"),
    "Place": ("gx:Place", "schema:Place"),
    "Meeting": ("gx:Meeting", "schema:Event"),
    "Campaign": ("gx:Campaign",),
    "Group": ("gx:Group",),
    "Notice": ("gx:Notice", "schema:CreativeWork"),
}

#: What a Place is as well where its ``city`` is true: the attribute becomes this class, not a property.
CITY = "gx:City"


def _took_part(name: str, shortcut: str) -> EdgeTerms:
    return EdgeTerms((f"gx:{name}", "gx:Participation"), "gx:participant", "gx:meeting", f"gx:{shortcut}")


def _moved(name: str, shortcut: str) -> EdgeTerms:
    return EdgeTerms((f"gx:{name}", "gx:PostChange"), "gx:person", "gx:post", f"gx:{shortcut}")


EDGE_TERMS: Mapping[str, EdgeTerms] = {
    "CHAIRED": _took_part("Chairing", "chaired"),
    "SPOKE_AT": _took_part("Speaking", "spokeAt"),
    "ATTENDED": _took_part("Attending", "attended"),
    "CONVENED": _took_part("Convening", "convened"),
    "LED": _took_part("Leading", "led"),
    "HOLDS": EdgeTerms(("gx:RoleHolding", "org:Membership"), "org:member", "gx:post", "org:holds"),
    "APPOINTED_TO": _moved("Appointment", "appointedTo"),
    "REMOVED_FROM": _moved("Removal", "removedFrom"),
    "PROPOSED_FOR": _moved("Proposal", "proposedFor"),
    "AT": EdgeTerms(("gx:PostPlacement",), "gx:post", "gx:bureau", "org:postIn"),
    "OF": EdgeTerms(("gx:GroupOrigin",), "gx:group", "gx:bureau", "gx:comesFrom"),
    "PART_OF": EdgeTerms(("gx:UnitPlacement",), "gx:unit", "gx:bureau", "org:unitOf"),
    "UNDER": EdgeTerms(("gx:Subordination",), "gx:bureau", "gx:superior", "gx:under"),
    "SUCCEEDED_BY": EdgeTerms(
        ("gx:Succession", "org:ChangeEvent"), "org:originalOrganization", "org:resultingOrganization", "gx:succeededBy"
    ),
    "LOCATED_IN": EdgeTerms(("gx:BureauLocation",), "gx:bureau", "gx:place", "schema:location"),
    "WITHIN": EdgeTerms(("gx:Containment",), "gx:place", "gx:widerPlace", "schema:containedInPlace"),
    "HELD_IN": EdgeTerms(("gx:MeetingPlacement",), "gx:meeting", "gx:place", "schema:location"),
    "RELAYS": EdgeTerms(("gx:Relaying",), "gx:meeting", "gx:relayedMeeting", "gx:relays"),
    "SESSION_OF": EdgeTerms(("gx:Session",), "gx:meeting", "gx:wholeMeeting", "schema:superEvent"),
    "CONCERNS": EdgeTerms(("gx:Concern",), "gx:meeting", "gx:campaign", "schema:about"),
    "ISSUED_BY": EdgeTerms(("gx:Issuing",), "gx:notice", "gx:bureau", "schema:publisher"),
    "COPY_OF": EdgeTerms(("gx:Copying",), "gx:notice", "gx:original", "gx:copyOf"),
    # There is one to each thing of each notice, and it says nothing but itself.
    "MENTIONS": EdgeTerms((), "", "", "schema:mentions"),
    "NOT_SAME_AS": EdgeTerms(("gx:Distinction",), "gx:person", "gx:otherPerson", "owl:differentFrom"),
}

#: Attributes with a name of their own in RDF, by kind and attribute, or by attribute in any kind.
_PROPERTIES: Mapping[tuple[str, str] | str, str] = {
    "aliases": "skos:altLabel",
    "former_ids": "dcterms:replaces",
    "recorded_from": "prov:generatedAtTime",
    "recorded_until": "prov:invalidatedAtTime",
    "ways": "gx:way",
    "titles": "gx:titleAsWritten",
    "verbs": "gx:verbAsWritten",
    "in_roles": "gx:inRole",
    "notices": "gx:noticeCount",
    ("Meeting", "start"): "schema:startDate",
    ("Meeting", "end"): "schema:endDate",
    ("Notice", "key"): "dcterms:identifier",
    ("Notice", "published"): "schema:datePublished",
    ("Notice", "title"): "dcterms:title",
    ("Notice", "url"): "schema:url",
}

#: Properties whose words are healed, hence Simplified Chinese; what stands as written carries no language.
SIMPLIFIED = frozenset((
    "rdfs:label", "skos:altLabel", "dcterms:title", "gx:title", "gx:gender", "gx:ethnicity", "gx:country", "gx:ordinal",
    "gx:inRole", "gx:onBehalfOf", "gx:rank", "gx:reading",
))

#: Properties whose values are instants, not days.
INSTANTS = frozenset(("prov:generatedAtTime", "prov:invalidatedAtTime"))

#: Classes and properties used around the edges: the evidence, the spells in time, the named graphs.
EVIDENCE_CLASSES = (
    "oa:Annotation", "oa:SpecificResource", "oa:TextPositionSelector", "oa:TextQuoteSelector", "gx:RawText",
    "gx:NoticeGraph", "time:ProperInterval", "time:Instant", "gx:City", "gx:Extraction", "gx:HealedText", "gx:Healing",
    "gx:Software", "prov:Activity", "prov:Entity", "prov:SoftwareAgent",
)
EVIDENCE_PROPERTIES = (
    "rdf:type", "rdfs:label", "oa:hasBody", "oa:hasTarget", "oa:motivatedBy", "oa:hasSource", "oa:hasSelector",
    "oa:start", "oa:end", "oa:exact", "gx:fact", "gx:rule", "gx:confidence", "gx:reading", "gx:titleAsWritten",
    "gx:verbAsWritten", "gx:part", "gx:piece", "gx:settledBy", "gx:field", "dcterms:isPartOf", "dcterms:isReplacedBy",
    "prov:wasDerivedFrom", "org:organization", "org:memberDuring", "time:hasBeginning", "time:hasEnd", "time:inXSDDate",
    "time:inXSDgYearMonth", "time:inXSDgYear", "oa:prefix", "oa:suffix", "prov:used", "prov:wasAssociatedWith",
    "prov:wasGeneratedBy", "gx:editCount", "gx:edits", "gx:softwareVersion", "gx:rulesVersion", "gx:model", "gx:isoCode",
)


def full(term: str) -> str:
    """The whole IRI of a prefixed term.

    >>> full("org:Post")
    'http://www.w3.org/ns/org#Post'
    """
    prefix, _, name = term.partition(":")
    return (PREFIXES.get(prefix) or MORE_PREFIXES[prefix]) + name


def property_of(kind: str, attribute: str) -> str:
    """The prefixed property that an attribute of a kind of node or edge is written with.

    >>> property_of("Person", "aliases"), property_of("HOLDS", "proved_first")
    ('skos:altLabel', 'gx:provedFirst')
    """
    named = _PROPERTIES.get((kind, attribute)) or _PROPERTIES.get(attribute)
    if named:
        return named
    first, *rest = attribute.split("_")
    return "gx:" + first + "".join(word.capitalize() for word in rest)


def attributes_of(kind: str) -> tuple[Attribute, ...]:
    """The attributes of a kind of node or edge, in the schema's order.

    >>> [a.name for a in attributes_of("Group")]
    ['former_ids', 'size']
    """
    return KINDS[kind].attributes


def classes() -> frozenset[str]:
    """Every class that the mapping may use, prefixed."""
    used = {c for group in NODE_CLASSES.values() for c in group}
    used.update(c for terms in EDGE_TERMS.values() for c in terms.classes)
    return frozenset(used | set(EVIDENCE_CLASSES))


def properties() -> frozenset[str]:
    """Every property that the mapping may use, prefixed."""
    used = {property_of(kind, a.name) for kind in KINDS for a in attributes_of(kind) if a.name != "city"}
    for terms in EDGE_TERMS.values():
        used.update(t for t in (terms.source, terms.target, terms.shortcut) if t)
    return frozenset(used | set(EVIDENCE_PROPERTIES))
