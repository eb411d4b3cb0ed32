"""Appointments, removals, elections, resignations and proposals in a reading.

Each kind of sentence has its own small reader: a verb with its object (任命甲为局长, 免去乙的局长职务), a subject with its
verb (甲出任局长, 乙不再担任局长), a post before its holder (局长由甲接任), a list under a heading. What a person was before
(曾任, 现任, lines of a CV) is no appointment; ``biography`` reads that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.extraction import appointment_words as words
from loaders.extraction.appointees import Appointees, Group
from loaders.extraction.appointment_facts import REACH, Calendar, Move, facts_of, sentence_start
from loaders.extraction.marking import Marks
from loaders.extraction.mentions import Mentions
from loaders.extraction.office_phrases import Office, offices_in
from loaders.extraction.openings import matches
from loaders.extraction.reading import Reading
from loaders.facts import AppointmentFact

_CLAUSE = "，,。；;\n：:"
_SENTENCE_END = re.compile(r"[。；;\n]")
_COMMA = re.compile("[，,：:]")


def find_appointments(reading: Reading, mentions: Mentions, marks: Marks) -> list[AppointmentFact]:
    """Who was appointed to, elected to, removed from, or proposed for which post.

    Args:
        reading: the healed notice.
        mentions: what was found in it so far; people and dates are read.
        marks: the titles and bodies behind the mentions.

    Returns:
        One fact for each person, post and action, in the order of the text, each with its evidence. ``proposed``
        (提名, 拟任, 任前公示) is not yet an appointment; an act that is only announced has the status ``planned``.

    >>> from loaders.extraction.marking import mark
    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2021-05-06", "", "会议任命张春生为省教育厅副厅长，免去王桂兰的省民政厅厅长职务。"))
    >>> [(f.person, f.bureau, f.title, f.action) for f in find_appointments(r, *mark(r))]
    [('张春生', '省教育厅', '副厅长', 'appointed'), ('王桂兰', '省民政厅', '厅长', 'removed')]
    """
    text = reading.text
    if not mentions.people or not words.ANY.search(text) or words.FICTION.search(text, 0, reading.body_start):
        return []
    calendar = Calendar(reading, mentions.dates)
    return facts_of(_Finder(reading, mentions, marks, calendar).moves(), reading, calendar)


class _Finder:
    """One pass over a reading: each reader adds to ``found`` and marks what it has read as busy."""

    def __init__(self, reading: Reading, mentions: Mentions, marks: Marks, calendar: Calendar) -> None:
        self.reading = reading
        self.text = reading.text
        self.marks = marks
        self.calendar = calendar
        self.who = Appointees(reading.text, mentions.people)
        self.found: list[Move] = []
        self._busy = bytearray(len(reading.text) + 1)

    def moves(self) -> list[Move]:
        """Everything found, readers of the surest frames first."""
        self._takes()
        self._gives()
        self._takes_his()
        self._acts()
        self._holds()
        self._sworn()
        self._ordered()
        self._listed()
        return self.found

    # -- a verb with its object ------------------------------------------------------------------------------------

    def _gives(self) -> None:
        """任命甲、乙为…，丙为…; 任命：1.甲为…"""
        for m in matches(words.GIVES, self.text):
            if m["not"] or self._busy[m.start("verb")] or words.NEGATED.search(self._before(m.start(), 12)):
                continue
            if m["verb"] == "宣布" and not words.PROCLAIMS.match(self.text, m.end("verb")):
                continue
            action = "elected" if m["verb"] in words.ELECTS else "appointed"
            if m["verb"] in words.PROPOSES or self._before(m.start("verb")).endswith(words.WISHES):
                action = "proposed"
            at, first = m.end(), True
            body, last = "", None
            while True:
                step = (words.LEAD if first else words.STEP).match(self.text, at)
                found = self._given(step.end() if step else at, 60 if first else 2)
                if found is None:
                    break
                group, post = found
                offices = offices_in(self.text, post, self._post_end(post), self.marks, before=body)
                if not offices and m["verb"] in words.NAMES_POSTS:
                    offices = self._unknown(post)
                if not offices:
                    break
                offices = self._founded(group, self._deputies(offices, last))
                body, last = offices[-1].bureau, offices[-1]
                at, first = self._past_duty(max(o.end for o in offices)), False
                self._add(group, self._above(offices, action, post), action, m.span("verb"), "gives", 0.95)
            if not first:
                self._read(m.start(), at)

    def _given(self, start: int, reach: int) -> tuple[Group, int] | None:
        """The first run of names from ``start`` on that 为 or 任 follows, and where the post begins."""
        at, limit = start, min(len(self.text), start + reach)
        before: Group | None = None
        while at < limit:
            group = self.who.run_from(at, limit)
            if group is not None and before and words.WITH_TITLES.fullmatch(self.text, before.end, group.start):
                group = Group(before.start, group.end, before.people + group.people)
            if group is None or re.search(r"[。；;\n]|免去|任命", self.text[start : group.start]):
                return None
            m = words.AS.match(self.text, group.people[-1].end)
            if m and words.REPLACED.search(self.text, max(0, group.start - 3), group.start):
                return (before, m.end("as")) if before is not None else None  # 委任甲，接替乙出任…: it is 甲 who comes
            if m and self.text[group.start - 1] != "以":  # 以某同志为总书记的党中央
                return group, m.end("as")
            at, before = group.end, group
        return None

    def _takes(self) -> None:
        """免去甲、乙的…职务，丙的…职务."""
        for m in matches(words.TAKES, self.text):
            if m["not"] or self._busy[m.start("verb")]:
                continue
            status = "proposed" if self._before(m.start()).endswith(words.WISHES) else ""
            at, first = m.end(), True
            while True:
                step = (words.LEAD if first else words.STEP).match(self.text, at)
                begin = step.end() if step else at
                group = self.who.run_from(begin, begin + (40 if first else 1))
                if group is None or re.search(r"[。；;，,\n]|任命|(?<!并)为", self.text[begin : group.start]):
                    break
                if step and "。" in step.group() and not words.LOSES.match(self.text, group.end):
                    break  # 免去乙的局长职务。丙副校长表示感谢: another sentence, which takes nothing from him
                if not first and words.TAKES_UP.match(self.text, group.end):
                    break  # 免去乙的书记职务，丙同志任书记: he comes, and does not go
                taken = self._taken(group)
                if taken is None:
                    break
                group, offices = taken
                self._add(group, offices, "removed", m.span("verb"), "takes", 0.95, status)
                at, first = self._past_duty(max(o.end for o in offices)), False
            if not first:
                self._read(m.start(), at)

    def _taken(self, group: Group) -> tuple[Group, list[Office]] | None:
        """The names that lose a post together and the posts; a note may stand between the names (甲和到龄的乙的…职务)."""
        people = list(group.people)
        begin = self._past_names(people[-1].end)
        stop = self._duty_end(begin)
        following = self.who.run_from(begin, stop)
        while following is not None and not offices_in(self.text, begin, following.start, self.marks):
            people += following.people
            begin = self._past_names(people[-1].end)
            following = self.who.run_from(begin, stop)
        if following is not None:
            stop = min(stop, following.start)
        offices = offices_in(self.text, begin, stop, self.marks)
        return (Group(group.start, people[-1].end, tuple(people)), offices) if offices else None

    def _takes_his(self) -> None:
        """免去其…职务, 撤销其委员资格: his who was named last in the sentence."""
        for m in words.HIS.finditer(self.text):
            low = sentence_start(self.text, m.start())
            groups = list(self.who.runs(low, m.start()))
            if not groups or self._busy[m.start()]:
                continue
            person = groups[-1].people[-1]
            offices = offices_in(self.text, m.end(), self._duty_end(m.end()), self.marks)
            held = [
                x.office for x in self.found
                if x.person.name == person.name and x.office.end <= m.start() and x.verb[0] >= low
            ]
            if held and offices and not offices[0].bureau:
                seat = words.ASSEMBLY.match(held[-1].bureau)
                body = seat[0] if seat else held[-1].bureau
                offices = [replace(offices[0], bureau=body, bureau_at=held[-1].bureau_at)]
            if offices:
                self._add(Group(person.start, person.end, (person,)), offices, "removed", m.span("verb"), "takes-his", 0.9)
                self._read(m.start(), max(o.end for o in offices))

    # -- a subject with its verb -----------------------------------------------------------------------------------

    def _acts(self) -> None:
        """甲出任…, 乙不再担任…, 丙当选为…, 接受丁辞去…."""
        last_subject = -1
        for m in matches(words.ACTS, self.text):
            if self._busy[m.start()] or self.text[m.end() : m.end() + 1] in words.NO_ACT:
                continue
            group = self.who.subject(m.start(), last_subject)
            if group is None:
                continue
            if words.PASSIVE.fullmatch(m["verb"]):
                agent = words.BY_AGENT.search(self.text, self._clause(group.start), group.start)
                group = self.who.subject(agent.start(), last_subject) if agent else group
                if group is None:
                    continue
            action, status = words.action_of(m["verb"])
            low = sentence_start(self.text, m.start())
            before, near = self.text[low : m.start()], self.text[max(low, group.end) : m.start()]
            if words.NEGATED.search(before[-16:]) or words.ONCE.search(near):
                continue
            begins = action in words.STARTS
            end = self._duty_end(m.end()) if action in words.ENDS else self._post_end(m.end())
            offices, rule = offices_in(self.text, m.end(), end, self.marks), "acts"
            if not offices:
                offices, rule = self._before_holder(group, m, low), "by"
            if not offices:
                continue
            tail = max(o.end for o in offices)
            if begins:
                after = words.AFTER_STATE.match(self.text, tail) if rule == "acts" else None
                if after or self.calendar.long_ago(low, m.start()):
                    continue
                told = words.DECIDES.search(self.text, max(low, group.start - 80), group.start)
                if m["verb"] in words.STATES and not (told or self._is_heading(m.start())):
                    continue
                rumoured = words.RUMOUR.search(near) or words.RUMOUR.search(self.text[max(low, group.start - 4) : group.start])
                if rumoured and not re.search("同意|接受|决定|批准", before):
                    action = "proposed"
            if action == "resigned" and re.search("接受|同意|批准", before):
                rule = "accepts"
            if m["verb"] in words.ACTING:
                offices = [replace(o, acting=True) for o in offices]
            last_subject = group.start
            self._add(group, offices, action, m.span("verb"), rule, 0.85 if rule == "by" else 0.9, status)
            self._read(m.start(), tail)

    def _before_holder(self, group: Group, m: re.Match[str], low: int) -> list[Office]:
        """The post of a verb that names none.

        局长由甲接任: what stands before 由; 甲接任: the post just taken from another; 局长甲留任: the one before the name.
        """
        if words.action_of(m["verb"])[0] in words.ENDS:
            return []
        by = list(words.BY.finditer(self.text, low, group.start))
        if by and not re.search("[，,。；]", self.text[by[-1].end() : group.start]):
            return offices_in(self.text, self._clause(by[-1].start()), by[-1].start(), self.marks)
        if m["verb"] in ("接任", "继任"):
            return [
                x.office for x in self.found
                if x.action in words.ENDS and x.verb[0] >= low and x.office.end <= m.start()
            ]
        if re.search("当选|留任|续任|连任", m["verb"]):
            return self._offices_up_to(self._clause(group.start), group.start)
        return []

    def _holds(self) -> None:
        """甲任…, where a heading, a decision or 同志 tells that it is an act."""
        for m in matches(words.HOLDS, self.text):
            if self._busy[m.start()]:
                continue
            group = self.who.subject(m.start())
            if group is None:
                continue
            low = sentence_start(self.text, m.start())
            before, lead = self.text[low : m.start()], self.text[low : group.start]
            if words.STATE.search(self.text[max(low, group.start - 10) : m.start()]) or words.NEGATED.search(before[-12:]):
                continue
            formal = "同志" in self.text[group.start : m.start()]
            told = words.DECIDES.search(lead) or self._is_heading(m.start())
            if not told and not (formal and m["verb"] == "任"):
                continue
            offices = offices_in(self.text, m.end(), self._post_end(m.end()), self.marks)
            offices = self._founded(group, offices)
            if not told:
                offices = [o for o in offices if o.bureau]
            if not offices:
                continue
            tail = max(o.end for o in offices)
            if self.text.startswith("以来", tail):
                self._succeeded(group, offices, m.span("verb"))
            if words.AFTER_STATE.match(self.text, tail) or self.calendar.long_ago(low, m.start()):
                continue
            meant = re.search("推荐|建议|提名", lead) and not re.search("批准|决定|宣布|同意", before)
            self._add(
                group, offices, "proposed" if meant else "appointed", m.span("verb"), "holds", 0.9 if told and formal else 0.85,
            )
            self._read(m.start(), tail)

    def _founded(self, group: Group, offices: list[Office]) -> list[Office]:
        """设立某某委员会，由甲任主任: the body is the one just founded."""
        m = words.FOUNDED.search(self.text, sentence_start(self.text, group.start), group.start)
        if m is None:
            return offices
        return [o if o.bureau else replace(o, bureau=m["body"], bureau_at=m.span("body")) for o in offices]

    def _succeeded(self, group: Group, offices: Sequence[Office], verb: tuple[int, int]) -> None:
        """乙任局长以来…: he leaves, where the notice tells of a change in his post and gives it to another."""
        changes = [m[0] for m in words.CHANGE.finditer(self.text)]
        for person in group.people:
            if any(person.name in c for c in changes):
                given = {x.office.title for x in self.found if x.action in words.STARTS and x.person.name != person.name}
                gone = [o for o in offices if o.title in given]
                self._add(Group(group.start, group.end, (person,)), gone, "removed", verb, "succeeded", 0.7)

    def _sworn(self) -> None:
        """行政院长甲宣誓就职; 院长乙率内阁总辞."""
        for pattern, action in ((words.SWORN, "appointed"), (words.CABINET, "resigned")):
            for m in pattern.finditer(self.text):
                groups = list(self.who.runs(sentence_start(self.text, m.start()), m.start()))
                if not groups or len({p.name for g in groups for p in g.people}) > 1:
                    continue
                between = self.text[groups[-1].end : m.start()]
                if len(between) > 40 or re.search("任命|委任|[，,].*[，,]", between):
                    continue
                offices = self._offices_up_to(self._clause(groups[-1].start), groups[-1].start)
                self._add(groups[-1], offices, action, m.span(), "sworn", 0.8)

    def _ordered(self) -> None:
        """某部部长甲另有任用，应予免职."""
        for person in self.who.people:
            m = words.ORDERED.match(self.text, person.end)
            if m and not self._busy[m.start("verb")]:
                offices = self._offices_up_to(self._clause(person.start), person.start)
                action = "resigned" if "辞" in m[0] else "removed"
                self._add(Group(person.start, person.end, (person,)), offices, action, m.span("verb"), "ordered", 0.85)

    def _listed(self) -> None:
        """新委任的副局长为：某局副局长甲 某局副局长乙."""
        for m in words.LISTED.finditer(self.text):
            stop = _SENTENCE_END.search(self.text, m.end())
            at = m.end()
            for group in self.who.runs(m.end(), stop.start() if stop else len(self.text)):
                offices = self._offices_up_to(at, group.start)
                self._add(group, offices[-1:], "appointed", (m.start(), m.end() - 1), "listed", 0.8)
                at = group.end

    def _unknown(self, start: int) -> list[Office]:
        """A post that no lexicon holds: the words after 为 up to the stop."""
        m = words.UNKNOWN.match(self.text, start)
        return [Office(start, m.end(), "", m[0], (start, m.end()))] if m else []

    def _deputies(self, offices: list[Office], last: Office | None) -> list[Office]:
        """任命甲为省总工会主席，乙为副主席: the deputy's body is the head's."""
        if last is None or not last.bureau:
            return offices
        return [
            replace(o, bureau=last.bureau, bureau_at=last.bureau_at)
            if not o.bureau and (o.title == "副" + last.title or o.title in words.SEATS) else o
            for o in offices
        ]

    # -- where things begin and end --------------------------------------------------------------------------------

    def _offices_up_to(self, start: int, end: int) -> list[Office]:
        """The posts of a stack of titles that ends right before ``end``."""
        offices = offices_in(self.text, start, end, self.marks)
        return offices if offices and not self.text[offices[-1].end : end].strip() else []

    def _post_end(self, start: int) -> int:
        """Where the words of a post that begin at ``start`` must end: a stop, another verb, or the next holder."""
        stop = words.STOP.search(self.text, start)
        end = stop.start() if stop else len(self.text)
        verb = words.NEXT_VERB.search(self.text, start, end)
        end = verb.start() if verb else end
        holder = self.who.first_start(start, end)
        return end if holder is None else holder

    def _duty_end(self, start: int) -> int:
        """Where the words of a post taken away end: before 职务 or at a stop."""
        stop = _SENTENCE_END.search(self.text, start)
        end = stop.start() if stop else len(self.text)
        found = (words.DUTY_END.search(self.text, start, end), _COMMA.search(self.text, start, end))
        return min((x.start() for x in found if x), default=end)

    def _past_duty(self, at: int) -> int:
        duty = words.DUTY_END.match(self.text, at)
        return duty.end() if duty else at

    def _past_names(self, at: int) -> int:
        m = words.TAKEN_POST.match(self.text, at)
        return m.end() if m else at

    def _clause(self, at: int) -> int:
        low = max(0, at - REACH)
        return max(max(self.text.rfind(c, low, at) for c in _CLAUSE) + 1, low)

    def _before(self, at: int, width: int = 4) -> str:
        return self.text[max(0, at - width) : at]

    def _is_heading(self, at: int) -> bool:
        """Whether ``at`` lies in the title, or in a first line that does a title's work."""
        start = self.reading.body_start
        if at < start:
            return True
        end = self.text.find("\n", start)
        return at < end <= start + 40 and self.text[end - 1] not in "。：；"

    # -- what is found ---------------------------------------------------------------------------------------------

    def _above(self, offices: list[Office], action: str, at: int) -> list[Office]:
        """任命乙为上述两个委员会主任: the posts that were just taken from another."""
        above = words.ABOVE.match(self.text, at)
        if action != "appointed" or not above:
            return offices
        count = " 一两三四五".find(above[1]) if above[1] else 1
        freed = [
            x.office for x in self.found
            if x.action == "removed" and x.office.title == offices[0].title and x.office.end < at
        ]
        return freed[-count:] or offices

    def _read(self, start: int, end: int) -> None:
        self._busy[start:end] = b"\x01" * (end - start)

    def _add(
        self, group: Group, offices: Sequence[Office], action: str, verb: tuple[int, int], rule: str, confidence: float,
        status: str = "",
    ) -> None:
        state = status or ("proposed" if action == "proposed" else "reported")
        each = len(group.people) == len(offices) > 1 and "分别" in self.text[group.end : max(group.end, offices[0].start)]
        for i, person in enumerate(group.people):
            # 杨某(蒙古族，兼)为秘书长, and the post's own 兼.
            noted = re.match(r"[（(][^（）()]*兼", self.text[person.end : person.end + 14]) is not None
            for office in offices[i : i + 1] if each else offices:  # 甲、乙分别任正、副局长
                self.found.append(Move(person, office, action, verb, rule, confidence, state, noted or office.concurrent))
