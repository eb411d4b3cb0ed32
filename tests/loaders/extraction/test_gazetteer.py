"""The scan finds every form of the lexicons, says which are weak, and its helpers settle short forms."""

from __future__ import annotations

import time

import pytest

from loaders.extraction import gazetteer as g
from loaders.extraction.divisions import short_form


def kinds(text: str) -> set[tuple[str, str]]:
    return {(h.form, h.kind) for h in g.scan(text)}


def test_scan_finds_every_kind_in_one_pass() -> None:
    found = kinds("张春生赴忻州市和老挝万象，在人民大会堂同中组部副局长欧阳海出席亚太座谈会，去了某公司")
    expected = {
        ("忻州市", "division"), ("老挝", "country"), ("万象", "foreign_place"), ("中组部", "body"),
        ("公司", "body_head"),
        ("座谈会", "meeting_head"), ("副局长", "title"), ("欧阳", "surname"), ("亚太", "region"),
        ("人民大会堂", "venue"),
    }
    assert expected <= found


def test_offsets_are_code_points_also_after_characters_beyond_the_first_plane() -> None:
    text = "𠮷田赴忻州市"
    hit = next(h for h in g.scan(text) if h.form == "忻州市")
    assert text[hit.start:hit.end] == "忻州市"


def test_hits_are_sorted_and_the_longest_at_a_place_comes_first() -> None:
    hits = g.scan("内蒙古自治区人大常委会在延边朝鲜族自治州召开座谈会")
    keys = [(h.start, -h.end) for h in hits]
    assert keys == sorted(keys)


def test_no_form_of_one_character_is_scanned_for() -> None:
    assert not [h for h in g.scan("在京抵沪赴川，王某任局长") if len(h.form) < 2]


@pytest.mark.parametrize(("name", "short"), [
    ("忻州市", "忻州"), ("阿勒泰地区", "阿勒泰"), ("延边朝鲜族自治州", "延边"), ("内蒙古自治区", "内蒙古"),
    ("恩施土家族苗族自治州", "恩施"), ("西双版纳傣族自治州", "西双版纳"), ("巴音郭楞蒙古自治州", "巴音郭楞"),
    ("克孜勒苏柯尔克孜自治州", "克孜勒苏"), ("锡林郭勒盟", "锡林郭勒"), ("凤县", ""), ("和县", ""), ("鄂托克前旗", ""),
    ("东乡族自治县", "东乡"), ("鄂温克族自治旗", "鄂温克"), ("香港特别行政区", "香港"), ("浦东新区", "浦东"),
    ("管城回族区", "管城"), ("梅里斯达斡尔族区", "梅里斯"), ("博尔塔拉蒙古自治州", "博尔塔拉"),
    ("龙胜各族自治县", "龙胜"),
])
def test_short_forms_follow_the_rules(name: str, short: str) -> None:
    assert short_form(name) == short


@pytest.mark.parametrize(
    "form",
    "和平 城区 郊区 东方 向阳 长安 前进 解放 友谊 红星 鼓楼 桥西 新华 朝阳 代县 应县 任县 左权 志丹 来宾".split(),
)
def test_names_that_are_plain_words_or_shared_are_weak(form: str) -> None:
    hits = [h for h in g.scan(form) if h.form == form and h.kind == "division"]
    assert hits
    assert hits[0].weak


@pytest.mark.parametrize(
    "form", "忻州 忻州市 和平区 海淀 徐汇 浦东 黎川县 延边州 石林县 台北市 雄安新区 大连 朝阳区 兵团第八师".split(),
)
def test_names_that_are_plainly_places_are_not_weak(form: str) -> None:
    hits = [h for h in g.scan(form) if h.form == form and h.kind == "division"]
    assert hits
    assert not hits[0].weak


def test_the_division_of_today_stands_before_those_of_the_past() -> None:
    assert [d.current for d in g.divisions_named("长泰")] == [True, False, False, False]


def test_a_year_puts_the_division_of_that_year_first() -> None:
    assert g.divisions_named("长泰", 2015)[0].name == "长泰县"
    assert g.divisions_named("巢湖市", 2005)[0].level == "prefecture"
    assert g.divisions_named("巢湖市")[0].level == "county"


def test_a_province_stands_before_a_city_of_the_same_short_name() -> None:
    assert [d.name for d in g.divisions_named("吉林")][:2] == ["吉林省", "吉林市"]


def test_parents_lead_up_to_the_province() -> None:
    division = g.divisions_named("黎川县")[0]
    assert [d.name for d in g.parents(division)] == ["抚州市", "江西省"]
    assert g.full_name(division) == "江西省抚州市黎川县"


def test_counties_under_a_province_have_no_city_above_them() -> None:
    assert [d.name for d in g.parents(g.divisions_named("仙桃市")[0])] == ["湖北省"]
    assert [d.name for d in g.parents(g.divisions_named("海淀区")[0])] == ["北京市"]


