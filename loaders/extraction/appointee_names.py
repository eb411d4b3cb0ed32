"""Names that a verb of appointment makes sure: what stands between 任命 and 为, or between 免去 and 的, is a person.

The frame settles where each name ends, so names of any make are found, also those whose characters are common words
(任命高峰为…, 免去何新的…职务).
"""

from __future__ import annotations

import re

from loaders.extraction import names
from loaders.extraction.openings import matches

#: Where a list of names may begin: behind a verb, or behind a mark where the verb stands before (任命甲为…，乙为…).
_START = re.compile(
    r"(?:(?P<verb>任命|委任|特任|聘任|推选|选举|补选|增选|增补|提名|推举|聘请|指派|决定|免去|罢免|撤销|免除|接受|同意|批准|关于|宣布)"
    r"(?:了|由)?|[，,、；;：:。]|(?<=\n))(?:[：:]\s*)?"
    r"(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）])?\s*(?=[\u3400-\u9fff])"
)
_NOTE = re.compile(r"(?:\s?(?:[（(][^（）()]{1,24}[)）]|同志|教授|博士|先生|女士))*")
_AND = re.compile(r"\s?(?:、|和|与|及|以及)\s?")
#: What ends a list, by the verb that the frame needs: another post follows, an old one, a request, or nothing more.
_AS = re.compile(r"(?:等[\d一二三四五六七八九十]*(?:[人名位](?:同志)?)?)?\s?(?:当选为|[为任])(?P<post>[^，。；;\n]{2,40})")
_OF = re.compile(
    r"(?:的|原任?|兼任的|担任的|所任|(?<=同志))(?P<post>[^，。；;\n]{2,40}?)(?:职务|职位|一职)"
)
_BARE = re.compile(r"(?P<post>[^，。；;\n的为]{2,40}?)(?:职务|职位|一职)")
_ASKED = re.compile(r"(?:的|因[^，。；]{2,16}|提出的?|请求)?(?:关于)?辞(?:去|职)")
_HOLDS = re.compile(r"(?<=同志)(?:任|不再|兼任|担任)(?P<post>[^，。；;\n]{2,40})")
_MOVED = re.compile(r"(?:[两二三四五六七八九十\d]+位同志|(?<=同志))(?=任|职务|不再|工作|等)")
#: What may end an item of a list.
_ITEM_END = re.compile(
    r"[、（(\s，,。；;：:]|同志|教授|博士|先生|女士|和|与|及|等|当选|[为任的因]|原任|兼任|担任|所任|提出|请求|辞|[两二三四五六七八九十]位"
)
#: …的甲，将会出任…: the verb ends the name, a mark or 的 begins it.
_SUBJECT = re.compile(
    r"(?<=[，,。；：、”」』\s的])(?P<name>(?!任[首劳])[\u3400-\u9fff]{2,3}?)(?:同志)?[，,]?(?:(?:于|自|在)?(?:19|20)\d\d年(?:\d{1,2}月)?(?:起|至今)?)?"
    r"(?:即?将会?|已|正式|继续|仍|曾|被)?"
    r"(?:出任|留任|续任|不再(?:担任|兼任)|当选|获委任|获任命|履新|卸任|升任|转任|调任|历任|任(?!务|职|期|何|意|教|性|命|由|凭)|免去|选为|任命|辞任|接任|继任|就任|改任"
    r"|接替|兼任|担任|调离)"
)
_TITLE = re.compile(r"[长员任记席官使监师事问表手理督政委]$|书记|委员|主任|助理|院士|会长|代表|职务")
_BEFORE = re.compile("任命|委任|聘任|推选|选举|补选|增选|增补|决定|通过|当选|推举|批准|同意")
#: What opens a window in which lists are looked for; behind the far ones a list may run on.
_OPENS = re.compile(
    f"(?P<far>{_BEFORE.pattern})|(?P<near>特任|提名|聘请|指派|免去|罢免|撤销|免除|接受|关于|宣布|职务)"
)
_WORTH = re.compile(
    "[出留续升转调曾历担兼接继就改辞委特聘现]任|任命|推选|选举|补选|增选|提名|推举|免去|罢免|撤销|辞去|辞职|决定|不再|当选|被选|接替"
    "|履新|卸任|调离|同志任|同志职务"
)
_ADVERB = re.compile("曾[因经是被任在为]|才能|因此|作为|成为|于是|从而|时任|应邀")
_NOT_NAME = re.compile(
    "同志|以下|下列|人员|干部|代表|委员|局长|主任|书记|部长|院长|市长|省长|县长|会议|产生|[0-9]|一批|多名|新任|新的|上述"
    "|批准|决定|高票|政府|大会|中国|职务|自己|对方|现任|前任|有关|本人|领导|单位|分别|任命|兼任|方案|草案|报告|请求|申请|意见|建议|议案|决议"
)
#: A word that ends so runs on into the verb behind it (会后|出任, 同时兼|任).
_NO_LAST = frozenset("将会已曾再后前时年月日任为也又并就才均都被获或同是与和及票其否兼原现主责信出接专离连担重放胜委")
_TAKES = frozenset(("免去", "罢免", "撤销", "免除"))
_ALLOWS = frozenset(("接受", "同意", "批准"))
_TELLS = frozenset(("关于", "宣布", "同意", "决定", "批准"))
_SURE = frozenset(("任命", "免去", "接受"))
_LONGEST = 15
#: How far behind its verb a list may run on, in code points.
_FAR = 240


