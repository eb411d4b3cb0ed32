"""What a question is answered with: rows in named columns, each with the words that say so."""

from __future__ import annotations

import html
import io
import shutil
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ontology.text import clean, to_json

if TYPE_CHECKING:
    import pandas


class Quote(NamedTuple):
    """Words of a notice: code points ``start`` to ``end`` of its raw ``field`` (``text`` or ``title``).

    ``published`` is the notice's date, ``confidence`` that of the fact which the words prove, 0 to 1.
    """

    notice: str
    field: str
    start: int
    end: int
    quote: str
    published: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer.

    ``type`` is ``id``, ``str``, ``date``, ``int``, ``float``, ``bool``, ``strs`` or ``ids``
    (several, sorted).
    """

    name: str
    type: str
    en: str
    zh: str


#: What a row has of its first evidence.
_FIRST = ("notice", "published", "quote", "confidence")
_NONE = Quote("", "", 0, 0, "")


class _Proven:
    """A row that rests on an edge: what its first evidence says."""

    __slots__ = ()
    evidence: tuple[Quote, ...]

    @property
    def _first(self) -> Quote:
        return self.evidence[0] if self.evidence else _NONE

    @property
    def notice(self) -> str:
        return self._first.notice

    @property
    def published(self) -> str:
        return self._first.published

    @property
    def quote(self) -> str:
        return self._first.quote

    @property
    def confidence(self) -> float:
        return self._first.confidence


class Answer(Sequence[Any]):
    """The rows of an answer, as named tuples, in a fixed order.

    It shows itself as a table, in a notebook and in a terminal. Where the rows rest on edges, each has ``evidence``: a
    tuple of ``Quote``, those published first before the others; ``notice``, ``published``, ``quote`` and ``confidence``
    of a row are those of the first.

    Args:
        question: what was asked, as a line for people.
        columns: the columns, ``evidence`` not among them.
        rows: a mapping from column to value for each row, and ``evidence`` where the rows have any.
        order: the columns that rows are sorted by first, a number with ``-`` before its name from the greatest down; the
            others follow, so that the order is settled.
        with_evidence: whether the rows rest on edges.

    >>> answer = Answer("谁主持了会议？", [Column("actor_name", "str", "who", "谁")],
    ...                 [{"actor_name": "王桂兰", "evidence": [Quote("notice-a", "text", 0, 8, "王桂兰主持会议。")]}])
    >>> answer[0].actor_name, answer[0].quote
    ('王桂兰', '王桂兰主持会议。')
    """

    def __init__(
        self,
        question: str,
        columns: Sequence[Column],
        rows: Iterable[Mapping[str, object]],
        order: Sequence[str] = (),
        with_evidence: bool = True,
    ) -> None:
        self.question = question
        self.columns = tuple(columns)
        self.names = tuple(c.name for c in self.columns) + (("evidence",) if with_evidence else ())
        # The columns differ from question to question, so a type checker cannot know the type of a row.
        make: Any = namedtuple
        fields: Any = make("Row", self.names)
        self._row: Any = type("Row", (_Proven, fields), {"__slots__": ()}) if with_evidence else fields
        self._with_evidence = with_evidence
        filled: set[tuple[Any, ...]] = {tuple(self._fill(row)) for row in rows}
        places = [(self.names.index(name.removeprefix("-")), name.startswith("-")) for name in order]
        self._rows: list[Any] = [
            self._row(*row)
            for row in sorted(filled, key=lambda row: ([-row[p] if down else row[p] for p, down in places], row))
        ]

    def _fill(self, row: Mapping[str, object]) -> Iterator[object]:
        for column in self.columns:
            yield _value(column.type, row.get(column.name))
        if self._with_evidence:
            found = row.get("evidence") or ()
            assert isinstance(found, Iterable)
            yield tuple(sorted(set(found), key=lambda q: (q.published or "~", q)))

    def __getitem__(self, at: Any) -> Any:
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and (self.names, self._rows) == (other.names, other._rows)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Answer {self.question!r}: {len(self)} rows>"

    def to_records(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, each piece of evidence one too."""
        return [self._record(row) for row in self._rows]

    def to_json(self) -> str:
        """One JSON object a line, keys in the order of the columns."""
        return "".join(to_json(record) + "\n" for record in self.to_records())

    def to_pandas(self) -> pandas.DataFrame:
        """A frame with the columns, and ``notice``, ``published``, ``quote`` and ``confidence`` of the first evidence.

        ``notices`` and ``quotes`` are lists of equal length that hold those of all.

        Raises:
            ImportError: pandas is not installed.
        """
        import pandas

        names = [c.name for c in self.columns]
        data = [[getattr(row, name) for name in names] for row in self._rows]
        frame = pandas.DataFrame(data, columns=pandas.Index(names))
        if self._with_evidence:
            for name in _FIRST:
                found: list[Any] = [getattr(row, name) for row in self._rows]
                frame[name] = [clean(v) if isinstance(v, str) else v for v in found]
            frame["notices"] = [[q.notice for q in row.evidence] for row in self._rows]
            frame["quotes"] = [[q.quote for q in row.evidence] for row in self._rows]
        return frame

    def _record(self, row: Any) -> dict[str, Any]:
        record = dict(zip(self.names, row, strict=True))
        if self._with_evidence:
            evidence = record.pop("evidence")
            record |= {name: getattr(row, name) for name in _FIRST} | {"evidence": evidence}
        for name, value in record.items():
            if name == "evidence":
                record[name] = [q._asdict() for q in value]
            elif isinstance(value, tuple):
                record[name] = list(value)
        return record

    def shown(self) -> list[str]:
        """The columns worth a person's eye: not those that say nothing, nor ids.

        An id is shown all the same where two things of the answer share the name that stands beside it. All columns
        are in the rows, the JSON and the frame.
        """
        out = []
        for column in self.columns:
            if column.type == "ids":
                continue
            values = [getattr(row, column.name) for row in self._rows]
            if values and (not any(values) or (column.name == "status" and set(values) == {"reported"})):
                continue
            if column.type == "id":
                names = [getattr(row, f"{column.name}_name", None) for row in self._rows]
                if None in names or len(set(names)) == len(set(values)):
                    continue
            out.append(column.name)
        return out

    def __str__(self) -> str:
        return self.text()

    def text(self, width: int | None = None) -> str:
        """The table for a terminal of so many columns (those of this one by default)."""
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        names = self.shown()
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in [*names, *(["quotes"] if self._with_evidence else [])]:
            table.add_column(name.replace("_", " "), overflow="fold")
        for row in self._rows:
            cells = [_shown(getattr(row, name)) for name in names]
            if self._with_evidence:
                cells.append("\n".join(_printable(q.quote) for q in row.evidence))
            table.add_row(*(Text(cell) for cell in cells))
        out = io.StringIO()
        console = Console(file=out, width=width or shutil.get_terminal_size((160, 24)).columns, color_system=None)
        console.print(table)
        count = "1 row" if len(self) == 1 else f"{len(self)} rows"
        lines = [line.rstrip() for line in out.getvalue().splitlines()]
        return "\n".join([*lines, count]).lstrip("\n")

    def _repr_html_(self) -> str:
        names = self.shown()
        titles = {c.name: f"{c.en} {c.zh}" for c in self.columns}
        heads = [f'<th title="{html.escape(titles[n])}">{html.escape(n.replace("_", " "))}</th>' for n in names]
        if self._with_evidence:
            heads.append("<th>quotes</th>")
        lines = []
        for row in self._rows:
            cells = [html.escape(_shown(getattr(row, name))) for name in names]
            if self._with_evidence:
                cells.append("<br>".join(_quote_html(q) for q in row.evidence))
            lines.append("<tr>" + "".join(f'<td style="text-align:left">{c}</td>' for c in cells) + "</tr>")
        return (
            f"<table><caption>{html.escape(self.question)} ({len(self)})</caption>"
            f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
        )


def _value(form: str, value: object) -> object:
    """One cell, with the empty value of its type where nothing is said."""
    if form in ("strs", "ids"):
        assert value is None or isinstance(value, Iterable)
        return tuple(sorted({clean(str(v)) for v in value or ()}))
    if form == "bool":
        return bool(value)
    if form == "int":
        return int(str(value)) if value not in (None, "") else 0
    if form == "float":
        return float(str(value)) if value not in (None, "") else 0.0
    # No store takes half a character, so no engine gives one.
    return "" if value is None else clean(str(value))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(_printable(str(v)) for v in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return _printable(str(value))


def _printable(words: str) -> str:
    """Words on one line: a line break or an escape sequence in scraped text must not reach the terminal."""
    return "".join(c if c.isprintable() else " " for c in words)


def _quote_html(quote: Quote) -> str:
    where = html.escape(f"{quote.notice} {quote.field} {quote.start}–{quote.end}")
    return f'<q title="{where}">{html.escape(quote.quote)}</q>'
