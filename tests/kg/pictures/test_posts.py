from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import kg
from kg.commands.draw import command
from kg.graph import KnowledgeGraph
from kg.lookup import NotFoundError
from kg.pictures import PictureError
from kg.pictures.posts import draw_timeline
from ontology.schema import Edge, Node

SVG = "{http://www.w3.org/2000/svg}"


def career(*spells: dict[str, str], name: str = "张春生") -> KnowledgeGraph:
    nodes, edges = [Node("person-a", "Person", name), Node("bureau-a", "Bureau", "青山省林业局")], []
    for n, spell in enumerate(spells):
        nodes.append(Node(f"role-{n}", "Role", f"青山省林业局职务{n}", {"title": f"职务{n}"}))
        edges += [Edge(f"at-{n}", "AT", f"role-{n}", "bureau-a"),
                  Edge(f"holds-{n}", "HOLDS", "person-a", f"role-{n}", dict(spell))]
    return KnowledgeGraph(nodes, edges)


def drawn(graph: KnowledgeGraph, person: str = "person-a") -> ElementTree.Element:
    out = io.BytesIO()
    draw_timeline(graph, out, person)
    return ElementTree.fromstring(out.getvalue())


def bars(root: ElementTree.Element) -> list[list[ElementTree.Element]]:
    return [list(g.iter(f"{SVG}rect")) for g in root.iter(f"{SVG}g")]


def test_a_bar_is_as_long_as_the_post_was_held() -> None:
    first, second = bars(drawn(career({"began": "2010-01-01", "ended": "2012-01-01"}, {"began": "2012-01-01", "ended": "2013-01-01"})))
    assert float(first[0].get("width", "")) == pytest.approx(2 * float(second[0].get("width", "")), abs=0.3)
    assert float(first[0].get("x", "")) + float(first[0].get("width", "")) == pytest.approx(float(second[0].get("x", "")), abs=0.3)
    assert len(first) == len(second) == 1


def test_an_end_that_no_notice_tells_is_faded() -> None:
    (open_end,) = bars(drawn(career({"began": "2010-01"})))
    assert [r.get("fill") for r in open_end[1:]] == ["url(#kg-open)"]
    (seen_only,) = bars(drawn(career({"proved_first": "2010", "proved_last": "2011-05-02"})))
    assert [r.get("fill") for r in seen_only[1:]] == ["url(#kg-unbegun)", "url(#kg-open)"]


def test_posts_without_a_day_are_counted_and_years_do_not_overlap() -> None:
    root = drawn(career({"began": "1950", "ended": "2020"}, {}))
    said = [t.text or "" for t in root.iter(f"{SVG}text")]
    assert any("1 more have no day" in words for words in said)
    years = [float(t.get("x", "")) for t in root.iter(f"{SVG}text") if (t.text or "").isdigit()]
    assert len(years) > 5
    assert min(b - a for a, b in pairwise(years)) >= 40


def test_namesakes_are_marked_and_those_with_no_dated_post_counted() -> None:
    nodes = [Node(f"person-{n}", "Person", "张春生") for n in "abc"] + [Node("bureau-a", "Bureau", "青山省林业局")]
    nodes += [Node(f"role-{n}", "Role", f"青山省林业局职务{n}", {"title": f"职务{n}"}) for n in "ab"]
    edges = [Edge(f"holds-{n}", "HOLDS", f"person-{n}", f"role-{n}", {"began": "2010"}) for n in "ab"]
    edges += [Edge(f"at-{n}", "AT", f"role-{n}", "bureau-a") for n in "ab"]
    said = [t.text or "" for t in drawn(KnowledgeGraph(nodes, edges), "张春生").iter(f"{SVG}text")]
    assert "2 posts, 2010–2011; 1 more of that name in no dated post; ① person-a; ② person-b" in said
    assert any(words.startswith("② 青山省林业局职务b") for words in said)


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(PictureError, match="张春生"):
        drawn(career({}))
    with pytest.raises(NotFoundError):
        drawn(career({"began": "2010"}), "查无此人")


def test_a_hostile_name_is_text() -> None:
    root = drawn(career({"began": "2010"}, name="<script>alert(1)</script>"))
    assert root.findtext(f"{SVG}title") == "<script>alert(1)</script>：任职"
    assert not list(root.iter(f"{SVG}script"))


def test_it_draws_what_a_build_found(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("2015-08-21\n8月21日，任命张春生为青山省林业局局长。", encoding="utf-8")
    draw_timeline(kg.build(tmp_path), tmp_path / "line.svg", "张春生")
    assert "局长" in (tmp_path / "line.svg").read_text("utf-8")


def test_the_command_draws_one_person(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("2015-08-21\n8月21日，任命张春生为青山省林业局局长。", encoding="utf-8")
    kg.build(tmp_path / "n.txt", into=tmp_path / "g.kg")
    run = CliRunner().invoke(command, [str(tmp_path / "g.kg"), "张春生", "--timeline", "-o", str(tmp_path / "l.svg")])
    assert run.exit_code == 0, run.output
    assert "任职" in (tmp_path / "l.svg").read_text("utf-8")
    several = CliRunner().invoke(command, [str(tmp_path / "g.kg"), "--timeline"])
    assert several.exit_code == 2
    assert "name one" in several.output
