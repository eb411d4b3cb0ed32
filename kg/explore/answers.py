"""What answers with data: questions as CSV and JSON, the graph as JSON, and the SPARQL protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kg.explore import api, asking, guard, sparql
from kg.explore.library import View
from kg.explore.site import Site
from kg.explore.things import ADDRESSES
from kg.lookup import NotFoundError
from ontology.errors import GuanxiError
from queries.question import questions

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def as_json(content: object, status: int = 200) -> Response:
    """JSON as an answer."""
    return plain(api.json(content), "application/json", status)


def plain(body: str | bytes, form: str, status: int = 200, more: Mapping[str, str] | None = None) -> Response:
    """An answer of a media type."""
    from starlette.responses import Response

    return Response(body, status, {"Cache-Control": "no-cache", **(more or {})}, form)


def suggest(view: View, site: Site, request: Request) -> Response:
    """Names for what has been typed so far."""
    return as_json(api.suggestions(view, request.query_params.get("q", ""), site))


def search(view: View, site: Site, request: Request) -> Response:
    """What a search finds."""
    return as_json(api.searched(view, request.query_params.get("q", "")))


def node(view: View, site: Site, request: Request) -> Response:
    """A thing with its edges."""
    kind, ident = request.url.path.split("/")[2], request.path_params["ident"]
    try:
        found = api.node(view, ident, request.query_params)
    except NotFoundError as error:
        return as_json({"error": str(error)}, 404)
    if ADDRESSES[found["kind"]] != kind:
        return as_json({"error": f"{ident} is a {found['kind']}: ask /api/{ADDRESSES[found['kind']]}/{found['id']}"}, 404)
    return as_json(found)


def openapi(view: View, site: Site, request: Request) -> Response:
    """The description of these addresses."""
    return as_json(api.description())


def ask(view: View, site: Site, request: Request) -> Response:
    """The answer to a question, as JSON or CSV."""
    name = request.path_params["name"]
    if name not in questions():
        return as_json({"error": f"there is no question {name}: /api lists them"}, 404)
    try:
        answer = asking.answered(view, name, asking.given(name, request.query_params))
    except NotFoundError as error:
        return as_json({"error": str(error)}, 404)
    except GuanxiError as error:
        return as_json({"error": str(error)}, 400)
    if request.query_params.get("format") == "csv":
        # The byte order mark tells spreadsheets that it is UTF-8.
        text = "\ufeff" + asking.as_csv(answer)
        return plain(text.encode("utf-8", "replace"), "text/csv; charset=utf-8", more={"Content-Disposition": f'attachment; filename="{name}.csv"'})
    return as_json(answer.to_records())


def query(view: View, method: str, asked: list[tuple[str, str]], form: str, body: bytes, accept: str) -> Response:
    """The answer of the SPARQL protocol.

    Args:
        method, form, body: of the request, its media type without parameters.
        asked: what its address asks.
        accept: what the client takes.
    """
    given = list(asked)
    texts: list[str] = []
    if len(body) > guard.MOST:
        return plain("the query is longer than 1 MiB\n", "text/plain; charset=utf-8", 413)
    if method == "POST":
        if form == "application/x-www-form-urlencoded":
            given += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)
        elif form == "application/sparql-query":
            texts.append(body.decode("utf-8", "replace"))
        elif form == "application/sparql-update":
            return plain("the graph is only read here\n", "text/plain; charset=utf-8", 403)
        else:
            return plain("send a query as application/sparql-query or in a form\n", "text/plain; charset=utf-8", 415)
    values: Mapping[str, list[str]] = {name: [v for n, v in given if n == name] for name, _ in given}
    texts += values.get("query", [])
    if "update" in values:
        return plain("the graph is only read here\n", "text/plain; charset=utf-8", 403)
    if len(texts) != 1:
        return plain(f"give one query, not {len(texts)}\n", "text/plain; charset=utf-8", 400)
    try:
        found = sparql.answered(
            view.graph, texts[0], _form(values.get("format", []), accept), values.get("default-graph-uri", []), values.get("named-graph-uri", []),
        )
    except sparql.NotAcceptableError as error:
        return plain(f"{error}\n", "text/plain; charset=utf-8", 406)
    except sparql.SparqlError as error:
        return plain(f"{error}\n", "text/plain; charset=utf-8", 400)
    return plain(found.body, found.form, more={"Vary": "Accept"})




def _form(asked: list[str], accept: str) -> str:
    """The media types that a client takes; clients also ask by name, as much for other servers."""
    known = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
             "tsv": "text/tab-separated-values", "turtle": "text/turtle"}
    named = next((one for one in asked if "/" in one), None)
    return named or (next((known[one] for one in asked if one in known), "") if accept in ("", "*/*") else "") or accept
