"""Organisations: where their names begin and end, and what short forms stand for."""

from __future__ import annotations

import pytest

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def bureaus(text: str, title: str = "") -> list[str]:
    mentions, _ = mark(Reading.of(Notice("k", "s", "2020-05-06", title, text)))
    return list(dict.fromkeys(b.name for b in mentions.bureaus))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("沈阳高新技术产业开发区管委会召开会议。", ["沈阳高新技术产业开发区管委会"]),
        ("南京的东南大学以前叫南京工学院。", ["东南大学", "南京工学院"]),
        ("省气象局人事处处长刘海涛宣读任命。", ["省气象局人事处"]),
        ("农业部种植业管理司长刘海涛出席。", ["农业部种植业管理司"]),
        ("全国人大监察司法委、财经委、农委提出报告。", [
            "全国人民代表大会监察和司法委员会", "全国人民代表大会财政经济委员会", "全国人民代表大会农业与农村委员会"]),
        ("省住房和城乡建设厅通报情况。", ["省住房和城乡建设厅"]),
        ("全国人大常委会预算工作委员会作了说明。", ["全国人民代表大会常务委员会预算工作委员会"]),
        ("刘海涛在北京大学讲话。", ["北京大学"]),
        ("海南省三亚市人大常委会开会。", ["三亚市人大常委会"]),
    ],
)
def test_a_name_begins_at_its_anchor_and_ends_at_its_head(text: str, names: list[str]) -> None:
    assert bureaus(text) == names


@pytest.mark.parametrize(
    "text",
    ["各有关部门要抓好落实。", "1998年3月1号是我的生日。", "召开全国邮政管理局局长座谈会。", "党和国家领导人出席。", "通过该中心组织培训。",
     "优秀团支部代表上台领奖。", "来自全国高校的大学生参加志愿服务。", "扎根中国大地办大学。", "她享受国务院政府特殊津贴。", "邻国地处大陆结合部。"],
)
def test_what_names_no_body_is_none(text: str) -> None:
    assert bureaus(text) == []


def test_a_level_word_takes_the_body_that_the_notice_spells_out() -> None:
    assert bureaus("山西省邮政管理局召开会议。省局党组要求抓好落实。") == ["山西省邮政管理局"]


def test_a_level_word_takes_the_home_division() -> None:
    assert bureaus("忻州市教育局召开会议，市政府有关人员到会。", "忻州市召开教育会议") == ["忻州市教育局", "忻州市政府"]


def test_a_short_form_of_a_division_is_written_out() -> None:
    assert bureaus("山西邮政管理局召开会议。") == ["山西省邮政管理局"]


def test_a_list_of_places_before_bureaus_names_one_bureau_each() -> None:
    text = "山西省邮政管理局召开会议。会上，大同、阳泉、忻州三市局作了交流发言。"
    assert bureaus(text) == ["山西省邮政管理局", "大同市邮政管理局", "阳泉市邮政管理局", "忻州市邮政管理局"]


def test_one_body_in_two_writings_is_one() -> None:
    assert bureaus("忻州市人大常委会开会。忻州市人民代表大会常务委员会作出决定。") == ["忻州市人大常委会"]


def test_a_party_group_is_part_of_its_body() -> None:
    mentions, _ = mark(Reading.of(Notice("k", "s", "", "", "县水利局党组书记刘海涛讲话。")))
    assert [(p.bureau, p.title) for p in mentions.posts] == [("县水利局", "党组书记")]


def test_a_city_of_county_level_is_the_city_meant_where_the_one_above_it_is_not_named() -> None:
    assert bureaus("海城市召开会议，市水利局局长张春生主持。") == ["海城市水利局"]
    assert "鞍山市水利局" in bureaus("鞍山市召开会议，市水利局局长张春生主持，海城市负责人参加。")


def test_a_school_called_after_a_place_says_nothing_of_where_it_stands() -> None:
    assert "中山市人大常委会" not in bureaus("永川区人民政府公布：永川区中山中学建成，市人大常委会举行会议。")


@pytest.mark.parametrize(("text", "names"), [
    ("海城市召开会议，市人大、政协、检察院负责人参加。", ["海城市人大", "海城市政协", "海城市检察院"]),
    ("上海一中院、二中院、金融法院有关负责人出席。", ["上海市一中院", "上海市二中院", "上海市金融法院"]),
    ("西班牙参议院、众议院通过了议案。", ["西班牙参议院", "西班牙众议院"]),
])
def test_organs_of_one_place_share_its_name(text: str, names: list[str]) -> None:
    assert bureaus(text) == names


@pytest.mark.parametrize("text", [
    "要建设强大的中央银行。", "数十位社区民警维持秩序，到广场领取社区干部物资。", "这是全国工作。",
])
def test_words_that_every_place_has_are_no_body(text: str) -> None:
    assert bureaus(text) == []


def test_a_station_that_acts_together_with_another_ends_before_the_adverb() -> None:
    assert bureaus("宁城大学与宁城电视台联合举行交流会。")[-1].endswith("电视台")


def test_delegates_to_the_national_congress_are_no_local_body() -> None:
    assert bureaus("上海市全国人大代表团组团。") != ["上海市全国人大代表团"]


def test_a_head_inside_a_longer_word_is_none() -> None:
    assert bureaus("宁城大学合作协议签字仪式20日举行。") == ["宁城大学"]


def test_a_short_form_of_a_foreign_party_needs_its_country() -> None:
    assert bureaus("我们重视同捷社民党的关系。") == []
    assert bureaus("德国社民党主席加布里尔来访。") == ["德国社会民主党"]


def test_a_wish_is_no_part_of_a_body() -> None:
    assert "希望立法会" not in bureaus("因此希望立法会议员出席。")


def test_a_province_that_no_list_has_is_not_replaced_by_the_one_around() -> None:
    from loaders.extraction import extract
    from loaders.facts import Notice

    text = "云岭省林业局8月18日在海城市召开会议，云岭省林业局局长张春生主持。"
    assert [b.name for b in extract(Notice("k", "s", "2015-08-21", "", text)).bureaus] == ["云岭省林业局"]


@pytest.mark.parametrize(("text", "names"), [
    ("教育界立法会议员张春生出席。", ["香港特别行政区立法会"]),
    ("香港特别行政区立法会主席张春生出席。", ["香港特别行政区立法会"]),
])
def test_whom_a_member_speaks_for_is_no_part_of_the_council(text: str, names: list[str]) -> None:
    assert bureaus(text) == names
