"""Small steps over a plain ``networkx.MultiDiGraph`` that several questions share.

Node attributes are ``kind``, ``name`` and those of the schema; an edge's key is its id, its attributes ``kind``,
``facts`` and those of the schema. Rows are dictionaries; ``facts`` in a row are those that its edge rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ontology.schema import HOW_TO_EDGE

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
    found: Iterable[tuple[str, str, str, Mapping[str, Any]]]
    if source:
        found = graph.out_edges(source, keys=True, data=True) if source in graph else ()
    elif target:
        found = graph.in_edges(target, keys=True, data=True) if target in graph else ()
    else:
        found = graph.edges(keys=True, data=True)
    for u, v, key, data in found:
        if data["kind"] in wanted and (not target or v == target) and status in ("any", status_of(data)):
            yield u, v, key, data


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


def around(graph: Graph, kind: str, node: str) -> set[str]:
    """The node, and all that lead to it by edges of a kind, one after another."""
    found, rest = {node}, [node]
    while rest:
        for source, *_ in edges(graph, (kind,), target=rest.pop(), status="any"):
            if source not in found:
                found.add(source)
                rest.append(source)
    return found


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


def took_part(
    graph: Graph, kinds: Iterable[str],
    actor: str = "", meeting: str = "", since: str = "", until: str = "", status: str = "reported",
) -> Iterator[Row]:
    """Who took part in which meeting in some of the ways."""
    for who, where, key, data in edges(graph, kinds, actor, meeting, status):
        if held(graph, where, since, until):
            yield {
                "actor": who, "actor_name": name(graph, who), "actor_kind": graph.nodes[who].get("kind"),
                "relation": data["kind"], **meeting_columns(graph, where, status),
                **edge_columns(key, data, "titles", "ways"),
            }


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
            ),
        }
