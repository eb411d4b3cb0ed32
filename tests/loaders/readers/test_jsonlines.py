"""JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from loaders.facts import Notice
from loaders.readers import Fault

Read = Callable[..., tuple[list[Notice], list[Fault]]]


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_each_line_is_a_notice(read_file: Read) -> None:
    notices, faults = read_file(
        "a.jsonl",
        line(id="1", source="市局", published="2015-8-21", title="通知 ", text="张春生主持会议。\r\n")
        + "\n"
        + line(url="http://example.cn/2", headline="公告", content="<p>王桂兰出席。</p>", pub_date="20150822"),
    )
    assert [(n.key, n.source, n.published, n.title, n.text) for n in notices] == [
        ("市局#1", "市局", "2015-08-21", "通知 ", "张春生主持会议。\r\n"),
        ("http://example.cn/2", "example.cn", "2015-08-22", "公告", "<p>王桂兰出席。</p>"),
    ]
    assert not faults


def test_a_record_without_address_or_id_is_known_by_file_and_line(read_file: Read) -> None:
    notices, _ = read_file("a.jsonl", line(text="张春生主持会议。") + "\n" + line(text="王桂兰出席。", url="/a.html"))
    assert [(n.key, n.source) for n in notices] == [("a.jsonl#1", "a.jsonl"), ("a.jsonl#3", "a.jsonl")]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"title": "通知", "text": "张春生主\n', "not valid JSON"),
        ("\x00" * 40 + "broken\n", "not valid JSON"),
        ('"只有一句话。"\n', "not a JSON object"),
        ("[" * 100_000 + "\n", "not valid JSON"),
        (line(title="通知", text=" \u3000 "), "no notice text"),
        (line(title="通知"), "no notice text (its fields: title)"),
        (line(text="in English"), "nothing in Chinese"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_read(read_file: Read, bad: str, reason: str) -> None:
    notices, faults = read_file("a.jsonl", line(text="张春生主持会议。") + bad + line(text="王桂兰出席。"))
    assert [n.key for n in notices] == ["a.jsonl#1", "a.jsonl#3"]
    fault = faults[-1]
    assert (fault.place, reason in fault.reason) == ("line 2", True)
    assert str(fault).startswith(f"{fault.file}, line 2: ")


def test_a_line_cut_off_at_the_end_is_reported(read_file: Read) -> None:
    notices, (fault,) = read_file("a.jsonl", line(text="张春生主持会议。") + line(text="王桂兰出席。")[:-5])
    assert len(notices) == 1
    assert fault.place == "line 2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_are_read(read_file: Read, encoding: str) -> None:
    notices, faults = read_file("a.jsonl", (line(text="张春生主持会议。", n=1) * 3).encode(encoding))
    assert [n.text for n in notices] == ["张春生主持会议。"] * 3
    assert not faults


def test_a_bad_byte_is_told_with_its_line(read_file: Read) -> None:
    good = line(text="张春生主持会议。").encode()
    notices, (fault,) = read_file("a.jsonl", good * 2 + good.replace("会".encode(), b"\xe4\xbc"))
    assert notices[2].text == "张春生主持\ufffd议。"
    at = 2 * len(good) + len('{"text": "张春生主持'.encode())
    assert fault.place == f"line 3, byte {at}"


def test_what_no_database_holds_is_replaced_one_for_one(read_file: Read) -> None:
    notices, (fault,) = read_file("a.jsonl", '{"text": "张\\u0000春\\ud800生主持会议。"}\n')
    assert notices[0].text == "张\ufffd春\ufffd生主持会议。"
    assert fault.reason.startswith("2 characters")


def test_a_date_not_understood_is_reported_and_the_notice_kept(read_file: Read) -> None:
    (notice,), (fault,) = read_file("a.jsonl", line(text="张春生主持会议。", date="上周三"))
    assert notice.published == ""
    assert "上周三" in fault.reason


def test_a_record_without_a_date_is_kept(read_file: Read) -> None:
    (notice,), faults = read_file("a.jsonl", line(text="张春生主持会议。", published=""))
    assert notice.published == ""
    assert not faults


def test_the_date_of_the_address_is_the_last_resort(read_file: Read) -> None:
    (notice,), _ = read_file("a.jsonl", line(text="张春生主持会议。", url="http://example.cn/2015/0821/1.html"))
    assert notice.published == "2015-08-21"
    (notice,), _ = read_file("b.jsonl", line(text="通知\n发布时间：2015-08-20\n张春生主持会议。", url="http://example.cn/2015/0821/1.html"))
    assert notice.published == "2015-08-20"


def test_a_field_map_names_other_fields(read_file: Read) -> None:
    (notice,), _ = read_file("a.jsonl", line(zw="张春生主持会议。", bt="通知"), {"text": "zw", "title": "bt"})
    assert (notice.title, notice.text) == ("通知", "张春生主持会议。")


def test_front_matter_in_a_field_is_read(read_file: Read) -> None:
    (notice,), _ = read_file(
        "a.jsonl",
        line(path="a.md", frontmatter='title: "座談會"\ndate: "2015-08-21"\nurl: "http://example.hk/1"', body="# 座談會\n\n張春生主持。"),
    )
    assert (notice.title, notice.published, notice.key) == ("座談會", "2015-08-21", "http://example.hk/1")
    assert notice.title_span == (2, 5)


def test_a_title_that_is_the_texts_first_line_is_placed_there(read_file: Read) -> None:
    (notice,), _ = read_file("a.jsonl", line(title="市局召开会议", text="\u3000市局召开会议\n张春生主持会议。"))
    assert notice.title_span == (1, 7)
    (notice,), _ = read_file("b.jsonl", line(title="市局召开会议", text="市局召开会议，张春生主持会议。"))
    assert notice.title_span is None


def test_strips_of_html_in_a_field_are_not_read(read_file: Read) -> None:
    text = '<p>张春生主持会议，王桂兰出席。</p><div class="tab"><p>上一条：<a href="#">刘海涛到西岭县调研</a></p></div>'
    (notice,), _ = read_file("a.jsonl", line(text=text))
    assert notice.text == text
    assert [notice.text[a:b] for a, b in notice.ranges] == ["<p>张春生主持会议，王桂兰出席。</p>"]


def test_a_whole_page_in_a_field_is_read_as_a_page(read_file: Read) -> None:
    page = '<html><head><title>通知_教育网</title></head><body><div class="nav"><a href=1>首页</a></div>' \
        "<h1>关于召开会议的通知</h1><p>发布时间：2015-08-21</p><p>会议由张春生主持，王桂兰出席。</p></body></html>"
    (notice,), _ = read_file("a.jsonl", line(html=page))
    assert (notice.title, notice.published) == ("关于召开会议的通知", "2015-08-21")
    assert "首页" not in "".join(notice.text[a:b] for a, b in notice.ranges)


def test_a_json_document_named_jsonl_is_read(read_file: Read) -> None:
    notices, faults = read_file("a.jsonl", '[\n {"text": "张春生主持会议。"},\n {"text": "王桂兰出席。"}\n]\n')
    assert len(notices) == 2
    assert not faults


@pytest.mark.parametrize(
    ("url", "key", "source"),
    [
        ("https://user@www.example.cn:8080/a?b=1", "https://user@www.example.cn:8080/a?b=1", "www.example.cn"),
        ("www.example.cn/a.html", "www.example.cn/a.html", "www.example.cn"),
        ("//example.cn/a", "//example.cn/a", "example.cn"),
        ("http://[::bad/a", "http://[::bad/a", "["),
        ("javascript:;", "a.jsonl#1", "a.jsonl"),
        ("\ud800", "a.jsonl#1", "a.jsonl"),
    ],
)
def test_only_web_addresses_are_keys(read_file: Read, url: str, key: str, source: str) -> None:
    (notice,), _ = read_file("a.jsonl", json.dumps({"text": "张春生主持会议。", "url": url}) + "\n")
    assert (notice.key, notice.source) == (key, source)
    assert notice.url.encode()
