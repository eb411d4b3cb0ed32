"""Writes the scores by layer into docs/extraction.md.

    python bench/figures.py GOLD.jsonl FACTS.jsonl SCORE.py

``FACTS.jsonl`` is what ``kg extract GOLD.jsonl --to facts`` printed, ``SCORE.py`` the scorer of the gold file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import marked
import page


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    gold, facts, score_path = map(Path, arguments)
    score = marked.scorer(score_path)
    found = {r["id"]: r for r in map(json.loads, facts.read_text(encoding="utf-8").splitlines())}
    totals = {layer: [0, 0, 0] for layer in score.LAYERS}
    count = 0
    for notice, wanted in marked.notices(gold):
        count += 1
        doc = score.Doc(wanted, found.get(notice.id, {}))
        for layer, total in totals.items():
            items, predicted, pairs = score.score_doc(doc, layer)
            for place, number in enumerate((len(pairs), len(predicted), len(items))):
                total[place] += number
    rows, whole = [], 0.0
    for layer, (hit, predicted, items) in totals.items():
        precision, recall, f1 = marked.figures(hit, predicted, items)
        whole += f1 / len(totals)
        rows.append((layer, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", items, predicted))
    rows.append(("macro", "", "", f"{whole:.3f}", "", ""))
    page.put("gold", f"{count} notices.\n\n" + page.table(("layer", "precision", "recall", "F1", "marked", "found"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
