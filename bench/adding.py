"""Measures what it costs to add a few notices to a ledger, beside building it anew with them.

    python bench/adding.py [NOTICES] [ADDED]

Both are the whole of ``kg build``: reading, extracting, keeping, settling who is who, and opening the graph. It also
says how long a decision takes, and opening the file. The figures hold for the machine they were taken on.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from made import notices

import kg
from kg.curation import at_desk
from kg.ledger import Ledger
from loaders.extraction import segmenter
from loaders.facts import Notice


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(count: int = 4000, added: int = 100) -> None:
    made = list(notices(count + added))
    segmenter.cut("会议")  # its weights are loaded once
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"{count} notices and {added} more")
    with tempfile.TemporaryDirectory() as folder:
        first, more, graph = (Path(folder) / name for name in ("first.jsonl", "more.jsonl", "made.kg"))
        _write(first, made[:count])
        _write(more, made[count:])
        timed(lambda: kg.build(first, into=graph))
        adding = timed(lambda: kg.build(more, into=graph))
        opening = timed(lambda: kg.open(graph))
        deciding = timed(lambda: _decide(graph))
        rebuild = timed(lambda: kg.build([first, more], into=Path(folder) / "again.kg"))
    for stage, seconds in (("build anew", rebuild), ("add", adding), ("open", opening), ("decide", deciding)):
        print(f"{stage:<12}{seconds:8.2f} s  {seconds / rebuild:6.1%} of a build")


def _decide(graph: Path) -> None:
    with Ledger.open(graph) as ledger:
        desk = at_desk(ledger)
        one, two = next(desk.doubles())
        desk.merge(one.id, two.id)
        desk.settle()


def _write(path: Path, made: Iterable[Notice]) -> None:
    with path.open("w", encoding="utf-8") as f:
        for n in made:
            row = {k: v for k, v in asdict(n).items() if isinstance(v, str) and v}
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
