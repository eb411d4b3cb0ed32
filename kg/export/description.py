"""What an export in RDF holds, counted while it is written: a VoID and DCAT description of it, and a manifest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.export.prefixes import Stream
from kg.files import whole_file
from kg.graph import KnowledgeGraph
from ontology.literals import Quad, Triple, address, is_a, term
from ontology.terms import BASE, MORE_PREFIXES, ONTOLOGY, PREFIXES, full

#: The media type of each form.
MEDIA = {
    "turtle": "text/turtle", "trig": "application/trig", "nquads": "application/n-quads", "ntriples": "application/n-triples",
    "jsonld": "application/ld+json", "rdfxml": "application/rdf+xml",
}
_VERSION = ("gx:softwareVersion", "gx:rulesVersion", "gx:model")


@dataclass(slots=True)
class Tally:
    """Counts statements as they pass: in all, by class, by property and by graph."""

    statements: int = 0
    graphs: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    #: software -> what is said of it, how many notices it found facts in, how many titles and texts it healed
    software: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    extracted: Counter[str] = field(default_factory=Counter)
    healed: Counter[str] = field(default_factory=Counter)

    def counting(self, statements: Iterable[Triple | Quad]) -> Iterator[Any]:
        """The same statements, counted."""
        kind, used = full("rdf:type"), full("prov:wasAssociatedWith")
        told = {full(name): name for name in _VERSION}
        properties, classes = self.properties, self.classes
        last = None
        for s in statements:
            predicate = s.predicate.value
            properties[predicate] += 1
            if predicate == kind:
                # One thing stands in the graphs of several notices.
                classes[address(s.object)].add(hash(s.subject))
            elif predicate == used:
                (self.extracted if address(s.subject).endswith("-extraction") else self.healed)[address(s.object)] += 1
            elif predicate in told:
                self.software[address(s.subject)][told[predicate]] = address(s.object)
            graph = s.graph_name if isinstance(s, Quad) else None
            # Graphs come one after the other.
            if isinstance(graph, ox.NamedNode) and graph != last:
                self.graphs, last = self.graphs + 1, graph
            yield s
        self.statements = properties.total()


def write(path: Path, form: str, graph: KnowledgeGraph, tally: Tally, options: Mapping[str, Any]) -> tuple[Path, Path]:
    """Describe an export that has been written.

    Args:
        path: the export.
        form: the name of its format.
        graph: what it was made of.
        tally: what was counted while it was written.
        options: the options that it was written with.

    Returns:
        Two files beside it: the description in Turtle (``.void.ttl``) and the manifest (``.manifest.json``).
    """
    size, digest = _digest(path)
    base = str(options.get("base") or BASE)
    described, noted = path.with_name(path.name + ".void.ttl"), path.with_name(path.name + ".manifest.json")
    with whole_file(described) as out:
        prefixes = {**PREFIXES, **{p: MORE_PREFIXES[p] for p in ("dcat", "spdx", "void")}}
        stream = Stream(out, plain_returns=True)
        said = _description(path.name, form, base, tally, size, digest)
        ox.serialize(said, cast("IO[bytes]", stream), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        stream.close_head()
    with whole_file(noted) as out:
        noted_down = manifest(path.name, form, graph, tally, options, size, digest)
        out.write((json.dumps(noted_down, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return described, noted


def _digest(path: Path) -> tuple[int, str]:
    with path.open("rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def manifest(
    name: str, form: str, graph: KnowledgeGraph, tally: Tally, options: Mapping[str, Any], size: int, digest: str
) -> dict[str, Any]:
    """What the export was made of: the versions, the rules and the model, the notices and their digest, and its own."""
    digests = sorted(str(n.attributes.get("digest") or "") for n in graph.nodes("Notice"))
    readings = [
        {"software": said.get("gx:softwareVersion", ""), "rules": said.get("gx:rulesVersion", ""),
         "model": said.get("gx:model", ""), "notices": tally.extracted[software],
         "healed": tally.healed[software]}
        for software, said in sorted(tally.software.items(), key=lambda pair: sorted(pair[1].items()))
    ]
    return {
        "file": name, "format": form, "bytes": size, "sha256": digest, "statements": tally.statements, "graphs": tally.graphs,
        "base": str(options.get("base") or BASE), "profile": options.get("profile", "core"),
        "recorded": options.get("recorded", True), "evidence": options.get("evidence", True),
        "vocabulary": options.get("vocabulary", True), "written_by": f"guanxi {_version()}",
        "ontology": f"{ONTOLOGY.rstrip('#')}/{_version()}",
        "read_by": readings, "models": _models({str(r["model"]) for r in readings}),
        "notices": {"count": len(digests), "sha256": hashlib.sha256("\n".join(digests).encode("ascii")).hexdigest()},
        "kinds": graph.counts(),
    }


def _version() -> str:
    try:
        return metadata.version("guanxi")
    except metadata.PackageNotFoundError:
        return "0"


def _models(named: set[str]) -> dict[str, dict[str, str]]:
    """The digests of the files of the models that the notices were read with, as far as they are here."""
    from loaders.extraction import models

    path = models.model_path()
    if path is None or models.MODEL not in named:
        return {}
    return {models.MODEL: dict(json.loads((path / "model.json").read_text("utf-8"))["sha256"])}


def _description(name: str, form: str, base: str, tally: Tally, size: int, digest: str) -> Iterator[Triple]:
    dataset, distribution = ox.NamedNode(base + "graph/dataset"), ox.NamedNode(base + "graph/distribution")

    def number(subject: ox.NamedNode | ox.BlankNode, name: str, count: int) -> Triple:
        return Triple(subject, term(name), ox.Literal(count))

    yield Triple(*is_a(dataset, "dcat:Dataset"))
    yield Triple(*is_a(dataset, "void:Dataset"))
    yield Triple(dataset, term("dcterms:title"), ox.Literal("officials, posts, bureaus and meetings, as notices tell of them", language="en"))
    yield Triple(dataset, term("dcterms:title"), ox.Literal("通知所载的官员、职务、机构与会议", language="zh-Hans"))
    yield Triple(dataset, term("dcterms:conformsTo"), ox.NamedNode("https://w3id.org/guanxi/shapes"))
    yield Triple(dataset, term("void:uriSpace"), ox.Literal(base))
    spaces = sorted({p.rpartition("#")[0] + "#" if "#" in p else p.rpartition("/")[0] + "/" for p in tally.properties})
    for space in spaces:
        yield Triple(dataset, term("void:vocabulary"), ox.NamedNode(space))
    yield number(dataset, "void:triples", tally.statements)
    yield number(dataset, "void:classes", len(tally.classes))
    yield number(dataset, "void:properties", len(tally.properties))
    for said in sorted(tally.software):
        yield Triple(dataset, term("prov:wasAttributedTo"), ox.NamedNode(said))
    yield Triple(dataset, term("dcat:distribution"), distribution)
    parts = [(c, "class", len(found)) for c, found in sorted(tally.classes.items())]
    parts += [(p, "property", count) for p, count in sorted(tally.properties.items())]
    for n, (_, what, _) in enumerate(parts):
        yield Triple(dataset, term(f"void:{what}Partition"), ox.BlankNode(f"p{n}"))
    for n, (part, what, count) in enumerate(parts):
        node = ox.BlankNode(f"p{n}")
        yield Triple(node, term(f"void:{what}"), ox.NamedNode(part))
        yield number(node, "void:entities" if what == "class" else "void:triples", count)
    checksum = ox.BlankNode("checksum")
    yield Triple(*is_a(distribution, "dcat:Distribution"))
    yield Triple(distribution, term("dcterms:title"), ox.Literal(name))
    yield Triple(distribution, term("dcat:mediaType"), ox.NamedNode("https://www.iana.org/assignments/media-types/" + MEDIA[form]))
    yield number(distribution, "dcat:byteSize", size)
    yield Triple(distribution, term("spdx:checksum"), checksum)
    yield Triple(checksum, term("rdf:type"), term("spdx:Checksum"))
    yield Triple(checksum, term("spdx:algorithm"), term("spdx:checksumAlgorithm_sha256"))
    yield Triple(checksum, term("spdx:checksumValue"), ox.Literal(digest, datatype=ox.NamedNode(full("xsd:hexBinary"))))
    for software, told in sorted(tally.software.items()):
        yield Triple(*is_a(ox.NamedNode(software), "prov:SoftwareAgent"))
        for property_, words in sorted(told.items()):
            yield Triple(ox.NamedNode(software), term(property_), ox.Literal(words))
