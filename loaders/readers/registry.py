"""The formats that can be read: the one table of them, and those that other packages add.

A new format is one module with ``read(item)`` and one line in ``FORMATS``. Another package adds one through an entry
point of the group ``guanxi.readers``, whose name is the extension (``.docx``) and whose object is such a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from loaders.facts import Notice
from loaders.readers import jsmodule, jsondoc, jsonlines, markdown, plaintext, sqldump, table, webpage, xmldoc
from loaders.readers.faults import Fault, ReadError
from loaders.readers.sniffing import sniff
from loaders.readers.sources import Item

Reader = Callable[[Item], Iterator[Notice | Fault]]
GROUP = "guanxi.readers"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the extensions that mean it, its reader, and whether a folder's files of it are read."""

    name: str
    extensions: tuple[str, ...]
    read: Reader
    in_folders: bool = True


FORMATS: tuple[Format, ...] = (
    Format("txt", (".txt", ".text"), plaintext.read),
    Format("md", (".md", ".markdown"), markdown.read),
    Format("html", (".html", ".htm", ".shtml", ".xhtml"), webpage.read),
    Format("xml", (".xml",), xmldoc.read),
    Format("json", (".json",), jsondoc.read),
    Format("jsonl", (".jsonl", ".ndjson"), jsonlines.read),
    Format("csv", (".csv",), table.read),
    Format("tsv", (".tsv", ".tab"), table.read),
    Format("sql", (".sql",), sqldump.read),
    # A saved page brings its scripts along: in a folder they are not what the user means.
    Format("js", (".js",), jsmodule.read, in_folders=False),
)
#: Formats whose name is often given to another: what the first bytes say counts, where it is one of these.
_MISTAKEN = {
    "json": ("jsonl",), "jsonl": ("json",), "txt": ("html",), "xml": ("html",),
}


def extension_of(name: str) -> str:
    """A file name's extension in lower case, looking through ``.gz``.

    >>> extension_of("notices.JSONL.gz"), extension_of("list.jsp.html")
    ('.jsonl', '.html')
    """
    name = name.lower()
    if name.endswith(".gz"):
        name = name[:-3]
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def in_folders(name: str) -> bool:
    """Whether a file of this name in a folder is one to read."""
    extension = extension_of(name)
    own = _by_extension().get(extension)
    return own.in_folders if own else extension in _added()


def format_of(item: Item, head: bytes) -> Format:
    """The format of a file, by its extension, else by its first bytes.

    Raises:
        ReadError: no reader knows it.
    """
    extension = extension_of(item.name)
    own = _by_extension().get(extension)
    if own is None and extension in _added():
        return _load(_added()[extension])
    shown = sniff(head)
    if own is not None:
        one_line = b"\n" not in head.strip()
        mistaken = shown in _MISTAKEN.get(own.name, ()) and not (shown == "jsonl" and one_line)
        return _by_name()[shown] if mistaken else own
    if not shown:
        known = " ".join(sorted([*_by_extension(), *_added()]))
        raise ReadError(f"{item.path} is in no format that can be read: convert it to one of {known}")
    return _by_name()[shown]


@cache
def _by_extension() -> dict[str, Format]:
    return {extension: fmt for fmt in FORMATS for extension in fmt.extensions}


@cache
def _by_name() -> dict[str, Format]:
    return {fmt.name: fmt for fmt in FORMATS}


@cache
def _added() -> dict[str, EntryPoint]:
    return {point.name.lower(): point for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value))}


def _load(point: EntryPoint) -> Format:
    try:
        return Format(point.name, (point.name,), point.load())
    except Exception as e:
        package = point.dist.name if point.dist else point.value
        raise ReadError(f"the reader for {point.name} from {package} does not load ({e}): mend or remove it") from e
