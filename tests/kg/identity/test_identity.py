"""From statements to the graph: who is who, which meeting is which, whatever the order of reading."""

from __future__ import annotations

import random

import pytest

from kg import identity
from kg.ledger import Ledger
from loaders.facts import BureauFact, Evidence, PersonFact
from ontology.schema import EDGES, NODES

BUREAU = "青山省林业局"


def chaired(draft, who, bureau, title, *, key, published="2015-08-21", meeting="春季林业会议", start="", **more):
    """A notice in which somebody with a post chairs a meeting."""
    text = f"{start}，{bureau}{title}{who}主持{meeting}。"
    one = draft(text, key=key, published=published)
    one.say("people", who, quote=who)
    if bureau:
        one.say("bureaus", bureau, quote=bureau)
    if title:
        one.say("roles", who, bureau, title, quote=f"{bureau}{title}{who}", **more)
    one.say("meetings", "m1", meeting, start=start, quote=meeting)
    one.say("participation", who, "chaired", "m1", title=title, verb="主持")
    return one


def test_every_row_is_of_a_kind_and_with_attributes_that_the_schema_names(graph, draft):
    post = {"acting": True, "concurrent": True, "rank": "正厅级"}
    one = chaired(draft, "张春生", BUREAU, "局长", key="n1", start="2015-08-20", **post)
    one.say("places", "忻州市", quote="主持").say("campaigns", "“清风”行动")
    one.say("groups", "各市林业局负责人", "m1", BUREAU, 11)
    one.say("participation", "各市林业局负责人", "attended", "m1", who_kind="group",
            position=2, list_size=3, open_list=True)
    one.say("participation", BUREAU, "convened", "m1", who_kind="bureau")
    one.say("appointments", "王桂兰", BUREAU, "副局长", "appointed", "2015-08-01")
    one.say("appointments", "刘海涛", BUREAU, "副局长", "removed", "2015-08-01")
    one.say("appointments", "李小春", BUREAU, "副局长", "proposed", status="proposed")
    one.say("meetings", "m2", "全国林业会议", place="忻州市", convener="国家林业局")
    one.say("relations", "m1", "RELAYS", "m2").say("relations", "m1", "CONCERNS", "“清风”行动")
    one.say("relations", "notice", "ISSUED_BY", BUREAU, "signed").say("relations", "m1", "SESSION_OF", "m2")
    found = graph(one, chaired(draft, "张春生", BUREAU, "局长", key="n2"))
    for node in found.resolved.nodes:
        assert node.id.isascii()
        assert set(node.attributes) <= {a.name for a in NODES[node.kind].attributes}, node
    kinds = {e.kind for e in found.resolved.edges}
    for edge in found.resolved.edges:
        kind = EDGES[edge.kind]
        assert set(edge.attributes) <= {a.name for a in kind.attributes}, edge
        assert found.nodes[edge.source].kind in kind.sources
        assert found.nodes[edge.target].kind in kind.targets
        assert edge.facts or edge.attributes["source_kind"] != "stated", edge
    assert kinds == set(EDGES) - {
        "UNDER", "SUCCEEDED_BY", "NOT_SAME_AS", "LED", "SPOKE_AT", "PART_OF", "COPY_OF", "LOCATED_IN",
    }
    assert len({e.id for e in found.resolved.edges}) == len(found.resolved.edges)
    assert len(found.nodes) == len(found.resolved.nodes)


def test_one_name_at_one_body_is_one_person(graph, draft):
    found = graph(
        chaired(draft, "张春生", BUREAU, "局长", key="n1"),
        chaired(draft, "张春生", BUREAU, "党组书记", key="n2", published="2016-01-04", meeting="冬季林业会议"),
    )
    person = found.one("Person", "张春生")
    assert {found.nodes[e.target].name for e in found.edges("HOLDS")} == {BUREAU + "局长", BUREAU + "党组书记"}
    assert {e.source for e in found.edges("HOLDS")} == {person.id}


