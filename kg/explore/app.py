"""The web application: which address is answered by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from kg.explore import answers, api, asking, finding, guard, reviewing
from kg.explore.library import Library, View
from kg.explore.pages import PAGES
from kg.explore.site import STATIC, MissingExtraError, Site, prepared, render
from kg.explore.things import ADDRESSES
from kg.lookup import NotFoundError
from ontology.errors import GuanxiError
from queries.question import questions

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_KINDS = {address: kind for kind, address in ADDRESSES.items()}
#: The most that a form may hold, in bytes.
_FORM = 1 << 16


@dataclass(frozen=True, slots=True)
class Desk:
    """What the answers need: the file, and how pages are addressed."""

    library: Library
    site: Site


def application(library: Library, host: str = "127.0.0.1", review: str | None = None) -> guard.App:
    """The application over a graph file.

    Args:
        library: the file.
        host: the name that the server listens on.
        review: who takes the decisions, where any can be taken.

    Raises:
        MissingExtraError: the extra ``explore`` is not installed.
    """
    try:
        from starlette.applications import Starlette
        from starlette.routing import Mount, Route
        from starlette.staticfiles import StaticFiles
    except ImportError as error:
        raise MissingExtraError("the explorer needs the extra explore: pip install 'guanxi[explore]'") from error
    prepared()
    site = Site(title=library.title, review=review is not None)
    desk = Desk(library, site)
    if review is not None:
        library.also(reviewing.remember)
    routes: list[Any] = [
        Route("/", _page(desk, _home)), Route("/search", _page(desk, _search)), Route("/list/{kind}", _page(desk, _list)),
        *(Route(f"/{address}/{{ident}}", _page(desk, _thing)) for address in _KINDS),
        Route("/ask", _page(desk, _asks)), Route("/ask/{name}", _page(desk, _ask)),
        Route("/sparql", _sparql(desk), methods=["GET", "POST"]),
        Route("/api", _page(desk, _api)), Route("/api/openapi.json", _data(desk, answers.openapi)),
        Route("/api/suggest", _data(desk, answers.suggest)), Route("/api/search", _data(desk, answers.search)),
        Route("/api/ask/{name}", _data(desk, answers.ask)),
        *(Route(f"/api/{address}/{{ident}}", _data(desk, answers.node)) for address in _KINDS),
        *([Route("/review", _review(desk, reviewing.Reviewer(library, review)), methods=["GET", "POST"])] if review is not None else []),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return guard.guarded(Starlette(routes=routes, exception_handlers={404: _lost(desk), 500: _failed(desk)}), host)


Answer = Callable[[Desk, View, "Request"], "Response"]


def _page(desk: Desk, answer: Answer) -> Callable[[Request], Response]:
    """An endpoint: run in a thread of its own, it says what is not there as a page."""

    def endpoint(request: Request) -> Response:
        return answer(desk, desk.library.view, request)

    return endpoint


def shown(desk: Desk, template: str, content: Mapping[str, Any], status: int = 200) -> Response:
    """A page as an answer."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(render(template, desk.site, content), status, {"Cache-Control": "no-cache"})


def missing(desk: Desk, title: str, said: str, nearest: list[str], status: int = 404) -> Response:
    """A page that says what is not there."""
    return shown(desk, "missing.html", {"title": title, "said": said, "nearest": nearest}, status)


def _home(desk: Desk, view: View, request: Request) -> Response:
    return shown(desk, "home.html", finding.home(view))


def _search(desk: Desk, view: View, request: Request) -> Response:
    query = request.query_params.get("q", "").strip()
    return shown(desk, "search.html", finding.searched(view, query, request.query_params))


def _list(desk: Desk, view: View, request: Request) -> Response:
    kind = _KINDS.get(request.path_params["kind"], "")
    if not kind:
        return missing(desk, "404", f"there is no list of {request.path_params['kind']}", [])
    return shown(desk, "list.html", finding.listed(view, kind, request.query_params))


