"""``kg merge``: two entities are one."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import deciding, output


@click.command("merge", short_help="Decide that two persons, bodies or meetings are one.")
@output.graph_file
@click.argument("a")
@click.argument("b")
@deciding.why
@click.option("--apart", is_flag=True, help="Decide that they are two instead, whatever later notices make of them.")
@click.pass_context
def command(context: click.Context, graph_file: Path, a: str, b: str, because: str, by: str, apart: bool) -> None:
    """Decide that A and B are one; the decision outlives every rebuild, and kg undo takes it back.

    A and B are ids, former ids, or names that only one thing has. A decision that contradicts others is refused, and
    the chain of those is shown.

    \b
    Example:
      kg merge g.kg person-7k3q… person-x2ab… --because "同一份任免通知" --by 周
    """
    with deciding.desk(context, graph_file) as desk:
        done = desk.apart(a, b, because, by) if apart else desk.merge(a, b, because, by)
        deciding.say(done)
        desk.settle()
