"""Files and folders that get their name only when they are whole, so that a reader never sees half of one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ontology.errors import GuanxiError


class OutputError(GuanxiError):
    """A file or folder cannot be written: the message says which, why, and what to do."""


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A binary stream into a file; where the block is left by an error, the file stays as it was.

    Raises:
        OutputError: the file cannot be written.
    """
    _inside(path)
    if path.is_dir():
        raise OutputError(f"{path} is a folder: give the name of a file")
    unfinished = _unfinished(path)
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path, mark: str) -> Iterator[Path]:
    """A folder to write into; it takes the place of an earlier one that holds the file ``mark``, and of nothing else.

    Raises:
        OutputError: the folder cannot be written, or holds something else.
    """
    _inside(path)
    if path.is_file():
        raise OutputError(f"{path} is a file: give the name of a folder")
    if path.is_dir() and any(path.iterdir()) and not (path / mark).is_file():
        raise OutputError(f"{path} holds other files: give a folder that is new, empty or an earlier export")
    unfinished, before = _unfinished(path), path.with_name(f".{path.name}.{os.getpid()}.before")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        yield unfinished
        if path.is_dir():
            path.rename(before)
        unfinished.rename(path)
        shutil.rmtree(before, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _inside(path: Path) -> None:
    if not path.parent.is_dir():
        raise OutputError(f"there is no folder {path.parent}: make it first")


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")