def _thing(desk: Desk, view: View, request: Request) -> Response:
    from starlette.responses import RedirectResponse

    ident = request.path_params["ident"]
    address = request.url.path.split("/")[1]
    try:
        node = view.graph.node(ident)
    except NotFoundError:
        # A name in the place of an id is a wish to find it.
        kind = _KINDS[address]
        found = view.graph.find(ident[:100], kind)
        if len(found) == 1:
            return RedirectResponse(f"/{address}/{found[0].id}", 302)
        return missing(desk, "404", f"{ident[:100]}: {kind} not in this graph 图中没有", view.graph.nearest(ident[:100], kind))
    if node.id != ident or ADDRESSES[node.kind] != address:
        return RedirectResponse(f"/{ADDRESSES[node.kind]}/{node.id}", 301)
    return shown(desk, f"{address}.html", PAGES[node.kind](view, node.id, request.query_params))


def _asks(desk: Desk, view: View, request: Request) -> Response:
    return shown(desk, "asks.html", asking.catalogue())


def _ask(desk: Desk, view: View, request: Request) -> Response:
    name = request.path_params["name"]
    if name not in questions():
        return missing(desk, "404", f"没有这个问题。There is no question {name}.", [])
    if request.query_params.get("format") in ("csv", "json"):
        return answers.ask(view, desk.site, request)
    return shown(desk, "ask.html", asking.content(view, name, request.query_params))


def _api(desk: Desk, view: View, request: Request) -> Response:
    return shown(desk, "api.html", {"description": api.description()})


def _data(desk: Desk, answer: Callable[[View, Site, Request], Response]) -> Callable[[Request], Response]:
    """An endpoint that answers with data."""
    return lambda request: answer(desk.library.view, desk.site, request)


def _sparql(desk: Desk) -> Callable[[Request], Any]:
    """The endpoint of the SPARQL protocol; a reader who asks nothing gets a form."""

    async def endpoint(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        accept = request.headers.get("accept", "")
        if request.method == "GET" and not request.url.query and "text/html" in accept:
            return shown(desk, "sparql.html", {})
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > guard.MOST:
                break
        form = request.headers.get("content-type", "").split(";")[0].strip().lower()
        asked = request.query_params.multi_items()
        return await run_in_threadpool(answers.query, desk.library.view, request.method, asked, form, body, accept)

    return endpoint


def _review(desk: Desk, reviewer: reviewing.Reviewer) -> Callable[[Request], Any]:
    """The endpoint of the page that takes decisions."""

    async def endpoint(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        given: dict[str, str] = {}
        if request.method == "POST":
            body = b""
            async for chunk in request.stream():
                body += chunk
                if len(body) > _FORM:
                    return missing(desk, "413", "表单过大。The form is too large.", [], 413)
            given = dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=20))
        return await run_in_threadpool(_reviewed, desk, reviewer, request, given)

    return endpoint


def _reviewed(desk: Desk, reviewer: reviewing.Reviewer, request: Request, given: Mapping[str, str]) -> Response:
    if request.method == "GET":
        return shown(desk, "review.html", reviewing.content(desk.library.view, reviewer, request.query_params))
    done, failed, status = "", "", 200
    try:
        reviewer.check(given, request.headers.get("origin", ""), request.headers.get("host", ""))
        done = reviewer.decide(given)
    except reviewing.RefusedError as error:
        failed, status = str(error), 403
    except GuanxiError as error:
        failed, status = str(error), 409
    return shown(desk, "review.html", reviewing.content(desk.library.view, reviewer, given, done, failed), status)


def _lost(desk: Desk) -> Callable[[Request, Exception], Response]:
    return lambda request, error: missing(desk, "404", "这里没有页面。There is no page here.", [])


def _failed(desk: Desk) -> Callable[[Request, Exception], Response]:
    return lambda request, error: missing(desk, "500", "出错了，详见服务器输出。Something failed: the server's output says what.", [], 500)
