"""Link farms in plain text."""

from __future__ import annotations

from loaders.readers.tails import farm_ranges, is_farm, readable, without

NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯"


def test_a_farm_at_the_end_is_cut_with_all_behind_it() -> None:
    text = "会议由张春生主持。\n主站蜘蛛池模板: " + "| ".join(f"{c}县" for c in NAMES) + "\n更多| 内容| 在此| 处"
    ranges = readable(text)
    assert ranges
    assert "".join(text[a:b] for a, b in ranges) == "会议由张春生主持。\n"


def test_a_farm_in_the_same_line_is_cut_from_its_stamp_on() -> None:
    text = "会议由张春生主持。主站蜘蛛池模板: " + "| ".join(f"{c}县" for c in NAMES)
    assert [text[a:b] for a, b in readable(text) or ()] == ["会议由张春生主持。"]


def test_a_row_of_bars_without_a_stamp_is_a_farm_when_it_is_long() -> None:
    assert is_farm("|".join(f"{c}县" for c in NAMES))
    assert not is_farm("| 姓名 | 性别 | 民族 | 职务 |")
    assert not is_farm("|".join(f"{c}县召开会议，张春生主持。" for c in NAMES))


def test_sentences_behind_a_farm_are_read() -> None:
    text = "|".join(f"{c}县" for c in NAMES) + "\n3月5日，市局召开会议，张春生主持。\n"
    assert [text[a:b] for a, b in readable(text) or ()][-1].strip() == "3月5日，市局召开会议，张春生主持。"


def test_a_text_without_farms_is_read_whole() -> None:
    assert readable("党建 | 市局召开会议\n会议由张春生主持。") == ()


def test_a_text_that_is_only_a_farm_has_nothing_to_read() -> None:
    assert readable("|".join(f"{c}县" for c in NAMES)) is None
    assert farm_ranges("没有竖线") == []


def test_holes_are_cut_out_in_order() -> None:
    assert without([(0, 4), (6, 10)], [(8, 20), (0, 1), (3, 7)]) == ((1, 3), (7, 8))
