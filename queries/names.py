"""Finds what a name means where a question is asked of a plain graph, a store or a database: ids, by exact names.

A name is compared as it stands and in Simplified characters, with names, other forms of them, ids and former ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from ontology.errors import GuanxiError
from ontology.schema import NODES
from ontology.terms import BASE, NODE_CLASSES, PREFIXES
from ontology.text import clean
from queries.question import Question

#: Gives the ids of the nodes of some kinds that go by one of several names.
Finder = Callable[[Any, Sequence[str], Sequence[str]], list[str]]
#: The attributes that hold other names of a node.
_OTHERS = ("aliases", "written", "former_ids")


class NoSuchNameError(GuanxiError):
    """Nothing goes by a name; ``nearest`` holds the names that come near."""

    def __init__(self, name: str, kinds: Sequence[str], nearest: Sequence[str]) -> None:
        self.nearest = list(nearest)
        hint = f": did you mean {'、'.join(nearest)}?" if nearest else ""
        super().__init__(f"no {' or '.join(kinds) or 'thing'} named {name} in the graph{hint}")


def settled(
    asked: Question, params: Mapping[str, object], find: Finder, source: Any, names: Callable[[Any, str], Iterable[str]]
) -> dict[str, object]:
    """The parameters with ids in the place of names; of a name that several share, the ids of all.

    Raises:
        NoSuchNameError: a name is not there; it holds the nearest.
    """
    out: dict[str, object] = {}
    for key, value in params.items():
        parameter = asked.parameters.get(key)
        if parameter is None or parameter.type != "id" or not value:
            out[key] = value
            continue
        ids: dict[str, None] = {}
        for one in value if isinstance(value, (list, tuple)) else (value,):
            found = find(source, forms(str(one)), parameter.kinds)
            if not found:
                import difflib

                known = dict.fromkeys(n for kind in parameter.kinds for n in names(source, kind))
                raise NoSuchNameError(str(one), parameter.kinds, difflib.get_close_matches(str(one), known, 5, 0.4))
            ids.update(dict.fromkeys(sorted(found)))
        out[key] = list(ids)
    return out


def forms(name: str) -> list[str]:
    """A name as it stands, without space around it, and in Simplified characters.

    >>> forms(" 趙俊芝")
    ['趙俊芝', '赵俊芝']
    """
    plain = clean(name).strip()
    return list(dict.fromkeys((plain, _simplifier()(plain))))


@cache
def _simplifier() -> Callable[[str], str]:
    try:
        import opencc
    except ImportError:
        return str
    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


# Each engine's way to look


def _in_networkx(graph: Any, names: Sequence[str], kinds: Sequence[str]) -> list[str]:
    wanted = set(names)
    return [
        ident for ident, data in graph.nodes(data=True)
        if data.get("kind") in kinds and (
            ident in wanted or data.get("name") in wanted
            or any(not wanted.isdisjoint(data.get(other) or ()) for other in _OTHERS)
        )
    ]


def _names_in_networkx(graph: Any, kind: str) -> Iterable[str]:
    return (str(data.get("name")) for _, data in graph.nodes(data=True) if data.get("kind") == kind)


def _in_store(store: Any, names: Sequence[str], kinds: Sequence[str]) -> list[str]:
    import pyoxigraph as ox

    from ontology.mapping import id_of, iri

    words = " ".join(str(ox.Literal(n)) for n in names)
    ids = " ".join(str(ox.NamedNode(iri(n, BASE))) for n in names)
    classes = " ".join(NODE_CLASSES[kind][0] for kind in kinds)
    text = f"""{_prefixes()}SELECT DISTINCT ?node WHERE {{
      VALUES ?class {{ {classes} }}
      {{ VALUES ?word {{ {words} }} ?node rdfs:label|skos:altLabel|gx:written ?label . FILTER (STR(?label) = ?word) }}
      UNION {{ VALUES ?node {{ {ids} }} }} UNION {{ VALUES ?once {{ {ids} }} ?node dcterms:replaces ?once }}
      ?node a ?class
    }}"""
    return [id_of(s["node"].value) for s in store.query(text, use_default_graph_as_union=True)]


def _names_in_store(store: Any, kind: str) -> Iterable[str]:
    text = f"{_prefixes()}SELECT DISTINCT ?label WHERE {{ ?node a {NODE_CLASSES[kind][0]} ; rdfs:label ?label }}"
    return [s["label"].value for s in store.query(text, use_default_graph_as_union=True)]


def _prefixes() -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def _where(kind: str) -> str:
    """The Cypher that finds the nodes of a kind by ``$names``; a kind lacks some of the attributes."""
    known = {a.name for a in NODES[kind].attributes}
    # The embedded engine knows no parameter inside the condition.
    several = [f"any(one IN $names WHERE one IN coalesce(n.{other}, []))" for other in _OTHERS if other in known]
    tests = " OR ".join(("n.id IN $names", "n.name IN $names", *several))
    return f"MATCH (n:`{kind}`) WHERE {tests} RETURN n.id AS id"


def _in_neo4j(driver: Any, names: Sequence[str], kinds: Sequence[str]) -> list[str]:
    with driver.session(default_access_mode="READ") as session:
        return [
            record["id"] for kind in kinds
            for record in session.execute_read(lambda tx, kind=kind: list(tx.run(_where(kind), names=list(names))))
        ]


def _names_in_neo4j(driver: Any, kind: str) -> Iterable[str]:
    with driver.session(default_access_mode="READ") as session:
        text = f"MATCH (n:`{kind}`) RETURN n.name AS name"
        return [record["name"] or "" for record in session.execute_read(lambda tx: list(tx.run(text)))]


def _in_embedded(embedded: Any, names: Sequence[str], kinds: Sequence[str]) -> list[str]:
    return [
        row["id"] for kind in kinds for row in embedded.run(_where(kind), {"names": list(names)})
    ]


def _names_in_embedded(embedded: Any, kind: str) -> Iterable[str]:
    return [row["name"] or "" for row in embedded.run(f"MATCH (n:`{kind}`) RETURN n.name AS name")]


#: By engine, how it finds ids by names, and how it lists the names of a kind.
LOOKING: Mapping[str, tuple[Finder, Callable[[Any, str], Iterable[str]]]] = MappingProxyType({
    "networkx": (_in_networkx, _names_in_networkx),
    "sparql": (_in_store, _names_in_store),
    "cypher": (_in_neo4j, _names_in_neo4j),
    "embedded": (_in_embedded, _names_in_embedded),
})
