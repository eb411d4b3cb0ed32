"""The shape of personal names: where one may begin, where it ends, and what cannot be one.

A Chinese name is a surname of one or two characters and a given name of one or two. Where it ends is decided by what
follows: a stop, a verb, a conjunction, a title; where two ends are as good as each other, the segmenter decides.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.data import tables
from loaders.extraction import segmenter
from loaders.extraction.name_words import (
    ADDRESS,
    COMPOUND,
    CONJUNCTIONS,
    FUNCTION,
    MARRIED,
    NEVER_BEGINS,
    NOT_NAMES,
    PLACE_LETTERS,
    STATE_LETTERS,
    WEEKDAY,
)
from loaders.extraction.openings import openings

#: Characters that stand in no given name.
_NEVER = frozenset("的了处姓是们这那吗呢吧我你他她它被把但却很没省县局厅部届第次项条款个位名年月日号市区说某在时们院系称今做着票")
#: Given names with a character that else counts time.
_TIMES = re.compile("月[娥英华琴芳红梅兰玲秀珍清仙香霞莲圆琪娟芬桂姣婵]|[明晓新秋胜海江亮映晨冬弯]月|[万延鹤松彭丰庆永长瑞大祝迎][年]|适时|时[珍雨俊英春敏]")
#: Words after which a name has surely ended, whatever they begin with.
_STRONG = (
    "主持|出席|参加|列席|陪同|讲话|致辞|致词|致贺|作了|作的|作出|作为|作(?=关于|的|《|“|主题|题|报告|工作|重要|学术|专题|大会|交流|"
    "发言|总结|典型|表态|点评|说明)|做(?!好|大|强|实|事|人|工)|作重要|作说明|"
    "作题|做了|做出|说|表示|指出|强调|要求|认为|介绍|宣布|宣读|传达|通报|汇报|报告|主张|提出|提议|提到|"
    "率|率领|带领|带队|一行|同志|先生|女士|博士|夫人|教授|老师|校长|院长|会见|会谈|拜会|看望|慰问|调研|考察|视察|检查|访问|前往|"
    "抵达|来到|走进|深入|先后|分别|共同|首先|最后|随后|"
    "代表|受邀|应邀|邀请|主讲|发言|发表|总结|点评|部署|动员|授课|作题为|结合|围绕|就|在|对|向|与|和|同|及|以及|等|为|将|于|从|"
    "由|任|当选|担任|出任|兼任|接任|调任|升任|拟任|拟提名|拟推荐|不再|因|以|还|也|并|则|已|曾|又|到|赴|"
    "着重|侧重|辞去|犯(?=[^，。]{1,12}罪)|违反|涉嫌|受贿|案|简历|男|女|转达|听取|肯定|感谢|希望|祝贺|回顾|充分|重点|亲切|亲自|实地|专程|主任|书记|局长|部长|"
    "主席|总理|总书记|委员|副|兼|时(?=[，,说表指强]|$)|一道|热情|专门|高度|双方|举行|通电话|称(?=[，：“,:])|多次|不久前|想(?=在|"
    "要|让|通过|把)|续任|今天|今日|今晨|昨天|昨日|日前|近日|当天|当日|本月|原任|曾任|现任|时任|上将|中将|少将|准将|大校|海军|"
    "空军|陆军|何时|能否|是否|会否|要|会|今|昨|上午|下午|是|有|给|让|被|获|来|去|的|"
    # Adverbs and verbs of one character that also end given names: what stands behind them tells.
    "受(?!益|民|天|之)|乘(?=坐|车|机|船|包机|专机|高铁)|致(?=辞|词|开幕|闭幕|欢迎|答谢|贺|电|信|函|祝|感谢|以)|互(?=致|派|相|赠)|均|都(?=没|要|不|是|"
    "在|已|将|未|会|有|能|对|表|参|出|来|曾|认|应|可|从)|身(?=处|为|着|穿)|老(?=校长|书记|师|教授|先生|部长|院长|主任|同志|主席|总理|将军)|"
    "视频|线上(?=[会举出参])|通话|亦(?=就|不|未|曾|有|在|表|指|认|将|会|要)|续(?=说|指|称|表示|问|道)|日前|一起|一同|一并|特邀|特约|[两三四五六七八九十]位|院友|校友|学友|受邀|受聘|受托|应约|应请|应询|全票|高票|满票|再次|连任|第(?=[一二三四五六七八九十百\\d])|亲王|殿下|陛下|阁下|职务|领衔|牵头"
)
_STRONG_RE = re.compile(_STRONG)
_STRONG_FIRST = openings(_STRONG_RE)
#: What stands behind 等 where it closes a list: how many they are, or what.
_COUNTED = re.compile(r"\d|[一二两三四五六七八九十几多数百]{1,3}余?[位人名]|领导|同志|人|教授|参|专家|学者|代表|嘉宾|老师|校领导|院领导|党和国家|导师|"
    "教师|委员|院士|记者|校友|志愿者|绝大|大部分|全体"
    "|同学|干部|官员|议员|企业家|艺术家|医生|队员|成员|主任|主席|各位|多位")
_VERB = re.compile(
    "主持|出席|参加|列席|陪同|讲话|致辞|作了|作出|做了|表示|指出|强调|要求|认为|介绍|宣布|宣读|传达|率|一行|会见|看望|慰问|调研|"
    "考察|先后|分别|在|为|任|当选"
)
#: Single characters of that list that also stand inside given names.
SOFT = frozenset("率就在对向与和同及等为将于从由任因以还也并则已曾又到赴案男女是有给让被获来去的副兼说今昨要会作受乘致互均都做老")
#: Those that always take something behind them: before an opening bracket or a number they are no part of the name.
_OPENING = frozenset("率就在对向与和同及为将于从由任因以到赴给让被获受乘致做")
#: 邓卫|向调研团队介绍: somebody, then what is said to them.
_TOWARDS = re.compile("[^，。；]{2,14}?(?:介绍|汇报|通报|说明|致以|表示(?:感谢|祝贺|欢迎|慰问|敬意)|讲解|赠送|捐赠|颁发)")
#: How much it speaks against such a character at a name's end that no stop follows it, where not the usual 0.6.
_SOFTLY = {**dict.fromkeys("同与从向对及受", 1.1), **dict.fromkeys("将也还", 1.7)}
_OPENERS = frozenset("“‘《〈「『（(")
_STOP = frozenset("，。、；：！？,.;:!?()（）[]【】《》〈〉“”‘’\"'「」『』—-–…/|\n\t \u3000·•")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f]+")

#: Characters common in names of foreigners and of minorities, written by sound.
SOUND = frozenset(
    "罕翰阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波博伯布查达大戴丹当道德登邓迪底蒂丁东杜顿多厄恩尔法凡范菲费芬丰弗夫福富盖甘冈高戈哥格根贡古瓜圭果哈海汉豪赫黑亨胡华怀霍基吉季加贾简江杰金津京居卡凯坎康考科克肯孔库夸奎"
    "拉腊莱赖兰朗劳勒雷蕾里理利历丽莉莲连林琳隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅美门蒙孟米密明缪莫默姆木穆拿纳娜南内尼宁努诺欧帕潘庞佩彭皮平珀普奇齐恰乔切钦琴丘让热仁日荣儒瑞若撒萨塞桑瑟森沙莎山商绍舍申什圣施史士舒斯朔思"
    "苏孙索塔泰坦汤唐陶特滕提田廷通图土吞托瓦万旺威韦维魏温翁沃乌伍武西希席锡夏香肖谢欣辛休许雪逊雅亚延扬耶叶伊依易因英永尤于约赞泽扎詹章珍直中朱兹孜佐也力买合提吾甫江尔肯迪木依明吐买热吾斯曼赤旦增多吉次仁达娃卓嘎顿珠平措洛桑旺堆索朗加措才让扎西"
    "来义礼普敏昂涅蓬纯贡凝铁俄辛贾姬妮莉娅菲琪琼蒂黛婷森氏金银阮春富仲武元英世勋峻宰寅槿惠恩日泽智叶挺翁山苏季美昭英禄泰巴颂帕拉塞他阿披实差瓦立朴潘基埃尔多默克施罗策马尔梅洛根贝冯德莱恩米歇伦西斯福罗厄切伏伊约奥利瓦拉杰冯济卡姆班维布勃仓藏策茨措丹德鼎额佛扶嘎噶钢格葛古哈呼黄霍及加街觉克肯库拉喇勒雷丽林鲁洛玛蒙那娜尼宁诺帕其青群热荣茹萨赛色沙舍松塔台腾图托娃旺维乌希歇雅央伊益英尤宇玉赞泽札珍智珠卓孜宗佐晋三伦冯"
)


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Common words; those that may follow a name; all beginnings of words of two characters (for a quick look)."""
    every, after = set(), set()
    for word, count, kind in tables.rows("common_words", 3):
        every.add(word)
        if kind == "after":
            after.add(word)
        if int(count) >= 300:
            _frequent().add(word)
    return frozenset(every), frozenset(after), frozenset(w[:2] for w in every)


