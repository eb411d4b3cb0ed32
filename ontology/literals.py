"""The smallest pieces of RDF: the IRIs that ids become, the literals that values become, the triples of one subject."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote as percent
from urllib.parse import unquote

import pyoxigraph as ox

from ontology.dates import date_form
from ontology.schema import Evidence
from ontology.terms import BASE, INSTANTS, SIMPLIFIED, full
from ontology.text import clean

if TYPE_CHECKING:
    import opencc

Triple = ox.Triple
Quad = ox.Quad
#: A triple as it is made: a plain tuple, which costs half of what an object does.
Said = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
#: An id that stands in an IRI as it is.
_PLAIN = re.compile(r"[A-Za-z0-9._~-]*")


def iri(ident: str, base: str = BASE) -> str:
    """The IRI of an id: opaque ids are ASCII already, anything else is percent-encoded.

    >>> iri("person-7k3q", "https://data.example/")
    'https://data.example/person-7k3q'
    """
    # Nearly all ids are plain, and looking is ten times as quick as encoding.
    return base + ident if _PLAIN.fullmatch(ident) else base + percent(ident, safe="-._~")


def id_of(address: str, base: str = BASE) -> str:
    """The id behind an IRI, or the IRI itself where it does not start with ``base``.

    >>> id_of("https://data.example/person-7k3q", "https://data.example/")
    'person-7k3q'
    """
    return unquote(address[len(base):]) if address.startswith(base) else address


def quote_id(evidence: Evidence) -> str:
    """The id of one piece of evidence: its content's hash, so that it never changes."""
    # One clause may prove one fact twice, by two of its pieces: a name that stands in it twice.
    content = json.dumps([
        evidence.fact, evidence.notice, evidence.field, evidence.start, evidence.end, evidence.rule,
        round(evidence.confidence, 6),
        evidence.title, evidence.verb, evidence.parts, evidence.settled_by,
    ])
    return hashed("quote", content)


def hashed(prefix: str, content: str) -> str:
    """An id that depends on its content alone.

    >>> hashed("software", "0.1.0")
    'software-nlmwcosfk6mnnwjo'
    """
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}-{base64.b32encode(digest[:10]).decode('ascii').lower()}"


def day_literal(day: str) -> ox.Literal:
    """A date with the precision that it has, as a typed literal; what is no date stays plain text.

    >>> str(day_literal("2015-08")).rsplit("#", 1)[1]
    'gYearMonth>'
    """
    form = date_form(day)
    return ox.Literal(day, datatype=term(form[0])) if form else ox.Literal(clean(day))


def literal(name: str, form: str, value: object) -> ox.Literal:
    """A value of an attribute of a type of the schema (``form``), as the property ``name`` takes it."""
    if form == "date":
        return day_literal(str(value))
    if form == "bool":
        return ox.Literal(bool(value))
    if form == "int" and isinstance(value, int):
        return ox.Literal(value)
    if form == "float" and isinstance(value, (int, float)):
        return ox.Literal(f"{value:.6f}".rstrip("0").removesuffix("."), datatype=term("xsd:decimal"))
    if name in INSTANTS:
        return ox.Literal(str(value), datatype=term("xsd:dateTime"))
    if name == "schema:url":
        return ox.Literal(clean(str(value)), datatype=term("xsd:anyURI"))
    return text(name, str(value))


def text(name: str, words: str) -> ox.Literal:
    """Words as the property ``name`` takes them: healed words are Simplified Chinese, a name as written may be Traditional.

    >>> str(text("gx:written", "張春生")), str(text("gx:written", "张 春生"))
    ('"張春生"@zh-hant', '"张 春生"')
    """
    if name == "gx:written":
        return ox.Literal(clean(words), language="zh-Hant" if traditional(words) else None)
    return ox.Literal(clean(words), language="zh-Hans" if name in SIMPLIFIED else None)


@lru_cache(1 << 16)
def traditional(words: str) -> bool:
    """Whether words have characters that Simplified Chinese writes in another way.

    >>> traditional("王桂蘭"), traditional("王桂兰")
    (True, False)
    """
    return not words.isascii() and _simplified().convert(clean(words)) != clean(words)


@cache
def _simplified() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("t2s")


def is_a(subject: ox.NamedNode, name: str) -> Said:
    """That something is of a class."""
    return subject, term("rdf:type"), term(name)


@cache
def term(name: str) -> ox.NamedNode:
    """The node of a prefixed term."""
    return ox.NamedNode(full(name))


def address(node: ox.NamedNode | ox.BlankNode | ox.Literal | Triple) -> str:
    """What a node is called: its IRI, its label, or the words of a literal. No triple of ours is about a triple."""
    assert not isinstance(node, Triple)
    return node.value


def block(triples: list[Said]) -> list[Said]:
    """The triples of one subject, its classes first, each once."""
    kind = term("rdf:type").value
    return sorted(set(triples), key=lambda t: (t[1].value != kind, t[1].value, str(t[2])))


def strings(value: object) -> list[str]:
    """The values of an attribute of several, sorted, each once."""
    return sorted({str(v) for v in value}) if isinstance(value, (tuple, list)) else [str(value)] if value else []
