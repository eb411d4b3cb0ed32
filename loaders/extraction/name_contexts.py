"""What the words beside a place in the text say for a person's name there."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from loaders.extraction import names
from loaders.extraction.openings import endings, openings
from loaders.extraction.titles import VAGUE, Title
from loaders.records import swift

_SAYS = re.compile(
    r"(?:还|也|最后|随后|同时|首先|则|并|在会上|在讲话中|在致辞中)?(?:说|指出|强调|表示|要求|认为|介绍|宣布|透露|坦言|回应|主张|重申|"
    r"呼吁|称|提出|谈到|提到|解释|分析|补充)(?:说|道|称)?(?=[，,：:。“]|，)"
)
ACTS = re.compile(
    r"(?:先后|分别|共同|首先|最后|随后|还|也|将|即将|还将|已|曾|正在|全票|高票|满票|再次|[今昨当][天日早晚晨](?:[上下]午)?|(?:上|本)?(?:周|星期)[一二三四五六日]|日前|近日|同日|\d{1,2}[日号]?(?:上午|下午|晚|晚上)?|在[^，。]{1,14}?|"
    r"于[^，。]{1,12}?|代表[^，。]{2,14}?|应邀|受邀|亲自|专程|亲切|主动|同机|就[^，。]{2,20}?)*"
    r"(?:主持|出席|参加|列席|陪同|会见|会谈|看望|慰问|调研|考察|视察|讲话|致辞|致词|发言|作|做|发表|宣读|传达|率(?=领|团|队|中|全|有关|相关|[省市县区部各]|考察|访|调研|工作|代表|先头)|带队|带领|来到|"
    r"走进|抵达|前往|深入|听取|汇报|通报|介绍|授课|主讲|签署|转达|访问|检查|走访|当选|担任|出任|兼任|接任|履新|拟任|拟提名|拟推荐|不再|辞去|任|到会|应约|应询|"
    r"讲授|点评|致贺|致信|致电|复信|同|参观|揭牌|剪彩|颁奖|围绕|结合|对|向|与|主席台|就座|就坐|还就|还考察)"
)
_PERSONAL = re.compile(
    r"同志|先生|女士|一行|夫人|夫妇|[，,](?:男|女)[，,]|[，,](?:现任|拟任|曾任|历任)|[，,](?:19|20)\d\d(?:[.．]\d{1,2}[—–～~-]|年\d{1,2}月(?:出?生|至|—|起任|任))|"
    r"[（(](?:男|女|[一-鿿]{1,5}族|兼|主持|正|副|左|右|中|前|后|图)[^（）()]{0,20}[)）]|"
    r"简历"
)
#: 21日出|席: the 日 is a date's, so that the verb is whole.
_DAY = re.compile(r"\d[日号]$")
_OTHERS = re.compile(
    "等(?![^，。；]{0,6}(?:领导|负责|干部|同志|学者|代表|老师|教授|专家|人))[^，。；、]{0,4}?(?:高校|大学|院校|国家|地区|城市|企业|公司|机构|景区|景点|省份|乡镇|[市县区村](?=[、，。；的均都])|"
    "项目|品牌|产品|平台|商超|商家)"
)
_IS_ONE = re.compile("是[^，。]{2,20}?(?:的一[名位]|一[名位])")
#: 出席会议的还有: a list of names follows.
_CAME = re.compile(r"(?:出席|参加|列席|陪同|到会|就座|发言|主持)[^，。；]{0,14}?的[^，。；]{0,6}?(?:还有|有|包括|分别(?:是|为)|是|为)$")
#: Who answers for a page is no official of it.
_EDITORS = frozenset("编审 副编审 编辑 主编 副主编 总编 副总编 总编辑 副总编辑 主播 主持人 责任编辑 指导老师 教师 讲师 "
    "主任编辑 值班主任 值班总编 执行主编".split())
#: 局长：张春生, alone in its line or list.
_ENTRY = re.compile(r"[\u3400-\u9fff·]{2,4}(?:同志)?(?:$|[\n，。；、（( \t\u3000]|分管|主管|主持|负责|联系)")
#: A row of a table, or a line: the name, then the post.
_ROW = re.compile(
    r"(?:[ ]?[\t|｜][ ]?|[ \u3000]{1,3})[^\t|｜\n ，。；：]{0,30}(?:长|书记|主任|主席|委员|经理|组长|调研员|常委|董事|监事|总工程师|巡视员|理事|顾问|助理)"
    r"(?:[（(][^（）()\n]{1,16}[)）])?[ ]?(?=[\t|｜\n]|$)"
)
LIST_STEP = re.compile(r"同志|(?:[（(][^（）()]{1,24}[)）])?(?:同志|等同志)?(?:[、，,;；/]|和|与|及|以及|[ \t]{1,3}|、?\n)")
APPOINTS = re.compile(
    r"(?:任命|免去|决定|接受|提名|推选|选举|补选|推荐|同意|批准|聘任|委任|罢免|撤销|增补|指派|委托|授权|聘)(?:[：:]|[（(]一[)）]|"
    r"\d[、.．])?$"
)
#: Those of them that oftener have another object than a person.
_MAY_APPOINT = ("同意", "批准", "授权", "决定", "推荐")
_MEETS = re.compile(
    r"(?:会见|会见了|陪同|邀请|请|由|让|随|听取|慰问|看望|拜会|会晤|接见|代表|介绍|宣布|感谢|欢迎|祝贺|走访|主持人|通电话|在家乡|"
    r"夫人|总理|接任|接替|致信|致电|任免|访)$"
)
_JOINS = ("有", "给", "致", "和", "与", "同", "及", "对", "向", "以及", "被", "为", "是", "让", "将", "以", "于", "从", "跟", "兼", "的", "暨", "即")
_JOINS_END = frozenset(word[-1] for word in _JOINS)



@swift
@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at ``text[start:end]`` with how much speaks for it and the rule that found it."""

    start: int
    end: int
    score: float
    rule: str