@cache
def _frequent() -> set[str]:
    """The most common of the common words; filled with them."""
    return set()


def is_frequent_word(text: str) -> bool:
    """Whether ``text`` is so common a word that it is an unlikely given name (水平), unlike 立新 or 国庆."""
    _words()
    return text in _frequent()


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Single surnames, compound ones, and those single ones that are chiefly common words."""
    single: set[str] = set()
    double: set[str] = set(COMPOUND)
    weak: set[str] = set()
    for form, rank, word in tables.rows("surnames", 3):
        (single if len(form) == 1 else double).add(form)
        if word == "yes" and rank != "top":
            weak.add(form)
    return frozenset(single), frozenset(double), frozenset(weak)


def is_han(text: str) -> bool:
    """Whether ``text`` is Chinese characters only."""
    return _HAN.fullmatch(text) is not None


def is_common_word(text: str) -> bool:
    """Whether ``text`` is a common word and so no name by itself (高峰, 和平)."""
    return text in _words()[0]


def surname_at(text: str, at: int) -> int:
    """Length of the surname that begins at ``at`` (0 where none does).

    >>> surname_at("欧阳明主持", 0), surname_at("王平", 0), surname_at("的", 0)
    (2, 1, 0)
    """
    single, double, _ = _surnames()
    if text[at : at + 2] in double:
        return 2
    return 1 if at < len(text) and text[at] in single else 0


@cache
def _surname_start() -> re.Pattern[str]:
    single, double, _ = _surnames()
    return re.compile("[" + re.escape("".join(sorted(single | {d[0] for d in double}))) + "]")


def surname_starts(text: str) -> list[int]:
    """Where a surname begins in ``text``.

    >>> surname_starts("主持的王强")
    [3, 4]
    """
    single, double, _ = _surnames()
    return [m.start() for m in _surname_start().finditer(text) if m[0] in single or text[m.start() : m.start() + 2] in double]


@cache
def _state_letters() -> frozenset[str]:
    return frozenset(letters for _, _, _, letters, _, _ in tables.rows("countries", 6) if len(letters) == 2)


@cache
def _rare() -> frozenset[str]:
    return frozenset(form for form, rank, word in tables.rows("surnames", 3) if rank == "rare" and word == "yes")


_TAKES_OFFICE = ("兼任", "担任", "出任", "现任", "历任", "曾任", "接任", "调任", "升任", "转任", "就任", "连任", "留任", "续任")


@lru_cache(maxsize=4096)  # the same names stand again and again
def weakness(name: str) -> float:
    """How much the name's own characters speak against it: 0 for 王小平, over 1 for words such as 关于文 or 曾亲自."""
    every, after, _ = _words()
    if name.endswith(_TAKES_OFFICE):
        return 5.0  # 曾|兼任
    against = 0.0
    if len(name) < 2 or name in NOT_NAMES or name[-1] in "等作着":
        return 5.0
    if len(name) == 3 and name[1] == "方" and name[2] in "愿将高支坚欢赞":
        return 5.0  # 美方|愿
    if len(name) == 2 and (name[1] == "方" or name in _state_letters() or all(c in PLACE_LETTERS for c in name) or set(name) <= STATE_LETTERS):
        return 5.0
    if name[0] in CONJUNCTIONS:
        return 3.0
    if name[1] == "老" or (len(name) == 3 and name[1] in "村镇乡" and name[2] == "人") or name[1:] in ADDRESS or WEEKDAY.match(name):
        return 5.0  # 何老|师, 余村|人, 方先生, 周五晚
    if "村" in name[1:]:
        against += 1.3
    if name[0] in FUNCTION:
        against += 0.7 if name[0] in "曾于任应时" else 1.6
    elif name[0] in _surnames()[2]:
        against += (0.5 if name[0] not in _rare() else 1.2) + (0.4 if len(name) == 2 else 0.0)
    if len(name) == 3:
        if name[0] in _surnames()[2] and name[1:] in every:
            against += 0.8
        if name[:2] in every and name[:2] not in _surnames()[1]:
            against += 1.6 if is_frequent_word(name[:2]) else 1.0
        if name[:2] in NEVER_BEGINS:
            against += 3.0
        if name[1:] in after and is_frequent_word(name[1:]):
            against += 1.1
    if len(name) == 4 and name[:2] not in _surnames()[1] and any(name[i : i + 2] in every for i in range(3)):
        against += 2.0
    return against


