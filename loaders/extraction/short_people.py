"""Persons called by surname and title after their full name was given: 李局长 for 李国强."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from loaders.extraction import names
from loaders.extraction.mentions import PersonMention, PostMention
from loaders.extraction.titles import VAGUE, Title

#: What may stand right before such a surname, besides a stop or a whole word.
_BEFORE = frozenset("由对向与和同随请陪据经为让给在受以及致见跟是了着即")
#: Surnames that before a title are oftener a verb or an adverb: 任局长.
_VERBS = frozenset("任时于同向从应曾代和")


def find_short(
    text: str, titles: Sequence[Title], people: Sequence[PersonMention], posts: Sequence[PostMention]
) -> list[PersonMention]:
    """Where a surname and a title stand for a person whom the notice names in full with such a title.

    Args:
        text: healed text, code points.
        titles: its titles, by start.
        people: the persons named in full, by start.
        posts: what they hold, as the notice says.

    Returns:
        Mentions of the surnames alone, each settled by the first full name; none where two persons fit.

    >>> from loaders.extraction.titles import find_titles
    >>> t = "局长李国强主持。会上，李局长强调安全。"
    >>> people = [PersonMention(2, 5, "李国强")]
    >>> posts = [PostMention(0, 2, "李国强", "", "局长", (2, 5))]
    >>> [(m.name, t[m.start : m.end + 2]) for m in find_short(t, find_titles(t), people, posts)]
    [('李国强', '李局长')]
    """
    first: dict[str, PersonMention] = {}
    for p in people:
        first.setdefault(p.name, p)
    held: dict[str, set[str]] = {}
    for post in posts:
        if not post.former:
            held.setdefault(post.person, set()).add(post.title)
    by_surname: dict[str, list[str]] = {}
    for name in held:
        size = names.surname_at(name, 0)
        if name in first and 0 < size < len(name) <= size + 2 and not names.has_dot(name):
            by_surname.setdefault(name[:size], []).append(name)
    if not by_surname:
        return []
    starts = [p.start for p in people]
    out: list[PersonMention] = []
    for title in titles:
        if title.head in VAGUE or title.status:
            continue
        for size in (2, 1):
            at = title.start - size
            fitting = [n for n in by_surname.get(text[at : title.start], ()) if any(t.endswith((title.text, title.head)) for t in held[n])]
            if at < 0 or len(fitting) != 1 or not _begins(text, at, size):
                continue
            i = bisect_right(starts, at) - 1
            if i >= 0 and people[i].end > at:
                break  # the last character of a full name
            full = first[fitting[0]]
            out.append(PersonMention(at, title.start, fitting[0], "person-short", 0.9, settled_by=(full.start, full.end)))
            break
    return out


def _begins(text: str, at: int, size: int) -> bool:
    """Whether a word can begin at ``at``: a stop, a preposition or a whole word stands before it."""
    if not at or not names.is_han(text[at - 1]):
        return size == 2 or text[at] not in _VERBS or not at or not text[at - 1].isdigit()
    if size == 1 and (text[at] in _VERBS or names.is_common_word(text[at - 1 : at + 1])):
        return False
    return text[at - 1] in _BEFORE or any(names.is_common_word(text[at - k : at]) for k in (2, 3))
