from __future__ import annotations

from typing import Any

import networkx
import pytest

from kg.graph import KnowledgeGraph
from kg.lookup import NotFoundError
from ontology.check import SchemaError
from ontology.schema import Edge, Node
from queries.question import QuestionError


@pytest.fixture
def graph(made: Any) -> KnowledgeGraph:
    return KnowledgeGraph(made.nodes, made.edges, made.evidence_of)


def ids(nodes: list[Node]) -> list[str]:
    return [n.id for n in nodes]


def test_it_is_a_plain_networkx_graph_inside(graph: KnowledgeGraph) -> None:
    assert type(graph.nx) is networkx.MultiDiGraph
    data = graph.nx.edges["person-wang", "meeting-flood", "chaired-wang"]
    assert data["kind"] == "CHAIRED"
    assert data["facts"] == ("fact-chairedwang0", "fact-chairedwang1")
    assert data["titles"] == ("副局长",)
    assert graph.nx.nodes["person-wang"]["name"] == "王桂兰"


def test_rows_come_out_as_they_went_in(made: Any, graph: KnowledgeGraph) -> None:
    assert {n.id: n for n in graph.nodes()} == {
        n.id: Node(n.id, n.kind, n.name, {k: v for k, v in n.attributes.items() if v not in ("", ())}
                   | ({"status": "reported"} if n.id == "meeting-province" else {}))
        for n in made.nodes
    }
    by_id = {e.id: e for e in graph.edges()}
    assert len(by_id) == len(made.edges)
    assert all(by_id[e.id].facts == e.facts for e in made.edges)
    assert [n.name for n in graph.nodes("Campaign")] == ["清河行动"]
    assert {e.kind for e in graph.edges(("CHAIRED", "LED"))} == {"CHAIRED"}


def test_what_is_not_known_is_left_out_and_what_has_no_status_is_reported() -> None:
    g = KnowledgeGraph([Node("meeting-a", "Meeting", "座谈会", {"start": "", "aliases": [], "year": 2016})], [])
    assert dict(g.nx.nodes["meeting-a"]) == {
        "kind": "Meeting", "name": "座谈会", "year": 2016, "status": "reported",
    }


@pytest.mark.parametrize(("nodes", "edges", "fault"), [
    ([Node("a", "Human", "甲")], [], "node a has the unknown kind Human"),
    ([Node("a", "Person", "甲"), Node("a", "Person", "乙")], [], "node a stands twice"),
    ([Node("a", "Person", "甲", {"age": 40})], [], "has the unknown attribute age"),
    ([Node("a", "Meeting", "会", {"year": "2016"})], [], "has year '2016', which is no int"),
    ([Node("a", "Person", "甲")], [Edge("e", "CHAIRED", "a", "m")], "has the target m, which is no node"),
    ([Node("a", "Person", "甲"), Node("b", "Person", "乙")], [Edge("e", "CHAIRED", "a", "b")],
     "has the target b, a Person, not Meeting"),
    ([Node("a", "Person", "甲"), Node("b", "Person", "乙")], [Edge("e", "KNOWS", "a", "b")], "the unknown kind KNOWS"),
])
def test_rows_that_the_schema_does_not_allow_are_refused(nodes: Any, edges: Any, fault: str) -> None:
    with pytest.raises(SchemaError, match=fault):
        KnowledgeGraph(nodes, edges)


@pytest.mark.parametrize(("name", "found"), [
    ("张春生", ["person-zhang"]),
    ("張春生", ["person-zhang"]),
    ("张　春生", ["person-zhang"]),
    ("张局长", ["person-zhang"]),
    ("person-zhang", ["person-zhang"]),
    ("person-liuold", ["person-liu"]),
    ("李伟", ["person-lia", "person-lib"]),
    ("清河行动", ["campaign-river"]),
    ("“清河行动”", ["campaign-river"]),
    ("安瀾市水務局", ["bureau-water"]),
    ("水务局", ["bureau-water"]),
    ("张", []),
])
def test_things_are_found_by_name_in_either_script_by_other_forms_and_by_id(
    graph: KnowledgeGraph, name: str, found: list[str]
) -> None:
    assert ids(graph.find(name)) == found


def test_finding_can_be_kept_to_kinds(graph: KnowledgeGraph) -> None:
    assert ids(graph.find("安澜市", "Place")) == ["place-anlan"]
    assert graph.find("安澜市", "Person") == []
    with pytest.raises(SchemaError, match="there is no kind Human: use one of Person, Role"):
        graph.find("安澜市", "Human")


def test_a_name_that_is_not_there_brings_the_nearest(graph: KnowledgeGraph) -> None:
    assert graph.nearest("王桂蓝")[0] == "王桂兰"
    assert graph.nearest("全市防汛会议", "Meeting")[0] == "全市防汛工作会议"
    with pytest.raises(NotFoundError, match="no Person named 王桂蓝 in the graph: did you mean 王桂兰") as caught:
        graph.roles("王桂蓝")
    assert caught.value.nearest[0] == "王桂兰"
    with pytest.raises(NotFoundError, match=r"named 阿布都 in the graph$"):
        graph.chaired("阿布都")


