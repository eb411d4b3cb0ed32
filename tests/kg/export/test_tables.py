"""Parquet tables and Popolo JSON hold what the graph holds, as far as they have a place for it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.graph import KnowledgeGraph
from ontology.schema import EDGE_KINDS, NODE_KINDS


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, origins_of=made.origins_of)


def tables(graph: KnowledgeGraph, folder: Path, **options: Any) -> dict[str, list[dict[str, Any]]]:
    from pyarrow import parquet

    export(graph, "parquet", folder / "tables", **options)
    return {f.stem: parquet.read_table(f).to_pylist() for f in sorted((folder / "tables").glob("*.parquet"))}


def test_parquet_has_every_node_edge_and_piece_of_evidence_with_its_type(made: Any, graph: KnowledgeGraph, tmp_path: Path) -> None:
    found = tables(graph, tmp_path)
    assert {r["id"]: (r["kind"], r["name"].replace("\ufffd", "\ud800")) for r in found["nodes"]} == {n.id: (n.kind, n.name) for n in graph.nodes()}
    edges = {r["id"]: r for r in found["edges"]}
    for edge in graph.edges():
        row = edges.pop(edge.id)
        assert (row["kind"], row["source"], row["target"], sorted(row["facts"])) == (edge.kind, edge.source, edge.target, sorted(edge.facts))
        for name, value in edge.attributes.items():
            assert row[name] == (sorted(value) if isinstance(value, tuple) else value), (edge.id, name)
    assert not edges
    for row in found["evidence"]:
        original = next(e for e in made.facts[row["fact"]] if e.start == row["start"])
        assert made.raw(original)[row["start"]:row["end"]] == row["quote"]
        assert [(p["name"], p["start"], p["end"]) for p in row["parts"]] == list(original.parts)
    assert len(found["evidence"]) == sum(len(several) for several in made.facts.values())


def test_the_columns_of_parquet_are_those_of_the_schema_and_the_codebook_explains_them(graph: KnowledgeGraph, tmp_path: Path) -> None:
    found = tables(graph, tmp_path)
    page = (tmp_path / "tables" / "codebook.md").read_text("utf-8")
    for name, kinds in (("nodes", NODE_KINDS), ("edges", EDGE_KINDS)):
        assert {a.name for kind in kinds for a in kind.attributes} <= set(found[name][0])
        assert all(f"| `{column}` |" in page for column in found[name][0])


def test_parquet_can_be_written_without_the_words(graph: KnowledgeGraph, tmp_path: Path) -> None:
    assert set(tables(graph, tmp_path, evidence=False)) == {"nodes", "edges"}


def test_an_attribute_of_one_name_has_one_type_everywhere() -> None:
    for kinds in (NODE_KINDS, EDGE_KINDS):
        types: dict[str, str] = {}
        assert all(types.setdefault(a.name, a.type) == a.type for kind in kinds for a in kind.attributes)


def popolo(graph: KnowledgeGraph, **options: Any) -> dict[str, list[dict[str, Any]]]:
    out = io.BytesIO()
    export(graph, "popolo", out, **options)
    found: dict[str, list[dict[str, Any]]] = json.loads(out.getvalue())
    return found


def test_popolo_has_everyone_and_every_tie_that_it_has_a_place_for(graph: KnowledgeGraph) -> None:
    found = popolo(graph)
    lists = {"persons": "Person", "organizations": "Bureau", "posts": "Role", "areas": "Place", "events": "Meeting"}
    for name, kind in lists.items():
        assert {m["id"] for m in found[name]} == {n.id for n in graph.nodes(kind)}
    assert {m["id"] for m in found["memberships"]} == {e.id for e in graph.edges("HOLDS")}
    taken = ("CHAIRED", "SPOKE_AT", "ATTENDED", "CONVENED", "LED")
    assert {m["id"] for m in found["participations"]} == {e.id for e in graph.edges(taken)}
    assert {m["id"] for m in found["appointments"]} == {e.id for e in graph.edges(("APPOINTED_TO", "REMOVED_FROM", "PROPOSED_FOR"))}


def test_what_popolo_refers_to_is_there(graph: KnowledgeGraph) -> None:
    found = popolo(graph)
    there = {m["id"] for members in found.values() for m in members}
    referred = {
        value for members in found.values() for m in members for key, value in m.items() if key.endswith("_id") and key != "notice_id"
    }
    assert referred
    assert referred <= there


def test_a_membership_has_its_post_its_body_its_dates_and_its_words(graph: KnowledgeGraph) -> None:
    (wang,) = (m for m in popolo(graph)["memberships"] if m["id"] == "holds-wang")
    assert (wang["person_id"], wang["post_id"], wang["organization_id"]) == ("person-wang", "role-deputy", "bureau-water")
    assert (wang["start_date"], wang["concurrent"]) == ("2012-03", True)
    assert {"副局长王桂兰", "王桂兰，现任安澜市水务局副局长"} == {s["note"] for s in wang["sources"]}
    assert all("sources" not in m for m in popolo(graph, evidence=False)["memberships"])
