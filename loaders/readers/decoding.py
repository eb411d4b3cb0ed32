"""From bytes to text: which encoding, and where a byte does not fit it.

A byte that cannot be decoded, and a NUL, become U+FFFD, one fault each with its place. Text that is only ASCII so far
commits to no encoding: the choice waits for bytes that can tell.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

CHUNK = 1 << 16
#: Bytes looked at, from the first one that is not ASCII, before an encoding is chosen in a stream.
SAMPLE = 1 << 17

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|pageEncoding\s*=\s*["']([\w.:-]+)""",
    re.I,
)
#: The most frequent characters of written Chinese in both scripts: wrong decodings rarely produce them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
    "平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先"
    "回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速"
    "市县省局长委书记副席席议召主持召开党局厅院署镇乡村街道办公室检察政府"
    "這為個國時來們對會發動過說產種後經進著電裡現實兩體機當點從業應開還與關間樣內數變條沒結問無軍題黨員總設長頭資邊級圖統組見計別"
    "論運農區強決戰則據處隊給門規熱領東導壓爭濟階術極聯認權證轉單風縣書記議廳鎮鄉辦檢"
)
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉「」『』【】—…　・·％－")
_FAMILY = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
           "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs", "x-x-big5": "big5hkscs",
           "utf8": "utf-8", "utf-8": "utf-8", "gb18030": "gb18030"}


class Readable(Protocol):
    """Anything with ``read(n)`` that gives bytes, b"" at the end."""

    def read(self, n: int = -1, /) -> bytes: ...


def encoding_of(sample: bytes, whole: bool = True) -> str:
    """The encoding of some Chinese text: UTF-8, GB18030, Big5 (with Hong Kong's characters), UTF-16 or UTF-32.

    A byte order mark decides; then UTF-16 where NULs stand as it writes them; then valid UTF-8; then what the page or
    the XML declares, where it fits; then the reading with the most of what Chinese texts are made of.

    Args:
        sample: the first bytes, the more the surer.
        whole: False where the sample may end in the middle of a character.

    >>> encoding_of("任命张春生为市教育局局长。".encode("gbk")), encoding_of("任命張春生為教育局局長。".encode("big5"))
    ('gb18030', 'big5hkscs')
    """
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    if b"\x00" in sample and (wide := _wide(sample)):
        return wide
    sample = sample.replace(b"\x00", b"")
    if sample.isascii():
        return "utf-8"
    start = max(re.search(rb"[\x80-\xff]", sample).start() - 2, 0)  # type: ignore[union-attr]
    part = sample[start:start + SAMPLE]
    whole = whole and start + SAMPLE >= len(sample)
    scores = {name: _score(part, name) for name in ("utf-8", "gb18030", "big5hkscs")}
    # Two or three GBK characters can be valid UTF-8 as well, but then they read as Greek or Arabic.
    if _valid(part, "utf-8", whole) and (scores["utf-8"] >= 0.2 or max(scores.values()) < 0.5):
        return "utf-8"
    if m := _DECLARED.search(sample[:4096]):
        declared = _FAMILY.get((m[1] or m[2] or m[3]).decode("ascii", "replace").lower(), "")
        # Pages lie about themselves (a template says gb2312, the text is Big5): it must be near the best as well.
        if declared and _valid(part, declared, whole) and scores[declared] > max(scores.values()) - 0.25:
            return declared
    best = max(scores, key=lambda name: scores[name])
    # A line of UTF-16 with neither ASCII nor a mark has no NUL to show for it.
    return (scores[best] < 0.3 and _wide(sample)) or best


def decode(data: bytes, encoding: str, final: bool = True) -> tuple[str, list[tuple[int, int]], int]:
    """Decode bytes, U+FFFD for what does not fit.

    Returns:
        the text; where it has U+FFFD for a bad byte or NUL, as (index in the text, byte offset in the data); and how
        many bytes were used: all of them, unless the last character is not whole yet and ``final`` is False.

    >>> decode(b"\\xe5\\xb8\\x82\\xff", "utf-8")
    ('市�', [(1, 3)], 4)
    """
    view, size = memoryview(data), len(data)
    pos, length, out = 0, 0, []
    bad: list[tuple[int, int]] = []
    while pos < size:
        wrong_at = -1
        try:
            piece, end = codecs.decode(view[pos:size], encoding), size
        except UnicodeDecodeError as e:
            end = pos + e.start
            piece = codecs.decode(view[pos:end], encoding)
            if not final and len(data) - end < 8:
                # Near the end a character may only be unfinished: the next call sees the rest of it.
                size = end
            else:
                wrong_at, end = end, pos + max(e.end, e.start + 1)
        if "\x00" in piece:
            for m in re.finditer("\x00", piece):
                bad.append((length + m.start(), pos + len(piece[:m.start()].encode(encoding))))
            piece = piece.replace("\x00", "\ufffd")
        out.append(piece)
        length += len(piece)
        if wrong_at >= 0:
            bad.append((length, wrong_at))
            out.append("\ufffd")
            length += 1
        pos = end
    return "".join(out), bad, size


