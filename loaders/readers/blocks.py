"""A web page cut into blocks of text, each with its place in the raw page: no tree is built, nothing is changed.

Every tag beside a block's words belongs to that block, so a run of blocks is one range of the raw page.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_TAG = re.compile(
    r"</?[A-Za-z][^\s/>]*+(?:=\s*\"[^\"]{0,5000}+\"|=\s*'[^']{0,5000}+'|[^>])*+>"
)
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_HINT = re.compile(r"""\b(?:class|id|role)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}", re.I)
_STYLE = re.compile(r"""\bstyle\s*=\s*(?:"([^"]*)"|'([^']*)')|(\shidden(?=[\s>/]))""", re.I)
_LINK = re.compile(r"\s(?:href|onclick|target|rel)\s*=", re.I)
#: Elements whose content is never text to read.
_DROPPED = frozenset(
    "script style noscript template svg select textarea iframe object button math audio video head title".split()
)
#: Elements that open a box that a main text can stand in.
BOXES = frozenset(
    "html body div section article main td th table tbody tr thead tfoot center form ul ol dl dd fieldset aside nav "
    "footer header".split()
)
_PARAGRAPHS = frozenset(
    "p li h1 h2 h3 h4 h5 h6 dt blockquote pre caption figcaption address figure details summary option".split()
)
_BREAKS = frozenset(("br", "hr"))
_SELF_CLOSING_BEFORE = {  # an opening tag that ends an element still open
    "li": ("li", "p"), "td": ("td", "th", "p"), "th": ("td", "th", "p"), "tr": ("td", "th", "tr", "p"),
    "dd": ("dd", "dt", "p"), "dt": ("dd", "dt", "p"),
    **{tag: ("p",) for tag in "p div table ul ol h1 h2 h3 h4 h5 h6 section article blockquote pre form".split()},
}
#: What an opening tag cannot reach across to close something.
_WALLS = frozenset(("table", "ul", "ol", "dl", "html", "body"))


@dataclass(slots=True)
class Box:
    """An element that holds blocks: tag, class and id, place, the number of the one around it, its opening tag."""

    tag: str
    hint: str
    start: int
    end: int
    parent: int
    hidden: bool
    opening: str


@dataclass(slots=True)
class Block:
    """A run of text without a break: the raw range it fills with its tags, its words, and how much of it is links."""

    start: int
    end: int
    box: int
    tag: str
    text: str = ""
    linked: int = 0
    pieces: list[tuple[int, int]] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """The raw range of the words alone."""
        return (self.pieces[0][0], self.pieces[-1][1]) if self.pieces else (self.start, self.start)


@dataclass(slots=True)
class Page:
    """The blocks and boxes of one page, in order, and its holes.

    A hole would read as text but is none: a list to choose from, a form's field, an unclosed comment. Scripts, styles
    and comments are no holes: they may stand inside a block, and healing drops them.
    """

    blocks: list[Block]
    boxes: list[Box]
    holes: list[tuple[int, int]]
    #: The last box inside each box: boxes are numbered as they open, so those inside one follow it without a gap.
    last: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.last = list(range(len(self.boxes)))
        for box in range(len(self.boxes) - 1, 0, -1):
            parent = self.boxes[box].parent
            self.last[parent] = max(self.last[parent], self.last[box])

    def inside(self, box: int) -> list[Block]:
        """The blocks within a box."""
        return [b for b in self.blocks if box <= b.box <= self.last[box]]


def blocks_of(raw: str) -> Page:
    """Cut a page, or a piece of one, into blocks.

    >>> [b.text for b in blocks_of("<div>市局<b>召开</b>会议<p>张春生主持。</div>").blocks]
    ['市局召开会议', '张春生主持。']
    """
    return _Cutter(raw).run()


