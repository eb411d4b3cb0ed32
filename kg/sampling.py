"""Facts drawn to be judged by hand, with clauses that gave no fact, and the figures of a judged sheet."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, TypeVar

from kg.intervals import odds, weighted, wilson
from kg.ledger import Ledger
from kg.rows import Kept, Statement
from kg.tally import KINDS, kind_of
from loaders.extraction import extract
from loaders.facts import Unread
from ontology.errors import GuanxiError
from ontology.text import clean

T = TypeVar("T")

#: What a verdict may be, in either language.
YES, NO = frozenset("1 y yes right true 是 对".split()), frozenset("0 n no wrong false 否 错".split())

#: The words by which a clause may state a fact of the kind. Of other kinds any clause may.
_ANCHORS: Mapping[str, str] = {
    "chaired": "主持", "spoke": "讲话|发言|致辞|致词|作报告|宣读|传达", "attended": "出席|列席|陪同|会见|会谈|会晤",
    "convened": "召开|举行", "led": "会见|会谈|会晤|调研|考察|视察|慰问",
    **dict.fromkeys(("appointed", "elected"), "任命|当选|选举产生|兼任|出任|接任|调任"),
    **dict.fromkeys(("removed", "resigned"), "免去|辞去|不再担任"), "proposed": "拟任|提名",
}
#: At most so many notices are read again for the clauses that gave no fact.
_READ_AGAIN = 2000


class SampleError(GuanxiError):
    """A sheet cannot be drawn or scored: the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet.

    ``part`` is ``found`` (a fact: do the words say so?) or ``unread`` (a clause that gave no fact: does it state one of
    this kind?). ``stratum`` is the source and the year it was drawn from and ``size`` how many the stratum holds.
    """

    part: str
    kind: str
    stratum: str
    size: str
    says: str
    quote: str
    verdict: str
    note: str
    link: str
    published: str
    field: str
    start: str
    end: str
    rule: str
    confidence: str
    fact: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A share measured on a sheet: ``of`` is precision, missed or recall; bounds are those of the 95% interval."""

    of: str
    stratum: str
    judged: int
    yes: int
    share: float
    low: float
    high: float


def draw(ledger: Ledger, kind: str, count: int, seed: int = 1, unread: int | None = None) -> list[Row]:
    """Draw facts of one kind, and clauses that gave no fact.

    Facts are drawn from each source and year by their number there, at least one; where there are more sources and years
    than facts wanted, from each source, else from all. The same file and seed give the same sheet.

    Args:
        ledger: the open file.
        kind: one of ``kg.tally.KINDS``.
        count: how many facts.
        seed: of the draw.
        unread: how many clauses; by default half as many.

    Raises:
        SampleError: there is no such kind, or no fact of it.
    """
    if kind not in KINDS:
        raise SampleError(f"there is no kind of fact {kind!r}: use one of {', '.join(KINDS)}")
    kept = {k.id: k for k in ledger.notices()}
    held = {(s.fact, s.notice): s for s in ledger.statements() if kind_of(s.layer, s.item) == kind}
    if not held:
        raise SampleError(f"{ledger.path} holds no fact of the kind {kind!r}: kg stats shows what it holds")
    names = {(s.notice, s.item.key): s.item.name for s in ledger.statements() if s.layer == "meetings"}  # type: ignore[union-attr]
    chance = random.Random(seed)
    rows = []
    for stratum, size, chosen in _drawn(sorted(held), lambda k: kept[k[1]], count, chance):
        for fact, notice in chosen:
            rows.append(_found(ledger, kind, stratum, size, held[fact, notice], kept[notice], names))
    wanted = (count + 1) // 2 if unread is None else unread
    return rows + (_unread(ledger, kind, list(kept.values()), wanted, chance) if wanted else [])


def _found(
    ledger: Ledger, kind: str, stratum: str, size: int, statement: Statement, kept: Kept, names: Mapping[tuple[str, str], str]
) -> Row:
    words = next((e for e in ledger.evidence([statement.fact]) if e.notice == statement.notice), None)
    told = []
    for name, value in asdict(statement.item).items():
        if value and name not in ("evidence", "key", "who_kind", "position", "list_size", "open_list"):
            shown = names.get((statement.notice, value), value) if name in ("meeting", "source", "target") else value
            told.append(f"{name}: {'、'.join(shown) if isinstance(shown, tuple) else shown}")
    place = (words.field, str(words.start), str(words.end), words.rule, f"{words.confidence:.2f}") if words else ("",) * 5
    return Row("found", kind, stratum, str(size), "; ".join(told), words.quote if words else "", "", "", kept.url or kept.key,
               kept.published, *place, statement.fact)


def _unread(ledger: Ledger, kind: str, kept: Sequence[Kept], count: int, chance: random.Random) -> list[Row]:
    """Clauses that gave no fact, from notices read again: the file does not keep them."""
    anchor = re.compile(_ANCHORS.get(kind, ""))
    ordered = sorted(kept, key=lambda k: k.id)
    again = ordered if len(ordered) <= _READ_AGAIN else chance.sample(ordered, _READ_AGAIN)
    clauses: list[tuple[Kept, Unread]] = []
    for k in sorted(again, key=lambda k: k.id):
        clauses += [(k, u) for u in extract(ledger.notice(k.id)).unread if anchor.search(u.quote)]
    rows = []
    for stratum, size, chosen in _drawn(clauses, lambda pair: pair[0], count, chance):
        for k, u in chosen:
            rows.append(Row("unread", kind, stratum, str(round(size * len(ordered) / len(again))), f"anchor: {u.anchor}", u.quote,
                            "", "", k.url or k.key, k.published, u.field, str(u.start), str(u.end), "", "", ""))
    return rows


