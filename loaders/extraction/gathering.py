"""Gathers the facts of taking part as they are found: one for each (who, how, meeting), with the words that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from loaders.extraction.mentions import Meeting
from loaders.extraction.reading import Reading, Span
from loaders.extraction.subjects import Actor, People
from loaders.extraction.verbs import Verb
from loaders.facts import GroupFact, ParticipationFact

_BEHALF = re.compile(r"代表([^，。；、在向对作做出发致讲]{2,30}?)(?=出席|参加|在|向|对|作|做|致|讲|发言|宣|签|表示|[，。])")
#: How many places prove one fact at most; the rest add nothing.
_PROOFS = 3
#: Lists longer than this are quoted from each name on, so that quotes stay short.
_LONG = 8


class Gathered:
    """Facts of taking part in the meetings of one reading."""

    def __init__(self, reading: Reading, people: People) -> None:
        self.reading = reading
        self.text = reading.text
        self.people = people
        self.found: dict[tuple[str, str, str], ParticipationFact] = {}
        self.groups: dict[tuple[str, str], GroupFact] = {}

    def take(self, verb: Verb, subject: Iterable[Actor], open_list: bool, m: Meeting, span: Span, planned: bool = False) -> None:
        """One verb and those who do it, as facts.

        Args:
            verb: with its place.
            subject: the actors, in the order of the list.
            open_list: whether the list ends in 等.
            m: the meeting.
            span: the verb's sentence.
            planned: whether the words say that it is yet to come.
        """
        actors = list(subject)
        people = sum(a.kind == "person" for a in actors)
        first = min((a.start for a in actors), default=0)
        position = 0
        for actor in actors:
            position += actor.kind == "person"
            if verb.how == "attended" and actor.name in m.hosts:
                continue
            behalf = _BEHALF.search(self.text, actor.end, verb.end + 4) if span.start <= actor.end < verb.end else None
            start = first if len(actors) < _LONG and first >= span.start else actor.start
            listed = people > 1 and actor.kind == "person"
            self.add(
                actor, verb.how, verb.way, m, (verb.start, verb.end), f"{verb.how}-{verb.way}", 0.9 if actor.kind == "person" else 0.8,
                (min(start, verb.start), max(actor.end, verb.end)), position if listed else 0, people if listed else 0,
                open_list and actor.kind == "person", "planned" if planned else m.status, behalf.group(1) if behalf else "",
            )

    def add(
        self, actor: Actor, how: str, way: str, m: Meeting, verb: tuple[int, int], rule: str, confidence: float,
        around: tuple[int, int], position: int = 0, list_size: int = 0, open_list: bool = False, status: str = "", behalf: str = "",
    ) -> None:
        """One fact; ``around`` is the span whose clauses are quoted."""
        key = (actor.name, how, m.key)
        sentence = self.reading.sentence_at(verb[0])
        verb = (verb[0], max(min(verb[1], sentence.end), verb[0] + 1))
        settled: list[tuple[int, int]] = [actor.settled] if actor.settled else []
        if not sentence.start <= actor.start < sentence.end:
            settled.append((actor.start, actor.end))
            around = verb
        quote = self.reading.quote_around((max(around[0], sentence.start), min(around[1], sentence.end)))
        parts = [("actor", actor.start, actor.end), ("verb", *verb), ("meeting", *m.at)]
        inside = tuple(p for p in parts if p[2] > p[1] and quote.start <= p[1] and p[2] <= quote.end)
        evidence = self.reading.evidence(quote.start, quote.end, rule, confidence, inside, tuple(settled))
        old = self.found.get(key)
        if old is not None:
            if len(old.evidence) < _PROOFS and all(e.start != evidence.start or e.field != evidence.field for e in old.evidence):
                # A later telling as past makes the plan a report.
                now = "reported" if status == "reported" else old.status
                self.found[key] = replace(old, evidence=(*old.evidence, evidence), status=now, title=old.title or actor.title)
            return
        self.found[key] = ParticipationFact(
            actor.name, how, m.key, actor.kind, way, self.text[slice(*verb)], actor.title, actor.role, behalf,
            position, list_size, open_list, status or m.status, (evidence,),
        )
        if actor.kind == "group":
            self.groups.setdefault((actor.name, m.key), GroupFact(actor.name, m.key, actor.of, actor.size, (evidence,)))

    def there(self) -> set[tuple[str, str]]:
        """Who is known so far to have been at which meeting."""
        return {(f.who, f.meeting) for f in self.found.values() if f.how != "convened"}

    def result(self) -> tuple[list[ParticipationFact], list[GroupFact]]:
        """The facts in the order in which they were found; attendance that chairing or leading says anyway is left out."""
        active = {(f.who, f.meeting) for f in self.found.values() if f.how in ("chaired", "led")}
        facts = [f for f in self.found.values() if f.how != "attended" or f.way == "出席" or (f.who, f.meeting) not in active]
        return facts, list(self.groups.values())
