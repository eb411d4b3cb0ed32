"""Measures how fast each stage is, on made-up notices, on one core unless said otherwise.

    python bench/run.py [--texts FILE_OR_FOLDER] [NOTICES]

Each stage runs three times; the quickest counts. The figures hold for the machine they were taken on. The whole path from
raw text to facts is set beside a word tagger (jieba posseg, of the dependency group ``peers``) on the same text, notice
by notice in turn, so that whatever else the machine does meets both: on the made-up notices, and on up to 300 of the
texts given.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import page
from made import notices

from loaders.extraction import extract, segmenter
from loaders.extraction.reading import Reading
from loaders.facts import Notice
from loaders.healing import heal
from loaders.readers import read


def quickest(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return min(once() for _ in range(3))


def beside_tagger(name: str, notices: list[Notice]) -> list[tuple[str, ...]]:
    """The whole path beside the tagger, on the same notices in turn; the tagger is given them healed, free of markup."""
    try:
        import jieba
        import jieba.posseg
    except ImportError:
        print("jieba is not installed, so nothing is set beside: pip install --group peers")
        return []
    jieba.setLogLevel(logging.WARNING)
    jieba.posseg.lcut("会议")
    ours = theirs = 0.0
    size = 0
    for n in notices:
        text = Reading.of(n).text
        size += len(text)
        own, other = [], []
        for _ in range(3):
            started = time.perf_counter()
            extract(n)
            halfway = time.perf_counter()
            jieba.posseg.lcut(text)
            own.append(halfway - started)
            other.append(time.perf_counter() - halfway)
        ours, theirs = ours + min(own), theirs + min(other)
    row = (name, str(len(notices)), str(size), f"{size / ours:.0f}", f"{size / theirs:.0f}", f"{theirs / ours:.2f}")
    print("{}: {} notices, {} characters: {} characters/s, jieba posseg {}, ratio {}".format(*row))
    return [row]


def main(count: int = 1000, texts: str = "") -> None:
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
    rows = beside_tagger("made-up notices", made[:300])
    if texts and Path(texts).exists():
        found = list(read([texts], on_fault=lambda _: None))
        rows += beside_tagger("real notices", found[:: max(1, len(found) // 300)][:300])
    elif texts:
        print(f"no texts in {texts}: only made-up notices are measured")
    if rows:
        page.put("speed", page.table(("text", "notices", "characters", "characters/s", "jieba posseg", "ratio"), rows))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "notices.jsonl"
        _write(source, made)
        run = [sys.executable, "-m", "kg", "build", str(source), "--into"]
        started = time.perf_counter()
        subprocess.run([*run, str(Path(folder) / "made.kg")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        line("kg build, all cores", time.perf_counter() - started)
        started = time.perf_counter()
        subprocess.run([*run, str(Path(folder) / "made.kg")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        line("kg build, nothing new", time.perf_counter() - started)


def _write(path: Path, made: list[Notice]) -> None:
    with path.open("w", encoding="utf-8") as f:
        for n in made:
            row = {k: v for k, v in asdict(n).items() if isinstance(v, str) and v}
            f.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1000, metavar="NOTICES")
    parser.add_argument("--texts", default="", metavar="FILE_OR_FOLDER")
    given = parser.parse_args()
    main(given.count, given.texts)
