"""Titles, dates and issuers from the lines of a notice."""

from __future__ import annotations

import pytest

from loaders.readers.headlines import date_only, head_date, head_issuer, looks_like_title


@pytest.mark.parametrize("line", ["市教育局召开座谈会", "局長(zhǎng)座談會(huì)召開", "谁来主持？", "“三严三实”专题教育动员会"])
def test_short_lines_without_a_sentence_are_titles(line: str) -> None:
    assert looks_like_title(line)


@pytest.mark.parametrize(
    "line", ["3月5日，市局召开会议。", "2015年8月21日", "各县区教育局：", "会议指出，", "NEWS", "发布时间：2015-08-21", "甲" * 90]
)
def test_sentences_dates_and_addresses_are_no_titles(line: str) -> None:
    assert not looks_like_title(line)


@pytest.mark.parametrize(
    "line", ["2015-08-21", "（2015年8月21日）", "2015-08-21 10:20", "2015年8月21日 星期五", "[2015/8/21 10:20:30]"]
)
def test_a_line_with_only_a_date_is_seen(line: str) -> None:
    assert date_only(line) == "2015-08-21"


def test_a_labelled_date_comes_before_any_other() -> None:
    assert head_date(["通知", "成文日期：2015-08-19  发布日期：2015-08-21", "2014年1月1日"]) == "2015-08-21"


def test_the_time_of_a_meeting_is_no_date_of_publication() -> None:
    assert head_date(["会议通知", "一、会议时间：2015年8月21日上午9时", "二、会议地点：三楼会议室"]) == ""


def test_a_date_beside_a_source_counts() -> None:
    assert head_date(["市局召开会议", "2015-08-21 10:00 来源：市局办公室 浏览：12 次"]) == "2015-08-21"


def test_the_day_a_page_was_looked_at_does_not_count() -> None:
    assert head_date(["今天是2024年1月1日 星期一", "市局召开会议", "会议由张春生主持。"]) == ""


def test_a_date_in_running_text_does_not_count() -> None:
    assert head_date(["2015年8月21日，市局召开会议，张春生主持。"]) == ""


def test_the_date_signed_at_the_foot_is_the_last_resort() -> None:
    assert head_date(["关于召开会议的通知", "请准时参加。", "安平市教育局", "2015年8月21日"]) == "2015-08-21"


def test_an_issuer_is_read_from_its_label() -> None:
    assert head_issuer(["发布机构： 安平市统计局 发布日期：2019-03-01"]) == "安平市统计局"
    assert head_issuer(["会议由安平市统计局召开。"]) == ""
