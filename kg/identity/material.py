"""What identity works on: the notices in an order of their own, with what each says and which are copies."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from kg.copies import Copy, copies
from kg.ledger import Ledger
from kg.rows import Kept, Statement
from loaders.facts import (
    AppointmentFact,
    GroupFact,
    MeetingFact,
    ParticipationFact,
    PersonFact,
    RelationFact,
    RoleFact,
)

#: Where something is said: by publication (undated last), then digest, field, offset and name. The least is the first
#: mention, from which an entity's id comes; it does not depend on the order of reading.
Mention = tuple[str, str, int, int, str]


@dataclass(slots=True)
class Page:
    """One notice with its statements, each layer in the order of the text.

    ``group`` is the id of the original that it is a copy of, its own where it is none: what counts as one voice.
    """

    kept: Kept
    group: str = ""
    said: dict[str, list[Statement]] = field(default_factory=dict)
    _people: dict[str, Statement] | None = None
    _called: dict[str, list[str]] | None = None

    @property
    def id(self) -> str:
        return self.kept.id

    def layer(self, name: str) -> list[Statement]:
        """The statements of one layer."""
        return self.said.get(name, [])

    def mention(self, statement: Statement, name: str) -> Mention:
        """Where a statement of this notice says ``name``."""
        return (
            self.kept.published or "~", self.kept.digest, 0 if statement.field == "title" else 1, statement.start, name
        )

    def people(self) -> dict[str, Statement]:
        """The names of persons, each with the first statement that names it; those of the layer of people go first."""
        if self._people is not None:
            return self._people
        out = self._people = {}
        for statement in self.layer("people"):
            if isinstance(statement.item, PersonFact):
                out.setdefault(statement.item.name, statement)
        for layer in ("roles", "appointments"):
            for statement in self.layer(layer):
                if isinstance(statement.item, RoleFact | AppointmentFact):
                    out.setdefault(statement.item.person, statement)
        for statement in self.layer("participation"):
            if isinstance(statement.item, ParticipationFact) and statement.item.who_kind == "person":
                out.setdefault(statement.item.who, statement)
        return out

    def posts(self) -> Iterator[tuple[Statement, RoleFact | AppointmentFact]]:
        """The statements about posts held, given or taken."""
        for layer in ("roles", "appointments"):
            for statement in self.layer(layer):
                if isinstance(statement.item, RoleFact | AppointmentFact):
                    yield statement, statement.item

    def meetings(self) -> Iterator[tuple[Statement, MeetingFact]]:
        """The statements about meetings."""
        for statement in self.layer("meetings"):
            if isinstance(statement.item, MeetingFact):
                yield statement, statement.item

    def participation(self) -> Iterator[tuple[Statement, ParticipationFact]]:
        """The statements about taking part."""
        for statement in self.layer("participation"):
            if isinstance(statement.item, ParticipationFact):
                yield statement, statement.item

    def groups(self) -> Iterator[tuple[Statement, GroupFact]]:
        """The statements about groups of people."""
        for statement in self.layer("groups"):
            if isinstance(statement.item, GroupFact):
                yield statement, statement.item

    def relations(self, kind: str = "") -> Iterator[tuple[Statement, RelationFact]]:
        """The statements about relations, of one kind where given."""
        for statement in self.layer("relations"):
            if isinstance(statement.item, RelationFact) and kind in ("", statement.item.kind):
                yield statement, statement.item

    def issuers(self) -> list[str]:
        """The names of the bodies that issued the notice."""
        return [r.target for _, r in self.relations("ISSUED_BY")] or ([self.kept.issuer] if self.kept.issuer else [])

    def conveners(self, meeting: str) -> list[str]:
        """The names of the bodies that called the meeting with this key."""
        if self._called is None:
            called: dict[str, dict[str, None]] = {}
            for _, m in self.meetings():
                if m.convener:
                    called.setdefault(m.key, {})[m.convener] = None
            for _, p in self.participation():
                if p.how == "convened" and p.who_kind == "bureau":
                    called.setdefault(p.meeting, {})[p.who] = None
            self._called = {key: list(names) for key, names in called.items()}
        return self._called.get(meeting, [])


def gather(ledger: Ledger, known_on: str = "", recorded_on: str = "") -> tuple[list[Page], list[Copy]]:
    """The notices of a ledger by publication, with what they say, and which of them are copies."""
    pages = {kept.id: Page(kept, kept.id) for kept in ledger.notices(known_on, recorded_on)}
    read_into(pages, ledger.statements(known_on, recorded_on))
    named = {i: frozenset(page.people()) for i, page in pages.items()}
    found = copies([page.kept for page in pages.values()], named)
    for copy in found:
        pages[copy.copy].group = copy.original
    return list(pages.values()), found


def read_into(pages: Mapping[str, Page], statements: Iterable[Statement]) -> None:
    """Give notices, by id, their statements, each layer in the order of the text."""
    for statement in statements:
        pages[statement.notice].said.setdefault(statement.layer, []).append(statement)
    for page in pages.values():
        for layer in page.said.values():
            layer.sort(key=lambda s: (s.field == "text", s.start, s.fact))


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep the collector from looking through everything again and again, while nothing here is ever a cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Forest:
    """Sets of strings that grow together (union-find); the least string of a set stands for it."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The string that stands for the set of ``item``."""
        above = self._above
        root = item
        while above.setdefault(root, root) != root:
            root = above[root]
        while above[item] != root:
            above[item], item = root, above[item]
        return root

    def join(self, a: str, b: str) -> None:
        """Make one set of the sets of ``a`` and ``b``."""
        low, high = sorted((self.find(a), self.find(b)))
        self._above[high] = low