def _drawn(things: Sequence[T], notice: Callable[[T], Kept], count: int, chance: random.Random) -> list[tuple[str, int, list[T]]]:
    """Of each stratum its name, its size and what was drawn from it."""
    strata: dict[str, list[T]] = {}
    for name in (_source_year, _source, lambda _: "all"):
        strata = defaultdict(list)
        for thing in things:
            strata[name(notice(thing))].append(thing)
        if len(strata) <= count:
            break
    shares = _shares({name: len(group) for name, group in strata.items()}, min(count, len(things)))
    return [(name, len(strata[name]), chance.sample(strata[name], shares[name])) for name in sorted(strata)]


def _source_year(kept: Kept) -> str:
    return f"{kept.source} {kept.published[:4] or 'undated'}".strip()


def _source(kept: Kept) -> str:
    return kept.source or "no source"


def _shares(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """How many to draw of each stratum: one, and the rest by size, to the largest remainder.

    >>> _shares({"a": 90, "b": 9, "c": 1}, 10)
    {'a': 8, 'b': 1, 'c': 1}
    """
    whole = sum(sizes.values())
    exact = {name: count * size / whole for name, size in sizes.items()}
    shares = {name: min(size, max(1, int(exact[name]))) for name, size in sizes.items()}
    while (gap := count - sum(shares.values())) != 0:
        step = 1 if gap > 0 else -1
        open_to = [n for n in sizes if (shares[n] < sizes[n] if step > 0 else shares[n] > 1)]
        chosen = max(open_to, key=lambda n: (step * (exact[n] - shares[n]), n))
        shares[chosen] += step
    return shares


def write(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write a sheet as CSV, with the byte order mark by which spreadsheets know UTF-8."""
    stream.write("\ufeff")
    out = csv.writer(stream, lineterminator="\r\n")
    names = [f.name for f in fields(Row)]
    out.writerow(names)
    for row in rows:
        # What was scraped must not run as a formula when the sheet is opened.
        cells = [clean(getattr(row, name)) for name in names]
        out.writerow(["'" + c if c[:1] in ("=", "+", "-", "@", "\t", "\r") else c for c in cells])


def read(path: Path) -> list[Row]:
    """Read a sheet, judged or not.

    Raises:
        SampleError: it is no sheet, or a verdict is neither yes nor no.
    """
    names = [f.name for f in fields(Row)]
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream)
            lacking = [n for n in ("part", "kind", "stratum", "size", "verdict") if n not in (table.fieldnames or ())]
            if lacking:
                raise SampleError(f"{path} has no column {', '.join(lacking)}: give a sheet that kg sample wrote")
            rows = [Row(**{n: (line.get(n) or "").strip() for n in names}) for line in table]
    except (UnicodeDecodeError, csv.Error) as error:
        raise SampleError(f"{path} is not CSV in UTF-8 ({error}): save it from the spreadsheet as CSV UTF-8") from error
    for number, row in enumerate(rows, 2):
        if row.verdict and row.verdict.casefold() not in YES | NO:
            raise SampleError(f"{path}, line {number}: the verdict {row.verdict!r} is neither yes nor no")
        if row.part not in ("found", "unread") or not row.size.isdigit():
            raise SampleError(f"{path}, line {number}: the columns part and size must stay as kg sample wrote them")
    return rows


def score(rows: Sequence[Row]) -> list[Figure]:
    """Precision by stratum and over all, the share of clauses that hide a fact, and recall.

    Lines without a verdict do not count. Recall sets the right facts against the facts that clauses were passed over
    with; a fact missed in a clause that gave another one is not seen, so that it is a bound from above.

    Raises:
        SampleError: no fact was judged, or the sheet holds several kinds.
    """
    if len({row.kind for row in rows}) > 1:
        raise SampleError("the sheet holds facts of several kinds: score one kind at a time")
    figures: list[Figure] = []
    totals: dict[str, tuple[float, float, int, int]] = {}
    for part, of in (("found", "precision"), ("unread", "missed")):
        sizes = {row.stratum: int(row.size) for row in rows if row.part == part}
        judged = Counter(row.stratum for row in rows if row.part == part and row.verdict)
        right = Counter(row.stratum for row in rows if row.part == part and row.verdict.casefold() in YES)
        figures += [
            Figure(of, name, judged[name], right[name], right[name] / judged[name], *wilson(right[name] / judged[name], judged[name]))
            for name in sorted(sizes) if judged[name]
        ]
        share, worth = weighted((judged[name], right[name], size) for name, size in sizes.items())
        totals[part] = share, worth, sum(judged.values()), sum(right.values())
        if worth:
            figures.append(Figure(of, "weighted", totals[part][2], totals[part][3], share, *wilson(share, worth)))
    if not totals["found"][1]:
        raise SampleError("no fact has a verdict: write yes or no into the column verdict")
    if totals["unread"][1]:
        whole = {part: sum({row.stratum: int(row.size) for row in rows if row.part == part}.values()) for part in totals}
        recall = odds(totals["found"][:2], totals["unread"][:2], whole["unread"] / whole["found"])
        figures.append(Figure("recall", "weighted", totals["found"][2] + totals["unread"][2], totals["found"][3], *recall))
    return figures
