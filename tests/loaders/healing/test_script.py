from __future__ import annotations

import pytest

from loaders.healing import script
from loaders.healing.edits import rewrite


def read(text: str) -> str:
    return rewrite(text, script.find(text))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("會議由張春生主持", "会议由张春生主持"),
        ("著力解決問題", "着力解决问题"),
        ("著名專家編著的論著", "著名专家编著的论著"),
        ("隨著會議召開", "随着会议召开"),
        ("衞生署説綫路", "卫生署说线路"),
        ("臺灣、台灣", "台湾、台湾"),
        ("皇后與後來", "皇后与后来"),
        ("答覆與覆蓋", "答复与覆盖"),
    ],
)
def test_traditional_text_becomes_simplified(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("被髮射升空", "被发射升空"),
        ("不斷髮展壯大", "不断发展壮大"),
        ("行程八萬裏", "行程八万里"),
        ("鬆滋市", "松滋市"),
        ("政府幹預", "政府干预"),
        ("局長鬍明出席", "局长胡明出席"),
        ("委員鹹輝", "委员咸辉"),
        ("為瞭更好發展", "为了更好发展"),
        ("各級乾部若乾人", "各级干部若干人"),
        ("範春生、於海濤", "范春生、于海涛"),
    ],
)
def test_text_turned_into_traditional_by_mistake_comes_back(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("乾隆年間", "乾隆年间"),
        ("李乾主持會議", "李乾主持会议"),
        ("抓得快，乾得實", "抓得快，干得实"),
        ("王部長要求乾部帶頭", "王部长要求干部带头"),
        ("在瞭望臺", "在瞭望台"),
        ("魏徵與徵收", "魏徵与征收"),
    ],
)
def test_a_character_with_two_readings_is_settled_by_its_word(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    "text",
    [
        "张春生编著的专著受到瞭望周刊关注，乾隆年间，李乾、魏徵、於海昇",
        "毕昇、徐堃、王喆、陈甦出席",
        "原著、土著、显著、昭著、皇后、冯其庸",
        "公里、里程、干部、发展、面条、松树、范围",
    ],
)
def test_simplified_text_is_not_touched(text: str) -> None:
    assert script.find(text) == []


def test_a_traditional_name_in_a_simplified_line_is_converted_alone() -> None:
    assert read("会议由陳春生主持，编著者为李乾。") == "会议由陈春生主持，编著者为李乾。"


def test_a_form_that_nobody_types_is_not_made_up() -> None:
    assert read("人大代表王馼作报告") == "人大代表王馼作报告"


def test_a_line_of_neither_script_is_of_the_script_of_its_text() -> None:
    assert read("立法院委員對條例的審議說明。你瞭解不瞭解？") == "立法院委员对条例的审议说明。你了解不了解？"


def test_every_character_keeps_its_place() -> None:
    text = "國務院總理張春生在會議上指出：「著力發展」，並聽取彙報。"
    changes = script.find(text)
    assert all(end == start + 1 == start + len(new) for start, end, new, _ in changes)
