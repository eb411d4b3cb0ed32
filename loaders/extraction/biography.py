"""Posts that a person held before or holds now, as lines of a CV and sentences of a life tell them.

2015.04—2017.06，任…局长; 历任…; 曾任…; 现任…; 2016年6月，王某出任…. Each becomes a spell with the dates that the words give.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from loaders.extraction.appointees import Appointees, Group
from loaders.extraction.marking import Marks
from loaders.extraction.mentions import Mentions, PersonMention, PostMention
from loaders.extraction.office_phrases import Office, offices_in
from loaders.extraction.openings import matches
from loaders.extraction.reading import Reading

_DAY = r"(?:19|20)\d\d\s?(?:年(?:\s?\d{1,2}\s?月(?:\d{1,2}日)?)?|[.．/-]\d{1,2}(?:[.．/-]\d{1,2})?(?!\d))"
_BARE = rf"(?:{_DAY}|(?:19|20)\d\d(?![\d.]))"
#: 2015.04—2017.06, 1988年7月至1989年3月, 2018年3月至今, 2019.03，, 2008年6月起.
_RANGE = re.compile(
    rf"(?P<from>{_BARE})\s?"
    rf"(?:(?:[—–－\-~～]{{1,2}}|至|到)\s?(?P<to>{_BARE}|今|现在)?(?:期?间)?|(?P<open>起|以来|后))?\s?[，,、：:\s]{{0,3}}"
)
_PARTS = re.compile(r"((?:19|20)\d\d)\D{0,2}(\d{1,2})?")
_VERB = re.compile(
    r"[，,]?(?:一直|又|随后|开始|被|获|经[^，。；]{2,12}|[他她]?曾?[于在][^，。；]{2,16}?(?=任|担任|出任))?"
    r"(?P<verb>历任|曾任|曾担任|先后担任|先后出任|先后任|担任|兼任|出任|接任|升任|调任|转任|改任|就任|挂职?任?"
    r"|[擢晋提荣]升[为任]|升为|当选为?|(?:任命|委任|聘任|聘|推选|选举|选)为|任|为)?[过了]?[：:]?"
)
_ONE_BY_ONE = frozenset(("历任", "先后任", "先后担任", "先后出任"))
_WORDS = re.compile(
    r"(?P<verb>曾经?先后(?:担任|出任|任)|曾经?(?:担任|出任|兼任|任)|先后(?:担任|出任|任)|现任|利用其?(?:先后)?(?:担任|任)"
    r"|历任(?!总统|领导|书记们|主席|总理|政府|校长|会长|部长|局长|院长)|(?:案发|落马|被查|捕|生)前(?:系|为|任|担任)"
    r"|(?:此前|之前|以前|上任前|履新前)[，,]?(?:一直|他|她)?(?:担任|出任|任|为)?)[过为]?[：:]?"
)
#: Behind a name, these begin its life: 简历, （女，汉族）, ，1975年.
_CV_HEAD = re.compile(
    r"(?:同志)?的?(?:个人)?(?:工作)?(?:简历|简介|履历)|(?:同志)?\s?[，,（(]\s?(?:男|女|[\u4e00-\u9fff]{1,4}族)[，,、）)]"
    r"|[，,]\s?(?:(?:19|20)\d\d(?:年|[.．]\d)|现任)"
)
_ROW = re.compile(r"[ ]?[\t|｜][ ]?(?P<cell>[^\t|｜\n]{2,40}?)[ ]?(?=[\t|｜\n]|$)")
#: The same with no more than spaces between, where nothing else stands in the line.
_LINE = re.compile(r"[ \u3000]{1,3}(?P<cell>[^ \n，。；：]{2,40})(?=\n|$)")
_CELL_END = re.compile("[\t|｜]")
_OTHER_TIME = re.compile("拟|原|前|曾|推荐|提名")
_STOP = re.compile(r"[。；;\n！？]|[（(]其间|[，,](?:拟|将|现[任为]|后[任为]|并?主持|[同次翌]年|[他她]?[同次]月|次月)")
_HARD = "。！？!?\n；;"


@dataclass(frozen=True, slots=True)
class _Spell:
    person: PersonMention
    office: Office
    began: str
    ended: str
    former: bool
    rule: str
    confidence: float


def find_spells(reading: Reading, mentions: Mentions, marks: Marks) -> list[PostMention]:
    """The posts told by CV lines and by 曾任, 历任, 现任 and dated acts of earlier years.

    Args:
        reading: the healed notice.
        mentions: people found so far.
        marks: the titles and bodies behind the mentions.

    Returns:
        Posts with ``began`` and ``ended`` in the precision that the words have (2015, 2015-04), sorted by start.
        ``former`` where the words tell that it is over. One post carried on from line to line is one spell.
    """
    text = reading.text
    if not _ANY.search(text):
        return []
    reader = _Reader(reading, mentions, marks)
    reader.ranges()
    reader.words()
    reader.rows()
    return sorted((_post(text, s) for s in _merged(reader.spells)), key=lambda p: p.start)


_ANY = re.compile("[\t|｜]|\n[\u3400-\u9fff·]{2,5}[ \u3000]|任|擢升|晋升|当选|简历|此前|之前|担任")


class _Reader:
    """One pass over a reading."""

    def __init__(self, reading: Reading, mentions: Mentions, marks: Marks) -> None:
        self.text = reading.text
        self.reading = reading
        self.marks = marks
        self.who = Appointees(reading.text, mentions.people)
        self.subjects = [p for p in mentions.people if _CV_HEAD.match(reading.text, p.end)]
        self._subject_starts = [p.start for p in self.subjects]
        self.spells: list[_Spell] = []
        self.busy: list[tuple[int, int]] = []

    def ranges(self) -> None:
        """Posts that dates stand before."""
        for m in matches(_RANGE, self.text):
            if any(a <= m.start() < b for a, b in self.busy):
                continue
            ranged = m["to"] is not None or m["open"] == "起" or bool(re.search("[—–－~～至到-]", self.text[m.end("from") : m.end()]))
            at = m.end()
            group = self.who.run_from(at, at + 1)
            if group is not None:
                at = group.end
            else:
                pronoun = re.match("[他她]", self.text[at : at + 1])
                at += 1 if pronoun else 0
            verb = _VERB.match(self.text, at)
            word = verb["verb"] if verb else None
            line_start = not self.text[:m.start()].rstrip(" \u3000\t")[-1:].strip("\n；;（(")
            if verb is None or (word is None and not (ranged and line_start)) or (word == "为" and not ranged):
                continue
            if not ranged and not (self._earlier(m["from"]) and word) and not (line_start and word == "任" and self._in_cv(m.start())):
                continue
            end = self._end(verb.end())
            if not ranged:
                # One act on one day: what follows a comma is told of another time.
                comma = re.compile("[，,]").search(self.text, verb.end(), end)
                end = comma.start() if comma else end
            offices = offices_in(self.text, verb.end(), end, self.marks, self._context(m.start()))
            if not offices:
                continue
            holder = group or self._holder(m.start())
            if holder is None:
                continue
            began, ended = _iso(m["from"]), _iso(m["to"] or "")
            # One act of long ago, in the middle of prose, does not say that the post is held today.
            over = bool(ended) or word in ("曾任", "曾担任") or not (
                ranged or (line_start and self._in_cv(m.start())) or self._recent(began)
            )
            one_by_one = word in _ONE_BY_ONE and len(offices) > 1
            for i, office in enumerate(offices):
                self.spells.append(_Spell(
                    holder.people[0], office,
                    "" if one_by_one and i else began, "" if one_by_one and i < len(offices) - 1 else ended,
                    over or (one_by_one and i < len(offices) - 1), "biography-dated", 0.9,
                ))
            self.busy.append((m.start(), max(o.end for o in offices)))

    def words(self) -> None:
        """Posts told by 曾任, 历任, 现任, 此前."""
        for m in matches(_WORDS, self.text):
            if any(a <= m.start() < b for a, b in self.busy):
                continue
            at, group = m.end(), self.who.subject(m.start())
            if m["verb"][:2] in ("此前", "之前", "以前", "上任", "履新") and not m["verb"].endswith(("任", "为")):
                group = self.who.run_from(at, at + 2)
                verb = re.compile(r"(?:一直)?(?:担任|出任|任|为|是)").match(self.text, group.end) if group else None
                if verb is None:
                    continue
                at = verb.end()
            if group is None:
                group = self._holder(m.start()) if self._in_cv(m.start()) else None
            if group is None:
                continue
            offices = offices_in(self.text, at, self._end(at), self.marks)
            if not offices or (m["verb"] == "现任" and self._stands_before_name(offices)):
                continue
            current = m["verb"] == "现任"
            for office in offices:
                self.spells.append(_Spell(
                    group.people[0], office, "", "", not current, "biography-current" if current else "biography-former", 0.88,
                ))
            self.busy.append((m.start(), max(o.end for o in offices)))

    def rows(self) -> None:
        """Posts in the cell behind a name: 张春生 | 海城市水利局局长. What a column of posts to come or past holds is left out."""
        for p in self.who.people:
            m = _ROW.match(self.text, p.end) or (_LINE.match(self.text, p.end) if self.text[p.start - 1 : p.start] == "\n" else None)
            if m is None or self.text[p.start - 1 : p.start] not in ("\n", "\t", "|", "｜", " ", "") or _OTHER_TIME.search(self._column(p.end)):
                continue
            offices = offices_in(self.text, m.start("cell"), m.end("cell"), self.marks)
            if not offices or self.text[offices[-1].end : m.end("cell")].strip() or any(a <= m.start("cell") < b for a, b in self.busy):
                continue
            self.spells += [_Spell(p, o, "", "", False, "biography-row", 0.88) for o in offices]
            self.busy.append(m.span("cell"))

    def _column(self, at: int) -> str:
        """The heading of the column behind the one that ends at ``at``: that of the table's first row."""
        line = self.text.rfind("\n", 0, at) + 1
        n = len(_CELL_END.findall(self.text[line:at])) + 1
        first = self.text[line : self.text.find("\n", line)]
        while line:
            above = self.text.rfind("\n", 0, line - 1) + 1
            if not _CELL_END.search(self.text, above, line):
                break
            line, first = above, self.text[above : line - 1]
        cells = _CELL_END.split(first)
        return cells[n] if n < len(cells) else ""

    def _context(self, at: int) -> str:
        """The body of the last post told in the same sentence, which settles 省人大常委会."""
        low = max((self.text.rfind(c, 0, at) for c in _HARD), default=-1) + 1
        last = self.spells[-1].office if self.spells else None
        return last.bureau if last is not None and last.start >= low - 120 else ""

    def _stands_before_name(self, offices: list[Office]) -> bool:
        """现任局长张某: the titles belong to the name behind them, which ``posts`` reads."""
        return self.who.run_from(offices[-1].end, offices[-1].end + 1) is not None

    def _holder(self, at: int) -> Group | None:
        """Whose CV the place ``at`` belongs to, or the one person of its sentence."""
        low = max((self.text.rfind(c, 0, at) for c in _HARD), default=-1) + 1
        runs = list(self.who.runs(low, at))
        if len({p.name for g in runs for p in g.people}) == 1:
            return runs[0]
        i = bisect_right(self._subject_starts, at)
        if i:
            p = self.subjects[i - 1]
            # Another person's sentence in between ends the CV.
            return Group(p.start, p.end, (p,)) if self._in_cv(at) else None
        return None

    def _in_cv(self, at: int) -> bool:
        i = bisect_right(self._subject_starts, at)
        if not i:
            return False
        between = self.text[self.subjects[i - 1].end : at]
        return len(between) < 1500 and between.count("\n\n\n") == 0 and not re.search(r"编辑[:：]|责编", between)

    def _earlier(self, date: str) -> bool:
        """Whether a date lies in an earlier year than the notice."""
        published = self.reading.notice.published[:4]
        return published.isdigit() and date[:4] < published

    def _recent(self, date: str) -> bool:
        """Whether a date lies in the year of the notice or the one before it."""
        published = self.reading.notice.published[:4]
        return not published.isdigit() or int(date[:4]) >= int(published) - 1

    def _end(self, start: int) -> int:
        m = _STOP.search(self.text, start)
        end = m.start() if m else len(self.text)
        nxt = _RANGE.search(self.text, start, end)
        end = nxt.start() if nxt else end
        other = self.who.run_from(start, end)
        return other.start if other is not None else end


