"""Scores identity on the gold names, and two baselines beside it.

    python -m bench.identity [CORPORA | G.kg]

CORPORA is the folder with ``xwlb``, ``chinanews-2020`` and ``juherenda``: then all three are built into one temporary graph
file, and the mentions of each gold are looked for in it; G.kg is such a file built before. Without either, the gold's mentions alone
are made into a file, from the posts, days and bodies that the gold holds; with whom a person was named is then not known.

B-cubed precision and recall are averaged over the mentions of a name, and then over the names.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import pipeline
from kg.copies import fingerprint
from kg.identity.material import Page, gather
from kg.identity.names import bureau_key
from kg.identity.people import people
from kg.ledger import Ledger
from loaders.facts import (
    AppointmentFact,
    Evidence,
    Facts,
    MeetingFact,
    Notice,
    ParticipationFact,
    PersonFact,
    RelationFact,
    RoleFact,
)

GOLD = Path(__file__).parent.parent / "tests" / "kg" / "identity"
FILES = ("gold.csv", "gold_second.csv", "gold_third.csv")
CORPORA = ("xwlb", "chinanews-2020", "juherenda")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One mention of the gold: who is meant (a letter inside the name's group), and what its notice says of the person."""

    name: str
    person: str
    corpus: str
    notice: str
    published: str
    posts: tuple[tuple[str, str, str, str], ...]
    around: tuple[str, ...]


def read(path: Path) -> dict[str, list[Labelled]]:
    """The gold of a file by name."""
    out: dict[str, list[Labelled]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            posts = tuple((*part.split("|"), "", "")[:4] for part in row["posts"].split(";") if part)
            around = tuple(b for b in row["around"].split(";") if b)
            out[row["name"]].append(Labelled(
                row["name"], row["person"], row["corpus"], row["notice"], row["published"], posts, around,
            ))
    return dict(out)


def made(one: Labelled) -> tuple[Notice, Facts]:
    """A notice that says what the gold holds of a mention, and its facts."""
    text = f"{one.published} {one.notice} " + "；".join(f"{b}{t}{one.name}" for b, t, *_ in one.posts or (("", "", "", ""),))
    words = (Evidence("text", 0, len(text), text, "gold", 0.9),)
    roles = tuple(RoleFact(one.name, b, t, former=how == "former", evidence=words)
                  for b, t, how, _ in one.posts if how in ("held", "former"))
    moves = tuple(AppointmentFact(one.name, b, t, how, day, evidence=words)
                  for b, t, how, day in one.posts if how not in ("held", "former"))
    facts = Facts(
        people=(PersonFact(one.name, evidence=words),), roles=roles, appointments=moves,
        meetings=(MeetingFact("m1", f"会议{one.notice}", evidence=words),),
        participation=(ParticipationFact(one.name, "attended", "m1", evidence=words),),
        relations=tuple(RelationFact("notice", "ISSUED_BY", body, evidence=words) for body in one.around),
    )
    return Notice(one.notice, one.corpus, one.published, "", text), facts


def pages_of(gold: Mapping[str, Sequence[Labelled]]) -> list[Page]:
    """The pages of a ledger that holds the gold's mentions and nothing else."""
    with Ledger.temporary() as ledger:
        with ledger.writing():
            build = ledger.begin("gold", "1")
            for name in sorted(gold):
                for one in gold[name]:
                    notice, facts = made(one)
                    notice = Notice(f"{name}#{notice.key}", notice.source, notice.published, "", notice.text)
                    ledger.keep(build, notice, facts, *fingerprint(notice.text))
            ledger.finish(build)
        return gather(ledger)[0]


def machine(gold: Mapping[str, Sequence[Labelled]], pages: Sequence[Page]) -> dict[tuple[str, str], str]:
    """What identity says: (name, notice of the gold) to the person's key; what extraction did not find is alone."""
    settled = people(pages)
    by_notice: dict[tuple[str, str], str] = {}
    for page in pages:
        name, _, rest = page.kept.key.partition("#")
        digest = hashlib.sha256(page.kept.key.encode()).hexdigest()[:12]
        for found in page.people():
            by_notice[found, digest] = settled[page.id, found]
            if name == found:
                by_notice[found, rest] = settled[page.id, found]
    return {(name, one.notice): by_notice.get((name, one.notice), f"missing:{one.notice}")
            for name, some in gold.items() for one in some}


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """B-cubed precision and recall of (true, said) labels.

    >>> b_cubed([("A", 1), ("A", 2), ("B", 3), ("B", 3)])
    (1.0, 0.75)
    """
    true, said, both = Counter(t for t, _ in pairs), Counter(s for _, s in pairs), Counter(pairs)
    n = len(pairs)
    return (sum(both[p] / said[p[1]] for p in pairs) / n, sum(both[p] / true[p[0]] for p in pairs) / n)


Says = Callable[[Labelled], Hashable]


def score(gold: Mapping[str, Sequence[Labelled]], says: Says) -> dict[str, tuple[float, float]]:
    """B-cubed precision and recall of each name."""
    return {name: b_cubed([(one.person, says(one)) for one in some]) for name, some in gold.items()}


def one_name_one_person(one: Labelled) -> Hashable:
    """The baseline that joins whatever has one name."""
    return one.name


def one_name_and_body_one_person(one: Labelled) -> Hashable:
    """The baseline that joins what has one name and one body, the first that is said."""
    bodies = [bureau_key(b) for b, *_ in one.posts if b]
    return bodies[0] if bodies else one.notice


def mean(scores: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The averages over names."""
    listed = list(scores)
    return (sum(p for p, _ in listed) / len(listed), sum(r for _, r in listed) / len(listed))


def built(given: Path, folder: Path) -> list[Page]:
    """The pages of a graph file, or of one built of the three corpora."""
    path = given if given.is_file() else folder / "identity.kg"
    if path != given:
        pipeline.build([str(given / name) for name in CORPORA], path)
    with Ledger.open(path, readonly=True) as ledger:
        return gather(ledger)[0]


def report(gold: Mapping[str, Sequence[Labelled]], pages: Sequence[Page]) -> str:
    """The figures, and the names that are not right."""
    said = machine(gold, pages)
    scores = score(gold, lambda one: said[one.name, one.notice])
    lines = [f"{len(gold)} names, {sum(map(len, gold.values()))} mentions; precision, recall"]
    for label, some in (("identity", scores), ("one name", score(gold, one_name_one_person)),
                        ("one name and body", score(gold, one_name_and_body_one_person))):
        lines.append("  {}: {:.3f} {:.3f}".format(label, *mean(some.values())))
    for name, (precision, recall) in scores.items():
        if precision < 1 or recall < 1:
            groups: dict[str, list[str]] = defaultdict(list)
            for one in gold[name]:
                groups[said[name, one.notice]].append(f"{one.person}{one.published[:4]}" + ("" if one.posts else "-"))
            lines.append(f"  {name} {precision:.2f} {recall:.2f} " + " | ".join(" ".join(g) for g in groups.values()))
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of each gold."""
    with tempfile.TemporaryDirectory() as folder:
        pages = built(Path(arguments[0]), Path(folder)) if arguments else None
        for file in FILES:
            gold = read(GOLD / file)
            print(file, report(gold, pages or pages_of(gold)))


if __name__ == "__main__":
    main(sys.argv[1:])
