"""Who leads an activity: the subject of its verb, in its clause or before it, by name or by a title alone."""

from __future__ import annotations

import re
from bisect import bisect_left

from loaders.extraction import activity_words as words
from loaders.extraction.mentions import Mentions, PersonMention
from loaders.extraction.reading import Reading, Span

#: 在甲、乙，丙、丁陪同下: they were there, but it was not their visit.
_IN_COMPANY = re.compile("在(?:(?!在|[。；\n]|出席|会见|考察|调研|参加|来到).){2,120}?陪同下")


class HostFinder:
    """Finds the hosts of the activities of one reading, told in order."""

    def __init__(self, reading: Reading, mentions: Mentions) -> None:
        self.reading = reading
        self.mentions = mentions
        self.text = reading.text
        company = [m.span() for m in _IN_COMPANY.finditer(self.text)]
        self.people = [p for p in mentions.people if not any(a < p.start < b for a, b in company)]
        #: hosts of the activity told last, for a sentence that leaves them out
        self.last: list[PersonMention] = []
        self.last_at = -1

    def clause(self, at: int) -> Span:
        """The clause at an offset; in the title a space parts clauses too."""
        clause = self.reading.clause_at(at)
        if not self.in_title(at):
            return clause
        start = self.text.rfind(" ", clause.start, at) + 1 or clause.start
        end = self.text.find(" ", at, clause.end)
        return Span(start, clause.end if end < 0 else end)

    def hosts(self, start: int, end: int) -> list[PersonMention]:
        """Those who do what the verb at ``start:end`` says; none where it stands in what a speaker urges."""
        reading = self.reading
        sentence = reading.sentence_at(start)
        clause = self.clause(start)
        stop = start
        for _ in range(8):
            inside = self.between(clause.start, stop)
            if words.SPEECH.search(self.text, max(clause.start, sentence.start), stop if clause.start <= start < clause.end else clause.end):
                return []
            listed = (
                stop != start and inside and words.ENDS.fullmatch(self.text, inside[-1].end, clause.end)
                and not words.GAP_STOP.search(self.text, clause.start, inside[-1].start)
            )
            subject = [] if listed else self._subject(clause.start, inside)
            if subject:
                return self._joined(clause, sentence, subject)
            if clause.start <= sentence.start:
                break
            clause = self.clause(clause.start - 2)
            stop = clause.end
            if clause.start < sentence.start:
                break
            if self.text[clause.end : clause.end + 1] in ("：", ":"):
                return []
        return self._after(start, end, sentence) or self._by_title(start) or self._left_out(start, sentence)

    def _joined(self, clause: Span, sentence: Span, subject: list[PersonMention]) -> list[PersonMention]:
        """The hosts with those of the clauses before that hold no more than a title and a name."""
        out = list(subject)
        while clause.start > sentence.start:
            clause = self.clause(clause.start - 2)
            inside = self.between(clause.start, clause.end)
            if (
                not inside or clause.start < sentence.start or not words.ENDS.fullmatch(self.text, inside[-1].end, clause.end)
                or words.GAP_STOP.search(self.text, clause.start, clause.end) or words.NOT_SUBJECT.search(
                    self.text, clause.start, inside[0].start)
            ):
                break
            out = inside + out
        return out

    def between(self, start: int, end: int) -> list[PersonMention]:
        """The people named wholly inside a range."""
        out = []
        for p in self.people[bisect_left(self.people, start, key=lambda m: m.start):]:
            if p.start >= end:
                break
            if p.end <= end:
                out.append(p)
        return out

    def _subject(self, floor: int, inside: list[PersonMention]) -> list[PersonMention]:
        out: list[PersonMention] = []
        for p in inside:
            if out:
                gap = self.text[out[-1].end : p.start]
                if re.fullmatch(r"[^，。；：]{0,30}[、和与及][^，。；：]{0,30}", gap) and not words.GAP_STOP.search(gap) and not words.TO.search(gap):
                    out.append(p)
                    continue
                break
            if words.SENDER.match(self.text, p.end):
                continue
            if words.NOT_SUBJECT.search(self.text, floor, p.start) or words.MET_ONE.search(self.text, floor, p.start):
                return []
            out.append(p)
        return out

    def _after(self, start: int, end: int, sentence: Span) -> list[PersonMention]:
        """会见通伦时，王沪宁表示: the host follows."""
        clause = self.reading.clause_at(start)
        if self.text[clause.end - 1] not in "时后前中":
            return []
        following = self.reading.clause_at(clause.end + 1)
        if following.start >= sentence.end:
            return []
        inside = self.between(following.start, following.end)
        return self._subject(following.start, inside)[:1]

    def _by_title(self, start: int) -> list[PersonMention]:
        """A title with no name (总书记考察某市) is the one person of the notice who is given it."""
        clause = self.clause(start)
        found = words.BARE_TITLE.match(self.text, clause.start, start)
        if found is None:
            return []
        title = found.group(1)
        holders = {p.person for p in self.mentions.posts if p.title == title}
        if len(holders) != 1:
            return []
        return [PersonMention(found.start(1), found.end(1), holders.pop(), "title-alone", 0.8)]

    def _left_out(self, start: int, sentence: Span) -> list[PersonMention]:
        """A sentence with no person before the verb goes on with the host of the last activity, in one paragraph."""
        if not self.last or self.between(sentence.start, start):
            return []
        if "\n" in self.text[self.last_at : start] or start - self.last_at > 120:
            return []
        if not re.match(r"\d|同日|当[天日]|随后|之后|其间|期间|在[^，]{1,20}期间|会[见谈]后|此外|另外|还", self.text[sentence.start : sentence.start + 24]):
            return []
        return self.last

    def in_title(self, at: int) -> bool:
        """Whether an offset lies in the title."""
        return at < self.reading.body_start - 1