def _iso(words: str) -> str:
    m = _PARTS.match(words)
    if not m:
        return ""
    month = int(m[2] or 0)
    return f"{m[1]}-{month:02}" if 1 <= month <= 12 else m[1]


def _merged(spells: list[_Spell]) -> list[_Spell]:
    """One post carried on from one line to the next as one spell; the same thing said twice, once."""
    out: list[_Spell] = []
    for s in spells:
        same = [
            i for i, o in enumerate(out)
            if o.person.name == s.person.name and o.office.title == s.office.title
            and _one_body(o.office.bureau, s.office.bureau)
        ]
        joined = False
        for i in same:
            o = out[i]
            if (o.began, o.ended) == (s.began, s.ended) or not (s.began or s.ended):
                joined = True
            elif not (o.began or o.ended):
                out[i] = replace(s, former=s.former and o.former)
                joined = True
            elif o.ended and o.ended == s.began:
                out[i] = replace(o, ended=s.ended, former=s.former)
                joined = True
            if joined:
                break
        if not joined:
            out.append(s)
    return out


def _one_body(a: str, b: str) -> bool:
    """Whether two writings in one CV name one body: 三亚市政府 and 海南省三亚市政府."""
    short, long = sorted((a, b), key=len)
    return long.endswith(short) and (len(short) >= 4 or short in ("", long))


def _post(text: str, s: _Spell) -> PostMention:
    office = s.office
    return PostMention(
        office.title_at[0], office.title_at[1], s.person.name, office.bureau, office.title, (s.person.start, s.person.end),
        text[office.start : office.end], s.rule, s.confidence, office.acting, office.concurrent, s.former, "", s.began, s.ended,
    )
