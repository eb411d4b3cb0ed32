"""Notices written for these tests, with their facts given by hand: what is tested is what comes after extraction."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import pytest

from kg.copies import fingerprint
from kg.identity import Resolved, resolve
from kg.ledger import Ledger
from kg.rows import LAYERS
from loaders.facts import Evidence, Facts, Notice
from ontology.schema import Edge, Node


@dataclass
class Draft:
    """A notice being written with its facts; ``say`` adds one, proved by the first place where its quote stands."""

    text: str
    key: str = "n1"
    published: str = "2015-08-21"
    title: str = ""
    issuer: str = ""
    found: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def notice(self) -> Notice:
        return Notice(self.key, "site", self.published, self.title, self.text, issuer=self.issuer)

    @property
    def facts(self) -> Facts:
        return Facts(**{layer: tuple(items) for layer, items in self.found.items()})

    def say(self, layer: str, *values: Any, quote: str = "", confidence: float = 0.9, **named: Any) -> Draft:
        """Add a fact of a layer; the quote is the whole text where none is given."""
        quote = quote or self.text
        start = self.text.index(quote)
        words = Evidence("text", start, start + len(quote), quote, "by-hand", confidence)
        kind = LAYERS[layer]
        names = [f.name for f in fields(kind)]
        given = dict(zip(names, values, strict=False)) | named
        self.found.setdefault(layer, []).append(kind(**given, evidence=(words,)))
        return self


def keep_all(
    ledger: Ledger, drafts: Iterable[Draft], sources: str = "notices/", rules: str = "1", again: bool = False
) -> list[str]:
    """Keep drafts in a ledger as one whole build."""
    with ledger.writing():
        build = ledger.begin(sources, rules)
        out = [ledger.keep(build, d.notice, d.facts, *fingerprint(d.text), again=again) for d in drafts]
        ledger.finish(build)
    return out


class Graph:
    """The rows of a resolution, to be asked by name."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.nodes: dict[str, Node] = {n.id: n for n in resolved.nodes}

    def named(self, kind: str, name: str = "") -> list[Node]:
        return [n for n in self.resolved.nodes if n.kind == kind and name in ("", n.name)]

    def one(self, kind: str, name: str) -> Node:
        found, = self.named(kind, name)
        return found

    def edges(self, kind: str) -> list[Edge]:
        return [e for e in self.resolved.edges if e.kind == kind]

    def said(self, kind: str) -> list[tuple[str, str]]:
        """The edges of a kind, by the names of their ends, sorted."""
        return sorted((self.nodes[e.source].name, self.nodes[e.target].name) for e in self.edges(kind))


@pytest.fixture
def graph() -> Callable[..., Graph]:
    """Makes the graph of drafts, kept in the order given."""

    def make(*drafts: Draft, **window: str) -> Graph:
        with Ledger.temporary() as ledger:
            keep_all(ledger, drafts)
            return Graph(resolve(ledger, **window))

    return make


@pytest.fixture
def draft() -> type[Draft]:
    return Draft


@pytest.fixture
def keep() -> Callable[..., list[str]]:
    return keep_all


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    found = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("Chromium not found, which the tests of pages and pictures need: make tools installs it")
    if found is None:
        pytest.skip("needs Chromium: make tools installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()
