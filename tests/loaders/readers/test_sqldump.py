"""SQL dumps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.facts import Notice
from loaders.readers import Fault

Read = Callable[..., tuple[list[Notice], list[Fault]]]
TABLES = (
    "-- MySQL dump\nSET NAMES utf8;\nCREATE TABLE `user` (id int, name varchar(20));\nINSERT INTO `user` VALUES (1,'管理员');\n"
    "CREATE TABLE `news` (\n `id` int(11) NOT NULL,\n `title` varchar(200) DEFAULT NULL,\n `date` text(32),\n `content` longtext,\n"
    " PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n"
)


def test_rows_of_a_table_with_a_text_column_are_notices(read_file: Read) -> None:
    rows = "(1,'通知','2015-08-21','<p class=\\\"a\\\">张春生说：\\'好\\'。\\r\\n</p>'),\n(2,'公告',NULL,'王桂兰''出席''(3);。')"
    notices, faults = read_file("a.sql", TABLES + f"INSERT INTO `news` VALUES {rows};\n")
    assert [(n.key, n.id, n.title, n.published, n.text) for n in notices] == [
        ("a.sql#2", "1", "通知", "2015-08-21", "<p class=\"a\">张春生说：'好'。\r\n</p>"),
        ("a.sql#3", "2", "公告", "", "王桂兰'出席'(3);。"),
    ]
    assert not faults


def test_columns_named_by_the_statement_count(read_file: Read) -> None:
    notices, _ = read_file("a.sql", "INSERT INTO news (`content`, `title`) VALUES (N'张春生主持会议。', '通知');")
    assert [(n.title, n.text) for n in notices] == [("通知", "张春生主持会议。")]


def test_a_backslash_is_itself_where_the_dump_is_no_mysql(read_file: Read) -> None:
    notices, _ = read_file("a.sql", "PRAGMA foreign_keys=OFF;\nINSERT INTO news (content) VALUES ('张春生\\n主持会议。\\');\n")
    assert [n.text for n in notices] == ["张春生\\n主持会议。\\"]


def test_a_dump_cut_off_is_reported_and_what_is_whole_read(read_file: Read) -> None:
    notices, (fault,) = read_file("a.sql", TABLES + "INSERT INTO news VALUES (1,'一','','张春生主持会议。'),(2,'二','','王桂兰出")
    assert [n.title for n in notices] == ["一"]
    assert fault.place == "row 3"


def test_a_row_with_too_few_values_is_reported(read_file: Read) -> None:
    notices, (fault,) = read_file("a.sql", TABLES + "INSERT INTO news VALUES (1,'一'),(2,'二','','王桂兰出席。');")
    assert [n.title for n in notices] == ["二"]
    assert fault.reason == "2 values for 4 columns"


def test_rows_longer_than_a_chunk_are_read(read_file: Read) -> None:
    text = "会议由张春生主持。" * 50_000
    notices, faults = read_file("a.sql", TABLES + f"INSERT INTO news VALUES (1,'一','','{text}'),(2,'二','','王桂兰出席。');")
    assert [len(n.text) for n in notices] == [len(text), 6]
    assert not faults


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("SELECT 1;", "no INSERT"),
        (TABLES, "no table"),
        ("INSERT INTO x VALUES (1,'张春生主持会议。');", "columns of the table x are not told"),
    ],
)
def test_a_dump_without_notices_is_reported(read_file: Read, content: str, reason: str) -> None:
    notices, faults = read_file("a.sql", content)
    assert not notices
    assert reason in faults[0].reason
