"""Odd spaces: full-width and no-break spaces, characters of no width, line ends, spaces inside dates, names and lists.

A space that parts words stays, as one plain space: 张三 李四 王五 are three people. A space is taken out only where it
cannot part anything: inside a date, before a comma, or between the surname and the given name of a padded name.
"""

from __future__ import annotations

import re

from loaders.healing.edits import Change

KIND = "space"

#: Spaces of other widths, two private-use characters that stand for the full-width space in old fonts included.
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ue4c6\ue5e5"
#: Characters that show nothing: joiners, direction marks, soft hyphens, variation selectors, controls.
_NOTHING = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_RUN = re.compile(rf"[ \t{_ODD}{_NOTHING}]+|\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ODD_RUN = re.compile(rf"[{_ODD}{_NOTHING}\r\x0b\x0c\x85\u2028\u2029]")
_NOTHING_RUN = re.compile(rf"[{_NOTHING}]+")

HAN = "\u3400-\u9fff\uf900-\ufaff〇"
_HANS = re.compile(rf"[{HAN}]+")
_IS_HAN = re.compile(rf"[{HAN}]")
_NOT_HAN = re.compile(rf"[^{HAN}]+")
_DIGITS = re.compile(r"[0-9０-９]+")

#: What is counted or dated, after a number.
_UNITS = frozenset(
    "年月日号號时時点點分秒届屆次名个個位条條项項家件万萬亿億千百元余餘多岁歲期章层層室户戶米吨噸度小天周週季级級批类類种種"
)
#: What stands before a number that belongs to it.
_BEFORE_NUMBER = frozenset("年月日号號第至到约約近达達共午晨晚时時点點")
_CLOSING = frozenset("，。、；：？！）】》”’」』,;:?!)")
_OPENING = frozenset("、（《“‘【「『")
_DOTS = frozenset("·•‧・")

#: Surnames that are not also everyday words of one character.
SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭程曹袁邓鄧许許傅沈"
    "曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范範方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江"
    "史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易武乔喬贺賀赖賴龚龔庞龐樊殷施翟倪严嚴牛陶俞季耿覃路聂聶霍靳齐齊焦柳柏"
    "裴祝古宁寧项項祁祖詹卓甘冉向左毕畢岳鲁魯尤涂桂阮欧歐池缪繆翁褚庄莊晏柴瞿阎闫閆芦蘆苗曲成游解慕凌霍植边邊"
    "卜楚饶饒单單包骆駱鲍鮑栗华華伍申柯辛管房兰蘭关關邢肖穆宫宮冷纪紀滕佟隋臧屈佘符甄麦麥巫敖丛叢阙闕楼樓莫伏巩鞏"
    "娄婁仇荆荊苟郎谷车車蔺藺匡戚卞谌諶宗牟粟农農咸晋晉訾羊揭岑潘栾欒盛燕古裘糜贝貝褚邬鄔诸奚尚"
)
_DOUBLE_SURNAMES = frozenset("欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 尉迟 尉遲 皇甫 令狐 司徒 慕容".split())
#: Words after which a name comes: titles, bylines.
_BEFORE_NAME = re.compile(
    "(?:[局厅廳部处處科院校所站司署行会會市县縣区區州省乡鄉镇鎮组組团團队隊社书書事察][长長]|[书書][记記]|主[任席]|委[员員]|常委|总[理裁统統]|"
    "[总總][经經]?理|[经經]理|教授|院士|[记記]者|[编編][辑輯]|同志|[摄攝]影|作者|通[讯訊][员員]|政委|司令[员員]|[专專][员員]|[巡调調][视視研][员員]|"
    "[参參][谋謀][长長]|助理|代表|大使|首相|[上中少][将將]|夫人|干部|幹部|[法检檢]官|主委|任命|免去|[会會][见見]|[提选選][名举舉])$"
)
#: Words after which a name may come.
_MAY_BE_BEFORE_NAME = re.compile("[由和与與及同对對向给給请請为為以]$")
#: What stands alone at the end of a line of names: 张春生 摄.
_NO_GIVEN_NAME = frozenset("摄攝文图圖报報讯訊电電供编編写寫著译譯注画畫制")
#: How a clause goes on after a name.
_AFTER_NAME = re.compile(
    "出席|主持|[参參]加|同志|一行|[等任为為在率讲講指强強说說表介到赴会會和与與及先女陪调調考看向对對以致作做宣传傳的就要也还還分应應代受当當被因担擔兼涉随隨将將曾已又再首深认認听聽走察督部批签簽简簡的]"
)
#: A line set with a space after every character, as some layouts are read.
_SPREAD = re.compile(rf"(?: [{HAN}，。、；：“”（）《》0-9]){{7,}}(?![{HAN}])")


