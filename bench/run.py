"""Measures how fast each stage is, on made-up notices, on one core unless said otherwise.

    python bench/run.py [NOTICES]

Each stage runs three times; the quickest counts. The figures hold for the machine they were taken on.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from made import notices

from loaders.extraction import extract, segmenter
from loaders.facts import Notice
from loaders.healing import heal


def quickest(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return min(once() for _ in range(3))


def main(count: int = 1000) -> None:
    made = list(notices(count))
    size = sum(len(n.text) for n in made)
    segmenter.cut("会议")  # its weights are loaded once; that is no part of its speed
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"{count} notices, {size} characters")

    def line(stage: str, seconds: float) -> None:
        print(f"{stage:<28}{seconds:8.2f} s  {count / seconds:8.0f} notices/s  {size / seconds:10.0f} characters/s")

    line("cut into words", quickest(lambda: [segmenter.cut(n.text) for n in made]))
    line("heal", quickest(lambda: [heal(n.text) for n in made]))
    line("extract", quickest(lambda: [extract(n) for n in made]))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "notices.jsonl"
        _write(source, made)
        run = [sys.executable, "-m", "kg", "build", str(source), "--into"]
        started = time.perf_counter()
        subprocess.run([*run, str(Path(folder) / "made.kg")], check=True, stderr=subprocess.DEVNULL)
        line("kg build, all cores", time.perf_counter() - started)
        started = time.perf_counter()
        subprocess.run([*run, str(Path(folder) / "made.kg")], check=True, stderr=subprocess.DEVNULL)
        line("kg build, nothing new", time.perf_counter() - started)


def _write(path: Path, made: list[Notice]) -> None:
    with path.open("w", encoding="utf-8") as f:
        for n in made:
            row = {k: v for k, v in asdict(n).items() if isinstance(v, str) and v}
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
