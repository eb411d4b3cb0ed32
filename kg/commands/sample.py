"""``kg sample``: facts to be judged by hand, and the figures of a judged sheet."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import output


@click.command("sample", short_help="Draw facts to be judged by hand, or score the judged sheet.")
@click.argument("graph_file", metavar="[G.kg]", type=click.Path(path_type=Path), required=False)
@click.option("--kind", default="chaired", show_default=True, metavar="KIND", help="The kind of fact, as kg stats --by names it.")
@click.option("--n", "count", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many facts to draw.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same file and seed give the same sheet.")
@click.option(
    "--unread", type=click.IntRange(0, 100_000), metavar="M",
    help="How many clauses to add that gave no fact, for recall; by default half as many as facts.",
)
@click.option("--score", "sheet", type=click.Path(path_type=Path, dir_okay=False), metavar="SHEET", help="Score a judged sheet.")
@output.out_file
@output.json_lines
def command(
    graph_file: Path | None, kind: str, count: int, seed: int, unread: int | None, sheet: Path | None, out: Path | None, as_json: bool
) -> None:
    """Draw facts of one kind by source and year, with their words, into a CSV sheet with an empty verdict column.

    Write yes or no there: of a fact, whether its words say so; of a clause that gave no fact (part: unread), whether it
    states one of this kind. Then score the sheet: precision and recall with their 95% intervals.

    \b
    Example:
      kg sample g.kg --kind chaired --n 200 --seed 1 -o sheet.csv
      kg sample --score sheet.csv
    """
    from kg import sampling
    from kg.ledger import Ledger

    if (graph_file is None) == (sheet is None):
        raise click.UsageError("give either a graph file to draw from or --score with a judged sheet")
    if sheet is not None:
        rows = [
            (f.of, f.stratum, f.judged, f.yes, f"{f.share:.3f}", f"{f.low:.3f}", f"{f.high:.3f}")
            for f in sampling.score(sampling.read(sheet))
        ]
        output.table(("of", "stratum", "judged", "yes", "share", "low", "high"), rows, as_json)
        return
    assert graph_file is not None
    with Ledger.open(graph_file, readonly=True) as ledger:
        drawn = sampling.draw(ledger, kind, count, seed, unread)
    with output.writing(out) as stream:
        sampling.write(drawn, stream)
    found = sum(row.part == "found" for row in drawn)
    output.note(f"{found} facts and {len(drawn) - found} clauses that gave none; write yes or no into the column verdict, then: "
                f"kg sample --score {out or 'SHEET'}")
