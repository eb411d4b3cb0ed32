from __future__ import annotations

from pathlib import Path

from ontology.schema import EDGE_KINDS, NODE_KINDS
from ontology.schema_page import page

ROOT = Path(__file__).parents[2]


def test_the_page_is_the_one_that_the_schema_makes() -> None:
    written = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m ontology.schema_page > docs/schema.md"


def test_every_kind_and_attribute_is_on_the_page() -> None:
    made = page()
    for kind in (*NODE_KINDS, *EDGE_KINDS):
        assert f"| `{kind.name}` |" in made
        for attribute in kind.attributes:
            assert f"| `{attribute.name}` |" in made
