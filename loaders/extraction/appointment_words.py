"""The words that tell of appointments, by the part that they play in the sentence."""

from __future__ import annotations

import re

from loaders.extraction.appointees import NOTES

#: Without one of these words a notice appoints nobody.
ANY = re.compile(
    "任命|委任|聘任|特任|选举|推选|补选|增选|改选|推举|提名|推荐|免去|免除|免职|罢免|撤销|解除|解聘|接替|升为|擢升|晋升"
    "|当选|宣布|履新|不再|卸任|辞去|辞任|离任|请辞|总辞|就职|获选|任"
)
FICTION = re.compile(r"[（(【]小说[)）】]|小说连载")

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
#: What may stand between 任命 and the first name, and between one item of a list and the next.
LEAD = re.compile(rf"[：:\s]*(?:{_NUMBER})?\s*")
STEP = re.compile(rf"[，,、；;。\s]*(?:并|以及|及|和)?\s*(?:{_NUMBER})?\s*")

#: A verb with its object: the names follow, then 为, then the post.
GIVES = re.compile(
    r"(?P<not>不应|不会|不能|没有|未能|反对|拒绝|不予|会不会|会否|是否|如果|若)?(?:[拟将]|建议|决定|批准|同意|宣布)?"
    r"(?P<verb>任命|委任|聘任|特任|选举(?:产生)?|推选|补选|增选|增补|改选|推举|选出|提名|推荐|指派|选派|委派|批准|同意|决定|宣布|(?<![特招应返受竞解选评])聘请?)"
    r"(?:了|由)?(?!书|权|案|状|的|程序|制度|仪式|过程|、)"
)
#: 主持人宣布：甲同志为副主席: the result of a vote, where 宣布 has no other verb behind it.
PROCLAIMS = re.compile(r"[：:]\s*|(?=[^，。；：\n]{2,60}同志(?:当选)?为)")
#: Behind the names of a new sentence, what says that they lose a post, too.
LOSES = re.compile(r"[^，,。；\n]{2,60}?(?:职务|职位|一职|之职|资格)")
FOUNDED = re.compile(
    r"(?:设立|成立|组建|建立)(?:了)?(?P<body>[\u3400-\u9fff“”]{4,30}(?:委员会|领导小组|工作组|指挥部|理事会|协会|学会|研究院|中心|办公室))"
    r"[，,]由$"
)
TAKES_UP = re.compile("(?:任|担任|为|出任|接任|兼任|继任|升任)(?![期务职何])")
REPLACED = re.compile("(?:接替|取代|接替了)$")
PROPOSES = frozenset(("提名", "推荐"))
ELECTS = frozenset(("选举", "选举产生", "推选", "补选", "增选", "增补", "改选", "推举", "选出"))
#: Said before such a verb, it is only meant to happen.
WISHES = ("拟", "建议", "提议", "提请", "有意", "考虑")
#: What joins the names to the post.
AS = re.compile(
    rf"{NOTES}(?:等[\d一二三四五六七八九十]*(?:人|名|位)?(?:同志)?)?\s?[，,]?\s?(?:分别|继续|再次)?"
    r"(?P<as>为|出任|担任|任|兼任|接任|作为)(?![期务职何])"
)

TAKES = re.compile(
    r"(?P<not>不|没有|未)?(?P<verb>(?:批准|同意|决定)?免去|免除|撤销|罢免|解除|解聘|革去)了?(?!的|[^，。；]{0,4}合同|处分)"
)
TAKEN_POST = re.compile(rf"{NOTES}\s?(?:的|原任?|所任|所担任的|担任的|兼任的|现任|在)*")
HIS = re.compile(r"(?P<verb>免去|撤销|罢免|解除|免除)了?其(?!他|中|余)(?:原?任?的?|兼任的|担任的)?")
DUTY_END = re.compile(r"等?(?:一切|所有|领导)?(?:职务|职位|一职|之职|职)(?!工|业|教|责|能|称|级|员)|资格")

#: A subject with its verb. Each is an act by itself.
ACTS = re.compile(
    "(?P<verb>"
    + "|".join((
        "不再(?:继续)?(?:担任|兼任|任|出任)",
        "[已被也均]?(?:免去|卸任|卸去|辞去|辞任|离任|请辞)",
        "被(?:免除|罢免|撤销|解除)",
        "[获被受]?(?:提名|推荐)(?:为|出任|担任|任)",
        "拟(?:任命?为?|提名为?|推荐为?|提拔(?:任|为|担任)?|聘任?为?|转任|调任|晋升为?|升任|提任|出任|担任|交流任|重用为?)",
        "[获被受]?(?:任命|委任|聘任|推选|选举|推举|选|补选|聘|增补)(?:为|担任|出任)",
        "当选(?:为|连任)?|获选为",
        "(?:继续|仍)?(?:出任|留任|续任|连任)",
        "接任为?|继任|转任|调任|升任|就任|改任|[擢晋提荣]升[为任]|升为|署任|署理|暂代|代理|履新|兼任",
        "接替[^，。；]{2,20}?(?:出任|担任|任|成为)",
    ))
    + ")"
)
#: Acts by the look of them; they count where a decision is told.
STATES = frozenset(("兼任", "代理", "署理", "暂代"))
#: 任 and 担任 tell a state as often as an act: they count where a decision is told.
HOLDS = re.compile(
    r"(?P<verb>(?<![主担责信出接转调升兼就改继历曾现时原前后上下连留离胜委聘特大重充首新卸续署拟堪放听不受到每两三四五六七八九十届第同已再])"
    r"任(?![务职期何意教免性由课命人凭用先重我他她其])|担任)"
)
DECIDES = re.compile("批准|决定|宣布|宣读|任命|任免|免去|同意|通过|公布|研究|通知|消息|任职|调整|推荐|建议|提名")
STATE = re.compile(
    r"此前|之前|以前|曾|先后|历任|现(?!场|在决定|金|代)|时任|原(?!则|因|来|油|料)|一直|仍|期间|当时|至今|以来|过去|长期"
    r"|自[\d一二]|从\d|[—–~-]\d|\d[年月]?至|至\d|后来|早年|毕业|参加工作|上[届任]|本科|其间|服役|连续|多年"
)
AFTER_STATE = re.compile(
    r"(?:职务|一职|等职)?(?:以来|期间|时(?!间)|之[前后]|前(?!往|来|提)|后(?![，,]?(?:经|勤|备|续))|至今"
    r"|的(?!请求|职务|决定|建议|通知|消息|公告|公示|批复|任命)"
    r"|已?[\d一二三四五六七八九十]+年)"
)
#: 甲获财政司司长乙委任为…: the one named before the verb appoints.
BY_AGENT = re.compile(r"[获被由经][^，。；]{0,18}$")
PASSIVE = re.compile("(?:任命|委任|聘任|推选|选举|推举|选|补选|聘|增补|提名|推荐)(?:为|担任|出任|任)")
ONCE = re.compile(r"曾$|曾(?:先后|经)|先后$|历任$|原$")
#: The like of 出任的 and 当选者 name a person and tell no act.
NO_ACT = frozenset("的者人书权")

