"""Estimates the weights by which identity decides, from graph files built of corpora.

    python -m bench.weights G.kg...

Three things are counted. How evidence stands between two trails of *one* person: pairs of one name that hardly two
people bear. How it stands between trails of *two*: pairs of different names, drawn at random. And how often two trails
of one name are one person's, by how common the name is: the share that makes the pairs of one name most likely
(expectation and maximisation, the other weights fixed). It writes ``name_counts.tsv`` and ``weights.tsv`` beside
``kg/identity/agreement.py``, each weight with the counts behind it.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log2
from pathlib import Path

from kg.identity import agreement
from kg.identity.material import Page, gather
from kg.identity.people import lines_of, unmistakable, voices
from kg.identity.trails import Trail
from kg.ledger import Ledger
from loaders.extraction import gazetteer

DATA = Path(agreement.__file__).parent / "data"
#: Pairs that one name may give: a name in every notice must not outweigh the others.
_PAIRS_A_NAME = 15
_RANDOM_PAIRS = 200_000
#: Added to each count, so that what was never seen is unlikely and not impossible.
_UNSEEN = 0.5
#: A name in so large a part of the notices says nothing of who else is named there.
_EVERYWHERE = 0.03
_LONGEST_WEIGHT = 6.0
#: Two sources part less than the counts say, since place and company tell much of it already; one source joins nobody,
#: since all that is read may come from one.
_SOURCE = 0.5
_HEAD = "# source: counted by the authors with bench/weights.py on xwlb, chinanews-2020 and juherenda\n# licence: CC0\n"


def named(pages: Sequence[Page]) -> dict[str, list[Trail]]:
    """By name, the trails of its lines of office."""
    out = {}
    for name, heard in voices(pages).items():
        if not unmistakable(name) and len(name) in (2, 3, 4) and gazetteer.is_surname(name[:1]) | gazetteer.is_surname(name[:2]):
            out[name] = [t for _, t in sorted(lines_of(heard)[1].items())]
    return out


def name_counts(names: Iterable[str], pages: Sequence[Page]) -> str:
    """The table of how often the characters of names are borne, each name counted once, and of the names seen everywhere."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        surname = name[:2] if len(name) > 2 and gazetteer.is_surname(name[:2]) else name[:1]
        counts["surname"][surname] += 1
        counts["length"][str(len(name) - len(surname))] += 1
        counts["given"].update(name[len(surname):])
    rows = [(kind, form, n) for kind in ("surname", "length", "given") for form, n in counts[kind].items() if n > 1 or kind == "length"]
    seen = Counter(name for page in pages if page.group == page.id for name in page.people())
    rows += [("everywhere", name, n) for name, n in seen.items() if n >= _EVERYWHERE * len(pages)]
    rows.sort(key=lambda r: (r[0], -r[2], r[1]))
    return _HEAD + "# columns: kind\tform\tcount\n" + "".join(f"{k}\t{f}\t{n}\n" for k, f, n in rows)


def stands(pairs: Iterable[tuple[str, Trail, Trail]]) -> dict[str, Counter[str]]:
    """How often evidence of each kind stands how, over pairs."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for name, a, b in pairs:
        for evidence, level in agreement.levels(name, a, b):
            out[evidence][level] += 1
    return out


def one_name(trails: dict[str, list[Trail]], seed: random.Random) -> list[tuple[str, Trail, Trail]]:
    """Pairs of one name, at most so many of each."""
    out = []
    for name in sorted(trails):
        pairs = list(combinations(trails[name], 2))
        out += [(name, *pair) for pair in (seed.sample(pairs, _PAIRS_A_NAME) if len(pairs) > _PAIRS_A_NAME else pairs)]
    return out


def two_names(trails: dict[str, list[Trail]], seed: random.Random) -> list[tuple[str, Trail, Trail]]:
    """Pairs of different names, drawn at random: two people each, as namesakes are, who hardly stand in one notice."""
    pool = [(name, t) for name in sorted(trails) for t in trails[name]]
    drawn = ((seed.choice(pool), seed.choice(pool)) for _ in range(_RANDOM_PAIRS))
    return [(a, x, y) for (a, x), (b, y) in drawn if a != b and not x.notices & y.notices]


def estimate(pages: Sequence[Page]) -> str:
    """The table of weights."""
    trails = named(pages)
    seed = random.Random(1)
    pairs = one_name(trails, seed)
    same = stands(p for p in pairs if agreement.commonness(p[0]) == "rare")
    other = stands(two_names(trails, seed))
    rows: list[tuple[str, str, float, int, int]] = []
    table: dict[tuple[str, str], float] = {}
    for evidence in sorted(other):
        levels = sorted(other[evidence].keys() | same[evidence].keys())
        n, m = same[evidence].total() + _UNSEEN * len(levels), other[evidence].total() + _UNSEEN * len(levels)
        for level in levels:
            k, j = same[evidence][level], other[evidence][level]
            weight = agreement.bits((k + _UNSEEN) / n, (j + _UNSEEN) / m)
            if evidence == "source":
                weight = min(0.0, weight * _SOURCE)
            table[evidence, level] = max(-_LONGEST_WEIGHT, min(_LONGEST_WEIGHT, weight))
            rows.append((evidence, level, table[evidence, level], k, j))
    bearers, used = _bearers([(p[0], sum(table.get(pair, 0.0) for pair in agreement.levels(*p))) for p in pairs])
    rows.append(("name", "bearers", bearers, used, len({p[0] for p in pairs})))
    return _HEAD + (
        "# same, other: pairs counted of one person (names that hardly two people bear) and of two (different names);\n"
        "# name, bearers: among how many people two bearers of a name are met, as a power of two, with the pairs of one\n"
        "# name that it was fitted to, and their names\n"
        "# columns: evidence\tlevel\tweight (bits)\tsame\tother\n"
        + "".join(f"{e}\t{v}\t{w:.2f}\t{k}\t{j}\n" for e, v, w, k, j in rows)
    )


def _bearers(sums: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Among how many people namesakes are met (a power of two): what makes the pairs of one name most likely."""
    def likelihood(size: float) -> float:
        out = 0.0
        for name, bits in sums:
            prior = agreement.odds(-size - agreement.share(name) * log2(10))
            out += log2(prior * 2**bits + 1 - prior)
        return out

    return max((n / 4 for n in range(20, 100)), key=likelihood), len(sums)


def main(paths: Sequence[str]) -> None:
    """Read the files, write the two tables."""
    pages: list[Page] = []
    for path in paths:
        with Ledger.open(path, readonly=True) as ledger:
            pages += gather(ledger)[0]
    DATA.mkdir(exist_ok=True)
    (DATA / "name_counts.tsv").write_text(name_counts(named(pages), pages), "utf-8")
    (DATA / "weights.tsv").write_text(estimate(pages), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
