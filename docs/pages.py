"""What `make docs` writes besides the pages that are kept: references made from the code, and pictures of the demo.

A hook of MkDocs. Pages of the navigation that are not there are left out, pages that are in no place of it come last.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kg.cli import main
from kg.layout import Wire, placed
from kg.pictures.boxes import Box, Line, drawn
from kg.pictures.page import SMALL, wide
from queries.question import questions

DOCS = Path(__file__).parent
DATA = DOCS.parent / "notebooks" / "data"
#: What a program may use: the module, what stands in it, and what is said of them together.
PUBLIC: Sequence[tuple[str, Sequence[str], str]] = (
    ("kg", ("build", "open", "show", "show_notice"), "Building and opening graphs, and showing what they hold."),
    ("kg.graph", ("KnowledgeGraph",), "The graph."),
    ("queries.answer", ("Answer",), "What a question gives: rows with their evidence."),
    ("kg.pictures", ("ego", "timeline", "network", "calendar", "provinces", "whole", "Picture"), "Pictures; `provinces` is also called `map`."),
    ("kg.export", ("export",), "Writing a graph out."),
    ("kg.neo4j", ("push", "pull"), "Neo4j, through its driver."),
    ("kg.ledger", ("Ledger",), "The file of notices, facts and decisions behind a graph."),
    ("kg.curation", ("at_desk", "Desk"), "Deciding who is who."),
    ("kg.conflicts", ("conflicts",), "Facts that cannot both hold."),
    ("loaders.readers", ("read",), "From files to notices."),
    ("loaders.healing", ("heal",), "From injured text to text that can be read."),
    ("loaders.extraction", ("extract",), "From a notice to its facts."),
    ("loaders.facts", ("Notice", "Evidence", "Facts"), "The records."),
    ("ontology.schema", ("Node", "Edge", "Evidence"), "The rows of a graph."),
    ("ontology.errors", ("GuanxiError",), "The root of all errors that the user can mend."),
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fit the navigation to the pages that are there."""
    generated = set(made())
    there = {str(p.relative_to(DOCS)) for p in DOCS.rglob("*.md")} | generated
    named: set[str] = set()
    config.nav = list(_fitted(config.nav or [], there, named))
    rest = sorted(there - named)
    if rest:
        config.nav.append({"More": rest})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and pictures that are made."""
    for name, content in (made() | pictures()).items():
        if name not in files.src_uris:
            files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Draw the diagrams, which would need a script from elsewhere."""
    return re.sub(r"^```mermaid\n(.*?)^```$", lambda m: diagram(m[1]), markdown, flags=re.MULTILINE | re.DOTALL)


@cache
def made() -> dict[str, str]:
    """The pages made from the code; that of the questions only where none is kept."""
    pages = {"reference/commands.md": commands(), "reference/python.md": python()}
    if not (DOCS / "questions.md").exists():
        pages["questions.md"] = catalogue()
    return pages


@cache
def pictures() -> dict[str, str]:
    """Pictures of the demo notices, by the name of their file."""
    import kg
    from kg import pictures as draw

    graph = kg.build(DATA)
    found = {
        "ego": draw.ego(graph, "王沪宁", 12), "timeline": draw.timeline(graph, "陈小江"), "network": draw.network(graph, limit=16),
        "calendar": draw.calendar(graph, 2018), "map": draw.map(graph), "around": draw.whole(graph, "全省邮政管理局长座谈会", 14),
    }
    return {f"pictures/{name}.svg": picture.svg for name, picture in found.items()}


def _fitted(nav: Sequence[Any], there: set[str], named: set[str]) -> Iterator[Any]:
    for item in nav:
        if isinstance(item, str):
            if item in there:
                named.add(item)
                yield item
            continue
        ((title, inside),) = item.items()
        if isinstance(inside, str) and inside in there:
            named.add(inside)
            yield item
            continue
        if isinstance(inside, str):
            # A folder stands for the pages in it.
            inside = sorted(name for name in there if name.startswith(inside + "/"))
        fitted = list(_fitted(inside, there, named))
        if fitted:
            yield {title: fitted}


