"""The ledger: what it keeps, when, and what it says of files that it cannot use."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg import format as file_format
from kg import health
from kg.ledger import Ledger, LedgerError
from kg.lock import LockError
from kg.rows import stated
from loaders.facts import Evidence, Facts, Notice, PersonFact
from ontology.errors import GuanxiError

CHAIRED = "张春生主持会议。"


@pytest.fixture
def chaired(draft):
    return draft(CHAIRED).say("people", "张春生", quote="张春生").say("meetings", "m1", "春季林业会议")


def contents(ledger):
    """All that a ledger holds, its recorded times included, in an order of its own."""
    tables = ("meta", "builds", "notices", "facts", "statements", "evidence", "decisions", "issued")
    return {t: sorted(ledger.each(f"SELECT * FROM {t}"), key=repr) for t in tables}


def test_a_notice_comes_back_as_it_was_read(tmp_path, keep, draft):
    notice = Notice(
        "k", "site", "2015-08", "标题", "\ufeff 张春生\r\n主持\x00", "7", "https://a.cn/7", "林业局",
        ((0, 4), (6, 8)), (1, 3),
    )
    with Ledger.open(tmp_path / "g.kg", create=True) as ledger, ledger.writing():
        ledger.keep(ledger.begin("s", "1"), notice, Facts())
    with Ledger.open(tmp_path / "g.kg", readonly=True) as ledger:
        assert ledger.notice("k") == notice
        assert [k.published for k in ledger.notices()] == ["2015-08"]


def test_a_lone_surrogate_from_json_is_kept(tmp_path):
    text = "张\ud800春生"
    words = Evidence("text", 0, 4, text, "by-hand", 0.5)
    with Ledger.temporary() as ledger:
        with ledger.writing():
            facts = Facts(people=(PersonFact(text, evidence=(words,)),))
            ledger.keep(ledger.begin("s", "1"), Notice("k\udc00", "s", "", "", text), facts)
        assert ledger.notice("k\udc00").text == text
        statement, = ledger.statements()
        assert ledger.evidence([statement.fact])[0].quote == text


def test_the_words_of_a_fact_stand_in_the_raw_text(chaired, keep):
    with Ledger.temporary() as ledger:
        keep(ledger, [chaired])
        facts = [s.fact for s in ledger.statements()]
        proofs = ledger.evidence(facts)
        assert len(proofs) == 2
        for proof in proofs:
            raw = ledger.notice(proof.notice)
            assert raw.text[proof.start:proof.end] == proof.quote
        assert not list(health.faults(ledger))


def test_a_fact_has_the_same_id_in_every_ledger(chaired):
    ids = [fact for fact, *_ in stated(chaired.notice, chaired.facts)]
    assert ids == ["fact-" + i.split("-")[1] for i in ids]
    assert len(set(ids)) == 2
    assert ids == [fact for fact, *_ in stated(chaired.notice, chaired.facts)]


def test_a_fact_said_twice_in_a_notice_is_one_fact_with_two_pieces_of_evidence(draft, keep):
    twice = draft("张春生主持，张春生讲话。")
    twice.found["people"] = [
        PersonFact("张春生", evidence=(Evidence("text", at, at + 3, "张春生", "by-hand", sure),))
        for at, sure in ((6, 0.9), (0, 0.5))
    ]
    with Ledger.temporary() as ledger:
        keep(ledger, [twice])
        statement, = ledger.statements()
        assert (statement.start, statement.confidence) == (0, 0.9)
        assert [e.start for e in ledger.evidence([statement.fact])] == [0, 6]


def test_keeping_a_notice_twice_adds_nothing(chaired, keep):
    with Ledger.temporary() as ledger:
        assert keep(ledger, [chaired]) == ["new"]
        before = health.counts(ledger) | {"builds": 0}
        assert keep(ledger, [chaired]) == ["known"]
        assert health.counts(ledger) | {"builds": 0} == before


def test_a_new_text_under_a_known_key_replaces_the_facts_and_keeps_the_old_closed(draft, keep, chaired):
    later = draft("刘海涛主持会议。").say("people", "刘海涛", quote="刘海涛")
    with Ledger.temporary() as ledger:
        keep(ledger, [chaired])
        assert keep(ledger, [later]) == ["changed"]
        assert [s.item.name for s in ledger.statements()] == ["刘海涛"]
        counts = health.counts(ledger)
        assert (counts["notices"], counts["replaced"]) == (1, 1)
        assert ledger.notice("n1").text == "刘海涛主持会议。"


def test_the_earlier_text_read_once_more_does_not_come_back(draft, keep, chaired):
    later = draft("刘海涛主持会议。").say("people", "刘海涛", quote="刘海涛")
    with Ledger.temporary() as ledger:
        keep(ledger, [chaired])
        keep(ledger, [later])
        assert keep(ledger, [chaired, later]) == ["known", "known"]
        assert [s.item.name for s in ledger.statements()] == ["刘海涛"]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_texts_of_one_build_under_one_key_the_later_published_is_current(draft, keep, turned):
    drafts = [
        draft("张春生主持会议。", published="2015-08-22").say("people", "张春生", quote="张春生"),
        draft("刘海涛主持会议。", published="2015-08-21").say("people", "刘海涛", quote="刘海涛"),
    ]
    with Ledger.temporary() as ledger:
        keep(ledger, drafts[::-1] if turned else drafts)
        assert [s.item.name for s in ledger.statements()] == ["张春生"]


def test_again_replaces_only_what_the_rules_now_say_otherwise(draft, keep, chaired):
    better = draft(CHAIRED).say("people", "张春生", quote="张春生").say("people", "生主")
    with Ledger.temporary() as ledger:
        keep(ledger, [chaired])
        kept = {s.item.name: s.recorded_from for s in ledger.statements()}
        assert keep(ledger, [better], rules="2", again=True) == ["again"]
        assert {s.item.name for s in ledger.statements()} == {"张春生", "生主"}
        assert {s.item.name: s.recorded_from for s in ledger.statements()}["张春生"] == kept["张春生"]
        assert keep(ledger, [better], rules="2", again=True) == ["known"]
        assert ledger.read_with("n1", better.notice.digest) == "2"


def test_withdrawing_closes_what_no_other_notice_states(draft, keep, chaired):
    copy = draft(CHAIRED, key="n2").say("people", "张春生", quote="张春生")
    with Ledger.temporary() as ledger:
        keep(ledger, [chaired, copy])
        assert len(ledger.evidence(s.fact for s in ledger.statements() if s.layer == "people")) == 2
        with ledger.writing():
            assert ledger.withdraw("n1") == (1, 1)
        assert [s.item.name for s in ledger.statements()] == ["张春生"]
        with pytest.raises(LedgerError, match="no notice 'n1' is current"):
            ledger.withdraw("n1")
        assert keep(ledger, [chaired]) == ["known"], "a withdrawn notice that is read again stays withdrawn"


def test_what_was_held_on_a_day_can_be_asked_for(monkeypatch, draft, keep, chaired):
    later = draft("刘海涛主持会议。").say("people", "刘海涛", quote="刘海涛")
    with Ledger.temporary() as ledger:
        for epoch, one in (("1440115200", chaired), ("1440460800", later)):  # 2015-08-21 and -25
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
            keep(ledger, [one])
        expected = {
            "2015-08-20": set(), "2015-08-21": {"张春生", "春季林业会议"}, "2015-08-24": {"张春生", "春季林业会议"},
            "2015-08": {"刘海涛"},
        }
        assert {day: {s.item.name for s in ledger.statements(recorded_on=day)} for day in expected} == expected


@pytest.mark.parametrize(("published", "day", "counts"), [
    ("2015-08-21", "2015-08-21", True), ("2015-08-21", "2015-08-20", False), ("2015-08-21", "2015-08", True),
    ("2015", "2015-08", False), ("2015", "2015", True), ("", "2026", False),
])
def test_known_on_counts_only_what_was_surely_published_by_then(draft, keep, published, day, counts):
    with Ledger.temporary() as ledger:
        keep(ledger, [draft("张春生", published=published).say("people", "张春生")])
        assert bool(list(ledger.statements(known_on=day))) == counts
        assert bool(ledger.notices(known_on=day)) == counts


def test_a_fixed_time_of_recording_makes_two_ledgers_equal(tmp_path, monkeypatch, chaired, keep):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440115200")
    held = []
    for name in ("a.kg", "b.kg"):
        with Ledger.open(tmp_path / name, create=True) as ledger:
            keep(ledger, [chaired])
            held.append(contents(ledger))
    assert held[0] == held[1]
    assert held[0]["notices"][0][-2] == "2015-08-21T00:00:00Z"


def test_a_time_of_recording_that_is_no_number_is_said(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with Ledger.temporary() as ledger, pytest.raises(GuanxiError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        ledger.begin("s", "1")


def test_a_build_cut_short_is_taken_up_under_its_number(tmp_path, monkeypatch):
    path = tmp_path / "g.kg"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1440115200")
    with Ledger.open(path, create=True) as ledger:
        first = ledger.begin("notices/", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1540115200")
    with Ledger.open(path) as ledger:
        again = ledger.begin("notices/", "1")
        assert (again.number, again.started, again.resumed) == (first.number, first.started, True)
        ledger.finish(again)
        assert ledger.begin("notices/", "1").number == first.number + 1
        assert ledger.begin("other/", "1").number == first.number + 2


def test_one_file_is_left_after_closing(tmp_path, chaired, keep):
    with Ledger.open(tmp_path / "g.kg", create=True) as ledger:
        keep(ledger, [chaired])
    assert [p.name for p in tmp_path.iterdir()] == ["g.kg"]


def test_a_second_writer_is_refused_and_told_who_writes(tmp_path):
    path = tmp_path / "g.kg"
    with Ledger.open(path, create=True):
        with pytest.raises(LockError, match=f"is being written by process {os.getpid()}: wait until it ends"):
            Ledger.open(path)
        Ledger.open(path, readonly=True).close()
    Ledger.open(path).close()


def test_a_writer_killed_in_the_middle_leaves_the_last_whole_transaction(tmp_path, chaired, keep):
    path = tmp_path / "g.kg"
    with Ledger.open(path, create=True) as ledger:
        keep(ledger, [chaired])
    script = textwrap.dedent(f"""
        import os, sys, time
        from kg.ledger import Ledger
        from loaders.facts import Facts, Notice
        ledger = Ledger.open({str(path)!r})
        ledger.execute("PRAGMA cache_size = 10")
        ledger.execute("BEGIN IMMEDIATE")
        build = ledger.begin("more/", "1")
        for n in range(500):
            ledger.keep(build, Notice(str(n), "s", "", "", "字" * 3000 + str(n)), Facts())
        print("ready", flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    left = {p.name for p in tmp_path.iterdir()}
    assert {"g.kg-journal", "g.kg.lock"} <= left, "the kill came too late to leave anything half done"
    with Ledger.open(path, readonly=True) as ledger:
        assert health.counts(ledger)["notices"] == 1
        assert not list(health.faults(ledger))
    with Ledger.open(path) as ledger:
        assert health.counts(ledger)["builds"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["g.kg"]


def test_the_lock_of_a_killed_writer_is_taken_over(tmp_path):
    path = tmp_path / "g.kg"
    (tmp_path / "g.kg.lock").write_text("999999\n")
    with Ledger.open(path, create=True):
        assert (tmp_path / "g.kg.lock").read_text() == f"{os.getpid()}\n"


def test_reading_goes_on_while_another_writes(tmp_path, chaired, keep):
    path = tmp_path / "g.kg"
    with Ledger.open(path, create=True) as writer:
        keep(writer, [chaired])
        with Ledger.open(path, readonly=True) as reader, writer.writing():
            writer.withdraw("n1")
            assert health.counts(reader)["notices"] == 1


def test_a_ledger_open_for_reading_is_not_written(tmp_path, chaired, keep):
    Ledger.open(tmp_path / "g.kg", create=True).close()
    with Ledger.open(tmp_path / "g.kg", readonly=True) as ledger, pytest.raises(LedgerError, match="for reading only"):
        keep(ledger, [chaired])


def test_an_error_inside_a_transaction_undoes_it(chaired):
    with Ledger.temporary() as ledger:
        def broken():
            with ledger.writing():
                ledger.keep(ledger.begin("s", "1"), chaired.notice, chaired.facts)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken()
        assert health.counts(ledger)["notices"] == 0


def _text(path: Path) -> None:
    path.write_text("山西省邮政管理局召开座谈会\n" * 200, encoding="utf-8")


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")


def _newer(path: Path) -> None:
    Ledger.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {file_format.FORMAT + 1}")


def _graph_only(path: Path) -> None:
    Ledger.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 'graph' WHERE name = 'holds'")


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize(("make", "says"), [
    (_text, "is not a graph file, or is damaged"),
    (_other_database, "is an SQLite file, but not a graph file"),
    (_newer, "written by a newer Guanxi"),
    (_graph_only, "holds a graph without its notices"),
    (Path.mkdir, "is a folder: give the name of a graph file"),
    (Path.touch, "is empty: make it with: kg build"),
    (lambda path: None, "there is no graph file"),
])
def test_a_file_that_is_no_ledger_is_refused_with_the_reason(tmp_path, make, says, readonly):
    path = tmp_path / "g.kg"
    make(path)
    with pytest.raises(LedgerError, match=says) as caught:
        Ledger.open(path, readonly=readonly)
    assert str(path) in str(caught.value)
    assert not (tmp_path / "g.kg.lock").exists()


def test_a_file_that_is_no_ledger_is_not_overwritten(tmp_path):
    path = tmp_path / "g.kg"
    _text(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="is not a graph file"):
        Ledger.open(path, create=True)
    assert path.read_bytes() == before


def test_an_empty_file_left_by_a_kill_is_begun_anew(tmp_path):
    (tmp_path / "g.kg").touch()
    with Ledger.open(tmp_path / "g.kg", create=True) as ledger:
        assert health.counts(ledger)["notices"] == 0


@pytest.mark.parametrize("create", [False, True])
def test_a_missing_folder_is_said(tmp_path, create):
    with pytest.raises(LedgerError, match=r"there is no folder .*nowhere: make it first"):
        Ledger.open(tmp_path / "nowhere" / "g.kg", create=create)


def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    # The superuser may write in any folder but those that the kernel makes up.
    folder = tmp_path if os.access(tmp_path, os.W_OK) is False else Path("/proc")
    with pytest.raises(LedgerError, match="cannot write"):
        Ledger.open(folder / "g.kg", create=True)


def test_damage_in_the_middle_of_a_file_is_a_clear_error(tmp_path, draft, keep):
    path = tmp_path / "g.kg"
    with Ledger.open(path, create=True) as ledger:
        keep(ledger, [draft("字" * 2000 + str(n), key=str(n)) for n in range(100)])
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 3))
    with Ledger.open(path, readonly=True) as ledger:
        try:
            said = " ".join(health.faults(ledger))
        except LedgerError as error:
            said = str(error)
    assert "damaged" in said


