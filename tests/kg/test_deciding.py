"""The commands that take decisions, as a user runs them; bad input is a line and a status, never a traceback."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from kg.cli import main

WHO = "张春生"


def kg(*args, stdin=""):
    return CliRunner().invoke(main, list(map(str, args)), input=stdin)


def out(done):
    assert done.exit_code == 0, (done.stderr, done.exception)
    return done.stdout


def err(done):
    assert isinstance(done.exception, SystemExit | None)
    return done.stderr


def rows(done):
    return [json.loads(line) for line in out(done).splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notices")
    for n, (body, what) in enumerate((("忻州市教育局", "安全"), ("昆明市统计局", "普查"), ("沈阳市林业局", "防火"))):
        text = f"2015-08-2{n}\n{body}召开{what}工作会议。{body}局长{WHO}主持会议。"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    done = kg("build", folder, "--into", folder / "g.kg", "-p", "1")
    assert done.exit_code == 0, err(done)
    return folder / "g.kg"


@pytest.fixture
def path(built, tmp_path):
    shutil.copy(built, tmp_path / "g.kg")
    return tmp_path / "g.kg"


def people(path):
    return {r["posts"]: r["id"] for r in rows(kg("show", path, WHO, "--kind", "Person", "--json")) if "posts" in r}


def test_merge_undo_and_the_list_of_decisions(path):
    before = people(path)
    assert len(before) == 3
    one, two, three = before.values()
    assert "decided: 张春生" in out(kg("merge", path, one, two, "--because", "同一任免通知", "--by", "周"))
    assert len(people(path)) == 2
    listed, = rows(kg("decisions", path, "--json"))
    assert (listed["verdict"], listed["kind"], listed["found"]) == ("same", "Person", "1/1+1/1")
    assert (listed["because"], listed["by"], bool(listed["when"])) == ("同一任免通知", "周", True)
    out(kg("merge", path, two, three))
    done = kg("merge", path, one, three, "--apart")
    assert done.exit_code == 2
    assert listed["decision"] in err(done)
    assert "contradicts" in err(done)
    out(kg("undo", path))
    out(kg("undo", path, listed["decision"]))
    assert people(path) == before
    assert kg("undo", path).exit_code == 2
    assert rows(kg("decisions", path, "--json")) == []
    assert [bool(r["undone"]) for r in rows(kg("decisions", path, "--all", "--json"))] == [True, True]


def test_a_merged_person_is_split_by_bureau_or_by_mentions(path):
    one, two, _ = people(path).values()
    out(kg("merge", path, one, two, "--by", "周"))
    mentions = rows(kg("split", path, one, "--json"))
    assert len(mentions) == 2
    assert all(WHO in m["quote"] for m in mentions)
    done = kg("split", path, one, "--by", "bureau")
    assert done.exit_code == 2
    assert "kg undo" in err(done), "what one decision joined another cannot part"
    out(kg("undo", path))
    mention, = rows(kg("split", path, one, "--json"))
    done = kg("split", path, one, "--mentions", mention["mention"])
    assert done.exit_code == 2
    assert "on one side" in err(done)


def test_decisions_are_carried_to_another_ledger(path, tmp_path):
    one, two, three = people(path).values()
    other = shutil.copy(path, tmp_path / "h.kg")
    out(kg("merge", path, one, two, "--because", "一，\n“二”", "--by", "周"))
    out(kg("merge", path, one, three, "--apart", "--by", "吴"))
    out(kg("undo", path))
    table = tmp_path / "d.csv"
    out(kg("decisions", path, "--export", table))
    assert "2 kept, 0 known" in out(kg("decisions", other, "--import", table))
    assert rows(kg("decisions", other, "--json")) == rows(kg("decisions", path, "--json"))
    assert len(rows(kg("decisions", other, "--all", "--json"))) == 2
    assert people(other) == people(path)
    assert "0 kept, 2 known" in out(kg("decisions", other, "--import", table))
    assert out(kg("decisions", other, "--export", "-")) == table.read_text("utf-8")


def test_decisions_that_find_nothing_are_listed_as_orphans(path):
    one, two, _ = people(path).values()
    out(kg("merge", path, one, two))
    assert rows(kg("decisions", path, "--orphans", "--json")) == []
    for n in range(3):
        out(kg("withdraw", path, f"{n}.txt"))
    orphan, = rows(kg("decisions", path, "--orphans", "--json"))
    assert orphan["found"] == "0/1+0/1"


def test_review_shows_two_side_by_side_and_takes_the_decision(path):
    done = kg("review", path, "--by", "周", stdin="s\nwhat\nd\n")
    shown = out(done)
    assert "忻州市教育局局长" in shown
    assert "words 1" in shown
    assert "'what' is no answer" in err(done)
    assert [d["verdict"] for d in rows(kg("decisions", path, "--json"))] == ["same", "different"]
    assert len(people(path)) == 2
    done = kg("review", path)
    assert (out(done), "decided: nothing" in err(done)) == ("", True)


def test_review_can_be_left_and_skipped(path):
    done = kg("review", path, WHO, "--limit", "3", stdin="skip\nu\nq\n")
    assert "decided: 1 unsure" in err(done)
    assert done.exit_code == 0
    assert len(people(path)) == 3
    assert "decided: nothing" in err(kg("review", path, stdin=""))


def test_a_table_of_another_hand_is_checked(path, tmp_path):
    table = tmp_path / "d.csv"
    columns = "decision,verdict,kind,side,digest,field,start,end,name\n"
    for text, says in (
        ("a,b\n1,2\n", "has no column decision"),
        (columns + "x,same,Person,1,d1,text,three,4,张春生\n", "line 2: start and end"),
        (columns + "x,same,Person,1,d1,body,3,4,张春生\n", "the field is 'body'"),
        (columns + "x,same,Person,1,d1,text,5,4,张春生\n", "is no place"),
        (columns + "x,same,Person,1,d1,text,3,4,张春生\n", "two sides"),
        (columns + "x,maybe,Person,1,d1,text,3,4,张\nx,maybe,Person,2,d2,text,3,4,张\n", "no verdict 'maybe'"),
        (columns + "x,same,Person,1,d1,text,3,4,张\nx,unsure,Person,2,d2,text,3,4,张\n", "another verdict"),
        (columns + "x,same,Person,1,d1,text,3,4,张\nx,same,Person,2,d2,text,3,4,张\n"
         "y,different,Person,1,d1,text,3,4,张\ny,different,Person,2,d2,text,3,4,张\n", "contradicts"),
    ):
        table.write_text(text, encoding="utf-8")
        done = kg("decisions", path, "--import", table)
        assert (done.exit_code, says in err(done)) == (2, True), err(done)
    assert rows(kg("decisions", path, "--json")) == [], "a table is taken whole or not at all"
    table.write_bytes(b"\xff\xfe\xfa")
    assert kg("decisions", path, "--import", table).exit_code == 2
    assert "there is no file" in err(kg("decisions", path, "--import", tmp_path / "none.csv"))


def test_a_table_written_by_a_spreadsheet_is_read(path, tmp_path):
    one, two, _ = people(path).values()
    out(kg("merge", path, one, two))
    table = tmp_path / "d.csv"
    out(kg("decisions", path, "--export", table))
    out(kg("undo", path))
    read = list(csv.reader(table.open(encoding="utf-8")))
    with table.open("w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f, lineterminator="\r\n").writerows(read)
    assert "1 kept" in out(kg("decisions", path, "--import", table))
    assert len(people(path)) == 2


@pytest.mark.parametrize(("args", "says"), [
    (["merge", "{g}", WHO, "忻州市教育局"], "3 things go by"),
    (["merge", "{g}", "王桂兰", WHO], "no Person or Bureau or Meeting named 王桂兰"),
    (["merge", "{g}", "忻州市教育局", "安全工作会议"], "cannot be compared"),
    (["merge", "{g}", "忻州市教育局", "忻州市教育局"], "are one already"),
    (["merge", "{g}", WHO], "Missing argument"),
    (["split", "{g}", "忻州市教育局", "--mentions"], "wants the ids"),
    (["split", "{g}", "忻州市教育局", "nothing"], "has no mention nothing"),
    (["split", "{g}", "忻州市教育局", "x", "--by", "year"], "one of them"),
    (["undo", "{g}", "decision-x"], "no decision 'decision-x' stands"),
    (["undo", "{g}"], "no decision stands here"),
    (["decisions", "{g}", "--orphans", "--export", "x.csv"], "choose one"),
    (["decisions", "{g}", "--export", "no/x.csv"], "there is no folder"),
    (["decisions", "none.kg"], "there is no graph file"),
    (["review", "{g}", "王桂兰"], "no Person named 王桂兰"),
    (["review", "{g}", "--kind", "Place"], "Place"),
    (["conflicts", "none.kg"], "there is no graph file"),
    (["conflicts", "{g}", "--kind", "x"], "x"),
])
def test_bad_requests_are_said(built, args, says):
    done = kg(*(a.format(g=built) for a in args))
    assert done.exit_code == 2
    assert says in err(done)


def test_conflicts_are_listed_with_both_quotes(tmp_path):
    for n, who in enumerate((WHO, "王桂兰")):
        text = f"2015-08-21\n忻州市教育局局长{who}主持第{n + 1}次安全工作会议。"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    out(kg("build", tmp_path, "--into", tmp_path / "g.kg", "-p", "1"))
    found, = rows(kg("conflicts", tmp_path / "g.kg", "--json"))
    assert found["kind"] == "two-holders"
    assert [any(who in w["quote"] for w in side) for who, side in zip(
        sorted((WHO, "王桂兰"), key=found["what"].index), found["sides"], strict=True)] == [True, True]
    shown = out(kg("conflicts", tmp_path / "g.kg"))
    assert shown.startswith("two-holders: 忻州市教育局局长")
    assert "[2015-08-21" in shown
    assert out(kg("conflicts", tmp_path / "g.kg", "--kind", "two-places")) == ""
