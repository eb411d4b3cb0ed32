"""``kg decisions``: what was decided, by whom, when and why."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import output


@click.command("decisions", short_help="List what was decided, by whom, when and why; write it to CSV or read it.")
@output.graph_file
@click.option("--orphans", is_flag=True, help="Only those of which a side finds no mention in the notices now.")
@click.option("--all", "every", is_flag=True, help="Also those that were taken back.")
@click.option(
    "--export", "to", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write all of them to a CSV file; - prints it.",
)
@click.option("--import", "source", metavar="FILE.csv", help="Keep the decisions of such a file; all of them or none.")
@output.json_lines
def command(
    graph_file: Path, orphans: bool, every: bool, to: Path | None, source: str | None, as_json: bool
) -> None:
    """List the decisions that stand, in the order they were made, with how many of their mentions are found.

    \b
    Example:
      kg decisions g.kg
      kg decisions g.kg --orphans
      kg decisions g.kg --export decisions.csv
      kg decisions h.kg --import decisions.csv
    """
    from kg import decision_table, decisions, pipeline
    from kg.curation import Places
    from kg.ledger import Ledger

    if sum((to is not None, source is not None, orphans)) > 1:
        raise click.UsageError("--orphans, --export and --import are three things: choose one")
    if source is not None:
        read = decision_table.load(source)
        with Ledger.open(graph_file) as ledger:
            new, known = decision_table.take_in(ledger, read, Places(ledger).stands_for)
            if new:
                pipeline.renew(ledger)
        click.echo(f"decisions: {new} kept, {known} known already")
        return
    with Ledger.open(graph_file, readonly=True) as ledger:
        if to is not None:
            with output.writing(to) as out:
                decision_table.write(decisions.taken(ledger), out)
            return
        places = Places(ledger)
        chosen = places.orphans() if orphans else decisions.taken(ledger) if every else decisions.standing(ledger)
        sign = {"same": " = ", "different": " ≠ ", "unsure": " ? "}
        rows = [
            (d.id, d.verdict, d.kind, sign.get(d.verdict, " ? ").join(s[0].name for s in d.sides),
             "+".join(f"{n}/{len(s)}" for n, s in zip(places.found(d), d.sides, strict=True)),
             d.reason, d.author, d.when, *((d.undone,) if every else ()))
            for d in chosen
        ]
    columns = ("decision", "verdict", "kind", "about", "found", "because", "by", "when", *(("undone",) if every else ()))
    output.table(columns, rows, as_json)
    output.note(f"{len(rows)} decision{'' if len(rows) == 1 else 's'}")
