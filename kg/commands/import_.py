"""``kg import``: a graph file from an export."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands import output


@click.command("import", short_help="Make a graph file of an export.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, metavar="H.kg", type=click.Path(path_type=Path), help="The graph file to make; it must be new.",
)
@click.option("--base", metavar="IRI", help="For RDF, what ids were put behind.")
def command(file: Path, into: Path, base: str | None) -> None:
    """Make a graph file of an export as json or RDF (.json, .nq, .trig, .ttl, .nt, .rdf, .jsonld).

    It has the same nodes, edges and evidence, but no notices: it can be asked, shown, drawn and exported, not built upon.

    \b
    Example:
      kg export g.kg --to nquads -o g.nq
      kg import g.nq --into h.kg
    """
    from kg import graphfile, imports
    from ontology.terms import BASE

    graph = imports.read(file, base or BASE)
    graphfile.write(graph, into)
    output.note(f"{into} holds {len(graph):,} nodes and {graph.nx.number_of_edges():,} edges")
