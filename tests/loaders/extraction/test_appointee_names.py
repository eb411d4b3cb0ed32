"""Names that a verb of appointment makes sure."""

from __future__ import annotations

import time

import pytest

from loaders.extraction.appointee_names import find_appointed


def names(text: str) -> list[str]:
    return [text[a:b] for a, b in find_appointed(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议任命高峰为省教育厅副厅长。", ["高峰"]),
        ("免去何新的县民政局局长职务。", ["何新"]),
        ("任命常万、古小玉、巴音朝鲁为副秘书长，何新为委员。", ["常万", "古小玉", "巴音朝鲁", "何新"]),
        ("接受布小林辞去县长职务的请求。", ["布小林"]),
        ("宣读关于聂和平、王怡两位同志职务任免的决定。", ["聂和平", "王怡"]),
        ("县委研究决定，旋天颖同志任县委书记。", []),
        ("任命旋天颖同志任县委书记。", ["旋天颖"]),
        ("曾掌管档案的区志远，将会出任档案局副局长。", ["区志远"]),
        ("任命买买提·阿不都为副县长。", ["买买提·阿不都"]),
    ],
)
def test_the_frame_makes_the_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "任命他为副局长。",
        "选举产生了新的领导班子。",
        "任命下列同志为副主任。",
        "他一直努力，才能成为书记。",
        "会后，随即出任书记。",
        "决定和批准任免国家机关工作人员。",
        "他高票当选主席。",
    ],
)
def test_words_that_are_no_names_are_left(text: str) -> None:
    assert names(text) == []


def test_a_list_without_end_is_read_in_time() -> None:
    text = "决定" + "、".join(["张春生和王桂兰与刘海涛"] * 3000) + "。"
    start = time.perf_counter()
    names(text)
    assert time.perf_counter() - start < 3.0
