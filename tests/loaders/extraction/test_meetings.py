"""Meetings found, told apart, and what is said of each."""

from __future__ import annotations

import pytest

from loaders.extraction import extract
from loaders.extraction.dates import find_dates
from loaders.extraction.meetings import find_meetings, meeting_at
from loaders.extraction.mentions import BureauMention, Meeting, Mentions, PersonMention, PlaceMention
from loaders.extraction.reading import Reading
from loaders.facts import Facts, Notice


def read(
    text: str, title: str = "", published: str = "2015-08-21", people: tuple[str, ...] = (), bureaus: dict[str, str] | None = None,
    places: dict[str, str] | None = None,
) -> tuple[Reading, Mentions]:
    reading = Reading.of(Notice("k", "s", published, title, text))
    mentions = Mentions(dates=find_dates(reading))
    for name in people:
        mentions.people += [PersonMention(i, i + len(name), name) for i in _places(reading.text, name)]
    for words, name in (bureaus or {}).items():
        mentions.bureaus += [BureauMention(i, i + len(words), name) for i in _places(reading.text, words)]
    for words, name in (places or {}).items():
        mentions.places += [PlaceMention(i, i + len(words), name) for i in _places(reading.text, words)]
    for found in (mentions.people, mentions.bureaus, mentions.places):
        found.sort(key=lambda m: m.start)
    mentions.meetings, mentions.meeting_mentions = find_meetings(reading, mentions)
    return reading, mentions


def _places(text: str, words: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(words, i)]


def one(mentions: Mentions, name: str) -> Meeting:
    found = [m for m in mentions.meetings if name in (m.name, *m.aka)]
    assert len(found) == 1, [m.name for m in mentions.meetings]
    return found[0]


def test_a_meeting_has_its_dates_place_and_convener() -> None:
    _, m = read(
        "8月18日至19日，海州省快递管理局在宁城召开全省快递管理局长座谈会。", bureaus={"海州省快递管理局": "海州省快递管理局"},
        places={"宁城": "宁城市"},
    )
    got = one(m, "全省快递管理局长座谈会")
    assert (got.start, got.end, got.place, got.convener) == ("2015-08-18", "2015-08-19", "宁城市", "海州省快递管理局")
    assert got.name == "海州省快递管理局长座谈会"


def test_one_meeting_in_title_lead_and_body_is_one() -> None:
    reading, m = read(
        "全省快递管理局长年中工作座谈会18日在京举行。会议强调了安全。座谈会上，代表发言。", title="省局召开全省快递管理局长座谈会",
    )
    assert len(m.meetings) == 1
    assert {reading.text[f.start : f.end] for f in m.meeting_mentions if not f.named} == {"会议", "座谈会"}


def test_a_meeting_only_passed_on_is_another_and_relayed() -> None:
    _, m = read("省局召开全省快递管理局长座谈会，传达学习全国快递管理局长座谈会精神。")
    assert one(m, "全国快递管理局长座谈会").relayed
    assert not one(m, "全省快递管理局长座谈会").relayed


def test_party_congresses_have_their_full_names() -> None:
    _, m = read("要深入学习党的十八大和十八届二中、三中全会精神，抓好十大任务。")
    assert [x.name for x in m.meetings] == [
        "中国共产党第十八次全国代表大会", "中国共产党第十八届中央委员会第二次全体会议", "中国共产党第十八届中央委员会第三次全体会议",
    ]
    assert all(x.relayed for x in m.meetings)


def test_a_bare_meeting_is_named_after_the_body_that_held_it() -> None:
    _, m = read("宁城市快递局8月18日召开会议，研究安全工作。会议指出，要抓落实。", bureaus={"宁城市快递局": "宁城市快递局"})
    assert [(x.name, x.convener, x.start) for x in m.meetings] == [("宁城市快递局会议", "宁城市快递局", "2015-08-18")]


