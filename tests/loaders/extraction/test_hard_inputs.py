"""Inputs that break tools of this kind, each as its whole kind and on sentences of our own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from loaders.extraction import extract
from loaders.facts import Facts, Notice


def facts(text: str, title: str = "", published: str = "2021-08-20") -> Facts:
    notice = Notice("k", "s", published, title, text)
    found = extract(notice)
    for layer in ("people", "bureaus", "places", "roles", "meetings", "participation", "appointments", "campaigns"):
        for item in getattr(found, layer):
            for e in item.evidence:
                raw = notice.title if e.field == "title" else notice.text
                assert raw[e.start : e.end] == e.quote
    return found


def names(found: Facts) -> list[str]:
    return [p.name for p in found.people]


def took_part(found: Facts) -> set[tuple[str, str]]:
    return {(p.who, p.how) for p in found.participation}


def test_a_title_never_swallows_the_first_letters_of_a_name() -> None:
    assert names(facts("副局长郑乙宁主持会议。")) == ["郑乙宁"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("副局长马　军出席会议。", "马军"), ("会议由局长李　强主持。", "李强")],
)
def test_a_padded_name_is_one_and_its_quote_keeps_the_padding(text: str, name: str) -> None:
    found = facts(text)
    assert names(found) == [name]
    assert "　" in found.people[0].evidence[0].quote


def test_a_spaced_date_is_read() -> None:
    found = facts("8 月 18 日，县水利局召开防汛工作会议。")
    assert [(m.start, m.end) for m in found.meetings] == [("2021-08-18", "2021-08-18")]


@pytest.mark.parametrize(
    ("written", "date"),
    [("202184日", "2021-08-04"), ("816日", "2021-08-16"), ("今(19)日", "2021-08-19"), ("129日", "")],
)
def test_a_date_that_lost_its_year_or_month_is_settled_or_left_open(written: str, date: str) -> None:
    found = facts(f"{written}，县水利局召开防汛工作会议。")
    assert [m.start for m in found.meetings] == [date]


@pytest.mark.parametrize(
    "text",
    ["會(hui)議(yi)由局長(zhǎng)張春生主持(chi)。", "會議由局長（zhǎng）張春生主持。", "会议由局长(zhang )张春生主持。"],
)
def test_glosses_are_no_words_and_names_stay_whole(text: str) -> None:
    assert took_part(facts(text, "防汛工作会议召开")) >= {("张春生", "chaired")}


def test_notes_in_brackets_are_no_glosses() -> None:
    found = facts("任命李文博(女)为县水利局副局长。")
    assert [(p.name, p.gender) for p in found.people] == [("李文博", "女")]


def test_over_converted_characters_are_read_as_meant() -> None:
    found = facts("松滋市政府干預辦公室主任張春生在鬆滋市主持會議。")
    assert "松滋市" in [p.name for p in found.places]


def test_a_link_farm_of_counties_is_no_part_of_a_web_page() -> None:
    from loaders.readers import read

    page = (
        "<html><body><h1>县水利局召开会议</h1><p>8月18日，县水利局召开防汛工作会议，局长张春生主持会议，部署下半年工作。</p>"
        "<div>主站蜘蛛池模板: <a>东安县</a>| <a>上虞市</a>| <a>寿光市</a>| <a>镇赉县</a>| <a>平罗县</a>| <a>连江县</a></div></body></html>"
    )
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        (notice,) = read([file])
    assert not {"东安县", "上虞市", "寿光市"} & {p.name for p in extract(notice).places}


def test_who_runs_the_office_for_now_has_chaired_no_meeting() -> None:
    found = facts("县水利局副局长张春生主持县水利局全面工作。")
    assert [f for f in found.participation if f.how == "chaired"] == []


def test_a_proposed_post_is_not_held_nor_given() -> None:
    found = facts("张春生拟任县水利局局长，现予公示。")
    assert {a.action for a in found.appointments} == {"proposed"}
    assert not any(r.title == "局长" and not r.former for r in found.roles)


def test_a_proposed_post_with_no_body_is_not_held_either() -> None:
    found = facts("任前公示：张春生拟任局长。")
    assert [(a.person, a.title, a.action) for a in found.appointments] == [("张春生", "局长", "proposed")]
    assert not found.roles


def test_a_former_post_says_so() -> None:
    (role,) = facts("县水利局原局长张春生出席会议。").roles
    assert (role.former, role.title) == (True, "原局长")


def test_the_one_who_sends_another_was_not_there() -> None:
    found = facts("受局长张春生委托，副局长李文博主持会议并讲话。", "防汛工作会议召开")
    assert {w for w, _ in took_part(found)} >= {"李文博"}
    assert "张春生" not in {w for w, _ in took_part(found)}


def test_a_meeting_and_a_group_are_never_people() -> None:
    found = facts("会议指出，要加强防汛。全省11个市局主要负责人参加会议。", "防汛工作会议召开")
    assert found.people == ()
    assert [(g.name, g.size) for g in found.groups] == [("全省11个市局主要负责人", 11)]


def test_without_weights_it_runs_and_says_once_how_to_get_them() -> None:
    script = (
        "import logging; logging.basicConfig();"
        "from loaders.extraction import extract; from loaders.facts import Notice;"
        "n = [extract(Notice('k', 's', '', '', '厅长江成与大家座谈，副市长罗富和出席提案会。')) for _ in range(3)];"
        "print([p.name for p in n[0].people])"
    )
    env = {**os.environ, "GUANXI_MODELS": os.devnull + "-absent"}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert "江成" in done.stdout
    assert done.stderr.count("kg models") <= 1
    assert "Traceback" not in done.stderr
