"""``kg conflicts``: facts that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands import output
from ontology.text import to_json

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from ontology.schema import Evidence

_KINDS = ("two-holders", "two-places", "end-before-beginning", "after-the-notice")


@click.command("conflicts", short_help="List facts that cannot both hold, each with its words.")
@output.graph_file
@click.option("--kind", type=click.Choice(_KINDS), help="Only conflicts of this kind.")
@output.times
@output.json_lines
def command(graph_file: Path, kind: str | None, known_on: str, recorded_on: str, as_json: bool) -> None:
    """List what cannot be: two holders at once of a post with one seat, a person in two places on a day, an end before
    its beginning, and what a notice reports of a day after its own. The facts stay; kg merge, split and withdraw mend.

    \b
    Example:
      kg conflicts g.kg
      kg conflicts g.kg --kind two-holders --json
    """
    from kg import pipeline
    from kg.conflicts import conflicts
    from kg.ledger import Ledger

    graph = pipeline.open_graph(graph_file, known_on, recorded_on)
    with Ledger.open(graph_file, readonly=True) as ledger:
        found = [c for c in conflicts(ledger, graph, known_on, recorded_on) if kind in (None, c.kind)]
    for c in found:
        if as_json:
            click.echo(to_json({"kind": c.kind, "about": list(c.about), "what": c.what,
                                "sides": [[_record(w) for w in side] for side in c.sides]}))
            continue
        click.echo(f"{c.kind}: {output.printable(c.what)}")
        for side in c.sides:
            for line in _lines(graph, side):
                click.echo(f"  {output.printable(line)}")
    output.note(f"{len(found)} conflict{'' if len(found) == 1 else 's'}")


def _record(words: Evidence) -> dict[str, object]:
    return {"notice": words.notice, "field": words.field, "start": words.start, "end": words.end, "quote": words.quote}


def _lines(graph: KnowledgeGraph, side: Iterable[Evidence]) -> list[str]:
    return list(dict.fromkeys(output.quoted(graph, words) for words in side))
