"""Cypher with no server: the graph in an embedded database (the extra ``embedded``), derived and rebuilt at will.

The database is written whole, in the form that loads fastest, under a temporary name; then it is only read. Its tables
are typed: one for each kind of node and of edge.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.neo4j import rows
from ontology.errors import GuanxiError
from ontology.schema import EDGE_KINDS, NODE_KINDS, EdgeKind, NodeKind

if TYPE_CHECKING:
    import ladybug

    from kg.graph import KnowledgeGraph

#: The name of the database beside a graph file: the file's own and this.
BESIDE = "-cypher"
#: What the tables and their contents follow from, beside the graph: a change of this file is a new number.
_LAYOUT = "1"
_TYPES = {"str": "STRING", "date": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOLEAN", "strs": "STRING[]"}
#: Functions that the questions' Cypher calls by the names that Neo4j gives them.
_NAMES = ("CREATE MACRO type(r) AS label(r)",)


class EmbeddedError(GuanxiError):
    """The embedded engine is not installed, or cannot do what is asked."""


class Embedded:
    """A graph to be asked in Cypher. Use ``of`` or ``beside``; ``run`` asks, ``close`` ends it."""

    def __init__(self, database: ladybug.Database, path: Path | None = None) -> None:
        import ladybug

        self.path = path
        self._database = database
        self._connection = ladybug.Connection(database)

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> Embedded:
        """The graph in memory.

        Raises:
            EmbeddedError: the extra is not installed.
        """
        _installed()
        import ladybug

        out = cls(ladybug.Database(":memory:"))
        out._fill(graph, "")
        return out

    @classmethod
    def beside(cls, graph: KnowledgeGraph, file: Path) -> Embedded:
        """The graph in a database beside its file, made anew where the graph is another one since.

        Raises:
            EmbeddedError: the extra is not installed.
        """
        _installed()
        path, mark = file.with_name(file.name + BESIDE), _mark(graph)
        found = _opened(path)
        if found is not None:
            if found._mark() == mark:
                return found
            found.close()
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            _remove(unfinished)
            import ladybug

            out = cls(ladybug.Database(str(unfinished)))
            out._fill(graph, mark)
            out.close()
            _remove(path)
            unfinished.rename(path)
        except OSError:
            # Nothing may be written there: the graph is asked all the same.
            return cls.of(graph)
        finally:
            _remove(unfinished)
        again = _opened(path)
        return again if again is not None else cls.of(graph)

    def run(self, text: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a question as dictionaries.

        Raises:
            EmbeddedError: the text is not understood, or wants to write.
        """
        try:
            result = self._connection.execute(text, dict(params or {}))
        except RuntimeError as error:
            said = str(error).strip()
            if "read-only" in said.lower() or "read only" in said.lower():
                raise EmbeddedError("the question wants to write: it may only read") from error
            raise EmbeddedError(f"the embedded engine does not understand the question: {said}") from error
        results = result if isinstance(result, list) else [result]
        names = results[-1].get_column_names()
        return [dict(zip(names, values, strict=True)) for values in _values(results[-1])]

    def close(self) -> None:
        """End it; its file stays."""
        self._connection.close()
        self._database.close()

    def __enter__(self) -> Embedded:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Inside

    def _mark(self) -> str:
        try:
            return str(self.run("MATCH (m:GuanxiMark) RETURN m.id AS id")[0]["id"])
        except (EmbeddedError, IndexError):
            return ""

    def _do(self, text: str, **given: Any) -> None:
        self._connection.execute(text, given)

    def _fill(self, graph: KnowledgeGraph, mark: str) -> None:
        self._do("CREATE NODE TABLE GuanxiMark(id STRING PRIMARY KEY)")
        for text in _NAMES:
            self._do(text)
        kinds, published = {}, {}
        nodes: dict[str, list[rows.Properties]] = defaultdict(list)
        for node in graph.nodes():
            kinds[node.id] = node.kind
            nodes[node.kind].append(rows.of_node(node))
            if node.kind == "Notice":
                published[node.id] = str(node.attributes.get("published", ""))
        for kind in NODE_KINDS:
            types = node_types(kind)
            self._do(f"CREATE NODE TABLE `{kind.name}`({_columns(types)}, PRIMARY KEY (id))")
            self._copy(kind.name, types, nodes[kind.name])
        edges: dict[tuple[str, str, str], list[rows.Properties]] = defaultdict(list)
        for edge, evidence in rows.edges_with_evidence(graph, graph.edges()):
            said = rows.of_edge(edge, evidence, published)
            edges[edge.kind, kinds[edge.source], kinds[edge.target]].append(
                {"from": edge.source, "to": edge.target, **said}
            )
        for tie in EDGE_KINDS:
            types = edge_types(tie)
            ends = ", ".join(f"FROM `{s}` TO `{t}`" for s in tie.sources for t in tie.targets)
            self._do(f"CREATE REL TABLE `{tie.name}`({ends}, {_columns(types)})")
            for (kind_name, source, target), some in sorted(edges.items()):
                if kind_name == tie.name:
                    whole = {"from": "STRING", "to": "STRING", **types}
                    self._copy(tie.name, whole, some, f"(from='{source}', to='{target}')")
        # Last, so that a database that was not finished is known by having none.
        self._do("CREATE (m:GuanxiMark {id: $mark})", mark=mark)

    def _copy(
        self, table: str, types: Mapping[str, str], records: Sequence[rows.Properties], options: str = ""
    ) -> None:
        if not records:
            return
        import pyarrow  # type: ignore[import-untyped, unused-ignore]

        forms = {
            "STRING": pyarrow.string(), "INT64": pyarrow.int64(), "DOUBLE": pyarrow.float64(),
            "BOOLEAN": pyarrow.bool_(),
        }
        columns = {}
        for name, form in types.items():
            one = forms[form.removesuffix("[]")]
            kind = pyarrow.list_(one) if form.endswith("[]") else one
            columns[name] = pyarrow.array([record.get(name) for record in records], kind)
        self._do(f"COPY `{table}` FROM $rows {options}", rows=pyarrow.table(columns))


