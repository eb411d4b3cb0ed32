"""Finds the names of organisations in healed text, as they are written; ``shortforms`` settles what they stand for.

A name is read back from its head (局, 委员会, 法院 …) to the leftmost anchor that leads up to it: a division, a country, a
known body or a word of level (省, 市, 国家), with nothing between that cannot stand inside a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from loaders.extraction import names
from loaders.extraction.gazetteer import Body, Hit, bodies
from loaders.extraction.titles import Title


@dataclass(frozen=True, slots=True)
class BodySpan:
    """An organisation's name as written at ``text[start:end]``.

    ``known`` is the lexicon's full name where the words are one of its forms. ``anchor`` tells what the name begins
    with: division, country, body, level (省局), word (a name with no anchor) or generic (该局, 我校).
    """

    start: int
    end: int
    anchor: str
    known: str = ""


#: Heads of one character, with what must not follow them and the words that only look like a name's end.
_SINGLE = {
    "局": ("面限势部促域外内里委党", "结局 格局 布局 全局 大局 开局 时局 平局 变局 棋局 僵局 终局 出局 战局 破局 饭局 当局 政局 该局 我局 本局 各局 两局 一局 设局"),
    "厅": ("堂级局里内", "客厅 大厅 餐厅 歌厅 展厅 舞厅 前厅 音乐厅 宴会厅 报告厅 会议厅 演播厅 放映厅 各厅 中央大厅"),
    "部": ("分长队署门位级件落委下属省份", "干部 全部 内部 外部 东部 西部 南部 北部 中部 局部 各部 本部 头部 腹部 一部 两部 多部 几部 腰部 面部 顶部 底部 上部 下部 后部 前部 根部 肺部 胸部 尾部 细部 该部 我部 三部 这部 那部 首部 每部 整部 十部 中西部 东北部 西北部 西南部 东南部 两大部 俱乐部"),
    "委": ("员托派任屈会以婉内", "常委 政委 党委 中委 编委 评委 各委 国家部委 部委 立委 主委 校委"),
    "办": ("公法理事好学案结成实得税医展过赛校厂证的了报复起完到妥在有会班", "举办 承办 主办 协办 开办 创办 筹办 经办 督办 查办 兴办 停办 申办 联办 代办 交办 包办 惩办 置办 操办 合办 续办 补办 缓办 会办 快办 严办 转办 通办 可办 要办 能办 网办 就近办 马上办 只跑一次办"),
    "处": ("理于在罚置分境级处方暑女", "到处 深处 好处 用处 四处 一处 多处 此处 相处 判处 查处 惩处 出处 何处 长处 之处 近处 远处 高处 暗处 坏处 两处 三处 几处 各处 数处 益处 害处 难处 短处 住处 别处 随处 同处 妥处 身处 地处 共处 独处 设处 实处 该处 某处 交汇处 连接处 接口处 交界处 拐角处 公共处"),
    "司": ("长法机令马徒空仪局", "公司 上司 祭司 官司 各司"),
    "科": ("技学研室目员普创级教幻考大", "社科 学科 专科 本科 各科 内科 外科 儿科 妇科 牙科 眼科 百科 全科 骨科 理科 文科 工科 医科 农科 前科 新文科 新工科 两科 预科 登科"),
    "署": ("理长名", "部署 签署 官署 各署"),
    "院": ("士校子系内里落区所线级党", "医院 各院 住院 出院 剧院 影院 电影院 入院 四合院 大院 庭院 戏院 两院 入住院 该院 我院 本院 全院 到院 在院 书院 敬老院 养老院"),
    "社": ("会区保交稷员团情长群科", "报社 各社 结社 公社 该社 我社 旅行社"),
    "团": ("结队体伙员长圆购委聚", "集团 社团 军团 兵团 代表团 各团 考察团 慰问团 访问团 采访团 抱团 旅游团 乐团 舞团 主席团 剧团 党团 一团 财团 工作团 观摩团 讲师团 宣讲团 参访团 记者团 团团 艺术团 调研团 视察团 旅行团"),
}
#: Words that stand before a name and never inside one.
_STOP = (
    "召开|主持|出席|参加|举行|会见|会谈|担任|曾任|现任|历任|原任|继任|接任|转任|调任|升任|出任|兼任|就任|留任|任职|任命|免去|前往|来到|走进|访问|考察|视察|听取|审议|请示|经过|邀请|根据|按照|依据|要求|通知|批准|决定|接受|提名|推荐|推选|选举|补选|当选|"
    "组织召开|召集|带领|率领|陪同|代表|会同|走访|慰问|看望|深入|感谢|成立|设立|组建|撤销|加入|毕业|就读|位于|来自|包括|以及|还有|其中|关于|对于|通过|由于|为了|围绕|向|由|在|于|从|到|赴|被|把|让|使|给|将|的|了|着|是|有|并|也|都|又|再|还|就|才|等|不|该|此|这|那|各|及其|至|往|自|以|受|据|经|请|随|同时|先后|分别|共同|特别是|尤其|例如|比如|作为|成为|担|任|原|时任|前任|现|兼|拟|称|说|指出|强调|表示|宣布|传达|学习|贯彻|落实|落实到|开展|进行|做好|加强|推进|调研|检查|指导组?到|与会|莅临|抵达|返回|离开|参观|签署|签订|隶属|所属|直属|附属于|归|属|得到|取得|获得|获|达|祝贺|办成|统领|授权|任免|迎来|促成|前往|一并|致(?!公)|做|愿|重视|始终|遵循|肩负|聚焦|延续|恢复|丧失|统揽|批复|同意|建立|发挥|提升|完善|确保|引导|立足|修改|理顺|界定|推动|慰问|慰勉|参与|支持|协助|调整|开好|作出|提高|扩大|增强|强化|深化|巩固|健全|改进|创建|构建|实现|促使|帮助|服务于|配合|协同|联合|依托|利用|结合|掌管|掌|展开|打造|运用|使用|采取|坚持|维护|履行|行使|负责|分管|主管|牵头|提交|报请|报送|抄送|印发|转发|下发|下达|授予|荣获|命名|评为|需要|必须|可以|能够|应当|应该|没有|不断|进一步|认真|积极|切实|充分|如何|怎样|什么|他|她|你|它|们|重要|首次|过去|目前|透过|因|若|如果|但|而|且|或者|凡|所有|一些|许多|每个|整个|达到|达成|担心|令|说服|其他|立法|修订|起草|完成|召集|试点|列入|纳入|派出|选派|抽调|指派|委派|外交部发言人|致函|复函|转|并请|调动|考入|考上|任教|执教|留学|访学|前后|之间|以来|之后|之前|以后|以前|当时|后来|此时|为|和|与|同|及|或|对|向|跟|暨|即|至|"
    "上午|下午|晚上|日前|近日|今天|昨天|当天|今年|去年|期间|之际|\\d+[日号月年]"
)
_STOP_RE = re.compile(_STOP)
#: Joining characters that may stand inside a name with an anchor: 住房和城乡建设局, 对外经济贸易局.
_INNER = frozenset(("和", "与", "及", "对", "同", "自", "任", "属", "直属", "指导组", "学习", "调研", "检查", "代表", "组织召开", "原", "视察", "考察", "选举", "有", "于", "达", "得", "任命", "以", "并", "经", "将", "现", "获", "推进", "落实", "向", "到", "据", "不"))
_ALWAYS_INNER = ("对外", "对台", "自然", "自由", "自治", "有色", "有限", "国有", "公有", "所有", "代表资格", "代表团", "调研", "检查", "经济", "经信", "经贸", "同济", "同心", "将军", "现代", "原子", "于都", "任丘", "和平", "同安", "不动产", "信息", "向阳", "到位", "数据", "并购", "直属", "财经", "以岭", "原种", "学习", "考察", "视察", "任务", "属地", "结合医", "应急", "有关", "促进", "支持", "参与", "联合", "协同", "维护", "结合", "首都", "令部", "令员", "且末", "若羌")
_ALWAYS_INNER_RE = re.compile("|".join(_ALWAYS_INNER))
_BREAK = re.compile(r"[，。、；：！？,.;:!?()（）\[\]【】《》〈〉“”‘’\"'「」『』—…/|\n\t \u3000]")
#: Two bodies run together: 省委|省政府.
_RUN_ON = re.compile(r"(?:[省市县区州盟旗镇乡]委|政府|人大|人大常委会|政协|纪委|党委)(?=[省市县区州盟旗镇乡]?(?:人民政府|政府|人大|政协|纪委|监委|法院|检察院|军区)|(?:[省市县区州]委))")
#: Heads that are oftener verbs or plain nouns: 农业农村部组织, 有关机构.
_VERBISH = frozenset(("组织", "机构", "联盟", "国际组织"))
#: Heads of places rather than bodies, and words that end no name.
_VENUES = frozenset("宾馆 国宾馆 酒店 饭店 机场 社区 商场 超市 论坛 新闻网 日报 晚报 书院 体育馆 工厂 站 总部 大厦".split())
_VENUE = re.compile("(?:博览|会展|集散|购物|会议|展览|体育|旅客服务|游客服务|文化艺术|物流)中心$|(?:总部|基地|大厦|码头)$")
_WEAKEST = frozenset("组织 机构 中心 单位 部门 集团 公司 会议 基地 平台 网 报 联盟 党组 支部 论坛 队 所 室 站".split())
#: Heads that make a name only behind a real anchor.
_VAGUE_HEADS = frozenset("组织 机构 政府 政协 人大 论坛 中心 法院 委员会 党委 党组 支部 单位 部门 集团 公司 会议 基地 平台 网 报 联盟".split())
#: 全国邮政管理局长座谈会 names no bureau.
_LEADERS = ("座谈会", "会议", "培训", "工作会", "研讨", "联席", "们", "论坛", "学习班")
_BODY_ACTS = re.compile("召开|举办|举行|主办|承办|协办|组织召开|联合|党组|党委|班子|领导班子|组织开展|组织举办|主任|负责人|主要负责|全体|干部|职工|作了|进行了|做了|汇报|的?代表|等单位|等部门|等[\u4e00-\u9fff\\d]{0,4}(?:单位|部门|家)")
_LEVEL = re.compile(r"全国|中国|国家|中央|中华|中共|中华人民共和国|自治区|自治州|自治县|省|市|县|区|州|盟|旗|镇|乡|院党委|我省|我市|我县|我区")
_GENERIC = re.compile(r"^(?:各|有关|相关|全体|所有|其他|其它|该|本|此|这|那|两|几|多|某|双方|基层|主管|上级|下级|职能|地方|我|贵|一|每|不|涉|驻地|当地|成员|业务|牵头|责任|管理|行业|监管|执法|政府|机关|国家机关|内设|下属|省直|市直|县直|中省直|全省|全市|全县|全区|省市县|市县|市县乡|省市|区县|县市|央地|中外|国内外|国外|海外|社会|民间|公立|私立|大型|中小|重点)")
#: The newspaper's own byline is no body of the notice.
_BYLINE = re.compile("(?:央视网?|中央电视台|新华社|新华网|中新社|中新网|中国新闻网|人民网|人民日报|本报|光明日报|经济日报|中国网|法制日报|科技日报|[\u4e00-\u9fff]{2,6}(?:日报|晚报|电视台|网))(?:消息|讯|[\u4e00-\u9fff]{2,8}\\d+月\\d+日|\\d+月\\d+日|记者|客户端|微信)|中国网络电视台消息")
_SELF = re.compile(r"(?:该|我|本|全)(?:局|校|院|厅|委|社|县|市|省|区|公司|集团|学院|中心|处|部|系)(?![\u4e00-\u9fff]{0,2}(?:发展|实际|情况))")


@cache
def _single() -> tuple[re.Pattern[str], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    pattern = re.compile("[" + "".join(_SINGLE) + "]")
    after = {h: frozenset(a) for h, (a, _) in _SINGLE.items()}
    false = {h: frozenset(w.split()) for h, (_, w) in _SINGLE.items()}
    return pattern, after, false


def find_bodies(text: str, hits: Sequence[Hit], titles: Sequence[Title]) -> list[BodySpan]:
    """All organisations named in healed text, longest at each place, none overlapping another.

    Args:
        text: healed text, code points.
        hits: the gazetteer's hits in it, by start.
        titles: the titles in it, by start.

    >>> from loaders.extraction.gazetteer import scan
    >>> t = "三亚市教育局吴萍局长陪同省住房和城乡建设厅调研"
    >>> [t[b.start:b.end] for b in find_bodies(t, scan(t), [])]
    ['三亚市教育局', '省住房和城乡建设厅']
    """
    anchors = _anchors(text, hits)
    inner = sorted(h.start for h in hits if h.kind == "body" and h.end - h.start > 2)
    named = {h.end: h.start for h in hits if h.kind == "body" and not h.weak}
    title_ends = [t.end for t in titles]
    title_starts = frozenset(t.start for t in titles)
    known = [
        h for h in hits
        if h.kind == "body" and not _inside_word(text, h) and not (_is_media(h) and h.end not in title_starts)
    ]
    found = [
        BodySpan(h.start, h.end, "body", h.entry.name) for h in known
        if isinstance(h.entry, Body) and (not h.weak or _meant(text, h, h.entry, title_starts))
    ]
    found += [BodySpan(m.start(), m.end(), "body", "中共中央") for m in _CENTRE.finditer(text)]
    found += _committees(text)
    # The one division that is an organisation too.
    found += [BodySpan(h.start, h.end, "body", h.form) for h in hits if h.form == "新疆生产建设兵团"]
    for start, end in _heads(text, hits):
        span = _leftwards(text, start, end, anchors, title_ends, title_starts, inner)
        if span is not None and not (span.anchor == "word" and end in named):
            found.append(span)
    found += _by_term(text)
    found += [BodySpan(m.start(), m.end(), "generic") for m in _SELF.finditer(text) if not names.is_common_word(m.group())]
    found = [b for b in found if not _BYLINE.match(text, b.start) and not _names_session(text, b)]
    return _longest(text, found)


_SESSION = re.compile(r"(?:第)?[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会)(?!主席团)")


def _names_session(text: str, b: BodySpan) -> bool:
    """Whether the words are only the first part of a session's name: 十四届|全国人大|三次会议."""
    words = text[b.start : b.end]
    return words.endswith(("人大", "人民代表大会")) and _SESSION.match(text, b.end) is not None


