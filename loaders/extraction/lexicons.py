"""The records of the lexicons other than divisions, and the way from every form of a name to them.

``gazetteer`` offers all of this again, beside the scan; import from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.data.tables import forms, rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country, past or present.

    ``letters`` are the characters that stand for it in 中美 or 对俄; ``capital`` may be "".
    """

    name: str
    full: str
    capital: str
    letters: str
    continent: str


@dataclass(frozen=True, slots=True)
class ForeignPlace:
    """A city, state or island abroad; ``capital`` where it is the seat of its country."""

    name: str
    country: str
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world or of China, a sea, an island or a river (亚太, 长三角, 南海).

    ``kind`` is continent, region, sea, island, river or china.
    """

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Venue:
    """A named hall, hotel, airport, mountain or the like; ``place`` is the division or country that it lies in."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Body:
    """A named organisation in its fullest usual form.

    ``kind`` is party, government, congress, consultative, court, procuratorate, army, mass, enterprise, school, media,
    international or other; ``level`` central, province or "" ; ``place`` the division or country of a body that is not
    the central state's own (香港, 台湾, 日本); ``since`` and ``until`` are the years of its name, 0 where unknown.
    """

    name: str
    kind: str
    level: str
    place: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """A body that another one followed in a reorganisation: ``how`` is merged, split or replaced."""

    body: str
    successor: str
    how: str
    year: int


@dataclass(frozen=True, slots=True)
class Head:
    """A word that ends a name, with the kind of body or meeting that it makes.

    ``alone``: it may stand for the whole name.
    """

    form: str
    kind: str
    alone: bool


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A title of office: ``base`` is the title that a variant belongs to (副局长 → 局长).

    ``rank`` is state, head, deputy, member, rank (a grade that stands as a post) or phrase (正部长级: no post);
    ``seats`` one, several or unknown; ``body`` the kind of body that it is held in.
    """

    name: str
    base: str
    body: str
    rank: str
    seats: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname; ``word`` where it is an everyday word too, so that it proves little; ``rank`` top, common or rare."""

    form: str
    rank: str
    word: bool


@dataclass(frozen=True, slots=True)
class PlaceLetter:
    """A character that stands for a place in patterns (在京, 抵沪, 粤港澳, 中美).

    ``kind`` is province, city or country.
    """

    letter: str
    name: str
    kind: str


def bodies_named(form: str) -> tuple[Body, ...]:
    """The bodies that a full or short form may name, those of the central state first.

    >>> [b.name for b in bodies_named("中综办")]
    ['中央社会治安综合治理委员会办公室']
    """
    return tuple(b for b, _ in body_forms().get(form, ()))


def body_named(form: str) -> Body | None:
    """The likeliest body of that name, or None.

    >>> body_named("工信部")
    Body(name='工业和信息化部', kind='government', level='central', place='', since=2008, until=0)
    """
    found = body_forms().get(form)
    return found[0][0] if found else None


def countries_named(form: str) -> tuple[Country, ...]:
    """The countries that a short name, full name or other name may mean.

    >>> [c.name for c in countries_named("寮国")]
    ['老挝']
    """
    return tuple(c for c, _ in country_forms().get(form, ()))


def country_named(form: str) -> Country | None:
    """The country of that name, or None.

    >>> country_named("美利坚合众国").capital
    '华盛顿'
    """
    found = country_forms().get(form)
    return found[0][0] if found else None


def places_abroad(form: str) -> tuple[ForeignPlace, ...]:
    """The places abroad of that name.

    >>> places_abroad("雪梨")
    (ForeignPlace(name='悉尼', country='澳大利亚', capital=False),)
    """
    return tuple(p for p, _ in abroad_forms().get(form, ()))


def title_named(form: str) -> TitleEntry | None:
    """The title of office of that form, or None.

    >>> title_named("副局长")
    TitleEntry(name='副局长', base='局长', body='government', rank='deputy', seats='several')
    """
    return titles().get(form)


