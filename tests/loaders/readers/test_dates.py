"""Dates from fields, lines and web addresses."""

from __future__ import annotations

import pytest

from loaders.readers.dates import find_date, iso_date, url_date


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2018-09-11", "2018-09-11"),
        ("2018/6/1", "2018-06-01"),
        ("2018.06.01", "2018-06-01"),
        ("2020-3-30 15:12:00", "2020-03-30"),
        ("2020-03-30T15:12:00", "2020-03-30"),
        ("20200114", "2020-01-14"),
        (20200114, "2020-01-14"),
        ("20200114153000", "2020-01-14"),
        ("202001", "2020-01"),
        (2015, "2015"),
        ("2015年", "2015"),
        ("2015年8月", "2015-08"),
        ("2015-08", "2015-08"),
        ("2015年8月21日", "2015-08-21"),
        ("2015 年 8 月 21 日", "2015-08-21"),
        ("２０１５年８月２１日", "2015-08-21"),
        ("二〇一五年八月二十一日", "2015-08-21"),
        ("二○一五年十二月三日", "2015-12-03"),  # the circle is often typed for the digit
        ("二〇一五年十月", "2015-10"),
        ("中華民國101年6月6日", "2012-06-06"),
        ("民国101年6月6日（星期三）上午9时", "2012-06-06"),
        ("114年01月13日", "2025-01-13"),
        ("101/06/06", "2012-06-06"),
        ("98年5月3日", ""),  # 1998 or the 98th year of the Republic
        ("(2015-08-21)", "2015-08-21"),
        (1577937600, "2020-01-02"),
        (1577937600000, "2020-01-02"),
        ("1577937600000", "2020-01-02"),
        ("Mon, 30 Mar 2020 15:12:00 +0800", "2020-03-30"),
        ("30/03/2020", "2020-03-30"),
        ("03/30/2020", "2020-03-30"),
        ("03/04/2020", ""),
        ("2015-13-45", ""),
        ("2015-02-30", ""),
        ("昨天", ""),
        ("10:30", ""),
        ("", ""),
        (None, ""),
        (True, ""),
    ],
)
def test_a_field_says_its_date(said: object, iso: str) -> None:
    assert iso_date(said) == iso


def test_an_instant_is_told_as_the_day_in_china() -> None:
    assert iso_date("2020-03-30T16:30:00Z") == "2020-03-31"
    assert iso_date("2020-03-30T23:30:00+08:00") == "2020-03-30"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("http://www.example.gov.cn/gzdt/201902/t20190201_124187.html", "2019-02-01"),
        ("http://www.example.cn/2020/03-30/9142381.shtml", "2020-03-30"),
        ("http://www.example.cn/art/2020/3/5/art_20_36.html", "2020-03-05"),
        ("http://www.example.cn/202003/12345.html", "2020-03"),
        ("http://www.example.cn/2019/0303/1551616569.html", "2019-03-03"),
        ("http://www.example.cn/id/20191399/a.html", ""),
        ("http://www.example.cn/news?id=201903", ""),
        ("http://2019-01-01.example.cn/a.html", ""),
        ("http://www.example.cn/1234567820190101.html", ""),
        ("", ""),
    ],
)
def test_a_web_address_says_its_date(url: str, iso: str) -> None:
    assert url_date(url) == iso


def test_a_date_in_a_line_is_found_with_its_place() -> None:
    assert find_date("来源：办公室  2015年8月21日") == ("2015-08-21", 8, 18)
    assert find_date("全年完成2015件，占比3.5") is None
