"""The front matter of a Markdown page: its simple ``key: value`` lines, each value with its place.

Only what a notice's head uses is read (plain, quoted and folded values); lists and nested values are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FENCE = re.compile(r"\A\s*---[ \t]*\r?\n(?P<inner>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^(?P<key>\w[\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>[^\r\n]*?))?[ \t]*\r?$", re.MULTILINE)
_ESCAPE = re.compile(r'\\(["\\/ntr]|u[0-9a-fA-F]{4})')


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values by key, the range of each (code points), and where the page's text begins."""

    values: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    end: int = 0


def front_matter(text: str) -> FrontMatter:
    """The front matter at a page's head, empty where there is none.

    >>> page = '---\\ntitle: "市局召开会议"\\ndate: 2015-08-21\\n---\\n正文'
    >>> head = front_matter(page)
    >>> head.values, page[head.end:]
    ({'title': '市局召开会议', 'date': '2015-08-21'}, '正文')
    """
    m = _FENCE.match(text)
    if not m or ":" not in m["inner"]:
        return FrontMatter()
    values, spans = _entries(m["inner"], m.start("inner"))
    return FrontMatter(values, spans, m.end()) if values else FrontMatter()


def entries(yaml: str) -> dict[str, str]:
    """The simple values of front matter that stands alone, without its fences.

    >>> entries("title: '市局召开会议'\\ntags:\\n  - 会议\\ndate: 2015-08-21 # 上网")
    {'title': '市局召开会议', 'date': '2015-08-21'}
    """
    return _entries(yaml, 0)[0]


def _entries(yaml: str, base: int) -> tuple[dict[str, str], dict[str, tuple[int, int]]]:
    values: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    found = list(_ENTRY.finditer(yaml))
    for i, m in enumerate(found):
        value, start, end = m["value"] or "", m.start("value"), m.end("value")
        if value[:1] in ("|", ">"):
            until = found[i + 1].start() if i + 1 < len(found) else len(yaml)
            value = " ".join(line.strip() for line in yaml[m.end():until].splitlines() if line.strip())
            start = end = -1
        elif len(value) >= 2 and value[0] == value[-1] == '"':
            value, start, end = _ESCAPE.sub(_unescape, value[1:-1]), start + 1, end - 1
        elif len(value) >= 2 and value[0] == value[-1] == "'":
            value, start, end = value[1:-1].replace("''", "'"), start + 1, end - 1
        else:
            value = re.sub(r"\s+#.*$", "", value)
            end = start + len(value)
        if value.strip() and m["key"] not in values and value[:1] not in ("[", "{"):
            values[m["key"]] = value
            if start >= 0:
                spans[m["key"]] = (base + start, base + end)
    return values, spans


def _unescape(m: re.Match[str]) -> str:
    code = m[1]
    return chr(int(code[1:], 16)) if code[0] == "u" else {"n": "\n", "t": "\t", "r": "\r"}.get(code, code)