def is_married(name: str) -> bool:
    """Whether a name begins with two surnames, a husband's and her own, by which she is also called alone (林郑月娥)."""
    return name[:2] in MARRIED


@lru_cache(maxsize=4096)
def never(given: str) -> bool:
    """Whether a character stands in ``given`` that stands in no given name (月英 and 延年 are given names, 月内 is none)."""
    return any(c in _NEVER for c in given) and _TIMES.fullmatch(given) is None


def doubtful(name: str) -> bool:
    """Whether a character stands in the name that hardly any given name holds (的, 县, 在)."""
    return any(c in _NEVER or c in SOFT for c in name)


def boundary(text: str, at: int) -> float:
    """How surely a name ends before ``at``: 3 at a stop, 2 before a strong word, 1 before a common verb, 0 otherwise.

    >>> boundary("李强，", 2), boundary("李强主持", 2), boundary("李强强调", 3)
    (3.0, 2.0, 0.0)
    """
    if at >= len(text) or text[at] in _STOP or not ("\u3400" <= text[at] <= "\u9fff"):
        return 3.0
    m = _STRONG_RE.match(text, at) if _STRONG_FIRST is None or text[at] in _STRONG_FIRST else None
    if m and m.group() == "提出" and text.startswith("出席", at + 1):
        return 0.0  # 买买提|出席
    if m:
        # 和 joins things, so a verb right behind it makes it the name's own: 罗富和出席.
        if m.group() in ("和", "与", "及", "同") and _VERB.match(text, at + 1):
            return 0.3
        if m.group() == "等" and (_VERB.match(text, at + 1) or _COUNTED.match(text, at + 1)):
            return 2.0
        # A lone 和 or 与 may also be the name's own character or begin a longer word (和平, 与会).
        return 1.2 if len(m.group()) == 1 and text[at] in SOFT else 2.0
    every, after, _ = _words()
    for size in (4, 3, 2):
        word = text[at : at + size]
        if len(word) == size and word in after:
            return 1.0
    return 0.3 if text[at : at + 2] in every else 0.0


