"""From files to notices: one module a format, found by a file's name or its first bytes, all read as streams."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from loaders.facts import Notice
from loaders.readers.faults import Fault, ReadError
from loaders.readers.fields import NAMES, parse_fields
from loaders.readers.registry import FORMATS, Format, format_of, in_folders
from loaders.readers.sources import STDIN, Found, Item, Labels, Root, file_item, files_of, roots_of, stdin_item

__all__ = ["FORMATS", "Fault", "Format", "Item", "Meter", "ReadError", "parse_fields", "read"]

_LOG = logging.getLogger("guanxi.readers")


@dataclass(slots=True)
class Meter:
    """How far the reading has come, in bytes as they lie on the disk; ``total`` is None where a pipe is read."""

    done: int = 0
    total: int | None = None

    @property
    def share(self) -> float | None:
        """The share that has been read, from 0 to 1, or None where it cannot be known.

        >>> Meter(50, 200).share
        0.25
        """
        if self.total is None:
            return None
        return min(1.0, self.done / self.total) if self.total else 1.0


def read(
    sources: Iterable[str | Path],
    *,
    fields: Mapping[str, str] | None = None,
    strict: bool = False,
    on_fault: Callable[[Fault], None] | None = None,
    stdin: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Notice]:
    """Stream the notices of files, folders and standard input.

    Folders are walked in sorted order; hidden files, and files in no known format, are passed over. Formats: text,
    Markdown, HTML, XML, JSON, JSON lines, CSV, TSV, SQL dumps, JSON in a script, and any of them gzipped. Encodings are
    detected. A bad record is reported and does not stop the rest.

    Args:
        sources: files, folders, or "-" for standard input (whose format is seen from its first bytes).
        fields: which field of a record is which, where the common names do not tell (see ``parse_fields``).
        strict: raise at the first fault instead of going on.
        on_fault: called with each fault as it is found; without it they are logged as warnings.
        stdin: what "-" means, if not ``sys.stdin.buffer``.
        meter: told, as notices are taken, how many bytes have been read.

    Raises:
        ReadError: at the call, for a source that is not there or cannot be read, a folder with nothing to read in it,
            or a field map with an unknown name; while reading, for a file named by itself whose format no reader
            knows, and with ``strict`` for the first fault.

    >>> import io
    >>> found = read(["-"], stdin=io.BytesIO('{"title": "市局召开会议", "content": "会议由张春生主持。"}'.encode()))
    >>> [(n.title, n.text) for n in found]
    [('市局召开会议', '会议由张春生主持。')]
    """
    if isinstance(sources, (str, Path)):
        sources = [sources]
    unknown = [name for name in fields or {} if name not in NAMES]
    if unknown:
        raise ReadError(f'the field map names "{unknown[0]}": only {", ".join(NAMES)} can be mapped')
    named = [str(source) for source in sources]
    if not named:
        raise ReadError("no sources given: name files, folders or - for standard input")
    roots = roots_of(name for name in named if name != STDIN)
    for root in roots:
        if root.folder and not any(isinstance(found, Found) for found in files_of(root, in_folders)):
            raise ReadError(f"no notices in {root.given}: put files there that end in {_endings()}")
    meter = meter or Meter()
    if STDIN not in named and not any(root.pipe for root in roots):
        meter.total = sum(_size(found) for root in roots for found in files_of(root, in_folders))
    return _stream(roots, STDIN in named, fields or {}, strict, on_fault or _log, stdin, meter)


def _size(found: Found | Fault) -> int:
    try:
        return found.path.stat().st_size if isinstance(found, Found) else 0
    except OSError:
        return 0


def _stream(
    roots: list[Root], from_stdin: bool, fields: Mapping[str, str], strict: bool, on_fault: Callable[[Fault], None],
    stdin: BinaryIO | None, meter: Meter,
) -> Iterator[Notice]:
    for out in _everything(roots, from_stdin, fields, stdin, meter):
        if isinstance(out, Notice):
            yield out
        elif strict:
            raise ReadError(str(out))
        else:
            on_fault(out)


def _everything(
    roots: list[Root], from_stdin: bool, fields: Mapping[str, str], stdin: BinaryIO | None, meter: Meter
) -> Iterator[Notice | Fault]:
    labels = Labels(roots)
    for root in roots:
        if root.pipe:
            with root.given.open("rb") as pipe:
                yield from _read_item(*stdin_item(pipe, fields, str(root.given)))
            continue
        for found in files_of(root, in_folders):
            if isinstance(found, Fault):
                yield found
                continue
            item = file_item(found.path, labels.label(root, found.inner), fields)
            try:
                head = item.head()
            except OSError as e:
                reason = f"the file cannot be opened ({(e.strerror or str(e)).lower()})"
                yield item.fault("", reason, "check that it is there and may be read")
                continue
            before = meter.done
            for out in _read_item(item, head):
                meter.done = max(meter.done, before + item.position)
                yield out
            meter.done = before + _size(found)
    if from_stdin:
        yield from _read_item(*stdin_item(stdin or sys.stdin.buffer, fields))


def _read_item(item: Item, head: bytes) -> Iterator[Notice | Fault]:
    """All that one file gives; how its bytes broke off, if they did, comes last."""
    reader = format_of(item, head).read
    try:
        yield from reader(item)
        if item.broken:
            yield item.fault("", item.broken, "fetch the file again; the whole records before the break are read")
    finally:
        item.close()


def _endings() -> str:
    return " ".join(extension for fmt in FORMATS if fmt.in_folders for extension in fmt.extensions)


def _log(fault: Fault) -> None:
    _LOG.warning("%s", fault)
