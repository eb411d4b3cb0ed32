"""Who is named: by title, list, verb, note or sound, and what has only the shape of a name."""

from __future__ import annotations

import pytest

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def people(text: str, title: str = "") -> list[str]:
    mentions, _ = mark(Reading.of(Notice("k", "s", "2020-05-06", title, text)))
    return list(dict.fromkeys(m.name for m in mentions.people))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县交通运输局局长刘海涛主持会议。", ["刘海涛"]),
        ("市档案馆王桂兰馆长作了发言。", ["王桂兰"]),
        ("张春生、李文博、欧阳雪梅等出席会议。", ["张春生", "李文博", "欧阳雪梅"]),
        ("会议由刘海涛主持。", ["刘海涛"]),
        ("赵红梅强调，要抓好春耕。", ["赵红梅"]),
        ("陈志远同志不再担任局长职务。", ["陈志远"]),
        ("任命刘海涛为县水利局局长，免去张春生的县水利局局长职务。", ["刘海涛", "张春生"]),
        ("出席会议的有：张春生　李文博　王桂兰　刘海涛。", ["张春生", "李文博", "王桂兰", "刘海涛"]),
        ("何立新等陪同调研。", ["何立新"]),
        ("原理事长万立新犯受贿罪，被判处有期徒刑。", ["万立新"]),
        ("学院党总支书记禚天颖主持会议。", ["禚天颖"]),
    ],
)
def test_the_words_beside_a_name_find_it(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("厅长江成与大家座谈。", ["江成"]),
        ("副市长罗富和出席会议。", ["罗富和"]),
        ("局长王小平和干部职工交流。", ["王小平"]),
        ("市长李强强调安全生产。", ["李强"]),
        ("书记刘云山在讲话中说，要加油干。", ["刘云山"]),
        ("主任凌兴华致辞。", ["凌兴华"]),
        ("李向东说，项目已经开工。", ["李向东"]),
        ("张小平等出席。", ["张小平"]),
        ("局长卢新今（12）日到任。", ["卢新"]),
    ],
)
def test_a_verb_or_a_conjunction_behind_a_name_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("总统哈桑·阿卜杜拉13日抵达。", ["哈桑·阿卜杜拉"]),
        ("自治区副主席艾尔肯·吐尼亚孜出席会议。", ["艾尔肯·吐尼亚孜"]),
        ("法国总统马克龙举行会谈。", ["马克龙"]),
        ("副主席巴特尔、王桂兰出席会议。", ["巴特尔", "王桂兰"]),
        ("副主席白玛赤林主持会议。", ["白玛赤林"]),
        ("俄罗斯总统普京、蒙古国总理奥云额尔登出席会议并致辞。", ["普京", "奥云额尔登"]),
        ("决定免去巴音朝鲁的主任职务。", ["巴音朝鲁"]),
    ],
)
def test_names_written_by_sound_end_where_the_sounds_end(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize("dot", "·•‧・∙⋅")
def test_the_middle_dot_may_be_any_of_its_code_points(dot: str) -> None:
    assert len(people(f"外长阿里{dot}哈米迪会见记者。")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "会议指出，要加强领导。",
        "全省11个市局主要负责人参加会议。",
        "记者从局长座谈会获悉，金融机构表示支持。",
        "新华社记者张春生报道。",
        "（责任编辑：李文博）",
        "高度重视安全生产，马上主持抢险。",
        "学习习近平新时代中国特色社会主义思想。",
        "局长任命已经宣布，处长应邀做报告。",
        "领事保护与服务中心发布通知。",
        "董事长何某等人受到处分。",
        "150余人参加了会议。",
        "校长党课内容丰富。",
        "政府取消强积金对冲安排。",
        "法律系讲师参加座谈。",
    ],
)
def test_what_only_has_the_shape_of_a_name_is_none(text: str) -> None:
    assert people(text) == []


def test_names_that_are_common_words_are_read_in_a_list_of_names() -> None:
    assert people("张春生、高峰、黎明、王桂兰出席会议。") == ["张春生", "高峰", "黎明", "王桂兰"]


