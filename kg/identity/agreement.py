"""Whether two trails of one name are one person's: a sum of weights, each the logarithm of how much likelier the
evidence is of one person than of two (Fellegi and Sunter). The weights are estimated from data, not set by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import log2, log10

from kg.identity.trails import Held, Shown, Trail, clash, table
from loaders.extraction import gazetteer

#: The least sum that makes two trails one person's: the odds are then 16 to 1.
ENOUGH = 4.0
#: Above these, in powers of ten of the share of people who bear it, a name is common or middling; else it is rare.
COMMON, MIDDLING = -5.2, -6.2
#: Of the names of the trail with fewer, how large a part the two must have in common to keep some, or the same company.
_SOME_COMPANY, _SAME_COMPANY = 0.2, 0.5
_MANY_MET, _CROWD_MET = 4, 15
_MUCH_COMPANY = 3
#: From here on, in steps of half a level of division, a post is one of few: of ministers, heads of provinces and their deputies.
_HIGH = 4
#: However rare a name is, it alone proves no more than this, in bits.
_NAME_PROVES = 8.0
#: What no one person can be: here the counts show only the faults of reading.
_NEVER = {("seats", "two places at once"): -20.0, ("notes", "disagree"): -20.0, ("place", "two countries"): -20.0}
_NEAR_YEARS, _FAR_YEARS = 2, 7
#: Of so many trails of one name only those are compared that share a body, a city or company: cost must stay linear.
_ALL_PAIRS = 120


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: what it is of, how it stands, and its weight in bits, positive for one person."""

    evidence: str
    level: str
    weight: float


def signs(name: str, a: Trail, b: Trail) -> list[Sign]:
    """The evidence for and against one person, the name's commonness first.

    >>> a = Trail("a", {Held("忻州市委", "书记", "2015-01-02")}, days={"2015-01-02"})
    >>> b = Trail("b", {Held("忻州市教育局", "局长", "2013-03-01")}, days={"2013-03-01"})
    >>> [(s.evidence, s.level) for s in signs("秦红保", a, b)]
    [('name', 'rare'), ('place', 'one city'), ('body', 'apart'), ('standing', 'a step up'), ('time', 'near'), ('seats', 'in turn')]
    """
    table = weights()
    head = Sign("name", commonness(name), name_weight(name))
    return [head, *(Sign(*pair, table.get(pair, 0.0)) for pair in levels(name, a, b))]


def total(name: str, a: Trail, b: Trail) -> float:
    """The sum of the weights: the logarithm (base 2) of the odds that two trails of a name are one person's."""
    table = weights()
    return name_weight(name) + sum(table.get(pair, 0.0) for pair in levels(name, a, b))


def levels(name: str, a: Trail, b: Trail) -> Iterator[tuple[str, str]]:
    """Each kind of evidence that two trails can be compared by, and how it stands; what is unknown is left out."""
    x, y = a.shows(), b.shows()
    for evidence, level in (
        ("place", _place(x, y)), ("body", _body(a, b)), ("title", _title(x, y)), ("standing", _standing(x, y)),
        ("time", _time(x, y)), ("seats", _seats(x, y)), ("company", _company(name, x, y)), ("source", _source(a, b)),
        ("notes", _notes(a, b)),
    ):
        if level:
            yield evidence, level


def _place(a: Shown, b: Shown) -> str:
    if a.countries and b.countries:
        return "one country" if a.countries & b.countries else "two countries"
    if a.cities & b.cities:
        return "one city"
    if a.provinces & b.provinces:
        return "one province"
    if a.central and b.central:
        return "centre both"
    if a.provinces and b.provinces:
        return "two provinces"
    return "centre and province" if (a.provinces or a.central) and (b.provinces or b.central) else ""


def _body(a: Trail, b: Trail) -> str:
    x, y = a.shows(), b.shows()
    if any(":" not in p + q and akin(p, q) for p in x.bodies for q in y.bodies):
        return "one line"
    if any(akin(p, q) for p in x.bodies for q in b.around) or any(akin(p, q) for p in a.around for q in y.bodies):
        return "at its meeting"
    for at in x.houses.keys() & y.houses.keys():
        if "" in x.houses[at] | y.houses[at] or x.houses[at] & y.houses[at]:
            return "one house"
    return "apart" if x.bodies and y.bodies else ""


