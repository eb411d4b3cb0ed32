"""When, where and by whom a meeting was held, read around each place that says it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from loaders.extraction.meeting_names import Named
from loaders.extraction.mentions import BureauMention, DateMention, Mentions, PlaceMention
from loaders.extraction.reading import Reading, Span

_DATE_RULES = frozenset(("full", "month-day", "day", "run", "relative", "open", "vague", "month", "year"))
_DONE = r"(?:[^，。；\n]{0,6}(?:完成|履行)[^，。；\n]{2,24}，)?"
_CLOSING = re.compile(rf"[”」』》]?{_DONE}[^，。；！？\n]{{0,30}}?(?:闭幕(?!式|会)|落幕|圆满结束)")
_OPENING = re.compile(r"[”」』》]?[^，。；！？\n]{0,30}?开幕(?!式|会)")
_OPENED = re.compile("(?:开幕|拉开帷幕|开始举行)的[“「]?$")
_PLANNED = re.compile(r"(?<![的大上中少主必即])将(?![军士领近])|定于|拟于|拟定于|即将(?!卸任|离任|退休|上任|就任|出任|到任|毕业|到来)|计划于|预计|预定")
_AFTERWARDS = re.compile(r"(?:闭幕会|会|[^，。；\n]{0,8}(?:讲座|仪式|会议))[后前]|随后|之后|其间|会议期间|同时")

#: What may stand between the body that holds a meeting and the verb.
_GAP = re.compile(
    r"(?:\s|党组|党委|机关|党支部|班子|[（(][^）)]{1,16}[)）]|今天|昨天|上午|下午|全天|晚上?|[,，]?(?:近日|日前|又|还"
    r"|再次|及时|专门|专题|共同|联合|分别|隆重|组织|成功|正式"
    r"|顺利|先后|决定|继续|即将|将|如期|牵头)|\d{1,2}月|\d{1,2}[日号]|[日号]至|\d{4}年|[,，]?(?:在"
    r"|于)[^，。；：\n]{1,24}|以[^，。；\n]{1,14}(?:形式|方式)"
    r"|通过[^，。；\n]{1,14}|[,，]?会同[^，。；\n]{1,20}|、|和|与|及|对|就[^，。；\n]{1,30})*"
)
_AND = re.compile(r"[、和与及]|联合|会同")
_CITY = {
    "京": "北京市", "沪": "上海市", "津": "天津市", "渝": "重庆市", "穗": "广州市", "汉": "武汉市", "蓉": "成都市", "杭": "杭州市", "宁": "南京市",
    "榕": "福州市", "昆": "昆明市", "邕": "南宁市", "长": "长沙市", "哈": "哈尔滨市", "沈": "沈阳市", "筑": "贵阳市", "兰": "兰州市", "郑": "郑州市",
    "济": "济南市", "肥": "合肥市", "并": "太原市", "甬": "宁波市", "港": "香港", "澳": "澳门", "厦": "厦门市", "深": "深圳市", "琼": "海口市", "青": "青岛市",
}
_IN_CITY = re.compile(
    r"在([京沪津渝穗汉蓉杭宁榕昆邕长哈沈筑兰郑济肥并甬港澳厦深琼青])(?=召开|举行|举办|开|闭|会|同|出|落|隆|正|联"
    r"|主|圆|顺|成|胜|启)"
)
_HALLS = (
    ("人民大会堂", "北京市"), ("中南海", "北京市"), ("京西宾馆", "北京市"), ("钓鱼台", "北京市"), ("天安门", "北京市"), ("国家会议中心", "北京市"),
    ("八一大楼", "北京市"),
)
_IN = re.compile(r"[在于赴到达]")


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the span of the words that say it (code points of the reading)."""

    value: str
    start: int
    end: int


def dates_within(mentions: Mentions, start: int, end: int) -> list[DateMention]:
    """The dates that stand in a range and can be a meeting's (no birth, stamp or dateline)."""
    dates = mentions.dates
    out = []
    for d in dates[bisect_left(dates, start, key=lambda m: m.start):]:
        if d.start >= end:
            break
        if d.rule in _DATE_RULES:
            out.append(d)
    return out


