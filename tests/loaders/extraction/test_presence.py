"""Who was at a meeting and who was only asked to it, spoken of, or on the air; lists told verb first; names in long lists."""

from __future__ import annotations

import pytest

from loaders.extraction import extract
from loaders.facts import Facts, Notice

LEAD = "8月18日，宁城市召开安全生产工作会议。"


def facts(text: str, title: str = "") -> Facts:
    return extract(Notice("k", "s", "2015-08-21", title, text))


def said(text: str, title: str = "") -> set[tuple[str, str]]:
    return {(p.who, p.how) for p in facts(text, title).participation if p.how != "convened"}


def at(text: str, title: str = "") -> set[tuple[str, str, str]]:
    found = facts(text, title)
    names = {m.key: m.name for m in found.meetings}
    return {(p.who, p.how, names[p.meeting]) for p in found.participation if p.how != "convened"}


@pytest.mark.parametrize("words", [
    "要求张春生、王桂兰出席会议。", "请张春生、王桂兰准时参加会议。", "请各单位主要负责人参加会议。", "会议要求各科室负责人参加会议。", "通知张春生列席会议。",
])
def test_those_who_are_asked_to_come_have_not_come(words: str) -> None:
    assert said(LEAD + words) == set()


@pytest.mark.parametrize(("words", "who", "how"), [
    ("在会上发言的有市应急局局长王桂兰。", "王桂兰", "spoke"),
    ("先后作交流发言的还有张春生、王桂兰。", "王桂兰", "spoke"),
    ("主持会议的是副市长刘海涛。", "刘海涛", "chaired"),
    ("参加会议的有副市长刘海涛，市应急局局长王桂兰。", "王桂兰", "attended"),
    ("出席会议的还有张春生、王桂兰等。", "张春生", "attended"),
])
def test_a_list_may_follow_the_verb(words: str, who: str, how: str) -> None:
    assert (who, how) in said(LEAD + words)


@pytest.mark.parametrize("when", ["今日", "今早", "今晚", "昨晚", "昨日", "周一", "上周三", "星期五（8月14日）晚上", "早前"])
def test_any_word_for_a_day_may_stand_before_the_verb(when: str) -> None:
    assert ("张春生", "attended") in said(f"教育局局长张春生{when}出席全港校长论坛后重申，计划不变。")


def test_a_caption_between_a_name_and_its_verb_is_passed_over() -> None:
    assert ("张春生", "attended") in said("局长张春生（右三）昨日出席新校舍落成典礼。")


def test_a_speech_on_the_air_is_held_at_no_meeting() -> None:
    text = "北国卫生部长张春生30日在疫情防控会议上说，检测已开始。南国总统刘海涛29日再次发表电视讲话，呼吁减少外出。"
    assert ("刘海涛", "spoke") not in said(text)
    assert ("张春生", "spoke") in said(text)


def test_what_a_reporter_asks_of_is_another_meeting() -> None:
    text = "8月1日，外交部发言人王桂兰主持例行记者会。有记者问，北国总统张春生7月31日在北国峰会上说，数额很大，有何评论？王桂兰表示，注意到了有关报道。"
    assert ("王桂兰", "spoke", "例行记者会") in at(text)
    assert ("王桂兰", "spoke", "北国峰会") not in at(text)


def test_a_bill_that_one_is_to_explain_at_a_congress_to_come_is_not_yet_explained() -> None:
    text = "市人大常委会第九次会议18日闭幕。会议决定将草案提请市十五届人大三次会议审议，并委托张春生副主任向市十五届人大三次会议作说明。"
    assert ("张春生", "spoke") not in said(text)


def test_a_lecture_led_by_another_is_not_the_assembly_of_the_notice() -> None:
    text = "8月14日，宁城大学史学年会在开封召开，张春生参加会议。15日上午，张春生应邀为研究生授课，院长刘海涛主持讲座。"
    assert ("刘海涛", "chaired", "宁城大学史学年会") not in at(text)


def test_some_activity_is_not_the_meeting_told_of() -> None:
    text = "市长张春生18日出席宁城经济论坛。2012年11月，副市长刘海涛在省城出席活动时跌倒受伤。"
    assert {who for who, _, _ in at(text)} == {"张春生"}


@pytest.mark.parametrize("words", ["市应急局局长王桂兰在会上公布了上述数据。", "会上，市应急局局长王桂兰分享了工作经验。", "王桂兰局长在会上重申，要压实责任。",
                                   "市应急局局长王桂兰宣布了关于机构调整的决定：设立两个科。"])
