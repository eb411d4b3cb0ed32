"""SQL dumps: the rows of INSERT statements whose table has a column for the text; other tables are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.facts import Notice
from loaders.readers.decoding import TextStream
from loaders.readers.faults import Fault
from loaders.readers.fields import Picker
from loaders.readers.records import notices
from loaders.readers.sources import Item
from loaders.readers.wholefile import bad_bytes

_IDENT = r"(?:[`\"\[]?[\w$\u4e00-\u9fff]+[`\"\]]?\s*\.\s*)*[`\"\[]?(?P<{}>[\w$\u4e00-\u9fff]+)[`\"\]]?"
_STATEMENT = re.compile(
    rf"\b(?:CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_IDENT.format('made')}\s*\((?P<body>[^;]*?\))[^;()]*;"
    rf"|(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+{_IDENT.format('into')}\s*(?:\((?P<columns>[^()]*)\)\s*)?VALUES\s*)",
    re.I,
)
_BEGINS = re.compile(r"\b(?:CREATE\s+TABLE|(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO)\b", re.I)
_NO_COLUMN = re.compile(r"(?:PRIMARY|KEY|UNIQUE|CONSTRAINT|INDEX|FULLTEXT|FOREIGN|CHECK|SPATIAL)\b", re.I)
_COLUMN = re.compile(r"\s*[`\"\[]?([\w$\u4e00-\u9fff]+)[`\"\]]?")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "Z": "\x1a", "b": "\b"}
#: Dumps of these keep a backslash as it is; MySQL's escape with it.
_STANDARD = re.compile(r"PostgreSQL|PRAGMA\s|sqlite", re.I)
_MYSQL_STRING = re.compile(r"'((?:[^'\\]|\\.|'')*+)'(?!')", re.DOTALL)
_STANDARD_STRING = re.compile(r"'((?:[^']|'')*+)'(?!')")
_WORD = re.compile(r"(?:[^\s,()';]|\([^()]*\))+")
_BLANK = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*", re.DOTALL)


class _More(Exception):  # noqa: N818
    """The row goes on beyond what has been read."""


class _NotARow(Exception):  # noqa: N818
    """What follows is no row."""


def read(item: Item) -> Iterator[Notice | Fault]:
    """Read a dump, one row in memory at a time; a row's field is the notice's text."""
    stream = item.open()
    source = TextStream(stream)
    picker = Picker(item.fields)
    tables: dict[str, list[str]] = {}
    columns: list[str] | None = None  # of the INSERT being read
    buffer, pos, number, useful, string = "", 0, 0, False, _MYSQL_STRING
    begun = False
    chunks = iter(source)
    final = False
    while not final:
        # Rows are longer than chunks at times: read as much again as is held, so that no row is scanned too often.
        wanted = max(len(buffer) - pos, 1)
        buffer, pos = buffer[pos:], 0
        while wanted > 0 and not final:
            text, bad = next(chunks, ("", []))
            if bad:
                yield bad_bytes(item, "", [at for _, at in bad], source.encoding)
            buffer += text
            wanted -= len(text)
            final = not text
        if not begun:
            begun = True
            string = _STANDARD_STRING if _STANDARD.search(buffer[:4000]) else _MYSQL_STRING
        while True:
            if columns is None:
                m = _STATEMENT.search(buffer, pos)
                if not m:
                    begins = list(_BEGINS.finditer(buffer, pos))
                    pos = begins[-1].start() if begins else max(len(buffer) - 100, pos)
                    break
                pos = m.end()
                if m["made"]:
                    tables[m["made"].lower()] = _columns(m["body"][:-1])
                    continue
                columns = _columns(m["columns"]) if m["columns"] else tables.get(m["into"].lower(), [])
                if not columns:
                    reason = f"the columns of the table {m['into']} are not told"
                    yield item.fault("", reason, "put its CREATE TABLE statement before its rows")
            try:
                row, after = _row(buffer, pos, string, final)
            except _More:
                break
            except _NotARow:
                columns = None
                continue
            if row is None:
                pos, columns = after, None
                continue
            number += 1
            pos = after
            if not columns or not picker.has_text(columns):
                continue
            useful = True
            place = f"row {number}"
            if len(row) != len(columns):
                yield item.fault(place, f"{len(row)} values for {len(columns)} columns", "mend the row or leave it out")
                continue
            yield from notices(item, dict(zip(columns, row, strict=True)), str(number), place)
    if stream.broken:
        return
    if columns and picker.has_text(columns):
        reason = "the dump ends in the middle of a row"
        yield item.fault(f"row {number + 1}", reason, "fetch the dump again; the rows before are read")
    elif not useful:
        reason = "no table has a column known to hold the text" if number else "no INSERT statement with rows"
        yield item.fault("", reason, "name the column: --fields text=COLUMN, or leave the dump out")


def _columns(body: str) -> list[str]:
    """The column names of a CREATE TABLE's body or an INSERT's list."""
    names, depth, at = [], 0, 0
    for i, char in enumerate(body + ","):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0:
            part = body[at:i].strip()
            if part and not _NO_COLUMN.match(part) and (m := _COLUMN.match(part)):
                names.append(m[1])
            at = i + 1
    return names


def _row(buffer: str, pos: int, string: re.Pattern[str], final: bool) -> tuple[list[str] | None, int]:
    """One row's values and where it ends; None at the statement's end."""
    pos = _skip(buffer, pos)
    if buffer[pos:pos + 1] == ",":
        pos = _skip(buffer, pos + 1)
    if pos >= len(buffer):
        raise _More
    if buffer[pos] == ";":
        return None, pos + 1
    if buffer[pos] != "(":
        raise _NotARow
    values: list[str] = []
    pos += 1
    while True:
        pos = _skip(buffer, pos)
        if buffer[pos:pos + 1] in ("N", "n", "E", "e") and buffer[pos + 1:pos + 2] == "'":
            pos += 1
        if buffer[pos:pos + 1] == "'":
            m = string.match(buffer, pos)
            if not m or (m.end() == len(buffer) and not final):
                raise _More
            values.append(_plain(m[1], string is _MYSQL_STRING))
        else:
            m = _WORD.match(buffer, pos)
            word = m[0] if m else ""
            values.append("" if word.upper() in ("NULL", "DEFAULT") else word)
        pos = _skip(buffer, m.end() if m else pos)
        end = buffer[pos:pos + 1]
        if end not in (",", ")"):
            if not end:
                raise _More
            raise _NotARow
        pos += 1
        if end == ")":
            return values, pos


def _skip(buffer: str, pos: int) -> int:
    m = _BLANK.match(buffer, pos)
    return m.end() if m else pos


def _plain(literal: str, mysql: bool) -> str:
    literal = literal.replace("''", "'")
    if not mysql or "\\" not in literal:
        return literal
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), literal, flags=re.DOTALL)
