from __future__ import annotations

import unicodedata

import pytest

from loaders.healing import forms
from loaders.healing.edits import rewrite


def read(text: str) -> str:
    return rewrite(text, forms.find(text))


def test_full_width_digits_and_letters_become_ascii() -> None:
    assert read("１９９８年３月，ＷＴＯ谈判，增长５．２％") == "1998年3月，WTO谈判，增长5.2%"


def test_full_width_punctuation_and_ascii_commas_stay() -> None:
    text = "张春生（女）：“会议，要开好！”；王桂兰,刘海涛～"
    assert forms.find(text) == []


@pytest.mark.parametrize("dot", "•‧・･．")
def test_the_dot_of_a_foreign_name_becomes_the_middle_dot(dot: str) -> None:
    assert read(f"吾提库尔{dot}阿不都") == "吾提库尔·阿不都"


def test_a_dot_after_a_numeral_and_a_bullet_are_no_part_of_a_name() -> None:
    assert read("一．会议") == "一.会议"
    assert read("• 会议") == "• 会议"


def test_radicals_become_characters() -> None:
    assert read("⼈⺠医院⻓张春⽣") == "人民医院长张春生"


def test_compatibility_characters_and_accents_are_composed() -> None:
    assert read("\uf9e9長(zha\u030cng)") == "里長(zhǎng)"


def test_small_and_half_width_marks_become_chinese_ones() -> None:
    assert read("张春生﹑王桂兰｡主持∶刘海涛") == "张春生、王桂兰。主持：刘海涛"


@pytest.mark.parametrize(
    "text", ["e\u0301\u0323a", "\u1100\u1161\u11a8", "\u09c7\u09be", "か\u3099", "\u0344", "會\ufa10"]
)
def test_any_text_ends_up_composed(text: str) -> None:
    assert unicodedata.is_normalized("NFC", read(text))


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert read("会议\ud800召开") == "会议\ufffd召开"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("二○一五年", "二〇一五年"),
        ("二OO八年", "二〇〇八年"),
        ("二０一０年", "二〇一〇年"),
        ("第一○六号", "第一〇六号"),
        ("2010年", "2010年"),
        ("○ 会议", "○ 会议"),
        ("甲○○主持", "甲○○主持"),
    ],
)
def test_a_zero_among_chinese_numerals_is_a_zero(text: str, reading: str) -> None:
    assert read(text) == reading
