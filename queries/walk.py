"""Small steps over a plain ``networkx.MultiDiGraph`` that several questions share.

Node attributes are ``kind``, ``name`` and those of the schema; an edge's key is its id, its attributes ``kind``,
``facts`` and those of the schema. Rows are dictionaries; ``facts`` in a row are those that its edge rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontology.schema import EDGES, HOW_TO_EDGE
from queries import index

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]
else:
    Graph = Any

Row = dict[str, Any]

#: The kinds of edge that are ways of taking part in a meeting.
PARTICIPATIONS = tuple(HOW_TO_EDGE.values())


def status_of(data: Mapping[str, Any]) -> str:
    """Reported, planned or proposed; what says nothing is reported."""
    return str(data.get("status") or "reported")


def edges(
    graph: Graph, kinds: Iterable[str], source: str = "", target: str = "", status: str = "reported"
) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """The edges of some kinds, as ``(source, target, id, attributes)``, from and to where that is given.

    Args:
        kinds: the kinds of edge.
        source, target: ids of nodes, "" for any.
        status: the status that the edges must have, or ``any``.
    """
    wanted = frozenset(kinds)
    found: Iterable[index.Found]
    made = index.of(graph)
    if made is not None:
        found = made.edges(kinds, source, target)
    elif source:
        found = graph.out_edges(source, keys=True, data=True) if source in graph else ()
    elif target:
        found = graph.in_edges(target, keys=True, data=True) if target in graph else ()
    else:
        found = graph.edges(keys=True, data=True)
    for u, v, key, data in found:
        if data["kind"] in wanted and (not target or v == target) and status in ("any", status_of(data)):
            yield u, v, key, data


def edge(graph: Graph, ident: str) -> index.Found | None:
    """The edge of that id."""
    made = index.of(graph)
    if made is not None:
        return made.by_id.get(ident)
    return next((one for one in graph.edges(keys=True, data=True) if one[2] == ident), None)


def nodes(graph: Graph, kind: str) -> Iterable[str]:
    """The nodes of a kind."""
    made = index.of(graph)
    if made is not None:
        return made.nodes(kind)
    return (node for node, data in graph.nodes(data=True) if data.get("kind") == kind)


def between(first: str, last: str, since: str, until: str) -> bool:
    """Whether days ``first`` to ``last`` may meet the days ``since`` to ``until``; "" is open, and no date meets none.

    All are ISO 8601 of any precision, and a longer date sorts after the shorter one that it begins with.

    >>> between("2015-08", "", "2015-08-18", ""), between("2015-08-18", "2015-08-19", "2015-09", "")
    (True, False)
    """
    end = last or first
    return (not since or (bool(end) and f"{end}-99" >= since)) and (
        not until or (bool(first) and first <= f"{until}-99")
    )


def name(graph: Graph, node: str) -> str:
    """The name of a node, "" where there is none."""
    return str(graph.nodes[node].get("name", "")) if node in graph else ""


def held(graph: Graph, meeting: str, since: str = "", until: str = "") -> bool:
    """Whether a meeting may have been held between two days."""
    data = graph.nodes[meeting]
    return between(str(data.get("start", "")), str(data.get("end", "")), since, until)


def places(graph: Graph, meeting: str, status: str) -> tuple[str, ...]:
    """The names of the places where a meeting was held."""
    found = edges(graph, ("HELD_IN",), source=meeting, status=status)
    return tuple(name(graph, place) for _, place, _, _ in found)


def around(graph: Graph, kinds: str | tuple[str, ...], node: str) -> set[str]:
    """The node, and all that lead to it by edges of a kind or some, one after another."""
    found, rest = {node}, [node]
    while rest:
        for source, *_ in edges(graph, _several(kinds), target=rest.pop(), status="any"):
            if source not in found:
                found.add(source)
                rest.append(source)
    return found


def onward(graph: Graph, kinds: str | tuple[str, ...], node: str) -> set[str]:
    """The node, and all that it leads to by edges of a kind or some, one after another."""
    found, rest = {node}, [node]
    while rest:
        for _, target, *_ in edges(graph, _several(kinds), source=rest.pop(), status="any"):
            if target not in found:
                found.add(target)
                rest.append(target)
    return found


def _several(kinds: str | tuple[str, ...]) -> tuple[str, ...]:
    return (kinds,) if isinstance(kinds, str) else kinds


def meeting_columns(graph: Graph, meeting: str, status: str) -> Row:
    """What the rows of several questions say of a meeting."""
    data = graph.nodes[meeting]
    return {
        "meeting": meeting, "meeting_name": data.get("name"), "start": data.get("start"), "end": data.get("end"),
        "places": places(graph, meeting, status),
    }


def edge_columns(key: str, data: Mapping[str, Any], *names: str) -> Row:
    """The edge's id, status and facts, and those of its attributes that are named."""
    return {"edge": key, "status": status_of(data), "facts": data.get("facts", ()), **{n: data.get(n) for n in names}}


