"""Which mentions of a name are one person: what the weights make of posts, places, days and company."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from kg.identity import agreement
from kg.identity.people import people, settle, voices
from kg.identity.trails import Held, Trail
from kg.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parents[3]))
from bench import identity as measured

COMMON, RARE = "张伟", "谌秋野"
FAR = ("忻州市教育局", "昆明市统计局", "沈阳市林业局", "北京大学", "公安部", "国家邮政局", "大同市委", "大同市教育局")


def trail(key, body="", title="局长", day="2015-08-21", company=(), **more):
    return Trail(key, {Held(body, title, day)} if body else set(), days={day}, company=set(company), **more)


def same(name, *trails):
    return len(set(agreement.joined(name, trails).values())) == 1


@pytest.mark.parametrize(("a", "b"), [
    (("浙江省委", "书记", "2018-01-01"), ("全国人大华侨委员会", "副主任委员", "2020-10-17")),
    (("国土资源部", "部长", "2017-05-01"), ("自然资源部", "部长", "2019-03-01")),
    (("忻州市委", "书记", "2015-01-01"), ("大同市委", "书记", "2016-06-01")),
])
def test_a_rare_name_is_one_person_where_posts_follow_each_other(a, b):
    assert same(RARE, trail("a", *a), trail("b", *b))


def test_a_common_name_needs_more_than_posts_that_could_follow_each_other():
    one, two = trail("a", "忻州市委", "书记", "2015-01-01"), trail("b", "大同市教育局", "局长", "2013-06-01")
    assert not same(COMMON, one, two)


def test_company_in_common_ties_a_common_name():
    with_whom = ["李桂兰", "王海涛", "赵春来", "孙玉梅", "周立新"]
    one = trail("a", "忻州市教育局", "局长", company=with_whom)
    assert not same(COMMON, one, trail("b", "山西省教育厅", "副厅长", "2016-08-21"))
    assert same(COMMON, one, trail("b", "山西省教育厅", "副厅长", "2016-08-21", company=with_whom))


def test_to_be_named_with_whom_all_notices_name_says_nothing():
    known = sorted(agreement.everywhere())[:2]
    one, two = (trail(key, body, company=known) for key, body in (("a", "忻州市教育局"), ("b", "昆明市统计局")))
    assert "company" not in {s.evidence for s in agreement.signs(COMMON, one, two)}


@pytest.mark.parametrize(("a", "b"), [
    (("忻州市委", "书记"), ("昆明市委", "书记")), (("公安部", "部长"), ("云南省政府", "省长")),
])
def test_two_seats_far_apart_on_one_day_are_two_people_however_rare_the_name(a, b):
    assert not same(RARE, trail("a", *a), trail("b", *b))


@pytest.mark.parametrize(("a", "b"), [
    (("浙江省政府", "省长"), ("杭州亚运会组委会", "主席")), (("忻州市委", "书记"), ("忻州市政府", "市长")),
    (("公安部", "部长"), ("国务院", "国务委员")),
])
def test_posts_that_one_person_can_hold_at_once_do_not_part_a_rare_name(a, b):
    assert same(RARE, trail("a", *a), trail("b", *b))


def test_a_woman_and_a_man_are_two():
    one = trail("a", "忻州市教育局", notes={("gender", "女")})
    assert not same(RARE, one, trail("b", "忻州市教育局办公室", notes={("gender", "男")}))
    assert same(RARE, one, trail("b", "忻州市教育局办公室", notes={("gender", "女")}))


def test_heads_of_two_states_are_two():
    assert not same("阿里", trail("a", "圭亚那", "总统"), trail("b", "埃及", "议长"))


def test_professors_of_two_schools_of_a_university_are_not_one_by_that():
    one = trail("a", "青山大学传媒学院", "教授", "2014-05-06")
    assert same("吴秋野", one, trail("b", "青山大学传媒学院教务处", "处长", "2019-10-17"))
    assert not same(COMMON, one, trail("b", "青山大学计算机学院", "教授", "2019-10-17"))


def test_the_sum_is_the_same_from_both_sides():
    trails = [trail(str(n), body, title, f"20{10 + n}-03-01") for n, (body, title) in enumerate(
        (body, title) for body in FAR for title in ("局长", "书记", "教授")
    )]
    for one in trails:
        for two in trails:
            assert agreement.total(COMMON, one, two) == agreement.total(COMMON, two, one)


def test_clusters_do_not_hang_on_the_order_of_trails():
    draw = random.Random(7)
    trails = [
        trail(f"t{n}", draw.choice(FAR), draw.choice(("局长", "书记", "教授")), f"20{draw.randint(10, 24)}-0{draw.randint(1, 9)}-01",
              draw.sample(["李桂兰", "王海涛", "赵春来", "孙玉梅", "周立新", "钱志强"], 3)) for n in range(24)
    ]
    expected = agreement.joined(COMMON, trails)
    assert 1 < len(set(expected.values())) < 24
    for _ in range(5):
        draw.shuffle(trails)
        assert agreement.joined(COMMON, trails) == expected


def test_one_name_is_settled_alone_as_among_all(draft, keep):
    draw = random.Random(3)
    names = ["张伟", "王伟", "李强", "谌秋野", "刘洋"]
    with Ledger.temporary() as ledger:
        drafts = []
        for n in range(60):
            here = draw.sample(names, 2)
            one = draft(f"{n} " + "、".join(here) + "出席。", key=f"n{n}", published=f"20{draw.randint(10, 24)}-03-0{draw.randint(1, 9)}")
            for name in here:
                one.say("people", name, quote=name)
                if draw.random() < 0.7:
                    one.say("roles", name, draw.choice(FAR), draw.choice(("局长", "教授", "处长")))
            drafts.append(one)
        keep(ledger, drafts)
        pages = measured.gather(ledger)[0]
    whole = people(pages)
    assert len(set(whole.values())) > len(names)
    for name in names:
        heard = voices(pages, name)[name]
        alone = settle(name, heard)
        assert {f"{name}|{key}" for key in alone.values()} == {key for (_, n), key in whole.items() if n == name}
    turned = pages[:]
    draw.shuffle(turned)
    assert people(turned) == whole


def test_many_namesakes_are_settled_in_time(draft):
    trails = [trail(f"t{n}", f"第{n}中学", "校长", f"20{10 + n % 15}-03-01") for n in range(400)]
    assert len(set(agreement.joined(COMMON, trails).values())) > 300


# The gold: who is meant was marked by reading the notices; what is kept here is names, posts, days and bodies


@pytest.mark.parametrize(("file", "precision", "recall"), [
    ("gold.csv", 0.98, 0.82), ("gold_second.csv", 0.98, 0.89), ("gold_third.csv", 0.97, 0.83),
])
def test_from_posts_and_days_alone_namesakes_stay_apart_and_persons_mostly_whole(file, precision, recall):
    gold = measured.read(measured.GOLD / file)
    said = measured.machine(gold, measured.pages_of(gold))
    found = measured.mean(measured.score(gold, lambda one: said[one.name, one.notice]).values())
    one_name = measured.mean(measured.score(gold, measured.one_name_one_person).values())
    with_body = measured.mean(measured.score(gold, measured.one_name_and_body_one_person).values())
    assert found[0] >= precision > one_name[0] + 0.05
    assert found[1] >= recall > with_body[1] + 0.1


def test_the_gold_is_as_large_as_it_says():
    gold = measured.read(measured.GOLD / "gold.csv")
    assert len(gold) >= 60
    assert max(map(len, gold.values())) <= 20
    assert sum(len({one.person for one in some}) > 1 for some in gold.values()) >= 15
    moved = [
        some for some in gold.values()
        if any(len({(b, t) for one in some if one.person == who for b, t, *_ in one.posts}) > 1 for who in {o.person for o in some})
    ]
    assert len(moved) >= 25