_APPOINTS_END, _MEETS_END = endings(APPOINTS), endings(_MEETS)


def words_before(
    text: str, at: int, title_ends: dict[int, Title], title_starts: dict[int, Title], body_ends: set[int], sure: list[Candidate]
) -> tuple[float, str]:
    """How much the words before ``at`` speak for a name there."""
    prev = text[at - 1] if at else "\n"
    back = at
    while back and text[back - 1] in " \t\u3000" and at - back < 4:
        back -= 1
    title = title_ends.get(at) or (title_ends.get(back) if back != at else None)
    if title is None and prev in "：:" and (title := title_ends.get(at - 1)) is not None:
        return (3.6, "title") if title.head not in VAGUE and title.text not in _EDITORS and _ENTRY.match(text, at) else (1.2, "clause")
    if title is not None:
        return (2.2 if title.head in VAGUE else 4.0), "title"
    if sure and sure[-1].end < at <= sure[-1].end + 30:
        step = LIST_STEP.match(text, sure[-1].end)
        if step and step.end() == at:
            return (3.6 if text[step.end() - 1] in "、和与及 \t\n" else 1.6), "list"
    if at in body_ends:
        return 1.5, "body"
    if back != at and back and text[back - 1] not in "\n":
        return 0.6, "space"
    if prev in "，。；：！？,;:!?\n“”\"（(【[ \t" or at == 0:
        before = text[max(0, at - 6) : at]
        if APPOINTS.search(before):
            return _appoints(text, at, before)
        return 1.2, "clause"
    if prev == "、":
        return 0.9, "item"
    if prev in "有括是为" and _CAME.search(text, max(0, at - 24), at):
        return 3.6, "list"
    # Most characters end none of the words: that is soon seen.
    before = text[max(0, at - 6) : at]
    if (_APPOINTS_END is None or prev in _APPOINTS_END) and APPOINTS.search(before):
        return _appoints(text, at, before)
    if names.is_common_word(text[at - 1 : at + 1]) and (not names.is_common_word(text[at - 2 : at]) or _DAY.search(text, at - 3, at - 1)):
        return 0.0, ""  # 从|严治, 随|后张: the surname belongs to the word before
    if before.endswith("夫人"):
        return 3.2, "kin"
    if (_MEETS_END is None or prev in _MEETS_END) and _MEETS.search(before):
        return 1.9, "object"
    if prev in _JOINS_END and before.endswith(_JOINS):
        return 0.9, "join"
    if prev.isdigit() or (text[at] == "生" and "\u3400" <= prev <= "\u9fff"):
        return 0.0, ""  # 本科|生
    if not ("\u3400" <= prev <= "\u9fff"):
        return 1.0, "edge"
    if names.is_common_word(text[at - 2 : at]) or prev in "了着过":
        return 0.8, "word"
    if at + 2 in title_starts or at + 3 in title_starts:
        return 0.5, "bare"
    return 0.0, ""