def _opens(text: str, end: int) -> bool:
    """Whether the character before ``end`` takes what stands behind it: a quotation or a number (尤权向|“两航”, 李希于|9月)."""
    return text[end - 1] in _OPENING and end < len(text) and (text[end] in _OPENERS or text[end].isdigit())


def _all_of(text: str, start: int, end: int) -> bool:
    """Whether the character before ``end`` speaks of several who were named (甲局长张敏、乙局长赵强|均前往)."""
    if text[end - 1] not in "均都":
        return False
    clause = re.split("[，。；：！？\n]", text[max(0, start - 60) : start])[-1]
    return any(c in "、和与及" for c in clause)


def _crosses(text: str, end: int) -> bool:
    """Whether ending a name at ``end`` would cut a common word in two (王勇出|席)."""
    word = text[end - 1 : end + 1]
    return len(word) == 2 and word in _words()[0]


_NONE: frozenset[int] = frozenset()


def name_end(text: str, start: int, limit: int, known: frozenset[str] = frozenset(), sure: bool = False) -> tuple[int, float]:
    """Where the Chinese name that begins at ``start`` ends, and how surely (0 where there is none).

    Args:
        text: healed text.
        start: where the surname begins, in code points.
        limit: the name must end at or before this.
        known: names already sure in this notice; one of them wins.
        sure: the caller takes no end that is less sure than 1, so that the segmenter need not be asked for one.

    >>> name_end("江成与大家进行交流", 0, 9)[0]
    2
    >>> name_end("李强强调", 0, 4)[0]
    2
    """
    end, top, doubt = likely_ends(text, start, limit, known)
    return settled(text, start, end, top, doubt) if doubt and not (sure and top < 1.0) else (end, top)


