"""Checks every quote of every fact found in the files given.

    python bench/quotes.py FILE_OR_FOLDER...

``raw[start:end]`` must be the quote, a part must lie in its text, and the healed quote of a participation must hold the
participant's name, or a short form that the notice settles, and the verb. Exit status 1 where a quote is wrong, or where
a notice could not be extracted from; participations that a quote does not bear out are counted by rule.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields

from loaders.extraction import extract, segmenter
from loaders.facts import Evidence, Facts, Notice, ParticipationFact
from loaders.readers import Fault, read


def evidence(facts: Facts) -> Iterator[Evidence]:
    for layer in fields(Facts):
        for item in getattr(facts, layer.name):
            yield from getattr(item, "evidence", ())


def unproved(notice: Notice, facts: Facts) -> Iterator[tuple[str, str]]:
    """The participations that a quote does not bear out: what it lacks and the rule, and the fact with its words."""
    forms: dict[str, set[str]] = defaultdict(set)
    for named in (*facts.people, *facts.bureaus):
        forms[named.name].update(named.aka)
    for p in facts.participation:
        for e in p.evidence:
            reading = e.reading or e.quote
            lacks = [] if _names(p, forms[p.who], e, reading) else ["actor"]
            lacks += [] if (p.verb and p.verb in reading) or _inside(e, "verb") else ["verb"]
            for what in lacks:
                yield f"{what} ({e.rule})", f"{notice.key}: {p.who} {p.how} {p.verb!r}: {e.quote!r}"


def _names(p: ParticipationFact, forms: set[str], e: Evidence, reading: str) -> bool:
    """Whether the words name the participant: in full, in another form of the notice, or shortly, with what settles it."""
    if p.who in reading or any(form in reading for form in forms):
        return True
    if e.settled_by:
        return True  # 他: the words that settle it stand elsewhere, and are pointed at
    at = _inside(e, "actor")
    words = e.quote[at[0] - e.start : at[1] - e.start] if at else ""
    # 李局长 and 省局 are pieces of what they stand for.
    return at is not None and (p.who_kind == "group" or bool(set(words) & set(p.who)))


def _inside(e: Evidence, part: str) -> tuple[int, int] | None:
    """Where the part stands, if it stands in the quote."""
    return next(((start, end) for name, start, end in e.parts if name == part and e.start <= start < end <= e.end), None)


def wrong(notice: Notice) -> tuple[int, int, list[str], list[tuple[str, str]]]:
    """How many facts and quotes the notice gives, what is wrong with them, and what they do not bear out."""
    try:
        facts = extract(notice)
    except Exception as e:
        return 0, 0, [f"{notice.key}: {type(e).__name__}: {e}"], []
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
    return count, quotes, faults, list(unproved(notice, facts))


def main(sources: list[str]) -> int:
    if not sources:
        print(__doc__, file=sys.stderr)
        return 2
    unreadable: list[Fault] = []
    segmenter.warn()
    started = time.monotonic()
    notices = facts = quotes = 0
    bad: list[str] = []
    lacking: Counter[str] = Counter()
    shown: dict[str, list[str]] = defaultdict(list)
    with ProcessPoolExecutor() as pool:
        for found, quoted, faults, lacks in pool.map(wrong, read(sources, on_fault=unreadable.append), chunksize=32):
            notices, facts, quotes = notices + 1, facts + found, quotes + quoted
            bad += faults
            for kind, words in lacks:
                lacking[kind] += 1
                shown[kind].append(words)
    for line in bad[:50]:
        print(line)
    for kind, number in lacking.most_common():
        print(f"{number} participations whose quote lacks the {kind}, such as {min(shown[kind], key=len)}")
    print(f"{notices} notices, {facts} facts, {quotes} quotes, {len(bad)} wrong; "
          f"{len(unreadable)} records could not be read; {time.monotonic() - started:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
