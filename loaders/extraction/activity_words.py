"""The verbs that make an activity, and the words around them that decide what they mean."""

from __future__ import annotations

import re

VERBS = {
    "meet": "会见 接见 会谈 会晤 约见 宴请 通电话 通话 拜会 座谈交流 座谈 对话交流 进行交流",
    "inspect": "考察调研 调研指导 考察指导 视察指导 检查指导 调研 考察 视察 检查 督查 督导 暗访 巡查",
    "visit": "看望慰问 走访慰问 看望 慰问 走访 参观 拜访 探望 慰勉 国事访问 访问 抵达 出访",
    "honour": "献花圈 献花篮 敬献花圈 敬献花篮 宣誓就职",
}
FAMILY = {verb: family for family, words in VERBS.items() for verb in words.split()}
KIND = {"meet": "meeting", "inspect": "inspection", "visit": "visit", "honour": "ceremony"}
#: Verbs whose object stands before them, after 同 or 与.
WITH = frozenset("会谈 会晤 通电话 通话 座谈交流 座谈 对话交流 进行交流".split())

TALKS = frozenset("座谈交流 座谈 对话交流 进行交流".split())
SUPERVISES = frozenset("检查 督查 督导 检查指导".split())

#: After the verb: it is a noun, or part of another word.
NOUN_AFTER = re.compile(
    r"工作(?:情况|组|报告)|委员|专员|[会组团员站所室表单证费点权期]|报告|情况|结果|工作组|机制|制度|活动|厅|纪要|成果|日程|行程"
    r"|计划|方案|验收|中心|院"
    r"|录|稿|建议|问题|意见|要求|时间|记者|人数|量|内容"
    r"|厅|函|电|信|品|物资|金(?!山|门|华|昌)|演出|协议|仪式|工作会|法|结束"
)
NOUN_BEFORE = re.compile(
    r"(?:监督|执法|安全|健康|纪律|接受|专项|日常|自我|组织|干部|核酸|体温|医学|例行|突击|随机|全面|体检|现场办公|开展"
    r"|加强|受到|记者|对|我|我们|你|首次|历史性|此次|这次|本次|该|"
    r"正式|会议|据|经|做好|不断|共同|深度|专题|认真|后续|任前|集中|飞行|通过|回访|入户|专业|线上|市场|问卷|审查|年度"
    r"|工作|实地)$"
)
#: Those of the words above that may still stand before a verb proper.
ADVERB_BEFORE = re.compile(
    r"(?:正式|专题|实地|共同|首次|认真|全面|集中|开展|专项|现场办公|据|经|工作|对|专业|线上|不断|通过|随机|突击)$"
)
JOINS = re.compile(
    r"(?:参加|出席|陪同|随同|一同|主持|参与|陪|一起|列席|全程陪同)(?:了)?(?:有关|上述|此次|这些|集体)?$"
)
SPEECH = re.compile(
    r"(?:指出|强调|表示|要求|说|认为|希望|指|介绍|提出|透露|回忆|写道|称|谈到|回应|呼吁|评价|肯定|得知|听取|宣布"
    r"|规定|明确)(?:[，,：:“]|$)"
)
FUTURE = re.compile(r"(?<![的大上中少主必])将(?!军|士)|拟|定于|即将")
NOT_SUBJECT = re.compile(
    r"(?:[同与应受向由给对]|陪同|会见|接见|据|学习|贯彻|落实|根据|按照|关于|围绕|欢迎|感谢|祝贺|请|委托|代表|传达"
    r"|领会|聆听|采访|师从|维护|拥护|忠诚|遵循|以|在(?=[^，]{0,12}(?:带领|领导)))[^，、。]{0,40}$"
)
SKIP = re.compile(
    r"(?:\s|同志|一行|先生|女士|总书记|主席|总理|委员长|局长|书记|省长|市长|部长|主任|院长|校长|县长|区长|厅长|会长"
    r"|[（(][^）)]{1,20}[)）]|于|等)+"
)
MANNER = re.compile(
    r"亲切|专程|分别|先后|集体|应约|应邀|继续|还|又|再次|亲自|深入细致|认真|一并|共同|随后|今天|昨天|当天|下午|上午"
    r"|晚上|连续|专门|前来|就近|实地|现场|多次"
    r"|了(?!解)|即将|将(?!军)|正在|曾|已|率队|带队|,|，|：|—+"
)
OBJECT_END = re.compile(
    r"[，,。；;：:！!？?\n]|并(?!购)|时(?![代期间局政事尚装空速评任])|期间|[之以]?后(?=[，,。])|前(?=[，,。])"
    r"|的(?=时候|情况)|(?<!代)表示|强调|指出|就(?=[^，。]{2,30}(?:交换|进行|听取))|等?(?:陪同|参加)|以及(?=出席|参加"
    r"|考察)"
)
#: A clause that ends with a person goes on with a list: 会见总统甲，总理乙，同丙举行会谈.
TITLE_OBJECT_END = re.compile(r"[ 　]|" + OBJECT_END.pattern)
ENDS = re.compile(r"(?:同志|一行|等|先生|女士|[（(][^）)]*[)）])*")
TO = re.compile(
    r"(?:先后)?(?:来到|走进|深入|前往|赴|到(?!\d)|至(?!\d)|抵达|在|来(?=[京沪津渝桂粤湘鄂豫冀晋鲁皖赣浙苏闽川黔滇藏陕甘青宁新蒙辽吉黑琼港澳台我])|率队到|率队赴|一行到"
    r"|一行赴)(?=[^，。；：\n]{2,})"
)
WITH_WHOM = re.compile(r"(?:同|与)(?!时|志|步|意|心|期|样|比|此|会)")
AND_WHOM = re.compile("和")
ABROAD = re.compile(
    r"对(?P<place>[^，。；：\n]{1,30}?)(?:进行|开始|展开)?(?:了|为期[^，。]{1,6}的)?(?P<sort>国事|正式友好|正式"
    r"|工作|友好|回访|历史性)?$"
)
#: Between partner and verb: how often and in what form they met.
HOW_MET = re.compile(
    r"(?:分别|先后|再次|再度|多次|共同|举行|进行|应约|双边|会[见谈晤]|以?视频(?:方式|连线)?|线上|成功|小范围|大范围|正式|年内第.次|第.次|首次|了|并|亲切|友好|当天|当日|今天|昨天)+$"
)
SPLIT = re.compile(r"分别|先后|逐一|一一")
GAP_STOP = re.compile(
    r"[，,]与|出席|参加|主持|会见|考察|调研|同(?!志)|表示|指出|强调|并(?!列)|举行|进行|[。；！？\n：]|陪同|率|访问"
    r"|接受|认为|当选|合影|转达|听取|交换|就|对"
)
#: 会见出席论坛的总理: what brought the guest
#: 金砖国家领导人第九次|会晤 is the name of a meeting, and nobody's act.
NUMBERED = re.compile(r"(?<![内行了])第[一二三四五六七八九十百\d]+[次届轮](?:[\u4e00-\u9fff]{0,4})?$")
HOLDS = re.compile(r"(?:举行|进行)(?:了)?(?:会谈|双边|会晤|视频|线上|友好|亲切|、|和)*$")
BARE_TITLE = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日|上午|下午|今天|昨天|日前|近日|随后|期间|当天|[，,])*"
    r"(总书记|主席|总理|委员长|书记|局长|市长|省长|县长|区长|部长|厅长|校长|院长|会长)(?=[在到赴来深先]|考察|视察"
    r"|调研|亲切|会见|看望|走访|一行)"
)
#: 学习某某在某地考察时的重要讲话精神: the visit is only spoken of
TOLD_VISIT = re.compile(
    r"[^，。；并]{0,14}?(?:时|期间)?(?:的|发表的)(?:重要)?(?:讲话|指示)|[^，。；并]{0,10}重要讲话精神"
)
BY_WHOM = re.compile(r"(?:总书记|主席|总理|同志|委员长)?(?:先后|多次|亲临)?(?P<way>(?:在|到|赴|来)[^，。；的]{2,20})?$")
TOLD_OBJECT = re.compile(r"[^，。；时期的中重讲]{0,14}")
MET_ONE = re.compile(r"(?:会见|接见|出席|参加)[^，。]{0,40}$")
#: 习近平主席特使某某: the person named first only sent the other
SENDER = re.compile(r"(?:总书记|主席|总统|总理)?的?(?:特使|特别代表|私人代表|个人代表|夫人|代表(?!团))")
#: Between host and verb: what is done is not the inspecting
OTHER_DEED = re.compile(r"通报|提出|介绍|汇报|总结|制定|负责|分管|组织下|要求|强调|主讲|建议|增强|转达|表示|当选|任职")
#: What can be inspected, besides places and bodies that are marked
SEEN = re.compile(
    r"[\u4e00-\u9fff](?:工作|情况|建设|项目|现场|企业|公司|社区|学校|医院|中心|基地|园区?|港|厂|站|村|镇|街道|车间"
    r"|工地|码头|馆|展览|成果"
    r"|一线|单位|部队|营|库|场|所|局|院|校|区|县|市|线|路|桥|店|铺|户|家庭|群众|干部|职工|防控|生产|恢复)"
)
#: 考察 of those who are to be promoted
CANDIDATES = re.compile(r"(?:入党|干部|发展对象|候选|拟任|学生|其|他|她|人选|申请人|应聘)")
AND_GROUP = re.compile(r"(?:一行)?(?:及|和|以及|、)((?!夫人|其|一行|等)[^，。；]{4,40})")
#: 会见65年前签署协定的部长的后人: what they did is left out of the name
WHO_DID = re.compile(r"^[^的]{6,}的(?=[^的]{2,}的[^的]{1,6}$)")
WHO_CAME = re.compile(
    r"^(?:了)?(?:前来|应邀|正在|来华|来京|来沪|来)?(?:出席|参加|访问|进行|来访|率)[^，。；]{0,40}?的"
)
SPOKEN_OF = re.compile(r"[时后](?![代期间勤方备])|中(?:$|[，,]|强调|指出|表示|频|多次|要求|说|的)")
ABOUT = re.compile(r"关于[^，。；]{0,16}$")
WITH_STOP = re.compile(r"出席|参加|主持|考察|调研|表示|指出|强调|举行(?!会[谈见晤])|[。；！？\n]|陪同|访问|就")
NO_GROUP = re.compile(
    r"(?:总书记|主席|总统|总理|首相|国王|同志|阁下|先生|女士|他|她|你|我|其|双方)*(?:们|同志)?$|结束|记者|媒体|传媒"
    r"|[时后和]|前(?=[，,。]|$)|中(?!央"
    r"|国|共|外|直)|并|的时候"
)
PLURAL = re.compile(
    r"[们各]|代表|人士|负责人|同志|群众|干部|职工|人员|集体|官兵|家属|亲属|委员|嘉宾|成员|领导人|后人|团$|一行"
    r"|同仁|医务|学生|教师|师生|工人|民警|企业家|专家|使节|记者|选手|老人|党员|战士|团队|团组|队员"
)
