"""Reads what a test writes: a file or a folder, with the faults kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.facts import Notice
from loaders.readers import Fault, read

Reading = tuple[list[Notice], list[Fault]]


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Reading]:
    """Write a file with these bytes (or this text, in UTF-8) and read it."""

    def written(name: str, content: bytes | str, fields: dict[str, str] | None = None) -> Reading:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        faults: list[Fault] = []
        notices = list(read([path], fields=fields, on_fault=faults.append))
        for notice in notices:
            at = 0
            for start, end in notice.ranges:
                assert at <= start < end <= len(notice.text)
                at = end
            if notice.title_span:
                assert 0 <= notice.title_span[0] < notice.title_span[1] <= len(notice.text)
        return notices, faults

    return written
