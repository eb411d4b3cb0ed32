"""What all pictures share: the sheet with its title, note and legend, how wide words are, and where a picture goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO

from kg.export.xml import Text
from kg.files import whole_file
from ontology.errors import GuanxiError

#: The viewer takes the first of these that it has.
FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei','Noto Sans',sans-serif"
)
INK, GREY, LINE = "#22272e", "#4b5563", "#aeb6c0"
SIZE, SMALL = 15, 12
#: Clear space around a picture, and what its title and note take.
EDGE, HEAD = 40.0, 84.0
FORMATS = ("svg", "png", "html")
#: From few to many; the first is none at all.
RAMP = ("#f1f3f5", "#d3e5f7", "#9cc7ea", "#559dd3", "#2470b0", "#0b3f73")
#: Which share of the counts lies below each step.
_SHARES = (0.35, 0.6, 0.8, 0.95)
#: Beyond this step of the ramp words on it are white.
_DARK = 3
_GRADIENTS = (
    '<defs><marker id="kg-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" '
    'markerUnits="userSpaceOnUse"><path d="M0,0.8 L7.2,4 L0,7.2 Z" fill="#8b94a0"/></marker></defs>'
)


class PictureError(GuanxiError):
    """There is nothing to draw, or more than a picture can show, or no means to write it so."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG text; in a notebook it shows itself.

    >>> Picture("张春生", "<svg/>")
    <Picture 张春生>
    """

    title: str
    svg: str

    def save(self, path: Path | str) -> None:
        """Write the picture as its file's name says: ``.svg``, ``.png`` or ``.html``.

        Args:
            path: the file; it gets its name only when it is whole.

        Raises:
            PictureError: the name ends otherwise; for PNG, the extra ``pictures`` or a Chinese font is missing.
            OutputError: the file cannot be written.
        """
        path = Path(path)
        page = self.encoded(form(path))
        with whole_file(path) as stream:
            stream.write(page)

    def encoded(self, form: str) -> bytes:
        """The picture as the bytes of a file.

        Args:
            form: ``svg``; ``png``, at two dots a unit; ``html``, a page that needs no other file and tells more under
                the pointer.

        Raises:
            PictureError: the form is none of these, or what PNG needs is missing.
        """
        if form == "png":
            from kg.pictures.png import png

            return png(self.svg)
        if form == "html":
            from kg.pictures.web import page

            return page(self).encode("utf-8")
        if form != "svg":
            raise PictureError(f"a picture cannot be written as {form}: use {', '.join(FORMATS)}")
        return self.svg.encode("utf-8")

    def __repr__(self) -> str:
        return f"<Picture {self.title}>"

    def _repr_html_(self) -> str:
        # No wider than the notebook's column.
        return self.svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)


def form(path: Path) -> str:
    """What a file's name says that it holds.

    Raises:
        PictureError: it says nothing, or what pictures are not written as.
    """
    said = path.suffix.lower().removeprefix(".")
    if said not in FORMATS:
        raise PictureError(f"{path.name}: a picture's file ends in {', '.join('.' + f for f in FORMATS)}")
    return said


def write(picture: Picture, out: Path | str | IO[bytes]) -> None:
    """Save a picture under a name, or write it as SVG to a binary stream."""
    if isinstance(out, (str, Path)):
        picture.save(out)
    else:
        out.write(picture.encoded("svg"))


def wide(words: str, size: float) -> float:
    """About how wide words are, in pixels: Chinese characters are square.

    >>> wide("会议", 15), wide("ab", 10)
    (30, 12.0)
    """
    return sum(size if ord(c) > 0x2E7F or c in "“”‘’—…" else size * 0.6 for c in words)


def cut(words: str, size: float, room: float) -> str:
    """Words that fit into so many pixels, with … for what had to go.

    >>> cut("全省防汛工作会议", 10, 60)
    '全省防汛工…'
    """
    if wide(words, size) <= room:
        return words
    while words and wide(words, size) + size > room:
        words = words[:-1]
    return words + "…"


@dataclass(slots=True)
class Sheet:
    """Collects what is drawn, and makes the page of it."""

    title: str
    note: str
    width: float
    height: float
    parts: list[str]
    escape: Text

    @classmethod
    def of(cls, title: str, note: str, width: float, height: float) -> Sheet:
        """An empty sheet with a title and a note under it; the sheet grows where they are wider."""
        width = max(width, wide(title, 22) + 2 * EDGE, wide(note, SMALL) + 2 * EDGE)
        return cls(title, note, width, height, [], Text())

    def add(self, *parts: str) -> None:
        """Draw over what is there."""
        self.parts += parts

    def words(
        self, x: float, y: float, said: str, size: float = SIZE, fill: str = INK, anchor: str = "", more: str = "",
    ) -> str:
        """One line of words; ``y`` is its base line."""
        where = f' text-anchor="{anchor}"' if anchor else ""
        sized = "" if size == SIZE else f' font-size="{size:g}"'
        return f'<text x="{x:.1f}" y="{y:.1f}"{where}{sized} fill="{fill}"{more}>{self.escape.escaped(said)}</text>'

    def tip(self, said: str) -> str:
        """What the pointer tells of the group that this stands in."""
        return f"<title>{self.escape.escaped(said)}</title>"

    def picture(self) -> Picture:
        """The page."""
        w, h = f"{self.width:.0f}", f"{self.height:.0f}"
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" xml:lang="zh-Hans" '
            f'role="img" font-family="{self.escape.escaped(FONTS)}" font-size="{SIZE}">',
            f"<title>{self.escape.escaped(self.title)}</title>", _GRADIENTS,
            f'<rect width="{w}" height="{h}" fill="#ffffff"/>',
            self.words(EDGE, 44, self.title, 22, more=' font-weight="bold"'),
            self.words(EDGE, 66, self.note, SMALL, "#5c6570"),
            *self.parts, "</svg>", "",
        ]
        return Picture(self.title, "\n".join(out))


def steps(counts: Iterable[int]) -> tuple[int, ...]:
    """The least number of each step of the ramp after the first, so that few of the counts fall into the dark ones.

    >>> steps([1, 2, 2, 30]), steps([1, 2]), steps([0])
    ((1, 2, 3, 30), (1, 2), ())
    """
    known = sorted(c for c in counts if c > 0)
    many = len(RAMP) - 1
    if not known or known[-1] <= many:
        return tuple(range(1, (known[-1] if known else 0) + 1))
    cuts = [1]
    for share in _SHARES:
        cuts.append(max(cuts[-1] + 1, known[min(int(len(known) * share), len(known) - 1)]))
    return tuple(c for c in cuts if c <= known[-1])


def shade(count: int, cuts: Sequence[int]) -> tuple[str, str]:
    """The fill for a count and the colour of words on it."""
    step = sum(count >= c for c in cuts)
    place = step if len(cuts) == len(RAMP) - 1 or not step else step + (len(RAMP) - 1 - len(cuts)) // 2
    return RAMP[place], "#ffffff" if place > _DARK else INK


def ramp_legend(sheet: Sheet, x: float, y: float, cuts: Sequence[int], most: int, said: str) -> None:
    """Which shade stands for how many."""
    sheet.add(sheet.words(x, y + 12, said, SMALL, GREY))
    x += wide(said, SMALL) + 14
    names = ["0", *(str(a) if b == a + 1 else f"{a}–{b - 1}" for a, b in pairwise(cuts))]
    if cuts:
        names.append(str(most) if most == cuts[-1] else f"{cuts[-1]}–{most}")
    for count, name in zip((0, *cuts), names, strict=True):
        fill, _ = shade(count, cuts)
        sheet.add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="16" height="16" rx="3" fill="{fill}" stroke="#d5dae0" stroke-width="0.6"/>',
            sheet.words(x + 21, y + 12.5, name, SMALL, GREY),
        )
        x += 21 + wide(name, SMALL) + 16


def days_read(text: str) -> tuple[int, ...]:
    """The year, month and day of a date, as far as it goes; empty for none.

    >>> days_read("2015-08"), days_read("")
    ((2015, 8), ())
    """
    return tuple(map(int, text.split("-"))) if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else ()
