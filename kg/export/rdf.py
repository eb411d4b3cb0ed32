"""The forms of RDF, streamed from the mapping: the union of all notices, or a named graph for each.

A lone surrogate in a quote, which RDF cannot say, stands as U+FFFD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.export import ExportError
from kg.export.description import Tally
from kg.export.prefixes import Stream
from kg.export.xml import FORBIDDEN, warn_of
from kg.graph import KnowledgeGraph
from ontology.blocks import Rows
from ontology.mapping import Quad, Triple, quads, shared_graph, triples
from ontology.profiles import PROFILES
from ontology.schema import Edge, Evidence, Node
from ontology.terms import BASE, MORE_PREFIXES, PREFIXES
from ontology.vocabulary import vocabulary as all_terms

_NAMED = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG)


def _writer(form: ox.RdfFormat, means: str) -> Callable[..., None]:
    def write(
        graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True,
        profile: str = "core", vocabulary: bool = True, tally: Tally | None = None,
    ) -> None:
        check(base, profile)
        stream = Stream(out, plain_returns=form != ox.RdfFormat.RDF_XML)
        named = form in _NAMED
        make: Callable[..., Iterator[Any]] = quads if named else triples
        found: Iterator[Any] = chain(
            make(
                *rows_of(graph), graph.evidence_of if evidence else no_evidence, base, recorded, graph.origins_of, profile,
            ),
            _terms(base, named) if vocabulary else (),
        )
        told: Iterator[Any] = tally.counting(found) if tally is not None else found
        replaced = [0]
        said: Iterator[Any] = _sayable(told, replaced) if form == ox.RdfFormat.RDF_XML else told
        more = MORE_PREFIXES if vocabulary or profile != "core" else {}
        ox.serialize(said, cast("IO[bytes]", stream), format=form, prefixes={**PREFIXES, **more, "id": base})
        stream.close_head()
        warn_of(replaced[0], "rdfxml")

    write.__doc__ = f"""{means}

    Args:
        graph: the graph.
        out: a binary stream.
        base: what ids are put behind.
        recorded: whether to write when this ledger held a fact, and which ids a thing had before.
        evidence: whether to write the words that prove the facts; without them the file cannot be imported, and has no
            graph of a notice.
        profile: which reused terms to write beside our own, one of ``ontology.profiles.PROFILES``.
        vocabulary: whether to write what classes, properties and values mean as well.
        tally: counts what is written.
    """
    return write


turtle = _writer(ox.RdfFormat.TURTLE, "Write the union of all notices as Turtle.")
ntriples = _writer(ox.RdfFormat.N_TRIPLES, "Write the union of all notices as N-Triples.")
rdfxml = _writer(ox.RdfFormat.RDF_XML, "Write the union of all notices as RDF/XML, with U+FFFD for what XML forbids.")
nquads = _writer(ox.RdfFormat.N_QUADS, "Write a named graph for each notice as N-Quads.")
trig = _writer(ox.RdfFormat.TRIG, "Write a named graph for each notice as TriG.")


def check(base: str, profile: str) -> None:
    """See that ids can be put behind ``base``, and that there is such a profile.

    Raises:
        ExportError: they cannot, or there is none.
    """
    try:
        ox.NamedNode(base + "id")
    except ValueError as error:
        raise ExportError(f"base {base!r} is no IRI ({error}): write it like https://data.example/id/") from error
    if profile not in PROFILES:
        raise ExportError(f"there is no profile {profile!r}: use one of {', '.join(PROFILES)}")


def rows_of(graph: KnowledgeGraph) -> tuple[Rows[Node], Rows[Edge]]:
    """The rows of a graph by their ids, made as they are wanted."""
    ends = {ident: (source, target) for source, target, ident in graph.nx.edges(keys=True)}

    def edge(ident: str) -> Edge:
        source, target = ends[ident]
        said = graph.nx.get_edge_data(source, target, ident)
        return Edge(ident, said["kind"], source, target, said, said["facts"])

    return Rows(sorted(graph.nx), graph.node), Rows(sorted(ends), edge)


def no_evidence(_: Iterable[str]) -> list[Evidence]:
    """The evidence of a graph that is to be written without it."""
    return []


def _terms(base: str, named: bool) -> Iterator[Triple] | Iterator[Quad]:
    if not named:
        return iter(all_terms())
    graph = shared_graph("vocabulary", base)
    return (Quad(t.subject, t.predicate, t.object, graph) for t in all_terms())


def _sayable(statements: Iterable[Triple], replaced: list[int]) -> Iterator[Triple]:
    for t in statements:
        if isinstance(t.object, ox.Literal) and (bad := len(FORBIDDEN.findall(t.object.value))):
            replaced[0] += bad
            words = FORBIDDEN.sub("\ufffd", t.object.value)
            tag, form = t.object.language, t.object.datatype
            literal = ox.Literal(words, language=tag) if tag else ox.Literal(words, datatype=form)
            t = ox.Triple(t.subject, t.predicate, literal)
        yield t
