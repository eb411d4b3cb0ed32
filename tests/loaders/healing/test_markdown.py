from __future__ import annotations

import pytest

from loaders.healing import markdown
from loaders.healing.edits import rewrite


def read(text: str) -> str:
    return rewrite(text, markdown.find(text))


def test_front_matter_is_left_out() -> None:
    assert read("---\ntitle: 会议\ntags:\n  - 省局\n---\n张春生主持会议。") == "张春生主持会议。"


def test_a_rule_at_the_head_of_a_text_is_no_front_matter() -> None:
    text = "---\n\n张春生主持会议。\n\n---\n"
    assert read(text) == text


def test_headings_lose_their_signs() -> None:
    assert read("## 省局召开会议\n正文") == "省局召开会议\n正文"


def test_a_number_sign_that_is_no_heading_stays() -> None:
    assert read("#省局会议# 1#楼") == "#省局会议# 1#楼"


def test_a_link_is_read_as_its_words() -> None:
    assert read("见[会议通知](https://a.cn/b(1).html \"通知\")。") == "见会议通知。"
    assert read("见[附件](files/a.pdf)") == "见附件"


def test_a_document_number_is_no_link() -> None:
    assert read("国办发[2015](12)号") == "国办发[2015](12)号"


def test_an_image_is_left_out() -> None:
    assert read("![会场](http://a.cn/a.jpg)张春生在会上讲话") == "张春生在会上讲话"


def test_bold_words_lose_their_stars_where_the_text_is_markdown() -> None:
    assert read("# 会议\n**张春生**主持") == "会议\n张春生主持"


def test_stars_that_hide_a_name_stay() -> None:
    assert markdown.find("涉案人员张**、王**被移送") == []


def test_rules_and_escapes_are_read_where_the_text_is_markdown() -> None:
    assert read("# 会议\n\n---\n\n1\\. 张春生") == "会议\n\n\n\n1. 张春生"


def test_a_table_keeps_its_cells_apart() -> None:
    assert read("| 姓名 | 职务 |\n|---|:---:|\n| 张春生 | 局长 |") == "姓名\t职务\n张春生\t局长"


@pytest.mark.parametrize("text", ["首页|新闻|公告", "东安县\\| 上虞市\\|", "会议--通知"])
def test_menus_and_dashes_stay(text: str) -> None:
    assert markdown.find(text) == []
