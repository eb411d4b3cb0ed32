"""CSV and TSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.facts import Notice
from loaders.readers import Fault
from loaders.readers.decoding import TextStream, lines
from loaders.readers.table import _Lines, rows

Read = Callable[..., tuple[list[Notice], list[Fault]]]
HEAD = "标题,正文,日期\n"


def test_rows_are_notices_by_their_headings(read_file: Read) -> None:
    notices, faults = read_file("a.csv", HEAD + '通知,"张春生主持会议，\r\n王桂兰说""好""。",2015/8/21\n\n公告,刘海涛出席。,\n')
    assert [(n.key, n.title, n.text, n.published) for n in notices] == [
        ("a.csv#2", "通知", '张春生主持会议，\r\n王桂兰说"好"。', "2015-08-21"),
        ("a.csv#5", "公告", "刘海涛出席。", ""),
    ]
    assert not faults


@pytest.mark.parametrize(("name", "delimiter"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "\t"), ("a.csv", "|")])
def test_other_separators_are_seen(read_file: Read, name: str, delimiter: str) -> None:
    notices, _ = read_file(name, f"title{delimiter}content\n通知{delimiter}张春生，王桂兰出席。\n")
    assert [n.title for n in notices] == ["通知"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_are_read(read_file: Read, encoding: str) -> None:
    notices, faults = read_file("a.csv", (HEAD + "通知,张春生主持会议。,2015\n").encode(encoding))
    assert [(n.title, n.text) for n in notices] == [("通知", "张春生主持会议。")]
    assert not faults


def test_a_huge_field_is_read(read_file: Read) -> None:
    text = "会议由张春生主持。\n" * 100_000
    notices, faults = read_file("a.csv", HEAD + f'通知,"{text}",2015\n公告,王桂兰出席。,2016\n')
    assert [len(n.text) for n in notices] == [len(text), 6]
    assert not faults


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('坏,"张春生主持会议。,2015\n', "never closes"),
        ("坏,张春生主持,会议。,2015,多\n", "5 fields under 3 headings"),
        ("坏,,2015\n", "no notice text"),
        ("坏\n", "no notice text"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_read(read_file: Read, bad: str, reason: str) -> None:
    notices, (fault,) = read_file("a.csv", HEAD + "一,张春生主持会议。,2015\n" + bad + "二,王桂兰出席。,2016\n三,刘海涛讲话。,2017\n")
    assert [n.title for n in notices] == ["一", "二", "三"]
    assert fault.place == "line 3"
    assert reason in fault.reason


def test_a_stray_mark_does_not_swallow_the_quoted_rows_behind_it(read_file: Read) -> None:
    notices, faults = read_file("a.csv", HEAD + '一,"张春生主持会议。,2015\n二,"王桂兰出席。",2016\n三,"刘海涛讲话。",2017\n')
    assert [n.title for n in notices] == ["二", "三"]
    assert [f.place for f in faults] == ["line 2"]


def test_marks_around_a_word_that_begins_a_field_stay(read_file: Read) -> None:
    notices, _ = read_file("a.tsv", 'title\tcontent\n"三严三实"专题教育\t张春生说"好"。\n')
    assert [(n.title, n.text) for n in notices] == [('"三严三实"专题教育', '张春生说"好"。')]


def test_nuls_are_reported_and_replaced(read_file: Read) -> None:
    notices, (fault,) = read_file("a.csv", HEAD.encode() + b"a,\xe5\xbc\xa0\x00\xe5\xbc\xa0,2015\n")
    assert notices[0].text == "张\ufffd张"
    assert fault.place == "line 2, byte 26"


def test_a_table_without_a_known_column_says_which_it_has(read_file: Read) -> None:
    notices, (fault,) = read_file("a.csv", "甲列,乙列\n一,张春生主持会议。\n")
    assert not notices
    assert "甲列, 乙列" in fault.reason
    assert "--fields text=COLUMN" in fault.mend
    notices, faults = read_file("a.csv", "甲列,乙列\n一,张春生主持会议。\n", {"text": "乙列"})
    assert len(notices) == 1
    assert not faults


def test_an_empty_table_is_reported(read_file: Read) -> None:
    assert read_file("a.csv", "\n\n")[1][0].reason == "the file is empty"
    assert read_file("b.csv", HEAD) == ([], [])


_CELLS = st.text(alphabet='张春生,"\n\r\t ;ab', max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_pythons_writer_writes_is_read_back(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    source = _Lines(lines(TextStream(io.BytesIO(out.getvalue().encode()))))
    assert [row.fields for row in rows(source, ",")] == table