#: 关于甲、乙两位同志职务任免的决定: who is named there changes post.
CHANGE = re.compile(r"关于[^，。；\n]{2,30}?(?:职务|工作)?(?:任免|调整|变动)的(?:决定|通知)")
#: The assembly that a post belongs to, for a seat that names none (撤销其委员资格).
ASSEMBLY = re.compile(r".*?(?:全国委员会|[省市县区]委员会|政协|人民代表大会|人大)")
SWORN = re.compile("(?:宣誓|正式)就[职任]")
CABINET = re.compile("(?:内阁|阁员)总辞(?!案|职书)")
#: 某部部长甲另有任用，应予免职: the post stands before the name.
ORDERED = re.compile(
    r"[^，。；\n]{0,6}?(?:另有任用|另有任命|(?:呈请|恳请|因[^，。；]{1,8})?辞职|职务调整)?[，,]?(?:已?予照准|应予照准)?[，,]?"
    r"(?P<verb>(?:应|准|予以|应准)+予?(?:免职|辞职|免去本职))"
)
#: Two appointed with their old posts: 任命甲局局长张某及乙局副局长李某为….
WITH_TITLES = re.compile(r"(?:、|及|和|与|以及)[\u3400-\u9fff]{2,24}")
#: Verbs that make any words behind 为 a post.
NAMES_POSTS = frozenset(("任命", "委任", "特任", "选举", "推选", "聘请"))
#: A post that the lexicon of titles does not hold, where the frame makes it one (为太平绅士).
UNKNOWN = re.compile(r"(?!自己|其|该|本|此|他|她)[\u3400-\u9fff]{2,10}(?<![的了人者们国市省县区])(?=[，。；、\n]|$|的决定|的通知)")
ACTING = frozenset(("署任", "署理", "代理", "暂代"))
BY = re.compile("(?:改|现|将|则|职务|职位|一职|之职)?由")
LISTED = re.compile(r"(?:委任|任命|聘任|新任)[^。；\n]{0,30}?(?:名单|如下|包括|分别是|分别为|为|是|有)[：:]")
ABOVE = re.compile("(?:上述|以上)(?:([两二三四五])个|职务)?")

RUMOUR = re.compile(
    "据报|据传|传|或(?:将|会|出任|接任|任)|有望|可能|料[将会]?|疑|呼声|人选|有意|考虑|属意|支持|反对|推荐|竞逐|角逐|参选"
    "|争取|盼|希望|应否|是否|会否|能否|资格"
)
NEGATED = re.compile(
    r"(?:没有|并未|未能|未|不会|不能|不应|不宜|不愿|不想|不打算|拒绝|否认|放弃|无意|谢绝|婉拒|反对|取消|中止)[^，。；]{0,6}$"
    r"|如果|倘若|假如|要是|若[^，。；]{0,8}$"
)
PLANNED = re.compile(r"(?<![的大上中少主必])将(?!军|士|领|近)|即将|候任|拟于")
PLANNED_BEFORE = re.compile("(?:将|拟于|即将)[会再由]?$")
STOP = re.compile(r"[。；;，,：:\n！？]")
NEXT_VERB = re.compile("(?:并|，|、|同时)?(?:免去|任命|不再|接替)")

#: Posts that a body's head brings its body to (选举甲为主席，乙为秘书长).
SEATS = frozenset(("秘书长", "副秘书长", "委员", "常务委员"))
ENDS = frozenset(("removed", "resigned"))
STARTS = frozenset(("appointed", "elected"))


def action_of(verb: str) -> tuple[str, str]:
    """The action that a verb behind its subject tells, and the status where the verb settles it.

    >>> action_of("不再担任"), action_of("当选为"), action_of("拟任")
    (('removed', ''), ('elected', ''), ('proposed', 'proposed'))
    """
    if "提名" in verb or "推荐" in verb or verb.startswith("拟"):
        return "proposed", "proposed"
    if "请辞" in verb:
        return "resigned", "planned"
    if "辞" in verb:
        return "resigned", ""
    if re.search("免|不再|卸|离任|罢|撤|解除", verb):
        return "removed", ""
    return ("elected" if "选" in verb else "appointed"), ""
