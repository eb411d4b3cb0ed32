"""Where a meeting's name stands: found by its last word, then read leftwards to where the name must begin.

A name begins after a verb that governs it (召开, 出席, 传达学习), after a date, a person, a clause mark or a word that no
name holds. Quoted parts belong to it, as do years, ordinals, and a first part joined by 暨.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from loaders.extraction import meeting_words as words
from loaders.extraction.meeting_heads import KINDS, NAMES_ALONE, SESSIONS, find_heads
from loaders.extraction.mentions import Mentions
from loaders.extraction.openings import matches
from loaders.extraction.reading import Reading
from loaders.records import swift


@swift
@dataclass(frozen=True, slots=True)
class Named:
    """One place where a meeting's name, or only its last word, stands.

    ``start:end`` spans the name. ``plain``: no word of it tells one meeting from another (会议, 座谈会, 专题会议).
    ``this``: a word such as 此次 or 该 stands before it. ``held``: the words around say that it is held or attended
    (召开, 出席); ``told``: that it is only spoken of (传达…精神). ``verb`` is the span of the verb before it.
    """

    start: int
    end: int
    text: str
    head: str
    kind: str
    plain: bool
    this: bool
    held: bool
    told: bool
    verb: tuple[int, int] | None = None
    #: the name without 开幕式 or another part told for the whole
    core: str = ""


def find_names(reading: Reading, mentions: Mentions) -> list[Named]:
    """Every named or plain mention of a meeting in a reading, sorted by start, inner names after outer ones.

    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "", "省局召开全省快递工作座谈会，传达全国快递会议精神。会议强调了安全。"))
    >>> [(n.text, n.held, n.told, n.plain) for n in find_names(r, Mentions())]
    [('全省快递工作座谈会', True, False, False), ('全国快递会议', False, True, False), ('会议', False, False, True)]
    """
    text = reading.text
    walls = _walls(text, mentions)
    bodies = {(b.start, b.end) for b in mentions.bureaus}
    out: list[Named] = []
    for start, end, head in find_heads(text):
        if head == "会议" and out and out[-1].end == start and out[-1].text[-1] in "会坛":
            continue  # 代表大会会议须知
        found = _read(reading, text, start, end, head, walls, out)
        if found is None or (not found.held and (found.start, found.end) in bodies) or elsewhere(text, found.start):
            continue
        out.append(found)
    return _whole(out)


def elsewhere(text: str, start: int) -> bool:
    """Whether the line is a link to another notice."""
    line = text.rfind("\n", max(0, start - 60), start) + 1
    if line and words.ELSEWHERE.match(text, line):
        return True
    return bool(line > 1 and words.ELSEWHERE.fullmatch(text[text.rfind("\n", 0, line - 1) + 1 : line]))


#: 我院人口学系师生见面会: whose it is, the notice knows.
_OUR = re.compile("(?:我|本|该)[院校局厅委市县省区系所司社部](?=[\u4e00-\u9fff]{2})")
_CAPTION = re.compile(r"（[^（）]{2,40}）")


def _walls(text: str, mentions: Mentions) -> list[tuple[int, int]]:
    """Ends of dates and people, which no name crosses, as (end, start)."""
    walls = [(d.end, d.start) for d in mentions.dates if d.rule not in ("year", "vague") and not _part_of_name(d.first)]
    walls += [(d.end, d.start) for d in mentions.dates if d.rule == "vague"]
    walls += [(_RANK.match(text, p.end).end(), p.start) for p in mentions.people]  # type: ignore[union-attr]
    return sorted(walls)


#: A title right behind a name belongs to it: 张春生副校长|作讲座.
_RANK = re.compile(r"(?:(?:常务|第一)?副?(?:校长|院长|部长|书记|处长|局长|主任|主席|总理|委员长|秘书长|市长|省长|县长|区长|会长|教授)|老师|同志|先生|女士)?")


def _part_of_name(first: str) -> bool:
    return len(first) == 4


def _read(
    reading: Reading, text: str, start: int, end: int, head: str, walls: list[tuple[int, int]], before: list[Named]
) -> Named | None:
    low, masked = _segment(text, start)
    study = words.STUDIED.search(masked)
    if study and not words.TOLD_STRONGLY.match(text, end):
        masked = masked[: study.start()] + "※" * (study.end() - study.start()) + masked[study.end() :]
    label = words.LABEL.match(text, low, start)
    if label:
        low, masked = label.end(), masked[label.end() - low :]
    byline = words.BYLINE.match(text, low, start)
    if byline:
        low, masked = byline.end(), masked[byline.end() - low :]
    low, masked = _past_walls(text, low, start, masked, walls)
    if masked[:1] == "电" and text[low - 1 : low] == "日":
        low, masked = low + 1, masked[1:]  # 北京4月3日电|政协…会议
    stop = None
    for stop in reversed(matches(words.STOP, masked)):
        if stop.lastgroup != "tell" or not _opens_a_name(text, masked, stop, end):
            break
        stop = None
    this = held = told = False
    verb = None
    if stop is not None:
        this, held, told = stop.lastgroup in ("this", "be"), stop.lastgroup == "hold", stop.lastgroup == "tell"
        if held or told:
            verb = (low + stop.start(), low + stop.end())
        if held and text[end : end + 1] == "的" and words.TAKES_PART.match(stop.group()):
            held, told = False, True  # 出席论坛的总理: who the guest is, not what is told
        if held and words.WISHED.search(masked, 0, stop.start()):
            held, told = False, True
        masked, low = masked[stop.end() :], low + stop.end()
    low, masked = _past_joins(low, masked, before)
    if "、" in masked and not held and not words.HELD_AFTER.match(text, end):
        cut = masked.rindex("、") + 1  # a list, and the meeting only its last item
        low, masked = low + cut, masked[cut:]
    this = this or words.APPOSITE.match(text, reading.sentence_at(low).start, low) is not None
    counted = words.ONE_OF.match(masked)
    if counted:
        low, masked = low + counted.end(), masked[counted.end() :]
    while (shut := _CAPTION.match(text, low, start)) is not None:
        low, masked = shut.end(), masked[shut.end() - low :]  # （某某主持开幕式）某某论坛
    own = _OUR.match(masked)
    if own:
        low, masked = low + own.end(), masked[own.end() :]
    while masked[:1] in tuple("暨、，, 　了的和与及—-·“\"‘「『《") and masked:
        low, masked = low + 1, masked[1:]
    if len(masked) > 1 and masked == text[start:end]:
        low, masked = start, ""  # 主持开幕式|开幕式: a caption before the sentence
    name = text[low:end]
    quoted = text[low - 1 : low] in words.OPEN
    if not held and not told and ((stop is not None and stop.lastgroup == "pre") or (stop is None and quoted)):
        verb_before = words.HOLD_BEFORE.search(text, max(0, low - 30), low - quoted)
        if verb_before:
            verb = verb_before.span()
            held, told = (False, True) if words.WISHED.search(text, max(0, low - 40), verb[0]) else (True, False)
    if words.SITS.match(text, end):
        held = False
    elif words.HELD_AFTER.match(text, end) or (not told and _goes_on(text, end, head)):
        held = True
    if words.TOLD_STRONGLY.match(text, end) or (not held and words.TOLD_AFTER.match(text, end)):
        held, told = False, True
    modifiers = name[: len(name) - len(head)]
    plain = not modifiers or (words.EMPTY.match(modifiers) is not None and head not in NAMES_ALONE)
    if head in NAMES_ALONE:
        plain = False
    core = name
    if head in SESSIONS and len(name) > len(head) + 1 and words.WHOLE.search(name, 0, len(name) - len(head)):
        core = name[: -len(head)]
        if not plain and any(core == h or (core.endswith(h) and words.EMPTY.match(core[: -len(h)])) for h in KINDS if core.endswith(h)):
            plain = True  # 论坛闭幕式 is the closing of the forum known before
    if not plain and modifiers[-1:] in ("和", "与", "及") and head in ("大会", "会议"):
        low, name, plain, core = start, head, True, head
    if not plain and head not in NAMES_ALONE and not _sound(name, modifiers):
        return None
    if head == "联谊会" and not held:
        return None  # a body as often as a meeting
    if text[low - 1 : low] == "以" and words.AS_MEANS.match(text, end):
        return None
    attended = verb is not None and words.TAKES_PART.search(text, *verb) is not None
    if not plain and not held and not this and not attended and low >= reading.body_start and not _distinct(text, low, name, modifiers, told, end):
        return None
    return Named(low, end, name, head, KINDS[head], plain, this, held, told, verb, core)


def _distinct(text: str, low: int, name: str, modifiers: str, told: bool, end: int) -> bool:
    """Whether a meeting that is only mentioned is named so that it can be told from others."""
    if name.endswith("活动") and (not words.DISTINCT.match(name) or words.VERBS_IN.search(modifiers)):
        return False
    if words.DISTINCT.search(name) or text[low - 1 : low] in words.OPEN:
        return True
    if told and len(modifiers) >= 4 and (words.TOLD_STRONGLY.match(text, end) or words.SPOKEN_OF.search(text, max(0, low - 12), low)):
        return True
    return len(modifiers) >= 3 and re.match(r"[\u4e00-\u9fff]{1,6}[省市县区州盟旗局委府厅院校部]", modifiers) is not None


def _goes_on(text: str, end: int, head: str) -> bool:
    """Whether what follows a name tells the meeting as it takes place: 座谈会上，… 第二十八次会议5日决定 …"""
    if any(p.match(text, end) for p in (words.AT, words.ACTED, words.ON_DAY)):
        return True
    return head.endswith(("者会", "布会", "风会")) and words.SAYS.match(text, end) is not None


def _segment(text: str, start: int) -> tuple[int, str]:
    """What stands before a head in its clause, its quoted parts masked, and where it begins."""
    i, floor = start, max(0, start - words.REACH)
    pieces: list[str] = []
    while i > floor:
        c = text[i - 1]
        if c in words.CLOSE:
            j = text.rfind(words.CLOSE[c], floor, i - 1)
            if j < 0 or "\n" in text[j:i]:
                break
            pieces.append("※" * (i - j))
            i = j
            continue
        if c in words.OPEN or c in words.MARKS or (c == " " and not _spaced(text, i - 1)):
            break
        pieces.append(c)
        i -= 1
    return i, "".join(reversed(pieces))


def _spaced(text: str, i: int) -> bool:
    """Whether the space at ``i`` only parts a Latin word from what stands beside it."""
    return (text[i - 1 : i] + text[i + 1 : i + 2]).isascii() or (text[i - 1 : i].isascii() and text[i - 1 : i].isalpha())


def _past_walls(text: str, low: int, start: int, masked: str, walls: list[tuple[int, int]]) -> tuple[int, str]:
    k = bisect_left(walls, (start + 1, 0)) - 1
    while k >= 0 and walls[k][0] > low:
        stop, begin = walls[k]
        if begin >= low and masked[begin - low] != "※" and not _honoured(text, begin, stop):
            return stop, masked[stop - low :]
        k -= 1
    return low, masked


def _honoured(text: str, start: int, end: int) -> bool:
    """Whether a person's name is part of a meeting's: 纪念张春生同志诞辰100周年座谈会."""
    return text.endswith(words.HONOUR_BEFORE, max(0, start - 2), start) or words.HONOUR_AFTER.match(text, end) is not None


def _opens_a_name(text: str, masked: str, stop: re.Match[str], end: int) -> bool:
    """Whether 学习贯彻, 总结 and the like are part of the name: 学习贯彻某某精神专题研讨班在京开班, 全国脱贫总结表彰大会."""
    if stop.group() not in words.OPENERS or words.TOLD_STRONGLY.match(text, end):
        return False
    before = masked[: stop.start()]
    if words.HELD_AFTER.match(text, end):
        return True
    return bool(before) and (words.BEGINS_AFTER.search(before) or words.BEGINS_WITH.match(before)) is not None


def _past_joins(low: int, masked: str, before: list[Named]) -> tuple[int, str]:
    """Cut at a conjunction that follows another meeting's name: 座谈会和工作会议."""
    papers = [m.end() for m in words.PAPERS_AND.finditer(masked)]
    if papers:
        return low + papers[-1], masked[papers[-1] :]
    for j in reversed(list(words.JOINED.finditer(masked))):
        place = low + j.start()
        if any(n.end == place for n in before[-3:]):
            return low + j.end(), masked[j.end() :]
    return low, masked


