"""What the notices show of one person: a trail of posts, places, days and company, to be compared with another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from kg.identity import places, roles
from kg.identity.names import line_of
from loaders.extraction import gazetteer
from loaders.extraction.gazetteer import Division

#: Bodies of the state are one sphere: careers run through party, government, congress and consultative conference.
_STATE = frozenset("party government congress consultative court procuratorate".split())
_HEIGHTS = {"central": 6, "province": 4, "prefecture": 2, "county": 0, "township": -2}
_RANKS = {"state": 2, "head": 1, "deputy": 0, "member": -1}
#: In words that a table would not have: what work a title is.
_WORK = {
    "school": ("教授", "讲师", "院士", "研究员", "导师", "学者", "辅导员", "校长", "校友", "班长"),
    "enterprise": ("董事", "总裁", "经理", "CEO", "首席执行官", "创始人", "合伙人"),
    "media": ("主编", "编辑", "记者", "主持人"),
    "health": ("医师", "医生", "护士", "护士长"),
}
_LONGEST_COUNTRY = 12
_HOUSE = re.compile(r"(.{2,12}?(?:大学|科学院|社会科学院|工程院|集团|银行|报社|通讯社|电视台))")
#: Held by so many at one body that the same name may be two people's.
_MANY = frozenset(
    "委员 人大代表 政协委员 党员 党代表 学生 同学 记者 教师 老师 职工 员工 干部 民警 会员 成员 队员".split()
)
_SCHOOL = re.compile("(.{1,16}?(?:学院|学系|系|研究所))")
#: The national congress and consultative conference, where high careers end.
_SEATED = ("全国人大", "全国政协")
#: Bodies that are led beside another post.
_BESIDE = re.compile("领导小组|工作组|专家组|组委会|筹委会|指挥部|联合会|协会|学会|基金会|研究会|理事会|代表团|委员会$")
_CONGRESS = re.compile("人大|代表大会|政协|党代会|代表团")
#: Held by so many at a whole university or academy, not at one school of it.
_OF_HOUSES = frozenset("教授 副教授 助理教授 讲师 研究员 副研究员 助理研究员 院士 博士 博士生导师 导师 学者 专家".split())


@dataclass(frozen=True, slots=True)
class Held:
    """One proof of a post: the body (a key, "" where none is said), the title, the day ("" unknown) and how firm it is.

    ``held`` is false of posts that are past, proposed or lost on that day: they prove nothing for the day.
    """

    body: str
    title: str
    day: str
    held: bool = True


@dataclass(slots=True)
class Trail:
    """The mentions of one name that are held to be one person, as far as they can be compared."""

    key: str
    posts: set[Held] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    notes: set[tuple[str, str]] = field(default_factory=set)
    notices: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    _shows: Shown | None = field(default=None, init=False, repr=False, compare=False)

    def take(self, other: Trail) -> None:
        """Take in all that another trail shows."""
        self.posts |= other.posts
        self.around |= other.around
        self.days |= other.days
        self.company |= other.company
        self.notes |= other.notes
        self.notices |= other.notices
        self.sources |= other.sources
        self._shows = None

    def shows(self) -> Shown:
        """What it is compared by, worked out once; call it when all that belongs to it has been taken in."""
        if self._shows is None:
            self._shows = _shown(self)
        return self._shows


@dataclass(frozen=True, slots=True)
class Shown:
    """What a trail is compared by.

    ``bodies`` leaves out those with many seats alike, where two may bear one name; ``titles`` is empty where every
    post has a body, which says more; ``steps`` are the posts' heights by day, ``seats`` those that fill a person's days:
    where, and the first and last day that prove each.
    """

    bodies: frozenset[str]
    houses: Mapping[str, frozenset[str]]
    countries: frozenset[str]
    provinces: frozenset[str]
    cities: frozenset[str]
    central: bool
    spheres: frozenset[str]
    titles: frozenset[str]
    unplaced: bool
    steps: tuple[tuple[str, int], ...]
    seated: bool
    seats: tuple[tuple[str, str, str], ...]
    first: str
    last: str
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a body stands: the codes of its province and its city, whether it is the centre's, its sphere and height."""

    province: str
    city: str
    central: bool
    sphere: str
    height: int | None


@cache
def standing_of(body: str) -> Standing:
    """Where a body (a key) stands.

    >>> standing_of("忻州市委")
    Standing(province='14', city='1409', central=False, sphere='state', height=2)
    >>> standing_of("国家邮政局").height == standing_of("山西省委").height
    True
    >>> standing_of("国家邮政局").central
    True
    """
    name = body.rpartition(":")[2]
    seat = places.seat_of(name)
    central = seat.level == "central" or name in ("中央", "中共中央")
    province, city = codes(seat.division)
    sphere = "state" if seat.kind in _STATE else seat.kind
    high = _HEIGHTS.get("central" if central else seat.level) if sphere in ("state", "army", "mass") else None
    if high is not None and line_of(name) == name:
        high -= 2  # a ministry's head stands as high as a province's
    return Standing("" if central else province, "" if central else city, central,
                    "" if sphere == "other" else sphere, high)


