"""Every link of every page leads somewhere, on the server and in exported files; what is exported needs no server."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.explore.export import export
from kg.explore.library import Library
from kg.files import OutputError


class Page(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value:
                self.links.append(value)
            if name == "id" and value:
                if value in self.ids:
                    self.twice.append(value)
                self.ids.add(value)
            # Nothing within a page may run, or be styled beside the style sheet: the policy would block it.
            assert not name.startswith("on"), f"{name} in {tag}"
            assert name != "style", tag


def test_no_link_of_the_server_is_broken(served: Any) -> None:
    connection = HTTPConnection(served.base.removeprefix("http://"), timeout=60)
    pages: dict[str, Page | None] = {}
    fragments: list[tuple[str, str, str]] = []
    waiting = [("/", "")]
    while waiting:
        path, origin = waiting.pop()
        if path in pages:
            continue
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{origin} links to {path}: {answer.status}"
        html = answer.headers["content-type"].startswith("text/html")
        pages[path] = page = Page(body.decode("utf-8")) if html else None
        for link in page.links if page else ():
            parts = urlsplit(urljoin(path, link))
            if parts.netloc:
                continue
            there = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.fragment:
                fragments.append((path, there, unquote(parts.fragment)))
            waiting.append((there, path))
    assert len(pages) > 60
    broken = [(a, b, f) for a, b, f in fragments if (p := pages[b]) is None or f not in p.ids]
    assert broken == []
    assert [(path, p.twice) for path, p in pages.items() if p and p.twice] == []


@pytest.fixture(scope="module")
def site(graph_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "site"
    done = CliRunner().invoke(main, ["explore", str(graph_file), "--export", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


def test_no_link_of_exported_pages_is_broken(site: Path) -> None:
    pages = {p: Page(p.read_text("utf-8")) for p in site.rglob("*.html")}
    assert len(pages) > 40
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc, link[:1] == "/") == ("", "", False), f"{path.name}: {link}"
            to = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert to.is_file(), f"{path.name}: {link}"
            assert not parts.fragment or unquote(parts.fragment) in pages[to].ids, f"{path.name}: {link}"


def test_exported_pages_work_from_the_disk(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    assert page.locator("header.top").evaluate("e => getComputedStyle(e).position") == "sticky"
    page.keyboard.press("/")
    page.keyboard.type("王桂兰")
    page.wait_for_selector("#offers a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/person/"))
    page.locator("a.cite").first.click()
    page.wait_for_url(re.compile("/notice/"))
    assert page.locator(".healed mark.lit").count() > 0


def test_two_exports_are_equal_to_the_byte_and_one_takes_the_place_of_the_other(graph_file: Path, tmp_path: Path) -> None:
    for folder in ("a", "b", "b"):
        export(Library(graph_file).view, tmp_path / folder, "g.kg")
    files = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()}
    assert {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()} == files


def test_a_folder_that_holds_something_else_is_left_alone(graph_file: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        export(Library(graph_file).view, tmp_path, "g.kg")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_pages_in_files_take_no_decisions(graph_file: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["explore", str(graph_file), "--review", "--export", str(tmp_path / "x")])
    assert done.exit_code == 2
