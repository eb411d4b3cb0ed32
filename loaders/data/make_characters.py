"""Makes ``characters.tsv`` from the dictionary of PyPI's jieba (MIT), which is needed for this alone.

    pip install jieba && python loaders/data/make_characters.py

Kept are the characters of GB 2312 with how often each stands as a word of its own.
"""

from __future__ import annotations

from pathlib import Path


def main() -> None:
    import jieba

    counts: dict[str, int] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) == 1 and "\u4e00" <= word <= "\u9fff" and _in_gb2312(word):
            counts[word] = max(int(count), counts.get(word, 0))
    with (Path(__file__).parent / "characters.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# source: dictionary of jieba {jieba.__version__} (PyPI), made by make_characters.py\n")
        out.write("# licence: MIT, Copyright (c) 2013 Sun Junyi\n# columns: character, count\n")
        out.writelines(f"{char}\t{count}\n" for char, count in sorted(counts.items()))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