def find_date(reading: Reading, mentions: Mentions, n: Named) -> tuple[DateMention | None, int]:
    """The date of a meeting from the sentence that names it, and how near it stands (0 nearest, 9 none).

    The date right after the name comes first (座谈会2日在京举行), then the nearest before it in the sentence.
    """
    sentence = reading.sentence_at(n.start)
    inside = [d for d in dates_within(mentions, sentence.start, sentence.end) if not n.start <= d.start < n.end]
    clause = _telling(reading, n)
    after = [d for d in inside if n.end <= d.start < clause.end and len(d.first) > 4]
    if after and _RIGHT_AFTER.match(reading.text, n.end):
        return after[0], 0
    before = [d for d in inside if d.start < n.start]
    while before and len(before[-1].first) == 4:
        before.pop()  # a year alone dates no meeting while a day may stand before it
    if before and _governs(reading.text, before[-1], n):
        return before[-1], 1 if before[-1].start >= clause.start else 2
    if after:
        return after[0], 1
    on_top = n.plain and n.start == sentence.start and reading.text.startswith("上，", n.end)
    if before or not (on_top or _HERE.search(reading.text, sentence.start, n.start)):
        return None, 9
    # 今天，大会堂春意盎然。省政府在这里举行汇报会 and 14日，甲走访乙。座谈会上，…: the scene was set before.
    scene = reading.sentence_at(max(0, sentence.start - 2))
    days = dates_within(mentions, scene.start, scene.end)
    return (days[-1], 2) if len({d.first for d in days}) == 1 and scene.end <= sentence.start and len(days[-1].first) == 10 else (None, 9)


_HERE = re.compile("在(?:这里|此)[举召]")
_ALL_DONE = re.compile(_DONE)


def _telling(reading: Reading, n: Named) -> Span:
    """The clause that tells of the meeting, with the next where it only says that all was done (圆满完成各项议程，10日闭幕)."""
    clause = reading.clause_at(max(n.end - 1, n.start))
    done = _ALL_DONE.match(reading.text, n.end)
    if done is None or done.end() == n.end:
        return clause
    return Span(clause.start, reading.clause_at(done.end()).end)


_OTHER_ACT = re.compile(r"访问|出席|参加|赴|会[见谈]|考察|调研|举行|召开|抵达|出访")
_OTHER_MEETING = re.compile(r"访问|会[见谈]|考察|调研|举行|召开|抵达|出访")
_ATTENDS = re.compile(r"出席|参加|列席|见证")
#: Past these words a date speaks of the telling, not of what is told.
_TELLS = re.compile(r"(?<![的大上中少主必])将(?!军|士)|即将|介绍|表示|指出|强调|透露|获悉|宣布|说[，,：]")


def _governs(text: str, date: DateMention, n: Named) -> bool:
    """Whether a date before a meeting is the meeting's: a range is of the first act after it (1日至3日访问某国并出席论坛)."""
    at = n.verb[0] if n.verb and n.verb[0] >= date.end else n.start
    if _TELLS.search(text, date.end, at):
        return _TELLS.match(text, max(date.start - 2, 0)) is not None
    if date.first == date.last:
        return True
    if n.verb is not None and _ATTENDS.search(text, *n.verb):
        return False
    if n.verb is not None and text[n.verb[1] - 1] == "的":
        # 7日至8日参加了在某地举办的论坛: the days of attending are those of the forum
        return _OTHER_MEETING.search(text, date.end, at) is None
    return _OTHER_ACT.search(text, date.end, at) is None


def date_before(mentions: Mentions, text: str, at: int) -> DateMention | None:
    """The day that stands right before a name (7月14日的某某会议), whether or not the meeting is told as held."""
    k = bisect_left(mentions.dates, at, key=lambda m: m.start) - 1
    if k < 0 or mentions.dates[k].rule not in _DATE_RULES or len(mentions.dates[k].first) < 10:
        return None
    date = mentions.dates[k]
    return date if text[date.end : at] in ("", "的") else None


_RIGHT_AFTER = re.compile(rf"[”」』》]?{_DONE}(?:[（(][^）)]{{1,20}}[)）])?(?:于|将于|定于|拟于|从)?\s?\S?\S?\d|(?:于|将于)?(?:今|昨|明)")


