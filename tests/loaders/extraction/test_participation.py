"""Who took part in what, and how, as sentences of many kinds say it; and the words that look like it but are not."""

from __future__ import annotations

import pytest

from loaders.extraction import extract
from loaders.facts import Facts, Notice, ParticipationFact

LEAD = "8月18日，省快递管理局在宁城召开全省快递工作会议。"


def facts(text: str, title: str = "") -> Facts:
    return extract(Notice("k", "s", "2015-08-21", title, text))


def said(text: str, title: str = "") -> set[tuple[str, str]]:
    """(who, how) of every fact but the convener's, at whatever meeting."""
    return {(p.who, p.how) for p in facts(text, title).participation if p.how != "convened"}


def at(text: str, title: str = "") -> set[tuple[str, str, str]]:
    """(who, how, name of the meeting)."""
    found = facts(text, title)
    names = {m.key: m.name for m in found.meetings}
    return {(p.who, p.how, names[p.meeting]) for p in found.participation if p.how != "convened"}


def fact(text: str, who: str, how: str) -> ParticipationFact:
    return next(p for p in facts(text).participation if (p.who, p.how) == (who, how))


# -- who chaired ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("sentence", [
    "省快递管理局局长张春生主持会议。",
    "会议由省快递管理局局长张春生主持。",
    "省快递管理局党组书记、局长张春生主持了会议。",
    "省快递管理局局长张春生主持。",
    "受省快递管理局局长刘海涛委托，副局长张春生主持会议。",
])
def test_who_presides_chaired(sentence: str) -> None:
    assert said(LEAD + sentence) == {("张春生", "chaired")}


def test_who_presides_and_speaks_did_both() -> None:
    assert said(LEAD + "省快递管理局局长张春生主持会议并讲话。") == {("张春生", "chaired"), ("张春生", "spoke")}


def test_who_calls_a_meeting_together_presides_over_it() -> None:
    assert ("张春生", "chaired") in said("8月18日，省快递管理局局长张春生主持召开全省快递工作会议。")


def test_two_preside_together() -> None:
    assert said(LEAD + "省快递管理局局长张春生与省商务厅厅长王桂兰共同主持会议。") == {("张春生", "chaired"), ("王桂兰", "chaired")}


def test_executive_chairmen_are_listed_after_their_title() -> None:
    assert {("张春生", "chaired"), ("王桂兰", "chaired")} <= said(LEAD + "省领导张春生、王桂兰出席会议。大会执行主席是：张春生、王桂兰。")


@pytest.mark.parametrize("sentence", [
    "张春生同志主持省快递管理局全面工作。", "节目主持人张春生介绍了规则。", "张春生副局长主持日常工作。",
])
def test_presiding_over_work_or_a_show_is_no_meeting(sentence: str) -> None:
    assert ("张春生", "chaired") not in said(LEAD + sentence)


def test_the_one_who_lets_another_preside_was_not_there() -> None:
    got = said(LEAD + "省快递管理局局长刘海涛委托副局长张春生主持会议。")
    assert ("刘海涛", "chaired") not in got
    assert ("张春生", "chaired") in got


def test_what_the_meeting_passes_on_is_not_said_by_its_chairman() -> None:
    got = said("8月18日，省快递管理局局长张春生主持召开党组会议，传达学习全国快递工作会议精神。")
    assert ("张春生", "spoke") not in got


# -- who was there -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("sentence", "way"), [
    ("副局长王桂兰出席会议。", "出席"),
    ("副局长王桂兰应邀出席会议。", "出席"),
    ("副局长王桂兰参加会议。", "参加"),
    ("副局长王桂兰列席会议。", "列席"),
    ("副局长王桂兰在主席台前排就座。", "主席台就座"),
    ("副局长王桂兰在分会场收听收看了会议。", "视频"),
])
def test_verbs_of_attending_keep_their_way(sentence: str, way: str) -> None:
    assert fact(LEAD + sentence, "王桂兰", "attended").way == way


def test_a_list_of_names_keeps_its_order_and_is_open_with_etc() -> None:
    text = LEAD + "省领导张春生、王桂兰、刘海涛等出席会议。"
    got = [(p.who, p.position, p.list_size, p.open_list) for p in facts(text).participation if p.how == "attended"]
    assert got == [("张春生", 1, 3, True), ("王桂兰", 2, 3, True), ("刘海涛", 3, 3, True)]


