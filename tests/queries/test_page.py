"""The page of the questions says what the catalogue says."""

from __future__ import annotations

from pathlib import Path

from queries.page import page

KEPT = Path(__file__).parents[2] / "docs" / "questions.md"


def test_the_page_follows_the_catalogue() -> None:
    assert KEPT.read_text("utf-8") == page(), "run: python -m queries.page > docs/questions.md"
