"""The verbs by which a notice says that somebody took part in a meeting, and what each says of how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from loaders.records import swift


@swift
@dataclass(frozen=True, slots=True)
class Verb:
    """One verb in its place. ``how`` is the kind of taking part, ``way`` the narrower word for it.

    ``start`` is where a light verb before the core begins (作 in 作重要讲话), ``end`` where the core ends.
    """

    start: int
    end: int
    how: str
    way: str
    text: str


@dataclass(frozen=True, slots=True)
class _Rule:
    how: str
    way: str
    #: what may not follow the core
    never: re.Pattern[str] | None = None
    #: what must follow it
    only: re.Pattern[str] | None = None
    #: the light verb and what may stand between it and the core; it belongs to the verb
    light: re.Pattern[str] | None = None
    #: whether the core is a verb only behind a light one
    needs_light: bool = False
    #: words before the core, with no light verb, that make a noun of it
    noun: re.Pattern[str] | None = None


_DO = r"(?:(?<![工合写操运制动劳协])作(?![为风用出好者品部])|做(?![好大强法出]))"
_QUOTED = r"(?:题为|以|主题为|就)?[《“][^》”]{2,70}[》”](?:为题)?(?:的)?"
_TITLED = r"题为[^，。；]{2,40}的"
_KIND = r"(?:[\u4e00-\u9fff]{0,12}的)?(?:[\u4e00-\u9fff]{0,6}(?:性|化)?)?"
_MAKE = re.compile(
    rf"(?:发表|致|进行|{_DO})(?:了|过)?(?:{_QUOTED}[\u4e00-\u9fff]{{0,8}}|{_TITLED}[\u4e00-\u9fff]{{0,8}}|{_KIND})$"
)
_REPORT = re.compile(
    rf"(?:{_DO}(?:了)?(?:[^，。；]{{0,30}}?{_QUOTED}[^，。；]{{0,10}}|关于[^，。；]{{2,120}}|[^，。；、]{{0,34}})"
    r"|(?:向|就)[^，。；的]{2,40}?(?:作|做)?(?:了)?(?:工作)?)$"
)
_EXPLAIN = re.compile(
    rf"(?:{_DO}(?:了)?(?:关于[^，。；]{{2,120}}|[^，。；]{{0,24}})|进行(?:了)?[^，。；]{{0,12}}|就[^。；，]{{2,60}}?(?:作|做|进行)(?:了)?[^，。；]{{0,8}})$"
)
_STATE = re.compile(
    rf"(?:(?:先后|分别|纷纷|依次)?(?:发表|{_DO}|进行)(?:了)?(?:{_QUOTED}[^，。；]{{0,8}}|{_TITLED}|{_KIND})"
    r"|(?:先后|分别|纷纷|依次)?(?:交流|表态|典型|大会|书面|集中|重点|即席|点评))$"
)
_REPORT_ON = re.compile(
    rf"(?:{_DO}(?:了)?[^，。；]{{0,16}}|{_DO}(?:了)?(?:关于|就)[^，。；]{{2,120}}|进行(?:了)?[^，。；]{{0,12}}"
    r"|(?:分别|先后|依次|现场|集中)?(?:向[^，。；]{1,16})?(?:就[^，。；]{2,30})?(?:作|做)?)$"
)
_TEACH = re.compile(
    rf"(?:{_DO}(?:了|出|出了)?[\u4e00-\u9fff]{{0,10}}|作出(?:了)?[\u4e00-\u9fff]{{0,6}}|进行(?:了)?[\u4e00-\u9fff]{{0,10}})$"
)
_PRESENT = re.compile(rf"(?:(?:{_DO}|进行)(?:了)?[^，。；]{{0,10}}|(?:分别|先后|详细|重点|简要))$")
_NOUN_SPEECH = re.compile(
    r"(?:重要|系列|一系列|的|有关|近期|这次|此次|上述|落实|贯彻|学习|领会|精神和|根据|按照|研读|传达)$"
    r"|(?:学习|贯彻|落实|领会|传达|宣传|按照|根据|体现|围绕|听了?|引用)[^，。；]{0,24}$"
)
#: 在讲话中 is a verb where what was said follows.
_WITHIN = "中(?!，|指出|强调|表示|说|要求|首先|代表|充分|希望|提出|认为|高度|指|回顾|对|还|建议)"
_NEVER_SPEECH = re.compile(
    r"(?:和|、)?[^，。；]{0,12}精神|要求(?!各|全|，)|稿|时长|时间|提纲|摘要|原文|全文|发表|内容|引起|的|比赛|者|团|选|大赛"
    rf"|在[^，。]{{0,12}}(?:引起|引发)|{_WITHIN}"
)
_TALK_NEXT = re.compile(r"[，,：:“\s]|了|$|要|必须|各|全|把|在(?!于)|大家|我|今|对|道|，|中|将|到|向|加|坚|做|以")
_NOUN_TALK = re.compile(
    r"(?:的|提出|工作|新|按照|有关|相关|明确|了|高|总|各项|严格|基本|贯彻|落实|具体|更高|殷切|真诚|根据|或者|来|普遍|应该"
    r"|可以|再|虽|听|传|解|学|小|游|评|难|照|一致|纷纷|符合|意见|充满|寄予)$"
)

#: Speeches to the public, which are held at no meeting.
_ON_THE_AIR = ("电视", "广播", "新年", "就职", "电台", "竞选")

_RULES: dict[str, _Rule] = {}


def _put(words: str, rule: _Rule) -> None:
    for word in words.split():
        _RULES[word] = rule


def _rules() -> dict[str, _Rule]:
    """Every core word with its rule."""
    if _RULES:
        return _RULES
    _put("主持", _Rule(
        "chaired", "主持", light=re.compile(r"(?:共同|联合|轮流|分别)$"), noun=re.compile(r"(?:节目|法会|寺)$"),
        never=re.compile(
            r"人(?!会议)|词|下(?!午)|权|制|[^，。；]{0,8}(?:全面|日常)工作|[^，。；]{0,4}工作(?!会|座谈|汇报)|正义|公道|修|编|召集人"
            r"|节目|建"
            r"|[^，。；、]{0,18}(?:项目|课题|工程|科研|研究|专栏|栏目|编写|编纂|起草|修订|教学|事务|审理|案件|开发|设计|出版|翻译|实验室|编辑部)"
            r"(?=[，。；、（(等的]|\d|$)"
        ),
    ))
    _put("讲话 演讲 讲演", _Rule("spoke", "讲话", never=_NEVER_SPEECH, light=_MAKE, noun=_NOUN_SPEECH))
    _put("致辞 致词 开幕词 开幕辞 闭幕词 闭幕辞 欢迎词 欢迎辞 答谢词 祝酒词 祝酒辞 贺词 寄语", _Rule(
        "spoke", "致辞", never=re.compile(r"(?:时|后)(?=[^，。]{0,6}的)|稿|者|引起"), light=_MAKE, noun=re.compile(r"(?:重要|的|年)$"),
    ))
    _put("报告 讲座 党课 专题党课 微党课", _Rule(
        "spoke", "作报告", never=re.compile(r"稿|文学|会(?!工作|了)|团|厅|书|单|显示|称"), light=_REPORT, needs_light=True,
    ))
    _put("说明 解读", _Rule("spoke", "作说明", never=re.compile(r"书|会|了(?!有关|情况)"), light=_EXPLAIN, needs_light=True))
    _put("发言", _Rule(
        "spoke", "发言", light=_STATE, noun=re.compile(r"(?:听取|书面|的|提交了|大家|大家的|踊跃|新闻)$"),
        never=re.compile(rf"人|稿|权|摘要|者|时长|时间|材料|提纲|席|顺序|要点|单位|后(?!，)|{_WITHIN}"),
    ))
    _put("汇报 述职", _Rule(
        "spoke", "汇报", never=re.compile(r"会(?!上)|片|演出|材料|稿|制度|后|的|时|，?对|评议|人"), light=_REPORT_ON,
        noun=re.compile(r"(?:听取|听|的|工作|情况|书面|思想|听取了)$"),
    ))
    _put("传达", _Rule(
        "spoke", "传达", never=re.compile(r"出|给|信息|到位|室|不"), light=re.compile(r"(?:全文|认真|原文|集中)$"),
        noun=re.compile(r"(?:及时|要|做好|抓好|听取|层层|的)$"),
    ))
    _put("宣读", _Rule("spoke", "宣读"))
    _put("宣布", _Rule("spoke", "宣读", noun=re.compile(r"(?:会议|大会)$"), only=re.compile(
        r"(?:了)?[^，。；]{0,40}(?:决定|名单|任命|任免|文件|开幕|闭幕|开始|启动|结果|开赛|成立|批复|通知)(?=[，。；！：:\n]|$)")))
    _put("介绍 通报", _Rule(
        "spoke", "介绍", never=re.compile(r"信|会|所|人|批评|表扬|给"), light=_PRESENT,
        only=re.compile(r"[，,说称道：:“]|了|[^，。；]{2,}"),
        noun=re.compile(r"(?:据|听取|听|的|情况|自我|参观并听取|据悉|听取了)$"),
    ))
    _put("分享", _Rule(
        "spoke", "点评", light=re.compile(r"(?:分别|先后|依次)$"), noun=re.compile(r"(?:的|共同|听取|资源|信息)$"),
        only=re.compile(r"了?[^，。；]{0,16}(?:经验|体会|心得|感受|做法|见解|观点|经历|成果|故事|思考)"),
    ))
    _put("点评 总结 部署 动员 讲授 辅导 讲解 培训 宣讲 表态 回应 答疑", _Rule(
        "spoke", "点评", never=re.compile(r"会|大会|班|讲话|发言|报告|要求|的"), light=_TEACH, needs_light=True,
    ))
    _put("授课 主讲 领学 领誓 讲党课", _Rule("spoke", "授课", never=re.compile(r"教师|人|老师|内容|专家|嘉宾|形式"), light=re.compile("进行(?:了)?$")))
    _put("强调 指出 要求 表示 提出 认为 希望 号召 勉励 说 坦言 透露 建议 呼吁 重申 谈到 谈及 公布 披露 表明", _Rule(
        "spoke", "强调", never=re.compile(r"(?:了)?(?:的|和)"), only=_TALK_NEXT, noun=_NOUN_TALK,
    ))
    _put("称", _Rule("spoke", "强调", only=re.compile("[，,：:]"), noun=re.compile(
        r"(?:号|宣|简|全|名|职|著|据|自|声|俗|人|统|下|通|官|尊|堪|所|被|并|誉|别|美|合|总|改|法)$")))
    _put("回顾 缅怀 追忆 阐述 充分肯定 高度评价 感谢 分析 转达", _Rule(
        "spoke", "强调", never=re.compile("大会|会|团|们|，|、|。|性|作|的"), only=re.compile("了|[^，。；]{4,}"), noun=re.compile(
            r"(?:的|工作|年度|个人|党员|职工|单位|群众|委员|科学|认真|深入|、|全国|各级|人大|学生|教师|家属|干部|要|表示)$"),
    ))
    _put("列席", _Rule("attended", "列席", never=re.compile("人员|同志|代表|单位")))
    _put("陪同 随同", _Rule("attended", "陪同", never=re.compile("人员|团|领导"), light=re.compile("全程$")))
    _put("就座 就坐", _Rule("attended", "主席台就座", light=re.compile(r"在?主席台[^，。；]{0,10}$"), needs_light=True))
    _put("收听收看 视频参会 线上参会", _Rule("attended", "视频", noun=re.compile(r"(?:组织|人次|欢迎)$")))
    _put("出席", _Rule(
        "attended", "出席", never=re.compile("人数|人员|情况|代表(?!团)|者|率"), noun=re.compile("(?:应|实|法定|因故未|应该)$"),
    ))
    _put("到会", _Rule("attended", "出席", only=re.compile("指导|祝贺|听取|讲话|并|致辞|看望|宣布")))
    _put("与会", _Rule("attended", "出席", only=re.compile("[，。并]|$")))
    _put("参加", _Rule("attended", "参加", never=re.compile(
        r"(?:了)?(?:工作(?:[，,。；]|至今)|革命|过|选举的|中国共产党|考试|高考|者|人员|单位|人数|人次|情况|资格|比赛|志愿服务|抗|战斗"
        r"|党)")))
    _put("参与", _Rule("attended", "参加", never=re.compile(
        "者|度|率|人|方|国|[^，。；]{0,14}(?:工作|任务|编写|起草|制定|制订|修订|修改|建设|治理|项目|课题|战役|救援|防控|抗疫|投票|竞争|竞选|编辑|拍摄|创作|"
        "运营|管理|设计|经营|诊治|救治|采访)(?=[，。；、的]|$)"), noun=re.compile("(?:积极|广泛|的|广|深度|主动)$")))
    _put("同机抵达 机场迎接 机场送行", _Rule("attended", "陪同", light=re.compile("在$")))
    _put("欢聚一堂 共聚一堂 齐聚一堂", _Rule("attended", "参加"))
    return _RULES


_MODAL = re.compile(
    r"(?:要|应|需|须|必须|欢迎|邀请|请|组织|动员|鼓励|允许|可|可以|不得|希望|愿|能|积极|踊跃|主动|拒绝|争取|带头|来|着|没有|不|未|是否|如何)"
    r"(?:应邀|一同|共同|积极|认真|亲自|及时)?$"
)
#: 在考察某大学时发表的重要讲话: what was said there, not at a meeting.
_ON_A_VISIT = re.compile(r"在(?:考察|视察|调研|走访)[^，。；]{1,10}发表的(?:重要)?$")
_ABSENT = re.compile(r"因故|未能?$|没有|缺席|请假|因病|因公(?!益)")
#: Words before a verb that say it is yet to come.
PLANNED = re.compile(
    r"(?<![的大上中少主必即])将(?!军|士|领|近)|拟(?!定)|即将(?!卸任|离任|退休|上任|就任|出任|到任|毕业|到来)|定于|计划于|预计|委托|稍后|明[天日]"
)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    words = tuple(_rules())
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


def find_verbs(text: str, name_ends: frozenset[int] = frozenset()) -> list[Verb]:
    """Every verb of taking part in a text, in order.

    Args:
        text: healed text.
        name_ends: where people's names end: 来 and 能 there are of the name (吴付来|出席).

    Returns:
        Verbs sorted by start (code points), those wished for or denied (要参加, 未出席) left out.

    >>> [(v.text, v.how, v.way) for v in find_verbs("张春生主持会议并作重要讲话，王桂兰列席。")]
    [('主持', 'chaired', '主持'), ('作重要讲话', 'spoke', '讲话'), ('列席', 'attended', '列席')]
    >>> find_verbs("学习贯彻张春生同志重要讲话精神，主持人和发言人都要积极参加")
    []
    """
    automaton, words = _automaton()
    out: list[Verb] = []
    last = 0
    for k, start, end in automaton.find_matches_as_indexes(text):
        found = _read(text, words[k], start, end, last, name_ends)
        if found is not None:
            out.append(found)
            last = found.end
    return out


def _read(text: str, word: str, start: int, end: int, low: int, name_ends: frozenset[int]) -> Verb | None:
    rule = _RULES[word]
    if rule.never is not None and rule.never.match(text, end):
        return None
    low = max(low, start - 140)
    if rule.way == "讲话" and text.endswith(_ON_THE_AIR, 0, start):
        return None
    at = start
    light = rule.light.search(text, low, start) if rule.light is not None else None
    if light is not None and light.start() < start:
        at = light.start()
    elif rule.needs_light or not _stands_alone(rule, text, max(low, start - 40), start, end):
        return None
    if rule.way != "强调" and at not in name_ends and _MODAL.search(text, max(low, at - 6), at):
        return None
    if rule.way == "讲话" and _ON_A_VISIT.search(text, max(low, at - 16), start):
        return None
    stop = end + 1 if text[end : end + 1] == "了" else end
    return Verb(at, stop, rule.how, rule.way, text[at:stop])


def _stands_alone(rule: _Rule, text: str, low: int, start: int, end: int) -> bool:
    """Whether a core with no light verb is a verb by what stands around it."""
    if rule.only is not None and not rule.only.match(text, end):
        return False
    return rule.noun is None or not rule.noun.search(text, low, start)


def absent(words: str) -> bool:
    """Whether the words between a name and a verb say that the act did not happen (因故未出席)."""
    return _ABSENT.search(words) is not None
