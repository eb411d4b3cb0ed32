"""Finds named persons: by the title, list, verb or note beside the name, then wherever the name stands again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.extraction import names
from loaders.extraction.appointee_names import find_appointed
from loaders.extraction.mentions import PersonMention
from loaders.extraction.name_contexts import Candidate, in_any, may_speak, words_after, words_before
from loaders.extraction.name_lists import find_in_lists
from loaders.extraction.sound_names import find_by_sound, find_dotted, find_hyphened
from loaders.extraction.titles import VAGUE, Title

#: A name is accepted from this score on; ``_confidence`` turns the score into a probability.
_ENOUGH = 3.3
#: Words before a name that say so little that without words after it no name is taken: a sure end adds 0.6, a word of the
#: segmenter's 1.2.
_WEAK = 1.2


#: Who wrote or filed the notice is no official of it.
_BYLINE = re.compile(
    r"(?:本报|本社|本网|新华社|中新社|中新网|央视|人民日报|特约|见习|实习)?(?:记者|通讯员|责任编辑|责编|实习编辑|编辑|编审|审核|"
    r"审校|校对|作者|撰稿|摄影|供稿|来源|文字|视频编辑|文字编辑|网络编辑|值班编辑|监制|制片|出品|策划|撰文|图片|录入|签发|发布人|"
    r"初审|复审|终审|一审|二审|三审|文/图|图/文|文/|图/|文图|图文|摄)[：:／/|\s]*"
    r"(?:[\u4e00-\u9fff·]{2,4}(?:[、，,/ 　和]+(?=[\u4e00-\u9fff·]{2,4}(?:[、，,/ 　）)】\n报摄]|$)))*[\u4e00-\u9fff·]{2,4})?(?=[^\u4e00-\u9fff]|"
    r"$|报道|摄|电|今|昨|从)|[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*[ ]?摄(?=[）)】\n。]|$)"
)
_BYLINE_WORD = re.compile(r"记者|通讯员|编辑|责编|编审|审核|审校|作者|撰稿|摄影|供稿|来源|监制|策划|撰文|初审|复审|终审|摄[）)】]|文/|图/")
#: A name that stands only inside a doctrine's name is nobody present.
_DOCTRINE = re.compile(
    r"(?:新时代中国特色社会主义(?:思想|经济思想)|思想|理论|主义|经济思想|法治思想|外交思想|强军思想|生态文明思想|文化思想|同志为主要代表)"
)


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
    dotted = find_dotted(text, mask, bylines) + find_hyphened(text, mask, bylines)
    dots = {c.start: c for c in dotted}
    appointed = {a: b for a, b in find_appointed(text) if not any(mask[a:b]) and not in_any(a, bylines)}
    sure: list[Candidate] = []
    last = -1
    for at in sorted({*names.surname_starts(text), *appointed, *dots}):
        if at < last or mask[at]:
            continue
        if at in appointed:
            sure.append(Candidate(at, appointed[at], 4.6, "person-appointed"))
            last = appointed[at]
            continue
        if at in dots:
            sure.append(dots[at])
            last = dots[at].end
            continue
        found = _candidate(text, at, mask, title_ends, title_starts, body_ends, sure, bylines)
        # 聘|任刘伟等为委员: a name that cuts into a surer one is none.
        if found is not None and not any(s in appointed for s in range(at + 1, found.end)):
            sure.append(found)
            last = found.end
    sure += _unusual(text, titles, mask, bylines)
    sure += find_in_lists(text, mask, sure, bylines)
    sure += _between(text, mask, sure)
    sure += find_by_sound(text, titles, mask, sure, bylines)
    return _everywhere(text, sorted(sure, key=lambda c: c.start), mask, bylines, titles)


def _candidate(
    text: str,
    at: int,
    mask: bytearray,
    title_ends: dict[int, Title],
    title_starts: dict[int, Title],
    body_ends: set[int],
    sure: list[Candidate],
    bylines: list[tuple[int, int]],
) -> Candidate | None:
    left, rule = words_before(text, at, title_ends, title_starts, body_ends, sure)
    if left <= 0.0 or (left <= _WEAK and not may_speak(text, at, title_starts)):
        return None
    limit = mask.find(1, at + 1, at + 5)
    limit = min(at + 5, len(text)) if limit < 0 else limit
    end, ends, doubt = names.likely_ends(text, at, limit)
    if doubt:
        # The segmenter is asked only where some answer of its would make a name.
        answers = [(e, ends or 0.8) for e in doubt] + ([] if ends else [(at, 0.0)])
        if not any(_judged(text, at, limit, *answer, mask, left, rule, title_starts, guess=True) for answer in answers):
            return None
        end, ends = names.settled(text, at, end, ends, doubt)
    found = _judged(text, at, limit, end, ends, mask, left, rule, title_starts)
    return None if found is None or in_any(at, bylines) else found


def _judged(
    text: str, at: int, limit: int, end: int, ends: float, mask: bytearray, left: float, rule: str,
    title_starts: dict[int, Title], guess: bool = False,
) -> Candidate | None:
    """The name that begins at ``at`` if it ends at ``end`` as surely as ``ends``.

    With ``guess``, what the segmenter would have to say is taken to be in its favour.
    """
    hard = limit < at + 5 and mask[limit] == 1
    if hard and ends < 2.0 and at + 2 <= limit <= at + 3 + (names.surname_at(text, at) == 2) and text[limit - 1] not in names.SOFT:
        # What follows is a title or a body: the name fills the gap.
        end, ends = (limit, 2.0) if names.is_han(text[at:limit]) and not names.never(text[at + 1 : limit]) else (end, ends)
    if rule == "title" and ends < 1.0:
        sound = names.foreign_end(text, at, limit + 8)
        whole = text[at:sound]
        against = max(names.weakness(whole), names.weakness(whole[:3]))
        if sound > end and names.sound_share(whole) >= 0.74 and names.boundary(text, sound) >= 1.0 and against < 1.0:
            return Candidate(at, sound, 3.9, "person-sound")
    if ends <= 0.0 and rule == "title" and limit - at >= 3:
        end, ends = at + names.surname_at(text, at) + 2, 0.5
        if text[end - 1] in names.SOFT or end > limit or not names.is_han(text[at:end]) or set(text[at:end]) & set("的了着做") or (
            names.is_frequent_word(text[end - 2 : end]) and names.boundary(text, end) < 2.0
        ):
            return None
    if ends <= 0.0 or end - at < 2:
        return None
    name = text[at:end]
    if len(name) < 4 and names.is_common_word(text[at : at + 4]):
        return None  # 高瞻远|瞩
    if rule != "title" and title_starts.get(end) is not None and text[at - 1] in names.SOUND - names.SOFT and names.sound_share(name) == 1.0:
        return None  # 同拉|马福萨总统: a piece of a name written by sound
    if left <= _WEAK and names.is_common_word(text[at - 1 : at + 1]) and names.is_common_word(text[end - 1 : end + 1]):
        return None  # 妇女儿|童工|作
    if left <= _WEAK and len(name) == 2 and names.is_common_word(text[end - 1 : end + 1]) and end not in title_starts:
        return None  # 对欧合|作
    if "村" in name[1:] and text.startswith(("党", "支部", "村", "委"), end):
        return None  # 王场村|党支部
    if left <= _WEAK and text[at - 1] in names.SOUND - names.SOFT and names.sound_share(name) == 1.0 and not names.is_common_word(text[at - 2 : at]):
        return None  # 总理科|斯塔
    right, how = words_after(text, end, title_starts)
    score = left + right + min(ends, 2.0) * 0.3
    given = rule in ("title", "appointment", "list")
    if not given and len(name) == 3 and names.is_frequent_word(name[1:]):
        score -= 0.6
    if ends < 1.0:
        score -= 0.5 if given else 0.9
    if names.is_common_word(name):
        sounds = rule == "title" and ends >= 3.0 and names.sound_share(name) == 1.0
        score -= 1.2 if rule == "list" else 0.6 if sounds else 4.2 if names.is_verb(name) else 2.6
    if len(name) == 2:
        score -= 0.3
    weak = names.weakness(name)
    # 副院长黄家亮、…: behind a title and before a stop a name may begin as a common word does.
    framed = rule == "title" and ends >= 3.0 and weak < 2.0 and len(name) == 3 and not names.doubtful(name) and not names.is_verb(name[:2])
    if weak >= 3.0 or (weak >= 1.6 and right < 2.4 and not framed):
        return None
    score -= min(weak, 0.3) if given and ends >= 1.0 and weak < 1.0 else min(weak, 1.2) if framed else weak
    near = _ENOUGH > score >= _ENOUGH - 1.2 and rule != "word" and ends >= 1.0 and weak < 0.6 and len(name) >= 3
    if near and not names.is_common_word(name) and (guess or names.is_word(text, at, end)):
        score += 1.2  # the segmenter takes it for one word, and no dictionary has it
    if score < _ENOUGH:
        return None
    return Candidate(at, end, score, f"person-{rule}" if left >= right else f"person-{how}")


_UNUSUAL = re.compile(r"([\u3400-\u9fff]{3})(?=主持|出席|参加|列席|讲话|致辞|作了|表示|指出|强调|介绍|宣布|宣读|传达|汇报|带队|当选|[、，。])")


def _unusual(text: str, titles: Sequence[Title], mask: bytearray, bylines: list[tuple[int, int]]) -> list[Candidate]:
    """Names whose surname no list holds: three characters between a title and a verb, no two of which are a word."""
    out = []
    for title in titles:
        m = _UNUSUAL.match(text, title.end)
        if m is None or title.head in VAGUE or any(mask[m.start() : m.end()]) or in_any(m.start(), bylines):
            continue
        word = m.group()
        if names.surname_at(word, 0) or names.doubtful(word) or any(names.is_common_word(text[k : k + 2]) for k in range(m.start() - 1, m.end())):
            continue
        # The segmenter is slow, so it is asked last.
        if text[m.end()] in "、，。" and not names.is_word(text, m.start(), m.end()):
            continue
        out.append(Candidate(m.start(), m.end(), 3.5, "person-unusual"))
    return out


_MIDDLE = re.compile(r"(?:[（(][^（）()]{1,20}[)）])?、([\u3400-\u9fff]{2,5})(?:[（(][^（）()]{1,20}[)）])?、")


def _between(text: str, mask: bytearray, sure: list[Candidate]) -> list[Candidate]:
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
        out.append(Candidate(m.start(1), m.end(1), 3.9, "person-list"))
    return out


def _everywhere(text: str, sure: list[Candidate], mask: bytearray, bylines: list[tuple[int, int]], titles: Sequence[Title]) -> list[PersonMention]:
    """The sure names, and every other place where one of them stands."""
    best: dict[str, float] = {}
    forms: dict[str, str] = {}
    taken: list[Candidate] = []
    for c in sure:
        if taken and c.start < taken[-1].end:
            continue
        taken.append(c)
        name = text[c.start : c.end]
        if len(name) < 2:
            continue
        best[name] = max(best.get(name, 0.0), c.score)
        forms.setdefault(name, name.replace("-", "·").replace("－", "·"))
    if not best:
        return []
    # 哈桑·马哈茂德 is later called 马哈茂德.
    for name in list(best):
        if names.has_dot(name):
            short = re.split("[·•‧・∙⋅･．]", name)[-1]
            if len(short) >= 2 and short not in best:
                forms.setdefault(short, name)
        elif len(name) == 4 and name[:2] not in best and names.is_married(name):
            forms.setdefault(name[:2], name)  # 林郑月娥 is later called 林郑
    at_start = {c.start: c for c in taken}
    out: list[PersonMention] = []
    for start, name in _places(text, forms):
        end = start + len(name)
        found = at_start.get(start)
        if found is not None and found.end == end:
            score, rule = found.score, found.rule
        else:
            if mask[start] or in_any(start, bylines):
                continue
            if names.is_common_word(name) and not _clean_edges(text, start, end, mask):
                continue
            score, rule = best.get(name, 3.5), "person-again"
        if _DOCTRINE.match(text, end):
            continue
        gender, ethnicity = _note(text, end)
        out.append(PersonMention(start, end, forms[name], rule, _confidence(score), gender, ethnicity))
    return out


def _places(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """Where ``words`` stand, none overlapping another: the first one, and of those at one place the longest."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, -len(word), word))
            at = text.find(word, at + 1)
    found.sort()
    out: list[tuple[int, str]] = []
    end = 0
    for at, size, word in found:
        if at >= end:
            out.append((at, word))
            end = at - size
    return out


def _clean_edges(text: str, start: int, end: int, mask: bytearray) -> bool:
    left = start == 0 or not ("\u3400" <= text[start - 1] <= "\u9fff") or mask[start - 1] == 1
    return left and names.boundary(text, end) >= 2.0


_NOTE = re.compile(r"[（(]([^（）()]{1,20})[)）]")


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
