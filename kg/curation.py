"""A researcher overrules the machine: merges, splits, looks at likely doubles, and takes decisions back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from kg import decisions
from kg.decisions import KINDS, Decision, DecisionError, Mention
from kg.identity.material import Forest
from kg.identity.mentions import Named, attached, by_text, named_at, named_in
from kg.ledger import Ledger
from ontology.schema import Node

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: What ``split`` can go by.
BY = ("bureau", "year")
#: So many mentions of a thing, each of another text, say which one is meant if texts are withdrawn or corrected.
_ANCHORS = 3
#: A name that so many things share is no name to ask about pair by pair.
_CROWD = 40


class SeveralError(DecisionError):
    """Several things go by a name; ``found`` holds them."""

    def __init__(self, name: str, found: Sequence[Node]) -> None:
        self.found = tuple(found)
        super().__init__(f"{len(found)} things go by {name}: give the id of one")


class Places:
    """What the mentions of decisions are attached to now.

    >>> with Ledger.temporary() as ledger:
    ...     Places(ledger).orphans()
    []
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._texts: dict[str, dict[tuple[str, str], list[Named]]] = {}

    def named(self, mention: Mention) -> list[Named]:
        """The names that a mention is attached to, one in each notice with its text."""
        if mention.digest not in self._texts:
            self._texts[mention.digest] = by_text(named_in(self._ledger, [mention.digest]))
        return attached(mention, self._texts[mention.digest])

    def stands_for(self, mention: Mention) -> tuple[str, str] | None:
        """The text and the name in it that a mention is attached to, or None."""
        found = self.named(mention)
        return (found[0].digest, found[0].local) if found else None

    def found(self, decision: Decision) -> list[int]:
        """How many mentions of each side of a decision stand in the notices now."""
        return [sum(bool(self.named(m)) for m in side) for side in decision.sides]

    def orphans(self) -> list[Decision]:
        """The decisions that stand but find no mention on a side: its notices were withdrawn or corrected."""
        return [d for d in decisions.standing(self._ledger) if not all(self.found(d))]


