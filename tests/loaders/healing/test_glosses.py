from __future__ import annotations

import pytest

from loaders.healing import glosses
from loaders.healing.edits import rewrite


def read(text: str) -> str:
    return rewrite(text, glosses.find(text))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("局長(zhǎng)主持", "局長主持"),
        ("局长（zhǎng）主持", "局长主持"),
        ("局長(zhang)主持", "局長主持"),
        ("會(hui)(hui)議(yi)", "會議"),
        ("博覽會(huì )開幕", "博覽會開幕"),
        ("会(hui4)议(yi4)", "会议"),
        ("长(zhǎnɡ)", "长"),
        ("长沙(cháng shā)举行", "长沙举行"),
        ("法律(lǜ)法律(lv)", "法律法律"),
        ("館長(cháng)", "館長"),
        ("不忘初心(xin)(xin)", "不忘初心"),
    ],
)
def test_a_gloss_is_left_out(text: str, reading: str) -> None:
    assert read(text) == reading


@pytest.mark.parametrize(
    "text",
    "王桂兰(女) (刘海涛摄) 某公司(A股) 国内生产总值(GDP) 人工智能(ai) 附件(a) 投资(he) 文件(pdf) (如图) 公里(km) "
    "北京(Beijing)".split(),
)
def test_other_brackets_stay(text: str) -> None:
    assert glosses.find(text) == []


def test_a_gloss_whose_character_is_lost_is_left_out_where_its_tone_is_written() -> None:
    assert read("_(dá)学习") == "_学习"
    assert read("_(da)学习") == "_(da)学习"


def test_only_the_glosses_of_a_row_of_brackets_are_left_out() -> None:
    assert read("張(zhāng)(nv)") == "張(nv)"
