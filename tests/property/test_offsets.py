"""Whatever is done to a text, its offsets lead back to the raw words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.facts import Edit
from loaders.healing import Healed, apply, heal, undo
from loaders.healing.edits import Change, compose, rewrite

#: Characters that the healers look for, so that chance texts are injured texts.
INJURIES = st.sampled_from(
    "长會議長国省、。，矗盛舰(zhǎng)(hui)馬　軍 8月\u00a0\u200b\n\r\t"
    "<p></p>&nbsp;&amp;lt;<br>#*[]!?勇聯)姑鬆髮裏乾隆著名李強等"
)
MARKUP = "<p> </p> <br> <td> </td> <b> &nbsp; &ldquo; ** ](http://a) <!-- -->".split()
WORDS = "(zhǎng) (hui) 局长 记者 基矗 市常 １ ?lián)姑? 髮展 馬\u3000軍".split(" ")
PIECES = st.sampled_from([*MARKUP, *WORDS, "# ", "• ", "8 月"])
TEXTS = st.text(INJURIES | st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def passes(draw: st.DrawFn, text: str) -> list[Change]:
    """Sorted changes of ``text`` that do not overlap: replacements, deletions and insertions."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    out: list[Change] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text("甲乙丙", max_size=3))
        if end > start or new:
            out.append((start, end, new, draw(st.sampled_from(("a", "b")))))
    return out


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, str, list[Change]]:
    """A raw text, what two or three passes of changes make of it, and the passes as one."""
    raw = text = draw(TEXTS)
    done: list[Change] = []
    for _ in range(draw(st.integers(1, 3))):
        more = draw(passes(text))
        done = compose(done, text, more)
        text = rewrite(text, more)
    return raw, text, done


def healed(raw: str, text: str, changes: list[Change]) -> Healed:
    return Healed(raw, text, tuple(Edit(*c) for c in changes))


@given(chains())
def test_passes_put_together_do_what_they_do_one_by_one(chain: tuple[str, str, list[Change]]) -> None:
    raw, text, done = chain
    assert rewrite(raw, done) == text


@given(chains())
def test_edits_put_together_are_sorted_and_do_not_overlap(chain: tuple[str, str, list[Change]]) -> None:
    raw, _, done = chain
    at = 0
    for start, end, new, kind in done:
        assert at <= start <= end <= len(raw)
        assert end > start or new
        assert kind
        at = end


@given(chains())
def test_undoing_the_edits_gives_the_raw_text_back(chain: tuple[str, str, list[Change]]) -> None:
    raw, text, done = chain
    edits = tuple(Edit(*c) for c in done)
    assert apply(raw, edits) == text
    assert apply(text, undo(raw, edits)) == raw


@given(chains())
def test_every_healed_offset_maps_to_a_raw_range_in_order(chain: tuple[str, str, list[Change]]) -> None:
    h = healed(*chain)
    spans = [h.raw_span(i, i + 1) for i in range(len(h.text))]
    for (a, b), (c, d) in pairwise(spans):
        assert a <= c
        assert b <= d
    assert all(0 <= a <= b <= len(h.raw) for a, b in spans)
    if spans:
        assert h.raw_span(0, len(h.text)) == (spans[0][0], spans[-1][1])


@given(chains())
def test_text_that_no_edit_touched_maps_to_itself(chain: tuple[str, str, list[Change]]) -> None:
    h = healed(*chain)
    written = {i for e in undo(h.raw, h.edits) for i in range(e.start, e.end)}
    for i, char in enumerate(h.text):
        if i not in written:
            a, b = h.raw_span(i, i + 1)
            assert h.raw[a:b] == char
            assert h.healed_span(a, b) == (i, i + 1)


@given(chains(), st.data())
def test_a_span_sent_to_the_raw_text_and_back_still_covers_itself(
    chain: tuple[str, str, list[Change]], data: st.DataObject
) -> None:
    h = healed(*chain)
    start = data.draw(st.integers(0, len(h.text)))
    end = data.draw(st.integers(start, len(h.text)))
    a, b = h.raw_span(start, end)
    # What was inserted at the very edge belongs to no raw text.
    if b > a and not any(e.start == e.end and e.start in (a, b) for e in h.edits):
        back = h.healed_span(a, b)
        assert back[0] <= start
        assert end <= back[1]


@settings(deadline=None)
@given(TEXTS)
def test_healing_any_text_keeps_its_raw_and_its_way_back(text: str) -> None:
    h = heal(text)
    assert h.raw == text
    assert apply(text, h.edits) == h.text
    assert apply(h.text, undo(text, h.edits)) == text


@settings(deadline=None)
@given(st.lists(st.text(INJURIES, max_size=3) | PIECES, max_size=20).map("".join))
def test_healing_a_healed_text_changes_nothing(text: str) -> None:
    once = heal(text).text
    assert heal(once).text == once


@settings(deadline=None)
@given(st.lists(st.text(INJURIES, max_size=3) | PIECES, max_size=20).map("".join))
def test_what_no_healer_touched_is_the_raw_text(text: str) -> None:
    h = heal(text)
    written = {i for e in undo(h.raw, h.edits) for i in range(e.start, e.end)}
    for i, char in enumerate(h.text):
        a, b = h.raw_span(i, i + 1)
        assert i in written or h.raw[a:b] == char


@settings(deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_what_lies_outside_the_ranges_is_never_read(text: str, ranges: list[tuple[int, int]]) -> None:
    h = heal(text, ranges=tuple(ranges))
    if not ranges:
        return
    inside = {i for a, b in ranges for i in range(a, b)}
    for i, char in enumerate(h.text):
        a, b = h.raw_span(i, i + 1)
        if h.raw[a:b] == char:
            assert a in inside


def test_the_text_of_a_range_points_into_the_whole_raw_text() -> None:
    h = heal("菜单|首页\n李强主持会议。\n友情链接", ranges=((6, 13),))
    assert h.text == "李强主持会议。"
    assert h.raw_span(0, 2) == (6, 8)
    assert h.healed_span(6, 8) == (0, 2)
    assert {e.kind for e in h.edits} == {"skipped"}


def test_two_ranges_are_joined_by_one_line_break() -> None:
    assert heal("省局会议\n广告\n李强主持。", ranges=((0, 4), (8, 13))).text == "省局会议\n李强主持。"
    assert heal("省局会议李强主持。", ranges=((0, 4), (4, 9))).text == "省局会议\n李强主持。"