def find_appointed(text: str) -> list[tuple[int, int]]:
    """The spans of the names that verbs of appointment, removal and resignation make sure.

    Args:
        text: healed text; offsets are its code points.

    >>> t = "会议任命常万、古小玉为省政府副秘书长，免去何新的省司法厅厅长职务。"
    >>> [t[a:b] for a, b in find_appointed(t)]
    ['常万', '古小玉', '何新']
    """
    if not matches(_WORTH, text):
        return []
    out: set[tuple[int, int]] = set()
    failed: set[tuple[int, bool]] = set()
    for low, high in _windows(text):
        at = low
        while (m := _START.search(text, at, high)) is not None:
            at = max(m.start() + 1, m.end("verb"))
            spans = _list(text, m.end(), m["verb"] or "", m.start(), failed)
            if spans:
                out.update(spans)
                at = spans[-1][1]
    out.update(m.span("name") for m in _SUBJECT.finditer(text) if _is_subject(m["name"]))
    return sorted(out)


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of text in which a list of names may begin: at a verb, and for a while behind it."""
    out: list[tuple[int, int]] = []
    for m in matches(_OPENS, text):
        high = m.end() + (_FAR if m.lastgroup == "far" else 8)
        if out and m.start() <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((m.start(), high))
    return out


def _list(text: str, start: int, verb: str, before: int, failed: set[tuple[int, bool]]) -> list[tuple[int, int]]:
    """The names of the list that begins at ``start``, none where no frame closes behind it.

    ``failed`` remembers where a list came to nothing, so that a long list is read once and not from each of its items.
    """
    sure = verb in _SURE
    spans: list[tuple[int, int]] = []
    seen: list[tuple[int, bool]] = []
    at = start
    while True:
        if (at, sure) in failed:
            break
        seen.append((at, sure))
        end = _item(text, at, sure)
        if end == at and verb in _TAKES:
            # 免去甲江州市委书记职务: nothing marks where the name ends.
            end, how = names.name_end(text, at, at + 4)
            end = end if how > 0 else at
        if end == at:
            break
        spans.append((at, end))
        note = _NOTE.match(text, end)
        end = note.end() if note else end
        step = _AND.match(text, end)
        if step is None:
            if _closes(text, end, verb, before) and (verb or _plain(text, spans)):
                return spans
            break
        at = step.end()
    failed.update(seen)
    return []


def _item(text: str, at: int, sure: bool) -> int:
    """Where the name that begins at ``at`` ends; ``at`` where none does."""
    if not sure and not names.surname_at(text, at) and text[at : at + 1] not in names.SOUND:
        return at
    for m in _ITEM_END.finditer(text, at + 2, at + _LONGEST + 2):
        if _is_name(text[at : m.start()], sure):
            return m.start()
        if m[0] in "、（(，,。；;：: \n":
            break
    return at


def _closes(text: str, end: int, verb: str, before: int) -> bool:
    """Whether what follows a list of names at ``end`` is what its verb needs."""
    if verb in _TAKES:
        frames: tuple[re.Pattern[str], ...] = (_OF, _BARE)
    elif verb in _ALLOWS or verb in _TELLS:
        frames = (_ASKED, _MOVED, _HOLDS) if verb in _ALLOWS else (_MOVED, _HOLDS, _AS)
    elif verb:
        frames = (_AS,)
    elif _BEFORE.search(text, max(0, before - _FAR), before):
        frames = (_AS, _HOLDS)  # the verb of a continued list stands before, in the same paragraph
    else:
        frames = ()
    if not verb and text.rfind("职务", max(0, before - 3), before) >= 0:
        frames += (_OF,)
    for frame in frames:
        m = frame.match(text, end)
        if m and ("post" not in frame.groupindex or _TITLE.search(m["post"])):
            return verb != "" or frame is not _AS or text[end : end + 1] != "任"
    return False


def _plain(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether names behind a mere mark are no adverbs (曾因, 才能)."""
    return all(names.weakness(text[a:b]) < 1.3 and not _ADVERB.match(text, a) for a, b in spans)


def _is_subject(word: str) -> bool:
    """Whether the word before an act of taking office is a name and no adverb (随后, 会后) or noun (官员)."""
    if names.is_common_word(word) or word[-1] in _NO_LAST or _NOT_NAME.search(word):
        return False
    # 区 is a surname too, though it ends the names of so many places that no table of surnames can hold it.
    size = names.surname_at(word, 0) or (1 if word[0] == "区" and len(word) == 3 else 0)
    return bool(size) and len(word) > size and names.weakness(word) < 0.9 and not _ADVERB.match(word)


def _is_name(word: str, sure: bool) -> bool:
    """Whether a word that the frame makes a name has the shape of one; a ``sure`` frame asks for less."""
    if any(not ("\u3400" <= c <= "\u9fff" or c in names.DOTS) or c in "的了是我他她其该各本等为由将" for c in word):
        return False
    if _NOT_NAME.search(word):
        return False
    if names.has_dot(word):
        return True
    surname = names.surname_at(word, 0)
    if surname and surname < len(word) <= surname + 2:
        return True
    if len(word) == 4 and surname == 1 and names.surname_at(word, 1) == 1:
        return True
    if sure and len(word) in (3, 4) and not names.is_common_word(word) and not names.is_common_word(word[:2]):
        return True
    return 3 <= len(word) <= 12 and names.sound_share(word) >= 0.75
