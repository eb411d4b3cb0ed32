from __future__ import annotations

import pytest

from loaders.healing import debris, heal
from loaders.healing.edits import rewrite


def test_half_a_gloss_and_the_characters_after_it_are_marked() -> None:
    h = heal("我們?cè)俣日匍_全市大會(huì)")
    assert h.text == "我们\ufffd全市大会"
    assert [h.raw[a:b] for a, b in h.marks] == ["?cè)俣日匍_"]


def test_debris_that_ends_at_a_lost_half_is_marked_up_to_it() -> None:
    h = heal("凝心聚力,勇?lián)姑?、勇爭先")
    assert h.text == "凝心聚力,勇\ufffd、勇争先"


def test_debris_is_never_guessed() -> None:
    text = "会议(huì)由張?zhí)m主持"
    h = heal(text)
    assert h.text == "会议由张\ufffd主持"
    assert [h.raw[a:b] for a, b in h.marks] == ["?zhí)m"]


def test_shifted_marks_are_debris_on_a_page_that_has_glosses() -> None:
    text = "效果很不错" + "?!薄皽p" + "轻了压力"
    assert debris.find(text) == []
    assert rewrite(text, debris.find(text, glossed=True)) == "效果很不错\ufffd轻了压力"
    text = "抵达珠??诎?，畅谈"
    assert rewrite(text, debris.find(text, glossed=True)) == "抵达珠\ufffd，畅谈"


@pytest.mark.parametrize(
    "text", ["为什么?！他问道。", "会议开不开?(待定)", "是吗??怎么办?", "问:在哪里?答:在省局", "可行?yes)"]
)
def test_questions_are_no_debris(text: str) -> None:
    assert debris.find(text) == []


def test_a_run_of_replacement_characters_is_one_piece() -> None:
    assert heal("省局\ufffd\ufffd\ufffd会议").marks == ((2, 5),)
    assert heal("省局锟斤拷锟斤拷会议").text == "省局\ufffd会议"


def test_a_text_without_debris_has_no_marks() -> None:
    assert heal("张春生主持会议。").marks == ()
