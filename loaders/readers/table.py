"""CSV and TSV: one record a row, rows cut here so that one bad row costs no other.

Python's own reader stops at fields of 131,072 characters, and takes all that follows a stray quotation mark for one
field; here a row whose quotation never closes is reported, and reading goes on with the next line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.facts import Notice
from loaders.readers.decoding import Line, TextStream, lines
from loaders.readers.faults import Fault
from loaders.readers.fields import NAMES, Picker
from loaders.readers.records import notices
from loaders.readers.sources import Item
from loaders.readers.wholefile import bad_bytes

_DELIMITERS = ",\t;|"
#: A quoted field longer than this (code points) never closes: its mark is a slip.
_LONGEST_FIELD = 1 << 23


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its first line, its fields (None where it cannot be cut), its bad bytes, whether its end was read."""

    line: int
    fields: list[str] | None
    bad: tuple[int, ...]
    closed: bool = True


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read a table with a heading row, one row in memory at a time."""
    stream = item.open()
    text_stream = TextStream(stream)
    source = _Lines(lines(text_stream))
    first = source.next()
    while first is not None and not first.text.strip():
        first = source.next()
    if first is None:
        if not stream.broken:
            yield item.fault("", "the file is empty", "leave it out")
        return
    picker = Picker(item.fields)
    delimiter = delimiter_of(first.text, picker)
    source.put_back([first])
    names: list[str] = []
    for row in rows(source, delimiter):
        place = f"line {row.line}"
        if row.bad:
            yield bad_bytes(item, place, list(row.bad), text_stream.encoding)
        if not row.closed and stream.broken:
            return
        if row.fields is None:
            mend = "close it, or double it inside a field; the next line is read"
            yield item.fault(place, "a quotation mark opens and never closes", mend)
            continue
        if not any(cell.strip() for cell in row.fields):
            continue
        if not names:
            names = [name.strip("\ufeff \t") for name in row.fields]
            if not picker.has_text(names):
                reason = f"no column is known to hold the text (columns: {', '.join(n for n in names if n)[:200]})"
                yield item.fault(place, reason, "name it: --fields text=COLUMN")
                return
            continue
        extra = row.fields[len(names):]
        if any(cell.strip() for cell in extra):
            reason = f"{len(row.fields)} fields under {len(names)} headings"
            yield item.fault(place, reason, "put fields that hold the separator in quotation marks")
            continue
        record: dict[str, str] = {}
        for name, cell in zip(names, row.fields, strict=False):
            if cell or name not in record:
                record[name] = cell
        yield from notices(item, record, str(row.line), place)


def delimiter_of(heading: str, picker: Picker) -> str:
    """The separator that cuts the heading row into the most names that are known, else into the most fields.

    >>> delimiter_of("标题;正文;日期", Picker({}))
    ';'
    """
    def worth(delimiter: str) -> tuple[int, int]:
        names = cut(heading, delimiter).fields
        known = sum(picker.knows([name], kind) for name in names for kind in NAMES)
        return known, len(names)

    return max(_DELIMITERS, key=worth)


@dataclass(slots=True)
class Cut:
    """A row being cut: its fields so far, and the open quoted one."""

    fields: list[str]
    open: list[str] | None = None
    junk: bool = False


def cut(line: str, delimiter: str, row: Cut | None = None) -> Cut:
    """Cut one line into fields, going on with the open field of ``row``.

    ``junk`` says that something stood between a closing quotation mark and the separator.

    >>> cut('a,"他说""好""，走了",c\\n', ",").fields
    ['a', '他说"好"，走了', 'c']
    """
    row = row or Cut([])
    text = line[:-1] if line.endswith("\n") else line
    ending = len(text) - 1 if text.endswith("\r") else len(text)
    pos = 0
    while True:
        if row.open is None and text[pos:pos + 1] == '"':
            row.open, pos = [], pos + 1
        if row.open is None:
            end = text.find(delimiter, pos)
            row.fields.append(text[pos:end] if end >= 0 else text[pos:ending])
        else:
            began = pos
            close = _closing(text, pos, delimiter, ending)
            if close < 0:
                row.open.append(line[pos:])
                return row
            row.open.append(text[pos:close])
            end = text.find(delimiter, close)
            between = text[close + 1:end if end >= 0 else ending]
            value = "".join(row.open).replace('""', '"')
            if between.strip() and began > 0 and text[began - 1] == '"' and len(row.open) == 1:
                # "三严三实"专题教育: marks around a word that begins the field, not around the field.
                value, between = f'"{value}"{between}', ""
            row.junk = row.junk or bool(between.strip())
            row.fields.append(value)
            row.open = None
        if end < 0:
            return row
        pos = end + 1


def _closing(text: str, pos: int, delimiter: str, ending: int) -> int:
    """Where the quoted field that is open at ``pos`` closes in this line, -1 where it does not."""
    while (at := text.find('"', pos)) >= 0:
        if text[at + 1:at + 2] == '"':
            pos = at + 2
        elif at > 0 and text[at - 1] == "\\" and at + 1 < ending and text[at + 1] != delimiter:
            pos = at + 1
        else:
            return at
    return -1


class _Lines:
    """Lines that can be put back."""

    def __init__(self, source: Iterator[Line]) -> None:
        self._source = source
        self._back: deque[Line] = deque()

    def next(self) -> Line | None:
        return self._back.popleft() if self._back else next(self._source, None)

    def put_back(self, taken: list[Line]) -> None:
        self._back.extendleft(reversed(taken))


def rows(source: _Lines, delimiter: str) -> Iterator[Row]:
    """The rows of a table; one that cannot be cut gives up only its first line."""
    while (line := source.next()) is not None:
        taken, row, size = [line], cut(line.text, delimiter), len(line.text)
        while row.open is not None and size <= _LONGEST_FIELD and (more := source.next()) is not None:
            taken.append(more)
            size += len(more.text)
            row = cut(more.text, delimiter, row)
        last = taken[-1]
        if row.open is not None or (row.junk and len(taken) > 1):
            source.put_back(taken[1:])
            yield Row(line.number, None, line.bad, last.closed or row.open is None)
            continue
        yield Row(line.number, row.fields, tuple(at for one in taken for at in one.bad), last.closed)
