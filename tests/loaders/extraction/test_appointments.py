"""Who was appointed, elected, removed or proposed, and what only sounds like it."""

from __future__ import annotations

import time

import pytest

from loaders.extraction import extract
from loaders.extraction.appointments import find_appointments
from loaders.extraction.dates import find_dates
from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import AppointmentFact, Notice

PUBLISHED = "2021-05-08"


def facts(text: str, title: str = "", published: str = PUBLISHED) -> list[AppointmentFact]:
    reading = Reading.of(Notice("k", "s", published, title, text))
    mentions, marks = mark(reading)
    mentions.dates = find_dates(reading)
    return find_appointments(reading, mentions, marks)


def moves(text: str, title: str = "") -> list[str]:
    return [f"{f.person} {f.action} {f.bureau}·{f.title}" for f in facts(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "会议决定任命张春生为省教育厅副厅长，免去王桂兰的省司法厅厅长职务。",
            ["张春生 appointed 省教育厅·副厅长", "王桂兰 removed 省司法厅·厅长"],
        ),
        (
            "会议任命张春生为省教育厅副厅长，刘海涛为省民政厅副厅长。",
            ["张春生 appointed 省教育厅·副厅长", "刘海涛 appointed 省民政厅·副厅长"],
        ),
        (
            "任命：\n1.张春生为市教育局局长；\n2.刘海涛为市财政局副局长。",
            ["张春生 appointed 市教育局·局长", "刘海涛 appointed 市财政局·副局长"],
        ),
        (
            "免去：\n王桂兰的市民政局局长职务；\n陈志远的市水利局副局长职务。",
            ["王桂兰 removed 市民政局·局长", "陈志远 removed 市水利局·副局长"],
        ),
        (
            "一、免去王桂兰的省司法厅厅长职务。\n二、任命张春生为省司法厅厅长。",
            ["王桂兰 removed 省司法厅·厅长", "张春生 appointed 省司法厅·厅长"],
        ),
        ("国务院任命张春生（女，回族）为国家统计局局长。", ["张春生 appointed 国家统计局·局长"]),
        ("会议补选张春生为市人大常委会委员。", ["张春生 elected 市人大常委会·委员"]),
        ("委任张春生、王桂兰等8人为太平绅士。", ["张春生 appointed ·太平绅士", "王桂兰 appointed ·太平绅士"]),
    ],
)
def test_a_verb_with_its_object(text: str, expected: list[str]) -> None:
    assert moves(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委决定：张春生同志任县教育局局长。", ["张春生 appointed 县教育局·局长"]),
        ("王桂兰同志不再担任县教育局局长职务，另有任用。", ["王桂兰 removed 县教育局·局长"]),
        ("张春生当选为县人民政府县长。", ["张春生 elected 县人民政府·县长"]),
        ("会议接受王桂兰因工作变动辞去县监察委员会主任职务的请求。", ["王桂兰 resigned 县监察委员会·主任"]),
        ("王桂兰被免去温岭市副市长职务。", ["王桂兰 removed 温岭市政府·副市长"]),
        ("张春生获委任为保安局副局长，接替退休的王桂兰。", ["张春生 appointed 保安局·副局长"]),
        ("张春生接替王桂兰担任温岭市市长。", ["张春生 appointed 温岭市政府·市长"]),
        ("律政司司长由资深大律师刘海涛接任。", ["刘海涛 appointed 律政司·司长"]),
        ("财政司司长王桂兰留任。", ["王桂兰 appointed 财政司·司长"]),
        ("教育部部长张春生另有任用，应予免职。", ["张春生 removed 教育部·部长"]),
    ],
)
def test_a_subject_with_its_verb(text: str, expected: list[str]) -> None:
    assert moves(text) == expected


@pytest.mark.parametrize(("before", "action"), [
    ("拟", "proposed"), ("建议", "proposed"), ("提请", "proposed"), ("会议决定", "appointed"), ("", "appointed"),
])
def test_what_is_only_wished_for_is_proposed(before: str, action: str) -> None:
    assert moves(f"{before}任命张春生为省教育厅副厅长。") == [f"张春生 {action} 省教育厅·副厅长"]


def test_several_titles_share_the_body_that_the_first_one_names() -> None:
    assert moves("免去王桂兰同志青田县委书记、常委、委员职务。") == [
        "王桂兰 removed 青田县委·书记", "王桂兰 removed 青田县委·常委", "王桂兰 removed 青田县委·委员",
    ]


def test_a_unit_inside_the_body_does_not_keep_the_next_title() -> None:
    assert moves("免去张春生的最高人民法院副院长、审判委员会委员、第九巡回法庭庭长、审判员职务。") == [
        "张春生 removed 最高人民法院·副院长", "张春生 removed 最高人民法院·审判委员会委员",
        "张春生 removed 最高人民法院第九巡回法庭·庭长", "张春生 removed 最高人民法院·审判员",
    ]


def test_a_deputy_in_the_same_list_belongs_to_the_head_s_body() -> None:
    assert moves("选举刘海涛为县人大常委会主任，陈志远、李秀英为副主任。") == [
        "刘海涛 elected 县人大常委会·主任", "陈志远 elected 县人大常委会·副主任", "李秀英 elected 县人大常委会·副主任",
    ]