def test_more_verbs_of_speech(words: str) -> None:
    assert ("王桂兰", "spoke") in said(LEAD + words)


def test_those_present_may_be_called_so() -> None:
    assert ("与会代表", "spoke") in said(LEAD + "会上，与会代表作交流发言。")


def test_a_list_of_names_ends_before_what_they_are() -> None:
    text = LEAD + "张晓宁、宋健、刘爽、和红、杜峰、周祝平等导师出席了会议。"
    assert {who for who, _ in said(text)} == {"张晓宁", "宋健", "刘爽", "和红", "杜峰", "周祝平"}


@pytest.mark.parametrize("text", [
    "副校长王月英主持会议。", "王月英指出，要抓好落实。", "张延年表示，同意方案。",
])
def test_a_given_name_may_hold_a_character_that_counts_time(text: str) -> None:
    assert [p.name for p in facts(text).people] in (["王月英"], ["张延年"])


def test_a_teacher_is_known_by_the_word_behind_the_name() -> None:
    assert [p.name for p in facts("杜晓莹老师回顾了往事。").people] == ["杜晓莹"]


def test_a_married_name_is_also_called_by_its_two_surnames() -> None:
    found = facts("林郑月英今早出席会议。林郑表示，政府会跟进。")
    assert [p.name for p in found.people] == ["林郑月英"]


def test_a_meeting_in_what_somebody_says_is_not_the_one_told_of() -> None:
    text = (
        "宁城市政协主席会议9日上午举行。政协主席张春生主持会议。陈国栋说，2月28日市委召开民主协商会，听取意见。副主席王桂兰、刘海涛出席会议。"
    )
    assert ("王桂兰", "attended", "民主协商会") not in {(who, how, name[-5:]) for who, how, name in at(text)}
    assert ("王桂兰", "attended") in said(text)


def test_who_came_along_met_all_that_were_met_one_by_one() -> None:
    text = "张春生12日分别会见北国首相铁木尔、南国总理伊万诺夫。\n王桂兰参加会见。"
    assert {name for who, _, name in at(text) if who == "王桂兰"} == {"张春生会见铁木尔", "张春生会见伊万诺夫"}


def test_a_host_speaks_to_his_guests_not_at_the_meeting_of_others() -> None:
    text = "市委书记张春生26日下午会见全市劳动模范。王桂兰参加会见并出席劳动模范座谈会。在掌声中，张春生发表重要讲话。"
    assert ("张春生", "spoke", "劳动模范座谈会") not in at(text)
    assert ("张春生", "spoke") in said(text)


def test_a_speech_at_a_meeting_on_the_call_of_one_to_come_stays_with_the_first() -> None:
    text = (
        "宁城市人大常委会第九次会议18日闭幕。会议通过关于召开市十五届人大三次会议的决定。根据决定，市十五届人大三次会议于9月15日召开。"
        "在会议完成有关表决事项后，张春生作了讲话。"
    )
    assert ("张春生", "spoke", "宁城市人大常委会第九次会议") in at(text)


def test_a_company_in_the_speaker_s_words_is_not_the_one_joined() -> None:
    text = (
        "委员长张春生29日在京分别会见北国总统奥比昂、南国总统塞西。\n在会见奥比昂时，张春生表示，王桂兰主席昨天同奥比昂总统举行会谈。\n陈国栋参加会见。"
    )
    assert not [name for who, _, name in at(text) if who == "陈国栋" and "王桂兰" in name]
    assert ("陈国栋", "attended") in said(text)


def test_two_who_share_the_chair_and_the_comment_have_one_part_each() -> None:
    found = said(LEAD + "会上，张春生老师和王桂兰老师分别担任主持人和评议人。")
    assert ("张春生", "chaired") in found
    assert ("王桂兰", "chaired") not in found


@pytest.mark.parametrize("words", [
    "副市长张春生向会议作了关于水法草案三次审议稿修改意见的汇报、关于土壤法草案修改意见的汇报。",
    "校长王桂兰和其他9位教授，以及副市长张春生等共11人参加会议。",
    "新生代表张春生同学、在校生代表王桂兰同学依次发言。",
    "出席会议的专家有市水利学会会长王桂兰，省厅战略规划顾问刘海涛，集团副总裁张春生等。",
])
def test_long_ways_of_saying_who_took_part(words: str) -> None:
    assert "张春生" in {who for who, _ in said(LEAD + words)}


