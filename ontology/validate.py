"""Whether RDF keeps to ``shapes.ttl``: rows notice by notice, or a file as it stands.

Needs pyshacl, which the extra ``shacl`` brings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology.errors import GuanxiError
from ontology.mapping import EvidenceOf, id_of, triples
from ontology.origins import OriginsOf, no_origins
from ontology.schema import Edge, Evidence, Node
from ontology.terms import BASE, PREFIXES

#: Notices whose triples are held against the shapes at once: one at a time starts the engine anew too often.
_BATCH = 25
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML, ".jsonld": ox.RdfFormat.JSON_LD,
}


class ValidationError(GuanxiError):
    """Nothing can be validated: the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach: ``what`` is wrong in words, ``where`` it is (an id), and ``why``: the property and the value found."""

    what: str
    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" ({self.why})" if self.why else "")


def rows(
    nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf, origins_of: OriginsOf = no_origins
) -> Iterator[Problem]:
    """Hold the RDF of rows against the shapes, some notices at a time, so that memory does not grow with their number.

    Args:
        nodes, edges: the rows.
        evidence_of: gives the evidence of fact ids.
        origins_of: gives how notices were read.

    Raises:
        ValidationError: pyshacl is not installed.
    """
    _engine()
    known = {node.id: node for node in nodes}
    groups: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: e.id):
        found = evidence_of(edge.facts)
        groups[min((e.notice for e in found), default="")].append(edge)
        yield from quotes(found)
    seen: set[Problem] = set()
    checked: set[str] = set()
    for batch in _batches(groups):
        said = [e for facts in batch for e in evidence_of(facts.facts)]
        wanted = {e.source for e in batch} | {e.target for e in batch} | {e.notice for e in said}
        some = [known[i] for i in sorted(wanted) if i in known]
        checked |= wanted
        for problem in _against(triples(some, batch, evidence_of, origins_of=origins_of), BASE):
            if problem not in seen:
                seen.add(problem)
                yield problem
    rest = iter([node for ident, node in sorted(known.items()) if ident not in checked])
    while alone := list(islice(rest, 500)):
        yield from _against(triples(alone, [], lambda _: []), BASE)


def _batches(groups: dict[str, list[Edge]]) -> Iterator[list[Edge]]:
    names = iter(sorted(groups))
    while some := list(islice(names, _BATCH)):
        yield [edge for name in some for edge in groups[name]]


def quotes(found: Iterable[Evidence]) -> Iterator[Problem]:
    """Each quote that is not as long as its place, which can be seen without the raw text.

    >>> list(quotes([Evidence("fact-a", "notice-a", "text", 3, 5, "张春生", "张春生", "by-hand", 1.0)]))[0].why
    '3 characters at text 3 to 5'
    """
    for e in found:
        if e.end - e.start != len(e.quote):
            yield Problem(
                "a quote is not as long as its place", f"{e.notice} {e.fact}",
                f"{len(e.quote)} characters at {e.field} {e.start} to {e.end}",
            )


def file(path: Path, base: str = BASE) -> Iterator[Problem]:
    """Hold an RDF file against the shapes as it stands, the union of its graphs.

    Args:
        path: the file, of a format that its ending names: .ttl, .nt, .nq, .trig, .rdf or .jsonld.
        base: what ids are put behind in it.

    Raises:
        ValidationError: the file cannot be read as RDF, or pyshacl is not installed.
    """
    _engine()
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise ValidationError(f"{path} has no ending of RDF: name it with one of {', '.join(_FORMATS)}")
    if not path.is_file():
        raise ValidationError(f"there is no file {path}")
    try:
        found = {quad.triple for quad in ox.parse(path=str(path), format=form)}
    except (SyntaxError, ValueError, OSError) as error:
        raise ValidationError(f"{path} cannot be read as RDF: {error}") from error
    if not found:
        raise ValidationError(f"{path} holds no triples: give an export")
    yield from _lengths(found, base)
    yield from _against(found, base)


def _lengths(found: Iterable[ox.Triple], base: str) -> Iterator[Problem]:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    solutions = store.query(
        "SELECT ?target ?start ?end ?words WHERE { ?target oa:hasSelector ?position , ?exact . "
        "?position oa:start ?start ; oa:end ?end . ?exact oa:exact ?words }", prefixes=dict(PREFIXES),
    )
    assert isinstance(solutions, ox.QuerySolutions)
    for s in solutions:
        start, end, words = s["start"].value, s["end"].value, s["words"].value
        if start.isdecimal() and end.isdecimal() and int(end) - int(start) != len(words):
            yield Problem(
                "a quote is not as long as its place", id_of(s["target"].value, base), f"{len(words)} characters at {start} to {end}"
            )


def _against(found: Iterable[ox.Triple], base: str) -> Iterator[Problem]:
    """What a validation report of the triples says, in order."""
    import rdflib

    validate = _engine()
    data = rdflib.Graph()
    written = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
    data.parse(data=(written or b"").decode("utf-8"), format="nt")
    conforms, report, _ = validate(data, shacl_graph=_shapes(), inference="none", meta_shacl=False)
    if conforms:
        return
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    problems = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        message = report.value(result, sh.resultMessage)
        focus = str(report.value(result, sh.focusNode))
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        if path is None and isinstance(value, rdflib.URIRef) and not focus.startswith(base):
            # A property was looked at, and the thing that has it is at fault.
            focus, value = str(value), rdflib.URIRef(focus)
        name = data.value(rdflib.URIRef(focus), rdflib.RDFS.label)
        why = " ".join(_short(str(x), base) for x in (path, value) if x is not None and not isinstance(x, rdflib.BNode))
        problems.add(Problem(str(message), _short(focus, base) + (f" {name}" if name else ""), why))
    yield from sorted(problems, key=lambda p: (p.where, p.what, p.why))


def _short(address: str, base: str) -> str:
    if address.startswith(base):
        return id_of(address, base)
    for prefix, space in PREFIXES.items():
        if address.startswith(space):
            return f"{prefix}:{address[len(space):]}"
    return address


def _engine() -> Callable[..., Any]:
    try:
        from pyshacl import validate
    except ImportError as error:
        raise ValidationError("validating needs pyshacl: pip install 'guanxi[shacl]'") from error
    found: Callable[..., Any] = validate
    return found


@cache
def _shapes() -> Any:
    import rdflib

    shapes = rdflib.Graph()
    shapes.parse(Path(__file__).with_name("shapes.ttl"), format="turtle")
    return shapes
