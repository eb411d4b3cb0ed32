"""``kg draw``: a picture of the graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands import output


@click.command("draw", short_help="Draw the graph, or the part of it around something.")
@output.graph_file
@click.argument("names", metavar="[NAME]...", nargs=-1)
@output.out_file
@click.option(
    "--limit", type=click.IntRange(1, 400), default=60, show_default=True,
    help="The most nodes to show; the nearest and those with most ties come first.",
)
@click.option("--timeline", is_flag=True, help="Draw the posts of the one person named over the years instead.")
@output.times
def command(
    graph_file: Path, names: tuple[str, ...], out: Path | None, limit: int, timeline: bool, known_on: str, recorded_on: str
) -> None:
    """Draw the graph as an SVG picture, or what stands around the things named.

    \b
    Example:
      kg draw g.kg 赵俊芝 -o picture.svg
    """
    if timeline and len(names) != 1:
        raise click.UsageError("--timeline draws the posts of one person: name one")
    from kg import pipeline
    from kg.pictures import draw
    from kg.timeline import draw_timeline

    graph = pipeline.open_graph(graph_file, known_on, recorded_on)
    into = sys.stdout.buffer if out is None or str(out) == "-" else out
    if timeline:
        draw_timeline(graph, into, names[0])
    else:
        draw(graph, into, names or None, limit)
