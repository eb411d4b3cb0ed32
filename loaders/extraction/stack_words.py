"""Words that tell what stands before a title: a body, a state, an ordinal, or words that are none of them."""

from __future__ import annotations

import re

JOIN = re.compile(r"[、兼及和与]|、?兼|、|[ \u3000]")
#: How far before a bare 省长 the division may be named that it goes on with.
NEAR = 24
#: 组织部长 is the head of a 组织部.
DEPARTMENT = re.compile("(?<![\u4e00-\u9fff])(?:组织|宣传|统战)$|(?<=委)(?:组织|宣传|统战)$")
#: What a fallback body may not hold: the words before a title that no lexicon knows as a body.
NO_BODY = re.compile(
    r"[的了在由对向请让把被将是有和与同及]|出席|参加|主持|会见|陪同|任命|邀请|代表|担任|曾任|现任|\d[日月年]|今天|日前|会上|随后|自己|[还过]$|"
    r"其中|包括|来自|近日|选举|听取|汇报|介绍|工作|讲话|分管|负责|时任|^[为以就从经如若因并也还仍已应]|欢迎|派遣|派出|特别|[一两几多]位|连任|感谢|要求|处理|履行|当时|最后|首先|我[院校局]|另一|[他她]|^而|^[受该]|生$|^新一届|^[本上首下]一?届|一致|决定|推荐|作为|成为"
)
GOVERNMENT = {
    "省长": "province", "副省长": "province", "市长": "prefecture", "副市长": "prefecture", "县长": "county", "副县长": "county", "区长": "county",
    "副区长": "county", "州长": "prefecture", "副州长": "prefecture", "镇长": "", "乡长": "", "副镇长": "", "副乡长": "", "盟长": "prefecture",
    "旗长": "county",
}
ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,3}[任届]$|[两二三四五六七八九十\d]{1,2}[名位]$")
#: What may stand behind 代表 where it is what the person is, not what the person does (陈昌智代表执法检查组报告).
DELEGATE = re.compile("代表(?:说|表示|发言|认为|建议|指出|提出|谈|介绍|的建议)")
#: A school or faculty is spoken of, so that a bare 党委书记 is not the university's.
IN_FACULTY = re.compile("[我本][院系]|学院|院长|系主任")
ACRONYM = re.compile(r"(?<![A-Za-z\u3400-\u9fff. ])[A-Z]{2,6}$")
#: Verbs whose object a title is, so that it is not that of the name behind it.
TAKES_OFFICE = re.compile("(?:当选为?|担任|出任|就任|为|任)$")
#: A unit of a university that is named by its subject alone.
FACULTY = re.compile("(?!中国|国家|全国|中央|[\u3400-\u9fff]{0,8}大学)[\u3400-\u9fff]{1,10}(?<!科)(?:学院|学部|系|研究院|研究所|研究中心)")
OWN_UNIT = re.compile("党委|机关党委|党组|纪委|纪检组|机关工会")
EDGES = ("，", "、", "。", "；", "\n", "", " ", "：")
#: Heads whose first character is also the last of the office they head.
OF_OFFICE = frozenset("部长 局长 厅长 署长 司长 处长 股长".split())
#: Titles that name no body of their own, so that the one said just before holds for them too.
CARRIES = re.compile("(?:党组|党委|副|常委|委员|纪委|纪检|总工程师|总经济师|理事|一级|二级|三级|四级|机关)")
