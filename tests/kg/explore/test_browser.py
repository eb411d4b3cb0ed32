"""The pages in a real browser: from a search to the words of a notice, at two widths, in light and dark, with hostile texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

#: What a hostile page would put where a name is expected.
HOSTILE = "<script>document.title='hit'</script>\"'><img src=x onerror=\"document.title='hit'\">"


def test_a_reader_goes_from_search_to_person_to_meeting_to_notice_to_the_marked_quote(served: Any, page: Any) -> None:
    page.goto(served.base)
    page.keyboard.press("/")
    page.keyboard.type("王桂蘭")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="王桂兰").first.click()
    assert page.locator("h1").inner_text() == "王桂兰"
    page.locator("#meetings").get_by_role("link", name="山西省防汛工作会议", exact=True).click()
    assert "张春生" in page.locator(".card", has_text="主持").first.inner_text()
    page.locator(".card", has_text="主持").first.locator("a.cite").first.click()
    page.wait_for_url(re.compile("/notice/"))
    lit = page.locator(".healed mark.lit")
    assert "张春生主持会议" in "".join(lit.all_inner_texts())
    assert page.evaluate("[...document.querySelectorAll('.healed mark.lit')].every(m => m.getBoundingClientRect().top < innerHeight)")


def test_the_pointer_on_marked_words_says_the_fact_and_its_rule(served: Any, page: Any) -> None:
    notice = _notice(served, "全省防汛工作会议召开")
    page.goto(f"{served.base}/notice/{notice}")
    page.locator(".healed mark", has_text="主持会议").first.hover()
    said = page.locator("#tip").inner_text()
    assert "主持 张春生 → 山西省防汛工作会议" in said
    assert "chaired-主持" in said


def test_edits_are_struck_in_the_raw_text_and_inserted_in_the_healed_one(served: Any, page: Any) -> None:
    page.goto(f"{served.base}/notice/{_notice(served, '全省防汛工作会议再次召开')}")
    assert "(huì)" in "".join(page.locator(".raw del").all_inner_texts())
    assert "长" in "".join(page.locator(".healed ins").all_inner_texts())
    assert "省水利厅厅长张春生主持会议" in page.locator(".healed").inner_text().replace("\n", "")
    page.locator("#edits").uncheck()
    assert page.locator(".raw del").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_the_window(served: Any, browser: Any, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in _one_of_each(served):
        assert page.goto(served.base + address).status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
    assert said == []


def test_hostile_texts_are_shown_as_text(served: Any, page: Any) -> None:
    page.goto(f"{served.base}/notice/{_notice(served, 'hostile.txt')}")
    assert "<script>document.title='hit'</script>" in page.locator(".raw").text_content()
    page.goto(f"{served.base}/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27")
    assert "<script>alert(1)</script>\"'" in page.locator("h1").inner_text()
    assert "hit" not in page.title()


def test_hostile_names_are_shown_as_text_also_of_a_graph_without_its_notices(hostile_file: Path, serve: Any, page: Any) -> None:
    with serve(hostile_file) as served:
        for node in served.library.view.graph.nodes():
            page.goto(f"{served.base}/{node.kind.lower()}/{node.id}")
            assert "<script>" in page.locator("h1").inner_text()
            assert "hit" not in page.title().replace(HOSTILE, "")
            assert page.locator("main script, main img").count() == 0
        page.goto(served.base)
        page.keyboard.press("/")
        page.keyboard.type("script")
        page.wait_for_selector("#offers a")
        assert "<script>" in page.locator("#offers").inner_text()


def test_labels_change_between_chinese_and_english_and_stay_so(served: Any, page: Any) -> None:
    page.goto(served.base)
    assert page.get_by_role("link", name="人物", exact=True).is_visible()
    page.locator("#lang").click()
    assert page.get_by_role("link", name="People", exact=True).is_visible()
    page.reload()
    assert page.get_by_role("link", name="People", exact=True).is_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_names_are_offered_while_one_types(served: Any, page: Any) -> None:
    page.goto(served.base)
    page.keyboard.press("/")
    page.keyboard.type("张春")
    page.wait_for_selector("#offers a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/person/"))
    assert page.locator("h1").inner_text() == "张春生"


def test_a_question_is_asked_by_its_form_and_leads_to_the_words(served: Any, page: Any) -> None:
    page.goto(f"{served.base}/ask")
    page.get_by_role("link", name="谁主持了哪次会议？").click()
    page.locator("input[name=actor]").fill("劉海濤")
    page.get_by_role("button", name="提问").click()
    page.wait_for_selector("#answer")
    assert "山西省造林绿化座谈会" in page.locator("table").inner_text()
    page.locator("table a.cite").first.click()
    page.wait_for_url(re.compile("/notice/"))
    assert "刘海涛主持会议" in "".join(page.locator(".healed mark.lit").all_inner_texts())


def _notice(served: Any, title: str) -> str:
    return next(n.id for n in served.library.view.graph.nodes("Notice") if n.name == title)


def _one_of_each(served: Any) -> list[str]:
    graph = served.library.view.graph
    things = [next(iter(graph.nodes(kind)), None) for kind in ("Person", "Bureau", "Meeting", "Place", "Campaign", "Role", "Notice")]
    named = ["/", "/search?q=防汛", "/list/person", "/ask", "/ask/chaired?go=1", "/api", "/sparql", "/search?q=" + "防" * 10_000]
    return [*named, *(f"/{t.kind.lower()}/{t.id}" for t in things if t is not None)]
