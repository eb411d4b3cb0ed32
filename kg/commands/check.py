"""``kg check``: whether a graph file is whole."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import FAULTS
from kg.commands import output


@click.command("check", short_help="Check that a graph file is whole and that every quote stands in its notice.")
@output.graph_file
@click.pass_context
def command(context: click.Context, graph_file: Path) -> None:
    """Check that a graph file is whole, and that every quote is what stands at its place in its notice.

    Exit status 1 where it is not; what is wrong is on standard output.

    \b
    Example:
      kg check g.kg
    """
    from kg import health
    from kg.ledger import Ledger

    found = 0
    with Ledger.open(graph_file, readonly=True) as ledger:
        for fault in health.faults(ledger):
            found += 1
            click.echo(fault)
        counts = health.counts(ledger)
    if found:
        output.note(f"{graph_file} has {found} faults: restore a copy, or build it anew")
        output.finish(context, FAULTS)
    output.note(f"{graph_file} is whole: {counts['notices']} notices, {counts['evidence']} quotes")
