"""A pattern is found in the same places whether it is tried everywhere or only where it can begin."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import loaders.extraction
from loaders.extraction.openings import matches, openings

TEXT = (
    "关于张春生等职务任免的决定\n2021年5月6日，青石县人大常委会召开第十二次会议，决定任命王桂兰为县水务局局长，免去刘海涛的县水务局局长职务。"
    "县委副书记、县长李明远主持会议并讲话，不再担任县统计局局长的陈国梁获任命为县政协副主席；中共云岫县委原常务副书记赵佳宁当选县人大常委会主任。\n"
    "会议传达学习党的十九届五中全会和历次全会精神。他于2001年7月至2005年3月在白鹭镇石桥村任教，曾先后任镇长、书记。\n"
    "（记者 何永清）在沙溪县博物馆，周思源-吴玉梅一行听取了汇报，说：“要抓好落实！”"
)


def patterns() -> list[re.Pattern[str]]:
    found = {}
    for module in pkgutil.iter_modules(loaders.extraction.__path__, "loaders.extraction."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, re.Pattern):
                found[value.pattern] = value
    return list(found.values())


def test_every_pattern_of_the_extraction_is_found_in_the_same_places() -> None:
    tried = patterns()
    assert len(tried) > 100
    for pattern in tried:
        assert [m.span() for m in matches(pattern, TEXT)] == [m.span() for m in pattern.finditer(TEXT)], pattern.pattern


def test_most_patterns_have_characters_to_begin_with() -> None:
    tried = patterns()
    assert sum(openings(p) is not None for p in tried) > len(tried) / 2


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("主持|出席", "主出"),
        ("(?:不|未)?参加", "不未参"),
        ("(?<=会)议|(?=召)召开", "召议"),
        ("[一-三]届", "一七三"),
        ("^会", "会"),
        ("(?:了){0,2}会", "了会"),
        ("(?>同志|先生)", "先同"),
        ("\\d{1,2}月", "0189"),
    ],
)
def test_the_characters_to_begin_with_are_those_of_every_branch(pattern: str, begins: str) -> None:
    found = openings(re.compile(pattern))
    assert found is not None
    assert set(begins) <= found


@pytest.mark.parametrize("pattern", [".", "[^，]会", "\\D月", "会*", "(?:会)?", "(会)?\\1", "[\u4e00-\u9fff]会", "(?i)A"])
def test_a_pattern_that_may_begin_with_anything_is_tried_everywhere(pattern: str) -> None:
    assert openings(re.compile(pattern)) is None
    assert [m.span() for m in matches(re.compile(pattern), TEXT)] == [m.span() for m in re.finditer(pattern, TEXT)]
