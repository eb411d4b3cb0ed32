"""The graph in formats that other programs read: one module each, imported when it is asked for."""

from __future__ import annotations

import codecs
import inspect
import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, cast

from kg.files import whole_file, whole_folder
from ontology.errors import GuanxiError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "ExportError", "ExportWarning", "Format", "export", "format_named"]

#: Where others register formats of their own: an entry point names a ``Format``.
ENTRY_POINTS = "guanxi.exporters"
#: Written into every folder that an export makes, so that the next one knows it as its own.
MARK = "codebook.md"


class ExportError(GuanxiError):
    """The graph cannot be written as asked."""


class ExportWarning(UserWarning):
    """The graph was written, but not every character of it could be."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is, and the function that writes it.

    ``function`` is given the graph and a binary stream, or where ``folder`` is true a folder that is there and empty;
    its keyword arguments are the format's options.
    """

    name: str
    means: str
    suffix: str
    module: str
    function: str = "write"
    folder: bool = False

    @property
    def write(self) -> Callable[..., None]:
        found: Callable[..., None] = getattr(import_module(self.module), self.function)
        return found

    @property
    def options(self) -> tuple[str, ...]:
        """The names of its options."""
        parameters = inspect.signature(self.write).parameters.values()
        return tuple(p.name for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY)


_RDF = "kg.export.rdf"
FORMATS: Mapping[str, Format] = MappingProxyType({
    f.name: f for f in (
        Format("turtle", "RDF, for people to read", ".ttl", _RDF, "turtle"),
        Format("ntriples", "RDF, one triple a line", ".nt", _RDF, "ntriples"),
        Format("nquads", "RDF with a named graph for each notice, one quad a line", ".nq", _RDF, "nquads"),
        Format("trig", "RDF with a named graph for each notice, for people to read", ".trig", _RDF, "trig"),
        Format("jsonld", "RDF as JSON-LD: people with roles, meetings with participants", ".jsonld", "kg.export.jsonld"),
        Format("rdfxml", "RDF as XML", ".rdf", _RDF, "rdfxml"),
        Format("graphml", "for yEd, Cytoscape, igraph and NetworkX", ".graphml", "kg.export.graphml"),
        Format("gexf", "for Gephi", ".gexf", "kg.export.gexf"),
        Format("json", "node-link JSON, for NetworkX and D3", ".json", "kg.export.json"),
        Format("popolo", "Popolo JSON: people, posts, memberships, organisations, events", ".popolo.json", "kg.export.popolo"),
        Format("parquet", "a folder of Parquet tables with a codebook, for data frames", "", "kg.export.parquet", folder=True),
        Format("neo4j-admin", "a folder for the first load of an empty Neo4j", "", "kg.export.neo4j_admin", folder=True),
        Format("csv", "a folder of tables with a codebook, for statistics", "", "kg.export.csv", folder=True),
    )
})


def format_named(name: str) -> Format:
    """The format of that name, our own or one that another package registers.

    Raises:
        ExportError: there is none.

    >>> format_named("trig").suffix
    '.trig'
    """
    if name in FORMATS:
        return FORMATS[name]
    for point in entry_points(group=ENTRY_POINTS, name=name):
        return cast(Format, point.load())
    raise ExportError(f"no format {name!r}: use one of {', '.join(FORMATS)}")


def export(graph: KnowledgeGraph, format: str, out: Path | str | IO[bytes] | IO[str], **options: Any) -> None:
    """Write the graph in a format. Two exports of one graph are equal to the byte.

    Args:
        graph: the graph.
        format: the format's name, one of ``FORMATS``.
        out: a file, or for a format of several files a folder, which gets its name when it is whole; or a stream.
        options: the format's options, such as ``base`` for RDF, or ``recorded=False`` to leave out when this ledger
            held a fact.

    Raises:
        ExportError: the format or an option is unknown.
        OutputError: ``out`` cannot be written.

    Warns:
        ExportWarning: a character had to be replaced because the format cannot say it.
    """
    chosen = format_named(format)
    unknown = sorted(set(options) - set(chosen.options))
    if unknown:
        raise ExportError(
            f"format {format} has no option {', '.join(unknown)}: it has {', '.join(chosen.options) or 'none'}"
        )
    if not isinstance(out, (str, os.PathLike)):
        if chosen.folder:
            raise ExportError(f"format {format} writes several files: give a folder")
        stream = cast("IO[bytes]", _Decoded(out)) if isinstance(out, io.TextIOBase) else cast("IO[bytes]", out)
        chosen.write(graph, stream, **options)
        return
    path = Path(out)
    if chosen.folder:
        with whole_folder(path, MARK) as unfinished:
            chosen.write(graph, unfinished, **options)
    else:
        with whole_file(path) as part:
            chosen.write(graph, part, **options)


class _Decoded:
    """A binary stream over a text stream: writers write bytes, whose characters may be cut between two of them."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def write(self, data: bytes) -> int:
        self._out.write(self._decoder.decode(bytes(data)))
        return len(data)

    def flush(self) -> None:
        self._out.flush()
