"""Notices marked by hand, and the scorer that belongs to them."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.facts import Notice


def scorer(path: Path) -> Any:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def notices(path: Path) -> Iterator[tuple[Notice, dict[str, Any]]]:
    """The notices of a file of JSON lines, each with what was marked in it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        yield Notice(marked["id"], marked["source"], marked["published"], marked["title"], marked["text"], id=marked["id"]), marked


def figures(hit: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = hit / max(found, 1), hit / max(wanted, 1)
    return precision, recall, 2 * hit / max(found + wanted, 1)
