"""The loom: the statements of notices, name by name settled, woven into entities and the ties between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from kg.identity import places, roles, verdicts
from kg.identity.lines import lines
from kg.identity.material import Page
from kg.identity.meetings import placed_name
from kg.identity.names import body_of_unit, meeting_year, ordinal_of, plain
from kg.identity.people import OFFICES_OF_STATE
from kg.identity.roles import Post
from kg.identity.weave import Entity, Ref, Tie, Weave, most_said, settled_status
from kg.rows import Statement
from loaders.facts import (
    AppointmentFact,
    BureauFact,
    CampaignFact,
    MeetingFact,
    ParticipationFact,
    PersonFact,
    PlaceFact,
    RoleFact,
)
from loaders.healing import heal
from ontology.schema import HOW_TO_EDGE


class Loom:
    """One resolution under way: the graph being put together and what has been settled."""

    def __init__(self, weave: Weave, settled: verdicts.Settled) -> None:
        self.weave = weave
        self.settled = settled
        self.person_of = settled.persons
        self.meeting_of = settled.meetings
        self.held: dict[tuple[Ref, Ref], list[Post]] = defaultdict(list)
        self.noted: dict[tuple[Ref, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.implied: dict[str, set[str]] = defaultdict(set)
        self.met_as: dict[Ref, list[tuple[Page, MeetingFact]]] = defaultdict(list)

    # What a name in a notice stands for

    def person(self, page: Page, name: str, statement: Statement) -> Ref:
        first = page.people().get(name, statement)
        ref = self.weave.node("Person", self.person_of[page.id, name], name, page, first)
        self.weave.mention(page, ref, first)
        return ref

    def bureau(self, page: Page, name: str, statement: Statement) -> Ref:
        ref = self.weave.node("Bureau", self.settled.body(page, name), name, page, statement)
        self.weave.mention(page, ref, statement)
        return ref

    def place(self, page: Page, name: str, statement: Statement) -> Ref:
        ref = self.weave.node("Place", places.place_key(name), places.place_name(name), page, statement)
        self.weave.mention(page, ref, statement)
        return ref

    def meeting(self, page: Page, key: str) -> Ref | None:
        settled = self.meeting_of.get((page.id, key))
        return None if settled is None else ("Meeting", settled)

    def group(self, page: Page, meeting: str, name: str, statement: Statement) -> Ref:
        ref = self.weave.node(
            "Group", f"{page.kept.digest}|{meeting}|{name}", name, page, statement, f"{name}|{meeting}"
        )
        self.weave.mention(page, ref, statement)
        return ref

    def campaign(self, page: Page, name: str, statement: Statement) -> Ref:
        ref = self.weave.node("Campaign", plain(name), name, page, statement)
        self.weave.mention(page, ref, statement)
        return ref

    def role(self, page: Page, item: RoleFact | AppointmentFact, person: Ref, statement: Statement) -> Ref:
        title = roles.title_of(item)
        if item.bureau:
            body = self.bureau(page, item.bureau, statement)
            key, label = f"{body[1]}|{title}", f"{item.bureau}|{title}"
            ref = self.weave.node("Role", key, f"{item.bureau}{title}", page, statement, label)
            tie = self.weave.tie("AT", ref, body)
            tie.support(page, statement)
            if item.bureau in self.implied[page.id]:
                tie.attributes.setdefault("source_kind", "inferred")
            else:
                tie.attributes["source_kind"] = "stated"
            self.weave.entities[ref].attributes["level"] = places.seat_of(item.bureau).level
        elif title in OFFICES_OF_STATE:
            ref = self.weave.node("Role", f"|{title}", title, page, statement)
            self.weave.entities[ref].attributes["level"] = "central"
        else:
            ref = self.weave.node("Role", f"{person[1]}||{title}", title, page, statement, f"{item.person}|{title}")
        self.weave.entities[ref].attributes |= {"title": title, "seats": roles.seats(title, item.bureau)}
        self.weave.mention(page, ref, statement)
        return ref

    # Layer by layer

    def notice(self, page: Page) -> None:
        kept = page.kept
        entity = self.weave.entities.setdefault(("Notice", kept.id), Entity())
        title = heal(kept.title).text.strip() if kept.title else ""
        entity.names = {title or kept.key: {page.group}}
        entity.attributes |= {
            "key": kept.key, "source": kept.source, "url": kept.url, "published": kept.published, "title": title,
            "digest": kept.digest,
        }

    def named(self, page: Page) -> None:
        """Whatever the notice names, whether it does anything or not."""
        for statement in page.layer("people"):
            if isinstance(item := statement.item, PersonFact):
                ref = self.person(page, item.name, statement)
                self.weave.entities[ref].other |= set(item.aka)
                for name, value in (("gender", item.gender), ("ethnicity", item.ethnicity)):
                    if value:
                        self.noted[ref, name][value].add(page.group)
        for statement in page.layer("bureaus"):
            if isinstance(item := statement.item, BureauFact):
                self.weave.entities[self.bureau(page, item.name, statement)].other |= set(item.aka)
                if item.implied:
                    self.implied[page.id].add(item.name)
        for statement in page.layer("places"):
            if isinstance(item := statement.item, PlaceFact):
                self.weave.entities[self.place(page, item.name, statement)].other |= set(item.aka)
        for statement in page.layer("campaigns"):
            if isinstance(item := statement.item, CampaignFact):
                self.weave.entities[self.campaign(page, item.name, statement)].other |= set(item.aka)

    def met(self, page: Page) -> None:
        """Meetings, with who called them and where they were, and the groups at them."""
        for statement, item in page.meetings():
            ref = self.meeting(page, item.key)
            if ref is None:
                continue
            label = f"{item.name}|{item.start}|{item.key}"
            self.weave.node("Meeting", ref[1], item.name, page, statement, label)
            self.weave.entities[ref].other |= {*item.aka, placed_name(page, item)}
            self.weave.mention(page, ref, statement)
            self.met_as[ref].append((page, item))
            if item.place:
                where = self.place(page, item.place, statement)
                self.weave.tie("HELD_IN", ref, where).support(page, statement, item.status)
            if item.convener:
                body = self.bureau(page, item.convener, statement)
                self.weave.tie("CONVENED", body, ref).support(page, statement, item.status)
        for statement, group in page.groups():
            ref = self.group(page, group.meeting, group.name, statement)
            if group.size:
                self.weave.entities[ref].attributes["size"] = group.size
            if group.of:
                self.weave.tie("OF", ref, self.bureau(page, group.of, statement)).support(page, statement)

    def took_part(self, page: Page) -> None:
        for statement, item in page.participation():
            meeting = self.meeting(page, item.meeting)
            if meeting is None or item.how not in HOW_TO_EDGE:
                continue
            if item.who_kind == "person":
                who = self.person(page, item.who, statement)
            elif item.who_kind == "bureau":
                who = self.bureau(page, item.who, statement)
            else:
                who = self.group(page, item.meeting, item.who, statement)
            tie = self.weave.tie(HOW_TO_EDGE[item.how], who, meeting)
            tie.support(page, statement, item.status)
            _describe_part(tie, item)

    def related(self, page: Page) -> None:
        if page.kept.issuer and not any(page.relations("ISSUED_BY")):
            key = self.settled.body(page, page.kept.issuer)
            entity = self.weave.entities.setdefault(("Bureau", key), Entity())
            entity.names.setdefault(page.kept.issuer, set()).add(page.group)
            entity.mentions.add((page.kept.published or "~", page.kept.digest, 2, 0, page.kept.issuer))
            tie = self.weave.tie("ISSUED_BY", ("Notice", page.id), ("Bureau", key))
            tie.attributes |= {"source_kind": "inferred", "basis": "site"}
        for statement, item in page.relations():
            source: Ref | None = None
            target: Ref | None = None
            if item.kind in ("RELAYS", "SESSION_OF"):
                source, target = self.meeting(page, item.source), self.meeting(page, item.target)
            elif item.kind == "CONCERNS":
                source, target = self.meeting(page, item.source), self.campaign(page, item.target, statement)
            elif item.kind == "ISSUED_BY":
                source, target = ("Notice", page.id), self.bureau(page, item.target, statement)
            elif item.kind == "OF":
                meeting = next((g.meeting for _, g in page.groups() if g.name == item.source), "")
                source = self.group(page, meeting, item.source, statement)
                target = self.bureau(page, item.target, statement)
            if source is None or target is None or source == target:
                continue
            tie = self.weave.tie(item.kind, source, target)
            tie.support(page, statement, item.status)
            if item.basis:
                tie.attributes["basis"] = min(item.basis, str(tie.attributes.get("basis", item.basis)))

    def posts(self, page: Page) -> None:
        for statement, item in page.posts():
            person = self.person(page, item.person, statement)
            role = self.role(page, item, person, statement)
            self.held[person, role].append(Post(page, statement, item))

    # What follows from all notices together

    def spells(self) -> None:
        """Posts as spells of time, and the decisions about them."""
        proofs: dict[Ref, dict[Ref, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        for (person, role), posts in self.held.items():
            if self.weave.entities[role].attributes.get("seats") == "one":
                for post in posts:
                    if _holds_now(post):
                        proofs[role][person][post.page.kept.published].add(post.page.group)
        proofs = {role: by_person for role, by_person in proofs.items() if roles.in_turn(by_person.values())}
        for (person, role), posts in self.held.items():
            others: dict[str, set[str]] = defaultdict(set)
            for other, days in proofs.get(role, {}).items():
                if other != person:
                    for day, notices in days.items():
                        others[day] |= notices
            for acting in (False, True):
                some = [p for p in posts if p.item.acting == acting]
                for number, spell in enumerate(roles.spells(some, others)):
                    apart = ("acting" if acting else "") + (str(number) if number else "")
                    self._spell(self.weave.tie("HOLDS", person, role, apart), spell, acting)
            for (action, day), some in roles.moves(posts).items():
                kind = {"appointed": "APPOINTED_TO", "elected": "APPOINTED_TO", "removed": "REMOVED_FROM",
                        "resigned": "REMOVED_FROM"}.get(action, "PROPOSED_FOR")
                tie = self.weave.tie(kind, person, role, f"{action}|{day}")
                tie.attributes |= {"action": action, "date": day}
                for post in some:
                    tie.support(post.page, post.statement,
                                post.item.status if isinstance(post.item, AppointmentFact) else "reported")

    def _spell(self, tie: Tie, spell: roles.Spell, acting: bool) -> None:
        for post in spell.posts:
            tie.support(post.page, post.statement)
        tie.attributes |= {
            "began": spell.began, "ended": spell.ended, "proved_first": spell.proved_first,
            "proved_last": spell.proved_last, "acting": acting, "former": spell.former,
            "concurrent": any(p.item.concurrent for p in spell.posts),
            "rank": roles.commonest(p.item.rank for p in spell.posts if isinstance(p.item, RoleFact)),
        }
        if not any(isinstance(p.item, RoleFact) for p in spell.posts):
            tie.attributes["source_kind"] = "inferred"

    def apart(self) -> None:
        """Who was decided to be two people."""
        for (one, other), (reason, author) in self.settled.apart.items():
            refs = ("Person", one), ("Person", other)
            if all(ref in self.weave.entities for ref in refs):
                self.weave.tie("NOT_SAME_AS", *refs).attributes |= {"reason": reason, "by": author}

    def describe(self) -> None:
        """The attributes of meetings and people, and what reference data say of bodies and places."""
        for ref in list(self.weave.entities):
            self.described(ref)
        bodies = {ref[1] for ref in self.weave.entities if ref[0] == "Bureau"}
        facts: dict[Ref, dict[str, None]] = defaultdict(dict)
        for (_, ref), some in self.weave.mentioned.items():
            if ref[0] == "Bureau":
                facts[ref].update(some)
        for ref, some in facts.items():
            self.unit(ref, bodies, some)
        for body in bodies:
            self.lined(("Bureau", body), bodies)
        waiting = [ref for ref in self.weave.entities if ref[0] == "Place"]
        known = set(waiting)
        while waiting:
            new = [above for above in self.placed(waiting.pop()) if above not in known]
            known.update(new)
            waiting += new

    def described(self, ref: Ref) -> None:
        """What all notices together say of a person or a meeting, and reference data of a body."""
        for name in ("gender", "ethnicity"):
            if values := self.noted.get((ref, name)):
                self.weave.entities[ref].attributes[name] = most_said(values)
        if ref in self.met_as:
            self._meeting(ref, self.met_as[ref])
        if ref[0] == "Bureau":
            entity = self.weave.entities[ref]
            seat = places.seat_of(entity.name())
            entity.attributes |= {"level": seat.level, "bureau_kind": seat.kind}
            if seat.division is not None:
                where = self._known_place(seat.division.name)
                self.weave.tie("LOCATED_IN", ref, where).attributes["source_kind"] = "reference"

    def unit(self, ref: Ref, bodies: Container[str], facts: Iterable[str]) -> None:
        """The body that a unit is inside of, where both are named and the unit's name begins with the body's."""
        if body := body_of_unit(ref[1], bodies):
            tie = self.weave.tie("PART_OF", ref, ("Bureau", body))
            tie.attributes["source_kind"] = "inferred"
            tie.facts.update(dict.fromkeys(facts))

    def lined(self, ref: Ref, bodies: Container[str]) -> None:
        """The bodies that followed a body, and the one above it, where both are named."""
        for line in lines(ref[1], bodies):
            tie = self.weave.tie(line.kind, ref, ("Bureau", line.other))
            tie.attributes |= {"source_kind": "reference", "how": line.how} | ({"date": line.date} if line.date else {})

    def placed(self, ref: Ref) -> list[Ref]:
        """The level and code of a place, and what it lies within."""
        entity = self.weave.entities[ref]
        names = sorted(entity.names)
        entity.attributes |= places.attributes(next((n for n in names if places.place_key(n) == ref[1]), names[0]))
        out: list[Ref] = []
        for name in _above(names):
            if places.place_key(name) != ref[1]:
                out.append(self._known_place(name))
                self.weave.tie("WITHIN", ref, out[-1]).attributes["source_kind"] = "reference"
        return out

    def _known_place(self, name: str) -> Ref:
        key = places.place_key(name)
        return self.weave.reference("Place", key, places.present_name(key, name))

    def _meeting(self, ref: Ref, said: list[tuple[Page, MeetingFact]]) -> None:
        entity = self.weave.entities[ref]
        exact = [m for _, m in said if len(m.start) == 10]
        dated = exact or [m for _, m in said if m.start]
        start = min((m.start for m in dated), default="")
        end = max((m.end for m in dated if m.end), default="")
        votes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for page, m in said:
            votes["kind"][m.kind].add(page.group)
            votes["ordinal"][m.ordinal or ordinal_of(m.name)].add(page.group)
            votes["year"][m.start[:4] or meeting_year(m.name)].add(page.group)
        published = {p.kept.published[:4] for p, _ in said if p.kept.published}
        year = start[:4] or most_said(votes["year"]) or (published.pop() if len(published) == 1 else "")
        entity.attributes |= {
            "meeting_kind": most_said(votes["kind"]), "start": start, "end": end,
            "ordinal": most_said(votes["ordinal"]), "status": settled_status(m.status for _, m in said),
        }
        if year.isdigit():
            entity.attributes["year"] = int(year)


def _above(names: Iterable[str]) -> list[str]:
    """The name of the division or country that the place with these names lies in, if one is known."""
    for name in names:
        division = places.division_of(name)
        if division is not None:
            return [d.name for d in places.above(division)][:1]
        country = places.attributes(name).get("country")
        if isinstance(country, str):
            return [country]
    return []


def _holds_now(post: Post) -> bool:
    if isinstance(post.item, AppointmentFact):
        return roles.gained(post.item)
    return not post.item.former and not post.item.ended and bool(post.page.kept.published)


def _describe_part(tie: Tie, item: ParticipationFact) -> None:
    for name, value in (("ways", item.way), ("titles", item.title), ("verbs", item.verb), ("in_roles", item.in_role),
                        ("on_behalf_of", item.on_behalf_of)):
        tie.add(name, value)
    # The first notice that prints a list decides: its numbers belong together.
    if item.position and "position" not in tie.attributes:
        tie.attributes |= {"position": item.position, "list_size": item.list_size, "open_list": item.open_list}