def find_place(reading: Reading, mentions: Mentions, n: Named) -> Said | None:
    """Where a meeting was held: the city named after 在 in its clause, else the venue's city, else the place itself."""
    text = reading.text
    start, end = _held_range(reading, n)
    clause = reading.clause_at(max(n.end - 1, n.start))
    for m in _IN_CITY.finditer(text, start, end):
        if m.group(1) == "澳" and "澳门" not in text:
            continue
        if not n.start <= m.start() < n.end:
            return Said(_CITY[m.group(1)], m.start(1), m.end(1))
    best: PlaceMention | None = None
    places = mentions.places
    for p in places[bisect_left(places, start, key=lambda m: m.start):]:
        if p.start >= end:
            break
        if n.verb is not None and _HOLDS.search(text, *n.verb) and text[p.start - 1] in "赴到达" and _ATTENDS.search(text, p.end, n.verb[0]):
            continue  # 外交部就某人赴某国出席大会举行吹风会: the journey is not the meeting's
        if n.start <= p.start < n.end or not _IN.match(text, p.start - 1) or _GOES_AWAY.match(text, p.end):
            continue
        if p.end < clause.start and text[p.start - 1] not in "在于":
            continue  # 将赴某国出席论坛，外交部举行吹风会: the clause before tells another thing
        best = narrowed(text, places, p)
        break
    if best is not None:
        hall = named_hall(text, best.start, best.end)
        return hall or Said(best.name, best.start, best.end)
    hall = named_hall(text, start, end)
    if hall is not None or n.verb is None or not _HOLDS.search(text, *n.verb):
        return hall
    # 江西省南昌市30日召开全市会议: the place is the subject.
    before = [p for p in places[: bisect_left(places, n.verb[0], key=lambda m: m.start)] if p.start >= clause.start]
    if before and _SUBJECT_GAP.fullmatch(text, before[-1].end, n.verb[0]):
        return Said(before[-1].name, before[-1].start, before[-1].end)
    return None


_SUBJECT_GAP = re.compile(r"(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:今天|昨天|上午|下午|日前|近日|隆重|组织|联合)*")
_MUNICIPALITY = frozenset(("北京市", "上海市", "天津市", "重庆市"))


def narrowed(text: str, places: list[PlaceMention], place: PlaceMention) -> PlaceMention:
    """The city of a chain of places (江西省南昌市, 越南岘港), else its last member.

    >>> chain = [PlaceMention(1, 4, "江西省"), PlaceMention(4, 7, "南昌市")]
    >>> narrowed("在江西省南昌市举行", chain, chain[0]).name
    '南昌市'
    """
    if place.name in _MUNICIPALITY:
        return place
    best = place
    for p in places[bisect_left(places, place.end, key=lambda m: m.start):]:
        if p.start != best.end:
            break
        best = p
        if p.name.endswith(("市", "州", "盟", "地区")):
            break
    return best


def named_city(text: str, start: int, end: int) -> Said | None:
    """The city that 在京, 在沪 or the name of a hall of state gives in a range of a text."""
    m = _IN_CITY.search(text, start, end)
    return Said(_CITY[m.group(1)], m.start(1), m.end(1)) if m else named_hall(text, start, end)


def named_hall(text: str, start: int, end: int) -> Said | None:
    """The city of a hall of state named in a range of a text (人民大会堂).

    >>> named_hall("会议在人民大会堂举行", 0, 10)
    Said(value='北京市', start=3, end=8)
    """
    for hall, city in _HALLS:
        at = text.find(hall, start, end)
        if at >= 0:
            return Said(city, at, at + len(hall))
    return None


_GOES_AWAY = re.compile(r"(?:省|市|县|区)?(?:期间|时|的)")


def _held_range(reading: Reading, n: Named) -> tuple[int, int]:
    """The clause of the name, and the one before it where that only gives date and place."""
    clause = _telling(reading, n)
    start = min(clause.start, n.start)
    before = reading.clause_at(max(start - 2, 0))
    if before.end < start and before.end >= start - 2 and reading.text[before.end : before.end + 1] in ("，", ","):
        start = before.start
    return start, max(clause.end, n.end)


def find_conveners(reading: Reading, mentions: Mentions, n: Named) -> list[BureauMention]:
    """The bodies that held a meeting: those just before 召开 or 举办, or after 由 before 主办; the first named first."""
    text = reading.text
    if n.verb is None or not _HOLDS.search(text, n.verb[0], n.verb[1]):
        return _organised_by(reading, mentions, n)
    if text.rfind("《", n.verb[0], n.start) > text.rfind("》", n.verb[0], n.start):
        return []  # 召开《…在座谈会上的讲话》出版座谈会: the verb is not the inner one's
    at = n.verb[0]
    return _bodies_before(mentions, text, at, reading.sentence_at(at).start)


