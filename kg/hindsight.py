"""Looking back: what was so on a day, what had been published by then, and what this ledger held then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ontology.errors import GuanxiError
from queries.answer import Answer

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: Gives the graph of the notices published by one day, as the ledger held them on another; "" is now.
Then = Callable[[str, str], "KnowledgeGraph"]

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class DayError(GuanxiError):
    """A day is none, or a graph cannot look back."""


def checked(**days: str) -> None:
    """See that what is given is ISO 8601, to the year, the month or the day.

    Raises:
        DayError: it is not.

    >>> checked(as_of="2016-01", known_on="")
    """
    for name, day in days.items():
        if day and not _DAY.fullmatch(day):
            raise DayError(f"{name}: {day!r} is no date: write 2015, 2015-08 or 2015-08-21")


def graph_then(graph: KnowledgeGraph, known_on: str, recorded_on: str) -> KnowledgeGraph:
    """The graph as it was known, or as the ledger held it; itself where neither is asked.

    Raises:
        DayError: it stands without its notices.
    """
    checked(known_on=known_on, recorded_on=recorded_on)
    if not known_on and not recorded_on:
        return graph
    if graph.then is None:
        raise DayError("this graph stands without its notices and cannot look back: open the file made by kg build")
    return graph.then(known_on, recorded_on)


def counterparts(now: KnowledgeGraph, then: KnowledgeGraph, ids: Iterable[str]) -> list[str]:
    """What things of one graph are in another of the same ledger: those that the same facts speak of.

    Ids may differ, since they come from the first mention, which one of the two may not have.
    """
    if then is now:
        return list(ids)
    kept: dict[str, None] = {}
    for ident in ids:
        facts = {(u, fact) for u, fact in _spoken(now, ident)}
        data = now.nx.nodes[ident]
        for notice in sorted({u for u, _ in facts} & set(then.nx)):
            for _, other, edge in then.nx.out_edges(notice, data=True):
                same = edge["kind"] == "MENTIONS" and then.nx.nodes[other]["kind"] == data["kind"]
                if same and any((notice, fact) in facts for fact in edge["facts"]) and _alike(data, then.nx.nodes[other]):
                    kept[other] = None
    return list(kept)


def _spoken(graph: KnowledgeGraph, ident: str) -> Iterable[tuple[str, str]]:
    for notice, _, data in graph.nx.in_edges(ident, data=True):
        if data["kind"] == "MENTIONS":
            yield from ((notice, fact) for fact in data["facts"])


def _alike(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two share a form of their names: one fact may speak of two bodies."""
    return bool({a["name"], *a.get("aliases", ())} & {b["name"], *b.get("aliases", ())})


def held(answer: Answer, day: str, unended: bool) -> Answer:
    """The rows of posts that were held on a day.

    Args:
        answer: rows with ``began``, ``ended``, ``proved_first``, ``proved_last`` and ``former``.
        day: ISO 8601; a coarse one is met where a spell may have a day of it.
        unended: also those whose last proof lies before, and of whose end no notice tells.
    """
    checked(as_of=day)
    rows = [dict(zip(answer.names, row, strict=True)) for row in answer if _held(row, day, unended)]
    return Answer(answer.question, answer.columns, rows, with_evidence="evidence" in answer.names)


def _held(row: Any, day: str, unended: bool) -> bool:
    first = min((d for d in (row.began, row.proved_first) if d), default="")
    if not first or first > f"{day}-99":
        return False
    last = row.ended or row.proved_last or first
    return f"{last}-99" >= day or (unended and not row.ended and not row.former)
