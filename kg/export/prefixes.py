"""A stream between pyoxigraph's serialiser and a file: the prefixes come out sorted, and a carriage return in XML as a reference."""

from __future__ import annotations

from typing import IO

_PREFIX = b"@prefix "


class Stream:
    """What the serialiser writes to.

    Its prefixes come in another order each time. A parser of XML would turn a plain return into a line feed, and a quote
    would no longer be what stands in the notice.
    """

    def __init__(self, out: IO[bytes], plain_returns: bool) -> None:
        self._out = out
        self._plain_returns = plain_returns
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            self._put(data)
        else:
            self._head += bytes(data)
            # The last line may go on in what comes next, and be no prefix yet or no longer.
            last = self._head.rpartition(b"\n")[2]
            if not last.startswith(_PREFIX) and not _PREFIX.startswith(last):
                self.close_head()
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    def close_head(self) -> None:
        """Write the prefixes, sorted, and whatever came after them."""
        if self._head is not None:
            lines = self._head.splitlines(keepends=True)
            count = next((n for n, line in enumerate(lines) if not line.startswith(_PREFIX)), len(lines))
            self._put(b"".join([*sorted(lines[:count]), *lines[count:]]))
            self._head = None

    def _put(self, data: bytes) -> None:
        self._out.write(data if self._plain_returns else data.replace(b"\r", b"&#13;"))
