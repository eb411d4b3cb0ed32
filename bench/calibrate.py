"""Measures how often each rule is right on marked notices, and writes it down as the rules' confidence.

    python bench/calibrate.py GOLD.jsonl SCORE.py

``SCORE.py`` is the scorer that belongs to the gold file; its own pairing decides which facts are right. A rule's figure is
drawn towards the precision of its whole layer, the more so the fewer facts it has made, so that a rule seen twice is not
held to be certain. Writes ``loaders/data/confidence.tsv``, which extraction reads, and the table of docs/extraction.md, which it prints.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import marked
import page

from loaders.extraction import extract
from loaders.facts import as_record

LAYERS = ("people", "bureaus", "places", "roles", "meetings", "participation", "appointments", "campaigns")
#: How many facts of the layer's own precision each rule is taken to have made before any was seen.
PRIOR = 6.0
#: Rules that made fewer facts than these are not shown; their figures would say little.
_SHOWN = 5
TARGET = Path(__file__).parent.parent / "loaders" / "data" / "confidence.tsv"


def counts(gold_path: Path, score: Any) -> dict[tuple[str, str], list[int]]:
    """Right facts and all facts by layer and rule."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for notice, gold in marked.notices(gold_path):
        record = as_record(notice, extract(notice))
        doc = score.Doc(gold, record)
        for layer in LAYERS:
            _, predicted, pairs = score.score_doc(doc, layer)
            right = {j for _, j in pairs}
            for j, item in enumerate(predicted):
                rule = item["evidence"][0]["rule"]
                found[layer, rule][0] += j in right
                found[layer, rule][1] += 1
    return found


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    score = marked.scorer(Path(sys.argv[2]))
    found = counts(Path(sys.argv[1]), score)
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (layer, _), (right, every) in found.items():
        totals[layer][0] += right
        totals[layer][1] += every
    rows = []
    for (layer, rule), (right, every) in sorted(found.items()):
        base = totals[layer][0] / max(totals[layer][1], 1)
        rows.append((rule, layer, right, every, min(0.99, (right + PRIOR * base) / (every + PRIOR))))
    for layer, (right, every) in sorted(totals.items()):
        rows.append(("*", layer, right, every, right / max(every, 1)))
    with TARGET.open("w", encoding="utf-8", newline="\n") as out:
        out.write("# source: measured by bench/calibrate.py on notices marked by hand\n# licence: CC0\n")
        out.write("# columns: rule, layer, right, all, confidence (rule * is the whole layer)\n")
        out.writelines(f"{r}\t{layer}\t{n}\t{m}\t{c:.2f}\n" for r, layer, n, m, c in rows)
    seen = [(layer, f"`{r}`", m, n, f"{c:.2f}") for r, layer, n, m, c in sorted(rows, key=lambda x: (x[1], -x[3])) if m >= _SHOWN]
    text = page.table(("layer", "rule", "facts", "right", "confidence"), seen)
    page.put("rules", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
