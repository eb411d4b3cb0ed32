"""``docs/ontology.md`` is true: its classes are all there are, its questions exist, and its Turtle is valid."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from ontology.terms import classes, full, properties
from queries.catalogue import CATALOGUE

PAGE = (Path(__file__).parents[2] / "docs" / "ontology.md").read_text("utf-8")


def test_each_class_of_our_own_has_the_question_that_needs_it() -> None:
    rows = PAGE.split("## What each class is for")[1].splitlines()
    named = {name for row in rows for name in re.findall(r"`(gx:\w+)`", row)}
    assert named == {c for c in classes() if c.startswith("gx:")}
    assert {q for row in rows for q in re.findall(r"`([a-z_]+)`:", row)} <= set(CATALOGUE)


def test_the_turtle_parses_and_uses_terms_that_there_are() -> None:
    (block,) = re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL)
    found = list(ox.parse(block.encode("utf-8"), format=ox.RdfFormat.TURTLE))
    assert {q.predicate.value for q in found} <= {full(p) for p in properties()}
