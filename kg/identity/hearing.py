"""Which notices have changed, and whom their names stand for now: name by name, only those that a change touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.copies import copies
from kg.identity import people, store, verdicts
from kg.identity.leaves import pack, pack_voice, unpack, unpack_voice
from kg.identity.material import Page, read_into
from kg.identity.meetings import Seen, Sighting, settled, sightings
from kg.identity.mentions import named_in
from kg.identity.people import Voice, voices
from kg.ledger import Ledger
from kg.rows import pack as text
from kg.rows import unpack as from_text

#: Notices read at once; and so many at most are held in memory from the first reading to the second.
_CHUNK, _HELD = 500, 5000

#: Where so many notices differ, the file is not kept from its readers until all is done.
_LONG = 2000

#: By kind (``Person``, ``Bureau``, ``Meeting``), notice's row and what the notice calls it: the key that people decided on.
Overruled = dict[tuple[str, int, str], str]


@dataclass(slots=True)
class Hearing:
    """One renewal's first half. ``pages`` are the current notices by row, without their statements, in their order.

    ``changed`` say something else than before, or are new; ``gone`` are no longer current; ``regrouped`` count with
    another original; ``resettled`` speak of another entity by one of their names.
    """

    ledger: Ledger
    pages: dict[int, Page] = field(default_factory=dict)
    similarity: dict[int, float] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    regrouped: set[int] = field(default_factory=set)
    resettled: set[int] = field(default_factory=set)
    overruled: Overruled = field(default_factory=dict)
    apart: list[list[str]] = field(default_factory=list)
    _long: bool = False
    _rank: dict[int, int] = field(default_factory=dict)
    _row: dict[str, int] = field(default_factory=dict)
    _stamp: dict[int, bytes] = field(default_factory=dict)
    _dirty: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _read: dict[int, Page] = field(default_factory=dict)
    _company: dict[int, list[str]] = field(default_factory=dict)

    def hear(self) -> bool:
        """Go through all steps; whether anything has changed."""
        self._compare()
        if not self.changed and not self.gone and store.same_decisions(self.ledger):
            return False
        if len(self.changed) > _LONG:
            # Until it says again by which rules it was made, nobody takes it for whole.
            store.remember(self.ledger, "version", "")
            self._long = True
        self._listen()
        self._group()
        self._people()
        self._meetings()
        self._overrule()
        return True

    def rest(self) -> None:
        """In a long renewal, write what has been done so far, and let others read the file."""
        if self._long:
            self.ledger.execute("COMMIT")
            self.ledger.execute("BEGIN IMMEDIATE")

    def read(self, rows: Iterable[int]) -> Iterator[tuple[int, Page]]:
        """Notices with their statements, some at a time."""
        waiting = [row for row in rows if row not in self._read]
        for row in rows:
            if row in self._read:
                yield row, self._read[row]
        for at in range(0, len(waiting), _CHUNK):
            some = waiting[at : at + _CHUNK]
            self.rest()
            pages = {self.pages[row].id: Page(self.pages[row].kept, self.pages[row].group) for row in some}
            read_into(pages, self.ledger.statements(notices=list(pages)))
            yield from zip(some, pages.values(), strict=True)

    def in_order(self, rows: Iterable[int]) -> list[int]:
        """Rows of notices in the order of the notices."""
        return sorted(rows, key=self.rank)

    def rank(self, row: int) -> int:
        """The place of a notice, by its row, in the order of the notices."""
        return self._rank[row]

    def row(self, notice: str) -> int:
        """The row of a notice by its id."""
        return self._row[notice]

    def who(self, row: int) -> verdicts.Settled:
        """Who is who in a notice."""
        page = self.pages[row]
        out = verdicts.Settled({}, {})
        for kind, local, key in self.ledger.each(
            "SELECT kind, local, settled FROM woven_heard WHERE page = ?", (row,)
        ):
            name = from_text(local)
            changed = self.overruled.get((kind, row, name))
            if kind == "Person":
                out.persons[page.id, name] = changed or from_text(key)
            elif kind == "Meeting":
                out.meetings[page.id, name] = changed or from_text(key)
            elif changed:
                out.bureaus[page.id, name] = changed
        return out

    # The steps

    def _compare(self) -> None:
        before = {row: stamp for row, stamp in self.ledger.each("SELECT row, stamp FROM woven_pages")}
        for one in store.stamped(self.ledger):
            self.pages[one.row] = Page(one.kept, one.kept.id)
            self._rank[one.row] = len(self._rank)
            self._row[one.kept.id] = one.row
            self._stamp[one.row] = one.stamp
            if before.pop(one.row, None) != one.stamp:
                self.changed.append(one.row)
        self.gone = list(before)

    def _touch(self, row: int) -> None:
        """Whoever a notice names has to be settled again."""
        for kind, key in self.ledger.each("SELECT kind, key FROM woven_heard WHERE page = ?", (row,)):
            self._dirty[kind].add(from_text(key))

    def _listen(self) -> None:
        """Note whom the changed notices name, in place of whom they named before."""
        for row in (*self.gone, *self.changed):
            self._touch(row)
            self.ledger.execute("DELETE FROM woven_heard WHERE page = ?", (row,))
        for row in self.gone:
            self.ledger.execute("DELETE FROM woven_pages WHERE row = ?", (row,))
        for row, page in self.read(self.changed):
            heard = [
                ("Person", text(name), row, text(name), pack_voice(voice))
                for name, by_text in voices([page]).items() for voice in by_text.values()
            ]
            heard += [("Meeting", text(s.key), row, text(s.local), _pack_sighting(s)) for s in sightings(page)]
            heard += [
                ("Bureau", text(verdicts.body_key(page, name)), row, text(name), b"") for name in verdicts.bodies(page)
            ]
            for kind, key, *_ in heard:
                self._dirty[kind].add(from_text(key))
            self.ledger.connection.executemany("INSERT INTO woven_heard VALUES (?, ?, ?, ?, ?, '')", heard)
            self.ledger.execute(
                "INSERT OR REPLACE INTO woven_pages VALUES (?, ?, ?, ?, '', 0)",
                (row, page.id, self._stamp[row], pack(sorted(page.people()))),
            )
            if len(self._read) < _HELD:
                self._read[row] = page

    def _group(self) -> None:
        """Find which notices are copies, of all: one earlier notice may be the original of many."""
        before, names = {}, {}
        for row, notice, said, original, alike in self.ledger.each(
            "SELECT row, notice, names, original, similarity FROM woven_pages"
        ):
            before[row] = original, alike
            names[notice] = frozenset((said.decode("utf-8", "surrogatepass"),))
        for copy in copies([page.kept for page in self.pages.values()], names):
            row = self._row[copy.copy]
            self.pages[row].group = copy.original
            self.similarity[row] = copy.similarity
        for row, page in self.pages.items():
            now = page.group, self.similarity.get(row, 0.0)
            if now != before[row]:
                self.regrouped.add(row)
                self._touch(row)
                self.ledger.execute("UPDATE woven_pages SET original = ?, similarity = ? WHERE row = ?", (*now, row))
        for row, page in self._read.items():
            page.group = self.pages[row].group

    def _people(self) -> None:
        for number, name in enumerate(sorted(self._dirty["Person"])):
            if number % _CHUNK == 0:
                self.rest()
            rows = self._heard("Person", name)
            heard: dict[str, Voice] = {}
            for row, _, packed, _ in rows:
                voice = unpack_voice(self.pages[row], packed, self._named(row))
                known = heard.setdefault(voice.group, voice)
                if known is not voice:
                    known.lines |= voice.lines
                    known.around |= voice.around
                    known.trail.take(voice.trail)
            whose = people.settle(name, heard) if heard else {}
            self._settled("Person", name, [
                (row, local, before, f"{name}|{whose[self.pages[row].group]}") for row, local, _, before in rows
            ])

    def _meetings(self) -> None:
        for key in sorted(self._dirty["Meeting"]):
            rows = self._heard("Meeting", key)
            whose = settled((self.pages[row], _unpack_sighting(local, key, packed)) for row, local, packed, _ in rows)
            self._settled("Meeting", key, [
                (row, local, before, whose[self.pages[row].id, local]) for row, local, _, before in rows
            ])

    def _heard(self, kind: str, key: str) -> list[tuple[int, str, bytes, str]]:
        """What the notices show of one name or key, in their order: row, local name, what is shown, who it was."""
        rows = [
            (row, from_text(local), packed, from_text(before)) for row, local, packed, before in self.ledger.each(
                "SELECT page, local, packed, settled FROM woven_heard WHERE kind = ? AND key = ?", (kind, text(key))
            )
        ]
        return sorted(rows, key=lambda r: (self._rank[r[0]], r[1]))

    def _settled(self, kind: str, key: str, rows: Iterable[tuple[int, str, str, str]]) -> None:
        for row, local, before, now in rows:
            if now != before:
                self.resettled.add(row)
                self.ledger.execute(
                    "UPDATE woven_heard SET settled = ? WHERE kind = ? AND key = ? AND page = ? AND local = ?",
                    (text(now), kind, text(key), row, text(local)),
                )

    def _named(self, row: int) -> list[str]:
        if row not in self._company:
            self._company[row] = unpack(self.ledger.one("SELECT names FROM woven_pages WHERE row = ?", (row,)))
        return self._company[row]

    def _overrule(self) -> None:
        """Apply what people have decided, unless neither that nor what it is about has changed."""
        decisions = store.decided(self.ledger)
        store.remember(self.ledger, "decisions", store.digest(decisions))
        digest, changes, apart = store.meta(self.ledger, "overruled") or ("", [], [])
        before = {(kind, row, local): key for kind, row, local, key in changes}
        self.overruled, self.apart = before, apart
        if not decisions and not digest:
            return
        persons: dict[tuple[str, str], str] = {}
        meetings: dict[tuple[str, str], str] = {}
        about = self._about({m.digest for d in decisions for s in d.sides for m in s})
        for kind, row, local, key in about:
            if kind != "Bureau":
                (persons if kind == "Person" else meetings)[self.pages[row].id, local] = key
        rows = {row for _, row, _, _ in about}
        rows |= {self._row[self.pages[row].group] for row in rows}
        ordered = self.in_order(rows)
        now = store.digest((decisions, about, [(self._stamp[row], self.pages[row].group) for row in ordered]))
        if now == digest:
            return
        self.overruled, self.apart = {}, []
        if decisions:
            whole = dict(self.read(ordered))
            done = verdicts.applied(self.ledger, [whole[row] for row in ordered], persons, meetings)
            for kind, mine, other in (("Person", done.persons, persons), ("Meeting", done.meetings, meetings),
                                      ("Bureau", done.bureaus, {})):
                self.overruled |= {
                    (kind, self._row[notice], local): key for (notice, local), key in mine.items()
                    if other.get((notice, local)) != key
                }
            self.apart = [[*pair, *why] for pair, why in sorted(done.apart.items())]
        for place in before.keys() | self.overruled.keys():
            if before.get(place) != self.overruled.get(place):
                self.resettled.add(place[1])
        self.resettled &= self.pages.keys()
        store.remember(self.ledger, "overruled", (
            now, [(*place, key) for place, key in sorted(self.overruled.items())], self.apart,
        ))

    def _about(self, digests: set[str]) -> list[tuple[str, int, str, str]]:
        """All names that decisions may move: kind, notice's row, local name, and the entity of the machine's."""
        keys: set[tuple[str, str]] = set()
        for one in named_in(self.ledger, digests):
            keys.update((kind, key) for kind, key in self.ledger.each(
                "SELECT kind, key FROM woven_heard WHERE page = ? AND kind = ? AND local = ?",
                (self._row[one.notice], one.kind, text(one.local)),
            ))
        out = [
            (kind, row, from_text(local), from_text(settled)) for kind, key in keys
            for row, local, settled in self.ledger.each(
                "SELECT page, local, settled FROM woven_heard WHERE kind = ? AND key = ?", (kind, key)
            )
        ]
        return sorted(out, key=lambda a: (a[0], self._rank[a[1]], a[2]))


def _pack_sighting(one: Sighting) -> bytes:
    s = one.seen
    return pack([one.name, one.holder, s.id, s.first, s.last, s.exact, s.year, s.published, sorted(s.conveners), s.place,
                 s.often, s.ordinal, s.once])


def _unpack_sighting(local: str, key: str, packed: bytes) -> Sighting:
    name, holder, ident, first, last, exact, year, published, conveners, place, often, ordinal, once = unpack(packed)
    days = (published[0], published[1]) if published else None
    return Sighting(local, key, name, holder, Seen(
        ident, "", first, last, exact, year, days, frozenset(conveners), place, often, ordinal, once,
    ))
