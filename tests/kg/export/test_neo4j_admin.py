"""What the import tool of Neo4j makes of an export is what a push writes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.graph import KnowledgeGraph
from kg.neo4j import connect, pull, push

_ALL = (
    "MATCH (n) WHERE n.guanxi_graph IS NOT NULL RETURN labels(n) AS labels, properties(n) AS said, '' AS s, '' AS t "
    "UNION ALL MATCH (s)-[r]->(t) RETURN [type(r)] AS labels, properties(r) AS said, s.id AS s, t.id AS t"
)


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of, "graph-made")


def content(driver: Any) -> dict[str, Any]:
    return {
        r["said"]["id"]: (sorted(r["labels"]), r["s"], r["t"], r["said"]) for r in driver.execute_query(_ALL).records
    }


def command(folder: Path) -> list[str]:
    """The import command as the page beside the files gives it."""
    text = re.search(r"^    neo4j-admin (.*?)\n\n", (folder / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert text is not None
    return shlex.split(text[1].replace("\\\n", " "))


def test_the_import_tool_loads_what_a_push_writes(
    server_maker: Any, driver: Any, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    export(graph, "neo4j-admin", folder)
    push(graph, driver)
    wanted = content(driver)
    own = server_maker(tmp_path / "home")
    said = own.admin(command(folder), folder)
    assert f"{len(graph)} nodes" in said
    own.start()
    try:
        with connect(own.uri, *own.auth) as loaded:
            with loaded.session() as session:
                for text in (folder / "after.cypher").read_text("utf-8").split(";\n"):
                    if text.strip():
                        session.run(text.removeprefix(":auto ")).consume()
            assert content(loaded) == wanted
            summary = push(graph, loaded)
            assert (summary.wrote, summary.schema) == (0, 0)
            assert [r.actor_name for r in pull(loaded).ask("chaired", meeting="全市防汛工作会议")] == ["王桂兰"]
    finally:
        own.kill()


def test_a_second_export_takes_the_place_of_the_first(graph: KnowledgeGraph, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    export(graph, "neo4j-admin", folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    export(graph, "neo4j-admin", folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