def test_titles_before_and_after_names_part_a_list() -> None:
    got = said(LEAD + "张春生局长、王桂兰副局长，省商务厅厅长刘海涛，以及各市局主要负责人参加了会议。")
    assert got == {("张春生", "attended"), ("王桂兰", "attended"), ("刘海涛", "attended"), ("各市局主要负责人", "attended")}


def test_semicolons_part_a_list_that_goes_on() -> None:
    got = said(LEAD + "副局长王桂兰、刘海涛；各市局负责人；快递企业代表参加了会议。")
    assert got == {("王桂兰", "attended"), ("刘海涛", "attended"), ("各市局负责人", "attended"), ("快递企业代表", "attended")}


def test_those_listed_after_the_verb_attended() -> None:
    got = said(LEAD + "出席会议的有：副省长张春生、王桂兰、刘海涛。")
    assert got == {("张春生", "attended"), ("王桂兰", "attended"), ("刘海涛", "attended")}


def test_somebody_absent_did_not_attend() -> None:
    assert said(LEAD + "副局长王桂兰因故未出席会议。") == set()


@pytest.mark.parametrize("sentence", [
    "张春生局长于1998年参加工作。", "希望大家积极参加会议。", "各市局负责人要参加会议。", "参加人员应提前到会。",
])
def test_joining_in_other_things_is_no_attendance(sentence: str) -> None:
    assert said(LEAD + sentence) == set()


def test_two_verbs_take_two_meetings() -> None:
    got = at("8月18日，全省快递工作表彰大会在宁城召开。会前，省长张春生会见与会代表。副省长王桂兰参加会见并出席大会。")
    assert len({m for who, how, m in got if (who, how) == ("王桂兰", "attended")}) == 2


def test_the_activities_above_are_all_that_were_told() -> None:
    got = at("8月18日，省长张春生在宁城会见刘海涛。19日，张春生到宁城调研快递企业。王桂兰参加上述活动。")
    assert {m for who, _, m in got if who == "王桂兰"} == {m for who, _, m in got if who == "张春生"}


def test_activities_left_vague_give_nothing() -> None:
    got = at("8月18日，省长张春生在宁城会见刘海涛。王桂兰参加相关活动。")
    assert not any(who == "王桂兰" for who, _, _ in got)


def test_an_object_that_no_meeting_is_gives_no_attendance() -> None:
    got = at(LEAD + "副局长王桂兰曾多次参加省外的各种交流。")
    assert not any(who == "王桂兰" for who, _, _ in got)


def test_a_relative_clause_says_who_came() -> None:
    got = at("8月18日，省长张春生在宁城会见出席全省快递发展论坛的总经理刘海涛、王桂兰。")
    assert any(who == "刘海涛" and m.endswith("快递发展论坛") and "会见" not in m for who, _, m in got)


# -- who spoke -----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("sentence", "way"), [
    ("局长张春生作重要讲话。", "讲话"),
    ("局长张春生出席会议并讲话。", "讲话"),
    ("局长张春生在会上发表了热情洋溢的讲话。", "讲话"),
    ("局长张春生致欢迎辞。", "致辞"),
    ("局长张春生作了题为《让快递更快》的工作报告。", "作报告"),
    ("局长张春生就名单作了说明。", "作说明"),
    ("局长张春生作表态发言。", "发言"),
    ("局长张春生传达了全国快递工作会议精神。", "传达"),
    ("局长张春生宣读了表彰决定。", "宣读"),
    ("局长张春生在会上强调，要把安全放在第一位。", "强调"),
    ("局长张春生作了点评。", "点评"),
])
def test_verbs_of_speaking_keep_their_way(sentence: str, way: str) -> None:
    assert fact(LEAD + sentence, "张春生", "spoke").way == way


@pytest.mark.parametrize("sentence", [
    "会议要求认真学习张春生同志重要讲话精神。",
    "会议听取了关于安全工作的汇报。",
    "发言人张春生没有到场。",
    "会议指出，要落实张春生局长讲话要求。",
    "张春生局长对会议作出批示。",
])
def test_speech_as_a_noun_is_nobody_speaking(sentence: str) -> None:
    assert ("张春生", "spoke") not in said(LEAD + sentence)


