"""Places: which division of China a name means, where a body stands, and what lies within what, by reference data."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from kg.identity.names import bureau_key
from loaders.extraction import gazetteer
from loaders.extraction.gazetteer import Division
from ontology.schema import Value

#: The list of division codes that the reference data follow.
CODE_YEAR = 2024
#: Longest name of a division, in code points: 双江拉祜族佤族布朗族傣族自治县 and a little more.
_LONGEST = 18


@cache
def place_name(name: str) -> str:
    """A place's name as a key: NFKC, without spaces.

    >>> place_name("忻 州市")
    '忻州市'
    """
    return "".join(unicodedata.normalize("NFKC", name).split())


@cache
def division_of(name: str) -> Division | None:
    """The division that a name means by itself, or None where it is none, or several.

    >>> division_of("忻州市").code, division_of("襄樊市").code
    ('140900', '420600')
    >>> division_of("北京市朝阳区").code
    '110105'
    >>> division_of("朝阳区") is None
    True
    """
    chain = chain_of(place_name(name))
    if chain and "".join(d.name for d in chain) == place_name(name):
        return chain[-1]
    return _one([d for d in gazetteer.divisions_named(place_name(name))])


@cache
def chain_of(name: str) -> tuple[Division, ...]:
    """The divisions whose full names a name begins with, the widest first.

    >>> [d.name for d in chain_of("辽宁省鞍山市教育局")]
    ['辽宁省', '鞍山市']
    >>> chain_of("北京大学")
    ()
    """
    out: list[Division] = []
    at = 0
    while at < len(name):
        found = None
        for end in range(min(len(name), at + _LONGEST), at + 1, -1):
            named = [d for d in gazetteer.divisions_named(name[at:end]) if d.name == name[at:end]]
            if out:
                named = [d for d in named if gazetteer.lies_in(d, out[-1])]
            found = _one(named)
            if found is not None:
                at = end
                break
        if found is None:
            break
        out.append(found)
    return tuple(out)


def _one(candidates: list[Division]) -> Division | None:
    """The one division among records of several years, or None where they are several divisions."""
    current = [d for d in candidates if d.current]
    pool = current or candidates
    if not pool:
        return None
    if current:
        return pool[0] if len({d.code for d in pool}) == 1 else None
    # The name is of the past: its records are one division where they lay in one place.
    latest = max(pool, key=lambda d: (d.until, d.code))
    same = {gazetteer.parents(d)[-1].name if gazetteer.parents(d) else d.name for d in pool}
    return latest if len(same) == 1 else None


def place_key(name: str) -> str:
    """What two names of one place have in common: the code of the division, else the name.

    >>> place_key("襄樊市") == place_key("襄阳市")
    True
    """
    division = division_of(name)
    if division is not None and division.code:
        return division.code
    country = gazetteer.country_named(place_name(name))
    return country.name if country is not None else place_name(name)


def present_name(key: str, name: str) -> str:
    """What reference data call a place now; the name that its key was made of where they do not tell.

    >>> present_name(place_key("襄樊市"), "襄樊市")
    '襄阳市'
    """
    return next((d.name for d in gazetteer.divisions_coded(key) if place_key(d.name) == key), name)


def attributes(name: str) -> dict[str, Value]:
    """What the reference data say of a place: its level, whether it is a city, its code, its country.

    >>> attributes("忻州市")
    {'level': 'prefecture', 'city': True, 'code': '140900', 'code_year': 2024}
    >>> attributes("符拉迪沃斯托克")
    {'country': '俄罗斯'}
    """
    division = division_of(name)
    if division is not None:
        out: dict[str, Value] = {"level": division.level, "city": division.city}
        if division.code:
            out |= {"code": division.code, "code_year": CODE_YEAR}
        return out
    key = place_name(name)
    if gazetteer.country_named(key) is not None:
        return {}
    abroad = gazetteer.places_abroad(key)
    return {"country": abroad[0].country} if len({p.country for p in abroad}) == 1 else {}


def above(division: Division) -> tuple[Division, ...]:
    """The divisions that a division lies in, the nearest first.

    >>> [d.name for d in above(division_of("忻州市"))]
    ['山西省']
    """
    return gazetteer.parents(division)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body stands and what kind of body it is, by its name and the lexicon of bodies; "" where unknown."""

    division: Division | None
    level: str
    kind: str


_KINDS = frozenset(
    "party government congress consultative court procuratorate army mass enterprise school other".split()
)


@cache
def seat_of(bureau: str) -> Seat:
    """Where a body stands, by its name.

    >>> seat = seat_of("山西省邮政管理局")
    >>> seat.division.name, seat.level, seat.kind
    ('山西省', 'province', 'government')
    >>> seat_of("国家邮政局").level, seat_of("中共山西省委").level
    ('central', 'province')
    """
    known = gazetteer.bodies_named(bureau)
    chain = chain_of(bureau_key(bureau))
    kind = known[0].kind if known else _kind_by_head(bureau)
    division = chain[-1] if chain else division_of(known[0].place) if known and known[0].place else None
    level = chain[-1].level if chain else known[0].level if known else ""
    return Seat(division, level, kind if kind in _KINDS else "other" if kind else "")


def _kind_by_head(name: str) -> str:
    heads = gazetteer.body_heads()
    return next((heads[name[at:]].kind for at in range(len(name)) if name[at:] in heads), "")
