"""Every Cypher text that pushing and pulling use, made from the schema; Neo4j 5.7 and later understand them.

Ids, names and all other values are parameters. Labels and types cannot be; those in these texts are the schema's own,
save where the type of a relationship that others wrote is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable

from ontology.schema import EDGE_KINDS, NODE_KINDS, NODES

#: The property by which an item says whose it is: the id of a graph file; GRAPHS lists others that hold the same item.
OWNER, SHARED = "guanxi_graph", "guanxi_also"
#: The property that tells a push whether an item has changed.
DIGEST = "guanxi_digest"
#: The label that a push locks the database with; its node is never committed.
LOCK_LABEL = "GuanxiPush"
#: The full-text index on names.
NAMES = "guanxi_names"

LOCK_CONSTRAINT = (
    "guanxi_push_lock",
    f"CREATE CONSTRAINT guanxi_push_lock IF NOT EXISTS FOR (l:{LOCK_LABEL}) REQUIRE l.lock IS UNIQUE",
)
#: Waits until another push that holds it ends; rolled back, it leaves nothing behind.
LOCK = f"MERGE (l:{LOCK_LABEL} {{lock: 'push'}})"
KNOWN_SCHEMA = ("SHOW CONSTRAINTS YIELD name", "SHOW INDEXES YIELD name")
AWAIT = "CALL db.awaitIndexes(600)"


def schema() -> dict[str, str]:
    """The constraints and indexes by name.

    >>> schema()["guanxi_person_id"]
    'CREATE CONSTRAINT guanxi_person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE'
    """
    out = {}
    for kind in NODE_KINDS:
        name = f"guanxi_{kind.name.lower()}_id"
        out[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{kind.name}) REQUIRE n.id IS UNIQUE"
    for edge in EDGE_KINDS:
        name = f"guanxi_{edge.name.lower()}_id"
        out[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{edge.name}]-() REQUIRE r.id IS UNIQUE"
    for kind in NODE_KINDS:
        for attribute in ("name", *(a.name for a in kind.attributes if a.name in ("start", "published"))):
            name = f"guanxi_{kind.name.lower()}_{attribute}"
            out[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{kind.name}) ON (n.{attribute})"
    labels = "|".join(k.name for k in NODE_KINDS)
    # The analyser cuts Chinese into pairs of characters: with the standard one no part of a name would be found.
    out[NAMES] = (
        f"CREATE FULLTEXT INDEX {NAMES} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases, n.written] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    return out


def _one(kind: str) -> str:
    """The pattern of one item of a kind by ``row.id`` or ``id``, the item named ``x``."""
    return f"(x:{kind} {{id: id}})" if kind in NODES else f"()-[x:{kind} {{id: id}}]->()"


def _all(kind: str) -> str:
    return f"(x:{kind})" if kind in NODES else f"(s)-[x:{kind}]->(t)"


def owned(kind: str) -> str:
    """What a graph holds of a kind: id, digest, whether it is its own, whether others hold it too, whether it is stale.

    Of a relationship also the ids of its ends.
    """
    ends = "" if kind in NODES else ", s.id, t.id"
    return (
        f"MATCH {_all(kind)} WHERE x.{OWNER} = $graph OR $graph IN x.{SHARED} "
        f"RETURN x.id, x.{DIGEST}, x.{OWNER} = $graph, x.{SHARED} IS NOT NULL, x.stale IS NOT NULL{ends}"
    )


def others_hold(kind: str) -> str:
    """Whether anyone else has written items of a kind."""
    return f"MATCH {_all(kind)} WHERE x.{OWNER} IS NULL OR x.{OWNER} <> $graph RETURN x.id LIMIT 1"


def taken(kind: str) -> str:
    """Of ``$ids`` those that others have written, with their owner (null where no graph file is) and digest."""
    return (
        f"UNWIND $ids AS id MATCH {_one(kind)} WHERE x.{OWNER} IS NULL OR x.{OWNER} <> $graph "
        f"RETURN x.id, x.{OWNER}, x.{DIGEST}"
    )


def create_nodes(kind: str, city: bool) -> str:
    label = f"{kind}:City" if city else kind
    return f"UNWIND $rows AS row CREATE (x:{label}) SET x = row"


def merge_nodes(kind: str, city: bool) -> str:
    """Writes nodes whether they are there or not; properties that others added to them stay."""
    cities = "" if kind != "Place" else " SET x:City" if city else " REMOVE x:City"
    return f"UNWIND $rows AS row MERGE (x:{kind} {{id: row.id}}) SET x += row{cities}"


def create_edges(kind: str, source: str, target: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (s:{source} {{id: row.source}}) MATCH (t:{target} {{id: row.target}}) "
        f"CREATE (s)-[x:{kind}]->(t) SET x = row.said"
    )


def merge_edges(kind: str, source: str, target: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (s:{source} {{id: row.source}}) MATCH (t:{target} {{id: row.target}}) "
        f"MERGE (s)-[x:{kind} {{id: row.said.id}}]->(t) SET x += row.said"
    )


def share(kind: str) -> str:
    """Adds the graph to those that hold items which another graph wrote."""
    return (
        f"UNWIND $ids AS id MATCH {_one(kind)} "
        f"SET x.{SHARED} = [g IN coalesce(x.{SHARED}, []) WHERE g <> $graph] + $graph"
    )


def unshare(kind: str) -> str:
    """Takes the graph from the holders of items; those that it owned go to the next holder."""
    return (
        f"UNWIND $ids AS id MATCH {_one(kind)} WHERE x.{OWNER} = $graph OR $graph IN x.{SHARED} "
        f"WITH x, [g IN coalesce(x.{SHARED}, []) WHERE g <> $graph] AS rest "
        f"WITH x, rest, CASE WHEN x.{OWNER} = $graph THEN rest[0] ELSE x.{OWNER} END AS next "
        f"WITH x, next, [g IN rest WHERE g <> next] AS left "
        f"SET x.{OWNER} = next, x.{SHARED} = CASE WHEN size(left) = 0 THEN null ELSE left END"
    )


def mark_stale(kind: str) -> str:
    return f"UNWIND $ids AS id MATCH {_one(kind)} WHERE x.{OWNER} = $graph SET x.stale = true"


def delete_edges(kind: str) -> str:
    return f"UNWIND $ids AS id MATCH {_one(kind)} WHERE x.{OWNER} = $graph DELETE x"


def delete_nodes(kind: str) -> str:
    """Deletes the nodes that nothing leads to or from: a relationship that others wrote keeps its ends."""
    return f"UNWIND $ids AS id MATCH {_one(kind)} WHERE x.{OWNER} = $graph AND NOT EXISTS {{ (x)--() }} DELETE x"


def strange_types(kind: str) -> str:
    """The types of relationship that others wrote to or from the nodes of ``$ids``."""
    return f"UNWIND $ids AS id MATCH {_one(kind)}-[r]-() WHERE r.{OWNER} IS NULL RETURN DISTINCT type(r)"


def move(kind: str, strange: str, outgoing: bool) -> str:
    """Moves the relationships of one type that others wrote from retired nodes to those that took their place."""
    name = quoted(strange)
    old, new = (f"(x)-[r:{name}]->(o)", f"(n)-[m:{name}]->(o)") if outgoing else (
        f"(x)<-[r:{name}]-(o)", f"(n)<-[m:{name}]-(o)")
    return (
        f"UNWIND $pairs AS pair MATCH (x:{kind} {{id: pair.old}}) MATCH (n:{kind} {{id: pair.new}}) "
        f"MATCH {old} WHERE r.{OWNER} IS NULL CREATE {new} SET m = properties(r) DELETE r"
    )


def graphs() -> str:
    """The graph files that have written into the database, with the number of their nodes."""
    return f"MATCH (n:{labels()}) WHERE n.{OWNER} IS NOT NULL RETURN n.{OWNER} AS graph, count(n) AS nodes ORDER BY graph"


def held(kind: str) -> str:
    """All that a graph holds of a kind and that is not stale, whole."""
    ends = "" if kind in NODES else ", s.id, t.id"
    return (
        f"MATCH {_all(kind)} WHERE (x.{OWNER} = $graph OR $graph IN x.{SHARED}) AND x.stale IS NULL "
        f"RETURN properties(x){ends}"
    )


def labels(kinds: Iterable[str] = NODES) -> str:
    return "|".join(kinds)


def quoted(name: str) -> str:
    """A label or type as a text may hold it, whatever is in it.

    >>> quoted("SEE`ALSO")
    '`SEE``ALSO`'
    """
    return "`" + name.replace("`", "``") + "`"