def test_a_successor_with_no_post_takes_the_one_just_taken_from_another() -> None:
    assert moves("省委免去王桂兰温岭市委书记职务，张春生接任。") == [
        "王桂兰 removed 温岭市委·书记", "张春生 appointed 温岭市委·书记",
    ]


def test_posts_named_above_are_those_just_taken_from_another() -> None:
    text = "免去王桂兰的省法制委员会主任、省预算委员会主任职务，任命张春生为上述两个委员会主任。"
    assert [m for m in moves(text) if m.startswith("张")] == [
        "张春生 appointed 省法制委员会·主任", "张春生 appointed 省预算委员会·主任",
    ]


def test_his_post_is_that_of_the_one_named_last() -> None:
    text = "任命王桂兰为省法制委员会主任，免去其省民政厅厅长职务。"
    assert moves(text) == ["王桂兰 appointed 省法制委员会·主任", "王桂兰 removed 省民政厅·厅长"]


def test_respectively_gives_each_his_own() -> None:
    assert moves("会议决定，张春生、刘海涛分别任市安委会主任、副主任。") == [
        "张春生 appointed 市安委会·主任", "刘海涛 appointed 市安委会·副主任",
    ]


def test_a_list_under_a_heading_of_appointments() -> None:
    assert moves("新委任的副局长为：发展局副局长张春生 保安局副局长刘海涛") == [
        "张春生 appointed 发展局·副局长", "刘海涛 appointed 保安局·副局长",
    ]


def test_a_body_that_a_county_committee_settles() -> None:
    assert moves("会议任命张春生为青田县委副书记、县政府党组书记。") == [
        "张春生 appointed 青田县委·副书记", "张春生 appointed 青田县政府·党组书记",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("经研究，提名张春生为县长候选人。", "县长候选人"),
        ("据报，张春生将出任教育局局长。", "局长"),
        ("任前公示：张春生，男，汉族，1975年3月生，现任县民政局副局长，拟任县教育局局长。", "局长"),
    ],
)
def test_what_is_only_proposed_is_no_appointment(text: str, title: str) -> None:
    (f,) = facts(text)
    assert (f.action, f.status, f.title) == ("proposed", "proposed", title)


def test_what_is_announced_is_planned() -> None:
    (f,) = facts("张春生将出任市卫生健康委员会主任。")
    assert (f.action, f.status) == ("appointed", "planned")


def test_an_acting_post_is_marked() -> None:
    assert [(f.title, f.acting) for f in facts("会议任命张春生为副省长、代理省长。")] == [("副省长", False), ("代理省长", True)]
    assert [f.acting for f in facts("现由副专员张春生署任数字政策专员。")] == [True]


def test_a_concurrent_post_is_marked() -> None:
    assert [f.concurrent for f in facts("任命张春生（兼）为国家统计局局长，刘海涛为省统计局局长。")] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "温岭市市长张春生表示，任命干部要讲公道。",
        "张春生没有出任教育局局长。",
        "有资格出任局长的只有张春生。",
        "张春生曾任温岭市市长。",
        "此前，张春生任温岭市市长。",
        "张春生1998年升任温岭市副市长。",
        "张春生任县长期间，修了三条路。",
        "大家团结在以张春生同志为组长的领导小组周围。",
        "会议选举产生了新一届领导班子。",
        "张春生承担了这项任务，责任重大。",
        "出任局长的张春生出席会议。",
        "在张春生出任县教育局局长后，争议不断。",
        "这是张春生出任县教育局局长的风波。",
        "张春生是山区研究中心主任，兼任县教育局局长。",
        "张春生教授主张解除合同时应明确职责。",
        "会议特聘教授张春生为学员授课。",
    ],
)
def test_what_is_no_act_makes_no_fact(text: str) -> None:
    assert moves(text) == []


def test_the_one_who_appoints_is_not_the_one_appointed() -> None:
    assert moves("县民政局副局长刘海涛获县长张春生委任为县教育局局长。") == ["刘海涛 appointed 县教育局·局长"]


def test_a_clause_that_tells_when_gives_no_subject() -> None:
    assert moves("在张春生卸任县长前获升职，出任县教育局局长。") == []


def test_an_oath_belongs_to_the_one_who_swears() -> None:
    assert moves("县长张春生主持会议，会上决定任命新局长，7月1日正式就职。") == []


def test_two_appointed_with_their_old_posts() -> None:
    assert [m for m in moves("会议任命县民政局副局长张春生及县水利局副局长刘海涛为县教育局副局长。")] == [
        "张春生 appointed 县教育局·副局长", "刘海涛 appointed 县教育局·副局长",
    ]


def test_a_novel_appoints_nobody() -> None:
    assert moves("会议同意张春生同志任青田县县长。", "张春生任县长(小说)") == []


def test_a_heading_and_its_text_tell_one_fact() -> None:
    found = facts("会议决定任命张春生为工业和信息化部副部长。", "张春生任工信部副部长")
    assert [(f.bureau, f.title) for f in found] == [("工业和信息化部", "副部长")]


