"""Names as keys: which ways of writing a body, a place, a meeting or a campaign are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import cache

from loaders.extraction import gazetteer

_IGNORED = re.compile(r"[\s“”\"'‘’「」『』《》〈〉<>＂·・•]+")
_LOCAL_PARTY = re.compile(r"^(?:中共|中国共产党)(?!中央|全国)(?=.+委)")
_SHORTER = (
    (re.compile(r"^中国人民政治协商会议(.+?)委员会"), r"\1政协"),
    (re.compile(r"^政协(.{2,}?)委员会"), r"\1政协"),
    (re.compile("人民代表大会常务委员会"), "人大常委会"),
    (re.compile("人民代表大会"), "人大"),
    (re.compile("纪律检查委员会"), "纪委"),
    (re.compile("监察委员会"), "监委"),
    (re.compile("常务委员会$"), "常委会"),
    (re.compile("(?<=[省市县区州盟旗])人民政府"), "政府"),
    (re.compile("(?<=[省市县区州盟旗])委员会$"), "委"),
)
#: A body named only from where the notice stands (市政府, 我局, 该院): another notice's is another body.
_RELATIVE_BUREAU = re.compile(
    r"^(?:[省县州]|市(?!场)|区(?![域块])|我[省市县区州局院校委部办]|[本该我](?!溪)|全[省市县区州](?=[^省市县区州盟旗])|各)"
    r"[^省市县区州盟旗]{0,10}(?:委|政府|人大|政协|局|厅|院|校|部|处|科|办|室|中心|公司|常委会|法院|会|站|队|所)$"
)
#: Words that only say what sort of body it is.
_SORT_OF_BODY = re.compile(
    r"(?:第[一二三四五六七八九十]+届|上一?届|新一届|本届)?(?:(?:常务|执行|组织|筹备|专门|学术|工作)?委员会|常委会|组委会|筹委会|党组|党委|党工委"
    r"|党总支|党支部|团委|纪委|纪检组|工会|妇联|理事会|董事会|监事会|校友会|学生会|研究生会|办公[室厅]|秘书处|主席团|代表团|领导小组"
    r"|工作组|专家组|督[导查]组|巡视组|调研组|研究[院所]|学院|大学|学校|公司|集团|医院|法院|检察院|基金会|人大|政协|政府|协会|学会"
    r"|指挥部|机关|宣传部|组织部|统战部|教务处|人事处|财务处|图书馆)"
)
#: A meeting named only from where the notice stands.
_RELATIVE_MEETING = re.compile(
    r"^(?:全[省市县区州镇乡局院校系厂公司]{1,2}|[省市县区](?![场域])|我[省市县区州局院校]|[本该]|学校|学院|集团|公司|机关"
    r"|党组|党委|支部|年度|[上下]半年)"
)
_MEETING_WORDS = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[次届期场]|[上下]半年|年度|年[初中终末]|季度|[一二三四]季度|党组|党委|班子|理论|学习|中心组|工作"
    r"|专题|扩大|全体|全会|常务|常委会?|例行|办公|座谈|民主|生活|动员|部署|推进|总结|表彰|布置|调度|培训|视频|电视|电话|现场|交流"
    r"|经验|紧急|重要|有关|相关|开幕|闭幕|会议|大会|会|班|仪式|式)+"
)
_YEAR = re.compile(r"^(?:(?:19|20)\d\d)(?:年度?|(?=[^\d]))")
_N = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"第[{_N}百零〇\d]+[次届期]|[{_N}]+届[{_N}]+次|[{_N}]+届[{_N}]*中")

_OWN_NUMBER = re.compile(
    rf"届.*[{_N}百零〇\d]+次|第[{_N}]+次全国代表大会|届[{_N}]+中|第[{_N}\d]+届"
    r"(?!.{0,12}(?:人民代表大会(?!第)|人大|政协|委员会|常委|政府|中央|理事会|学生会|代表))"
)
_SHORTER_MEETING = (
    (re.compile("人民代表大会常务委员会"), "人大常委会"),
    (re.compile("人民代表大会"), "人大"),
    (re.compile("中国人民政治协商会议"), "政协"),
    (re.compile(rf"第(?=[{_N}百]+[届次])"), ""),
)

#: Bodies whose posts are one line of office: one name among them is one person.
_CENTRE = frozenset(
    "中共中央 中共中央委员会 中共中央政治局 中共中央政治局常委会 中共中央书记处 中共中央军委 中共中央纪委 "
    "国务院 中央军委 中华人民共和国 全国人大 全国人大常委会 全国政协 国家监委".split()
)
#: What a unit inside a body is called: the least that says it is no body of its own.
_UNIT = re.compile(
    r"(?:办公[室厅]|机关党委|党组|[^省市县区州盟旗]{1,10}(?:处|科|司|教研室|党支部|党总支)|[^省市县区州盟旗]{1,12}(?:学院|学系|系))"
)
#: The term of a body with members (第十四届); the body itself goes on.
_TERM = re.compile(r"(?:第[一二三四五六七八九十]+|[一二三四五六七八九十]+|上一?|新一|本)届")
_HAS_TERMS = re.compile("人大|人民代表大会|政协|政治协商|委员会|常委会|军委")
_LEADING = re.compile(r"^(.+[省市县区州盟旗])(?:党委|委|委常委会|政府|政府党组|人大|人大常委会|政协|纪委|监委)$")
_MILITARY_COMMISSION = re.compile("军事委员会")


def plain(name: str) -> str:
    """A name without spaces, quotation marks and middle dots, in NFKC.

    >>> plain("“三严三实” 专题教育")
    '三严三实专题教育'
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name))


