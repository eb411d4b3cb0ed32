"""Whose minister, chairman or chief executive: the state that a title's words, or its neighbours, speak of."""

from __future__ import annotations

import pytest

from loaders.extraction import extract
from loaders.facts import Notice


def roles(text: str) -> set[tuple[str, str, str]]:
    return {(r.person, r.bureau, r.title) for r in extract(Notice("k", "s", "2020-05-06", "", text)).roles}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("李强会见新加坡副总理兼财政部长陈志成。", ("陈志成", "新加坡财政部", "部长")),
        ("李强会见哈总理阿布拉莫夫、第一副总理兼财政部长伊萨科夫。", ("伊萨科夫", "哈萨克斯坦财政部", "部长")),
        ("李强会见哈总理阿布拉莫夫、第一副总理兼财政部长伊萨科夫。", ("伊萨科夫", "哈萨克斯坦", "第一副总理")),
        ("俄卫生部长伊万诺夫3日在会上说，情况稳定。", ("伊万诺夫", "俄罗斯卫生部", "部长")),
        ("俄总统彼得罗夫签署了命令。", ("彼得罗夫", "俄罗斯", "总统")),
        ("3日俄外交部发言人伊万诺娃说，对此表示欢迎。", ("伊万诺娃", "俄罗斯外交部", "发言人")),
        ("委外长罗德里格斯、卫生部长阿尔瓦雷斯到机场迎接。", ("阿尔瓦雷斯", "委内瑞拉卫生部", "部长")),
        ("法国能源部长杜邦与美国能源部长史密斯通话。", ("史密斯", "美国能源部", "部长")),
        ("会见老挝人民革命党中央总书记、国家主席坎塔。", ("坎塔", "老挝", "国家主席")),
        ("国务委员兼外长王毅应约同乌克兰外长科瓦连科通电话。", ("王毅", "外交部", "外长")),
        ("新当选的澳门特别行政区第六任行政长官何志明出席。", ("何志明", "澳门特别行政区", "行政长官")),
        ("香港特别行政区第六任行政长官何志明出席。", ("何志明", "香港特别行政区", "行政长官")),
        ("中新网4月3日电财政部副部长张春生介绍了情况。", ("张春生", "财政部", "副部长")),
        ("对外开放大学教授、法学院院长张春生出席。", ("张春生", "对外开放大学法学院", "院长")),
        ("北山大学校长、中国科学院院士张春生出席。", ("张春生", "中国科学院", "院士")),
        ("巴西总统顾问洛佩斯，匈牙利政府代表、外交与对外经济部长瓦尔尼出席。", ("瓦尔尼", "匈牙利经济部", "部长")),
        ("据美国媒体报道，印度某邦卫生部长阿米特·库马尔表示。", ("阿米特·库马尔", "印度卫生部", "部长")),
        ("乌克兰方面说，乌内务部发言人科瓦连科表示同意。", ("科瓦连科", "乌克兰内务部", "发言人")),
        ("教育部长江学者特聘教授张春生到校。", ("张春生", "教育部", "长江学者")),
        ("首任市教育局局长张春生回忆说。", ("张春生", "市教育局", "首任局长")),
    ],
)
def test_a_post_is_of_the_state_or_body_that_the_words_speak_of(text: str, role: tuple[str, str, str]) -> None:
    assert role in roles(text)


@pytest.mark.parametrize(
    ("text", "title", "bureau"),
    [
        ("据美国媒体报道，XYZ主席马丁·科尔表示欢迎。", "主席", "美国"),
        ("美方称，劳动党主席马丁·科尔在美国表示欢迎。", "主席", "美国"),
        ("当地行政长官科米内对此表示关切。", "行政长官", "香港特别行政区"),
        ("杜布瓦总理多次强调合作。", "总理", "国务院"),
    ],
)
def test_a_title_is_not_given_to_a_state_that_has_no_such_office_or_another_holder(text: str, title: str, bureau: str) -> None:
    assert not [r for r in roles(text) if r[1] == bureau and r[2] == title]


def test_what_one_was_elected_to_is_no_title_of_the_next_one_named() -> None:
    held = roles("张春生全票当选国家主席中央军委主席 王桂兰当选市人大常委会主任")
    assert not [r for r in held if r[0] == "王桂兰" and "主席" in r[2]]


def test_one_who_held_a_post_before_does_not_hold_it_now() -> None:
    facts = extract(Notice("k", "s", "2020-05-06", "", "此前两任市教育局局长张春生、王桂兰都到场。"))
    assert [r.former for r in facts.roles if r.person == "张春生"] == [True]