def test_the_date_is_the_one_nearest_the_act() -> None:
    text = "5月6日，全市干部大会召开。5月7日，市人大常委会任命张春生为市教育局局长。"
    assert [f.date for f in facts(text)] == ["2021-05-07"]


def test_an_act_with_no_date_takes_the_day_of_the_meeting() -> None:
    text = "5月7日，县人大常委会举行会议。\n会议任命张春生为县教育局局长。"
    assert [f.date for f in facts(text)] == ["2021-05-07"]


def test_no_date_is_made_up() -> None:
    assert [f.date for f in facts("会议任命张春生为县教育局局长。")] == [""]


def test_the_evidence_quotes_the_raw_words_and_their_parts() -> None:
    text = "会上宣布：免去王桂兰的县民政局局长职务，任命张春生为县教育局局长。"
    for f in facts(text):
        (e,) = f.evidence
        assert text[e.start : e.end] == e.quote
        parts = {p: text[a:b] for p, a, b in e.parts}
        assert parts["person"] == f.person
        assert parts["title"] == f.title
        assert parts["bureau"] == f.bureau
        assert parts["verb"] in ("免去", "任命")


def test_a_later_item_of_a_list_is_quoted_alone_and_settled_by_its_verb() -> None:
    text = "任命：\n张春生为市教育局局长；\n刘海涛为市财政局副局长。"
    _, second = facts(text)
    (e,) = second.evidence
    assert e.quote == "刘海涛为市财政局副局长"
    assert [text[a:b] for _, a, b in e.settled_by] == ["任命"]


def test_a_long_list_is_read_in_time() -> None:
    names = "、".join(f"{s}{a}{b}" for s in "张王李刘陈" for a in "春海桂志国" for b in "生涛兰远强华")
    text = f"会议任命{names}为县人民陪审员。" * 6
    start = time.perf_counter()
    facts(text)
    assert time.perf_counter() - start < 4.0


def test_thanks_in_the_next_sentence_take_no_post_away() -> None:
    text = "任命王桂兰同志为人事处处长；免去张春生同志人事处处长职务。刘海涛副校长对张春生同志的付出表示感谢。"
    assert {(a.person, a.action) for a in facts(text)} == {("王桂兰", "appointed"), ("张春生", "removed")}


def test_a_body_just_founded_is_where_its_head_sits() -> None:
    found = facts("会议决定设立宁城市粮食安全委员会，由张春生任主任。")
    assert [(a.person, a.bureau, a.title) for a in found] == [("张春生", "宁城市粮食安全委员会", "主任")]


def test_a_vote_is_proclaimed_line_by_line() -> None:
    text = "随后，主持人依次宣布：\n张春生、王桂兰同志为省人民政府副省长。\n刘海涛同志为省人民政府秘书长。"
    assert [(a.person, a.title, a.action) for a in facts(text)] == [
        ("张春生", "副省长", "appointed"), ("王桂兰", "副省长", "appointed"), ("刘海涛", "秘书长", "appointed"),
    ]


def test_a_chief_named_for_one_day_has_no_post() -> None:
    assert facts("张春生主持，宣布王桂兰为本次活动总指挥。") == []


def test_each_entry_of_a_chronicle_has_its_own_day() -> None:
    text = "大事记\n2011年\n1月6日 会议决定任命刘海涛为青田县副县长。\n3月10日 会议决定任命吕春梅为青田县副县长。"
    found = extract(Notice("k", "s", "", "", text)).appointments
    assert {(a.person, a.date) for a in found} == {("刘海涛", "2011-01-06"), ("吕春梅", "2011-03-10")}


def test_an_act_whose_day_has_no_year_takes_no_other_day() -> None:
    text = "1月6日，会议决定任命刘海涛为青田县副县长。\n2011年3月10日，县妇联换届。\n2011年5月2日，县里开会。"
    found = extract(Notice("k", "s", "", "", text)).appointments
    assert [(a.person, a.date) for a in found] == [("刘海涛", "")]


def test_who_takes_up_the_post_in_the_next_clause_does_not_lose_it() -> None:
    text = "免去王桂兰同志的水利局党委书记职务，刘海涛同志任水利局党委书记。"
    assert {(a.person, a.action) for a in facts(text)} == {("王桂兰", "removed"), ("刘海涛", "appointed")}


def test_he_who_replaces_another_is_the_one_who_comes() -> None:
    text = "市长委任有“铁人”之称的李国章，接替梁智鸿出任市规划委员会主席一职。"
    assert {(a.person, a.action) for a in facts(text)} == {("李国章", "appointed")}


def test_which_term_a_committee_serves_is_no_part_of_its_name() -> None:
    assert {a.bureau for a in facts("张春生、王桂兰当选为新闻学院新一届党委委员。")} == {"新闻学院"}


def test_to_act_as_head_of_a_body_is_no_part_of_its_name() -> None:
    assert moves("宁城市人大常委会决定任命张春生为宁城市人民政府副市长并代理市人民政府市长职务。") == [
        "张春生 appointed 宁城市人民政府·副市长", "张春生 appointed 宁城市人民政府·市长"]
