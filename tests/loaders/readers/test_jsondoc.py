"""JSON documents of many shapes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from loaders.facts import Notice
from loaders.readers import Fault

Read = Callable[..., tuple[list[Notice], list[Fault]]]


def written(value: object, **options: object) -> str:
    return json.dumps(value, ensure_ascii=False, **options)  # type: ignore[arg-type]


def test_one_object_is_one_notice(read_file: Read) -> None:
    (notice,), faults = read_file("a.json", written({"title": "通知", "text": "张春生主持会议。", "date": "2015-08-21"}))
    assert (notice.key, notice.title, notice.published) == ("a.json#1", "通知", "2015-08-21")
    assert not faults


def test_a_record_with_lists_inside_stays_one_notice(read_file: Read) -> None:
    record = {"people": [{"name": "张春生", "content": "履历"}], "title": "通知", "text": "张春生主持会议。"}
    notices, _ = read_file("a.json", written(record))
    assert [n.text for n in notices] == ["张春生主持会议。"]


def test_a_list_is_one_notice_each(read_file: Read) -> None:
    notices, _ = read_file("a.json", written([{"text": "张春生主持会议。"}, {"text": "王桂兰出席。"}], indent=2))
    assert [n.key for n in notices] == ["a.json#1", "a.json#2"]


def test_a_day_of_broadcasts_is_read(read_file: Read) -> None:
    day = {
        "total": 2,
        "serverTime": 1616921893493,
        "videoList": [
            {"video_id": "V1", "video_title": "[视频]市局召开会议", "video_url": "https://tv.example.cn/V1.shtml",
             "brief": "简介。", "pub_date": "2015-08-21 19:10:58",
             "video_detail": {"id": "V1", "title": "[视频]市局召开会议", "source": "某台", "content": "<p>张春生主持会议。</p>"}},
            {"video_id": "V2", "video_title": "[视频]完整版", "pub_date": "2015-08-21 19:00:00", "video_detail": {"content": ""}},
        ],
    }
    (notice,), (fault,) = read_file("a.json", written(day))
    assert (notice.key, notice.id, notice.source) == ("https://tv.example.cn/V1.shtml", "V1", "某台")
    assert (notice.published, notice.text) == ("2015-08-21", "<p>张春生主持会议。</p>")
    assert fault.place == "record 2"


def test_an_answer_of_an_interface_is_read(read_file: Read) -> None:
    answer = {"code": 0, "content": "ok", "data": {"source": "市局", "list": [{"id": 1, "text": "张春生主持会议。"}, {"id": 2, "text": "王桂兰出席。"}]}}
    notices, _ = read_file("a.json", written(answer))
    assert [n.key for n in notices] == ["市局#1", "市局#2"]


def test_what_stands_beside_a_list_is_handed_to_its_records_but_not_its_address(read_file: Read) -> None:
    record = {"title": "会议纪要", "date": "中華民國101年6月6日", "url": "http://example.tw/1",
              "lines": [{"sayings": [{"speaker": "张春生", "paragraph": "现在开会。"}, {"paragraph": "没有意见。"}]}]}
    notices, _ = read_file("a.json", written(record))
    assert [(n.key, n.title, n.published) for n in notices] == [
        ("a.json#1.1", "会议纪要", "2012-06-06"), ("a.json#1.2", "会议纪要", "2012-06-06"),
    ]


def test_what_stands_behind_a_list_does_not_change_what_a_record_is(read_file: Read) -> None:
    notices, _ = read_file("a.json", '{"list": [{"name": "甲"}], "title": "通知", "text": "张春生主持会议。"}')
    assert [n.title for n in notices] == ["通知"]


def test_lines_named_json_are_read_line_by_line(read_file: Read) -> None:
    notices, (fault,) = read_file("a.json", '{"text": "张春生主持会议。"}\n{"text": "坏\n{"text": "王桂兰出席。"}\n')
    assert [n.key for n in notices] == ["a.json#1", "a.json#3"]
    assert fault.place == "line 2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_are_read(read_file: Read, encoding: str) -> None:
    notices, faults = read_file("a.json", written([{"text": "张春生主持会议。"}] * 2).encode(encoding))
    assert len(notices) == 2
    assert not faults


def test_what_stands_before_a_break_is_read(read_file: Read) -> None:
    notices, (fault,) = read_file("a.json", '[{"text": "张春生主持会议。"}, {"text": "王桂兰出席。"}, {"text": "刘海')
    assert len(notices) == 2
    assert fault.place == "after record 2"
    assert "not valid JSON" in fault.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "empty"), ("[]", "no record"), ("{}", "no notice text"), ("[1, 2]", "no record"), ('{"a": 1}', "its fields: a"), ("{", "not valid JSON")],
)
def test_a_document_without_records_is_reported(read_file: Read, content: str, reason: str) -> None:
    notices, (fault,) = read_file("a.json", content)
    assert not notices
    assert reason in fault.reason


def test_a_bad_byte_is_told_with_its_place(read_file: Read) -> None:
    notices, (fault,) = read_file("a.json", b'[{"text": "' + "张春生\n".strip().encode() + b"\xff" + '主持会议。"}]'.encode())
    assert notices[0].text == "张春生\ufffd主持会议。"
    assert fault.place == "byte 20"


def test_a_script_that_names_one_value_is_read(read_file: Read) -> None:
    notices, _ = read_file("a.js", 'module.exports = {"title": "纪要", "text": "張春生主持會議。"};\n')
    assert [n.title for n in notices] == ["纪要"]
    notices, (fault,) = read_file("b.js", "function a() { return '张春生主持会议。' }\n")
    assert not notices
    assert "not one JSON value" in fault.reason
