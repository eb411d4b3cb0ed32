"""Sheets to be judged by hand: what is drawn, and the figures of a judged one."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from kg import sampling
from kg.intervals import odds, weighted, wilson
from kg.ledger import Ledger
from kg.sampling import Row, SampleError
from kg.tally import TallyError, tally


@pytest.fixture
def held(keep, draft):
    """Sixty notices of three years, each with one chair; every fourth has a clause that gives no fact."""
    with Ledger.temporary() as ledger:
        drafts = []
        for n in range(60):
            year = 2014 + (n % 6) // 2 - (n % 6 == 5)
            more = "由各科室轮流主持。" if n % 4 == 0 else ""
            text = f"张春生主持第{n}次水利例会。{more}"
            found = draft(text, key=f"n{n}", published=f"{year}-0{1 + n % 3}-10")
            found.say("meetings", "m1", f"第{n}次水利例会", quote=f"第{n}次水利例会")
            drafts.append(found.say("participation", "张春生", "chaired", "m1", quote=f"张春生主持第{n}次水利例会"))
        keep(ledger, drafts)
        yield ledger


def row(part="found", stratum="site 2014", size=100, verdict="yes"):
    return Row(part, "chaired", stratum, str(size), "", "", verdict, *[""] * 9)


def test_every_source_and_year_has_its_share_of_the_sheet(held):
    rows = sampling.draw(held, "chaired", 12, unread=0)
    sizes = {r.stratum: int(r.size) for r in rows}
    drawn = {name: sum(r.stratum == name for r in rows) for name in sizes}
    assert sum(sizes.values()) == 60
    assert {name: count * 5 for name, count in drawn.items()} == sizes


def test_a_drawn_fact_stands_with_its_words_and_names_the_meeting(held):
    found = sampling.draw(held, "chaired", 3, unread=0)[0]
    assert "meeting: 第" in found.says
    assert found.quote.startswith("张春生主持")
    assert (found.rule, found.verdict, found.confidence) == ("by-hand", "", "0.90")
    assert found.link.startswith("n")


def test_the_same_seed_draws_the_same_sheet(held):
    assert sampling.draw(held, "chaired", 10, seed=4) == sampling.draw(held, "chaired", 10, seed=4)
    assert sampling.draw(held, "chaired", 10, seed=4) != sampling.draw(held, "chaired", 10, seed=5)


def test_fewer_facts_than_years_are_drawn_from_the_whole_source(held):
    assert {r.stratum for r in sampling.draw(held, "chaired", 2, unread=0)} == {"site"}


def test_clauses_that_gave_no_fact_come_with_the_number_there_are(held):
    clauses = [r for r in sampling.draw(held, "chaired", 12, unread=6) if r.part == "unread"]
    assert 0 < len(clauses) <= 6
    assert all("主持" in r.quote and not r.fact for r in clauses)


def test_an_unknown_kind_is_refused_with_the_kinds_there_are(held):
    with pytest.raises(SampleError, match="chaired"):
        sampling.draw(held, "presided", 3)
    with pytest.raises(SampleError, match="holds no fact"):
        sampling.draw(held, "removed", 3)


def test_a_written_sheet_is_read_back_whole(held, tmp_path):
    rows = sampling.draw(held, "chaired", 12)
    with (tmp_path / "sheet.csv").open("w", encoding="utf-8", newline="") as stream:
        sampling.write(rows, stream)
    assert sampling.read(tmp_path / "sheet.csv") == rows


def test_scraped_words_do_not_become_formulas():
    stream = io.StringIO()
    sampling.write([replace(row(), quote="=1+1")], stream)
    line = next(csv.DictReader(io.StringIO(stream.getvalue()[1:])))
    assert line["quote"] == "'=1+1"


def test_strata_are_weighted_by_their_size():
    rows = [row(verdict=v) for v in ["yes"] * 9 + ["no"]]
    rows += [row(stratum="site 2015", size=300, verdict=v) for v in ["对"] * 5 + ["错"] * 5]
    figures = {(f.of, f.stratum): f for f in sampling.score(rows)}
    assert figures["precision", "site 2014"].share == 0.9
    assert figures["precision", "weighted"].share == pytest.approx(0.6)
    assert figures["precision", "weighted"].low < 0.6 < figures["precision", "weighted"].high


def test_recall_sets_right_facts_against_facts_in_clauses_passed_over():
    rows = [row(verdict=v) for v in ["yes"] * 18 + ["no"] * 2] + [row("unread", size=40, verdict=v) for v in ["yes"] * 5 + ["no"] * 15]
    recall = next(f for f in sampling.score(rows) if f.of == "recall")
    assert recall.share == pytest.approx(90 / 100)
    assert 0.8 < recall.low < recall.share < recall.high < 0.97


def test_lines_without_a_verdict_do_not_count():
    figures = sampling.score([row(), row(verdict="")])
    assert figures[-1].judged == 1
    with pytest.raises(SampleError, match="verdict"):
        sampling.score([row(verdict="")])


@pytest.mark.parametrize(("text", "says"), [
    ("a,b\n1,2\n", "no column part"),
    ("part,kind,stratum,size,verdict\nfound,chaired,s,3,maybe\n", "line 2: the verdict 'maybe'"),
    ("part,kind,stratum,size,verdict\nfound,chaired,s,many,yes\n", "line 2: the columns part and size"),
])
def test_a_sheet_that_was_spoilt_is_refused_with_its_place(tmp_path, text, says):
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SampleError, match=says):
        sampling.read(tmp_path / "s.csv")


def test_wilson_keeps_within_0_and_1_and_agrees_with_known_values():
    assert wilson(1.0, 20) == (pytest.approx(0.8389, abs=1e-3), 1.0)
    assert wilson(0.5, 40) == (pytest.approx(0.3520, abs=1e-3), pytest.approx(0.6480, abs=1e-3))


def test_an_even_sample_is_worth_its_number():
    assert weighted([(10, 10, 100), (30, 15, 300)]) == (pytest.approx(0.625), pytest.approx(40))


@pytest.mark.parametrize(("a", "b"), [(0.02, 0.9), (0.99, 0.0), (1.0, 1.0)])
def test_recall_lies_within_its_bounds_at_the_edges(a, b):
    share, low, high = odds((a, 30), (b, 30), 2.0)
    assert 0 <= low <= share <= high <= 1


def test_notices_and_facts_are_counted_by_source_and_month(held):
    rows = tally(held, ["source", "month"])
    assert ("site", "2014-01", "notices", "10") in rows
    assert sum(int(r[-1]) for r in rows if r[-2] == "notices") == 60
    assert sum(int(r[-1]) for r in rows if r[-2] == "chaired") == 60
    with pytest.raises(TallyError, match="source, year, month"):
        tally(held, ["weekday"])


def kg(*args):
    return subprocess.run([sys.executable, "-m", "kg.cli", *map(str, args)], capture_output=True, text=True, encoding="utf-8")


def test_the_commands_draw_score_and_count(tmp_path):
    (tmp_path / "n.txt").write_text("2015-08-21\n忻州市教育局局长张春生主持会议。\n", encoding="utf-8")
    assert kg("build", tmp_path / "n.txt", "--into", tmp_path / "g.kg").returncode == 0
    sheet = tmp_path / "sheet.csv"
    done = kg("sample", tmp_path / "g.kg", "--kind", "people", "--n", "5", "--seed", "1", "-o", sheet)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 facts" in done.stderr
    sheet.write_text(sheet.read_text("utf-8").replace("忻州市教育局局长张春生主持会议,,", "忻州市教育局局长张春生主持会议,yes,"), "utf-8")
    done = kg("sample", "--score", sheet, "--json")
    assert [json.loads(line)["share"] for line in done.stdout.splitlines()] == ["1.000", "1.000"]
    done = kg("stats", tmp_path / "g.kg", "--by", "source,month", "--json")
    first = json.loads(done.stdout.splitlines()[0])
    assert (first["month"], first["what"], first["count"]) == ("2015-08", "notices", "1")
    for wrong in (("sample",), ("sample", tmp_path / "g.kg", "--kind", "x"), ("stats", tmp_path / "g.kg", "--by", "x")):
        done = kg(*wrong)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
