"""Finds names written by sound: foreigners and minorities, with a middle dot or without."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from loaders.extraction import names
from loaders.extraction.name_contexts import ACTS, LIST_STEP, Candidate, in_any
from loaders.extraction.titles import VAGUE, Title

_DOTTED = re.compile(r"[\u3400-\u9fff]+(?:[·•‧・∙⋅･．][\u3400-\u9fffA-Z]+)+")


def find_dotted(text: str, mask: bytearray, bylines: list[tuple[int, int]]) -> list[Candidate]:
    """Names with a middle dot, wherever they stand."""
    out: list[Candidate] = []
    if names.DOT.search(text) is None:
        return out
    for m in _DOTTED.finditer(text):
        start, dot = m.start(), next(i for i in range(m.start(), m.end()) if text[i] in names.DOTS)
        for at in range(dot - 1, m.start() - 1, -1):
            if mask[at]:
                start = at + 1
                break
        if dot - start > 5 or (start == m.start() and _holds_word(text[start:dot])):
            start = _sound_start(text, start, dot)
        while start < dot - 1 and (step := _no_name(text, start, dot)):
            start += step
        if all(names.is_frequent_word(part) for part in re.split(f"[{names.DOTS}]", text[start : m.end()])):
            continue  # 接受-丰富·增加
        if dot - start < 1 or in_any(start, bylines) or (text[start - 1 : start] in ("《", "“") and text[m.end() : m.end() + 1] in ("》", "”")):
            continue
        end = names.foreign_end(text, start, len(text))
        if end <= dot:
            end = names.foreign_end(text, dot + 1, len(text))  # 雪克|来提: the dot says that the name goes on
        if end > dot + 1 and names.sound_share(text[start:end]) >= 0.5 and not _NAMED_AFTER.match(text, end) and text[end - 1] not in "州市省县":
            out.append(Candidate(start, end, 4.5, "person-dotted"))
    return out


#: What is named after a person, and is none: 苏加诺·哈达国际机场.
_NAMED_AFTER = re.compile("(?:国际)?机场|大学|学院|基金会|公司|集团|奖(?!励)|医院|研究[所院]|广场|大街|酒店|体育[场馆]|号|大区|[州市省县](?!长)")

_HYPHENED = re.compile(r"[\u3400-\u9fff]{2,}[-－](?=[\u3400-\u9fff]{2})")


def find_hyphened(text: str, mask: bytearray, bylines: list[tuple[int, int]]) -> list[Candidate]:
    """Names whose middle dot is written as a hyphen: 司马义-铁力瓦尔地."""
    out: list[Candidate] = []
    if "-" not in text and "－" not in text:
        return out
    for m in _HYPHENED.finditer(text):
        dash = m.end() - 1
        start = m.start()
        for at in range(dash - 1, m.start() - 1, -1):
            if mask[at] or text[at] in _NO_SOUND:
                start = at + 1
                break
        end = names.foreign_end(text, dash + 1, len(text))
        parts = text[start:dash], text[dash + 1 : end]
        if in_any(start, bylines) or any(len(p) < 2 or names.sound_share(p) < 0.66 for p in parts):
            continue
        out.append(Candidate(start, end, 4.2, "person-dotted"))
    return out


def find_by_sound(
    text: str, titles: Sequence[Title], mask: bytearray, sure: list[Candidate], bylines: list[tuple[int, int]]
) -> list[Candidate]:
    """Names written by sound without a dot, right behind a title or in a list of names."""
    out: list[Candidate] = []
    spans = sorted([(c.start, c.end) for c in sure])
    starts = [s for s, _ in spans]

    def free(a: int, b: int) -> bool:
        i = bisect_left(starts, b)
        return not (i and spans[i - 1][1] > a)

    for t in titles:
        at = t.end
        while at < len(text) and text[at] in " \t\u3000":
            at += 1
        if at < len(text) and not mask[at] and not in_any(at, bylines) and t.head not in VAGUE and names.is_han(text[at]):
            _list(text, at, mask, free, out, t.text in _ABROAD)
        _before_title(text, t, mask, free, out)
    for m in _AFTER_ACT.finditer(text):
        if m.end() < len(text) and not mask[m.end()] and not in_any(m.end(), bylines):
            _list(text, m.end(), mask, free, out, False)
    for m in _CLAUSE.finditer(text):
        _at_clause(text, m.end(), mask, free, out)
    for c in list(sure):
        step = LIST_STEP.match(text, c.end)
        if step and step.group()[-1] in "、和与" and step.end() < len(text) and not mask[step.end()]:
            _list(text, step.end(), mask, free, out, False)
    return out


#: Titles that only foreigners bear, so that what follows is a name whatever it sounds like.
_ABROAD = frozenset("总统 副总统 首相 副首相 国会主席 国民议会议长 议长 参议长 众议长 国王 女王 王储 国务卿 外长 防长 外相 总理 国家主席".split())
_AFTER_ACT = re.compile("任命|免去|接受|会见了?(?!时)")
_CLAUSE = re.compile(r"(?:[，。；\n“]|^)(?=[\u3400-\u9fff])")
#: Characters before a dotted name that belong to the words before it.
_NO_SOUND = frozenset("的名叫是有为让向对同与和了在及由请见后任给致")
Free = Callable[[int, int], bool]


def _list(text: str, at: int, mask: bytearray, free: Free, out: list[Candidate], abroad: bool) -> None:
    """The names of a list that begins at ``at``."""
    while at < len(text):
        if text[at] in names.SOFT or text[at] == "驻" or names.boundary(text, at) == 2.0:
            return  # what begins with an adverb or a verb is no name: 首相|多次
        end = names.foreign_end(text, at, min(len(text), at + 14))
        end = next((i for i in range(at, end) if mask[i]), end)
        name = text[at:end]
        share = names.sound_share(name)
        if not (2 <= len(name) <= 12) or not free(at, end) or name.startswith("关于") or any(c.start == at for c in out):
            return
        if share < (0.3 if abroad else 0.78) or names.weakness(name) > (2.0 if abroad else 1.0):
            return
        if ((names.is_common_word(name) or names.is_common_word(name[:2])) and share < 0.99) or (names.is_common_word(name) and not abroad):
            return
        if names.boundary(text, end) < 1.0 and not mask[end]:
            return
        out.append(Candidate(at, end, 3.8, "person-sound"))
        step = LIST_STEP.match(text, end)
        if not step or step.group()[-1] not in "、和与" or step.end() >= len(text) or mask[step.end()]:
            return
        at = step.end()


def _before_title(text: str, title: Title, mask: bytearray, free: Free, out: list[Candidate]) -> None:
    """通伦总理, 巴妮国会主席: a name between a mark and the title behind it."""
    if title.text not in _ABROAD and title.text not in ("主席", "副主席", "总书记", "大使", "秘书长", "委员长", "副委员长", "书记", "主任"):
        return
    end = at = title.start
    while at > 0 and end - at < 7 and text[at - 1] in names.SOUND and not mask[at - 1]:
        at -= 1
    if at and text[at - 1] == "向" and text[at : at + 1] == "巴":
        at -= 1  # 向巴平措 begins as a preposition would
    name = text[at:end]
    if len(name) < 2 or text[at - 1 : at] not in ("，", "、", "和", "同", "与", "对", "由", "。", "\n", "") or not free(at, end):
        return
    if not names.is_common_word(name) and names.weakness(name.removeprefix("向")) < 3.0 and not any(c.start < end and c.end > at for c in out):
        out.append(Candidate(at, end, 3.6, "person-sound"))


def _at_clause(text: str, at: int, mask: bytearray, free: Free, out: list[Candidate]) -> None:
    """萨马拉斯陪同…: a clause that begins with a name of three sounds or more, then a verb."""
    if text[at] not in names.SOUND or mask[at]:
        return
    end = names.foreign_end(text, at, min(len(text), at + 10))
    name = text[at:end]
    if len(name) < 3 or not free(at, end) or any(mask[at:end]) or names.sound_share(name) < 0.99:
        return
    if any(names.is_common_word(name[i : i + 2]) for i in range(len(name) - 1)) or any(c.start == at for c in out):
        return
    if ACTS.match(text, end) or text.startswith(("表示", "说", "指出", "强调"), end):
        out.append(Candidate(at, end, 3.5, "person-sound"))


def _no_name(text: str, start: int, dot: int) -> int:
    """How many characters at ``start`` belong to the words before a dotted name (学者|约瑟夫·奈, 岁的|蕾切尔·麦科伊)."""
    if text[start] in _NO_SOUND or text[start] in "岁家者员并他她它该其":
        return 1
    word = text[start : start + 2]
    return 2 if dot - start > 2 and names.is_common_word(word) and names.sound_share(word) < 1.0 else 0


def _holds_word(run: str) -> bool:
    return any(names.is_common_word(run[i : i + 2]) and names.sound_share(run[i : i + 2]) < 1.0 for i in range(len(run) - 1))


def _sound_start(text: str, start: int, dot: int) -> int:
    at = dot
    while at > start and text[at - 1] in names.SOUND and dot - at < 6:
        at -= 1
    return at