def _sound(name: str, modifiers: str) -> bool:
    """Whether what was read can be a name at all."""
    if words.UNSOUND.match(modifiers) and not modifiers.startswith(("中", "人", "会", "上", "下", "长", "前", "其")):
        return False
    return len(name) >= 3 and not words.COUNTED.match(modifiers) and not words.PAPER.search(modifiers) and not words.ANY_OF_MANY.search(modifiers)


def _whole(found: list[Named]) -> list[Named]:
    """Drop a name that is only the first part of a longer one (市六届一次会议主席团会议, A座谈会暨B会议)."""
    out: list[Named] = []
    for k, n in enumerate(found):
        longer = next((m for m in found[k + 1 : k + 4] if m.start <= n.start and m.end > n.end), None)
        if longer is not None and longer.start == n.start and not longer.plain:
            if _apart(n, longer):
                out.append(n)
            continue
        if n.plain and any(m.start <= n.start and n.end < m.end for m in found[k + 1 : k + 4]):
            continue
        out.append(n)
    return sorted(out, key=lambda n: (n.start, -n.end))


def _apart(inner: Named, outer: Named) -> bool:
    """Whether the inner name is a meeting of its own: 十四届人大四次会议 in 十四届人大四次会议预备会议."""
    rest = outer.text[len(inner.text) :]
    return words.NUMBERED.search(inner.text) is not None and rest not in SESSIONS and not rest.startswith("暨")