_HOLDS = re.compile(r"召开|举行|举办|主办|承办|召集|开展")
_BY = re.compile(r"由")
_ORGANISES = re.compile(r"[^，。；\n]{0,12}?(?:主办|举办|承办|联合举办|发起|组织(?!部)|召集)")


_CALLED = re.compile(r"(?:组织|邀请|召集|会同)$")
_CALL_GAP = re.compile(r"[^，。；\n]{0,6}(?:组织|邀请|召集|会同)?")
_TOGETHER = re.compile(r"[与同和](?:来访的|前来的|[^，。；]{0,3}的)?$")


def _bodies_before(
    mentions: Mentions, text: str, at: int, floor: int, gap: re.Pattern[str] = _GAP
) -> list[BureauMention]:
    bureaus = mentions.bureaus
    k = bisect_left(bureaus, at, key=lambda b: b.start) - 1
    while k >= 0 and (bureaus[k].implied or bureaus[k].end > at):
        k -= 1
    if k < 0 or bureaus[k].start < floor:
        return []
    last = bureaus[k]
    if not gap.fullmatch(text, last.end, at) or any(last.end <= p.start < at for p in _people_near(mentions, last.end, at)):
        return []
    if _CALLED.search(text, max(0, last.start - 3), last.start):
        return _bodies_before(mentions, text, last.start, floor, _CALL_GAP)
    if _TOGETHER.search(text, max(0, last.start - 8), last.start) and not (k and _AND.fullmatch(text, bureaus[k - 1].end, last.start)):
        return []  # 学院与来访的代表团举行座谈会: the first body was not found
    out = [last]
    while k > 0:
        k -= 1
        b = bureaus[k]
        if b.start < floor or b.implied or not _AND.fullmatch(text, b.end, out[0].start):
            break
        out.insert(0, b)
    return out


def _people_near(mentions: Mentions, start: int, end: int) -> list[DateMention]:
    people = mentions.people
    out = []
    for p in people[bisect_left(people, start, key=lambda m: m.start):]:
        if p.start >= end:
            break
        out.append(DateMention(p.start, p.end, p.name, p.name))
    return out


def _organised_by(reading: Reading, mentions: Mentions, n: Named) -> list[BureauMention]:
    sentence = reading.sentence_at(n.start)
    for by in _BY.finditer(reading.text, sentence.start, sentence.end):
        inside = [b for b in mentions.bureaus if b.start >= by.end() and b.start <= by.end() + 30 and not b.implied]
        if inside and inside[0].start == by.end() and _ORGANISES.match(reading.text, inside[-1].end):
            return inside
    return []


def is_planned(reading: Reading, n: Named, date: str) -> bool:
    """Whether the words speak of a meeting to come, or its date lies after publication."""
    published = reading.notice.published
    if date and published and len(date) == 10 and len(published) == 10 and date > published:
        return True
    clause = reading.clause_at(n.start)
    end = n.verb[0] if n.verb else min(clause.end, n.end + 20)
    if _PLANNED.search(reading.text, clause.start, max(end, clause.start)) is not None:
        return True
    # 将于3日访问某国，并主持峰会: what is to come goes on over commas
    sentence = reading.sentence_at(n.start)
    return n.verb is not None and sentence.start < clause.start and _GOES_ON.match(reading.text, sentence.start, n.verb[0] + 1) is not None


_GOES_ON = re.compile(
    r"[^。；\n]{0,60}?(?:(?<![的大上中少主必即])将|即将|定于|拟)(?:于|在|应|赴|对|访问|出席|前往|抵达)(?:(?!举行了|召开了|已|曾|昨天|昨日|指出|强调|表示)[^。；\n：:])*$"
)


def closes(reading: Reading, n: Named) -> bool:
    """Whether the meeting's end is what is told (闭幕)."""
    return _CLOSING.match(reading.text, n.end) is not None


def opens(reading: Reading, n: Named) -> bool:
    """Whether only its beginning is told (开幕)."""
    return _OPENING.match(reading.text, n.end) is not None or _OPENED.search(reading.text, max(0, n.start - 8), n.start) is not None


def follows(reading: Reading, n: Named) -> bool:
    """Whether the sentence says that it came right after another meeting (会后, 随后)."""
    sentence = reading.sentence_at(n.start)
    return _AFTERWARDS.match(reading.text, sentence.start, n.start) is not None
