"""A person's decisions about identity, which outlive every rebuild and can be taken back.

A decision speaks of *mentions*, a name at a place of one text, and never of entities: those are worked out anew at each
build. ``same`` says that its two sides are one; ``different`` that no two of its sides are; ``unsure`` that somebody
looked and could not tell.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg import recorded
from kg.ids import opaque
from kg.ledger import Ledger, LedgerError
from kg.rows import pack, unpack
from ontology.errors import GuanxiError

#: What can be decided.
VERDICTS = ("same", "different", "unsure")
#: What it can be decided of.
KINDS = ("Person", "Bureau", "Meeting")


class DecisionError(GuanxiError):
    """A decision cannot be taken, or taken back: the message says why and what to do."""


class ContradictionError(DecisionError):
    """A decision contradicts others; ``chain`` holds those, from one of its sides to the other."""

    def __init__(self, message: str, chain: tuple[Decision, ...]) -> None:
        self.chain = chain
        super().__init__(message)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name at a place of one text: ``raw[start:end]`` of the ``field`` of the notice with that digest."""

    digest: str
    field: str
    start: int
    end: int
    kind: str
    name: str

    @property
    def id(self) -> str:
        """Its id, which never changes.

        >>> Mention("d1", "text", 3, 6, "Person", "张春生").id.startswith("mention-")
        True
        """
        return opaque("mention", self.digest, self.field, str(self.start), str(self.end), self.kind, self.name)


