"""``kg export``: the graph in a format that other programs read."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import click

from kg.commands import output


@click.command("export", short_help="Write the graph in a format that other programs read.")
@click.argument("graph_file", metavar="[G.kg]", type=click.Path(path_type=Path), required=False)
@click.option("--to", "to", metavar="FORMAT", help="The format; --list names them.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path),
    help="The file (for a format of several files the folder), named so when it is whole; else standard output.",
)
@click.option("--base", metavar="IRI", help="For RDF, what ids are put behind.")
@click.option(
    "--without-recorded", is_flag=True,
    help="Leave out when this ledger held a fact and which ids things had: two builds of the same notices then give the same file.",
)
@click.option(
    "--with-evidence/--without-evidence", "evidence", default=True,
    help="Whether to write the words that prove each fact (the default); without them the file cannot be imported.",
)
@click.option("--profile", metavar="NAME", help="For RDF, which reused terms to write beside ours: core (none), org or schema.")
@click.option(
    "--without-vocabulary", is_flag=True, help="For RDF, leave out what classes, properties and values mean.",
)
@click.option(
    "--describe", is_flag=True,
    help="For RDF, write beside the file a description of it (VoID and DCAT, .void.ttl) and a manifest (.manifest.json).",
)
@output.times
@click.option("--list", "listed", is_flag=True, help="List the formats.")
def command(
    graph_file: Path | None, to: str | None, out: Path | None, base: str | None, without_recorded: bool, evidence: bool,
    profile: str | None, without_vocabulary: bool, describe: bool, known_on: str, recorded_on: str, listed: bool,
) -> None:
    """Write the graph in a format that other programs read. Two exports of one file are equal to the byte.

    \b
    Example:
      kg export g.kg --to turtle -o g.ttl
      kg export g.kg --to nquads --describe -o g.nq
      kg export g.kg --to csv -o tables/
      kg export --list
    """
    from kg.export import FORMATS, ExportWarning, export, format_named

    if listed:
        output.table(("format", "means"), [(f.name, f.means) for f in FORMATS.values()])
        return
    if graph_file is None or to is None:
        raise click.UsageError("give a graph file and a format: kg export g.kg --to turtle; kg export --list lists them")
    options: dict[str, object] = {"base": base} if base else {}
    options |= {"recorded": False} if without_recorded else {}
    options |= {} if evidence else {"evidence": False}
    options |= {"profile": profile} if profile else {}
    options |= {"vocabulary": False} if without_vocabulary else {}
    chosen = format_named(to)  # said before the graph is read
    to_file = out is not None and str(out) != "-"
    tally = None
    if describe:
        if not to_file or "tally" not in chosen.options:
            raise click.UsageError("--describe is for RDF that is written to a file: give --to turtle -o g.ttl")
        from kg.export.description import Tally

        options["tally"] = tally = Tally()
    from kg import pipeline

    graph = pipeline.open_graph(graph_file, known_on, recorded_on)
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always", ExportWarning)
        export(graph, to, out if out is not None and to_file else sys.stdout.buffer, **options)
    if tally is not None and out is not None:
        from kg.export import description

        for file in description.write(out, to, graph, tally, options):
            output.note(f"kg: {file} describes it")
    for warning in raised:
        output.note(f"kg: {warning.message}")
    if not evidence:
        output.note("kg: written without the words that prove the facts, so kg import cannot read it")
