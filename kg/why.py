"""Why two persons of the graph are one, or two: the evidence for and against, each with its weight and its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from kg import decisions, graphfile
from kg.curation import Places, SeveralError
from kg.decisions import Decision, DecisionError
from kg.identity import agreement
from kg.identity.material import Page, gather
from kg.identity.people import Voice, held_by, lines_of, unmistakable, voices
from kg.identity.trails import Held, Shown, Trail, clash, height, seat_at
from kg.ledger import Ledger
from kg.rows import Statement
from loaders.facts import PersonFact
from ontology.schema import Evidence, Node

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

#: So many of the people that both were seen with are named.
_NAMED = 6
#: So many bodies and titles of a side are named.
_POSTS = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: the person's id, where it is seen, and the posts that are said of it."""

    id: str
    name: str
    notices: int
    first: str
    last: str
    posts: tuple[str, ...]

    def __str__(self) -> str:
        days = " to ".join(dict.fromkeys(d for d in (self.first, self.last) if d)) or "undated"
        count = "1 notice" if self.notices == 1 else f"{self.notices} notices"
        return f"{self.name} ({self.id}): {count}, {days}; {'、'.join(self.posts) or 'no post said'}"


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its weight in bits, positive for one person; what it rests on, and the words on each side."""

    evidence: str
    level: str
    weight: float
    detail: str
    words: tuple[tuple[Evidence, ...], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Why:
    """Why two are one person (``same``), two (``different``), or cannot be told and are kept apart (``unsure``).

    ``by`` is ``people`` where decisions say so, else ``machine``; ``total`` is the sum of the weights in bits, ``needed``
    the least that makes one person; ``rule`` says in words how it was settled.
    """

    verdict: str
    by: str
    rule: str
    sides: tuple[Side, Side]
    total: float
    needed: float
    reasons: tuple[Reason, ...]
    decisions: tuple[Decision, ...]

    @property
    def chance(self) -> float:
        """The chance that they are one person, as far as the weights tell."""
        return agreement.odds(self.total)


@dataclass(slots=True)
class _Part:
    """Some texts that mean one person, with what they say."""

    node: Node
    name: str
    trail: Trail
    pages: list[Page]

    def side(self) -> Side:
        days = sorted(d for d in self.trail.days if d)
        posts = dict.fromkeys(_bare(p.body) + p.title for p in sorted(self.trail.posts, key=lambda p: (p.day or "~", p.body, p.title)))
        return Side(self.node.id, self.name, len(self.trail.notices), days[0] if days else "", days[-1] if days else "",
                    tuple(posts)[:_POSTS])

    def posts(self) -> Iterator[tuple[Held, Page, Statement]]:
        for page in self.pages:
            for statement, post in page.posts():
                if post.person == self.name:
                    for one in held_by(page, post):
                        yield one, page, statement

    def people(self) -> Iterator[tuple[Page, Statement]]:
        for page in self.pages:
            if self.name in page.people():
                yield page, page.people()[self.name]


def at_hand(graph: KnowledgeGraph) -> Path:
    """The file with the notices that a graph was made of.

    Raises:
        DecisionError: it stands without its notices, or looks back.
    """
    if graph.file is None or graphfile.is_one(graph.file):
        raise DecisionError("why two are one or not is told by the notices: open the file made by kg build, as it is now")
    return graph.file


def why(ledger: Ledger, graph: KnowledgeGraph, a: str, b: str = "") -> Why:
    """Why two persons are one or two.

    Args:
        ledger: the open file.
        graph: its graph as it is now.
        a, b: each an id, a former id, or a name that only one person has; a name that two share stands for both.

    Raises:
        NotFoundError: nobody goes by a name.
        SeveralError: several do.
        DecisionError: the persons have nothing to be compared by.

    >>> from loaders.facts import Evidence as Words, Facts, Notice, RoleFact
    >>> def said(key, text, body):
    ...     words = Words("text", 0, len(text), text, "by-hand", 0.9)
    ...     return Notice(key, "site", "2015-08-21", "", text), Facts(roles=(RoleFact("张伟", body, "局长", evidence=(words,)),))
    >>> from kg.curation import at_desk
    >>> with Ledger.temporary() as ledger:
    ...     with ledger.writing():
    ...         build = ledger.begin("notices/", "1")
    ...         for key, body in (("n1", "忻州市教育局"), ("n2", "昆明市统计局")):
    ...             _ = ledger.keep(build, *said(key, f"{body}局长张伟出席。", body))
    ...     found = why(ledger, at_desk(ledger).graph, "张伟")
    >>> found.verdict, [(r.evidence, r.level) for r in found.reasons if r.weight < -5]
    ('different', [('seats', 'two places at once')])
    """
    one, two = _nodes(graph, a, b or a)
    pages = {page.id: page for page in gather(ledger)[0]}
    parts = _parts(graph, pages, one, two)
    rule = ""
    if one.id == two.id:
        if len(parts) < 2:
            part = parts[0]
            rule = ("a name that hardly two people bear is one person" if unmistakable(part.name)
                    else "one name in one line of office is one person" if part.trail.posts else "all is said in one place")
            return Why("same", "machine", rule, (part.side(), part.side()), agreement.ENOUGH, agreement.ENOUGH, (), ())
        first, then = _weakest(parts)
        rule = f"the mentions of {one.name} are one person; shown is the part that is tied to the rest most loosely"
    else:
        first, then = parts
    name = first.name
    signs = agreement.signs(name, first.trail, then.trail)
    if first.name != then.name:
        signs = [agreement.Sign("name", "two names", 0.0), *signs[1:]]
        rule = "only a decision makes one person of two names"
    total = sum(s.weight for s in signs)
    reasons = tuple(_reason(ledger, s, first, then) for s in signs)
    decided = _decided(ledger, first, then)
    verdict, by = ("same" if one.id == two.id else "unsure", "machine")
    if verdict == "unsure" and (total <= -agreement.ENOUGH or first.name != then.name):
        verdict = "different"
    for decision in decided:
        if decision.verdict == verdict or (decision.verdict, verdict) == ("different", "unsure"):
            verdict, by = decision.verdict, "people"
            rule = f"decided: {decision}"
            break
    return Why(verdict, by, rule or _rule(verdict), (first.side(), then.side()), total, agreement.ENOUGH, reasons,
               tuple(decided))


def _rule(verdict: str) -> str:
    return ("the evidence against outweighs that for" if verdict == "different"
            else "there is too little evidence, so that they are kept apart: a wrong merge is worse than a split")


def _nodes(graph: KnowledgeGraph, a: str, b: str) -> tuple[Node, Node]:
    found = []
    for name in (a, b):
        some = [graph.node(i) for i in graph.settle(name, "Person")]
        exact = [n for n in some if n.id == name or name in _strings(n, "former_ids")]
        found.append(exact or some)
    if a == b and len(found[0]) == 2:
        return found[0][0], found[0][1]
    for name, some in zip((a, b), found, strict=True):
        if len(some) > 1:
            raise SeveralError(name, some)
    return found[0][0], found[1][0]


def _parts(graph: KnowledgeGraph, pages: dict[str, Page], one: Node, two: Node) -> list[_Part]:
    """What is compared: two persons, or the lines of office of one."""
    out = []
    for node in dict.fromkeys((one.id, two.id)):
        person = graph.node(node)
        notices = {n for n, _, d in graph.nx.in_edges(node, data=True) if d["kind"] == "MENTIONS"} & pages.keys()
        names = {person.name, *_strings(person, "aliases")}
        named = [p for p in pages.values() if p.id in notices and names & p.people().keys()]
        if not named:
            raise DecisionError(f"no notice names {person.name} ({node}): there is nothing to compare")
        heard = {
            name: some for name in sorted(names, key=lambda n: (n != person.name, n))
            if (some := voices(named, name).get(name))
        }
        if one.id != two.id:
            name = next(iter(heard))
            out.append(_part(person, name, (v for some in heard.values() for v in some.values()), named))
            continue
        for name, some in heard.items():
            out += _lines(person, name, some, named)
    return out


def _lines(person: Node, name: str, heard: dict[str, Voice], named: Sequence[Page]) -> list[_Part]:
    if unmistakable(name):
        return [_part(person, name, heard.values(), named)]
    lines, _ = lines_of(heard)
    by_line: dict[str, list[Voice]] = {}
    for group, voice in heard.items():
        by_line.setdefault(lines.get(group, ""), []).append(voice)
    return [_part(person, name, some, named) for _, some in sorted(by_line.items())]


def _part(person: Node, name: str, some: Iterable[Voice], named: Sequence[Page]) -> _Part:
    trail = Trail("")
    for voice in some:
        trail.take(voice.trail)
    return _Part(person, name, trail, [p for p in named if p.id in trail.notices])


def _weakest(parts: Sequence[_Part]) -> tuple[_Part, _Part]:
    """The part with the least evidence that ties it to any other, and the one that it is tied to best."""
    def best(part: _Part) -> tuple[float, int]:
        return max((agreement.total(part.name, part.trail, o.trail), n) for n, o in enumerate(parts) if o is not part)

    weakest = min(parts, key=lambda p: (best(p), min(p.trail.notices)))
    return weakest, parts[best(weakest)[1]]


# Words


Proof = tuple[Page, Statement]
_Pick = Callable[[Held, Held], bool]


def _reason(ledger: Ledger, sign: agreement.Sign, a: _Part, b: _Part) -> Reason:
    detail, proofs = _grounds(sign, a, b)
    words = tuple(tuple(_words(ledger, proof)) for proof in proofs)
    return Reason(sign.evidence, sign.level, round(sign.weight, 2), detail, (words[0], words[1]))


def _words(ledger: Ledger, proof: Proof | None) -> Iterator[Evidence]:
    if proof is not None:
        page, statement = proof
        yield from [w for w in ledger.evidence([statement.fact]) if w.notice == page.id][:1]


def _grounds(sign: agreement.Sign, a: _Part, b: _Part) -> tuple[str, tuple[Proof | None, Proof | None]]:
    """What a piece of evidence rests on, in words, and a proof on each side."""
    if sign.evidence == "name":
        if sign.level == "two names":
            return f"{a.name} · {b.name}", (None, None)
        bearers = 10 ** -agreement.share(a.name)
        return f"about one in {float(f'{bearers:.1g}'):,.0f} people is called {a.name}", (None, None)
    if sign.evidence == "company":
        both = sorted(a.trail.company & b.trail.company - {a.name, b.name})
        shown = "、".join(both[:_NAMED]) + ("" if len(both) <= _NAMED else f" and {len(both) - _NAMED} more")
        return shown or "nobody is seen with both", (_among(a, both), _among(b, both)) if both else (None, None)
    if sign.evidence == "source":
        return " · ".join("、".join(sorted(t.sources)) for t in (a.trail, b.trail)), (None, None)
    if sign.evidence == "notes":
        notes = (sorted(v for _, v in t.notes) for t in (a.trail, b.trail))
        return " · ".join("、".join(n) for n in notes), (_noted(a), _noted(b))
    if sign.evidence == "time":
        spans = [(min(d), max(d)) for d in (sorted(x.trail.days) for x in (a, b))]
        return " · ".join(" to ".join(dict.fromkeys(s)) for s in spans), (_near(a, b), _near(b, a))
    return _of_posts(sign, a, b)


def _of_posts(sign: agreement.Sign, a: _Part, b: _Part) -> tuple[str, tuple[Proof | None, Proof | None]]:
    picks: dict[tuple[str, str], _Pick] = {
        ("body", "one line"): lambda x, y: bool(x.body and y.body) and agreement.akin(x.body, y.body),
        ("title", "one title"): lambda x, y: x.title == y.title,
        ("place", "one city"): lambda x, y: bool(_alone(x).cities & _alone(y).cities),
        ("place", "one province"): lambda x, y: bool(_alone(x).provinces & _alone(y).provinces),
        ("place", "one country"): lambda x, y: bool(_alone(x).countries & _alone(y).countries),
        ("seats", "two places at once"): lambda x, y: x.held and y.held and bool(_seat(x) and _seat(y)) and clash(_seat(x), _seat(y)),
        ("seats", "in turn"): lambda x, y: bool(_seat(x) and _seat(y)),
    }
    pick = picks.get((sign.evidence, sign.level), _any)
    if sign.evidence == "standing":
        # The highest posts say where the two stand.
        tops = [max((height(p) or 0 for p in t.posts), default=0) for t in (a.trail, b.trail)]
        pick = partial(_as_high, tops)
    here, there = said = _told(a), _told(b)
    both = list(product(here, there))
    pairs = [(x, y) for x, y in both if pick(x, y)] or both
    if not pairs:
        sides: list[tuple[Held, Proof] | None] = [next(iter(some.items()), None) for some in said]
        named = [_bare(one[0].body) + one[0].title if one else "no post said" for one in sides]
        return " · ".join(named), (sides[0][1] if sides[0] else None, sides[1][1] if sides[1] else None)
    x, y = min(pairs, key=lambda p: (_apart(p[0].day, p[1].day), p[0].day, p[1].day, p[0].body, p[1].body, p[0].title))
    detail = f"{_bare(x.body)}{x.title} · {_bare(y.body)}{y.title}"
    return detail, (here[x], there[y])


def _any(_: Held, __: Held) -> bool:
    return True


def _as_high(tops: Sequence[int], x: Held, y: Held) -> bool:
    return [height(x) or 0, height(y) or 0] == tops


def _told(part: _Part) -> dict[Held, Proof]:
    """The posts of a part, each with a proof; of one post only the first and the last day."""
    by_post: dict[tuple[str, str, bool], list[tuple[Held, Proof]]] = {}
    for held, page, statement in part.posts():
        by_post.setdefault((held.body, held.title, held.held), []).append((held, (page, statement)))
    out: dict[Held, Proof] = {}
    for _, some in sorted(by_post.items()):
        some.sort(key=lambda one: (one[0].day, one[1][1].fact))
        for held, proof in (some[0], some[-1]):
            out.setdefault(held, proof)
    return out


def _alone(post: Held) -> Shown:
    return Trail("", {post}).shows()


def _seat(post: Held) -> str:
    return seat_at(post.body, post.title)


def _strings(node: Node, attribute: str) -> tuple[str, ...]:
    value = node.attributes.get(attribute)
    return tuple(map(str, value)) if isinstance(value, (tuple, list)) else ()


def _bare(body: str) -> str:
    """A body's key without the text that alone says which it is."""
    return body.rpartition(":")[2]


