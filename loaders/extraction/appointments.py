"""Appointments, removals, elections, resignations and proposals in a reading.

Each kind of sentence has its own small reader: a verb with its object (任命甲为局长, 免去乙的局长职务), a subject with its verb
(甲出任局长, 乙不再担任局长), a post before its holder (局长由甲接任), a list under a heading. What a person was before (曾任,
现任, lines of a CV) is no appointment; ``biography`` reads that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.extraction.appointees import NOTES, Appointees, Group
from loaders.extraction.marking import Marks
from loaders.extraction.mentions import DateMention, Mentions, PersonMention
from loaders.extraction.office_phrases import Office, offices_in
from loaders.extraction.reading import Reading
from loaders.facts import AppointmentFact

#: Without one of these words a notice appoints nobody.
_ANY = re.compile(
    "任命|委任|聘任|特任|选举|推选|补选|增选|改选|推举|提名|推荐|免去|免除|免职|罢免|撤销|解除|解聘|出任|接任|转任|调任|升任|履新|就任|改任|升为|擢升|晋升|当选|继任|兼任|署任|署理|留任|续任|连任|"
    "不再|卸任|辞去|辞任|离任|请辞|辞职|总辞|就职|拟任|拟提|候任|同志任|任|担任|获选|接替|接掌|执掌|免"
)

#: A verb with its object: the names follow, then 为, then the post.
_GIVES = re.compile(
    r"(?P<not>不应|不会|不能|没有|未能|反对|拒绝|不予|会不会|会否|是否|如果|若)?(?:[拟将]|建议|决定|批准|同意|宣布)?"
    r"(?P<verb>任命|委任|聘任|特任|选举(?:产生)?|推选|补选|增选|增补|改选|推举|选出|提名|推荐|指派|选派|委派|批准|同意|决定|聘请|聘)(?:了|由)?(?!书|权|案|状|的|程序|制度|仪式|过程|、)"
)
_FICTION = re.compile(r"[（(【]小说[)）】]|小说连载")
_PROPOSES = frozenset(("提名", "推荐"))
_ELECTS = frozenset(("选举", "选举产生", "推选", "补选", "增选", "增补", "改选", "推举", "选出"))
#: Weak verbs give a post only with 为 or 任 right behind the names.
_AS = re.compile(rf"{NOTES}(?:等[\d一二三四五六七八九十]*(?:人|名|位)?)?\s?[，,]?\s?(?:分别|继续|再次)?(?P<as>为|爲|出任|担任|任|兼任|接任|作为)(?![期务职何])")

_TAKES = re.compile(
    r"(?P<not>不|没有|未)?(?P<verb>免去|免除|撤销|罢免|解除|解聘|革去|批准免去|同意免去|决定免去)(?:了)?(?!的|[^，。；]{0,4}合同|处分)"
)
_TAKEN_POST = re.compile(rf"{NOTES}\s?(?:的|原任?|所任|所担任的|担任的|兼任的|现任|在)*")
_DUTY_END = re.compile(r"(?:等)?(?:一切|所有|领导)?(?:职务|职位|一职|之职|职)(?!工|业|教|责|能|称|级|员)|资格")

#: A subject with its verb. Each is an act by itself.
_ACTS = re.compile(
    r"(?P<verb>不再(?:继续)?(?:担任|兼任|任|出任)|(?:已|被|也|均)?(?:免去|卸任|卸去|辞去|辞任|离任|请辞)|被(?:免去|免除|罢免|撤销|解除)|"
    r"(?:获|被|受)?(?:提名|推荐)(?:为|出任|担任|任)|拟(?:任命?为?|提名为?|推荐为?|提拔(?:任|为|担任)?|聘任?为?|转任|调任|晋升为?|升任|提任|出任|担任|交流任|重用为?)|"
    r"(?:获|被|受)?(?:任命|委任|聘任|推选|选举|推举|选|补选|聘|增补)(?:为|担任|出任)|当选(?:为|连任)?|获选为|(?:继续|仍)?(?:出任|留任|续任|连任)|接任(?:为)?|继任|转任|调任|升任|就任|改任|(?:擢|晋|提|荣)升(?:为|任)|升为|署任|署理|暂代|代理|履新|兼任|接替[^，。；]{2,20}?(?:出任|担任|任|成为))"
)
#: 任 and 担任 tell a state as often as an act: they count where a decision is told.
_HOLDS = re.compile(r"(?P<verb>(?<![主担责信出接转调升兼就改继历曾现时原前后上下连留离胜委聘特大重充首新卸续署拟堪放听不受到每两三四五六七八九十届第历同已再])任(?![务职期何意教免性由课命人凭用先重我他她其])|担任)")
_DECIDES = re.compile(r"批准|决定|宣布|宣读|任命|任免|同意|通过|公布|研究|通知|发布消息|消息|任职|调整|推荐|建议|提名")
_STATE = re.compile(
    r"此前|之前|以前|曾|先后|历任|现(?!场|在决定|金|代)|时任|原(?!则|因|来|油|料)|一直|仍然?|期间|当时|至今|以来|过去|长期|自[\d一二]|从\d|[—–~-]\d|\d[年月]?至|至\d|后来|早年|毕业|参加工作|上[届任]|本科|其间|服役|连续|多年"
)
_AFTER_STATE = re.compile(r"(?:职务|一职|等职)?(?:以来|期间|时(?!间)|之前|前(?!往|来|提)|至今|的(?!请求|职务|决定|建议|通知)|已[\d一二三四五六七八九十]+年|[\d一二三四五六七八九十]+年)")

_HIS = re.compile(r"(?P<verb>免去|撤销|罢免|解除|免除)了?其(?!他|中|余)(?:原?任?的?|兼任的|担任的)?")
_ASSEMBLY = re.compile(r".*?(?:全国委员会|[省市县区]委员会|政协|人民代表大会|人大)")

_SWORN = re.compile(r"宣誓就[职任]|正式就[职任]")
_CABINET = re.compile(r"(?:内阁|阁员)总辞(?!案|职书)")
_BY = re.compile(r"(?:改|现|将|则|职务|职位|一职|之职)?由")
_RUMOUR = re.compile(r"据报|据传|传闻|传出|或(?:将|会|出任|接任|任)|有望|可能|料(?:将|会)?|疑|呼声|人选|有意|考虑|属意|支持|反对|推荐|竞逐|角逐|参选|争取|盼|希望|应否|是否|会否|能否|资格|传")
_NEGATED = re.compile(r"(?:没有|并未|未能|未|不会|不能|不应|不宜|不愿|不想|不打算|拒绝|否认|放弃|无意|谢绝|婉拒|反对|取消|中止)[^，。；]{0,6}$|如果|倘若|假如|要是|若[^，。；]{0,8}$")
_PLANNED = re.compile(r"(?<![的大上中少主必])将(?!军|士|领|近)|即将|候任|拟于")
_LISTED = re.compile(r"(?:委任|任命|聘任|获委任|新任)[^。；\n]{0,30}?(?:名单|如下|包括|分别是|分别为|为|是|有)[：:]")
_STEP = re.compile(r"[，,、；;。\s]*(?:并|以及|及|和)?\s*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）])?\s*")
_STOP = re.compile(r"[。；;，,：:\n！？]")
_ABOVE = re.compile(r"(?:上述|以上)(?:([两二三四五])个|职务)?")


_ENDS = frozenset(("removed", "resigned"))
_STARTS = frozenset(("appointed", "elected"))
#: 关于甲、乙两位同志职务任免的决定: who is named there changes post.
_CHANGE = re.compile(r"关于[^，。；\n]{2,30}?(?:职务|工作)?(?:任免|调整|变动)的(?:决定|通知)")


@dataclass(frozen=True, slots=True)
class _Move:
    """One fact in the making, in code points of the reading."""

    person: PersonMention
    office: Office
    action: str
    verb: tuple[int, int]
    rule: str
    confidence: float
    status: str = "reported"
    concurrent: bool = False


def find_appointments(reading: Reading, mentions: Mentions, marks: Marks) -> list[AppointmentFact]:
    """Who was appointed to, elected to, removed from, or proposed for which post.

    Args:
        reading: the healed notice.
        mentions: what was found in it so far; people and dates are read.
        marks: the titles and bodies behind the mentions.

    Returns:
        One fact for each person, post and action, in the order of the text, each with its evidence. ``proposed``
        (提名, 拟任, 任前公示) is not yet an appointment; an act that is only announced has the status ``planned``.
    """
    if not _ANY.search(reading.text) or _FICTION.search(reading.text, 0, reading.body_start):
        return []
    return _Finder(reading, mentions, marks).run()


class _Finder:
    """One pass over a reading."""

    def __init__(self, reading: Reading, mentions: Mentions, marks: Marks) -> None:
        self.reading = reading
        self.text = reading.text
        self.mentions = mentions
        self.marks = marks
        self.who = Appointees(reading.text, mentions.people)
        self.moves: list[_Move] = []
        self.busy: list[tuple[int, int]] = []

    def run(self) -> list[AppointmentFact]:
        if self.who.people:
            self._takes()
            self._gives()
            self._takes_his()
            self._acts()
            self._holds()
            self._sworn()
            self._listed()
        return self._facts()

    # -- the readers ---------------------------------------------------------------------------------------------

    def _gives(self) -> None:
        for m in _GIVES.finditer(self.text):
            if m["not"] or self._is_busy(m.start("verb")):
                continue
            verb = m["verb"]
            action = "proposed" if verb in _PROPOSES or self._before(m.start()).endswith(("拟", "建议", "提议", "有意", "考虑")) else "elected" if verb in _ELECTS else "appointed"
            at, first = m.end(), True
            while True:
                step = _STEP.match(self.text, at) if not first else re.compile(r"[：:\s]*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）])?\s*").match(self.text, at)
                begin = step.end() if step else at
                found = self._given(begin, 60 if first else 2)
                if found is None:
                    break
                group, (a, b) = found
                stop = self._post_end(b)
                offices = offices_in(self.text, b, stop, self.marks)
                if not offices:
                    break
                if first and _NEGATED.search(self._before(m.start(), 12)):
                    break
                self._add(group, self._above(offices, action, b), action, (m.start("verb"), m.end("verb")), "gives", 0.95)
                at, first = max(o.end for o in offices), False
                tail = _DUTY_END.match(self.text, at)
                at = tail.end() if tail else at
            if not first:
                self.busy.append((m.start(), at))

    def _given(self, start: int, reach: int) -> tuple[Group, tuple[int, int]] | None:
        """The first run of names after ``start`` that 为 or 任 follows, and where the post begins."""
        at, limit = start, min(len(self.text), start + reach)
        while at < limit:
            group = self.who.run_from(at, limit)
            if group is None or re.search(r"[。；;\n]|免去|任命", self.text[start : group.start]):
                return None
            m = _AS.match(self.text, group.people[-1].end)
            if m and self.text[group.start - 1] != "以":
                return group, (m.start("as"), m.end("as"))
            at = group.end
        return None

    def _takes(self) -> None:
        for m in _TAKES.finditer(self.text):
            if m["not"] or self._is_busy(m.start("verb")):
                continue
            proposed = self._before(m.start()).endswith(("拟", "建议", "提议", "提请"))
            at, first = m.end(), True
            while True:
                group = self.who.run_from(at, min(len(self.text), at + (40 if first else 6)))
                if group is None or re.search(r"[。；;]|任命|(?<!并)为" if not first else r"[。；;\n]|任命", self.text[at : group.start].strip("：: \n；;。") if not first else self.text[at : group.start]):
                    break
                people = list(group.people)
                post_from = _TAKEN_POST.match(self.text, people[-1].end)
                begin = post_from.end() if post_from else group.end
                stop = self._duty_end(begin)
                nxt = self.who.run_from(begin, stop)
                while nxt is not None and not offices_in(self.text, begin, nxt.start, self.marks):
                    # 免去甲和到龄的乙的…职务: a note stands between the names.
                    people += nxt.people
                    post_from = _TAKEN_POST.match(self.text, people[-1].end)
                    begin = post_from.end() if post_from else nxt.end
                    nxt = self.who.run_from(begin, stop)
                if nxt is not None:
                    stop = min(stop, nxt.start)
                offices = offices_in(self.text, begin, stop, self.marks)
                if not offices:
                    break
                merged = Group(group.start, people[-1].end, tuple(people))
                self._add(merged, offices, "removed", (m.start("verb"), m.end("verb")), "takes", 0.95, "proposed" if proposed else "")
                end = max(o.end for o in offices)
                duty = _DUTY_END.match(self.text, end)
                at, first = (duty.end() if duty else end), False
                step = _STEP.match(self.text, at)
                at = step.end() if step else at
                if not self.who.run_from(at, at + 1):
                    break
            if not first:
                self.busy.append((m.start(), at))

    def _takes_his(self) -> None:
        """免去其…职务, 撤销其委员资格: his who was named last in the sentence."""
        for m in _HIS.finditer(self.text):
            low = self._sentence_start(m.start())
            group = None
            for group in self.who.runs(low, m.start()):  # noqa: B007
                pass
            if group is None or self._is_busy(m.start()):
                continue
            offices = offices_in(self.text, m.end(), self._duty_end(m.end()), self.marks)
            held = [x.office for x in self.moves if x.person.name == group.people[-1].name and x.office.end <= m.start() and x.verb[0] >= low]
            if held and offices and not offices[0].bureau:
                # A seat with no body is one in the assembly that the post before belongs to.
                seat = _ASSEMBLY.match(held[-1].bureau)
                offices = [replace(offices[0], bureau=seat[0] if seat else held[-1].bureau, bureau_at=held[-1].bureau_at)]
            if offices:
                self._add(Group(group.start, group.end, group.people[-1:]), offices, "removed", m.span("verb"), "takes-his", 0.9)
                self.busy.append((m.start(), max(o.end for o in offices)))

    def _acts(self) -> None:
        last_subject = -1
        for m in _ACTS.finditer(self.text):
            verb = m["verb"]
            if self._is_busy(m.start()) or self.text[m.end() : m.end() + 1] in ("的", "者", "人", "书", "权"):
                continue
            action, status = _action_of(verb)
            low = self._sentence_start(m.start())
            before = self.text[low : m.start()]
            group = self.who.subject(m.start(), last_subject)
            if group is None:
                continue
            last_subject = group.start
            near = self.text[max(low, group.end) : m.start()]
            if _NEGATED.search(before[-16:]) or re.search(r"曾$|曾(?:先后|经)|先后$|历任$|原$", near):
                continue
            end = self._post_end(m.end()) if action not in ("removed", "resigned") else self._duty_end(m.end())
            offices = offices_in(self.text, m.end(), end, self.marks)
            rule = "acts"
            if not offices:
                offices, rule = self._before_holder(group, m, low), "by"
            if not offices:
                continue
            tail = max(o.end for o in offices)
            if rule == "acts" and action in ("appointed", "elected") and _AFTER_STATE.match(self.text, tail) and not self.text.startswith("的", tail):
                continue
            if action in ("appointed", "elected"):
                if self._long_ago(low, m.start(), group):
                    continue
                if re.search(r"同意|接受|决定|批准", before):
                    pass
                elif _RUMOUR.search(near) or _RUMOUR.search(self.text[max(low, group.start - 4) : group.start]):
                    action = "proposed"
                if verb in ("兼任", "代理", "署理", "暂代") and not (_DECIDES.search(before) or self._is_heading(m.start())):
                    continue
            if action == "resigned" and re.search(r"接受|同意|批准", before):
                rule = "accepts"
            self._add(group, offices, action, m.span("verb"), rule, 0.9 if rule == "acts" else 0.85, status)
            self.busy.append((m.start(), tail))

    def _before_holder(self, group: Group, m: re.Match[str], low: int) -> list[Office]:
        """局长由甲接任: the post before 由; or, where nothing is said, the post just taken from another."""
        verb = m["verb"]
        if verb.startswith(("不再", "已免", "被免", "辞", "请", "卸", "离")):
            return []
        by = None
        for by in _BY.finditer(self.text, low, group.start):  # noqa: B007
            pass
        if by is not None and not re.search("[，,。；]", self.text[by.end() : group.start]):
            clause = max(self.text.rfind(c, 0, by.start()) for c in "，,。；;\n：:") + 1
            return offices_in(self.text, clause, by.start(), self.marks)
        if verb in ("接任", "继任", "当选", "留任", "续任", "连任") or verb.endswith(("留任",)):
            if verb in ("接任", "继任"):
                freed = [x.office for x in self.moves if x.action in ("removed", "resigned") and x.verb[0] >= low and x.office.end <= m.start()]
                return freed
            return self._title_of(group)
        return []

    def _title_of(self, group: Group) -> list[Office]:
        """The posts printed right before the name (财政司司长甲留任)."""
        start = max(self.text.rfind(c, 0, group.start) for c in "，,。；;\n：:") + 1
        return self._offices_up_to(start, group.start)

    def _offices_up_to(self, start: int, end: int) -> list[Office]:
        """The posts of a stack of titles that ends right before ``end``."""
        offices = offices_in(self.text, start, end, self.marks)
        return offices if offices and not self.text[offices[-1].end : end].strip() else []

    def _holds(self) -> None:
        for m in _HOLDS.finditer(self.text):
            if self._is_busy(m.start()):
                continue
            low = self._sentence_start(m.start())
            before = self.text[low : m.start()]
            group = self.who.subject(m.start())
            if group is None:
                continue
            near = self.text[max(low, group.start - 10) : m.start()]
            if _STATE.search(near) or _NEGATED.search(before[-12:]):
                continue
            formal = "同志" in self.text[group.start : m.start()]
            told = _DECIDES.search(self.text[low : group.start]) or self._is_heading(m.start())
            if not told and not (formal and m["verb"] == "任"):
                continue
            offices = offices_in(self.text, m.end(), self._post_end(m.end()), self.marks)
            if not told:
                offices = [o for o in offices if o.bureau]
            if not offices:
                continue
            tail = max(o.end for o in offices)
            if self.text.startswith("以来", tail):
                self._succeeded(group, offices, m.span("verb"))
            if _AFTER_STATE.match(self.text, tail) or self._long_ago(low, m.start(), group):
                continue
            action = "proposed" if re.search(r"推荐|建议|提名", self.text[low : group.start]) and not re.search("批准|决定|宣布|同意", before) else "appointed"
            self._add(group, offices, action, m.span("verb"), "holds", 0.9 if told and formal else 0.85)
            self.busy.append((m.start(), tail))

    def _succeeded(self, group: Group, offices: Sequence[Office], verb: tuple[int, int]) -> None:
        """乙任局长以来…: the one thanked leaves, where the notice tells of a change in his post to another's favour."""
        for person in group.people:
            if not any(person.name in self.text[m.start() : m.end()] for m in _CHANGE.finditer(self.text)):
                continue
            gone = [
                o for o in offices
                if any(x.office.title == o.title and x.person.name != person.name and x.action in _STARTS for x in self.moves)
            ]
            self._add(Group(group.start, group.end, (person,)), gone, "removed", verb, "succeeded", 0.7)

    def _sworn(self) -> None:
        for pattern, action in ((_SWORN, "appointed"), (_CABINET, "resigned")):
            for m in pattern.finditer(self.text):
                low = self._sentence_start(m.start())
                groups = [g for g in self.who.runs(low, m.start())]
                if not groups or m.start() - groups[-1].end > 40 or len({p.name for g in groups for p in g.people}) > 1:
                    continue
                offices = self._title_of(groups[-1])
                if offices:
                    self._add(groups[-1], offices, action, m.span(), "sworn", 0.8)

    def _listed(self) -> None:
        for m in _LISTED.finditer(self.text):
            end = min((e for e in (self.text.find(c, m.end()) for c in "。\n；") if e >= 0), default=len(self.text))
            at = m.end()
            for group in self.who.runs(m.end(), end):
                offices = self._offices_up_to(at, group.start)
                if offices:
                    self._add(group, offices[-1:], "appointed", (m.start(), m.end() - 1), "listed", 0.8)
                at = group.end

    # -- where things end ----------------------------------------------------------------------------------------

    def _post_end(self, start: int) -> int:
        """Where the words of a post that begin at ``start`` must end: a stop, another verb, or the next holder."""
        m = _STOP.search(self.text, start)
        end = m.start() if m else len(self.text)
        cut = re.compile(r"(?:并|，|、)?(?:免去|任命|不再|接替|同时免)").search(self.text, start, end)
        if cut:
            end = cut.start()
        person = self.who.run_from(start, end)
        if person is not None:
            end = person.start
        return end

    def _duty_end(self, start: int) -> int:
        m = re.compile(r"[。；;\n]").search(self.text, start)
        end = m.start() if m else len(self.text)
        duty = _DUTY_END.search(self.text, start, end)
        comma = re.compile("[，,：:]").search(self.text, start, end)
        stops = [x.start() for x in (duty, comma) if x]
        return min(stops) if stops else end

    def _sentence_start(self, at: int) -> int:
        return max((self.text.rfind(c, 0, at) for c in "。！？!?\n；;"), default=-1) + 1

    def _before(self, at: int, width: int = 4) -> str:
        return self.text[max(0, at - width) : at]

    def _is_busy(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.busy)

    def _is_heading(self, at: int) -> bool:
        """Whether ``at`` lies in the title, or in a first line that does a title's work."""
        if at < self.reading.body_start:
            return True
        first = self.text.find("\n", self.reading.body_start)
        line = self.text[self.reading.body_start : first if first >= 0 else self.reading.body_start]
        return at < first and len(line) <= 40 and not line.endswith(("。", "：", "；"))

    # -- what the words mean -------------------------------------------------------------------------------------

    def _above(self, offices: list[Office], action: str, at: int) -> list[Office]:
        """任命乙为上述两个委员会主任: the posts that were just taken from another."""
        out: list[Office] = []
        for o in offices:
            above = _ABOVE.match(self.text, at)
            if action == "appointed" and above:
                freed = [x.office for x in self.moves if x.action == "removed" and x.office.title == o.title and x.office.end < at]
                if freed:
                    out += freed[-(" 一两三四五".find(above[1]) if above[1] else 1) :]
                    continue
            out.append(o)
        return out

    def _long_ago(self, low: int, at: int, group: Group) -> bool:
        """Whether the act is dated to an earlier year than the notice: then it is biography."""
        year = self.reading.notice.published[:4]
        date = self._date_near(low, at)
        return bool(year and date and date.first[:4].isdigit() and int(date.first[:4]) < int(year) - 1)

    def _date_near(self, low: int, at: int) -> DateMention | None:
        dates = self.mentions.dates
        i = bisect_left(dates, at, key=lambda d: d.start)
        while i > 0 and dates[i - 1].start >= low:
            d = dates[i - 1]
            if d.first and d.rule not in ("birth", "vague"):
                return d
            i -= 1
        return None

    def _add(
        self, group: Group, offices: Sequence[Office], action: str, verb: tuple[int, int], rule: str, confidence: float, status: str = "",
    ) -> None:
        proposed = action == "proposed"
        state = status or ("proposed" if proposed else "reported")
        for person in group.people:
            # 杨某(蒙古族，兼)为秘书长, and the post's own 兼.
            noted = re.match(r"[（(][^（）()]*兼", self.text[person.end : person.end + 14]) is not None
            for office in offices:
                self.moves.append(
                    _Move(person, office, action, verb, rule, confidence, state, noted or office.concurrent)
                )

    def _facts(self) -> list[AppointmentFact]:
        out: list[tuple[_Move, AppointmentFact]] = []
        # The text tells a post more fully than the heading, an appointment more surely than a proposal.
        order = sorted(self.moves, key=lambda m: (m.action == "proposed", m.verb[0] < self.reading.body_start))
        for move in order:
            if not any(_same(move, other) for other, _ in out):
                out.append((move, self._fact(move)))
        out.sort(key=lambda x: (x[0].verb[0], x[0].person.start, x[0].office.start))
        return [fact for _, fact in out]

    def _fact(self, move: _Move) -> AppointmentFact:
        office = move.office
        person = (move.person.start, move.person.end)
        low = self._sentence_start(min(move.verb[0], move.person.start))
        first = min(move.verb[0], move.person.start)
        date = self._date_near(first, move.verb[0]) or self._date_near(low, first)
        day = date.first if date is not None and date.first == date.last else ""
        if not day:
            date, day = self._decision_day(move.verb[0])
        parts = [("person", *person), ("title", office.title_at[0], office.title_at[1]), ("verb", *move.verb)]
        if office.bureau_at is not None:
            parts.append(("bureau", *office.bureau_at))
        settled: tuple[tuple[int, int], ...] = ()
        if self.reading.sentence_at(move.verb[0]) == self.reading.sentence_at(person[0]):
            quote = self.reading.quote_around(person, move.verb, (office.start, office.end))
        else:
            # An item of a list: its own words, with the verb at the head of the list to settle them.
            quote = self.reading.quote_around(person, (office.start, office.end))
            parts.remove(("verb", *move.verb))
            settled = (move.verb,)
        if date is not None and quote.start <= date.start and date.end <= quote.end:
            parts.append(("date", date.start, date.end))
        status = move.status
        published = self.reading.notice.published
        if status == "reported" and (
            (day and published and len(day) >= 7 and day[: len(published)] > published)
            or _PLANNED.search(self.text[max(low, person[1]) : max(move.verb[0], person[1])])
            or re.search(r"(?:将|拟于|即将)(?:会|再|由)?$", self._before(move.verb[0]))
        ):
            status = "planned"
        if office.bureau_at is not None and not (quote.start <= office.bureau_at[0] and office.bureau_at[1] <= quote.end):
            settled += (office.bureau_at,)
            parts = [p for p in parts if p[0] != "bureau"]
        evidence = self.reading.evidence(
            quote.start, quote.end, f"appointment-{move.rule}", move.confidence, tuple(parts), settled,
        )
        return AppointmentFact(
            move.person.name, office.bureau, office.title, move.action, day, status, office.acting, move.concurrent, (evidence,),
        )

    def _decision_day(self, at: int) -> tuple[DateMention | None, str]:
        """The day on which the notice's meeting or decision took place, for acts whose own sentence names none.

        The last day named before in the same paragraph; else the first of the text.
        """
        near = [d for d in self.mentions.dates if self.reading.body_start <= d.start < at and self._is_day(d)]
        paragraph = self.text.rfind("\n", 0, at)
        best = near[-1] if near and near[-1].start > paragraph else near[0] if near else None
        return best, best.first if best else ""

    def _is_day(self, d: DateMention) -> bool:
        if d.first != d.last or len(d.first) != 10 or d.rule in ("birth", "stamp", "vague"):
            return False
        published = self.reading.notice.published
        return not published or d.first[:7] == published[:7] or abs(_days(d.first) - _days(published)) <= 31


