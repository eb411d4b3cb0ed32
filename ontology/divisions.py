"""The codes of ISO 3166-2 that China's provinces have beside those of GB/T 2260."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def iso_code(code: str) -> str:
    """The ISO 3166-2 code of a province by its GB/T 2260 code; "" for what is no province.

    >>> iso_code("330000"), iso_code("330100")
    ('CN-ZJ', '')
    """
    return _codes().get(code, "")


@cache
def _codes() -> Mapping[str, str]:
    lines = Path(__file__).with_name("iso_3166_2.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))