def is_surname(form: str) -> bool:
    """Whether the form is a single or compound surname, or two that a married woman bears (林郑).

    >>> [is_surname(s) for s in ("赵", "欧阳", "林郑", "的")]
    [True, True, True, False]
    """
    known = surnames()
    if form in known:
        return True
    return len(form) == 2 and all(c in known and known[c].rank != "rare" and not known[c].word for c in form)


def place_letter(character: str) -> tuple[PlaceLetter, ...]:
    """The places that one character stands for in patterns such as 在京, 抵沪 or 中美, the likeliest first.

    >>> [(p.name, p.kind) for p in place_letter("京")]
    [('北京市', 'province')]
    """
    return _letters().get(character, ())


@cache
def bodies() -> tuple[Body, ...]:
    """All named bodies of the lexicon."""
    return tuple(b for b, _ in _body_rows())


@cache
def lineages() -> tuple[Lineage, ...]:
    """Which bodies followed which: reference knowledge, not facts of a notice.

    >>> [x.successor for x in lineages() if x.body == "国土资源部"]
    ['自然资源部']
    """
    return tuple(Lineage(body, after, how, int(year)) for body, after, how, year in rows("lineages", 4))


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the lexicon, those of the past last."""
    return tuple(c for c, _ in _country_rows())


@cache
def titles() -> dict[str, TitleEntry]:
    """All titles of office with their deputies and the like, by form."""
    out: dict[str, TitleEntry] = {}
    late = []
    for cell, body, rank, seats, variants in rows("titles", 5):
        name = cell.removesuffix("?")
        out[name] = TitleEntry(name, name, body, rank, seats)
        late.append((name, body, rank, variants))
    for base, body, rank, variants in late:
        for form, _ in forms(variants):
            deputy = rank if rank in ("member", "rank", "phrase") else "deputy"
            out.setdefault(form, TitleEntry(form, base, body, deputy, _variant_seats(form, deputy)))
    return out


def _variant_seats(form: str, rank: str) -> str:
    if rank in ("member", "rank", "phrase"):
        return "several"
    if form.startswith(("第一", "代", "候任", "候补", "署理", "执行")) or "常务副" in form:
        return "one"
    return "several" if "副" in form or "助理" in form else "unknown"


@cache
def weak_titles() -> frozenset[str]:
    cells = (f for cell, *_, variants in rows("titles", 5) for f in [*forms(cell), *forms(variants)])
    return frozenset(form for form, weak in cells if weak)


@cache
def surnames() -> dict[str, Surname]:
    """All surnames, single and compound, by form."""
    return {form: Surname(form, rank, word == "yes") for form, rank, word in rows("surnames", 3)}


@cache
def japanese_surnames() -> dict[str, Surname]:
    """Japanese surnames in Simplified script, by form.

    They are not scanned for, since many are Chinese words or places.

    >>> japanese_surnames()["岸田"].word
    False
    """
    return {form: Surname(form, "japanese", word == "yes") for form, word in rows("japanese_surnames", 2)}


@cache
def sound_characters() -> dict[str, frozenset[str]]:
    """Characters that write foreign names by sound, by where in a name they chiefly stand: begin, inside or end.

    >>> "夫" in sound_characters()["end"]
    True
    """
    return {place: frozenset(characters) for characters, place in rows("sound_characters", 2)}


@cache
def body_heads() -> dict[str, Head]:
    """The words that end the name of a body, with the kind of body, by form; single characters too (局, 部).

    >>> body_heads()["街道办事处"].kind
    'government'
    """
    return {form: Head(form, kind, alone == "yes") for form, kind, alone in rows("body_heads", 3)}


@cache
def meeting_heads() -> dict[str, Head]:
    """The words that end the name of a meeting or activity, with its kind (meeting, training, ceremony …), by form.

    >>> meeting_heads()["座谈会"].kind
    'meeting'
    """
    return {form: Head(form, kind, alone == "yes") for form, kind, alone in rows("meeting_heads", 3)}


@cache
def _letters() -> dict[str, tuple[PlaceLetter, ...]]:
    out: dict[str, list[PlaceLetter]] = {}
    for letter, name, kind in rows("place_letters", 3):
        out.setdefault(letter, []).append(PlaceLetter(letter, name, kind))
    for country in countries():
        if len(country.letters) == 1 and country.continent not in ("former", "territory"):
            out.setdefault(country.letters, []).append(PlaceLetter(country.letters, country.name, "country"))
    return {letter: tuple(found) for letter, found in out.items()}


@cache
def _body_rows() -> tuple[tuple[Body, str], ...]:
    out = []
    for name, aka, kind, level, place, since, until in rows("bodies", 7):
        out.append((Body(name, kind, level, place, int(since or 0), int(until or 0)), aka))
    return tuple(out)


@cache
def body_forms() -> dict[str, tuple[tuple[Body, bool], ...]]:
    found: dict[str, list[tuple[tuple[bool, ...], Body, bool]]] = {}
    for body, aka in _body_rows():
        for form, weak in [(body.name, False), *forms(aka)]:
            # A weak full name (教育局 of Hong Kong) is listed once more among its other forms, with the mark.
            found.setdefault(form, []).append(((bool(body.place), form != body.name, weak, body.until > 0), body, weak))
    out: dict[str, tuple[tuple[Body, bool], ...]] = {}
    for form, candidates in found.items():
        weak_ones = {b.name for _, b, weak in candidates if weak}
        best: dict[str, tuple[Body, bool]] = {}
        for _, body, _weak in sorted(candidates, key=lambda c: c[0]):
            best.setdefault(body.name, (body, body.name in weak_ones))
        out[form] = tuple(best.values())
    return out


@cache
def _country_rows() -> tuple[tuple[Country, str], ...]:
    out = []
    for cell, full, capital, letters, continent, aka in rows("countries", 6):
        names = "|".join(x for x in (cell, full, aka) if x)
        out.append((Country(cell.removesuffix("?"), full, capital, letters, continent), names))
    return tuple(out)


@cache
def country_forms() -> dict[str, tuple[tuple[Country, bool], ...]]:
    out: dict[str, list[tuple[Country, bool]]] = {}
    for country, names in _country_rows():
        for form, weak in forms(names):
            out.setdefault(form, []).append((country, weak))
    return {form: tuple(found) for form, found in out.items()}


@cache
def abroad_forms() -> dict[str, tuple[tuple[ForeignPlace, bool], ...]]:
    out: dict[str, list[tuple[ForeignPlace, bool]]] = {}
    for country in countries():
        if country.capital in ("", country.name) or country.name == "中国":
            continue
        if country.continent != "former" or country.capital not in out:
            out.setdefault(country.capital, []).append((ForeignPlace(country.capital, country.name, True), False))
    for cell, home, aka in rows("foreign_places", 3):
        place = ForeignPlace(cell.removesuffix("?"), home)
        for form, weak in [*forms(cell), *forms(aka)]:
            out.setdefault(form, []).append((place, weak))
    return {form: tuple(found) for form, found in out.items()}


@cache
def region_forms() -> dict[str, tuple[Region, bool]]:
    out = {}
    for cell, kind, aka in rows("regions", 3):
        region = Region(cell.removesuffix("?"), kind)
        out.update({form: (region, weak) for form, weak in [*forms(cell), *forms(aka)]})
    return out


@cache
def venue_forms() -> dict[str, tuple[Venue, bool]]:
    out = {}
    for cell, place, aka in rows("venues", 3):
        venue = Venue(cell.removesuffix("?"), place)
        out.update({form: (venue, weak) for form, weak in [*forms(cell), *forms(aka)]})
    return out
