"""What pages say, held against the questions of the catalogue and against the notices."""

from __future__ import annotations

from typing import Any

import pytest

from kg.explore import charts
from kg.explore.library import Library, View
from kg.explore.pages import PAGES, notice
from kg.graph import KnowledgeGraph


@pytest.fixture(scope="module")
def view(graph_file: Any) -> View:
    return Library(graph_file).view


@pytest.fixture
def made_view(made: Any) -> View:
    return View(KnowledgeGraph(made.nodes, made.edges, made.evidence_of), None)


def pieces(sides: Any) -> list[list[notice.Piece]]:
    return [[p for run in side for p in run.pieces] for side in sides]


def test_every_kind_of_node_has_a_page(made_view: View) -> None:
    for node in made_view.graph.nodes():
        assert PAGES[node.kind](made_view, node.id, {})["thing"].name == node.name


@pytest.mark.parametrize("which", ["view", "made_view"])
def test_whom_a_person_met_is_what_the_catalogue_answers(which: str, request: pytest.FixtureRequest) -> None:
    view: View = request.getfixturevalue(which)
    for person in view.graph.nodes("Person"):
        found = charts.ego(view, person.id)
        rows = view.graph.ask("together", person=person.id)
        assert found.everyone == len(rows)
        assert {m.who.id: m.meetings for m in found.met} == {r.partner: r.meetings for r in rows[:charts.MOST]}


def test_posts_of_a_person_are_what_the_catalogue_answers(view: View) -> None:
    for person in view.graph.nodes("Person"):
        shown = PAGES["Person"](view, person.id, {})["posts"].rows
        assert {h.tie.id for h in shown} >= {r.edge for r in view.graph.roles(person)}


def test_each_marked_stretch_of_the_raw_text_is_its_quote_and_nothing_is_lost(view: View) -> None:
    for node in view.graph.nodes("Notice"):
        content = notice.content(view, node.id, {})
        read = view.notice(node.id)
        assert read is not None
        title, text = pieces(content["sides"].raw)
        assert "".join(p.text for p in text) == read.text
        assert "".join(p.text for p in title) == ("" if read.title_span else read.title)
        proof = {(e.field, e.start, e.end): e.quote for e in view.evidence_in(node.id)}
        for fact in content["stated"]:
            for span in fact.spans:
                marked = "".join(p.text for p in (text if span.field == "text" else title) if fact.number in p.facts)
                assert proof[span.field, span.start, span.end] in marked


def test_every_quote_has_a_place_in_the_healed_text(view: View) -> None:
    for node in view.graph.nodes("Notice"):
        content = notice.content(view, node.id, {})
        anchors = {a for side in pieces(content["sides"].healed) for p in side for a in p.anchors}
        assert {s.anchor for fact in content["stated"] for s in fact.spans} <= anchors


def test_struck_and_inserted_words_lead_from_the_raw_text_to_the_healed_one(view: View) -> None:
    node = next(n for n in view.graph.nodes("Notice") if "再次" in n.name)
    content = notice.content(view, node.id, {})
    raw, healed = pieces(content["sides"].raw)[1], pieces(content["sides"].healed)[1]
    kept = "".join(p.other if p.edit else p.text for p in raw)
    assert "".join(p.text for p in healed if p.text).strip() in kept


def test_the_tiles_mark_the_province_of_a_place(view: View) -> None:
    place = view.graph.find("忻州市", "Place")[0]
    content = PAGES["Place"](view, place.id, {})
    assert [s.name for s in content["provinces"].squares if s.here] == ["山西"]
    assert content["meetings"].total == 2


def test_months_of_a_campaign_are_counted() -> None:
    found = charts.months(["2015-08-18", "2015-08", "2016-01-02", "2015", ""])
    assert found is not None
    assert [(m.name, m.count) for m in found.bars] == [("2015-08", 2), ("2016-01", 1)]
    assert (found.most, found.undated) == (2, 2)
    assert charts.months(["2015", ""]) is None
