"""The graph itself: a NetworkX graph that can be asked, shown and exported, with the words behind every edge."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx

from kg import hindsight
from kg.lookup import Lookup, NotFoundError
from ontology.check import SchemaError, check
from ontology.origins import OriginsOf, no_origins
from ontology.schema import EDGES, KINDS, NODES, Edge, Evidence, Node
from ontology.terms import BASE
from ontology.text import clean
from queries.answer import Answer
from queries.engines import ask
from queries.question import Parameter, QuestionError, question

if TYPE_CHECKING:
    import neo4j
    import pandas
    import pyoxigraph

    from kg.embedded import Embedded
    from kg.why import Why

EvidenceOf = Callable[[Iterable[str]], list[Evidence]]
Kinds = str | Collection[str] | None

_ACTORS = ("Person", "Bureau", "Group")
_NO_VALUE: tuple[object, ...] = ("", None, (), [])


class Frames(NamedTuple):
    """The graph as two frames."""

    nodes: pandas.DataFrame
    edges: pandas.DataFrame


def _no_evidence(_: Iterable[str]) -> list[Evidence]:
    return []


class KnowledgeGraph:
    """People, posts, bodies, places, meetings and campaigns, and how they are tied, each tie with its words.

    ``nx`` is a plain ``networkx.MultiDiGraph``: node attributes ``kind``, ``name`` and those of the schema; an edge's
    key is its id, its attributes ``kind``, ``facts`` and those of the schema. It is frozen; ``nx.copy()`` can be changed.

    Args:
        nodes, edges: the rows.
        evidence_of: gives the evidence of fact ids; a graph without a ledger has none.
        ident: what the graph is known by where it is kept beside others: the id of its file.
        then: gives the graph as it was known on one day and recorded on another; a graph without a ledger has none.
        origins_of: gives how notices were read and healed; a graph that does not know has none.

    Raises:
        SchemaError: the rows are not what the schema allows.

    >>> g = KnowledgeGraph(
    ...     [Node("person-a", "Person", "赵俊芝"), Node("meeting-a", "Meeting", "全省邮政管理局长座谈会")],
    ...     [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a")])
    >>> [row.actor_name for row in g.chaired("全省邮政管理局长座谈会")]
    ['赵俊芝']
    >>> [row.meeting_name for row in g.chaired("趙俊芝")]
    ['全省邮政管理局长座谈会']
    """

    def __init__(
        self, nodes: Iterable[Node], edges: Iterable[Edge], evidence_of: EvidenceOf = _no_evidence,
        ident: str = "graph-unnamed", then: hindsight.Then | None = None, origins_of: OriginsOf = no_origins,
    ) -> None:
        nodes, edges = list(nodes), list(edges)
        check(nodes, edges)
        self.id = ident
        #: The file that holds just this graph, beside which what is derived from it may be kept.
        self.file: Path | None = None
        self.evidence_of = evidence_of
        self.then = then
        self.origins_of = origins_of
        self.nx: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node in nodes:
            self.nx.add_node(node.id, kind=node.kind, name=node.name, **_said(node))
        for edge in edges:
            self.nx.add_edge(
                edge.source, edge.target, key=edge.id, kind=edge.kind, facts=tuple(edge.facts), **_said(edge)
            )
        # What is made from it, such as indexes and stores, stays true.
        networkx.freeze(self.nx)

    # Rows

    def nodes(self, kind: Kinds = None) -> Iterator[Node]:
        """The nodes, of one kind or some where that is given."""
        wanted = _kinds(kind, NODES)
        for ident, data in self.nx.nodes(data=True):
            if not wanted or data["kind"] in wanted:
                yield _node(ident, data)

    def edges(self, kind: Kinds = None) -> Iterator[Edge]:
        """The edges, of one kind or some where that is given."""
        wanted = _kinds(kind, EDGES)
        for source, target, ident, data in self.nx.edges(keys=True, data=True):
            if not wanted or data["kind"] in wanted:
                yield _edge(source, target, ident, data)

    def node(self, ident: str) -> Node:
        """The node with that id, or with that former id.

        Raises:
            NotFoundError: there is none.
        """
        if ident in self.nx:
            return _node(ident, self.nx.nodes[ident])
        for found in self.lookup.find(ident):
            if ident in self.nx.nodes[found].get("former_ids", ()):
                return _node(found, self.nx.nodes[found])
        raise NotFoundError(ident, (), [])

    def edge(self, ident: str) -> Edge:
        """The edge with that id.

        Raises:
            NotFoundError: there is none.
        """
        if ident not in self._ends:
            raise NotFoundError(ident, ("edge",), [])
        source, target = self._ends[ident]
        return _edge(source, target, ident, self.nx.edges[source, target, ident])

    def evidence(self, edge: str | Edge) -> list[Evidence]:
        """The words that prove an edge, given as its id or itself.

        Raises:
            NotFoundError: there is no such edge.
        """
        return self.evidence_of((edge if isinstance(edge, Edge) else self.edge(edge)).facts)

    def counts(self) -> dict[str, int]:
        """How many nodes and edges there are of each kind, kinds of node first, in the schema's order."""
        found = Counter(data["kind"] for _, data in self.nx.nodes(data=True))
        found.update(data["kind"] for _, _, data in self.nx.edges(data=True))
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @cached_property
    def lookup(self) -> Lookup:
        """The index of names."""
        return Lookup(self.nodes())

    @cached_property
    def _ends(self) -> dict[str, tuple[str, str]]:
        return {ident: (source, target) for source, target, ident in self.nx.edges(keys=True)}

    # Looking up

    def find(self, name: str, kind: Kinds = None) -> list[Node]:
        """The nodes that go by a name (in either script), another form of it, an id or a former id.

        Those by their full name stand before those by another form. None is an empty list; see ``nearest``.
        """
        found = self.lookup.find(name, _kinds(kind, NODES))
        return [_node(ident, self.nx.nodes[ident]) for ident in found]

    def nearest(self, name: str, kind: Kinds = None) -> list[str]:
        """Names that come near one that is not there, nearest first."""
        return self.lookup.nearest(name, _kinds(kind, NODES))

    def settle(self, name: str, kind: Kinds = None) -> list[str]:
        """The ids of all nodes that go by a name or an id.

        Raises:
            NotFoundError: there is none; it holds the nearest names.
        """
        kinds = _kinds(kind, NODES)
        found = self.lookup.find(name, kinds)
        if not found:
            raise NotFoundError(name, kinds, self.lookup.nearest(name, kinds))
        return found

    # Asking

    def ask(
        self, name: str, engine: str = "networkx", *, driver: neo4j.Driver | None = None, database: str = "",
        **params: str | Node | Iterable[str | Node],
    ) -> Answer:
        """Ask a question of the catalogue.

        Args:
            name: the question's name; ``queries.question.questions()`` lists them.
            engine: ``networkx``, ``sparql``, ``embedded``, or ``cypher`` with a driver.
            driver, database: for ``cypher``, the Neo4j that the graph was pushed to.
            params: its parameters. What is to be found in the graph is given by id, as a node or by name; a name that
                several share is asked about for each.

        Raises:
            QuestionError: the question, the engine or a parameter is unknown, missing or malformed.
            NotFoundError: a name is not in the graph.
        """
        parameters = question(name).parameters
        settled = {
            key: self._settled(parameters[key], value) if key in parameters else value
            for key, value in params.items() if value
        }
        return ask(name, self._asked(engine, driver), settled, engine, self.evidence_of, database=database)

    def _asked(self, engine: str, driver: neo4j.Driver | None) -> Any:
        """What an engine reads."""
        if engine == "cypher" and driver is None:
            raise QuestionError("the engine cypher asks a Neo4j server: name it, or use embedded, which needs none")
        if engine in ("sparql", "embedded"):
            return self.store() if engine == "sparql" else self.embedded
        return driver if engine == "cypher" else self.nx

    @cached_property
    def embedded(self) -> Embedded:
        """The graph in embedded Cypher, made at the first call: beside its file, or in memory where it has none.

        Raises:
            EmbeddedError: the extra ``embedded`` is not installed.
        """
        from kg.embedded import Embedded

        return Embedded.beside(self, self.file) if self.file is not None else Embedded.of(self)

    def _settled(self, parameter: Parameter, value: str | Node | Iterable[str | Node]) -> object:
        if parameter.type != "id":
            return value
        several = (value,) if isinstance(value, (str, Node)) else value
        ids = [self.settle(v.id if isinstance(v, Node) else v, parameter.kinds) for v in several]
        return list(dict.fromkeys(ident for group in ids for ident in group))

    def chaired(self, what: str | Node, status: str = "reported") -> Answer:
        """Who chaired a meeting, or which meetings a person chaired: ``what`` is either, by name, id or node."""
        return self._either("chaired", what, status)

    def spoke(self, what: str | Node, status: str = "reported") -> Answer:
        """Who spoke at a meeting, or at which meetings a person, bureau or group spoke."""
        return self._either("spoke", what, status)

    def attended(self, what: str | Node, status: str = "reported") -> Answer:
        """Who attended a meeting, or which meetings a person, bureau or group attended."""
        return self._either("attended", what, status)

    def convened(self, what: str | Node, status: str = "reported") -> Answer:
        """Who convened a meeting, or which meetings a bureau convened."""
        return self._either("convened", what, status)

    def led(self, what: str | Node, status: str = "reported") -> Answer:
        """Who led a visit, inspection or talk, or which ones a person led."""
        return self._either("led", what, status)

    def _either(self, name: str, what: str | Node, status: str) -> Answer:
        ids = self.settle(what.id if isinstance(what, Node) else what, (*_ACTORS, "Meeting"))
        # A meeting and a bureau may share a short form; the fuller match says which is meant.
        meeting = self.nx.nodes[ids[0]]["kind"] == "Meeting"
        alike = [i for i in ids if (self.nx.nodes[i]["kind"] == "Meeting") == meeting]
        return self.ask(name, status=status, meeting=alike if meeting else (), actor=() if meeting else alike)

    def roles(
        self, person: str | Node, status: str = "reported", *, as_of: str = "", known_on: str = "",
        recorded_on: str = "", unended: bool = False,
    ) -> Answer:
        """Which posts a person held, and when.

        Args:
            person: a name, an id or a node.
            status: ``reported``, ``planned``, ``proposed`` or ``any``.
            as_of: only those held on this day (ISO 8601, any precision), as far as notices prove it.
            known_on: count only notices published by this day.
            recorded_on: count what the ledger held on this day, instead of now.
            unended: with ``as_of``, also posts last proved before it, of whose end no notice tells.

        Raises:
            DayError: a day is none, or the graph stands without its notices and cannot look back.
            NotFoundError: nobody goes by that name now.
        """
        return self._posts("roles", "person", person, as_of, known_on, recorded_on, unended, status=status)

    def holders(
        self, bureau: str | Node, title: str = "", status: str = "reported", *, as_of: str = "", known_on: str = "",
        recorded_on: str = "", unended: bool = False,
    ) -> Answer:
        """Who held the posts of a bureau, or one of them, and when; the days are as for ``roles``."""
        return self._posts(
            "holders", "bureau", bureau, as_of, known_on, recorded_on, unended, title=title, status=status
        )

    def _posts(
        self, name: str, parameter: str, what: str | Node, as_of: str, known_on: str, recorded_on: str, unended: bool,
        **more: str,
    ) -> Answer:
        then = hindsight.graph_then(self, known_on, recorded_on)
        ids = self.settle(what.id if isinstance(what, Node) else what, question(name).parameters[parameter].kinds)
        # An id that is nothing is answered with no rows.
        meant = hindsight.counterparts(self, then, ids) or ["nothing"]
        found = ask(name, then.nx, {parameter: meant, **{k: v for k, v in more.items() if v}}, "networkx", then.evidence_of)
        return hindsight.held(found, as_of, unended) if as_of else found

    def meetings(
        self, place: str | Node = "", bureau: str | Node = "", kind: str = "", since: str = "", until: str = "",
        status: str = "reported",
    ) -> Answer:
        """The meetings: in a place, convened by a bureau, of a kind, between two days, as far as these are given."""
        return self.ask("meetings", place=place, bureau=bureau, kind=kind, since=since, until=until, status=status)

    def why(self, a: str | Node, b: str | Node = "") -> Why:
        """Why two persons are one or two: the evidence for and against, each with its weight and its words.

        Args:
            a, b: each a name, an id or a node; a name that two share stands for both.

        Raises:
            DecisionError: the graph stands without its notices, or several go by a name.
            NotFoundError: nobody does.
        """
        from kg.ledger import Ledger
        from kg.why import at_hand, why

        names = [x.id if isinstance(x, Node) else x for x in (a, b)]
        with Ledger.open(at_hand(self), readonly=True) as ledger:
            return why(ledger, self, *names)

    def store(self, base: str = BASE, named: bool = False) -> pyoxigraph.Store:
        """The graph as an RDF store in memory, made at the first call.

        Its default graph holds what all notices say together, each triple once. Do not ask the named graphs as a union
        instead: there a triple counts as often as notices say it, and a pattern of several as often to their power.

        Args:
            base: what ids are put behind.
            named: whether to hold a named graph for each notice as well, for queries with ``GRAPH``.
        """
        if (base, named) not in self._stores:
            import pyoxigraph

            from ontology.mapping import quads, triples

            store = pyoxigraph.Store()
            union = triples(self.nodes(), self.edges(), self.evidence_of, base, origins_of=self.origins_of)
            store.bulk_extend(pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in union)
            if named:
                store.bulk_extend(quads(self.nodes(), self.edges(), self.evidence_of, base, origins_of=self.origins_of))
            self._stores[base, named] = store
        return self._stores[base, named]

    @cached_property
    def _stores(self) -> dict[tuple[str, bool], pyoxigraph.Store]:
        return {}

    # Showing

    def to_pandas(self) -> Frames:
        """Two frames, ``nodes`` and ``edges``: ids, kinds, names and a column for each attribute that any row has.

        Raises:
            ImportError: pandas is not installed.
        """
        import pandas

        # pandas keeps strings as Arrow's where that is installed, which takes no lone half of a character.
        nodes = [_tidy({"id": i, **data}) for i, data in self.nx.nodes(data=True)]
        edges = [
            _tidy({"id": i, "kind": data["kind"], "source": u, "target": v, **data})
            for u, v, i, data in self.nx.edges(keys=True, data=True)
        ]
        # An empty graph has the columns all the same.
        return Frames(
            pandas.DataFrame(nodes, columns=None if nodes else pandas.Index(["id", "kind", "name"])),
            pandas.DataFrame(edges, columns=None if edges else pandas.Index(["id", "kind", "source", "target"])),
        )

    def __len__(self) -> int:
        return len(self.nx)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.nx)} nodes, {self.nx.number_of_edges()} edges>"

    def _repr_html_(self) -> str:
        counts = self.counts()
        lines = []
        for name, count in counts.items():
            cells = (name, KINDS[name].zh, f"{count:,}", KINDS[name].meaning)
            lines.append("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in cells) + "</tr>")
        caption = f"{len(self.nx):,} nodes, {self.nx.number_of_edges():,} edges"
        return (
            f"<table><caption>{caption}</caption><thead><tr><th>kind</th><th>中文</th><th>number</th><th>means</th></tr>"
            f"</thead><tbody>{''.join(lines)}</tbody></table>"
        )


def _tidy(row: dict[str, Any]) -> dict[str, Any]:
    return {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}


def _said(row: Node | Edge) -> dict[str, Any]:
    """The attributes that say something; what has a status and does not say it is reported."""
    said = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in row.attributes.items() if value not in _NO_VALUE
    }
    if "status" not in said and any(a.name == "status" for a in KINDS[row.kind].attributes):
        said["status"] = "reported"
    return said


def _node(ident: str, data: dict[str, Any]) -> Node:
    return Node(ident, data["kind"], data["name"], {k: v for k, v in data.items() if k not in ("kind", "name")})


def _edge(source: str, target: str, ident: str, data: dict[str, Any]) -> Edge:
    attributes = {k: v for k, v in data.items() if k not in ("kind", "facts")}
    return Edge(ident, data["kind"], source, target, attributes, tuple(data.get("facts", ())))


def _kinds(kind: Kinds, known: Collection[str]) -> tuple[str, ...]:
    kinds = () if kind is None else (kind,) if isinstance(kind, str) else tuple(kind)
    for name in kinds:
        if name not in known:
            raise SchemaError(f"there is no kind {name}: use one of {', '.join(known)}")
    return kinds
