"""Chinese official notices as a knowledge graph of people, posts, bodies, places, meetings and campaigns.

>>> import kg, tempfile, pathlib
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> _ = (folder / "notice.txt").write_text("2015-08-21\\n青山省林业局局长张春生主持会议。", encoding="utf-8")
>>> g = kg.build(folder)
>>> sorted(n.name for n in g.nodes("Person"))
['张春生']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.ledger import Ledger
    from kg.pipeline import BuildReport, build
    from kg.pipeline import open_graph as open
    from kg.shown import show, show_notice
    from ontology.errors import GuanxiError

__all__ = ["BuildReport", "GuanxiError", "KnowledgeGraph", "Ledger", "build", "open", "show", "show_notice"]

#: Where each public name stands; nothing is imported before it is asked for.
_PUBLIC = {
    "build": ("kg.pipeline", "build"),
    "open": ("kg.pipeline", "open_graph"),
    "BuildReport": ("kg.pipeline", "BuildReport"),
    "KnowledgeGraph": ("kg.graph", "KnowledgeGraph"),
    "Ledger": ("kg.ledger", "Ledger"),
    "GuanxiError": ("ontology.errors", "GuanxiError"),
    "show": ("kg.shown", "show"),
    "show_notice": ("kg.shown", "show_notice"),
}


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    found = getattr(import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