def test_the_party_and_the_government_of_a_division_are_one_line_of_office(graph, draft):
    found = graph(
        chaired(draft, "张春生", "忻州市委", "副书记", key="n1"),
        chaired(draft, "张春生", "忻州市人民政府", "市长", key="n2", meeting="市政府常务会议"),
    )
    assert len(found.named("Person", "张春生")) == 1


def test_one_name_at_two_bodies_is_two_people(graph, draft):
    found = graph(
        chaired(draft, "张春生", "忻州市教育局", "局长", key="n1"),
        chaired(draft, "张春生", "大同市教育局", "局长", key="n2"),
    )
    assert len(found.named("Person", "张春生")) == 2


def test_a_notice_that_gives_both_posts_joins_the_two(graph, draft):
    move = draft("张春生任大同市教育局局长，不再担任忻州市教育局局长。", key="n3", published="2016-02-01")
    move.say("people", "张春生", quote="张春生")
    move.say("appointments", "张春生", "大同市教育局", "局长", "appointed")
    move.say("appointments", "张春生", "忻州市教育局", "局长", "removed")
    found = graph(
        chaired(draft, "张春生", "忻州市教育局", "局长", key="n1"),
        chaired(draft, "张春生", "大同市教育局", "局长", key="n2", published="2017-01-01"), move,
    )
    assert len(found.named("Person", "张春生")) == 1


def test_bodies_named_only_from_where_a_notice_stands_are_not_one(graph, draft):
    found = graph(
        chaired(draft, "王伟", "市教育局", "局长", key="n1"),
        chaired(draft, "王伟", "市教育局", "局长", key="n2", meeting="秋季会议"),
    )
    assert len(found.named("Bureau", "市教育局")) == 2
    assert len(found.named("Person", "王伟")) == 2


def test_a_seat_among_thousands_does_not_make_one_person(graph, draft):
    found = graph(
        chaired(draft, "王伟", "全国人大", "代表", key="n1"),
        chaired(draft, "王伟", "全国人大", "代表", key="n2", meeting="第二个会"),
    )
    assert len(found.named("Person", "王伟")) == 2


def test_a_person_with_no_post_joins_the_only_one_of_the_name(graph, draft):
    found = graph(
        chaired(draft, "张春生", BUREAU, "局长", key="n1"),
        chaired(draft, "张春生", "", "", key="n2", meeting="另一会议"),
    )
    assert len(found.named("Person", "张春生")) == 1


def test_a_person_with_no_post_joins_none_of_two(graph, draft):
    found = graph(
        chaired(draft, "张春生", "忻州市教育局", "局长", key="n1"),
        chaired(draft, "张春生", "大同市教育局", "局长", key="n2"),
        chaired(draft, "张春生", "", "", key="n3", meeting="另一会议"),
    )
    assert len(found.named("Person", "张春生")) == 3


def test_a_person_with_no_post_joins_the_one_at_the_body_that_called_the_meeting(graph, draft):
    third = chaired(draft, "张春生", "", "", key="n3", meeting="另一会议")
    third.say("participation", "大同市教育局", "convened", "m1", who_kind="bureau")
    found = graph(
        chaired(draft, "张春生", "忻州市教育局", "局长", key="n1"),
        chaired(draft, "张春生", "大同市教育局", "局长", key="n2"), third,
    )
    assert len(found.named("Person", "张春生")) == 2
    chair = {e.source for e in found.edges("CHAIRED") if found.nodes[e.target].name == "另一会议"}
    at_datong = {e.source for e in found.edges("HOLDS") if found.nodes[e.target].name == "大同市教育局局长"}
    assert chair == at_datong


