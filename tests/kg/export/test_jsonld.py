"""JSON-LD that people can read: plain words, people with roles, meetings with participants."""

from __future__ import annotations

import io
import json
from typing import Any

import pyoxigraph as ox
import pytest

from kg.export import export
from kg.export.jsonld import context
from kg.graph import KnowledgeGraph
from ontology.mapping import triples
from ontology.profiles import PROFILES
from ontology.terms import classes, properties


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)


def written(graph: KnowledgeGraph, **options: Any) -> dict[str, Any]:
    out = io.BytesIO()
    export(graph, "jsonld", out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def things(graph: KnowledgeGraph) -> dict[str, dict[str, Any]]:
    return {thing["id"]: thing for thing in written(graph)["@graph"]}


def test_a_person_has_roles(graph: KnowledgeGraph) -> None:
    (role,) = things(graph)["person-wang"]["roles"]
    assert role["id"] == "holds-wang"
    assert "RoleHolding" in role["type"]
    assert role["post"] == {"id": "role-deputy", "name": "安澜市水务局副局长"}
    assert role["organization"] == {"id": "bureau-water", "name": "安澜市水务局"}
    assert role["provedFirst"] == "2016-05-11"


def test_a_meeting_has_participants(graph: KnowledgeGraph) -> None:
    found = things(graph)["meeting-flood"]
    assert found["name"] == "全市防汛工作会议"
    assert found["startDate"] == "2016-05-11"
    by_id = {p["id"]: p for p in found["participants"]}
    assert by_id["chaired-wang"]["participant"] == {"id": "person-wang", "name": "王桂兰"}
    assert by_id["chaired-wang"]["titleAsWritten"] == "副局长"
    assert "Chairing" in by_id["chaired-wang"]["type"]


def test_a_quote_is_one_object_with_its_place_in_numbers(graph: KnowledgeGraph) -> None:
    (quote,) = (t for i, t in things(graph).items() if i.startswith("quote-") and "chaired-lia" in t["hasBody"])
    exact, position = quote["hasTarget"]["hasSelector"]
    assert exact["exact"] == "云岭省防汛工作会议由副省长李伟主持"
    assert (position["start"], position["end"]) == (0, 17)


def test_nothing_stands_twice(graph: KnowledgeGraph) -> None:
    seen: list[str] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if "id" in value and set(value) - {"id", "name"}:
                seen.append(value["id"])
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(written(graph)["@graph"])
    assert len(seen) == len(set(seen))


def test_the_context_has_a_word_for_every_class_and_property() -> None:
    said = context()
    named = {value["@id"] for value in said.values() if isinstance(value, dict) and "@id" in value}
    assert properties() - {"rdf:type"} <= named
    assert {c for c in classes() if c.startswith("gx:")} <= {v for v in said.values() if isinstance(v, str)}


@pytest.mark.parametrize("base", ["https://data.example/id/", "https://data.example/id#", "urn:example:"])
@pytest.mark.parametrize("profile", PROFILES)
def test_it_says_what_the_mapping_says_behind_any_base_and_in_any_profile(
    made: Any, graph: KnowledgeGraph, base: str, profile: str
) -> None:
    import rdflib

    out = io.BytesIO()
    export(graph, "jsonld", out, base=base, profile=profile, vocabulary=False)
    found = {q.triple for q in ox.parse(out.getvalue(), format=ox.RdfFormat.JSON_LD)}
    expected = set(triples(graph.nodes(), graph.edges(), made.evidence_of, base, origins_of=made.origins_of, profile=profile))
    assert found == expected
    theirs = rdflib.Graph()
    theirs.parse(data=out.getvalue(), format="json-ld")
    assert len(theirs) == len(expected)
