"""Title, date and issuer from the lines of a notice's head and foot, where no field says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.readers.dates import find_date

#: One Chinese character.
HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LABELS = (
    re.compile(
        r"(?:发布|發布|發佈|发表|發表|发稿|發稿|刊发|刊登|公布|公佈|上网|上傳|上传)(?:时间|時間|日期|于)?\s*[:：]\s*(?=[\d(（中民二一])"
    ),
    re.compile(r"(?:发布|發布|發佈|发表|發表|发稿|發稿|更新|录入|添加|信息|文章)(?:时间|時間|日期)\s*[:：]?\s*"),
    re.compile(r"(?:成文|发文|發文|印发|印發|生成|签发|簽發)(?:时间|時間|日期)\s*[:：]?\s*"),
)
_LOOSE_LABEL = re.compile(r"^\W*(?:时间|時間|日期)\s*[:：]\s*")
#: Words that stand beside the date in the line under a headline.
_BYLINE = re.compile(
    r"来源|來源|作者|编辑|編輯|浏览|瀏覽|点击|點擊|阅读|閱讀|字号|字體|字体|供稿|撰稿|记者|記者|文章出处|信息员|访问|次数|打印"
)
_TODAY = re.compile(r"今天是|今日|现在是|當前時間|当前时间|星期.{0,6}欢迎")
_ISSUER = re.compile(
    r"(?:发布|發布|發佈|发文|發文|制发|公开)(?:机构|機構|机关|機關|单位|單位)\s*[:：]\s*([^\s:：|｜,，。;；<>]{3,40})"
)
_ISSUER_END = re.compile(r"(?:发布|发文|成文|公开|信息|索引|主题|文号|名称|日期|时间|来源).*$")
_ENDS_SENTENCE = "。；，、：;,:…"
_CLOCK = re.compile(
    r"\d{1,2}\s*[:：时時]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?\s*[分秒]?|星期[一二三四五六日天]|[AaPp][Mm]|[上下]午|日"
)
#: How many lines from the top still belong to the head, and from the end to the foot.
_HEAD, _FOOT = 12, 4
#: A head line is short; longer ones are paragraphs that happen to name a date.
_HEAD_LINE = 120


def looks_like_title(line: str) -> bool:
    """Whether a text's first line is its title: short, in Chinese, and not a sentence.

    >>> looks_like_title("市邮政管理局召开安全生产会议"), looks_like_title("3月5日，市局召开会议。")
    (True, False)
    """
    bare = re.sub(r"[(（][^()（）]*[)）]", "", line).strip()
    if not 2 <= len(bare) <= 80 or len(HANZI.findall(bare)) < 2:
        return False
    if bare[-1] in _ENDS_SENTENCE or "。" in bare:
        return False
    return date_only(line) == "" and not any(label.search(line) for label in _LABELS)


def date_only(line: str) -> str:
    """The date of a line that says nothing but a date (and a time of day), or ""."""
    found = find_date(line)
    if not found:
        return ""
    rest = line[:found[1]] + " " + line[found[2]:]
    return "" if re.search(r"\w", _CLOCK.sub("", rest)) else found[0]


def head_date(lines: Sequence[str]) -> str:
    """The date of publication that the lines of a notice say, or "".

    Labelled dates come first (发布时间：…), then a line under the headline with a date and a source, then a line
    that is only a date near the top, then the date signed at the foot.

    >>> head_date(["市局召开会议", "发布时间: 2017-08-18 11:21:22", "3月5日，市局召开会议。"])
    '2017-08-18'
    >>> head_date(["各科室：", "请按时参会。", "市局办公室", "二〇一一年五月十九日"])
    '2011-05-19'
    """
    lines = [line.strip() for line in lines if line.strip()]
    head = [line for line in lines[:_HEAD] if len(line) <= _HEAD_LINE and not _TODAY.search(line)]
    for label in _LABELS:
        for line in head:
            if (m := label.search(line)) and (found := find_date(line[m.end():])) and found[1] <= 2:
                return found[0]
    for line in head:
        found = find_date(line)
        if found and _BYLINE.search(line[:found[1]] + line[found[2]:]) and not re.search("[。；]", line):
            return found[0]
        loose = _LOOSE_LABEL.match(line)
        if loose and found and found[1] == loose.end() and date_only(line[loose.end():]):
            return found[0]
    for line in head:
        if iso := date_only(line):
            return iso
    for line in reversed(lines[-_FOOT:]):
        if iso := date_only(line):
            return iso
    return ""


def head_issuer(lines: Sequence[str]) -> str:
    """The body that a labelled head line names as the issuer, or "".

    >>> head_issuer(["索引号：001  发布机构：安平市统计局  发布日期：2019-03-01"])
    '安平市统计局'
    """
    for line in [line for line in lines if line.strip()][:_HEAD]:
        if len(line) <= 2 * _HEAD_LINE and (m := _ISSUER.search(line)):
            return _ISSUER_END.sub("", m[1])
    return ""
