"""Which foreign state the words of a title speak of: by its letters (俄总统), or by the body that holds the post."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loaders.data import tables
from loaders.extraction.gazetteer import countries, country_named

#: Offices of state and the like, whose body the title alone settles.
STATE_TITLES = {
    "国家主席": "", "国家副主席": "", "总书记": "中共中央", "委员长": "全国人大常委会", "副委员长": "全国人大常委会",
    "总理": "国务院", "副总理": "国务院", "国务委员": "国务院", "审计长": "审计署", "特首": "香港特别行政区",
}
#: Titles that officials of other states bear, so that with no body before them they may be theirs.
FOREIGN_TITLES = frozenset((
    "总统 副总统 首相 副首相 国王 女王 王储 亲王 议长 国务卿 外长 防长 财长 大臣 总督 酋长 国会主席 众议长 参议长 外相 防相 埃米尔 "
    "苏丹 教皇 总理 国家主席 主席 总书记 副总理 副主席 部长 外交部长 国防部长"
).split())
#: Ministers by a short name: at home they are of these ministries.
SHORT_MINISTERS = {"外长": "外交部", "防长": "国防部", "财长": "财政部"}
#: Titles that only China's leaders bear.
ONLY_HOME = frozenset(("国务委员", "中央政治局委员", "政治局委员"))
#: Offices of state that other states have under the same name: whose they are, their holder says.
ALSO_ABROAD = frozenset("总理 副总理 国家主席 国家副主席 委员长 总书记".split())
#: Letters that are oftener a word of their own before a title: 新总统, 老书记.
_WORDS = frozenset("新老中文")
#: States whose head, or whose party's, is called chairman or general secretary.
_CHAIRED = frozenset("越南 老挝 古巴 朝鲜 苏联 南斯拉夫 民主德国".split())
_CHAIRS = frozenset("主席 副主席 国家主席 国家副主席 总书记".split())
#: A ministry as a notice names it without its state.
_MINISTRY = re.compile(r"(?!中|国家|全国|国务院)[\u3400-\u9fff]{2,10}部")


#: Ministries that most states have: before them a state's letter is sure to be one.
_COMMON_MINISTRIES = frozenset("外交部 国防部 财政部 卫生部 能源部 商务部 内政部 司法部 教育部 农业部 交通部 经济部 劳工部 贸易部 环境部".split())


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for country in countries():
        if country.letters and country.name != "中国" and country.continent not in ("former", "territory"):
            out.setdefault(country.letters, []).append(country.name)
    return {letters: tuple(names) for letters, names in out.items()}


def states_of(letters: str) -> tuple[str, ...]:
    """The states that one or two characters stand for, the likeliest first.

    >>> states_of("俄"), states_of("安巴")
    (('俄罗斯',), ('安提瓜和巴布达',))
    """
    return _by_letters().get(letters, ())


def is_word(letter: str) -> bool:
    """Whether the letter is oftener a plain word before a title than a state's (新总统)."""
    return letter in _WORDS


@lru_cache(maxsize=4096)  # the same bodies are named again and again
def state_of(body: str) -> str:
    """The foreign state whose name the body's begins with, or "".

    >>> state_of("老挝人民革命党中央委员会"), state_of("财政部")
    ('老挝', '')
    """
    for size in range(min(len(body), 8), 1, -1):
        country = country_named(body[:size])
        if country is not None:
            return "" if country.name == "中国" else country.name
    return ""


def last_state(words: str) -> str:
    """The foreign state named last in the words, also inside a body's name, or "".

    >>> last_state("巴西总统首席顾问，匈牙利政府代表、")
    '匈牙利'
    """
    for at in range(len(words) - 2, -1, -1):
        for size in range(min(5, len(words) - at), 1, -1):
            country = country_named(words[at : at + size])
            if country is not None:
                return "" if country.name == "中国" else country.name
    return ""


@lru_cache(maxsize=4096)
def is_ministry(words: str) -> bool:
    """Whether the words name a ministry without saying whose.

    >>> is_ministry("财政部"), is_ministry("国家安全部")
    (True, False)
    """
    return _MINISTRY.fullmatch(words) is not None and not state_of(words)


def abroad(body: str) -> str:
    """A ministry whose state is only a letter, in full; any other body as it is.

    >>> abroad("俄外交部"), abroad("财政部")
    ('俄罗斯外交部', '财政部')
    """
    letter, words = body[:1], body[1:]
    if words not in _COMMON_MINISTRIES or is_word(letter):
        return body
    states = states_of(letter)
    return states[0] + words if len(states) == 1 else body


def has_office(state: str, title: str) -> bool:
    """Whether the state can have the office: a 主席 stands at the head of few.

    >>> has_office("美国", "主席"), has_office("美国", "总统"), has_office("越南", "国家主席")
    (False, True, True)
    """
    return title not in _CHAIRS or state in _CHAIRED


@cache
def offices() -> dict[str, dict[str, tuple[str, str]]]:
    """Holders of offices of state: person -> bare title -> (title, bureau); the last office where there are two."""
    out: dict[str, dict[str, tuple[str, str]]] = {}
    for person, short, title, bureau, _since, _until in tables.rows("state_offices", 6):
        out.setdefault(person, {})[short] = (title, bureau)
    return out