def test_a_yearly_meeting_is_another_every_year(graph, draft):
    found = graph(
        chaired(draft, "张春生", BUREAU, "局长", key="n1", meeting="青山林业论坛", start="2014-08-20",
                published="2014-08-21"),
        chaired(draft, "张春生", BUREAU, "局长", key="n2", meeting="2015年青山林业论坛", start="2015-08-20"),
        chaired(draft, "王桂兰", BUREAU, "副局长", key="n3", meeting="青山林业论坛", published="2015-08-25"),
    )
    assert len(found.named("Meeting")) == 2
    by_year = {found.nodes[e.target].attributes["year"]: set() for e in found.edges("CHAIRED")}
    for e in found.edges("CHAIRED"):
        by_year[found.nodes[e.target].attributes["year"]].add(found.nodes[e.source].name)
    assert by_year == {2014: {"张春生"}, 2015: {"张春生", "王桂兰"}}


@pytest.mark.parametrize(("days", "published", "meetings"), [
    (("2015-01-20",), "2015-11-02", 1),  # the only one of the year before
    (("2013-01-20",), "2015-11-02", 2),  # too long ago
    (("2015-01-20", "2015-03-20"), "2015-11-02", 3),  # which of the two is not told
    (("2014-12-20", "2015-10-20"), "2015-11-02", 2),  # the last one
])
def test_an_undated_meeting_is_the_only_one_of_its_name_in_the_year_before(graph, draft, days, published, meetings):
    dated = [
        chaired(draft, "张春生", BUREAU, "局长", key=f"n{n}", meeting="青山林业论坛", start=day, published=day)
        for n, day in enumerate(days)
    ]
    late = chaired(draft, "王桂兰", BUREAU, "副局长", key="late", meeting="青山林业论坛", published=published)
    assert len(graph(*dated, late).named("Meeting")) == meetings


def test_a_planned_meeting_and_its_report_are_one_and_reported(graph, draft):
    plan = draft("定于8月20日召开青山林业论坛。", key="n1", published="2015-08-10")
    plan.say("meetings", "m1", "青山林业论坛", start="2015-08-20", status="planned")
    plan.say("participation", BUREAU, "convened", "m1", who_kind="bureau", status="planned")
    report = draft("青山林业论坛8月20日召开。", key="n2").say("meetings", "m1", "青山林业论坛", start="2015-08-20")
    report.say("participation", BUREAU, "convened", "m1", who_kind="bureau")
    before, after = graph(plan), graph(plan, report)
    assert before.one("Meeting", "青山林业论坛").attributes["status"] == "planned"
    assert before.edges("CONVENED")[0].attributes["status"] == "planned"
    assert after.one("Meeting", "青山林业论坛").attributes["status"] == "reported"
    edge, = after.edges("CONVENED")
    assert (edge.attributes["status"], edge.attributes["notices"], len(edge.facts)) == ("reported", 2, 2)


@pytest.mark.parametrize(("first", "second", "meetings"), [
    ({"convener": "忻州市教育局"}, {"convener": "大同市教育局"}, 2),
    ({"convener": "忻州市教育局"}, {"convener": "忻州市教育局"}, 1),
    ({}, {}, 2),
])
def test_a_meeting_whose_name_many_bodies_use_is_told_apart_by_who_held_it(graph, draft, first, second, meetings):
    found = graph(*(
        draft(f"党组扩大会议召开。{n}", key=f"n{n}").say("meetings", "m1", "党组扩大会议", start="2015-08-20", **more)
        for n, more in enumerate((first, second))
    ))
    assert len(found.named("Meeting")) == meetings


def test_the_whole_province_of_a_body_is_the_province(graph, draft):
    found = graph(
        draft("山西省邮政管理局召开全省邮政会。", key="n1")
        .say("meetings", "m1", "全省邮政会", start="2015-08-20", convener="山西省邮政管理局"),
        draft("山西省邮政会20日召开。", key="n2").say("meetings", "m1", "山西省邮政会", start="2015-08-20"),
    )
    meeting, = found.named("Meeting")
    assert {meeting.name, *meeting.attributes["aliases"]} == {"全省邮政会", "山西省邮政会"}


