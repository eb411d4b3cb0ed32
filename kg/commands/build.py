"""``kg build``: notices into a graph file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli import FAULTS
from kg.commands import output

#: What the table counts, in its order: a name, and the kind of node or the number of the report.
_COUNTED = (
    ("people", "Person"), ("posts", "Role"), ("bureaus", "Bureau"), ("places", "Place"), ("meetings", "Meeting"),
    ("campaigns", "Campaign"), ("groups", "Group"),
)


@click.command("build", short_help="Read notices into a graph file.")
@output.sources
@click.option(
    "-i", "--into", required=True, metavar="G.kg", type=click.Path(path_type=Path),
    help="The graph file to keep them in.",
)
@output.reading
@click.option("--again", is_flag=True, help="Extract anew from notices that are held already, by the present rules.")
@output.json_lines
@click.pass_context
def command(
    context: click.Context, sources: tuple[str, ...], into: Path, strict: bool, fields: str | None,
    processes: int | None, again: bool, as_json: bool,
) -> None:
    """Read notices from files and folders into a graph file, made where it is missing.

    A SOURCE is a file or a folder of notices (text, HTML, Markdown, XML, JSON, JSON lines, CSV, SQL, also gzipped), or
    - for standard input. Notices that are held already are skipped; a build that was stopped goes on where it was.

    \b
    Example:
      kg build notices/ news.jsonl.gz --into g.kg --fields text=content,published=pub_date
    """
    from kg import identity, pipeline
    from kg.ledger import Ledger
    from loaders.readers import read

    named = output.fields_of(fields)
    read(sources, fields=named)
    with Ledger.open(into, create=True) as ledger, output.Progress() as progress:
        try:
            report = pipeline.feed(
                ledger, sources, processes=processes, fields=named, again=again, progress=progress,
                on_fault=output.say_fault,
            )
        except KeyboardInterrupt:
            output.note(f"what was read is kept in {into}: run the same command again to go on")
            raise
        with progress.step("settling who is who"):
            pipeline.renew(ledger)
        numbers = identity.numbers(ledger)
    held: dict[str, object] = {"notices": numbers.kinds["Notice"], "copies": numbers.copies}
    held |= {name: numbers.kinds[kind] for name, kind in _COUNTED}
    held["cities"] = numbers.cities
    held |= {"facts": report.facts, "seconds": report.seconds}
    if as_json:
        output.table([*held, "read"], [[*held.values(), asdict(report)]], as_json=True)
    else:
        output.table(["in the graph", "number"], held.items())
        click.echo(
            f"read {report.notices} notices: {report.new} new, {report.changed} changed, {report.known} known, "
            f"{report.faults} faults"
        )
    if report.older:
        output.note(f"{report.older} notices were read by older rules: add --again to extract from them anew")
    if strict and report.faults:
        output.finish(context, FAULTS)