def _apart(one: str, other: str) -> int:
    """Roughly how many days lie between two."""
    if not one or not other:
        return 10**6
    (y1, m1, d1), (y2, m2, d2) = ((int(x[:4]), int(x[5:7] or 6), int(x[8:10] or 15)) for x in (one, other))
    return abs((y1 - y2) * 365 + (m1 - m2) * 30 + d1 - d2)


def _among(part: _Part, both: Collection[str]) -> Proof | None:
    """The notice with most of those whom both are seen with."""
    return max(part.people(), key=lambda p: (len(p[0].people().keys() & set(both)), p[0].id), default=None)


def _noted(part: _Part) -> Proof | None:
    for page in part.pages:
        for statement in page.layer("people"):
            item = statement.item
            if isinstance(item, PersonFact) and item.name == part.name and (item.gender or item.ethnicity):
                return page, statement
    return None


def _near(part: _Part, other: _Part) -> Proof | None:
    """The mention that is nearest in time to the other's."""
    days = sorted(other.trail.days)
    if not days:
        return None
    return min(part.people(), default=None, key=lambda p: (
        min(_apart(p[0].kept.published, days[0]), _apart(p[0].kept.published, days[-1])), p[0].id,
    ))


# Decisions


def _decided(ledger: Ledger, a: _Part, b: _Part) -> list[Decision]:
    """The decisions that stand and have a side in each of the two."""
    places = Places(ledger)
    out = []
    for decision in decisions.standing(ledger):
        if decision.kind != "Person":
            continue
        sides = [{one.notice for m in side for one in places.named(m) if one.name in (a.name, b.name)}
                 for side in decision.sides]
        inside = [(bool(s & a.trail.notices), bool(s & b.trail.notices)) for s in sides]
        if any(x and w for n, (x, _) in enumerate(inside) for m, (_, w) in enumerate(inside) if n != m):
            out.append(decision)
    return out
