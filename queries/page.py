"""Prints the page of the questions from the catalogue: ``python -m queries.page > docs/questions.md``."""

from __future__ import annotations

from collections.abc import Iterator

from queries.question import Question, questions

_HEAD = """# Questions

Each question is asked alike of NetworkX, SPARQL, Cypher and embedded Cypher, and answered alike. `kg ask G.kg NAME --param KEY=VALUE` asks
it of a file; in Python `g.ask("NAME", key=value)`, or `queries.ask(source, "NAME", key=value)` of a plain `networkx.MultiDiGraph`, a
`pyoxigraph.Store`, a `neo4j.Driver` or `kg.embedded.Embedded`. The texts of a question stand in `queries/catalogue/NAME/`.

A thing is given by id or by name, in either script; of a name that several share, each is asked about. A day is written 2015, 2015-08 or
2015-08-18. Where rows rest on an edge, each also has `notice`, `published`, `quote` and `confidence`, and `evidence` with all its quotes.

Who stands where in the rows of `network`, degree, betweenness, shortest paths and communities, is counted by functions of rows, which give
the same for every engine: `queries.network`.
"""


def page() -> str:
    """The page in Markdown."""
    return "\n".join([_HEAD, *(line for asked in questions().values() for line in _chapter(asked))])


def _chapter(asked: Question) -> Iterator[str]:
    yield from (f"## {asked.name}", "", f"{asked.en} {asked.zh}", "", "| parameter | | |", "| --- | --- | --- |")
    for p in asked.parameters.values():
        kind = " or ".join(p.kinds) if p.kinds else p.type
        yield f"| `{p.name}`{' (needed)' if p.required else ''} | {kind} | {p.en} {p.zh} |"
    yield from ("", "| column | | |", "| --- | --- | --- |")
    for c in asked.columns:
        yield f"| `{c.name}` | {c.type} | {c.en} {c.zh} |"
    yield ""


if __name__ == "__main__":
    print(page(), end="")