@cache
def bureau_key(name: str) -> str:
    """What two names of one body have in common: full and usual forms of party, government and congress are one.

    >>> bureau_key("中共山西省委员会"), bureau_key("山西省委")
    ('山西省委', '山西省委')
    >>> bureau_key("鞍山市人民政府") == bureau_key("鞍山市政府")
    True
    >>> bureau_key("政协第十四届全国委员会")
    '全国政协'
    """
    key = _MILITARY_COMMISSION.sub("军委", plain(name))
    if _HAS_TERMS.search(key):
        key = _TERM.sub("", key) or key
    known = gazetteer.bodies_named(key)
    if len({b.name for b in known}) == 1:
        key = _MILITARY_COMMISSION.sub("军委", plain(known[0].name))
    key = _LOCAL_PARTY.sub("", key)
    for pattern, short in _SHORTER:
        key = pattern.sub(short, key)
    return key


def relative_bureau(name: str) -> bool:
    """Whether a name says which body it is only inside its own notice.

    >>> [relative_bureau(n) for n in ("市政府", "县公安局", "我局", "第十五届常委会", "全市公安局")]
    [True, True, True, True, True]
    >>> [relative_bureau(n) for n in ("山西省邮政管理局", "镇江市政府", "全国人民代表大会常务委员会", "市场监管总局")]
    [False, False, False, False]
    """
    return _RELATIVE_BUREAU.match(name) is not None or _SORT_OF_BODY.fullmatch(name) is not None


@cache
def line_of(bureau: str) -> str:
    """The line of office of a body (its key): the division whose party, government or congress it is, else itself.

    >>> line_of("鞍山市委"), line_of("鞍山市政府"), line_of("鞍山市教育局")
    ('鞍山市', '鞍山市', '鞍山市教育局')
    >>> line_of("国务院") == line_of("全国人大常委会")
    True
    """
    if bureau in _CENTRE:
        return "中央"
    leading = _LEADING.match(bureau)
    return leading.group(1) if leading else bureau


def body_of_unit(unit: str, bodies: Container[str]) -> str:
    """The body among ``bodies`` (all keys) that a unit is inside of, by its name; "" where none is.

    >>> body_of_unit("山西省邮政管理局办公室", {"山西省", "山西省邮政管理局"})
    '山西省邮政管理局'
    >>> body_of_unit("忻州市政府", {"忻州市"})
    ''
    """
    for end in range(len(unit) - 1, 3, -1):
        if _UNIT.fullmatch(unit[end:]) and unit[:end] in bodies:
            return unit[:end]
    return ""


@cache
def meeting_key(name: str) -> str:
    """A meeting's name without its year, which its dates give, and with the usual form of the congress it is of.

    >>> meeting_key("2015年全国邮政管理局长座谈会")
    '全国邮政管理局长座谈会'
    >>> meeting_key("第十三届全国人民代表大会第一次会议") == meeting_key("十三届全国人大一次会议")
    True
    """
    key = plain(name).removeprefix("中华人民共和国")
    for pattern, short in _SHORTER_MEETING:
        key = pattern.sub(short, key)
    short = _YEAR.sub("", key)
    return short if len(short) >= 4 else key


def meeting_year(name: str) -> str:
    """The year that stands before a meeting's name, or "".

    >>> meeting_year("2015年全国邮政管理局长座谈会")
    '2015'
    """
    return name[:4] if _YEAR.match(plain(name)) else ""


@cache
def relative_meeting(name: str) -> bool:
    """Whether a meeting's name is shared by many meetings, so that only who held it tells them apart.

    >>> [relative_meeting(n) for n in ("全省邮政管理局长座谈会", "党组扩大会议", "全国邮政管理局长座谈会")]
    [True, True, False]
    """
    key = meeting_key(name)
    return bool(_RELATIVE_MEETING.match(key)) or bool(_MEETING_WORDS.fullmatch(key))


def numbered_once(name: str) -> bool:
    """Whether a number in a meeting's name is its own and comes only once, not that of a body's term or of every year.

    >>> [numbered_once(n) for n in ("第七届东方经济论坛", "十三届全国人大三次会议", "党的十八届三中全会")]
    [True, True, True]
    >>> [numbered_once(n) for n in ("十三届全国人民代表大会常务委员会宪法宣誓仪式", "大会主席团第三次会议")]
    [False, False]
    """
    return _OWN_NUMBER.search(plain(name)) is not None


def ordinal_of(name: str) -> str:
    """The session's number as it stands in a meeting's name, or "".

    >>> ordinal_of("第十二届全国人民代表大会第三次会议")
    '第十二届第三次'
    """
    return "".join(_ORDINAL.findall(plain(name)))
