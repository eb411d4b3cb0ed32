"""The files behind the sources a user names: folders walked, gzip opened, standard input; and their labels for keys."""

from __future__ import annotations

import gzip
import io
import os
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from loaders.readers.decoding import CHUNK
from loaders.readers.faults import Fault, ReadError

STDIN = "-"
GZIP_MAGIC = b"\x1f\x8b"
#: Bytes of a file looked at to tell its format.
HEAD = 1 << 16


class ByteStream:
    """A file's bytes, unzipped; a break in the middle ends it early and is told by ``broken`` instead of raised."""

    def __init__(self, raw: BinaryIO, head: bytes = b"", under: BinaryIO | None = None) -> None:
        self.broken = ""
        self._raw = raw
        self._under = under
        self._head = head
        # A pipe gives what it has so far; waiting for a full chunk would hold up records that are already there.
        self._read: Callable[[int], bytes] = getattr(raw, "read1", None) or raw.read

    def read(self, n: int = -1, /) -> bytes:
        """Up to ``n`` bytes (all, where negative); b"" at the end."""
        if n < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        if self._head:
            piece, self._head = self._head[:n], self._head[n:]
            return piece
        if self.broken:
            return b""
        try:
            return self._read(n)
        except EOFError:
            self.broken = "the compressed file ends too early"
        except (gzip.BadGzipFile, zlib.error) as e:
            self.broken = f"the compressed file is damaged ({e})"
        except OSError as e:
            self.broken = f"reading stopped ({e.strerror or e})"
        return b""

    def position(self) -> int:
        """How many bytes of the file have been read, as it lies on the disk; 0 where that cannot be told."""
        try:
            return (self._under or self._raw).tell()
        except (OSError, ValueError):
            return 0

    def close(self) -> None:
        """Close the file behind it (standard input stays open)."""
        self._raw.close()
        if self._under is not None:
            self._under.close()


class Item:
    """One file to read: how the user finds it (``path``), its part of a notice's key (``label``), its field map.

    A reader calls ``open()`` for the bytes, as often as it needs, unless ``once`` is set (see ``spooled``).
    """

    def __init__(
        self, path: str, label: str, opener: Callable[[], ByteStream], fields: Mapping[str, str] | None = None,
        once: bool = False,
    ) -> None:
        self.path = path
        self.label = label
        self.fields: Mapping[str, str] = fields or {}
        self.once = once
        self._opener = opener
        self._streams: list[ByteStream] = []

    @property
    def name(self) -> str:
        """The file's name, without ``.gz``."""
        name = self.label.rpartition("/")[2]
        return name[:-3] if name.lower().endswith(".gz") else name

    @property
    def broken(self) -> str:
        """Why the bytes ended too early, or ""."""
        return next((s.broken for s in self._streams if s.broken), "")

    @property
    def position(self) -> int:
        """How many bytes of the file have been read."""
        return max((s.position() for s in self._streams), default=0)

    def open(self) -> ByteStream:
        """The file's bytes from the start, unzipped."""
        stream = self._opener()
        self._streams.append(stream)
        return stream

    def head(self) -> bytes:
        """The first bytes of the file, enough to tell its format."""
        stream = self._opener()
        try:
            parts, size = [], 0
            while size < HEAD and (piece := stream.read(HEAD - size)):
                parts.append(piece)
                size += len(piece)
            return b"".join(parts)
        finally:
            stream.close()

    def spooled(self) -> Item:
        """The same item, able to be opened again (standard input goes to a temporary file first)."""
        if not self.once:
            return self
        stream = self.open()
        # Deleted when the last handle on it closes; the item holds one as long as it lives.
        kept = tempfile.NamedTemporaryFile()  # noqa: SIM115
        while piece := stream.read(CHUNK):
            kept.write(piece)
        kept.flush()
        again = Item(self.path, self.label, lambda: _open(Path(kept.name)), self.fields)
        again._streams = self._streams
        return again

    def close(self) -> None:
        """Close what the reader opened."""
        for stream in self._streams:
            stream.close()

    def fault(self, place: str, reason: str, mend: str) -> Fault:
        """A fault in this file."""
        return Fault(self.path, place, reason, mend)


