"""Why two persons are one or two, as Python and the command line tell it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.curation import SeveralError, at_desk
from kg.decisions import DecisionError
from kg.ledger import Ledger
from kg.lookup import NotFoundError

NOTICES = {
    "a1": "2015-08-21\n忻州市教育局召开安全工作会议。忻州市教育局局长张伟主持会议，副局长李桂兰出席。",
    "a2": "2016-03-02\n忻州市教育局召开普法工作会议。忻州市教育局局长张伟主持会议，副局长李桂兰出席。",
    "b": "2015-09-01\n昆明市统计局召开普查工作会议。昆明市统计局局长张伟主持会议。",
    "c1": "2012-05-03\n大同市水务局召开防汛工作会议。大同市水务局局长谌秋野主持会议。",
    "c2": "2014-06-04\n大同市政府召开防汛工作会议。大同市副市长谌秋野主持会议。",
}


def run(*args):
    return CliRunner().invoke(main, list(map(str, args)))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notices")
    for name, text in NOTICES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    kg.build(folder, into=folder / "g.kg", processes=1)
    return folder / "g.kg"


@pytest.fixture(scope="module")
def graph(path):
    return kg.open(path)


def test_two_seats_in_two_cities_at_once_are_two_persons_and_the_words_are_shown(graph):
    found = graph.why("张伟")
    assert (found.verdict, found.by) == ("different", "machine")
    clash, = (r for r in found.reasons if r.evidence == "seats")
    assert clash.weight < -found.needed
    assert {w.quote for side in clash.words for w in side} == {"忻州市教育局局长张伟主持会议", "昆明市统计局局长张伟主持会议"}
    raw = {n.id: n.attributes["key"] for n in graph.nodes("Notice")}
    assert {raw[w.notice].split("/")[-1][0] for side in clash.words for w in side} == {"a", "b"}


def test_the_sum_is_that_of_the_reasons(graph):
    found = graph.why("谌秋野")
    assert found.total == pytest.approx(sum(r.weight for r in found.reasons), abs=0.1)
    assert 0 <= found.chance <= 1


def test_one_person_of_two_lines_is_explained_by_what_ties_them(graph):
    found = graph.why("谌秋野")
    assert (found.verdict, found.by) == ("same", "machine")
    assert found.total >= found.needed
    assert {"name", "place"} <= {r.evidence for r in found.reasons if r.weight > 0}
    assert {side.posts for side in found.sides} == {("大同市水务局局长",), ("大同市政府副市长",)}


def test_one_line_of_office_needs_no_weighing(graph):
    found = graph.why("李桂兰")
    assert (found.verdict, found.reasons) == ("same", ())
    assert "line of office" in found.rule


def test_a_common_name_says_less_than_a_rare_one(graph):
    common, rare = (next(r for r in graph.why(n).reasons if r.evidence == "name") for n in ("张伟", "谌秋野"))
    assert common.weight < rare.weight
    assert common.level == "common"
    assert rare.level == "rare"


def test_two_names_are_two_persons_until_someone_decides(path, tmp_path):
    copied = tmp_path / "g.kg"
    copied.write_bytes(path.read_bytes())
    assert kg.open(copied).why("李桂兰", "谌秋野").verdict == "different"
    with Ledger.open(copied) as ledger:
        desk = at_desk(ledger)
        desk.merge("李桂兰", "谌秋野", because="改名", by="周")
        desk.settle()
    graph = kg.open(copied)
    found = graph.why("谌秋野", "李桂兰")
    assert (found.verdict, found.by) == ("same", "people")
    assert "改名" in found.rule


def test_a_decision_to_keep_two_apart_is_named(path, tmp_path):
    copied = tmp_path / "g.kg"
    copied.write_bytes(path.read_bytes())
    one, two = (n.id for n in kg.open(copied).find("张伟"))
    assert run("merge", copied, one, two, "--apart", "--because", "两地同名", "--by", "周").exit_code == 0
    done = run("why", copied, one, two, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["verdict"], told["by"]) == ("different", "people")
    assert "两地同名" in told["decisions"][0]


def test_the_command_prints_both_sides_with_quotes_and_weights(path):
    done = run("why", path, "张伟")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("two persons")
    assert "昆明市统计局局长张伟主持会议" in done.stdout
    assert "\nagainst\n" in done.stdout
    assert "-20.0  seats: two places at once" in done.stdout


def test_a_long_list_of_names_is_cut_short_around_the_one_that_matters(tmp_path):
    names = "、".join(f"{a}{b}山" for a in "赵钱孙李周吴郑王冯陈" for b in "青白红黄")
    (tmp_path / "a.txt").write_text(f"2015-08-21\n{names}、谌秋野、{names}出席会议。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("2016-08-21\n大同市水务局召开防汛工作会议。大同市水务局局长谌秋野主持会议。", encoding="utf-8")
    kg.build(tmp_path, into=tmp_path / "g.kg", processes=1)
    done = run("why", tmp_path / "g.kg", "谌秋野")
    assert done.exit_code == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) < 250
    told = json.loads(run("why", tmp_path / "g.kg", "谌秋野", "--json").stdout)
    assert all(len(w["quote"]) == w["end"] - w["start"] for r in told["reasons"] for side in r["words"] for w in side)


def test_bad_names_are_a_line_and_a_status(path, graph):
    done = run("why", path, "张伟", "谌秋野")
    assert done.exit_code == 2
    assert "give the id of one" in done.stderr
    done = run("why", path, "张伟伟")
    assert done.exit_code == 2
    assert "did you mean 张伟" in done.stderr
    with pytest.raises(NotFoundError):
        graph.why("无此人")
    with pytest.raises(SeveralError):
        graph.why("张伟", "李桂兰")


def test_a_graph_without_its_notices_cannot_tell(path, tmp_path):
    with pytest.raises(DecisionError, match="kg build"):
        kg.open(path, known_on="2015-12-31").why("张伟")
    assert run("export", path, "--to", "json", "-o", tmp_path / "g.json").exit_code == 0
    assert run("import", tmp_path / "g.json", "--into", tmp_path / "h.kg").exit_code == 0
    done = run("why", tmp_path / "h.kg", "张伟")
    assert done.exit_code == 2
    assert "kg build" in done.stderr
