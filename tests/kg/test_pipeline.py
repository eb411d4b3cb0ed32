"""From files to the graph file: known notices are skipped, faults reported, a killed build goes on where it stopped."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kg import health, identity, pipeline
from kg.ledger import Ledger
from loaders.readers import ReadError

NAMES = ["张春生", "王桂兰", "刘海涛", "李小春", "赵大勇", "孙玉梅", "周建平", "吴秀英"]
CITIES = ["忻州市", "大同市", "阳泉市", "运城市"]


def line(n):
    """The n-th notice: all different, of few people and bodies."""
    city, chair, speaker = CITIES[n % 4], NAMES[n % 8], NAMES[(n + 3) % 8]
    text = (
        f"{n % 28 + 1}日，{city}教育局召开第{n}次安全工作会议。{city}教育局局长{chair}主持会议，"
        f"副局长{speaker}出席会议并讲话，就编号{n * 37}的事项作了部署。"
    )
    day = f"2015-{n % 12 + 1:02}-28"
    return {"id": f"n{n}", "source": "tests", "published": day, "title": f"第{n}次会议", "text": text}


@pytest.fixture
def file(tmp_path):
    """A file of so many notices."""

    def make(count, name="notices.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(line(n), ensure_ascii=False) + "\n" for n in range(count)), encoding="utf-8")
        return path

    return make


def rows(path):
    """The graph of a ledger without when it was recorded, and the ledger's own counts."""
    with Ledger.open(path, readonly=True) as ledger:
        resolved = identity.resolve(ledger)
        assert not list(health.faults(ledger))
        bare = [
            (r.id, r.kind, sorted(i for i in r.attributes.items() if i[0] != "recorded_from"), getattr(r, "facts", ()))
            for r in (*resolved.nodes, *resolved.edges)
        ]
        counts = health.counts(ledger)
    return bare, {k: v for k, v in counts.items() if k != "builds"}


def feed(path, sources, **more):
    with Ledger.open(path, create=True) as ledger:
        return pipeline.feed(ledger, sources, **more)


def test_notices_become_a_graph(file, tmp_path):
    report = feed(tmp_path / "g.kg", file(12), processes=1)
    assert (report.notices, report.new, report.known, report.faults) == (12, 12, 0, 0)
    bare, counts = rows(tmp_path / "g.kg")
    assert counts["facts"] == report.facts > 50
    assert {"CHAIRED", "SPOKE_AT", "HOLDS"} <= {kind for _, kind, *_ in bare}


def test_building_twice_adds_nothing(file, tmp_path):
    path, source = tmp_path / "g.kg", file(12)
    feed(path, source, processes=1)
    before = rows(path)
    report = feed(path, source, processes=1)
    assert (report.notices, report.new, report.known, report.older) == (12, 0, 12, 0)
    assert rows(path) == before
    held = path.read_bytes()
    with Ledger.open(path) as ledger:
        pipeline.settle(ledger)
    settled = path.read_bytes()
    feed(path, source, processes=1)
    with Ledger.open(path) as ledger:
        pipeline.settle(ledger)
    assert path.read_bytes() == settled != held


def test_extracting_again_by_the_same_rules_changes_nothing(file, tmp_path):
    path, source = tmp_path / "g.kg", file(12)
    feed(path, source, processes=1)
    before = rows(path)
    report = feed(path, source, processes=1, again=True)
    assert (report.new, report.known, report.again) == (0, 12, 0)
    assert rows(path) == before


def test_several_processes_give_what_one_gives(file, tmp_path):
    source = file(120)
    feed(tmp_path / "one.kg", source, processes=1)
    feed(tmp_path / "two.kg", source, processes=2)
    assert rows(tmp_path / "one.kg") == rows(tmp_path / "two.kg")


def test_one_more_notice_changes_only_what_it_says(file, tmp_path):
    path = tmp_path / "g.kg"
    feed(path, file(12), processes=1)
    before = {row[0]: row for row in rows(path)[0]}
    # Another kind of notice, about things of its own.
    (tmp_path / "more.txt").write_text("2016-01-05\n运城市水务局局长马建国主持防汛会议。", encoding="utf-8")
    feed(path, tmp_path / "more.txt", processes=1)
    after = {row[0]: row for row in rows(path)[0]}
    assert set(before) < set(after)
    changed = {before[i][1] for i in before if before[i] != after[i]}
    assert changed == set()


def test_a_record_that_cannot_be_read_is_reported_and_the_others_kept(file, tmp_path):
    source = file(3)
    source.write_text(source.read_text("utf-8") + "{not json}\n", encoding="utf-8")
    faults = []
    report = feed(tmp_path / "g.kg", source, processes=1, on_fault=faults.append)
    assert (report.new, report.faults) == (3, 1)
    assert "line 4" in str(faults[0])


