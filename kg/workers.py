"""Extraction in several processes: each reads notices from its standard input and writes what it found.

The processes are started as commands of their own, not forked or spawned by ``multiprocessing``: nothing of the caller
runs again in them, so ``kg.build`` works from a plain script, a notebook and a thread alike. One whose caller is killed
reads the end of its input and ends.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from kg.copies import fingerprint
from loaders.facts import Facts, Notice

#: Where the extraction stands: a pure function of one notice, as ``module:name``.
EXTRACT = "loaders.extraction:extract"

#: A batch for one process: at most so many notices, and, save for a single long one, so many code points.
_NOTICES, _CHARACTERS = 16, 40_000
#: Batches under way for each process: one at work, one ready. More would only fill memory.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one notice: its facts and what its text is compared by, or, in ``fault``, why there is nothing."""

    notice: Notice
    facts: Facts
    plain: str = ""
    sketch: bytes = b""
    fault: str = ""


def available() -> int:
    """How many processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux has it
        return os.cpu_count() or 1


def extracted(notices: Iterable[Notice], processes: int, extract: str = EXTRACT) -> Generator[Found, None, None]:
    """What is found in each notice, in the order of the notices, whatever the number of processes.

    Args:
        notices: read as they are needed, only a little ahead.
        processes: how many processes extract; with 1, or where there is little to do, this one does.
        extract: the function to call, as ``module:name``.

    An error in one notice is given in its ``Found.fault`` and does not stop the others, nor does a crash.
    """
    batches = _batches(notices)
    first = list(islice(batches, 2)) if processes > 1 else []
    if len(first) < 2:
        # A process of its own takes a second to start: not worth it for a handful.
        call = load(extract)
        for notice in chain(chain.from_iterable(first), chain.from_iterable(batches)):
            yield find(notice, call)
        return
    local = _Workers(extract)
    pending: deque[Future[list[Found]]] = deque()
    pool = ThreadPoolExecutor(processes, thread_name_prefix="kg-worker")
    try:
        for batch in chain(first, batches):
            pending.append(pool.submit(local.find, batch))
            if len(pending) >= processes * _AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()
        local.stop()
        pool.shutdown(wait=True)


def load(extract: str) -> Callable[[Notice], Facts]:
    """The function that ``module:name`` stands for."""
    module, _, name = extract.partition(":")
    found: Callable[[Notice], Facts] = getattr(importlib.import_module(module), name)
    return found


def find(notice: Notice, call: Callable[[Notice], Facts]) -> Found:
    """Extract from one notice; an error is a fault of that notice."""
    try:
        facts = call(notice)
        # Two sites print one article between other menus: only what is worth reading is compared.
        body = "".join(notice.text[a:b] for a, b in notice.ranges) or notice.text
        plain, sketch = fingerprint(body or notice.title)
    except Exception as error:
        return Found(notice, Facts(), fault=f"{_where(error)}{type(error).__name__}: {error}")
    return Found(notice, facts, plain, sketch)


def _where(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}: " if frame else ""


def _batches(notices: Iterable[Notice]) -> Iterator[list[Notice]]:
    batch: list[Notice] = []
    size = 0
    for notice in notices:
        if batch and (len(batch) >= _NOTICES or size + len(notice.text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(notice)
        size += len(notice.text)
    if batch:
        yield batch


@dataclass(slots=True)
class _Workers:
    """One process for each thread of the pool, started when the thread first has something to do."""

    extract: str
    stopped: bool = False
    _own: threading.local = field(default_factory=threading.local)
    _all: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, batch: list[Notice]) -> list[Found]:
        """Have this thread's process extract from a batch; where the process dies, find out over which notice."""
        try:
            return self._ask(batch)
        except (EOFError, OSError, pickle.UnpicklingError):
            if self.stopped:
                return []
        out = []
        for notice in batch:
            try:
                out += self._ask([notice])
            except (EOFError, OSError, pickle.UnpicklingError):
                out.append(Found(notice, Facts(), fault="the process that read it died"))
        return out

    def stop(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self.stopped = True
            for process in self._all:
                process.kill()
        for process in self._all:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                # What was still to be written to a dead process cannot be.
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _ask(self, batch: list[Notice]) -> list[Found]:
        process = getattr(self._own, "process", None)
        if process is None or process.poll() is not None:
            process = self._own.process = self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(batch, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            found: list[Found] = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            process.kill()
            process.wait()
            self._own.process = None
            raise
        return found

    def _start(self) -> subprocess.Popen[bytes]:
        environment = dict(os.environ)
        environment["PYTHONPATH"] = os.pathsep.join(p or str(Path.cwd()) for p in sys.path)
        with self._lock:
            if self.stopped:
                raise EOFError
            process = subprocess.Popen(
                [sys.executable, "-m", "kg.workers", self.extract], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env=environment,
            )
            self._all.append(process)
        return process


def serve(extract: str) -> None:
    """Read batches of notices from standard input until it ends, and write what was found to standard output."""
    # Control-C reaches the whole group of processes; only the one in charge decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The one in charge has said already what all of these would say again.
    logging.disable(logging.WARNING)
    # Whatever a library prints must not get between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    call = load(extract)
    while True:
        try:
            batch: list[Notice] = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        found = [find(notice, call) for notice in batch]
        try:
            pickle.dump(found, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
        except BrokenPipeError:
            # Who asked is gone. Closing the pipe would complain once more.
            os._exit(0)


if __name__ == "__main__":
    # Under its own name the module is another than the one that the answers' records come from.
    from kg import workers

    workers.serve(sys.argv[1])
