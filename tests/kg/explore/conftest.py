"""A graph file of notices written for these tests, its pages served by a real server, and a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import graphfile
from kg.explore.library import Library
from kg.explore.server import running
from kg.graph import KnowledgeGraph
from ontology.schema import Edge, Node

#: What a hostile page would put where a name or a text is expected.
HOSTILE = "<script>document.title='hit'</script>\"'><img src=x onerror=\"document.title='hit'\">"
NOTICES = {
    "flood": "全省防汛工作会议召开\n2016-05-11\n5月10日，山西省水利厅在忻州市召开全省防汛工作会议。省水利厅厅长张春生主持会议，副省长王桂兰出席会议并讲话。",
    "flood-traditional": "全省防汛工作會(huì)議再次召開\n2017-05-12\n5月11日，山西省水利厅在忻州市召開全省防汛工作電視電話會議。"
    "省水利厅廳長張春生主持會議，副省長王桂蘭出席會議並講話。",
    "forest": "山西省林业局召开座谈会\n2016-08-02\n8月1日，山西省林业局召开全省造林绿化座谈会。省林业局局长刘海涛主持会议，省水利厅厅长张春生出席会议。",
    "posts": "山西省人事任免\n2018-01-03\n任命刘海涛为山西省水利厅厅长；免去张春生的山西省水利厅厅长职务。",
    "namesake": "白水县第一小学开学典礼举行\n2018-09-01\n9月1日，白水县第一小学举行开学典礼，白水县教育局局长张春生出席典礼并讲话。",
    "beijing": "全国防汛会议在京召开\n2018-06-02\n6月1日，全国防汛抗旱工作座谈会在北京召开，王桂兰出席会议。会议部署“清水行动”专项整治。",
    "hostile": f"会议{HOSTILE}召开\n2019-01-01\n1月1日，山西省水利厅召开安全生产会议{HOSTILE}。刘海涛主持会议。",
}


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph file that the tests only read."""
    return built(tmp_path_factory.mktemp("explore"))


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """A graph file of a test's own."""
    return built(tmp_path)


@pytest.fixture
def hostile_file(tmp_path: Path) -> Path:
    """A graph with no notices whose every name is markup."""
    names = {"person-a": "Person", "bureau-a": "Bureau", "meeting-a": "Meeting", "place-a": "Place", "campaign-a": "Campaign", "role-a": "Role",
             "notice-a": "Notice"}
    nodes = [Node(ident, kind, f"{kind} {HOSTILE}") for ident, kind in names.items()]
    edges = [
        Edge("chaired-a", "CHAIRED", "person-a", "meeting-a", {"titles": (HOSTILE,)}), Edge("holds-a", "HOLDS", "person-a", "role-a", {"began": "2015"}),
        Edge("at-a", "AT", "role-a", "bureau-a"), Edge("held-a", "HELD_IN", "meeting-a", "place-a"),
        Edge("concerns-a", "CONCERNS", "meeting-a", "campaign-a"), Edge("mentions-a", "MENTIONS", "notice-a", "person-a"),
    ]
    path = tmp_path / "hostile.kg"
    graphfile.write(KnowledgeGraph(nodes, edges), path)
    return path


def built(folder: Path) -> Path:
    (folder / "notices").mkdir()
    for name, text in NOTICES.items():
        (folder / "notices" / f"{name}.txt").write_text(text, encoding="utf-8")
    path = folder / "g.kg"
    kg.build(folder / "notices", into=path, processes=1)
    return path


@dataclass
class Served:
    """Pages that are being served."""

    base: str
    library: Library


@contextmanager
def serving(path: Path, review: str | None = None) -> Iterator[Served]:
    library = Library(path)
    with running(library, review) as address:
        yield Served(address.rstrip("/"), library)


@pytest.fixture(scope="session")
def served(graph_file: Path) -> Iterator[Served]:
    with serving(graph_file) as found:
        yield found


@pytest.fixture
def serve() -> Callable[..., Any]:
    """Serves a file of the test's own: ``with serve(path, review="周") as served``."""
    return serving


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a Chinese reader; it may say nothing in its console."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(8000)
    made = context.new_page()
    said: list[str] = []
    made.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    made.on("pageerror", lambda error: said.append(f"error: {error}"))
    yield made
    context.close()
    assert said == []