@dataclass(frozen=True, slots=True)
class Root:
    """One source as named, and the same resolved: a file, a folder, or a pipe such as ``<(command)``."""

    given: Path
    resolved: Path
    folder: bool
    pipe: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A file behind a source: how the user finds it and its path within the source."""

    path: Path
    inner: str


def roots_of(sources: Iterable[str | Path]) -> list[Root]:
    """The sources, each checked to exist; one named twice, or held by a folder also named, is left out.

    Raises:
        ReadError: a source is not there, is no file or folder, or may not be read.
    """
    roots: dict[Path, Root] = {}
    for source in sources:
        root = _root(Path(source))
        roots.setdefault(root.resolved, root)
    folders = [root for root in roots.values() if root.folder]
    return [root for root in roots.values() if not any(_holds(folder, root) for folder in folders)]


def files_of(root: Root, readable: Callable[[str], bool]) -> Iterator[Found | Fault]:
    """The files of a source in sorted order; hidden ones, and those ``readable`` refuses by name, are passed over."""
    if root.folder:
        yield from _walk(root.given, "", readable, frozenset({root.resolved}))
    else:
        yield Found(root.given, root.given.name)


class Labels:
    """Names the files of several sources apart: the path within the given folder, longer where two would be the same.

    The order of the sources makes no difference.
    """

    def __init__(self, roots: Iterable[Root]) -> None:
        self._folders: list[Path] = []
        self._files: dict[str, set[Path]] = {}
        for root in roots:
            if root.folder:
                self._folders.append(root.resolved)
            else:
                self._files.setdefault(root.given.name, set()).add(_base(root))

    def label(self, root: Root, inner: str) -> str:
        """The label of the file at ``inner`` of ``root``."""
        mine, tail = _base(root), inner.split("/")
        rivals = [base for base in self._folders if base != mine and (base / inner).exists()]
        rivals += [base for base in self._files.get(inner, ()) if base != mine]
        parts, take = [*mine.parts[1:], *tail], len(tail)
        others = [[*rival.parts[1:], *tail] for rival in rivals]
        while take < len(parts) and any(other[-take:] == parts[-take:] for other in others):
            take += 1
        # macOS hands out names decomposed; the key must be the same everywhere.
        return unicodedata.normalize("NFC", "/".join(parts[-take:]))


def file_item(path: Path, label: str, fields: Mapping[str, str]) -> Item:
    """The item for a file, plain or gzipped (told by its first bytes, not its name)."""
    return Item(str(path), label, lambda: _open(path), fields)


def stdin_item(stdin: BinaryIO, fields: Mapping[str, str], path: str = "standard input") -> tuple[Item, bytes]:
    """The item for standard input or a pipe, and its first bytes, which are still to be read."""
    raw: BinaryIO = cast(BinaryIO, _Unclosed(stdin))
    first = ByteStream(raw)
    head = b""
    while len(head) < 2 and (piece := first.read(CHUNK)):
        head += piece
    if head.startswith(GZIP_MAGIC):
        raw = cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(_Raw(ByteStream(raw, head)))))
        head = ByteStream(raw).read(HEAD)
    stream = ByteStream(raw, head)
    return Item(path, STDIN, lambda: stream, fields, once=True), head


def _open(path: Path) -> ByteStream:
    file = path.open("rb")
    if file.peek(2)[:2] == GZIP_MAGIC:
        return ByteStream(cast(BinaryIO, gzip.GzipFile(fileobj=file)), under=file)
    return ByteStream(file)


def _root(given: Path) -> Root:
    try:
        if given.is_fifo() or given.is_char_device():
            return Root(given, given.absolute(), folder=False, pipe=True)
        resolved = given.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as e:
        raise ReadError(f"{given} cannot be opened ({_why(e)}): check the path") from None
    if not (resolved.is_dir() or resolved.is_file()):
        raise ReadError(f"{given} is neither a file nor a folder: name files, folders or - for standard input")
    if not os.access(resolved, os.R_OK | (os.X_OK if resolved.is_dir() else 0)):
        raise ReadError(f"{given} may not be read: ask for read permission on it")
    return Root(given, resolved, resolved.is_dir())


def _walk(folder: Path, inner: str, readable: Callable[[str], bool], above: frozenset[Path]) -> Iterator[Found | Fault]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as e:
        yield Fault(str(folder), "", f"the folder cannot be opened ({_why(e)})", "ask for read permission on it")
        return
    for name in names:
        if name.startswith("."):
            continue
        path, within = folder / name, f"{inner}/{name}" if inner else name
        if path.is_dir():
            # A link back to a folder above would never end.
            real = path.resolve()
            if real not in above:
                yield from _walk(path, within, readable, above | {real})
        elif readable(name):
            yield Found(path, within)


def _holds(folder: Root, other: Root) -> bool:
    if folder.resolved == other.resolved or not other.resolved.is_relative_to(folder.resolved):
        return False
    return not any(part.startswith(".") for part in other.resolved.relative_to(folder.resolved).parts)


def _base(root: Root) -> Path:
    return root.resolved if root.folder else root.resolved.parent


def _why(e: Exception) -> str:
    return (e.strerror or "").lower() or str(e) if isinstance(e, OSError) else str(e)


class _Unclosed(io.RawIOBase):
    """Somebody else's stream: read, never closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, n: int = -1, /) -> bytes:
        return bytes(getattr(self._stream, "read1", self._stream.read)(n))


class _Raw(io.RawIOBase):
    """A ``ByteStream`` as ``gzip`` wants it."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
