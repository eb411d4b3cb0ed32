"""Copies: found whatever the markup, told from forms filled in twice, in time that grows with the texts."""

from __future__ import annotations

import time

from kg.copies import copies, fingerprint, similarity
from kg.rows import Kept

SENTENCES = [f"第{n}项工作由第{n % 7}组负责，要求在{n + 3}日之内办好并报告。" for n in range(40)]


def kept(name, text):
    plain, sketch = fingerprint(text)
    return Kept(name, name, 1, name, "", "", "", "2015", "", plain, sketch, "", "", "", "")


def test_markup_and_white_space_make_no_other_text():
    text = "".join(SENTENCES)
    found = copies([kept("a", text), kept("b", "<p>" + "</p>\n<p>　　".join(SENTENCES) + "&nbsp;</p>")], {})
    assert [(c.copy, c.original, c.similarity) for c in found] == [("b", "a", 1.0)]


def test_a_text_with_a_line_more_is_nearly_the_same():
    text = "".join(SENTENCES)
    found, = copies([kept("a", text), kept("b", "来源：青山日报　责任编辑：某" + text)], {})
    assert 0.85 <= found.similarity < 1


def test_a_text_of_its_own_is_no_copy():
    other = "".join(f"今年第{n}批树苗已经运到，种植面积{n * 13}亩，成活率较高。" for n in range(40))
    assert copies([kept("a", "".join(SENTENCES)), kept("b", other), kept("c", ""), kept("d", "")], {}) == []


def test_short_texts_are_copies_only_where_they_are_equal():
    lines = {"a": "任命张春生为局长", "b": "任命王桂兰为局长", "c": "任命张春生为局长。"}
    assert [c.copy for c in copies([kept(name, line) for name, line in lines.items()], {})] == ["c"]


def test_a_form_that_names_another_person_is_no_copy():
    form = "".join(SENTENCES)
    both = [kept("a", form + "张春生"), kept("b", form + "王桂兰")]
    assert copies(both, {"a": frozenset(["张春生"]), "b": frozenset(["王桂兰"])}) == []
    assert len(copies(both, {})) == 1


def test_a_copy_of_a_copy_is_a_copy_of_the_first():
    text = "".join(SENTENCES)
    found = copies([kept("a", text), kept("b", text + "甲"), kept("c", text + "乙")], {})
    assert {c.original for c in found} == {"a"}


def test_the_estimate_is_near_the_truth():
    half = "".join(SENTENCES[:20])
    _, a = fingerprint("".join(SENTENCES))
    _, b = fingerprint(half)
    assert 0.35 < similarity(a, b) < 0.65
    assert similarity(a, a) == 1
    assert similarity(a, b"") == 0


def test_many_texts_with_one_preamble_are_compared_in_linear_time():
    preamble = "".join(SENTENCES[:30])
    few, many = ([kept(str(n), preamble + f"本文专述第{n}号事项，" * 30) for n in range(size)] for size in (500, 2000))

    def seconds(notices):
        start = time.perf_counter()
        copies(notices, {})
        return time.perf_counter() - start

    assert seconds(many) < 12 * max(seconds(few), 0.01)