def test_a_copied_file_is_whole(tmp_path, chaired, keep):
    with Ledger.open(tmp_path / "g.kg", create=True) as ledger:
        keep(ledger, [chaired])
        shutil.copy(tmp_path / "g.kg", tmp_path / "h.kg")
    with Ledger.open(tmp_path / "h.kg", readonly=True) as ledger:
        assert health.counts(ledger)["facts"] == 2


def test_a_changed_quote_is_found(tmp_path, chaired, keep):
    with Ledger.temporary() as ledger:
        keep(ledger, [chaired])
        ledger.execute("UPDATE evidence SET quote = '张春升' WHERE quote = '张春生'")
        fault, = health.faults(ledger)
        assert "张春升" in fault
        assert "n1" in fault


def test_the_first_format_is_the_one_that_version_1_wrote(tmp_path):
    """The tables as the first version laid them out: a change here needs a new format and a way to it."""
    expected = {
        "meta": "name value", "builds": "number sources extractor started finished",
        "notices": "row id key version digest source ident url issuer published title text ranges title_span plain "
                   "sketch extractor build closed recorded_from recorded_until",
        "facts": "row id layer payload", "statements": "row fact notice recorded_from recorded_until",
        "evidence": "statement place field start stop quote reading rule confidence parts settled_by",
        "decisions": "row id kind payload reason author recorded_from recorded_until", "issued": "id recorded_from",
    }
    with Ledger.temporary() as ledger:
        tables = {name for (name,) in ledger.each("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = {t: " ".join(r[1] for r in ledger.each(f"PRAGMA table_info({t})")) for t in tables}
    assert found == expected
    assert file_format.FORMAT == 1


def test_an_older_format_is_brought_up_to_date_when_opened_for_writing(tmp_path, monkeypatch, chaired, keep):
    path = tmp_path / "g.kg"
    with Ledger.open(path, create=True) as ledger:
        keep(ledger, [chaired])
    monkeypatch.setattr(file_format, "FORMAT", 3)
    monkeypatch.setattr(file_format, "MIGRATIONS", {
        1: lambda c: c.execute("ALTER TABLE notices ADD COLUMN note TEXT"),
        2: lambda c: c.execute("UPDATE notices SET note = 'from format 1'"),
    })
    with pytest.raises(LedgerError, match="has the older format 1"):
        Ledger.open(path, readonly=True)
    with Ledger.open(path) as ledger:
        assert ledger.one("SELECT note FROM notices") == "from format 1"
        assert ledger.one("PRAGMA user_version") == 3


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = tmp_path / "g.kg"
    Ledger.open(path, create=True).close()
    monkeypatch.setattr(file_format, "FORMAT", 3)
    monkeypatch.setattr(file_format, "MIGRATIONS", {1: lambda c: c.execute("ALTER TABLE notices ADD COLUMN note TEXT")})
    with pytest.raises(LedgerError, match="no way leads from it"):
        Ledger.open(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert "note" not in {r[1] for r in connection.execute("PRAGMA table_info(notices)")}
