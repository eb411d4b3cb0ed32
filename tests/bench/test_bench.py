"""The measuring scripts run on small files of our own and say what is missing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent.parent / "bench"
sys.path.insert(0, str(BENCH))

import labelled  # noqa: E402
import page  # noqa: E402
import quotes  # noqa: E402

from loaders.extraction import extract  # noqa: E402
from loaders.facts import Evidence, Facts, Notice, ParticipationFact  # noqa: E402


def test_a_table_is_put_between_its_marks_and_nowhere_else(tmp_path):
    path = tmp_path / "p.md"
    path.write_text("a\n<!-- x -->\nold\n<!-- end x -->\nb\n", encoding="utf-8")
    page.put("x", page.table(("one", "two"), [(1, 2)]), path)
    page.put("y", "nothing", path)
    assert path.read_text("utf-8") == "a\n<!-- x -->\n| one | two |\n| --- | ---: |\n| 1 | 2 |\n<!-- end x -->\nb\n"


def test_the_page_has_every_mark_that_is_written_to():
    text = page.PAGE.read_text("utf-8")
    for name in ("gold", "rules", "peers", "labelled", "speed"):
        assert text.count(f"<!-- {name} -->\n") == text.count(f"<!-- end {name} -->") == 1


def test_labelled_sentences_are_read_in_both_forms(tmp_path):
    lines = [f"{c} {t}" for c, t in zip("市长王强说", ["B-TITLE", "E-TITLE", "B-NAME", "E-NAME", "O"], strict=True)]
    (tmp_path / "a.bmes").write_text("\n".join([*lines, "", "好 O"]), encoding="utf-8")
    entity = {"entity_type": "name", "entity_index": {"begin": 2, "end": 4}}
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "市长王强说", "entity_list": [entity]}), encoding="utf-8")
    first, second = labelled.sentences(tmp_path / "a.bmes")
    assert first == ("市长王强说", [("TITLE", 0, 2), ("NAME", 2, 4)])
    assert second == ("好", [])
    assert list(labelled.sentences(tmp_path / "b.jsonl")) == [("市长王强说", [("name", 2, 4)])]


def test_a_labelled_name_beside_its_title_is_found():
    said = list(labelled.found(("市长王建国主持会议", [("position", 0, 2), ("name", 2, 5)])))
    assert said == [("posts", "市长", True), ("people", "王建国", True)]


def test_extracted_participations_are_borne_out_by_their_words():
    notice = Notice("n", "s", "2015-08-21", "", "青石县水务局局长张春生主持会议，副局长王桂兰出席会议并讲话。")
    assert list(quotes.unproved(notice, extract(notice))) == []


@pytest.mark.parametrize(("quote", "lacks"), [
    ("王桂兰主持会议", ["actor (r)"]), ("张春生到会", ["verb (r)"]), ("张春生主持会议", []),
])
def test_words_that_name_somebody_else_are_told(quote, lacks):
    notice = Notice("n", "s", "", "", quote)
    words = Evidence("text", 0, len(quote), quote, "r", 0.9)
    facts = Facts(participation=(ParticipationFact("张春生", "chaired", "m1", verb="主持", evidence=(words,)),))
    assert [kind for kind, _ in quotes.unproved(notice, facts)] == lacks


@pytest.mark.parametrize("script", ["calibrate", "figures", "labelled", "peers", "quotes"])
def test_a_script_without_its_files_says_how_it_is_called(script):
    done = subprocess.run([sys.executable, BENCH / f"{script}.py"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert f"python bench/{script}.py" in done.stderr


@pytest.mark.long
def test_adding_a_hundred_notices_to_twenty_thousand_costs_under_a_tenth_of_building_them():
    done = subprocess.run([sys.executable, BENCH / "incremental.py", "20000", "100"], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    part = next(line for line in done.stdout.splitlines() if line.startswith("adding, of building"))
    assert float(part.split()[3].rstrip("%")) < 10
    assert "the same in both: True" in done.stdout
