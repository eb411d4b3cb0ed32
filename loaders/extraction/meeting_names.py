"""Where a meeting's name stands: found by its last word, then read leftwards to where the name must begin.

A name begins after a verb that governs it (召开, 出席, 传达学习), after a date, a person, a clause mark or a word that no
name holds. Quoted parts belong to it, as do years, ordinals, and a first part joined by 暨.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from loaders.extraction.meeting_heads import KINDS, NAMES_ALONE, SESSIONS, find_heads
from loaders.extraction.mentions import Mentions
from loaders.extraction.reading import Reading

#: How far left of its last word a name may reach, in code points.
_REACH = 90

_CLOSE = {"”": "“", "》": "《", "）": "（", ")": "(", "」": "「", "』": "『", "’": "‘", "】": "【"}
_OPEN = frozenset(_CLOSE.values())
_MARKS = frozenset("，,。；;：:！!？?\n\t　…|｜丨•●■◆▲→↓>=#*[]")

#: The verb or preposition just before a meeting that says it is (was, will be) held or attended here.
_HOLD = (
    r"主持召开|组织召开|参加并主持|出席并主持|召集召开|召开|举行|举办|承办|主办|协办|召集|开展|进行|组织举办|组织开展"
    r"|出席|参加|列席|主持(?!人)|参与(?!者)|观看|收听收看|收看|"
    r"出席并见证|见证|旁听|召开并"
)
#: The words before a meeting that is only spoken of.
_TELL = (
    r"传达学习贯彻|传达学习|传达贯彻|学习传达|学习宣传贯彻|学习贯彻落实|学习贯彻|学习领会|贯彻落实|贯彻|落实|传达"
    r"|学习|迎接|喜迎|筹备|开好|办好|服务|提请|"
    r"根据(?!地)|按照|依据|围绕|总结|宣传贯彻|宣传|部署|通报|聚焦|保障|对照|自从|审议|通过|听取|指出|强调|要求|表示"
    r"|认为|宣布|决定|提出|建议|"
    r"批准|印发|参会|关于|结合|推动|推进|确保|保证|期待|祝贺|支持|感谢|提升|提高|加强|改进|带动|过好|加入|写给|了解"
    r"|回顾|配合|利用|借助|利用好|圆满完成|完成|减少|增强|精简|压缩"
)
_STOP = re.compile(
    rf"(?P<hold>(?:{_HOLD})(?:了|过|的|并|完)?)"
    rf"|(?P<tell>(?:{_TELL})(?:了|过|好|的|完)?)"
    r"|(?P<this>此次|这次|这场|那场|本次|本届|这一|上述|前述|该(?!校|院)|此届|这个|那次|每次|当天的|当日的|今天的|昨天的"
    r"|会议期间的|刚刚结束的)"
    r"|(?P<be>(?<!总)是(?!否)|系(?=.{0,8}首次)|作为|称为|誉为|即将举行的)"
    r"|(?P<pre>(?<![存现正潜所])在(?!线|职|校|野|岗|建|华|京(?![召举开闭隆]))|(?<![关对等终由至鉴])于"
    r"|(?<![面针绝应反])对(?!口|外|标|话|接|台|照|俄|华|策|抗|于)"
    r"|把|(?<![的大上中少主必])将(?!军|士)|被|使(?!馆|命|用)|让|从(?!业|严|事|政|军)|由"
    r"|(?<![奖走导趋动意方志])向(?!上|善|导|[^，]{2,10}献花)|就(?!业|职|医|学|地|近|绪)|至|到(?!会|位|期)|等(?!级|额"
    r"|离|保)"
    r"|及其|以及|(?<!党)的|(?<![除为])了(?!解)|着(?!力|眼|陆)|(?<![合兼])并(?!购|网|轨|联)|还|又(?!好)|也|都(?!市)|再"
    r"|均(?!衡)|已(?!婚)|曾|拟(?!任)"
    r"|^(?:自|继|经|距|据|以|因|与|同|和|跟|及|图为|或|受|为|便|而|并)|是否|交付|提交|移交给|会见(?!面)(?:了)?|接见(?:了)?"
    r"|看望(?:了)?|作(?=专题|报告|讲座|学术|主题)|(?<![当叫])做(?!好|强|大|实|细|优|到|客)|讲授|为大家|为全体|(?:任内)?最后一[个次场]|^[一二三四五六七八九十]、|^[一两几数]场"
    r"|即将|联合(?!国|会|体|大学|社)|共同(?!体|富裕|参与|缔造)|分别|先后|相继|随后|同时|一并|再次|首次|专门|专程|应邀"
    r"|继续|隆重|胜利|顺利|圆满|成功|(?<!非)正式(?!友好)|如期|及时"
    r"|不断|召开的|举行的|期间|之后|之前|以来|以后|以前|会后|会前|会上|闭幕后|开幕后|结束后|下午|上午|晚上|当晚|日前"
    r"|近日|今天|昨天|明天|今日|昨日|今晚|当天|当日|日晚"
    r"|记者(?!会|节|招)|通讯员|消息|摘要|题为|参会|前往|出访|抵达|赴|来到|走进|深入(?!学习|贯彻|推进|开展|实施|落实)"
    r"|成为|作出|作了|做好|进一步"
    r"|(?:上|之|时|后|前|中)[,，]?$|(?<=\d)[日号](?!报))"
)
#: Words that make no name: a head with nothing else before it is only "a meeting".
_EMPTY = re.compile(
    r"(?:学术|第[一二三四五六七八九十百\d]+(?:次|阶段)|全[省市县区国]性|许多|不少|重大|[一二三四五两几数\d]+次|国内|机制性|重要|有关"
    r"|相关|各种|各类|各项|多个|多次|一系列|系列|大型|国际|其他|其它|两个|三个|几个|所有|全部|日常|一次|两次|三次"
    r"|几次|数次|首场|一场|两场|场|个"
    r"|主题|专题|专门|紧急|全体|视频|电视电话|电视|电话|现场|线上|线下|扩大|正式|隆重|简短|简单|盛大|热烈|工作|第一次"
    r"|首个|召开|年度|月度|季度|全天|闭门"
    r"|内部|党内|当前|近期|大|小|的|了|新闻|中外|记者|媒体|庆祝|纪念|欢迎|交接|签字|签约|揭牌|启动|开工|奠基|授牌"
    r"|颁奖|表彰|总结|动员|部署|推进|集中|业务"
    r"|双边|多边|三方|四方|集体|小型|内|小组|分组|联组|联席|座谈|研讨|汇报|通报|落成|剪彩|授予|出发|首发|发布|欢送"
    r"|告别|追悼|吊唁|迎新|毕业|开学|本|此)*$"
)
_JOINED = re.compile(r"[、和与及]|以及")
_TAIL = re.compile(r"(?:开幕|闭幕|结业|开班)?(?:式|会|仪式)(?=$|[^议场])")
_HELD_AFTER = re.compile(
    r"(?:[（(][^）)]{1,20}[)）])?[^，。；！？\n》”」]{0,34}?(?:召开|举行|举办|开幕|闭幕|开班|落幕|拉开帷幕|圆满结束"
    r"|顺利结束|结束|启动(?!会|仪)|在线举行|现场)(?!后|以来|前|时|的|之)"
)
_TOLD_AFTER = re.compile(
    r"(?:开幕|闭幕|召开|胜利召开|胜利闭幕)?(?:[（(][^）)]{1,20}[)）])?(?:和[^，。；]{0,24}?|、[^，。；]{0,24}?)?(?:的"
    r"|上的?|所|中的?)?"
    r"(?:重要|主要)?(?:讲话|精神|部署|要求|决定|决策|决议|公报|报告(?!会)|作出|提出|确定|以来|以后|召开以来|以前"
    r"|闭幕后|召开后|上作的?|上发表的?)"
)
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+(?:次|届)")


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a meeting's name, or only its last word, stands.

    ``start:end`` spans the name. ``plain``: no word of it tells one meeting from another (会议, 座谈会, 专题会议).
    ``this``: a word such as 此次 or 该 stands before it. ``held``: the words around say that it is held or attended
    (召开, 出席); ``told``: that it is only spoken of (传达…精神). ``verb`` is the span of the verb before it.
    """

    start: int
    end: int
    text: str
    head: str
    kind: str
    plain: bool
    this: bool
    held: bool
    told: bool
    verb: tuple[int, int] | None = None
    #: the name without 开幕式 or another part told for the whole
    core: str = ""


