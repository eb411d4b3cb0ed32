"""Named campaigns, plans and policy formulas, and what only looks like one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from loaders.data import tables
from loaders.extraction.campaigns import find_campaigns
from loaders.extraction.mentions import CampaignMention
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def mentions(text: str, title: str = "") -> list[CampaignMention]:
    return find_campaigns(Reading.of(Notice("k", "s", "2024-05-08", title, text)))


def names(text: str) -> list[str]:
    return [m.name for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大家要增强“四个意识”，坚定“四个自信”，做到“两个维护”。", ["四个意识", "四个自信", "两个维护"]),
        ("座谈会上，与会人员谈到共建一带一路的体会。", ["一带一路"]),
        ("县里推进扫黑除恶专项斗争，群众拍手称快。", ["扫黑除恶专项斗争"]),
        ("学院学习习近平新时代中国特色社会主义思想。", ["习近平新时代中国特色社会主义思想"]),
        ("区里落实乡村振兴战略，也谈长江经济带发展。", ["乡村振兴战略", "长江经济带发展"]),
    ],
)
def test_a_fixed_formula_is_found_with_or_without_quotation_marks(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_short_and_long_writings_of_a_formula_bear_one_name() -> None:
    found = mentions("全市打好精准脱贫攻坚战。会后，张春生谈了脱贫攻坚的难点。")
    assert {m.name for m in found} == {"脱贫攻坚战"}
    assert len(found) == 2


def test_the_head_after_a_quoted_formula_belongs_to_the_words_found() -> None:
    text = "局党组开展“三严三实”专题教育。"
    (m,) = mentions(text)
    assert m.name == "三严三实"
    body = Reading.of(Notice("k", "s", "", "", text)).text
    assert body[m.start : m.end] == "“三严三实”专题教育"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编制“十四五”规划的工作已经启动。", ["“十四五”规划"]),
        ("会议审查国民经济和社会发展第十三个五年规划纲要。", ["“十三五”规划"]),
        ("邮政业“十三五”规划编制座谈会召开。", ["邮政业“十三五”规划"]),
    ],
)
def test_a_five_year_plan_is_named_by_its_number(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_five_year_period_alone_is_no_plan() -> None:
    assert names("“十四五”时期，全县新建学校二十所。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市局部署开展危险化学品运输专项整治，王桂兰作动员。", ["危险化学品运输专项整治"]),
        ("省里印发了农村饮水安全三年行动计划。", ["农村饮水安全三年行动计划"]),
        ("街道组织开展“红色物业”创建活动。", ["“红色物业”创建活动"]),
        ("全市实施“安居”工程。", ["“安居”工程"]),
        ("双方愿推动中柬命运共同体建设。", ["中柬命运共同体"]),
    ],
)
def test_a_head_names_a_campaign_with_the_words_before_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["要抓好各项专项整治。", "此次专项行动为期三个月。", "要通过专项治理解决问题。"])
def test_a_head_that_only_points_back_names_nothing(text: str) -> None:
    assert names(text) == []


def test_a_name_in_quotation_marks_that_ends_with_its_head() -> None:
    assert names("民政部门启动“暖冬行动”，申报“县域快递示范城市”。") == ["暖冬行动", "县域快递示范城市"]
    assert names("要防止“形象工程”，反对“我们必须马上采取行动”的说法。") == []


def test_a_word_of_praise_and_its_building() -> None:
    assert names("全市推进智慧法院建设，结合美丽田园建设发展旅游。") == ["智慧法院建设", "美丽田园建设"]


def test_a_nation_s_plan_is_not_a_ministry_s() -> None:
    text = "会议通过《国家环境保护“十四五”规划》，要求围绕实现国家“十四五”规划确定的目标工作。"
    assert names(text) == ["国家环境保护“十四五”规划", "“十四五”规划"]


def test_a_community_of_two_peoples_has_one_name_in_either_order() -> None:
    assert set(names("推动中老命运共同体建设，愿同老方深化老中命运共同体。")) == {"中老命运共同体"}


def test_the_noun_for_a_plan_in_taiwan_s_writing() -> None:
    assert names("縣長張春生視察「碧湖亮點計畫」執行情形。") == ["碧湖亮点计划"]
    assert names("縣長張春生說，他計劃參加會議。") == []


def test_a_counted_formula_counts_in_quotation_marks() -> None:
    assert names("全局严守“两条红线”，做到“五个到位”。") == ["两条红线", "五个到位"]
    assert names("全局有两条红线，做到五个到位。") == []


@pytest.mark.parametrize(
    "text",
    [
        "会议强调，要推动高质量发展，保障改善民生。",
        "会议表决通过了新修订的安全生产法。",
        "刘海涛说：“我们一定不能只喊口号就算了事”行动起来才行。",
        "他被称为篮球场上的“一哥”，球迷有“70后”也有“80后”运动员。",
        "“三农”工作座谈会在县里召开。",
        "大家认为这是“两个中国”的错误主张。",
    ],
)
def test_topics_laws_slogans_and_counts_are_no_campaigns(text: str) -> None:
    assert names(text) == []


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    found = mentions("围绕京津冀协同发展战略，深入开展“两学一做”学习教育和禁毒人民战争，推进“平安”工程。")
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_every_formula_of_the_lexicon_is_found_under_its_own_name() -> None:
    for name, cell in tables.rows("campaign_formulas", 2):
        for form, weak in tables.forms(cell) or [("".join(c for c in name if c not in "“”"), False)]:
            assert name in names(f"大家学习“{form}”。" if weak else f"大家学习{form}。"), (name, form)


def test_a_long_notice_is_read_in_linear_time() -> None:
    text = "市局部署开展危险化学品运输专项整治，增强“四个意识”，推进“安居”工程。" * 300
    start = time.perf_counter()
    mentions(text)
    assert time.perf_counter() - start < 2.0
