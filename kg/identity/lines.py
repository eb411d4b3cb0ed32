"""Lines of bodies: which body followed which in a reorganisation, and which stands above which, by reference data."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from kg.identity import places
from kg.identity.names import bureau_key
from kg.identity.trails import table
from loaders.extraction import gazetteer


@dataclass(frozen=True, slots=True)
class Line:
    """One tie of a body to another by reference data: the kind of edge, the other's key, how, and since when."""

    kind: str
    other: str
    how: str
    date: str = ""


def lines(body: str, bodies: Container[str]) -> Iterator[Line]:
    """The ties of a body to those of some bodies that followed it or stand next above it.

    Args:
        body: its key.
        bodies: the keys of all bodies that there are.

    >>> [(x.other, x.how, x.date) for x in lines("国土资源部", {"自然资源部", "水利部"})]
    [('自然资源部', 'replaced', '2018-03')]
    >>> [(x.kind, x.other, x.how) for x in lines("忻州市邮政管理局", {"山西省邮政管理局", "国家邮政局"})]
    [('UNDER', '山西省邮政管理局', 'leads')]
    >>> [x.other for x in lines("忻州市邮政管理局", {"国家邮政局"})]
    ['国家邮政局']
    """
    for line in _followed().get(body, ()):
        if line.other in bodies:
            yield line
    at = _local(body)
    if at is not None:
        head, forms, how, above = at
        nearest = (bureau_key(place + form) for place in above for form in forms)
        upper = next((key for key in nearest if key in bodies), head if head in bodies else "")
        if upper and upper != body:
            yield Line("UNDER", upper, how)


def touched(body: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bodies whose ties may change where a body comes or goes: keys, and endings of keys.

    >>> touched("应急管理部")[0], touched("山西省邮政管理局")
    (('国家安全生产监督管理总局',), ((), ('邮政管理局',)))
    """
    before = {key for key, some in _followed().items() if any(line.other == body for line in some)}
    endings = {form for head, forms, _ in _systems() for form in forms if body == head or body.endswith(forms)}
    return tuple(sorted(before)), tuple(sorted(endings))


@cache
def _followed() -> dict[str, tuple[Line, ...]]:
    dates = {(year, bureau_key(body) if body != "*" else "*"): date for year, body, date, _ in table("reforms.tsv")}
    out: dict[str, list[Line]] = {}
    for x in gazetteer.lineages():
        key, year = bureau_key(x.body), str(x.year)
        date = dates.get((year, key)) or dates.get((year, "*")) or year
        out.setdefault(key, []).append(Line("SUCCEEDED_BY", bureau_key(x.successor), x.how, date))
    return {key: tuple(some) for key, some in out.items()}


@cache
def _systems() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple((bureau_key(head), tuple(forms.split(",")), how) for head, forms, how in table("systems.tsv"))


@cache
def _local(body: str) -> tuple[str, tuple[str, ...], str, tuple[str, ...]] | None:
    """The head of the line that a local body belongs to, what such bodies are called, how, and the places above its own."""
    chain = places.chain_of(body)
    if not chain:
        return None
    rest = body[sum(len(d.name) for d in chain):]
    above = tuple(d.name for d in places.above(chain[-1]))
    return next(((head, forms, how, above) for head, forms, how in _systems() if rest in forms), None)
