"""Finds titles of office (副局长, 党组书记, 原常务副市长) in healed text.

A title is read as *status* (原, 代, 候任 …) + *unit inside the body* (党组, 机关党委 …) + *grade* (常务, 第一, 副 …) + *head*
(局长, 书记 …). Which body it belongs to, and who holds it, is settled in ``posts``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from loaders.data import tables
from loaders.records import swift

#: Heads that make a title, with what must not follow them: 委员 in 委员会, 主席 in 主席台, 代表 in 代表团.
_NOT_AFTER = {
    "常委": "会", "委员": "会|们的", "主席": "台|团|令|国", "轮值主席": "国", "执行主席": "国|席", "主任": "务", "书记": "处|录", "处长": "期|远",
    "代表": "团|大会|性|了|着|队|处|们|作|中|我|全|名额|资格|座谈|议案|建议|小组|党|通|共|出席|参加|在|本|各|和|与|履|提|、|，|。|；",
    "主管": "部|单|的", "教授": "予|了", "总理": "念", "总统": "府|选|大选|制", "院长": "期|远", "部长": "期|级|会议|通道|江学者",
    "局长": "座谈|会议|期|培训", "会长": "期|达|大", "成员": "国|单位|们|方", "秘书": "处|局|长|科", "干事": "创|业|的", "研究员": "级",
    "议员": "团|们", "委员长": "会议", "总书记": "同志的|处", "总经理": "念", "社长": "期", "团长": "期|达", "队长": "期", "组长": "期|单位|国",
    "行长": "期|达", "校长": "期|办公", "县长": "期", "市长": "期|热线|会议|质量", "省长": "期|质量", "区长": "期", "司令": "部", "大使": "馆|级",
    "顾问": "委员会|团", "院士": "专家|团|行|工作站", "发言人": "制", "法官": "的|助理", "科长": "期", "厅长": "期", "董事": "会|长|局", "监事": "会",
    "理事": "会|长|国|项|务|由|情", "站长": "期", "议长": "期|会议", "首相": "府", "公主": "岭|坟",
    "参谋": "部", "参谋长": "会议|联席", "检察官": "的|助理", "政委": "会",
    "外长": "会|级", "防长": "会", "财长": "会|和央行", "国王": "杯", "主编": "的", "总编": "室", "教师": "节|们|队|资格|培|代表", "讲师": "团",
    "州长": "期", "镇长": "期", "乡长": "期", "村长": "期", "台长": "期", "馆长": "期", "司长": "期", "所长": "期", "总长": "度|期", "关长": "期",
    "庭长": "期", "班长": "期", "军长": "期", "师长": "期", "旅长": "期", "连长": "期", "书记员": "的",
}

#: Words for a person's work that the table of offices leaves out.
_WORK = """
主播 主管 书记员 代表 首席代表 会计师 元首 公务员 分析师 刑警 民警 副官 助理 特别助理 主任助理 主席助理 总理助理 财长助理
医生 导师 干部 律师 政助 教员 教师 执行员 指挥 陪审员
大律师 暂委法官 学部委员 独立非执行董事 非常任法官 非常任理事 独立董事 非执行董事 机长 船长 警长 班长 负责人 领导人 领导 顾问 特区首长 联邦委员 轮值主席 主持人
""".split()
_STATUS = "原任?|前任?|历任|两任|时任|现任|新任|候任|候选|拟任|首任|继任|代理?|署理|署任|当选|卸任|已故|现"
_UNIT = (
    "党组|党委|党总支|党支部|党工委|机关党委|直属机关党委|机关工委|团委|团工委|纪委|纪检组|纪检监察组|派驻纪检监察组|纪工委|"
    "工会|理事会|董事会|监事会|审判委员会|检察委员会|主席团|机关纪委|党校|直属党支部|分团委"
)
_GRADE = (
    "第[一二三四]|常务|执行|名誉|荣誉|永远|专职|兼职|常任|首席|高级|特级|资深|一级|二级|三级|四级|总|助理|特聘|客座|终身|常驻|全权|特命全权|"
    "政务|行政|轮值|联席|共同|联合|地区|候补|增补|副总?"
)


_WITH_BODY = re.compile("(?!副|第一|常务|助理|代理|代|原)[\u4e00-\u9fff]{1,}(?:部长|局长|厅长)|(?:行政|立法|监察|司法|考试)院长|行政会议成员|党主席")


def _heads() -> frozenset[str]:
    """Every title of the table, its deputies and the like, and the words for work."""
    heads = set(_WORK)
    for title, _body, rank, _seats, variants in tables.rows("titles", 5):
        if rank != "phrase":
            heads.update(form for form, weak in [*tables.forms(title), *tables.forms(variants)] if not weak)
    # 国防部长 is 部长 at 国防部.
    return frozenset(h for h in heads if not _WITH_BODY.fullmatch(h))


def _head_pattern() -> str:
    """All heads as one pattern that shares their beginnings, which is far quicker than one branch a head."""
    return trie_pattern({head: f"(?!{_NOT_AFTER[head]})" if _NOT_AFTER.get(head) else "" for head in _heads()})


def trie_pattern(words: Mapping[str, str]) -> str:
    """A regular expression for any of ``words``, the longest first; each word's value is what must follow it.

    >>> re.match(trie_pattern({"局长": "", "局长助理": ""}), "局长助理").group()
    '局长助理'
    """
    branches: dict[str, dict[str, str]] = {}
    for word, rest in words.items():
        branches.setdefault(word[:1], {})[word[1:]] = rest
    end = branches.pop("", None)
    parts = [re.escape(first) + trie_pattern(tails) for first, tails in sorted(branches.items())]
    if end is not None:
        parts.append(end[""])
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"


@cache
def _title() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<status>{_STATUS})?(?P<unit>(?:{_UNIT})?)(?P<grade>(?:{_GRADE})*)(?P<head>{_head_pattern()})"
        rf"(?P<tail>候选人|政治助理|助理(?!教授|研究员))?"
    )


@cache
def _beginnings() -> tuple[re.Pattern[str], frozenset[str]]:
    """What a title begins with: any of the first characters before any of the second, and the pairs of them that do.

    Tried at every character, a pattern whose first parts may all be missing is slow; these few places are soon found.
    """
    words = _heads().union(_UNIT.split("|"))
    for word in (*_STATUS.split("|"), *_GRADE.split("|")):
        words |= {word.replace("?", ""), word[:-2]} if word.endswith("?") else {word}
    words -= {""}
    firsts = {w[0] for w in words}
    pairs = {w[:2] for w in words if len(w) > 1} | {w + first for w in words if len(w) == 1 for first in firsts}
    first, second = (re.escape("".join(sorted({p[k] for p in pairs}))) for k in (0, 1))
    return re.compile(f"[{first}](?=[{second}])"), frozenset(pairs)


#: Heads that name a person's work rather than an office; posts of them count only beside a named body.
PLAIN = frozenset((
    "教授 讲师 助教 导师 院士 研究员 教师 教员 医生 医师 主任医师 律师 工程师 领导 干部 公务员 成员 代表 负责人 主要负责人 民警 "
    "刑警 科员 办事员 法官 检察官 主播 教练 主教练 分析师 领导人"
).split())
#: Heads too vague to hold a name on their own.
VAGUE = frozenset("领导 干部 负责人 主要负责人 成员 代表 领导人 教师 教员 公务员 民警 委员 议员 元首 主管 科员".split())

_ACTING = re.compile("代理?|署理|署任")
_FORMER = re.compile("原任?|前任?|历任|两任|时任|首任|卸任|已故")


@swift
@dataclass(frozen=True, slots=True)
class Title:
    """A title in the text. ``text`` is the title without its status word; ``status`` the word before it (原, 代 …)."""

    start: int
    end: int
    text: str
    head: str
    status: str = ""
    name_start: int = 0

    @property
    def acting(self) -> bool:
        """Whether 代, 代理 or 署任 stands before it."""
        return bool(self.status) and _ACTING.fullmatch(self.status) is not None

    @property
    def former(self) -> bool:
        """Whether 原, 前, 时任 … stands before it."""
        return bool(self.status) and _FORMER.fullmatch(self.status) is not None


def find_titles(text: str) -> list[Title]:
    """All titles in healed text, longest at each place, none overlapping another.

    >>> [(t.text, t.status) for t in find_titles("省局原党组成员、副局长李强与常务副市长王平出席主席台")]
    [('党组成员', '原'), ('副局长', ''), ('常务副市长', '')]
    """
    found: list[Title] = []
    beginning, pairs = _beginnings()
    title = _title()
    end = 0
    for at in [m.start() for m in beginning.finditer(text)]:
        if at < end or text[at : at + 2] not in pairs or (m := title.match(text, at)) is None:
            continue
        end = m.end()
        if m.group() == "处长" and text[m.start() - 1 : m.start()] in ("地", "位", "身"):
            continue  # 地处|长江
        start, status = m.start(), m["status"] or ""
        # 当代表, 现代表, 交代… : the status letter belongs to the word before.
        if status in ("代", "现", "前", "原") and start and text[start - 1 : start + 1] in _NOT_STATUS:
            start, status = start + len(status), ""
        begin = start + len(status)
        found.append(Title(start, m.end(), text[begin : m.end()], m["head"], status, begin))
    return found


_NOT_STATUS = frozenset((
    "当代 现代 年代 时代 交代 近代 古代 历代 世代 替代 取代 目前 日前 之前 当前 会前 此前 提前 发现 实现 出现 体现 表现 展现 呈现 "
    "太原 中原 草原 平原 还原 高原 三原 固原 开原"
).split())
