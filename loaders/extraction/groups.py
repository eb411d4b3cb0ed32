"""Described groups of people (省局机关各部门负责人) and lists of organisations, as those who act in a sentence."""

from __future__ import annotations

import re

from loaders.extraction.mentions import BureauMention, Mentions, within
from loaders.extraction.subjects import Actor, transparent

_PEOPLE = (
    "负责人 负责同志 领导 领导同志 班子成员 成员 组成人员 代表 工作人员 官员 人员 干部职工 干部 职工 党员 师生 学生 教师 同学 委员 专家 学者 同志 人士"
    " 嘉宾 群众 官兵 村民 居民 企业家 议员 使节 大使 领导人 志愿者 队员 学员 记者 亲属 家属 家长 院士 代表团 访问团 考察团 处室 管理层 同仁"
    " 院长 校长 局长 书记 部长 主任 科长 处长 站长 厅长 常委 秘书长 司长 县长 市长 区长 班主任 辅导员 研究生 本科生 硕士生 博士生 民警 青年 少先队员"
    " 教授 来宾 观众 毕业生 新生 亲友 市民 会员 理事 评委"
    " 教职工 教职员工 医护人员 医务人员 运动员 选手 负责人代表 联络员 管理员 秘书 经理 校友 工人 农民 骨干 员工 作家 艺术家 律师 法官 检察官 首席代表"
)
_HEADS = "|".join(sorted(_PEOPLE.split(), key=lambda w: (-len(w), w)))
_HEAD = re.compile(rf"(?:(?:{_HEADS})(?!会|团|大会|们的|性)(?:们)?|[)）]长)")
_LAST_HEAD = re.compile(rf"(?:有关|相关|主要|分管)*(?:{_HEADS})$")
#: Heads that are titles of one person each, so that they make a group only where more than one is said.
_OFFICERS = re.compile("(?:长|书记|主任|经理|秘书|教授)$")
_SEVERAL = re.compile(r"各|全体|、|和|所有|有关|部分|等|[两三四五六七八九十\d]|们")
#: After the last head: 等, how many, who.
_COUNT = r"(?:共?(?:约|近)?[\d一二三四五六七八九十百千]+(?:余|多)?(?:人|名|位))"
_CLOSE = re.compile(rf"(?:等)?(?:人员|同志|领导)?{_COUNT}?")
_SIZE = re.compile(r"(\d+)(?:余|多)?(?:个|名|位|人)")
#: A clause that holds one of these is no list of people.
_NO_GROUP = re.compile(
    r"^有[\d一两几多]|于\d|还对|(?:^|于|日|午)(?:为|对)(?!外)[\u4e00-\u9fff]{2,}|人次|召开|举行|举办|主持|讲话|强调|指出|表示|要求|出席(?!.{2,24}的)|参加(?!.{2,24}的)|列席(?!人员|同志)|会议由|听取|汇报|进行|开展|推进"
    r"|加强|认真|作了|来到|前往|介绍|传达|学习|(?<!党)(?<!社会)(?<!妇女)组织|会见|接见|看望|慰问(?!团)|签字|仪式|减少|控制"
    r"|^(?:他|她|我们|会议(?!代表)|大会(?!主席团|代表)|会上|其中|据|请|要求|通知|务请|即使|没有|无法|如果|若(?!干)|应(?!邀|急)|须)|与会(?!(?:全体|部分|各位)?[\u4e00-\u9fff]{2,4}$)|邀请|向|有的|希望|作为|[，,。！？]|”$|^“$"
)
#: Words that say only what sort of people they are, not whose.
_SORT = re.compile(r"主要|有关|相关|分管|部分|全体|全部|各|其他|老|新|列席|随行|陪同|在场|现场|到场|部门|单位")
_LEAD = re.compile(
    r"(?:[^，。；]{0,24}?吸引了?(?=[^，。；]{2,})|会上|会后|会前|期间|当天|同时|另外|此外|以及|和|与(?!会)|及|还有|共有|共|近日|日前|随后|最后|对此|据悉|组织|邀请"
    r"|(?:[\u4e00-\u9fff]{0,8}?\d{1,2}月\d{1,2}日[电讯](?=[\u4e00-\u9fff])|\d+月\d+日(?:上午|下午)?)|(?:19|20)\d\d年)[，,：:]?"
)
_JOIN = re.compile(r"[、和与及]|以及")
#: Segments of a list that end in no head of their own take that of the next: 各省、自治区，中央有关部门负责同志.
_BODIES = re.compile(
    r"(?:[\u4e00-\u9fff（）()、“”]{2,40})(?:省|市|县|区|局|部|委|厅|院|办|团|单位|部门|机关|公司|企业|高校|学校|支部|乡镇|街道|科室|处室)"
)


