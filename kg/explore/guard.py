"""What stands before the pages: who may ask, what a page may load, and that nothing of a failure reaches the reader."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

#: No script, style or picture from elsewhere, none within a page, no page around this one.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()), (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"), (b"cross-origin-resource-policy", b"same-origin"), (b"x-frame-options", b"DENY"),
)
#: More than this is no question, in bytes.
MOST = 1 << 20


def trusted(host: str, own: str) -> bool:
    """Whether a Host header names this machine: a name that somebody else chose may lead here by their name server.

    Args:
        host: the header.
        own: the name that the server was told to listen on.

    >>> trusted("127.0.0.1:8000", "127.0.0.1"), trusted("localhost", "127.0.0.1"), trusted("evil.example:8000", "127.0.0.1")
    (True, True, False)
    """
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\[\]/@\s]+))(?::[0-9]{1,5})?", host)
    if found is None:
        return False
    name = (found[1] or found[2]).lower().rstrip(".")
    try:
        # An address is no name, so no name server can have made it up.
        address = ipaddress.ip_address(name)
        return address.is_loopback or own not in ("127.0.0.1", "::1", "localhost")
    except ValueError:
        pass
    names = {"localhost", own.lower()}
    if own in ("0.0.0.0", "::"):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return name in names


def guarded(app: App, own: str) -> App:
    """An application that answers only to its own names, and says in each answer what its pages may load."""

    async def serve(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        if len(hosts) != 1 or not trusted(hosts[0], own):
            await _refuse(answer, 421, "This server does not go by that name: use the address that kg explore printed.\n")
            return
        await app(scope, receive, answer)

    return serve


async def _refuse(send: Send, status: int, said: str) -> None:
    body = said.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