#: 中央 as a noun of its own means the party's centre.
_CENTRE = re.compile("(?<![党共国军省港陆驻方])中央(?=对|关于|决策|决定|部署|精神|要求|八项规定|领导同志|和省委|、省委|、国务院|的(?:决策|部署|要求|精神|决定))")


def _is_media(hit: Hit) -> bool:
    """A paper or station that is only quoted is no body of the notice."""
    return isinstance(hit.entry, Body) and hit.entry.kind == "media"


def _meant(text: str, hit: Hit, body: Body, title_starts: frozenset[int]) -> bool:
    """Whether a form that may mean other things means the body here: a title follows, or the notice is of its place."""
    if hit.end in title_starts or (hit.end - 1 in title_starts and text[hit.end - 1] in "局院部厅"):
        return hit.end - hit.start > 2 or not names.is_han(text[hit.start - 1 : hit.start])
    if hit.end - hit.start < 3 or not body.place or body.kind == "media":
        return False
    return any(word in text for word in _PLACE_SIGNS.get(body.place, (body.place,)))


_PLACE_SIGNS = {"香港": ("香港", "特首", "港府", "林郑"), "台湾": ("台湾", "赖清德", "蔡英文", "立法院", "国民党", "民进党"), "澳门": ("澳门",)}


@cache
def _committee_forms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Committees of the congress and the conference by the part of their name that stands alone in a list."""
    bases = (("全国人民代表大会常务委员会", "全国人大"), ("全国人民代表大会", "全国人大"), ("全国人大常委会", "全国人大"), ("全国政协", "政协"))
    forms: dict[str, tuple[str, str]] = {}
    for body in bodies():
        for base, sign in bases:
            part = body.name.removeprefix(base)
            if part != body.name and len(part) >= 5 and part.endswith("委员会"):
                forms.setdefault(part, (body.name, sign))
                break
    pattern = re.compile("|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f))))
    return pattern, forms


def _committees(text: str) -> list[BodySpan]:
    """Bare names of committees (华侨委员会) where the notice names the body that they belong to."""
    pattern, forms = _committee_forms()
    return [
        BodySpan(m.start(), m.end(), "body", forms[m.group()][0]) for m in pattern.finditer(text) if forms[m.group()][1] in text
    ]


def _inside_word(text: str, hit: Hit) -> bool:
    """Whether a short known form may only be letters of other words: 王广|华为|部长."""
    if hit.end - hit.start > 2 or not isinstance(hit.entry, Body) or hit.entry.kind not in ("enterprise", "media", "school", "mass"):
        return False
    before = text[hit.start - 1 : hit.start]
    return bool(names.is_han(before)) and not text.startswith(("公司", "集团"), hit.end)


def _anchors(text: str, hits: Sequence[Hit]) -> list[tuple[int, int, str]]:
    """Where a name may begin: ``(start, end, kind)`` by start."""
    out = [(h.start, h.end, h.kind) for h in hits if h.kind in ("division", "country", "body", "foreign_place") and not h.weak]
    for m in _LEVEL.finditer(text):
        # 省 in 江西省 belongs to the division; a bare level word begins a word.
        prev = text[m.start() - 1] if m.start() else "\n"
        if len(m.group()) > 1 or not names.is_han(prev) or prev in "由在向对和与同及经报请到赴的是原任现为从被把全":
            out.append((m.start(), m.end(), "level"))
        elif names.is_common_word(text[m.start() - 2 : m.start()]) and not _ends_word(text, m.start(), m.end()):
            out.append((m.start(), m.end(), "level"))
    return sorted(out)


def _ends_word(text: str, start: int, end: int) -> bool:
    """Whether a level word is the last letter of a word: 开发|区."""
    return any(names.is_common_word(text[start - k : end]) for k in (1, 2))


def _heads(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where a name may end: spans of its head."""
    out = [
        (h.start, h.end) for h in hits
        if h.kind == "body_head" and h.form not in _VERBISH and not (h.form == "学校" and text.startswith("长", h.end))
    ]
    pattern, after, false = _single()
    ends = {end - 1 for _, end in out} | {m.start() for m in pattern.finditer(text)}
    for m in pattern.finditer(text):
        at, head = m.start(), m.group()
        nxt = text[at + 1 : at + 2]
        if nxt and nxt in after[head]:
            continue
        if any(text[max(0, at - k) : at + 1] in false[head] for k in (1, 2, 3)):
            continue
        if nxt == "长" and (head not in "局厅部" or text[at - 1 : at] in _SINGLE or text.startswith(_LEADERS, at + 2)):
            continue
        if text[at - 1 : at] in ("副", "正", "代", "原") and nxt == "长":
            continue
        if nxt == "长" and any(at - k - 1 in ends and names.surname_at(text, at - k) for k in (2, 3)):
            continue  # 教育局|吴萍|局长: a name stands between the body and the title
        out.append((at, at + 1))
    return sorted(set(out))


