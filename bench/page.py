"""Writes measured tables into docs/extraction.md, each between its own marks, so that no figure is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "extraction.md"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; all columns but the first stand to the right."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def put(name: str, text: str, page: Path = PAGE) -> None:
    """Put ``text`` between ``<!-- name -->`` and ``<!-- end name -->``; a page without the marks stays as it is."""
    before = page.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    after = marks.sub(lambda m: f"{m[1]}{text}\n{m[2]}", before)
    if after != before:
        page.write_text(after, encoding="utf-8", newline="\n")
