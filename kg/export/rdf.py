"""The forms of RDF, streamed from the mapping: the union of all notices, or a named graph for each.

A lone surrogate in a quote, which RDF cannot say, stands as U+FFFD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.export import ExportError
from kg.export.xml import FORBIDDEN, warn_of
from kg.graph import KnowledgeGraph
from ontology.mapping import Quad, Triple, quads, triples
from ontology.schema import Evidence
from ontology.terms import BASE, PREFIXES

Statements = Callable[..., Iterator[Triple] | Iterator[Quad]]

_PREFIX = b"@prefix "


def turtle(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True
) -> None:
    """Write the union of all notices as Turtle.

    Args:
        graph: the graph.
        out: a binary stream.
        base: what ids are put behind.
        recorded: whether to write when this ledger held a fact.
        evidence: whether to write the words that prove the facts; without them the file cannot be imported, and has no
            graph of a notice.
    """
    _write(triples, ox.RdfFormat.TURTLE, graph, out, base, recorded, evidence)


def ntriples(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True
) -> None:
    """Write the union of all notices as N-Triples; arguments as for ``turtle``."""
    _write(triples, ox.RdfFormat.N_TRIPLES, graph, out, base, recorded, evidence)


def rdfxml(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True
) -> None:
    """Write the union of all notices as RDF/XML, with U+FFFD for what XML forbids; arguments as for ``turtle``."""
    replaced = 0

    def sayable(statements: Iterable[Triple]) -> Iterator[Triple]:
        nonlocal replaced
        for t in statements:
            if isinstance(t.object, ox.Literal) and (bad := len(FORBIDDEN.findall(t.object.value))):
                replaced += bad
                words = FORBIDDEN.sub("\ufffd", t.object.value)
                tag, form = t.object.language, t.object.datatype
                literal = ox.Literal(words, language=tag) if tag else ox.Literal(words, datatype=form)
                t = ox.Triple(t.subject, t.predicate, literal)
            yield t

    def statements(*args: Any, **options: Any) -> Iterator[Triple]:
        return sayable(triples(*args, **options))

    _write(statements, ox.RdfFormat.RDF_XML, graph, out, base, recorded, evidence)
    warn_of(replaced, "rdfxml")


def jsonld(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True
) -> None:
    """Write the union of all notices as JSON-LD; arguments as for ``turtle``."""
    _write(triples, ox.RdfFormat.JSON_LD, graph, out, base, recorded, evidence)


def nquads(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True
) -> None:
    """Write a named graph for each notice as N-Quads; arguments as for ``turtle``."""
    _write(quads, ox.RdfFormat.N_QUADS, graph, out, base, recorded, evidence)


def trig(
    graph: KnowledgeGraph, out: IO[bytes], *, base: str = BASE, recorded: bool = True, evidence: bool = True
) -> None:
    """Write a named graph for each notice as TriG; arguments as for ``turtle``."""
    _write(quads, ox.RdfFormat.TRIG, graph, out, base, recorded, evidence)


def _write(
    statements: Statements, format: ox.RdfFormat, graph: KnowledgeGraph, out: IO[bytes], base: str, recorded: bool,
    evidence: bool,
) -> None:
    try:
        ox.NamedNode(base + "id")
    except ValueError as error:
        raise ExportError(f"base {base!r} is no IRI ({error}): write it like https://data.example/id/") from error
    stream = _Stream(out, plain_returns=format != ox.RdfFormat.RDF_XML)
    found = statements(graph.nodes(), graph.edges(), graph.evidence_of if evidence else _none, base, recorded)
    ox.serialize(found, cast("IO[bytes]", stream), format=format, prefixes={**PREFIXES, "id": base})
    stream.close_head()


def _none(_: Iterable[str]) -> list[Evidence]:
    return []


class _Stream:
    """What the serialiser writes to: the prefixes come out sorted, and a carriage return in XML as a reference.

    A parser of XML would turn the return into a line feed, and a quote would no longer be what stands in the notice.
    """

    def __init__(self, out: IO[bytes], plain_returns: bool) -> None:
        self._out = out
        self._plain_returns = plain_returns
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            self._put(data)
        else:
            self._head += bytes(data)
            # The last line may go on in what comes next, and be no prefix yet or no longer.
            last = self._head.rpartition(b"\n")[2]
            if not last.startswith(_PREFIX) and not _PREFIX.startswith(last):
                self.close_head()
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    def close_head(self) -> None:
        """Write the prefixes, sorted, and whatever came after them."""
        if self._head is not None:
            lines = self._head.splitlines(keepends=True)
            count = next((n for n, line in enumerate(lines) if not line.startswith(_PREFIX)), len(lines))
            self._put(b"".join([*sorted(lines[:count]), *lines[count:]]))
            self._head = None

    def _put(self, data: bytes) -> None:
        self._out.write(data if self._plain_returns else data.replace(b"\r", b"&#13;"))
