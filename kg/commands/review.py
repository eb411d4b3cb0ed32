"""``kg review``: two candidates side by side, to be decided."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands import deciding, output

if TYPE_CHECKING:
    from kg.curation import Desk
    from ontology.schema import Node

#: Words shown of each candidate.
_QUOTES = 3
_ASKED = "s same, d different, u unsure, k skip, q quit: "


@click.command("review", short_help="Look at likely doubles side by side, and decide.")
@output.graph_file
@click.argument("name", required=False, default="")
@click.option(
    "--kind", type=click.Choice(["Person", "Bureau", "Meeting"]), default="Person", help="What to look at; by default Person.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show so many pairs and end.")
@deciding.why
@click.pass_context
def command(
    context: click.Context, graph_file: Path, name: str, kind: str, limit: int | None, because: str, by: str
) -> None:
    """Show pairs of namesakes about which nothing is decided, with their posts and words, and take a decision on each:
    s same, d different, u unsure, k (or skip) goes on, q (or the end of input) quits. NAME shows only those of a name.

    \b
    Example:
      kg review g.kg
      kg review g.kg 张春生 --by 周
    """
    from kg.decisions import DecisionError

    counts = dict.fromkeys(("same", "different", "unsure"), 0)
    with deciding.desk(context, graph_file) as desk:
        merged: dict[str, str] = {}
        shown = 0
        for a, b in desk.doubles(kind, name):
            if _now(merged, a.id) == _now(merged, b.id) or shown == limit:
                # A pair that became one a moment ago is decided.
                if shown == limit:
                    break
                continue
            shown += 1
            _show(desk, a, b)
            answer = _answer()
            if answer == "quit":
                break
            if answer == "skip":
                continue
            take = {"same": desk.merge, "different": desk.apart, "unsure": desk.doubt}[answer]
            try:
                deciding.say(take(a.id, b.id, because, by))
            except DecisionError as error:
                output.note(f"kg: {error}")
                continue
            counts[answer] += 1
            if answer == "same":
                merged[_now(merged, b.id)] = _now(merged, a.id)
        if sum(counts.values()):
            desk.settle()
    said = ", ".join(f"{n} {verdict}" for verdict, n in counts.items() if n)
    output.note(f"decided: {said or 'nothing'}")


def _now(merged: dict[str, str], ident: str) -> str:
    while ident in merged:
        ident = merged[ident]
    return ident


def _answer() -> str:
    words = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "q": "quit"}
    while True:
        click.echo(_ASKED, err=True, nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo("", err=True)
            return "quit"
        said = line.strip().lower()
        if said in words or said in words.values():
            return words.get(said, said)
        output.note(f"{output.printable(said)!r} is no answer")


def _show(desk: Desk, a: Node, b: Node) -> None:
    sides = [_about(desk, node) for node in (a, b)]
    rows = [
        (label, *(side.get(label, "") for side in sides)) for label in dict.fromkeys((*sides[0], *sides[1]))
    ]
    click.echo("")
    output.table(("", *(f"{n.name} {n.id}" for n in (a, b))), rows)


def _about(desk: Desk, node: Node) -> dict[str, str]:
    found = desk.mentions(node)
    out = {"posts" if node.kind == "Person" else "when": "、".join(deciding.posts(desk, node))}
    for name in ("gender", "ethnicity", "aliases", "level"):
        if value := node.attributes.get(name):
            out[name] = "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    out["notices"] = str(len({one.notice for one in found}))
    step = max(1, len(found) // _QUOTES)
    for number, one in enumerate(found[::step][:_QUOTES], 1):
        quote = max(one.quotes, key=len, default="")
        out[f"words {number}"] = f"{one.published} “{' '.join(quote.split())}”"
    return out
