"""Posts in time, as lines of a CV and sentences of a life tell them."""

from __future__ import annotations

import pytest

from loaders.extraction import extract
from loaders.extraction.biography import find_spells
from loaders.extraction.marking import mark
from loaders.extraction.mentions import PostMention
from loaders.extraction.reading import Reading
from loaders.facts import Notice, RoleFact

HEAD = "张春生简历\n张春生，男，汉族，1966年6月出生，1988年7月参加工作。\n"


def spells(text: str, published: str = "2021-05-08") -> list[PostMention]:
    reading = Reading.of(Notice("k", "s", published, "", text))
    return find_spells(reading, *mark(reading))


def told(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(p.person, p.bureau, p.title, p.began, p.ended) for p in spells(text)]


@pytest.mark.parametrize(
    ("line", "began", "ended"),
    [
        ("2015.04—2017.06，任青田县教育局局长；", "2015-04", "2017-06"),
        ("2015年4月至2017年6月，任青田县教育局局长；", "2015-04", "2017-06"),
        ("2015-2017 青田县教育局局长", "2015", "2017"),
        ("2015年4月至今，任青田县教育局局长。", "2015-04", ""),
    ],
)
def test_a_line_of_a_cv_is_a_spell(line: str, began: str, ended: str) -> None:
    assert told(HEAD + line) == [("张春生", "青田县教育局", "局长", began, ended)]


def test_a_post_carried_on_from_line_to_line_is_one_spell() -> None:
    text = HEAD + "2010.01-2012.03，任青田县教育局副局长；\n2012.03-2015.08，任青田县教育局党组成员、副局长。"
    assert told(text) == [
        ("张春生", "青田县教育局", "副局长", "2010-01", "2015-08"), ("张春生", "青田县教育局", "党组成员", "2012-03", "2015-08"),
    ]


def test_posts_held_one_after_another_have_only_the_outer_dates() -> None:
    text = HEAD + "2005年1月至2010年3月，历任青田县教育局副局长、局长。"
    assert told(text) == [
        ("张春生", "青田县教育局", "副局长", "2005-01", ""), ("张春生", "青田县教育局", "局长", "", "2010-03"),
    ]


def test_a_spell_inside_a_spell_has_its_own_dates() -> None:
    text = HEAD + "2005.01-2010.03，任青田县教育局局长(其间，2007.05-2008.06兼任青田县体育局局长)。"
    assert ("张春生", "青田县体育局", "局长", "2007-05", "2008-06") in told(text)


def test_the_governor_of_a_line_is_at_the_government() -> None:
    text = HEAD + "2010.01-2012.03，任青田县委副书记、县长。"
    assert [(b, t) for _, b, t, _, _ in told(text)] == [("青田县委", "副书记"), ("青田县政府", "县长")]


def test_former_and_present_posts_are_told_apart() -> None:
    found = spells("张春生曾任青田县教育局局长，现任温岭市教育局局长。")
    assert [(p.bureau, p.former) for p in found] == [("青田县教育局", True), ("温岭市教育局", False)]


def test_a_post_before_the_news_is_former() -> None:
    (p,) = spells("会议任命张春生为温岭市副市长。此前，张春生任青田县委书记。")
    assert (p.bureau, p.title, p.former) == ("青田县委", "书记", True)


def test_a_dated_act_of_an_earlier_year_begins_a_spell() -> None:
    assert told("2016年6月，张春生出任青田县委副书记。") == [("张春生", "青田县委", "副书记", "2016-06", "")]


def test_an_act_does_not_reach_past_its_clause() -> None:
    text = "张春生2012年当选青田县政协主席，王桂兰担任温岭市教育局局长。"
    assert [(p, b) for p, b, *_ in told(text)] == [("张春生", "青田县政协")]


@pytest.mark.parametrize("text", ["2015年4月，会议在青田县召开。", "2015-2017年度计划由县教育局局长张春生宣读。", "张春生任务很重。"])
def test_dates_and_words_that_tell_no_post(text: str) -> None:
    assert told(text) == []


def roles(text: str) -> list[RoleFact]:
    return list(extract(Notice("k", "s", "2021-05-08", "", text)).roles)


def test_the_post_of_the_heading_is_the_open_spell_of_the_cv() -> None:
    text = "青田县教育局局长张春生出席会议。\n" + HEAD + "2015.04至今，任青田县教育局局长。"
    assert [(r.title, r.began, r.ended, len(r.evidence)) for r in roles(text)] == [("局长", "2015-04", "", 2)]


def test_a_line_of_a_cv_is_quoted_alone_and_settled_by_the_name() -> None:
    text = HEAD + "2010.01-2012.03，任青田县教育局副局长；\n2015.04-2017.06，任青田县民政局局长。"
    (e,) = roles(text)[-1].evidence
    assert e.quote == "2015.04-2017.06，任青田县民政局局长"
    assert [text[a:b] for _, a, b in e.settled_by] == ["张春生"]


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("1998年，张春生任青田县教育局局长。", [True]),
        ("青田县委书记张春生在外地工作多年，2008年任青田县教育局局长，2011年出任青田县林业局局长。", [True, True]),
        ("2020年12月，张春生任青田县教育局局长。", [False]),
        (HEAD + "2015.04，任青田县教育局局长。", [False]),
    ],
)
def test_an_act_of_long_ago_in_prose_does_not_say_that_the_post_is_held_today(text: str, former: list[bool]) -> None:
    assert [p.former for p in spells(text)] == former


def test_a_unit_that_names_its_own_place_is_of_no_other_body() -> None:
    text = "张春生，历任香港法律改革委员会委员，香港中央政策组顾问。"
    assert [(p.bureau, p.title) for p in spells(text)] == [
        ("香港特别行政区法律改革委员会", "委员"), ("中央政策组", "顾问"),
    ]


@pytest.mark.parametrize("text", [
    "张春生\t宁城市水利局局长\n王桂兰\t宁城市教育局副局长",
    "班子成员\n张春生 宁城市水利局局长\n王桂兰 宁城市教育局副局长\n",
    "姓名|职务\n张春生|宁城市水利局局长\n王桂兰|宁城市教育局副局长",
])
def test_a_row_names_the_holder_and_the_post(text: str) -> None:
    found = extract(Notice("k", "s", "2020-05-06", "", text))
    assert [(r.person, r.bureau, r.title) for r in found.roles] == [
        ("张春生", "宁城市水利局", "局长"), ("王桂兰", "宁城市教育局", "副局长"),
    ]


def test_a_column_of_posts_to_come_is_not_held() -> None:
    found = extract(Notice("k", "s", "2020-05-06", "", "姓名\t现任职务\t拟任职务\n张春生\t宁城市水利局副局长\t宁城市水利局局长\n"))
    assert [(r.person, r.title) for r in found.roles] == [("张春生", "副局长")]


def test_one_line_of_a_life_or_of_a_notice_before_appointment_is_read() -> None:
    found = extract(Notice("k", "s", "2020-05-06", "", "任前公示：张春生，现任宁城市水利局副局长，拟任宁城市水利局局长。"))
    assert [(a.person, a.title, a.action) for a in found.appointments] == [("张春生", "局长", "proposed")]
    found = extract(Notice("k", "s", "2020-05-06", "", "张春生，2015.04—2017.06任宁城市水利局副局长，2017.06—2019.03任宁城市水利局局长。"))
    assert [(r.title, r.began, r.ended) for r in found.roles] == [("副局长", "2015-04", "2017-06"), ("局长", "2017-06", "2019-03")]