def test_a_closing_gives_the_end_only_and_an_opening_the_start_only() -> None:
    _, m = read("宁城市六届人大一次会议20日下午闭幕。")
    assert (m.meetings[0].start, m.meetings[0].end) == ("", "2015-08-20")
    _, m = read("宁城市六届人大一次会议20日上午开幕。")
    assert (m.meetings[0].start, m.meetings[0].end) == ("2015-08-20", "")


def test_a_meeting_announced_is_planned() -> None:
    _, m = read("全国快递大会将于9月2日至3日在京召开。")
    assert (m.meetings[0].status, m.meetings[0].start, m.meetings[0].place) == ("planned", "2015-09-02", "北京市")


def test_sessions_of_different_number_year_or_level_stay_apart() -> None:
    _, m = read("海州省十三届人大二次会议18日在京举行。会议审议了海州省十三届人大一次会议的决议。")
    assert len(m.meetings) == 2


def test_what_only_looks_like_a_meeting_is_none() -> None:
    _, m = read("会议室设在人民大会堂旁。青年会成员到会议中心参观。他出席了许多重要会议。各级各类会议要减少。")
    assert m.meetings == []


def test_the_meeting_at_a_place_is_the_one_last_told() -> None:
    reading, m = read("全省快递大会18日在京举行。张春生主持。19日，宁城市快递论坛在宁城举行。刘海涛主持。", people=("张春生", "刘海涛"))
    first, second = one(m, "全省快递大会").key, one(m, "宁城市快递论坛").key
    assert meeting_at(m, reading.text.index("张春生")) == first
    assert meeting_at(m, reading.text.index("刘海涛")) == second


def test_guests_met_one_by_one_make_one_activity_each() -> None:
    _, m = read(
        "8月20日，张春生在海城分别会见总经理刘海涛，董事长王桂兰。李大明参加会见。", people=("张春生", "刘海涛", "王桂兰", "李大明"),
        places={"海城": "海城市"},
    )
    assert [(x.name, x.hosts, x.guests, x.start, x.place) for x in m.meetings] == [
        ("张春生会见刘海涛", ["张春生"], ["刘海涛"], "2015-08-20", "海城市"),
        ("张春生会见王桂兰", ["张春生"], ["王桂兰"], "2015-08-20", "海城市"),
    ]


def test_talks_name_their_partner_before_the_verb() -> None:
    _, m = read("张春生20日同刘海涛举行会谈。", people=("张春生", "刘海涛"))
    assert [(x.name, x.guests) for x in m.meetings] == [("张春生同刘海涛会谈", ["刘海涛"])]


def test_an_inspection_is_named_by_who_and_where() -> None:
    _, m = read("8月19日，张春生到海城市调研快递工作。", people=("张春生",), places={"海城市": "海城市"})
    assert [(x.name, x.kind, x.start, x.place) for x in m.meetings] == [
        ("张春生到海城市调研快递工作", "inspection", "2015-08-19", "海城市"),
    ]


def test_a_numbered_sitting_is_a_meeting_of_its_own_with_the_day() -> None:
    _, m = read("宁城市六届人大常委会第三次会议20日举行第二次全体会议。张春生主持会议。", people=("张春生",))
    whole, sitting = one(m, "宁城市六届人大常委会第三次会议"), one(m, "宁城市六届人大常委会第三次会议第二次全体会议")
    assert (whole.start, sitting.start) == ("", "2015-08-20")
    assert m.meeting_mentions[-1].key == sitting.key


def test_a_range_of_days_is_of_the_first_act_after_it() -> None:
    _, m = read(
        "张春生8月16日至18日对安国进行正式友好访问，会见总统甘德并出席安国建国五十周年庆祝活动。", people=("张春生", "甘德"), places={"安国": "安国"},
    )
    assert {x.name: (x.start, x.end) for x in m.meetings} == {
        "张春生对安国进行正式友好访问": ("2015-08-16", "2015-08-18"), "张春生会见甘德": ("", ""), "安国建国五十周年庆祝活动": ("", ""),
    }