def group_list(text: str, start: int, end: int, mentions: Mentions) -> list[Actor]:
    """The described groups that fill ``text[start:end]``, one stretch between commas; [] where it is no list of groups.

    Args:
        text: healed text.
        start, end: the stretch, in code points.
        mentions: its bureaus say whose people they are.

    >>> t = "全省11个市局主要负责人和省局机关各部门负责人"
    >>> [a.name for a in group_list(t, 0, len(t), Mentions())]
    ['全省11个市局主要负责人', '省局机关各部门负责人']
    >>> t = "省级人大代表、政协委员"
    >>> [a.name for a in group_list(t, 0, len(t), Mentions())]
    ['省级人大代表、政协委员']
    """
    while (lead := _LEAD.match(text, start, end)) is not None and lead.end() < end - 1:
        start = lead.end()
    while start < end and text[start] in "）)”":
        start += 1
    words = text[start:end]
    if (several := _AND_OTHERS.match(words)) is not None:
        first = Actor(start, start + several.end("first"), several["first"], "group")
        body = next((b for b in mentions.bureaus if (b.start, b.end) == (first.start, first.end)), None)
        rest = group_list(text, start + several.end(), end, mentions)
        return [Actor(first.start, first.end, body.name, "bureau") if body else first, *rest] if rest else []
    if len(words) < 3 or len(words) > 90 or _NO_GROUP.search(words) or not _balanced(words):
        return []
    if text[end : end + 1] and text[end] in "会团们性长":
        return []  # 省级人大常委|会
    heads = list(_HEAD.finditer(words))
    counted = re.fullmatch(r"(?:[\u4e00-\u9fff]{0,6})?\d+(?:余|多)?(?:名|位)?(?:代表|委员|人)|(?:代表|委员)\d+(?:名|人)", words)
    if not counted:
        if not heads:
            return []
        close = _CLOSE.match(words, heads[-1].end())
        if close is None or close.end() != len(words):
            return []
        if close.group().startswith("等") and close.group() not in ("等人员", "等同志"):
            words = words[: heads[-1].end()]
        elif close.group() and not close.group().startswith("等"):
            words = words[: heads[-1].end()] if re.match("共|约|近", close.group()) else words
    if _OFFICERS.search(words) and not _SEVERAL.search(words):
        return []
    out: list[Actor] = []
    at = 0
    if not re.search("等(?:人员|同志)$", words):
        for m in heads[:-1]:
            join = _JOIN.match(words, m.end())
            if join and _whose(words[at : m.end()]) and _whose(_next(words, join.end(), heads)):
                out.append(_actor(text, start + at, start + m.end(), mentions))
                at = join.end()
    out.append(_actor(text, start + at, start + len(words), mentions))
    return [a for a in out if a.end - a.start >= 2]


def _balanced(words: str) -> bool:
    return words.count("（") == words.count("）") and words.count("(") == words.count(")") and words[0] not in "）)"


def _next(words: str, start: int, heads: list[re.Match[str]]) -> str:
    ends = (m.end() for m in heads if m.end() > start)
    return words[start : next((e for e in ends if e == len(words) or _JOIN.match(words, e)), len(words))]


def _whose(piece: str) -> bool:
    """Whether a piece says by itself whose people they are (提案委员会成员), not only what sort (分管负责人, 老领导)."""
    heads = list(_HEAD.finditer(piece))
    if not heads:
        return False
    own = len(_SORT.sub("", _HEAD.sub("", piece)))
    return own >= 3 or (own == 2 and len(piece) >= 6)


def _actor(text: str, start: int, end: int, mentions: Mentions) -> Actor:
    words = text[start:end]
    size = _SIZE.search(words)
    body = next((b for b in within(mentions.bureaus, start, end) if not b.implied), None)
    return Actor(start, end, words, "group", "", int(size.group(1)) if size else 0, body.name if body else "")


def headless(text: str, start: int, end: int, head: Actor, mentions: Mentions) -> Actor | None:
    """A stretch of bodies before a comma whose people the next stretch names: 各省和直辖市，中央有关部门负责同志."""
    while (lead := _LEAD.match(text, start, end)) is not None and lead.end() < end - 1:
        start = lead.end()
    words = text[start:end]
    if not _BODIES.fullmatch(words) or _NO_GROUP.search(words) or _HEAD.search(words):
        return None
    if not re.search("[、和与及]|各|全", words):
        return None
    last = _LAST_HEAD.search(head.name)
    if last is None:
        return None
    body = next((b for b in within(mentions.bureaus, start, end) if not b.implied), None)
    return Actor(start, end, words + last.group(), "group", "", 0, body.name if body else "", (head.start, head.end))


#: 公路处等5家单位及优秀个人代表: one body by name, the others only counted, then people.
_AND_OTHERS = re.compile(r"(?P<first>[\u4e00-\u9fff]{2,16}?)等(?:\d+|[两三四五六七八九十]+)(?:家|个)(?:单位|部门|企业|支部)(?:以及|[及和、])")
#: Bodies of a list that were read as nothing.
_UNREAD = r"(?:、(?:(?!等)[\u4e00-\u9fff]){1,10}[局委部办院厅会])*"
_BETWEEN = re.compile(rf"(?:党组)?{_UNREAD}(?:[、和与及，,]|以及)")
#: Behind a list of bodies: how many they are, and what (四市局, 等5家单位).
COUNTED = re.compile(
    _UNREAD + r"等?(?:[两三四五六七八九十\d]+)?(?:个|家)?(?:[省市县区州]?(?:局|公司|委|厅)|单位|部门|企业|高校)?"
    r"(?:的?(?:代表|负责人|负责同志|党组))?"
)


def body_list(text: str, at: int, low: int, mentions: Mentions) -> list[Actor]:
    """The organisations listed before a verb at ``at``, back to ``low``: 大同市局、阳泉市局分别|作了发言."""
    out: list[Actor] = []
    edge = at
    found: list[BureauMention] = [b for b in within(mentions.bureaus, low, at) if not b.implied]
    for b in reversed(found):
        if not out:
            counted = COUNTED.match(text, b.end, at)
            if not transparent(text, counted.end() if counted else b.end, at):
                continue
        elif not _BETWEEN.fullmatch(text, b.end, edge):
            break
        out.insert(0, Actor(b.start, b.end, b.name, "bureau"))
        edge = b.start
    return out
