"""A small made-up graph with everything in it: all that the tests of the graph, its exports and its questions need.

All people, bodies, places and events are invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ontology.origins import Healing, Origin
from ontology.schema import EDGES, Edge, Evidence, Node, Value

NOTICES = {
    "notice-a1": (
        "2016-05-12", "市水务局召开全市防汛工作会议",
        "5月11日，安澜市水务局在安澜召开全市防汛工作会议，传达全省防汛工作会议精神，部署“清河行动”。"
        "市水务局党组书记、局长张春生出席会议并讲话，副局长王桂兰主持会议。市水务局机关各科室负责人参加会议。",
    ),
    # The same in Traditional characters, with markup left in and a line break in the middle of a sentence.
    "notice-a2": (
        "2016-05-13", "安瀾市防汛工作會議召開",
        "<p>5月11日，安瀾市水務局召開全市防汛工作會議，\r\n副局長王桂蘭主持會議。</p>",
    ),
    "notice-a3": (
        "2016-06-02", "安澜市人大常委会任免名单",
        "安澜市人大常委会6月1日决定：任命刘海涛为安澜市水务局局长；免去张春生的安澜市水务局局长职务。",
    ),
    "notice-a4": (
        "2016-06-28", "会议预告",
        "全市水利建设推进会定于7月3日召开，市水务局局长刘海涛将出席会议。会议将部署“清河行动”第二阶段工作。",
    ),
    "notice-a5": (
        "2016-08", "任前公示",
        "王桂兰，现任安澜市水务局副局长，拟任安澜市应急管理局局长。",
    ),
    "notice-a6": (
        "", "省防汛会议侧记",
        "云岭省防汛工作会议由副省长李伟主持，安澜市水务局局长张春生作交流发言。安澜中学教师李伟列席会议。",
    ),
}

#: Text that breaks careless writers: markup, quotes, a separator, a line break, control characters, a lone surrogate.
NASTY = "防汛<b>办</b>&\"公室\",\n=甲\x00\x0b乙\ud800丙"


#: The version of the rules that the notices were read with.
VERSION = "0.1.0 0123456789ab pkuseg-0.0.25"
_INJURIES = re.compile("<[^>]*>|\r\n|[瀾務開會議長蘭]")
_SIMPLIFIED = str.maketrans("瀾務開會議長蘭", "澜务开会议长兰")


def _edits(raw: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple(
        (m.start(), m.end(), "", "wrap" if m.group() == "\r\n" else "markup") if len(m.group()) > 1
        else (m.start(), m.end(), m.group().translate(_SIMPLIFIED), "script")
        for m in _INJURIES.finditer(raw)
    )


@dataclass(frozen=True)
class _Around:
    title: str
    text: str

    def __call__(self, field: str, start: int, end: int) -> tuple[str, str]:
        raw = self.title if field == "title" else self.text
        return raw[max(0, start - 5):start], raw[end:end + 5]


@dataclass
class Made:
    """The rows, and their evidence by fact."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    facts: dict[str, list[Evidence]] = field(default_factory=dict)

    def evidence_of(self, facts: Iterable[str]) -> list[Evidence]:
        return [e for fact in facts for e in self.facts.get(fact, ())]

    def node(self, ident: str, kind: str, name: str, **attributes: Value) -> None:
        self.nodes.append(Node(ident, kind, name, attributes))

    def edge(
        self, ident: str, kind: str, source: str, target: str,
        quotes: tuple[tuple[str, str], ...] = (), **attributes: Value,
    ) -> None:
        """One edge with a fact for each ``(notice, quote)``; its verb is what its first ``verbs`` says."""
        facts = []
        for notice, quote in quotes:
            fact = f"fact-{ident.replace('-', '')}{len(facts)}"
            where = "title" if quote in NOTICES[notice][1] else "text"
            raw = NOTICES[notice][1 if where == "title" else 2]
            start = raw.index(quote)
            verbs = attributes.get("verbs", ("",))
            titles = attributes.get("titles", ("",))
            verb = verbs[0] if isinstance(verbs, tuple) and verbs[0] in quote else ""
            title = titles[0] if isinstance(titles, tuple) and titles[0] in quote else ""
            parts = tuple(
                (piece, start + quote.index(words), start + quote.index(words) + len(words))
                for piece, words in (("title", title), ("verb", verb)) if words
            )
            self.facts[fact] = [Evidence(
                fact, notice, where, start, start + len(quote), quote, quote.replace("\r\n", ""), "made-up", 0.95,
                title, verb, parts, (("title", 0, 2),) if "会议" in quote and where == "text" else (),
            )]
            facts.append(fact)
        common: dict[str, Value] = {"source_kind": "stated", "confidence": 0.95, "notices": len(quotes)}
        if quotes:
            days = sorted(NOTICES[n][0] for n, _ in quotes if NOTICES[n][0])
            if days:
                common |= {"published_first": days[0], "published_last": days[-1]}
            common |= {"recorded_from": "2026-01-02T03:04:05Z"}
        else:
            common = {"source_kind": "reference"}
        known = {a.name for a in EDGES[kind].attributes}
        common = {name: value for name, value in common.items() if name in known}
        self.edges.append(Edge(ident, kind, source, target, {**common, **attributes}, tuple(facts)))

    def origins_of(self, notices: Iterable[str]) -> Iterator[Origin]:
        """How the notices were read: the second was healed of markup, a broken line and its Traditional characters."""
        for notice in notices:
            _, title, text = NOTICES[notice]
            healings = Healing("text", "text", _edits(text)), Healing("title", "title", _edits(title))
            yield Origin(notice, VERSION, VERSION, healings, _Around(title, text))

    def raws(self) -> list[str]:
        return [raw for _, title, text in NOTICES.values() for raw in (title, text)]

    def raw(self, evidence: Evidence) -> str:
        return NOTICES[evidence.notice][1 if evidence.field == "title" else 2]