# References


def commands() -> str:
    """The page of the commands, from what they say of themselves."""
    assert isinstance(main, click.Group)
    out = [
        "# Commands\n",
        "The graph file comes first. Results go to standard output or to `-o FILE`, notes to standard error. Exit status: 0 done, 1 done with "
        "faults reported, 2 unusable input or arguments.\n",
    ]
    for name, command in main.commands.items():
        context = click.Context(command, info_name=f"kg {name}")
        usage = command.get_usage(context).removeprefix("Usage: ")
        out += [f"## kg {name}\n", f"```text\n{usage}\n```\n", *_said(command.help or "")]
        rows = [option for option in command.params if isinstance(option, click.Option)]
        if rows:
            out += ["| option | does |", "| --- | --- |", *(_option(option, context) for option in rows), ""]
    return "\n".join(out)


def _said(text: str) -> Iterator[str]:
    """The paragraphs of a command's help; what click keeps as it stands is shown as it stands."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        lines = paragraph.splitlines()
        if lines[0].strip() != "\b":
            yield _plain(" ".join(line.strip() for line in lines)) + "\n"
            continue
        body = lines[1:]
        if body and body[0].rstrip(":") in ("Example", "Examples"):
            yield body[0] + "\n"
            body = body[1:]
            yield "```sh\n" + textwrap.dedent("\n".join(body)) + "\n```\n"
        else:
            yield "```text\n" + textwrap.dedent("\n".join(body)) + "\n```\n"


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    names, means = record if record else (", ".join(option.opts), option.help or "")
    # Within backticks a bar would end the cell.
    return f"| `{names.replace('|', '¦')}` | {_plain(means)} |"


def _plain(text: str) -> str:
    return re.sub(r"([|*_\[\]])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def python() -> str:
    """The page of the Python interface, from the docstrings."""
    out = ["# Python\n", "Offsets are counted in Unicode code points. All errors that a user can mend are children of `GuanxiError`.\n"]
    for module, names, said in PUBLIC:
        out += [f"## {module}\n", said + "\n"]
        for name in names:
            found = getattr(import_module(module), name)
            out += _documented(f"{module}.{name}", found, 3)
            if inspect.isclass(found):
                for member, what in _members(found):
                    out += _documented(f"{name}.{member}", what, 4)
    return "\n".join(out)


def _members(found: type) -> Iterator[tuple[str, Any]]:
    for name, what in vars(found).items():
        inner = getattr(what, "__func__", what)
        if not name.startswith("_") and inspect.isfunction(inner) and inner.__doc__:
            yield name, inner


def _documented(name: str, what: Any, level: int) -> list[str]:
    title = f"{'#' * level} {name}\n"
    try:
        signature = f"```python\n{name.split('.')[-1]}{_signature(what)}\n```\n"
    except ValueError:
        signature = ""
    return [title, signature, *_docstring(inspect.getdoc(what) or "")]


def _signature(what: Callable[..., Any]) -> str:
    signature = inspect.signature(what)
    given = [p for p in signature.parameters.values() if p.name not in ("self", "cls")]
    if inspect.isclass(what) and any("factory" in str(p.default) for p in given):
        raise ValueError("a record's defaults say little")
    shown = [_parameter(p) for p in given]
    star = next((n for n, p in enumerate(given) if p.kind is p.KEYWORD_ONLY), None)
    if star is not None and not any(p.kind is p.VAR_POSITIONAL for p in given):
        shown.insert(star, "*")
    gives = "" if signature.return_annotation is signature.empty else f" -> {signature.return_annotation}"
    line = f"({', '.join(shown)}){gives}"
    return line if len(line) < 90 else "(\n    " + ",\n    ".join(shown) + f",\n){gives}"


def _parameter(parameter: inspect.Parameter) -> str:
    """A parameter as it is written in code; its annotation is a text, which would be shown in quotes."""
    stars = "*" if parameter.kind is parameter.VAR_POSITIONAL else "**" if parameter.kind is parameter.VAR_KEYWORD else ""
    said = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
    equals = " = " if said else "="
    return f"{stars}{parameter.name}{said}" + ("" if parameter.default is parameter.empty else f"{equals}{parameter.default!r}")


def _docstring(text: str) -> Iterator[str]:
    """A docstring as Markdown: its lists of arguments and errors as lists, its examples as code."""
    for block in re.split(r"\n\n(?!\s)|\n(?=>>>)", text):
        head, _, rest = block.partition("\n")
        if head in ("Args:", "Raises:", "Returns:", "Yields:"):
            yield f"**{head[:-1]}**\n"
            for entry in re.split(r"\n(?!\s)", textwrap.dedent(rest)):
                names, colon, means = " ".join(entry.split()).partition(": ")
                yield f"- `{names}`: {_code(means)}" if colon else f"- {_code(names)}"
            yield ""
        elif head.startswith(">>>"):
            yield f"```pycon\n{block.rstrip()}\n```\n"
        else:
            yield _code(" ".join(block.split())) + "\n"


def _code(text: str) -> str:
    return _plain(text).replace("``", "`") if "``" not in text else re.sub(
        r"``(.*?)``|([^`]+)", lambda m: f"`{m[1]}`" if m[1] else _plain(m[2]), text
    )


def catalogue() -> str:
    """The page of the questions, from the catalogue."""
    out = ["# Questions\n", "Every question is asked alike of NetworkX, SPARQL and Cypher, and answered alike.\n"]
    for name, question in sorted(questions().items()):
        out += [f"## {name}\n", f"{question.en} {question.zh}\n", "| parameter | is |", "| --- | --- |"]
        needed = " (needed)"
        out += [f"| `{key}` | {_plain(p.en)}{needed if p.required else ''} |" for key, p in question.parameters.items()]
        out += ["", "| column | is |", "| --- | --- |", *(f"| `{c.name}` | {_plain(c.en)} |" for c in question.columns), ""]
    return "\n".join(out)


# Diagrams


def diagram(text: str) -> str:
    """A diagram of boxes and named lines as a picture; what is more than that stays as it is written.

    >>> "<svg" in diagram('graph LR\\n  A["gx:Person"] ---|gx:meeting| B["gx:Meeting"]\\n')
    True
    """
    names: dict[str, str] = {}
    lines: list[Line] = []
    for row in text.splitlines()[1:]:
        found = re.fullmatch(r'\s*(\w+)(?:\["(.*?)"\])? -+>?\|(.*?)\| (\w+)(?:\["(.*?)"\])?\s*', row)
        if not found:
            return f"```text\n{text}```"
        one, said, label, two, other = found.groups()
        names.update({key: value for key, value in ((one, said), (two, other)) if value})
        lines.append(Line(one, two, label))
    boxes = [_diagram_box(key, said) for key, said in names.items()]
    at = placed({b.id: b.size for b in boxes}, [Wire(n.source, n.target, wide(n.label, SMALL) + 26) for n in lines])
    picture = drawn("How it fits", f"{len(boxes)} classes", boxes, lines, at)
    return f'<div class="picture">{picture.svg}</div>'


def _diagram_box(key: str, said: str) -> Box:
    words = tuple(re.split(r"<br ?/?>", said))
    kinds = {"Person": "Person", "Role": "Role", "Bureau": "Bureau", "Place": "Place", "Meeting": "Meeting", "Campaign": "Campaign", "Notice": "Notice"}
    kind = next((k for name, k in kinds.items() if words[0].split(":")[-1] == name), "Group")
    return Box(key, kind, words[:1], " ".join(words[1:]), said)
