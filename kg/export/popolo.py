"""Popolo JSON, as civic software reads it: people, organisations, posts, memberships, events, areas.

Popolo has no place for the ways of taking part in an event, nor for appointments: they stand in two lists of their own,
``participations`` and ``appointments``, whose members have ids, dates and sources as all others have. It has none for
campaigns and for what ties meetings to each other either; these are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from kg.export import rows
from kg.graph import KnowledgeGraph
from ontology.schema import HOW_TO_EDGE, Edge, Node
from ontology.text import clean, to_json

_HOW = {edge: how for how, edge in HOW_TO_EDGE.items()}
_MOVES = ("APPOINTED_TO", "REMOVED_FROM", "PROPOSED_FOR")
#: The name of each list and of the kinds of node that it holds.
_LISTS = {"persons": "Person", "organizations": "Bureau", "posts": "Role", "areas": "Place", "events": "Meeting"}


def write(graph: KnowledgeGraph, out: IO[bytes], *, recorded: bool = True, evidence: bool = True) -> None:
    """Write the graph as one JSON object of lists, one member a line; what has not happened has its status.

    A lone surrogate, which UTF-8 cannot say, stands as U+FFFD.

    Args:
        graph: the graph.
        out: a binary stream.
        recorded: whether to write when this ledger held a fact.
        evidence: whether to write the words that prove the facts, as sources.
    """
    maker = _Maker(graph, recorded, evidence)
    nodes, edges = rows.nodes(graph), rows.edges(graph)
    lists: dict[str, Iterable[dict[str, Any]]] = {name: maker.nodes(nodes, kind) for name, kind in _LISTS.items()}
    lists["memberships"] = maker.of(edges, ("HOLDS",))
    lists["participations"] = maker.of(edges, tuple(_HOW))
    lists["appointments"] = maker.of(edges, _MOVES)
    first = True
    for name, members in lists.items():
        out.write(("{" if first else ",").encode() + f"\n{to_json(name)}: [".encode())
        for place, member in enumerate(members):
            out.write(((",\n" if place else "\n") + clean(to_json(member))).encode("utf-8"))
        out.write(b"\n]")
        first = False
    out.write(b"\n}\n")


class _Maker:
    """Makes the members of the lists."""

    def __init__(self, graph: KnowledgeGraph, recorded: bool, evidence: bool) -> None:
        self.graph, self.recorded, self.evidence = graph, recorded, evidence
        self.names = {n.id: n.name for n in graph.nodes()}
        self.addresses = {n.id: str(n.attributes.get("url") or n.attributes.get("key") or "") for n in graph.nodes("Notice")}
        #: kind of edge -> where it starts -> where it leads
        self.ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for e in sorted(graph.edges(("AT", "UNDER", "PART_OF", "LOCATED_IN", "WITHIN", "HELD_IN", "SESSION_OF", "SUCCEEDED_BY")), key=_id):
            if (e.attributes.get("status") or "reported") == "reported":
                self.ends[e.kind][e.source].append(e.target)

    def first(self, ident: str, *kinds: str) -> str | None:
        return next((found for kind in kinds for found in self.ends[kind].get(ident, ())), None)

    def nodes(self, nodes: Iterable[Node], kind: str) -> Iterator[dict[str, Any]]:
        return (self._node(n) for n in nodes if n.kind == kind)

    def _node(self, node: Node) -> dict[str, Any]:
        said = rows.attributes(node, self.recorded)
        out: dict[str, Any] = {"id": node.id, "name": node.name}
        others = [{"name": name} for name in _several(said.get("aliases"))]
        others += [{"name": name, "note": "as written"} for name in _several(said.get("written"))]
        former = [{"identifier": old, "scheme": "former id"} for old in _several(said.get("former_ids"))]
        more = {"Person": self._person, "Bureau": self._bureau, "Role": self._post, "Place": self._area, "Meeting": self._event}
        out |= more[node.kind](node, said)
        if others:
            out["other_names"] = others
        if former:
            out["identifiers"] = [*out.get("identifiers", ()), *former]
        return {k: v for k, v in out.items() if v not in (None, "", [])}

    def _person(self, _: Node, said: Mapping[str, Any]) -> dict[str, Any]:
        gender = {"女": "female", "男": "male"}.get(str(said.get("gender") or ""), "")
        return {"gender": gender, "ethnicity": said.get("ethnicity")}

    def _bureau(self, node: Node, said: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "classification": said.get("bureau_kind"), "level": said.get("level"),
            "parent_id": self.first(node.id, "PART_OF", "UNDER"), "area_id": self.first(node.id, "LOCATED_IN"),
            "successor_id": self.first(node.id, "SUCCEEDED_BY"),
        }

    def _post(self, node: Node, said: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "label": node.name, "role": said.get("title"), "organization_id": self.first(node.id, "AT"), "seats": said.get("seats"),
        }

    def _area(self, node: Node, said: Mapping[str, Any]) -> dict[str, Any]:
        code = said.get("code")
        return {
            "identifier": code, "classification": said.get("level"), "parent_id": self.first(node.id, "WITHIN"),
            "identifiers": [{"identifier": code, "scheme": f"GB/T 2260 ({said.get('code_year')})"}] if code else [],
        }

    def _event(self, node: Node, said: Mapping[str, Any]) -> dict[str, Any]:
        place = self.first(node.id, "HELD_IN")
        return {
            "classification": said.get("meeting_kind"), "start_date": said.get("start"), "end_date": said.get("end"),
            "location": self.names.get(place or ""), "area_id": place, "parent_id": self.first(node.id, "SESSION_OF"),
            "status": said.get("status"),
        }

    def of(self, edges: Iterable[Edge], kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        chosen = (e for e in edges if e.kind in kinds)
        if not self.evidence:
            yield from (self._edge(e) for e in chosen)
            return
        for edge, found in rows.with_evidence(self.graph, chosen):
            sources = [
                {"url": self.addresses.get(e.notice, ""), "notice_id": e.notice, "field": e.field, "start": e.start, "end": e.end,
                 "note": e.quote} for e in found
            ]
            yield self._edge(edge) | ({"sources": sources} if sources else {})

    def _edge(self, edge: Edge) -> dict[str, Any]:
        said: Mapping[str, Any] = rows.attributes(edge, self.recorded)
        person = self.graph.nx.nodes[edge.source]["kind"]
        who = {"Person": "person_id", "Bureau": "organization_id", "Group": "group"}[person]
        out: dict[str, Any] = {"id": edge.id, who: self.names[edge.source] if person == "Group" else edge.source}
        if edge.kind in _HOW:
            out |= {
                "event_id": edge.target, "how": _HOW[edge.kind], "roles": _several(said.get("titles")),
                "on_behalf_of": _several(said.get("on_behalf_of")), "position": said.get("position"),
            }
        else:
            out |= {"post_id": edge.target, "label": self.names[edge.target]}
            if body := self.first(edge.target, "AT"):
                out["organization_id"] = body
            out |= {"start_date": said.get("began"), "end_date": said.get("ended"), "action": said.get("action"), "date": said.get("date")}
            out |= {
                "proved_first": said.get("proved_first"), "proved_last": said.get("proved_last"), "rank": said.get("rank"),
                **{flag: said.get(flag) for flag in ("acting", "concurrent", "former")},
            }
        out |= {"status": said.get("status"), "created_at": said.get("recorded_from")}
        return {k: v for k, v in out.items() if v not in (None, "", [], False)}


def _several(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, (tuple, list)) else []


def _id(edge: Edge) -> str:
    return edge.id
