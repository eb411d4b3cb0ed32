"""Damaged files of every format: something is read or reported, nothing breaks."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.readers import ReadError, read

PAGE = "<html><title>市局召开会议_市局</title><body><div class=nav><a href=1>首页</a></div><h1>市局召开会议</h1><p>张春生主持，王桂兰出席。</p></body></html>"
WHOLE = {
    "txt": "市局召开会议\r\n2015-08-21\r\n会议由张春生主持。\r\n",
    "md": "---\ntitle: '市局召开会议'\ndate: 2015-08-21\n---\n# 市局召开会议\n会议由张春生主持。\n",
    "html": PAGE,
    "xml": "<?xml version='1.0'?><docs><doc><id>1</id><title>通知</title><body><![CDATA[张春生主持。]]></body></doc>"
    "<doc><body>王桂兰出席。</body></doc></docs>",
    "json": '{"day": "20150821", "list": [\n{"title": "通知", "text": "张春生主持。"}, {"detail": {"content": "王桂兰出席。"}}]}',
    "jsonl": '{"title": "通知", "text": "张春生主持。"}\n{"url": "http://a.cn/1", "content": "<p>王桂兰出席。</p>"}\n',
    "csv": '标题,正文,日期\n通知,"张春生,""主持""。",2015-08-21\n公告,王桂兰出席。,\n',
    "sql": "CREATE TABLE n (id int, title text, content text);\nINSERT INTO n VALUES (1,'通知','张春生\\'主持\\'。'),(2,NULL,'王桂兰出席。');\n",
}
_BITS = st.sampled_from(['"', "'", "<", ">", "<!--", "]]>", "{", "}", "[", "(", ")", "\\", ",", "\n", "\x00", "\ufffe", "---\n", "&", "<doc>", "</doc>", ";"])


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), _BITS | st.just("")), max_size=4),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    loss=st.integers(0, 3),
)
def test_damage_is_read_around_or_reported(kind: str, places: list[tuple[float, int, str]], encoding: str, loss: int) -> None:
    text = WHOLE[kind]
    for where, gone, put in places:
        at = int(where * len(text))
        text = text[:at] + put + text[at + gone :]
    data = text.encode(encoding)
    data = data[: len(data) - loss]
    try:
        notices = list(read(["-"], stdin=io.BytesIO(data), on_fault=lambda fault: None))
    except ReadError:
        return  # no text left that a format could be seen in
    for notice in notices:
        assert notice.text.encode()
        at = 0
        for start, end in notice.ranges:
            assert at <= start < end <= len(notice.text)
            at = end
        if notice.title_span:
            assert 0 <= notice.title_span[0] < notice.title_span[1] <= len(notice.text)