def likely_ends(text: str, start: int, limit: int, known: frozenset[str] = frozenset()) -> tuple[int, float, frozenset[int]]:
    """As ``name_end``, before the segmenter is asked: with the ends that it must decide between, where there are any."""
    size = surname_at(text, start)
    limit = min(limit, len(text))
    if not size:
        return start, 0.0, _NONE
    for length in (4, 3, 2):
        if text[start : start + length] in known and start + length <= limit:
            return start + length, 4.0, _NONE
    best: list[tuple[float, int]] = []
    # A married name of two surnames has a given name of two: 林郑月娥.
    sizes = {size + 2} if size == 2 and surname_at(text, start + 1) and text[start : start + 2] in MARRIED else {size + 1, size + 2}
    if size == 1 and surname_at(text, start + 1) == 1 and text[start] not in FUNCTION:
        sizes.add(4)  # a married woman's two surnames: 陈李小红
    for length in sorted(sizes):
        end = start + length
        if end > limit:
            continue
        given = text[start + size : end]
        if not _HAN.fullmatch(given) or never(given) or given[-1] in "等着作":
            continue
        if size == 2 and len(sizes) == 1 and given in _words()[0] and is_frequent_word(given):
            continue  # 林郑|同时
        score = boundary(text, end)
        if score < 3.0 and _crosses(text, end):
            score -= 0.3 if score >= 2.0 else 1.5
        if length == 4 and size == 1 and (score < 1.0 or given[-1] in SOFT or any(s >= 1.0 for s, _ in best)):
            continue  # two surnames only where no shorter name leaves a clean end
        if length == size + 2 and given[-1] in SOFT and (boundary(text, end) < 3.0 or _opens(text, end)):
            governs = _opens(text, end) or _all_of(text, start, end) or (given[-1] in "向对" and _TOWARDS.match(text, end) is not None)
            score -= 2.2 if governs else _SOFTLY.get(given[-1], 0.6)
        best.append((score, end))
    if not best:
        return start, 0.0, _NONE
    best.sort(reverse=True)
    top, end = best[0]
    if len(best) > 1 and top - best[1][0] < 0.8 and best[1][0] >= 1.0:
        longer, shorter = max(end, best[1][1]), min(end, best[1][1])
        if text[longer - 1] in SOFT and text.count(text[start:shorter]) > text.count(text[start:longer]):
            return shorter, 1.5, _NONE  # the notice has the shorter one without the preposition too
    if len(best) > 1 and top - best[1][0] < 0.4:
        longer, shorter = max(end, best[1][1]), min(end, best[1][1])
        often = text.count(text[start:longer])
        # What always goes on with the same character may be a piece of a longer name (安倍晋|三).
        if often >= 2 and text.count(text[start:shorter]) == often and text.count(text[start : longer + 1]) < often:
            return longer, 1.5, _NONE  # the notice always writes the longer one
        return end, max(top, 0.1), frozenset(e for _, e in best[:2])
    if top < 1.0:
        return start, 0.0, frozenset(e for _, e in best)
    return end, max(top, 0.1), _NONE


