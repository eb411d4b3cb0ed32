"""Checks every quote of every fact found in the files given: raw[start:end] must be the quote.

    python bench/quotes.py FILE_OR_FOLDER...

Exit status 1 where a quote is wrong, or where a notice could not be extracted from.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields

from loaders.extraction import extract, segmenter
from loaders.facts import Evidence, Facts, Notice
from loaders.readers import Fault, read


def evidence(facts: Facts) -> Iterator[Evidence]:
    for layer in fields(Facts):
        for item in getattr(facts, layer.name):
            yield from getattr(item, "evidence", ())


def wrong(notice: Notice) -> tuple[int, int, list[str]]:
    """How many facts and quotes the notice gives, and what is wrong with them."""
    try:
        facts = extract(notice)
    except Exception as e:
        return 0, 0, [f"{notice.key}: {type(e).__name__}: {e}"]
    faults, quotes = [], 0
    for e in evidence(facts):
        quotes += 1
        raw = {"title": notice.title, "text": notice.text}[e.field]
        if raw[e.start:e.end] != e.quote or not e.quote:
            faults.append(f"{notice.key}: {e.field}[{e.start}:{e.end}] is not {e.quote!r} ({e.rule})")
        for name, start, end in e.parts:
            if not e.field or not 0 <= start <= end <= len(raw):
                faults.append(f"{notice.key}: part {name} [{start}:{end}] lies outside {e.field} ({e.rule})")
    count = sum(len(getattr(facts, layer.name)) for layer in fields(Facts) if layer.name != "unread")
    return count, quotes, faults


def main(sources: list[str]) -> int:
    if not sources:
        print(__doc__, file=sys.stderr)
        return 2
    unreadable: list[Fault] = []
    segmenter.warn()
    started = time.monotonic()
    notices = facts = quotes = 0
    bad: list[str] = []
    with ProcessPoolExecutor() as pool:
        for found, quoted, faults in pool.map(wrong, read(sources, on_fault=unreadable.append), chunksize=32):
            notices, facts, quotes = notices + 1, facts + found, quotes + quoted
            bad += faults
    for line in bad[:50]:
        print(line)
    print(f"{notices} notices, {facts} facts, {quotes} quotes, {len(bad)} wrong; "
          f"{len(unreadable)} records could not be read; {time.monotonic() - started:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
