"""Serves the pages."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.explore import finding
from kg.explore.app import application
from kg.explore.guard import App
from kg.explore.library import Library
from kg.explore.site import MissingExtraError
from ontology.errors import GuanxiError

if TYPE_CHECKING:
    import uvicorn

#: The most that a request may hold before its body, in bytes.
_LONGEST = 1 << 19


class ServerError(GuanxiError):
    """The pages cannot be served: the message says why and what to do."""


def serve(path: Path, host: str, port: int, review: str | None, say: Callable[[str], None]) -> None:
    """Serve the pages of a graph file until the process is stopped.

    Args:
        path: the file.
        host, port: what to listen on; port 0 for any that is free.
        review: who takes decisions, where any can be taken.
        say: is told the address.

    Raises:
        ServerError: the extra ``explore`` is not installed, or nothing can listen there.
        LedgerError: the file is missing, damaged or no graph file.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise ServerError("the explorer needs the extra explore: pip install 'guanxi[explore]'") from error
    bound = _bound(host, port)
    try:
        app = application(Library(path, finding.home), host, review)
    except MissingExtraError as error:
        raise ServerError(str(error)) from error
    shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host
    say(f"look at http://{shown}:{bound.getsockname()[1]}/ (stop with Ctrl-C)")
    if host not in ("127.0.0.1", "::1", "localhost"):
        say("anybody who can reach this machine can look at the file")
    uvicorn.Server(settings(app)).run(sockets=[bound])


def settings(app: App, **more: Any) -> uvicorn.Config:
    """How the pages are served: an address may hold a query of thousands of characters, of which only the first are read."""
    import uvicorn

    return uvicorn.Config(app, log_level="warning", server_header=False, http="h11", h11_max_incomplete_event_size=_LONGEST, **more)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        raise ServerError(f"cannot listen on {host}:{port}: {error.strerror or error}: choose another with --port") from error
    return bound
