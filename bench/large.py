"""A made-up graph of any size with evidence for every edge, the same every time: people, posts and meetings are invented."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import partial

from kg.graph import KnowledgeGraph
from ontology.schema import Edge, Evidence, Node

_SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜"
_GIVEN = "春生 桂兰 海涛 秀英 建平 明远 晓东 丽华 志刚 文静 国梁 玉梅 永清 佳宁 伟业 思源".split()
_WAYS = {"CHAIRED": "主持", "SPOKE_AT": "讲话", "ATTENDED": "出席"}


def graph(nodes: int, edges: int, ident: str = "graph-large", seed: int = 1) -> KnowledgeGraph:
    """A graph of so many nodes and edges: of ten nodes four people, four meetings, a post and a notice.

    Args:
        nodes, edges: how many.
        ident: the graph's id.
        seed: of the choices.
    """
    chance = random.Random(seed)
    count = nodes // 10
    notices = [Node(f"notice-{n}", "Notice", f"通知第{n}号", {"published": f"{2010 + n % 10}-05-12"}) for n in range(count)]
    posts = [Node(f"role-{n}", "Role", f"局长{n}", {"title": "局长"}) for n in range(count)]
    meetings = [Node(f"meeting-{n}", "Meeting", f"第{n}次工作会议", {
        "start": f"{2010 + n % 10}-05-11", "end": f"{2010 + n % 10}-05-11", "status": "reported", "meeting_kind": "meeting",
    }) for n in range(4 * count)]
    people = [
        Node(f"person-{n}", "Person", chance.choice(_SURNAMES) + chance.choice(_GIVEN))
        for n in range(nodes - len(notices) - len(posts) - len(meetings))
    ]
    ties = []
    for n in range(edges):
        said = {"status": "reported", "notices": 1, "confidence": 0.9, "source_kind": "stated", "published_first": "2015-05-12"}
        person = chance.choice(people).id
        if n % 10 == 0:
            ties.append(Edge(f"holds-{n}", "HOLDS", person, chance.choice(posts).id, {**said, "proved_first": "2015-05-11"}, (f"fact-{n}",)))
            continue
        way = chance.choice([*_WAYS])
        ties.append(Edge(
            f"took-part-{n}", way, person, chance.choice(meetings).id, {**said, "titles": ("局长",), "verbs": (_WAYS[way],)}, (f"fact-{n}",)
        ))
    return KnowledgeGraph([*notices, *posts, *meetings, *people], ties, partial(_evidence, count), ident)


def _evidence(notices: int, facts: Iterable[str]) -> list[Evidence]:
    out = []
    for fact in facts:
        n = int(fact.removeprefix("fact-"))
        quote = f"局长赵春生在第{n}次工作会议上讲话。"
        out.append(Evidence(
            fact, f"notice-{n % notices}", "text", n % 500, n % 500 + len(quote), quote, "made-up", 0.9, quote, "局长", "讲话",
            (("title", n % 500, n % 500 + 2),),
        ))
    return out