class TextStream:
    """The text of a stream of bytes, chunk by chunk: ``(text, [(index in the text, byte offset in the stream)])``.

    >>> import io
    >>> list(TextStream(io.BytesIO("\ufeff市局".encode())))
    [('市局', [])]
    """

    def __init__(self, stream: Readable) -> None:
        self.encoding = ""
        self._stream = stream

    def __iter__(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        pending, offset, final = b"", 0, False
        begun = False
        while not final:
            data = self._stream.read(CHUNK)
            final = not data
            pending += data
            if not begun:
                if len(pending) < 4 and not final:
                    continue
                begun = True
                if marked := _bom(pending):
                    self.encoding = marked[1]
                    offset = len(marked[0])
                    pending = pending[offset:]
                elif b"\x00" in pending:
                    self.encoding = _wide(pending)
            if not self.encoding and not pending.isascii():
                while not final and not _sure_utf8(pending) and len(pending) < SAMPLE:
                    data = self._stream.read(CHUNK)
                    final = not data
                    pending += data
                self.encoding = encoding_of(pending, final)
            text, bad, used = decode(pending, self.encoding or "ascii", final)
            if text:
                yield text, [(i, offset + at) for i, at in bad]
            pending, offset = pending[used:], offset + used


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its end, its number from 1, the byte offsets of its bad bytes, and whether a line end closes it."""

    number: int
    text: str
    bad: tuple[int, ...]
    closed: bool


def lines(stream: TextStream) -> Iterator[Line]:
    """The lines of a stream of text, one in memory at a time.

    >>> import io
    >>> [line.text for line in lines(TextStream(io.BytesIO("市局\\r\\n省局".encode("gbk"))))]
    ['市局\\r\\n', '省局']
    """
    number = 1
    held: list[str] = []
    held_bad: list[int] = []
    for text, bad in stream:
        start, b = 0, 0
        while (end := text.find("\n", start)) >= 0:
            held.append(text[start:end + 1])
            while b < len(bad) and bad[b][0] <= end:
                held_bad.append(bad[b][1])
                b += 1
            yield Line(number, "".join(held), tuple(held_bad), True)
            number, start = number + 1, end + 1
            held, held_bad = [], []
        if start < len(text):
            held.append(text[start:])
        held_bad.extend(at for _, at in bad[b:])
    if held:
        yield Line(number, "".join(held), tuple(held_bad), False)


def decode_whole(data: bytes) -> tuple[str, str, list[tuple[int, int]]]:
    """A whole file's text without its byte order mark, its encoding, and its bad bytes as in ``decode``.

    >>> decode_whole("市局".encode("utf-16"))[:2]
    ('市局', 'utf-16-le')
    """
    encoding = encoding_of(data)
    marked = _bom(data)
    skip = len(marked[0]) if marked else 0
    text, bad, _ = decode(data[skip:], encoding)
    return text, encoding, [(i, at + skip) for i, at in bad]


def spoken(encoding: str) -> str:
    """An encoding's usual name.

    >>> spoken("big5hkscs")
    'Big5'
    """
    return {"big5hkscs": "Big5", "ascii": "ASCII"}.get(encoding, encoding.upper())


def _bom(data: bytes) -> tuple[bytes, str] | None:
    return next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), None)


def _wide(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, or "" where the NULs are only damage."""
    part = sample[:CHUNK]
    best, name = 0.6, ""
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = codecs.decode(part[: len(part) // 4 * 4], encoding, "replace")
        good = sum("\u3400" <= c <= "\u9fff" or " " <= c <= "~" or c in _PUNCTUATION or c in "\r\n\t" for c in text)
        if text and good / len(text) > best:
            best, name = good / len(text), encoding
    return name


def _valid(part: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(part, whole)
    except UnicodeDecodeError:
        return False
    return True


def _sure_utf8(data: bytes) -> bool:
    if not _valid(data, "utf-8", False):
        return False
    return sum(1 for c in data.decode("utf-8", "ignore") if "\u3000" <= c <= "\u9fff") >= 8


def _score(part: bytes, encoding: str) -> float:
    """How Chinese a decoding reads, per character that is not ASCII: 0.5 to 1 for right ones, below 0.3 for wrong."""
    text = part[:CHUNK].decode(encoding, "replace")
    good, total = 0.0, 0
    for char, n in Counter(text).items():
        if char < "\x80":
            continue
        total += n
        if char in _COMMON or char in _PUNCTUATION:
            good += n
        elif "\u4e00" <= char <= "\u9fff":
            good += 0.3 * n
        elif char == "\ufffd":
            good -= 2 * n
        elif "\ue000" <= char <= "\uf8ff":
            good -= n
        elif not "\uff00" <= char <= "\uffef":
            good -= 0.3 * n
    return good / max(total, 1)
