"""``kg explore``: a web page to look around in."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import deciding, output


@click.command("explore", short_help="Look around in a graph file, in the browser.")
@output.graph_file
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Where to listen; 0 for any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="What to listen on; by default nobody else can look.")
@click.option("--review", is_flag=True, help="Add a page that takes identity decisions, which writes into the file.")
@click.option("--by", metavar="NAME", help="With --review, who decides; by default the name you are logged in as.")
@click.option(
    "--export", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write the pages as files instead.",
)
def command(graph_file: Path, port: int, host: str, review: bool, by: str | None, folder: Path | None) -> None:
    """Serve the pages of a graph file until stopped with Ctrl-C: search, people, bodies, meetings, places, campaigns, and notices
    with the words of each fact marked.

    \b
    Example:
      kg explore g.kg
      kg explore g.kg --export site/
    """
    if folder is not None and review:
        raise click.UsageError("pages in files take no decisions: leave out --review or --export")
    output.note(f"reading {graph_file} …")
    if folder is not None:
        from kg.explore.export import export
        from kg.explore.library import Library

        written = export(Library(graph_file).view, folder, graph_file.name, output.note)
        output.note(f"{written} pages in {folder}: open {folder / 'index.html'}")
        return
    from kg.explore.server import serve

    serve(graph_file, host, port, deciding.user(by) if review else None, output.note)
