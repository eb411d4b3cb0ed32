"""Measures how fast RDF is written, and in how much memory, beside rdflib's own Turtle serialiser on the same triples.

    python bench/rdf.py [G.kg]

Without a graph file it is made-up notices. One core: seconds are the processor's, the quickest of three runs. Reading the
graph file is no part of it; healing the notices anew, to tell what was healed, and making the triples are, which rdflib
is spared.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox
import rdflib
from made import notices

import kg
from kg import pipeline
from kg.export import export
from kg.graph import KnowledgeGraph

#: What the figures are to reach: statements a second in N-Quads.
WANTED = 150_000
FORMS = {"nquads": ox.RdfFormat.N_QUADS, "turtle": ox.RdfFormat.TURTLE}


class Nowhere(io.RawIOBase):
    """Takes what is written, and keeps none of it."""

    def write(self, data: object) -> int:
        return len(data)  # type: ignore[arg-type]


def quickest(work: Callable[[], object], runs: int = 3) -> float:
    def once() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(once() for _ in range(runs))


def made_up(count: int, folder: Path) -> KnowledgeGraph:
    source = folder / f"{count}.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for n in notices(count):
            row = {k: v for k, v in asdict(n).items() if isinstance(v, str) and v}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return kg.build(source, folder / f"{count}.kg")


def speed(graph: KnowledgeGraph) -> None:
    written = io.BytesIO()
    for name, form in FORMS.items():
        seconds = quickest(lambda name=name: export(graph, name, Nowhere()))
        written = io.BytesIO()
        export(graph, name, written)
        count = sum(1 for _ in ox.parse(written.getvalue(), format=form))
        note = f"   ({WANTED:,} wanted)" if name == "nquads" else ""
        print(f"kg export --to {name:<10}{count:9} statements {seconds:8.2f} s {count / seconds:10.0f} a second{note}")
    other = rdflib.Graph()
    other.parse(data=written.getvalue(), format="turtle")
    seconds = quickest(lambda: other.serialize(format="turtle"), 1)
    print(f"rdflib, Turtle           {len(other):9} statements {seconds:8.2f} s {len(other) / seconds:10.0f} a second")


def memory(graph: KnowledgeGraph, name: str = "nquads") -> None:
    """The most that is held while writing, over what the graph holds already."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    export(graph, name, Nowhere())
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    count = sum(1 for _ in graph.nodes("Notice"))
    print(f"memory for writing {name} {count:9} notices {peak / 1e6:13.1f} MB {peak / count / 1e3:10.1f} kB a notice")


def main(path: str = "") -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, pyoxigraph {ox.__version__}")
    if path:
        graph = pipeline.open_graph(path)
        speed(graph)
        memory(graph)
        return
    with tempfile.TemporaryDirectory() as folder:
        few, many = made_up(100, Path(folder)), made_up(400, Path(folder))
        speed(many)
        memory(few)
        memory(many)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph_file", metavar="G.kg", nargs="?", default="")
    main(parser.parse_args().graph_file)