def made() -> Made:
    """The made-up graph, anew each time."""
    m = Made()
    _nodes(m)
    _structure(m)
    _meetings(m)
    _posts(m)
    for n, (notice, (_, _, text)) in enumerate(NOTICES.items(), 1):
        for node in m.nodes:
            if node.kind not in ("Notice", "Role") and node.name in text:
                m.edge(f"mentions-{n}{node.id.replace('-', '')}", "MENTIONS", notice, node.id, source_kind="inferred")
    _mention_both_ends(m)
    return m


def _mention_both_ends(m: Made) -> None:
    """Every notice mentions both ends of each edge that it supports, with the facts that say so."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    for edge in m.edges:
        for fact in edge.facts:
            for evidence in m.facts[fact]:
                for end in (edge.source, edge.target):
                    if not end.startswith("notice-"):
                        said.setdefault((evidence.notice, end), {})[fact] = None
    there = {(e.source, e.target): n for n, e in enumerate(m.edges) if e.kind == "MENTIONS"}
    for (notice, end), facts in said.items():
        if (notice, end) not in there:
            m.edge(f"mentions-{notice[-2:]}{end.replace('-', '')}", "MENTIONS", notice, end, source_kind="stated")
        place = there.get((notice, end), -1)
        m.edges[place] = replace(m.edges[place], facts=tuple(facts))


def _nodes(m: Made) -> None:
    m.node("person-zhang", "Person", "张春生", aliases=("张局长",), written=("張春生",), gender="男")
    m.node("person-wang", "Person", "王桂兰", written=("王桂蘭",), gender="女", ethnicity="蒙古族")
    m.node("person-liu", "Person", "刘海涛", former_ids=("person-liuold", "person-liuolder"))
    m.node("person-lia", "Person", "李伟")
    m.node("person-lib", "Person", "李伟")
    m.node("bureau-water", "Bureau", "安澜市水务局", aliases=("市水务局", "水务局"), level="prefecture",
           bureau_kind="government")
    m.node("bureau-flood", "Bureau", NASTY, level="prefecture")
    m.node("bureau-congress", "Bureau", "安澜市人大常委会", bureau_kind="congress")
    m.node("bureau-emergency", "Bureau", "安澜市应急管理局")
    m.node("bureau-province", "Bureau", "云岭省政府", level="province")
    m.node("bureau-school", "Bureau", "安澜中学", bureau_kind="school")
    m.node("bureau-oldwater", "Bureau", "安澜市水利局")
    m.node("place-anlan", "Place", "安澜市", aliases=("安澜",), level="prefecture", city=True, code="999901",
           code_year=2016)
    m.node("place-yunling", "Place", "云岭省", level="province", city=False)
    m.node("meeting-flood", "Meeting", "全市防汛工作会议", aliases=("安澜市防汛工作会议",), meeting_kind="meeting",
           start="2016-05-11", end="2016-05-11", year=2016, status="reported")
    m.node("meeting-province", "Meeting", "全省防汛工作会议", meeting_kind="meeting", start="2016-04", year=2016)
    m.node("meeting-push", "Meeting", "全市水利建设推进会", meeting_kind="meeting", start="2016-07-03",
           end="2016-07-03", status="planned")
    m.node("campaign-river", "Campaign", "清河行动", aliases=("“清河行动”",))
    m.node("group-heads", "Group", "市水务局机关各科室负责人", size=12)
    for ident, title, seats in (
        ("role-secretary", "党组书记", "one"), ("role-head", "局长", "one"), ("role-deputy", "副局长", "several"),
    ):
        m.node(ident, "Role", "安澜市水务局" + title, title=title, seats=seats, level="prefecture")
    m.node("role-emergency", "Role", "安澜市应急管理局局长", title="局长", seats="one")
    m.node("role-governor", "Role", "云岭省政府副省长", title="副省长", seats="several")
    m.node("role-teacher", "Role", "安澜中学教师", title="教师", seats="unknown")
    for notice, (published, title, _) in NOTICES.items():
        address = f"https://news.example/{notice}.html"
        m.node(notice, "Notice", title, key=address, url=address, source="安澜发布", published=published, title=title,
               digest="0" * 63 + notice[-1])


def _structure(m: Made) -> None:
    for role in ("secretary", "head", "deputy"):
        m.edge(f"at-{role}", "AT", f"role-{role}", "bureau-water", source_kind="stated")
    # One fact may prove two edges: that 张春生 is 局长, and that this 局长 is the bureau's.
    m.edges[-2] = replace(m.edges[-2], facts=("fact-holdszhang20",))
    m.edge("at-emergency", "AT", "role-emergency", "bureau-emergency")
    m.edge("at-governor", "AT", "role-governor", "bureau-province")
    m.edge("at-teacher", "AT", "role-teacher", "bureau-school")
    m.edge("of-heads", "OF", "group-heads", "bureau-water")
    m.edge("partof-flood", "PART_OF", "bureau-flood", "bureau-water")
    m.edge("under-water", "UNDER", "bureau-water", "bureau-province", how="guides")
    m.edge("succeeded-water", "SUCCEEDED_BY", "bureau-oldwater", "bureau-water", how="replaced", date="2009")
    m.edge("located-water", "LOCATED_IN", "bureau-water", "place-anlan")
    m.edge("within-anlan", "WITHIN", "place-anlan", "place-yunling")
    m.edge("issued-a3", "ISSUED_BY", "notice-a3", "bureau-congress", (("notice-a3", "安澜市人大常委会任免名单"),),
           basis="stated")
    m.edge("copy-a2", "COPY_OF", "notice-a2", "notice-a1", similarity=0.91, source_kind="inferred")
    m.edge("apart-li", "NOT_SAME_AS", "person-lia", "person-lib", reason="一为副省长，一为教师", by="test")


def _meetings(m: Made) -> None:
    on = "reported"
    spoke = "市水务局党组书记、局长张春生出席会议并讲话"
    held = "安澜市水务局在安澜召开全市防汛工作会议"
    m.edge("chaired-wang", "CHAIRED", "person-wang", "meeting-flood",
           (("notice-a1", "副局长王桂兰主持会议"), ("notice-a2", "副局長王桂蘭主持會議")),
           status=on, titles=("副局长",), verbs=("主持", "主持會議"), in_roles=("安澜市水务局副局长",))
    m.edge("spoke-zhang", "SPOKE_AT", "person-zhang", "meeting-flood", (("notice-a1", spoke),), status=on,
           titles=("党组书记", "局长"), verbs=("讲话",), ways=("讲话",))
    m.edge("attended-zhang", "ATTENDED", "person-zhang", "meeting-flood", (("notice-a1", spoke),), status=on,
           titles=("党组书记", "局长"), verbs=("出席",), ways=("出席",), position=1, list_size=2)
    m.edge("attended-heads", "ATTENDED", "group-heads", "meeting-flood",
           (("notice-a1", "市水务局机关各科室负责人参加会议"),), status=on, verbs=("参加",))
    m.edge("convened-water", "CONVENED", "bureau-water", "meeting-flood",
           (("notice-a1", "市水务局召开全市防汛工作会议"), ("notice-a1", held),
            ("notice-a2", "安瀾市水務局召開全市防汛工作會議，\r\n")), status=on, verbs=("召开",))
    m.edge("chaired-lia", "CHAIRED", "person-lia", "meeting-province",
           (("notice-a6", "云岭省防汛工作会议由副省长李伟主持"),), status=on, titles=("副省长",), verbs=("主持",))
    m.edge("spoke-zhang2", "SPOKE_AT", "person-zhang", "meeting-province",
           (("notice-a6", "安澜市水务局局长张春生作交流发言"),), status=on, titles=("局长",), ways=("发言",))
    m.edge("attended-lib", "ATTENDED", "person-lib", "meeting-province",
           (("notice-a6", "安澜中学教师李伟列席会议"),), status=on, titles=("教师",), ways=("列席",), open_list=True)
    m.edge("attended-liu", "ATTENDED", "person-liu", "meeting-push",
           (("notice-a4", "市水务局局长刘海涛将出席会议"),), status="planned", titles=("局长",), verbs=("出席",))
    m.edge("heldin-flood", "HELD_IN", "meeting-flood", "place-anlan", (("notice-a1", held),), status=on)
    m.edge("relays-flood", "RELAYS", "meeting-flood", "meeting-province",
           (("notice-a1", "传达全省防汛工作会议精神"),), status=on)
    m.edge("concerns-flood", "CONCERNS", "meeting-flood", "campaign-river",
           (("notice-a1", "部署“清河行动”"),), status=on)
    m.edge("concerns-push", "CONCERNS", "meeting-push", "campaign-river",
           (("notice-a4", "会议将部署“清河行动”第二阶段工作"),), status="planned")
    m.edge("session-push", "SESSION_OF", "meeting-push", "meeting-flood", status="planned", source_kind="inferred")


def _posts(m: Made) -> None:
    on = "reported"
    spoke = "市水务局党组书记、局长张春生出席会议并讲话"
    m.edge("holds-zhang1", "HOLDS", "person-zhang", "role-secretary", (("notice-a1", spoke),), status=on,
           proved_first="2016-05-11", proved_last="2016-05-12")
    m.edge("holds-zhang2", "HOLDS", "person-zhang", "role-head", (("notice-a1", spoke),), status=on,
           ended="2016-06-01", proved_first="2016-05-11", proved_last="2016-05-12")
    m.edge("holds-liu", "HOLDS", "person-liu", "role-head", (("notice-a4", "市水务局局长刘海涛"),), status=on,
           began="2016-06-01", proved_first="2016-06-28", proved_last="2016-06-28", acting=False)
    m.edge("holds-wang", "HOLDS", "person-wang", "role-deputy",
           (("notice-a1", "副局长王桂兰"), ("notice-a5", "王桂兰，现任安澜市水务局副局长")), status=on,
           began="2012-03", proved_first="2016-05-11", proved_last="2016-08", concurrent=True, rank="正处级")
    m.edge("holds-lia", "HOLDS", "person-lia", "role-governor", (("notice-a6", "副省长李伟"),), status=on)
    m.edge("holds-lib", "HOLDS", "person-lib", "role-teacher", (("notice-a6", "安澜中学教师李伟"),), status=on)
    m.edge("appointed-liu", "APPOINTED_TO", "person-liu", "role-head",
           (("notice-a3", "任命刘海涛为安澜市水务局局长"),), status=on, action="appointed", date="2016-06-01")
    m.edge("removed-zhang", "REMOVED_FROM", "person-zhang", "role-head",
           (("notice-a3", "免去张春生的安澜市水务局局长职务"),), status=on, action="removed", date="2016-06-01")
    m.edge("proposed-wang", "PROPOSED_FOR", "person-wang", "role-emergency",
           (("notice-a5", "拟任安澜市应急管理局局长"),), status="proposed", action="proposed")
