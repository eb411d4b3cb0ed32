"""Debris of lost bytes: words that can no longer be read are marked and left out, never guessed.

When one byte of a two-byte character is lost, every byte after it pairs up wrongly until the next single byte: 再度召開
becomes ``?cè)俣日匍_``. The characters in between are not the page's words, so the reading puts one replacement
character there; ``Healed.marks`` has the raw ranges.
"""

from __future__ import annotations

import re

from loaders.healing.edits import Change

KIND = "debris"
MARK = "\ufffd"

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
#: The wrongly paired characters, and the single byte that ends them.
_PAIRED = rf"(?:[{_HAN}]{{0,12}}[?？\ufffd_^`|~@{{}}\\\[\]a-zA-Z](?![a-zA-Z]))?"
#: The lost byte, then half a gloss: with its tone, or on a page that has glosses without.
_BROKEN_GLOSS = re.compile(rf"[?？\ufffd](?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}[)）]{_PAIRED}")
_BROKEN_PLAIN = re.compile(rf"(?<=[{_HAN})）])[?？\ufffd][a-zü]{{1,6}}[)）]{_PAIRED}")
#: The same without a gloss. So short a run may be writing, in a sound text.
_SHIFTED = re.compile(
    rf"(?<=[{_HAN})）])[?？][。，、；：！!][?？]|"
    rf"(?<=[{_HAN})）])[?？][!！]薄[{_HAN}]{{0,3}}[a-zA-Z@_`|~^{{}}]?|"
    rf"(?<=[{_HAN})）])[?？]{{2}}[{_HAN}]{{1,6}}[?？](?=[，。、；,;])"
)
_LOST = re.compile(r"\ufffd+|(?:锟斤拷)+锟?|(?:錕斤拷)+錕?")


def find(text: str, glossed: bool = False) -> list[Change]:
    """The debris in ``text``, each piece of it to read as one U+FFFD.

    Args:
        text: the text with its glosses taken out.
        glossed: whether the page had glosses: the same tools that write them lose bytes.

    >>> from loaders.healing.edits import rewrite
    >>> rewrite("我们?cè)俣日匍_全市大会", find("我们?cè)俣日匍_全市大会"))
    '我们\ufffd全市大会'
    >>> find("为什么?！他问道")
    []
    """
    if not ("?" in text or "？" in text or MARK in text or "斤拷" in text):
        return []
    found = [m.span() for m in _BROKEN_GLOSS.finditer(text)]
    if glossed or found:
        found += [m.span() for pattern in (_BROKEN_PLAIN, _SHIFTED) for m in pattern.finditer(text)]
    if MARK in text or "斤拷" in text:
        found += [m.span() for m in _LOST.finditer(text) if m[0] != MARK]
    out: list[Change] = []
    for start, end in sorted(found):
        if not out or start >= out[-1][1]:
            out.append((start, end, MARK, KIND))
    return out