def seat_of_many(body: str, title: str) -> bool:
    """Whether a body (a key) has so many seats of a title that the same name in two of them may be two people's.

    >>> [seat_of_many(*post) for post in (("全国人大", "代表"), ("忻州市政协", "委员"), ("中国人民大学", "教授"))]
    [True, True, True]
    >>> [seat_of_many(*post) for post in (("中共中央政治局", "委员"), ("中国常驻联合国", "代表"))]
    [False, False]
    """
    if title in _OF_HOUSES and house(body) == body:
        return True
    if title == "代表":
        return _CONGRESS.search(body) is not None
    return title in _MANY and not body.startswith("中共中央政治局")


def codes(division: Division | None) -> tuple[str, str]:
    """The codes of the province and of the city that a division is or lies in, "" where it has none.

    >>> codes(places.division_of("忻州市")), codes(places.division_of("山西省"))
    (('14', '1409'), ('14', ''))
    """
    if division is None or not division.code:
        return "", ""
    return division.code[:2], division.code[:4] if division.code[2:4] != "00" else ""


@cache
def house(body: str) -> str:
    """The institution that a body (a key) is part of by its name, "" where the name begins with none.

    >>> house("中国人民大学哲学院"), house("中国人民大学哲学院茶道哲学研究所"), house("忻州市教育局")
    ('中国人民大学', '中国人民大学', '')
    """
    found = _HOUSE.match(body)
    return found[1] if found else ""


@cache
def school(body: str) -> str:
    """The school of a university or academy that a body (a key) is, or is part of; "" for what is for all of it.

    >>> school("浙江大学传媒学院教务办公室"), school("浙江大学党委宣传部"), school("浙江大学")
    ('传媒学院', '', '')
    """
    found = _SCHOOL.match(body[len(house(body)):])
    return found[1] if found else ""


@cache
def country_of(body: str) -> str:
    """The foreign country whose body this is by its name, "" where none is named.

    >>> country_of("圭亚那"), country_of("德国外交部"), country_of("国家邮政局")
    ('圭亚那', '德国', '')
    """
    for end in range(min(len(body), _LONGEST_COUNTRY), 1, -1):
        country = gazetteer.country_named(body[:end])
        if country is not None:
            return "" if country.name in ("中国", "中华人民共和国") else country.name
    return ""


def height(post: Held) -> int | None:
    """How high a post stands, in steps of half a level of division; None where the body or the title does not tell.

    >>> height(Held("忻州市委", "书记", "")), height(Held("山西省政府", "副省长", ""))
    (3, 4)
    """
    base = standing_of(post.body).height if post.body else None
    entry = gazetteer.title_named(post.title)
    rank = _RANKS.get(entry.rank) if entry is not None else 0 if post.title.startswith("副") else None
    return None if base is None or rank is None else base + rank


def _shown(trail: Trail) -> Shown:
    posts = {(p.body, p.title) for p in trail.posts}
    bodies = frozenset(body for body, title in posts if body and not seat_of_many(body, title))
    all_bodies = {body for body, _ in posts if body}
    standings = [standing_of(b) for b in all_bodies or trail.around]
    houses: dict[str, set[str]] = {}
    for body in bodies:
        if at := house(body):
            houses.setdefault(at, set()).add(school(body))
    titled = {standing_of(b).sphere for b in all_bodies}
    titled |= {sphere for _, title in posts for sphere, words in _WORK.items() if title.endswith(words)}
    steps = sorted((p.day, high) for p in trail.posts if p.day and (high := height(p)) is not None)
    days = [d for d in trail.days if d]
    return Shown(
        bodies, {at: frozenset(schools) for at, schools in houses.items()},
        frozenset(country_of(b) for b in all_bodies) - {""},
        frozenset(s.province for s in standings) - {""}, frozenset(s.city for s in standings) - {""},
        any(s.central for s in standings), frozenset(titled) - {""}, frozenset(title for _, title in posts),
        any(not body or ":" in body for body, _ in posts), tuple(steps),
        any(body.startswith(_SEATED) for body in all_bodies), _seats(trail), min(days, default=""), max(days, default=""),
        frozenset(trail.company),
    )


def _seats(trail: Trail) -> tuple[tuple[str, str, str], ...]:
    days: dict[tuple[str, str], list[str]] = {}
    for post in trail.posts:
        if post.held and (where := seat_at(post.body, post.title)):
            days.setdefault((where, post.body), []).extend([post.day] if post.day else [])
    # A post that no notice dates may have been held at any time: nothing says that another place came before or after.
    return tuple(sorted((where, min(some, default=""), max(some, default="~")) for (where, _), some in days.items()))


@cache
def seat_at(body: str, title: str) -> str:
    """Where a post fills a person's days: the code of the city or the province, ``centre``, or "" for other posts.

    >>> seat_at("忻州市委", "书记"), seat_at("公安部", "部长"), seat_at("忻州市教育局", "副局长"), seat_at("亚运会组委会", "主席")
    ('1409', 'centre', '', '')
    """
    at = standing_of(body) if body else None
    if at is None or at.sphere not in ("state", "school") or _BESIDE.search(body) or roles.seats(title, body) != "one":
        return ""
    return "centre" if at.central else at.city or at.province


def clash(where: str, other: str) -> bool:
    """Whether two places (as ``seat_at`` gives them) are too far apart for one person to fill posts in both.

    >>> clash("1409", "3301"), clash("33", "3301"), clash("centre", "33")
    (True, False, True)
    """
    return not (where.startswith(other) or other.startswith(where))


def table(file: str) -> Iterator[list[str]]:
    """The rows of one of the tables that come with identity, without its notes."""
    text = resources.files("kg.identity").joinpath("data", file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
