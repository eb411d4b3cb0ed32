"""Finds a font that has Chinese, and reads from it what it is called and which characters it holds."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.pictures.page import PictureError

#: How the files of fonts with Chinese are called, those that have most characters first.
_NAMES = (
    "NotoSansCJK", "SourceHanSans", "NotoSansSC", "NotoSansHans", "PingFang", "Hiragino Sans GB", "msyh", "wqy-microhei", "wqy-zenhei",
    "STHeiti", "simhei", "simsun", "NotoSerifCJK", "SourceHanSerif", "uming", "ukai", "DroidSansFallback", "Arial Unicode", "HanaMin",
)
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
#: A font without these has no Chinese worth the name: common characters of both scripts.
_COMMON = "国务院会议主席國務院會議"
#: Chinese characters: signs of other kinds, such as one that stands for a lost character, are no reason to draw nothing.
_HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: What the family is called that draws characters as they are in China.
_SIMPLIFIED = {"SC", "CN", "GB"}
_HELP = (
    "install one (Debian, Ubuntu: apt-get install fonts-noto-cjk or fonts-wqy-microhei; Fedora: dnf install google-noto-sans-cjk-fonts), "
    "or name a file in GUANXI_FONT; SVG and HTML need none"
)
_MORE = (
    "install one with more characters (Debian, Ubuntu: apt-get install fonts-noto-cjk, for the rarest fonts-hanazono), "
    "or name a file in GUANXI_FONT; SVG and HTML need none"
)


@dataclass(frozen=True, slots=True)
class Font:
    """A font file, the name of its (first) family and the code points that it can show."""

    path: Path
    family: str
    characters: frozenset[int]


def fonts_for(words: Iterable[str]) -> list[Font]:
    """Fonts that together can show all Chinese characters of some words, as few as are needed, at least one.

    Args:
        words: what is to be shown.

    Raises:
        PictureError: no font is there, or none has some character; the message says which package to install.
    """
    wanted = {ord(c) for said in words for c in said if _HAN.match(c)}
    found: list[Font] = []
    for font in _chinese():
        # What fills the gaps of the first need not have the common ones.
        if (not found and _has_common(font)) or (found and wanted & font.characters):
            found.append(font)
            wanted -= font.characters
        if not wanted:
            return found
    if not found:
        raise PictureError(f"no font with Chinese characters was found, and PNG needs one: {_HELP}")
    missing = "、".join(chr(c) for c in sorted(wanted)[:10])
    raise PictureError(f"no font here has {missing}, and PNG needs one that does: {_MORE}")


def _chinese() -> Iterator[Font]:
    """The fonts of this machine that are known for Chinese; the one that the user names comes first."""
    named = os.environ.get("GUANXI_FONT")
    seen = set()
    for path in _files():
        if path in seen:
            continue
        seen.add(path)
        font = read(path)
        if named and path == Path(named) and (font is None or not _has_common(font)):
            raise PictureError(f"GUANXI_FONT names {path}, which is no font with Chinese characters in both scripts")
        if font is not None:
            yield font


def _has_common(font: Font) -> bool:
    return all(ord(c) in font.characters for c in _COMMON)


def _files() -> Iterator[Path]:
    named = os.environ.get("GUANXI_FONT")
    if named:
        if not Path(named).is_file():
            raise PictureError(f"GUANXI_FONT names {named}, and there is no such file")
        yield Path(named)
    files = sorted(p for folder in _folders() if folder.is_dir() for p in folder.rglob("*") if p.suffix.lower() in _ENDINGS)
    for name in _NAMES:
        yield from sorted((p for p in files if p.name.lower().startswith(name.lower())), key=_plain_first)
    yield from _listed()


def _plain_first(path: Path) -> tuple[bool, str]:
    """The regular cut of a family before its bold and light ones."""
    return not any(w in path.name.lower() for w in ("regular", "microhei", "zenhei", "pingfang")), str(path)


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts"]
    return [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def _listed() -> Iterator[Path]:
    """What fontconfig knows of, where it is there."""
    program = shutil.which("fc-list")
    if program is None:
        return
    run = subprocess.run([program, ":lang=zh-cn", "file"], capture_output=True, text=True, check=False, timeout=30)
    for line in sorted(run.stdout.splitlines()):
        path = Path(line.rstrip().rstrip(":"))
        if path.suffix.lower() in _ENDINGS and path.is_file():
            yield path


@lru_cache(maxsize=32)
def read(path: Path) -> Font | None:
    """What a font file holds, of a collection the font for Simplified Chinese; None where it cannot be read."""
    try:
        data = path.read_bytes()
        starts: tuple[int, ...] = (0,)
        if data[:4] == b"ttcf":
            count = struct.unpack_from(">I", data, 8)[0]
            starts = struct.unpack_from(f">{count}I", data, 12)
        faces = [(_family(data, tables[b"name"]), tables) for tables in (_tables(data, start) for start in starts)]
        # The same characters are drawn otherwise in Japan and Korea.
        family, tables = next((f for f in faces if _SIMPLIFIED & set(f[0].split())), faces[0])
        return Font(path, family, frozenset(_characters(data, tables[b"cmap"])))
    except (OSError, struct.error, KeyError, IndexError, UnicodeDecodeError):
        return None


def _tables(data: bytes, start: int) -> dict[bytes, int]:
    """Where the tables of a font begin, by name."""
    count = struct.unpack_from(">H", data, start + 4)[0]
    found = (struct.unpack_from(">4sIII", data, start + 12 + 16 * n) for n in range(count))
    return {tag: offset for tag, _, offset, _ in found}


def _family(data: bytes, table: int) -> str:
    """The family's name: the typographic one where there is one, in English where there is that."""
    _, count, strings = struct.unpack_from(">HHH", data, table)
    found = []
    for n in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(">6H", data, table + 6 + 12 * n)
        if name in (1, 16) and platform == 3:
            words = data[table + strings + offset:table + strings + offset + length].decode("utf-16-be")
            found.append((language != 0x409, name != 16, words))
    return min(found)[-1] if found else ""


def _characters(data: bytes, table: int) -> set[int]:
    """The code points of the character maps of format 4 and 12, which are those for Unicode."""
    count = struct.unpack_from(">H", data, table + 2)[0]
    out: set[int] = set()
    for n in range(count):
        platform, _, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * n)
        at = table + offset
        kind = struct.unpack_from(">H", data, at)[0]
        if platform not in (0, 3):
            continue
        if kind == 12:
            groups = struct.unpack_from(">I", data, at + 12)[0]
            for g in range(groups):
                first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * g)
                out.update(range(first + (glyph == 0), last + 1))
        elif kind == 4:
            out |= _short_map(data, at)
    return out


def _short_map(data: bytes, at: int) -> set[int]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", data, at + 16 + 4 * segments)
    ranges_at = at + 16 + 6 * segments
    ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
    out: set[int] = set()
    for n, (first, last, delta, where) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        if first == 0xFFFF:
            continue
        if not where:
            out.update(c for c in range(first, last + 1) if (c + delta) & 0xFFFF)
            continue
        for c in range(first, last + 1):
            if struct.unpack_from(">H", data, ranges_at + 2 * n + where + 2 * (c - first))[0]:
                out.add(c)
    return out
