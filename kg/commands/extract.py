"""``kg extract``: what is found in notices, to standard output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import click

from kg.cli import FAULTS
from kg.commands import output
from loaders.facts import Facts, Notice, as_record
from loaders.readers import Fault
from ontology.text import to_json


@click.command("extract", short_help="Print what is found in notices, without keeping it.")
@output.sources
@click.option(
    "--to", type=click.Choice(["facts", "table", "unread"]), default="facts", show_default=True,
    help="One JSON object a notice; a table to read; or the clauses that gave no fact.",
)
@output.reading
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
    help="Leave out facts whose best evidence is less sure than this (0 to 1).",
)
@output.out_file
@click.pass_context
def command(
    context: click.Context, sources: tuple[str, ...], to: str, strict: bool, fields: str | None, processes: int | None,
    min_confidence: float, out: Path | None,
) -> None:
    """Extract from notices and print what is found, in the order of the notices. Nothing is kept.

    \b
    Example:
      kg extract notices/ --to facts -o facts.jsonl
      kg extract notice.txt --to table
    """
    from kg import pipeline

    faults = 0

    def fault(found: Fault) -> None:
        nonlocal faults
        faults += 1
        output.say_fault(found)

    write = _WRITERS[to]
    with (
        closing(pipeline.extracted(sources, output.fields_of(fields), processes, fault)) as found,
        output.writing(out) as stream,
    ):
        for notice, facts in found:
            write(stream, notice, confident(facts, min_confidence))
    if strict and faults:
        output.finish(context, FAULTS)


def confident(facts: Facts, least: float) -> Facts:
    """The facts whose best evidence has at least this confidence, and that rest on no meeting left out.

    >>> from loaders.facts import Evidence, PersonFact
    >>> sure = PersonFact("张春生", evidence=(Evidence("text", 0, 3, "张春生", "r", 0.9),))
    >>> confident(Facts(people=(sure, PersonFact("会议"))), 0.5).people == (sure,)
    True
    """
    if not least:
        return facts
    kept = {
        layer: tuple(i for i in getattr(facts, layer) if max((e.confidence for e in i.evidence), default=0.0) >= least)
        for layer in Facts.__dataclass_fields__ if layer != "unread"
    }
    lost = {m.key for m in facts.meetings} - {m.key for m in kept["meetings"]}
    kept["participation"] = tuple(p for p in kept["participation"] if p.meeting not in lost)
    kept["groups"] = tuple(g for g in kept["groups"] if g.meeting not in lost)
    kept["relations"] = tuple(r for r in kept["relations"] if not {r.source, r.target} & lost)
    return Facts(**kept, unread=facts.unread)


def _facts(stream: IO[str], notice: Notice, facts: Facts) -> None:
    stream.write(to_json(as_record(notice, facts)) + "\n")


def _unread(stream: IO[str], notice: Notice, facts: Facts) -> None:
    for u in facts.unread:
        stream.write(to_json({
            "id": notice.id or notice.key, "key": notice.key, "anchor": u.anchor, "field": u.field, "start": u.start,
            "end": u.end, "quote": u.quote,
        }) + "\n")


def _table(stream: IO[str], notice: Notice, facts: Facts) -> None:
    head = " ".join(x for x in (notice.published, notice.title.strip() or notice.key) if x)
    stream.write(output.printable(head).replace("\n", " ") + "\n")
    for line in _read_out(facts):
        stream.write("  " + output.printable(line).replace("\n", " ") + "\n")
    stream.write("\n")


def _read_out(facts: Facts) -> Iterator[str]:
    names = {m.key: m.name for m in facts.meetings}
    for m in facts.meetings:
        days = m.start if m.end in ("", m.start) else f"{m.start} to {m.end}"
        about = [x for x in (days, m.place, m.convener, "" if m.status == "reported" else m.status) if x]
        yield f"meeting    {m.name}" + (f" ({', '.join(about)})" if about else "")
    for p in facts.participation:
        written = f", as {p.title}" if p.title else ""
        yield f"{p.how:<10} {p.who} → {names.get(p.meeting, p.meeting)}{written}{_words(p.evidence)}"
    for r in facts.roles:
        marks = [w for w, is_so in (("former", r.former), ("acting", r.acting), ("concurrent", r.concurrent)) if is_so]
        yield f"post       {r.person}: {r.bureau} {r.title}" + (f" ({', '.join(marks)})" if marks else "")
    for a in facts.appointments:
        yield f"{a.action:<10} {a.person}: {a.bureau} {a.title}{f' ({a.date})' if a.date else ''}{_words(a.evidence)}"
    for kind, items in (("person", facts.people), ("body", facts.bureaus), ("place", facts.places),
                        ("campaign", facts.campaigns), ("group", facts.groups)):
        if items:
            yield f"{kind:<10} " + "、".join(i.name for i in items)
    for rel in facts.relations:
        yield f"{rel.kind:<10} {names.get(rel.source, rel.source)} → {names.get(rel.target, rel.target)}"


def _words(evidence: tuple[object, ...]) -> str:
    quote = getattr(evidence[0], "quote", "") if evidence else ""
    return f"  “{quote}”" if quote else ""


_WRITERS: dict[str, Callable[[IO[str], Notice, Facts], None]] = {"facts": _facts, "table": _table, "unread": _unread}
