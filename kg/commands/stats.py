"""``kg stats``: what a graph file holds, in numbers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kg.commands import output


@click.command("stats", short_help="Count what a graph file holds.")
@output.graph_file
@click.option(
    "--by", metavar="NAMES", help="Count notices and facts of each kind by source, year or month: --by source,month.",
)
@output.json_lines
def command(graph_file: Path, by: str | None, as_json: bool) -> None:
    """Count the notices and facts that a graph file holds, and the nodes and edges that follow from them.

    \b
    Example:
      kg stats g.kg
      kg stats g.kg --by source,month
    """
    from kg import health, pipeline, tally
    from kg.ledger import Ledger

    if by is not None:
        names = [name.strip() for name in by.split(",") if name.strip()]
        with Ledger.open(graph_file, readonly=True) as ledger:
            output.table((*names, "what", "count"), tally.tally(ledger, names), as_json)
        return
    with Ledger.open(graph_file, readonly=True) as ledger:
        counts = health.counts(ledger)
        rules = ledger.extractor()
        resolved = pipeline.current(ledger)
    rows: list[tuple[str, str, object]] = [("ledger", name, number) for name, number in counts.items()]
    rows.append(("ledger", "rules", rules))
    rows += [("nodes", kind, number) for kind, number in sorted(Counter(n.kind for n in resolved.nodes).items())]
    rows += [("edges", kind, number) for kind, number in sorted(Counter(e.kind for e in resolved.edges).items())]
    output.table(("of", "what", "count"), rows, as_json)
