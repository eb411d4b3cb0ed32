"""What sentences say in other ways than subject and verb: those heard, those who preside, words spoken elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.extraction.gathering import Gathered
from loaders.extraction.mentions import Meeting, MeetingMention, Mentions, PersonMention, within
from loaders.extraction.occasions import Occasions
from loaders.extraction.reading import Span
from loaders.extraction.subjects import Actor, People, Run
from loaders.extraction.verbs import Verb

_HEARD = re.compile(r"听取(?:了)?")
_REPORTED = re.compile(
    r"(?:受[^，。；]{2,20}委托)?所?[作做]的[^。；]{2,120}?(?:汇报(?!会)|报告|说明)"
    r"|(?:党组)?(?:所?[作做]的?)?(?:的|关于[^，。；]{2,60}的?|就[^，。；]{2,40}的?)?[^，。；、]{0,10}?(?:汇报(?!会)|报告|述职|发言|介绍)(?:工作)?"
)
#: What hearing them is for, or what it shows: no telling of it.
_WEIGHED = re.compile("目的|意义|体现")
_AND = re.compile(r"(?:党组)?\s*(?:[、和与及]|以及|[，,]|[ \u3000])\s*")
_PRESIDES = re.compile(r"(?:执行主席|主持人)(?:是|为|[：:])+|担任[^，。；]{0,24}主持人")
#: 在…大会上的重要讲话: between a name and the meeting, and behind the meeting.
_SPOKEN_AT = re.compile(r"(?:(?:总书记|主席|总理|委员长|同志|书记|省长|市长|部长|局长)*)(?:近期|日前|当天)?在(?:参加|出席)?[^，。；上]{0,45}")
_NAMED_IN = re.compile(r"(?:总书记|主席|总理|委员长|同志)在")
_SPEECH = re.compile(r"(?:开班式|开幕式|开幕会|闭幕会)?(?:上|时|期间)?(?:的|发表的?|所作的?|作的)?(?:一系列|系列)?(?:重要|主旨)?(?:讲话|报告|致辞|演讲)")
_PRESIDED = re.compile(r"(?:(?:总书记|主席|总理|委员长|同志|书记)*)在?主持(?:召开)?(?P<of>的)?")
_WHEN = re.compile(r"时(?:的|发表的?)?(?:重要)?(?P<speech>讲话|强调|指出)?")
_BOTH = re.compile(r"(?:上)?(?:精神)?(?:和|及|以及|、)")
_PASSED_ON = re.compile(r"(?:总书记|主席|总理|委员长|同志|书记|省长|市长|部长|局长)*(?:的)?(?:重要)?讲话精神")


def heard(out: Gathered, span: Span, runs: Sequence[Run], mentions: Mentions, occasions: Occasions) -> None:
    """听取全国人大常委会、国务院党组工作汇报: those heard spoke."""
    text = out.text
    for m in _HEARD.finditer(text, span.start, span.end):
        key = occasions.topic(m.start())
        if key is None or _WEIGHED.search(text, m.end(), span.end):
            continue
        people = next((r for r in runs if m.end() <= r.start <= m.end() + 1), None)
        actors = list(people.actors) if people is not None else []
        close = people.end if people is not None else m.end()
        if people is None:
            for b in within(mentions.bureaus, m.end(), span.end):
                gap = text[close : b.start]
                if b.implied or not (_AND.fullmatch(gap) if actors else gap in ("", "了")):
                    break
                actors.append(Actor(b.start, b.end, b.name, "bureau"))
                close = b.end
        if actors and _REPORTED.match(text, close, span.end):
            verb = Verb(m.start(), m.end(), "spoke", "汇报", m.group())
            out.take(verb, actors, False, occasions.by_key[key], span)


def chairmen(out: Gathered, people: People, occasions: Occasions) -> None:
    """大会执行主席是甲、乙: roles held only in the meeting."""
    text = out.text
    for m in _PRESIDES.finditer(text):
        sentence = out.reading.sentence_at(m.start())
        runs = people.runs(sentence.start, sentence.end)
        if m.group().startswith("担任"):
            run = next((r for r in reversed(runs) if r.end <= m.start() and m.start() - r.end < 6), None)
        else:
            sentence = out.reading.sentence_at(m.end())
            runs = people.runs(sentence.start, sentence.end)
            run = next((r for r in runs if m.end() <= r.start <= m.end() + 1), None)
        key = occasions.topic(m.start())
        if run is not None and len(run.actors) > 1 and "分别" in text[run.end : m.start() + 2]:
            # 甲、乙分别担任主持人和评议人: each his own part
            parts = re.split("[、和与及]|以及", text[m.start() + 2 : sentence.end].split("，")[0])
            own = tuple(a for a, part in zip(run.actors, parts, strict=False) if "主持人" in part)
            run = Run(run.start, run.end, own) if own and len(parts) == len(run.actors) else None
        if run is not None and key is not None:
            verb = Verb(m.start(), m.end(), "chaired", "主持", m.group().rstrip("：:"))
            out.take(verb, run.actors, run.open_list, occasions.by_key[key], sentence)


def relayed(out: Gathered, mentions: Mentions, people: People) -> None:
    """在某会议上的重要讲话, 主持某会议时强调, 传达某会议和某人讲话精神: who spoke at a meeting told of."""
    text = out.text
    persons = mentions.people
    starts = [p.start for p in persons]
    by_key = {m.key: m for m in mentions.meetings}
    names = [f for f in mentions.meeting_mentions if f.named and f.rule != "activity"]
    for f in names:
        m = by_key[f.key]
        i = bisect_right(starts, f.start) - 1
        p = persons[i] if i >= 0 else None
        inside = next((q for q in within(persons, f.start, f.end) if _NAMED_IN.match(text, q.end)), None)
        if inside is not None and (speech := _SPEECH.match(text, f.end)):
            _spoke(out, people.actor(inside), f, m.key, (speech.end() - 2, speech.end()), by_key)
        elif p is not None and p.end <= f.start and f.start - p.end <= 60:
            gap = text[p.end : f.start]
            if "主持" not in gap and _SPOKEN_AT.fullmatch(gap) and (speech := _SPEECH.match(text, f.end)):
                _spoke(out, people.actor(p), f, m.key, (speech.end() - 2, speech.end()), by_key)
            elif (presided := _PRESIDED.fullmatch(gap)) and m.relayed and ((when := _WHEN.match(text, f.end)) or presided["of"]):
                at = gap.index("主持") + p.end
                out.take(Verb(at, at + 2, "chaired", "主持", "主持"), [people.actor(p)], False, m, out.reading.sentence_at(at))
                if when and when["speech"]:
                    _spoke(out, people.actor(p), f, m.key, when.span("speech"), by_key)
        both = _BOTH.match(text, f.end)
        if both is not None and m.relayed:
            after = _next(persons, starts, both.end())
            near = after is not None and after.start - both.end() <= 12 and "，" not in text[both.end() : after.start]
            if after is not None and near and (passed := _PASSED_ON.match(text, after.end)):
                _spoke(out, people.actor(after), f, m.key, (passed.end() - 4, passed.end() - 2), by_key)


def _next(persons: Sequence[PersonMention], starts: Sequence[int], at: int) -> PersonMention | None:
    i = bisect_right(starts, at - 1)
    return persons[i] if i < len(persons) else None


def _spoke(out: Gathered, actor: Actor, f: MeetingMention, key: str, verb: tuple[int, int], by_key: dict[str, Meeting]) -> None:
    m = by_key[key]
    out.add(actor, "spoke", "讲话", m, verb, "spoke-relayed", 0.85, (min(actor.start, f.start), max(verb[1], actor.end)))
