"""The commands that speak Cypher: push, pull, query, and ask with its engines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTICE = "2015-08-21\n忻州市教育局召开安全工作会议。忻州市教育局局长张春生主持会议，副局长王桂兰出席会议并讲话。\n"
COUNT = "MATCH (p:Person)-[r:CHAIRED]->(m:Meeting) RETURN p.name AS name, count(m) AS times"


def kg(*args: object, password: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, with no terminal."""
    env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    env.pop("NEO4J_PASSWORD", None)
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *map(str, args)], capture_output=True, text=True, encoding="utf-8", timeout=120,
        stdin=subprocess.DEVNULL, env=env if password is None else {**env, "NEO4J_PASSWORD": password},
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "会议.txt").write_text(NOTICE, encoding="utf-8")
    done = kg("build", folder / "会议.txt", "--into", folder / "g.kg")
    assert done.returncode == 0, done.stderr
    return folder / "g.kg"


def test_push_pull_and_ask_by_the_command(driver: Any, server: Any, built: Path, tmp_path: Path) -> None:
    user, password = server.auth
    who = ("--user", user)
    pushed = kg("push", built, server.uri, *who, password=password)
    assert pushed.returncode == 0, pushed.stderr
    assert " created, 0 changed, 0 removed, 0 left" in pushed.stdout
    again = kg("push", built, server.uri, *who, password=password)
    assert "nodes: 0 created, 0 changed, 0 removed" in again.stdout

    answers = [kg("ask", built, "chaired", "--json").stdout]
    answers += [kg("ask", built, "chaired", "--json", "--engine", e).stdout for e in ("sparql", "embedded")]
    answers.append(kg("ask", built, "chaired", "--json", "--engine", "cypher", "--server", server.uri, *who,
                      password=password).stdout)
    assert len(set(answers)) == 1
    row = json.loads(answers[0])
    assert (row["actor_name"], row["published"]) == ("张春生", "2015-08-21")
    assert row["quote"] in NOTICE

    pulled = tmp_path / "h.kg"
    assert kg("pull", server.uri, "--into", pulled, *who, password=password).returncode == 0
    assert kg("ask", pulled, "chaired", "--json").stdout == answers[0]
    assert "张春生" in kg("show", pulled, "張春生").stdout
    refused = kg("build", built.parent / "会议.txt", "--into", pulled)
    assert refused.returncode == 2
    assert "holds a graph without its notices" in refused.stderr
    twice = kg("pull", server.uri, "--into", pulled, *who, password=password)
    assert twice.returncode == 2
    assert "is there already" in twice.stderr


def test_a_free_question_in_three_ways(driver: Any, server: Any, built: Path, tmp_path: Path) -> None:
    user, password = server.auth
    kg("push", built, server.uri, "--user", user, password=password)
    file = tmp_path / "count.cypher"
    file.write_text(COUNT, encoding="utf-8")
    sparql = (
        "PREFIX gx: <https://w3id.org/guanxi/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?name (COUNT(?m) AS ?times) WHERE { ?p gx:chaired ?m ; rdfs:label ?name } GROUP BY ?name"
    )
    answers = [
        kg("query", built, "--cypher", COUNT, "--json"), kg("query", built, "--cypher", file, "--json"),
        kg("query", built, "--cypher", COUNT, "--server", server.uri, "--user", user, "--json", password=password),
    ]
    assert {a.stdout for a in answers} == {'{"name": "张春生", "times": 1}\n'}
    assert json.loads(kg("query", built, "--sparql", sparql, "--json").stdout) == {"name": "张春生", "times": "1"}


@pytest.mark.parametrize("text", ["CREATE (:Person {id: 'x'})", "MATCH (n) DETACH DELETE n"])
def test_a_free_question_may_not_write(driver: Any, server: Any, built: Path, text: str) -> None:
    user, password = server.auth
    kg("push", built, server.uri, "--user", user, password=password)
    count = driver.execute_query("MATCH (n) RETURN count(n) AS c").records[0]["c"]
    there = kg("query", built, "--cypher", text, "--server", server.uri, "--user", user, password=password)
    here = kg("query", built, "--cypher", text)
    assert (there.returncode, here.returncode) == (2, 2)
    assert "may only read" in here.stderr
    assert driver.execute_query("MATCH (n) RETURN count(n) AS c").records[0]["c"] == count


@pytest.mark.parametrize(("args", "message"), [
    (("query", "G"), "either --sparql or --cypher"),
    (("query", "G", "--sparql", "SELECT"), "the SPARQL is not understood"),
    (("query", "G", "--sparql", "SELECT * { SERVICE <http://x.invalid/> { ?s ?p ?o } }"), "asks another server"),
    (("query", "G", "--cypher", "MATCH (n RETURN"), "does not understand the question"),
    (("query", "G", "--sparql", "ASK {}", "--server", "bolt://x"), "--server asks in Cypher"),
    (("ask", "G", "chaired", "--engine", "cypher"), "name it with --server"),
    (("ask", "G", "chaired", "--engine", "prolog"), "no engine 'prolog'"),
    (("ask", "G", "chaired", "--param", "driver=x"), "has no parameter driver"),
    (("push", "G", "bolt://127.0.0.1:9"), "no password: put it into NEO4J_PASSWORD"),
    (("push", "G", "bolt://127.0.0.1:9", "--user", ""), "cannot reach bolt://127.0.0.1:9"),
])
def test_what_cannot_be_done_says_why_and_is_no_traceback(built: Path, args: tuple[str, ...], message: str) -> None:
    done = kg(*(built if a == "G" else a for a in args))
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_the_embedded_database_follows_its_file(built: Path, tmp_path: Path) -> None:
    import shutil

    file = tmp_path / "g.kg"
    shutil.copy(built, file)
    assert kg("query", file, "--cypher", COUNT, "--json").stdout == '{"name": "张春生", "times": 1}\n'
    beside = tmp_path / "g.kg-cypher"
    before = beside.stat().st_mtime_ns
    kg("query", file, "--cypher", COUNT)
    assert beside.stat().st_mtime_ns == before
    (tmp_path / "再.txt").write_text("2015-08-22\n忻州市教育局召开招生工作会议，局长刘海涛主持会议。\n", encoding="utf-8")
    assert kg("build", tmp_path / "再.txt", "--into", file).returncode == 0
    assert "刘海涛" in kg("query", file, "--cypher", COUNT, "--json").stdout
    beside.write_bytes(b"broken")
    assert "刘海涛" in kg("query", file, "--cypher", COUNT, "--json").stdout
    assert sorted(p.name for p in tmp_path.iterdir() if "part" in p.name) == []
