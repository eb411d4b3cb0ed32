"""The words that a meeting's name ends with, and the kind of meeting that each makes."""

from __future__ import annotations

import re
from functools import cache

import ahocorasick_rs

_MEETING = """
会议 大会 全会 座谈会 论坛 峰会 年会 研讨会 研讨活动 推进会 动员会 部署会 汇报会 生活会 交流会 恳谈会 通报会 通气会 报告会 宣讲会 评审会 评议会
论证会 听证会 协调会 调度会 例会 碰头会 现场会 启动会 总结会 表彰会 说明会 推介会 洽谈会 对话会 圆桌会 联席会 党组会 专题会 办公会
党代会 职代会 教代会 团代会 工代会 妇代会 残代会 股东会 院会 部务会 局务会 校务会 常务会 主席会 分析会 研判会 会商会 视频会 电话会 干部会
工作会 誓师会 警示会 反馈会 征求意见会 签约会 对接会 招聘会 双选会 选举会 述职会 测评会 点评会 督办会 督导会 审议会 咨询会 交底会 纪念会
庆祝会 分享会 沙龙 协商会 讨论会 民主会 答辩会 开题会 验收会 演讲会 解读会 交办会 辩论会 务虚会 质询会 旁听会 党员会 支部会 专题会议 早餐会
预备会 讲评会 联谊会 约谈会 反映会 磋商会 商洽会 谈心会 学代会 研代会 拜年会 辅导会 布置会 筹备会 务虚会议 讨论活动 公听会 协调会报 检讨会
"""
_SESSION = "开幕式 闭幕式 开幕会 闭幕会 开班式 结业式 开幕仪式 闭幕仪式 开班仪式 结业仪式 开学式 启动式 开营仪式"
_CEREMONY = """
仪式 典礼 庆典 阅兵式 揭幕式 入场式 首发式 签约式 竣工式 开工式 奠基式 首映式 分列式 通车式 宴会 晚宴 午宴 国宴 招待会 晚会 茶话会 联欢会
团拜会 追悼会 追思会 告别会 欢迎会 欢送会 慰问会 音乐会 演唱会 庆功会 表彰大会 晚餐会 午餐会 庆祝活动 纪念活动 系列活动 庆典活动 公祭活动
揭牌活动 宣誓活动 酒会 群众集会 文艺演出 慰问演出 首演 悼念活动 植树活动 祭扫活动 迎新会 颁奖会 毕业礼 就职礼
"""
_TRAINING = """
培训班 研讨班 研修班 轮训班 进修班 学习班 培训会 讲习班 集训班 提高班 训练营 培训活动 专修班 达标培训 专题培训 岗前培训 夏令营
"""
_STUDY = "集体学习 讲座 党课 读书班 学习会 读书会 中心组学习 主题党日 主题党日活动 党日活动 学习活动 组织生活 公开课"
_OTHER = """
发布会 吹风会 记者会 见面会 博览会 交易会 展览会 展销会 运动会 奥运会 亚运会 全运会 冬奥会 冬残奥会 残奥会 世博会 进博会 广交会 服贸会 消博会
东博会 中博会 西博会 园博会 青奥会 世园会 招商会 嘉年华 一般性辩论 对话活动 巡回报告 汇演 汇报演出 新闻联播会 成就展 展览 文化节 艺术节
"""

KINDS = {
    head: kind
    for kind, words in (
        ("meeting", _MEETING), ("meeting", _SESSION), ("ceremony", _CEREMONY), ("training", _TRAINING), ("study", _STUDY),
        ("other", _OTHER),
    )
    for head in words.split()
}
#: A part of a meeting that is told as if it were the meeting: 开幕式, 闭幕会.
SESSIONS = frozenset(_SESSION.split())
#: Heads that are names without any word before them.
NAMES_ALONE = frozenset("奥运会 亚运会 全运会 冬奥会 冬残奥会 残奥会 世博会 进博会 广交会 服贸会 消博会 东博会 中博会 西博会".split())

#: What may not follow a head, because the word goes on: 会议室, 大会堂, 仪式感.
_GOES_ON = re.compile(
    r"[室厅堂桌费馆所楼员局]|(?<=会)晤|中心|大厅|大厦|主持人|教授|感|场[馆所]|班子|报(?![告名到])|系统|形式|方式|制度|机制|记录|纪律|经济|旅游"
    r"|产业|服务商|公司|卡|人士|成员(?=单位)"
    r"|主任|常委|委员(?!长)|副|秘书长|理事|会长|主席(?!团|台)|司仪|司机|平台(?!上)"
)
#: What may not precede a head for it to be a meeting at all: 青年会 is a body, 新闻大会 none.
_NOT_BEFORE = {
    "年会": ("青", "少", "成", "中", "老"), "院会": ("学", "书", "医", "法"), "例会": ("体", "案"), "干部会": (), "主席会": (),
    "大会": ("博",), "联席会": (), "展览": (), "首演": (), "沙龙": (),
}
_BODY = ("政治协商会议", "人民代表大会", "联合国大会", "国民大会", "行政会议")
_BODY_ENDS = ("大会", "会议")


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    heads = tuple(KINDS)
    return ahocorasick_rs.AhoCorasick(heads, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), heads


def find_heads(text: str) -> list[tuple[int, int, str]]:
    """Every word of a text that a meeting's name can end with, as ``(start, end, head)`` in code points.

    >>> find_heads("全省工作会议在会议室召开，座谈会在人民大会堂举行")
    [(2, 6, '会议'), (13, 16, '座谈会')]
    """
    automaton, heads = _automaton()
    out: list[tuple[int, int, str]] = []
    for k, start, end in automaton.find_matches_as_indexes(text):
        head = heads[k]
        if head[-1] == "会" and text.startswith("议", end) and text[end + 1 : end + 2] not in ("程", "题", "案", "事", "定"):
            end, head = end + 1, "会议"
        if _GOES_ON.match(text, end) or (head == "会议" and text[start - 1 : start] == "委" and text[end : end + 1] in ("程", "事", "案", "题")):
            continue  # 常委会|议事规则
        if text[start - 1 : start] in _NOT_BEFORE.get(head, ()):
            continue
        if head in _BODY_ENDS and text.endswith(_BODY, max(0, end - 6), end) and not _held(text, end):
            continue
        out.append((start, end, head))
    return out


_HELD_NEXT = re.compile(r"(?:\d|在|于|今|昨|隆重|胜利)?[^，。；、\n第]{0,12}?(?:召开|举行|开幕|闭幕)")


def _held(text: str, end: int) -> bool:
    return _HELD_NEXT.match(text, end) is not None
