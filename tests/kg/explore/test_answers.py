"""Questions, JSON and the SPARQL protocol, asked over HTTP of a running server."""

from __future__ import annotations

import csv
import io
import json
import re
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from kg.explore.sparql import NotAcceptableError, SparqlError, answered
from queries.question import questions

LABELS = "SELECT ?name WHERE { ?p a <https://w3id.org/guanxi/ns#Person> ; <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name"


def asked(
    served: Any, path: str, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], str]:
    host = served.base.removeprefix("http://")
    connection = HTTPConnection(host, timeout=60)
    connection.request(method, path, body or None, headers or {})
    answer = connection.getresponse()
    out = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8")
    connection.close()
    return out


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_has_a_form_and_its_texts(served: Any, name: str) -> None:
    status, _, page = asked(served, f"/ask/{name}")
    assert status == 200
    assert all(f'name="{p}"' in page for p in questions()[name].parameters)
    assert "SELECT" in page
    assert "MATCH" in page


@pytest.mark.parametrize("name", [n for n, q in questions().items() if not any(p.required for p in q.parameters.values())])
def test_every_question_that_needs_nothing_is_answered(served: Any, name: str) -> None:
    status, _, page = asked(served, f"/ask/{name}?go=1")
    assert status == 200
    assert 'role="alert"' not in page


def test_a_question_takes_names_in_either_script_and_shows_its_quotes(served: Any) -> None:
    _, _, page = asked(served, f"/ask/chaired?actor={quote('張春生')}")
    assert "山西省防汛工作会议" in page
    assert re.search(r'href="/notice/[^"]+#w-text-\d+-\d+"', page)


def test_what_cannot_be_asked_is_said_and_not_a_failure(served: Any) -> None:
    for path, said in (
        ("/ask/holder?go=1", "needs the parameter date"), (f"/ask/together?person={quote('没有此人')}", "没有此人"),
        ("/ask/meetings?since=lately", "is no date"),
    ):
        status, _, page = asked(served, path)
        assert status == 200
        assert 'role="alert"' in page
        assert said in page
    assert asked(served, "/ask/nothing")[0] == 404


def test_an_answer_is_had_as_csv_and_json(served: Any) -> None:
    path = f"/ask/chaired?actor={quote('刘海涛')}&format="
    status, headers, text = asked(served, path + "csv")
    assert (status, headers["content-type"]) == (200, "text/csv; charset=utf-8")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    records = json.loads(asked(served, path + "json")[2])
    assert [r["meeting_name"] for r in rows] == [r["meeting_name"] for r in records]
    assert all(r["quote"] for r in rows)


def test_the_sparql_text_to_copy_gives_the_answer_of_the_page(served: Any) -> None:
    import html

    graph = served.library.view.graph
    _, _, page = asked(served, f"/ask/chaired?actor={quote('刘海涛')}")
    text = html.unescape(re.search(r'<pre id="sparql"[^>]*>(.*?)</pre>', page, re.DOTALL)[1])  # type: ignore[index]
    found = json.loads(answered(graph, text).body)["results"]["bindings"]
    assert {b["meeting_name"]["value"] for b in found} == {r.meeting_name for r in graph.ask("chaired", actor="刘海涛")}


# SPARQL


