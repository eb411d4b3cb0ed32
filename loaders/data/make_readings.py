"""Makes ``readings.tsv`` from PyPI's pypinyin (MIT), which is needed for this alone.

    pip install pypinyin && python loaders/data/make_readings.py

Kept are the characters of GB 2312 and Big5 with all their readings, tones left out.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path


def main() -> None:
    import pypinyin

    syllables: dict[str, list[str]] = defaultdict(list)
    for point in range(0x4E00, 0xA000):
        char = chr(point)
        if not (_encodes(char, "gb2312") or _encodes(char, "big5")):
            continue
        for reading in pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, v_to_u=True)[0]:
            if reading.isalpha() and reading.islower() and reading not in ("m", "n", "ng", "hm", "hng"):
                syllables[reading].append(char)
    with (Path(__file__).parent / "readings.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# source: pypinyin {pypinyin.__version__} (PyPI), made by make_readings.py\n")
        out.write("# licence: MIT, Copyright (c) 2016 mozillazg, 闲耘\n# columns: syllable, characters\n")
        out.writelines(f"{s}\t{''.join(chars)}\n" for s, chars in sorted(syllables.items()))


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
