"""The demo, end to end, as `make demo` runs it."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import kg
from loaders.readers import read

ROOT = Path(__file__).parent.parent
DATA = ROOT / "notebooks" / "data"
MEETING = "全省邮政管理局长座谈会"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that the demo wrote into, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    run = subprocess.run([sys.executable, "notebooks/demo.py", str(folder)], cwd=ROOT, capture_output=True, text=True,
                         encoding="utf-8", env=environment(), check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder, run.stdout


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "COLUMNS": "200"}


def run(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "kg", *words], cwd=ROOT, capture_output=True, text=True,
                          encoding="utf-8", env=environment(), check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--json").splitlines()]


def test_it_answers_with_names_and_words(demo: tuple[Path, str]) -> None:
    _, printed = demo
    for name in ("赵俊芝", "秦红保", "大同市邮政管理局", "运城市邮政管理局", "忻州市", "2015-08-18", "2015-08-19"):
        assert name in printed
    # The words are those of the notice as it was scraped.
    assert "趙俊芝主持會(huì)議" in printed


@pytest.mark.parametrize(("question", "expected"), [
    ("chaired", {"赵俊芝"}),
    ("spoke", {"秦红保", "大同市邮政管理局", "阳泉市邮政管理局", "忻州市邮政管理局", "运城市邮政管理局"}),
    ("convened", {"山西省邮政管理局"}),
])
def test_the_answers_are_right(demo: tuple[Path, str], question: str, expected: set[str]) -> None:
    found = rows("ask", str(demo[0] / "demo.kg"), question, "--param", f"meeting={MEETING}")
    assert {row["actor_name"] for row in found} == expected


def test_those_present_are_groups(demo: tuple[Path, str]) -> None:
    found = rows("ask", str(demo[0] / "demo.kg"), "attended", "--param", f"meeting={MEETING}")
    assert {"全省11个市局主要负责人", "省局机关各部门负责人"} <= {
        row["actor_name"] for row in found if row["actor_kind"] == "Group"
    }


def test_the_director_of_the_national_bureau_spoke_at_the_meeting_that_was_passed_on(demo: tuple[Path, str]) -> None:
    graph = str(demo[0] / "demo.kg")
    [relay] = rows("ask", graph, "relays", "--param", f"meeting={MEETING}")
    spoke = rows("ask", graph, "spoke", "--param", f"meeting={relay['relayed']}")
    assert {row["actor_name"] for row in spoke} == {"马军胜"}


def test_every_quote_stands_in_its_notice(demo: tuple[Path, str]) -> None:
    raw = {notice.key: {"title": notice.title, "text": notice.text} for notice in read([str(DATA)])}
    keys = {notice.id: str(notice.attributes["key"]) for notice in kg.open(demo[0] / "demo.kg").nodes("Notice")}
    seen = 0
    for question in ("chaired", "spoke", "attended", "convened", "led", "moves"):
        for row in rows("ask", str(demo[0] / "demo.kg"), question):
            for quote in row["evidence"]:
                text = raw[keys[quote["notice"]]][quote["field"]]
                assert text[quote["start"]:quote["end"]] == quote["quote"]
                seen += 1
    assert seen > 100


def test_the_files_can_be_read_back(demo: tuple[Path, str]) -> None:
    import networkx
    import pyoxigraph

    out = demo[0] / "demo"
    triples = list(pyoxigraph.parse((out / "graph.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) > 1000
    graph = networkx.read_graphml(out / "graph.graphml", force_multigraph=True)
    assert "赵俊芝" in {data.get("name") for _, data in graph.nodes(data=True)}
    assert ET.parse(out / "graph.svg").getroot().tag.endswith("svg")
    assert "<svg" in (out / "network.html").read_text("utf-8")


def test_feeding_the_notices_again_changes_nothing(demo: tuple[Path, str], tmp_path: Path) -> None:
    before = run("export", str(demo[0] / "demo.kg"), "--to", "turtle")
    copy = tmp_path / "again.kg"
    copy.write_bytes((demo[0] / "demo.kg").read_bytes())
    run("build", str(DATA), "--into", str(copy))
    assert run("export", str(copy), "--to", "turtle") == before


def test_the_example_in_the_readme_runs(demo: tuple[Path, str], tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    example = readme.split("```python\n")[1].split("```")[0]
    code = example.replace('"demo.kg"', repr(str(tmp_path / "demo.kg")))
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
                         env=environment(), check=False)
    assert run.returncode == 0, run.stderr
    assert "赵俊芝" in run.stdout
