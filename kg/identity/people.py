"""Which mentions of a name are one person.

One name in one line of office is one person; whether two lines are one person's is decided by the sum of the evidence
(``agreement``), and so is where a mention belongs that no post is said of. A wrong merge says of one official what
another did, so that where the evidence is not enough the two stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from kg.identity import agreement
from kg.identity.material import Forest, Page
from kg.identity.names import bureau_key, line_of, relative_bureau
from kg.identity.trails import Held, Trail, seat_of_many
from loaders.extraction import gazetteer
from loaders.facts import AppointmentFact, PersonFact, RoleFact

#: Offices of state: held at no body, and known to be one office by their name alone.
OFFICES_OF_STATE = frozenset(("国家主席", "国家副主席", "国务委员", "国家荣誉主席", "国家名誉主席"))
#: Where several bear a name, a mention with no post goes to the likeliest who is so many bits ahead of the next.
_AHEAD = 3.0
#: The least sum for a mention with no post: a notice leaves the post out of whom its readers know.
_KNOWN = 2.5
#: However often a person is named, it proves no more than this.
_FAME = 3.0
#: What ties two lines by way of mentions with no post has to be surer: where these belong is itself a guess.
_SURE = 6.0
#: A notice that names more people than this says nothing of who keeps whose company.
_CROWD = 400


@dataclass(slots=True)
class Voice:
    """One name in one text, its copies with it: the lines of office it is put in, and what it shows."""

    group: str
    lines: set[str]
    around: set[str]
    trail: Trail


def people(pages: Sequence[Page]) -> dict[tuple[str, str], str]:
    """The person behind each name in each notice: (notice id, name) to a key that is the same for one person.

    Args:
        pages: the notices, in an order that does not depend on the order of reading.
    """
    out: dict[tuple[str, str], str] = {}
    groups = {page.id: page.group for page in pages}
    for name, heard in voices(pages).items():
        whose = settle(name, heard)
        for voice in heard.values():
            for notice in voice.trail.notices:
                out[notice, name] = f"{name}|{whose[groups[notice]]}"
    return out


def voices(pages: Iterable[Page], only: str = "") -> dict[str, dict[str, Voice]]:
    """By name, what each text shows of the person it means, by the id of the text's original.

    Args:
        pages: the notices.
        only: a name, where no other is wanted.
    """
    out: dict[str, dict[str, Voice]] = defaultdict(dict)
    for page in pages:
        names = page.people()
        if only and only not in names:
            continue
        company = set(names) if len(names) <= _CROWD else set()
        day = page.kept.published
        issuers = {line_of(bureau_key(b)) for b in page.issuers() if not relative_bureau(b)}
        here: dict[str, Voice] = {}
        for name in (only,) if only else names:
            voice = here[name] = out[name].get(page.group) or Voice(page.group, set(), set(), Trail(page.group))
            out[name][page.group] = voice
            voice.trail.notices.add(page.id)
            voice.trail.company |= company
            voice.trail.days |= {day} if day else set()
            voice.trail.sources |= {page.kept.source} if page.kept.source else set()
        for _, post in page.posts():
            if (known := here.get(post.person)) is not None:
                known.trail.posts.update(held_by(page, post))
                if line := _line(page, post.bureau, post.title):
                    known.lines.add(line)
        for _, part in page.participation():
            if (known := here.get(part.who)) is not None:
                known.around |= issuers
                known.around.update(
                    line_of(bureau_key(b)) for b in page.conveners(part.meeting) if not relative_bureau(b)
                )
        for statement in page.layer("people"):
            item = statement.item
            if isinstance(item, PersonFact) and (known := here.get(item.name)) is not None:
                known.trail.notes.update((k, v) for k, v in (("gender", item.gender), ("ethnicity", item.ethnicity)) if v)
        for known in here.values():
            known.trail.around |= known.around
    return out


def held_by(page: Page, post: RoleFact | AppointmentFact) -> Iterator[Held]:
    """The proofs of a post that one statement of a notice gives: two where it says when the post was taken and left."""
    key = bureau_key(post.bureau) if post.bureau else ""
    if key and relative_bureau(post.bureau):
        key = f"{page.kept.digest}:{key}"
    published = page.kept.published
    if isinstance(post, AppointmentFact):
        yield Held(key, post.title, post.date or published, post.action in ("appointed", "elected") and
                   post.status == "reported")
    elif post.began or post.ended:
        for day in (post.began, post.ended):
            if day:
                yield Held(key, post.title, day)
    else:
        yield Held(key, post.title, "" if post.former else published, not post.former)


def _line(page: Page, bureau: str, title: str) -> str:
    if not bureau:
        if title in OFFICES_OF_STATE:
            return "中央"
        entry = gazetteer.title_named(title)
        return f"title:{title}" if entry is not None and entry.rank == "state" else ""
    key = bureau_key(bureau)
    if relative_bureau(bureau):
        return f"{page.kept.digest}:{key}"
    if seat_of_many(key, title):
        return ""
    return line_of(key)


def unmistakable(name: str) -> bool:
    """Whether a name is so long that hardly two people bear it: those of foreigners and of some minorities.

    >>> [unmistakable(n) for n in ("王勇", "欧阳文忠", "弗拉基米尔·普京", "古丽娜扎尔")]
    [False, False, True, True]
    """
    return "·" in name or (len(name) >= 4 and not gazetteer.is_surname(name[:2]))


def lines_of(heard: Mapping[str, Voice]) -> tuple[dict[str, str], dict[str, Trail]]:
    """The texts that say a post, each with the key of its line of office, and the trail of each line."""
    forest = Forest()
    posted = [v for v in heard.values() if v.lines]
    for v in posted:
        first, *rest = sorted(v.lines)
        for line in rest:
            forest.join(first, line)
    key = {v.group: forest.find(min(v.lines)) for v in posted}
    trails: dict[str, Trail] = {}
    for v in posted:
        trails.setdefault(key[v.group], Trail(key[v.group])).take(v.trail)
    return key, trails


def settle(name: str, heard: Mapping[str, Voice]) -> dict[str, str]:
    """For the texts that mean a person of one name, the key of the person: no other name plays a part."""
    if unmistakable(name):
        return dict.fromkeys(heard, "")
    lines, trails = lines_of(heard)
    whose = _together(name, lines, trails)
    lone = [v for v in heard.values() if not v.lines]
    if not lone:
        return whose
    whose |= _unposted(name, lone, _trails(heard, whose))
    # What is told with no post may tie lines that nothing tied before.
    posted = {whose[group] for group in lines}
    return _together(name, whose, {key: t for key, t in _trails(heard, whose).items() if key in posted}, _SURE)


def _together(name: str, whose: Mapping[str, str], trails: Mapping[str, Trail], enough: float = agreement.ENOUGH) -> dict[str, str]:
    first = agreement.joined(name, list(trails.values()), enough) if len(trails) > 1 else {}
    return {group: first.get(key, key) for group, key in whose.items()}


def _trails(heard: Mapping[str, Voice], whose: Mapping[str, str]) -> dict[str, Trail]:
    out: dict[str, Trail] = {}
    for group, key in whose.items():
        out.setdefault(key, Trail(key)).take(heard[group].trail)
    return out


def _unposted(name: str, lone: Sequence[Voice], trails: Mapping[str, Trail]) -> dict[str, str]:
    """Where texts that say no post belong; they say nothing about one another's person, so order plays no part."""
    reach = {key: {line_of(b) for b in trail.shows().bodies} | trail.around for key, trail in trails.items()}
    out: dict[str, str] = {}
    rest: list[Voice] = []
    for v in lone:
        near = [key for key, lines in reach.items() if lines & v.around]
        if len(near) == 1:
            out[v.group] = near[0]
        elif known := _known_as(name, v.trail, trails):
            out[v.group] = known
        else:
            rest.append(v)
    forest = Forest()
    for v in rest:
        for line in v.around:
            forest.join(f"around:{min(v.around)}", f"around:{line}")
    together: dict[str, Trail] = {}
    for v in rest:
        out[v.group] = key = forest.find(f"around:{min(v.around)}") if v.around else f"notice:{v.group}"
        together.setdefault(key, Trail(key)).take(v.trail)
    first = agreement.joined(name, list(together.values()))
    met: dict[str, Trail] = {}
    for key, trail in together.items():
        met.setdefault(first[key], Trail(first[key])).take(trail)
    whose = {key: _known_as(name, trail, trails) or key for key, trail in met.items()}
    return out | {v.group: whose[first[out[v.group]]] for v in rest}


def _known_as(name: str, trail: Trail, trails: Mapping[str, Trail]) -> str:
    """The key of the trail that one with no post belongs to, "" where none is likely enough or two are."""
    sums = sorted(((agreement.total(name, trail, other) + _fame(other), key) for key, other in trails.items()), reverse=True)
    if not sums or sums[0][0] < _KNOWN:
        return ""
    best = sums[0][1]
    near = [key for bits, key in sums[1:] if sums[0][0] - bits < _AHEAD]
    # Who is likelier one with the best than another is no rival.
    return "" if any(agreement.total(name, trails[best], trails[key]) < 0 for key in near) else best


def _fame(trail: Trail) -> float:
    """What it says for a person, in bits, that so many texts name it: of one more, most likely the same is meant."""
    return min(_FAME, log2(len(trail.notices)))