def _appoints(text: str, at: int, before: str) -> tuple[float, str]:
    """How much a verb of appointing says: 聘|任为 is cut across, and 同意 has other objects too."""
    if before.endswith("聘") and text[at] == "任":
        return 0.0, ""
    return (1.9, "object") if before.endswith(_MAY_APPOINT) else (3.8, "appointment")


#: 王桂兰博士、: not the degree (法学博士), nor one who works for it (博士后).
_DOCTOR = re.compile("博士(?=[、，。；和与及以等参出主作在一])")
#: Something that ``words_after`` looks for; the same, one to three characters on.
_SPEAKS = re.compile(
    rf"[\t|｜ \u3000]|老师|导师|校友|{_DOCTOR.pattern}|(?:{_PERSONAL.pattern})|(?:{_IS_ONE.pattern})|(?:{_SAYS.pattern})"
    rf"|(?:{ACTS.pattern})|先后|亲自|专程|[等、和与 ]"
)
_SOON = re.compile(rf"(?s:.{{1,3}})(?={_SPEAKS.pattern})")
_SPEAKS_FIRST = openings(_SPEAKS)


def may_speak(text: str, at: int, title_starts: Container[int]) -> bool:
    """Whether ``words_after`` may say something of a name that begins at ``at`` and has two to four characters."""
    if at + 2 in title_starts or at + 3 in title_starts or at + 4 in title_starts:
        return True
    if _SPEAKS_FIRST is not None and _SPEAKS_FIRST.isdisjoint(text[at + 2 : at + 5]):
        return False
    return _SOON.match(text, at + 1) is not None


def words_after(text: str, end: int, title_starts: dict[int, Title], depth: int = 12) -> tuple[float, str]:
    """How much the words after ``end`` speak for a name before it."""
    if _PERSONAL.match(text, end):
        return 3.2, "note"
    title = title_starts.get(end)
    if title is not None and title.head not in VAGUE:
        return 2.4, "title-after"
    if text[end : end + 1] in ("\t", "|", "｜", " ", "\u3000") and _ROW.match(text, end):
        line = text[max(0, text.rfind("\n", max(0, end - 9), end)) : end]
        if line.strip("\n\t|｜ 0123456789、.").isalpha():
            return 3.2, "note"
    if _IS_ONE.match(text, end):
        return 2.3, "note"
    if text.startswith(("老师", "导师", "院长", "校长", "校友"), end):
        return 2.4, "title-after"
    if text[end - 1 : end] != "学" and _DOCTOR.match(text, end):
        return 2.4, "title-after"
    if _SAYS.match(text, end):
        return 2.6, "speech"
    if act := ACTS.match(text, end):
        return (1.8 if act.group() in ("对", "向", "与", "同") else 2.3), "act"
    if text.startswith(("先后", "亲自", "专程"), end):
        return 2.0, "act"
    if text.startswith("等", end):
        if _OTHERS.match(text, end):
            return 0.0, ""  # 耶鲁、斯坦福等全球高校
        after = end + 1
        if ACTS.match(text, after) or text.startswith(("领导", "同志", "教授", "委员", "专家"), after):
            return 2.3, "open-list"
        return 1.4, "open-list"
    if depth and text[end : end + 1] in ("、", "和", "与", " "):
        step = LIST_STEP.match(text, end)
        if step and names.surname_at(text, step.end()):
            nxt, ends = names.name_end(text, step.end(), step.end() + 4, sure=True)
            if ends >= 1.0 and not names.is_common_word(text[step.end() : nxt]):
                score, rule = words_after(text, nxt, title_starts, depth - 1)
                return score * 0.97, rule
    return 0.0, ""


def in_any(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of ``spans`` holds the offset ``at``."""
    return any(a <= at < b for a, b in spans)
