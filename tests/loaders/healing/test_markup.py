from __future__ import annotations

import time
from itertools import pairwise

import pytest

from loaders.healing import markup
from loaders.healing.edits import rewrite


def read(text: str) -> str:
    return rewrite(text, markup.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "若3<5，则5>3",
        "参会人数<50人的会议",
        "依据<党政机关会议办法>执行",
        "<张春生>",
        "a<b，则c>d",
        "代号<B 股>",
        "标准<GB/T 2260>",
        "R&D投入",
    ],
)
def test_a_sign_that_is_no_tag_stays(text: str) -> None:
    assert markup.find(text) == []


def test_a_block_tag_becomes_one_line_break_however_many_stand_together() -> None:
    page = "<div><p>张春生主持会议。</p>\r\n\r\n  <p>　　王桂兰讲话。</p></div>"
    assert read(page) == "张春生主持会议。\n王桂兰讲话。"


def test_a_br_becomes_one_line_break() -> None:
    assert read("张春生<BR>王桂兰<br/><br />刘海涛") == "张春生\n王桂兰\n刘海涛"


def test_inline_tags_leave_nothing_behind() -> None:
    assert read('市<span lang="EN-US">(</span><b>县</b><span>)</span>局') == "市(县)局"


def test_a_space_between_inline_tags_stays() -> None:
    assert read("<a href='x'>首页</a> <a>新闻</a>") == "首页 新闻"


def test_cells_of_a_row_stay_apart_and_rows_become_lines() -> None:
    table = "<table><tr><td>姓名</td><td><p>职务</p></td></tr>\n<tr><th>张春生</th>\n<td>局长</td></tr></table>"
    assert read(table) == "姓名\t职务\n张春生\t局长"


def test_entities_become_their_characters() -> None:
    assert read("&ldquo;十三五&rdquo;规划&mdash;&mdash;&#20250;&#x8bae;") == "“十三五”规划——会议"


def test_what_was_escaped_twice_is_read_twice() -> None:
    assert read("&lt;p&gt;张春生&amp;nbsp;主持&lt;/p&gt;&lt;p&gt;王桂兰出席") == "张春生\u00a0主持\n王桂兰出席"


def test_an_entity_without_its_semicolon_is_read() -> None:
    assert read("&nbsp&nbsp会议") == "\u00a0\u00a0会议"


def test_an_unknown_entity_stays() -> None:
    assert read("A&D;甲") == "A&D;甲"


def test_scripts_styles_and_comments_are_no_text() -> None:
    assert read("甲<script>var p='<p>乙</p>';</script>丙<style>p{}</style><!-- 丁 -->戊") == "甲\n丙\n戊"


def test_a_script_that_closes_itself_ends_there() -> None:
    assert read("<script src='a.js'/>张春生主持") == "张春生主持"


def test_server_page_code_is_no_text() -> None:
    assert read('<%@ page import="a.B" %>会议<%= x %>通知<?php echo 1 ?>') == "会议通知"


def test_word_tags_are_tags() -> None:
    page = '<st1:chsdate Year="2016"\nMonth="4" w:st="on">4<span lang=EN-US>月1</span>日</st1:chsdate><o:p></o:p>'
    assert read(page) == "4月1日"


def test_a_tag_with_a_broken_quotation_mark_is_still_a_tag() -> None:
    assert read("<p style='color:red\">会议</p>") == "会议"


def test_a_tag_cut_off_by_the_end_of_the_text_is_left_out() -> None:
    assert read('会议召开。<img src="http://a.cn/b') == "会议召开。"


def test_a_tag_that_lost_its_first_sign_is_left_out() -> None:
    assert read('字号span id="abc" class="font">【') == "字号【"


def test_a_reading_aid_above_characters_is_left_out() -> None:
    assert read("<ruby>會<rp>(</rp><rt>huì</rt><rp>)</rp></ruby>議") == "會議"


def test_lines_of_the_source_inside_one_paragraph_are_joined() -> None:
    assert read("<p>市局组织召开\n  工作会议。</p>") == "市局组织召开工作会议。"
    assert read("<p>held by\nthe bureau</p>") == "held by the bureau"


def test_lines_of_a_plain_text_that_has_a_few_tags_stay() -> None:
    assert read("会议通知\n2015年8月\n<strong>张春生</strong>主持") == "会议通知\n2015年8月\n张春生主持"


def test_every_change_is_in_order_and_apart() -> None:
    text = "<p>甲&nbsp;<b>乙</b>\n丙</p><table><tr><td>丁</td></tr></table>&lt;br&gt;戊"
    changes = markup.find(text)
    assert all(a[1] <= b[0] for a, b in pairwise(changes))


@pytest.mark.parametrize("bait", ["<", "<p ", '<p a="', "&amp;", "<!--", "<%", "{{<", "<rt>", "<script>", 'span id="'])
def test_hostile_markup_takes_no_more_than_its_length_deserves(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    began = time.perf_counter()
    markup.find(text)
    assert time.perf_counter() - began < 2
