"""From the moves that the readers of appointments find to facts with dates, status and evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.extraction.appointment_words import ENDS, PLANNED, PLANNED_BEFORE
from loaders.extraction.days import day_number, iso_date, parse_anchor
from loaders.extraction.mentions import DateMention, PersonMention
from loaders.extraction.office_phrases import Office
from loaders.extraction.reading import Reading
from loaders.facts import AppointmentFact

_HARD = "。！？!?\n；;"
#: A sentence without a stop is read back no further than this.
REACH = 600


@dataclass(frozen=True, slots=True)
class Move:
    """One fact in the making, in code points of the reading; ``verb`` is where its verb stands."""

    person: PersonMention
    office: Office
    action: str
    verb: tuple[int, int]
    rule: str
    confidence: float
    status: str = "reported"
    concurrent: bool = False


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds ``at`` begins.

    >>> sentence_start("一、免去甲的局长职务；任命乙", 12)
    11
    """
    low = max(0, at - REACH)
    return max(max(text.rfind(c, low, at) for c in _HARD) + 1, low)


#: A year, or a day that no year settles, said in the act's own sentence.
_OTHER_DAY = re.compile(r"\d年|\d{1,2}月\s?\d{1,2}[日号—–-]")


class Calendar:
    """The dates of one reading, as the acts in it need them."""

    def __init__(self, reading: Reading, dates: list[DateMention]) -> None:
        self.reading = reading
        self.dates = dates
        anchor = parse_anchor(reading.notice.published)
        #: the day of publication in the precision known, or ""
        self.published = iso_date(anchor.year, anchor.month, anchor.day) if anchor else ""
        self._days = [d for d in dates if d.start >= reading.body_start and _is_day(d, self.published)]

    def near(self, low: int, at: int) -> DateMention | None:
        """The last date in ``low:at`` that an act can have."""
        i = bisect_left(self.dates, at, key=lambda d: d.start)
        while i > 0 and self.dates[i - 1].start >= low:
            d = self.dates[i - 1]
            if d.first and d.rule not in ("birth", "vague"):
                return d
            i -= 1
        return None

    def long_ago(self, low: int, at: int) -> bool:
        """Whether an act is dated two years or more before the notice: then it is biography."""
        date = self.near(low, at)
        return bool(self.published and date and int(date.first[:4]) < int(self.published[:4]) - 1)

    def decision_day(self, at: int) -> DateMention | None:
        """The day of the meeting or decision, for an act whose own sentence names none.

        The last day named before it in the same paragraph; else the first of the text.
        """
        before = self._days[: bisect_left(self._days, at, key=lambda d: d.start)]
        if not before:
            return None
        if before[-1].start > self.reading.text.rfind("\n", 0, at):
            return before[-1]
        # Of a text with no day of its own, the first of several days is not that of all.
        return before[0] if self.published or len({d.first for d in before}) == 1 else None


def facts_of(moves: Iterable[Move], reading: Reading, calendar: Calendar) -> list[AppointmentFact]:
    """One fact for each person, post and action, in the order of the text.

    The text tells a post more fully than the heading, and an appointment more surely than a proposal.
    """
    kept: dict[str, list[Move]] = {}
    for move in sorted(moves, key=lambda m: (m.action == "proposed", m.verb[0] < reading.body_start)):
        same = kept.setdefault(move.person.name, [])
        if not any(_same(move, other, reading.text) for other in same):
            same.append(move)
    order = sorted((m for same in kept.values() for m in same), key=lambda m: (m.verb[0], m.person.start, m.office.start))
    return [_fact(move, reading, calendar) for move in order]


def _fact(move: Move, reading: Reading, calendar: Calendar) -> AppointmentFact:
    office, person = move.office, (move.person.start, move.person.end)
    first = min(move.verb[0], person[0])
    low = sentence_start(reading.text, first)
    date = calendar.near(first, move.verb[0]) or calendar.near(low, first)
    if date is not None and len(date.first) == 4 and re.search("[，,、；]", reading.text[date.end : first]):
        date = None  # a bare year in another clause is another thing's (2012年预算)
    if date is None or date.first != date.last:
        # 08年改选: another year is told in words that no rule settles.
        other = date is None and _OTHER_DAY.search(reading.text, low, move.verb[0])
        date = None if other else calendar.decision_day(move.verb[0])
    day = date.first if date is not None else ""
    parts = [("person", *person), ("title", *office.title_at)]
    settled: tuple[tuple[int, int], ...] = ()
    if reading.sentence_at(move.verb[0]) == reading.sentence_at(person[0]):
        quote = reading.quote_around(person, move.verb, (office.start, office.end))
        parts.append(("verb", *move.verb))
    else:
        # An item of a list: its own words, settled by the verb at the head of the list.
        quote = reading.quote_around(person, (office.start, office.end))
        settled = (move.verb,)
    if office.bureau_at is not None:
        if quote.start <= office.bureau_at[0] and office.bureau_at[1] <= quote.end:
            parts.append(("bureau", *office.bureau_at))
        else:
            settled += (office.bureau_at,)
    if date is not None and quote.start <= date.start and date.end <= quote.end:
        parts.append(("date", date.start, date.end))
    evidence = reading.evidence(
        quote.start, quote.end, f"appointment-{move.rule}", move.confidence, tuple(parts), settled,
    )
    return AppointmentFact(
        move.person.name, office.bureau, office.title, move.action, day, _status(move, low, day, reading.text, calendar.published),
        office.acting, move.concurrent, (evidence,),
    )


def _status(move: Move, low: int, day: str, text: str, published: str) -> str:
    """``planned`` for an act that is announced: 将出任, or a day after the notice's."""
    if move.status != "reported":
        return move.status
    end = move.person.end
    if (
        (published and len(day) >= 7 and day[: len(published)] > published)
        or PLANNED.search(text, max(low, end), max(move.verb[0], end))
        or PLANNED_BEFORE.search(text[max(0, move.verb[0] - 4) : move.verb[0]])
    ):
        return "planned"
    return "reported"


def _is_day(date: DateMention, published: str) -> bool:
    if date.first != date.last or len(date.first) != 10 or date.rule in ("birth", "stamp", "vague"):
        return False
    if len(published) < 10:
        return date.first.startswith(published)
    return abs(_ordinal(date.first) - _ordinal(published)) <= 31


def _ordinal(iso: str) -> int:
    year, month, day = (int(x) for x in iso.split("-"))
    return day_number(year, month, day) or 0


def _same(move: Move, other: Move, text: str) -> bool:
    """Whether a move says no more than another one does: a heading's 工信部副部长 is the text's 工业和信息化部副部长."""
    if (move.action in ENDS) != (other.action in ENDS):
        return False
    title = move.office.title
    mine, its = _plain(move.office), _plain(other.office)
    if its.endswith(mine):
        return True
    if title != other.office.title:
        return False
    if mine.endswith(its):
        return True
    # In one sentence two bodies of like names are two bodies.
    apart = sentence_start(text, move.verb[0]) != sentence_start(text, other.verb[0])
    return apart and _abbreviates(mine.removesuffix(title), its)


def _plain(office: Office) -> str:
    words = re.sub("代理?(?=.长|主席|主任|书记)", "代", office.bureau + office.title)
    for long, short in (("人民政府", "政府"), ("人民代表大会", "人大"), ("常务委员会", "常委会")):
        words = words.replace(long, short)
    return words.removeprefix("中共")


def _abbreviates(short: str, long: str) -> bool:
    """Whether the characters of ``short`` (two or more) stand in ``long`` in this order."""
    rest = iter(long)
    return len(short) >= 2 and all(c in rest for c in short)