def _leftwards(
    text: str, start: int, end: int, anchors: list[tuple[int, int, str]], title_ends: list[int], title_starts: frozenset[int], known: list[int]
) -> BodySpan | None:
    """The name that ends with the head at ``start:end``."""
    head = text[start:end]
    if head == "党组" or (head in _INSIDE and _ends_body(text, start)):
        return None  # the party group inside a body belongs to the title: 党组书记
    low = max(0, start - 36)
    for m in _BREAK.finditer(text, low, start):
        low = m.end()
    i = bisect_left(title_ends, low + 1)
    while i < len(title_ends) and title_ends[i] <= start:
        low = title_ends[i]
        i += 1
    for m in _RUN_ON.finditer(text, low, end):
        if m.end() <= start:
            low = m.end()
    # The last word that cannot stand in a name at all, and the last one that may where an anchor leads.
    hard, soft = low, low
    for m in _STOP_RE.finditer(text, low, start):
        if _ALWAYS_INNER_RE.match(text, m.start()) or _ALWAYS_INNER_RE.match(text, m.start() - 1):
            continue
        soft = m.end()
        if m.group() not in _INNER:
            hard = m.end()
    nested = [a for a, _, kind in anchors[bisect_left(anchors, (low, 0, "")) : bisect_left(anchors, (start, 0, ""))] if kind in ("division", "country", "body")]
    nested += known[bisect_left(known, low) : bisect_left(known, start)]
    tight = [a for a, b, kind in anchors[bisect_left(anchors, (hard, 0, "")) : bisect_left(anchors, (start, 0, ""))] if b == start and kind in ("division", "level")]
    for a, b, kind in anchors[bisect_left(anchors, (hard, 0, "")):]:
        if a >= start:
            break
        if b > end:
            continue
        if b > start:
            return None  # the head is part of a place's name: 莫斯科
        inner = text[b:start]
        if tight and a < tight[-1] and b < tight[-1]:
            continue  # 自治州|三亚市|政府: the anchor that touches the head
        if kind == "body" and any(m.group() in _ACTIONS for m in _STOP_RE.finditer(inner)):
            continue
        if _PART_OF_MANY.search(inner):
            return None
        if text[a:b] == "全国" and text[end - 1] in "局厅处科":
            return None  # 全国邮政管理局 names all of them
        if inner == "" and kind == "level" and text.startswith(("性", "各"), b):
            continue
        if a < soft and (not _joined(inner) or any(b < n and text[n - 1] in "和与及同对" for n in nested)):
            continue
        if kind == "level" and len(inner) < 2 and (text[start:end] in _WEAKEST or (len(text[a:b]) > 1 and text[start:end] in _VAGUE_HEADS)):
            continue
        if any(b < n < start for n in nested) and not text.startswith("驻", b):
            continue  # a later anchor is nearer: 纽约|联合国, 国务院任免|外交部
        if text[start:end] in _VENUES or _VENUE.search(text, b, end):
            return None
        if b == start and len(text[start:end]) == 1 and kind == "level" and text[a:b] in ("省", "市", "县", "区") and text[start] not in "委局厅":
            continue
        if _too_plain(text, a, end) or _SEVERAL.search(inner + text[start]):
            return None
        return BodySpan(a, end, kind)
    core = text[soft:start]
    whole = text[soft:end]
    if len(core) < 2 or len(core) > 18 or _GENERIC.match(whole) or not names.is_han(core) or names.is_common_word(whole):
        return None
    if text.startswith("长", end) and len(core) <= 3 and names.surname_at(core, 0):
        return None  # 马军胜局长 is a person
    if text[start:end] in _VAGUE_HEADS or not _stands_alone(text, soft, end, title_starts):
        return None
    return BodySpan(soft, end, "word")