def settled(text: str, start: int, end: int, top: float, doubt: frozenset[int]) -> tuple[int, float]:
    """What ``likely_ends`` gave, decided by the segmenter."""
    cut = _cut_end(text, start, doubt)
    if top:
        return cut or max(doubt), top
    return (start, 0.0) if cut is None else (cut, 0.8)


def _cut_end(text: str, start: int, ends: frozenset[int]) -> int | None:
    """Which of ``ends`` the segmenter makes a word's end, where it also begins a word at ``start``."""
    lo, hi = start, start
    while lo > 0 and start - lo < 8 and text[lo - 1] not in _STOP:
        lo -= 1
    while hi < len(text) and hi - start < 12 and text[hi] not in _STOP:
        hi += 1
    spans = segmenter.cut(text[lo:hi])
    starts, stops = {a + lo for a, _ in spans}, {b + lo for _, b in spans}
    if start not in starts:
        return None
    fits = [e for e in sorted(ends) if e in stops]
    if not fits:
        return None
    # A surname cut off as a word of its own says nothing against the longer end.
    return fits[0] if len(fits) == 1 else next((b + lo for a, b in spans if a + lo == start and b + lo in ends), fits[-1])


DOTS = "·•‧・∙⋅･．"
DOT = re.compile(f"[{DOTS}]")


@lru_cache(maxsize=4096)
def sound_share(name: str) -> float:
    """The share of characters that are common in names written by sound (马克龙, 艾力更).

    >>> sound_share("马克龙") > 0.6, sound_share("座谈会")
    (True, 0.0)
    """
    letters = [c for c in name if c not in DOTS]
    return sum(c in SOUND for c in letters) / len(letters) if letters else 0.0


def foreign_end(text: str, start: int, limit: int) -> int:
    """Where a name written by sound that begins at ``start`` ends: the first sure stop within eight characters a part.

    >>> foreign_end("马克龙举行会谈", 0, 7), foreign_end("哈桑·马哈茂德13日", 0, 10)
    (3, 7)
    """
    end, part, dotted = start, 0, False
    limit = min(limit, len(text))
    while end < limit:
        char = text[end]
        if char in DOTS:
            if part == 0 or not (end + 1 < len(text) and "\u3400" <= text[end + 1] <= "\u9fff"):
                break
            part, dotted = 0, True
            end += 1
            continue
        if not ("\u3400" <= char <= "\u9fff") or part >= 9:
            break
        # A strong word ends the name, unless its first character reads on by sound (特维延科 has no verb inside).
        least = 1 if dotted else 2
        if part >= 3 and char in "和与及同":
            break
        if part >= least and (ends := boundary(text, end)) >= 1.0 and not (char in SOUND and ends < 1.3 and _sounds_on(text, end)):
            break
        if part >= least and text[end : end + 2] in _words()[0] and not set(text[end : end + 2]) <= SOUND and not _VERB.match(text, end + 1):
            break  # a common word that no name is written with: 铜像, 中心
        end += 1
        part += 1
    return end


def _sounds_on(text: str, at: int) -> bool:
    """Whether the character at ``at`` is one more sound of the name: another follows it, or a verb does (奥云额尔登|出席)."""
    if text[at] in SOFT:
        return False
    if _VERB.match(text, at + 1):
        return True
    nxt = text[at + 1 : at + 2]
    return bool(nxt) and nxt in SOUND and text[at : at + 2] not in _words()[0]


def is_verb(text: str) -> bool:
    """Whether ``text`` is a common verb or adverb, which no title makes a name (应邀, 保护)."""
    return text in _words()[1]


def is_word(text: str, start: int, end: int) -> bool:
    """Whether the segmenter makes ``text[start:end]`` one word of its clause."""
    lo, hi = start, end
    while lo > 0 and start - lo < 10 and text[lo - 1] not in _STOP:
        lo -= 1
    while hi < len(text) and hi - end < 10 and text[hi] not in _STOP:
        hi += 1
    return (start - lo, end - lo) in segmenter.cut(text[lo:hi])


def has_dot(name: str) -> bool:
    """Whether the name holds a middle dot in any of its code points."""
    return any(c in DOTS for c in name)
