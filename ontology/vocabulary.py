"""The vocabulary as triples: classes and properties, how they stand to those of others, and the schemes of values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from ontology.literals import Triple

#: The files of the vocabulary, in the order in which they are written.
FILES = ("core.ttl", "alignments.ttl", "schemes.ttl", "titles.ttl")


@cache
def vocabulary() -> tuple[Triple, ...]:
    """Every triple of the vocabulary once, subject by subject, in the order of the files.

    >>> len({t for t in vocabulary()}) == len(vocabulary())
    True
    """
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(node: ox.NamedNode | ox.BlankNode) -> ox.NamedNode | ox.BlankNode:
        # A parser makes up other names for nodes without one each time.
        if isinstance(node, ox.BlankNode):
            return names.setdefault(node, ox.BlankNode(f"v{len(names)}"))
        return node

    out: dict[ox.NamedNode | ox.BlankNode, dict[Triple, None]] = {}
    for file in FILES:
        for quad in ox.parse(path=str(Path(__file__).with_name(file)), format=ox.RdfFormat.TURTLE):
            subject, found = quad.subject, quad.object
            assert isinstance(subject, ox.NamedNode | ox.BlankNode)
            other = named(found) if isinstance(found, ox.NamedNode | ox.BlankNode) else found
            about = named(subject)
            out.setdefault(about, {})[Triple(about, quad.predicate, other)] = None
    return tuple(t for said in out.values() for t in _by_property(said))


def _by_property(said: Iterable[Triple]) -> list[Triple]:
    """What is said of one thing, each property in one run, in the order in which they come first."""
    order: dict[str, int] = {}
    for t in said:
        order.setdefault(t.predicate.value, len(order))
    return sorted(said, key=lambda t: order[t.predicate.value])
