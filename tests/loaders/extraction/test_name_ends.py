"""Where a name ends: what stands behind it belongs to the sentence, or, seldom, to the name."""

from __future__ import annotations

import pytest

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def people(text: str) -> list[str]:
    mentions, _ = mark(Reading.of(Notice("k", "s", "2020-05-06", "", text)))
    return list(dict.fromkeys(m.name for m in mentions.people))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会议听取了市审计局局长王磊受市政府委托作的报告。", "王磊"),
        ("市纪委书记赵敏于3月2日至5日到县里走访。", "赵敏"),
        ("工会主席陈涛向“五一”奖章获得者表示祝贺。", "陈涛"),
        ("学院党委书记刘芳为“乡村振兴研究院”揭牌。", "刘芳"),
        ("法院院长周强从3个方面报告了工作。", "周强"),
        ("纪委副书记王健做了党风廉政建设报告。", "王健"),
        ("县水利局局长李霞乘船察看险情。", "李霞"),
        ("副会长张捷致欢迎词。", "张捷"),
        ("市交通局局长陈帆都没有到场。", "陈帆"),
        ("教育局局长何敏、卫生局局长赵强均前往现场。", "赵强"),
        ("商会会长刘勇特邀专家授课。", "刘勇"),
        ("研究院院长陈建中等6位委员参加了会议。", "陈建中"),
        ("向张春生、李文博、王桂兰三位老师颁发证书。", "王桂兰"),
        ("联合国秘书长瓦尔德斯日前发表讲话。", "瓦尔德斯"),
        ("县文化局局长孙志均主持会议。", "孙志均"),
        ("县林业局局长赵立和出席会议。", "赵立和"),
        ("县司法局局长李为出席会议。", "李为"),
    ],
)
def test_a_preposition_or_adverb_behind_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert name in people(text)
    assert not [n for n in people(text) if n != name and n.startswith(name[:2])]


@pytest.mark.parametrize(
    "text",
    [
        "书记冒着大雨来到村里。", "书记都多次强调安全生产。", "体现了主席高瞻远瞩的眼光。", "院长宣读了教授贺信，全场鼓掌。",
        "与何老师座谈。", "柳村人关停了石矿。", "关于商品房预售许可办理事项的通知。", "在总统官邸做客。",
    ],
)
def test_words_behind_a_title_that_only_begin_like_a_name_are_none(text: str) -> None:
    assert people(text) == []


def test_a_piece_of_a_name_written_by_sound_is_not_taken_for_the_whole() -> None:
    text = "会见日本首相高仓晋三。高仓晋三说。联合国秘书长科特雷斯出席。科特雷斯也表示欢迎。王储穆罕默德到场，与穆罕默德交谈。"
    assert people(text) == ["高仓晋三", "科特雷斯", "穆罕默德"]


@pytest.mark.parametrize(
    "text",
    [
        "教育部长江学者特聘教授名单公布。", "汉阳区长江工程学院放假。", "飞抵苏加诺·哈达国际机场。", "据约翰斯·霍普金斯大学统计。",
        "特首林郑同时委任新校委。", "特首林郑周一晚入院。",
    ],
)
def test_what_is_named_after_a_person_and_words_cut_across_are_no_names(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("支部书记陶涛也认为有意义。", "陶涛"), ("总理李强将会见来宾。", "李强"), ("法工委主任李适时作的汇报很详细。", "李适时"),
        ("辅导员张经纬、邵昊敏一起主持会议。", "邵昊敏"), ("特首林郑月娥同时委任新校委。", "林郑月娥"),
    ],
)
def test_adverbs_end_a_name(text: str, name: str) -> None:
    assert name in people(text)
    assert not [n for n in people(text) if n != name and n.startswith(name[:2])]
