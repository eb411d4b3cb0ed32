"""What the commands that take decisions share."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli import UNUSABLE
from kg.commands import output

if TYPE_CHECKING:
    from kg.curation import Desk
    from kg.decisions import Decision
    from ontology.schema import Node

_F = TypeVar("_F", bound=Callable[..., Any])


def user(given: str | None) -> str:
    """Who decides: as given, else the name that this process runs under."""
    if given is None:
        with suppress(KeyError, OSError, ImportError):
            return getpass.getuser()
    return given or ""


def _user(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    return user(value)


def why(command: _F) -> _F:
    """The options of the commands that take a decision."""
    for option in (
        click.option("--by", metavar="NAME", callback=_user, help="Who decides; by default the name you are logged in as."),
        click.option("--because", default="", metavar="REASON", help="Why; kept with the decision."),
    ):
        command = option(command)
    return command


@contextmanager
def desk(context: click.Context, graph_file: Path) -> Iterator[Desk]:
    """A desk over a graph file; where a name means several things, they are listed with their posts."""
    from kg.curation import SeveralError, at_desk
    from kg.ledger import Ledger

    with Ledger.open(graph_file) as ledger:
        opened = at_desk(ledger)
        try:
            yield opened
        except SeveralError as error:
            output.table(("id", "kind", "name", "posts"), [(*_row(opened, n),) for n in error.found])
            output.note(f"kg: {error}")
            output.finish(context, UNUSABLE)


def posts(opened: Desk, node: Node) -> list[str]:
    """The posts that a person held, or the days of a meeting, for telling namesakes apart."""
    nx = opened.graph.nx
    held = {nx.nodes[v]["name"] for _, v, d in nx.out_edges(node.id, data=True) if d["kind"] == "HOLDS"}
    days = [str(node.attributes[name]) for name in ("start", "year") if node.attributes.get(name)]
    return sorted(held) or days[:1]


def _row(opened: Desk, node: Node) -> tuple[str, str, str, str]:
    return node.id, node.kind, node.name, "、".join(posts(opened, node))


def say(decision: Decision) -> None:
    """Say what was decided."""
    click.echo(f"decided: {output.printable(str(decision))}")