@pytest.mark.parametrize("method", ["GET", "POST", "POSTDIRECTLY"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_sparql_client_is_answered(served: Any, method: str, form: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{served.base}/sparql")
    client.setMethod("GET" if method == "GET" else "POST")
    if method == "POSTDIRECTLY":
        client.setRequestMethod("postdirectly")
    client.setQuery(LABELS)
    client.setReturnFormat(form)
    found = client.query().convert()
    text = found.toxml() if form == "xml" else found.decode() if isinstance(found, bytes) else json.dumps(found, ensure_ascii=False)
    assert "王桂兰" in text
    assert "刘海涛" in text


def test_a_sparql_client_gets_graphs_and_yes_or_no(served: Any) -> None:
    from rdflib import Graph
    from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

    client = SPARQLWrapper(f"{served.base}/sparql")
    client.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/guanxi/ns#Person> ; ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) > 4
    client.setQuery("ASK { ?s a <https://w3id.org/guanxi/ns#Person> }")
    client.setReturnFormat(JSON)
    assert client.query().convert()["boolean"] is True


@pytest.mark.parametrize(("method", "headers", "body", "status"), [
    ("POST", {"Content-Type": "application/sparql-update"}, b"INSERT DATA { <a:b> <a:c> <a:d> }", 403),
    ("POST", {"Content-Type": "application/x-www-form-urlencoded"}, urlencode({"update": "CLEAR ALL"}).encode(), 403),
    ("POST", {"Content-Type": "application/sparql-query"}, b"DELETE WHERE { ?s ?p ?o }", 400),
    ("POST", {"Content-Type": "text/plain"}, b"ASK {}", 415),
    ("POST", {"Content-Type": "application/sparql-query"}, b"SELECT nonsense", 400),
    ("POST", {"Content-Type": "application/sparql-query"}, b"#" * (2 << 20), 413),
    ("POST", {"Content-Type": "application/sparql-query", "Accept": "image/png"}, b"ASK {}", 406),
    ("PUT", {}, b"", 405),
])
def test_what_the_protocol_refuses(served: Any, method: str, headers: dict[str, str], body: bytes, status: int) -> None:
    triples = json.loads(asked(served, "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}))[2])
    assert asked(served, "/sparql", method, body, headers)[0] == status
    assert json.loads(asked(served, "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}))[2]) == triples


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE :x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x' . SERVICE<http://127.0.0.1:9/> { ?s ?p ?o } } # '",
    'SELECT * { ?s ?p """ \\""" " """ . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
])
def test_no_query_reaches_another_server(served: Any, query: str) -> None:
    with pytest.raises(SparqlError):
        answered(served.library.view.graph, query)


def test_the_word_service_may_stand_in_words(served: Any) -> None:
    graph = served.library.view.graph
    for query in ("ASK { ?service ?p 'SERVICE' } # SERVICE", "ASK { ?s <http://a.example/SERVICE> ?o }"):
        assert json.loads(answered(graph, query).body)["boolean"] is False
    with pytest.raises(NotAcceptableError):
        answered(graph, "ASK {}", "image/png")


def test_a_named_graph_holds_what_its_notice_says(served: Any) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s a <https://w3id.org/guanxi/ns#Chairing> } }"
    found = json.loads(answered(served.library.view.graph, query).body)["results"]["bindings"]
    assert len(found) >= 4


# JSON


def test_the_api_gives_things_with_their_words(served: Any) -> None:
    graph = served.library.view.graph
    person = graph.find("王桂兰")[0]
    found = json.loads(asked(served, f"/api/person/{person.id}")[2])
    assert (found["name"], found["kind"]) == ("王桂兰", "Person")
    spoke = next(e for e in found["edges"] if e["kind"] == "SPOKE_AT")
    assert "讲话" in spoke["evidence"][0]["quote"]
    assert asked(served, f"/api/bureau/{person.id}")[0] == 404
    assert asked(served, "/api/person/nobody")[0] == 404


def test_the_description_names_every_address_and_each_answers(served: Any) -> None:
    described = json.loads(asked(served, "/api/openapi.json")[2])
    assert described["openapi"] == "3.1.0"
    assert {p.removeprefix("/api/ask/") for p in described["paths"] if p.startswith("/api/ask/")} == set(questions())
    person = served.library.view.graph.find("王桂兰")[0]
    for path, about in described["paths"].items():
        needed = {p["name"]: "张春生" for p in about["get"]["parameters"] if p["in"] == "query" and p["required"]}
        real = path.replace("{kind}", "person").replace("{id}", person.id)
        status, headers, _ = asked(served, f"{real}?{urlencode(needed)}")
        assert status in (200, 400, 404), path
        assert headers["content-type"].startswith(("application/json", "text/plain")), path


def test_the_page_of_the_api_lists_them(served: Any) -> None:
    status, _, page = asked(served, "/api")
    assert status == 200
    assert all(f"/api/ask/{name}" in page for name in questions())


def test_a_file_that_changes_is_read_anew(own_file: Path, serve: Any) -> None:
    import time

    import kg

    with serve(own_file) as served:
        (own_file.parent / "notices" / "new.txt").write_text(
            "山西省水利厅召开会议\n2020-05-01\n4月30日，山西省水利厅召开水库安全会议。副厅长周文斌主持会议。", encoding="utf-8"
        )
        kg.build(own_file.parent / "notices", into=own_file, processes=1)
        until = time.monotonic() + 20
        while (there := '<a class="Person"' in asked(served, f"/search?q={quote('周文斌')}")[2]) is False and time.monotonic() < until:
            time.sleep(0.1)
        assert there
