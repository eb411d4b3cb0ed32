"""Places that stand on their own."""

from __future__ import annotations

import pytest

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def places(text: str) -> list[str]:
    mentions, _ = mark(Reading.of(Notice("k", "s", "2020-05-06", "", text)))
    return list(dict.fromkeys(p.name for p in mentions.places))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议在忻州召开。", ["忻州市"]),
        ("会议17日在京召开。", ["北京市"]),
        ("全会在长召开，湖南长沙天气晴好。", ["长沙市", "湖南省"]),
        ("代表团访问老挝万象。", ["老挝", "万象"]),
        ("会议在人民大会堂举行。", ["人民大会堂"]),
        ("他先后到河南、河北、海南考察。", ["河南省", "河北省", "海南省"]),
        ("张春生到安吉县青溪镇桐岭村走访。", ["安吉县", "青溪镇", "桐岭村"]),
        ("张春生考察了宁温铁路青溪站，参观了青溪港科技馆。", ["宁温铁路青溪站", "青溪港科技馆"]),
        ("张春生向青溪烈士纪念碑敬献花篮。", ["青溪烈士纪念碑"]),
    ],
)
def test_places_are_found_and_settled(text: str, names: list[str]) -> None:
    assert set(places(text)) == set(names)


@pytest.mark.parametrize("text", ["山西省邮政管理局召开会议。", "中国经济平稳运行。", "双方合作和平发展。", "太原市市长刘海涛出席。",
                                  "延安路和江汉路上的商铺已经开门。", "目前海洋天气平稳。", "他曾任城规会委员。", "旅客入住酒店后测温。",
                                  "他们到一家酒店隔离。", "推进乡镇建设，深入农村。", "大河南北，黄河北岸，沿海南部。"])
def test_a_place_inside_another_name_or_word_is_none(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(("text", "venue"), [
    ("他在下榻的青溪广场旅馆会见客人。", "青溪广场旅馆"), ("张春生在纽约联合国总部出席会议。", "纽约联合国总部"),
    ("会议在青溪大学多功能厅召开。", "青溪大学多功能厅"), ("张春生到青溪体育场观看比赛。", "青溪体育场"),
])
def test_a_venue_may_begin_with_a_body_s_name_or_stand_behind_where_one_stays(text: str, venue: str) -> None:
    assert venue in places(text)


@pytest.mark.parametrize("text", ["他在附近广场散步。", "居民来到小区停车场。", "代表在青溪机场建设指挥部开会。"])
def test_any_square_and_what_is_built_at_a_place_are_no_venue(text: str) -> None:
    assert not [p for p in places(text) if p.endswith(("广场", "停车场", "机场"))]


def test_a_division_s_name_at_the_end_of_a_foreign_one_is_none() -> None:
    assert "利州区" not in places("张春生考察了卡洛维伐利州。")
    assert "利州区" in places("张春生考察了广元市利州。")
