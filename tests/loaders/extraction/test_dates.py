"""Dates settled against the publication date, the dateline and the dates named before."""

from __future__ import annotations

import pytest

from loaders.extraction.dates import find_dates
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def dates(text: str, published: str = "2015-08-21") -> list[tuple[str, str, str]]:
    reading = Reading.of(Notice("k", "s", published, "", text))
    return [(reading.text[m.start:m.end], m.first, m.last) for m in find_dates(reading)]


def first(text: str, published: str = "2015-08-21") -> str:
    found = dates(text, published)
    assert found, text
    return found[0][1]


@pytest.mark.parametrize(("text", "iso"), [
    ("2013年6月4日，会议召开", "2013-06-04"),
    ("8月18日，会议召开", "2015-08-18"),
    ("会议18日召开", "2015-08-18"),
    ("会议7号在京举行", "2015-08-07"),
    ("二〇一四年五月六日", "2014-05-06"),
    ("五月六日，会议召开", "2015-05-06"),
    ("会议于十八日上午召开", "2015-08-18"),
    ("民國101年6月6日", "2012-06-06"),
    ("中华民国元年1月1日", "1912-01-01"),
    ("114年01月13日", "2025-01-13"),
    ("发布时间 2015-08-20 10:11", "2015-08-20"),
    ("2015/8/3 9:00", "2015-08-03"),
    ("12.12.2014 19:24", "2014-12-12"),
    ("2015.04任副局长", "2015-04"),
    ("2015年", "2015"),
    ("2015年3月", "2015-03"),
])
def test_a_written_date_keeps_its_precision(text: str, iso: str) -> None:
    assert first(text) == iso


@pytest.mark.parametrize(("text", "span"), [
    ("8月18日至19日，", ("8月18日至19日", "2015-08-18", "2015-08-19")),
    ("8月18—19日，", ("8月18—19日", "2015-08-18", "2015-08-19")),
    ("3月30日到4月4日，", ("3月30日到4月4日", "2015-03-30", "2015-04-04")),
    ("12月28日至次年1月2日，", ("12月28日至次年1月2日", "2014-12-28", "2015-01-02")),
    ("2014年12月31日至2015年1月2日", ("2014年12月31日至2015年1月2日", "2014-12-31", "2015-01-02")),
    ("会议18日至20日在京举行", ("18日至20日", "2015-08-18", "2015-08-20")),
    ("18、19日，省局召开会议", ("18、19日", "2015-08-18", "2015-08-19")),
    ("2008年1月至2009年2月，任局长", ("2008年1月至2009年2月", "2008-01", "2009-02")),
    ("2008.01-2009.02任局长", ("2008.01-2009.02", "2008-01", "2009-02")),
    ("9日和10日，", ("9日和10日", "2015-08-09", "2015-08-10")),
    ("今年3月至6月，", ("今年3月至6月", "2015-03", "2015-06")),
    ("去年6月至今年2月，", ("去年6月至今年2月", "2014-06", "2015-02")),
])
def test_a_range_is_one_mention(text: str, span: tuple[str, str, str]) -> None:
    assert dates(text) == [span]


@pytest.mark.parametrize(("text", "iso"), [
    ("今天上午，会议召开", "2015-08-21"),
    ("昨天下午，会议召开", "2015-08-20"),
    ("前天，会议召开", "2015-08-19"),
    ("会议明天召开", "2015-08-22"),
    ("院长今(20)日视察", "2015-08-20"),
    ("今日（8月20日），", "2015-08-21"),
    ("去年11月的会议", "2014-11"),
    ("今年以来", "2015"),
    ("上月的会议", "2015-07"),
])
def test_a_relative_date_counts_from_publication(text: str, iso: str) -> None:
    assert first(text) == iso


def test_the_day_of_the_same_day_is_the_last_one_named() -> None:
    assert dates("8月3日，市局开会。当天下午，局长走访企业。")[1][1] == "2015-08-03"
    assert dates("2月3日开会。同年5月，他离任。")[1][1] == "2015-05"


def test_a_dateline_is_a_better_anchor_than_publication() -> None:
    found = dates("东海日报海城8月19日电 今天，会议召开。昨日，筹备就绪。")
    assert [f[1] for f in found] == ["2015-08-19", "2015-08-19", "2015-08-18"]


def test_a_month_day_long_after_publication_belongs_to_the_year_before() -> None:
    assert first("12月20日，会议召开", "2015-01-08") == "2014-12-20"
    assert first("大会将于12月20日召开", "2015-01-08") == "2015-12-20"
    assert first("大会定于1月14日召开", "2014-12-20") == "2015-01-14"


def test_a_day_after_publication_belongs_to_the_month_before_unless_planned() -> None:
    assert first("会议30日召开", "2015-04-02") == "2015-03-30"
    assert first("会议将于30日召开", "2015-04-02") == "2015-04-30"
    assert first("会议将于3日召开", "2015-04-29") == "2015-05-03"


def test_digits_that_lost_their_marks_are_read_where_one_reading_is_left() -> None:
    assert first("202184日，会议召开", "2021-08-10") == "2021-08-04"
    assert first(" 816日,市局召开会议") == "2015-08-16"
    assert first("83日,市局召开会议") == "2015-08-03"
    assert dates("129日,市局召开会议", "2015-12-20") == [("129日", "", "")]


def test_no_publication_date_leaves_relative_dates_open() -> None:
    assert first("今天上午，会议召开", "") == ""
    assert first("4月18日下午，会议召开", "") == ""
    assert first("2014年4月18日，会议召开", "") == "2014-04-18"
    assert first("8月18日，会议召开", "2015") == "2015-08-18"


@pytest.mark.parametrize("text", [
    "第17号文件", "为期3个月", "5日内报送", "2号泊位", "路12号，占地", "党的十八大",
    "年龄35岁", "三月三歌节", "此次年会", "不同年级",
    "同日本举行会谈", "光明日报", "连续3日", "双休日", "107年度预算",
])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [d for d in dates(text) if d[1]] == []


def test_a_birth_or_a_stamp_is_marked_as_such() -> None:
    reading = Reading.of(Notice("k", "s", "2015-08-21", "", "李大明，1960年3月出生。2015-08-20 10:00"))
    assert [m.rule for m in find_dates(reading)] == ["birth", "stamp"]


def test_days_under_a_year_of_a_chronicle_are_of_that_year() -> None:
    text = "大事记\n2011年\n1月6日 市人大常委会开会。\n2月17—19日 市党代会召开。\n2012年\n5月8日 市政协开会。"
    for published in ("", "2014-03-01"):
        found = find_dates(Reading.of(Notice("k", "s", published, "", text)))
        assert [(d.first, d.last) for d in found if len(d.first) == 10] == [
            ("2011-01-06", "2011-01-06"), ("2011-02-17", "2011-02-19"), ("2012-05-08", "2012-05-08"),
        ]
