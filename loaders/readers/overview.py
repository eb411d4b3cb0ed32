"""What a web page says of itself: main text, headline, date and issuer; the panels of a page with several notices."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from loaders.readers.blocks import Block, Page, blocks_of
from loaders.readers.dates import iso_date
from loaders.readers.headlines import HANZI, date_only, head_date, head_issuer, looks_like_title
from loaders.readers.maintext import is_byline, kept_ranges, main_text, prose
from loaders.readers.tails import Ranges

_META = re.compile(r"<meta\b(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.I)
_ATTR = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_TIME = re.compile(r"""<time\b[^>]*\bdatetime\s*=\s*["']([^"']+)""", re.I)
_META_TITLES = ("articletitle", "og:title", "dc.title", "twitter:title")
_META_DATES = (
    "pubdate", "publishdate", "article:published_time", "og:release_date", "og:published_time", "publish_time",
    "publishtime", "pub_date", "datepublished", "dc.date", "dc.date.issued", "weibo:article:create_at", "date",
)
_TITLE_CUT = re.compile(r"\s*(?:[_|｜—–]|-{1,2}|>>?|»|::)\s*")
_NO_TITLE = re.compile(
    r"^(?:insert title here|untitled|无标题文档|新建网页.*|首页|網頁|document|详情页?|新闻详[情细].*|正文.*)$", re.I
)
_TITLE_HINT = re.compile(r"title|biaoti|\bbt\b|headline|\btit\b|caption", re.I)
_SITE_NAME = re.compile(r"[^的召开会议通知关于任]{2,14}(?:局|厅|部|委|府|院|网|站|中心|会|平台|门户|在线|日报)")
_PANEL_TITLE = re.compile(r"""\stitle\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.I)
_NUMBERED = re.compile(r"^\s*(?:第?[一二三四五六七八九十百\d]+[、.．章节条部]|[（(][一二三四五六七八九十\d]+[)）])")
#: How many blocks above the text can be its head, where no headline says where that begins.
_NEAR = 30
#: A panel on a page of several notices has at least so many hanzi of running text.
_PANEL = 60


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page says: the ranges of its main text (None: it has none), headline with its place, date and issuer."""

    ranges: Ranges | None
    title: str
    title_span: tuple[int, int] | None
    published: str
    issuer: str


def views(raw: str) -> tuple[Overview, ...]:
    """The notices of a page: as a rule one, several where panels of the page each have a headline and a text."""
    page = blocks_of(raw)
    return tuple(_panel_view(page, raw, box, span) for box, span in _panels(page, raw)) or (_overview(page, raw),)


def look_over(raw: str) -> Overview:
    """Find the main text, headline, date and issuer of a page that holds one notice.

    >>> view = look_over("<html><title>市局召开会议_某市局</title><body><h1>市局召开会议</h1>"
    ...     "<p>发布时间：2015-08-21</p><p>21日，市局召开会议，张春生主持。</p></body></html>")
    >>> view.title, view.published
    ('市局召开会议', '2015-08-21')
    """
    return _overview(blocks_of(raw), raw)


def _overview(page: Page, raw: str) -> Overview:
    box, ranges = main_text(page, raw)
    start = ranges[0][0] if ranges else len(raw)
    first = next((i for i, b in enumerate(page.blocks) if b.end > start and prose(b)), len(page.blocks))
    headline, title, span = _headline(page, raw, first)
    metas = _metas(raw)
    published = next((iso for name in _META_DATES if (iso := iso_date(metas.get(name, ("", 0, 0))[0]))), "")
    lines = _head_lines(page, box, headline, first)
    if not published:
        published = head_date(lines)
    if not published and (m := _TIME.search(raw)):
        published = iso_date(html.unescape(m[1]))
    return Overview(ranges or None, title, span, published, head_issuer(lines))


def _head_lines(page: Page, box: int, headline: int, first: int) -> list[str]:
    """The lines between headline and text, the labelled lines above, and the text's last lines."""
    inside = page.inside(box)
    if headline >= 0:
        head = page.blocks[headline:first + 1]
    else:
        near = page.blocks[max(first - _NEAR, 0):first + 1]
        head = [b for b in near if box <= b.box <= page.last[box] or not date_only(b.text)]
    labelled = [b for b in page.blocks[:max(headline, 0)] if head_issuer([b.text]) or "发布" in b.text]
    foot = inside[-8:] if inside else []
    return [b.text for b in (*labelled, *head[-10:])] + [b.text for b in foot if not b.linked]


def _headline(page: Page, raw: str, first: int) -> tuple[int, str, tuple[int, int] | None]:
    """The block that is the headline (-1: none), its words and its raw place."""
    metas = _metas(raw)
    m = _TITLE.search(raw)
    candidates: list[tuple[str, int, int]] = [metas[n] for n in _META_TITLES if n in metas]
    if m:
        candidates.append((m[1], m.start(1), m.end(1)))
    named = [html.unescape(c[0]) for c in candidates if not _NO_TITLE.match(c[0].strip())]
    best, score = -1, 0.0
    for i, block in enumerate(page.blocks[:first + 1]):
        points = _headline_points(page, block, named)
        follows = page.blocks[i + 1] if i + 1 < len(page.blocks) else block
        # The line above the date and source, or the last one above the text, is the headline, whatever its tag.
        if _may_head(block) and (is_byline(follows.text) if i + 1 < first else i + 1 == first and not named):
            points += 3.5
        # Of two equal ones the nearer to the text is the headline, the other a bread crumb or a logo.
        if points and points >= score:
            best, score = i, points
    if best >= 0:
        block = page.blocks[best]
        return best, block.text, _trimmed(raw, *block.span)
    for text, start, end in candidates:
        said = html.unescape(text).strip()
        if said and not _NO_TITLE.match(said) and HANZI.search(said):
            cut = _TITLE_CUT.search(text.strip())
            lead = len(text) - len(text.lstrip())
            stop = lead + cut.start() if cut and cut.start() >= 4 else len(text.rstrip())
            return -1, html.unescape(text[lead:stop]), (start + lead, start + stop) if end > start else None
    return -1, "", None


def _may_head(block: Block) -> bool:
    return len(block.text) >= 4 and block.linked <= 0.5 * len(block.text) and looks_like_title(block.text)


def _headline_points(page: Page, block: Block, named: list[str]) -> float:
    text = block.text
    if not _may_head(block):
        return 0
    squeezed = re.sub(r"\s+", "", text)
    points = 0.0
    if any(squeezed in re.sub(r"\s+", "", name) for name in named):
        points += 3 + min(len(squeezed), 40) / 40
    if block.tag in ("h1", "h2", "h3"):
        points += {"h1": 2.5, "h2": 1.5, "h3": 1}[block.tag]
    elif _TITLE_HINT.search(page.boxes[block.box].hint):
        points += 1.5
    # The site's own name, in its logo and its <title>, heads every page.
    return (points / 3 if _SITE_NAME.fullmatch(squeezed) else points) if points >= 1 else 0


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return start, end


def _metas(raw: str) -> dict[str, tuple[str, int, int]]:
    """Each meta element's content by its name in lower case, with the raw range of the content."""
    out: dict[str, tuple[str, int, int]] = {}
    for m in _META.finditer(raw, 0, 60_000):
        attrs = {a[1].lower(): a for a in _ATTR.finditer(m[0])}
        name, content = attrs.get("name") or attrs.get("property") or attrs.get("itemprop"), attrs.get("content")
        if name and content:
            group = next(g for g in (2, 3, 4) if content[g] is not None)
            label = next(name[g] for g in (2, 3, 4) if name[g] is not None).lower()
            out.setdefault(label, (content[group], m.start() + content.start(group), m.start() + content.end(group)))
    return out


def _panels(page: Page, raw: str) -> list[tuple[int, tuple[int, int]]]:
    """The boxes that are a notice each, with the raw place of their headline; none on a page of one notice.

    They are neighbours of one kind that carry a headline in their ``title``, or begin with a heading and a date.
    """
    weights = [0] * len(page.boxes)
    for block in page.blocks:
        weights[block.box] += prose(block)
    for box in range(len(page.boxes) - 1, 0, -1):
        weights[page.boxes[box].parent] += weights[box]
    groups: dict[tuple[int, str, str], list[tuple[int, tuple[int, int]]]] = {}
    for box, frame in enumerate(page.boxes):
        if not box or weights[box] < _PANEL:
            continue
        span = _panel_title(page, raw, box)
        if span:
            groups.setdefault((frame.parent, frame.tag, frame.hint), []).append((box, span))
    best = max(groups.values(), key=len, default=[])
    return best if len(best) >= 2 and len({raw[a:b] for _, (a, b) in best}) == len(best) else []


def _panel_title(page: Page, raw: str, box: int) -> tuple[int, int] | None:
    frame = page.boxes[box]
    m = _PANEL_TITLE.search(frame.opening)
    if m:
        group = 1 if m[1] is not None else 2
        if looks_like_title(html.unescape(m[group])) and len(HANZI.findall(m[group])) >= 8:
            return frame.start + m.start(group), frame.start + m.end(group)
        return None
    blocks = page.inside(box)
    first = blocks[0]
    if first.tag not in ("h1", "h2", "h3", "h4") or _NUMBERED.match(first.text) or not looks_like_title(first.text):
        return None
    dated = any(head_date([b.text]) for b in blocks[1:4] if not prose(b) or len(b.text) < 60)
    return first.span if dated and first.linked == 0 else None


def _panel_view(page: Page, raw: str, box: int, span: tuple[int, int]) -> Overview:
    blocks = page.inside(box)
    lines = [b.text for b in blocks]
    title = html.unescape(raw[span[0]:span[1]])
    return Overview(kept_ranges(page, raw, box) or None, title, span, head_date(lines), head_issuer(lines))