@dataclass
class Desk:
    """A ledger open for writing, with its graph as it is now. Make one with ``at_desk``.

    ``merge``, ``apart``, ``doubt``, ``split`` and ``undo`` each keep one decision; ``settle`` brings the graph up to date.
    """

    ledger: Ledger
    graph: KnowledgeGraph
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.ledger)

    # Who is meant

    def entity(self, name: str, kind: str | None = None) -> Node:
        """The one person, body or meeting that goes by a name, an id or a former id.

        Raises:
            NotFoundError: there is none; it holds the nearest names.
            SeveralError: several do.
        """
        found = [self.graph.node(i) for i in self.graph.settle(name, kind or KINDS)]
        exact = [n for n in found if n.id == name or name in _strings(n, "former_ids")]
        found = exact or found
        if len(found) > 1:
            raise SeveralError(name, found)
        return found[0]

    def mentions(self, node: Node) -> list[Named]:
        """Where the notices name a thing, by publication."""
        facts = {
            notice: set(data["facts"])
            for notice, _, data in self.graph.nx.in_edges(node.id, data=True) if data["kind"] == "MENTIONS"
        }
        names = {node.name, *_strings(node, "aliases")}
        found = [
            one for one in named_at(self.ledger, facts)
            if one.kind == node.kind and one.facts & facts[one.notice] and one.name in names
        ]
        return sorted(found, key=lambda o: (o.published or "~", o.mention, o.notice))

    def _anchors(self, node: Node, name: str) -> list[Mention]:
        found = self.mentions(node)
        if not found:
            raise DecisionError(f"no notice names {node.name} ({node.id}): there is nothing to decide about")
        # By a former id the mention is meant that it came from.
        former = [one for one in found if name in one.ids and name != node.id]
        texts = {one.digest: one.mention for one in reversed(former or found)}
        return list(reversed(texts.values()))[:_ANCHORS]

    # Deciding

    def merge(self, a: str, b: str, because: str = "", by: str = "") -> Decision:
        """Two things are one.

        Args:
            a, b: each a name that only one thing has, an id or a former id.
            because: why.
            by: who decides.

        Raises:
            DecisionError: they are of two kinds, or one already.
            ContradictionError: decisions that stand say otherwise.
        """
        one, two = self.entity(a), self.entity(b)
        if one.id == two.id:
            raise DecisionError(f"{a} and {b} are one already: {one.name} ({one.id})")
        return self._decide("same", one, two, a, b, because, by)

    def apart(self, a: str, b: str, because: str = "", by: str = "") -> Decision:
        """Two things are two, whatever later notices make of them; as for ``merge``."""
        return self._decide("different", self.entity(a), self.entity(b), a, b, because, by)

    def doubt(self, a: str, b: str, because: str = "", by: str = "") -> Decision:
        """Whether two things are one cannot be told; as for ``merge``."""
        return self._decide("unsure", self.entity(a), self.entity(b), a, b, because, by)

    def _decide(self, verdict: str, one: Node, two: Node, a: str, b: str, because: str, by: str) -> Decision:
        if one.kind != two.kind:
            raise DecisionError(f"{one.name} is a {one.kind} and {two.name} a {two.kind}: they cannot be compared")
        sides = [self._anchors(one, a), self._anchors(two, b)]
        if one.id == two.id:
            # Two ids of one thing: meant are the mentions that they came from.
            sides = [side[:1] for side in sides]
        if sides[0] == sides[1]:
            raise DecisionError(f"{a} and {b} are one: {one.name} ({one.id}); part it with: kg split G.kg {one.id}")
        return self._keep(verdict, sides, because, by)

    def split(
        self, name: str, mentions: Iterable[str] = (), by_what: str = "", because: str = "", by: str = ""
    ) -> Decision:
        """One thing is two, or several.

        Args:
            name: a name that only one thing has, an id or a former id.
            mentions: those that are not of the others: ids of mentions, or of notices, or their keys.
            by_what: instead of that, ``bureau`` (the body of the post, or the convener) or ``year``.
            because: why.
            by: who decides.

        Raises:
            DecisionError: nothing is left to part.
            ContradictionError: decisions that stand say otherwise.
        """
        node = self.entity(name)
        found = self.mentions(node)
        if by_what:
            sides = self._sides_by(node, found, by_what)
        else:
            wanted = set(mentions)
            keys = {one.notice: str(self.graph.nx.nodes[one.notice].get("key", "")) for one in found}
            out = [o for o in found if {o.mention.id, o.notice, keys[o.notice]} & wanted]
            known = {x for o in out for x in (o.mention.id, o.notice, keys[o.notice])}
            if missing := sorted(wanted - known):
                raise DecisionError(f"{node.name} has no mention {missing[0]}: list them with: kg split G.kg {node.id}")
            sides = [[o.mention for o in out], [o.mention for o in found if o not in out]]
            # One text under two keys is one text.
            sides[1] = [m for m in sides[1] if m not in sides[0]]
        if len(sides) < 2 or not all(sides):
            raise DecisionError(f"all mentions of {node.name} ({node.id}) are on one side: there is nothing to part")
        return self._keep("different", sides, because, by)

    def _sides_by(self, node: Node, found: Sequence[Named], what: str) -> list[list[Mention]]:
        if what not in BY:
            raise DecisionError(f"nothing is parted by {what!r}: use {', '.join(BY)}")
        value = self._years(found) if what == "year" else self._bodies(node, found)
        sides: dict[str, list[Mention]] = defaultdict(list)
        taken: set[Mention] = set()
        for one in found:
            if (said := value.get((one.notice, one.local))) and one.mention not in taken:
                taken.add(one.mention)
                sides[said].append(one.mention)
        return [sides[said] for said in sorted(sides)]

    def _years(self, found: Sequence[Named]) -> dict[tuple[str, str], str]:
        return {(o.notice, o.local): o.published[:4] for o in found if o.published}

    def _bodies(self, node: Node, found: Sequence[Named]) -> dict[tuple[str, str], str]:
        """The body that each mention is at; those at two bodies put these two on one side."""
        if node.kind == "Bureau":
            return {(o.notice, o.local): o.name for o in found}
        said: dict[tuple[str, str], list[str]] = {}
        fact_at: dict[str, set[str]] = defaultdict(set)
        nx = self.graph.nx
        edges = nx.out_edges(node.id, data=True) if node.kind == "Person" else ()
        for _, role, data in edges:
            if nx.nodes[role]["kind"] == "Role":
                for _, body, tie in nx.out_edges(role, data=True):
                    for fact in data["facts"] if tie["kind"] == "AT" else ():
                        fact_at[fact].add(body)
        if node.kind == "Meeting":
            for body, _, data in nx.in_edges(node.id, data=True):
                if data["kind"] == "CONVENED":
                    for fact in data["facts"]:
                        fact_at[fact].add(body)
        notice_of = {w.fact: w.notice for w in self.ledger.evidence(fact_at)}
        at: dict[str, set[str]] = defaultdict(set)
        for fact, bodies in fact_at.items():
            at[notice_of.get(fact, "")] |= bodies
        forest = Forest()
        for one in found:
            if here := sorted(at.get(one.notice, ())):
                for body in here:
                    forest.join(here[0], body)
                said[one.notice, one.local] = here
        return {place: forest.find(here[0]) for place, here in said.items()}

    def _keep(self, verdict: str, sides: Sequence[Sequence[Mention]], because: str, by: str) -> Decision:
        with self.ledger.writing():
            return decisions.decide(self.ledger, verdict, sides, because, by, self.places.stands_for)

    def undo(self, decision: str = "") -> Decision:
        """Take a decision back, the last where none is named.

        Raises:
            LedgerError: no such decision stands.
        """
        with self.ledger.writing():
            return decisions.undo(self.ledger, decision)

    def settle(self) -> KnowledgeGraph:
        """Bring the graph up to date with what has been decided."""
        from kg import pipeline
        from kg.graph import KnowledgeGraph

        resolved = pipeline.settle(self.ledger)
        self.graph = KnowledgeGraph(resolved.nodes, resolved.edges, self.ledger.evidence, self.ledger.ident())
        self.places = Places(self.ledger)
        return self.graph

    # What is left to decide

    def doubles(self, kind: str = "Person", name: str = "") -> Iterator[tuple[Node, Node]]:
        """Pairs of things that share a form of their names and about which nothing is decided, the most named first.

        Args:
            kind: ``Person``, ``Bureau`` or ``Meeting``.
            name: only those that go by this name or id.
        """
        if kind not in KINDS:
            raise DecisionError(f"nothing is decided about a {kind}: use {', '.join(KINDS)}")
        only = set(self.graph.settle(name, kind)) if name else set()
        weight = Counter(v for _, v, data in self.graph.nx.edges(data=True) if data["kind"] == "MENTIONS")
        sharing: dict[str, set[str]] = defaultdict(set)
        for node in self.graph.nodes(kind):
            for form in {node.name, *(_strings(node, "aliases") if kind != "Person" else ())}:
                sharing[form].add(node.id)
        decided = self._decided(kind)
        told: set[tuple[str, str]] = set()
        order = sorted(sharing.items(), key=lambda item: (-sum(weight[i] for i in item[1]), item[0]))
        for _, ids in order:
            if len(ids) > _CROWD and not only:
                continue
            ranked = sorted(ids, key=lambda i: (-weight[i], i))
            for a, b in combinations(ranked, 2):
                pair = (min(a, b), max(a, b))
                if pair not in told and pair not in decided and (not only or only & {a, b}):
                    told.add(pair)
                    yield self.graph.node(a), self.graph.node(b)

    def _decided(self, kind: str) -> set[tuple[str, str]]:
        """The pairs of entities that a decision looked at."""
        nx = self.graph.nx

        def holder(one: Named) -> str:
            edges = nx.out_edges(one.notice, data=True) if one.notice in nx else ()
            here = [
                v for _, v, data in edges
                if data["kind"] == "MENTIONS" and nx.nodes[v]["kind"] == kind and one.facts & set(data["facts"])
            ]
            named = [v for v in here if one.name in (nx.nodes[v]["name"], *nx.nodes[v].get("aliases", ()))]
            return min(named or here, default="")

        out: set[tuple[str, str]] = set()
        for decision in decisions.standing(self.ledger):
            if decision.kind != kind:
                continue
            sides = [{i for m in side for o in self.places.named(m) if (i := holder(o))} for side in decision.sides]
            for left, right in combinations(sides, 2):
                out |= {(min(a, b), max(a, b)) for a in left for b in right}
        return out


