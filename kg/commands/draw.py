"""``kg draw``: pictures of the graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands import output
from kg.files import whole_file

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.pictures import Picture

KINDS = ("ego", "timeline", "network", "calendar", "map")
#: Which options a kind of picture takes, besides those of all.
_TAKES = {
    "ego": {"limit", "since", "until"}, "timeline": set(), "network": {"limit", "since", "until"}, "calendar": {"year"},
    "map": {"since", "until"}, "": {"limit"},
}


@click.command("draw", short_help="Draw the graph, or the part of it around something.")
@click.argument("words", metavar="[ego|timeline|network|calendar|map] G.kg [NAME]...", nargs=-1, required=True)
@output.out_file
@click.option(
    "--to", "form", type=click.Choice(["svg", "png", "html"]),
    help="What to write; by default what the name of the file says, else svg.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1, 200), help="The most nodes to show; the nearest and those with most ties come first.",
)
@click.option("--year", metavar="YEAR", type=click.IntRange(1900, 2999), help="The year of a calendar; by default the one with most meetings.")
@click.option("--since", default="", metavar="DAY", callback=output.day, help="Count meetings from this day on.")
@click.option("--until", default="", metavar="DAY", callback=output.day, help="Count meetings up to this day.")
@click.option("--timeline", is_flag=True, help="The same as the word timeline.")
@output.times
def command(
    words: tuple[str, ...], out: Path | None, form: str | None, limit: int | None, year: int | None, since: str, until: str,
    timeline: bool, known_on: str, recorded_on: str,
) -> None:
    """Draw a picture, as SVG, PNG or a page of HTML that tells more under the pointer.

    \b
      ego NAME        whom a person met most; of other things, what stands around
      timeline NAME   a person's posts over the years
      network         who meets whom most
      calendar        meetings by day over a year, of all or of the things named
      map             meetings by province, of all or of the things named

    Without one of these words it draws the graph, or what stands around the things named.

    \b
    Example:
      kg draw g.kg 赵俊芝 -o picture.svg
      kg draw ego g.kg 赵俊芝 -o ego.html
      kg draw calendar g.kg --year 2015 -o calendar.png
    """
    kind, graph_file, names = _settled(words)
    if timeline:
        if kind not in ("", "timeline"):
            raise click.UsageError(f"--timeline is another picture than {kind}: ask for one of them")
        kind = "timeline"
    if kind in ("ego", "timeline") and len(names) != 1:
        raise click.UsageError(f"{kind} draws one thing: name one")
    given = {"limit": limit, "year": year, "since": since, "until": until}
    for option in (o for o, value in given.items() if value and o not in _TAKES[kind]):
        raise click.UsageError(f"--{option} says nothing to {kind or 'the picture of a graph'}")
    from kg import pipeline
    from kg.pictures.page import form as said

    form = form or (said(out) if out is not None and str(out) != "-" else "svg")
    graph = pipeline.open_graph(graph_file, known_on, recorded_on)
    picture = _drawn(graph, kind, names, {k: v for k, v in given.items() if v})
    page = picture.encoded(form)
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(page)
    else:
        with whole_file(out) as stream:
            stream.write(page)


def _settled(words: Sequence[str]) -> tuple[str, Path, tuple[str, ...]]:
    """The kind of picture, the file and the names; the kind may stand before the file or behind it."""
    first, *rest = words
    if first in KINDS:
        if not rest:
            raise click.UsageError(f"name the graph file: kg draw {first} G.kg")
        return first, Path(rest[0]), tuple(rest[1:])
    if rest and rest[0] in KINDS:
        return rest[0], Path(first), tuple(rest[1:])
    return "", Path(first), tuple(rest)


def _drawn(graph: KnowledgeGraph, kind: str, names: tuple[str, ...], options: dict[str, Any]) -> Picture:
    from kg import pictures

    if kind == "ego":
        return pictures.ego(graph, names[0], **options)
    if kind == "timeline":
        return pictures.timeline(graph, names[0])
    if kind == "network":
        return pictures.network(graph, names, **options)
    if kind == "calendar":
        return pictures.calendar(graph, about=names or None, **options)
    if kind == "map":
        return pictures.map(graph, names or None, **options)
    return pictures.whole(graph, names or None, **options)
