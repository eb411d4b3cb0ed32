"""Contrast of the colours, computed from the style sheet by the formula of WCAG 2.2 in both schemes."""

from __future__ import annotations

import re

import pytest

from kg.explore.site import STATIC

STYLE = (STATIC / "style.css").read_text("utf-8")
PAIRS = dict(re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}, ?#[0-9a-f]{6})\)", STYLE))
#: Words at which something stands on something: at least 4.5 to 1.
WORDS = [
    *((ink, ground) for ink in ("ink", "soft", "link", "seal") for ground in ("bg", "card", "sunk")),
    *((kind, ground) for kind in "Person Role Bureau Place Meeting Campaign Group Notice".split() for ground in ("bg", "card", "sunk", "mark")),
    ("on-seal", "seal"), ("ink", "mark"), ("ink", "lit"), ("soft", "mark"), ("link", "mark"),
    *((edit, ground) for edit in ("del", "ins") for ground in ("card", "mark", f"{edit}-bg", "lit")),
    *((f"s{n}-ink", f"s{n}") for n in range(6)),
]
#: Borders of fields and parts of pictures: at least 3 to 1.
SHAPES = [("soft", "card"), ("soft", "bg"), ("seal", "card"), ("seal", "bg"), ("Role", "sunk"), ("Person", "card"), ("s4", "card")]


def luminance(colour: str) -> float:
    parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str, scheme: int) -> float:
    light, dark = sorted((luminance(PAIRS[n].split(",")[scheme].strip()) for n in (one, two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(ink: str, ground: str, scheme: int) -> None:
    assert contrast(ink, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(shape: str, ground: str, scheme: int) -> None:
    assert contrast(shape, ground, scheme) >= 3


def test_every_colour_stands_in_the_table_of_colours() -> None:
    rules = STYLE.split("}", 1)[1]
    # Shadows are no colour that anything is read by.
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"box-shadow:[^;]*;", "", rules)) == []


def test_the_style_sheet_loads_nothing() -> None:
    assert "url(" not in STYLE.replace("url(#open)", "").replace("url(#unbegun)", "")
    assert "@import" not in STYLE
