"""Who holds which post: stacks of titles in both orders, over lists, with the body carried or settled."""

from __future__ import annotations

import pytest

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def posts(text: str, title: str = "") -> list[tuple[str, str, str]]:
    mentions, _ = mark(Reading.of(Notice("k", "s", "2020-05-06", title, text)))
    return list(dict.fromkeys((p.person, p.bureau, p.title) for p in mentions.posts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("山西省邮政管理局党组书记、局长刘海涛出席。", [
            ("刘海涛", "山西省邮政管理局", "党组书记"), ("刘海涛", "山西省邮政管理局", "局长")]),
        ("三亚市教育局王萍局长出席。", [("王萍", "三亚市教育局", "局长")]),
        ("忻州市委副书记、市长刘海涛主持。", [
            ("刘海涛", "忻州市委", "副书记"), ("刘海涛", "忻州市政府", "市长")]),
        ("中共中央政治局委员、国务院副总理张春生出席。", [
            ("张春生", "中共中央政治局", "委员"), ("张春生", "国务院", "副总理")]),
        ("信息学院副院长王桂兰、数学系主任刘海涛参加。", [("王桂兰", "信息学院", "副院长"), ("刘海涛", "数学系", "主任")]),
        ("会议一致决定校长刘海涛留任。", [("刘海涛", "", "校长")]),
        ("河北省委书记张春生、省长李文博，辽宁省委书记刘海涛、省长王桂兰参加。", [
            ("张春生", "河北省委", "书记"), ("李文博", "河北省政府", "省长"),
            ("刘海涛", "辽宁省委", "书记"), ("王桂兰", "辽宁省政府", "省长")]),
        ("大会主席团常务主席、大会副秘书长、全国人大常委会秘书长刘海涛作汇报。", [
            ("刘海涛", "", "主席团常务主席"), ("刘海涛", "", "大会副秘书长"),
            ("刘海涛", "全国人民代表大会常务委员会", "秘书长")]),
        ("码头地处长江边。", []),
        ("共青团温州市委副书记刘海涛参加。", [("刘海涛", "共青团温州市委", "副书记")]),
        ("吉林省委常委、统战部部长王桂兰，宁波市委常委、组织部长刘海涛参加。", [
            ("王桂兰", "吉林省委", "常委"), ("王桂兰", "吉林省委统战部", "部长"),
            ("刘海涛", "宁波市委", "常委"), ("刘海涛", "宁波市委组织部", "部长")]),
        ("内蒙古自治区主席刘海涛和自治区党委常委、宣传部部长王桂兰参加。", [
            ("刘海涛", "内蒙古自治区政府", "主席"), ("王桂兰", "内蒙古自治区党委", "常委"),
            ("王桂兰", "内蒙古自治区党委宣传部", "部长")]),
        ("省气象局原局长刘海涛参加。", [("刘海涛", "省气象局", "原局长")]),
    ],
)
def test_titles_before_and_behind_a_name_give_its_posts(text: str, found: list[tuple[str, str, str]]) -> None:
    assert posts(text) == found


@pytest.mark.parametrize("first", ["南京市副市长张春生任司长；", "南京市召开会议。南京市委书记张春生讲话。"])
def test_a_level_word_in_a_stack_goes_on_with_the_division_before_it(first: str) -> None:
    found = posts(first + "重庆市副市长、市公安局局长刘海涛任副部长。")
    assert [(p, b) for p, b, _ in found if p == "刘海涛"][:2] == [("刘海涛", "重庆市政府"), ("刘海涛", "重庆市公安局")]


def test_a_foreign_title_takes_the_country_of_its_sentence_and_never_one_of_two() -> None:
    assert posts("他将访问越南和老挝。其间，总统阿里夫将主持宴会。") == [("阿里夫", "", "总统")]
    assert posts("他抵达越南。总统阿里夫迎接。") == [("阿里夫", "越南", "总统")]


def test_an_office_that_other_states_have_too_is_chinas_only_where_its_holder_is() -> None:
    assert posts("李克强总理会见泰国总理阿里夫。阿里夫总理表示欢迎。") == [("李克强", "国务院", "总理"), ("阿里夫", "泰国", "总理")]
    assert posts("他将访问泰国、老挝，会见阿里夫国家主席。") == []
    assert posts("会见越南客人时，吴仪副总理表示欢迎。") == [("吴仪", "国务院", "副总理")]


def test_one_title_of_several_seats_spreads_over_a_list_of_names() -> None:
    assert posts("全国政协副主席张春生、李文博、王桂兰出席。") == [
        (n, "中国人民政治协商会议全国委员会", "副主席") for n in ("张春生", "李文博", "王桂兰")]


def test_a_title_of_one_seat_does_not_spread() -> None:
    assert [p for p, *_ in posts("县水利局局长刘海涛、张春生、李文博出席。")] == ["刘海涛"]


