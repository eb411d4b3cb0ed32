"""HTML, Word HTML, server-page code and entities, as found in texts stored by web sites; Markdown is its own module.

A tag that ends a block becomes one line break, a table cell's end a tab, any other tag nothing. An entity becomes its
character; what was escaped twice is read twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from loaders.healing.edits import Change, compose, rewrite
from loaders.records import swift

KIND = "markup"

#: Tags at which a browser begins a new line.
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav noscript ol optgroup "
    "option p pre section select style script summary table tbody tfoot thead title tr ul xml".split()
)
_CELLS = frozenset(("td", "th"))
_INLINE = frozenset(
    "a abbr acronym area audio b base basefont bdi bdo big blink button canvas cite code col colgroup data datalist "
    "del dfn em embed font frame frameset i iframe img input ins kbd label map mark marquee meter nobr noframes object "
    "output param picture progress q rb rp rt rtc ruby s samp small source span strike strong sub sup svg template "
    "textarea time track tt u var video wbr".split()
)
#: Elements whose line breaks are only the source's, where nothing but text stands between their tags.
_FLOWING = frozenset("p li td th h1 h2 h3 h4 h5 h6 dd dt figcaption caption".split())

_RANKS = (
    dict.fromkeys(_BLOCKS, 1)
    | dict.fromkeys(_CELLS, 2)
    | dict.fromkeys("table caption thead tbody tfoot tr colgroup".split(), 3)
)
_KNOWN = _BLOCKS | _CELLS | _INLINE

_TOKEN = re.compile(
    r"""
    <!--.*?(?:-->|\Z)                                              # comment
  | <(?P<ruby>rt|rp)\b[^<>]*>[^<>]{0,20}</(?P=ruby)\s*>               # how the characters before it sound
  | <(?P<raw>script|style)\b[^<>]*(?:/>|(?<!/)>.*?(?:</(?P=raw)\s*>|\Z))  # what is no text
  | <%(?:(?!<%).){0,5000}?%> | <\?\w[^<>]*>                         # server pages, processing instructions
  | <!\[CDATA\[ | \]\]> | <!\[[^\]<>]*\]> | <!doctype\b[^<>]*>
  | \{\{[<%][^{}]{0,2000}[%>]\}\}                                  # a site generator's short codes
  | <(?P<close>/?)(?P<tag>[a-z][a-z0-9]*(?P<space>[:-][a-z0-9_.-]+)?)
    (?P<rest>[\s/](?:"[^"<]*"|'[^'<]*'|[^'"<>])*+|[\s/][^<>]*)?>
  | <(?P<cut>/?[a-z][a-z0-9:]*)(?:\s[^<>]*)?\Z                     # a tag cut off by the end of the text
  | &(?:amp;)*(?P<entity>\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});
  | &(?P<loose>nbsp|ensp|emsp|ldquo|rdquo|mdash|hellip|middot|quot)(?![a-z0-9=;])
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
#: Where any of these begins.
_SIGN = re.compile(r"[<&{]|\]\]>")
#: A tag that has lost its <.
_LAME = re.compile(
    r"""(?<![a-z<])(?:span|font|div|p|a|td|strong|img)\s+(?:id|class|style|href|src|align|color|face|size)="""
    r"""["'][^<>"'\n]*["'][^<>{}\n]*>""",
    re.IGNORECASE,
)
#: What may stand after a tag's name that no value follows: <td nowrap>, <br />.
_BARE = re.compile(r"(?:[\s/]+[a-z-]*)*", re.IGNORECASE | re.ASCII)
_BLANK = " \t\r\n\f\v\u00a0\u3000\u200b\ufeff"
_SOURCE_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
#: How often a text may be read again because an entity turned out to write a tag or an entity.
_ROUNDS = 3


def find(text: str) -> list[Change]:
    """The markup in ``text`` and what each piece of it reads as.

    >>> page = "<p>李强&ldquo;主持&rdquo;</p><p>王勇出席</p>"
    >>> rewrite(page, find(page))
    '李强“主持”\\n王勇出席'
    >>> find("若3<5，则5>3")
    []
    """
    done: list[Change] = []
    for _ in range(_ROUNDS):
        if not ("<" in text or "&" in text or "}}" in text or '">' in text):
            break
        found = _pass(text)
        if not found:
            break
        done = compose(done, text, found)
        text = rewrite(text, found)
    return done