def test_a_numbered_session_is_one_wherever_it_is_spoken_of(graph, draft):
    name = "青山省第十二届人民代表大会第三次会议"
    found = graph(
        draft("第三次会议召开。", key="n1", published="2015-02-01").say("meetings", "m1", name, start="2015-01-20"),
        draft("传达会议精神。", key="n2", published="2016-12-01").say("meetings", "m1", name),
    )
    meeting, = found.named("Meeting")
    assert meeting.attributes["ordinal"] == "第十二届第三次"


def test_copies_add_evidence_but_no_weight(graph, draft):
    text = "青山省林业局局长张春生主持春季林业会议，要求各地做好春季造林和防火工作。" * 4
    drafts = []
    for key, published in (("n1", "2015-08-21"), ("n2", "2015-08-22"), ("n3", "2015-08-23")):
        one = draft(text + ("来源：本站" if key == "n3" else ""), key=key, published=published)
        one.say("people", "张春生", quote="张春生")
        one.say("roles", "张春生", BUREAU, "局长", quote="青山省林业局局长张春生")
        drafts.append(one)
    found = graph(*drafts)
    assert len(found.edges("COPY_OF")) == 2
    assert {found.nodes[e.target].attributes["key"] for e in found.edges("COPY_OF")} == {"n1"}
    holds, = found.edges("HOLDS")
    assert holds.attributes["notices"] == 1
    assert len(holds.facts) == 2, "the exact copy states the same fact, the other one a fact of its own"


def test_a_form_filled_in_for_another_person_is_no_copy(graph, draft):
    form = "经研究决定，任命{}为青山省林业局副局长，试用期一年，自发文之日起计算，特此通知。" * 4
    drafts = [
        draft(form.format(*[who] * 4), key=who).say("appointments", who, BUREAU, "副局长", "appointed")
        for who in ("张春生", "王桂兰")
    ]
    assert not graph(*drafts).edges("COPY_OF")


def test_other_names_of_a_division_and_of_a_body_are_one_node(graph, draft):
    found = graph(
        draft("襄樊市。", key="n1").say("places", "襄樊市").say("bureaus", "中共山西省委员会"),
        draft("襄阳市。", key="n2").say("places", "襄阳市").say("bureaus", "山西省委"),
    )
    place, = [n for n in found.named("Place") if n.attributes.get("code") == "420600"]
    assert {place.name, *place.attributes["aliases"]} == {"襄樊市", "襄阳市"}
    assert len(found.named("Bureau")) == 1


def test_reference_data_place_bodies_and_cities(graph, draft):
    found = graph(draft("忻州市教育局召开会议。").say("bureaus", "忻州市教育局"))
    assert found.said("LOCATED_IN") == [("忻州市教育局", "忻州市")]
    assert found.said("WITHIN") == [("忻州市", "山西省")]
    assert {e.attributes["source_kind"] for e in found.edges("WITHIN") + found.edges("LOCATED_IN")} == {"reference"}
    assert found.one("Place", "忻州市").attributes["city"] is True
    assert not [e for e in found.resolved.edges if e.kind in ("WITHIN", "LOCATED_IN") and e.facts]


def test_a_post_without_a_body_is_of_one_person_alone_save_offices_of_state(graph, draft):
    found = graph(
        draft("国家主席张春生和院长刘海涛。", key="n1")
        .say("roles", "张春生", "", "国家主席").say("roles", "刘海涛", "", "院长"),
        draft("国家主席王桂兰和院长李小春。", key="n2")
        .say("roles", "王桂兰", "", "国家主席").say("roles", "李小春", "", "院长"),
    )
    assert len(found.named("Role", "国家主席")) == 1
    assert len(found.named("Role", "院长")) == 2


