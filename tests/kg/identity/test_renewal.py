"""The graph that is kept in the ledger's file: what makes it void, and what a stop in the middle leaves."""

import signal
import subprocess
import sys

import pytest

import kg
from kg import pipeline
from kg.copies import fingerprint
from kg.identity import hearing, holds, numbers, resolve, whole
from kg.identity.renewal import renew
from kg.ledger import Ledger
from loaders.facts import Evidence, Facts, MeetingFact, Notice, ParticipationFact, RoleFact


def keep(ledger, key, who, body, day="2016-05-12"):
    text = f"{day}，{body}局长{who}主持防汛工作会议。"
    proof = (Evidence("text", 0, len(text), text, "by-hand", 0.9),)
    facts = Facts(
        roles=(RoleFact(who, body, "局长", evidence=proof),),
        meetings=(MeetingFact("m1", "防汛工作会议", start=day, convener=body, evidence=proof),),
        participation=(ParticipationFact(who, "chaired", "m1", evidence=proof),),
    )
    with ledger.writing():
        build = ledger.begin(key, "1")
        ledger.keep(build, Notice(key, "site", day, "", text), facts, *fingerprint(text))
        ledger.finish(build)


@pytest.fixture
def file(tmp_path):
    """A ledger of three notices, settled."""
    path = tmp_path / "g.kg"
    with Ledger.open(path, create=True) as ledger:
        keep(ledger, "n1", "张春生", "忻州市水务局")
        keep(ledger, "n2", "王桂兰", "忻州市教育局", "2017-03-01")
        keep(ledger, "n3", "刘海涛", "大同市水务局", "2018-03-01")
        pipeline.renew(ledger)
    return path


def read(path):
    with Ledger.open(path, readonly=True) as ledger:
        return holds(ledger, pipeline.settling_version()), pipeline.current(ledger), resolve(ledger)


def changed(ledger, work):
    """The entities whose rows a piece of work writes."""
    rows = "SELECT c.kind, key, rows FROM woven_rows JOIN woven_cells c USING (cell)"
    before = {(kind, key): packed for kind, key, packed in ledger.each(rows)}
    work()
    after = {(kind, key): packed for kind, key, packed in ledger.each(rows)}
    return {ref for ref in before.keys() | after.keys() if before.get(ref) != after.get(ref)}


def test_a_new_notice_touches_only_what_it_speaks_of(file):
    with Ledger.open(file) as ledger:
        def add():
            keep(ledger, "n4", "秦玉梅", "大同市水务局", "2019-03-01")
            pipeline.renew(ledger)

        touched = changed(ledger, add)
        assert {kind for kind, _ in touched} == {"Notice", "Person", "Meeting", "Role"}
        assert not any("忻州" in key or "张春生" in key for _, key in touched)
        assert whole(ledger) == resolve(ledger)


def test_an_earlier_notice_gives_another_id_to_what_it_speaks_of_and_new_ties_to_it(file):
    with Ledger.open(file) as ledger:
        before = {n.name: n for n in whole(ledger).nodes}["忻州市水务局"]
        keep(ledger, "n0", "张春生", "忻州市水务局", "2015-05-12")
        pipeline.renew(ledger)
        now = whole(ledger)
        body = {n.name: n for n in now.nodes}["忻州市水务局"]
        assert body.id != before.id
        assert body.attributes["former_ids"] == (before.id,)
        assert before.id not in {end for e in now.edges for end in (e.source, e.target)}
        assert now == resolve(ledger)


def test_nothing_is_written_where_nothing_has_changed(file):
    before = file.read_bytes()
    with Ledger.open(file) as ledger:
        pipeline.renew(ledger)
    assert file.read_bytes() == before


def test_a_file_without_a_kept_graph_opens_and_gets_one_when_it_is_next_built(file):
    expected = read(file)[1]
    with Ledger.open(file) as ledger:
        for name in ("meta", "pages", "heard", "cells", "rows", "leaves"):
            ledger.execute(f"DROP TABLE woven_{name}")
    held, now, anew = read(file)
    assert not held
    assert now == anew == expected
    assert len(kg.open(file)) == len(expected.nodes)
    with Ledger.open(file) as ledger:
        pipeline.renew(ledger)
    assert read(file) == (True, expected, expected)


def test_other_rules_make_what_is_kept_void(file):
    with Ledger.open(file) as ledger:
        assert not holds(ledger, "other rules")
        ledger.execute("UPDATE woven_rows SET rows = x'00'")
        with ledger.writing():
            renew(ledger, "other rules")
        assert whole(ledger) == resolve(ledger)


@pytest.mark.parametrize("what", [
    "UPDATE notices SET published = '2014' WHERE key = 'n1'",
    "UPDATE notices SET recorded_until = '2020' WHERE key = 'n2'",
    "UPDATE statements SET recorded_until = '2020' WHERE row = 1",
    "INSERT INTO decisions (id, kind, payload, reason, author, recorded_from) "
    "VALUES ('decision-a', 'same', '{\"of\": \"Person\", \"sides\": []}', '', '', '2020')",
])
def test_what_is_kept_does_not_hold_once_the_ledger_says_something_else(file, what):
    with Ledger.open(file) as ledger:
        ledger.execute(what)
    held, now, anew = read(file)
    assert not held
    assert now == anew


KILLED = """
import os, signal, sys
from kg import pipeline
from kg.identity import hearing
from kg.ledger import Ledger

hearing._LONG = int(sys.argv[3])
left = int(sys.argv[2])

def stop(statement):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

with Ledger.open(sys.argv[1]) as ledger:
    ledger.withdraw("n2")
    ledger.execute("UPDATE notices SET published = '2015' WHERE recorded_until IS NULL")
    ledger.connection.set_trace_callback(stop)
    pipeline.renew(ledger)
"""


@pytest.mark.parametrize("long", [0, 2000], ids=["in parts", "at once"])
@pytest.mark.parametrize("statements", [5, 40, 80, 120])
def test_killed_in_the_middle_nothing_is_lost(file, statements, long):
    done = subprocess.run([sys.executable, "-c", KILLED, str(file), str(statements), str(long)], check=False)
    assert done.returncode == -signal.SIGKILL
    held, now, anew = read(file)
    assert not held
    assert now == anew
    assert "王桂兰" not in {n.name for n in now.nodes}
    with Ledger.open(file) as ledger:
        pipeline.renew(ledger)
        assert whole(ledger) == resolve(ledger)
    assert read(file)[0]


def test_a_long_renewal_lets_others_read_and_says_last_that_it_is_whole(file, monkeypatch):
    monkeypatch.setattr(hearing, "_LONG", 0)
    seen = []

    def look(statement):
        if statement == "BEGIN IMMEDIATE":
            seen.append(read(file))

    with Ledger.open(file) as ledger:
        keep(ledger, "n4", "秦玉梅", "大同市水务局", "2019-03-01")
        ledger.connection.set_trace_callback(look)
        pipeline.renew(ledger)
    assert len(seen) > 3
    assert not any(held for held, _, _ in seen)
    assert all(now == anew for _, now, anew in seen)
    assert read(file)[0]


def test_the_numbers_are_those_of_the_graph(file):
    with Ledger.open(file, readonly=True) as ledger:
        counted = numbers(ledger)
        nodes = whole(ledger).nodes
    assert sum(counted.kinds.values()) == len(nodes)
    assert counted.kinds["Person"] == 3
    assert counted.copies == 0
    assert counted.cities == sum(n.attributes.get("city") is True for n in nodes) == 2