@cache
def akin(a: str, b: str) -> bool:
    """Whether two bodies (keys) are one, one above the other by name, or one after the other.

    >>> akin("国土资源部", "自然资源部"), akin("忻州市教育局", "忻州市教育局办公室"), akin("忻州市委", "大同市委")
    (True, True, False)
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) >= 4 and (long.endswith(short) or (long.startswith(short) and long[len(short)] != "业")):
        return True  # 中国银行业监督管理委员会 is no part of 中国银行
    return any((x.body, x.successor) in ((a, b), (b, a)) for x in gazetteer.lineages())


def _title(a: Shown, b: Shown) -> str:
    """Titles are compared where the bodies are not both known: they tell little beside these."""
    if not a.titles or not b.titles or not (a.unplaced or b.unplaced):
        return ""
    return "one title" if a.titles & b.titles else "two titles"


def _standing(a: Shown, b: Shown) -> str:
    """Where in society the two stand: the higher, the fewer people can be meant."""
    top_a, top_b = (max((h for _, h in x.steps), default=-9) for x in (a, b))
    if top_a >= _HIGH and top_b >= _HIGH:
        first, then = sorted((a, b), key=lambda x: (x.steps[0], x.seated))
        return "high both, later a seat" if then.seated and not first.seated else "high both"
    if a.steps and b.steps:
        early, late = sorted((a.steps, b.steps))
        climb = late[0][1] - early[-1][1]
        return "level" if abs(climb) <= 1 else "down" if climb < 0 else "a step up" if climb <= 3 else "a leap up"
    if a.spheres and b.spheres:
        return "one sphere" if a.spheres & b.spheres else "two spheres"
    if top_a >= _HIGH or top_b >= _HIGH:
        return "high and unknown"
    return "one unknown" if a.spheres or b.spheres else "both unknown"


def _time(a: Shown, b: Shown) -> str:
    if not a.first or not b.first:
        return ""
    if a.first <= b.last and b.first <= a.last:
        return "overlapping"
    years = int(max(a.first, b.first)[:4]) - int(min(a.last, b.last)[:4])
    return "near" if years <= _NEAR_YEARS else "years apart" if years <= _FAR_YEARS else "far apart"


def _seats(a: Shown, b: Shown) -> str:
    """Of posts that each fill a person's days, whether two in two places are proved at once."""
    if not a.seats or not b.seats:
        return ""
    at_once = any(x[1] <= y[2] and y[1] <= x[2] and clash(x[0], y[0]) for x in a.seats for y in b.seats)
    return "two places at once" if at_once else "in turn"


def _company(name: str, a: Shown, b: Shown) -> str:
    company_a, company_b = a.company - everywhere() - {name}, b.company - everywhere() - {name}
    if not company_a or not company_b:
        return ""
    met = len(company_a & company_b)
    part = met / min(len(company_a), len(company_b))
    if met < 2:
        return "one" if met else "none"
    many = ", a crowd" if met >= _CROWD_MET else ", many" if met >= _MANY_MET else ""
    return ("little" if part < _SOME_COMPANY else "some" if part < _SAME_COMPANY else "the same") + many


def _source(a: Trail, b: Trail) -> str:
    return "" if not a.sources or not b.sources else "one source" if a.sources & b.sources else "two sources"


def _notes(a: Trail, b: Trail) -> str:
    said_a, said_b = dict(sorted(a.notes)), dict(sorted(b.notes))
    both = said_a.keys() & said_b.keys()
    return "" if not both else "agree" if all(said_a[k] == said_b[k] for k in both) else "disagree"


# Names and weights


@cache
def weights() -> dict[tuple[str, str], float]:
    """The weight of each level of each kind of evidence, in bits."""
    return {(evidence, level): float(weight) for evidence, level, weight, *_ in table("weights.tsv")} | _NEVER


@cache
def name_weight(name: str) -> float:
    """What it says for one person, in bits, that two trails have this name: little where many people bear it.

    >>> name_weight("王伟") < 0 < name_weight("谌贻琴")
    True
    """
    return max(-_NAME_PROVES, min(_NAME_PROVES, -weights()["name", "bearers"] - share(name) * log2(10)))