@swift
@dataclass(frozen=True, slots=True)
class _Token:
    """One piece of markup: where it stands, what it reads as, and for a tag its name, with ``/`` where it closes."""

    start: int
    end: int
    new: str
    name: str = ""

    @property
    def rank(self) -> int:
        """3: ends a table's row; 2: a cell; 1: a block; 0: neither."""
        return _RANKS.get(self.name.lstrip("/"), 0)


def _pass(text: str) -> list[Change]:
    """One reading of the text. A run of tags, and the white space around it where a block ends, is one change."""
    tokens = _tokens(text)
    out: list[Change] = []
    i, n = 0, len(tokens)
    while i < n:
        start, end, ranks = tokens[i].start, tokens[i].end, {tokens[i].rank}
        new = tokens[i].new
        i += 1
        if new:
            out.append((start, end, new, KIND))
            continue
        while i < n:
            gap = text[end : tokens[i].start]
            more = tokens[i].rank
            # Between inline tags white space is a space of the text; around a block's tag it is the source's layout.
            if gap.strip(_BLANK) or tokens[i].new.strip("\u00a0") or ((gap or tokens[i].new) and not more | max(ranks)):
                break
            ranks.add(more)
            end = tokens[i].end
            i += 1
        if max(ranks):
            while end < len(text) and text[end] in _BLANK:
                end += 1
            while start > (out[-1][1] if out else 0) and text[start - 1] in _BLANK:
                start -= 1
            if start > 0 and end < len(text):
                new = "\t" if max(ranks) == 2 else "\n"
        out.append((start, end, new, KIND))
    return _with_source_breaks(text, tokens, out)


def _tokens(text: str) -> list[_Token]:
    """All markup of the text, in order."""
    out: list[_Token] = []
    at = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < at:
            continue
        m = _TOKEN.match(text, sign.start())
        token = _token(m) if m else None
        if token is not None:
            out.append(token)
            at = token.end
    if '="' in text or "='" in text:
        lame = [_Token(m.start(), m.end(), "") for m in _LAME.finditer(text)]
        if lame:
            taken = {at for token in out for at in range(token.start, token.end)}
            out = sorted(out + [t for t in lame if t.start not in taken], key=lambda t: t.start)
    return out


def _token(m: re.Match[str]) -> _Token | None:
    """The token that was matched, or None where it is text after all."""
    start, end = m.span()
    entity = m["entity"]
    if entity:
        if not entity.startswith("#") and f"{entity};" not in html5:
            entity = entity.lower()
            if f"{entity};" not in html5:
                return None
        return _Token(start, end, unescape(f"&{entity};"))
    if m["loose"]:
        return _Token(start, end, unescape(f"&{m['loose'].lower()};"))
    if m["raw"]:
        return _Token(start, end, "", m["raw"].lower())
    if m["cut"]:
        name = m["cut"].lower().lstrip("/")
        return _Token(start, end, "", name) if name in _KNOWN else None
    if m["tag"] is None:
        return _Token(start, end, "")
    name, rest = m["tag"].lower(), m["rest"] or ""
    if "=" not in rest and not _BARE.fullmatch(rest):
        return None
    # Names that are not HTML are tags where they have a name space, a value, or close something: <st1:chsdate>.
    if name in _KNOWN or m["space"] or m["close"] or "=" in rest:
        return _Token(start, end, "", m["close"] + name)
    return None


def _with_source_breaks(text: str, tokens: list[_Token], found: list[Change]) -> list[Change]:
    """Also joins the lines of a paragraph that stand between its own opening and closing tag."""
    breaks: list[tuple[int, int]] = []
    opened, since = "", 0
    for token in tokens:
        if not token.rank:
            continue
        if token.name == "/" + opened:
            breaks += (m.span() for m in _SOURCE_BREAK.finditer(text, since, token.start))
        opened, since = (token.name if token.name in _FLOWING else ""), token.end
    if not breaks:
        return found
    out: list[Change] = []
    k = 0
    for start, end in breaks:
        while k < len(found) and found[k][1] <= start:
            out.append(found[k])
            k += 1
        if k < len(found) and found[k][0] < end:
            continue  # inside a tag, or part of a run of tags
        latin = text[start - 1 : start].isascii() and text[end : end + 1].isascii()
        out.append((start, end, " " if latin else "", KIND))
    return out + found[k:]
