"""Named policy campaigns, drives, plans and fixed policy formulas in a reading.

A campaign is known by a formula of the lexicon (四个意识, 一带一路), as a five-year plan by its number (“十三五”规划),
by a head with the words before it (安全生产专项整治三年行动, “管理杯”评选活动) or as a counted formula in quotes
(“两条红线”). Bare topics, laws, meetings and slogans are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import ahocorasick_rs

from loaders.data import tables
from loaders.extraction.mentions import CampaignMention
from loaders.extraction.reading import Reading

_OPEN = "“‘「『\"＂'《〈"
_CLOSE = "”’」』\"＂'》〉"
_QUOTE_OPEN, _QUOTE_CLOSE = "“‘「『\"＂", "”’」』\"＂"
_QUOTES = frozenset(_OPEN + _CLOSE)

#: Longest stretch of plain words before a head that can be part of a campaign's name.
_REACH = 22

_HARD = re.compile(r"[，。；：、！？!?,;:\s“”‘’「」『』\"'《》〈〉（）()\[\]【】…—|]")

#: Words that cannot stand inside the name of a campaign: what comes after the last of them is the name.
_CUT = re.compile(
    "|".join(
        """
        深入 扎实 大力 坚决 切实 认真 全面 持续 继续 积极 有力 有序 着力 纵深 如期 彻底 最终 尽早 及时 依法 严格
        主动 充分 广泛 统筹 不断 稳步 进一步 更好 尽快 开展 推进 推动 推开 实施 启动 部署 组织 参与 打好 打赢 打响
        大打 坚持 贯彻 落实 深化 加强 完善 做好 抓好 搞好 抓紧 抓实 制定 制订 编制 出台 印发 提出 发起 加快 支持
        助力 围绕 结合 通过 关于 根据 按照 列入 纳入 作为 投入 巩固 拓展 夺取 决胜 决战 参加 进行 发布 公布 通报
        介绍 总结 聚焦 实现 赢得 取得 执行 牵头 配合 强化 确保 保证 构建 打造 确定 明确 谋划 举办 召开 审议 审查
        批准 报告 研究 指导 督导 检查 完成 响应 倡导 呼吁 宣布 谱写 秉持 凝聚 服务(?!业|贸易|质量|体系|设施|平台|能力) 融入 对接 撤回 推出
        设立 建立 展开 动员 安排 策划 承担 牢记 践行 树立 迎接 启用 申报 荣获 获得 延长 修订 修改 签署 符合 赞成
        评估 保障(?=“|$) 达到 仅占 规范 体现到 指出 致敬 随着 必须 要(?!素|点|地|道) 好(?=国|$) 就(?!业|医|学) 既
        同(?!心|步|城) 这次 此次 本次 这场 这一 一场 几场 该项 各项 多项 一项 这个 一系列 系列 相关 有关 重大 重要
        我国 我市 我省 我县 我区 我局 我校 我院 我军 我们 学校 各地 各级 全省 全市 全县 全区 全国 新一轮 首轮 今年
        去年 明年 期间 以来 为期 自觉 正式 精神和 (?<![行作成认人])为(?!民)
        (?<![国所私公没富稀持])有(?!机|色|害|毒|限) (?<![自理缘])由 (?<![存潜内外实现旨])在(?!线|职|校)
        对(?!外|口|接|标) 从(?!严|业|农) (?<![可难所加足])以(?!案|旧|下|上) 以及 向(?!好|上|善) 将(?!军) 把(?!关)
        被 让 是 了 的 也 又 并(?!网|购|轨) 及 等(?!级) 该 其(?!他) 此 本(?!土|科|级) 各 与会 和$ 与$
        """.split()
    )
)

#: What a name may not be, once cut: words that only point at or count campaigns.
_GENERIC = frozenset(
    """
    专项 集中 重点 国家 发展 总体 长期 统一 工作 三年 年度 主题 专题 教育 学习 学习教育 党 一 两 三 四 五 十 这 那
    首 新 大 合作 共同 中期 远期 近期 战略 治理 环境 经济 社会 发展 行业 全球 国际 学校 学院 机关 部门 单位 第一批
    第二批 多种形式 形式多样 相应 具体 详细 实践 命运 五年 基本 规划 工程 体制 制度 政策 机制 深入 党组织 当前 前期
    后期 下一步 党员 干部 群众 学生 教师 联合 示范 群众性 领域 突出问题 企业 城市 莫斯科 斯大林格勒 集中力量 国内
    防控 三项 两项 精神文明 群众性精神文明 文明 优秀 先进
    """.split()
)

_PLAN = re.compile(
    r"(?:(?<!第)(?P<no>十[一二三四五六七]?五)[”’」』\"＂]{0,2}(?:时期)?"
    r"(?P<mid>[^，。；：、！？\s“”‘’「」《》〈〉（）()\"']{0,12}?)|第(?P<nth>[七八九]|十[一二三四五六七]?)个五年)"
    r"(?P<head>规划|计划)[”’」』\"＂》]{0,2}(?:《?纲要》?)?"
)
_PLAN_OPEN = re.compile(r"[“‘「『\"＂《]{0,2}$")

#: Before a plan's number these say no more than the number does.
_WHOLE_NATION = re.compile(r"(?:^|.*和)?(?:国家|中国|国民经济和社会发展|社会发展)?$")

#: 中老命运共同体: which communities are named, after two peoples or a region.
_COMMUNITY = re.compile(
    r"(?:新时代|全天候)*(?:中国?[—－–-]?(?:东盟|中亚|非洲|拉美|阿拉伯|印尼|[\u4e00-\u9fff])|(?<![高水定坚])[\u4e00-\u9fff]中|亚洲|亚太|周边|海洋|网络空间|两岸|上海合作组织)命运共同体"
)

#: Weak heads take only a short name in quotation marks before them.
_ROOM = {"建设": 8, "制度": 6, "政策": 6, "改革": 16, "工程": 16}

_WHOLE = re.compile(
    r"[“「『]((?![一-龥]{0,3}的)[\u4e00-\u9fffA-Za-z0-9·+]{2,14}"
    r"(?:行动|工程|计划|战略|倡议|攻坚战|保卫战|示范城市|示范县|示范区))[”」』]"
)
_NO_DRIVE = frozenset("形象工程 政绩工程 面子工程 五年计划 共同行动 集体行动 强有力行动 实际行动 中国倡议 系统工程 一把手工程".split())
#: 智慧法院建设, 美丽田园建设: a word of praise for a place or body, and its building.
_BRANDED = re.compile("(?:智慧|美丽|海绵|平安|数字|健康|无废)(?!中国|制度|体系|产业|事业|经济)[\u4e00-\u9fff]{2}建设")

_COUNT = "两二三四五六七八九十"
_COUNTED = re.compile(
    rf"[“「『\"＂]((?:[{_COUNT}]|十[一二三四五六七八九]|[2-9]|1[0-9])(?:(?:个|项|(?<!十.)大)[\u4e00-\u9fff]{{1,7}}|[条支][\u4e00-\u9fff]{{2,5}}))[”」』\"＂]"
)
#: Counted things that are no policy formula.
_NOT_COUNTED = re.compile(
    r"(?:(?:月|人|年|天|小时|中国|市场|群体|梯队|难关|角色|天团|奖|运动|文件|奇迹|战役|家族|名著|发明|金刚|凡是|理论)$|十大(?:杰出|最美|优秀|标兵|教学))"
)


def find_campaigns(reading: Reading) -> list[CampaignMention]:
    """The campaigns, drives, plans and policy formulas that a notice names.

    Args:
        reading: the healed notice.

    Returns:
        The mentions, sorted by start (code points of ``reading.text``). Short and long writings of one campaign carry
        one ``name``; the words at ``start:end`` may be any of them.

    >>> from loaders.facts import Notice
    >>> text = "会议要求围绕“五个邮政”建设，深入开展“三严三实”专题教育，编制“十三五”规划。"
    >>> [m.name for m in find_campaigns(Reading.of(Notice("k", "s", "2015-08-21", "", text)))]
    ['“五个邮政”建设', '三严三实', '“十三五”规划']
    """
    text = reading.text
    found: list[CampaignMention] = []
    taken = bytearray(len(text))
    readers = (_formulas(text), _plans(text), _communities(text), _headed(text), _island(reading), _quoted(text), _counted(text))
    for reader in readers:
        for m in sorted(reader, key=lambda m: (m.start - m.end, m.start)):
            if not any(taken[m.start : m.end]):
                found.append(m)
                taken[m.start : m.end] = b"\x01" * (m.end - m.start)
    found.sort(key=lambda m: m.start)
    return _joined(found)


@lru_cache(maxsize=1)
def _formula_table() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str, bool]]]:
    """The automaton over all formulas, and for each pattern its form, settled name and whether it needs quotes."""
    forms: dict[str, tuple[str, str, bool]] = {}
    for name, cell in tables.rows("campaign_formulas", 2):
        listed = tables.forms(cell)
        bare = _bare(name)
        if all(f != bare for f, _ in listed):
            listed.append((bare, False))
        for form, weak in listed:
            forms.setdefault(form, (form, name, weak))
    table = list(forms.values())
    return ahocorasick_rs.AhoCorasick(
        [f for f, _, _ in table], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    ), table


@lru_cache(maxsize=1)
def _heads() -> tuple[re.Pattern[str], frozenset[str], re.Pattern[str]]:
    """Pattern of the heads that may name a campaign, those that may follow plain words, and pattern of all tails."""
    rows = [(head, use) for head, use in tables.rows("campaign_heads", 2)]
    names = sorted((h for h, use in rows if use != "tail"), key=lambda h: (-len(h), h))
    every = sorted((h for h, _ in rows), key=lambda h: (-len(h), h))
    return (
        re.compile("|".join(map(re.escape, names))),
        frozenset(h for h, use in rows if use == "bare"),
        re.compile("[”」』\"＂]?(?:" + "|".join(map(re.escape, every)) + ")"),
    )


def _bare(name: str) -> str:
    return "".join(c for c in name if c not in _QUOTES)


def _communities(text: str) -> Iterator[CampaignMention]:
    if "命运共同体" in text:
        for m in _COMMUNITY.finditer(text):
            yield CampaignMention(m.start(), m.end(), m[0], "campaign-community", 0.85)
    for m in _BRANDED.finditer(text):
        yield CampaignMention(m.start(), m.end(), m[0], "campaign-head", 0.75)


def _formulas(text: str) -> Iterator[CampaignMention]:
    automaton, table = _formula_table()
    tails = _heads()[2]
    for i, start, end in automaton.find_matches_as_indexes(text):
        _, name, weak = table[i]
        quoted = start > 0 and text[start - 1] in _OPEN and end < len(text) and text[end] in _CLOSE
        if weak and not quoted:
            continue
        if quoted and (m := tails.match(text, end + 1)):
            # “三严三实”专题教育: the head belongs to the words, not to the settled name.
            yield CampaignMention(start - 1, m.end(), name, "campaign-formula", 0.95)
        else:
            yield CampaignMention(start, end, name, "campaign-formula", 0.95)


def _plans(text: str) -> Iterator[CampaignMention]:
    if "五" not in text:
        return
    for m in _PLAN.finditer(text):
        if m["mid"] and _CUT.search(m["mid"]):
            continue
        low = max(0, m.start() - 14)
        opened = _PLAN_OPEN.search(text, low, m.start())
        start = opened.start() if opened else m.start()
        before = _cut_modifier(text[low:start])
        start -= len(before)
        national = bool(before) and _WHOLE_NATION.match(before) is not None
        before = "" if national else before
        number = m["no"] or m["nth"] + "五"
        name = f"{before}“{number}”{m['mid'] or ''}{m['head']}"
        yield CampaignMention(start, m.end(), name, "campaign-national-plan" if national else "campaign-plan", 0.95)


def _headed(text: str) -> Iterator[CampaignMention]:
    heads, plain, _ = _heads()
    last = 0
    for m in heads.finditer(text):
        start = m.start()
        if start < last or start == 0 or (m[0] == "运动" and text.startswith("员", m.end())):
            continue
        if text[start - 1] in _QUOTE_CLOSE:
            opened = max(text.rfind(q, max(0, start - 28), start - 1) for q in _QUOTE_OPEN)
            inner = text[opened + 1 : start - 1]
            if opened >= 0 and 2 <= len(inner) <= _ROOM.get(m[0], 24) and not _is_speech(inner):
                yield CampaignMention(opened, m.end(), f"“{inner}”{m[0]}", "campaign-quoted", 0.85)
                last = m.end()
        elif m[0] in plain:
            name = _cut_modifier(text[max(0, start - _REACH) : start])
            if len(name) >= 2 and name not in _GENERIC and re.search(r"[\u4e00-\u9fff]{2}", name):
                yield CampaignMention(start - len(name), m.end(), name + m[0], "campaign-head", 0.8)
                last = m.end()


def _island(reading: Reading) -> Iterator[CampaignMention]:
    """Taiwan's 計畫 is a noun, whatever stands before it; healed, it reads 计划 as the verb does."""
    raw = reading.notice.text
    if "計畫" not in raw:
        return
    text = reading.text
    for m in re.finditer("计[划画]", text[reading.body_start :]):
        start, end = (reading.body_start + at for at in m.span())
        where, a, b = reading.raw_span(start, end)
        name = _cut_modifier(text[max(0, start - _REACH) : start])
        if where == "text" and raw[a:b] == "計畫" and len(name) >= 3 and name not in _GENERIC:
            yield CampaignMention(start - len(name), end, name + m[0], "campaign-head", 0.75)


