"""Finds named persons: by the title, list, verb or note beside the name, then wherever the name stands again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction import names
from loaders.extraction.appointee_names import find_appointed
from loaders.extraction.mentions import PersonMention
from loaders.extraction.titles import PLAIN, VAGUE, Title

#: A name is accepted from this score on; ``_confidence`` turns the score into a probability.
_ENOUGH = 3.3

_SAYS = re.compile(r"(?:还|也|最后|随后|同时|首先|则|并|在会上|在讲话中|在致辞中)?(?:说|指出|强调|表示|要求|认为|介绍|宣布|透露|坦言|回应|主张|重申|呼吁|称|提出|谈到|提到|解释|分析|补充)(?:说|道|称)?(?=[，,：:。“]|，)")
_ACTS = re.compile(
    r"(?:先后|分别|共同|首先|最后|随后|还|也|今天|昨天|当天|日前|近日|同日|\d{1,2}[日号]?(?:上午|下午|晚|晚上)?|在[^，。]{1,14}?|于[^，。]{1,12}?|代表[^，。]{2,14}?|应邀|受邀|亲自|专程|亲切|主动|同机|就[^，。]{2,20}?)*"
    r"(?:主持|出席|参加|列席|陪同|会见|会谈|看望|慰问|调研|考察|视察|讲话|致辞|致词|发言|作|做|发表|宣读|传达|率|带队|带领|来到|走进|抵达|前往|深入|听取|汇报|通报|介绍|授课|主讲|签署|转达|访问|检查|走访|当选|担任|出任|兼任|接任|履新|不再|辞去|任|到会|讲授|点评|致贺|致信|致电|复信|同|参观|揭牌|剪彩|颁奖|围绕|结合|对|向|与|主席台|就座|就坐|还就|还考察)"
)
_PERSONAL = re.compile(r"同志|先生|女士|一行|夫人|夫妇|[，,](?:男|女)[，,]|[（(](?:男|女|[一-鿿]{1,5}族|兼|主持|正|副|左|右|中|前|后|图)[^（）()]{0,20}[)）]|简历")
_NOTE = re.compile(r"[（(]([^（）()]{1,20})[)）]")
_LIST_STEP = re.compile(r"同志|(?:[（(][^（）()]{1,24}[)）])?(?:同志|等同志)?(?:[、，,;；/]|和|与|及|以及|[ \t]{1,3}|、?\n)")
_APPOINTS = re.compile(r"(?:任命|免去|决定|接受|提名|推选|选举|补选|推荐|同意|批准|聘任|委任|罢免|撤销|增补|指派|委托|授权|建议|聘)(?:[：:]|[（(]一[)）]|\d[、.．])?$")
_MEETS = re.compile(r"(?:会见|会见了|陪同|邀请|请|由|让|随|听取|慰问|看望|拜会|会晤|接见|代表|介绍|宣布|感谢|欢迎|祝贺|走访|主持人|通电话|在家乡|夫人|总理|接任|接替|致信|致电|任免|访)$")
_JOINS = ("给", "致", "和", "与", "同", "及", "对", "向", "以及", "被", "为", "是", "让", "将", "以", "于", "从", "跟", "兼", "的", "暨", "即")

#: Who wrote or filed the notice is no official of it.
_BYLINE = re.compile(
    r"(?:本报|本社|本网|新华社|中新社|中新网|央视|人民日报|特约|见习|实习)?(?:记者|通讯员|责任编辑|责编|实习编辑|编辑|编审|审核|审校|校对|作者|撰稿|摄影|供稿|来源|文字|视频编辑|文字编辑|网络编辑|值班编辑|监制|制片|出品|策划|撰文|图片|录入|签发|发布人|初审|复审|终审|一审|二审|三审|文/图|图/文|文/|图/|文图|图文|摄)[：:／/|\s]*"
    r"(?:[\u4e00-\u9fff·]{2,4}(?:[、，,/ 　和]+(?=[\u4e00-\u9fff·]{2,4}(?:[、，,/ 　）)】\n报摄]|$)))*[\u4e00-\u9fff·]{2,4})?(?=[^\u4e00-\u9fff]|$|报道|摄|电|今|昨|从)|[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*[ ]?摄(?=[）)】\n。]|$)"
)
_BYLINE_WORD = re.compile(r"记者|通讯员|编辑|责编|编审|审核|审校|作者|撰稿|摄影|供稿|来源|监制|策划|撰文|初审|复审|终审|摄[）)】]|文/|图/")
#: A name that stands only inside a doctrine's name is nobody present.
_DOCTRINE = re.compile(r"(?:新时代中国特色社会主义(?:思想|经济思想)|思想|理论|主义|经济思想|法治思想|外交思想|强军思想|生态文明思想|文化思想|同志为(?:主要代表|核心))")


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    score: float
    rule: str


def find_people(text: str, titles: Sequence[Title], bodies: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> list[PersonMention]:
    """All named persons of one notice, each place where the name stands.

    Args:
        text: healed text, code points.
        titles: the titles found in it, by start.
        bodies: spans of organisations, by start.
        taken: spans that hold no name (places, countries, meetings' heads), by start.

    >>> from loaders.extraction.titles import find_titles
    >>> t = "市长王建国主持会议，李强、张小平等出席。"
    >>> [m.name for m in find_people(t, find_titles(t), [], [])]
    ['王建国', '李强', '张小平']
    """
    mask = bytearray(len(text) + 1)
    for start, end in [*bodies, *taken, *((t.start, t.end) for t in titles)]:
        mask[start:end] = b"\x01" * (end - start)
    bylines = _bylines(text)
    title_ends = {t.end: t for t in titles}
    title_starts = {t.start: t for t in titles}
    body_ends = {end for _, end in bodies}
    dotted = _dotted(text, mask, bylines)
    dots = {c.start: c for c in dotted}
    appointed = {a: b for a, b in find_appointed(text) if not any(mask[a:b]) and not _in_any(a, bylines)}
    sure: list[_Candidate] = []
    last = -1
    for at in range(len(text)):
        if at < last or mask[at]:
            continue
        if at in appointed:
            sure.append(_Candidate(at, appointed[at], 4.6, "person-appointed"))
            last = appointed[at]
            continue
        if at in dots:
            sure.append(dots[at])
            last = dots[at].end
            continue
        if not names.surname_at(text, at):
            continue
        found = _candidate(text, at, mask, title_ends, title_starts, body_ends, sure, bylines)
        if found is not None:
            sure.append(found)
            last = found.end
    sure += _lists(text, mask, sure, bylines)
    sure += _between(text, mask, sure)
    sure += _by_sound(text, titles, mask, sure, bylines)
    return _everywhere(text, sorted(sure, key=lambda c: c.start), mask, bylines, titles)


def _candidate(
    text: str,
    at: int,
    mask: bytearray,
    title_ends: dict[int, Title],
    title_starts: dict[int, Title],
    body_ends: set[int],
    sure: list[_Candidate],
    bylines: list[tuple[int, int]],
) -> _Candidate | None:
    limit = at + 1
    while limit < len(text) and limit < at + 5 and not mask[limit]:
        limit += 1
    left, rule = _left(text, at, title_ends, body_ends, sure)
    if left <= 0.0:
        return None
    end, ends = names.name_end(text, at, limit)
    hard = limit < at + 5 and mask[limit] == 1
    if hard and ends < 2.0 and at + 2 <= limit <= at + 3 + (names.surname_at(text, at) == 2) and text[limit - 1] not in names.SOFT:
        # What follows is a title or a body: the name fills the gap.
        end, ends = (limit, 2.0) if names.is_han(text[at:limit]) else (end, ends)
    if rule == "title" and ends < 1.0:
        sound = names.foreign_end(text, at, limit + 8)
        if sound > end and names.sound_share(text[at:sound]) >= 0.74 and names.boundary(text, sound) >= 1.0:
            return _Candidate(at, sound, 3.9, "person-sound")
    if ends <= 0.0 and rule == "title" and limit - at >= 3:
        end, ends = at + names.surname_at(text, at) + 2, 0.5
        if text[end - 1] in names.SOFT or end > limit or not names.is_han(text[at:end]):
            return None
    if ends <= 0.0 or end - at < 2:
        return None
    name = text[at:end]
    right, how = _right(text, end, title_starts)
    score = left + right + min(ends, 2.0) * 0.3
    given = rule in ("title", "appointment", "list")
    if not given and len(name) == 3 and names.is_common_word(name[1:]):
        score -= 0.6
    if ends < 1.0:
        score -= 0.5 if given else 0.9
    if names.is_common_word(name):
        sounds = rule == "title" and ends >= 3.0 and names.sound_share(name) == 1.0
        score -= 1.2 if rule == "list" else 0.6 if sounds else 2.6
    if len(name) == 2:
        score -= 0.3
    weak = names.weakness(name)
    score -= min(weak, 0.3) if given and ends >= 1.0 and weak < 1.0 else weak
    if _ENOUGH > score >= _ENOUGH - 1.2 and ends >= 1.0 and weak < 0.6 and len(name) >= 3 and not names.is_common_word(name) and names.is_word(text, at, end):
        score += 1.2  # the segmenter takes it for one word, and no dictionary has it
    if score < _ENOUGH or _in_any(at, bylines):
        return None
    return _Candidate(at, end, score, f"person-{rule}" if left >= right else f"person-{how}")


def _left(text: str, at: int, title_ends: dict[int, Title], body_ends: set[int], sure: list[_Candidate]) -> tuple[float, str]:
    """How much the words before ``at`` speak for a name there."""
    prev = text[at - 1] if at else "\n"
    back = at
    while back and text[back - 1] in " \t\u3000" and at - back < 4:
        back -= 1
    title = title_ends.get(at) or title_ends.get(back)
    if title is not None:
        return (2.2 if title.head in VAGUE else 4.0), "title"
    if sure and sure[-1].end < at <= sure[-1].end + 30:
        step = _LIST_STEP.match(text, sure[-1].end)
        if step and step.end() == at:
            return (3.6 if text[step.end() - 1] in "、和与及 \t\n" else 1.6), "list"
    if at in body_ends:
        return 1.5, "body"
    if back != at and back and text[back - 1] not in "\n":
        return 0.6, "space"
    if prev in "，。；：！？,;:!?\n“”\"（(【[ \t" or at == 0:
        before = text[max(0, at - 6) : at]
        if _APPOINTS.search(before):
            return 3.8, "appointment"
        return 1.2, "clause"
    if prev == "、":
        return 0.9, "item"
    before = text[max(0, at - 6) : at]
    if _APPOINTS.search(before):
        return 3.8, "appointment"
    if _MEETS.search(before):
        return 1.9, "object"
    if before.endswith(_JOINS):
        return 0.9, "join"
    if prev.isdigit():
        return 0.0, ""
    if not ("\u3400" <= prev <= "\u9fff"):
        return 1.0, "edge"
    if names.is_common_word(text[at - 2 : at]) or prev in "了着过":
        return 0.8, "word"
    return 0.0, ""


def _right(text: str, end: int, title_starts: dict[int, Title], depth: int = 12) -> tuple[float, str]:
    """How much the words after ``end`` speak for a name before it."""
    if _PERSONAL.match(text, end):
        return 3.2, "note"
    title = title_starts.get(end)
    if title is not None and title.head not in VAGUE:
        return 2.4, "title-after"
    if _SAYS.match(text, end):
        return 2.6, "speech"
    if _ACTS.match(text, end):
        return 2.3, "act"
    if text.startswith("等", end):
        after = end + 1
        if _ACTS.match(text, after) or text.startswith(("领导", "同志", "教授", "委员", "专家"), after):
            return 2.3, "open-list"
        return 1.4, "open-list"
    if depth and text[end : end + 1] in ("、", "和", "与", " "):
        step = _LIST_STEP.match(text, end)
        if step and names.surname_at(text, step.end()):
            nxt, ends = names.name_end(text, step.end(), step.end() + 4)
            if ends >= 1.0 and not names.is_common_word(text[step.end() : nxt]):
                score, rule = _right(text, nxt, title_starts, depth - 1)
                return score * 0.97, rule
    return 0.0, ""


_ITEM = re.compile(r"[\u3400-\u9fff]{2,4}(?:[（(][^（）()]{1,20}[)）])?")
_RUN = re.compile(rf"(?<![\u3400-\u9fff、])(?:(?:{_ITEM.pattern})[、 \t\u3000]+){{2,}}(?:{_ITEM.pattern})")
#: Items of a list as they stand between the marks; the last may run on into 等 or a verb.
_PART = re.compile(r"([\u3400-\u9fff]+)(?:[（(][^（）()]{1,20}[)）])?")


def _lists(text: str, mask: bytearray, sure: list[_Candidate], bylines: list[tuple[int, int]]) -> list[_Candidate]:
    """Names that stand in a list of three or more, most of which have the shape of names."""
    known = {c.start for c in sure}
    out: list[_Candidate] = []
    for m in _RUN.finditer(text):
        if mask[m.start()] or _in_any(m.start(), bylines):
            continue
        items = [(p.start(1) + m.start(), p.group(1)) for p in _PART.finditer(m.group())]
        shaped = []
        for at, word in items:
            end, ends = names.name_end(text, at, at + 4)
            ok = ends >= 1.0 and end - at == len(word) or (at == items[-1][0] and ends >= 1.0)
            plain = names.is_common_word(text[at:end]) or any(mask[at:end])
            shaped.append((at, end, ok and not any(mask[at:end]), plain))
        good = sum(ok and not plain for _, _, ok, plain in shaped)
        if good >= 3 and good >= 0.7 * len(shaped) or (good >= 2 and any(a in known for a, *_ in shaped) and good >= 0.6 * len(shaped)):
            out += [_Candidate(a, e, 4.0, "person-list") for a, e, ok, _ in shaped if ok and a not in known and e - a >= 2]
    return out


_MIDDLE = re.compile(r"(?:[（(][^（）()]{1,20}[)）])?、([\u3400-\u9fff]{2,5})(?:[（(][^（）()]{1,20}[)）])?、")


def _between(text: str, mask: bytearray, sure: list[_Candidate]) -> list[_Candidate]:
    """An item that stands between two names of a list is a name too: 穆虹、咸辉、姜信治."""
    starts = {c.start for c in sure}
    out = []
    for c in sure:
        m = _MIDDLE.match(text, c.end)
        if not m or m.start(1) in starts or m.end() not in starts or any(mask[m.start(1) : m.end(1)]):
            continue
        word = m.group(1)
        if names.is_common_word(word) or (len(word) > 3 and names.sound_share(word) < 0.7) or names.weakness(word) > 3:
            continue
        out.append(_Candidate(m.start(1), m.end(1), 3.9, "person-list"))
    return out


_DOTTED = re.compile(r"[\u3400-\u9fff]+(?:[·•‧・∙⋅･．][\u3400-\u9fffA-Z]+)+")


def _dotted(text: str, mask: bytearray, bylines: list[tuple[int, int]]) -> list[_Candidate]:
    """Names with a middle dot, wherever they stand."""
    out: list[_Candidate] = []
    for m in _DOTTED.finditer(text):
        start, dot = m.start(), next(i for i in range(m.start(), m.end()) if text[i] in names.DOTS)
        for at in range(dot - 1, m.start() - 1, -1):
            if mask[at]:
                start = at + 1
                break
        if start == m.start() and dot - start > 2:
            start = _sound_start(text, start, dot)
        if dot - start < 1 or _in_any(start, bylines) or text[start - 1 : start] in ("《", "“") and text[m.end() : m.end() + 1] in ("》", "”"):
            continue
        end = names.foreign_end(text, start, len(text))
        if end > dot and names.sound_share(text[start:end]) >= 0.5:
            out.append(_Candidate(start, end, 4.5, "person-dotted"))
    return out


def _by_sound(
    text: str, titles: Sequence[Title], mask: bytearray, sure: list[_Candidate], bylines: list[tuple[int, int]]
) -> list[_Candidate]:
    """Names written by sound without a dot, right behind a title or in a list of names."""
    out: list[_Candidate] = []
    spans = sorted([(c.start, c.end) for c in sure])
    starts = [s for s, _ in spans]

    def free(a: int, b: int) -> bool:
        i = bisect_left(starts, b)
        return not (i and spans[i - 1][1] > a)

    for t in titles:
        at = t.end
        while at < len(text) and text[at] in " \t\u3000":
            at += 1
        if at >= len(text) or mask[at] or _in_any(at, bylines) or t.head in VAGUE or not ("\u3400" <= text[at] <= "\u9fff"):
            continue
        _sound_list(text, at, mask, free, out)
    for c in list(sure):
        step = _LIST_STEP.match(text, c.end)
        if step and step.group()[-1] in "、和与" and step.end() < len(text) and not mask[step.end()]:
            _sound_list(text, step.end(), mask, free, out)
    return out


def _sound_list(text: str, at: int, mask: bytearray, free: object, out: list[_Candidate]) -> None:
    while True:
        if text[at] in names.SOFT or text[at] == "驻":
            return
        end = names.foreign_end(text, at, min(len(text), at + 14))
        for i in range(at, end):
            if mask[i]:
                end = i
                break
        name = text[at:end]
        if not (2 <= len(name) <= 12) or not free(at, end) or names.is_common_word(name) or names.sound_share(name) < 0.78 or names.weakness(name) > 1.0:  # type: ignore[operator]
            return
        if names.is_common_word(name[:2]) and names.sound_share(name) < 0.99 or name[:2] == "关于":
            return
        if names.boundary(text, end) < 1.0 and not mask[end]:
            return
        if any(c.start == at for c in out):
            return
        out.append(_Candidate(at, end, 3.8, "person-sound"))
        step = _LIST_STEP.match(text, end)
        if not step or step.group()[-1] not in "、和与" or step.end() >= len(text) or mask[step.end()]:
            return
        at = step.end()


def _sound_start(text: str, start: int, dot: int) -> int:
    at = dot
    while at > start and text[at - 1] in names.SOUND and dot - at < 6:
        at -= 1
    return at


def _everywhere(text: str, sure: list[_Candidate], mask: bytearray, bylines: list[tuple[int, int]], titles: Sequence[Title]) -> list[PersonMention]:
    """The sure names, and every other place where one of them stands."""
    best: dict[str, float] = {}
    forms: dict[str, str] = {}
    taken: list[_Candidate] = []
    for c in sure:
        if taken and c.start < taken[-1].end:
            continue
        taken.append(c)
        name = text[c.start : c.end]
        best[name] = max(best.get(name, 0.0), c.score)
        forms.setdefault(name, name)
    if not best:
        return []
    # 哈桑·马哈茂德 is later called 马哈茂德.
    for name in list(best):
        if names.has_dot(name):
            short = re.split("[·•‧・∙⋅･．]", name)[-1]
            if len(short) >= 2 and short not in best:
                forms.setdefault(short, name)
    at_start = {c.start: c for c in taken}
    pattern = re.compile("|".join(re.escape(n) for n in sorted(forms, key=lambda n: (-len(n), n))))
    out: list[PersonMention] = []
    for m in pattern.finditer(text):
        found = at_start.get(m.start())
        if found is not None and found.end == m.end():
            score, rule = found.score, found.rule
        else:
            if mask[m.start()] or _in_any(m.start(), bylines):
                continue
            if names.is_common_word(m.group()) and not _clean_edges(text, m.start(), m.end(), mask):
                continue
            score, rule = best.get(m.group(), 3.5), "person-again"
        if _DOCTRINE.match(text, m.end()):
            continue
        gender, ethnicity = _note(text, m.end())
        out.append(PersonMention(m.start(), m.end(), forms[m.group()], rule, _confidence(score), gender, ethnicity))
    return out


def _clean_edges(text: str, start: int, end: int, mask: bytearray) -> bool:
    left = start == 0 or not ("\u3400" <= text[start - 1] <= "\u9fff") or mask[start - 1] == 1
    return left and names.boundary(text, end) >= 2.0


def _note(text: str, end: int) -> tuple[str, str]:
    m = _NOTE.match(text, end)
    if not m:
        return "", ""
    parts = re.split("[，,、 ]", m.group(1))
    gender = next((p for p in parts if p in ("男", "女")), "")
    ethnicity = next((p for p in parts if p.endswith("族") and len(p) <= 5), "")
    return gender, ethnicity


def _confidence(score: float) -> float:
    return round(min(0.99, 0.80 + 0.04 * (score - _ENOUGH)), 2)


def _bylines(text: str) -> list[tuple[int, int]]:
    if not _BYLINE_WORD.search(text):
        return []
    return [m.span() for m in _BYLINE.finditer(text)]


def _in_any(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)
