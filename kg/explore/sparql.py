"""The SPARQL protocol over the graph, read-only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontology.errors import GuanxiError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: What an answer can be written as, by media type, the first where the client does not mind.
_TABLES = {
    "application/sparql-results+json": "JSON", "application/json": "JSON", "application/sparql-results+xml": "XML",
    "application/xml": "XML", "text/csv": "CSV", "text/tab-separated-values": "TSV",
}
_GRAPHS = {
    "text/turtle": "TURTLE", "application/n-triples": "N_TRIPLES", "application/rdf+xml": "RDF_XML", "application/ld+json": "JSON_LD",
    "application/x-turtle": "TURTLE", "text/plain": "N_TRIPLES",
}
#: Comments, IRIs and strings: what may hold the word SERVICE and mean nothing by it.
_ASIDE = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*",
    re.DOTALL,
)
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)


class SparqlError(GuanxiError):
    """A query is not understood, or wants what cannot be had."""


class NotAcceptableError(SparqlError):
    """No form of answer that is asked for can be given."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer and its media type."""

    body: bytes
    form: str


def answered(graph: KnowledgeGraph, query: str, accept: str = "", default: Sequence[str] = (), named: Sequence[str] = ()) -> Result:
    """The answer to a query.

    Args:
        graph: the graph; its default graph holds what all notices say together, its named graphs what each says.
        query: a query; what wants to write, or asks another server, is refused.
        accept: the media types that the client takes, as in HTTP.
        default, named: the graphs to ask instead, by their IRIs.

    Raises:
        SparqlError: the query cannot be answered.
        NotAcceptableError: not in a form that the client takes.
    """
    import pyoxigraph as ox

    bare = _ASIDE.sub(" ", query)
    if re.search(r"(?<![?$:\w])SERVICE\b", bare, re.IGNORECASE):
        raise SparqlError("SERVICE asks another server, which this does not: ask the graph alone")
    want_named = bool(default or named or re.search(r"\b(GRAPH|FROM)\b", bare, re.IGNORECASE))
    more: dict[str, Any] = {}
    try:
        if default:
            more["default_graph"] = [ox.NamedNode(iri) for iri in default]
        if named:
            more["named_graphs"] = [ox.NamedNode(iri) for iri in named]
        found = graph.store(named=want_named).query(query, **more)
        if isinstance(found, ox.QueryTriples):
            form, name = _chosen(accept, _GRAPHS)
            return Result(ox.serialize(found, format=getattr(ox.RdfFormat, name)) or b"", form)
        form, name = _chosen(accept, _TABLES if isinstance(found, ox.QuerySolutions) else dict(list(_TABLES.items())[:4]))
        return Result(found.serialize(format=getattr(ox.QueryResultsFormat, name)) or b"", form)
    except SyntaxError as error:
        if _UPDATE.search(bare):
            raise SparqlError("this is an update, or not understood, and the graph is only read here: ask SELECT, ASK, CONSTRUCT or DESCRIBE") from error
        raise SparqlError(f"the SPARQL is not understood: {error}") from error
    except (ValueError, RuntimeError, OSError) as error:
        raise SparqlError(f"the SPARQL cannot be answered: {error}") from error


def _chosen(accept: str, known: dict[str, str]) -> tuple[str, str]:
    """The media type to answer in, of those known, and its name in pyoxigraph.

    >>> _chosen("text/csv;q=0.5, application/sparql-results+xml", _TABLES)
    ('application/sparql-results+xml', 'XML')
    >>> _chosen("*/*", _TABLES)[1], _chosen("", _GRAPHS)[1]
    ('JSON', 'TURTLE')
    """
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept.split(",")):
        form, *parameters = (p.strip().lower() for p in part.split(";"))
        share = 1.0
        for parameter in parameters:
            if found := re.fullmatch(r"q\s*=\s*([01](?:\.[0-9]{0,3})?)", parameter):
                share = float(found[1])
        if form and share:
            wanted.append((-share, place, form))
    for _, _, form in sorted(wanted):
        for type_, name in known.items():
            if form in (type_, "*/*") or (form.endswith("/*") and type_.startswith(form[:-1])):
                return type_, name
    if not wanted:
        return next(iter(known.items()))
    raise NotAcceptableError(f"answers can be had as {', '.join(known)}, not as {accept}")
