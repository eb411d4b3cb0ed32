"""Measures how fast RDF is written, beside rdflib's own Turtle serialiser on the same triples.

    python bench/rdf.py G.kg

Each runs three times on one core; the quickest counts. Reading the graph file is no part of it; making the triples is,
which rdflib is spared.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable

import pyoxigraph as ox
import rdflib

from kg import pipeline
from kg.export import export


def quickest(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return min(once() for _ in range(3))


def main(path: str) -> None:
    graph = pipeline.open_graph(path)
    forms = {"nquads": ox.RdfFormat.N_QUADS, "turtle": ox.RdfFormat.TURTLE}
    written = io.BytesIO()
    for name, form in forms.items():
        seconds = quickest(lambda name=name: export(graph, name, io.BytesIO()))
        written = io.BytesIO()
        export(graph, name, written)
        count = sum(1 for _ in ox.parse(written.getvalue(), format=form))
        print(f"kg export --to {name:<10}{count:9} statements {seconds:8.2f} s {count / seconds:10.0f} a second")
    other = rdflib.Graph()
    other.parse(data=written.getvalue(), format="turtle")
    seconds = quickest(lambda: other.serialize(format="turtle"))
    print(f"rdflib, Turtle         {len(other):9} statements {seconds:8.2f} s {len(other) / seconds:10.0f} a second")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph_file", metavar="G.kg")
    main(parser.parse_args().graph_file)