#: Party units that stand inside another body, unless a division alone is before them (自治区党委, 德胜镇党委).
_INSIDE = frozenset("党委 党总支 总支部 支部 党支部 机关党委 直属机关党委 纪检组 纪检监察组 党工委 直属机关工委 团委 工会 董事会 监事会 理事会 主席团".split())
_BODY_END = re.compile("(?:局|厅|委|院|部|会|署|社|公司|集团|大学|学校|中学|中心|处|所|原|银行|总社|校|站|馆|台|府)$")


def _ends_body(text: str, at: int) -> bool:
    return _BODY_END.search(text, max(0, at - 4), at) is not None


#: Of the words that may stand inside a name, those that are verbs behind a known body: 党中央|推进|人大.
_ACTIONS = frozenset("推进 落实 检查 调研 学习 视察 考察 选举 任命 到 向 据 不 并 经 将 获 得 达 有".split())
_PART_OF_MANY = re.compile("各|部分|有关|相关|所有|全体|多家|两家|若干|等[两三四五六七八九十\\d]*家")
#: 政协第十四届全国委员会经济委员会: a term stands between the body and its level.
_TERM_BODY = re.compile(
    r"(?:中国人民政治协商会议|人民政协|政协)(?:第[一二三四五六七八九十]{1,3}届)?(?P<level>全国|[\u4e00-\u9fff]{2,9}?(?:省|市|县|区|州|自治区))(?:第[一二三四五六七八九十]{1,3}届)?委员会"
    r"(?P<part>常务委员会|(?:(?!关于|进一步|发挥)[\u4e00-\u9fff]){2,14}?委员会|办公厅|主席会议)?"
)