def test_an_error_of_the_rules_is_a_fault_with_the_notice_s_key(file, tmp_path, monkeypatch):
    (tmp_path / "broken_rules.py").write_text(
        "from loaders.facts import Facts\n"
        "def extract(notice):\n    if notice.id == 'n1':\n        raise KeyError('局长')\n    return Facts()\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    faults = []
    report = feed(tmp_path / "g.kg", file(3), processes=1, on_fault=faults.append, extract="broken_rules:extract")
    assert (report.notices, report.new, report.faults) == (3, 2, 1)
    assert "n1" in faults[0].file
    assert "KeyError" in faults[0].reason


def test_progress_is_told_while_it_is_made(file, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_BATCH", 5)
    told = []
    feed(tmp_path / "g.kg", file(12), processes=1, progress=told.append)
    assert list(dict.fromkeys(r.new for r in told if r.new)) == [5, 10, 12]
    shares = [r.share for r in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_pipe_does_not_tell_how_much_of_it_is_read(tmp_path):
    told = []
    feed(tmp_path / "g.kg", "-", stdin=io.BytesIO('{"text": "会议由张春生主持。"}'.encode()), processes=1, progress=told.append)
    assert [r.share for r in told] == [None]


def test_stopping_by_hand_keeps_what_was_read(file, tmp_path, monkeypatch):
    path, source = tmp_path / "g.kg", file(12)
    monkeypatch.setattr(pipeline, "_BATCH", 5)

    def stop(report):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        feed(path, source, processes=1, progress=stop)
    with Ledger.open(path, readonly=True) as ledger:
        assert health.counts(ledger)["notices"] == 5
    feed(path, source, processes=1)
    feed(tmp_path / "whole.kg", source, processes=1)
    assert rows(path) == rows(tmp_path / "whole.kg")


def test_sources_that_are_not_there_leave_no_file(tmp_path):
    with pytest.raises(ReadError):
        pipeline.build(tmp_path / "nothing", tmp_path / "g.kg")
    assert not (tmp_path / "g.kg").exists()


SLOW = """
    import os, time
    from loaders.extraction import extract as read

    def extract(notice):
        time.sleep(float(os.environ.get("SECONDS_A_NOTICE", "0")))
        return read(notice)
"""

BUILD = """
    import sys
    from kg import pipeline
    from kg.ledger import Ledger
    pipeline._SECONDS = 0.2
    pipeline.rules_version = lambda: "the same all along, whoever is mending the rules meanwhile"
    with Ledger.open(sys.argv[2], create=True) as ledger:
        pipeline.feed(ledger, sys.argv[1], processes=2, extract=sys.argv[3])
"""


def test_a_build_killed_at_any_moment_ends_as_if_nothing_had_happened(file, tmp_path):
    """For real: a process of its own, SIGKILL in the middle, three times over."""
    name = f"slow_rules_{os.getpid()}"
    (tmp_path / f"{name}.py").write_text(textwrap.dedent(SLOW), encoding="utf-8")
    source = file(160)
    environment = {
        **os.environ, "SOURCE_DATE_EPOCH": "1440115200",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *(p or str(Path.cwd()) for p in sys.path)]),
    }
    command = [sys.executable, "-c", textwrap.dedent(BUILD), str(source)]
    rules = f"{name}:extract"
    subprocess.run([*command, str(tmp_path / "whole.kg"), rules], env=environment, check=True, timeout=120)

    killed = tmp_path / "killed.kg"
    seen = [0]
    for _ in range(3):
        slow = {**environment, "SECONDS_A_NOTICE": "0.05"}
        with subprocess.Popen([*command, str(killed), rules], env=slow) as process:
            deadline = time.monotonic() + 60
            while _notices(killed) <= seen[-1] and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait()
        seen.append(_notices(killed))
    assert seen == sorted(set(seen)), "each time some notices were kept before the kill"
    assert 0 < seen[-1] < 160
    _wait_until_gone(rules)
    subprocess.run([*command, str(killed), rules], env=environment, check=True, timeout=120)
    assert rows(killed) == rows(tmp_path / "whole.kg")
    with Ledger.open(killed, readonly=True) as a, Ledger.open(tmp_path / "whole.kg", readonly=True) as b:
        # Not only the graph: the ledgers are equal, recorded times included.
        for table in ("builds", "notices", "facts", "statements", "evidence"):
            assert list(a.each(f"SELECT * FROM {table}")) == list(b.each(f"SELECT * FROM {table}")), table
    assert sorted(p.name for p in tmp_path.glob("*.kg*")) == ["killed.kg", "whole.kg"]


def _notices(path):
    if not path.exists() or not path.stat().st_size:
        return 0
    with Ledger.open(path, readonly=True) as ledger:
        return health.counts(ledger)["notices"]


def _wait_until_gone(rules):
    """The workers of a killed build see the end of their input and end by themselves."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        lines = []
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                lines.append(entry.read_bytes())
        if not any(rules.encode() in text for text in lines):
            return
        time.sleep(0.1)
    pytest.fail("workers outlive the build that started them")
