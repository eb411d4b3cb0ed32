"""Described groups: where one ends and the next begins, and what is no group."""

from __future__ import annotations

import pytest

from loaders.extraction.groups import body_list, group_list, headless
from loaders.extraction.mentions import BureauMention, Mentions
from loaders.extraction.subjects import transparent


def names(words: str) -> list[str]:
    return [a.name for a in group_list(words, 0, len(words), Mentions())]


@pytest.mark.parametrize(("words", "expected"), [
    ("省局机关各部门负责人", ["省局机关各部门负责人"]),
    ("海城、宁城两市有关负责同志", ["海城、宁城两市有关负责同志"]),
    ("各市局主要负责人和省局机关各处室负责人", ["各市局主要负责人", "省局机关各处室负责人"]),
    ("快递企业代表、行业协会代表、新闻媒体代表", ["快递企业代表", "行业协会代表", "新闻媒体代表"]),
    ("市快递协会主要负责人、分管负责人", ["市快递协会主要负责人、分管负责人"]),
    ("部分离任领导、老领导", ["部分离任领导、老领导"]),
    ("各处室负责人等", ["各处室负责人"]),
    ("协会会员代表、在校研究生、挂职干部等人员", ["协会会员代表、在校研究生、挂职干部等人员"]),
    ("以及全省快递企业负责人共120余人", ["全省快递企业负责人"]),
    ("28位委员、专家", ["28位委员、专家"]),
])
def test_a_list_is_parted_where_each_part_says_whose_people_they_are(words: str, expected: list[str]) -> None:
    assert names(words) == expected


def test_a_body_counted_with_others_stands_apart_from_the_people_after_it() -> None:
    assert names("公路养护处等5家单位及2名先进个人代表") == ["公路养护处", "2名先进个人代表"]


@pytest.mark.parametrize("words", [
    "会议要求各单位负责人", "省快递管理局局长", "全省快递业务量", "会议", "据有关负责人", "他向各位代表",
])
def test_what_is_no_list_of_people_gives_no_group(words: str) -> None:
    assert names(words) == []


def test_a_group_knows_its_size_and_body() -> None:
    words = "海州省快递管理局30名干部职工"
    mentions = Mentions(bureaus=[BureauMention(0, 8, "海州省快递管理局")])
    group = group_list(words, 0, len(words), mentions)[0]
    assert (group.size, group.of, group.kind) == (30, "海州省快递管理局", "group")


def test_bodies_before_a_comma_take_the_head_of_what_follows() -> None:
    words = "各省、自治区、直辖市，中央有关部门负责同志"
    at = words.index("，")
    head = group_list(words, at + 1, len(words), Mentions())[0]
    first = headless(words, 0, at, head, Mentions())
    assert first is not None
    assert first.name == "各省、自治区、直辖市负责同志"
    assert first.settled == (head.start, head.end)


def test_listed_bodies_end_at_their_verb() -> None:
    words = "海城市局、宁城市局等单位分别作了发言"
    mentions = Mentions(bureaus=[BureauMention(0, 4, "海城市快递局"), BureauMention(5, 9, "宁城市快递局")])
    assert [a.name for a in body_list(words, words.index("作了"), 0, mentions)] == ["海城市快递局", "宁城市快递局"]


def test_only_adverbs_and_phrases_may_stand_between_a_name_and_its_verb() -> None:
    assert transparent("8月3日在海城就安全工作", 0, 11)
    assert transparent("以《让快递更快，更好》为题，", 0, 13)
    assert not transparent("的秘书", 0, 3)
    assert not transparent("同志的讲话引起反响", 0, 9)
