"""Each question of the catalogue is whole: its four files say the same."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import queries.catalogue
from ontology.schema import EDGES, NODES
from queries.catalogue import CATALOGUE
from queries.question import Question, QuestionError, question, questions

FOLDER = Path(next(iter(queries.catalogue.__path__)))
EVIDENCE = ("notice", "published", "field", "from", "to", "quote", "confidence")
EACH = pytest.mark.parametrize("asked", questions().values(), ids=lambda q: q.name)


def test_every_folder_is_listed_and_every_name_has_a_folder() -> None:
    folders = {p.name for p in FOLDER.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders == set(CATALOGUE)


def test_a_folder_holds_the_question_and_its_three_texts() -> None:
    for name in CATALOGUE:
        files = {p.name for p in (FOLDER / name).iterdir() if p.is_file()}
        assert files - {"embedded.cypher"} == {"question.toml", "networkx.py", "sparql.rq", "cypher.cypher"}, name


@EACH
def test_the_function_takes_the_parameters_that_the_question_names(asked: Question) -> None:
    signature = inspect.signature(asked.answer)
    graph, *rest = signature.parameters.values()
    assert graph.name == "graph"
    assert [p.name for p in rest] == list(asked.parameters)
    for p in rest:
        assert p.kind is inspect.Parameter.KEYWORD_ONLY
        assert (p.default is inspect.Parameter.empty) == asked.parameters[p.name].required


@EACH
def test_the_sparql_selects_the_columns_and_the_evidence(asked: Question) -> None:
    found = ox.Store().query(asked.sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [v.value for v in found.variables]
    columns = [c.name for c in asked.columns]
    assert names == [*columns, *(EVIDENCE if asked.rests_on_edges else ())]


@EACH
def test_the_sparql_uses_each_parameter_and_has_lines_for_them(asked: Question) -> None:
    # A subquery does not see what is bound outside: where it compares with a parameter it has a line of its own.
    for block in re.split(r"\bSELECT\b", asked.sparql)[1:]:
        assert "# parameters" in block or not re.search(r"\?\w+_is\b", block.partition("WHERE")[2]), block
    body = asked.sparql.partition("WHERE")[2].partition("# parameters")[2]
    for name in asked.parameters:
        assert re.search(rf"\?{name}(_is)?\b", body), name


@EACH
def test_the_cypher_uses_each_parameter_and_returns_the_columns_in_order(asked: Question) -> None:
    used = set(re.findall(r"\$(\w+)", asked.cypher.partition("MATCH")[2]))
    assert used == set(asked.parameters)
    returned = asked.cypher.partition("RETURN")[2].partition("ORDER BY")[0]
    # A list may hold a comma of its own: coalesce(r.titles, []) AS titles.
    names = [re.split(r"\s+AS\s+", item)[-1].strip().strip("`") for item in re.split(r",\s*(?![^()]*\))", returned)]
    columns = [c.name for c in asked.columns]
    evidence = ["ev_notice", "ev_field", "ev_start", "ev_end", "ev_quote", "ev_published", "ev_confidence"]
    assert names == [*columns, *(evidence if asked.rests_on_edges else [])]
    ordered = re.findall(r"\w+", asked.cypher.partition("ORDER BY")[2])
    assert [w for w in ordered if w != "DESC"][:len(asked.order)] == [name.removeprefix("-") for name in asked.order]
    assert ordered.count("DESC") == sum(name.startswith("-") for name in asked.order)


@EACH
def test_the_cypher_names_only_kinds_of_the_schema(asked: Question) -> None:
    text = re.sub(r"(?m)^//.*$|'[^']*'|`", "", asked.cypher)
    labels = re.findall(r"\(\w*:(\w+)", text)
    types = [t for group in re.findall(r"\[\w*:([A-Z_|]+)", text) for t in group.split("|")]
    assert types
    assert set(labels) <= set(NODES)
    assert set(types) <= set(EDGES)


@EACH
def test_it_is_asked_in_english_and_chinese(asked: Question) -> None:
    assert asked.en.isascii()
    assert asked.en.endswith("?")
    assert asked.zh.endswith("？")
    for thing in (*asked.parameters.values(), *asked.columns):
        assert thing.en.isascii()
        assert not thing.zh.isascii()


def test_one_name_is_one_column_everywhere() -> None:
    seen: dict[str, object] = {}
    for asked in questions().values():
        for column in asked.columns:
            assert seen.setdefault(column.name, column) == column
        assert {name.removeprefix("-") for name in asked.order} <= {c.name for c in asked.columns}


def test_the_five_ways_of_taking_part_are_asked_alike() -> None:
    ways = {
        "chaired": ("CHAIRED", "Chairing"), "spoke": ("SPOKE_AT", "Speaking"), "attended": ("ATTENDED", "Attending"),
        "convened": ("CONVENED", "Convening"), "led": ("LED", "Leading"),
    }
    texts = set()
    for name, (kind, cls) in ways.items():
        asked = question(name)
        sparql = asked.sparql.replace(f"?edge a gx:{cls}", "?edge a gx:WAY", 1).split("\n", 1)[1]
        cypher = asked.cypher.replace(kind, "WAY", 1).split("\n", 1)[1]
        texts.add((sparql, cypher, asked.columns, asked.order, tuple(asked.parameters.values())))
    assert len(texts) == 1


def test_an_unknown_question_names_those_there_are() -> None:
    with pytest.raises(QuestionError, match="no question 'chair': use one of chaired, spoke"):
        question("chair")


@pytest.mark.parametrize(("name", "params", "message"), [
    ("chaired", {"who": "person-a"}, "has no parameter who: it takes actor, meeting"),
    ("roles", {}, "needs the parameter person"),
    ("chaired", {"since": "去年"}, "is no date: write 2015"),
    ("chaired", {"status": "maybe"}, "is no status: use one of reported"),
])
def test_parameters_that_cannot_be_used_are_refused_with_what_to_do(
    name: str, params: dict[str, object], message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        question(name).settled(params)


def test_several_values_are_asked_one_by_one() -> None:
    assert question("roles").settled({"person": ["a", "b", "a"], "status": "any"}) == [
        {"person": "a", "status": "any"}, {"person": "b", "status": "any"},
    ]
