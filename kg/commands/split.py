"""``kg split``: one entity is two, or several."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import deciding, output


@click.command("split", short_help="Decide that a person, body or meeting is two or more.")
@output.graph_file
@click.argument("a")
@click.argument("mentions", metavar="[M...]", nargs=-1)
@click.option("--mentions", "named", is_flag=True, help="The M that follow are not of the others; M alone says the same.")
@click.option(
    "--by", "by", multiple=True, metavar="bureau|year|NAME",
    help="Part by the body of the post (of a meeting: its convener) or by year. Any other word is who decides.",
)
@click.option("--because", default="", metavar="REASON", help="Why; kept with the decision.")
@output.json_lines
@click.pass_context
def command(
    context: click.Context, graph_file: Path, a: str, mentions: tuple[str, ...], named: bool, by: tuple[str, ...],
    because: str, as_json: bool,
) -> None:
    """Decide that A is two or more; without M and --by bureau or year, list A's mentions for choosing.

    M is the id of a mention, or a notice (id or key) whose mention is meant. The mentions that are given part from all
    the others; those of later notices go to the side with which they have more in common.

    \b
    Example:
      kg split g.kg 张春生
      kg split g.kg 张春生 --mentions mention-7k3q… mention-x2ab… --because "一在山西，一在河北" --by 周
      kg split g.kg 张春生 --by bureau
    """
    ways = [b for b in by if b in ("bureau", "year")]
    who = next((b for b in by if b not in ("bureau", "year")), None)
    if (ways and mentions) or len(ways) > 1:
        raise click.UsageError("part by mentions, by bureau or by year: one of them")
    if named and not mentions:
        raise click.UsageError("--mentions wants the ids of mentions after it: kg split G.kg A lists them")
    with deciding.desk(context, graph_file) as desk:
        if not ways and not mentions:
            rows = [
                (one.mention.id, one.published, desk.graph.nx.nodes[one.notice]["key"], next(iter(one.quotes), ""))
                for one in desk.mentions(desk.entity(a))
            ]
            output.table(("mention", "published", "notice", "quote"), rows, as_json)
            output.note("choose those that are not of the others: kg split G.kg A --mentions M...")
            return
        author = deciding.user(who)
        deciding.say(desk.split(a, mentions, ways[0] if ways else "", because, author))
        desk.settle()
