"""Writes ``ontology/titles.ttl`` from ``titles.tsv``: ``python -m loaders.data.make_title_scheme > ontology/titles.ttl``.

Titles of one seat and of several are two collections; a deputy's title stands under the title that it deputises for.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from ontology.text import to_json

_HEAD = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gxs: <https://w3id.org/guanxi/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# Made by loaders/data/make_title_scheme.py from loaders/data/titles.tsv.

gxs:titles a skos:ConceptScheme ;
    skos:prefLabel "titles"@en , "职务名称"@zh-Hans , "職務名稱"@zh-Hant ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .
"""
#: English labels of the commonest titles: the rest has no settled translation, and none is made up.
_ENGLISH = {
    "总书记": "general secretary", "书记": "party secretary", "副书记": "deputy party secretary", "主席": "chair",
    "副主席": "vice chair", "国家主席": "president of the state", "国务委员": "state councillor", "总理": "premier",
    "副总理": "vice premier", "部长": "minister", "副部长": "vice minister", "省长": "provincial governor",
    "副省长": "vice governor", "市长": "mayor", "副市长": "vice mayor", "县长": "county head", "局长": "bureau director",
    "副局长": "deputy bureau director", "院长": "president", "检察长": "procurator-general", "委员": "member",
    "常委": "standing committee member", "秘书长": "secretary-general", "副秘书长": "deputy secretary-general",
}


def concepts() -> dict[str, tuple[str, str]]:
    """Each title with its seats and the title that it deputises for, if any."""
    out: dict[str, tuple[str, str]] = {}
    for line in Path(__file__).with_name("titles.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        title, _, _, seats, *variants = line.split("\t")
        head = title.rstrip("?")
        out[head] = (seats, out.get(head, ("", ""))[1])
        for variant in filter(None, (variants[0] if variants else "").split("|")):
            deputy = variant.rstrip("?")
            if deputy != head:
                # One who acts or is the first among several holds a seat that is alone, or not known to be.
                out.setdefault(deputy, ("" if deputy.startswith(("代", "第一", "首席")) else "several", head))
    return out


def name(title: str) -> str:
    """The opaque name of a title's concept.

    >>> name("局长")
    'title-6szif3veaajl'
    """
    digest = hashlib.sha256(title.encode("utf-8")).digest()
    return "title-" + base64.b32encode(digest).decode("ascii").lower()[:12]


def lines() -> Iterator[str]:
    """The scheme as lines of Turtle, in the order of the titles' names."""
    import opencc

    traditional = opencc.OpenCC("s2t")
    found = concepts()
    yield _HEAD
    for title in sorted(found):
        seats, head = found[title]
        label = f"skos:prefLabel {to_json(title)}@zh-Hans , {to_json(traditional.convert(title))}@zh-Hant"
        if title in _ENGLISH:
            label += f" , {to_json(_ENGLISH[title])}@en"
        broader = f" ; skos:broader gxs:{name(head)}" if head else ""
        yield f"gxs:{name(title)} a skos:Concept ; skos:inScheme gxs:titles ; {label}{broader} ."
    for seats, english, chinese in (
        ("one", "titles of one seat", "一职一人的职务"), ("several", "titles of several seats", "一职多人的职务"),
    ):
        members = " , ".join(f"gxs:{name(t)}" for t in sorted(found) if found[t][0] == seats)
        yield (f"\ngxs:titles-of-{seats} a skos:Collection ; skos:prefLabel {to_json(english)}@en , "
               f"{to_json(chinese)}@zh-Hans ;\n    skos:member {members} .")


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
