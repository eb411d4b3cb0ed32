from __future__ import annotations

import json

from queries.answer import Answer, Column, Quote

COLUMNS = [
    Column("person", "id", "the person", "人物"), Column("person_name", "str", "name", "姓名"),
    Column("titles", "strs", "titles", "职务"), Column("acting", "bool", "acting", "代理"),
    Column("position", "int", "position", "位次"), Column("status", "str", "status", "状态"),
]
QUOTE = Quote("notice-a", "text", 3, 12, "<b>王桂兰</b>主持\r\n会议\x1b[31m", "2016-05", 0.9)


def answer(*rows: dict[str, object]) -> Answer:
    return Answer("谁？", COLUMNS, rows, ("person_name",))


def row(person: str, name: str, **more: object) -> dict[str, object]:
    return {"person": person, "person_name": name, "status": "reported", "evidence": [QUOTE, QUOTE], **more}


def test_rows_are_named_tuples_with_the_empty_value_of_each_type() -> None:
    (only,) = answer({"person": "person-a"})
    assert tuple(only) == ("person-a", "", (), False, 0, "", ())
    assert only.person == "person-a"


def test_rows_stand_once_and_in_the_order_of_the_question() -> None:
    found = answer(row("person-b", "乙"), row("person-a", "甲"), row("person-b", "乙"))
    assert [r.person_name for r in found] == ["乙", "甲"]
    assert found[0].evidence == (QUOTE,)
    assert len(found) == 2


def test_answers_with_the_same_rows_are_equal() -> None:
    assert answer(row("person-a", "甲")) == answer(row("person-a", "甲"))
    assert answer(row("person-a", "甲")) != answer(row("person-a", "甲", acting=True))


def test_a_terminal_sees_names_and_quotes_and_no_escape_sequences() -> None:
    text = str(answer(row("person-a", "王桂兰", titles=("局长", "党组书记"))))
    assert "王桂兰" in text
    assert "党组书记、局长" in text or "局长、党组书记" in text
    assert "主持" in text
    assert "\x1b" not in text
    assert "person-a" not in text
    assert "reported" not in text
    assert text.endswith("1 row")


def test_ids_are_shown_where_two_share_a_name() -> None:
    text = str(answer(row("person-a", "李伟"), row("person-b", "李伟")))
    assert "person-a" in text
    assert "person-b" in text


def test_an_empty_answer_is_an_empty_table() -> None:
    assert str(answer()).endswith("0 rows")
    assert "person name" in str(answer())
    assert answer().to_json() == ""
    assert len(answer().to_pandas()) == 0


def test_a_notebook_sees_an_escaped_table() -> None:
    page = answer(row("person-a", "<script>alert(1)</script>"))._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;王桂兰" in page
    assert 'title="notice-a text 3–12"' in page


def test_json_has_all_columns_and_the_places_of_the_quotes() -> None:
    (line,) = answer(row("person-a", "甲", titles=("局长",))).to_json().splitlines()
    assert json.loads(line) == {
        "person": "person-a", "person_name": "甲", "titles": ["局长"], "acting": False, "position": 0,
        "status": "reported",
        "notice": "notice-a", "published": "2016-05", "quote": QUOTE.quote, "confidence": 0.9,
        "evidence": [QUOTE._asdict()],
    }


def test_json_can_be_written_even_where_the_raw_text_holds_a_lone_surrogate() -> None:
    broken = QUOTE._replace(quote="王\ud800兰")
    line = answer({"person": "person-a", "evidence": [broken]}).to_json()
    line.encode("utf-8")
    assert json.loads(line)["evidence"][0]["quote"] == broken.quote


def test_a_frame_has_the_columns_and_lists_of_notices_and_quotes() -> None:
    frame = answer(row("person-a", "甲"), row("person-b", "乙")).to_pandas()
    assert list(frame.columns) == [
        *(c.name for c in COLUMNS), "notice", "published", "quote", "confidence", "notices", "quotes",
    ]
    assert frame["notices"].tolist() == [["notice-a"], ["notice-a"]]
    assert frame["person"].tolist() == ["person-b", "person-a"]


def test_rows_that_rest_on_no_edge_have_no_evidence() -> None:
    plain = Answer("哪些？", COLUMNS[:2], [{"person": "person-a"}], with_evidence=False)
    assert plain[0]._fields == ("person", "person_name")
    assert "quotes" not in str(plain)
    assert list(plain.to_pandas().columns) == ["person", "person_name"]


def test_a_row_has_what_the_notice_says_that_was_published_first() -> None:
    later = Quote("notice-0", "title", 0, 2, "会议", "2016-06-01", 0.5)
    undated = Quote("notice-1", "title", 0, 2, "会议")
    (only,) = answer({"person": "person-a", "evidence": [undated, later, QUOTE]})
    assert only.evidence == (QUOTE, later, undated)
    assert (only.notice, only.published, only.quote, only.confidence) == ("notice-a", "2016-05", QUOTE.quote, 0.9)
    (none,) = answer({"person": "person-a"})
    assert (none.notice, none.quote, none.confidence) == ("", "", 0.0)


def test_a_number_may_be_ordered_from_the_greatest_down() -> None:
    rows = [row("person-a", "甲", position=1), row("person-b", "乙", position=3), row("person-c", "丙", position=3)]
    found = Answer("谁？", COLUMNS, rows, ("-position", "person"))
    assert [r.person for r in found] == ["person-b", "person-c", "person-a"]
