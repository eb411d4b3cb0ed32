"""Names that are there, that several share, that nobody has, and that want to break out: alike in every engine."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from kg.graph import KnowledgeGraph
from queries.engines import ENGINES
from queries.names import NoSuchNameError

EACH = pytest.mark.parametrize("engine", ENGINES)

#: Pieces of the languages that the questions are written in, and of what scraped text brings.
PIECES = ("'", '"', "\\", "`", "\n", "\r", "\t", "}", "{", ")", "(", ">", "<", "?s ?p ?o", "$actor", "//", "/*", "#", " UNION ", " OR 1=1 ",
          "DETACH DELETE n", "\x00", "\ud800", "😀", "张春生", "%s", "{0}", "\\u0027", "\u2028", "CALL db.labels()")
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=6).map("".join).filter(bool)


@pytest.fixture(scope="module")
def engines(in_all_engines: Any, made_once: Any) -> Any:
    return in_all_engines(KnowledgeGraph(made_once.nodes, made_once.edges, made_once.evidence_of, "graph-made"))


@EACH
def test_a_name_is_known_in_either_script(engine: str, engines: Any) -> None:
    source = engines.sources[engine]
    there = [queries.ask(source, "chaired", actor=name, status="any").to_records() for name in ("王桂兰", "王桂蘭")]
    assert [r["meeting_name"] for r in there[0]] == ["全市防汛工作会议"]
    assert there[0] == there[1]


@EACH
def test_of_a_name_that_two_share_both_are_answered_for_each_with_an_id(engine: str, engines: Any) -> None:
    found = queries.ask(engines.sources[engine], "participations", actor="李伟", status="any")
    assert {(r.actor, r.actor_name) for r in found} == {("person-lia", "李伟"), ("person-lib", "李伟")}


@EACH
def test_a_name_that_nobody_has_gives_the_nearest(engine: str, engines: Any) -> None:
    with pytest.raises(NoSuchNameError, match="no Person or Bureau or Group named 张春声 in the graph: did you mean 张春生") as caught:
        queries.ask(engines.sources[engine], "chaired", actor="张春声")
    assert caught.value.nearest[0] == "张春生"


@EACH
def test_a_question_without_an_answer_is_an_empty_table_with_its_columns(engine: str, engines: Any) -> None:
    found = queries.ask(engines.sources[engine], "holders", bureau="bureau-water", title="没有的职务")
    assert len(found) == 0
    assert "0 rows" in found.text()
    frame = found.to_pandas()
    assert frame.empty
    assert {"person", "title", "began", "notice", "published", "quote", "confidence"} <= set(frame.columns)


@EACH
@settings(max_examples=60, deadline=None)
@given(hostile=HOSTILE)
def test_no_text_breaks_out_of_a_question(engine: str, engines: Any, hostile: str) -> None:
    source = engines.sources[engine]
    meetings = len(queries.ask(source, "meetings", status="any"))
    for name, params in (
        ("holders", {"bureau": "bureau-water", "title": hostile}), ("namesakes", {"named": hostile}), ("words", {"edge": hostile}),
        ("meetings", {"kind": hostile}),
    ):
        assert engines.ask(engine, name, params) == engines.ask("networkx", name, params), (name, hostile)
    # As a name it is somebody's, or nobody's: never all.
    for name, key in (("chaired", "actor"), ("relays", "meeting"), ("notice_facts", "notice")):
        answers = []
        for one in (engine, "networkx"):
            with contextlib.suppress(NoSuchNameError):
                answers.append(len(queries.ask(engines.sources[one], name, **{key: hostile})))
        assert len(answers) in (0, 2), (name, hostile)
        assert len(set(answers)) <= 1, (name, hostile)
    assert len(queries.ask(source, "meetings", status="any")) == meetings
