"""HTML files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.facts import Notice
from loaders.readers import Fault

Read = Callable[..., tuple[list[Notice], list[Fault]]]
PAGE = """<!DOCTYPE html>\r
<html><head><meta charset="{}"><title>市教育局召开座谈会_教育网</title></head><body><div class="nav"><a href="/">首页</a></div>\r
<h1>市教育局召开&ldquo;开学&rdquo;座谈会</h1><p>发布时间：2015-08-21 发布机构：安平市教育局</p><p>8月21日，局长张春生主持会议。</p></body></html>"""


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", "utf-8"), ("gbk", "gb2312"), ("utf-16", "utf-16"), ("gbk", "utf-8")])
def test_the_whole_page_is_the_raw_text(read_file: Read, encoding: str, declared: str) -> None:
    page = PAGE.format(declared)
    (notice,), faults = read_file("a.htm", page.encode(encoding))
    assert notice.text == page
    assert not faults


def test_title_date_and_issuer_are_found(read_file: Read) -> None:
    (notice,), _ = read_file("a.jsp.html", PAGE.format("utf-8"))
    assert (notice.title, notice.published, notice.issuer) == ("市教育局召开“开学”座谈会", "2015-08-21", "安平市教育局")
    assert notice.title_span
    assert notice.text[slice(*notice.title_span)] == "市教育局召开&ldquo;开学&rdquo;座谈会"
    assert notice.key == "a.jsp.html"


def test_a_big5_page_is_read(read_file: Read) -> None:
    page = '<html><meta charset="big5"><body><p>3月5日，局長張春生主持會議，副局長王桂蘭出席。</p></body></html>'
    (notice,), _ = read_file("a.html", page.encode("big5"))
    assert notice.text == page


def test_the_address_a_page_was_saved_from_is_its_key_and_can_date_it(read_file: Read) -> None:
    page = "<!DOCTYPE html><!-- saved from url=(0040)http://www.example.gov.cn/201508/t20150821_1.html -->" + (
        "<html><body><p>局长张春生主持会议，王桂兰出席。</p></body></html>"
    )
    (notice,), _ = read_file("a.html", page)
    assert notice.key == "http://www.example.gov.cn/201508/t20150821_1.html"
    assert (notice.published, notice.source) == ("2015-08-21", "www.example.gov.cn")


def test_a_page_without_running_text_is_reported(read_file: Read) -> None:
    notices, (fault,) = read_file("a.html", "<html><body><ul><li><a href=1>市局</a><li><a href=2>省局</a></ul></body></html>")
    assert not notices
    assert "no running text" in fault.reason


def test_panels_of_a_page_have_numbered_keys(read_file: Read) -> None:
    panel = '<div class="p" title="市教育局召开第{0}次会议的通报"><p>{0}日，市教育局召开会议，局长张春生主持会议并讲话，副局长王桂兰传达了上级' \
        "会议精神，各县区教育局主要负责人参加会议并作了交流发言，会议还研究了其他事项，明确了下一步的工作任务。</p></div>"
    notices, _ = read_file("a.html", "<html><body>" + panel.format("一") + panel.format("二") + "</body></html>")
    assert [(n.key, n.title) for n in notices] == [
        ("a.html#1", "市教育局召开第一次会议的通报"), ("a.html#2", "市教育局召开第二次会议的通报"),
    ]
    assert notices[0].text == notices[1].text
