"""Posts in time: from who is called what, appointed and removed, to spells of holding a post.

A notice that calls a person 局长 proves that the person held the post on the day of the notice, no more. When the spell
began or ended is known only where a notice says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.identity.material import Page
from kg.rows import Statement
from loaders.extraction import gazetteer
from loaders.facts import AppointmentFact, RoleFact

_FORMER = re.compile("^(?:原任?|前任?|时任)")
_ACTING = re.compile("^(?:代理|代|署理|署任)")
#: A notice may still call a person by the post for so many days after it was lost.
_LINGERS = 30
#: A notice with no date of the decision speaks of one at most so many days back.
_REPORTED_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Post:
    """One statement about a person and a post, with the notice that makes it."""

    page: Page
    statement: Statement
    item: RoleFact | AppointmentFact

    @property
    def order(self) -> tuple[str, str, int]:
        return self.page.kept.published or "~", self.page.id, self.statement.start


@dataclass(slots=True)
class Spell:
    """One time in a post: the statements it rests on, and what they say of its length (ISO 8601, "" where nothing)."""

    posts: list[Post] = field(default_factory=list)
    began: str = ""
    ended: str = ""
    proved_first: str = ""
    proved_last: str = ""
    #: lost, by a removal or a stated end, on or before this day
    lost: str = ""

    def prove(self, day: str) -> None:
        """Take in a day on which the post was held."""
        if day:
            self.proved_first = min(self.proved_first or day, day)
            self.proved_last = max(self.proved_last, day)

    @property
    def former(self) -> bool:
        """Whether every notice calls the post a former one."""
        return all(isinstance(p.item, RoleFact) and p.item.former for p in self.posts)


def title_of(item: RoleFact | AppointmentFact) -> str:
    """A post's title without 原, 前 or 代, which the spell says.

    >>> title_of(RoleFact("秦红保", "山西省邮政管理局", "原局长", former=True))
    '局长'
    """
    title = item.title
    if isinstance(item, RoleFact) and item.former:
        title = _FORMER.sub("", title) or title
    return _ACTING.sub("", title) or title if item.acting else title


def seats(title: str, bureau: str = "") -> str:
    """How many can hold a post at once: one, several or unknown.

    >>> seats("局长"), seats("副局长"), seats("党组成员"), seats("联络员")
    ('one', 'several', 'several', 'unknown')
    >>> seats("书记", "中共中央书记处")
    'several'
    """
    if title == "书记" and bureau.endswith("书记处"):
        return "several"
    entry = gazetteer.title_named(title)
    if entry is not None:
        return entry.seats
    if "副" in title or title.endswith(("成员", "委员", "常委", "代表", "助理")):
        return "several"
    return "unknown"


def gained(item: RoleFact | AppointmentFact) -> bool:
    """Whether a statement says that the post was gained, and not only proposed."""
    return isinstance(item, AppointmentFact) and item.status == "reported" and item.action in ("appointed", "elected")


def lost(item: RoleFact | AppointmentFact) -> bool:
    """Whether a statement says that the post was lost."""
    return isinstance(item, AppointmentFact) and item.status == "reported" and item.action in ("removed", "resigned")


@dataclass(frozen=True, slots=True)
class _Event:
    day: str
    order: int  # of one day: gained, held, lost
    post: Post

    def key(self) -> tuple[str, int, tuple[str, str, int], str]:
        return self.day, self.order, self.post.order, self.post.statement.fact


_GAINED, _HELD, _LOST = 0, 1, 2


def spells(posts: Sequence[Post], others: Mapping[str, set[str]] | None = None) -> list[Spell]:
    """The spells of one person in one post, in order of time.

    Args:
        posts: all statements about this person and this post; those of proposals are passed over.
        others: where one person at a time holds the post, the days on which notices prove another to hold it, each
            with the notices. Two notices between two proofs of this person make the second a return to office.

    >>> from kg.rows import Kept
    >>> page = Page(Kept("n", "n", 1, "d", "s", "", "", "2015-08-21", "", "", b"", "", "", "", ""), "n")
    >>> item = RoleFact("秦红保", "山西省邮政管理局", "局长")
    >>> spell, = spells([Post(page, Statement("f", "n", "roles", item, "text", 0, "", 1.0, "", ""), item)])
    >>> spell.began, spell.proved_first, spell.proved_last
    ('', '2015-08-21', '2015-08-21')
    """
    events: list[_Event] = []
    loose: list[Post] = []
    former: list[Post] = []
    lost_in = {p.page.id: p.item.date or p.page.kept.published for p in posts
               if isinstance(p.item, AppointmentFact) and lost(p.item)}
    for post in posts:
        item, published = post.item, post.page.kept.published
        if isinstance(item, AppointmentFact):
            if not (gained(item) or lost(item)):
                continue
            day = item.date or published
            events += [_Event(day, _GAINED if gained(item) else _LOST, post)] if day else []
            loose += [] if day else [post]
        elif item.began or item.ended:
            events += [_Event(item.began, _GAINED, post)] if item.began else []
            events += [_Event(item.ended, _LOST, post)] if item.ended else []
            events += [_Event(published, _HELD, post)] if published and not (item.ended or item.former) else []
        elif item.former:
            former.append(post)
        elif not published:
            loose.append(post)
        else:
            # A notice of a removal calls the person by the post that is just lost.
            events.append(_Event(lost_in.get(post.page.id) or published, _HELD, post))
    out = _walk(sorted(events, key=_Event.key), others or {})
    for post in sorted(loose, key=lambda p: (p.order, p.statement.fact)):
        if not out:
            out.append(Spell())
        out[0 if gained(post.item) else -1].posts.append(post)
    for post in sorted(former, key=lambda p: (p.order, p.statement.fact)):
        before = [s for s in out if _start(s) <= (post.page.kept.published or "~")]
        if not before:
            out.insert(0, Spell())
            before = out[:1]
        before[-1].posts.append(post)
    return out


def _start(spell: Spell) -> str:
    return min((d for d in (spell.began, spell.proved_first, spell.lost) if d), default="")


def _walk(events: Iterable[_Event], others: Mapping[str, set[str]]) -> list[Spell]:
    out: list[Spell] = []
    for event in events:
        spell, item = (out[-1] if out else None), event.post.item
        stated = item.date if isinstance(item, AppointmentFact) else event.day
        if event.order == _GAINED:
            if spell is None or spell.lost:
                spell = Spell(began=stated)
                out.append(spell)
            elif not spell.began and not spell.proved_first:
                spell.began = stated
            elif spell.began and stated.startswith(spell.began):
                spell.began = stated  # the same day, more exactly
            elif not spell.began and _days_after(spell.proved_first, stated) <= _LINGERS:
                spell.began = stated  # called by the post a little before the decision was
            if isinstance(item, AppointmentFact):
                spell.prove(event.day)
        elif event.order == _HELD:
            if spell is None or _over(spell, event.day, others):
                spell = Spell()
                out.append(spell)
            if not spell.lost:
                spell.prove(event.day)
        else:
            if spell is None:
                spell = Spell()
                out.append(spell)
            spell.ended = spell.ended or stated
            spell.lost = spell.lost or event.day
        if event.post not in spell.posts:
            spell.posts.append(event.post)
    return out


def _over(spell: Spell, day: str, others: Mapping[str, set[str]]) -> bool:
    """Whether a proof on ``day`` is of another spell than the last one."""
    if spell.lost:
        return _days_after(spell.lost, day) > _LINGERS
    return _someone_else(others, spell.proved_last, day)


def in_turn(holders: Iterable[Iterable[str]]) -> bool:
    """Whether the holders of a post follow one another, with one return at most, and so may hold it one at a time.

    Args:
        holders: for each holder, the days that prove the post.

    >>> in_turn([["2014", "2018"], ["2016"]]), in_turn([["2014", "2018"], ["2016", "2020"]])
    (True, False)
    """
    by_holder = [list(days) for days in holders]
    proofs = sorted((day, who) for who, days in enumerate(by_holder) for day in days)
    turns = sum(1 for at, (_, who) in enumerate(proofs) if at == 0 or proofs[at - 1][1] != who)
    return turns <= len(by_holder) + 1


def _someone_else(others: Mapping[str, set[str]], after: str, before: str) -> bool:
    between = {notice for day, notices in others.items() if after < day < before for notice in notices}
    return bool(after) and len(between) > 1


def _days_after(first: str, then: str) -> int:
    """Days from one date to another, at their earliest; large where either is no date."""
    a, b = _first_day(first), _first_day(then)
    return 1 << 20 if a is None or b is None else (b - a).days


def _first_day(text: str) -> date | None:
    try:
        year, month, day = (*(int(p) for p in text.split("-")), 1, 1)[:3]
        return date(year, month, day)
    except ValueError:
        return None


def moves(posts: Iterable[Post]) -> dict[tuple[str, str], list[Post]]:
    """The appointments, removals and proposals of one person and one post, by (action, date).

    A notice that gives no day, or only a month, goes to the one decision that it can mean.

    >>> moves([])
    {}
    """
    out: dict[tuple[str, str], list[Post]] = defaultdict(list)
    by_action: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if isinstance(post.item, AppointmentFact):
            by_action[post.item.action if post.item.status == "reported" else "proposed"].append(post)
    for action, some in by_action.items():
        days = sorted({_date(p) for p in some if len(_date(p)) == 10})
        for post in sorted(some, key=lambda p: (p.order, p.statement.fact)):
            said = _date(post)
            if len(said) < 10:
                fits = [d for d in days if d.startswith(said) and (said or _reports(post, d))]
                said = fits[0] if len(fits) == 1 else said
            out[action, said].append(post)
    return dict(out)


def _date(post: Post) -> str:
    return post.item.date if isinstance(post.item, AppointmentFact) else ""


def _reports(post: Post, day: str) -> bool:
    published = _first_day(post.page.kept.published)
    decided = _first_day(day)
    if published is None or decided is None:
        return True
    return timedelta(0) <= published - decided <= timedelta(_REPORTED_WITHIN)


def commonest(values: Iterable[str]) -> str:
    """The value that stands most often, of several the least; "" where there is none."""
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else ""