@cache
def _counts() -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {"surname": {}, "given": {}, "length": {}, "everywhere": {}}
    for kind, form, count in table("name_counts.tsv"):
        out[kind][form] = int(count)
    return out


@cache
def everywhere() -> frozenset[str]:
    """The names that stand in so many notices that to be named with them says nothing.

    >>> "习近平" in everywhere()
    True
    """
    return frozenset(_counts()["everywhere"])


@cache
def share(name: str) -> float:
    """The share of people who bear a name, as a power of ten, from how often its characters are borne.

    >>> share("李伟") > share("秦红保") > share("谌贻琴")
    True
    """
    counts = _counts()
    surname = name[:2] if name[:2] in counts["surname"] and len(name) > 2 and gazetteer.is_surname(name[:2]) else name[:1]
    given = name[len(surname):]
    people = sum(counts["surname"].values()) + 1
    characters = sum(counts["given"].values()) + 1
    out = log10((counts["surname"].get(surname, 0) + 0.1) / people)
    out += log10((counts["length"].get(str(len(given)), 0) + 0.1) / people)
    return out + sum(log10((counts["given"].get(c, 0) + 0.1) / characters) for c in given)


@cache
def commonness(name: str) -> str:
    """Whether a name is common, middling or rare.

    >>> commonness("王伟"), commonness("谌贻琴")
    ('common', 'rare')
    """
    of = share(name)
    return "common" if of > COMMON else "middling" if of > MIDDLING else "rare"


# Clusters


def joined(name: str, trails: Sequence[Trail], enough: float = ENOUGH) -> dict[str, str]:
    """Which trails of a name are one person's: each trail's key to the least key of its cluster.

    The two clusters that are tied best join, as long as that is enough: by the mean of the sums of all their pairs, and
    the sum of the two taken whole. What decides are the sums and the keys, so the order of the trails plays no part.
    """
    ordered = sorted(trails, key=lambda t: t.key)
    whole = {t.key: t for t in ordered}
    parts = {t.key: [t.key] for t in ordered}
    means: dict[str, dict[str, float]] = {t.key: {} for t in ordered}
    for one, two in combinations(ordered, 2):
        if len(ordered) <= _ALL_PAIRS or _may_be_one(one, two):
            means[one.key][two.key] = means[two.key][one.key] = total(name, one, two)
    heap = [(-w, a, b, 2) for a, row in means.items() for b, w in row.items() if a < b and w >= enough]
    heapify(heap)
    while heap:
        _, a, b, size = heappop(heap)
        if a not in parts or b not in parts or len(parts[a]) + len(parts[b]) != size:
            continue
        rows = means[a], means.pop(b)
        n, m = len(parts[a]), len(parts[b])
        parts[a] += parts.pop(b)
        both = Trail(a)
        for trail in (whole[a], whole.pop(b)):
            both.take(trail)
        whole[a] = both
        merged: dict[str, float] = {}
        for other in (rows[0].keys() | rows[1].keys()) - {a, b}:
            # Trails that were not compared are held to be as far apart as makes them two.
            mean = (n * rows[0].get(other, -enough) + m * rows[1].get(other, -enough)) / (n + m)
            merged[other] = mean
            means[other].pop(b, None)
            means[other][a] = mean
            tie = (mean + total(name, both, whole[other])) / 2
            if tie >= enough:
                heappush(heap, (-tie, min(a, other), max(a, other), n + m + len(parts[other])))
        means[a] = merged
    return {key: first for first, keys in parts.items() for key in keys}


def _may_be_one(a: Trail, b: Trail) -> bool:
    x, y = a.shows(), b.shows()
    return bool(x.bodies & y.bodies or x.bodies & b.around or a.around & y.bodies
                or len(x.company & y.company) > _MUCH_COMPANY or x.cities & y.cities)


def odds(bits: float) -> float:
    """The chance that a sum of weights stands for.

    >>> odds(0.0), round(odds(6.0), 3)
    (0.5, 0.985)
    """
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


def bits(same: float, other: float) -> float:
    """The weight of evidence that is so often seen of one person, and so often of two.

    >>> bits(0.8, 0.1)
    3.0
    """
    return log2(same / other)


__all__ = ["ENOUGH", "Held", "Sign", "Trail", "akin", "bits", "commonness", "joined", "levels", "odds", "share", "signs",
           "total", "weights"]
