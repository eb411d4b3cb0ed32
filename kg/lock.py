"""One writer a graph file: a lock beside the file that dies with its process."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import GuanxiError

try:
    import fcntl
except ImportError:  # Windows has no flock; there the operating system's own exclusive open does the work.
    fcntl = None  # type: ignore[assignment]


class LockError(GuanxiError):
    """Another process is writing the graph file."""


@dataclass(slots=True)
class WriterLock:
    """A held lock; ``release`` gives it up and removes its file."""

    path: Path
    handle: int

    def release(self) -> None:
        """Give the lock up. A second call does nothing."""
        if self.handle < 0:
            return
        # Removed while still held, so that nobody can lock a file that is about to lose its name.
        with contextlib.suppress(OSError):
            self.path.unlink()
        os.close(self.handle)
        self.handle = -1


def acquire(graph_file: Path) -> WriterLock:
    """Lock ``graph_file`` for writing.

    The lock is the operating system's, on a file beside the graph file: a process killed at any moment gives it up,
    and the file it leaves is taken over. SQLite's own locks live on the graph file itself and must not be disturbed.

    Args:
        graph_file: the file to be written.

    Raises:
        LockError: another process holds it; the message names that process.
    """
    path = graph_file.with_name(graph_file.name + ".lock")
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _take(handle):
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            os.close(handle)
            who = f"process {holder}" if holder else "another process"
            raise LockError(f"{graph_file} is being written by {who}: wait until it ends, or stop it, then try again")
        # The last holder may have removed the file between our open and our lock: then we hold a nameless file.
        try:
            same = os.path.samestat(os.fstat(handle), path.stat())
        except FileNotFoundError:
            same = False
        if same:
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode("ascii"))
            return WriterLock(path, handle)
        os.close(handle)


def _take(handle: int) -> bool:
    if fcntl is None:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
