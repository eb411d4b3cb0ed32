"""How meetings hang together: what one passed on of another, which is a session of which, which campaigns they dealt with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.meeting_groups import canonical
from loaders.extraction.meetings import meeting_at
from loaders.extraction.mentions import CampaignMention, Meeting, MeetingMention, Mentions
from loaders.extraction.reading import Reading
from loaders.facts import Evidence, RelationFact

_SPIRIT = re.compile(r"[^，。；：\n]{0,40}?(?:精神|讲话|要求|部署)")
_PASSES_ON = re.compile(r"传达(?:了|学习|贯彻|好|学习贯彻)*|学习传达(?:了|贯彻)*|(?:集体|专题|认真)?学习(?:了|贯彻了)")
_URGED = re.compile(r"[要应须]|希望|强调|指出|必须|继续|进一步|围绕|根据|按照|作为")
#: The meeting itself is what speaks or deals with something.
_MEETING_SPEAKS = re.compile(
    r"[，。；\n”\s]*(?:此次|这次|本次)?(?:会议|大会|座谈会|论坛|全会|推进会|会上)[，,]?(?:在[^，。；]{2,40}?(?:基础上"
    r"|同时|时))?(?:还|并|同时|上|集中|专题|重点)?"
    r"(?:强调|指出|要求|听取|研究|审议|部署|传达|学习|通报|总结|提出|决定|安排|讨论|围绕|就|动员|认为|明确|启动)"
)
#: What a meeting does with a policy, as against what it only professes.
_DEALS_WITH = re.compile(
    r"(?:部署|研究|审议|听取|启动|动员|安排|专题|推进|围绕|就|通过|开展|抓好|实施|编制|落实)[^，。；]{0,24}$"
)
_CREED = re.compile(r"为指导|贯彻|坚持|增强|坚定|做到|领悟|高举|坚决|牢固|自觉|始终")
_PERSON_SPEAKS = re.compile(r"(?:表示|强调|指出|说|要求|认为|希望)[，,：:“]")
_SESSION_REST = re.compile(
    r"(?:主席团|预备|分|第|专题|全体|闭门|平行|常务|小组|代表团|大会|开幕|闭幕|委员长|主席|会议|论坛|\d)"
)


def find_relations(
    reading: Reading, mentions: Mentions, campaigns: Sequence[CampaignMention] | None = None
) -> list[RelationFact]:
    """The relations RELAYS, SESSION_OF and CONCERNS between the meetings (and campaigns) of one notice.

    Args:
        reading: the notice as read.
        mentions: with ``meetings`` and ``meeting_mentions`` found.
        campaigns: the campaigns named; those of ``mentions`` where left out.

    Returns:
        Each relation once, with the clause that proves it; meetings by key, campaigns by name.

    >>> from loaders.extraction.dates import find_dates
    >>> from loaders.extraction.meetings import find_meetings
    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "", "省局召开全省快递工作会议，传达学习全国快递大会精神。"))
    >>> m = Mentions(dates=find_dates(r))
    >>> m.meetings, m.meeting_mentions = find_meetings(r, m)
    >>> names = {x.key: x.name for x in m.meetings}
    >>> [(names[f.source], f.kind, names[f.target]) for f in find_relations(r, m)]
    [('全省快递工作会议', 'RELAYS', '全国快递大会')]
    """
    by_key = {m.key: m for m in mentions.meetings}
    if not by_key:
        return []
    out: dict[tuple[str, str, str], RelationFact] = {}

    def add(source: str, kind: str, target: str, proof: Evidence, status: str) -> None:
        if source != target:
            out.setdefault((source, kind, target), RelationFact(source, kind, target, "", status, (proof,)))

    for f in mentions.meeting_mentions:
        if f.named and by_key[f.key].relayed:
            told = _relay(reading, mentions, by_key, f)
            if told:
                add(told[0], "RELAYS", f.key, told[1], by_key[told[0]].status)
    for inner, outer in _sessions(mentions.meetings):
        proof = _proof(reading, inner.at[0], inner.at[1], "session", 0.9, (("meeting", *inner.at),))
        add(inner.key, "SESSION_OF", outer.key, proof, inner.status)
    for c in mentions.campaigns if campaigns is None else campaigns:
        owner = _concerned(reading, mentions, by_key, c)
        if owner:
            proof = _proof(reading, c.start, c.end, "concerns", 0.8, (("campaign", c.start, c.end),))
            add(owner, "CONCERNS", c.name, proof, by_key[owner].status)
    return list(out.values())


def _relay(
    reading: Reading, mentions: Mentions, by_key: dict[str, Meeting], f: MeetingMention
) -> tuple[str, Evidence] | None:
    """The meeting that passed on what ``f`` names, with the proof."""
    text = reading.text
    sentence = reading.sentence_at(f.start)
    if not _SPIRIT.match(text, f.end):
        return None
    verbs = list(_PASSES_ON.finditer(text, sentence.start, f.start))
    verb = verbs[-1] if verbs else None
    if verb is None or _URGED.search(text, max(sentence.start, verb.start() - 6), verb.start()):
        return None
    clause = reading.clause_at(verb.start())
    if _URGED.search(text, clause.start, verb.start()) or _PERSON_SPEAKS.search(text, sentence.start, verb.start()):
        return None
    if re.search(r"[。；\n]", text[verb.end() : f.start]) or f.start - verb.end() > 80:
        return None
    key = meeting_at(mentions, f.start)
    if key is None or by_key[key].relayed or key == f.key:
        return None
    parts = (("verb", verb.start(), verb.end()), ("meeting", f.start, f.end))
    return key, _proof(reading, verb.start(), f.end, "relays", 0.9, parts)


def _sessions(meetings: Sequence[Meeting]) -> list[tuple[Meeting, Meeting]]:
    """Pairs of a session and the meeting whose name its own begins with (某人大四次会议预备会议)."""
    out = []
    names = [(m, {canonical(n) for n in (m.name, *m.aka)}) for m in meetings if m.rule in ("name", "told", "plain")]
    for inner, inner_names in names:
        best: tuple[int, Meeting] | None = None
        for outer, outer_names in names:
            if outer is inner:
                continue
            for a in outer_names:
                for b in inner_names:
                    if len(a) >= 6 and len(b) - len(a) >= 3 and b.startswith(a) and _SESSION_REST.match(b, len(a)):
                        best = max(best or (0, outer), (len(a), outer), key=lambda x: x[0])
        if best is not None:
            out.append((inner, best[1]))
    return out


def _concerned(reading: Reading, mentions: Mentions, by_key: dict[str, Meeting], c: CampaignMention) -> str | None:
    """The meeting that dealt with a campaign: its name holds it, or the meeting speaks of it in this sentence."""
    text = reading.text
    for f in mentions.meeting_mentions:
        if f.named and f.start <= c.start and c.end <= f.end and not f.key.startswith("a"):
            return f.key
        if f.start > c.end:
            break
    if c.rule == "campaign-formula":
        clause = reading.clause_at(c.start)
        if not _DEALS_WITH.search(text, clause.start, c.start) or _CREED.search(text, clause.start, c.start):
            return None  # 四个意识 and the like stand in every speech
    sentence = reading.sentence_at(c.start)
    paragraph = text.rfind("\n", 0, c.start) + 1
    if _MEETING_SPEAKS.match(text, sentence.start) or _MEETING_SPEAKS.match(text, paragraph):
        key = meeting_at(mentions, c.start)
        return key if key and not by_key[key].relayed else None
    held = [f for f in mentions.meeting_mentions if f.held and f.named and sentence.start <= f.start and f.end <= c.start]
    if held and not held[-1].key.startswith("a") and not _PERSON_SPEAKS.search(text, held[-1].end, c.start):
        return held[-1].key
    return None


def _proof(
    reading: Reading, start: int, end: int, rule: str, confidence: float, parts: tuple[tuple[str, int, int], ...]
) -> Evidence:
    span = reading.quote_around((start, end))
    if start < reading.body_start - 1 < span.end:
        return reading.evidence(start, end, rule, confidence, parts)
    return reading.evidence(span.start, span.end, rule, confidence, parts)