def find(text: str) -> list[Change]:
    """The odd spaces of ``text`` and what each reads as.

    >>> from loaders.healing.edits import rewrite
    >>> rewrite("马　军、李　强等 8 月 18 日出席", find("马　军、李　强等 8 月 18 日出席"))
    '马军、李强等8月18日出席'
    >>> find("张三 李四 王五")
    []
    """
    if " " not in text and not _ODD_RUN.search(text):
        return []
    spread = _spread(text)
    out: list[Change] = []
    joined = -1  # where the given name of the last padded name ends: it is no surname of the next
    for m in _RUN.finditer(text):
        start, end = m.span()
        run = m[0]
        if start in spread:
            out.append((start, end, "", KIND))
            continue
        if run[0] in "\r\x0b\x0c\x85\u2028\u2029":
            if run == "\r\n":
                out.append((start, start + 1, "", KIND))
            else:
                out.append((start, end, "\n", KIND))
            continue
        new = _reading(text, start, end, run, joined)
        if new == "" and _pads(text, start, end):
            joined = end + 1
        if new != run:
            out.append((start, end, new, KIND))
    return out


def _reading(text: str, start: int, end: int, run: str, joined: int) -> str:
    """What one run of blanks reads as."""
    seen = _NOTHING_RUN.sub("", run)
    if not seen:
        return ""
    odd = seen.strip(" \t") != ""
    left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if left in "\n\r" or right in "\n\r":
        return "" if odd else seen
    if "\t" in seen:
        return "\t" if odd else seen
    if _IS_HAN.match(left) and _IS_HAN.match(right):
        if start > joined and _inside_name(text, start, end, odd):
            return ""
    elif _joins(text, start, end, left, right):
        return ""
    return " " if odd else seen


def _joins(text: str, start: int, end: int, left: str, right: str) -> bool:
    """Whether a run of blanks beside a digit or a mark parts nothing."""
    if left.isdigit():
        return right in _UNITS or (right == "人" and text[end + 1 : end + 2] not in tuple("民大力事社才"))
    number = _DIGITS.match(text, end)
    if number and _IS_HAN.match(left):
        after = re.match(r"[ \u00a0\u3000]*", text[number.end() : number.end() + 4])
        gap = after.end() if after else 0
        counted = text[number.end() + gap : number.end() + gap + 1] in _UNITS
        return counted and (gap > 0 or left in _BEFORE_NUMBER)
    if right in _CLOSING:
        return bool(_IS_HAN.match(left)) or left in "）)》”】」』"
    if left in _OPENING:
        return bool(_IS_HAN.match(right))
    # A blank on one side only of the dot in a foreign name.
    if left in _DOTS and _IS_HAN.match(right):
        return bool(_IS_HAN.match(text[start - 2 : start - 1] or "\n"))
    if right in _DOTS and _IS_HAN.match(left):
        return bool(_IS_HAN.match(text[end + 1 : end + 2] or "\n"))
    return False


def _inside_name(text: str, start: int, end: int, odd: bool) -> bool:
    """Whether the blanks stand inside a name or a label that was padded to the width of its neighbours."""
    begin = start
    while begin > max(start - 12, 0) and _IS_HAN.match(text[begin - 1]):
        begin -= 1
    before = text[begin:start]
    after_match = _HANS.match(text, end)
    after = after_match[0] if after_match else ""
    surname = before[-1:] in SURNAMES
    if len(before) == 1:
        if begin > 0 and text[begin - 1].isdigit():
            return False
        if len(after) == 1:
            listed = text[begin - 1 : begin] == "、" or text[end + 1 : end + 2] == "、"
            return odd or surname or listed
        if not surname:
            return False
        if len(after) == 2:
            return True
        edge = text[begin - 1 : begin]
        return edge != "@" and (odd or edge == "、" or bool(_AFTER_NAME.match(after, 1)))
    goes_on = len(after) <= 1 or bool(_AFTER_NAME.match(after, 1))
    if before in _DOUBLE_SURNAMES:
        return len(after) == 2 or goes_on
    if not surname:
        return False
    if _BEFORE_NAME.search(before[:-1]):
        return odd or goes_on or len(after) == 2
    if _MAY_BE_BEFORE_NAME.search(before[:-1]):
        return goes_on
    return odd and len(after) == 1 and after not in _NO_GIVEN_NAME


def _pads(text: str, start: int, end: int) -> bool:
    return bool(_IS_HAN.match(text[start - 1 : start])) and bool(_IS_HAN.match(text[end : end + 1]))


def _spread(text: str) -> frozenset[int]:
    """Where the spaces of lines stand that have one after every character."""
    out: set[int] = set()
    for m in _SPREAD.finditer(text):
        # The first of them may be the end of a word: 通知 会 议 指 出.
        first = m.start() if not _IS_HAN.match(text[m.start() - 2 : m.start() - 1] or "\n") else m.start() + 2
        letters = text[first - 1 : m.end() : 2]
        if len(_NOT_HAN.sub("", letters)) < len(letters) / 2:
            continue
        if all(c in SURNAMES for c in letters[::2]):
            continue  # 李 强 王 勇: padded names, one after another
        out.update(range(first, m.end(), 2))
    return frozenset(out)