def test_a_pronoun_goes_on_with_the_one_before() -> None:
    got = said(LEAD + "局长张春生出席会议。他在会上强调，要把安全放在第一位。")
    assert ("张春生", "spoke") in got


def test_what_somebody_says_another_did_is_not_his_own_doing() -> None:
    got = said(LEAD + "局长张春生在会上指出，今年以来，出席了多次会议。")
    assert ("张春生", "attended") not in got


def test_units_speak_by_turns() -> None:
    got = said(LEAD + "会上，海城市邮政管理局、宁城市邮政管理局分别作了交流发言。")
    assert {who for who, how in got if how == "spoke"} == {"海城市邮政管理局", "宁城市邮政管理局"}


def test_those_heard_spoke() -> None:
    assert ("王桂兰", "spoke") in said(LEAD + "会议听取了副局长王桂兰关于安全生产的汇报。")


def test_one_quoted_in_passing_did_not_speak_there() -> None:
    assert said(LEAD + "快递员刘海涛说，生活越来越好。") == set()


def test_whoever_is_quoted_at_a_press_conference_spoke_there() -> None:
    got = said("8月18日，省政府召开新闻发布会。省快递管理局局长张春生介绍，全省快递量增长。副局长王桂兰表示，将继续努力。")
    assert got == {("张春生", "spoke"), ("王桂兰", "spoke")}


def test_talk_of_host_and_guest_is_not_counted_apart() -> None:
    got = said("8月18日，省长张春生在宁城会见刘海涛。张春生表示，欢迎来访。刘海涛表示，很高兴。")
    assert got == {("张春生", "led"), ("刘海涛", "attended")}


def test_a_speech_passed_on_was_given_at_the_other_meeting() -> None:
    got = at(LEAD + "会议强调，要认真学习张春生同志在全国快递工作会议上的重要讲话精神。")
    assert ("张春生", "spoke", "全国快递工作会议") in got
    assert len(got) == 1


def test_on_whose_behalf_somebody_speaks_is_kept() -> None:
    text = LEAD + "副局长王桂兰代表省快递管理局致辞。"
    assert fact(text, "王桂兰", "spoke").on_behalf_of == "省快递管理局"


def test_a_meeting_that_is_reported_on_is_not_where_it_was_said() -> None:
    got = at(LEAD + "副局长王桂兰就全国快递安全大会筹备情况作了汇报。")
    assert {m for who, _, m in got if who == "王桂兰"} == {m for _, _, m in at(LEAD + "局长张春生主持会议。")}


@pytest.mark.parametrize("sentence", [
    "会议听取了副局长王桂兰作的关于安全生产情况的报告。",
    "会议听取了副局长王桂兰受省政府委托作的关于安全生产情况的报告。",
])
def test_a_report_that_was_heard_was_made_by_the_one_before_it(sentence: str) -> None:
    assert ("王桂兰", "spoke") in said(LEAD + sentence)


def test_who_takes_over_between_two_verbs_is_the_next_subject() -> None:
    got = said("8月18日，省长张春生将出席全省快递工作会议，省快递管理局举行新闻发布会，介绍了有关情况。")
    assert ("张春生", "spoke") not in got


def test_a_meeting_only_mentioned_in_a_speech_is_not_the_one_told_of() -> None:
    got = at(LEAD + "局长张春生主持会议。张春生说，今年3月，刘海涛同志在全国快递安全大会上作出部署。副局长王桂兰出席会议。")
    main = next(m for who, how, m in got if (who, how) == ("张春生", "chaired"))
    assert {m for who, _, m in got if who == "王桂兰"} == {main}


def test_watching_on_television_is_no_attendance() -> None:
    assert ("全校师生代表", "attended") not in said("8月18日，庆祝大会在宁城举行。全校师生代表集中收看了大会直播。")


def test_quoted_far_from_a_press_conference_is_not_speaking_there() -> None:
    got = said("综合消息：省快递管理局局长张春生1日说，全省快递量增长。" + "各地情况良好。" * 60 + "副局长王桂兰2日在新闻发布会上表示，将继续努力。")
    assert ("张春生", "spoke") not in got


# -- visits --------------------------------------------------------------------------------------------------------

def test_the_host_leads_and_the_guest_attends() -> None:
    assert said("8月18日，省长张春生在宁城会见刘海涛。") == {("张春生", "led"), ("刘海涛", "attended")}