class _Cutter:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.boxes = [Box("", "", 0, len(raw), -1, False, "")]
        self.stack: list[tuple[str, int]] = []  # open elements: tag, the box they stand for (-1: a paragraph)
        self.blocks: list[Block] = []
        self.holes: list[tuple[int, int]] = []
        self.block = Block(0, 0, 0, "")
        self.links = 0
        # Beyond the last ">" no tag can end; looking for its end from each "<" would take forever.
        self.last_end = raw.rfind(">")

    def run(self) -> Page:
        raw, pos = self.raw, 0
        while pos < len(raw):
            at = raw.find("<", pos)
            if at < 0:
                at = len(raw)
            if at > pos:
                self.text(pos, at)
            if at == len(raw):
                break
            pos = self.markup(at)
        self.cut(len(raw))
        for _, box in self.stack:
            if box >= 0:
                self.boxes[box].end = len(raw)
        return Page(self.blocks, self.boxes, self.holes)

    def markup(self, at: int) -> int:
        raw = self.raw
        if raw.startswith("<!--", at):
            return self.hole(at, "-->")
        if raw.startswith("<![CDATA[", at):
            return at + 9
        if raw.startswith("<%", at):
            return self.hole(at, "%>")
        if raw.startswith(("<?", "<!"), at):
            return self.hole(at, ">")
        m = _TAG.match(raw, at) if at < self.last_end else None
        if not m:
            self.text(at, at + 1)
            return at + 1
        name = _NAME.match(raw, at)
        tag = name[1].lower() if name else ""
        if raw[at + 1] == "/":
            self.close(tag, m.end())
        elif tag in _DROPPED and raw[m.end() - 2] != "/":
            return self.dropped(tag, at, m.end())
        else:
            self.open(tag, at, m)
        return m.end()

    def hole(self, at: int, closing: str) -> int:
        end = self.raw.find(closing, at)
        if end >= 0:
            return self.passed(end + len(closing))
        # One that never closes would swallow the page; only its own tag is taken then.
        end = self.raw.find(">", at) + 1 or len(self.raw)
        self.holes.append((at, end))
        return self.passed(end)

    def dropped(self, tag: str, at: int, after: int) -> int:
        m = re.compile(rf"</{tag}\s*>", re.I).search(self.raw, after)
        if not m:
            self.holes.append((at, after))
            return self.passed(after)
        if tag not in ("script", "style"):
            self.holes.append((at, m.end()))
        return self.passed(m.end())

    def passed(self, at: int) -> int:
        """What is no text, up to here; a block without words begins behind it."""
        if not self.block.pieces:
            self.block.start = at
        return at

    def text(self, start: int, end: int) -> None:
        piece = self.raw[start:end]
        words = html.unescape(piece) if "&" in piece else piece
        if words.strip() or self.block.pieces:
            if words.strip():
                self.block.pieces.append((start, end))
            self.block.text += words
            if self.links:
                self.block.linked += len(words.strip())

    def open(self, tag: str, at: int, m: re.Match[str]) -> None:
        if tag == "a":
            # <a name=…> is an anchor that Word writes around any text.
            self.links = int(bool(_LINK.search(m[0])))
            return
        if tag in _BREAKS:
            self.cut(m.end())
            return
        if tag not in BOXES and tag not in _PARAGRAPHS:
            return
        self.cut(at)
        for closes in _SELF_CLOSING_BEFORE.get(tag, ()):
            self.imply_close(closes, at)
        self.links = 0
        opening = m[0]
        if tag in BOXES:
            hints = " ".join(a or b or c for a, b, c in _HINT.findall(opening))
            hidden = any(bare or _HIDDEN.search(a or b) for a, b, bare in _STYLE.findall(opening))
            self.boxes.append(Box(tag, hints, at, len(self.raw), self.box(), hidden, opening))
            self.stack.append((tag, len(self.boxes) - 1))
        else:
            self.stack.append((tag, -1))
        self.begin()

    def close(self, tag: str, after: int) -> None:
        if tag == "a":
            self.links = 0
            return
        if tag not in BOXES and tag not in _PARAGRAPHS:
            return
        self.cut(after)
        for i in range(len(self.stack) - 1, -1, -1):
            if self.stack[i][0] == tag:
                self.pop_to(i, after)
                break
            if self.stack[i][0] == "table" and tag not in ("body", "html"):
                break  # a stray closing tag inside a table must not end what is around the table
        self.links = 0
        self.begin()

    def imply_close(self, tag: str, at: int) -> None:
        for i in range(len(self.stack) - 1, -1, -1):
            name, box = self.stack[i]
            if name == tag:
                self.pop_to(i, at)
                return
            if name in _WALLS or (box >= 0 and tag == "p"):
                return

    def pop_to(self, i: int, at: int) -> None:
        for _, box in self.stack[i:]:
            if box >= 0:
                self.boxes[box].end = at
        del self.stack[i:]

    def box(self) -> int:
        return next((box for _, box in reversed(self.stack) if box >= 0), 0)

    def begin(self) -> None:
        self.block.box = self.box()
        self.block.tag = self.stack[-1][0] if self.stack else ""

    def cut(self, at: int) -> None:
        """End the block here; one without words passes its tags on to the next."""
        if not self.block.pieces:
            return
        self.block.end = at
        self.block.text = re.sub(r"\s+", " ", self.block.text).strip()
        self.blocks.append(self.block)
        self.block = Block(at, at, 0, "")
        self.begin()
