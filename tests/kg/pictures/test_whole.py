from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.graph import KnowledgeGraph
from kg.layout import Wire, border, clear_place, placed
from kg.lookup import NotFoundError
from kg.pictures import PictureError, draw
from kg.scene import scene
from ontology.schema import Edge, Node

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of)


def drawn(graph: KnowledgeGraph, **options: Any) -> ElementTree.Element:
    out = io.BytesIO()
    draw(graph, out, **options)
    return ElementTree.fromstring(out.getvalue())


def words(root: ElementTree.Element) -> list[str]:
    return [t.text or "" for t in root.iter(f"{SVG}text")]


def boxes(root: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    rects = [g.find(f"{SVG}rect") for g in root.iter(f"{SVG}g")]
    return [tuple(float(r.get(k, "")) for k in ("x", "y", "width", "height")) for r in rects if r is not None]


def test_people_meetings_and_bureaus_are_shown_with_the_words_on_their_lines(graph: KnowledgeGraph) -> None:
    said = words(drawn(graph))
    for name in ("张春生", "王桂兰", "全市防汛工作会议", "2016-05-11", "安澜市水务局", "清河行动", "安澜市"):
        assert name in said
    for label in ("主持", "讲话、出席", "召开", "传达", "局长、任命局长"):
        assert label in said


def test_a_post_is_words_on_the_line_from_its_holder_to_its_bureau(graph: KnowledgeGraph) -> None:
    shown = scene(graph, [], 60)
    assert not any(n.startswith("role-") for n in shown.nodes)
    (tie,) = [t for t in shown.ties if (t.source, t.target) == ("person-zhang", "bureau-water")]
    assert tie.label == "党组书记、原局长、免去局长"


def test_what_is_only_announced_is_dashed(graph: KnowledgeGraph) -> None:
    shown = scene(graph, [], 60)
    assert {(t.source, t.label) for t in shown.ties if not t.reported} >= {
        ("person-liu", "出席"), ("person-wang", "拟任局长"),
    }
    assert any(line.get("stroke-dasharray") for line in drawn(graph).iter(f"{SVG}line"))


def test_a_picture_about_someone_keeps_to_what_stands_near(graph: KnowledgeGraph) -> None:
    shown = scene(graph, ["person-lib"], 60)
    assert set(shown.nodes) == {
        "person-lib", "bureau-school", "meeting-province", "person-lia", "person-zhang", "meeting-flood",
        # The namesake was compared with him, and its bureau is two steps away.
        "bureau-province",
    }
    root = drawn(graph, about="安澜中学")
    assert root.findtext(f"{SVG}title") == "安澜中学"
    assert words(root)[0] == "安澜中学"


def test_namesakes_are_both_shown(graph: KnowledgeGraph) -> None:
    shown = words(drawn(graph, about="李伟"))
    assert shown.count("李伟") == 3  # the heading and both boxes


def test_with_little_room_the_nearest_are_shown_and_the_rest_counted(graph: KnowledgeGraph) -> None:
    shown = scene(graph, ["person-zhang"], 4)
    assert len(shown.nodes) == 4
    assert {"person-zhang", "meeting-flood", "bureau-water"} <= set(shown.nodes)
    assert shown.left_out > 0
    assert any(f"{shown.left_out} more nodes are not shown" in w for w in words(drawn(graph, about="张春生", limit=4)))


def test_the_most_tied_core_of_a_graph_hangs_together(graph: KnowledgeGraph) -> None:
    shown = scene(graph, [], 5)
    tied = {end for t in shown.ties for end in (t.source, t.target)}
    assert tied == set(shown.nodes)


def test_a_post_that_is_asked_about_is_shown_itself(graph: KnowledgeGraph) -> None:
    shown = scene(graph, ["role-head"], 60)
    assert {"person-zhang", "person-liu", "bureau-water"} <= set(shown.nodes)


def test_notices_and_regions_are_shown_only_when_asked_about(graph: KnowledgeGraph) -> None:
    assert not any(n.startswith(("notice-", "place-yunling")) for n in scene(graph, [], 60).nodes)
    assert "person-wang" in scene(graph, ["notice-a1"], 60).nodes
    assert "place-anlan" in scene(graph, ["place-yunling"], 60).nodes


def test_no_box_stands_on_another_and_all_are_on_the_page(graph: KnowledgeGraph) -> None:
    root = drawn(graph)
    page = float(root.get("width", "")), float(root.get("height", ""))
    for x, y, w, h in boxes(root):
        assert x >= 0
        assert y >= 0
        assert x + w <= page[0]
        assert y + h <= page[1]
    for (ax, ay, aw, ah), (bx, by, bw, bh) in itertools.combinations(boxes(root), 2):
        assert ax + aw <= bx or bx + bw <= ax or ay + ah <= by or by + bh <= ay


def test_two_pictures_of_one_graph_are_equal_to_the_byte(graph: KnowledgeGraph, tmp_path: Path) -> None:
    draw(graph, tmp_path / "a.svg")
    draw(graph, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_markup_and_control_characters_in_names_do_no_harm(graph: KnowledgeGraph) -> None:
    said = "".join(words(drawn(graph)))
    assert "<b>办</b>" in said


def test_long_names_are_broken_and_cut_and_no_line_begins_with_a_closing_mark() -> None:
    name = "全省深入学习贯彻“防汛抗旱责任落实年”活动动员部署暨先进集体和先进个人表彰大会第二次筹备会议"
    g = KnowledgeGraph(
        [Node("person-a", "Person", "张春生"), Node("meeting-a", "Meeting", name)],
        [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a")],
    )
    root = drawn(g)
    (lines,) = [
        [t.text or "" for t in box.iter(f"{SVG}text")] for box in root.iter(f"{SVG}g")
        if name in (box.findtext(f"{SVG}title") or "")
    ]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(line[0] not in "”，。" for line in lines)


def test_what_cannot_be_drawn_is_said(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="nothing to draw"):
        draw(KnowledgeGraph([], []), tmp_path / "g.svg")
    with pytest.raises(PictureError, match="give a limit from 1 to 200"):
        draw(graph, tmp_path / "g.svg", limit=0)
    with pytest.raises(NotFoundError, match="did you mean 王桂兰"):
        draw(graph, tmp_path / "g.svg", about="王桂蓝")
    assert list(tmp_path.iterdir()) == []


def test_one_box_alone_can_be_drawn(graph: KnowledgeGraph) -> None:
    assert len(boxes(drawn(graph, about="张春生", limit=1))) == 1


def test_boxes_with_no_line_between_them_are_placed_too() -> None:
    at = placed({str(n): (80.0, 40.0) for n in range(9)}, [])
    for a, b in itertools.combinations(at.values(), 2):
        assert abs(a[0] - b[0]) >= 80 or abs(a[1] - b[1]) >= 40
    assert placed({}, []) == {}


def test_a_line_leaves_a_box_at_its_edge() -> None:
    assert border((0, 0), (60, 30), (0, 100)) == (0, 15)
    assert border((0, 0), (60, 30), (0, 0)) == (0, 0)


def test_words_move_along_their_line_to_where_it_is_clear() -> None:
    x, y = clear_place((0, 0), (100, 0), (20, 10), [(35, -10, 65, 10)])
    assert y == 0
    assert x <= 25 or x >= 75


def test_lines_keep_room_for_their_words() -> None:
    at = placed({"a": (60, 30), "b": (60, 30)}, [Wire("a", "b", 150)])
    start, end = border(at["a"], (60, 30), at["b"]), border(at["b"], (60, 30), at["a"])
    assert ((start[0] - end[0]) ** 2 + (start[1] - end[1]) ** 2) ** 0.5 > 100