def test_the_host_goes_on_to_a_meeting_in_the_same_sentence() -> None:
    got = at("8月18日，省长张春生在宁城会见刘海涛，出席全省快递发展论坛并致辞。")
    assert {(how, "论坛" in m) for who, how, m in got if who == "张春生"} == {("led", False), ("attended", True), ("spoke", True)}


def test_company_attends_and_does_not_lead() -> None:
    got = said("8月18日，省长张春生到宁城市调研快递企业。市长王桂兰陪同调研。")
    assert ("王桂兰", "attended") in got
    assert ("王桂兰", "led") not in got


def test_in_the_company_of_others_is_no_leading() -> None:
    got = said("8月18日，省长张春生在市长王桂兰陪同下到宁城调研快递企业。")
    assert ("王桂兰", "led") not in got


def test_two_lists_that_a_comma_parts_came_along_with_one_host() -> None:
    got = said("8月18日，张春生先后在甲省书记李文博、省长何立新，乙省书记刘海涛、省长王桂兰陪同下，深入宁城调研。")
    assert got == {("张春生", "led"), *((n, "attended") for n in ("李文博", "何立新", "刘海涛", "王桂兰"))}


def test_those_brought_along_attend() -> None:
    got = said("8月18日，省长张春生率副省长王桂兰、刘海涛到宁城市调研快递企业。")
    assert {("王桂兰", "attended"), ("刘海涛", "attended")} <= got


# -- what is to come, and the words that prove it ------------------------------------------------------------------

def test_what_is_announced_is_planned() -> None:
    text = LEAD + "副局长王桂兰将出席会议。"
    assert fact(text, "王桂兰", "attended").status == "planned"


def test_title_and_lead_tell_one_fact_with_two_proofs() -> None:
    found = facts("8月18日，省快递管理局局长张春生主持召开全省快递工作会议。", title="张春生主持召开全省快递工作会议")
    chaired = [p for p in found.participation if p.how == "chaired"]
    assert len(chaired) == 1
    assert {e.field for e in chaired[0].evidence} == {"title", "text"}


def test_every_quote_holds_the_name_and_the_verb() -> None:
    text = LEAD + "省快递管理局局长张春生主持会议，副局长王桂兰、刘海涛出席并作交流发言。他强调，要抓好落实。"
    for p in facts(text).participation:
        for e in p.evidence:
            assert text[e.start : e.end] == e.quote
            assert p.who in e.quote or e.settled_by or p.who_kind == "bureau"
            assert p.verb in e.quote


def test_titles_are_kept_as_written() -> None:
    text = LEAD + "省快递管理局党组书记、局长张春生主持会议。"
    assert fact(text, "张春生", "chaired").title == "党组书记、局长"


@pytest.mark.parametrize("sentence", [
    "此外，省快递管理局局长张春生主持国家社科基金重大项目，获得好评。", "省快递管理局局长张春生主持教材的编写。",
    "省快递管理局局长张春生参与了这项艰苦的工作。", "省快递管理局局长张春生参与制定了标准。",
])
def test_to_direct_or_share_in_work_is_no_taking_part_in_a_meeting(sentence: str) -> None:
    assert not [w for w in said(LEAD + sentence) if w[0] == "张春生"]


@pytest.mark.parametrize("sentence", [
    "专家于8月19日下午为外语学院师生授课。", "学院还对来自基层的同志进行培训。", "全年有270多人次代表列席会议。",
])
def test_words_of_a_sentence_are_no_group(sentence: str) -> None:
    assert said(LEAD + sentence) == set()


def test_what_a_meeting_is_called_is_nobody_s_act() -> None:
    assert said("张春生和夫人王桂兰5日同各国领导人第九次会晤的外方团长夫人一起观看演出。") == set()


def test_a_dateline_is_no_part_of_a_meeting_s_name() -> None:
    found = facts("本社宁城8月3日电政协宁城市第十届委员会第三次主席会议在宁城召开，张春生主持会议。")
    assert [m.name for m in found.meetings] == ["政协宁城市第十届委员会第三次主席会议"]


def test_an_act_named_behind_another_is_nobody_whom_one_met() -> None:
    assert said("张春生多次与外国来宾会谈会见、连续开展“电话外交”、向多国致慰问电……强调合作。") == set()
