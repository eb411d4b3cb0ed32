"""The page about identity says what the program does."""

from pathlib import Path

from kg.identity import agreement
from kg.identity.trails import table

PAGE = (Path(__file__).parents[3] / "docs" / "identity.md").read_text("utf-8")


def test_the_table_of_weights_is_that_of_the_program():
    rows = [line.strip("|").split("|") for line in PAGE.split("## The weights")[1].split("\n## ")[0].splitlines() if line.startswith("|")]
    said = {(e.strip(), v.strip()): float(w) for e, v, w, *_ in rows[2:]}
    counted = {tuple(row[:2]): float(row[2]) for row in table("weights.tsv")}
    del counted["name", "bearers"]
    assert said == counted


def test_the_page_names_the_thresholds():
    assert f"comes to {agreement.ENOUGH} bits" in PAGE
    assert f"2^{agreement.weights()['name', 'bearers']:.2f} people" in PAGE