def find_names(reading: Reading, mentions: Mentions) -> list[Named]:
    """Every named or plain mention of a meeting in a reading, sorted by start, inner names after outer ones.

    >>> from loaders.facts import Notice
    >>> r = Reading.of(Notice("k", "s", "2015-08-21", "", "省局召开全省快递工作座谈会，传达全国快递会议精神。会议强调了安全。"))
    >>> [(n.text, n.held, n.told, n.plain) for n in find_names(r, Mentions())]
    [('全省快递工作座谈会', True, False, False), ('全国快递会议', False, True, False), ('会议', False, False, True)]
    """
    text = reading.text
    walls = _walls(mentions)
    bodies = {(b.start, b.end) for b in mentions.bureaus}
    out: list[Named] = []
    for start, end, head in find_heads(text):
        if head == "会议" and out and out[-1].end == start and out[-1].text[-1] in "会坛":
            continue  # 代表大会会议须知
        found = _read(reading, text, start, end, head, walls, out)
        if found is None or (not found.held and (found.start, found.end) in bodies) or elsewhere(text, found.start):
            continue
        out.append(found)
    return _whole(out)


_ELSEWHERE = re.compile(r"(?:上一?[条篇]|下一?[条篇]|相关(?:链接|新闻|阅读)|延伸阅读)[:：\s]*")


