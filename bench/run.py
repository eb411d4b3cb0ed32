"""Measures how fast each stage is, on made-up notices, on one core unless said otherwise.

    python bench/run.py [--texts [NAME=]FILE_OR_FOLDER]... [NOTICES]

Each stage runs three times; the quickest counts. The figures hold for the machine they were taken on. The whole path from
raw text to facts is set beside a word tagger (jieba posseg, of the dependency group ``peers``) on the same text, notice
by notice in turn, so that whatever else the machine does meets both: on the made-up notices, and on up to 300 of each of
the texts given. Here each notice is read once, as in use: what is remembered of names and bodies is not of the same notice.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import page
from made import notices, write

from loaders.extraction import extract, segmenter
from loaders.extraction.reading import Reading
from loaders.facts import Notice
from loaders.healing import heal
from loaders.readers import read

#: So many notices at most, a tenth of all, are read before the clock starts.
_WARM = 20


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
    warm = min(_WARM, len(notices) // 10)
    for n in notices[:warm]:  # lexicons and patterns are made once; that is no part of the speed
        extract(n)
        jieba.posseg.lcut(n.text[:1000])
    notices = notices[warm:]
    ours = theirs = 0.0
    size = 0
    for i, n in enumerate(notices):
        text = Reading.of(n).text
        size += len(text)
        # In processor time, and whoever is second finds the text in the cache: so they change places.
        for work in (0, 1) if i % 2 else (1, 0):
            started = time.process_time()
            if work:
                extract(n)
                ours += time.process_time() - started
            else:
                jieba.posseg.lcut(text)
                theirs += time.process_time() - started
    row = (name, str(len(notices)), str(size), f"{size / ours:.0f}", f"{size / theirs:.0f}", f"{theirs / ours:.2f}")
    print("{}: {} notices, {} characters: {} characters/s, jieba posseg {}, ratio {}".format(*row))
    return [row]


def main(count: int = 1000, texts: Sequence[str] = ()) -> None:
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
    rows = beside_tagger("made-up", made[:300])
    for given in texts:
        name, _, where = given.rpartition("=")
        if Path(where).exists():
            found = list(read([where], on_fault=lambda _: None))
            rows += beside_tagger(name or "real notices", found[:: max(1, len(found) // 300)][:300])
        else:
            print(f"no texts in {where}: they are not measured")
    if rows:
        page.put("speed", page.table(("text", "notices", "characters", "characters/s", "jieba posseg", "ratio"), rows))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "notices.jsonl"
        write(source, made)
        run = [sys.executable, "-m", "kg", "build", str(source), "--into"]
        started = time.perf_counter()
        subprocess.run([*run, str(Path(folder) / "made.kg")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        line("kg build, all cores", time.perf_counter() - started)
        started = time.perf_counter()
        subprocess.run([*run, str(Path(folder) / "made.kg")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        line("kg build, nothing new", time.perf_counter() - started)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1000, metavar="NOTICES")
    parser.add_argument("--texts", action="append", default=[], metavar="[NAME=]FILE_OR_FOLDER")
    given = parser.parse_args()
    main(given.count, given.texts)
