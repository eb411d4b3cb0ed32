"""The site that ``make docs`` builds: whole, with nothing from elsewhere."""

from __future__ import annotations

import importlib.util
import re
from html import unescape
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import click
import pytest

from kg.cli import main
from queries.question import questions

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    pytest.importorskip("mkdocs")
    spec = importlib.util.spec_from_file_location("guanxi_pages", ROOT / "docs" / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("material", reason="the group docs is not installed: make docs installs it")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder


def test_it_is_built_with_every_page_and_picture(site: Path) -> None:
    wanted = {p.relative_to(ROOT / "docs").with_suffix(".html") for p in (ROOT / "docs").rglob("*.md")}
    wanted |= {Path("reference/commands.html"), Path("reference/python.html"), Path("questions.html")}
    assert {w for w in wanted if not (site / w).is_file()} == set()
    assert {p.stem for p in (site / "pictures").iterdir()} == {"ego", "timeline", "network", "calendar", "map", "around"}


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loads = re.compile(r'<(?:script|img|iframe|source)[^>]*\ssrc="?(https?:)?//|<link[^>]*rel="?(?:stylesheet|preconnect)"?[^>]*href="?https?://')
    assert [p for p in site.rglob("*.html") if loads.search(p.read_text("utf-8"))] == []


def test_no_link_is_broken(site: Path) -> None:
    broken = []
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        for link in re.findall(r'(?:href|src)="([^"#?:]+)[#?]?[^"]*"', page.read_text("utf-8")):
            target = (page.parent / unquote(unescape(link))).resolve()
            if not target.exists():
                broken.append(f"{page.relative_to(site)}: {link}")
    assert broken == []


def test_no_diagram_is_left_as_text(site: Path) -> None:
    assert [p for p in site.rglob("*.html") if "graph LR" in p.read_text("utf-8")] == []


def test_the_page_of_commands_has_each_of_them_with_its_options(hook: ModuleType) -> None:
    page = hook.commands()
    assert isinstance(main, click.Group)
    for name, command in main.commands.items():
        assert f"## kg {name}\n" in page
        section = page.split(f"## kg {name}\n")[1].split("\n## ")[0]
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[-1] in section, f"kg {name} {option.opts}"


def test_the_page_of_python_says_how_each_part_is_called(hook: ModuleType) -> None:
    page = hook.python()
    assert "### kg.build" in page
    assert "known_on: str = ''" in page
    assert page.count("**Args**") > 20
    assert "<factory>" not in page


def test_the_page_of_questions_has_each_of_them(hook: ModuleType) -> None:
    page = hook.catalogue()
    assert set(re.findall(r"^## (\w+)", page, re.MULTILINE)) == set(questions())
    assert "| `actor_name` | name of who took part |" in page


def test_pages_that_are_not_there_are_left_out_and_those_in_no_place_come_last(hook: ModuleType) -> None:
    named: set[str] = set()
    nav = ["a.md", {"How to": ["b.md", "gone.md"]}, {"Empty": ["gone.md"]}, {"Home": "c.md"}, {"Folder": "notes"}]
    there = {"a.md", "b.md", "c.md", "notes/1.md", "left.md"}
    assert list(hook._fitted(nav, there, named)) == ["a.md", {"How to": ["b.md"]}, {"Home": "c.md"}, {"Folder": ["notes/1.md"]}]
    assert there - named == {"left.md"}


def test_a_diagram_that_is_more_than_boxes_and_lines_stays_as_it_is(hook: ModuleType) -> None:
    assert "subgraph" in hook.diagram("graph LR\n  subgraph one\n")
