"""Which mentions of a name are one person.

The rule is careful: one name in one line of office is one person, and so is a name that no two people bear; everything
else stays apart until something settles it. A wrong merge says of one official what another did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.identity.material import Forest, Page
from kg.identity.names import bureau_key, line_of, relative_bureau
from loaders.extraction import gazetteer

#: Offices of state: held at no body, and known to be one office by their name alone.
OFFICES_OF_STATE = frozenset(("国家主席", "国家副主席", "国务委员", "国家荣誉主席", "国家名誉主席"))
#: Held by so many at one body that the same name may be two people's.
_MANY = frozenset(
    "代表 委员 人大代表 政协委员 党员 党代表 学生 同学 记者 教师 老师 职工 员工 干部 民警 会员 成员 队员".split()
)
#: A person whom so large a part of the notices with posts mean is the one meant where no post is said.
_DOMINANT, _DOMINANT_NOTICES = 0.8, 3


@dataclass(slots=True)
class _Seen:
    """One name in one notice: the lines of office it is put in, and the bodies whose business it takes part in."""

    notice: str
    group: str
    lines: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)


def people(pages: Sequence[Page]) -> dict[tuple[str, str], str]:
    """The person behind each name in each notice: (notice id, name) to a key that is the same for one person.

    Args:
        pages: the notices, in an order that does not depend on the order of reading.
    """
    by_name: dict[str, list[_Seen]] = defaultdict(list)
    for page in pages:
        seen = {name: _Seen(page.id, page.group) for name in page.people()}
        for _, post in page.posts():
            line = _line(page, post.bureau, post.title)
            if line:
                seen[post.person].lines.add(line)
        issuers = {line_of(bureau_key(b)) for b in page.issuers() if not relative_bureau(b)}
        for _, part in page.participation():
            if part.who in seen:
                seen[part.who].around |= {
                    line_of(bureau_key(b)) for b in page.conveners(part.meeting) if not relative_bureau(b)
                } | issuers
        for name, one in seen.items():
            by_name[name].append(one)
    out: dict[tuple[str, str], str] = {}
    for name, mentions in by_name.items():
        for notice, key in _settle(name, mentions):
            out[notice, name] = f"{name}|{key}"
    return out


def _line(page: Page, bureau: str, title: str) -> str:
    if not bureau:
        if title in OFFICES_OF_STATE:
            return "中央"
        entry = gazetteer.title_named(title)
        return f"title:{title}" if entry is not None and entry.rank == "state" else ""
    key = bureau_key(bureau)
    if relative_bureau(bureau):
        return f"{page.kept.digest}:{key}"
    if title in _MANY and not key.startswith("中共中央政治局"):
        return ""
    return line_of(key)


def unmistakable(name: str) -> bool:
    """Whether a name is so long that hardly two people bear it: those of foreigners and of some minorities.

    >>> [unmistakable(n) for n in ("王勇", "欧阳文忠", "弗拉基米尔·普京", "古丽娜扎尔")]
    [False, False, True, True]
    """
    return "·" in name or (len(name) >= 4 and not gazetteer.is_surname(name[:2]))


def _settle(name: str, mentions: Iterable[_Seen]) -> list[tuple[str, str]]:
    """For the mentions of one name, each notice with the key of its person."""
    mentions = list(mentions)
    if unmistakable(name):
        return [(m.notice, "") for m in mentions]
    # Copies of one text mean one person.
    voices: dict[str, _Seen] = {}
    for m in mentions:
        voice = voices.setdefault(m.group, _Seen(m.group, m.group))
        voice.lines |= m.lines
        voice.around |= m.around
    key = _posted(voices.values())
    key |= _unposted([v for v in voices.values() if not v.lines], list(voices.values()), key)
    return [(m.notice, key[m.group]) for m in mentions]


def _posted(voices: Iterable[_Seen]) -> dict[str, str]:
    forest = Forest()
    posted = [v for v in voices if v.lines]
    for v in posted:
        first, *rest = sorted(v.lines)
        for line in rest:
            forest.join(first, line)
    return {v.group: forest.find(min(v.lines)) for v in posted}


def _unposted(lone: list[_Seen], voices: list[_Seen], posted: dict[str, str]) -> dict[str, str]:
    """Where mentions with no post belong; they say nothing about one another's person, so order plays no part."""
    reach: dict[str, set[str]] = defaultdict(set)
    for v in voices:
        if v.group in posted:
            reach[posted[v.group]] |= v.lines | v.around
    counts = Counter(posted.values())
    out: dict[str, str] = {}
    rest: list[_Seen] = []
    for v in lone:
        near = [key for key, lines in reach.items() if lines & v.around]
        if len(near) == 1:
            out[v.group] = near[0]
        elif len(counts) == 1:
            out[v.group] = next(iter(counts))
        elif counts and (main := max(counts, key=lambda k: (counts[k], k))) and _dominates(counts, main):
            out[v.group] = main
        else:
            rest.append(v)
    forest = Forest()
    for v in rest:
        for line in v.around:
            forest.join(f"around:{min(v.around)}", f"around:{line}")
    for v in rest:
        out[v.group] = forest.find(f"around:{min(v.around)}") if v.around else f"notice:{v.group}"
    return out


def _dominates(counts: Counter[str], main: str) -> bool:
    return counts[main] >= _DOMINANT_NOTICES and counts[main] >= _DOMINANT * counts.total()
