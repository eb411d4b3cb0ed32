from __future__ import annotations

from collections import Counter

from kg.graph import KnowledgeGraph
from kg.tilegrid import meetings_by_province, province, tiles
from loaders.data.tables import rows
from ontology.schema import Edge, Node


def test_every_province_of_the_code_list_has_one_tile_and_no_two_share_a_place() -> None:
    listed = {code: name for code, name, level, *_ in rows("divisions", 7) if level == "province"}
    assert {t.code: t.name for t in tiles()} == listed
    assert set(Counter((t.row, t.column) for t in tiles()).values()) == {1}
    assert len({t.letter for t in tiles()}) == len({t.english for t in tiles()}) == len(tiles())


def test_true_neighbours_stand_side_by_side() -> None:
    at = {t.letter: (t.row, t.column) for t in tiles()}
    for a, b in ("黑吉", "吉辽", "甘宁", "晋冀", "豫鄂", "鄂湘", "桂湘", "粤闽", "苏沪", "新甘", "新藏", "川渝"):
        assert abs(at[a][0] - at[b][0]) + abs(at[a][1] - at[b][1]) == 1, a + b


def graph() -> KnowledgeGraph:
    nodes = [
        Node("place-a", "Place", "太原市", {"code": "140100"}), Node("place-hall", "Place", "迎泽宾馆"),
        Node("place-xj", "Place", "新疆生产建设兵团"), Node("place-paris", "Place", "巴黎", {"country": "法国"}),
        Node("place-gd", "Place", "广东省", {"code": "440000"}),
        *(Node(f"meeting-{n}", "Meeting", f"防汛会议{n}") for n in range(5)),
        Node("meeting-plan", "Meeting", "抗旱会议", {"status": "planned"}),
    ]
    held = [("meeting-0", "place-a"), ("meeting-1", "place-hall"), ("meeting-2", "place-a"), ("meeting-2", "place-gd"),
            ("meeting-3", "place-paris"), ("meeting-plan", "place-a")]
    edges = [Edge(f"held-{n}", "HELD_IN", m, p) for n, (m, p) in enumerate(held)]
    edges += [Edge("within-a", "WITHIN", "place-hall", "place-a")]
    return KnowledgeGraph(nodes, edges)


def test_a_venue_lies_in_the_province_of_its_city_and_a_place_abroad_in_none() -> None:
    assert province(graph(), "place-hall") == "140000"
    assert province(graph(), "place-xj") == "650000"
    assert province(graph(), "place-paris") == ""


def test_a_meeting_in_two_provinces_counts_in_both_and_what_is_only_announced_in_none() -> None:
    tally = meetings_by_province(graph())
    assert tally.counts == {"140000": 3, "440000": 1}
    assert tally.elsewhere == 2
    assert meetings_by_province(graph(), ["meeting-plan"]).counts == {"140000": 1}
