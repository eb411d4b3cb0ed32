"""Stacks of titles as they stand beside a name: which body each belongs to, and what the posts are called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from loaders.extraction import names, stack_words
from loaders.extraction.bureaus import BodySpan
from loaders.extraction.gazetteer import Division, body_named
from loaders.extraction.mentions import PersonMention, PlaceMention
from loaders.extraction.shortforms import Home, division_prefix, home_place, is_foreign, party_unit
from loaders.extraction.states import (
    ALSO_ABROAD,
    FOREIGN_TITLES,
    ONLY_HOME,
    SHORT_MINISTERS,
    STATE_TITLES,
    has_office,
    is_ministry,
    is_word,
    last_state,
    offices,
    state_of,
    states_of,
)
from loaders.extraction.titles import VAGUE, Title
from loaders.records import swift

Settle = Callable[[BodySpan], str]


@swift
@dataclass(frozen=True, slots=True)
class Item:
    """One title of a stack with the body before it, if one stands there."""

    title: Title
    body: BodySpan | None
    country: str
    concurrent: bool
    phrase: tuple[int, int] | None = None


@swift
@dataclass(frozen=True, slots=True)
class Post:
    """A post as read from words alone, before anyone holds it."""

    start: int
    end: int
    bureau: str
    title: str
    acting: bool = False
    former: bool = False
    concurrent: bool = False


class Stacks:
    """Reads stacks of titles in one text."""

    def __init__(
        self,
        text: str,
        titles: Sequence[Title],
        bodies: Sequence[BodySpan],
        places: Sequence[PlaceMention],
        home: Home,
        settle: Settle,
        people: Sequence[PersonMention] = (),
        governed: Sequence[tuple[int, Division]] = (),
    ) -> None:
        self.text = text
        self._governed = governed
        self._people = {p.end for p in people}
        self._named = sorted((p.start, p.end) for p in people)
        self.titles = list(titles)
        self.home = home
        self.settle = settle
        self._ends = {t.end: t for t in titles}
        self._starts = {t.start: t for t in titles}
        self._body_ends = {b.end: b for b in bodies}
        self._bodies = list(bodies)
        self._place_ends = {p.end: p for p in places}
        self._places = list(places)

    def before(self, at: int) -> list[Item]:
        """The stack of titles that ends right before ``at``, in reading order."""
        back = at
        while back and self.text[back - 1] in " \t\u3000：:" and at - back < 3:
            back -= 1
        title = self._ends.get(at) or self._ends.get(back)
        items: list[Item] = []
        begin = at
        while title is not None and len(items) < 8:
            item, start = self._item(title)
            items.append(item)
            joined = self._joined_title(start)
            title = joined
            begin = start
        items.reverse()
        if items and back < at and (items[0].title.status == "当选" or stack_words.TAKES_OFFICE.search(self.text, max(0, begin - 4), begin)):
            return []  # 甲当选主席 乙当选…
        return items

    def after(self, at: int, people_starts: Sequence[int]) -> list[Item]:
        """The titles that stand right behind a name ending at ``at``, as long as no other name follows them."""
        items: list[Item] = []
        while True:
            title = self._starts.get(at)
            if title is None:
                return items
            if title.status == "拟任" or (title.head == "代表" and not stack_words.DELEGATE.match(self.text, title.start)):
                return items
            follows = bisect_left(people_starts, title.end)
            if follows < len(people_starts) and people_starts[follows] == title.end and title.head not in VAGUE:
                return items
            items.append(Item(title, None, "", False))
            at = title.end
            if self.text[at : at + 1] == "、" and at + 1 in self._starts:
                nxt = self._starts[at + 1]
                i = bisect_left(people_starts, nxt.end)
                if i < len(people_starts) and people_starts[i] == nxt.end:
                    return items
                at += 1
                continue
            return items

    def item(self, title: Title) -> Item:
        """One title with the body, place or phrase that stands right before it."""
        return self._item(title)[0]

    def _item(self, title: Title) -> tuple[Item, int]:
        start = title.start
        if title.text.startswith("系"):  # 心理学系|主任
            start += 1
            title = replace(title, start=start, text=title.text[1:], name_start=max(title.name_start, start))
        concurrent = start > 0 and self.text[start - 1] == "兼"
        edge = start - 1 if concurrent else start
        if self.text.endswith("大会", 0, edge) and title.head in ("秘书长", "副秘书长") and edge not in self._body_ends:
            edge -= 2  # 大会|副秘书长 is a post of the sitting, and of no body named near
            title = replace(title, start=edge, text="大会" + title.text, name_start=edge)
        ordinal = stack_words.ORDINAL.search(self.text, max(0, edge - 6), edge)
        if ordinal and (ordinal.start() in self._body_ends or ordinal.start() in self._place_ends):
            edge = ordinal.start()  # 澳门特别行政区|第六任行政长官
        # 原 and 时任 may stand before the body: 原省气象局局长.
        body = self._body_ends.get(edge) or (self._body_ends.get(edge + 1) if self.text[edge : edge + 1] in "部局厅院委司" else None)
        if body is not None and body.start < edge:
            at = body.start
            title, at = self._with_status(title, at)
            concurrent = concurrent or (at > 0 and self.text[at - 1] == "兼")
            if is_ministry(self.text[at : body.end]) and (state := self._state_before(at)) is not None:
                return Item(title, body, state[0], concurrent), state[1]
            return Item(title, body, "", concurrent), at - (1 if at and self.text[at - 1] == "兼" else 0)
        own = self.text[edge - 1 : edge] in tuple("委局厅院社校站") and self.text[edge - 2 : edge - 1] in stack_words.EDGES
        if own and stack_words.OWN_UNIT.match(title.text):
            return Item(title, None, "", concurrent, (edge - 1, edge)), edge - 1  # 委|党委副书记: of the notice's own commission
        place = self._place_ends.get(edge)
        if place is not None:
            return Item(title, None, place.name, concurrent), place.start
        if title.text in FOREIGN_TITLES and (state := self._state_before(edge)) is not None:
            return Item(title, None, state[0], concurrent), state[1]
        if title.head in ("部长", "副部长") and stack_words.DEPARTMENT.search(self.text, edge - 4, edge):
            return Item(title, None, "", concurrent, (edge - 2, edge + 1)), edge - 2  # 组织|部长
        phrase = self._phrase(edge) if not concurrent else None
        if phrase is not None:
            low = phrase[0]
            # 卫生厅长 is the head of a 卫生厅.
            high = edge + (title.text in stack_words.OF_OFFICE and self.text[edge - 1] not in "部局厅署司处股院")
            if self.text[low] == "兼":
                return Item(title, None, "", True, (low + 1, high)), low
            if self.text[low] in "前原" and not title.status and not names.is_common_word(self.text[low : low + 2]):
                title = Title(title.start, title.end, title.text, title.head, self.text[low], title.name_start)
                return Item(title, None, "", concurrent, (low + 1, high)), low
            return Item(title, None, "", concurrent, (low, high)), low
        return Item(title, None, "", concurrent), edge

    def _state_before(self, edge: int) -> tuple[str, int] | None:
        """The state whose letters end at ``edge`` (俄|总统), and where they begin; none where they are no state's."""
        for size in (2, 1):
            letters, at = self.text[edge - size : edge], edge - size
            states = states_of(letters) if at >= 0 else ()
            if not states or (letters == "日" and self.text[at - 1 : at].isdigit()):
                continue
            before = self.text[at - 1 : at]
            if "\u3400" <= before <= "\u9fff" and before not in "同与和见晤问及由向是为对了将请" and at not in self._ends:
                return None
            named = [s for s in states if any(p.name == s for p in self._places)]
            if named or (len(states) == 1 and not is_word(letters)):
                return (named or list(states))[0], at
        return None

    def _with_status(self, title: Title, at: int) -> tuple[Title, int]:
        for word in ("时任", "前任", "原任", "首任", "历任", "两任", "原", "前", "代", "现任"):
            if self.text.endswith(word, 0, at) and not title.status:
                if word in ("前", "原", "代") and names.is_common_word(self.text[at - 2 : at]):
                    continue
                if word == "现任":
                    return title, at - 2
                return Title(title.start, title.end, title.text, title.head, word, title.name_start), at - len(word)
        return title, at

    def _phrase(self, edge: int) -> tuple[int, int] | None:
        """Words between a mark and a title that stand where a body's name would, though no rule knows them as one."""
        low = edge
        while low > 0 and "\u3400" <= self.text[low - 1] <= "\u9fff" and edge - low < 16 and low not in self._ends:
            low -= 1
        if low == edge and (acronym := stack_words.ACRONYM.search(self.text, max(0, edge - 17), edge)) is not None:
            return acronym.span()  # ISM|主席
        if edge - low < 3 or edge - low >= 16:
            return None
        if self.text[low - 1 : low] not in "、，；。：\n " and low != 0 and low not in self._ends:
            return None
        words = self.text[low:edge]
        i = bisect_left(self._named, (low, 0))
        if (i < len(self._named) and self._named[i][0] < edge) or (i and self._named[i - 1][1] > low):
            return None
        return None if stack_words.NO_BODY.search(words) or (names.surname_at(words, 0) and len(words) <= 3) else (low, edge)

    def _joined_title(self, start: int) -> Title | None:
        """The title before ``start`` that belongs to the same stack: not one that follows a name of its own (甲教授、乙)."""
        if start <= 0:
            return None
        for size in (0, 1, 2):
            title = self._ends.get(start - size)
            if title is not None and (size == 0 or stack_words.JOIN.fullmatch(self.text[start - size : start])):
                return None if title.start in self._people else title
        return None

    def posts(
        self, items: Sequence[Item], around: str = "", person: str = "", carried: str = "", joined: bool = False
    ) -> list[Post]:
        """The posts that a stack of titles names, each with its settled body.

        Args:
            items: from ``before`` or ``after``.
            around: the body that stands before the name where the title follows it (三亚市教育局吴萍局长).
            person: whose titles they are; a bare 主席 or 总理 says of whom only through its holder.
            carried: the body of the person named just before, for a stack that names none.
            joined: whether that person stands before this one in the same list.

        Returns:
            One post for each item; its title is "" where the words do not say which state's office it is.
        """
        out: list[Post] = []
        body, country = around, ""
        holder = offices().get(person, {})
        later = next((self._body_of(i) for i in items if i.body is not None), "")
        foreign = any(i.country and is_foreign(i.country) for i in items)
        state = state_of(carried) if joined else ""
        # The state that a title of the stack names is that of its other ministries too.
        named = next((i.country for i in items if i.country), "") if foreign else ""
        by_sound = len(person) > 2 and names.sound_share(person) == 1.0
        home = any(i.title.text in ONLY_HOME for i in items) or bool(later and not foreign and not state_of(later) and not state)
        for item in items:
            title = item.title
            if item.body is not None:
                words = self.text[item.body.start : item.body.end]
                whose = item.country or state or named
                settled = self.settle(item.body)
                if not whose and is_ministry(words) and (by_sound or names.has_dot(person)):
                    whose = self._abroad(title.start)  # 教育部长凯拉梅乌斯, told of Greece
                if whose and is_ministry(words):
                    settled = whose + (words[1:] if whose in states_of(words[:1]) else words)
                elif settled == words and body.endswith("大学") and stack_words.FACULTY.fullmatch(words) and not body_named(words):
                    settled = body + words
                elif settled == words:
                    settled = _of_division(words, body)
                body, country = settled, ""
                state = state_of(body)
                own = True
            elif item.country:
                country, own = item.country, True
                body, state = country, state_of(country)
            elif item.phrase is not None:
                words = self.text[slice(*item.phrase)]
                words = words[:-1] if words.endswith("系系") else words  # 心理学系|系主任
                own = True
                if is_ministry(words):
                    words = (state or named) + words
                words = _of_division(words, body)
                body = party_unit(words, body or carried) or words
                if len(words) == 1:
                    body, carried = self.home.body if self.home.body.endswith(words) else "", ""
                state = state_of(body)
            else:
                own = False
            office = holder.get(title.text)
            if office is not None and not own and not body:
                out.append(Post(title.start, title.end, office[1], office[0], title.acting, title.former, item.concurrent))
                continue
            if not own and state and title.head in FOREIGN_TITLES and title.head != "部长" and has_office(state, title.text):
                out.append(Post(title.start, title.end, state, title.text, title.acting, title.former, item.concurrent))
                continue
            if not own and home and title.text in SHORT_MINISTERS:
                bureau = SHORT_MINISTERS[title.text]
                out.append(Post(title.start, title.end, bureau, title.text, title.acting, title.former, item.concurrent))
                continue
            abroad = foreign or (not own and not home and title.text in FOREIGN_TITLES and not holder and not body and bool(self._abroad(title.start)))
            if not abroad and not own and title.text in ALSO_ABROAD and not self._held_here(holder, title.text) and (
                by_sound or self._speaks_of_states()
            ):
                abroad = True
                if not self._abroad(title.start) and title.text.startswith("国家"):
                    out.append(Post(title.start, title.end, "", ""))  # 同本扬国家主席: of which state, the words do not say
                    continue
            bureau = body if own else self._drop(title, body or (later if not out and title.head not in STATE_TITLES else ""), abroad, carried)
            written = title.text
            bureau, written = self._natural(title, bureau, own, foreign, country)
            out.append(Post(title.start, title.end, bureau, written, title.acting, title.former, item.concurrent))
        return out

    def _body_of(self, item: Item) -> str:
        return self.settle(item.body) if item.body is not None else ""

    def _abroad(self, at: int) -> str:
        """The foreign country named last before ``at`` in its sentence, or the only one that the notice speaks of."""
        low = self._sentence(at)
        i = bisect_left(self._places, at, key=lambda p: p.start)
        near = [p for p in self._places[:i] if p.start >= low and is_foreign(p.name)]
        if len(near) > 1 and self.text[near[-2].end : near[-1].start] in ("、", "和", "与", "及"):
            return ""  # one of several states in a list
        last = last_state(self.text[low:at])
        if last or near:
            return last or near[-1].name
        every = {p.name for p in self._places if is_foreign(p.name)}
        return next(iter(every)) if len(every) == 1 else ""

    def _sentence(self, at: int) -> int:
        """Where the sentence of ``at`` begins."""
        return max(self.text.rfind(mark, 0, at) for mark in "。！？\n") + 1

    @staticmethod
    def _held_here(holder: dict[str, tuple[str, str]], title: str) -> bool:
        """Whether a person held this office in China, whatever the bare title is."""
        return any(title in (short, full) for short, (full, _) in holder.items())

    def _speaks_of_states(self) -> bool:
        return any(is_foreign(p.name) for p in self._places)

    def _drop(self, title: Title, body: str, foreign: bool, carried: str = "") -> str:
        """The body of a title that names none: the one before it in the stack, or what the title itself says."""
        if title.text.startswith(("主席团", "大会")):
            return ""
        if foreign and not body:
            state = self._abroad(title.start)
            return state if has_office(state, title.text) else ""
        if title.text == "行政长官" and not foreign:
            return self._special_region(title.start)
        if title.text in STATE_TITLES and not foreign:
            return STATE_TITLES[title.text]
        if title.head in ("国务委员", "总书记", "委员长", "国家主席", "国家副主席") and not foreign:
            return STATE_TITLES.get(title.head, body)
        base = title.text.removeprefix("常务")
        if base in stack_words.GOVERNMENT:
            return self._government(base, body, title.start)
        if body:
            return body
        if carried and not foreign and stack_words.CARRIES.match(title.text):
            return carried
        return self._from_home(title)

    def _special_region(self, at: int) -> str:
        """The special region whose chief executive is spoken of."""
        if self.text[at - 2 : at] == "当地":
            return ""
        here = [name for name in ("香港", "澳门") if name in self.text]
        return (here[0] if len(here) == 1 else "香港") + "特别行政区"

    def _government(self, title: str, body: str, at: int) -> str:
        division = division_prefix(body) if body else None
        want = stack_words.GOVERNMENT[title]
        if (division is not None and division.name.endswith(title[-2])) or (division is not None and title[-2] in "省" and division.level == "province"):
            return division.name + "政府"
        if division is not None and division.level == want:
            return division.name + "政府"
        if body and re.match(r"(?:省|市|县|区|州|镇|乡)委", body):
            return body[0] + "政府"
        near = self._near(at) if not body else None
        if near is not None and near.name.endswith((title[-2], "自治" + title[-2])):
            return near.name + "政府"  # 湖南省委书记甲、省长乙
        place = home_place("市", want, self.home) if title.endswith("市长") else self.home.places.get(want) if want else None
        if place is None and title.endswith("市长"):
            place = next((p for p in self.home.places.values() if p.name.endswith("市")), None)
        if place is not None and place.name.endswith((title[-2], "自治" + title[-2])):
            return place.name + "政府"
        return ""

    def _near(self, at: int) -> Division | None:
        """The division whose committee or head is named last before ``at`` in the same run of names and titles."""
        for end, division in reversed(self._governed):
            if end <= at:
                return division if at - end <= stack_words.NEAR and not re.search("[。；！？\n，]", self.text[end:at]) else None
        return None

    def _from_home(self, title: Title) -> str:
        head, home = title.head, self.home.body
        if not home:
            return ""
        if head in ("局长", "厅长") and home.endswith(head[0]):
            return home
        if head in ("党组成员", "党组书记", "党组副书记") or title.text.startswith("党组"):
            return home if home.endswith(("局", "厅", "委", "委员会", "院", "社")) else ""
        if head == "校长" and home.endswith(("大学", "学院", "学校", "中学")):
            return home
        if head == "院长" and home.endswith("院"):
            return home
        if title.text.startswith("党委") and home.endswith(("大学", "学院", "局", "公司")):
            in_faculty = stack_words.IN_FACULTY.search(self.text, self._sentence(title.start), title.end + 8)
            return "" if home.endswith("大学") and in_faculty else home
        return ""

    def _natural(self, title: Title, bureau: str, own: bool, foreign: bool, country: str) -> tuple[str, str]:
        """Moves words between body and title where the usual reading puts them on the other side."""
        text = title.text
        base = text.removeprefix("常务")
        if own and base in stack_words.GOVERNMENT and not bureau.endswith(("政府", "公署")) and not foreign:
            division = division_prefix(bureau)
            if division is not None and bureau.endswith(division.name):
                return division.name + "政府", text
            if bureau in ("省", "市", "县", "区"):
                return bureau + "政府", text
        if bureau.endswith("自治区") and base in ("主席", "副主席", "代主席"):
            place = self.home.places.get("province") if bureau == "自治区" else None
            return (place.name if place is not None and place.name.endswith("自治区") else bureau) + "政府", text
        if text in ("国家主席", "国家副主席") and ((not own and not is_foreign(bureau)) or bureau.endswith("中国")):
            return "", text
        return bureau, text


def _of_division(words: str, body: str) -> str:
    """The 局 or 厅 of the division whose government was named before it in the stack (重庆副市长兼公安局长)."""
    division = division_prefix(body) if words.endswith(("局", "厅")) else None
    return division.name + words if division is not None and body in (division.name, division.name + "政府") else words
