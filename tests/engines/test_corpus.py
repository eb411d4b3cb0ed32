"""Every question has the same answer in every engine, over a graph of 1,600 real notices, asked about real people."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import KnowledgeGraph
from queries.engines import ENGINES
from queries.question import Question, questions
from queries.walk import PARTICIPATIONS

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "xwlb"
#: A graph file of the corpus that is there already, for those who run this again and again.
BUILT = "GUANXI_TEST_CORPUS"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CORPUS.is_dir() and not os.environ.get(BUILT), reason="the corpus is not beside the project"),
]
OTHERS = [e for e in ENGINES if e != "networkx"]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    built = os.environ.get(BUILT)
    if built:
        return kg.open(built)
    return kg.build(CORPUS, into=tmp_path_factory.mktemp("corpus") / "corpus.kg")


@pytest.fixture(scope="module")
def engines(in_all_engines: Any, graph: KnowledgeGraph) -> Any:
    return in_all_engines(graph)


@pytest.fixture(scope="module")
def values(graph: KnowledgeGraph) -> dict[str, tuple[str, ...]]:
    """What to ask about: well-known names, and of each kind of thing those with the most edges."""
    def foremost(kind: str, edges: tuple[str, ...], count: int = 2) -> tuple[str, ...]:
        found = Counter(
            end for u, v, data in graph.nx.edges(data=True) if data["kind"] in edges
            for end in (u, v) if graph.nx.nodes[end]["kind"] == kind
        )
        return tuple(sorted(found, key=lambda end: (-found[end], end))[:count])

    people = tuple(graph.settle(name, "Person")[0] for name in ("习近平", "李克强", "王毅"))
    return {
        "actor": (*people[:2], *foremost("Bureau", ("CONVENED",), 1), *foremost("Group", PARTICIPATIONS, 1)),
        "person": people, "meeting": foremost("Meeting", PARTICIPATIONS), "relayed": foremost("Meeting", ("RELAYS",)),
        "bureau": (*foremost("Bureau", ("CONVENED",), 1), *foremost("Bureau", ("AT",), 1)), "role": foremost("Role", ("HOLDS",)),
        "campaign": foremost("Campaign", ("CONCERNS",)), "place": (*graph.settle("北京市", "Place")[:1], *graph.settle("广西壮族自治区", "Place")[:1]),
        "notice": foremost("Notice", ("MENTIONS",)), "edge": (
            *(next(e.id for e in graph.edges(kind)) for kind in ("CHAIRED", "HOLDS", "HELD_IN", "RELAYS")),
        ),
        "title": ("部长", "国务院总理"), "named": (*_shared(graph), "习近平"), "action": ("appointed", "removed"),
        "kind": ("meeting", "call"), "level": ("province",), "date": ("2013-06", "2020-01-01"), "known_on": ("2013-12-31",),
        "since": ("2013-03", "2020"), "until": ("2013-05", "2020-06-30"), "max_named": ("20",), "status": ("any", "planned"),
    }


def _shared(graph: KnowledgeGraph) -> tuple[str, ...]:
    """The name that most people share."""
    return tuple(n for n, count in Counter(p.name for p in graph.nodes("Person")).most_common(1) if count > 1)


def choices(asked: Question, values: dict[str, tuple[str, ...]]) -> list[dict[str, object]]:
    """Each parameter with each of its values, and some together, beside what the question needs."""
    needed: dict[str, object] = {n: values[n][0] for n, p in asked.parameters.items() if p.required}
    window = {n: values[n][0] for n in ("since", "until") if n in asked.parameters}
    if asked.name == "network":
        # Everybody with everybody is fifty thousand rows: one such answer is enough.
        return [needed, {**window}, *({**window, n: v} for n in asked.parameters if n not in window for v in values[n])]
    out = [needed]
    out += [{**needed, name: value} for name in asked.parameters for value in values[name]]
    if len(window) == 2:
        out.append({**needed, **window})
        out += [{**needed, **window, n: values[n][0]} for n in ("place", "bureau", "max_named") if n in asked.parameters]
    return out


@pytest.mark.parametrize("asked", questions().values(), ids=lambda q: q.name)
def test_the_engines_give_equal_answers(asked: Question, engines: Any, values: dict[str, tuple[str, ...]]) -> None:
    rows = 0
    for params in choices(asked, values):
        here = engines.ask("networkx", asked.name, params)
        rows += len(here)
        for engine in OTHERS:
            there = engines.ask(engine, asked.name, params)
            assert len(there) == len(here), (engine, params)
            # Said row by row: the difference of two long answers takes a test runner minutes to show.
            different = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
            assert not different[:1], (engine, params)
    assert rows, "nothing was compared"