def node_types(kind: NodeKind) -> dict[str, str]:
    """The columns of a kind of node's table, with their types."""
    return {"id": "STRING", "name": "STRING", "kind": "STRING"} | {a.name: _TYPES[a.type] for a in kind.attributes}


def edge_types(kind: EdgeKind) -> dict[str, str]:
    """The columns of a kind of edge's table, with their types."""
    own = {a.name: _TYPES[a.type] for a in kind.attributes}
    return {"id": "STRING"} | own | {"facts": "STRING[]"} | {n: _TYPES[t] + "[]" for n, t in rows.EVIDENCE.items()}


def _columns(types: Mapping[str, str]) -> str:
    return ", ".join(f"`{name}` {form}" for name, form in types.items())


def _values(result: Any) -> Iterator[list[Any]]:
    while result.has_next():
        yield result.get_next()


def _mark(graph: KnowledgeGraph) -> str:
    """What tells this graph from any other: what a file says may be read otherwise by another version of the program."""
    found = hashlib.blake2b(digest_size=16)
    for rows_of in (graph.nodes(), graph.edges()):
        for row in rows_of:
            found.update(repr(row).encode("utf-8", "surrogatepass"))
    return f"{_LAYOUT} {found.hexdigest()}"


def _opened(path: Path) -> Embedded | None:
    import ladybug

    if not path.exists():
        return None
    try:
        return Embedded(ladybug.Database(str(path), read_only=True), path)
    except RuntimeError:
        # Damaged, or of another version: it can always be made anew.
        return None


def _remove(path: Path) -> None:
    for one in (path, *path.parent.glob(path.name + ".*")):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(one) if one.is_dir() else one.unlink()


def _installed() -> None:
    try:
        import ladybug  # noqa: F401
        import pyarrow  # type: ignore[import-untyped, unused-ignore]  # noqa: F401
    except ImportError as error:
        raise EmbeddedError("Cypher with no server needs more packages: pip install 'guanxi[embedded]'") from error

