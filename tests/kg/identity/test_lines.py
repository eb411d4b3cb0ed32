"""Which body followed which, and which stands above which: reference data tie bodies that notices name."""

from __future__ import annotations

import random

import pytest

from kg import identity
from kg.identity.lines import lines, touched
from kg.identity.names import bureau_key
from kg.identity.trails import table
from kg.ledger import Ledger
from loaders.extraction import gazetteer

BODIES = ("国土资源部", "自然资源部", "国家海洋局", "山西省邮政管理局", "忻州市邮政管理局", "国家邮政局", "忻州市政府", "山西省政府",
          "国务院", "忻州市教育局", "教育部", "昆明市教育局")


def named(draft, *bodies, key="n1"):
    one = draft("、".join(bodies) + "出席。", key=key)
    for body in bodies:
        one.say("bureaus", body, quote=body)
    return one


def test_a_reorganisation_is_two_bodies_tied_by_its_day(graph, draft):
    found = graph(named(draft, "国土资源部", "自然资源部"))
    edge, = found.edges("SUCCEEDED_BY")
    assert found.said("SUCCEEDED_BY") == [("国土资源部", "自然资源部")]
    assert (edge.attributes["how"], edge.attributes["date"], edge.attributes["source_kind"]) == ("replaced", "2018-03", "reference")
    assert edge.facts == ()


def test_a_mere_renaming_is_one_body(graph, draft):
    found = graph(named(draft, "襄樊市政府", key="n1"), named(draft, "襄阳市政府", key="n2"))
    assert len({bureau_key(n) for n in ("政协全国委员会", "全国政协")}) == 1
    assert len({n.name for n in found.named("Place")} & {"襄樊市", "襄阳市"}) == 1


def test_the_nearest_body_above_that_is_named_is_the_one(graph, draft):
    far = graph(named(draft, "忻州市邮政管理局", "国家邮政局"))
    assert far.said("UNDER") == [("忻州市邮政管理局", "国家邮政局")]
    near = graph(named(draft, "忻州市邮政管理局", "国家邮政局", "山西省邮政管理局"))
    assert near.said("UNDER") == [("山西省邮政管理局", "国家邮政局"), ("忻州市邮政管理局", "山西省邮政管理局")]


def test_a_department_is_guided_and_a_government_is_led(graph, draft):
    found = graph(named(draft, "忻州市教育局", "教育部", "忻州市政府", "山西省政府"))
    how = {found.nodes[e.source].name: e.attributes["how"] for e in found.edges("UNDER")}
    assert how == {"忻州市教育局": "guides", "忻州市政府": "leads"}


@pytest.mark.parametrize("body", ["市教育局", "青山局", "教育部", "北京大学", "国务院"])
def test_what_has_no_place_or_no_line_stands_under_nothing(body):
    assert not [x for x in lines(body, BODIES) if x.kind == "UNDER"]


def test_coming_and_going_bodies_change_what_a_rebuild_would_change(graph, draft, keep):
    drafts = [named(draft, body, key=f"n{n}") for n, body in enumerate(BODIES)]
    draw = random.Random(5)
    with Ledger.temporary() as ledger:
        for turn in range(12):
            keep(ledger, [drafts[turn]], sources=str(turn))
            here = identity.resolve(ledger)
            anew = graph(*drafts[:turn + 1]).resolved
            assert _ties(here) == _ties(anew)
        for turn in draw.sample(range(12), 5):
            with ledger.writing():
                ledger.withdraw(f"n{turn}")
        left = {n.name for n in identity.resolve(ledger).nodes if n.kind == "Bureau"}
        again = graph(*[d for d in drafts if d.text.removesuffix("出席。") in left]).resolved
        assert _ties(identity.resolve(ledger)) == _ties(again)


def _ties(resolved):
    return sorted((e.id, e.kind, sorted(e.attributes.items())) for e in resolved.edges if e.kind in ("UNDER", "SUCCEEDED_BY"))


def test_the_tables_are_of_bodies_that_the_lexicon_knows():
    known = {bureau_key(b.name) for b in gazetteer.bodies()}
    heads = [row[0] for row in table("systems.tsv")]
    assert [h for h in heads if bureau_key(h) not in known] == []
    assert len(heads) == len(set(heads)) or heads.count("国家统计局") == 2
    years = {str(x.year) for x in gazetteer.lineages()}
    assert years <= {row[0] for row in table("reforms.tsv")}
    assert all(row[2].startswith(row[0]) and row[3] for row in table("reforms.tsv"))


def test_what_a_body_touches_is_what_is_tied_to_it():
    for body in BODIES:
        for other in BODIES:
            if any(x.other == other for x in lines(body, BODIES)):
                keys, endings = touched(other)
                assert body in keys or body.endswith(endings)
