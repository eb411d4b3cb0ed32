"""What the commands share: where results go, tables, progress, and the options that several take."""

from __future__ import annotations

import contextlib
import difflib
import io
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from kg.files import whole_file
from ontology.text import to_json

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.pipeline import BuildReport
    from loaders.readers import Fault
    from ontology.schema import Evidence

_F = TypeVar("_F", bound=Callable[..., Any])

graph_file = click.argument("graph_file", metavar="G.kg", type=click.Path(path_type=Path))
sources = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
json_lines = click.option("--json", "as_json", is_flag=True, help="Print JSON lines instead of a table.")
out_file = click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, under another name until it is whole, instead of standard output.",
)


def day(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Hold the value of an option against what a day is."""
    if value and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        raise click.BadParameter(f"{value!r} is no date: write 2015, 2015-08 or 2015-08-21")
    return value


def times(command: _F) -> _F:
    """The options of the commands that can look at the graph as it was."""
    for option in (
        click.option(
            "--recorded-on", default="", metavar="DAY", callback=day, help="Count what the file held on this day.",
        ),
        click.option(
            "--known-on", default="", metavar="DAY", callback=day, help="Count only notices published by this day.",
        ),
    ):
        command = option(command)
    return command


def reading(command: _F) -> _F:
    """The options of the commands that read notices."""
    for option in (
        click.option("--strict", is_flag=True, help="Exit with status 1 if anything could not be read."),
        click.option(
            "--fields", metavar="MAP",
            help="For JSON and CSV, which field is which: text=content,title=video_title,published=pub_date.",
        ),
        click.option(
            "-p", "--processes", type=click.IntRange(1, 256), metavar="N",
            help="How many processes extract; by default as many as there are cores.",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def writing(out: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that gets its name only when it is whole.

    Args:
        out: the file, or None.
    """
    if out is None or str(out) == "-":
        yield sys.stdout
        return
    with whole_file(out) as raw:
        stream = io.TextIOWrapper(raw, "utf-8", errors="backslashreplace", newline="\n")
        yield stream
        stream.detach()


def note(text: str) -> None:
    """Say something on standard error."""
    click.echo(text, err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], as_json: bool = False) -> None:
    """Print rows under their columns, or as one JSON object a line."""
    if as_json:
        for row in rows:
            click.echo(to_json(dict(zip(columns, row, strict=True))))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n, column in enumerate(columns):
        shown.add_column(column, overflow="fold", justify="right" if n and column in ("number", "count") else "left")
    for row in rows:
        shown.add_row(*(Text(printable(str(cell))) for cell in row))
    console = Console(width=width(), color_system=None)
    for line in _lines(console, shown):
        click.echo(line)


def width() -> int | None:
    """The width of tables: the terminal's, or, piped into another program, no narrower than most rows."""
    return None if sys.stdout.isatty() else 200


def printable(words: str) -> str:
    """Words as a terminal may have them: what was scraped can hold escape sequences.

    >>> printable("张春生\x1b[31m")
    '张春生 [31m'
    """
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def quoted(graph: KnowledgeGraph, words: Evidence) -> str:
    """Words with where they stand: the notice's day and title, the field and the offsets."""
    notice = graph.nx.nodes.get(words.notice, {})
    where = " ".join(str(notice[k]) for k in ("published", "name") if notice.get(k))
    quote = " ".join((words.reading or words.quote).split())
    return f"“{quote}” [{where or words.notice}, {words.field} {words.start}–{words.end}]"


def _lines(console: Any, shown: Any) -> list[str]:
    with console.capture() as captured:
        console.print(shown)
    return [line.rstrip() for line in captured.get().strip("\n").splitlines()]


def nearest(name: str, names: Iterable[str], count: int = 5) -> list[str]:
    """The names most like one that was not found.

    >>> nearest("赵俊之", ["赵俊芝", "马军胜"])
    ['赵俊芝']
    """
    known = dict.fromkeys(names)
    inside = [n for n in known if name and (name in n or n in name)]
    return list(dict.fromkeys([*difflib.get_close_matches(name, known, count, 0.5), *inside]))[:count]


def say_fault(fault: Fault) -> None:
    """Say what could not be read, and why."""
    note(f"fault: {fault}")


class Progress:
    """How far a build has come: a bar on standard error, which moves on a terminal; else a line now and then, and the
    bar as it stands at the end."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, width=None if sys.stderr.isatty() else 100)
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(), console=console,
        )
        self._reading = self._bar.add_task("reading notices", total=None, counts="")
        self._live = console.is_terminal
        self._said = time.monotonic()

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, report: BuildReport) -> None:
        counts = f"{report.notices} read, {report.new} new, {report.faults} faults"
        total = None if report.share is None else 1.0
        self._bar.update(self._reading, total=total, completed=report.share or 0.0, counts=counts)
        if not self._live and time.monotonic() - self._said > 10:
            self._said = time.monotonic()
            share = "" if report.share is None else f"{report.share:.0%} of the sources: "
            note(f"{share}{counts}, {report.seconds:.0f} s")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show one more step, which cannot say how far it has come."""
        self._bar.stop_task(self._reading)
        task = self._bar.add_task(name, total=None, counts="")
        yield
        self._bar.update(task, total=1.0, completed=1.0)


def fields_of(given: str | None) -> dict[str, str] | None:
    """The field map of the option ``--fields``."""
    if given is None:
        return None
    from loaders.readers import parse_fields

    return parse_fields(given)


def finish(context: click.Context, status: int) -> None:
    """End the command with a status other than 0."""
    with contextlib.suppress(ValueError):
        sys.stdout.flush()
    context.exit(status)
