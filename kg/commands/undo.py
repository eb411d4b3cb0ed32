"""``kg undo``: take a decision back."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import output


@click.command("undo", short_help="Take a decision back.")
@output.graph_file
@click.argument("decision", required=False, default="")
def command(graph_file: Path, decision: str) -> None:
    """Take back a DECISION by its id, or the last one that stands; that it was made stays on record.

    \b
    Example:
      kg undo g.kg
      kg undo g.kg decision-7k3q…
    """
    from kg import decisions, pipeline
    from kg.ledger import Ledger

    with Ledger.open(graph_file) as ledger:
        with ledger.writing():
            done = decisions.undo(ledger, decision)
        click.echo(f"taken back: {output.printable(str(done))}")
        pipeline.renew(ledger)
