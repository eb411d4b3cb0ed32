"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_T = TypeVar("_T")
#: So many rows stand on a page.
ROWS = 40


@dataclass(frozen=True, slots=True)
class Paged(Generic[_T]):
    """One page of a list, counted from 1."""

    rows: Sequence[_T]
    number: int
    pages: int
    total: int

    @property
    def near(self) -> list[int]:
        """The numbers to link to: the first, the last and those around; 0 stands for a gap.

        >>> Paged((), 5, 9, 90).near
        [1, 0, 4, 5, 6, 0, 9]
        """
        shown = sorted({1, self.number - 1, self.number, self.number + 1, self.pages} & set(range(1, self.pages + 1)))
        out: list[int] = []
        for number in shown:
            if out and number > out[-1] + 1:
                out.append(0)
            out.append(number)
        return out


def number_of(asked: Mapping[str, str]) -> int:
    """The number of the page asked for.

    >>> number_of({"page": "3"}), number_of({"page": "x"})
    (3, 1)
    """
    said = asked.get("page", "")
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) < 8 else 1


def paged(rows: Sequence[_T], asked: Mapping[str, str], size: int = ROWS) -> Paged[_T]:
    """The page of a list that is asked for; the last where there are not so many.

    >>> paged(range(120), {"page": "3"}).rows
    range(80, 120)
    """
    pages = max(1, -(-len(rows) // size))
    number = min(number_of(asked), pages)
    return Paged(rows[(number - 1) * size:number * size], number, pages, len(rows))
