"""Makes what a graph owns in a Neo4j database equal to the graph."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from kg.neo4j import cypher, rows
from kg.neo4j.connection import ServerError, explained
from kg.neo4j.plan import Held, Item, Plan, Taken, grouped, items, plan, successors
from ontology.errors import GuanxiError
from ontology.schema import EDGES, NODES

if TYPE_CHECKING:
    import neo4j

    from kg.graph import KnowledgeGraph

#: Rows sent in one transaction.
BATCH = 2000
#: Of what the database holds of a graph, so much may go without a question.
_TENTH = 0.1

Confirm = Callable[[int, int], bool]
Progress = Callable[[str, int], None]


class RemovalError(GuanxiError):
    """More than a tenth of what the database holds of the graph would be removed, and no one has said yes to it."""

    def __init__(self, removed: int, held: int) -> None:
        self.removed, self.held = removed, held
        super().__init__(
            f"this push would remove {removed:,} of {held:,} nodes and relationships that the database holds of this "
            "graph: say --yes if that is meant, or --keep to mark them stale instead; nothing was written"
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items a push wrote.

    ``left`` are those that stood as they should; ``stale`` those no longer in the graph that stay (with ``keep``, or
    because a relationship that others wrote needs them); ``shared`` those that another graph file wrote first.
    """

    created: int = 0
    changed: int = 0
    removed: int = 0
    left: int = 0
    stale: int = 0
    shared: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def __str__(self) -> str:
        more = [f"{n:,} {what}" for n, what in ((self.stale, "stale"), (self.shared, "of another graph")) if n]
        said = f"{self.created:,} created, {self.changed:,} changed, {self.removed:,} removed, {self.left:,} left"
        return ", ".join([said, *more])


@dataclass(frozen=True, slots=True)
class Summary:
    """What a push did. ``moved`` are relationships of others that went from a retired node to its successor."""

    graph: str
    nodes: Tally = field(default_factory=Tally)
    relationships: Tally = field(default_factory=Tally)
    moved: int = 0
    schema: int = 0

    @property
    def wrote(self) -> int:
        """How many items were created, changed or removed."""
        return sum(t.created + t.changed + t.removed for t in (self.nodes, self.relationships))

    def __str__(self) -> str:
        lines = [f"graph {self.graph}", f"nodes: {self.nodes}", f"relationships: {self.relationships}"]
        if self.schema:
            lines.append(f"constraints and indexes: {self.schema} created")
        if self.moved:
            lines.append(f"relationships of others: {self.moved:,} moved to the node that took the place of theirs")
        return "\n".join(lines)


