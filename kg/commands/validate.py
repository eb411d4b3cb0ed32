"""``kg validate``: whether a graph, or an RDF file, is what the shapes and its quotes say it must be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import FAULTS
from kg.commands import output

if TYPE_CHECKING:
    from ontology.validate import Problem


@click.command("validate", short_help="Hold a graph or an RDF file against the shapes, and its quotes against the notices.")
@click.argument("file", metavar="G.kg|FILE", type=click.Path(path_type=Path))
@click.option("--base", metavar="IRI", help="For an RDF file, what ids are put behind in it.")
@output.json_lines
@click.pass_context
def command(context: click.Context, file: Path, base: str | None, as_json: bool) -> None:
    """Hold a graph file against the SHACL shapes, some notices at a time, and each quote against its notice; or an RDF
    file (.ttl, .nt, .nq, .trig, .rdf, .jsonld) as it stands.

    What is wrong, where and why is on standard output; exit status 1 where anything is.

    \b
    Example:
      kg validate g.kg
      kg validate g.ttl
    """
    from ontology import validate
    from ontology.terms import BASE

    rdf = file.suffix.lower() in (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")
    if rdf:
        found, note = validate.file(file, base or BASE), "quotes were checked by their length only: there are no notices"
    else:
        if base:
            raise click.UsageError("--base is for RDF files: ids in a graph file stand behind none")
        found, note = _of_graph(file)
    count = 0
    columns = ("where", "what", "why")

    def rows() -> Iterator[tuple[str, str, str]]:
        nonlocal count
        for problem in found:
            count += 1
            yield problem.where, problem.what, problem.why

    first = next(checked := rows(), None)
    if first is not None:
        output.table(columns, chain([first], checked), as_json)
    if note:
        output.note(note)
    if count:
        output.note(f"{file} breaks the rules in {count} place{'s' if count > 1 else ''}")
        output.finish(context, FAULTS)
    output.note(f"{file} is valid")


def _of_graph(file: Path) -> tuple[Iterator[Problem], str]:
    from kg import graphfile, pipeline
    from ontology import validate

    graph = pipeline.open_graph(file)
    found = validate.rows(graph.nodes(), graph.edges(), graph.evidence_of, graph.origins_of)
    if graphfile.is_one(file):
        return found, "quotes were checked by their length only: the file holds no notices"
    return chain(found, _quotes(file)), ""


def _quotes(file: Path) -> Iterator[Problem]:
    from kg import health
    from kg.ledger import Ledger
    from ontology import validate

    with Ledger.open(file, readonly=True) as ledger:
        for fault in health.faults(ledger):
            where, _, why = str(fault).partition(": ")
            yield validate.Problem("a quote is not what stands at its place", where, why)
