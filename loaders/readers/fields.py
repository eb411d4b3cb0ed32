"""Which field of a record is which: the common names, and the user's own map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.readers.faults import ReadError

#: What a field map may name, and the names that are known without one, the surest first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "raw", "正文", "内容", "內容", "html", "article", "encoded", "fulltext", "full_text",
        "main_text", "content_html", "html_content", "zhengwen", "neirong", "全文", "文章内容", "新闻内容", "通知内容",
        "paragraph", "paragraphs",
    ),
    "title": (
        "title", "video_title", "标题", "標題", "headline", "subject", "题目", "題目", "biaoti", "文章标题", "新闻标题",
        "通知标题", "名称",
    ),
    "published": (
        "published", "pubtime", "pub_time", "pub_date", "pubdate", "publish_time", "publish_date", "published_at",
        "publishtime", "publishdate", "publishedat", "datepublished", "release_date", "release_time", "date",
        "datetime", "day", "pub", "time", "发布时间", "發布時間", "发布日期", "發布日期", "發佈日期", "日期", "时间",
        "時間", "发文日期", "成文日期", "created_at", "create_time", "createtime", "created", "ctime", "addtime",
        "inputtime", "posted", "timestamp",
    ),
    "url": (
        "url", "link", "original_url", "href", "网址", "網址", "链接", "鏈接", "連結", "原文链接", "source_url",
        "page_url", "article_url", "video_url", "permalink",
    ),
    "id": ("id", "guid", "_id", "video_id", "uuid", "编号", "docid", "doc_id", "article_id", "news_id"),
    "source": ("source", "来源", "來源", "site", "publisher", "site_name", "sitename", "媒体", "网站", "信息来源"),
    "issuer": ("issuer", "发布机构", "發布機構", "发文机关", "發文機關", "发布单位", "发文单位", "issued_by"),
}
#: Records made of other systems' prefixes: news_title, articleContent.
_PREFIXED = {
    "text": re.compile(r"(?:news|article|art|post|doc|notice|info|arc)_?(?:text|content|body|html)"),
    "title": re.compile(r"(?:news|article|art|post|doc|notice|info|arc)_?title"),
    "published": re.compile(r"(?:news|article|art|post|doc|notice|info|arc)_?(?:date|time|datetime|pubtime|pubdate)"),
}
#: A field that holds more fields: the YAML of a Markdown page, or an object.
_NESTED = ("frontmatter", "front_matter", "metadata", "meta", "header")


def parse_fields(spec: str) -> dict[str, str]:
    """Read a field map as given on the command line: ``ours=theirs`` pairs with commas between.

    Args:
        spec: the pairs; on the left one of text, title, published, url, id, source, issuer; on the right the column or
            field of the file, with dots for a field inside a field (``video_detail.content``).

    Raises:
        ReadError: a pair is not a pair, names something unknown, or stands twice.

    >>> parse_fields("text=content,title=video_title,published=pub_date")
    {'text': 'content', 'title': 'video_title', 'published': 'pub_date'}
    >>> parse_fields("text=正文，title=标题")
    {'text': '正文', 'title': '标题'}
    """
    fields: dict[str, str] = {}
    example = 'write it like "text=content,title=video_title,published=pub_date"'
    for pair in re.split("[,，]", spec):
        ours, equals, theirs = (part.strip() for part in pair.replace("＝", "=").partition("="))
        if not pair.strip():
            continue
        if not equals or not theirs or not ours:
            raise ReadError(f'the field map has "{pair.strip()}", which is not name=field: {example}')
        if ours not in NAMES:
            raise ReadError(f'the field map names "{ours}": only {", ".join(NAMES)} can stand before =')
        if ours in fields:
            raise ReadError(f'the field map names "{ours}" twice: leave one of them out')
        fields[ours] = theirs
    if not fields:
        raise ReadError(f"the field map is empty: {example}")
    return fields


def plain_name(key: str) -> str:
    """A field's name as it is compared: lower case, no marks around it, one kind of joint.

    >>> plain_name(" Pub-Date "), plain_name("dc:Title")
    ('pub_date', 'title')
    """
    key = key.strip().strip("\ufeff\"'[]【】:：").strip().lower()
    return re.sub(r"[\s\-.]+", "_", key.rpartition(":")[2])


class Picker:
    """Finds a record's title, text and the rest by the user's field map, else by the common names.

    >>> Picker({}).pick({"video_title": "市局召开会议", "content": "……"}, "title")
    '市局召开会议'
    >>> Picker({"title": "头.题"}).pick({"头": {"题": "通知"}}, "title")
    '通知'
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields

    def pick(self, record: Mapping[str, Any], name: str) -> Any:
        """The first value of the record that can be its ``name`` and is not empty, or ""."""
        return next(iter(self.all(record, name)), "")

    def all(self, record: Mapping[str, Any], name: str) -> list[Any]:
        """Every value of the record that can be its ``name`` and is not empty, the surest first."""
        if name in self._fields:
            value = _flat(_by_path(record, self._fields[name]))
            return [value] if _filled(value) else []
        plain: dict[str, Any] = {}
        for key, value in record.items():
            plain.setdefault(plain_name(str(key)), value)
        found = [plain[alias] for alias in NAMES[name] if alias in plain]
        if name in _PREFIXED:
            found += [value for key, value in plain.items() if _PREFIXED[name].fullmatch(key)]
        for nested in _NESTED:
            if isinstance(inner := plain.get(nested), Mapping):
                found += self.all(inner, name)
        return [flat for value in found if _filled(flat := _flat(value))]

    def has_text(self, names: Iterable[str]) -> bool:
        """Whether one of these columns can hold the text."""
        return self.knows(names, "text")

    def knows(self, names: Iterable[str], name: str) -> bool:
        """Whether one of these columns can be the ``name``."""
        if name in self._fields:
            wanted = self._fields[name]
            return any(n == wanted or plain_name(n) == plain_name(wanted) for n in names)
        plain = {plain_name(n) for n in names}
        prefixed = _PREFIXED.get(name)
        return not plain.isdisjoint(NAMES[name]) or bool(prefixed and any(prefixed.fullmatch(n) for n in plain))


def front_matter_field(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """The key and text of a field that holds a page's YAML front matter."""
    for key, value in record.items():
        if plain_name(str(key)) in _NESTED and isinstance(value, str) and ":" in value:
            return str(key), value
    return None


def _by_path(record: Mapping[str, Any], path: str) -> Any:
    """The value at a key, else at a dotted path; names are compared exactly first, then plainly."""
    if path in record:
        return record[path]
    for key, value in record.items():
        if plain_name(str(key)) == plain_name(path):
            return value
    head, dot, rest = path.partition(".")
    inner = record.get(head)
    if dot and isinstance(inner, list) and inner:
        inner = inner[0]
    return _by_path(inner, rest) if dot and isinstance(inner, Mapping) else None


def _flat(value: Any) -> Any:
    """One value: a list of paragraphs is joined by line ends, ``{"rendered": …}`` is unwrapped."""
    if isinstance(value, list):
        parts = [part for part in value if isinstance(part, str)]
        return "\n".join(parts) if parts and len(parts) == len(value) else ""
    if isinstance(value, Mapping):
        inner = next((value[k] for k in ("rendered", "#text", "_text", "value", "$date", "$oid") if k in value), "")
        return inner if isinstance(inner, (str, int, float)) else ""
    return value


def _filled(value: Any) -> bool:
    return value is not None and not isinstance(value, bool) and str(value).strip() != ""
