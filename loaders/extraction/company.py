"""Those whom a meeting or an activity brings along: its hosts, guests and conveners, the host's company, listed guests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.gathering import Gathered
from loaders.extraction.groups import group_list
from loaders.extraction.mentions import Meeting, Mentions, within
from loaders.extraction.subjects import Actor, People, Run
from loaders.extraction.verbs import PLANNED, Verb

#: 出席会议的有: the verb first, those who came after it.
LISTED = re.compile(
    r"(?P<verb>出席|参加|列席|到会|陪同|在主席台(?:前排)?就座)(?:了)?(?P<what>[^，。；：:]{0,40}?)的?(?:领导|领导同志|人员|嘉宾|代表|专家|学者|主要领导|省领导|市领导|县领导|校领导)?"
    r"(?:(?:还|分别)?(?:有|包括|是)[：:，]?|[：:])\s*"
)
#: 在会上发言的有, 主持会议的是: the like for those who spoke or presided.
DID = re.compile(
    r"(?:在(?:大|全)?会(?:议)?上|会上|先后|依次|分别|大会|交流|表态|[作做](?:了)?(?:交流|表态|大会|典型)?|[，。；\n])*"
    r"(?P<verb>发言|讲话|致辞|主持(?=会议|大会|仪式|开幕式|座谈会|论坛|的))(?:会议|大会|仪式|开幕式|座谈会|论坛)?的(?:领导|代表|单位|同志|嘉宾|专家)?"
    r"(?:(?:还|分别)?(?:有|包括|是|为)[：:，]?|[：:])\s*"
)
#: Without this no word of a text is such a one.
MAY_DO = re.compile("(?:发言|讲话|致辞|会议|大会|仪式|开幕式|座谈会|论坛|主持)的")
#: In the words before a name of a list, what would make it the beginning of another clause.
ACTS = re.compile("主持|出席|参加|会议|讲话|举行|召开|表示|指出|强调|介绍|来到|宣布|[了由]")
WAYS = {"讲话": "讲话", "致辞": "致辞"}
_TEAM = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:代表团|访问团|考察团|调研组|工作组)")
_CAME = re.compile(r"^(?:前来|来华|来京|应邀)*(?:出席|参加|列席)[^，。]{2,40}?的(?=[\u4e00-\u9fff]{3,})")
_LED = re.compile(r"率(?:领)?(?:团|队)?|带领")
#: 在甲、乙陪同下: they were there, but it was not their visit.
_IN_COMPANY = re.compile(r"(?:在|由)[^，。；]{2,60}?(?:的)?陪同")
#: One person described, whom no group may be made of.
_ONE = re.compile(r"(?:总统|总理|主席|首相|国王|女王|外长|部长|书记|市长|省长|大使|议长|先生|女士|局长|校长|董事长|秘书长|教授)$")
_NOT_PEOPLE = re.compile(r"举行|出席|并|共同|召开|表示|[，。]|第.次")


def activities(out: Gathered, mentions: Mentions) -> None:
    """Hosts lead an activity that has no name of its own, those met attend it."""
    people = {p.name for p in mentions.people}
    bureaus = {b.name for b in mentions.bureaus}
    for m in mentions.meetings:
        verb = m.parts.get("verb") or m.at
        for names, how, way in ((m.hosts, "led", m.kind), (m.guests, "attended", "")):
            for name in names:
                if how == "attended":
                    name = _CAME.sub("", name)
                kind = "person" if name in people else "bureau" if name in bureaus else "group"
                actor = _find(out, name, m, kind, mentions)
                if kind == "group" and (_ONE.search(name) or _NOT_PEOPLE.search(name)):
                    continue
                if how == "led" and _accompanied(out.text, actor, m):
                    out.add(actor, "attended", "陪同", m, verb, "attended-陪同", 0.85, m.quote)
                    continue
                out.add(actor, how, way, m, verb, "activity", 0.85, _wide(m.quote, actor))


def conveners(out: Gathered, mentions: Mentions) -> None:
    """The bodies that held a meeting."""
    people = {p.name for p in mentions.people}
    for m in mentions.meetings:
        for name in m.conveners or ([m.convener] if m.convener else []):
            at = m.parts.get("convener", m.at)
            body = next((b for b in within(mentions.bureaus, *m.quote) if b.name == name), None)
            span = (body.start, body.end) if body is not None else at
            actor = Actor(*span, name, "person" if name in people else "bureau")
            out.add(actor, "convened", "召开", m, m.parts.get("verb", m.at), "convener", 0.85, _wide(m.quote, actor))


def retinue(out: Gathered, mentions: Mentions, people: People) -> None:
    """王伟率沈青、陈安宁调研: those whom the host brought along attended."""
    text = out.text
    by_key = {m.key: m for m in mentions.meetings if m.hosts}
    taken: set[int] = set()
    for f in mentions.meeting_mentions:
        m = by_key.get(f.key)
        if m is None or f.rule != "activity":
            continue
        sentence = out.reading.sentence_at(f.start)
        for led in _LED.finditer(text, sentence.start, f.start):
            # Whom the host brings along is said of the activity told next, not of all that follow.
            if led.start() in taken:
                continue
            taken.add(led.start())
            verb = Verb(led.start(), led.end(), "attended", "陪同", led.group())
            planned = PLANNED.search(text, sentence.start, led.start()) is not None
            actors = brought(text, led.start(), f.start, people.runs(led.end(), f.start), mentions)
            out.take(verb, [a for a in actors if a.name not in m.hosts], False, m, sentence, planned)


def brought(text: str, start: int, end: int, runs: Sequence[Run], mentions: Mentions) -> list[Actor]:
    """Those whom the subject brings along to a meeting, in the words between it and the verb: 率代表团出席."""
    led = _LED.search(text, start, end)
    if led is None:
        return []
    if any(f.start >= led.end() and f.end <= end for f in mentions.meeting_mentions):
        return []
    run = next((r for r in runs if led.start() <= r.start <= led.end() + 1 and r.end <= end), None)
    if run is not None:
        return list(run.actors)
    team = _TEAM.match(text, led.end(), end)
    return group_list(text, team.start(), team.end(), mentions) if team else []


def _find(out: Gathered, name: str, m: Meeting, kind: str, mentions: Mentions) -> Actor:
    """Where the notice names somebody in the words that tell of the meeting, else anywhere."""
    if kind == "person":
        same = [p for p in mentions.people if p.name == name]
        low, high = m.quote
        best = next((p for p in same if low <= p.start < high), same[0])
        return out.people.actor(best)
    at = out.text.find(name, *m.quote)
    if at < 0:
        at = out.text.find(name)
    return Actor(at, at + len(name), name, kind) if at >= 0 else Actor(*m.at, name, kind)


def _accompanied(text: str, actor: Actor, m: Meeting) -> bool:
    low, high = m.quote
    return any(c.start() < actor.start and actor.end <= c.end() for c in _IN_COMPANY.finditer(text, low, high))


def _wide(quote: tuple[int, int], actor: Actor) -> tuple[int, int]:
    """The quote, with the actor's own clause where it stands in the same run of words."""
    return min(quote[0], actor.start), max(quote[1], actor.end)
