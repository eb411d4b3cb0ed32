"""Markdown: front matter, headings, links, images, emphasis, rules and tables.

Stars, pipes and rules are read as Markdown only where the text is seen to be Markdown by its headings, links or images:
``张**`` hides a name, and ``首页|新闻|公告`` is a menu.
"""

from __future__ import annotations

import re

from loaders.healing.edits import Change

KIND = "markup"

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?:(?:[ \t]*-[ \t]|[ \t]*[\w-]+[ \t]*:|[ \t]+\S|#).*\r?\n|\r?\n){1,200}?---[ \t]*(?:\r?\n|\Z)"
)
#: What a link leads to: an address, a path, a file. [2020](12) is no link.
_TARGET = (
    r"(?:https?://|mailto:|/|\#|\.{1,2}/)[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*|<[^<>\n]*>|"
    r"[\w%./-]+\.(?:html?|aspx?|jsp|php|pdf|docx?|jpe?g|png|gif)"
)
_TITLE = r"""(?:\s+["'][^"'\n]*["'])?[ \t]*"""
_SURE = re.compile(
    rf"""
    (?P<image>!\[[^\[\]\n]*\]\((?:{_TARGET}){_TITLE}\))
  | \[(?P<link>[^\[\]\n]*)\]\((?:{_TARGET}){_TITLE}\)
  | (?P<heading>^(?:\#{{1,6}}[ \t]+)+)(?=\S)
    """,
    re.MULTILINE | re.VERBOSE,
)
_REST = re.compile(
    r"""
    (?P<rule>^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:_[ \t]*){3,}$)
  | \*\*(?=[^\s*])(?P<bold>[^*\n]+)(?<=\S)\*\*(?!\*)
  | (?P<code>^```[\w-]*[ \t]*$)
  | \\(?P<escaped>[\\`*_{}\[\]()\#+.!|-])
    """,
    re.MULTILINE | re.VERBOSE,
)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE)
_PIPE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def find(text: str) -> list[Change]:
    """The Markdown in ``text`` and what each piece of it reads as.

    >>> find("# 省局召开会议")
    [(0, 2, '', 'markup')]
    >>> find("涉案人员张**、李**被处理")
    []
    """
    out: list[Change] = []
    start = 0
    if text.startswith("---"):
        front = _FRONT.match(text)
        if front:
            start = front.end()
            out.append((0, start, "", KIND))
    sure = [m for m in _SURE.finditer(text, start)] if "](" in text or "#" in text else []
    table = _TABLE_RULE.search(text, start) if "--" in text else None
    if not sure and not table:
        return out
    for m in sure:
        if m["link"] is not None:
            out.append((m.start(), m.start("link"), "", KIND))
            out.append((m.end("link"), m.end(), "", KIND))
        else:
            out.append((m.start(), m.end(), "", KIND))
    if sure:
        for m in _REST.finditer(text, start):
            if m["bold"] is not None:
                out.append((m.start(), m.start() + 2, "", KIND))
                out.append((m.end() - 2, m.end(), "", KIND))
            elif m["escaped"] is not None:
                out.append((m.start(), m.start() + 1, "", KIND))
            else:
                out.append((m.start(), m.end(), "", KIND))
    if table:
        out.extend(_tables(text, start))
    out.sort()
    return _apart(out)


def _tables(text: str, start: int) -> list[Change]:
    """The pipes of tables as tabs, and their rules left out."""
    out: list[Change] = []
    lines: list[tuple[int, int]] = []
    at = start
    for line in text[start:].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    inside: set[int] = set()
    for i, (a, b) in enumerate(lines):
        if not _TABLE_RULE.fullmatch(text, a, b):
            continue
        out.append((a, min(b + 1, len(text)), "", KIND))
        for step in (-1, 1):
            k = i + step
            while 0 <= k < len(lines) and "|" in text[slice(*lines[k])] and k not in inside:
                inside.add(k)
                if step < 0:
                    break  # one line of heads
                k += step
    for k in sorted(inside):
        a, b = lines[k]
        for m in _PIPE.finditer(text, a, b):
            edge = m.start() == a or m.end() == b
            out.append((m.start(), m.end(), "" if edge else "\t", KIND))
    return out


def _apart(changes: list[Change]) -> list[Change]:
    """Sorted changes without those that overlap an earlier one."""
    out: list[Change] = []
    for change in changes:
        if not out or change[0] >= out[-1][1]:
            out.append(change)
    return out
