"""``kg why``: the evidence for and against two persons being one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import UNUSABLE
from kg.commands import output
from ontology.text import to_json

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.why import Reason, Why
    from ontology.schema import Evidence

_VERDICTS = {"same": "one person", "different": "two persons", "unsure": "kept apart as two, since it cannot be told"}
#: Of a long quote, so many code points are shown before and after the name.
_AROUND = 50
_MARKS = (("for", 1), ("against", -1))


@click.command("why", short_help="Explain why two persons are one, or two.")
@output.graph_file
@click.argument("a")
@click.argument("b", default="")
@output.json_lines
@click.pass_context
def command(context: click.Context, graph_file: Path, a: str, b: str, as_json: bool) -> None:
    """Explain why A and B are one person, or two: the evidence for and against with its weight in bits, and the words.

    A and B are ids, former ids, or names that only one person has. A name that two persons share stands for both; of one
    person it is told why what is said of it belongs together. Three bits more make one person eight times as likely.

    \b
    Example:
      kg why g.kg 张春生
      kg why g.kg person-7k3q… person-x2ab…
    """
    from kg import pipeline
    from kg.curation import SeveralError

    graph = pipeline.open_graph(graph_file)
    try:
        found = graph.why(a, b)
    except SeveralError as error:
        held = [(n.id, n.name, "、".join(sorted({
            graph.nx.nodes[v]["name"] for _, v, d in graph.nx.out_edges(n.id, data=True) if d["kind"] == "HOLDS"
        }))) for n in error.found]
        output.table(("id", "name", "posts"), held)
        output.note(f"kg: {error}")
        output.finish(context, UNUSABLE)
        return
    if as_json:
        click.echo(to_json(_record(found)))
        return
    for line in _lines(graph, found):
        click.echo(output.printable(line))


def _lines(graph: KnowledgeGraph, found: Why) -> Iterator[str]:
    yield f"{_VERDICTS[found.verdict]}: {found.rule}"
    for mark, side in zip("AB", dict.fromkeys(found.sides), strict=False):
        yield f"  {mark}  {side}"
    if found.reasons:
        yield f"{found.total:+.1f} bits, {found.needed:.1f} needed for one person; a chance of {found.chance:.0%}"
    for head, sign in _MARKS:
        some = sorted((r for r in found.reasons if r.weight * sign > 0 or (r.weight == 0 and sign < 0)), key=lambda r: -abs(r.weight))
        if some:
            yield ""
            yield head
        for reason in some:
            yield f"  {reason.weight:+5.1f}  {reason.evidence}: {reason.level} ({reason.detail})"
            for mark, side, words in zip("AB", found.sides, reason.words, strict=True):
                for one in words:
                    yield f"         {mark} {output.quoted(graph, _near(one, side.name))}"
    for decision in found.decisions:
        yield ""
        yield f"decided: {decision}"


def _near(words: Evidence, name: str) -> Evidence:
    """Long lists of names are cut short on both sides of the one that matters."""
    said = words.reading or words.quote
    at = max(said.find(name), 0)
    low, high = max(at - _AROUND, 0), at + len(name) + _AROUND
    if len(said) <= high - low:
        return words
    short = ("…" if low else "") + said[low:high] + ("…" if high < len(said) else "")
    return replace(words, quote=short, reading=short)


def _record(found: Why) -> dict[str, object]:
    return {
        "verdict": found.verdict, "by": found.by, "rule": found.rule, "total": round(found.total, 2),
        "needed": found.needed, "chance": round(found.chance, 3),
        "sides": [{"id": s.id, "name": s.name, "notices": s.notices, "first": s.first, "last": s.last,
                   "posts": list(s.posts)} for s in found.sides],
        "reasons": [_reason(r) for r in found.reasons],
        "decisions": [str(d) for d in found.decisions],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "evidence": reason.evidence, "level": reason.level, "weight": reason.weight, "detail": reason.detail,
        "words": [[{"notice": w.notice, "field": w.field, "start": w.start, "end": w.end, "quote": w.quote} for w in side]
                  for side in reason.words],
    }
