"""Measures how long each question of the catalogue takes in NetworkX, SPARQL and embedded Cypher, once a graph is loaded.

    python bench/questions.py G.kg [--widest]

Each question is asked about what a reader of the notices would ask about: of each kind the thing with the most edges, and
a quarter of a year. The least processor time of five counts, from the call to the finished answer with its quotes: what else the
machine does lengthens it little. ``--widest`` asks
also about nothing in particular, where a question allows it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import kg
from kg.graph import KnowledgeGraph
from queries.engines import ask
from queries.question import questions
from queries.walk import PARTICIPATIONS

LIMIT = 0.1
#: What each question is asked about, beside what it needs.
ABOUT: dict[str, tuple[str, ...]] = {
    "chaired": ("actor",), "spoke": ("actor",), "attended": ("actor",), "convened": ("actor",), "led": ("actor",),
    "meetings": ("place", "since", "until"), "no_chair": ("since", "until"), "campaign_meetings": ("campaign",),
    "relays": ("relayed",), "places": ("since", "until"), "network": ("since", "until"), "holder": ("bureau",),
    "holder_known": ("bureau",), "succession": ("bureau",), "moves": ("since", "until"), "namesakes": ("named",),
}


def values(graph: KnowledgeGraph) -> dict[str, str]:
    def foremost(kind: str, *edges: str) -> str:
        found = Counter(
            end for u, v, data in graph.nx.edges(data=True) if data["kind"] in edges
            for end in (u, v) if graph.nx.nodes[end]["kind"] == kind
        )
        return max(sorted(found), key=found.__getitem__)

    days = sorted(str(m.attributes["start"]) for m in graph.nodes("Meeting") if len(str(m.attributes.get("start", ""))) == 10)
    year = days[len(days) // 2][:4]
    person = foremost("Person", *PARTICIPATIONS)
    return {
        "person": person, "meeting": foremost("Meeting", *PARTICIPATIONS), "relayed": foremost("Meeting", "RELAYS"),
        "bureau": foremost("Bureau", "AT"), "convener": foremost("Bureau", "CONVENED"), "campaign": foremost("Campaign", "CONCERNS"),
        "place": foremost("Place", "HELD_IN"), "notice": foremost("Notice", "MENTIONS"), "edge": next(graph.edges("CHAIRED")).id,
        "named": Counter(p.name for p in graph.nodes("Person")).most_common(1)[0][0],
        "date": f"{year}-06-01", "known_on": f"{year}-12-31", "since": f"{year}-04", "until": f"{year}-06",
    }


def quickest(work: Any) -> tuple[float, Any]:
    seconds, found = [], None
    for _ in range(5):
        started = time.process_time()
        found = work()
        seconds.append(time.process_time() - started)
        if seconds[-1] > 2:
            break
    return min(seconds), found


def main(file: Path, widest: bool) -> int:
    started = time.process_time()
    graph = kg.open(file)
    sources: dict[str, Any] = {"networkx": graph.nx, "sparql": graph.store(), "embedded": graph.embedded}
    ask("chaired", graph.nx)  # the index of the graph is made once
    print(f"{len(graph)} nodes, {graph.nx.number_of_edges()} edges, loaded in {time.process_time() - started:.0f} s")
    print("milliseconds of processor time, the least of five\n")
    print("| question | about | rows | quotes | NetworkX | SPARQL | embedded |\n| --- | --- | --- | --- | --- | --- | --- |")
    known = values(graph)
    slow = unequal = 0
    for name, asked in questions().items():
        needed = [n for n, p in asked.parameters.items() if p.required]
        cases = [dict.fromkeys((*needed, *ABOUT.get(name, ())), "")]
        if widest and name in ABOUT and len(needed) < len(cases[0]):
            cases.append(dict.fromkeys(needed, ""))
        for case in cases:
            about = dict(case)
            for n in case:
                key = ("convener" if name == "convened" else "person") if n == "actor" else n
                about[n] = known[key]
            found = {engine: quickest(
                lambda engine=engine, name=name, about=about: ask(name, sources[engine], about, engine, graph.evidence_of)
            ) for engine in sources}
            answers = [answer for _, answer in found.values()]
            unequal += any(answer != answers[0] for answer in answers)
            slow += sum(took > LIMIT for took, _ in found.values()) if case is cases[0] else 0
            quotes = sum(len(getattr(row, "evidence", ())) for row in answers[0])
            what = ", ".join(graph.nx.nodes[v]["name"] if v in graph.nx else v for v in about.values()) or "everything"
            times = " | ".join(f"{took * 1000:.0f}" for took, _ in found.values())
            print(f"| `{name}` | {what[:40]} | {len(answers[0])} | {quotes} | {times} |", flush=True)
    print(f"\n{slow} over {LIMIT * 1000:.0f} ms; {unequal} questions with unequal answers")
    return 1 if unequal else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="G.kg")
    parser.add_argument("--widest", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.file, given.widest))