Side = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided (``verdict``) of which mentions, why, by whom, and when.

    Of ``same``, the first mention of a side that is found stands for the side; of ``different``, every one. ``when`` is
    the time of deciding, ``recorded_from`` that at which this ledger learned it; ``undone`` when it was taken back.
    """

    id: str
    verdict: str
    kind: str
    sides: tuple[Side, ...]
    reason: str
    author: str
    when: str
    recorded_from: str
    undone: str = ""

    def __str__(self) -> str:
        sign = {"same": " = ", "different": " ≠ "}.get(self.verdict, " ? ")
        names = sign.join(f"{s[0].name} [{s[0].digest[:8]} {s[0].field} {s[0].start}–{s[0].end}]" for s in self.sides)
        return f"{names} ({self.id}, {self.author or 'nobody named'}: {self.reason or 'no reason given'})"


def decide(
    ledger: Ledger, verdict: str, sides: Iterable[Iterable[Mention]], reason: str, author: str,
    stands_for: Callable[[Mention], Hashable | None] | None = None,
) -> Decision:
    """Keep a decision; call it inside ``Ledger.writing``.

    Args:
        ledger: open for writing.
        verdict: ``same``, ``different`` or ``unsure``.
        sides: two sides or more, each of mentions; all of one kind.
        reason: why.
        author: who decides.
        stands_for: gives what a mention is attached to now, or None; two mentions of one thing are one.

    Raises:
        DecisionError: there is nothing to decide between.
        ContradictionError: it contradicts decisions that stand.

    >>> one, two = Mention("d1", "text", 0, 3, "Person", "张春生"), Mention("d2", "text", 0, 3, "Person", "张春生")
    >>> with Ledger.temporary() as ledger, ledger.writing():
    ...     done = decide(ledger, "different", [[one], [two]], "一在山西，一在河北", "周")
    ...     [d.reason for d in standing(ledger)]
    ...     taken = undo(ledger, done.id)
    ...     standing(ledger)
    ['一在山西，一在河北']
    []
    """
    drafted = Decision("", verdict, "", _sides(verdict, sides), reason, author, recorded.now(), recorded.now())
    return keep(ledger, drafted, stands_for)


def keep(
    ledger: Ledger, drafted: Decision, stands_for: Callable[[Mention], Hashable | None] | None = None
) -> Decision:
    """Keep a decision that was taken elsewhere, under its id and with its time; as for ``decide``."""
    sides = _sides(drafted.verdict, drafted.sides)
    kind = sides[0][0].kind
    if not drafted.undone:
        contradicted(standing(ledger), drafted.verdict, sides, stands_for)
    now = recorded.now()
    content: dict[str, Any] = {"of": kind, "sides": [[[m.digest, m.field, m.start, m.end, m.name] for m in side]
                                                     for side in sides]}
    if drafted.when and drafted.when != now:
        content["when"] = drafted.when
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    name = drafted.id
    if not name or ledger.one("SELECT 1 FROM decisions WHERE id = ?", (name,)):
        name = opaque("decision", str(ledger.one("SELECT count(*) FROM decisions")), drafted.verdict, text)
    ledger.execute(
        "INSERT INTO decisions (id, kind, payload, reason, author, recorded_from, recorded_until) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (name, drafted.verdict, pack(text), pack(drafted.reason), pack(drafted.author), now, drafted.undone or None),
    )
    return Decision(name, drafted.verdict, kind, sides, drafted.reason, drafted.author, drafted.when or now, now,
                    drafted.undone)


def standing(ledger: Ledger, recorded_on: str = "") -> list[Decision]:
    """The decisions that have not been taken back, in the order they were made.

    Args:
        ledger: the open file.
        recorded_on: those that stood on this day, instead of now.
    """
    if not recorded_on:
        return [d for d in taken(ledger) if not d.undone]
    last = recorded.upto(recorded_on)
    return [d for d in taken(ledger) if d.recorded_from <= last and (not d.undone or d.undone > last)]


def taken(ledger: Ledger) -> list[Decision]:
    """All decisions ever made here, those taken back as well, in the order they were made."""
    rows = ledger.each(
        "SELECT id, kind, payload, reason, author, recorded_from, coalesce(recorded_until, '') FROM decisions "
        "ORDER BY row"
    )
    out = []
    for name, verdict, text, reason, author, since, until in rows:
        content = json.loads(unpack(text))
        kind = content.get("of", "")
        sides = tuple(
            tuple(Mention(digest, field, start, end, kind, called) for digest, field, start, end, called in side)
            for side in content.get("sides", ())
        )
        out.append(Decision(name, verdict, kind, sides, unpack(reason), unpack(author), content.get("when", since),
                            since, until))
    return out


def undo(ledger: Ledger, decision: str = "") -> Decision:
    """Take a decision back, the last that stands where none is named; that it was made stays on record.

    Raises:
        LedgerError: no such decision stands.
    """
    found = [d for d in standing(ledger) if decision in ("", d.id)]
    if not found:
        what = f"no decision {decision!r} stands here" if decision else "no decision stands here"
        raise LedgerError(f"{what}: kg decisions lists those that do")
    ledger.execute("UPDATE decisions SET recorded_until = ? WHERE id = ?", (recorded.now(), found[-1].id))
    return found[-1]


def _sides(verdict: str, sides: Iterable[Iterable[Mention]]) -> tuple[Side, ...]:
    out = tuple(tuple(dict.fromkeys(side)) for side in sides)
    if verdict not in VERDICTS:
        raise DecisionError(f"there is no verdict {verdict!r}: use {', '.join(VERDICTS)}")
    kinds = {m.kind for side in out for m in side}
    if len(out) < 2 or not all(out):
        raise DecisionError("a decision needs two sides, and a mention on each")
    if len(kinds) > 1 or not kinds <= set(KINDS):
        raise DecisionError(f"a decision is of mentions of one kind, {', '.join(KINDS)}: not of {', '.join(sorted(kinds))}")
    every = [m for side in out for m in side]
    if len(every) != len(set(every)):
        twice = next(m for m in every if every.count(m) > 1)
        raise DecisionError(f"the mention {twice.id} of {twice.name} stands on two sides of one decision")
    return out


def contradicted(
    before: Iterable[Decision], verdict: str, sides: tuple[Side, ...],
    stands_for: Callable[[Mention], Hashable | None] | None = None,
) -> None:
    """Refuse a decision that cannot stand beside others: A = B and B = C leave no room for A ≠ C.

    Args:
        before: the decisions that stand.
        verdict, sides: the new one.
        stands_for: as for ``decide``.

    Raises:
        ContradictionError: it holds the chain, and its message shows it.
    """
    if verdict == "unsure":
        return
    before = [d for d in before if d.verdict != "unsure"]

    def thing(mention: Mention) -> Hashable:
        found = stands_for(mention) if stands_for is not None else None
        return mention if found is None else found

    def anchor(side: Side) -> Hashable:
        found = next((m for m in side if stands_for is not None and stands_for(m) is not None), side[0])
        return thing(found)

    joined: dict[Hashable, list[tuple[Hashable, Decision]]] = {}
    mine = Decision("the new one", verdict, "", sides, "", "", "", "")
    for decision in (*before, mine):
        if decision.verdict == "same":
            for left, right in pairwise(decision.sides):
                a, b = anchor(left), anchor(right)
                joined.setdefault(a, []).append((b, decision))
                joined.setdefault(b, []).append((a, decision))
    for decision in [mine] if verdict == "different" else before:
        if decision.verdict != "different":
            continue
        side_of = {thing(m): n for n, side in reversed(list(enumerate(decision.sides))) for m in side}
        doubled = next((m for n, side in enumerate(decision.sides) for m in side if side_of[thing(m)] != n), None)
        if doubled is not None and decision is mine:
            raise ContradictionError(
                f"{doubled.name} [{doubled.digest[:8]} {doubled.field} {doubled.start}–{doubled.end}] is one mention: "
                "it cannot stand on both sides", ())
        chain = _chain(joined, side_of)
        if chain is not None:
            others = tuple(d for d in dict.fromkeys((*chain, decision)) if d is not mine)
            steps = [f"  {d}" for d in others]
            raise ContradictionError("\n".join((
                f"this decision ({mine.verdict}) contradicts what was decided before:", *steps,
                f"take one of them back first, such as with: kg undo G.kg {others[-1].id}",
            )), others)


def _chain(
    joined: Mapping[Hashable, list[tuple[Hashable, Decision]]], side_of: Mapping[Hashable, int]
) -> list[Decision] | None:
    """The shortest way by what is joined from a thing of one side to one of another, or None."""
    for start in side_of:
        if start not in joined:
            continue
        seen: dict[Hashable, list[Decision]] = {start: []}
        waiting = deque([start])
        while waiting:
            at = waiting.popleft()
            if side_of.get(at, side_of[start]) != side_of[start]:
                return seen[at]
            for then, decision in joined[at]:
                if then not in seen:
                    seen[then] = [*seen[at], decision]
                    waiting.append(then)
    return None
