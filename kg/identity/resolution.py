"""From what the notices state to the things they speak of: which mentions are one person, one body, one meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.identity import verdicts
from kg.identity.leaves import unpack_rows
from kg.identity.loom import Loom
from kg.identity.material import gather, nothing_collected
from kg.identity.meetings import meetings
from kg.identity.people import people
from kg.identity.renewal import apart_row
from kg.identity.store import meta
from kg.identity.weave import Weave
from kg.ledger import Ledger
from ontology.schema import Edge, Node


@dataclass(frozen=True, slots=True)
class Resolved:
    """The graph's rows, sorted by id: a function of the set of notices and decisions, never of their order."""

    nodes: list[Node]
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a graph holds, in numbers: its nodes by kind, the notices that are copies, the places that are cities."""

    kinds: Mapping[str, int]
    copies: int
    cities: int


def numbers(ledger: Ledger) -> Numbers:
    """Count what ``renew`` left in the ledger's file."""
    towns = (unpack_rows(packed)[0] for (packed,) in ledger.each("SELECT rows FROM woven_rows WHERE kind = 'Place'"))
    return Numbers(
        Counter(dict(ledger.each("SELECT kind, count(*) FROM woven_cells GROUP BY kind"))),
        int(ledger.one("SELECT count(*) FROM woven_pages WHERE original <> notice")),
        sum(node.attributes.get("city") is True for node in towns),
    )


def whole(ledger: Ledger) -> Resolved:
    """The graph's rows as ``renew`` left them in the ledger's file."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    with nothing_collected():
        for (packed,) in ledger.each("SELECT rows FROM woven_rows"):
            node, some = unpack_rows(packed)
            nodes.append(node)
            edges += some
    edges += [apart_row(*pair) for pair in meta(ledger, "apart") or ()]
    return Resolved(sorted(nodes, key=lambda n: n.id), sorted(edges, key=lambda e: e.id))


def resolve(ledger: Ledger, known_on: str = "", recorded_on: str = "") -> Resolved:
    """Settle the statements of a ledger into nodes and edges.

    Args:
        ledger: open, for reading or writing.
        known_on: count only notices published by this day (ISO 8601, any precision).
        recorded_on: count what this ledger held on this day, instead of now.

    >>> from loaders.facts import Evidence, Facts, Notice, RoleFact
    >>> words = Evidence("text", 0, 9, "秦红保在会上作讲话", "title-name", 0.9)
    >>> notice = Notice("n1", "site", "2015-08-21", "", "秦红保在会上作讲话。")
    >>> facts = Facts(roles=(RoleFact("秦红保", "山西省邮政管理局", "局长", evidence=(words,)),))
    >>> with Ledger.temporary() as ledger:
    ...     with ledger.writing():
    ...         done = ledger.keep(ledger.begin("notices/", "1"), notice, facts)
    ...     resolved = resolve(ledger)
    >>> sorted((n.kind, n.name) for n in resolved.nodes if n.kind in ("Person", "Role", "Bureau"))
    [('Bureau', '山西省邮政管理局'), ('Person', '秦红保'), ('Role', '山西省邮政管理局局长')]
    >>> [e.attributes["proved_first"] for e in resolved.edges if e.kind == "HOLDS"]
    ['2015-08-21']
    """
    with nothing_collected():
        return _resolve(ledger, known_on, recorded_on)


def _resolve(ledger: Ledger, known_on: str, recorded_on: str) -> Resolved:
    pages, copied = gather(ledger, known_on, recorded_on)
    loom = Loom(Weave(), verdicts.applied(ledger, pages, people(pages), meetings(pages), recorded_on))
    for page in pages:
        loom.notice(page)
        loom.named(page)
    for page in pages:
        loom.met(page)
        loom.took_part(page)
        loom.related(page)
        loom.posts(page)
    loom.spells()
    for copy in copied:
        tie = loom.weave.tie("COPY_OF", ("Notice", copy.copy), ("Notice", copy.original))
        tie.attributes |= {"source_kind": "inferred", "similarity": copy.similarity}
    loom.apart()
    loom.describe()
    nodes, edges = loom.weave.finish(ledger.issued())
    return Resolved(nodes, edges)