def test_an_envoy_and_not_the_sender_is_the_host() -> None:
    _, m = read("国家主席王桂兰特使张春生20日会见总统甘德。", people=("王桂兰", "张春生", "甘德"))
    assert [(x.name, x.hosts) for x in m.meetings] == [("张春生会见甘德", ["张春生"])]


def test_a_visit_known_from_a_speech_is_relayed() -> None:
    _, m = read("会议学习了张春生总书记在海城考察时的重要讲话精神。", people=("张春生",), places={"海城": "海城市"})
    assert [(x.name, x.relayed, x.place) for x in m.meetings] == [("张春生在海城考察", True, "海城市")]


def test_the_title_s_guest_by_office_is_the_one_whom_the_text_names() -> None:
    _, m = read("张春生20日会见安国总理甘德。", title="张春生会见安国总理", people=("张春生", "甘德"))
    assert [x.guests for x in m.meetings] == [["甘德"]]


def test_the_congress_of_another_party_keeps_its_own_name() -> None:
    _, m = read("工农学社第十次全国代表大会20日在京开幕。")
    assert [x.name for x in m.meetings] == ["工农学社第十次全国代表大会"]


def test_what_is_studied_stays_in_the_name_of_a_course() -> None:
    _, m = read("全省主要领导干部学习贯彻党的十八大精神专题研讨班18日在宁城开班。")
    assert "全省主要领导干部学习贯彻党的十八大精神专题研讨班" in [x.name for x in m.meetings]


def test_what_is_only_urged_in_speech_is_no_activity() -> None:
    _, m = read("张春生强调，要深入基层调研，加强监督检查，看望困难群众。", people=("张春生",))
    assert m.meetings == []


def test_evidence_spans_lie_in_one_sentence() -> None:
    reading, m = read("宁城市快递局8月18日召开快递大会。会议强调了安全。", bureaus={"宁城市快递局": "宁城市快递局"})
    for x in m.meetings:
        assert reading.text[x.quote[0] : x.quote[1]] == "宁城市快递局8月18日召开快递大会"
        assert all(x.quote[0] <= s and e <= x.quote[1] for s, e in x.parts.values())


def facts(text: str) -> Facts:
    return extract(Notice("k", "s", "2015-08-21", "", text))


def test_a_part_of_a_double_meeting_is_no_meeting_of_its_own() -> None:
    found = facts("8月3日，宁城大学召开荣退仪式暨荣退恳谈会。学校举办荣退仪式，是一项改革。")
    assert [m.name for m in found.meetings] == ["荣退仪式暨荣退恳谈会"]


def test_a_farewell_to_one_about_to_leave_was_held() -> None:
    found = facts("宁城市为即将卸任的市长张春生举行饯别午宴。")
    assert [m.status for m in found.meetings] == ["reported"]


def test_a_clause_may_say_that_all_was_done_before_the_closing_is_told() -> None:
    found = facts("政协宁城市第八届委员会第四次会议圆满完成各项议程，10日下午在宁城会堂闭幕。")
    assert [(m.start, m.end) for m in found.meetings] == [("", "2015-08-10")]


def test_a_meeting_s_name_begins_behind_the_words_that_lead_to_it() -> None:
    assert [m.name for m in facts("自文件起草组召开第一次全体会议以来，已有九个月。").meetings] == ["文件起草组第一次全体会议"]
    assert "邀请" not in facts("市教育局邀请第九届全国教师代表大会的代表座谈。").meetings[0].name


def test_a_meeting_named_in_quotation_marks_is_held_where_the_verb_behind_it_says() -> None:
    found = facts("8月9日下午，“哲学创新暨学科发展研讨会”在宁城书院召开。")
    assert [(m.name, m.start) for m in found.meetings] == [("哲学创新暨学科发展研讨会", "2015-08-09")]


def test_a_session_that_holds_another_meeting_is_not_dated_by_it() -> None:
    found = facts("8日下午，省政协十二届三次会议在宁城礼堂举办了提案办理协商会。")
    assert {m.name: m.start for m in found.meetings} == {"省政协十二届三次会议": "", "提案办理协商会": "2015-08-08"}