def test_a_bare_title_behind_a_name_repeats_the_post_given_in_full() -> None:
    assert posts("县水利局局长刘海涛主持会议。刘海涛局长强调，要防汛。") == [("刘海涛", "县水利局", "局长")]


def test_a_post_of_one_seat_that_another_holds_is_not_guessed() -> None:
    found = posts("大同市水务局局长张春生主持会议。会议传达了刘海涛局长在全省水务工作会议上的讲话。", "大同市水务局召开会议")
    assert found == [("张春生", "大同市水务局", "局长"), ("刘海涛", "", "局长")]


def test_a_title_that_follows_one_name_is_not_the_next_ones() -> None:
    assert posts("出席的有王明远教授、李文博副教授。") == [("王明远", "", "教授"), ("李文博", "", "副教授")]


def test_offices_of_state_know_their_body() -> None:
    assert ("李强", "国务院", "总理") in posts("李强总理会见客人。")


def test_acting_and_concurrent_posts_say_so() -> None:
    mentions, _ = mark(Reading.of(Notice("k", "s", "", "", "忻州市代市长刘海涛，市委秘书长兼办公室主任张春生出席。")))
    by_title = {p.title: p for p in mentions.posts}
    assert by_title["市长"].acting
    assert by_title["主任"].concurrent


def test_a_rank_phrase_is_no_post() -> None:
    mentions, _ = mark(Reading.of(Notice("k", "s", "", "", "合作总社副主任刘海涛（正部级）调研。")))
    assert [(p.title, p.rank) for p in mentions.posts] == [("副主任", "正部级")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市人大常委会副主任张春生代表检查组作了报告。", [("张春生", "市人大常委会", "副主任")]),
        ("国务院两名副总理张春生、王桂兰出席。", [("张春生", "国务院", "副总理"), ("王桂兰", "国务院", "副总理")]),
        ("心理学系系主任张春生到会。", [("张春生", "心理学系", "主任")]),
    ],
)
def test_words_beside_a_title_are_told_from_it(text: str, found: list[tuple[str, str, str]]) -> None:
    assert posts(text) == found


def test_a_bare_party_secretary_beside_a_dean_is_not_the_university_s() -> None:
    lead = "忻州师范大学召开会议，忻州师范大学校长王桂兰出席。"
    assert ("张春生", "忻州师范大学", "党委书记") not in posts(lead + "党委书记兼副院长张春生主持。", "忻州师范大学召开会议")
    assert ("张春生", "忻州师范大学", "党委书记") in posts(lead + "党委书记张春生主持。", "忻州师范大学召开会议")


def test_our_own_commission_is_not_the_one_named_before() -> None:
    said = posts("团市委副书记张春生，委党委副书记、副主任李文博，委机关党委副书记王桂兰出席会议。")
    assert said[0] == ("张春生", "团市委", "副书记")
    assert not [s for s in said[1:] if s[1] == "团市委"]


@pytest.mark.parametrize("text", ["会议在中山中学召开，市委书记刘海涛出席。", "代表们来到中山路，市委书记刘海涛讲话。"])
def test_what_is_named_after_sun_yat_sen_is_not_in_zhongshan(text: str) -> None:
    assert not [s for s in posts(text) if "中山" in s[1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("重庆副市长兼公安局长张春生出席。", ("张春生", "重庆市公安局", "局长")),
        ("会见新加坡副总理兼贸工部长陈志成。", ("陈志成", "新加坡贸工部", "部长")),
        ("会见印尼总统特使、海洋统筹部长哈托约。", ("哈托约", "印度尼西亚海洋统筹部", "部长")),
        ("出席的有港大校委、前马会主席施文信。", ("施文信", "马会", "前主席")),
        ("新一届会长张春生教授讲话。", ("张春生", "", "会长")),
        ("受大会主席团常务主席张春生委托，会议休会。", ("张春生", "", "主席团常务主席")),
        ("硕士生班主任张春生出席。", ("张春生", "", "班主任")),
        ("该部门发言人张春生表示欢迎。", ("张春生", "", "发言人")),
        ("学院分团委副书记张春生主持。", ("张春生", "", "分团委副书记")),
        ("清华大学经管学院教授张春生出席。", ("张春生", "清华大学经管学院", "教授")),
    ],
)
def test_what_stands_before_a_title_is_read_as_the_body_only_where_it_is_one(text: str, found: tuple[str, str, str]) -> None:
    assert found in posts(text)


def test_a_negated_title_keeps_its_negation() -> None:
    assert ("张春生", "香港终审法院", "非常任法官") in posts("终审法院非常任法官张春生出席。")


def test_what_somebody_does_is_no_body_of_a_post() -> None:
    assert posts("自己还专门联系过班主任王桂兰老师。") == [("王桂兰", "", "班主任")]


def test_a_chief_officer_s_title_is_read_to_its_end() -> None:
    assert [(p, t) for p, _, t in posts("宁城集团首席合规官王桂兰女士致辞。")] == [("王桂兰", "首席合规官")]
