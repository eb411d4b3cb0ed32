"""A busy page is made in less than a tenth of a second of one core; many readers at one time read the same as one."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import pytest

from kg.explore import finding
from kg.explore.library import View
from kg.explore.pages import PAGES
from kg.explore.site import Site, render
from kg.explore.things import ADDRESSES
from kg.graph import KnowledgeGraph
from ontology.schema import Edge, Evidence, Node

PEOPLE, MEETINGS, THERE = 400, 3000, 12


@pytest.fixture(scope="module")
def busy() -> View:
    """A graph in which one person was at every third of many meetings, and one notice tells of hundreds of facts."""
    nodes = [Node("notice-a", "Notice", "全省会议综述", {"published": "2016-05-12"}), Node("bureau-a", "Bureau", "山西省水利厅"),
             Node("place-a", "Place", "太原市", {"code": "140100"})]
    nodes += [Node(f"person-{n}", "Person", f"张{chr(0x4E00 + n)}{chr(0x5E00 + n)}") for n in range(PEOPLE)]
    nodes += [Node(f"role-{n}", "Role", f"副厅长{n}", {"title": f"副厅长{n}"}) for n in range(300)]
    edges, proof = [], {}
    for n in range(300):
        edges += [Edge(f"at-{n}", "AT", f"role-{n}", "bureau-a"),
                  Edge(f"holds-{n}", "HOLDS", f"person-{n}", f"role-{n}", {"proved_first": "2015-01", "proved_last": "2016-05"}, (f"post-{n}",))]
    for m in range(MEETINGS):
        meeting = f"meeting-{m}"
        nodes.append(Node(meeting, "Meeting", f"第{m}次防汛会议", {"start": f"{2010 + m % 9}-{1 + m % 12:02}-{1 + m % 28:02}"}))
        edges.append(Edge(f"held-{m}", "HELD_IN", meeting, "place-a"))
        for who in {0 if m % 3 == 0 else 1, *((m * 7 + k * 13) % PEOPLE for k in range(THERE))}:
            edges.append(Edge(f"attended-{m}-{who}", "ATTENDED", f"person-{who}", meeting, {"titles": ("厅长",)}, (f"fact-{m}-{who}",)))
    for edge in edges:
        for fact in edge.facts:
            words = "张春生等出席会议"
            proof[fact] = Evidence(fact, "notice-a", "text", 0, len(words), words, words, "attended-出席", 0.9)
    graph = KnowledgeGraph(nodes, edges, lambda facts: [proof[f] for f in facts if f in proof])
    return View(graph, None).warm()


@pytest.mark.parametrize("ident", ["person-0", "person-5", "bureau-a", "meeting-0", "place-a", "role-0"])
def test_a_page_takes_less_than_a_tenth_of_a_second(busy: View, ident: str) -> None:
    kind = busy.graph.nx.nodes[ident]["kind"]
    # The best of four, of this thread's time alone: other processes use the machine as well.
    assert _best(lambda: render(f"{ADDRESSES[kind]}.html", Site("g"), PAGES[kind](busy, ident, {}))) < 0.1


@pytest.mark.parametrize("query", ["张", "防汛会议", "第12次", "没有此名", "防汛" * 5000])
def test_a_search_takes_less_than_a_tenth_of_a_second(busy: View, query: str) -> None:
    assert _best(lambda: render("search.html", Site("g"), finding.searched(busy, query, {}))) < 0.1


def _best(make: Any) -> float:
    times = []
    for _ in range(4):
        begun = time.thread_time()
        make()
        times.append(time.thread_time() - begun)
    return min(times)


def test_many_readers_at_one_time_read_the_same_as_one(served: Any) -> None:
    graph = served.library.view.graph
    paths = [f"/{ADDRESSES[n.kind]}/{n.id}" for n in graph.nodes()] + ["/", "/ask/chaired?go=1", "/api/search?q=%E6%B0%B4", "/list/person"]

    def read(path: str) -> bytes:
        connection = HTTPConnection(served.base.removeprefix("http://"), timeout=120)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, path
        body = answer.read()
        connection.close()
        return body

    alone = [read(path) for path in paths]
    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(read, paths * 3)) == alone * 3
