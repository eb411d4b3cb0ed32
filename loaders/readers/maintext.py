"""The main text of a web page: which ranges of the raw page are the notice, and which are menus, strips and farms.

The measure is prose: runs of Chinese with sentence marks that are not links. From the page inwards the box is taken
that holds the prose, as long as what is left outside is no part of the notice; within it, menus and strips are left
out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.readers.blocks import Block, Page
from loaders.readers.tails import Ranges, farm_ranges, is_farm, without

_HANZI = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile(r"[，。；：、！？,;]")
_STOP = re.compile(r"[。！？；]")
_CHROME_HINT = re.compile(
    r"\b(?:nav\w*|menu\w*|foot\w*|bottom\w*|side(?:\w*bar\w*)?|rank\w*|paihang\w*|bread\w*|crumb\w*|relat\w*|xiangguan\w*|xgxw|recommend\w*|tuijian\w*|hot\w*"
    r"|share\w*|comment\w*|pinglun\w*|friend\w*|links?|flink\w*|copyright\w*|toolbar\w*|login\w*|search\w*|prev\w*|next\w*|pager?"
    r"|pagination|slip-tab|banner\w*|\w*-?(?:nav|menu|footer|sidebar|related|share|comments?|breadcrumbs?))\b",
    re.I,
)
_CHROME_TAGS = frozenset(("nav", "footer", "aside"))
#: What is the site's however much it says.
_NEVER = re.compile(r"\b(?:foot(?:er)?\d*|copyright)\b", re.I)
#: Lines that belong to the site, not to the notice.
_SITE_LINE = re.compile(
    r"地址\s*[:：].*邮(?:政)?编(?:码)?\s*[:：]|邮编\s*[:：].*电话|版权所有|版權所有|copyright|©|ICP备|ICP備|公网安备|网站标识码|技术支持\s*[:：]|建议使用.{0,30}(?:分辨率|浏览器)|网站地图|網站地圖|^免责声明"
    r"|您是第.{0,12}位|本网站(?:内容|由|所有)|设为首页|加入收藏|扫一扫|未经.{0,12}(?:许可|授权).{0,20}(?:转载|镜像)",
    re.I,
)
_PLACE_LINE = re.compile(
    r"^(?:您|你)?(?:现在|現在|当前|當前|所在)?(?:的|所在的?)?(?:位置|位置是)\s*[:：]|^首\s*[页頁]?\s*(?:>|»|›|-|/|→)"
)
_STEP_LINE = re.compile(
    r"^[\s【\[(（]*(?:上一[篇条條页頁则則个]|下一[篇条條页頁则則个]|上篇|下篇|前一[篇条]|后一[篇条]|没有了|返回(?:首页|列表|顶部|上页)?|打印(?:本页)?|关闭(?:窗口)?|[【\[]?字体)"
    r"(?:\s*[:：】\]）)]|\s*$|\s)"
)
_TAIL_HEAD = re.compile(
    r"^[\s【\[(（]*(?:相关(?:新闻|阅读|链接|文章|报道|推荐|稿件|内容|资讯|信息|文档)|相關(?:新聞|閱讀|連結|文章|報導)|推荐(?:阅读|文章|新闻)|热门(?:推荐|文章|新闻|资讯|搜索|标签)"
    r"|延伸阅读|延伸閱讀|更多(?:新闻|精彩|阅读|资讯)|猜你喜欢|大家都在看|网友评论|发表评论|(?:最新|图片|热点|焦点)(?:评论|文章|资讯|新闻|关注)|点击排行|排行榜|友情链接|友情鏈接|友情連結|分享到|分享至|主站蜘蛛池)"
    r"[^。；]{0,12}$"
)
#: Lines under the headline that tell when and by whom, and may stay outside.
_BYLINE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}|来源|來源|作者|点击|點擊|浏览|瀏覽|字号|字體|字体|打印|阅读次数")
#: Beyond this share of links a run of blocks is a menu.
_LINKED = 0.4
#: So many hanzi in a box without a sentence are a table of the notice, not the captions of a form.
_TABLE = 60


@dataclass(slots=True)
class _Sums:
    """What each box holds, its inner boxes included: running text, hanzi, characters, linked characters, blocks."""

    prose: list[int]
    hanzi: list[int]
    length: list[int]
    linked: list[int]
    count: list[int]
    chrome: list[bool]

    @classmethod
    def of(cls, page: Page) -> _Sums:
        n = len(page.boxes)
        prose_, hanzi, length, linked, count = ([0] * n for _ in range(5))
        first: list[int] = [len(page.blocks)] * n
        for i, block in enumerate(page.blocks):
            box = block.box
            prose_[box] += prose(block)
            hanzi[box] += 0 if _strip(block) else len(_HANZI.findall(block.text))
            length[box] += len(block.text)
            linked[box] += block.linked
            count[box] += 1
            first[box] = min(first[box], i)
        for box in range(n - 1, 0, -1):
            parent = page.boxes[box].parent
            for sums in (prose_, hanzi, length, linked, count):
                sums[parent] += sums[box]
            first[parent] = min(first[parent], first[box])
        chrome = [False] * n
        for box in range(1, n):
            headed = count[box] > 0 and bool(_TAIL_HEAD.match(page.blocks[first[box]].text))
            # A sidebar holds half of a page's prose only where it is the page's text under another name.
            few = prose_[box] < 0.5 * prose_[0]
            chrome[box] = (few and (headed or _chrome(page, box))) or bool(_NEVER.search(page.boxes[box].hint))
        return cls(prose_, hanzi, length, linked, count, chrome)

    def link_share(self, box: int) -> float:
        return self.linked[box] / max(self.length[box], 1)


def main_text(page: Page, raw: str) -> tuple[int, Ranges]:
    """The box of the main text (its number in ``page.boxes``) and its raw ranges; no ranges where there is no prose.

    >>> from loaders.readers.blocks import blocks_of
    >>> raw = '<div class="nav"><a>首页</a></div><div><p>3月5日，市局召开会议，张春生主持。</p></div>'
    >>> [raw[a:b] for a, b in main_text(blocks_of(raw), raw)[1]]
    ['<div><p>3月5日，市局召开会议，张春生主持。</p>']
    """
    sums = _Sums.of(page)
    if not sums.prose[0]:
        return 0, ()
    box = _main_box(page, sums)
    return box, kept_ranges(page, raw, box, sums)


def is_byline(text: str) -> bool:
    """Whether a line only tells when and by whom a notice was published.

    >>> is_byline("发布时间：2015-08-21　来源：办公室"), is_byline("2015年8月21日，张春生主持会议。")
    (True, False)
    """
    return len(text) < 120 and bool(_BYLINE.search(text)) and not _STOP.search(text) and "，" not in text


def prose(block: Block) -> int:
    """How many hanzi of a block are running text: neither links nor the site's own lines."""
    hanzi = len(_HANZI.findall(block.text))
    if not hanzi or _of_site(block.text) or is_farm(block.text) or _PLACE_LINE.match(block.text):
        return 0
    if is_byline(block.text):
        return 0
    free = hanzi * max(1 - block.linked / max(len(block.text), 1), 0)
    marks = len(_MARKS.findall(block.text))
    if free < 8 or (marks == 0 and free < 30):
        return 0
    return int(free) if block.linked <= 0.5 * len(block.text) or len(_STOP.findall(block.text)) >= 2 else 0


