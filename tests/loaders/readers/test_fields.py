"""Field maps and the names that are known without one."""

from __future__ import annotations

import pytest

from loaders.readers import ReadError, parse_fields
from loaders.readers.fields import Picker


def test_a_field_map_is_read() -> None:
    assert parse_fields(" text = content , title=video_title") == {"text": "content", "title": "video_title"}


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("", "empty"),
        ("text", "not name=field"),
        ("text=", "not name=field"),
        ("=content", "not name=field"),
        ("body=content", 'names "body"'),
        ("text=a,text=b", "twice"),
    ],
)
def test_a_bad_field_map_says_what_is_wrong(spec: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        parse_fields(spec)


@pytest.mark.parametrize(
    ("record", "name", "value"),
    [
        ({"正文": "甲"}, "text", "甲"),
        ({"Content": "甲"}, "text", "甲"),
        ({"news_content": "甲"}, "text", "甲"),
        ({"content": "", "body": "甲"}, "text", "甲"),
        ({"content": ["甲", "乙"]}, "text", "甲\n乙"),
        ({"content": {"rendered": "甲"}}, "text", "甲"),
        ({"发布时间": "2015"}, "published", "2015"),
        ({"Pub Date": "2015"}, "published", "2015"),
        ({"meta": {"title": "甲"}}, "title", "甲"),
        ({"subtitle": "甲"}, "title", ""),
        ({"content": None}, "text", ""),
        ({"id": 0}, "id", 0),
    ],
)
def test_common_names_are_known(record: dict[str, object], name: str, value: object) -> None:
    assert Picker({}).pick(record, name) == value


def test_a_field_map_overrules_the_common_names() -> None:
    assert Picker({"title": "lead"}).pick({"title": "甲", "lead": "乙"}, "title") == "乙"
    assert Picker({"title": "lead"}).pick({"title": "甲"}, "title") == ""


def test_a_field_map_reaches_inside_fields() -> None:
    record = {"detail": {"text": "甲"}, "list": [{"t": "乙"}], "a.b": "丙"}
    assert Picker({"text": "detail.text"}).pick(record, "text") == "甲"
    assert Picker({"text": "list.t"}).pick(record, "text") == "乙"
    assert Picker({"text": "a.b"}).pick(record, "text") == "丙"
