"""Makes ``common_words.tsv`` from the dictionary of PyPI's jieba (MIT), which is needed for this alone.

    pip install jieba && python loaders/data/make_common_words.py

Kept are words of two to four characters that are no names, with how common they are and whether they can follow a
person's name as the next word of a clause (verbs, adverbs, prepositions, conjunctions).
"""

from __future__ import annotations

from pathlib import Path

LEAST = 30
NAMES = ("nr", "nrt", "nrfg", "nt", "x", "eng", "g")
FOLLOWING = ("v", "vn", "vd", "vi", "vq", "d", "ad", "p", "c", "df")


def main() -> None:
    import jieba

    source = Path(jieba.__file__).parent / "dict.txt"
    rows = []
    for line in source.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if 2 <= len(word) <= 4 and int(count) >= LEAST and tag not in NAMES:
            rows.append((word, int(count), "after" if tag in FOLLOWING else "-"))
    rows.sort()
    with (Path(__file__).parent / "common_words.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# source: dictionary of jieba {jieba.__version__} (PyPI), made by make_common_words.py\n")
        out.write("# licence: MIT, Copyright (c) 2013 Sun Junyi\n# columns: word, count, after (can follow a name)\n")
        out.writelines(f"{w}\t{n}\t{a}\n" for w, n, a in rows)


if __name__ == "__main__":
    main()
