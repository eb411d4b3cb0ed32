"""Reads the lexicons: tab-separated tables with a block of comment lines at the head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(name: str, width: int) -> Iterator[list[str]]:
    """The rows of one lexicon, each padded with empty strings to ``width`` columns.

    Args:
        name: the file's name without ``.tsv``.
        width: how many columns a row must have at most.

    Raises:
        ValueError: a row has more columns than the table; the message gives file and line.

    >>> next(rows("countries", 6))[0]
    '中国'
    """
    path = FOLDER / f"{name}.tsv"
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > width:
            raise ValueError(f"{path.name}, line {number}: {len(cells)} columns, expected at most {width}")
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        yield cells


def forms(cell: str) -> list[tuple[str, bool]]:
    """The forms listed in a cell (``|`` between them), each with whether it is weak (marked ``?``).

    >>> forms("中办|中央?")
    [('中办', False), ('中央', True)]
    """
    return [(f.removesuffix("?"), f.endswith("?")) for f in cell.split("|")] if cell else []


def header(name: str) -> dict[str, str]:
    """The ``source``, ``licence`` and ``columns`` that a lexicon states of itself.

    >>> sorted(header("divisions"))
    ['columns', 'licence', 'source']
    """
    out: dict[str, str] = {}
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        key, colon, value = line[1:].strip().partition(":")
        if colon and key in ("source", "licence", "columns"):
            out[key] = value.strip()
    return out
