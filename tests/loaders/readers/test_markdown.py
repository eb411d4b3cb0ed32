"""Markdown with and without front matter."""

from __future__ import annotations

from collections.abc import Callable

from loaders.facts import Notice
from loaders.readers import Fault
from loaders.readers.frontmatter import entries, front_matter

Read = Callable[..., tuple[list[Notice], list[Fault]]]
PAGE = (
    '---\r\ntitle: "市教育局召开座谈会"\r\ndate: 2015-08-21 10:00:00 # 上网\r\nurl: https://example.cn/a/1\r\ntags:\r\n'
    "  - 会议\r\nsource: '教育网'\r\n---\r\n\r\n{}局长张春生主持会议。\r\n"
)


def test_front_matter_is_read_for_its_fields_and_not_as_text(read_file: Read) -> None:
    (notice,), faults = read_file("a.md", PAGE.format(""))
    assert (notice.title, notice.published, notice.source) == ("市教育局召开座谈会", "2015-08-21", "教育网")
    assert notice.key == notice.url == "https://example.cn/a/1"
    assert notice.text == PAGE.format("")
    assert "".join(notice.text[a:b] for a, b in notice.ranges).strip() == "局长张春生主持会议。"
    assert not faults


def test_the_title_stands_where_front_matter_has_it(read_file: Read) -> None:
    (notice,), _ = read_file("a.md", PAGE.format(""))
    assert notice.title_span
    assert notice.text[slice(*notice.title_span)] == "市教育局召开座谈会"
    assert notice.title_span[0] < notice.ranges[0][0]


def test_a_heading_that_repeats_the_title_is_the_title(read_file: Read) -> None:
    (notice,), _ = read_file("a.md", PAGE.format("# 市教育局召开座谈会\r\n\r\n"))
    assert notice.title_span
    assert notice.title_span[0] > notice.ranges[0][0]


def test_without_front_matter_the_first_heading_is_the_title(read_file: Read) -> None:
    (notice,), _ = read_file("a.md", "# 市教育局召开座谈会 #\n\n2015年8月21日\n\n局长张春生主持会议。\n")
    assert (notice.title, notice.title_span, notice.published) == ("市教育局召开座谈会", (2, 11), "2015-08-21")
    (notice,), _ = read_file("b.md", "市教育局召开座谈会\n=====\n\n局长张春生主持会议。\n")
    assert notice.title == "市教育局召开座谈会"


def test_a_rule_is_no_front_matter() -> None:
    assert front_matter("---\n局长张春生主持会议。\n---\n完").end == 0
    assert front_matter("市局\n---\ntitle: a\n---\n").end == 0


def test_values_of_front_matter_are_unquoted() -> None:
    assert entries('a: "说\\"好\\""\nb: \'它\'\'s\'\nc: >\n  一行\n  两行\nd: [甲, 乙]\ne:\n  f: 1\n') == {
        "a": '说"好"', "b": "它's", "c": "一行 两行",
    }


def test_the_place_of_a_value_is_that_of_its_words() -> None:
    head = front_matter(PAGE)
    assert {k: PAGE[a:b] for k, (a, b) in head.spans.items()} == {
        "title": "市教育局召开座谈会", "date": "2015-08-21 10:00:00", "url": "https://example.cn/a/1", "source": "教育网",
    }
