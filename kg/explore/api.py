"""The graph as JSON, and the description of it as OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from importlib import metadata
from typing import Any

from kg.explore.finding import named_thing
from kg.explore.labels import KINDS
from kg.explore.library import View
from kg.explore.paging import paged
from kg.explore.site import Site
from kg.explore.things import ADDRESSES
from ontology.schema import EDGE_KINDS
from queries.question import Parameter, questions

#: So many names are offered while one types; so many edges, names or notices stand on a page.
_OFFERED, _ROWS = 8, 200
_ORDER = {kind.name: n for n, kind in enumerate(EDGE_KINDS)}


def suggestions(view: View, query: str, site: Site) -> list[dict[str, str]]:
    """Names that begin with or hold what has been typed so far."""
    return [
        {"address": site.link(named_thing(found)), "id": found.id, "kind": found.kind, "name": found.name, "form": found.form,
         "zh": KINDS[found.kind][0], "en": KINDS[found.kind][1]}
        for found in view.index.names(query, (), _OFFERED)
    ]


def searched(view: View, query: str) -> dict[str, Any]:
    """What a search finds, the first of each."""
    texts, many = view.index.texts(query, _ROWS)
    return {
        "query": query[:200],
        "counts": view.index.count_names(query),
        "names": [asdict(found) for found in view.index.names(query, (), _ROWS)],
        "notices_total": many,
        "notices": [{"id": t.id, "published": t.published, "title": t.title, "words": t.words, "found": t.found} for t in texts],
    }


def node(view: View, ident: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """A thing with its edges and the words behind them."""
    found = view.graph.node(ident)
    nx = view.graph.nx
    both = (*nx.out_edges(found.id, keys=True, data=True), *nx.in_edges(found.id, keys=True, data=True))
    keys = [k for _, _, k, data in both if data["kind"] != "MENTIONS"]
    page = paged(sorted(set(keys), key=lambda k: (_ORDER[view.graph.edge(k).kind], k)), asked, _ROWS)
    edges: list[dict[str, Any]] = []
    for key in page.rows:
        edge = view.graph.edge(key)
        edges.append({
            "id": edge.id, "kind": edge.kind, "source": _end(view, edge.source), "target": _end(view, edge.target),
            "attributes": dict(edge.attributes), "evidence": [asdict(e) for e in view.graph.evidence(edge)],
        })
    return {
        "id": found.id, "kind": found.kind, "name": found.name, "attributes": dict(found.attributes),
        "edges_total": page.total, "page": page.number, "pages": page.pages, "edges": edges,
    }


def _end(view: View, ident: str) -> dict[str, str]:
    data = view.graph.nx.nodes[ident]
    return {"id": ident, "kind": data["kind"], "name": str(data["name"])}


def json(content: Any) -> str:
    """JSON as an answer holds it: half a character stands as U+FFFD."""
    from ontology.text import clean, to_json

    return clean(to_json(content))


def description() -> dict[str, Any]:
    """The addresses that answer in JSON, as OpenAPI 3.1."""
    paths: dict[str, Any] = {
        "/api/search": _get("Find things by their names and notices by their words. 查找", [_query("q", "what to look for, in either script", True)]),
        "/api/suggest": _get("Names that hold what has been typed so far. 建议", [_query("q", "the beginning of a name", True)]),
        "/api/{kind}/{id}": _get(
            "A thing with its edges, and the words behind each. 一个事物及其关系",
            [
                {"name": "kind", "in": "path", "required": True, "schema": {"type": "string", "enum": sorted(ADDRESSES.values())}},
                {"name": "id", "in": "path", "required": True, "description": "its id, or a former one", "schema": {"type": "string"}},
                _query("page", f"the page, of {_ROWS} edges each"),
            ],
        ),
        "/sparql": _get(
            "The SPARQL 1.1 protocol, read-only.",
            [_query("query", "a query in SPARQL", True), _query("default-graph-uri", "a graph to ask"), _query("named-graph-uri", "a named graph")],
            "application/sparql-results+json",
        ),
    }
    for name, question in questions().items():
        parameters = [_asked(p) for p in question.parameters.values()]
        paths[f"/api/ask/{name}"] = _get(f"{question.en} {question.zh}", parameters)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Guanxi", "version": _version(), "description": "What official notices say of people, bodies and meetings, read-only."},
        "paths": paths,
    }


def _get(summary: str, parameters: list[dict[str, Any]], form: str = "application/json") -> dict[str, Any]:
    return {"get": {
        "summary": summary, "parameters": parameters,
        "responses": {
            "200": {"description": "the answer", "content": {form: {"schema": {}}}},
            "400": {"description": "what is asked cannot be answered: the message says why"},
            "404": {"description": "it is not in the graph"},
        },
    }}


def _query(name: str, means: str, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": means, "schema": {"type": "string"}}


def _asked(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.type == "int" else "string"}
    if parameter.type == "status":
        from queries.question import STATUSES

        schema["enum"] = list(STATUSES)
    means = f"{parameter.en} {parameter.zh}" + (" (a name or an id)" if parameter.type == "id" else "")
    return {"name": parameter.name, "in": "query", "required": parameter.required, "description": means, "schema": schema}


def _version() -> str:
    try:
        return metadata.version("guanxi")
    except metadata.PackageNotFoundError:
        return "0"