def test_groups_of_two_notices_are_two(graph, draft):
    found = graph(*(
        draft(f"各市局负责人参加会议。{n}", key=f"n{n}").say("meetings", "m1", "青山林业论坛", start="2015-08-20")
        .say("groups", "各市局负责人", "m1").say("participation", "各市局负责人", "attended", "m1", who_kind="group")
        for n in range(2)
    ))
    assert len(found.named("Group")) == 2
    assert len(found.named("Meeting")) == 1


def test_taking_part_is_one_edge_with_all_that_notices_say_of_it(graph, draft):
    drafts = []
    for key, way, title, published in (("n1", "致辞", "局长", "2015-08-21"), ("n2", "作报告", "党组书记", "")):
        one = chaired(draft, "张春生", BUREAU, title, key=key, published=published, meeting="青山林业论坛",
                      start="2015-08-20")
        drafts.append(one.say("participation", "张春生", "spoke", "m1", way=way, title=title, verb=way))
    edge, = graph(*drafts).edges("SPOKE_AT")
    assert edge.attributes["ways"] == ("作报告", "致辞")
    assert edge.attributes["titles"] == ("党组书记", "局长")
    assert edge.attributes["notices"] == 2
    assert (edge.attributes["published_first"], edge.attributes["published_last"]) == ("2015-08-21", "2015-08-21")


def _many(draft):
    """Notices in which names, dates, meetings and copies cross."""
    rng = random.Random(7)
    out = []
    for n in range(60):
        who = rng.choice(["张春生", "王桂兰", "刘海涛"])
        body = rng.choice([BUREAU, "忻州市教育局", "忻州市委", "大同市政府", ""])
        day = f"2015-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        meeting = rng.choice(["党组扩大会议", "青山林业论坛", "全省林业会议", "第二次全体会议"])
        one = chaired(
            draft, who, body, rng.choice(["局长", "副局长", "委员"]), key=f"n{n}", published=rng.choice([day, day, ""]),
            meeting=meeting, start=rng.choice(["", day, day[:7]]), former=rng.random() < 0.1,
        )
        if rng.random() < 0.3:
            one.say("appointments", who, body, "局长", rng.choice(["appointed", "removed"]), rng.choice(["", day]))
        if rng.random() < 0.3:
            one.say("relations", "notice", "ISSUED_BY", rng.choice([BUREAU, "忻州市教育局"]))
        if rng.random() < 0.3:
            one.say("participation", BUREAU, "convened", "m1", who_kind="bureau")
        out.append(one)
        if rng.random() < 0.2:
            out.append(draft(one.text, key=f"copy{n}", published=one.published, found=one.found))
    return out


def _bare(resolved):
    """The rows without when they were recorded."""
    return [
        (r.id, r.kind, sorted((k, v) for k, v in r.attributes.items() if k != "recorded_from"), getattr(r, "facts", r))
        for r in (*resolved.nodes, *resolved.edges)
    ]


def test_the_order_of_reading_changes_nothing(graph, draft):
    drafts = _many(draft)
    expected = _bare(graph(*drafts).resolved)
    assert len(expected) > 200
    for seed in range(4):
        turned = drafts[:]
        random.Random(seed).shuffle(turned)
        assert _bare(graph(*turned).resolved) == expected


def test_reading_in_one_go_or_in_many_gives_the_same_graph(graph, draft, keep):
    drafts = _many(draft)
    expected = _bare(graph(*drafts).resolved)
    with Ledger.temporary() as ledger:
        for at in range(0, len(drafts), 9):
            keep(ledger, drafts[at:at + 9], sources=str(at))
        assert _bare(identity.resolve(ledger)) == expected


def test_withdrawing_a_notice_gives_the_graph_without_it(graph, draft, keep):
    drafts = _many(draft)
    expected = _bare(graph(*drafts[1:]).resolved)
    with Ledger.temporary() as ledger:
        keep(ledger, drafts)
        with ledger.writing():
            ledger.withdraw("n0")
        assert _bare(identity.resolve(ledger)) == expected


