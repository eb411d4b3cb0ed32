"""A file's format from its first bytes, where its name does not tell it or tells it wrong."""

from __future__ import annotations

import json
import re

from loaders.readers.decoding import decode, encoding_of
from loaders.readers.fields import Picker
from loaders.readers.table import cut, delimiter_of

_PAGE = re.compile(r"<!doctype\s+html|<html\b", re.I)
_FRAGMENT = re.compile(
    r"<(?:div|p|table|span|h[1-6]|center|meta|font|article|section|title|script|style|body|head)\b|<!--|<%", re.I
)
_XML = re.compile(r"(?:<\?xml\b|<[^\W\d][\w:.-]*(?:\s[^<>]*)?>)")
_SQL = re.compile(
    r"^\s*(?:INSERT\s+(?:IGNORE\s+)?INTO|CREATE\s+TABLE|DROP\s+(?:TABLE|DATABASE)|SET\s+NAMES)\b", re.I | re.MULTILINE
)
_SCRIPT = re.compile(r"\s*(?:module\.exports|export\s+default|exports\.default)\b")
_MARKDOWN = re.compile(r"\s*---[ \t]*\r?\n[\w-]+[ \t]*:|\s*#{1,3}[ \t]+\S")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")


def sniff(head: bytes) -> str:
    """The name of the format that a file's first bytes show: "" where they are no text.

    >>> sniff('{"title": "通知"}\\n{"title": "公告"}\\n'.encode()), sniff("市局召开会议\\n".encode("gbk"))
    ('jsonl', 'txt')
    """
    text = decode(head, encoding_of(head, whole=False), final=False)[0].lstrip("\ufeff")
    if len(_CONTROL.findall(text)) > 0.1 * len(text):
        return ""
    start = text.lstrip("\ufffd \t\r\n")
    if start.startswith(("{", "[")) and (kind := _json_kind(start)):
        return kind
    if _SCRIPT.match(start):
        return "js"
    if start.startswith("<"):
        # XML has elements named body and head as well: what the first tag is decides, or a whole page's.
        if _PAGE.search(start[:20_000]) or (_FRAGMENT.match(start) and not start.startswith("<?")):
            return "html"
        if _XML.match(start):
            return "xml"
    if _SQL.search(start):
        return "sql"
    if _MARKDOWN.match(start):
        return "md"
    return _table_kind(start) or "txt"


def _json_kind(start: str) -> str:
    first, _, rest = start.partition("\n")
    if start.startswith("{"):
        try:
            json.loads(first)
            # One line is a document as well as lines; as lines it need not be waited for to its end.
            return "jsonl"
        except (ValueError, RecursionError):
            # One damaged first line does not make a file of lines another kind; a document's ends inside a list.
            if not first.rstrip().endswith(("{", "[", ",", ":")) and re.match(r"\s*\{\s*\"", rest):
                return "jsonl"
    # "[视频]市局召开会议" is a text.
    return "json" if re.match(r"[{\[]\s*(?:[{\[\"\]}]|-?\d|\Z)", start) else ""


def _table_kind(start: str) -> str:
    heading = start.partition("\n")[0]
    picker = Picker({})
    delimiter = delimiter_of(heading, picker)
    names = cut(heading, delimiter).fields
    if len(names) >= 2 and picker.has_text(names) and len(heading) < 1000:
        return "tsv" if delimiter == "\t" else "csv"
    return ""
