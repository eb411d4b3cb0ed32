"""Decisions as a table, one row a mention, to be looked through in a spreadsheet and carried to another ledger."""

from __future__ import annotations

import csv
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import IO

from kg.decisions import Decision, DecisionError, Mention, keep, taken
from kg.ledger import Ledger
from ontology.errors import GuanxiError

COLUMNS = (
    "decision", "verdict", "kind", "side", "digest", "field", "start", "end", "name", "reason", "author", "when", "undone",
)


def write(decisions: Iterable[Decision], out: IO[str]) -> None:
    """Write decisions as CSV; those taken back have the time of that under ``undone``.

    >>> import io
    >>> side = lambda letter: (Mention(letter, "text", 0, 3, "Person", "张春生"),)
    >>> made = Decision("decision-a", "same", "Person", (side("d1"), side("d2")), "", "周", "2015-08-21T00:00:00Z", "")
    >>> out = io.StringIO()
    >>> write([made], out)
    >>> out.getvalue().splitlines()[1]
    'decision-a,same,Person,1,d1,text,0,3,张春生,,周,2015-08-21T00:00:00Z,'
    """
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for d in decisions:
        for number, side in enumerate(d.sides, 1):
            for m in side:
                table.writerow((
                    d.id, d.verdict, d.kind, number, m.digest, m.field, m.start, m.end, m.name, d.reason, d.author, d.when,
                    d.undone,
                ))


def read(table: IO[str], name: str) -> list[Decision]:
    """Read what ``write`` wrote.

    Args:
        table: the CSV, with or without a byte order mark.
        name: what to call it in an error.

    Raises:
        DecisionError: a column is missing or a row makes no sense; it says which.
    """
    try:
        rows = csv.DictReader(line.replace("\0", "") for line in table)
        header = [str(c).removeprefix("\ufeff") for c in rows.fieldnames or ()]
        rows.fieldnames = header
        needed = [c for c in COLUMNS if c not in ("reason", "author", "when", "undone")]
        if missing := [c for c in needed if c not in header]:
            raise DecisionError(f"{name} has no column {missing[0]}: its columns must be {', '.join(COLUMNS)}")
        drafted: dict[str, tuple[dict[str, str], dict[str, list[Mention]]]] = {}
        for row in rows:
            said = {c: row.get(c) or "" for c in COLUMNS}
            where = f"{name}, line {rows.line_num}"
            first, sides = drafted.setdefault(said["decision"] or where, (said, {}))
            if said["verdict"] != first["verdict"] or said["kind"] != first["kind"]:
                raise DecisionError(f"{where}: the decision {said['decision']} has another verdict or kind above")
            sides.setdefault(said["side"], []).append(_mention(said, where))
    except csv.Error as error:
        raise DecisionError(f"{name} is no CSV table: {error}") from error
    except UnicodeDecodeError as error:
        raise DecisionError(f"{name} is not in UTF-8: save it as CSV UTF-8") from error
    return [
        Decision(ident if first["decision"] else "", first["verdict"], first["kind"],
                 tuple(tuple(sides[side]) for side in sorted(sides)), first["reason"], first["author"], first["when"], "",
                 first["undone"])
        for ident, (first, sides) in drafted.items()
    ]


def _mention(said: dict[str, str], where: str) -> Mention:
    if said["field"] not in ("text", "title"):
        raise DecisionError(f"{where}: the field is {said['field']!r}: it must be text or title")
    try:
        start, end = int(said["start"]), int(said["end"])
    except ValueError as error:
        raise DecisionError(f"{where}: start and end must be whole numbers") from error
    if not 0 <= start < end:
        raise DecisionError(f"{where}: {start} to {end} is no place in a text")
    return Mention(said["digest"], said["field"], start, end, said["kind"], said["name"])


def take_in(
    ledger: Ledger, decisions: Iterable[Decision], stands_for: Callable[[Mention], Hashable | None] | None = None
) -> tuple[int, int]:
    """Keep decisions that were taken elsewhere, all or, where one contradicts others, none.

    Args:
        ledger: open for writing.
        decisions: as ``read`` gives them; those that the ledger has already are passed over.
        stands_for: as for ``kg.decisions.decide``.

    Returns:
        How many were kept, and how many were known.

    Raises:
        ContradictionError: one contradicts those that stand, or another of these.
        DecisionError: one makes no sense.
    """
    held = {_content(d) for d in taken(ledger)}
    new = known = 0
    with ledger.writing():
        for d in decisions:
            if _content(d) in held:
                known += 1
                continue
            try:
                keep(ledger, d, stands_for)
            except DecisionError as error:
                error.args = (f"{d.id or 'a decision'}: {error}",)
                raise
            held.add(_content(d))
            new += 1
    return new, known


def _content(d: Decision) -> tuple[object, ...]:
    return d.verdict, d.sides, d.reason, d.author, bool(d.undone)


def load(path: str) -> list[Decision]:
    """Read a file that ``write`` wrote.

    Raises:
        DecisionError: as for ``read``.
        GuanxiError: there is no such file.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as table:
            return read(table, path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise GuanxiError(f"there is no file {path}: make one with: kg decisions G.kg --export {path}") from error
