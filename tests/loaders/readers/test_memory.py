"""Reading large files takes no more memory than reading small ones."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from loaders.readers import read

TEXT = "8月18日，市教育局召开会议，局长张春生主持，副局长王桂兰出席并讲话。" * 10


def record(i: int) -> str:
    return json.dumps({"id": i, "source": "市局", "title": f"第{i}号", "text": TEXT}, ensure_ascii=False)


def content(kind: str, n: int) -> bytes:
    if kind.startswith("jsonl"):
        return "".join(record(i) + "\n" for i in range(n)).encode()
    if kind == "json":
        return ("[" + ",\n".join(record(i) for i in range(n)) + "]").encode()
    if kind == "object.json":
        return ('{"total": 1, "list": [' + ",".join(record(i) for i in range(n)) + "]}").encode()
    if kind == "csv":
        return ("id,title,text\n" + "".join(f'{i},第{i}号,"{TEXT}"\n' for i in range(n))).encode("gb18030")
    if kind == "xml":
        return ("<docs>" + "".join(f"<doc><id>{i}</id><body>{TEXT}</body></doc>\n" for i in range(n)) + "</docs>").encode()
    rows = ",\n".join(f"({i},'第{i}号','{TEXT}')" for i in range(n))
    return f"INSERT INTO news (id,title,content) VALUES {rows};".encode()


def peak(path: Path) -> tuple[int, int]:
    tracemalloc.start()
    try:
        count = sum(1 for _ in read([path]))
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "json", "object.json", "csv", "xml", "sql"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, kind: str) -> None:
    peaks = []
    for n in (400, 1600):
        data = content(kind, n)
        path = tmp_path / f"{n}.{kind}"
        path.write_bytes(gzip.compress(data, 1) if kind.endswith("gz") else data)
        count, used = peak(path)
        assert count == n
        peaks.append(used)
    assert peaks[1] < 1.2 * peaks[0] + 200_000
    assert peaks[1] < 6_000_000
