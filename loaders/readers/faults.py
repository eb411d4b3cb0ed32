"""What is said when a file or a record cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.errors import GuanxiError


class ReadError(GuanxiError):
    """A source that cannot be read at all, or, with ``strict``, the first bad record."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One record (or one thing in a record) that could not be read; the others are read all the same.

    Args:
        file: the file, as the user would find it.
        place: where in the file, such as "line 12", "record 3" or "byte 512"; "" for the whole file.
        reason: what is wrong.
        mend: what to do about it.

    >>> print(Fault("notices.jsonl", "line 12", "not valid JSON", "mend the line or leave it out"))
    notices.jsonl, line 12: not valid JSON; mend the line or leave it out
    """

    file: str
    place: str
    reason: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.reason}; {self.mend}" if self.mend else f"{where}: {self.reason}"