def elsewhere(text: str, start: int) -> bool:
    """Whether the line is a link to another notice."""
    line = text.rfind("\n", max(0, start - 60), start) + 1
    if line and _ELSEWHERE.match(text, line):
        return True
    return bool(line > 1 and _ELSEWHERE.fullmatch(text[text.rfind("\n", 0, line - 1) + 1 : line]))


def _walls(mentions: Mentions) -> list[tuple[int, int]]:
    """Ends of dates and people, which no name crosses, as (end, start)."""
    walls = [(d.end, d.start) for d in mentions.dates if d.rule not in ("year", "vague") and not _part_of_name(d.first)]
    walls += [(d.end, d.start) for d in mentions.dates if d.rule == "vague"]
    walls += [(p.end, p.start) for p in mentions.people]
    return sorted(walls)


def _part_of_name(first: str) -> bool:
    return len(first) == 4


def _read(
    reading: Reading, text: str, start: int, end: int, head: str, walls: list[tuple[int, int]], before: list[Named]
) -> Named | None:
    low, masked = _segment(text, start)
    study = _STUDIED.search(masked)
    if study and not _TOLD_STRONGLY.match(text, end):
        masked = masked[: study.start()] + "※" * (study.end() - study.start()) + masked[study.end() :]
    label = _LABEL.match(text, low, start)
    if label:
        low, masked = label.end(), masked[label.end() - low :]
    byline = _BYLINE.match(text, low, start)
    if byline:
        low, masked = byline.end(), masked[byline.end() - low :]
    low, masked = _past_walls(text, low, start, masked, walls)
    stop = None
    for stop in reversed(list(_STOP.finditer(masked))):
        if stop.lastgroup != "tell" or not _opens_a_name(text, masked, stop, end):
            break
        stop = None
    this = held = told = False
    verb = None
    if stop is not None:
        this, held, told = stop.lastgroup in ("this", "be"), stop.lastgroup == "hold", stop.lastgroup == "tell"
        if held or told:
            verb = (low + stop.start(), low + stop.end())
        if held and text[end : end + 1] == "的" and _TAKES_PART.match(stop.group()):
            held, told = False, True  # 出席论坛的总理: who the guest is, not what is told
        if held and _WISHED.search(masked, 0, stop.start()):
            held, told = False, True
        masked, low = masked[stop.end() :], low + stop.end()
    low, masked = _past_joins(low, masked, before)
    if "、" in masked and not held and not _HELD_AFTER.match(text, end):
        cut = masked.rindex("、") + 1  # a list, and the meeting only its last item
        low, masked = low + cut, masked[cut:]
    while masked[:1] in tuple("、，, 　了的和与及—-·“\"‘「『《") and masked:
        low, masked = low + 1, masked[1:]
    name = text[low:end]
    quoted = text[low - 1 : low] in _OPEN
    if not held and not told and ((stop is not None and stop.lastgroup == "pre") or (stop is None and quoted)):
        verb_before = _HOLD_BEFORE.search(text, max(0, low - 30), low - quoted)
        if verb_before:
            verb = verb_before.span()
            held, told = (False, True) if _WISHED.search(text, max(0, low - 40), verb[0]) else (True, False)
    if _HELD_AFTER.match(text, end):
        held = True
    elif not told and (_AT.match(text, end) or _ACTED.match(text, end)):
        held = True
    if _TOLD_STRONGLY.match(text, end) or (not held and _TOLD_AFTER.match(text, end)):
        held, told = False, True
    modifiers = name[: len(name) - len(head)]
    plain = not modifiers or (_EMPTY.match(modifiers) is not None and head not in NAMES_ALONE)
    if head in NAMES_ALONE:
        plain = False
    core = name
    if head in SESSIONS and len(name) > len(head) + 2:
        core = name[: -len(head)]
        if not plain and any(core == h or (core.endswith(h) and _EMPTY.match(core[: -len(h)])) for h in KINDS if core.endswith(h)):
            plain = True  # 论坛闭幕式 is the closing of the forum known before
    if not plain and modifiers[-1:] in ("和", "与", "及") and head in ("大会", "会议"):
        low, name, plain, core = start, head, True, head
    if not plain and head not in NAMES_ALONE and not _sound(name, modifiers):
        return None
    if not plain and not held and not this and low >= reading.body_start and not _distinct(text, low, name, modifiers, told, end):
        return None
    return Named(low, end, name, head, KINDS[head], plain, this, held, told, verb, core)


