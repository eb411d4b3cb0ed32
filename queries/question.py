"""The questions of the catalogue: what each asks, takes and answers, read from its folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ontology.errors import GuanxiError
from queries.answer import Column
from queries.catalogue import CATALOGUE

#: Where others register questions of their own: an entry point names a package laid out like a folder of the catalogue.
ENTRY_POINTS = "guanxi.questions"

STATUSES = ("reported", "planned", "proposed", "any")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Row = Mapping[str, object]


class QuestionError(GuanxiError):
    """A question or its parameters cannot be used as given."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question is asked about.

    ``type`` is ``id`` (of a node of one of ``kinds``), ``edge`` (the id of an edge), ``date`` (ISO 8601, of any
    precision), ``status``, ``int`` (a whole number from 0) or ``text``.
    """

    name: str
    type: str
    en: str
    zh: str
    kinds: tuple[str, ...] = ()
    required: bool = False

    def check(self, value: str) -> str:
        """The value, if it can be asked with.

        Raises:
            QuestionError: it cannot.
        """
        if self.type == "date" and not _DAY.fullmatch(value):
            raise QuestionError(f"{self.name}: {value!r} is no date: write 2015, 2015-08 or 2015-08-18")
        if self.type == "status" and value not in STATUSES:
            raise QuestionError(f"{self.name}: {value!r} is no status: use one of {', '.join(STATUSES)}")
        if self.type == "int" and not re.fullmatch(r"[0-9]{1,9}", value):
            raise QuestionError(f"{self.name}: {value!r} is no number: write it in figures, such as 40")
        return value


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, its parameters and columns, and the package that holds its texts."""

    name: str
    en: str
    zh: str
    parameters: Mapping[str, Parameter]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    package: str

    @property
    def rests_on_edges(self) -> bool:
        """Whether each row rests on one edge, and so has words that say so."""
        return any(c.name == "edge" for c in self.columns)

    @property
    def sparql(self) -> str:
        """The question in SPARQL."""
        return _text(self.package, "sparql.rq")

    @property
    def cypher(self) -> str:
        """The question in Cypher, for Neo4j 5 and later."""
        return _text(self.package, "cypher.cypher")

    @property
    def embedded(self) -> str:
        """The question in the Cypher of the embedded engine: the same text, unless another stands beside it."""
        return _text(self.package, "embedded.cypher", "") or self.cypher

    @property
    def answer(self) -> Callable[..., Iterable[Row]]:
        """The question as a function of a plain ``networkx.MultiDiGraph``."""
        function: Callable[..., Iterable[Row]] = import_module(self.package + ".networkx").answer
        return function

    def settled(self, params: Mapping[str, object]) -> list[dict[str, str]]:
        """The parameters checked, once for each id where several are given; what is not given is left out.

        Raises:
            QuestionError: a parameter is unknown, missing or malformed.
        """
        unknown = sorted(set(params) - set(self.parameters))
        if unknown:
            takes = ", ".join(self.parameters)
            raise QuestionError(f"question {self.name} has no parameter {', '.join(unknown)}: it takes {takes}")
        given: dict[str, list[str]] = {}
        for name, parameter in self.parameters.items():
            value = params.get(name)
            values = [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)] if value else []
            if not values and parameter.required:
                raise QuestionError(f"question {self.name} needs the parameter {name}: {parameter.en}")
            if not values and parameter.type == "status":
                values = ["reported"]
            if values:
                given[name] = [parameter.check(v) for v in values]
        out: list[dict[str, str]] = [{}]
        for name, values in given.items():
            out = [{**one, name: value} for one in out for value in dict.fromkeys(values)]
        return out


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name: those of the catalogue, then those that other packages register.

    >>> questions()["chaired"].zh
    '谁主持了哪次会议？'
    """
    found = {name: read(name, f"queries.catalogue.{name}") for name in CATALOGUE}
    for point in entry_points(group=ENTRY_POINTS):
        if point.name not in found:
            found[point.name] = read(point.name, point.value)
    return MappingProxyType(found)


def question(name: str) -> Question:
    """The question of that name.

    Raises:
        QuestionError: there is none.
    """
    known = questions()
    if name not in known:
        raise QuestionError(f"no question {name!r}: use one of {', '.join(known)}")
    return known[name]


def read(name: str, package: str) -> Question:
    """Read a question from the package that holds its ``question.toml``."""
    data: dict[str, Any] = tomllib.loads(_text(package, "question.toml"))
    parameters = {
        key: Parameter(key, p["type"], p["en"], p["zh"], tuple(p.get("kinds", ())), p.get("required", False))
        for key, p in data["parameters"].items()
    }
    columns = tuple(Column(key, c["type"], c["en"], c["zh"]) for key, c in data["columns"].items())
    return Question(
        name, data["en"], data["zh"], MappingProxyType(parameters), columns, tuple(data["order"]), package
    )


@cache
def _text(package: str, file: str, default: str | None = None) -> str:
    path = Path(next(iter(import_module(package).__path__))) / file
    if default is not None and not path.is_file():
        return default
    return path.read_text(encoding="utf-8")
