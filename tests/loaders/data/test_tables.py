"""Every lexicon states its source and licence and keeps its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.data import tables
from loaders.extraction import gazetteer as g

MINE = {

    "divisions": 7, "divisions_more": 7, "plain_words": 1, "countries": 6, "foreign_places": 3, "regions": 3,
    "venues": 3,
    "bodies": 7, "body_heads": 3, "meeting_heads": 3, "titles": 5, "surnames": 3, "japanese_surnames": 2,
    "place_letters": 3, "sound_characters": 2, "lineages": 4,
}
LEVELS = {"province", "prefecture", "county"}


@pytest.mark.parametrize("name", MINE)
def test_each_lexicon_states_its_source_licence_and_columns(name: str) -> None:
    said = tables.header(name)
    assert set(said) == {"source", "licence", "columns"}
    assert len(said["columns"].split("\t")) == MINE[name]


@pytest.mark.parametrize("name", MINE)
def test_cells_have_no_stray_space_and_first_cells_are_unique(name: str) -> None:
    every = list(tables.rows(name, MINE[name]))
    assert every
    for row in every:
        assert all(cell == cell.strip() for cell in row)
    if name not in ("divisions", "divisions_more", "bodies", "place_letters", "lineages"):
        first = [row[0].removesuffix("?") for row in every]
        assert len(first) == len(set(first))


def test_a_row_with_too_many_columns_is_refused_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wrong.tsv").write_text("# source: none\na\tb\tc\n", encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"wrong\.tsv, line 2: 3 columns, expected at most 2"):
        list(tables.rows("wrong", 2))


def test_divisions_are_well_formed() -> None:
    for d in g.divisions():
        assert d.level in LEVELS
        assert not d.until or d.since <= d.until
        assert not d.code or (len(d.code) == 6 and d.code.isdigit())
        assert d.level == "province" or d.parent or "师" in d.name


def test_divisions_of_today_are_complete_at_every_level() -> None:
    now = [d for d in g.divisions() if d.current and d.code]
    assert [sum(d.level == level for d in now) for level in ("province", "prefecture", "county")] == [34, 333, 2846]


def test_every_division_leads_up_to_a_province() -> None:
    lost = [d.name for d in g.divisions() if d.parent and g.parents(d)[-1:] and g.parents(d)[-1].level != "province"]
    assert lost == []


def test_successors_exist() -> None:
    assert [d.name for d in g.divisions() if d.successor and not g.divisions_coded(d.successor)] == []


def test_bodies_are_well_formed() -> None:
    kinds = {
        "party", "government", "congress", "consultative", "court", "procuratorate", "army", "mass", "enterprise",
        "school", "media", "international", "other",
    }
    assert len(g.bodies()) >= 700
    seen = set()
    for b in g.bodies():
        assert b.kind in kinds
        assert b.level in {"central", "province", "international", "foreign"}
        assert (b.level == "foreign") <= bool(b.place)
        assert (b.name, b.place) not in seen
        seen.add((b.name, b.place))


def test_lineages_name_known_bodies_in_the_right_order() -> None:
    years = {b.name: (b.since, b.until) for b in g.bodies() if not b.place or b.place == "香港"}
    for x in g.lineages():
        assert x.how in {"merged", "split", "replaced"}
        until, since = years[x.body][1], years[x.successor][0]
        assert not until or until in (x.year, x.year - 1), x
        assert not since or since <= x.year, x


def test_places_abroad_lie_in_known_countries() -> None:
    for row in tables.rows("foreign_places", 3):
        assert g.country_named(row[1]) is not None, row


def test_countries_are_complete_enough() -> None:
    assert sum(c.continent not in ("former", "territory") for c in g.countries()) >= 195


def test_titles_have_known_ranks_and_seats() -> None:
    assert len(g.titles()) >= 400
    for t in g.titles().values():
        assert t.rank in {"state", "head", "deputy", "member", "rank", "phrase"}, t
        assert t.seats in {"one", "several", "unknown"}, t


def test_venues_lie_in_known_places() -> None:
    for row in tables.rows("venues", 3):
        assert g.divisions_named(row[1]) or g.country_named(row[1]), row


def test_place_letters_name_divisions() -> None:
    for letter, name, kind in tables.rows("place_letters", 3):
        assert len(letter) == 1
        assert g.divisions_named(name)[0].level == {"province": "province", "city": "prefecture"}[kind]


def test_all_forms_are_simplified() -> None:
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    names = [b.name for b in g.bodies()] + [d.name for d in g.divisions()] + [c.name for c in g.countries()]
    forms = [*names, *g.titles(), *g.surnames(), *g.body_heads(), *g.meeting_heads()]
    # 乾 stays in 乾县 and 乾安县.
    odd = [form for form in forms if convert(form) != form and "乾" not in form]
    assert odd == []


def test_every_table_of_the_folder_says_where_it_comes_from() -> None:
    for path in sorted(tables.FOLDER.glob("*.tsv")):
        said = tables.header(path.stem)
        assert said.get("source"), path.name
        assert said.get("licence"), path.name