def test_an_unusual_item_between_two_names_is_a_name() -> None:
    assert people("政协副主席陈武、咸立、姜永治出席会议。") == ["陈武", "咸立", "姜永治"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("学院领导崔文博、宋晓兰、唐玉峰、黄立新，各专业负责人，出席活动。", ["崔文博", "宋晓兰", "唐玉峰", "黄立新"]),
        ("万立新、张文博、陈志远和胡玉一着重就落实政策、发展教育等发言。", ["万立新", "张文博", "陈志远", "胡玉一"]),
        ("新建高速包括镇宣、宁宣黄、宁扬、宁淮等。", []),
        ("大会的执行主席是：杜文博、万刚、林玉漪。", ["杜文博", "万刚", "林玉漪"]),
        ("刘海涛和张文博、李玉兰、何立勋表示祝贺。", ["刘海涛", "张文博", "李玉兰", "何立勋"]),
        ("白云路、黄石路、金沙路已经通车。", []),
        ("坚持勤洗手、戴口罩、常通风。", []),
        ("本报记者李文博、王桂兰、张晓雪报道。", []),
    ],
)
def test_items_of_a_list_are_names_where_most_have_the_shape_of_names(text: str, names: list[str]) -> None:
    assert people(text) == names


def test_a_hyphen_may_stand_for_the_middle_dot() -> None:
    assert people("副主席阿不力克木-买买提出席会议。") == ["阿不力克木·买买提"]


@pytest.mark.parametrize("text", ["坚持全面从严治党首先要抓落实。", "他是法律系讲师。", "一名杨姓主任在场。", "文学院党委副书记发言。"])
def test_the_last_character_of_a_word_is_no_surname(text: str) -> None:
    assert people(text) == []


def test_notes_in_brackets_belong_to_the_person_not_to_the_name() -> None:
    mentions, _ = mark(Reading.of(Notice("k", "s", "", "", "任命乌兰图雅（女，蒙古族）、张春生为副厅长。")))
    first = next(m for m in mentions.people if m.name == "乌兰图雅")
    assert (first.gender, first.ethnicity) == ("女", "蒙古族")


def test_names_run_together_in_a_headline_are_parted_by_the_list_in_the_text() -> None:
    assert people("张春生、李文博、王桂兰等出席会议。", "张春生李文博王桂兰出席全县大会") == ["张春生", "李文博", "王桂兰"]


def test_a_name_found_once_is_found_wherever_it_stands() -> None:
    reading = Reading.of(Notice("k", "s", "", "", "局长刘海涛主持会议。与会者听了刘海涛的讲解。"))
    mentions, _ = mark(reading)
    assert [reading.text[m.start : m.end] for m in mentions.people] == ["刘海涛", "刘海涛"]


@pytest.mark.parametrize(("text", "names"), [
    ("副院长黄家亮、张耀军、富晓星，以及师生代表参加会议。", ["黄家亮", "张耀军", "富晓星"]),
    ("河南省委书记王国生、湖北省委书记韦春江出席。", ["王国生", "韦春江"]),
    ("局长舒海红、副局长储明亮、阴和俊参加。", ["舒海红", "储明亮", "阴和俊"]),
])
def test_a_name_behind_a_title_may_begin_as_a_common_word_does(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize("text", ["安东教授曾兼任顾问。", "新教师助教安排后，方可上课。"])
def test_a_verb_behind_a_title_is_no_name(text: str) -> None:
    assert not {"曾兼任", "安排后"} & set(people(text))


@pytest.mark.parametrize(("text", "name"), [
    ("党委副书记邓卫向调研团队介绍了情况。", "邓卫"), ("发言人杨光亦就裁决表态。", "杨光"), ("院长郭新续说，我相信。", "郭新"),
    ("向巴平措副委员长主持会议。", "向巴平措"), ("公主岭市水利局局长赵岩出席。", "赵岩"),
])
def test_a_name_gives_up_the_word_that_governs_what_follows(text: str, name: str) -> None:
    assert people(text) == [name]


def test_a_city_or_a_season_at_a_name_s_end_is_part_of_it() -> None:
    assert people("德国社民党主席加布里尔来访。") == ["加布里尔"]
    assert people("法工委主任李适时、法制办主任宋大涵发言。") == ["李适时", "宋大涵"]


def test_a_high_vote_is_nobody() -> None:
    assert people("他说今次取得777票是高票当选。") == []
