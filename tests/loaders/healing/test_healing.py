from __future__ import annotations

import doctest
import gzip
import json
import pickle
from collections import Counter
from pathlib import Path

import pytest

from loaders.facts import Edit
from loaders.healing import Healed, apply, heal, undo
from loaders.healing.registry import HEALERS, Healer, healers

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"


def test_injuries_one_inside_another_are_healed_together() -> None:
    raw = "<p>&nbsp;&nbsp;８&nbsp;月&nbsp;１８&nbsp;日，會(huì)議由副局長(zhǎng)馬(mǎ)　軍(jūn)主持，奠定堅實基矗</p>"
    h = heal(raw)
    assert h.text == "8月18日，会议由副局长马军主持，奠定坚实基础。"
    a, b = h.raw_span(h.text.index("马军"), h.text.index("马军") + 2)
    assert raw[a:b] == "馬(mǎ)　軍"


def test_a_clean_text_has_no_edits() -> None:
    text = "2015年8月18日，全市工作会议召开。市局局长张春生主持会议，副局长王桂兰（女）作报告。\n"
    h = heal(text)
    assert h.text is text
    assert h.edits == ()


def test_an_empty_text_is_healed_to_nothing() -> None:
    assert heal("").text == ""
    assert heal("", ranges=((0, 0),)).text == ""


def test_ranges_that_hold_nothing_read_nothing() -> None:
    h = heal("张春生主持会议", ranges=((0, 0),))
    assert h.text == ""
    assert apply(h.raw, h.edits) == ""


def test_what_is_skipped_is_no_injury_of_the_text() -> None:
    h = heal("导航(nav)\n张春生主持。\n版权", ranges=((8, 14),))
    assert h.text == "张春生主持。"
    assert {e.kind for e in h.edits} == {"skipped"}


def test_an_injury_at_the_edge_of_a_range_is_healed() -> None:
    raw = "<nav>首页</nav><p>會(huì)議</p>"
    start = raw.index("<p>")
    h = heal(raw, ranges=((start, len(raw)),))
    assert h.text == "会议"
    assert h.raw[slice(*h.raw_span(0, 2))] == "會(huì)議"


def test_edits_and_their_undoing_are_exact() -> None:
    raw = "<p>馬　軍&ldquo;會(huì)議&rdquo;</p>\r\n<p>基矗</p>"
    h = heal(raw)
    assert apply(raw, h.edits) == h.text
    assert apply(h.text, undo(raw, h.edits)) == raw


def test_the_healed_text_can_be_sent_to_another_process() -> None:
    h = heal("<p>馬　軍主持</p>")
    again = pickle.loads(pickle.dumps(h))
    assert again == h
    assert again.raw_span(0, 2) == h.raw_span(0, 2)


def test_a_stored_text_and_its_edits_give_the_same_offsets() -> None:
    h = heal("<p>會(huì)議由馬　軍主持</p>")
    again = Healed(h.raw, apply(h.raw, h.edits), tuple(Edit(e.start, e.end, e.new, e.kind) for e in h.edits))
    assert [again.raw_span(i, i + 2) for i in range(6)] == [h.raw_span(i, i + 2) for i in range(6)]


def test_a_lone_surrogate_does_not_stop_the_healing() -> None:
    assert heal("会议\ud800由張春生主持").text == "会议\ufffd由张春生主持"


def test_the_healers_stand_in_their_order() -> None:
    names = [healer.name for healer in HEALERS]
    assert names == ["markup", "markdown", "forms", "glosses", "debris", "wraps", "spaces", "script", "merges"]
    assert healers()[: len(HEALERS)] == HEALERS
    assert all(isinstance(healer, Healer) for healer in healers())


def test_the_page_about_healing_says_what_happens() -> None:
    page = Path(__file__).parents[3] / "docs" / "healing.md"
    examples = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, page.name, str(page), 0)
    results = doctest.DocTestRunner().run(examples)
    assert results.attempted >= 3
    assert results.failed == 0


def _texts(name: str, field: str) -> list[str]:
    path = CORPORA / name
    if not path.exists():
        pytest.skip("the corpora are not at hand")
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    return [json.loads(line)[field] for line in lines if line]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("xwlb/officials-subset.jsonl.gz", "text"),
        ("chinanews-2020/news.jsonl.gz", "text"),
        ("bureau-html/guomeicms.jsonl", "raw"),
        ("hkcnews/officials-subset.jsonl.gz", "body"),
    ],
)
def test_real_notices_heal_to_what_needs_no_healing_and_back(name: str, field: str) -> None:
    kinds: Counter[str] = Counter()
    for raw in _texts(name, field)[::7]:
        h = heal(raw)
        assert apply(h.text, undo(raw, h.edits)) == raw
        assert heal(h.text).text == h.text
        kinds.update(kind for e in h.edits for kind in e.kind.split("+"))
    assert not kinds.keys() & {"merge", "gloss", "debris"}, "sound text was taken for injured"