def _by_term(text: str) -> list[BodySpan]:
    """Bodies of the consultative conference as resolutions write them, with the term before the level."""
    out = []
    for m in _TERM_BODY.finditer(text):
        name = m["level"] + "政协" + (m["part"] or "").replace("常务委员会", "常委会").replace("主席会议", "")
        out.append(BodySpan(m.start(), m.end(), "body", name))
    return out


#: Several bodies at once: 四市局, 11个市局.
_SEVERAL = re.compile(r"[两三四五六七八九十\d]+个?[省市县区州]")


def _stands_alone(text: str, start: int, end: int, title_starts: frozenset[int]) -> bool:
    """Whether a name with no anchor stands where only a body can: before a title, or as a clause's subject."""
    if end in title_starts or (end - 1 in title_starts and text[end - 1] in "部局厅院"):
        return True
    before = text[start - 1 : start]
    if before and before not in "，。；：、\n （(“":
        return False
    return _BODY_ACTS.match(text, end) is not None


def _joined(inner: str) -> bool:
    """Whether 和 or 与 inside a name joins its parts (住房和城乡建设), not two things."""
    return inner[:1] not in ("和", "与", "及", "同", "对") and not re.search(r"(?:局|厅|部|院|(?<!社)会|委|司|公司|政府|书记|主任|主席|市|省|县)(?:和|与|及|同|对|向)", inner) and len(inner) <= 24


def _too_plain(text: str, start: int, end: int) -> bool:
    whole = text[start:end]
    if names.is_common_word(whole) and len(whole) <= 3:
        return not whole.endswith(("政府", "政协", "人大", "法院", "纪委", "监委")) and whole not in ("省委", "市委", "县委", "区委", "州委", "省局", "市局", "县局", "省厅")
    return bool(re.match(r"(?:全国|中国|国家|中央|省|市|县|区)(?:各|有关|相关|级|直|部门|内|外|里|场)", whole))


def _longest(text: str, found: list[BodySpan]) -> list[BodySpan]:
    """The longest names, none overlapping; of equals the lexicon's."""
    found.sort(key=lambda b: (b.start, -b.end, not b.known))
    out: list[BodySpan] = []
    for b in found:
        if out and b.start < out[-1].end:
            last = out[-1]
            if b.end <= last.end:
                continue
            # A longer name that begins later wins only where the earlier one has no anchor of its own.
            if last.anchor == "word" and b.anchor != "word":
                out[-1] = b
            continue
        out.append(b)
    return out