def test_renamed_city_keeps_its_code() -> None:
    old = g.divisions_named("襄樊市")[0]
    assert (old.until, old.successor) == (2009, "420600")
    assert g.divisions_coded(old.successor)[0].name == "襄阳市"


def test_cities_are_told_from_other_divisions() -> None:
    cities = {n: g.divisions_named(n)[0].city for n in ("重庆市", "忻州市", "穆棱市", "海淀区", "阿勒泰地区")}
    assert cities == {"重庆市": True, "忻州市": True, "穆棱市": True, "海淀区": False, "阿勒泰地区": False}


def test_short_forms_of_bodies_give_the_full_name() -> None:
    for short, full in {
        "中组部": "中共中央组织部", "国办": "国务院办公厅", "国台办": "国务院台湾事务办公室",
        "发改委": "国家发展和改革委员会", "海基会": "海峡交流基金会", "民建联": "民主建港协进联盟",
        "世卫组织": "世界卫生组织",
        "全国人大财经委": "全国人民代表大会财政经济委员会", "农工党中央": "中国农工民主党中央委员会",
    }.items():
        body = g.body_named(short)
        assert body is not None
        assert body.name == full


def test_a_name_shared_by_bodies_of_several_places_gives_the_central_one_first() -> None:
    assert [(b.name, b.place) for b in g.bodies_named("外交部")] == [("外交部", ""), ("台湾外交部", "台湾")]


def test_local_names_of_bodies_are_weak() -> None:
    weak = {h.form: h.weak for h in g.scan("教育局和立法会") if h.kind == "body"}
    assert weak == {"教育局": True, "立法会": True}


def test_variants_of_countries_settle_on_one_name() -> None:
    variants = {"纽西兰": "新西兰", "义大利": "意大利", "寮国": "老挝", "大韩民国": "韩国", "沙特": "沙特阿拉伯"}
    for form, name in variants.items():
        country = g.country_named(form)
        assert country is not None
        assert country.name == name


def test_deputies_are_titles_with_their_base_and_more_seats() -> None:
    title = g.title_named("常务副市长")
    assert title is not None
    assert (title.base, title.rank, title.seats) == ("市长", "deputy", "one")
    several = g.title_named("副书记")
    assert several is not None
    assert several.seats == "several"


def test_surnames_of_married_women_are_read_by_rule() -> None:
    assert all(g.is_surname(s) for s in ("林郑", "陈冯", "范徐", "司马", "赵"))
    assert not g.is_surname("会议")


def test_letters_stand_for_places() -> None:
    assert g.place_letter("沪")[0].name == "上海市"
    assert [p.name for p in g.place_letter("宁")] == ["宁夏回族自治区", "南京市"]
    assert g.place_letter("美")[0].name == "美国"
    assert g.place_letter("的") == ()


def test_unknown_forms_give_nothing() -> None:
    assert g.body_named("无此机构") is None
    assert g.country_named("无此国") is None
    assert g.title_named("无此职") is None
    assert g.divisions_named("无此地") == ()


@pytest.mark.parametrize(("text", "form"), [
    ("进一步扩大同中方的合作", "大同"), ("党中央和政府高度重视", "和政"), ("大力弘扬中国精神", "扬中"),
    ("推动中山水相连", "中山"), ("由李长春市长陪同", "长春"), ("印度卫生部通报", "卫生部"),
    ("乌卫生部发言人", "卫生部"),
    ("学者胡鞍钢发言", "鞍钢"), ("乘坐G77次列车", "G7"), ("评为示范县的单位", "范县"), ("县级以上城区的道路", "上城区"),
    ("各地生态环境部门负责人", "生态环境部"),
    ("提出建设部署意见", "建设部"), ("会见西哈努克时", "努克"), ("俄国防部发言人", "俄国"), ("职工行为规范", "工行"),
])
def test_a_form_across_the_border_of_other_words_is_weak(text: str, form: str) -> None:
    hits = [h for h in g.scan(text) if h.form == form]
    assert hits
    assert all(h.weak for h in hits)


@pytest.mark.parametrize(("text", "form"), [
    ("会议在大同召开", "大同"), ("来到扬中考察", "扬中"), ("赴江苏常州调研", "常州"), ("任长春市长", "长春"),
    ("云南方面表示", "云南"), ("鞍钢集团负责人", "鞍钢集团"), ("参加G20峰会", "G20"),
    ("教育部、卫生部联合发文", "卫生部"),
    ("生态环境部部长", "生态环境部"), ("国防部长表示", "国防部"), ("访问马里总统府", "马里"),
    ("石林县委书记", "石林县"), ("于大连开幕", "大连"),
])
def test_a_form_that_stands_alone_is_not_weak(text: str, form: str) -> None:
    hits = [h for h in g.scan(text) if h.form == form]
    assert hits
    assert not any(h.weak for h in hits)


def test_the_lexicons_load_quickly() -> None:
    g._automaton.cache_clear()
    began = time.perf_counter()
    g.scan("忻州市")
    # A twentieth of a second here; the bound is wide because other work may share the processor.
    assert time.perf_counter() - began < 1.0