def test_what_is_to_come_goes_on_over_commas() -> None:
    found = facts("张春生主席将于28日对北国进行国事访问，并赴南国主持合作论坛峰会。")
    assert [m.status for m in found.meetings] == ["planned"]
    assert {p.status for p in found.participation} == {"planned"}


def test_a_list_of_leaders_names_them_behind_a_colon() -> None:
    found = facts("领导班子\n局长：张春生\n主持市教育局全面工作。\n副局长、市教育督导室主任：王桂兰\n分管督导室。\n编审：刘海涛")
    assert [(r.person, r.title) for r in found.roles] == [("张春生", "局长"), ("王桂兰", "副局长"), ("王桂兰", "主任")]


def test_a_surname_and_a_title_stand_for_the_one_named_in_full() -> None:
    found = at("8月3日，宁城市水利局召开会议，局长李国强主持。会上，李局长强调，要抓好落实。8月4日，李局长到大连考察。")
    assert {(who, how) for who, how, _ in found} >= {("李国强", "spoke"), ("李国强", "led")}


@pytest.mark.parametrize("text", [
    "局长李国强、局长李明出席会议。李局长讲话。", "局长李国强出席会议。2010年曾任局长，时任局长讲话。", "局长任国强出席会议。他任局长讲话。",
])
def test_a_surname_and_a_title_that_fit_two_or_none_are_nobody(text: str) -> None:
    assert not [p for p in facts(text).participation if p.how == "spoke"]


def test_bodies_of_a_list_answer_at_a_meeting() -> None:
    found = said("8日，省政协举办协商会。会上，国土资源部、农业部、粮食局等部门分别作出回应，表示将尽快回复。")
    assert {("国土资源部", "spoke"), ("农业部", "spoke")} <= found


def test_a_meeting_of_the_days_before_leaves_the_one_told_as_it_was() -> None:
    text = (
        "全市防汛工作会议18日上午在京举行。李大明在会议上讲话。日前，张春生主持召开专题座谈会，听取总结报告。李大明在讲话中指出，要做好工作。王桂兰参加会议。"
    )
    found = at(text)
    assert not [(who, name) for who, _, name in found if who in ("李大明", "王桂兰") and "座谈会" in name]
    assert any(who == "张春生" and how == "chaired" and "座谈会" in name for who, how, name in found)


def test_those_named_behind_the_comma_came_along_and_were_not_received() -> None:
    found = facts("副书记张建明会见了郝吉明院士，环境学院院长王桂兰、党委书记李明奎参加会见。")
    assert [m.name for m in found.meetings] == ["张建明会见郝吉明"]
    assert {p.who for p in found.participation if p.how == "attended"} == {"郝吉明", "王桂兰", "李明奎"}


def test_several_activities_may_be_counted_before_they_are_named() -> None:
    found = at("市长张春生周一先后出席三个公开活动，分别是返乡欢迎仪式、大湾区高峰论坛及康健中心开幕典礼。")
    assert len({name for who, how, name in found if (who, how) == ("张春生", "attended")}) == 3


@pytest.mark.parametrize("words", [
    "出席会议的有水利局全体干部及部分职工代表。", "副市长张春生，局长王桂兰以及专家、教师代表，近300名毕业生亲友等参加了活动。",
])
def test_groups_are_read_wherever_a_list_of_those_who_came_stands(words: str) -> None:
    assert any(p.who_kind == "group" for p in facts(LEAD + words).participation)


def test_to_guide_a_meeting_by_one_s_presence_is_to_attend() -> None:
    assert ("张春生", "attended") in said(LEAD + "副市长张春生出席指导并讲话。")
    assert said("即使没有常委参加会议，亦可召开。") == set()


def test_an_old_student_speaks_like_anybody_else() -> None:
    assert ("姜涛", "spoke") in said(LEAD + "旅居海外的姜涛校友在会上发言。")


def test_what_is_said_the_same_day_is_not_said_at_the_press_conference() -> None:
    text = "4月3日，北国总统府举行记者会。总统王桂兰表示，要小心。州长张春生当日表示，情况严重。"
    found = said(text)
    assert ("王桂兰", "spoke") in found
    assert ("张春生", "spoke") not in found


def test_how_often_they_met_is_no_part_of_the_guest() -> None:
    assert not [p.who for p in facts("张春生主席同岛国领导人再次会晤。").participation if "再次" in p.who]


def test_a_dateline_is_no_part_of_a_group() -> None:
    found = facts("本社宁城3月29日电省红十字会专家组代表29日向与会者介绍了经验。", "全市医疗工作座谈会举行")
    assert not [p.who for p in found.participation if "日电" in p.who]


