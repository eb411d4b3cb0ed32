from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from kg import pictures
from kg.graph import KnowledgeGraph
from kg.lookup import NotFoundError
from kg.pictures import Picture, PictureError
from kg.pictures.page import steps
from ontology.schema import Edge, Node, Value

SVG = "{http://www.w3.org/2000/svg}"


def graph(*meetings: tuple[str, str, dict[str, Value]]) -> KnowledgeGraph:
    """Meetings as the letters of those who took part, the place (or none) and the attributes."""
    names = {"张": "张春生", "王": "王桂兰", "刘": "刘海涛", "李": "李守田"}
    nodes = [Node(f"person-{n}", "Person", name) for n, name in zip("abcd", names.values(), strict=True)]
    nodes += [Node("place-a", "Place", "太原市", {"code": "140100"}), Node("place-b", "Place", "巴黎", {"country": "法国"}),
              Node("campaign-a", "Campaign", "清河行动")]
    of = dict(zip(names, "abcd", strict=True))
    edges = []
    for n, (people, place, attributes) in enumerate(meetings):
        nodes.append(Node(f"meeting-{n}", "Meeting", f"防汛会议{n}", attributes))
        said = {k: v for k, v in attributes.items() if k == "status"}
        edges += [Edge(f"attended-{n}{of[p]}", "ATTENDED", f"person-{of[p]}", f"meeting-{n}", said) for p in people]
        if place:
            edges.append(Edge(f"held-{n}", "HELD_IN", f"meeting-{n}", {"太": "place-a", "巴": "place-b"}[place]))
    edges.append(Edge("concerns-a", "CONCERNS", "meeting-0", "campaign-a"))
    return KnowledgeGraph(nodes, edges)


def tips(picture: Picture, of: str = "") -> list[str]:
    root = ElementTree.fromstring(picture.svg)
    return [g.findtext(f"{SVG}title") or "" for g in root.iter(f"{SVG}g") if not of or g.get("data-id") == of]


def words(picture: Picture) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


MET = graph(
    ("张王刘", "太", {"start": "2016-05-11"}), ("张王", "太", {"start": "2016-05-11", "end": "2016-05-13"}),
    ("张王", "巴", {"start": "2016-06"}), ("张李", "", {"start": "2017-01-01"}), ("张王", "太", {"start": "2016-12-31", "status": "planned"}),
)


def test_an_ego_network_counts_the_meetings_that_two_shared() -> None:
    picture = pictures.ego(MET, "张春生")
    assert "张春生、王桂兰: 3 次会议, 2016-05-11 – 2016-06" in tips(picture)
    assert "3" in words(picture)
    assert "all 3 people met" in words(picture)
    assert "the 1 people met most often of 3" in words(pictures.ego(MET, "张春生", limit=1))


def test_those_who_met_there_are_tied_by_a_pale_line() -> None:
    assert "王桂兰、刘海涛: 1 次会议 with 张春生" in tips(pictures.ego(MET, "张春生"))


def test_days_bound_what_is_counted() -> None:
    picture = pictures.ego(MET, "张春生", since="2017")
    assert "all 1 people met since 2017" in words(picture)
    assert "王桂兰" not in words(picture)
    with pytest.raises(PictureError, match="no notice tells of a meeting of 张春生 with another person until 2015"):
        pictures.ego(MET, "张春生", until="2015")


def test_the_ego_picture_of_a_place_shows_what_stands_around_it() -> None:
    assert "防汛会议0" in words(pictures.ego(MET, "太原市"))


def test_a_network_shows_those_who_met_most_and_hangs_together() -> None:
    picture = pictures.network(MET, limit=2)
    assert {"张春生", "王桂兰"} <= set(words(picture))
    assert "刘海涛" not in words(picture)
    assert "2 of 4 people who met others" in words(picture)
    assert "李守田" in words(pictures.network(MET, ["李守田"], limit=2))
    with pytest.raises(PictureError, match="no network"):
        pictures.network(graph(("张", "", {})))


def test_a_link_leads_on_from_each_box() -> None:
    root = ElementTree.fromstring(pictures.network(MET, link=lambda i: f"/person/{i}?a&b").svg)
    assert "/person/person-a?a&b" in {a.get("href") for a in root.iter(f"{SVG}a")}


def test_a_calendar_counts_a_meeting_on_each_of_its_days() -> None:
    picture = pictures.calendar(MET)
    assert picture.title == "2016年会议日历"
    assert tips(picture, "2016-05-11") == ["2016-05-11 星期三：2 次会议\n防汛会议0\n防汛会议1"]
    assert tips(picture, "2016-05-13") == ["2016-05-13 星期五：1 次会议\n防汛会议1"]
    # What is only announced is not held.
    assert tips(picture, "2016-12-31") == ["2016-12-31 星期六：0 次会议"]
    assert any("of 1 more no notice tells the day" in w for w in words(picture))
    assert len(tips(picture)) == 366


def test_a_calendar_can_be_of_one_person_place_or_campaign() -> None:
    assert "1 days of meetings on 1 days of the year; a meeting of several days counts on each" in words(
        pictures.calendar(MET, 2017, "李守田")
    )
    assert tips(pictures.calendar(MET, about="清河行动"), "2016-05-11")[0].startswith("2016-05-11 星期三：1 次会议")


def test_a_year_without_meetings_is_said_with_those_that_have_some() -> None:
    with pytest.raises(PictureError, match="in 1999: there are some in 2016, 2017"):
        pictures.calendar(MET, 1999)
    with pytest.raises(PictureError, match="no calendar to draw"):
        pictures.calendar(graph(("张", "", {"start": "2016"})))


def test_a_map_counts_meetings_by_province_and_says_how_many_are_nowhere() -> None:
    picture = pictures.map(MET)
    assert tips(picture, "140000") == ["山西省 Shanxi: 2 次会议"]
    assert "2 meetings in 1 provinces; 2 more abroad or where no notice tells the province" in words(picture)
    assert tips(pictures.map(MET, "刘海涛"), "140000") == ["山西省 Shanxi: 1 次会议"]
    assert tips(pictures.map(MET, since="2016-05-12"), "140000") == ["山西省 Shanxi: 1 次会议"]
    with pytest.raises(PictureError, match="李守田 in a province"):
        pictures.map(MET, "李守田")


def test_a_name_that_nobody_has_is_said() -> None:
    with pytest.raises(NotFoundError, match="王桂兰"):
        pictures.map(MET, "王桂蓝")


def test_steps_of_shade_rise_and_end_with_the_most() -> None:
    for counts in ([], [1], [5], [6], [1, 1, 1, 900], list(range(40)), [3] * 30):
        cuts = steps(counts)
        assert list(cuts) == sorted(set(cuts))
        assert max(cuts, default=0) <= max(counts, default=0)
        assert len(cuts) <= 5


def test_a_notebook_shows_a_picture(made: Any) -> None:
    assert pictures.map(MET)._repr_html_().startswith("<svg")
