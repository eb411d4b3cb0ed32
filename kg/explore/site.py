"""Where pages stand and how they are filled: addresses, labels in two languages, and the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from kg.explore.things import ADDRESSES, Thing, Words
from ontology.errors import GuanxiError

if TYPE_CHECKING:
    import jinja2

_HERE = Path(__file__).parent
#: What stands in the head of a page's static files' addresses, so that a new version is not taken for an old one.
STATIC = _HERE / "static"
#: What a page may hold besides what can be printed.
_KEPT = "\n\t\u3000\u00a0"


class MissingExtraError(GuanxiError):
    """The extra ``explore`` is not installed."""


@dataclass(frozen=True, slots=True)
class Site:
    """How pages are addressed.

    Args:
        title: what the graph is called.
        static: whether the pages are files; then addresses are relative, and what needs a server is left out.
        up: of a file, the way to the folder that holds them all.
        review: whether decisions can be taken.
    """

    title: str = ""
    static: bool = False
    up: str = ""
    review: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    def address(self, path: str, **asked: str | int) -> str:
        """The address of a page by its path from the root, with no slash before it.

        >>> Site().address("search", q="韩正"), Site(static=True, up="../").address("person/person-a", page=2)
        ('/search?q=%E9%9F%A9%E6%AD%A3', '../person/person-a.2.html')
        """
        given = {k: v for k, v in asked.items() if v not in ("", 0)}
        path = quote(path)
        if not self.static:
            return f"/{path}" + (f"?{urlencode(given)}" if given else "")
        number = str(given.get("page", ""))
        return f"{self.up}{path or 'index'}{'.' + number if number not in ('', '1') else ''}.html"

    def link(self, to: Thing, **asked: str | int) -> str:
        """The address of a thing's page."""
        return self.address(f"{ADDRESSES[to.kind]}/{to.id}", **asked)

    def words(self, of: Words) -> str:
        """The address of words within their notice."""
        return f"{self.link(of.notice)}#w-{of.field}-{of.start}-{of.end}"

    def asset(self, name: str) -> str:
        """The address of a style sheet or a script."""
        return f"{self.up}static/{name}" if self.static else f"/static/{name}?{_version(name)}"


@cache
def _version(name: str) -> str:
    import hashlib

    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def printed(value: object) -> object:
    """A text with U+FFFD for what cannot be printed, such as half a character or a mark that turns the direction of writing.

    >>> printed("张\\u202e春\\ud800生") == "张\\ufffd春\\ufffd生"
    True
    """
    if type(value) is not str or value.isprintable():
        return value
    return "".join(c if c.isprintable() or c in _KEPT else "" if c == "\r" else "\ufffd" for c in value)


@cache
def _environment() -> jinja2.Environment:
    try:
        import jinja2
        from markupsafe import Markup, escape
    except ImportError as error:
        raise MissingExtraError("the explorer needs the extra explore: pip install 'guanxi[explore]'") from error

    def both(zh: str, en: str) -> Markup:
        # The style sheet shows one of them; without a script, both.
        return Markup('<span class="zh">{}</span><span class="en" lang="en">{}</span>').format(zh, en)

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=printed,
    )
    from kg.explore import labels

    environment.globals.update(
        t=both, kind=lambda name: both(*labels.KINDS[name]), kinds=labels.KINDS, status=lambda name: both(*labels.STATUS[name]),
        edit=lambda name: both(*labels.edit(name)), plural=labels.PLURAL,
    )
    environment.filters["number"] = lambda n: f"{n:,}"
    environment.filters["text"] = lambda value: escape(str(printed(str(value))))
    return environment


def prepared() -> None:
    """Make ready what fills the templates.

    Raises:
        MissingExtraError: the extra ``explore`` is not installed.
    """
    _environment()


def render(name: str, site: Site, content: Mapping[str, Any]) -> str:
    """A page from its template."""
    template = _environment().get_template(name)
    page: str = template.render(site=site, **content)
    return page.encode("utf-8", "replace").decode("utf-8")