def test_a_title_behind_a_name_is_no_part_of_what_is_held() -> None:
    found = facts("8月3日，张春生副校长作首场学术讲座。王桂兰院长莅临全校教师大会。")
    assert not [m.name for m in found.meetings if m.name.startswith(("副校长", "院长"))]


def test_a_victory_and_old_comrades_belong_to_a_meeting_s_name() -> None:
    found = facts("要学习张春生同志在纪念抗日战争胜利70周年大会上的重要讲话精神。市委1日在京召开纪念王桂兰等老一辈革命家题词50周年座谈会。")
    assert {m.name for m in found.meetings} == {"纪念抗日战争胜利70周年大会", "纪念王桂兰等老一辈革命家题词50周年座谈会"}


def test_what_is_held_on_a_journey_is_held_where_it_went() -> None:
    found = facts("8月18日，张春生抵达纽约。\n在纽约期间，张春生将出席发展峰会，主持座谈会。\n会议于北京召开。")
    assert {m.name: m.place for m in found.meetings}["发展峰会"] == "纽约"
    found = facts("张春生将对老挝进行国事访问。\n访老期间，张春生将出席民生项目奠基仪式。")
    assert {m.name: m.place for m in found.meetings}["民生项目奠基仪式"] == "老挝"


def test_a_scene_set_in_the_sentence_before_dates_what_is_held_there() -> None:
    found = facts("8月20日，宁城大会堂春意盎然。省政府在这里举行经济情况汇报会。")
    assert [(m.name, m.start) for m in found.meetings] == [("省政府经济情况汇报会", "2015-08-20")]


def test_an_assembly_just_opened_has_no_last_day_yet() -> None:
    found = facts("18日，张春生出席当天开幕的第四次世界议长大会并发言。")
    assert [(m.start, m.end) for m in found.meetings] == [("2015-08-18", "")]


def test_a_meeting_to_come_does_not_take_the_day_of_the_briefing_on_it() -> None:
    found = facts("外交部18日举行吹风会，介绍张春生将赴北国出席领导人会议。其间，张春生主席将出席工商领导人峰会。")
    assert {m.name: m.start for m in found.meetings}["工商领导人峰会"] == ""


def test_a_meeting_named_in_a_book_s_title_was_not_held_by_who_presents_the_book() -> None:
    text = "市委宣传部在宁城召开《张春生在文艺工作座谈会上的讲话读本》出版座谈会。"
    found = extract(Notice("k", "s", "2015-08-21", "", text))
    names = {m.key: m.name for m in found.meetings}
    assert [names[p.meeting] for p in found.participation if p.how == "convened"] == ["《张春生在文艺工作座谈会上的讲话读本》出版座谈会"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各方称赞杭州亚运会筹办得好。", ["杭州亚运会"]), ("筹办首届宁城人才交流大会。", ["首届宁城人才交流大会"]),
        ("委员会已为大会召开做了准备。", []),
    ],
)
def test_verbs_before_a_name_are_no_part_of_it(text: str, names: list[str]) -> None:
    assert [m.name for m in extract(Notice("k", "s", "2015-08-21", "", text)).meetings] == names


def test_rules_and_the_agenda_of_a_committee_are_no_meeting() -> None:
    assert not facts("全国人大常委会议事规则修正草案、全国人大常委会议程都已公布。").meetings


def test_our_college_is_no_part_of_a_meeting_s_name() -> None:
    found = facts("8月10日中午，我院人口学系师生见面会（暨新生欢迎会），在崇德楼举行。")
    assert [(m.name, m.start) for m in found.meetings] == [("人口学系师生见面会", "2015-08-10")]


def test_a_letter_that_means_australia_is_not_macao() -> None:
    found = facts("张春生主席即将赴澳出席领导人峰会并对澳进行国事访问。中澳关系良好。")
    assert not [m.place for m in found.meetings if "澳门" in m.place]
    assert not [p.name for p in found.places if "澳门" in p.name]