def kept_ranges(page: Page, raw: str, box: int = 0, sums: _Sums | None = None) -> Ranges:
    """The raw ranges of a box without menus, strips, farms, scripts and comments."""
    sums = sums or _Sums.of(page)
    menus = _menus(page, sums, box)
    kept = [block for block in page.inside(box) if block.box not in menus and not _strip(block)]
    total, seen = sum(map(prose, kept)), 0
    out: list[tuple[int, int]] = []
    for block in kept:
        # Behind "related news" nothing of the notice comes, once most of it has been read.
        if _TAIL_HEAD.match(block.text) and seen >= 0.6 * total > 0:
            break
        seen += prose(block)
        if out and out[-1][1] == block.start:
            out[-1] = (out[-1][0], block.end)
        else:
            out.append((block.start, block.end))
    holes = list(page.holes)
    for start, end in out:
        holes += farm_ranges(raw, start, end)
    return without(out, holes)


def _main_box(page: Page, sums: _Sums) -> int:
    """The innermost box that still holds the whole notice."""
    children: dict[int, list[int]] = {}
    for number in range(1, len(page.boxes)):
        children.setdefault(page.boxes[number].parent, []).append(number)
    own: dict[int, list[Block]] = {}
    for block in page.blocks:
        own.setdefault(block.box, []).append(block)
    at = 0
    while True:
        inner = [c for c in children.get(at, ()) if not sums.chrome[c]]
        best = max(inner, key=lambda c: sums.prose[c], default=-1)
        if best < 0 or not sums.prose[best] or any(map(_of_notice, own.get(at, ()))):
            return at
        if any(_part_of_notice(sums, c) for c in inner if c != best):
            return at
        at = best


def _of_notice(block: Block) -> bool:
    """Whether a block that stands free beside the richest box is the notice's, rather than a heading or a byline."""
    if prose(block):
        return True
    if block.tag.startswith("h") or _strip(block) or block.linked or is_byline(block.text):
        return False
    return block.tag in ("p", "li", "pre", "blockquote") and len(_HANZI.findall(block.text)) >= 4


def _part_of_notice(sums: _Sums, box: int) -> bool:
    """Whether a box beside the richest one belongs to the notice too: it has running text, or a table, not menus."""
    if sums.link_share(box) > _LINKED:
        return False
    return sums.prose[box] > 0 or sums.hanzi[box] >= _TABLE


def _chrome(page: Page, box: int) -> bool:
    frame = page.boxes[box]
    return frame.tag in _CHROME_TAGS or frame.hidden or bool(_CHROME_HINT.search(frame.hint))


def _menus(page: Page, sums: _Sums, top: int) -> set[int]:
    """The boxes inside ``top`` that are menus, by name or because nearly all of them is links, with all inside them."""
    menus: set[int] = set()
    for box in range(top + 1, page.last[top] + 1):
        if page.boxes[box].parent in menus:
            menus.add(box)
        else:
            named = sums.chrome[box] and sums.prose[box] < 0.3 * sums.prose[top]
            if named or (sums.count[box] >= 2 and sums.prose[box] == 0 and sums.link_share(box) > 0.7):
                menus.add(box)
    return menus


def _strip(block: Block) -> bool:
    """Whether a block inside the main box is not the notice's: a bread crumb, a button, a farm, a line of links."""
    text = block.text
    if is_farm(text) or _PLACE_LINE.match(text):
        return True
    if len(text) < 100 and _STEP_LINE.match(text):
        return True
    if _of_site(text):
        return True
    return block.linked > 0.8 * len(text) and not _STOP.search(text)


def _of_site(text: str) -> bool:
    return bool(_SITE_LINE.search(text)) and len(text) < 200 and len(_STOP.findall(text)) <= 2
