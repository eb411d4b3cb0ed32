"""The questions of the catalogue as forms, and their answers as tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.explore.library import View
from kg.explore.paging import Paged, paged
from kg.explore.things import Thing, Words, thing
from ontology.errors import GuanxiError
from ontology.text import clean
from queries.answer import Answer, Quote
from queries.engines import cypher_parameters, with_parameters
from queries.question import STATUSES, Question, question, questions

#: So many rows stand on a page, and so many quotes in a row.
_ROWS, _QUOTES = 100, 3
#: Parameters of an address that are no parameters of a question.
_OWN = frozenset(("page", "format", "go"))
#: What begins a formula when a sheet is opened.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, the thing to link to where it names one, and the type of its column."""

    words: str
    thing: Thing | None = None
    form: str = "str"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an answer and some of its quotes."""

    cells: Sequence[Cell]
    quotes: Sequence[Words]
    more: int


def catalogue() -> dict[str, Any]:
    """What the page of all questions shows."""
    return {"listed": "ask", "questions": list(questions().values())}


def given(name: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a question that an address gives."""
    known = question(name).parameters
    return {key: value.strip()[:200] for key, value in asked.items() if key in known and key not in _OWN and value.strip()}


def answered(view: View, name: str, params: Mapping[str, str]) -> Answer:
    """The answer to a question, asked once for the same parameters.

    Raises:
        GuanxiError: a parameter is missing or malformed, or a name is not in the graph.
    """
    return view.once(("ask", name, tuple(sorted(params.items()))), lambda: view.graph.ask(name, **dict[str, Any](params)))


def content(view: View, name: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a question shows: its form, and its answer where it is asked."""
    found = question(name)
    params = given(name, asked)
    answer, said, settled = None, "", dict[str, str]()
    if "go" in asked or params:
        try:
            answer = answered(view, name, params)
            settled = _settled(view, found, params)
        except GuanxiError as error:
            said = str(error)
    page = paged(list(answer) if answer is not None else [], asked, _ROWS)
    columns = {c.name: c for c in found.columns}
    # A name leads to the page of what it names, so its id says no more.
    shown = [n for n in (answer.shown() if answer is not None else []) if not (columns[n].type == "id" and f"{n}_name" in columns)]
    return {
        "listed": "ask", "question": found, "params": params, "said": said, "asked": answer is not None, "statuses": STATUSES,
        "columns": [columns[n] for n in shown], "page": Paged(_lines(view, page.rows, shown, columns), page.number, page.pages, page.total),
        "sparql": with_parameters(found, settled).strip(), "cypher": found.cypher.strip(), "cypher_params": _neo4j(found, settled),
        "proven": found.rests_on_edges,
    }


def _settled(view: View, found: Question, params: Mapping[str, str]) -> dict[str, str]:
    """The parameters with ids in the place of names; of a name that several share, the first."""
    out = {"status": params.get("status", "reported")} if "status" in found.parameters else {}
    for key, value in params.items():
        parameter = found.parameters[key]
        out[key] = view.graph.settle(value, parameter.kinds)[0] if parameter.type == "id" else value
    return out


def _neo4j(found: Question, settled: Mapping[str, str]) -> str:
    """The parameters of the Cypher, as the browser of Neo4j takes them."""
    return "\n".join(f":param {k} => {json.dumps(v, ensure_ascii=False)};" for k, v in cypher_parameters(found, settled).items())


def _lines(view: View, rows: Iterable[Any], shown: Sequence[str], columns: Mapping[str, Any]) -> list[Line]:
    out = []
    for row in rows:
        cells = [_cell(view, row, name, columns[name].type) for name in shown]
        quotes: Sequence[Quote] = getattr(row, "evidence", ())
        out.append(Line(cells, [w for q in quotes[:_QUOTES] if (w := _words(view, q))], max(0, len(quotes) - _QUOTES)))
    return out


def _cell(view: View, row: Any, name: str, form: str) -> Cell:
    value = getattr(row, name)
    nodes = view.graph.nx.nodes
    # A name stands beside the id of what it names.
    ident = value if form == "id" else getattr(row, name.removesuffix("_name"), None) if name.endswith("_name") else None
    to = thing(view, ident) if isinstance(ident, str) and ident in nodes else None
    if isinstance(value, tuple):
        return Cell("、".join(map(str, value)))
    if isinstance(value, bool):
        return Cell("✓" if value else "")
    return Cell(str(value), to, form)


def _words(view: View, quote: Quote) -> Words | None:
    if quote.notice not in view.graph.nx:
        return None
    said = " ".join(quote.quote.split())
    return Words(said, thing(view, quote.notice), quote.published, quote.field, quote.start, quote.end, "", quote.confidence)


def as_csv(answer: Answer) -> str:
    """An answer as CSV: the columns, and the notice, date, words and confidence of the first evidence.

    Lists are joined by 、. What would run as a formula when a sheet is opened has an apostrophe before it.

    >>> from queries.answer import Column
    >>> as_csv(Answer("?", [Column("name", "str", "", "")], [{"name": "=1+1"}], with_evidence=False))
    "name\\r\\n'=1+1\\r\\n"
    """
    out = io.StringIO()
    first = [name for name in ("notice", "published", "quote", "confidence") if "evidence" in answer.names]
    names = [*(n for n in answer.names if n != "evidence"), *first]
    writer = csv.writer(out)
    writer.writerow(names)
    for row in answer:
        writer.writerow([_plain(getattr(row, name)) for name in names])
    return clean(out.getvalue())


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        value = "、".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
