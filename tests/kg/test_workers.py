"""Extraction in several processes: the same as in one, in order, whatever goes wrong with a notice."""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from pathlib import Path

import pytest

from kg import workers
from loaders.facts import Notice

RULES = """
    import os, signal, sys
    from loaders.facts import Facts, PersonFact

    def extract(notice):
        if "坏" in notice.text:
            raise ValueError("坏句")
        if "死" in notice.text:
            os.kill(os.getpid(), signal.SIGKILL)
        print("这一行不该混进结果")
        return Facts(people=(PersonFact(notice.text[:3]),))
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """An extraction of our own, under a name that nothing else has."""
    name = f"rules_{os.getpid()}_{abs(hash(tmp_path))}"
    (tmp_path / f"{name}.py").write_text(textwrap.dedent(RULES), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield f"{name}:extract"
    sys.modules.pop(name, None)


def notices(count, **odd):
    texts = {int(k[1:]): v for k, v in odd.items()}
    return [Notice(f"n{n}", "s", "", "", texts.get(n, f"{n:03}张春生主持会议。")) for n in range(count)]


def people(found):
    return [(f.notice.key, [p.name for p in f.facts.people], f.fault) for f in found]


def test_several_processes_find_what_one_finds_in_the_same_order(rules, capfd):
    one = people(workers.extracted(notices(100), 1, rules))
    assert [key for key, *_ in one] == [f"n{n}" for n in range(100)]
    assert people(workers.extracted(notices(100), 3, rules)) == one
    assert people(workers.extracted(notices(5), 3, rules)) == one[:5]


def test_an_error_in_one_notice_is_its_fault_and_no_other_s(rules):
    for processes in (1, 2):
        found = people(workers.extracted(notices(60, n7="坏"), processes, rules))
        assert len(found) == 60
        assert [key for key, _, fault in found if fault] == ["n7"]
        assert "ValueError: 坏句" in found[7][2]


def test_a_crash_over_one_notice_is_its_fault_and_no_other_s(rules):
    found = people(workers.extracted(notices(60, n20="死"), 2, rules))
    assert len(found) == 60
    assert [(key, fault) for key, _, fault in found if fault] == [("n20", "the process that read it died")]


def test_notices_are_read_only_a_little_ahead(rules):
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield Notice(f"n{read}", "s", "", "", "张春生主持会议。")

    found = workers.extracted(endless(), 2, rules)
    for _ in range(10):
        next(found)
    found.close()
    assert read <= 16 * (2 * 2 + 2)


def test_processes_end_when_nobody_wants_more(rules):
    found = workers.extracted(notices(200), 2, rules)
    next(found)
    assert _running(rules)
    found.close()
    assert not _running(rules)


def _running(rules):
    """The processes that run an extraction, by their command lines."""
    out = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if rules.encode() in entry.read_bytes():
                out.append(entry)
    return out
