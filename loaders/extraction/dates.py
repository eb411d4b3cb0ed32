"""The dates of a notice, settled against its publication date, its dateline and the dates named before.

A date keeps the precision that is sure: ``2015``, ``2015-08`` or ``2015-08-18``. Where the words leave it open (129日
may be 29 January or 9 December, 近日 may be any day) the mention stays, with an empty date, so that no other is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta

from loaders.extraction.days import Anchor, day_number, iso_date, number, parse_anchor, shift
from loaders.extraction.mentions import DateMention
from loaders.extraction.reading import Reading

_HAN_YEAR = "[〇零○一二三四五六七八九]{4}"
_HAN = "[一二三四五六七八九十廿]{1,3}"
_HALF = r"(?:上午|下午|中午|傍晚|凌晨|清晨|晚上|晚间|早上|早晨|早间|深夜|全天|晚|晨|早)"

#: One date or range that starts with a digit, a Chinese numeral or the name of an era.
_WRITTEN = re.compile(
    rf"""(?:(?P<era>(?:中华)?民国)\s?(?P<ey>\d{{1,3}}|[〇零○一二三四五六七八九十]{{1,3}}|元)年
         |(?P<y>\d{{4}}|(?<!\d)1\d\d(?=年\d{{1,2}}月)|{_HAN_YEAR})\s?年(?![龄代级])(?P<du>度)?)
        (?:(?!\n)\s?(?P<m>\d{{1,2}}|{_HAN})\s?月(?:份)?(?:\s?(?P<d>\d{{1,2}}|{_HAN})(?:\s?[日号]|(?=\s?[至到—–\-~～]+\s?\d{{1,2}}[日号])))?)?
        |(?<![\d.])(?P<sy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<sm>\d{{1,2}})(?:(?P=sep)(?P<sd>\d{{1,2}}))?(?![\d.]*\d|万|亿|%|元|米|千)
        |(?<![\d.])(?P<rd>\d{{1,2}})\.(?P<rm>\d{{1,2}})\.(?P<ry>(?:19|20)\d\d)(?![\d.])
        |(?<![\d.第〇零一二三四五六七八九十]) (?P<m2>\d{{1,2}}|{_HAN})\s?月(?:份)?
            (?:\s?(?P<d2>\d{{1,2}}|{_HAN})(?:\s?[日号]|(?=\s?[至到—–\-~～、]+\s?\d{{1,2}}[日号])))?
        |(?<![\d.])(?P<run>(?:20\d\d)?\d{{2,4}})(?=日)日
        |(?<![\d.第近过多余每前后]) (?P<d3>\d{{1,2}}|{_HAN})(?:(?P<unit>[日号])|(?=[至到—–\-~～、]\d{{1,2}}[日号]))""",
    re.X,
)
#: The first letters that such a date can have: the scan looks nowhere else.
_START = re.compile(r"[\d〇零○一二三四五六七八九十廿民]+|中华民国")
_RELATIVE = re.compile(
    r"(?P<day>今|昨|前|明|后|当|同|次|翌)(?:\s?[（(](?P<paren>\d{1,2})日?[)）]\s?[日天]|[天日晚晨]|(?<=[今明])早(?![已期就年]))(?:\s?[（(](?P<after>\d{1,2})[日号][)）])?"
    r"|(?P<month>本|上|下|当|同|次)个?月(?:份)?(?P<md>\d{1,2})?(?(md)[日号])(?!球)"
    rf"|(?P<year>今|去|前|明|同|当|次|翌|本)年(?:度)?"
    rf"(?:(?P<ym>\d{{1,2}}|{_HAN})月(?:份)?(?:(?P<yd>\d{{1,2}}|{_HAN})[日号])?)?"
    r"|近日|日前|近期|近来|不久前|此前|连日来|近段时间|最近"
)
_RELATIVE_START = re.compile(r"[今昨前明后当同次翌本上下去近日不此连最]")
_TO = re.compile(r"\s?(?:[至到]|[—–\-~～]{1,2})\s?(?P<next>次年|翌年|同年|当年|明年|今年)?")
_WEEKDAY = r"[（(](?:星期|周|礼拜)[一二三四五六日天][)）]|(?:星期|周)[一二三四五六日](?!报|刊)"
_TAIL = re.compile(rf"\s?(?:{_WEEKDAY})?\s?{_HALF}?")
_BOTH = re.compile(r"[和及](?=\d{1,2}[日号])")
_LIST = re.compile("、")
_HALF_DAY = re.compile(_HALF)
_DAY_BACK = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
_PLANNED = re.compile(r"(?<![的大上中少主必])将(?![军士领近])|定于|拟于|拟定|即将|计划于|预计|预定")
_DATELINE = re.compile(r"\s?(?:电|讯|消息)(?!话|影|视|力|子|网)")
_NOT_A_DAY = re.compile(r"[以之]?内|[以之]?后(?!来)|[以之]?前(?!往)|[游龄常益程本元间均报记志历光用夜落子]|出(?!席)")
_NOT_A_MONTH = re.compile(r"[亮饼球薪租经子刊一二三四五六七八九十]")  # 三月三 is a feast
_CLOCK = re.compile(r"\s{0,3}\d{1,2}:\d\d")
_NUMBER_SIGN_OK = re.compile(rf"\s?(?:{_HALF}|在|至|到|召|举|会见|出席|抵|于|、\d|前往|对|同|与|主持|电|讯)")
_BORN = re.compile(r"\s?(?:出生|生[，,于。；;)）]|参加工作|入党|加入|去世|逝世)")
_LABELLED = re.compile(r"(?:发布|发表|时间|日期|更新)\D{0,6}((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
#: How far back, in code points, 当天 looks for its day.
_NEAR = 250
#: A line of a chronicle that is only a year.
_HEADING = re.compile("^[ \\t\u3000]*((?:19|20)[0-9]{2})年[ \\t\u3000]*$", re.MULTILINE)
_BOUNDARY = " \t\n　,，。；;：:、(（)）】]>！!？?\"“”"


def find_dates(reading: Reading) -> list[DateMention]:
    """Every date and range of dates in a reading, in order.

    Args:
        reading: the notice as read; its publication date is the anchor, a dateline (北京3月31日电) a better one.

    Returns:
        Mentions whose spans are code points of ``reading.text``. ``rule`` says how the date was read: full, month-day,
        day, month, year, relative, run (digits whose 年 or 月 were lost), stamp, dateline, birth, vague or open.

    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "", "8月18日至19日，省局召开座谈会。今天上午，会议结束。"))
    >>> [(r.text[m.start:m.end], m.first, m.last) for m in find_dates(r)]
    [('8月18日至19日', '2015-08-18', '2015-08-19'), ('今天上午', '2015-08-21', '2015-08-21')]
    """
    return _Scan(reading).run()


class _Scan:
    """One pass over a reading, with the dates that later short forms are settled by."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.out: list[DateMention] = []
        anchor = parse_anchor(reading.notice.published)
        if anchor is None:
            label = _LABELLED.search(self.text, 0, reading.body_start + 400)
            if label:
                anchor = parse_anchor(iso_date(*(int(g) for g in label.groups())))
        self.published = anchor
        self.anchor = anchor
        #: the last day named, and where: 当日, 同年, and a 19日 that follows 3月18日
        self.last = Anchor(0)
        self.last_at = -1
        #: lines of a chronicle that are only a year, under which days name none
        self.headings = [(m.start(), int(m.group(1))) for m in _HEADING.finditer(self.text)] if "年\n" in self.text else []

    def run(self) -> list[DateMention]:
        text, at = self.text, 0
        starts = sorted(
            [(m.start(), _WRITTEN) for m in _START.finditer(text)]
            + [(m.start(), _RELATIVE) for m in _RELATIVE_START.finditer(text)],
            key=lambda s: s[0],
        )
        for start, pattern in starts:
            if start < at:
                continue
            found = pattern.match(text, start)
            if found is None:
                continue
            mention = self._written(found) if pattern is _WRITTEN else self._relative(found)
            if mention is not None:
                self.out.append(mention)
                at = mention.end
        return self.out

    def _written(self, m: re.Match[str]) -> DateMention | None:
        first, rule = self._first(m)
        if rule == "":
            return None
        start, end = m.span()
        last = first
        if rule != "stamp" or m.group("sep") == ".":
            joined = self._until(m, end, first)
            if joined is not None:
                last, end = joined
        end = self._tail(end)
        return self._mention(start, end, first, last, rule)

    def _mention(self, start: int, end: int, first: str, last: str, rule: str) -> DateMention:
        line = _DATELINE.match(self.text, end)
        if line and rule in ("full", "month-day", "day"):
            rule = "dateline"
            self.anchor = parse_anchor(first) or self.anchor
        elif _BORN.match(self.text, end):
            rule = "birth"
        elif rule == "full" and _CLOCK.match(self.text, end):
            rule = "stamp"
        known = parse_anchor(last)
        if known and rule not in ("birth", "stamp"):
            self.last, self.last_at = known, end
        return DateMention(start, end, first, last, rule)

    def _first(self, m: re.Match[str]) -> tuple[str, str]:
        """The date that a match starts with, and the rule; the rule is "" where it is no date."""
        g = m.group
        if g("era") or g("y"):
            year = self._year(m)
            if year is None or (g("du") and not g("m") and year < 1900):
                return "", ""
            month, day = self._number(g("m")), self._number(g("d"))
            iso = iso_date(year, month, day)
            return iso, ("full" if day else "month" if month else "year") if iso else ""
        if g("sy"):
            y, mo, d = int(g("sy")), int(g("sm")), int(g("sd") or 0)
            if not d and (g("sep") == "-" or len(g("sm")) < 2):
                return "", ""
            return iso_date(y, mo, d), "stamp" if iso_date(y, mo, d) else ""
        if g("ry"):
            iso = iso_date(int(g("ry")), int(g("rm")), int(g("rd")))
            return iso, "stamp" if iso else ""
        if g("m2"):
            return self._month_day(m)
        if g("run") and len(g("run")) > 2:
            return self._run(m)
        if g("run") or g("d3"):
            return self._day(m)
        return "", ""

    def _year(self, m: re.Match[str]) -> int | None:
        era, y = m.group("ey"), m.group("y")
        if era is not None:
            n = 1 if era == "元" else number(era)
            return n + 1911 if n > 0 else None
        year = number(y)
        # 114年01月13日 counts from 1912.
        return year + 1911 if year < 200 else year if 1800 <= year <= 2200 else None

    @staticmethod
    def _number(text: str | None) -> int:
        return max(number(text), 0) if text else 0

    def _month_day(self, m: re.Match[str]) -> tuple[str, str]:
        month, day = number(m.group("m2")), self._number(m.group("d2"))
        if not 1 <= month <= 12 or day > 31:
            return "", ""
        if not day and (_NOT_A_MONTH.match(self.text, m.end()) or not m.group("m2").isdecimal()):
            return "", ""
        year = self._year_of(month, day, m.start())
        return (iso_date(year, month, day) if year else ""), "month-day" if day else "month"

    def _year_of(self, month: int, day: int, at: int) -> int:
        """The year of a month and day that names none, or 0 where nothing settles it."""
        year = next((year for start, year in reversed(self.headings) if start < at), 0)
        if year:
            return year
        anchor = self.anchor
        if anchor is None:
            return 0
        if not anchor.month:
            return anchor.year
        ref = date(anchor.year, anchor.month, anchor.day or monthrange(anchor.year, anchor.month)[1])
        here = day_number(anchor.year, month, day or 1)
        if here is None:
            return 0
        if self._planned(at):
            return anchor.year if here >= ref.toordinal() - 60 else anchor.year + 1
        # A day some weeks ahead with no word of a plan belongs to the year before.
        return anchor.year - 1 if here - ref.toordinal() > 45 else anchor.year

    def _planned(self, at: int) -> bool:
        clause = self.reading.clause_at(at)
        return _PLANNED.search(self.text, max(clause.start, at - 40), min(clause.end, at + 30)) is not None

    def _run(self, m: re.Match[str]) -> tuple[str, str]:
        """A date whose 年 or 月 was lost: 202184日, 816日."""
        digits = m.group("run")
        year = int(digits[:4]) if len(digits) > 5 or (len(digits) == 4 and digits.startswith("20")) else 0
        rest = digits[4:] if year else digits
        if not year and m.start() and self.text[m.start() - 1] not in _BOUNDARY:
            return "", ""
        if _NOT_A_DAY.match(self.text, m.end()):
            return "", ""
        both = [(int(rest[:k]), rest[k:]) for k in (1, 2) if len(rest) > k]
        read = [(mo, int(d)) for mo, d in both if 1 <= mo <= 12 and d[0] != "0" and int(d) <= 31 and rest[0] != "0"]
        if not read:
            return "", ""
        if len(read) > 1:
            return (iso_date(year) if year else ""), "open"
        month, day = read[0]
        year = year or self._year_of(month, day, m.start())
        return (iso_date(year, month, day) if year else ""), "run"

    def _day(self, m: re.Match[str]) -> tuple[str, str]:
        text, end = self.text, m.end()
        words = m.group("run") or m.group("d3")
        day = number(words)
        if not 1 <= day <= 31:
            return self._run(m) if m.group("run") else ("", "")
        if m.group("run") or m.group("unit") == "日":
            if _NOT_A_DAY.match(text, end):
                return "", ""
        elif m.group("unit") == "号" and not _NUMBER_SIGN_OK.match(text, end):
            return "", ""  # 12号楼, 2号泊位
        if not words.isdecimal() and not self._tail_said(end):
            return "", ""  # 七日, 十日 are counts more often than days
        if m.start() and text[m.start() - 1] in "多近约第满每逾续":
            return "", ""
        return self._settled_day(day, m.start()), "day"

    def _tail_said(self, end: int) -> bool:
        tail = _TAIL.match(self.text, end)
        return tail is not None and tail.end() > end

    def _settled_day(self, day: int, at: int) -> str:
        anchor = self.anchor
        if anchor is None or not anchor.month:
            # With no month to go by, only the month named just before can settle it.
            near = self.last.month and self.reading.sentence_at(at).start <= self.last_at
            return iso_date(self.last.year, self.last.month, day) if near and day >= self.last.day else ""
        year, month = anchor.year, anchor.month
        if not anchor.day:
            return iso_date(year, month, day)
        last = self.last
        before = (last.year, last.month) < (year, month) and last.full and day >= last.day
        if before and self.last_at >= self.reading.sentence_at(at).start:
            return iso_date(last.year, last.month, day)
        planned = self._planned(at)
        if day > anchor.day and not planned:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        elif planned and day < anchor.day - 7:
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return iso_date(year, month, day)

    def _until(self, m: re.Match[str], end: int, first: str) -> tuple[str, int] | None:
        """The last day of a range and where its words end, if a range it is."""
        to = _TO.match(self.text, self._half(end)) or _BOTH.match(self.text, self._half(end))
        if to is None and m.re is _WRITTEN and (m.group("d3") or m.group("d2")) and self.text[end - 1] not in "日号":
            to = _LIST.match(self.text, end)
        if to is None:
            return None
        second = _WRITTEN.match(self.text, to.end())
        if second is None or second.group("era") or (second.group("run") and len(second.group("run")) > 2):
            return None
        start = parse_anchor(first)
        g = second.group
        day = self._number(g("d") or g("d2") or g("run") or g("d3") or g("sd"))
        month = self._number(g("m") or g("m2") or g("sm"))
        if g("y") or g("sy"):
            year = (self._year(second) or 0) if g("y") else int(g("sy"))
            return iso_date(year, month, day), second.end()
        if day > 31 or month > 12 or not (day or month):
            return None
        if start is None:
            return "", second.end()
        if not month and not start.month:
            return None
        if to.re is _BOTH and (month or day != start.day + 1):
            return None  # 9日和10日 are two days on end; 9日和20日 are two dates
        word = to.groupdict().get("next") or ""
        year = start.year
        month = month or start.month
        if word in ("今年", "明年") and self.published:
            year = self.published.year + (word == "明年")
        elif word in ("次年", "翌年") or (not word and (month, day) < (start.month, start.day) and month < start.month):
            year += 1
        if (year, month, day) < (start.year, start.month, start.day) and day:
            return None
        return iso_date(year, month, day), second.end()

    def _half(self, end: int) -> int:
        half = _HALF_DAY.match(self.text, end)
        return half.end() if half else end

    def _tail(self, end: int) -> int:
        tail = _TAIL.match(self.text, end)
        if tail is None or not tail.group().strip():
            return end
        return tail.end() - (len(tail.group()) - len(tail.group().rstrip()))

    def _relative(self, m: re.Match[str]) -> DateMention | None:
        g = m.group
        start, end = m.span()
        if g("day"):
            first = self._relative_day(m)
            if first is None:
                return None
            return self._mention(start, self._tail(end), first, first, "relative")
        if g("month"):
            first = self._relative_month(m)
        elif g("year"):
            first = self._relative_year(m)
        else:
            return DateMention(start, end, "", "", "vague")
        if first is None:
            return None
        last = first
        if g("md") or g("ym"):
            last, end = self._until(m, end, first) or (first, end)
        return self._mention(start, self._tail(end), first, last, "relative")

    def _relative_day(self, m: re.Match[str]) -> str | None:
        word, text = m.group("day"), m.group()
        said = m.group("paren") or m.group("after")
        if said:
            return self._said_day(int(said), _DAY_BACK.get(word, 0))
        if word == "前" and text != "前天" and not (text == "前日" and self._starts_word(m.start())):
            return None
        if (word in "后明" and text[1:] not in ("天", "日", "晚", "早")) or text in ("后日", "后晚", "明晨"):
            return None
        if text in ("当晨", "同晚", "同晨", "次晚", "今晨早", "翌天", "次天"):
            return None
        if word == "同" and (not self._starts_word(m.start()) or self.text[m.end() : m.end() + 1] in ("本", "益")):
            return None  # 同日本
        if word in "明光" and self.text[m.start() - 1 : m.start()] == "光":
            return None
        if word in "当同":
            if self.last.full and m.start() - self.last_at <= _NEAR:
                return iso_date(self.last.year, self.last.month, self.last.day)
            # Far from any date, 当天 is the day of the report if no other day was named.
            return self._today() if self.last.year == 0 or self.last == self.anchor else ""
        if word in "次翌":
            if not self._starts_word(m.start()):
                return None
            return shift(self.last, 1) if self.last.full else ""
        return shift(self.anchor, _DAY_BACK[word]) if self.anchor and self.anchor.full else ""

    def _today(self) -> str:
        return shift(self.anchor, 0) if self.anchor and self.anchor.full else ""

    def _starts_word(self, at: int) -> bool:
        return at == 0 or self.text[at - 1] in _BOUNDARY

    def _said_day(self, day: int, back: int) -> str:
        """今(29)日: the day in brackets, in the month nearest to the anchor."""
        anchor = self.anchor
        if anchor is None or not anchor.month:
            return ""
        if not anchor.day:
            return iso_date(anchor.year, anchor.month, day)
        ref = date(anchor.year, anchor.month, anchor.day) + timedelta(days=back)
        months = [ref.replace(day=1) - timedelta(days=1), ref, ref.replace(day=28) + timedelta(days=4)]
        near = [n for d in months if (n := day_number(d.year, d.month, day)) is not None]
        return date.fromordinal(min(near, key=lambda n: abs(n - ref.toordinal()))).isoformat() if near else ""

    def _relative_month(self, m: re.Match[str]) -> str | None:
        word, day = m.group("month"), self._number(m.group("md"))
        base = self.last if word in "当同次" else self.anchor
        if not self._starts_word(m.start()) and self.text[m.start() - 1] in "以向路马早晚年历整满":
            return None
        if base is None or not base.month:
            return ""
        step = {"上": -1, "下": 1, "次": 1}.get(word, 0)
        total = base.year * 12 + base.month - 1 + step
        return iso_date(total // 12, total % 12 + 1, day)

    def _relative_year(self, m: re.Match[str]) -> str | None:
        word, month, day = m.group("year"), self._number(m.group("ym")), self._number(m.group("yd"))
        if word in "前同次翌" and self.text[m.start() - 1 : m.start()] in tuple("之以多几数十两三四五六七八九提"):
            return None
        before = self.text[m.start() - 1 : m.start()]
        if (word in "同次翌当" and before and before not in _BOUNDARY + "至到于从在并") or (word == "当" and not month):
            return None  # 不同年级, 此次年会; 当年 mostly means "in those days"
        base = self.last if word in "同当次翌" else self.published or self.anchor
        if base is None or not base.year:
            return ""
        step = {"去": -1, "前": -2, "明": 1, "次": 1, "翌": 1}.get(word, 0)
        return iso_date(base.year + step, month, day)


def last_date(dates: list[DateMention], before: int) -> DateMention | None:
    """The last date that ends at or before an offset (code points of the reading).

    >>> last_date([DateMention(0, 4, "2015", "2015")], 10).first
    '2015'
    """
    i = bisect_left(dates, before, key=lambda d: d.end)
    if i < len(dates) and dates[i].end == before:
        return dates[i]
    return dates[i - 1] if i else None
