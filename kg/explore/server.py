"""Serves the pages."""

from __future__ import annotations

import gc
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.explore import finding
from kg.explore.app import application
from kg.explore.guard import App
from kg.explore.library import Library, View
from kg.explore.site import MissingExtraError
from ontology.errors import GuanxiError

if TYPE_CHECKING:
    import uvicorn

#: The most that a request may hold before its body, in bytes.
_LONGEST = 1 << 19
#: So long a server may take to start and to stop, in seconds.
_PATIENCE = 20.0


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
        MissingExtraError: the extra ``explore`` is not installed.
        ServerError: nothing can listen there.
        LedgerError: the file is missing, damaged or no graph file.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise MissingExtraError("the explorer needs the extra explore: pip install 'guanxi[explore]'") from error
    bound = _bound(host, port)
    app = application(Library(path, _ready), host, review)
    shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host
    say(f"look at http://{shown}:{bound.getsockname()[1]}/ (stop with Ctrl-C)")
    if host not in ("127.0.0.1", "::1", "localhost"):
        say("anybody who can reach this machine can look at the file")
    uvicorn.Server(settings(app)).run(sockets=[bound])


def _ready(view: View) -> None:
    """What the first reader would wait for; and the graph is no garbage, which need not be looked through again and again."""
    finding.home(view)
    gc.collect()
    gc.freeze()


@contextmanager
def background(path: Path | str, review: str | None = None) -> Iterator[str]:
    """The pages of a graph file, served in a thread while the block runs; for notebooks and programs.

    Args:
        path: the file.
        review: who takes decisions, where any can be taken.

    Returns:
        Their address, with a slash at its end.

    Raises:
        MissingExtraError: the extra ``explore`` is not installed.
        LedgerError: the file is missing, damaged or no graph file.
    """
    with running(Library(Path(path)), review) as address:
        yield address


@contextmanager
def running(library: Library, review: str | None = None) -> Iterator[str]:
    """The same of a file that has been read."""
    import uvicorn

    server = uvicorn.Server(settings(application(library, review=review)))
    bound = _bound("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + _PATIENCE
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        bound.close()


def settings(app: App) -> uvicorn.Config:
    """How the pages are served: an address may hold a query of thousands of characters, of which only the first are read."""
    import uvicorn

    return uvicorn.Config(app, log_level="warning", server_header=False, http="h11", h11_max_incomplete_event_size=_LONGEST)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        raise ServerError(f"cannot listen on {host}:{port}: {error.strerror or error}: choose another with --port") from error
    return bound