@dataclass(frozen=True, slots=True)
class Which:
    """Which meetings are meant: between two days, convened by a body, in a place or within it, as far as given."""

    since: str = ""
    until: str = ""
    bureau: str = ""
    place: str = ""
    status: str = "reported"

    def of(self, graph: Graph) -> Callable[[str], bool]:
        """Says of a meeting whether it is one of them."""
        inside = around(graph, "WITHIN", self.place) if self.place else set()
        convened = {m for _, m, *_ in edges(graph, ("CONVENED",), self.bureau, "", self.status)} if self.bureau else set()

        def meant(meeting: str) -> bool:
            return held(graph, meeting, self.since, self.until) and (
                not self.bureau or meeting in convened
            ) and (
                not self.place
                or any(p in inside for _, p, *_ in edges(graph, ("HELD_IN",), meeting, "", self.status))
            )

        return meant


def took_part(
    graph: Graph, kinds: Iterable[str], actor: str = "", meeting: str = "", *, which: Which
) -> Iterator[Row]:
    """Who took part in which meeting in some of the ways."""
    meant = which.of(graph)
    status = which.status
    for who, where, key, data in edges(graph, kinds, actor, meeting, status):
        if meant(where):
            yield {
                "actor": who, "actor_name": name(graph, who), "actor_kind": graph.nodes[who].get("kind"),
                "relation": data["kind"], **meeting_columns(graph, where, status),
                **edge_columns(key, data, "titles", "ways"),
            }


def meetings(graph: Graph, kind: str, which: Which) -> Iterator[Row]:
    """The meetings that are meant, of a kind where it is given."""
    meant, status = which.of(graph), which.status
    for meeting in nodes(graph, "Meeting"):
        data = graph.nodes[meeting]
        if kind not in ("", data.get("meeting_kind")):
            continue
        if status in ("any", status_of(data)) and meant(meeting):
            yield {
                **meeting_columns(graph, meeting, status), "meeting_kind": data.get("meeting_kind"),
                "conveners": [name(graph, u) for u, *_ in edges(graph, ("CONVENED",), "", meeting, status)],
                "status": status_of(data),
            }


def named(
    graph: Graph, meetings: Iterable[str], which: Which, max_named: str
) -> Iterator[tuple[str, set[str]]]:
    """Of the meetings those that are meant, each with the people named as taking part, if they are not too many."""
    meant, status = which.of(graph), which.status
    for meeting in meetings:
        people = {
            who for who, *_ in edges(graph, PARTICIPATIONS, "", meeting, status)
            if graph.nodes[who].get("kind") == "Person"
        }
        if people and (not max_named or len(people) <= int(max_named)) and meant(meeting):
            yield meeting, people


def counted(graph: Graph, meetings: Iterable[str]) -> Row:
    """How many meetings these are, which, and from when to when."""
    ids = sorted(set(meetings))
    days = [(graph.nodes[m].get("start") or "", graph.nodes[m].get("end") or "") for m in ids]
    return {
        "meetings": len(ids), "meeting_ids": ids, "first": min((start for start, _ in days if start), default=""),
        "last": max((end or start for start, end in days), default=""),
    }


def fact_columns(graph: Graph, source: str, target: str, key: str, data: Mapping[str, Any]) -> Row:
    """An edge with its two ends; what can have no status says none."""
    has_status = any(a.name == "status" for a in EDGES[data["kind"]].attributes)
    return {
        "relation": data["kind"], "source": source, "source_name": name(graph, source), "target": target,
        "target_name": name(graph, target), **edge_columns(key, data),
        "status": status_of(data) if has_status else "",
    }


def posts(graph: Graph, role: str = "", bureau: str = "", title: str = "") -> Iterator[str]:
    """The posts that are meant: one, those of a body, those of a title, as far as given."""
    for post in (role,) if role else nodes(graph, "Role"):
        data = graph.nodes[post] if post in graph else {}
        if data.get("kind") == "Role" and title in ("", data.get("title")) and (
            not bureau or any(edges(graph, ("AT",), post, bureau, "any"))
        ):
            yield post


def begin(spell: Row) -> str:
    """The first day of a spell: where it is said, else the first that a notice proves."""
    return str(spell["began"] or spell["proved_first"] or "")


def post_columns(graph: Graph, person: str, role: str) -> Row:
    """What the rows of several questions say of a person and a post."""
    bureau = next((b for _, b, _, _ in edges(graph, ("AT",), source=role, status="any")), "")
    return {
        "person": person, "person_name": name(graph, person), "role": role,
        "title": graph.nodes[role].get("title"), "bureau": bureau, "bureau_name": name(graph, bureau),
    }


def spells(graph: Graph, person: str = "", role: str = "", status: str = "reported") -> Iterator[Row]:
    """Who held which post, one row for each spell."""
    for who, post, key, data in edges(graph, ("HOLDS",), person, role, status):
        yield {
            **post_columns(graph, who, post),
            **edge_columns(
                key, data,
                "began", "ended", "proved_first", "proved_last", "acting", "concurrent", "former", "rank",
                "published_first",
            ),
        }