def push(
    graph: KnowledgeGraph,
    driver: neo4j.Driver,
    *,
    database: str = "",
    name: str = "",
    keep: bool = False,
    yes: bool = False,
    confirm: Confirm | None = None,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> Summary:
    """Make what this graph owns in a database equal to the graph; what others wrote there is not touched.

    A push that was cut short is finished by the next one; one that finds nothing new writes nothing. Two at once wait
    for each other.

    Args:
        graph: the graph.
        driver: a Neo4j driver.
        database: the database, the server's own choice where it is empty.
        name: whose the items are; the graph file's own id where it is empty.
        keep: leave what is no longer in the graph, marked ``stale: true``.
        yes: remove more than a tenth without asking.
        confirm: asked with the number of items to be removed and of all held where that is more than a tenth.
        batch: rows in one transaction.
        progress: called with the kind and the number of rows written, batch by batch.

    Raises:
        RemovalError: more than a tenth would be removed, and neither ``yes`` nor ``confirm`` agrees.
        ServerError: the server cannot be reached, refuses the user, or holds what cannot stand beside the graph.
    """
    owner = name or graph.id
    with _collector_at_rest():
        wanted = items(graph, owner)
        with explained(), driver.session(database=database or None) as session:
            work = _Work(session, owner, batch, progress)
            schema = work.schema()
            with _alone(driver, database):
                plans = [work.plan(kind, wanted.get(kind, {})) for kind in (*NODES, *EDGES)]
                removed, held = sum(len(p.remove) for p in plans), work.held
                if removed > held * _TENTH and not (keep or yes or (confirm is not None and confirm(removed, held))):
                    raise RemovalError(removed, held)
                return work.write(plans, successors(wanted), keep, schema)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keeps the collector of garbage from what is made here, which takes half of the time that making it takes."""
    there = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if there:
            gc.enable()


@contextmanager
def _alone(driver: neo4j.Driver, database: str) -> Iterator[None]:
    """One push at a time in a database: a node of a locking label, made in a transaction that is never committed.

    Whatever becomes of this program, the server undoes it and lets the next one go on.
    """
    from neo4j import exceptions

    with driver.session(database=database or None) as session:
        transaction = session.begin_transaction()
        try:
            transaction.run(cypher.LOCK).consume()
            yield
        finally:
            # After a lost connection there is nothing left to undo.
            with contextlib.suppress(exceptions.DriverError, exceptions.Neo4jError):
                transaction.rollback()
            with contextlib.suppress(exceptions.DriverError, exceptions.Neo4jError):
                transaction.close()


class _Work:
    """One push under way: its session, whose items it writes, and how many it has found."""

    def __init__(self, session: neo4j.Session, owner: str, batch: int, progress: Progress | None) -> None:
        self.session, self.owner, self.batch, self.progress = session, owner, batch, progress
        self.held = 0

    # Reading

    def read(self, text: str, **given: Any) -> list[list[Any]]:
        return self.session.execute_read(lambda tx: tx.run(text, {"graph": self.owner, **given}).values())

    def schema(self) -> int:
        """Make the constraints and indexes that are missing, and wait until they can be used."""
        known = {row[0] for text in cypher.KNOWN_SCHEMA for row in self.read(text)}
        missing = [text for name, text in (cypher.LOCK_CONSTRAINT, *cypher.schema().items()) if name not in known]
        # The same may be there under another name, or another push may be making it at this moment.
        made = sum(self._make(text) for text in missing)
        if made:
            self.read(cypher.AWAIT)
        return made

    def _make(self, text: str) -> int:
        from neo4j import exceptions

        try:
            counters = self.run(text)
        except exceptions.Neo4jError as error:
            if "EquivalentSchemaRuleAlreadyExists" not in (error.code or ""):
                raise
            return 0
        return counters.constraints_added + counters.indexes_added

    def plan(self, kind: str, wanted: Mapping[str, Item]) -> Plan:
        held = {row[0]: Held(row[1], row[2], row[3], row[4], tuple(row[5:])) for row in self.read(cypher.owned(kind))}
        self.held += sum(1 for h in held.values() if h.own and not h.stale)
        taken: dict[str, Taken] = {}
        new = sorted(set(wanted) - set(held))
        if new and self.read(cypher.others_hold(kind)):
            for ids in _batches(new, self.batch):
                taken |= {row[0]: Taken(row[1], row[2]) for row in self.read(cypher.taken(kind), ids=ids)}
        strange = sorted(ident for ident, found in taken.items() if found.owner is None)
        if strange:
            raise ServerError(
                f"the database holds the {kind} {strange[0]}"
                + (f" and {len(strange) - 1} more" if len(strange) > 1 else "")
                + f" that no push wrote, without {cypher.OWNER}: remove it, or give the graph a database of its own"
            )
        return plan(kind, wanted, held, taken)

    # Writing

    def write(
        self, plans: Sequence[Plan], heirs: Mapping[tuple[str, str], str], keep: bool, schema: int
    ) -> Summary:
        nodes = [p for p in plans if p.kind in NODES]
        edges = [p for p in plans if p.kind in EDGES]
        done = {p.kind: Tally(left=p.left, shared=p.shared, stale=len(p.stale)) for p in plans}
        # What goes, goes first, so that a relationship can be made anew between other nodes; nodes go last, when
        # nothing of ours leads to them any more.
        for p in edges:
            self.by_id(cypher.delete_edges(p.kind), p.kind, [item.id for item in p.turn])
            done[p.kind] += self.drop(p, keep)
        for p in nodes:
            done[p.kind] += self.create(p, p.create) + self.change(p)
        for p in edges:
            made = self.create(p, p.create)
            turned = self.create(p, p.turn)
            done[p.kind] += made + Tally(changed=turned.created) + self.change(p)
        for p in plans:
            self.by_id(cypher.share(p.kind), p.kind, p.share)
            self.by_id(cypher.unshare(p.kind), p.kind, p.unshare)
        moved = 0
        for p in nodes:
            if not keep:
                moved += self.move(p, heirs)
            done[p.kind] += self.drop(p, keep)
        total = [sum((done[p.kind] for p in some), Tally()) for some in (nodes, edges)]
        return Summary(self.owner, total[0], total[1], moved, schema)

    def create(self, p: Plan, wanted: Sequence[Item]) -> Tally:
        for group, some in grouped(wanted):
            plain, careful = _texts(p.kind, group)
            for part in _batches(some, self.batch):
                self.send(plain, careful, [_row(item) for item in part], p.kind)
        return Tally(created=len(wanted))

    def change(self, p: Plan) -> Tally:
        names = dict.fromkeys(rows.all_names(p.kind))
        for group, some in grouped(p.change):
            careful = _texts(p.kind, group)[1]
            for part in _batches(some, self.batch):
                # A null takes a property away that the item no longer has.
                self.send(careful, careful, [_row(item, names) for item in part], p.kind)
        return Tally(changed=len(p.change))

    def drop(self, p: Plan, keep: bool) -> Tally:
        """Remove what is no longer in the graph, or mark it; nodes that relationships of others need are marked."""
        if keep:
            self.by_id(cypher.mark_stale(p.kind), p.kind, p.remove)
            return Tally(stale=len(p.remove))
        gone = [*p.remove, *p.stale]
        if p.kind in EDGES:
            self.by_id(cypher.delete_edges(p.kind), p.kind, gone)
            return Tally(removed=len(gone), stale=-len(p.stale))
        removed = self.by_id(cypher.delete_nodes(p.kind), p.kind, gone)
        if removed < len(gone) and p.remove:
            self.by_id(cypher.mark_stale(p.kind), p.kind, p.remove)
        return Tally(removed=removed, stale=len(gone) - removed - len(p.stale))

    def move(self, p: Plan, heirs: Mapping[tuple[str, str], str]) -> int:
        """Let the relationships of others go on to the nodes that took the place of those that retire."""
        pairs = [
            {"old": old, "new": heirs[p.kind, old]} for old in (*p.remove, *p.stale) if (p.kind, old) in heirs
        ]
        moved = 0
        for part in _batches(pairs, self.batch):
            for (strange,) in self.read(cypher.strange_types(p.kind), ids=[pair["old"] for pair in part]):
                for outgoing in (True, False):
                    text = cypher.move(p.kind, strange, outgoing)
                    moved += self.run(text, pairs=part).relationships_created
        return moved

    def by_id(self, text: str, kind: str, ids: Sequence[str]) -> int:
        """Run a text for items by their ids; how many it deleted."""
        deleted = 0
        for part in _batches(ids, self.batch):
            counters = self.run(text, ids=part)
            deleted += counters.nodes_deleted + counters.relationships_deleted
            self.said(kind, len(part))
        return deleted

    def send(self, plain: str, careful: str, sent: list[Any], kind: str) -> None:
        """Write rows; where some are there already, which a lost answer or another's write can bring, merge them."""
        from neo4j import exceptions

        try:
            counters = self.run(plain, rows=sent)
        except exceptions.ConstraintError:
            if plain is careful:
                raise
            self.run(careful, rows=sent)
        else:
            if plain is not careful and kind in EDGES and counters.relationships_created < len(sent):
                raise ServerError(
                    f"{len(sent) - counters.relationships_created} nodes that {kind} relationships lead to are gone: "
                    "someone else is removing them; push again"
                )
        self.said(kind, len(sent))

    def run(self, text: str, **given: Any) -> neo4j.SummaryCounters:
        return self.session.execute_write(
            lambda tx: tx.run(text, {"graph": self.owner, **given}).consume().counters
        )

    def said(self, kind: str, count: int) -> None:
        if self.progress is not None:
            self.progress(kind, count)


def _texts(kind: str, group: tuple[str, ...]) -> tuple[str, str]:
    if kind in NODES:
        return cypher.create_nodes(kind, bool(group[0])), cypher.merge_nodes(kind, bool(group[0]))
    return cypher.create_edges(kind, *group), cypher.merge_edges(kind, *group)


def _row(item: Item, names: Mapping[str, None] | None = None) -> dict[str, Any]:
    said = item.properties if names is None else {**names, **item.properties}
    return said if not item.ends else {"source": item.ends[0], "target": item.ends[1], "said": said}


def _batches(found: Sequence[Any], size: int) -> Iterator[list[Any]]:
    for at in range(0, len(found), size):
        yield list(found[at:at + size])
