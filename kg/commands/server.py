"""What the commands share that speak to a Neo4j server: its options, and the password."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import neo4j

_F = TypeVar("_F", bound=Callable[..., Any])
#: Where the password is looked for before it is asked for.
PASSWORD = "NEO4J_PASSWORD"

address = click.argument("server_uri", metavar="bolt://HOST:7687")


def options(required: bool) -> Callable[[_F], _F]:
    """The options that say which server: ``--server`` (where the address is no argument), ``--user``, ``--database``."""

    def add(command: _F) -> _F:
        added = [
            click.option("--database", default="", metavar="NAME", help="The server's database; else its own choice."),
            click.option(
                "--user", default="neo4j", show_default=True, metavar="NAME",
                help=f"Who asks; the password is in {PASSWORD} or asked for. An empty name asks without one.",
            ),
        ]
        if not required:
            added.append(click.option(
                "--server", "server_uri", default="", metavar="bolt://…", help="The Neo4j server that is asked.",
            ))
        for option in added:
            command = option(command)
        return command

    return add


@contextmanager
def connected(uri: str, user: str, database: str) -> Iterator[neo4j.Driver]:
    """A driver to the server; what the driver says in the block is said in our words."""
    from kg.neo4j import connect
    from kg.neo4j.connection import explained

    with connect(uri, user, _password(user), database) as driver, explained(uri, user):
        yield driver


def _password(user: str) -> str:
    if not user or PASSWORD in os.environ:
        return os.environ.get(PASSWORD, "")
    if not sys.stdin.isatty():
        raise click.UsageError(f"no password: put it into {PASSWORD}, or give --user '' for a server that asks for none")
    entered: str = click.prompt(f"password of {user}", hide_input=True, err=True)
    return entered
