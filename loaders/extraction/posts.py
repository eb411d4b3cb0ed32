"""Reads who holds which post: bureau · title、title · name, in both orders, and titles that spread over a list of names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from loaders.extraction.bureaus import BodySpan
from loaders.extraction.gazetteer import title_named
from loaders.extraction.mentions import PersonMention, PostMention
from loaders.extraction.stacks import Item, Post, Settle, Stacks
from loaders.extraction.titles import PLAIN, VAGUE

_LIST_JOIN = re.compile(r"(?:同志)?(?:[（(][^（）()]{1,24}[)）])?(?:同志)?(?:[、和与及 ]|以及)\s?")
_SENTENCE_END = re.compile("[。！？\n]")
_RANK = re.compile(r"[（(]((?:正|副)?(?:国|部|省|厅|局|地|县|处|科)(?:部|厅|局)?级(?:干部)?|(?:正|副)(?:部长|省部|厅局|县处)级)[)）]")


def find_posts(
    text: str,
    people: Sequence[PersonMention],
    stacks: Stacks,
    bodies: Sequence[BodySpan],
    settle: Settle,
) -> list[PostMention]:
    """Every post that the words beside a name give it.

    >>> # see loaders.extraction.extract for the whole path
    """
    starts = [p.start for p in people]
    body_ends = {b.end: b for b in bodies}
    known: dict[str, list[PostMention]] = {}
    out: list[PostMention] = []
    previous: tuple[PersonMention, list[PostMention]] | None = None
    guessed: set[tuple[str, str, str]] = set()
    carried, last_end = "", 0
    for person in people:
        if _SENTENCE_END.search(text, last_end, person.start):
            carried = ""
        last_end = person.end
        found: list[PostMention] = []
        items = stacks.before(person.start)
        if items and items[-1].title.head == "代表" and len(items) == 1:
            items = []
        if items:
            joined = previous is not None and _joins(text, previous[0].end, items[0])
            found += _held(text, person, items, stacks.posts(items, "", person.name, carried, joined), "post-before")
        elif previous is not None and _shares(text, previous, person):
            found += [_shared(p, person) for p in previous[1] if _spreads(p)]
        follow = stacks.after(person.end, starts)
        if follow and not (items and _belongs_to_next(text, follow, starts)):
            around = body_ends.get(person.start)
            body = settle(around) if around is not None else ""
            if not body and follow[0].title.head in PLAIN and found:
                body = found[0].bureau  # 中国传媒大学副校长袁军教授
            said = [*known.get(person.name, ()), *found]
            for post in _held(text, person, follow, stacks.posts(follow, body, person.name), "post-after"):
                if not _said(post, said):
                    found.append(post)
                    if not body:
                        guessed.add((post.person, post.title, post.bureau))
        known.setdefault(person.name, []).extend(found)
        carried = next((p.bureau for p in found if p.bureau), carried)
        out += found
        previous = (person, found)
    return _settle_bare(out, guessed, stacks.home.body)


_NO_POST = frozenset("领导 干部 领导人 负责人 主要负责人".split())
_PROFESSIONS = frozenset("律师 医生 医师 主任医师 工程师 教练 主教练 分析师 主播 教师 教员".split())


def _held(text: str, person: PersonMention, items: Sequence[Item], posts: Sequence[Post], rule: str) -> list[PostMention]:
    written = text[items[0].title.name_start : items[-1].title.end]
    rank = _RANK.match(text, person.end)
    out = []
    for item, post in zip(items, posts, strict=True):
        if not post.title or (item.title.head in VAGUE and not post.bureau):
            continue
        if item.title.head in _NO_POST or (item.title.head in _PROFESSIONS and not post.bureau):
            continue
        title = post.title
        if item.title.status == "候任" or (post.former and item.title.status in ("原", "前", "前任", "原任", "首任")):
            title = item.title.status + title
        out.append(PostMention(
            post.start, post.end, person.name, post.bureau, title, (person.start, person.end), written, rule,
            0.95 if post.bureau else 0.85, post.acting, post.concurrent, post.former, rank.group(1) if rank else "",
        ))
    return out


def _shares(text: str, previous: tuple[PersonMention, list[PostMention]], person: PersonMention) -> bool:
    last, posts = previous
    step = _LIST_JOIN.match(text, last.end)
    return bool(posts) and step is not None and step.end() == person.start


def _joins(text: str, end: int, first: Item) -> bool:
    """Whether the stack that begins with ``first`` goes on a list in which the name that ends at ``end`` is the last."""
    between = text[end : first.title.start]
    return len(between) <= 24 and between[:1] in ("、", "和", "与", "及") and not re.search("[，。；：！？\n]", between)


def _spreads(post: PostMention) -> bool:
    """Whether several people can hold the post at once, so that it spreads over a list."""
    entry = title_named(post.title.removeprefix("原").removeprefix("前"))
    return entry is None or entry.seats != "one" or post.rule == "post-shared"


def _shared(post: PostMention, person: PersonMention) -> PostMention:
    return PostMention(
        post.start, post.end, person.name, post.bureau, post.title, (person.start, person.end), post.written, "post-shared",
        0.9, post.acting, post.concurrent, post.former,
    )


def _belongs_to_next(text: str, follow: Sequence[Item], starts: Sequence[int]) -> bool:
    end = follow[-1].title.end
    i = bisect_right(starts, end - 1)
    return i < len(starts) and starts[i] - end <= 1


def _said(post: PostMention, others: Sequence[PostMention]) -> bool:
    """Whether a bare title behind a name only repeats a post that the notice gives in full (秦红保局长)."""
    return any(o.title.endswith(post.title) for o in others)


def _settle_bare(posts: list[PostMention], guessed: set[tuple[str, str, str]], home: str) -> list[PostMention]:
    """Drops bare repetitions that stand before the full post is given, whatever body they were taken to mean."""
    full = {(p.person, p.title) for p in posts if p.bureau and (p.person, p.title, p.bureau) not in guessed}
    # A post of one seat that the notice gives to another in full is no guess for him: his own is at some other body.
    taken = {p.title for p in posts if p.bureau and not p.former and (p.person, p.title, p.bureau) not in guessed
             and _one_seat(p.title)}
    kept = [
        p for p in posts
        if (p.person, p.title) not in full or (p.bureau and (p.person, p.title, p.bureau) not in guessed)
    ]
    return [
        replace(p, bureau="") if p.bureau == home and (p.person, p.title, p.bureau) in guessed and p.title in taken else p
        for p in kept
    ]


def _one_seat(title: str) -> bool:
    entry = title_named(title)
    return entry is not None and entry.seats == "one"
