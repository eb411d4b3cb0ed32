"""The pages as files, to be put on any web server or looked at without one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.explore import asking, finding
from kg.explore.labels import KINDS
from kg.explore.library import View
from kg.explore.pages import PAGES
from kg.explore.site import STATIC, Site, render
from kg.explore.things import ADDRESSES
from kg.files import whole_folder
from ontology.text import clean
from queries.question import questions

#: By this file a folder is known as one of these, which may be written anew.
_MARK = "static/page.js"
_LISTED = ("Person", "Bureau", "Meeting", "Place", "Campaign", "Role", "Notice")
#: After so many pages the writer says how far it has come.
_SAID = 1000


class _Writer:
    """Writes pages into a folder."""

    def __init__(self, view: View, folder: Path, title: str, say: Callable[[str], None]) -> None:
        self.view, self.folder, self.title, self.say = view, folder, title, say
        self.written = 0

    def page(self, path: str, template: str, make: Callable[[Mapping[str, str]], dict[str, Any]], part: str = "") -> None:
        """Write a page and those that follow where its list is long.

        Args:
            path: its address without an ending.
            template: its template.
            make: gives its content for what an address asks.
            part: which part of the content is a list on several pages.
        """
        content = make({"all": "1"})
        pages = content[part].pages if part else 1
        for number in range(1, pages + 1):
            if number > 1:
                content = make({"all": "1", "page": str(number)})
            name = path if number == 1 else f"{path}.{number}"
            site = Site(self.title, static=True, up="../" * path.count("/"))
            file = self.folder / f"{name}.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(render(template, site, content), encoding="utf-8", newline="\n")
            self.written += 1
            if self.written % _SAID == 0:
                self.say(f"{self.written} pages written")


def export(view: View, folder: Path, title: str, say: Callable[[str], None] = lambda said: None) -> int:
    """Write all pages of a view as files.

    Args:
        view: what is to be shown.
        folder: gets its name only when it is whole; an earlier export is replaced, other folders are left alone.
        title: what the graph is called.
        say: is told now and then how far it has come.

    Returns:
        How many pages were written.

    Raises:
        OutputError: the folder holds something else, or cannot be written.
    """
    with whole_folder(folder, _MARK) as inside:
        writer = _Writer(view, inside, title, say)
        shutil.copytree(STATIC, inside / "static", ignore=shutil.ignore_patterns("__pycache__"))
        (inside / "static" / "names.js").write_text(_names(view), encoding="utf-8", newline="\n")
        writer.page("index", "home.html", lambda asked: finding.home(view))
        writer.page("search", "search.html", lambda asked: finding.searched(view, "", asked))
        writer.page("ask", "asks.html", lambda asked: asking.catalogue())
        for name in questions():
            writer.page(f"ask/{name}", "ask.html", lambda asked, name=name: asking.content(view, name, {}))  # type: ignore[misc]
        for kind in _LISTED:
            writer.page(f"list/{kind.lower()}", "list.html", lambda asked, kind=kind: finding.listed(view, kind, asked), "page")  # type: ignore[misc]
        for node in sorted(view.graph.nodes(), key=lambda n: n.id):
            address = ADDRESSES[node.kind]
            part = "meetings" if node.kind in ("Person", "Bureau", "Place", "Campaign", "Group") else ""
            make = PAGES[node.kind]
            writer.page(f"{address}/{node.id}", f"{address}.html", lambda asked, make=make, i=node.id: make(view, i, asked), part)  # type: ignore[misc]
    return writer.written


def _names(view: View) -> str:
    """The names as a script, for a search that needs no server."""
    rows = []
    for node in view.graph.nodes(tuple(k for k in _LISTED if k != "Notice")):
        zh, en = KINDS[node.kind]
        rows.append((-view.graph.nx.degree(node.id), node.id, [f"{ADDRESSES[node.kind]}/{node.id}.html", node.kind, clean(node.name or node.id), zh, en]))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for _, _, row in sorted(rows, key=lambda r: r[:2]))
    return f"// Names, those with most ties first: address, kind, name, and the kind in Chinese and English.\nwindow.kgNames = [\n{lines}\n];\n"
