"""Plain text files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.facts import Notice
from loaders.readers import Fault

Read = Callable[..., tuple[list[Notice], list[Fault]]]
TEXT = "市教育局召开座谈会\r\n2015-08-21\r\n8月21日，市教育局召开座谈会。\r\n局长张春生主持会议。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_whole_file_is_the_raw_text_with_its_line_ends(read_file: Read, encoding: str) -> None:
    notices, faults = read_file("a.txt", TEXT.encode(encoding))
    assert [n.text for n in notices] == [TEXT]
    assert not faults


def test_the_first_line_is_the_title_and_the_line_below_the_date(read_file: Read) -> None:
    (notice,), _ = read_file("a.txt", TEXT)
    assert (notice.title, notice.title_span, notice.published) == ("市教育局召开座谈会", (0, 9), "2015-08-21")
    assert notice.ranges == ()


def test_a_label_before_the_title_is_not_part_of_it(read_file: Read) -> None:
    (notice,), _ = read_file("a.txt", "标题：市教育局召开座谈会\n正文：局长张春生主持会议。\n")
    assert notice.title == "市教育局召开座谈会"
    assert notice.title_span == (3, 12)


def test_a_text_of_one_line_has_no_title(read_file: Read) -> None:
    (notice,), _ = read_file("a.txt", "局长张春生主持会议\n")
    assert (notice.title, notice.title_span) == ("", None)


def test_the_date_is_never_that_of_the_file(read_file: Read) -> None:
    (notice,), _ = read_file("2015-08-21.txt", "局长张春生主持会议。\n")
    assert notice.published == ""


def test_a_link_farm_is_kept_in_the_raw_text_and_not_read(read_file: Read) -> None:
    farm = "主站蜘蛛池模板: " + "| ".join(f"{c}县" for c in "甲乙丙丁戊己庚辛壬癸")
    (notice,), _ = read_file("a.txt", TEXT + farm)
    assert notice.text == TEXT + farm
    assert [notice.text[a:b] for a, b in notice.ranges] == [TEXT]


def test_a_page_named_txt_is_read_as_a_page(read_file: Read) -> None:
    (notice,), _ = read_file("a.txt", "<!DOCTYPE html><html><title>市局</title><body><p>3月5日，张春生主持会议。</p></body></html>")
    assert "市局" not in "".join(notice.text[a:b] for a, b in notice.ranges)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty"),
        ("\u3000\u3000\n", "no notice text"),
        ("Hello, world.\n", "nothing in Chinese"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_a_file_without_a_notice_is_reported(read_file: Read, content: bytes | str, reason: str) -> None:
    notices, (fault,) = read_file("a.txt", content)
    assert not notices
    assert reason in fault.reason


def test_a_bad_byte_is_reported_with_its_place_and_the_text_read(read_file: Read) -> None:
    notices, (fault,) = read_file("a.txt", TEXT.encode() + b"\xff" + "完".encode())
    assert notices[0].text == TEXT + "\ufffd完"
    assert fault.place == f"byte {len(TEXT.encode())}"
    assert "UTF-8" in fault.reason


def test_a_readme_without_a_chinese_sentence_is_reported(read_file: Read) -> None:
    notices, (fault,) = read_file("README.md", "# Files\n\nCrawled from 某市教育局, see SOURCE.\n")
    assert not notices
    assert fault.reason == "no notice text"


def test_a_readme_with_chinese_sentences_is_a_notice(read_file: Read) -> None:
    notices, faults = read_file("README.md", "# 通知\n\n3月5日，市教育局召开会议，张春生主持。\n")
    assert len(notices) == 1
    assert not faults