def _strings(node: Node, attribute: str) -> tuple[str, ...]:
    value = node.attributes.get(attribute)
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else ()


def at_desk(ledger: Ledger) -> Desk:
    """A desk over a ledger that is open for writing.

    >>> from loaders.facts import Evidence, Facts, Notice, RoleFact
    >>> def said(key, text, body):
    ...     words = Evidence("text", 0, len(text), text, "by-hand", 0.9)
    ...     return Notice(key, "site", "2015-08-21", "", text), Facts(roles=(RoleFact("张春生", body, "局长", evidence=(words,)),))
    >>> with Ledger.temporary() as ledger:
    ...     with ledger.writing():
    ...         build = ledger.begin("notices/", "1")
    ...         for key, body in (("n1", "忻州市林业局"), ("n2", "杭州市水务局")):
    ...             _ = ledger.keep(build, *said(key, f"{body}局长张春生出席。", body))
    ...     desk = at_desk(ledger)
    ...     one, two = desk.graph.find("张春生")
    ...     done = desk.merge(one.id, two.id, because="任免通知", by="周")
    ...     len(desk.settle().find("张春生"))
    ...     undone = desk.undo()
    ...     len(desk.settle().find("张春生"))
    1
    2
    """
    from kg import pipeline
    from kg.graph import KnowledgeGraph

    # What is shown here may be named later: its ids are kept.
    resolved = pipeline.settle(ledger)
    return Desk(ledger, KnowledgeGraph(resolved.nodes, resolved.edges, ledger.evidence, ledger.ident()))
