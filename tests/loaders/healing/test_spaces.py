from __future__ import annotations

import pytest

from loaders.healing import spaces
from loaders.healing.edits import rewrite


def read(text: str) -> str:
    return rewrite(text, spaces.find(text))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("8 月 18 日", "8月18日"),
        ("于 2015 年 8 月 18 日召开", "于2015年8月18日召开"),
        ("第 3 次会议", "第3次会议"),
        ("共 51 人参加", "共 51人参加"),
        ("１２ 月", "１２月"),
    ],
)
def test_spaces_inside_a_date_or_a_count_go(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    "text", ["来源：省局 0 内蒙古", "附件 1 人民政府名单", "张春生 2015年8月任局长", "第一组 12:30"]
)
def test_spaces_beside_a_number_that_counts_nothing_stay(text: str) -> None:
    assert spaces.find(text) == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("张春生、马　军、李　强等出席", "张春生、马军、李强等出席"),
        ("局长马　军主持", "局长马军主持"),
        ("局长马 军主持", "局长马军主持"),
        ("由马　军主持", "由马军主持"),
        ("（记者周 咏南）", "（记者周咏南）"),
        ("李　强　　王　勇　　张小明", "李强 王勇 张小明"),
        ("李 强 王 勇 张 军 刘 涛", "李强 王勇 张军 刘涛"),
        ("欧阳　锋主持", "欧阳锋主持"),
        ("馬　軍、張　強出席", "馬軍、張強出席"),
        ("书　记　张春生", "书记 张春生"),
        ("时\u00a0\u00a0间：8月", "时间：8月"),
        ("任命张　政为副部长，免去王　毅的职务", "任命张政为副部长，免去王毅的职务"),
        ("书记刘　捷担任", "书记刘捷担任"),
        ("、穆 虹、咸 辉、", "、穆虹、咸辉、"),
    ],
)
def test_a_padded_name_or_label_is_put_together(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    "text",
    ["张三 李四 王五", "记者 张春生 王桂兰", "摄影 刘海涛", "市局 张春生", "@熊 夏天的风", "@罗 对传播班", "我在 北京"],
)
def test_a_space_that_parts_words_stays(text: str) -> None:
    assert spaces.find(text) == []


def test_an_odd_space_that_parts_words_becomes_a_plain_one() -> None:
    assert read("张三　李四\u00a0王五\u2003赵六") == "张三 李四 王五 赵六"


def test_a_byline_stays_apart_from_the_name_before_it() -> None:
    assert read("徐明　李春华　摄") == "徐明 李春华 摄"


def test_the_indent_of_a_paragraph_goes() -> None:
    assert read("　　会议指出\n\u00a0\u00a0会议强调\u3000\n") == "会议指出\n会议强调\n"


def test_a_plain_indent_stays() -> None:
    assert spaces.find("\t会议指出\n  会议强调") == []


def test_a_tab_between_cells_stays() -> None:
    assert read("姓名\t张春生　\t局长") == "姓名\t张春生\t局长"


def test_characters_of_no_width_go() -> None:
    assert read("\ufeff张\u200b春\u00ad生\u200e主持\ue5e5") == "张春生主持"


def test_every_kind_of_line_end_becomes_one_kind() -> None:
    assert read("甲\r\n乙\r丙\u2028丁\x0b戊") == "甲\n乙\n丙\n丁\n戊"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("会议 , 推选张春生为团长 。", "会议, 推选张春生为团长。"),
        ("张春生、 王桂兰", "张春生、王桂兰"),
        ("《 会议办法》", "《会议办法》"),
        ("（草案） 。", "（草案）。"),
        ("斯特凡· 卡普费雷尔", "斯特凡·卡普费雷尔"),
    ],
)
def test_a_space_beside_a_mark_parts_nothing(text: str, reading: str) -> None:
    assert read(text) == reading


def test_a_line_set_character_by_character_is_put_together() -> None:
    assert read("会 议 指 出 ， 要 认 真 学 习 。") == "会议指出，要认真学习。"
    assert read("通知 会 议 指 出 要 认 真 学 习") == "通知 会议指出要认真学习"


def test_latin_words_keep_their_spaces() -> None:
    assert spaces.find("the State Post Bureau of China") == []
    assert read("State\u00a0Post Bureau") == "State Post Bureau"