_TAKES_PART = re.compile("出席|列席|参加")
#: 为召开, 关于召开, 要举行: a meeting wished for or decided on, not held.
_WISHED = re.compile(
    r"(?:[要应需须]|为|关于|筹备|同意|建议|准备|期待|希望|可以|能够?|决定|拟|组织好|是否|如何|通过)(?:认真|积极"
    r"|适时|继续|共同|按期|如期)?$"
)
#: 在座谈会上，… and 会上表示: spoken of as it goes on; not 会上的讲话.
_AT = re.compile(
    r"(?:开幕式|闭幕式)?(?:[上中][，,]|[上中](?=表示|指出|强调|说|介绍|透露|发言|致辞|宣布|通报|见到|看到|获悉|了解到"
    r"|发布|公布|作了|做了|讲话|发表)|期间[，,])"
)
#: What a meeting itself does: 第二十八次会议5日决定.
_ACTED = re.compile(
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午)?[，,]?(?:经)?(?:表决通过|审议通过|审查批准|批准|通过了?[，,决]|决定(?:任命|免去"
    r"|接受|[，,])|任命|免去|接受|补选|选举产生)"
)
_TOLD_STRONGLY = re.compile(
    r"(?:会议)?(?:(?:和|、|及)[^，。；]{0,24}?)?精神|(?:[上中]?的)?(?:重要)?讲话(?!会|稿)|上发表的"
    r"|时的(?:重要)?讲话|上作的"
)
_DISTINCT = re.compile(
    r"全[国省市县区校院]|中央|国务院|中国|国际|世界|亚|欧|非洲|联合国|二十国|[A-Z]|[“「《]|党的|中共|国家|各民主"
    r"|中[央美俄法日韩欧非阿德英]"
    r"|第?[一二三四五六七八九十百\d]+[次届]|(?:19|20)\d\d年|首届|庆祝|纪念|委员长|常务|常委会|党组|主席团|政治局"
    r"|秘书长会"
)
_VERBS_IN = re.compile("肯定|深化|拓展|巩固|开展|组织|做好|加强")
_SPOKEN_OF = re.compile(r"传达|学习|贯彻|落实|迎接|根据|按照|提请|筹备|开好")


def _distinct(text: str, low: int, name: str, modifiers: str, told: bool, end: int) -> bool:
    """Whether a meeting that is only mentioned is named so that it can be told from others."""
    if name.endswith("活动") and (not _DISTINCT.match(name) or _VERBS_IN.search(modifiers)):
        return False
    if _DISTINCT.search(name) or text[low - 1 : low] in _OPEN:
        return True
    if told and len(modifiers) >= 4 and (_TOLD_STRONGLY.match(text, end) or _SPOKEN_OF.search(text, max(0, low - 12), low)):
        return True
    return len(modifiers) >= 3 and re.match(r"[\u4e00-\u9fff]{1,6}[省市县区州盟旗局委府厅院校部]", modifiers) is not None


#: 学习贯彻某某讲话精神专题研讨班: what is studied belongs to the name, whatever words it holds.
_STUDIED = re.compile(r"(?<!传达)(?:学习宣传贯彻|学习贯彻)[^，。；]{2,60}(?:精神|思想)(?=[^，。；、和与及]{0,16}$)")
_LABEL = re.compile(r"【[^】]{1,6}】")
_BYLINE = re.compile(r"[^，。；\n（(]{0,24}(?:电|讯|消息|报道)?\s?[（(](?:[^）)]{0,8}记者|通讯员)[^）)]{0,40}[）)]\s?")
_HOLD_BEFORE = re.compile(rf"(?:{_HOLD})[^，。；：！？\n]{{0,24}}$")


def _segment(text: str, start: int) -> tuple[int, str]:
    """What stands before a head in its clause, its quoted parts masked, and where it begins."""
    i, floor = start, max(0, start - _REACH)
    pieces: list[str] = []
    while i > floor:
        c = text[i - 1]
        if c in _CLOSE:
            j = text.rfind(_CLOSE[c], floor, i - 1)
            if j < 0 or "\n" in text[j:i]:
                break
            pieces.append("※" * (i - j))
            i = j
            continue
        if c in _OPEN or c in _MARKS or (c == " " and not _spaced(text, i - 1)):
            break
        pieces.append(c)
        i -= 1
    return i, "".join(p if len(p) > 1 else p for p in reversed(pieces))


def _spaced(text: str, i: int) -> bool:
    """Whether the space at ``i`` only parts a Latin word from what stands beside it."""
    return (text[i - 1 : i] + text[i + 1 : i + 2]).isascii() or text[i - 1 : i].isascii() and text[i - 1 : i].isalpha()


def _past_walls(text: str, low: int, start: int, masked: str, walls: list[tuple[int, int]]) -> tuple[int, str]:
    k = bisect_left(walls, (start + 1, 0)) - 1
    while k >= 0 and walls[k][0] > low:
        stop, begin = walls[k]
        if begin >= low and masked[begin - low] != "※" and not _honoured(text, begin, stop):
            return stop, masked[stop - low :]
        k -= 1
    return low, masked


_HONOUR_BEFORE = ("纪念", "学习", "追思", "悼念", "缅怀", "向", "贯彻")
_HONOUR_AFTER = re.compile(
    r"同志?(?:诞辰|逝世|先进|精神|事迹|百年)|诞辰|逝世|新时代|外交思想|法治思想|生态文明|强军思想|经济思想"
    r"|文化思想|思想|精神|先进事迹|总书记(?:关于|重要|系列|在)|《"
)


def _honoured(text: str, start: int, end: int) -> bool:
    """Whether a person's name is part of a meeting's: 纪念张春生同志诞辰100周年座谈会."""
    return text.endswith(_HONOUR_BEFORE, max(0, start - 2), start) or _HONOUR_AFTER.match(text, end) is not None


def _opens_a_name(text: str, masked: str, stop: re.Match[str], end: int) -> bool:
    """Whether 学习贯彻, 总结 and the like are part of the name: 学习贯彻某某精神专题研讨班在京开班, 全国脱贫总结表彰大会."""
    if stop.group() not in _OPENERS or _TOLD_STRONGLY.match(text, end):
        return False
    before = masked[: stop.start()]
    if _HELD_AFTER.match(text, end):
        return True
    return bool(before) and (_BEGINS_AFTER.search(before) or _BEGINS_WITH.match(before)) is not None


#: Verbs that may begin a meeting's name.
_OPENERS = frozenset(
    "学习贯彻 学习宣传贯彻 学习贯彻落实 贯彻落实 贯彻 落实 学习 宣传贯彻 总结 迎接 部署 通报 宣传 推动 推进 保障 服务 支持 围绕 聚焦".split()
)
_BEGINS_AFTER = re.compile(rf"(?:{_HOLD})(?:了|的)?[^，。]{{0,30}}$|(?:全国|全省|全市|全县|干部|[暨、]|※)$")
_BEGINS_WITH = re.compile(
    r"全[国省市县区]|中央|第[一二三四五六七八九十\d]|[一二三四五六七八九十]+届|(?:19|20)\d\d年|首届|国务院|中国"
)


def _past_joins(low: int, masked: str, before: list[Named]) -> tuple[int, str]:
    """Cut at a conjunction that follows another meeting's name: 座谈会和工作会议."""
    for j in reversed(list(_JOINED.finditer(masked))):
        place = low + j.start()
        if any(n.end == place for n in before[-3:]):
            return low + j.end(), masked[j.end() :]
    return low, masked


_PAPER = re.compile(r"须知|纪要|通知|公报|印发")
_COUNTED = re.compile(r"\d+[余多]?[个场次]|[一两三几数多]十?[余多]?[个场次]")
_ANY_OF_MANY = re.compile(
    r"历次|各级|各次|每次|既有|历届|各类|各种|多场|一系列|任何|类似|其他|[二三四五六七八九十两\d]+[个场]|以上"
)
_UNSOUND = re.compile(r"^(?:会|们|者|员|长|时|前|后|中|上|下|们|之|其|他|她|我|你|它|人|但|而|如|若|因|所)(?:$|[^大])")


def _sound(name: str, modifiers: str) -> bool:
    """Whether what was read can be a name at all."""
    if _UNSOUND.match(modifiers) and not modifiers.startswith(("中", "人", "会", "上", "下", "长", "前", "其")):
        return False
    return len(name) >= 3 and not _COUNTED.match(modifiers) and not _PAPER.search(modifiers) and not _ANY_OF_MANY.search(modifiers)


def _whole(found: list[Named]) -> list[Named]:
    """Drop a name that is only the first part of a longer one (市六届一次会议主席团会议, A座谈会暨B会议)."""
    out: list[Named] = []
    for k, n in enumerate(found):
        longer = next((m for m in found[k + 1 : k + 4] if m.start <= n.start and m.end > n.end), None)
        if longer is not None and longer.start == n.start and not longer.plain:
            if _apart(n, longer):
                out.append(n)
            continue
        if n.plain and any(m.start <= n.start and n.end < m.end for m in found[k + 1 : k + 4]):
            continue
        out.append(n)
    return sorted(out, key=lambda n: (n.start, -n.end))


def _apart(inner: Named, outer: Named) -> bool:
    """Whether the inner name is a meeting of its own: 十四届人大四次会议 in 十四届人大四次会议预备会议."""
    rest = outer.text[len(inner.text) :]
    return bool(_ORDINAL.search(inner.text)) and rest not in SESSIONS and not rest.startswith("暨")
