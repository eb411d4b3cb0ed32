"""A picture as PNG, with a font that has its characters: where none has them it is an error, never an empty box."""

from __future__ import annotations

import re
from html import unescape

from kg.pictures.fonts import fonts_for
from kg.pictures.page import PictureError

#: Dots for each unit of the picture, and the most that a side may have.
_ZOOM, _MOST = 2.0, 16000
_WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")
_SIZE = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"')


def png(svg: str) -> bytes:
    """Draw the SVG of a picture as PNG, at two dots a unit.

    Args:
        svg: the text of a picture.

    Raises:
        PictureError: the extra ``pictures`` or a Chinese font is missing; the message says what to install.
    """
    try:
        import resvg_py
    except ImportError:
        raise PictureError("PNG needs the extra pictures: pip install 'guanxi[pictures]'; SVG and HTML need nothing") from None
    fonts = fonts_for(unescape(words) for words in _WORDS.findall(svg))
    family = fonts[0].family
    found = _SIZE.search(svg)
    side = max(map(int, found.groups())) if found else 1000
    # Only the fonts that were looked into are loaded, so that what was found there is what is drawn.
    drawn = resvg_py.svg_to_bytes(
        svg_string=re.sub(r'font-family="[^"]*"', f'font-family="{family}"', svg), zoom=min(_ZOOM, _MOST / side),
        skip_system_fonts=True, font_files=[str(f.path) for f in fonts], font_family=family, sans_serif_family=family,
        serif_family=family,
    )
    return bytes(drawn)
