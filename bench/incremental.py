"""Measures what it costs to add a few notices to a ledger, beside building it, in one run.

    python bench/incremental.py [NOTICES] [ADDED]

Each is the whole command ``kg build``, a process of its own: reading, extracting, keeping, settling who is who. The graph
that is kept is compared with one settled anew from all notices, to the last attribute. It also says how the search for
copies grows. Time is that of the processors (of all processes), so that other work of the machine counts little; the
time that passed stands beside it.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made import careers, write

from kg import identity, pipeline
from kg.copies import copies
from kg.identity.material import gather, nothing_collected
from kg.ledger import Ledger


def main(count: int = 20_000, added: int = 100) -> None:
    made = list(careers(count + added))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"{count} notices, {sum(len(n.text) for n in made) / len(made):.0f} characters each, and {added} more")
    with tempfile.TemporaryDirectory() as folder:
        first, more, graph = (Path(folder) / name for name in ("first.jsonl", "more.jsonl", "made.kg"))
        write(first, made[:count])
        write(more, made[count:])
        print(f"{'':<28}{'processors':>10}{'passed':>10}")
        building = _timed(lambda: _build(graph, first))
        _say(f"build {count}", building)
        adding = _timed(lambda: _build(graph, more))
        _say(f"add {added}", adding)
        print(f"{'adding, of building':<28}{adding[0] / building[0]:10.1%}{adding[1] / building[1]:10.1%}", flush=True)
        _say("add nothing", _timed(lambda: _build(graph, more)))
        with Ledger.open(graph, readonly=True) as ledger:
            kept: list[identity.Resolved] = []
            _say("read the graph as kept", _timed(lambda: kept.append(pipeline.current(ledger))))
            _say("settle all anew", _timed(lambda: kept.append(identity.resolve(ledger))))
            print(f"{len(kept[0].nodes)} nodes and {len(kept[0].edges)} edges, the same in both: {kept[0] == kept[1]}")
            pages, found = gather(ledger)
        names = {page.id: frozenset(page.people()) for page in pages}
        for part in (4, 2, 1):
            some = [page.kept for page in pages[: len(pages) // part]]
            with nothing_collected():
                _say(f"find copies among {len(some)}", _timed(lambda some=some: copies(some, names)))  # type: ignore[misc]
        print(f"{len(found)} copies found; the file has {graph.stat().st_size / 2**20:.0f} MB; the largest process had "
              f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10:.0f} MB")


def _build(into: Path, source: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(source), "--into", str(into)]
    subprocess.run(command, check=True, capture_output=True)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    started, before = time.perf_counter(), _processor()
    work()
    return _processor() - before, time.perf_counter() - started


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _say(what: str, took: tuple[float, float]) -> None:
    print(f"{what:<28}{took[0]:8.1f} s{took[1]:8.1f} s", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