@pytest.mark.parametrize("words", ["20日同外国总统拜尔德视频会晤。", "20日同外国总统拜尔德举行视频会晤。", "20日晚以视频方式同外国总统拜尔德会晤。"])
def test_a_talk_by_video_is_a_talk_with_a_person(words: str) -> None:
    assert at("国家主席张春生" + words) == {("张春生", "led", "张春生同拜尔德会晤"), ("拜尔德", "attended", "张春生同拜尔德会晤")}


def test_delegates_met_are_those_of_the_headline() -> None:
    found = facts("全国优秀民警表彰大会20日在京举行。国家主席张春生亲切会见受表彰代表。", "张春生会见全国“优秀民警”和“优秀集体”代表")
    assert [m.name for m in found.meetings if m.kind == "meeting" and "会见" in m.name] == ["张春生会见受表彰代表"]


def test_those_most_asked_for_have_not_come_either() -> None:
    assert said(LEAD + "他希望各位议员，特别是青年议员，出席会议审议条例。") == set()


@pytest.mark.parametrize(("text", "reported"), [("宁城市明早召开安全生产会议。", False), ("宁城市今早召开安全生产会议。", True)])
def test_tomorrow_morning_is_yet_to_come(text: str, reported: bool) -> None:
    assert [m.status == "reported" for m in facts(text).meetings] == [reported]


def test_the_last_character_of_a_name_is_no_word_before_the_verb() -> None:
    assert said(LEAD + "副市长刘海涛，市应急局局长王付来出席会议。") == {("刘海涛", "attended"), ("王付来", "attended")}


@pytest.mark.parametrize("total", ["，共计80余人", "共计80余人", "，共80多人"])
def test_how_many_they_were_in_all_stands_behind_the_groups(total: str) -> None:
    assert said(LEAD + f"各区县的党政一把手、机关各处室的主要负责人{total}参加会议。") == {("各区县的党政一把手、机关各处室的主要负责人", "attended")}


def test_a_caption_is_no_part_of_a_meeting_s_name() -> None:
    assert at(LEAD + "会议全景会议开幕式由市长张春生主持。") == {("张春生", "chaired", "安全生产工作会议")}


def test_a_meeting_that_a_report_tells_of_is_not_the_one_in_hand() -> None:
    told = at(
        "青溪省十三届人大五次会议8日举行第二次全体会议。\n刘海涛主任向大会报告工作。刘海涛在报告中指出，去年有特殊意义。省委首次召开人大工作会议，作出部署。\n"
        "会议由执行主席王桂兰主持。"
    )
    assert ("王桂兰", "chaired", "青溪省十三届人大五次会议第二次全体会议") in told


def test_a_caption_that_ends_where_its_sentence_begins_names_no_second_meeting() -> None:
    assert at("9月16日，宁城市网络研讨会举行。张春生教授主持开幕式开幕式由张春生教授主持。", "") == {("张春生", "chaired", "宁城市网络研讨会")}


def test_doctors_stand_in_lists_like_anybody() -> None:
    assert said(LEAD + "刘海涛教授、王桂兰博士以及来自各校的40余位教师参加会议。") == {
        ("刘海涛", "attended"), ("王桂兰", "attended"), ("来自各校的40余位教师", "attended")}
    assert said(LEAD + "来了5名海归博士、10名硕士。") == set()


def test_what_was_said_on_a_visit_was_said_at_no_meeting() -> None:
    assert ("张春生", "spoke") not in said(LEAD + "学生刘海涛表示，张春生主席在考察宁城大学时发表的重要讲话令人难忘。")


def test_the_series_a_speaker_opens_keeps_its_own_name() -> None:
    assert "第489期宁城论坛" in {m.name for m in facts("8月18日，主讲第489期宁城论坛在宁城举行。").meetings}


@pytest.mark.parametrize(("words", "who"), [
    ("本次讲座吸引了物理系50余名学生参加。", {("物理系50余名学生", "attended")}),
    ("讲座吸引了来自物理系的学生和教师参加。", {("来自物理系的学生和教师", "attended")}),
    ("有两个县委书记同时来参加讲座。", set()),
])
def test_what_draws_people_is_no_part_of_their_name(words: str, who: set[tuple[str, str]]) -> None:
    assert said("8月18日，宁城大学举行讲座。" + words) == who


def test_those_who_are_heard_make_no_journey() -> None:
    told = facts("8月18日，学员们聆听了张春生教授、刘海涛教授的专题讲座，并赴海城市考察。")
    assert not [p for p in told.participation if p.how == "led"]
