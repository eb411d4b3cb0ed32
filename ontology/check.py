"""Whether rows are what the schema allows; the last check before a graph is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ontology.errors import GuanxiError
from ontology.schema import EDGES, KINDS, NODES, Attribute, Edge, Node, Value


class SchemaError(GuanxiError):
    """Rows that the schema does not allow: the message says which, and why."""


#: The Python types of each attribute type; a whole number is a number too.
_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,), "date": (str,), "int": (int,), "float": (float, int), "bool": (bool,), "strs": (tuple, list),
}
_KNOWN: Mapping[str, Mapping[str, Attribute]] = {
    kind.name: {a.name: a for a in kind.attributes} for kind in KINDS.values()
}


def check(nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Raise where the rows do not fit the schema.

    Raises:
        SchemaError: with the first faults and how many there are.

    >>> check([Node("person-a", "Human", "张春生")], [])
    Traceback (most recent call last):
    ...
    ontology.check.SchemaError: the rows do not fit the schema (1 fault): node person-a has the unknown kind Human
    """
    faults = list(problems(nodes, edges))
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise SchemaError(f"the rows do not fit the schema ({count}): " + "; ".join(faults[:5]))


def problems(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """Each fault in words: unknown kinds and attributes, wrong types of value, ids used twice, edges gone astray."""
    kinds: dict[str, str] = {}
    for node in nodes:
        where = f"node {node.id}"
        if node.id in kinds:
            yield f"{where} stands twice"
        kinds[node.id] = node.kind
        if node.kind not in NODES:
            yield f"{where} has the unknown kind {node.kind}"
        else:
            yield from _attributes(where, node.kind, node.attributes)
    seen: set[str] = set()
    for edge in edges:
        where = f"edge {edge.id}"
        if edge.id in seen or edge.id in kinds:
            yield f"{where} stands twice"
        seen.add(edge.id)
        kind = EDGES.get(edge.kind)
        if kind is None:
            yield f"{where} has the unknown kind {edge.kind}"
            continue
        for end, ident, allowed in (("source", edge.source, kind.sources), ("target", edge.target, kind.targets)):
            if ident not in kinds:
                yield f"{where} ({edge.kind}) has the {end} {ident}, which is no node"
            elif kinds[ident] not in allowed:
                yield f"{where} ({edge.kind}) has the {end} {ident}, a {kinds[ident]}, not {' or '.join(allowed)}"
        yield from _attributes(where, edge.kind, edge.attributes)


def _attributes(where: str, kind: str, values: Mapping[str, Value]) -> Iterator[str]:
    known = _KNOWN[kind]
    for name, value in values.items():
        attribute = known.get(name)
        if attribute is None:
            yield f"{where} ({kind}) has the unknown attribute {name}"
        elif value not in ("", None, ()) and (
            not isinstance(value, _TYPES[attribute.type]) or (isinstance(value, bool) and attribute.type != "bool")
        ):
            yield f"{where} ({kind}) has {name} {value!r}, which is no {attribute.type}"
