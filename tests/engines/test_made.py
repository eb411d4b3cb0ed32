"""Every question has the same answer in every engine, over a small graph with everything in it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from kg.graph import KnowledgeGraph
from queries.engines import ENGINES, ask
from queries.question import Question, questions

EACH = pytest.mark.parametrize("asked", questions().values(), ids=lambda q: q.name)
OTHERS = pytest.mark.parametrize("engine", [e for e in ENGINES if e != "networkx"])

#: Values to ask about: some that are there, one that is not.
VALUES: dict[str, tuple[str, ...]] = {
    "actor": ("person-zhang", "group-heads", "bureau-water", "person-none"),
    "meeting": ("meeting-flood", "meeting-push"),
    "relayed": ("meeting-province",),
    "person": ("person-zhang", "person-wang", "person-none"),
    "bureau": ("bureau-water", "bureau-province"),
    "role": ("role-head", "role-none"),
    "campaign": ("campaign-river",),
    "place": ("place-anlan", "place-yunling"),
    "notice": ("notice-a1", "notice-a3", "notice-none"),
    "edge": ("chaired-wang", "partof-flood", "issued-a3", "apart-li", "copy-a2", "edge-none"),
    "title": ("局长", "没有的职务"),
    "named": ("李伟", "张春生"),
    "action": ("appointed", "removed"),
    "kind": ("meeting", "visit"),
    "level": ("prefecture", "province"),
    "date": ("2016-05-11", "2016-06", "2017"),
    "known_on": ("2016-05-12", "2016-06-28", "2020"),
    "since": ("2016", "2016-05", "2016-05-12"),
    "until": ("2016-04-30", "2016-05", "2015"),
    "max_named": ("2", "40"),
    "status": ("reported", "planned", "proposed", "any"),
}
#: Parameters that many questions take beside their own: given one at a time, not in every choice of the others.
WINDOW = ("since", "until", "bureau", "place", "kind", "max_named", "level", "title")
HOSTILE = (
    "' OR 1=1 //", '") } ?s ?p ?o . { BIND ("', "a> ?p ?o . <b", "$status", "`x`", "\\", "\n", "{id: 'x'}", "张\x00",
    "') DETACH DELETE m //", "😀\ud800",
)


@pytest.fixture(scope="module")
def engines(in_all_engines: Any, made_once: Any) -> Any:
    return in_all_engines(KnowledgeGraph(made_once.nodes, made_once.edges, made_once.evidence_of, "graph-made"))


def choices(asked: Question) -> list[dict[str, object]]:
    """The main parameters given or not, with each of their values; each of the others by itself beside the first."""
    main = [p for n, p in asked.parameters.items() if p.required or n not in WINDOW]
    options = [[*VALUES[p.name]] if p.required else [None, *VALUES[p.name]] for p in main]
    every: list[dict[str, object]] = [
        {p.name: v for p, v in zip(main, values, strict=True) if v is not None} for values in itertools.product(*options)
    ]
    out = every[::max(1, len(every) // 25)]
    required: dict[str, object] = {p.name: VALUES[p.name][0] for p in main if p.required}
    for name in asked.parameters:
        if name in WINDOW and name not in required:
            more = {"status": "any"} if "status" in asked.parameters else {}
            out += [{**required, name: value, **more} for value in VALUES[name]]
    return out


@OTHERS
@EACH
def test_the_engines_give_equal_answers(asked: Question, engine: str, engines: Any) -> None:
    rows = 0
    for params in choices(asked):
        here = engines.ask("networkx", asked.name, params)
        assert engines.ask(engine, asked.name, params) == here, params
        rows += len(here)
    assert rows or asked.name == "led", "nothing was compared"


@pytest.mark.parametrize("engine", ENGINES)
@EACH
def test_a_value_cannot_break_out_of_the_question(asked: Question, engine: str, engines: Any) -> None:
    before = len(engines.ask(engine, "meetings", {"status": "any"}))
    attacked = [n for n, p in asked.parameters.items() if p.type in ("id", "edge", "text")]
    params: dict[str, object] = {n: VALUES[n][0] for n, p in asked.parameters.items() if p.required}
    if "status" in asked.parameters:
        params["status"] = "any"
    for attack, name in zip(HOSTILE, itertools.cycle(attacked), strict=False):
        assert not engines.ask(engine, asked.name, {**params, name: attack}), (name, attack)
    assert len(engines.ask(engine, "meetings", {"status": "any"})) == before


@pytest.mark.parametrize("engine", ["sparql", "embedded"])
def test_a_post_for_one_passes_to_the_next_where_only_the_first_proof_of_each_is_known(engine: str) -> None:
    from kg.embedded import Embedded
    from ontology.schema import Edge, Node

    nodes = [Node("role-head", "Role", "局长", {"title": "局长", "seats": "one"})]
    nodes += [Node(f"person-{n}", "Person", name) for n, name in enumerate(("张春生", "王桂兰", "刘海涛"))]
    edges = [
        Edge(f"holds-{n}", "HOLDS", f"person-{n}", "role-head", {"proved_first": f"201{n}-05", "status": "reported"}, (f"f{n}",))
        for n in range(3)
    ]
    graph = KnowledgeGraph(nodes, edges)
    source = graph.store() if engine == "sparql" else Embedded.of(graph)
    found = [
        [r.person_name for r in ask("holder", s, {"date": "2011-06"}, e)] for s, e in ((graph.nx, "networkx"), (source, engine))
    ]
    assert found == [["王桂兰"], ["王桂兰"]]
