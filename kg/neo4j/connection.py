"""A connection to a Neo4j server, and what its errors mean for the user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ontology.errors import GuanxiError

if TYPE_CHECKING:
    import neo4j

_ADDRESS = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://.+")
#: Seconds until an address that does not answer is given up.
_PATIENCE = 10.0


class ServerError(GuanxiError):
    """The Neo4j server cannot be reached or refuses what is asked: the message says which, why, and what to do."""


@contextmanager
def connect(uri: str, user: str = "", password: str = "", database: str = "") -> Iterator[neo4j.Driver]:
    """A driver to a server that answers, closed at the end.

    Args:
        uri: such as ``bolt://localhost:7687``.
        user, password: who asks; without a user no one is named, for servers that ask for none.
        database: the database that must be there; the server's own choice where it is empty.

    Raises:
        ServerError: the address is malformed, nothing answers there, or the server refuses the user.
    """
    import neo4j

    if not _ADDRESS.fullmatch(uri):
        raise ServerError(f"{uri} is no address of a Neo4j server: write it as bolt://HOST:7687")
    with explained(uri, user):
        auth = (user, password) if user else None
        # The server's hints, such as of an index that is not used, are not for the users of this program.
        driver = neo4j.GraphDatabase.driver(
            uri, auth=auth, connection_timeout=_PATIENCE, notifications_min_severity="OFF",
        )
        with driver:
            with driver.session(database=database or None) as session:
                session.run("RETURN 1").consume()
            yield driver


@contextmanager
def explained(uri: str = "", user: str = "") -> Iterator[None]:
    """Turns the driver's errors into ``ServerError``."""
    from neo4j import exceptions

    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError, ValueError) as error:
        raise ServerError(explain(error, uri, user)) from error


def explain(error: Exception, uri: str = "", user: str = "") -> str:
    """What an error of the driver means for the user, and what to do. The password is in none of them."""
    from neo4j import exceptions

    where = uri or "the Neo4j server"
    code = getattr(error, "code", "") or ""
    said = str(getattr(error, "message", "") or error).strip()
    if "AuthenticationRateLimit" in code:
        return f"{where} was given a wrong password too often and takes none for some seconds: wait, then try again"
    if isinstance(error, exceptions.AuthError) or "Unauthorized" in code:
        who = f"the user {user}" if user else "a user who gives no name"
        return f"{where} refuses {who}: check --user, and the password in NEO4J_PASSWORD"
    if isinstance(error, exceptions.Forbidden) or "Forbidden" in code:
        return f"{where} does not let this user do that: {said}"
    if "DatabaseNotFound" in code or "DatabaseUnavailable" in code:
        return f"{where}: {said}: name one that is there with --database"
    if isinstance(error, (exceptions.ServiceUnavailable, exceptions.SessionExpired)):
        return (
            f"cannot reach {where}: {said.splitlines()[0] if said else 'the connection was lost'}: see that Neo4j "
            "runs there and that host and port are right; what was begun goes on when the same command is run again"
        )
    if isinstance(error, (exceptions.ConfigurationError, ValueError)):
        return f"{where} is no address of a Neo4j server ({said}): write it as bolt://HOST:7687"
    if "ConstraintCreationFailed" in code or "ConstraintValidationFailed" in code:
        return (
            f"{where} holds data that are not unique where they must be ({said}): "
            "give the graph a database of its own with --database"
        )
    return f"{where}: {said or type(error).__name__}"