def test_the_five_ways_are_asked_of_a_meeting_or_of_who_took_part(graph: KnowledgeGraph) -> None:
    assert [r.actor_name for r in graph.chaired("全市防汛工作会议")] == ["王桂兰"]
    assert [r.meeting_name for r in graph.chaired("王桂兰")] == ["全市防汛工作会议"]
    assert [r.meeting for r in graph.spoke("张春生")] == ["meeting-province", "meeting-flood"]
    assert [r.actor for r in graph.attended("meeting-flood")] == ["group-heads", "person-zhang"]
    assert [r.actor_name for r in graph.convened("安澜市防汛工作会议")] == ["安澜市水务局"]
    assert not graph.led("王桂兰")
    assert graph.chaired("全市防汛工作会议")[0].evidence[0].quote == "副局长王桂兰主持会议"


def test_a_name_that_two_people_share_is_asked_about_for_both(graph: KnowledgeGraph) -> None:
    assert [r.meeting for r in graph.chaired("李伟")] == ["meeting-province"]
    assert {r.actor for r in graph.ask("participations", actor="李伟")} == {"person-lia", "person-lib"}
    assert {r.person for r in graph.roles("李伟")} == {"person-lia", "person-lib"}


def test_a_node_can_be_given_in_place_of_its_name(graph: KnowledgeGraph) -> None:
    (wei, _) = graph.find("李伟")
    assert [r.title for r in graph.roles(wei)] == ["副省长"]


def test_only_what_is_reported_is_told_unless_more_is_asked_for(graph: KnowledgeGraph) -> None:
    assert not graph.attended("刘海涛")
    assert [r.status for r in graph.attended("刘海涛", status="any")] == ["planned"]
    assert [r.meeting for r in graph.meetings()] == ["meeting-province", "meeting-flood"]
    assert [r.meeting for r in graph.meetings(status="planned")] == ["meeting-push"]


def test_meetings_are_told_by_place_convener_kind_and_time(graph: KnowledgeGraph) -> None:
    assert [r.meeting for r in graph.meetings(place="云岭省")] == ["meeting-flood"]
    assert [r.meeting for r in graph.meetings(bureau="市水务局")] == ["meeting-flood"]
    assert [r.meeting for r in graph.meetings(since="2016-04", until="2016-04")] == ["meeting-province"]
    assert not graph.meetings(kind="visit")


def test_holders_of_a_post(graph: KnowledgeGraph) -> None:
    assert [r.person_name for r in graph.holders("水务局", "局长")] == ["张春生", "刘海涛"]


def test_both_engines_answer_the_graph_alike(graph: KnowledgeGraph) -> None:
    for params in ({"actor": "张春生"}, {"meeting": "全省防汛工作会议"}, {}):
        assert graph.ask("spoke", **params) == graph.ask("spoke", engine="sparql", **params)
    assert graph.store() is graph.store()


def test_a_question_with_an_unknown_parameter_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(QuestionError, match="has no parameter who"):
        graph.ask("chaired", who="王桂兰")


def test_the_words_behind_an_edge(made: Any, graph: KnowledgeGraph) -> None:
    found = graph.evidence("chaired-wang")
    assert [(e.notice, made.raw(e)[e.start:e.end]) for e in found] == [
        ("notice-a1", "副局长王桂兰主持会议"), ("notice-a2", "副局長王桂蘭主持會議"),
    ]
    assert graph.evidence(graph.edge("within-anlan")) == []
    with pytest.raises(NotFoundError, match="no edge named chaired-nobody"):
        graph.evidence("chaired-nobody")


def test_a_node_by_its_id_or_a_former_one(graph: KnowledgeGraph) -> None:
    assert graph.node("person-liuold").name == "刘海涛"
    with pytest.raises(NotFoundError, match="person-gone"):
        graph.node("person-gone")


def test_counts_follow_the_schema_and_leave_out_what_is_not_there(graph: KnowledgeGraph) -> None:
    counts = graph.counts()
    assert list(counts)[:3] == ["Person", "Role", "Bureau"]
    assert counts["Person"] == 5
    assert counts["CHAIRED"] == 2
    assert "LED" not in counts
    assert len(graph) == sum(1 for _ in graph.nodes())


def test_it_shows_itself(graph: KnowledgeGraph) -> None:
    assert repr(graph) == f"<KnowledgeGraph: {len(graph)} nodes, {graph.nx.number_of_edges()} edges>"
    page = graph._repr_html_()
    assert "<td>Person</td><td>人物</td><td>5</td>" in page


def test_frames_have_a_row_for_each_node_and_edge(graph: KnowledgeGraph) -> None:
    nodes, edges = graph.to_pandas()
    assert set(nodes["id"]) == set(graph.nx)
    assert len(edges) == graph.nx.number_of_edges()
    chaired = edges[edges["id"] == "chaired-wang"].iloc[0]
    assert (chaired["source"], chaired["target"], chaired["kind"]) == ("person-wang", "meeting-flood", "CHAIRED")


def test_an_empty_graph_can_be_asked_and_shown() -> None:
    empty = KnowledgeGraph([], [])
    assert not empty.meetings()
    assert not empty.ask("chaired", engine="sparql")
    assert list(empty.to_pandas().nodes.columns) == ["id", "kind", "name"]
    assert "0 nodes, 0 edges" in empty._repr_html_()
    assert empty.find("张春生") == []
