"""Where a name ends: what stands behind it belongs to the sentence, or, seldom, to the name."""

from __future__ import annotations

import pytest

from loaders.extraction.marking import mark
from loaders.extraction.reading import Reading
from loaders.facts import Notice


def people(text: str) -> list[str]:
    mentions, _ = mark(Reading.of(Notice("k", "s", "2020-05-06", "", text)))
    return list(dict.fromkeys(m.name for m in mentions.people))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会议听取了市审计局局长王磊受市政府委托作的报告。", "王磊"),
        ("市纪委书记赵敏于3月2日至5日到县里走访。", "赵敏"),
        ("工会主席陈涛向“五一”奖章获得者表示祝贺。", "陈涛"),
        ("学院党委书记刘芳为“乡村振兴研究院”揭牌。", "刘芳"),
        ("法院院长周强从3个方面报告了工作。", "周强"),
        ("纪委副书记王健做了党风廉政建设报告。", "王健"),
        ("县水利局局长李霞乘船察看险情。", "李霞"),
        ("副会长张捷致欢迎词。", "张捷"),
        ("市交通局局长陈帆都没有到场。", "陈帆"),
        ("教育局局长何敏、卫生局局长赵强均前往现场。", "赵强"),
        ("商会会长刘勇特邀专家授课。", "刘勇"),
        ("研究院院长陈建中等6位委员参加了会议。", "陈建中"),
        ("向张春生、李文博、王桂兰三位老师颁发证书。", "王桂兰"),
        ("联合国秘书长瓦尔德斯日前发表讲话。", "瓦尔德斯"),
        ("县文化局局长孙志均主持会议。", "孙志均"),
        ("县林业局局长赵立和出席会议。", "赵立和"),
        ("县司法局局长李为出席会议。", "李为"),
    ],
)
def test_a_preposition_or_adverb_behind_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert name in people(text)
    assert not [n for n in people(text) if n != name and n.startswith(name[:2])]


@pytest.mark.parametrize(
    "text",
    [
        "书记冒着大雨来到村里。", "书记都多次强调安全生产。", "体现了主席高瞻远瞩的眼光。", "院长宣读了教授贺信，全场鼓掌。",
        "与何老师座谈。", "柳村人关停了石矿。", "关于商品房预售许可办理事项的通知。", "在总统官邸做客。",
    ],
)
def test_words_behind_a_title_that_only_begin_like_a_name_are_none(text: str) -> None:
    assert people(text) == []


def test_a_piece_of_a_name_written_by_sound_is_not_taken_for_the_whole() -> None:
    text = "会见日本首相高仓晋三。高仓晋三说。联合国秘书长科特雷斯出席。科特雷斯也表示欢迎。王储穆罕默德到场，与穆罕默德交谈。"
    assert people(text) == ["高仓晋三", "科特雷斯", "穆罕默德"]


@pytest.mark.parametrize(
    "text",
    [
        "教育部长江学者特聘教授名单公布。", "汉阳区长江工程学院放假。", "飞抵苏加诺·哈达国际机场。", "据约翰斯·霍普金斯大学统计。",
        "特首林郑同时委任新校委。", "特首林郑周一晚入院。",
    ],
)
def test_what_is_named_after_a_person_and_words_cut_across_are_no_names(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("支部书记陶涛也认为有意义。", "陶涛"), ("总理李强将会见来宾。", "李强"), ("法工委主任李适时作的汇报很详细。", "李适时"),
        ("辅导员张经纬、邵昊敏一起主持会议。", "邵昊敏"), ("特首林郑月娥同时委任新校委。", "林郑月娥"),
    ],
)
def test_adverbs_end_a_name(text: str, name: str) -> None:
    assert name in people(text)
    assert not [n for n in people(text) if n != name and n.startswith(name[:2])]


@pytest.mark.parametrize(
    "text",
    [
        "举行兼职导师聘任仪式。", "他被聘任为客座教授。", "全面实行聘任制；打造队伍。", "校长向他颁发聘书，聘任其为客座教授。",
        "中方愿同意方传承友谊。", "拓展对欧合作的大门。", "高病亡率令人担忧。", "书记向全会致贺词。",
        "银行负责人，周五晚出席晚会。", "他表达了自己对方先生的敬意。", "家住马坡镇的李女士称，正在下厨。",
        "与耶鲁、普林斯顿、斯坦福等顶尖高校建立联系。", "石门镇王场村党支部书记到场。", "到了南齐村、翟城村、陈村营等八个村。",
    ],
)
def test_words_that_hold_a_surname_are_no_names(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会议通过了聘任张磊为副秘书长的决议。", "张磊"), ("新闻学院钟新教授主持沙龙。", "钟新"), ("会上，高文理事长讲话。", "高文"),
        ("国务院总理李强、张又侠等党和国家领导人出席。", "张又侠"), ("张富清、李文博等同志是县里的模范。", "李文博"),
        ("32岁的蕾切尔·麦科伊说。", "蕾切尔·麦科伊"), ("学者约瑟夫·奈在会上发言。", "约瑟夫·奈"),
        ("律师之一迈克尔·比恩表示。", "迈克尔·比恩"), ("数学家亨利·庞加莱发言。", "亨利·庞加莱"),
    ],
)
def test_a_name_begins_behind_the_words_before_it(text: str, name: str) -> None:
    assert name in people(text)
