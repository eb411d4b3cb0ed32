"""The page that takes identity decisions: two candidates side by side, the evidence for and against, and what was decided."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.explore.library import Library, View
from kg.explore.things import Thing, Words, thing
from ontology.errors import GuanxiError
from ontology.schema import Node

if TYPE_CHECKING:
    from kg.curation import Desk

#: Quotes shown of each candidate, decisions listed, and how long a page waits for the graph to follow, in seconds.
_QUOTES, _LISTED, _WAIT = 3, 20, 8.0
#: So far one can skip.
_FAR = 5000
KINDS = ("Person", "Bureau", "Meeting")


class RefusedError(GuanxiError):
    """A form was not sent from a page of this server."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and the secret that every form of this process holds, so that no other site can send one."""

    library: Library
    author: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def check(self, given: Mapping[str, str], origin: str, host: str) -> None:
        """Refuse a form that another site may have sent.

        Args:
            given: the form.
            origin: the Origin header, "" where there is none.
            host: the Host header.

        Raises:
            RefusedError: it is not one of this process's.
        """
        if not hmac.compare_digest(given.get("token", "").encode(), self.token.encode()) or (origin and origin != f"http://{host}"):
            raise RefusedError("this form is not one of this server's, or is from before it was started: open the page anew")

    def decide(self, given: Mapping[str, str]) -> str:
        """Take the decision that a form asks for, or take one back; what was done, as a line.

        Raises:
            GuanxiError: it cannot be done; the message says why.
        """
        from kg.curation import Desk
        from kg.ledger import Ledger

        view = self.library.current(_WAIT)
        with Ledger.open(self.library.path) as ledger:
            desk = Desk(ledger, view.graph)
            if given.get("undo"):
                done = f"undone: {desk.undo(given['undo'])}"
            else:
                take = {"same": desk.merge, "different": desk.apart, "unsure": desk.doubt}.get(given.get("verdict", ""))
                if take is None:
                    raise RefusedError("choose same, different or unsure")
                reason = given.get("because", "").strip()[:1000]
                done = f"decided: {take(given.get('a', ''), given.get('b', ''), reason, self.author)}"
        self.library.refresh(_WAIT)
        return done


def remember(view: View) -> None:
    """Keep the ids that things have after a decision: what is shown may be named later."""
    from kg.ledger import Ledger

    # Where another process writes the file, it is that one's to do.
    with suppress(GuanxiError), Ledger.open(view.graph.file or Path()) as ledger:
        ids = {n.id for n in view.graph.nodes() if n.kind != "Notice"}
        if new := sorted(ids - ledger.issued()):
            with ledger.writing():
                ledger.issue(new)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of two that may be one: what tells it apart, and some of its words."""

    thing: Thing
    said: Sequence[tuple[str, str, str]]
    notices: int
    words: Sequence[Words]


def content(view: View, reviewer: Reviewer, asked: Mapping[str, str], done: str = "", failed: str = "") -> dict[str, Any]:
    """What the page shows: the first pair about which nothing is decided, after those that were skipped."""
    kind = asked.get("kind", "Person")
    kind = kind if kind in KINDS else "Person"
    said = asked.get("skip", "")
    skip = min(int(said), _FAR) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    name = asked.get("name", "").strip()[:100]
    out: dict[str, Any] = {
        "listed": "review", "token": reviewer.token, "author": reviewer.author, "kind": kind, "name": name, "skip": skip, "done": done,
        "failed": failed, "pair": (), "why": None, "decisions": [], "kinds_of": KINDS,
    }
    if view.ledger is None:
        return out | {"failed": failed or "此文件不含通知，不能审定。This file holds no notices: nothing can be decided in it."}
    from kg import decisions
    from kg.curation import Desk

    # With the lock, for the ledger is asked by one page at a time.
    with view.lock:
        desk = Desk(view.ledger, view.graph)
        out["decisions"] = sorted(decisions.standing(view.ledger), key=lambda d: d.recorded_from, reverse=True)[:_LISTED]
        try:
            found = next(islice(desk.doubles(kind, name), skip, None), None)
        except GuanxiError as error:
            return out | {"failed": failed or str(error)}
        if found is not None:
            out["pair"] = [_candidate(view, desk, one) for one in found]
            out["why"] = _why(view, found) if kind == "Person" else None
    return out


def _candidate(view: View, desk: Desk, node: Node) -> Candidate:
    from kg.explore.pages.parts import day_of

    found = desk.mentions(node)
    nx = view.graph.nx
    posts = sorted({str(nx.nodes[v]["name"]) for _, v, d in nx.out_edges(node.id, data=True) if d["kind"] == "HOLDS"})
    said = [("职务", "posts", "、".join(posts[:12]))] if posts else []
    if node.kind == "Meeting":
        said.append(("日期", "day", day_of(view.graph, node.id)))
    for zh, en, attribute in (("性别", "gender", "gender"), ("民族", "ethnicity", "ethnicity"), ("别名", "also", "aliases"), ("级别", "level", "level")):
        if value := node.attributes.get(attribute):
            said.append((zh, en, "、".join(map(str, value)) if isinstance(value, tuple) else str(value)))
    years = sorted({one.published[:4] for one in found if one.published})
    if years:
        said.append(("年份", "years", years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"))
    step = max(1, len(found) // _QUOTES)
    words = [
        Words(" ".join(max(one.quotes, key=len, default="").split()), thing(view, one.notice), one.published, one.mention.field,
              one.mention.start, one.mention.end, "", 0.0)
        for one in found[::step][:_QUOTES]
    ]
    return Candidate(thing(view, node.id), said, len({one.notice for one in found}), words)


def _why(view: View, pair: Sequence[Node]) -> Any:
    from kg.why import why

    assert view.ledger is not None
    try:
        return why(view.ledger, view.graph, pair[0].id, pair[1].id)
    except GuanxiError:
        # What cannot be weighed can be decided all the same.
        return None
