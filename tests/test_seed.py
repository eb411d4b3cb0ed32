"""The questions that the project was begun for, asked of the notice that it was begun with."""

from pathlib import Path

import pytest

from loaders.extraction import extract
from loaders.facts import Facts, Notice
from loaders.readers import read

SEED = Path(__file__).parent.parent.parent / "shared" / "seed" / "shanxi-postal-2015-08-21.txt"
MEETING = "全省邮政管理局长座谈会"

#: The same facts stand in the notice of ours that the demo brings, with the same injuries.
OURS = Path(__file__).parent.parent / "notebooks" / "data" / "shanxi-postal-2015.txt"


@pytest.fixture(params=[
    pytest.param(SEED, id="seed", marks=pytest.mark.skipif(not SEED.exists(), reason="no shared notices here")),
    pytest.param(OURS, id="demo"),
])
def found(request: pytest.FixtureRequest) -> tuple[Notice, Facts]:
    [notice] = read([str(request.param)])
    return notice, extract(notice)


def key_of(facts: Facts, name: str) -> str:
    [key] = [m.key for m in facts.meetings if name in (m.name, *m.aka)]
    return key


def who(facts: Facts, how: str) -> set[str]:
    key = key_of(facts, MEETING)
    return {p.who for p in facts.participation if p.how == how and p.meeting == key}


def test_the_notice_is_read_as_published(found: tuple[Notice, Facts]) -> None:
    notice, _ = found
    assert notice.published == "2015-08-21"
    assert "座談會" in notice.title


def test_who_chaired(found: tuple[Notice, Facts]) -> None:
    assert who(found[1], "chaired") == {"赵俊芝"}


def test_who_spoke(found: tuple[Notice, Facts]) -> None:
    assert who(found[1], "spoke") == {
        "秦红保", "大同市邮政管理局", "阳泉市邮政管理局", "忻州市邮政管理局", "运城市邮政管理局",
    }


def test_who_attended(found: tuple[Notice, Facts]) -> None:
    groups = {w for w in who(found[1], "attended") if w.endswith("负责人")}
    assert groups == {"全省11个市局主要负责人", "省局机关各部门负责人"}


def test_who_convened(found: tuple[Notice, Facts]) -> None:
    assert who(found[1], "convened") == {"山西省邮政管理局"}


def test_where_and_when(found: tuple[Notice, Facts]) -> None:
    facts = found[1]
    [meeting] = [m for m in facts.meetings if m.key == key_of(facts, MEETING)]
    assert (meeting.place, meeting.start, meeting.end) == ("忻州市", "2015-08-18", "2015-08-19")


def test_what_it_relays_and_who_spoke_there(found: tuple[Notice, Facts]) -> None:
    facts = found[1]
    [relayed] = {r.target for r in facts.relations if r.kind == "RELAYS" and r.source == key_of(facts, MEETING)}
    [national] = [m for m in facts.meetings if m.key == relayed]
    assert national.name == "全国邮政管理局长座谈会"
    assert {p.who for p in facts.participation if p.meeting == relayed and p.how == "spoke"} == {"马军胜"}


def test_which_campaigns_it_concerns(found: tuple[Notice, Facts]) -> None:
    facts = found[1]
    named = {r.target for r in facts.relations if r.kind == "CONCERNS"}
    assert any("三严三实" in name for name in named)


#: 山西邮政局 is how the notice writes it once; the director of the national bureau is given no body there.
SHANXI = {"山西省邮政管理局", "山西邮政局"}
NATIONAL = {"国家邮政局", ""}


@pytest.mark.parametrize(("person", "title", "bodies"), [
    ("赵俊芝", "副局长", SHANXI), ("赵俊芝", "党组成员", SHANXI),
    ("秦红保", "局长", SHANXI), ("秦红保", "党组书记", SHANXI),
    ("马军胜", "局长", NATIONAL),
])
def test_who_held_which_post(found: tuple[Notice, Facts], person: str, title: str, bodies: set[str]) -> None:
    held = [r for r in found[1].roles if (r.person, r.title) == (person, title)]
    assert held
    assert {r.bureau for r in held} <= bodies


def test_nobody_else_is_named(found: tuple[Notice, Facts]) -> None:
    assert {p.name for p in found[1].people} == {"赵俊芝", "秦红保", "马军胜"}


def test_every_quote_stands_in_the_raw_text(found: tuple[Notice, Facts]) -> None:
    notice, facts = found
    raw = {"title": notice.title, "text": notice.text}
    seen = 0
    for layer in type(facts).__dataclass_fields__:
        for item in getattr(facts, layer):
            for e in getattr(item, "evidence", ()):
                assert raw[e.field][e.start:e.end] == e.quote
                seen += 1
    assert seen > 20


def test_the_lost_full_stop_is_mended_in_the_reading_and_kept_in_the_quote(found: tuple[Notice, Facts]) -> None:
    spoke = [e for p in found[1].participation if p.who == "秦红保" and p.how == "spoke" for e in p.evidence]
    assert spoke
    assert all("矗" not in e.reading for e in spoke)
