"""How many of the names and posts that others labelled, sentence by sentence, are found: a smoke test of recall.

    python bench/labelled.py [--misses] PATH...

Reads JSON lines with ``text`` and ``entity_list``, and files of one character and its tag a line (BIO or BMES). A name
is found where a person of that name is; a post where a title ends where it ends; a body where a body holds its words.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import page

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.extraction.titles import find_titles
from loaders.facts import Notice

#: What the labels are here.
KINDS = {
    "name": "people", "NAME": "people", "PER": "people", "position": "posts", "TITLE": "posts", "government": "bureaus",
}
Sentence = tuple[str, list[tuple[str, int, int]]]


def sentences(path: Path) -> Iterator[Sentence]:
    """Each sentence with its labels: the label, and where it starts and ends."""
    with path.open(encoding="utf-8") as lines:
        if path.suffix == ".jsonl":
            for line in lines:
                record = json.loads(line)
                yield record["text"], [
                    (e["entity_type"], e["entity_index"]["begin"], e["entity_index"]["end"]) for e in record["entity_list"]
                ]
            return
        text, spans = "", []
        for line in [*lines, "\n"]:
            character, _, tag = line.strip().rpartition(" ")
            if not character:
                if text:
                    yield text, [(label, a, b) for label, a, b in spans]
                text, spans = "", []
                continue
            place, _, label = tag.partition("-")
            if place in ("B", "S"):
                spans.append((label, len(text), len(text) + 1))
            elif place in ("I", "M", "E") and spans:
                spans[-1] = (spans[-1][0], spans[-1][1], len(text) + 1)
            text += character


def found(sentence: Sentence) -> Iterator[tuple[str, str, bool]]:
    """For each label: what it is here, its words, and whether it is found."""
    text, labels = sentence
    if not any(label in KINDS for label, _, _ in labels):
        return
    reading = Reading.of(Notice("", "", "", "", text))
    mentions, _ = mark(reading)
    people = {form for m in mentions.people for form in (m.name, reading.text[m.start : m.end])}
    bodies = [reading.text[m.start : m.end] for m in mentions.bureaus]
    ends = {reading.body.raw_span(t.start - reading.body_start, t.end - reading.body_start)[1]
            for t in find_titles(reading.text) if t.start >= reading.body_start}
    for label, start, end in labels:
        kind, words = KINDS.get(label, ""), text[start:end]
        if kind == "people":
            yield kind, words, words in people
        elif kind == "posts":
            yield kind, words, end in ends
        elif kind == "bureaus":
            yield kind, words, any(words in b or (len(b) > 2 and b in words) for b in bodies)


def main(arguments: list[str]) -> int:
    paths = [Path(a) for a in arguments if a != "--misses"]
    files = [f for p in paths for f in (sorted(p.iterdir()) if p.is_dir() else [p]) if f.is_file() and f.suffix != ".md"]
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    rows = []
    for path in files:
        every, hit = Counter[str](), Counter[str]()
        for sentence in sentences(path):
            for kind, words, is_found in found(sentence):
                every[kind] += 1
                hit[kind] += is_found
                if not is_found and "--misses" in arguments:
                    print("-", kind, words, sentence[0], sep="\t")
        rows += [(path.parent.name, kind, every[kind], hit[kind], f"{hit[kind] / every[kind]:.3f}") for kind in sorted(every)]
    page.put("labelled", page.table(("set", "layer", "labelled", "found", "recall"), rows))
    for row in rows:
        print(*row, sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