def test_the_graph_as_known_on_a_day_is_that_of_the_notices_published_by_then(graph, draft):
    drafts = _many(draft)
    early = [d for d in drafts if d.published and d.published <= "2015-06-30"]
    assert _bare(graph(*drafts, known_on="2015-06").resolved) == _bare(graph(*early).resolved)


def test_an_id_that_retires_finds_its_entity(draft, keep):
    later = chaired(draft, "张春生", BUREAU, "局长", key="n1", published="2015-08-21")
    earlier = chaired(draft, "张春生", BUREAU, "局长", key="n2", published="2014-01-01", meeting="冬季会议")
    with Ledger.temporary() as ledger:
        keep(ledger, [later])
        first = identity.resolve(ledger)
        before = {n.name: n.id for n in first.nodes}
        with ledger.writing():
            ledger.issue(n.id for n in first.nodes)
        keep(ledger, [earlier])
        after = {n.name: n for n in identity.resolve(ledger).nodes}
        assert after["张春生"].id != before["张春生"]
        assert after["张春生"].attributes["former_ids"] == (before["张春生"],)
        assert after["春季林业会议"].id == before["春季林业会议"]
        assert "former_ids" not in after["春季林业会议"].attributes


def test_a_body_that_a_title_implies_is_an_inferred_place_of_the_post(graph, draft):
    one = draft("市长张春生主持。").say("roles", "张春生", "忻州市政府", "市长")
    one.say("bureaus", "忻州市政府", implied=True)
    edge, = graph(one).edges("AT")
    assert edge.attributes["source_kind"] == "inferred"
    assert edge.facts


def test_a_unit_inside_a_body_is_part_of_it(graph, draft):
    found = graph(draft("青山省林业局办公室。").say("bureaus", BUREAU).say("bureaus", BUREAU + "办公室"))
    assert found.said("PART_OF") == [(BUREAU + "办公室", BUREAU)]


def test_a_notice_mentions_what_it_names(graph, draft):
    found = graph(chaired(draft, "张春生", BUREAU, "局长", key="n1"))
    names = {name for _, name in found.said("MENTIONS")}
    assert names == {"张春生", BUREAU, BUREAU + "局长", "春季林业会议"}
    edge = next(e for e in found.edges("MENTIONS") if found.nodes[e.target].name == "张春生")
    assert edge.facts


def test_the_issuer_that_a_file_names_is_no_stated_fact(graph, draft):
    found = graph(draft("会议召开。", issuer=BUREAU))
    edge, = found.edges("ISSUED_BY")
    assert (edge.attributes["source_kind"], edge.attributes["basis"], edge.facts) == ("inferred", "site", ())


def test_a_name_is_kept_as_it_is_written(graph, draft):
    text = "馬　軍出席青山省林業局會議。"
    one = draft(text, published="")
    actor = Evidence("text", 0, 7, text[:7], "by-hand", 0.9, "马军出席青山省", (("actor", 0, 3), ("verb", 3, 5)))
    body = Evidence("text", 5, 11, text[5:11], "by-hand", 0.9, BUREAU)
    one.found = {"people": [PersonFact("马军", evidence=(actor,))], "bureaus": [BureauFact(BUREAU, evidence=(body,))]}
    found = graph(one)
    assert found.one("Person", "马军").attributes["written"] == ("馬　軍",)
    assert found.one("Bureau", BUREAU).attributes["written"] == ("青山省林業局",)


def test_two_heads_in_two_places_are_not_one_where_no_notice_says_who_was_when(graph, draft):
    found = graph(*(
        chaired(draft, "张春生", body, "局长", key=body, published="") for body in ("忻州市教育局", "大同市教育局")
    ))
    assert len(found.named("Person", "张春生")) == 2
