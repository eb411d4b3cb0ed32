"""Reads a phrase that names posts (最高人民法院副院长、审判委员会委员) into the posts themselves.

``posts`` reads titles beside a name; here the phrase stands behind a verb (任命甲为…, 免去乙的…职务), so its words are
known to name posts, and words that no rule knows as a body still are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from loaders.extraction.bureaus import BodySpan
from loaders.extraction.marking import Marks
from loaders.extraction.stacks import Item, Post
from loaders.extraction.titles import Title


@dataclass(frozen=True, slots=True)
class Office:
    """One post of a phrase. ``start:end`` spans its own words, body included where it is printed with it.

    ``bureau_at`` is where its body stands, also where another title of the phrase brings it.
    """

    start: int
    end: int
    bureau: str
    title: str
    title_at: tuple[int, int]
    bureau_at: tuple[int, int] | None = None
    acting: bool = False
    concurrent: bool = False


#: 我院新一届党委委员: whose, only the notice's own body could say.
_OURS = re.compile("[我本该][院校局厅委系所]")
_LEAD = re.compile(
    r"(?:兼任|代理(?=[省市县区州镇乡旗])|[、，,\s和及兼与并的为：:]|以及|第[一二三四五六七八九十\d]+[任届]|[\d一二三四五六七八九十]+届(?=全国|省|市|政协|人大|县|区)"
    r"|[（(][^（）()]{1,12}[)）]|现任|现为|新任|首任|(?:中共)?(?:[一二三四五六七八九十]+届、?)+(?=中央)|[是系](?=[\u4e00-\u9fff]{4})|该(?=[局厅部委院校省市县区])|其(?!他)|本(?=[局厅部委院校省市县区])|(?:下一?|上一?|首|新一|本|今)[届任](?:政府)?|[“”「」『』\"])+"
)
#: A unit inside the body named before it.
_INNER = re.compile(
    r"第[一二三四五六七八九十]+[\u4e00-\u9fff]{0,8}|(?:审判|检察|学术|学位评定)委员会|[^会局委院校厅]{1,6}(?:法庭|庭|科|室|处|组|股|队|支队)|办公厅|办公室"
)
#: A unit that names its own place or state stands in no other body.
_OWN_PLACE = re.compile("香港|澳门|中央|国家|全国|中国|[\u4e00-\u9fff]{2,3}[省市]")
#: Between two titles with no mark: the first belongs to the second one's body.
_UNBROKEN = re.compile(r"(?!兼|和|与|及|并)[\u3400-\u9fff]{1,12}")
_RUNS_ON = re.compile(r"(?:政治|特别|行政|高级)?(?:助理|秘书|顾问)|政助")
_ORGAN = re.compile(r"(?:组织部|宣传部|统战部|政法委员?会?|纪委|纪律检查委员会|统一战线工作部|办公厅|办公室)$")
_ORGAN_TITLE = re.compile(r"组织部|宣传部|统战部|政法委|纪委")
#: Words that no body's name holds.
_NO_BODY = re.compile(r"[。；，,：:！？“”…]|出席|参加|会见|陪同|[了着]|负责|讲话|表示|指出|分管|出任|担任|兼任|[同次当翌]年|\d年|月任|期间")
_LOCAL = re.compile(r"(?!中华人民共和国|中国|全国|第|中共)[\u3400-\u9fff]{2,20}$")
_HAN = re.compile(r"[\u3400-\u9fff·“”]{1,16}")
_GOVERNOR = re.compile(r"(?:代理?|常务|第一)?副?[省市县区州镇乡旗盟]长(?:助理)?")
_DIVISION = re.compile(r"[省市县区州镇乡旗盟]$")


def offices_in(text: str, start: int, end: int, marks: Marks, before: str = "") -> list[Office]:
    """The posts named in ``text[start:end]``, in order, each with its settled body.

    Args:
        text: the healed text.
        start, end: the phrase, in code points; words after its last title are ignored.
        marks: the titles and bodies found in the text.
        before: the body named before the phrase, which settles 省人大常委会 or 县政府.
    """
    titles = _titles(text, start, end, marks)
    items: list[Item] = []
    froms: list[int] = []
    at = start
    for t in titles:
        lead = _LEAD.match(text, at, t.start)
        begin = lead.end() if lead else at
        item = _item(text, t, at, begin, marks)
        if item is None:
            if items:
                break
            # Words before the first title that are no body: 免去甲因病的局长职务.
            item = Item(t, None, "", False)
            begin = t.start
        items.append(item)
        froms.append(begin)
        at = t.end
    found = _settled(text, items, froms, marks.stacks.posts(items), before)
    return [replace(o, bureau="", bureau_at=None) if _OURS.fullmatch(o.bureau) else o for o in found]


def _titles(text: str, start: int, end: int, marks: Marks) -> list[Title]:
    """The titles of a phrase, those that run on (副司长政治助理) made one."""
    out: list[Title] = []
    i = bisect_left(marks.titles, start, key=lambda t: t.name_start if t.status == "拟任" else t.start)
    while i < len(marks.titles) and marks.titles[i].end <= end:
        t = marks.titles[i]
        if out and out[-1].end == t.start and _RUNS_ON.fullmatch(t.text):
            t = replace(out.pop(), end=t.end, text=marks.titles[i - 1].text + t.text, head=t.head)
        elif out and t.start > out[-1].end and _UNBROKEN.fullmatch(text, out[-1].end, t.start):
            out.pop()  # 秘书 in 秘书二局局长 is a part of the body's name
        out.append(t)
        i += 1
    return out


def _item(text: str, title: Title, at: int, begin: int, marks: Marks) -> Item | None:
    """A title with the body before it; none where the words between are no body.

    The words before the title begin at ``at``, without a lead (并, 第四任) at ``begin``.
    """
    if begin >= title.start:
        return Item(title, None, "", False)
    concurrent = text[title.start - 1] == "兼"
    edge = title.start - 1 if concurrent else title.start
    item = marks.stacks.item(title)
    if item.body is not None and item.body.start >= at:
        return _widened(text, item, begin)
    if item.country and text[begin:edge].strip():
        return item
    # 悬空两月的民政专员: what stands before the last 的 is no part of the name.
    begin = max(begin, text.rfind("的", begin, edge) + 1, text.rfind("、", begin, edge) + 1)
    words = re.sub(r"(?:第[一二三四五六七八九十\d]+任|(?:[新上]一|[首本上下]|第?[一二三四五六七八九十\d]+)届)$", "", text[begin:edge].strip("“”「」『』\""))
    if not words or not re.search("[\u3400-\u9fffA-Za-z]", words):
        return Item(title, None, "", concurrent)
    if len(words) > 30 or _NO_BODY.search(words):
        return None
    at = text.find(words, begin)
    return Item(title, None, "", concurrent, (at, at + len(words)))


def _widened(text: str, item: Item, begin: int) -> Item:
    """The body with the division printed before it, where that was read apart (福建|屏南县委)."""
    body = item.body
    assert body is not None
    before = text[begin : body.start]
    assembly = text.startswith(_ASSEMBLY, body.start) or before.endswith(_ASSEMBLY)
    if before and assembly and _LOCAL.match(before):
        # 青海第十三届人民代表大会|财政经济委员会 is the province's, not the nation's.
        return replace(item, body=BodySpan(begin, body.end, "division"))
    if not before or body.anchor not in ("level", "word", "generic"):
        return item
    if 2 <= len(before) <= 8 and _DIVISION.search(before):
        return replace(item, body=BodySpan(begin, body.end, "division"))
    if _HAN.fullmatch(before) and not _NO_BODY.search(before):
        return replace(item, body=None, phrase=(begin, body.end))
    return item


def _settled(text: str, items: list[Item], froms: list[int], posts: list[Post], before: str) -> list[Office]:
    out: list[Office] = []
    parent, parent_at, inside = "", None, False
    for item, begin, post in zip(items, froms, posts, strict=True):
        bureau, at = post.bureau, None
        if item.body is not None:
            at = (item.body.start, item.body.end)
        elif item.phrase is not None:
            at = item.phrase
        elif item.country:
            at = (begin, item.title.start)
        own = text[at[0] : at[1]] if at else ""
        if own and parent and _INNER.fullmatch(own) and not _OWN_PLACE.match(own):
            bureau, inside = bureau if bureau.startswith(parent) else parent + own, True
        elif own:
            bureau = _in_division(own, bureau, parent or before)
            parent, parent_at, inside = bureau, at, False
        elif parent and _ORGAN_TITLE.match(post.title) and _ORGAN.search(parent):
            bureau = _ORGAN.sub("", parent)  # 包头市宣传部部长、政法委书记: both organs are the city committee's
        elif out and post.title.startswith("党组") and out[-1].bureau.endswith("政府"):
            bureau = out[-1].bureau  # 副市长、党组成员
        elif parent and inside:
            bureau = parent  # after a unit inside it (第四巡回法庭庭长、审判员) the body itself again
        if (_GOVERNOR.fullmatch(post.title) and _DIVISION.search(bureau)) or (bureau.endswith("自治区") and "主席" in post.title):
            bureau += "政府"
        bureau, title = _shifted(bureau, post.title, at is not None and at[1] == item.title.start)
        if bureau == "大会":
            bureau, title = "", "大会" + title  # a post of the sitting, and of no body
        if post.acting and item.title.status and not title.startswith(item.title.status):
            title = item.title.status + title
        out.append(Office(
            min(begin, at[0]) if at else item.title.start, item.title.end, bureau, title, (item.title.start, item.title.end),
            at or parent_at, post.acting,
            post.concurrent or item.concurrent or text.startswith(("（兼", "(兼"), item.title.end),
        ))
    return out


def _shifted(bureau: str, title: str, joined: bool) -> tuple[str, str]:
    """社会与人口|学院副院长 is 社会与人口学院 and 副院长; 人事处处长 alone is 人事处 and 处长."""
    grade = _GRADE.search(bureau) if joined else None
    if grade:
        return bureau[: grade.start()], grade[0] + title
    m = _BODY_IN_TITLE.fullmatch(title)
    if m and (joined or not bureau):
        if joined and bureau:
            return bureau + m[1], m[2]
        if len(m[1]) > 2:
            return m[1], m[2]
    return bureau, title


_GRADE = re.compile("(?<=.)(?:驻会|专职|兼职|常务|名誉|首席|执行|第一)$")
_BODY_IN_TITLE = re.compile(
    r"([\u4e00-\u9fff]{0,8}?(?:学院|大学|医院|法院|检察院|研究院|研究所|中心|办公室|学生会|协会|学会|公司|集团|教研室|领导小组|系|处|司|局|厅|科))"
    r"((?:第一|常务|执行|党委|党总支)?副?(?:院长|校长|主任|处长|司长|局长|厅长|科长|会长|主席|秘书长|经理|总经理|董事长|组长|所长|检察长|书记))"
)


def _in_division(own: str, bureau: str, parent: str) -> str:
    """县政府 after 屏南县委 is 屏南县政府; 经济委员会 after 全国政协 is the latter's."""
    if parent.endswith(_ASSEMBLY) and _COMMITTEE.fullmatch(own):
        return parent + own
    if own == "行署" and parent.endswith("地委"):
        return parent[:-1] + "区行署"
    m = _RELATIVE.match(own)
    if not m or not parent:
        return bureau
    level = m[1] or "[省市县区州旗]"
    division = re.match(rf"[\u4e00-\u9fff]{{2,12}}?{level}(?=委|政府|人民政府|人大|人民代表大会|政协|纪委|军区|$)", parent)
    return division[0] + own[len(m[1]) :] if division else bureau


_RELATIVE = re.compile(r"([省市县区州旗]?)(?=(?:委(?!员)|人民政府|政府|人大|政协|纪委|监委|人民检察院|人民法院|总工会)\w{0,8}$)")
_ASSEMBLY = ("人大", "人民代表大会", "常务委员会", "常委会", "政协", "全国委员会")
_COMMITTEE = re.compile(r"(?!全国|中央|国家|国务院)[^省市县区州盟旗，、]{2,14}委员会")