def _quoted(text: str) -> Iterator[CampaignMention]:
    """“春风行动”, “中国快递示范城市”: a name in quotation marks that ends with its head."""
    for m in _WHOLE.finditer(text):
        if not _is_speech(m[1]) and not _CUT.match(m[1]) and m[1] not in _NO_DRIVE:
            yield CampaignMention(m.start(1), m.end(1), m[1], "campaign-quoted", 0.8)


def _cut_modifier(before: str) -> str:
    """What of the words before a head belongs to its name: those after the last stop or verb."""
    at = 0
    for m in _HARD.finditer(before):
        at = m.end()
    before = before[at:]
    at = 0
    for m in _CUT.finditer(before):
        at = m.end()
    return before[at:].lstrip("和与及").removeprefix("国民经济和")


def _is_speech(inner: str) -> bool:
    """Whether words in quotation marks are a sentence rather than a name."""
    parts = inner.split("、")
    if len(inner) > 16 and not (len(parts) > 2 and len({len(p) for p in parts}) == 1):
        return True
    return bool(re.search(r"[，,].*[，,]|[我你他她们吗呢吧啊]|不能|就是|如何|怎么", inner))


def _counted(text: str) -> Iterator[CampaignMention]:
    for m in _COUNTED.finditer(text):
        if not _NOT_COUNTED.search(m[1]):
            yield CampaignMention(m.start(1), m.end(1), m[1], "campaign-counted", 0.75)


def _joined(found: list[CampaignMention]) -> list[CampaignMention]:
    """Gives the short writings of a campaign found without the lexicon the name of its longest writing here.

    国家“十三五”规划 stays apart from a ministry's “十三五”规划; 老中命运共同体 is 中老命运共同体, whichever is named first.
    """
    free = dict.fromkeys(m.name for m in found if m.rule not in ("campaign-formula", "campaign-national-plan"))
    settled: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for name in free:
        short = _bare(name)
        longer = [n for n in free if n != name and short in _bare(n) and len(short) >= 3]
        settled[name] = min(longer, key=lambda n: (-len(n), n)) if longer else name
        two = _TWO_PEOPLES.search(name)
        if two:
            key = "".join(sorted(two[1]))
            settled[name] = pairs.setdefault(key, settled[name])
    return [replace(m, name=settled.get(m.name, m.name)) if m.rule != "campaign-formula" else m for m in found]


_TWO_PEOPLES = re.compile(r"([\u4e00-\u9fff]{2})命运共同体$")