def _same(move: _Move, other: _Move) -> bool:
    """Whether a move says no more than another one does: a heading's 工信部副部长 is the text's 工业和信息化部副部长."""
    if move.person.name != other.person.name or (move.action in _ENDS) != (other.action in _ENDS):
        return False
    mine, its = _plain(move.office), _plain(other.office)
    if its.endswith(mine) or (move.office.title == other.office.title and mine.endswith(its)):
        return True
    short = mine.removesuffix(move.office.title)
    return move.office.title == other.office.title and len(short) >= 2 and _within(short, its)


def _plain(office: Office) -> str:
    words = re.sub("代理?(?=.长|主席|主任|书记)", "代", office.bureau + office.title)
    return words.replace("人民政府", "政府").replace("人民代表大会", "人大").replace("常务委员会", "常委会").removeprefix("中共")


def _within(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order."""
    rest = iter(long)
    return all(c in rest for c in short)


def _days(iso: str) -> int:
    """A rough count of days, good enough to tell a near date from a far one."""
    year, month, day = (int(x) for x in (iso + "-01-01")[:10].split("-")[:3])
    return year * 372 + month * 31 + day


def _action_of(verb: str) -> tuple[str, str]:
    """The action that a verb after its subject tells, and its status where the verb settles it."""
    if "提名" in verb or "推荐" in verb or verb.startswith("拟"):
        return "proposed", "proposed"
    if "请辞" in verb:
        return "resigned", "planned"
    if "辞" in verb:
        return "resigned", ""
    if "免" in verb or "不再" in verb or "卸" in verb or "离任" in verb or re.search("罢|撤|解除", verb):
        return "removed", ""
    if "选" in verb:
        return "elected", ""
    return "appointed", ""
