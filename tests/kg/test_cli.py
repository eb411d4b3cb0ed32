"""The command: what it prints where, with which exit status, and that bad input is never a traceback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.commands import COMMANDS
from kg.ledger import Ledger

NOTICE = "2015-08-21\n忻州市教育局召开安全工作会议。忻州市教育局局长张春生主持会议，副局长王桂兰出席会议并讲话。\n"


def kg(*args, stdin="", cwd=None, env=None):
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *map(str, args)], input=stdin.encode(), capture_output=True, cwd=cwd,
        timeout=120, env={**os.environ, "PYTHONPATH": str(Path.cwd()), **(env or {})},
    )


def out(done):
    return done.stdout.decode("utf-8")


def err(done):
    return done.stderr.decode("utf-8")


def many(path, count, text):
    """A file of so many notices of one text."""
    lines = (json.dumps({"id": str(n), "text": f"{text}{n}"}, ensure_ascii=False) + "\n" for n in range(count))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def notice(tmp_path_factory):
    path = tmp_path_factory.mktemp("notices") / "会议.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(notice, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "g.kg"
    assert kg("build", notice, "--into", path).returncode == 0
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    done = kg(name, "--help")
    assert done.returncode == 0
    assert f"kg {name}" in out(done).split("Example:")[1]


def test_the_help_lists_every_command():
    done = kg("--help")
    assert done.returncode == 0
    assert all(f"\n  {name} " in out(done) for name in COMMANDS)


def test_build_prints_a_table_and_keeps_the_notices(notice, tmp_path):
    done = kg("build", notice, "--into", tmp_path / "g.kg")
    assert done.returncode == 0
    counted = {line.split()[0]: line.split()[-1] for line in out(done).splitlines() if len(line.split()) == 2}
    assert {"notices": "1", "people": "2", "meetings": "1", "cities": "1"}.items() <= counted.items()
    assert {"bureaus", "posts", "campaigns", "facts", "seconds"} <= set(counted)
    assert "1 new" in out(done)
    bar, = (line for line in err(done).splitlines() if line.startswith("reading notices"))
    assert "━━━" in bar
    assert "100%" in bar
    again = kg("build", notice, "--into", tmp_path / "g.kg", "--json")
    assert json.loads(out(again))["read"]["known"] == 1


def test_standard_input_is_a_source(tmp_path):
    done = kg("build", "-", "--into", tmp_path / "g.kg", stdin=NOTICE)
    assert done.returncode == 0
    assert "1 new" in out(done)


def test_extract_prints_one_object_a_notice(notice):
    done = kg("extract", notice)
    record, = map(json.loads, out(done).splitlines())
    assert {p["name"] for p in record["people"]} == {"张春生", "王桂兰"}
    assert all(e["quote"] in NOTICE for p in record["people"] for e in p["evidence"])
    assert (done.returncode, err(done)) == (0, "")


def test_extract_to_a_table_is_to_be_read(notice):
    done = kg("extract", notice, "--to", "table")
    assert "chaired    张春生 → 安全工作会议" in out(done) or "张春生 →" in out(done)


def test_extract_leaves_out_what_is_not_sure_enough(notice):
    record = json.loads(out(kg("extract", notice, "--min-confidence", "1")))
    sure = [i for layer in ("people", "meetings", "participation") for i in record[layer]]
    assert all(max(e["confidence"] for e in i["evidence"]) == 1 for i in sure)


def test_extract_to_a_file_leaves_nothing_half_done(notice, tmp_path):
    done = kg("extract", notice, "-o", tmp_path / "facts.jsonl")
    assert (done.returncode, out(done)) == (0, "")
    assert json.loads((tmp_path / "facts.jsonl").read_text("utf-8"))["source"] is not None
    assert [p.name for p in tmp_path.iterdir()] == ["facts.jsonl"]
    assert kg("extract", tmp_path / "none.txt", "-o", tmp_path / "other.jsonl").returncode == 2
    assert [p.name for p in tmp_path.iterdir()] == ["facts.jsonl"]


def test_faults_are_told_and_end_in_1_only_when_strict(tmp_path):
    source = tmp_path / "n.jsonl"
    source.write_text('{"id": "1", "text": "张春生主持会议。"}\n{broken\n', encoding="utf-8")
    done = kg("extract", source)
    assert done.returncode == 0
    assert "line 2" in err(done)
    assert len(out(done).splitlines()) == 1
    assert kg("extract", source, "--strict").returncode == 1
    done = kg("build", source, "--into", tmp_path / "g.kg", "--strict")
    assert done.returncode == 1
    assert "line 2" in err(done)
    assert "1 new" in out(done)


def test_withdraw_closes_a_notice(notice, tmp_path):
    path = tmp_path / "g.kg"
    kg("build", notice, "--into", path)
    done = kg("withdraw", path, "会议.txt")
    assert (done.returncode, out(done).startswith("withdrawn: 1 notices")) == (0, True)
    counted = {(r["of"], r["what"]): r["count"] for r in map(json.loads, out(kg("stats", path, "--json")).splitlines())}
    assert counted["ledger", "withdrawn"] == 1
    assert not any(of == "nodes" for of, _ in counted)


def test_withdrawing_what_is_not_there_names_what_is_near(built):
    done = kg("withdraw", built, "会仪.txt")
    assert done.returncode == 2
    assert "no notice '会仪.txt'" in err(done)
    assert "会议.txt" in err(done)


def test_check_tells_a_whole_file_from_a_changed_one(built, tmp_path):
    done = kg("check", built)
    assert (done.returncode, out(done)) == (0, "")
    assert "is whole" in err(done)
    path = tmp_path / "changed.kg"
    path.write_bytes(built.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE notices SET text = replace(text, '张春生', '张春升')")
    done = kg("check", path)
    assert done.returncode == 1
    assert "张春升" in out(done)


def test_show_prints_all_that_is_known_with_its_words(built):
    done = kg("show", built, "張春生")
    assert done.returncode == 0
    assert "忻州市教育局局长" in out(done)
    assert "“忻州市教育局局长张春生主持会议”" in out(done)
    lines = [json.loads(line) for line in out(kg("show", built, "张春生", "--json")).splitlines()]
    assert lines[0]["name"] == "张春生"
    assert {line["kind"] for line in lines[1:]} >= {"CHAIRED", "HOLDS"}
    assert all(e["quote"] in NOTICE for line in lines[1:] for e in line["evidence"])


def test_show_lists_several_of_a_name_with_their_posts(tmp_path):
    for n, city in enumerate(("忻州市", "大同市")):
        (tmp_path / f"{n}.txt").write_text(f"{city}教育局局长张春生主持安全工作会议。", encoding="utf-8")
    kg("build", tmp_path, "--into", tmp_path / "g.kg")
    done = kg("show", tmp_path / "g.kg", "张春生", "--json")
    assert sorted(r["posts"] for r in map(json.loads, out(done).splitlines())) == ["大同市教育局局长", "忻州市教育局局长"]
    assert "2 things go by 张春生" in err(done)


def test_ask_answers_in_a_table_or_json(built):
    done = kg("ask", built, "chaired", "--param", "actor=張春生")
    assert done.returncode == 0
    assert "张春生" in out(done)
    assert "1 row" in out(done)
    row, = map(json.loads, out(kg("ask", built, "chaired", "--param", "actor=张春生", "--json")).splitlines())
    assert row["evidence"][0]["quote"] in NOTICE


def test_a_question_with_no_answer_prints_the_empty_table(built):
    done = kg("ask", built, "chaired", "--param", "actor=王桂兰")
    assert done.returncode == 0
    assert "0 rows" in out(done)
    assert out(kg("ask", built, "chaired", "--param", "actor=王桂兰", "--json")) == ""


def test_ask_lists_the_questions():
    done = kg("ask", "--list", "--json")
    assert {"chaired", "roles"} <= {json.loads(line)["question"] for line in out(done).splitlines()}


def test_the_graph_can_be_asked_as_it_was_known(built):
    assert "1 row" in out(kg("ask", built, "chaired", "--known-on", "2015-08-21"))
    assert "0 rows" in out(kg("ask", built, "chaired", "--known-on", "2015-08-20"))
    assert "0 rows" in out(kg("ask", built, "chaired", "--recorded-on", "2015-08-21"))


def test_export_writes_a_file_when_it_is_whole(built, tmp_path):
    assert kg("export", built, "--to", "turtle", "-o", tmp_path / "g.ttl").returncode == 0
    assert "张春生" in (tmp_path / "g.ttl").read_text("utf-8")
    assert kg("export", built, "--to", "csv", "-o", tmp_path / "tables").returncode == 0
    assert {p.name for p in tmp_path.iterdir()} == {"g.ttl", "tables"}
    assert kg("export", built, "--to", "turtle").stdout == (tmp_path / "g.ttl").read_bytes()


def test_draw_writes_a_picture(built, tmp_path):
    done = kg("draw", built, "张春生", "-o", tmp_path / "p.svg")
    assert (done.returncode, err(done)) == (0, "")
    assert "张春生" in (tmp_path / "p.svg").read_text("utf-8")
    assert kg("draw", built, "张春生").stdout == (tmp_path / "p.svg").read_bytes()


def test_export_can_leave_out_when_things_were_recorded(notice, built, tmp_path):
    kg("build", notice, "--into", tmp_path / "g.kg", env={"SOURCE_DATE_EPOCH": "1440115200"})
    ours, other = (kg("export", p, "--to", "nquads", "--without-recorded", "--without-vocabulary").stdout for p in (built, tmp_path / "g.kg"))
    assert ours == other
    assert b"generatedAtTime" not in ours


BAD = {
    "draw nobody": (["draw", "{built}", "张春升", "-o", "{tmp}/p.svg"], 2, "did you mean 张春生"),
    "draw to a missing folder": (["draw", "{built}", "-o", "{tmp}/no/p.svg"], 2, "there is no folder"),
    "draw too much": (["draw", "{built}", "--limit", "1000"], 2, "1000 is not in the range"),
    "unknown export": (["export", "{built}", "--to", "xls"], 2, "no format 'xls'"),
    "no export named": (["export", "{built}"], 2, "kg export --list"),
    "folder format to nowhere": (["export", "{built}", "--to", "csv"], 2, "give a folder"),
    "export to a missing folder": (["export", "{built}", "--to", "json", "-o", "{tmp}/no/g.json"], 2, "there is no folder"),
    "option of another format": (["export", "{built}", "--to", "json", "--base", "https://a.cn/"], 2, "has no option base"),
    "nobody of that name": (["show", "{built}", "张春升"], 2, "did you mean 张春生"),
    "nobody to ask about": (["ask", "{built}", "chaired", "--param", "actor=张春升"], 2, "did you mean 张春生"),
    "unknown question": (["ask", "{built}", "chaird"], 2, "no question 'chaird'"),
    "unknown parameter": (["ask", "{built}", "chaired", "--param", "who=张春生"], 2, "has no parameter who"),
    "parameter without value": (["ask", "{built}", "chaired", "--param", "actor"], 2, "NAME=VALUE"),
    "no question asked": (["ask", "{built}"], 2, "kg ask --list"),
    "unknown status": (["ask", "{built}", "chaired", "--status", "maybe"], 2, "is no status"),
    "unknown engine": (["ask", "{built}", "chaired", "--engine", "sql"], 2, "no engine 'sql'"),
    "unknown kind": (["show", "{built}", "张春生", "--kind", "Human"], 2, "there is no kind Human"),
    "no date": (["ask", "{built}", "chaired", "--known-on", "yesterday"], 2, "is no date"),
    "ask nothing": (["ask", "{tmp}/none.kg", "chaired"], 2, "there is no graph file"),
    "no command": ([], 2, "Usage"),
    "unknown command": (["buidl"], 2, "did you mean build?"),
    "unknown option": (["build", "{notice}", "--onto", "x.kg"], 2, "No such option"),
    "no sources": (["build", "--into", "{tmp}/x.kg"], 2, "SOURCE"),
    "no graph file named": (["build", "{notice}"], 2, "--into"),
    "missing source": (["build", "{tmp}/none.txt", "--into", "{tmp}/x.kg"], 2, "none.txt"),
    "empty folder": (["build", "{tmp}/empty", "--into", "{tmp}/x.kg"], 2, "no notices in"),
    "folder as graph file": (["build", "{notice}", "--into", "{tmp}/empty"], 2, "is a folder"),
    "missing folder": (["build", "{notice}", "--into", "{tmp}/no/x.kg"], 2, "there is no folder"),
    "text as graph file": (["build", "{notice}", "--into", "{notice}"], 2, "is not a graph file"),
    "bad field map": (["extract", "{notice}", "--fields", "texte=content"], 2, "texte"),
    "bad processes": (["extract", "{notice}", "-p", "0"], 2, "0 is not in the range"),
    "bad confidence": (["extract", "{notice}", "--min-confidence", "2"], 2, "2.0 is not in the range"),
    "unknown format": (["extract", "{notice}", "--to", "xml"], 2, "xml"),
    "out is a folder": (["extract", "{notice}", "-o", "{tmp}"], 2, "is a directory"),
    "out in a missing folder": (["extract", "{notice}", "-o", "{tmp}/no/x.jsonl"], 2, "there is no folder"),
    "missing graph file": (["stats", "{tmp}/none.kg"], 2, "there is no graph file"),
    "empty graph file": (["stats", "{tmp}/zero.kg"], 2, "is empty"),
    "not a graph file": (["check", "{notice}"], 2, "is not a graph file"),
    "other database": (["check", "{tmp}/other.db"], 2, "not a graph file"),
    "withdraw from nothing": (["withdraw", "{tmp}/none.kg", "x"], 2, "there is no graph file"),
    "bad time of recording": (["build", "{notice}", "--into", "{tmp}/x.kg"], 2, "SOURCE_DATE_EPOCH"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_said_in_a_line_with_the_exit_status(name, notice, built, tmp_path):
    args, status, says = BAD[name]
    (tmp_path / "empty").mkdir()
    (tmp_path / "zero.kg").touch()
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    env = {"SOURCE_DATE_EPOCH": "soon"} if name == "bad time of recording" else {}
    done = kg(*(a.format(notice=notice, built=built, tmp=tmp_path) for a in args), env=env)
    assert done.returncode == status, err(done)
    assert says in err(done) + out(done)
    assert "Traceback" not in err(done)
    assert not (tmp_path / "x.kg").exists() or name == "bad time of recording"


def test_a_graph_file_being_written_names_the_writer(built, notice):
    with Ledger.open(built):
        done = kg("build", notice, "--into", built)
        assert kg("stats", built).returncode == 0
    assert done.returncode == 2
    assert f"is being written by process {os.getpid()}" in err(done)


def test_a_reader_that_has_had_enough_is_no_error(tmp_path):
    source = many(tmp_path / "n.jsonl", 40, NOTICE * 20)
    with subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "extract", str(source), "-p", "1"], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        said = process.stderr.read()
        process.wait(60)
    assert said == b""


def test_control_c_stops_without_a_traceback_and_keeps_what_was_read(tmp_path):
    source = many(tmp_path / "n.jsonl", 4000, NOTICE * 60)
    path = tmp_path / "g.kg"
    with subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "build", str(source), "--into", str(path), "-p", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        # A shell's background job ignores the signal, and its children would, too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        deadline = time.monotonic() + 60
        while not _kept(path) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read().decode()
        assert process.wait(60) == 130
    assert "run the same command again to go on" in said
    assert "Traceback" not in said
    assert [p.name for p in tmp_path.glob("g.kg*")] == ["g.kg"]
    assert 0 < _kept(path) < 4000


def _kept(path):
    if not path.exists() or not path.stat().st_size:
        return 0
    with Ledger.open(path, readonly=True) as ledger:
        return len(ledger.notices())


def test_chinese_goes_out_as_utf_8_whatever_the_locale(notice):
    done = kg("extract", notice, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "张春生" in out(done)


def test_scraped_escape_sequences_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "n.txt").write_text("张春生\x1b[31m主持会议。\x07", encoding="utf-8")
    done = kg("extract", tmp_path / "n.txt", "--to", "table")
    assert "\x1b" not in out(done)
    assert "\x07" not in out(done)
