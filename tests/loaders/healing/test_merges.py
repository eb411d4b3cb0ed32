from __future__ import annotations

import pytest

from loaders.healing import heal, merges
from loaders.healing.edits import rewrite


def injure(text: str) -> str:
    """What a tool makes of ``text`` that strips the full-width space from its GBK bytes."""
    return text.encode("gbk").replace(b"\xa1\xa1", b"").decode("gbk")


def read(text: str, glossed: bool = False) -> str:
    return rewrite(text, merges.find(text, glossed))


def test_the_table_is_what_the_code_says() -> None:
    for merged, (char, mark) in merges.pairs().items():
        assert injure(char + mark) == merged


def test_a_full_stop_taken_in_is_given_back() -> None:
    assert injure("奠定坚实基础。县局局长张春生讲话。") == "奠定坚实基矗县局局长张春生讲话。"
    assert read("奠定坚实基矗县局局长张春生讲话。") == "奠定坚实基础。县局局长张春生讲话。"


def test_the_offsets_of_a_mended_character_lead_to_the_raw_one() -> None:
    h = heal("奠定坚实基矗县局局长张春生讲话。")
    at = h.text.index("。县局")
    assert h.raw[slice(*h.raw_span(at, at + 1))] == "矗"
    assert h.raw[slice(*h.raw_span(at + 1, at + 3))] == "县局"


def test_where_the_mark_is_still_there_only_the_character_is_mended() -> None:
    assert read("夯实了工作基矗。下一步") == "夯实了工作基础。下一步"


@pytest.mark.parametrize(
    "text",
    [
        "桂林市常委会办公室",
        "推动工作实现常态化",
        "建立常设机构",
        "张春生大校主持会议",
        "纪念碑巍然矗立在广场",
        "保护牙齿，预防龋齿",
        "书记祝愿全县人民",
        "市委书记希望大家努力",
        "潜艇和舰艇编队",
        "张海涛、李英浩、王剑、盛春生出席",
        "北京市常住人口、城市常年运营",
        "非常重要的会议",
        "全省剩余名额",
    ],
)
def test_sound_text_is_not_touched(text: str) -> None:
    assert read(text) == text
    assert read(text, glossed=True) == text


def test_a_doubtful_character_is_mended_only_where_the_text_is_injured_elsewhere() -> None:
    doubtful = "大家来到文化广常随后举行座谈。"
    assert read(doubtful) == doubtful
    assert read("为今后打下基矗" + doubtful) == "为今后打下基础。大家来到文化广场。随后举行座谈。"


def test_a_text_that_has_whole_pairs_is_no_injured_text() -> None:
    weak = "要把问题整治作为首眩大家要抓落实。"
    assert read(weak) != weak
    assert read(weak + "会议在广场、体育场。举行") == weak + "会议在广场、体育场。举行"


def test_a_quotation_mark_is_given_back_only_with_its_partner() -> None:
    whole = "他说要“夯实基础”，会后张春生讲话。"
    assert read(injure(whole)) == whole
    alone = "他说要夯实基幢大家鼓掌"
    assert "”" not in read(alone)


@pytest.mark.parametrize(
    "text",
    [
        "加强管理，夯实基础。会议要求，各县局要深入市场、深入企业。张春生主持会议。",
        "会议指出，要发展医疗、预防疾病。要把群众需要作为首选。张春生强调，要打好基础、抓好落实。",
        "要坚持“两个毫不动摇”，夯实基础，王桂兰出席会议。",
    ],
)
def test_an_injured_notice_comes_back_whole(text: str) -> None:
    injured = injure(text)
    assert injured != text
    assert read(injured) == text
