"""``kg withdraw``: close what a notice states."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import UNUSABLE
from kg.commands import output


@click.command("withdraw", short_help="Close what a notice states.")
@output.graph_file
@click.argument("notices", metavar="NOTICE...", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, graph_file: Path, notices: tuple[str, ...]) -> None:
    """Withdraw notices: what nothing else states leaves the graph, and stays on record as once held.

    A NOTICE is given by its key, its id, its URL or the id it has at its source. Reading it again does not bring it
    back.

    \b
    Example:
      kg withdraw g.kg https://example.cn/2015/0821.html
    """
    from kg import pipeline
    from kg.ledger import Ledger, LedgerError

    with Ledger.open(graph_file) as ledger:
        try:
            with ledger.writing():
                done = [ledger.withdraw(name) for name in notices]
        except LedgerError as error:
            output.note(f"kg: {error}")
            known = [k.key for k in ledger.notices()]
            for near in dict.fromkeys(n for name in notices for n in output.nearest(name, known)):
                output.note(f"  {near}")
            output.finish(context, UNUSABLE)
        pipeline.renew(ledger)
    click.echo(f"withdrawn: {sum(n for n, _ in done)} notices, {sum(f for _, f in done)} facts")
