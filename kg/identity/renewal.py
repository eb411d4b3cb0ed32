"""What is kept of the graph, brought up to date: only things that a change touches are put together again.

A notice's leaf of a thing is what the notice says of it; a thing is all its leaves. Where a leaf differs from before, the
thing is put together anew from its leaves. Where that gives it another id, so are those that are tied to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.identity.hearing import Hearing
from kg.identity.leaves import first_mention, hang, leaves, pack, pack_rows, unpack
from kg.identity.lines import lines, touched
from kg.identity.loom import Loom
from kg.identity.material import Page, nothing_collected
from kg.identity.names import body_of_unit
from kg.identity.store import batches, prepare, remember
from kg.identity.verdicts import Settled
from kg.identity.weave import (
    Entity,
    Ref,
    Tie,
    Weave,
    edge_row,
    first_id,
    mention_row,
    node_row,
    once,
    told_apart,
)
from kg.ledger import Ledger
from kg.rows import pack as text
from kg.rows import unpack as from_text
from ontology.schema import Edge

#: So many leaves are held in memory from the first look at a thing to the second.
_HELD = 100_000
#: Entities written at once, in a long renewal.
_PART = 5000
#: Sorts behind every character.
_LAST = "\U0010ffff"


def renew(ledger: Ledger, version: str) -> None:
    """Bring what is kept of the graph up to date with the ledger; call it inside ``Ledger.writing``.

    Args:
        ledger: open for writing.
        version: of the rules; what others made is thrown away.

    A long renewal is written in parts, so that others can read the file; stopped in the middle, it is begun anew.

    >>> with Ledger.temporary() as ledger, ledger.writing():
    ...     renew(ledger, "1")
    ...     ledger.one("SELECT count(*) FROM woven_cells")
    0
    """
    with nothing_collected():
        prepare(ledger, version)
        hearing = Hearing(ledger)
        if hearing.hear():
            _Renewal(ledger, hearing).run()
            remember(ledger, "version", version)


@dataclass(slots=True)
class _Cell:
    """An entity as it is kept."""

    cell: int
    ref: Ref
    bare: str
    digest: str
    ident: str


@dataclass(slots=True)
class _Renewal:
    """One renewal's second half. ``dirty`` are the entities to be put together, ``moved`` those with another id."""

    ledger: Ledger
    hearing: Hearing
    dirty: set[int] = field(default_factory=set)
    bares: set[str] = field(default_factory=set)
    moved: list[tuple[_Cell, str]] = field(default_factory=list)
    #: texts whose words were or are the first mention of an entity with another id
    texts: set[str] = field(default_factory=set)
    issued: frozenset[str] = frozenset()
    _ids: dict[Ref, str] = field(default_factory=dict)
    _cells: dict[Ref, int] = field(default_factory=dict)
    _held: dict[int, list[tuple[Page, dict[str, Any]]]] = field(default_factory=dict)
    _holding: int = 0
    _new: bool = False

    def run(self) -> None:
        """Go through all steps."""
        self._new = self.ledger.one("SELECT 1 FROM woven_cells") is None
        self._bind()
        self._look()
        self.issued = self.ledger.issued()
        self._identify()
        self._spread()
        for number, cell in enumerate(self._known(self.dirty)):
            if number % _PART == 0:
                self.hearing.rest()
            self.ledger.execute(
                "INSERT OR REPLACE INTO woven_rows VALUES (?, ?, ?)", (cell.cell, cell.ref[0], self._rows(cell))
            )
        remember(self.ledger, "apart", [
            (*self._apart(one, other), {"reason": reason, "by": author})
            for one, other, reason, author in self.hearing.apart
            if self._ident(("Person", one)) and self._ident(("Person", other))
        ])
        self.ledger.issue(cell.ident for cell, _ in self.moved if cell.ref[0] != "Notice")

    # What the notices say of things

    def _bind(self) -> None:
        hearing = self.hearing
        for row in hearing.gone:
            self.dirty.update(self._cells_of(row))
            self.ledger.execute("DELETE FROM woven_leaves WHERE page = ?", (row,))
        again = hearing.resettled | set(hearing.changed)
        for row in hearing.regrouped - again:
            self.dirty.update(self._cells_of(row))
        whole = hearing.regrouped | set(hearing.changed)
        if self._new:
            self._bind_all(again)
            return
        for row, page in hearing.read(hearing.in_order(again)):
            before = dict(self.ledger.each("SELECT cell, leaf FROM woven_leaves WHERE page = ?", (row,)))
            now = {self._cell(ref): leaf for ref, leaf in leaves(page, hearing.who(row)).items()}
            differ = [cell for cell, leaf in now.items() if before.get(cell) != leaf]
            lost = before.keys() - now.keys()
            self.ledger.connection.executemany(
                "INSERT OR REPLACE INTO woven_leaves VALUES (?, ?, ?)", [(cell, row, now[cell]) for cell in differ]
            )
            self.ledger.connection.executemany(
                "DELETE FROM woven_leaves WHERE cell = ? AND page = ?", [(cell, row) for cell in lost]
            )
            self.dirty.update(lost, now if row in whole else differ)

    def _bind_all(self, rows: Iterable[int]) -> None:
        """As ``_bind``, where nothing is kept yet: written in order, the table takes half the room and time."""
        self.ledger.execute("CREATE TEMP TABLE unsorted (cell INTEGER, page INTEGER, leaf BLOB)")
        for row, page in self.hearing.read(rows):
            self.ledger.connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", [
                (self._cell(ref), row, leaf) for ref, leaf in leaves(page, self.hearing.who(row)).items()
            ])
        self.ledger.execute("INSERT INTO woven_leaves SELECT * FROM unsorted ORDER BY cell, page")
        self.ledger.execute("DROP TABLE unsorted")
        self.dirty.update(self._cells.values())

    def _cells_of(self, row: int) -> list[int]:
        return [cell for (cell,) in self.ledger.each("SELECT cell FROM woven_leaves WHERE page = ?", (row,))]

    def _cell(self, ref: Ref) -> int:
        """The number of an entity, given to it where it has none."""
        if ref not in self._cells:
            kind, key = ref[0], text(ref[1])
            found = None if self._new else self.ledger.one(
                "SELECT cell FROM woven_cells WHERE kind = ? AND key = ?", (kind, key)
            )
            if found is None:
                found = self.ledger.execute(
                    "INSERT INTO woven_cells (kind, key, bare, digest, id) VALUES (?, ?, '', '', '')", (kind, key)
                ).lastrowid
            self._cells[ref] = int(found or 0)
        return self._cells[ref]

    def _known(self, cells: Iterable[int]) -> Iterator[_Cell]:
        for cell, kind, key, bare, digest, ident in batches(
            self.ledger, "SELECT cell, kind, key, bare, digest, id FROM woven_cells WHERE cell IN ({})", sorted(cells)
        ):
            yield _Cell(cell, (kind, from_text(key)), bare, digest, ident)

    def _leaves(self, cell: int) -> list[tuple[Page, dict[str, Any]]]:
        """The leaves of an entity, notice by notice in their order; not those of reference data."""
        if cell in self._held:
            return self._held[cell]
        found = {row: leaf for row, leaf in self.ledger.each(
            "SELECT page, leaf FROM woven_leaves WHERE cell = ? AND page > 0", (cell,)
        )}
        out = [(self.hearing.pages[row], unpack(found[row])) for row in self.hearing.in_order(found)]
        if self._holding + len(out) <= _HELD:
            self._holding += len(out)
            self._held[cell] = out
        return out

    def _reference(self, cell: int) -> str | None:
        """The name that reference data give an entity because of others, None where none needs it."""
        found = self.ledger.one("SELECT leaf FROM woven_leaves WHERE cell = ? AND page < 0 LIMIT 1", (cell,))
        return None if found is None else str(unpack(found))

    # What there is, and what reference data add to it

    def _look(self) -> None:
        """Take away what no notice speaks of any more; find the first mention of all others."""
        waiting: dict[int, _Cell] = {}
        units: set[int] = set()
        for cell in list(self._known(self.dirty)):
            if cell.ref[0] == "Place":
                waiting[cell.cell] = cell
            else:
                self._look_at(cell, units, waiting)
        while waiting:
            self._look_at(waiting.popitem()[1], units, waiting)
        self.dirty |= units

    def _look_at(self, cell: _Cell, units: set[int], waiting: dict[int, _Cell]) -> None:
        found = [row for (row,) in self.ledger.each(
            "SELECT page FROM woven_leaves WHERE cell = ? AND page > 0", (cell.cell,)
        )]
        named = self._reference(cell.cell) if cell.ref[0] == "Place" else None
        if cell.ref[0] == "Bureau" and not self._new and bool(found) != bool(cell.bare):
            units.update(self._units_of(cell.ref[1]))
        if not found and named is None:
            self._refer(cell, None, waiting)
            for table in ("woven_cells", "woven_rows"):
                self.ledger.execute(f"DELETE FROM {table} WHERE cell = ?", (cell.cell,))
            self.dirty.discard(cell.cell)
            self._cells.pop(cell.ref, None)
            self.bares.add(cell.bare)
            self.texts.add(cell.digest)
            return
        entity = Entity()
        if cell.ref[0] in ("Bureau", "Place"):
            loom = self._hung(cell, self._leaves(cell.cell), named)
            entity = loom.weave.entities[cell.ref]
            if cell.ref[0] == "Bureau":
                loom.described(cell.ref)
            else:
                loom.placed(cell.ref)
            above = [(ref, e) for ref, e in loom.weave.entities.items() if ref != cell.ref]
            self._refer(cell, (above[0][0], above[0][1].name()) if above else None, waiting)
        elif cell.ref[0] != "Notice":
            row = min(found, key=self.hearing.rank)
            leaf = self.ledger.one("SELECT leaf FROM woven_leaves WHERE cell = ? AND page = ?", (cell.cell, row))
            entity.mentions = {first_mention(self.hearing.pages[row], unpack(leaf))}
        bare = first_id(cell.ref, entity)
        if bare != cell.bare:
            digest = min(entity.mentions)[1] if entity.mentions else ""
            self.bares |= {bare, cell.bare}
            self.texts |= {digest, cell.digest}
            self.ledger.execute(
                "UPDATE woven_cells SET bare = ?, digest = ? WHERE cell = ?", (bare, digest, cell.cell)
            )

    def _refer(self, cell: _Cell, where: tuple[Ref, str] | None, waiting: dict[int, _Cell]) -> None:
        """Note which place an entity needs, in place of the one that it needed before."""
        before = dict(self.ledger.each("SELECT cell, leaf FROM woven_leaves WHERE page = ?", (-cell.cell,)))
        now = {self._cell(where[0]): pack(where[1])} if where is not None else {}
        if now == before:
            return
        self.ledger.execute("DELETE FROM woven_leaves WHERE page = ?", (-cell.cell,))
        for other, leaf in now.items():
            self.ledger.execute("INSERT INTO woven_leaves VALUES (?, ?, ?)", (other, -cell.cell, leaf))
        changed = before.keys() | now.keys()
        self.dirty |= changed
        for one in self._known(changed - waiting.keys()):
            waiting[one.cell] = one

    def _units_of(self, body: str) -> list[int]:
        """The entities of bodies that are units inside the body with this key, or of its line: before it or below it."""
        if not isinstance(text(body), str):
            return []
        found = self.ledger.each(
            "SELECT cell, key FROM woven_cells WHERE kind = 'Bureau' AND key > ? AND key < ?", (body, body + _LAST)
        )
        units = [cell for cell, key in found if isinstance(key, str) and body_of_unit(key, {body})]
        before, endings = touched(body)
        for where, given in [("key = ?", key) for key in before] + [("key LIKE ?", f"%{ending}") for ending in endings]:
            units += [cell for cell, key in self.ledger.each(
                f"SELECT cell, key FROM woven_cells WHERE kind = 'Bureau' AND {where}", (given,)
            ) if isinstance(key, str) and any(lines(key, {body}))]
        return units

    # Ids

    def _identify(self) -> None:
        """Give an id to whatever has another first mention than before, or shares its words with such."""
        alike: dict[str, list[_Cell]] = {}
        wanted = sorted(self.bares - {""})
        for cell, kind, key, bare, digest, ident in batches(
            self.ledger, "SELECT cell, kind, key, bare, digest, id FROM woven_cells WHERE bare IN ({})", wanted
        ):
            alike.setdefault(bare, []).append(_Cell(cell, (kind, from_text(key)), bare, digest, ident))
        for bare, cells in alike.items():
            given = told_apart(bare, [c.ref for c in cells])
            for cell in cells:
                if given[cell.ref] != cell.ident:
                    before, cell.ident = cell.ident, given[cell.ref]
                    self.moved.append((cell, before))
                    self.texts.add(cell.digest)
                    self.ledger.execute("UPDATE woven_cells SET id = ? WHERE cell = ?", (cell.ident, cell.cell))

    def _spread(self) -> None:
        """Whatever is tied to an entity that has another id now has to be put together again."""
        self.dirty.update(cell.cell for cell, _ in self.moved)
        for cell, before in self.moved:
            if not before:
                continue  # what is tied to something new says so in a new leaf
            if cell.ref[0] == "Bureau":
                self.dirty.update(self._units_of(cell.ref[1]))
            rows = [row for (row,) in self.ledger.each("SELECT page FROM woven_leaves WHERE cell = ?", (cell.cell,))]
            self.dirty.update(-row for row in rows if row < 0)
            self.dirty.update(other for (other,) in batches(
                self.ledger, "SELECT DISTINCT cell FROM woven_leaves WHERE instr(leaf, ?) AND page IN ({})",
                [row for row in rows if row > 0], (pack(cell.ref[1])[1:-1],),
            ))
        if self.issued:
            # Another entity may have had, or may have again, the id of the same words.
            rows = [row for row, page in self.hearing.pages.items() if page.kept.digest in self.texts]
            self.dirty.update(cell for (cell,) in batches(
                self.ledger, "SELECT DISTINCT cell FROM woven_leaves WHERE page IN ({})", rows
            ))

    def _ident(self, ref: Ref) -> str:
        if ref not in self._ids:
            self._ids[ref] = str(self.ledger.one(
                "SELECT id FROM woven_cells WHERE kind = ? AND key = ?", (ref[0], text(ref[1]))
            ) or "")
        return self._ids[ref]

    # Rows

    def _hung(self, cell: _Cell, found: Iterable[tuple[Page, dict[str, Any]]], named: str | None) -> Loom:
        loom = Loom(Weave(), Settled({}, {}))
        for page, leaf in found:
            hang(loom, cell.ref, page, leaf)
        if named is not None:
            loom.weave.reference(*cell.ref, named)
        return loom

    def _rows(self, cell: _Cell) -> bytes:
        """An entity's node and the edges that belong to it."""
        found = self._leaves(cell.cell)
        kind, key = cell.ref
        loom = self._hung(cell, found, self._reference(cell.cell) if kind == "Place" else None)
        weave = loom.weave
        loom.spells()
        loom.described(cell.ref)
        if kind == "Bureau":
            facts = dict.fromkeys(fact for _, leaf in found for fact in leaf.get("facts", ()))
            if facts:
                loom.unit(cell.ref, _Bodies(self.ledger), facts)
            loom.lined(cell.ref, _Bodies(self.ledger))
        elif kind == "Place":
            loom.placed(cell.ref)
        elif kind == "Notice" and found[0][0].group != key:
            page = found[0][0]
            alike = self.hearing.similarity[self.hearing.row(page.id)]
            weave.tie("COPY_OF", cell.ref, ("Notice", page.group)).attributes |= {
                "source_kind": "inferred", "similarity": alike,
            }
        entity = weave.entities[cell.ref]
        edges = [
            edge_row(what, self._ident(source), self._ident(target), apart, tie)
            for (what, source, target, apart), tie in weave.ties.items()
        ]
        for page, leaf in found:
            edges += [mention_row(page.id, self._ident((a, b)), facts) for a, b, facts in leaf.get("mentions", ())]
        return pack_rows(node_row(cell.ref, entity, cell.ident, self._former(cell, entity)), edges)

    def _former(self, cell: _Cell, entity: Entity) -> list[str]:
        if not self.issued or cell.ref[0] == "Notice":
            return []
        known = [i for i in once(cell.ref, entity) if i in self.issued and i != cell.ident]
        return [i for i in known if self.ledger.one("SELECT 1 FROM woven_cells WHERE id = ?", (i,)) is None]

    def _apart(self, one: str, other: str) -> tuple[str, str]:
        return self._ident(("Person", one)), self._ident(("Person", other))


@dataclass(slots=True)
class _Bodies:
    """The keys of all bodies that are named, to be asked for one by one."""

    ledger: Ledger

    def __contains__(self, key: object) -> bool:
        return self.ledger.one("SELECT 1 FROM woven_cells WHERE kind = 'Bureau' AND key = ?", (text(str(key)),)) is not None


def apart_row(one: str, other: str, attributes: dict[str, str]) -> Edge:
    """The edge between two people who were decided to be two."""
    return edge_row("NOT_SAME_AS", one, other, "", Tie(attributes=dict(attributes)))
