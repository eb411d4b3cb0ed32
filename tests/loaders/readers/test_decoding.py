"""Encodings told apart, bad bytes placed, streams cut anywhere."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.decoding import TextStream, decode, decode_whole, encoding_of, lines

SIMPLIFIED = "3月5日，安平市教育局召开会议，研究部署下半年工作。局长张春生主持，副局长王桂兰出席并讲话。"
TRADITIONAL = "3月5日，安平市教育局召開會議，研究部署下半年工作。局長張春生主持，副局長王桂蘭出席並講話。"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


class Dribble(io.RawIOBase):
    """A stream that gives a few bytes at a time, so that characters are cut."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = data, size

    def read(self, n: int = -1, /) -> bytes:
        piece, self._data = self._data[: self._size], self._data[self._size :]
        return piece


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [SIMPLIFIED, SIMPLIFIED + "\n" + "张春生" * 50, "任命张春生为局长。\n"])
def test_simplified_text_is_read_in_every_encoding(text: str, encoding: str) -> None:
    assert decode_whole(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5", "big5hkscs", "cp950"])
@pytest.mark.parametrize("text", [TRADITIONAL, "任命張春生為教育局局長。\n"])
def test_traditional_text_is_read_in_every_encoding(text: str, encoding: str) -> None:
    assert decode_whole(text.encode(encoding))[0] == text


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-32"])
def test_a_stream_cut_inside_characters_gives_the_same_text(encoding: str, size: int) -> None:
    text = "标题\r\n" + SIMPLIFIED * 3
    stream = TextStream(Dribble(text.encode(encoding), size))
    assert "".join(piece for piece, _ in stream) == text


def test_hong_kong_characters_are_read() -> None:
    text = "立法會審議啟德邨撥款，局長邱騰華出席會議，議員喺席上發言。"
    assert decode_whole(text.encode("big5hkscs"))[0] == text


def test_a_byte_order_mark_is_not_counted() -> None:
    assert decode_whole(b"\xef\xbb\xbf" + "市局".encode()) == ("市局", "utf-8", [])


@pytest.mark.parametrize("declared", ["gb2312", "big5", "iso-8859-1"])
def test_a_page_that_declares_another_encoding_is_read_as_what_it_is(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{SIMPLIFIED}</p>'
    assert decode_whole(page.encode("utf-8"))[0] == page


def test_a_declared_encoding_settles_what_the_bytes_leave_open() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><a>一</a>'
    assert encoding_of(page.encode("gb2312")) == "gb18030"


def test_bad_bytes_become_replacement_characters_with_their_offsets() -> None:
    data = "市局".encode() + b"\xff" + "召开".encode() + b"\xc0\xaf" + "会议，张春生主持。".encode()
    text, encoding, bad = decode_whole(data)
    assert encoding == "utf-8"
    assert text == "市局\ufffd召开\ufffd\ufffd会议，张春生主持。"
    assert [at for _, at in bad] == [6, 13, 14]
    assert all(text[i] == "\ufffd" for i, _ in bad)


def test_a_bad_byte_in_gb18030_is_placed() -> None:
    data = (SIMPLIFIED * 3).encode("gb18030") + b"\xff" + SIMPLIFIED.encode("gb18030")
    text, encoding, bad = decode_whole(data)
    assert (encoding, len(bad)) == ("gb18030", 1)
    assert bad[0][1] == len((SIMPLIFIED * 3).encode("gb18030"))
    assert text.count("\ufffd") == 1


def test_a_nul_is_a_bad_byte() -> None:
    assert decode(b"\xe5\xb8\x82\x00ab", "utf-8") == ("市\ufffdab", [(1, 3)], 6)


def test_few_nuls_do_not_make_a_text_utf_16() -> None:
    assert decode_whole(SIMPLIFIED.encode() + b"\x00" + SIMPLIFIED.encode())[1] == "utf-8"


def test_the_choice_waits_for_bytes_that_can_tell() -> None:
    # More ASCII than any sample holds, then GB18030.
    data = b'{"a": 1}\n' * 200_000 + SIMPLIFIED.encode("gbk")
    stream = TextStream(io.BytesIO(data))
    assert "".join(text for text, _ in stream).endswith(SIMPLIFIED)
    assert stream.encoding == "gb18030"


def test_lines_keep_their_ends_and_numbers() -> None:
    found = list(lines(TextStream(io.BytesIO("甲\r\n乙\n\n丙".encode("utf-16")))))
    assert [(line.number, line.text, line.closed) for line in found] == [
        (1, "甲\r\n", True), (2, "乙\n", True), (3, "\n", True), (4, "丙", False),
    ]


def test_a_bad_byte_belongs_to_its_line() -> None:
    data = ("会议由张春生主持。\n" * 2).encode() + b"\xff\n" + "完\n".encode()
    found = list(lines(TextStream(Dribble(data, 10))))
    assert [line.bad for line in found] == [(), (), (56,), ()]


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "gb18030", "big5hkscs"]))
def test_decoding_never_fails_and_marks_what_it_replaced(data: bytes, encoding: str) -> None:
    text, bad, used = decode(data, encoding)
    assert used == len(data)
    assert text == data.decode(encoding, "replace").replace("\x00", "\ufffd") or encoding != "utf-8"
    assert all(text[i] == "\ufffd" and 0 <= at < len(data) for i, at in bad)


@given(st.text(alphabet="市局会议张春生主持，。\r\nab", max_size=300), st.integers(1, 9))
def test_any_cut_of_a_utf_8_stream_gives_the_whole_text(text: str, size: int) -> None:
    stream = TextStream(Dribble(text.encode(), size))
    assert "".join(piece for piece, _ in stream) == text
