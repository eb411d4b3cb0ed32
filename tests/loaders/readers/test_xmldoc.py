"""XML, one document a file or many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.facts import Notice
from loaders.readers import Fault

Read = Callable[..., tuple[list[Notice], list[Fault]]]
DOC = "<doc><id>{0}</id><url>http://example.cn/{0}</url><title> 第{0}号&quot;通知&quot; </title><datetime>2020-4-4 08:12:00</datetime>" \
    "<body>\t会议由张春生主持，A&B公司参加。\r\n</body></doc>"
ONE = "<?xml version='1.0' encoding='utf-8'?>\r\n" + DOC.format(1) + "\r\n"


def test_one_document_a_file_has_the_whole_file_as_text(read_file: Read) -> None:
    (notice,), faults = read_file("a.xml", ONE)
    assert notice.text == ONE
    assert (notice.key, notice.id, notice.published) == ("http://example.cn/1", "1", "2020-04-04")
    assert notice.title == '第1号"通知"'
    assert notice.title_span
    assert ONE[slice(*notice.title_span)] == "第1号&quot;通知&quot;"
    assert [ONE[a:b] for a, b in notice.ranges] == ["\t会议由张春生主持，A&B公司参加。\r\n"]
    assert not faults


@pytest.mark.parametrize("around", ["<docs>\n{}\n</docs>", "{}"])
def test_many_documents_a_file_have_their_elements_as_text(read_file: Read, around: str) -> None:
    notices, faults = read_file("a.xml", around.format("\n".join(DOC.format(n) for n in (1, 2, 3))))
    assert [n.text for n in notices] == [DOC.format(n) for n in (1, 2, 3)]
    assert [n.text[slice(*n.ranges[0])] for n in notices] == ["\t会议由张春生主持，A&B公司参加。\r\n"] * 3
    assert not faults


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_declared_and_marked_encodings_are_read(read_file: Read, encoding: str) -> None:
    text = ONE.replace("utf-8", encoding.removesuffix("-sig"))
    (notice,), faults = read_file("a.xml", text.encode(encoding))
    assert notice.text == text
    assert not faults


def test_a_record_that_never_closes_is_reported_and_the_next_read(read_file: Read) -> None:
    broken = DOC.format(2).removesuffix("</body></doc>")
    notices, faults = read_file("a.xml", "<docs>" + DOC.format(1) + broken + DOC.format(3) + "<doc><id>4</id>")
    assert [n.id for n in notices] == ["1", "3"]
    assert [f.place for f in faults] == ["record 2", "record 4"]


def test_cdata_and_attributes_are_read(read_file: Read) -> None:
    text = '<list><item id="7" date="2015-08-21"><title><![CDATA[会议 & 通知]]></title><content><![CDATA[<p>张春生主持会议。</p>]]></content></item></list>'
    (notice,), _ = read_file("a.xml", text)
    assert (notice.title, notice.id, notice.published) == ("会议 & 通知", "7", "2015-08-21")
    assert [text[a:b] for a, b in notice.ranges] == ["<p>张春生主持会议。</p>"]


def test_a_feed_is_read(read_file: Read) -> None:
    item = "<item><title>通知{0}</title><link>http://example.cn/{0}</link><description>张春生主持会议。</description>" \
        "<pubDate>Fri, 21 Aug 2015 10:00:00 +0800</pubDate></item>"
    text = "<rss><channel><title>某网</title><description>网站</description>" + item.format(1) + item.format(2) + "</channel></rss>"
    notices, _ = read_file("a.xml", text)
    assert [(n.key, n.title, n.published) for n in notices] == [
        ("http://example.cn/1", "通知1", "2015-08-21"), ("http://example.cn/2", "通知2", "2015-08-21"),
    ]


def test_a_field_map_names_elements(read_file: Read) -> None:
    notices, (fault,) = read_file("a.xml", "<r><a>张春生主持会议。</a></r>")
    assert not notices
    assert "elements: r, a" in fault.reason
    (notice,), _ = read_file("a.xml", "<r><a>张春生主持会议。</a></r>", {"text": "a"})
    assert notice.ranges == ((6, 14),)


@pytest.mark.parametrize(("content", "reason"), [("", "empty"), ("<doc><body> </body></doc>", "no notice text")])
def test_a_file_without_text_is_reported(read_file: Read, content: str, reason: str) -> None:
    notices, (fault,) = read_file("a.xml", content)
    assert not notices
    assert reason in fault.reason
