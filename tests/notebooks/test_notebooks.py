"""The notebooks are run from top to bottom, and what they computed is looked at."""

from __future__ import annotations

import ast
import json
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

BOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ("1-from-notices-to-graph", "2-networks", "3-careers-and-time", "4-rdf-and-neo4j")


class Run:
    """A notebook that has been run: what its cells showed, and what expressions were worth at its end."""

    def __init__(self, name: str, *wanted: str) -> None:
        book = nbformat.read(BOOKS / f"{name}.ipynb", as_version=4)
        # What is asked for is computed by one more cell, which the file does not have.
        asked = ", ".join(f"{json.dumps(w)}: {w}" for w in wanted)
        book.cells.append(nbformat.v4.new_code_cell(f"print(ascii({{{asked}}}))"))
        started = time.monotonic()
        NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(BOOKS)}}).execute()
        self.seconds = time.monotonic() - started
        outputs: list[Any] = [o for c in book.cells if c.cell_type == "code" for o in c.outputs]
        self.values: dict[str, Any] = ast.literal_eval(outputs.pop()["text"])
        self.pages = "".join(o["data"].get("text/html", "") for o in outputs if "data" in o)
        self.pictures = [page for o in outputs if (page := o.get("data", {}).get("text/html", "")).startswith("<svg")]
        self.printed = "".join(o["text"] for o in outputs if o.output_type == "stream" and o.name == "stdout")
        self.warned = "".join(o["text"] for o in outputs if o.output_type == "stream" and o.name == "stderr")


def ran(name: str, *wanted: str) -> Run:
    run = Run(name, *wanted)
    assert run.seconds < 60
    assert run.warned == ""
    return run


def test_there_are_no_others() -> None:
    assert {p.stem for p in BOOKS.glob("*.ipynb")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_outputs_are_stored(name: str) -> None:
    book = nbformat.read(BOOKS / f"{name}.ipynb", as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_from_notices_to_a_graph() -> None:
    run = ran(
        "1-from-notices-to-graph", "len(notices)", "healed.text", "quotes_hold", "sorted(set(table['kind']))",
        "len(table)", "[r.actor_name for r in chaired]", "set(edits['kind'])", "float(everything['confidence'].min())",
        "{getattr(notices[r.notice], r.field)[r.start:r.end] == r.quote for r in unread.itertuples()}",
    )
    assert run.values["len(notices)"] == 46
    assert "打牢基础。" in run.values["healed.text"]
    assert "zhǎng" not in run.values["healed.text"]
    assert run.values["quotes_hold"] is True
    assert {"chaired", "spoke", "attended", "convened"} <= set(run.values["sorted(set(table['kind']))"])
    assert run.values["[r.actor_name for r in chaired]"] == ["赵俊芝"]
    assert 0 < run.values["float(everything['confidence'].min())"] <= 1
    assert run.values["{getattr(notices[r.notice], r.field)[r.start:r.end] == r.quote for r in unread.itertuples()}"] == {True}
    # The notice is shown as it was scraped, its quotes marked, and the person with the words.
    assert "<mark" in run.pages
    assert "趙俊芝主持會(huì)議" in run.pages


def test_networks() -> None:
    run = ran(
        "2-networks", "net.number_of_nodes()", "sum(map(len, communities))", "int(top.meetings)", "len(top.meeting_ids)",
        "sorted({top.person_name, top.partner_name})", "sorted(set(shared['actor_name']))",
        "int(shared['meeting'].nunique())", "bool((shared['quote'] != '').all())", "float(central['betweenness'].max())",
    )
    values = run.values
    assert values["net.number_of_nodes()"] > 50
    assert values["sum(map(len, communities))"] == values["net.number_of_nodes()"]
    # Each of the two has words for each meeting that ties them.
    assert values["int(top.meetings)"] == values["len(top.meeting_ids)"] == values["int(shared['meeting'].nunique())"] > 1
    assert values["sorted(set(shared['actor_name']))"] == values["sorted({top.person_name, top.partner_name})"]
    assert values["bool((shared['quote'] != '').all())"]
    assert values["float(central['betweenness'].max())"] > 0
    # Whom one met, who meets whom, by day, by province.
    assert len(run.pictures) == 4


def test_careers_and_time() -> None:
    run = ran(
        "3-careers-and-time", "as_of", "known", "[(r.began, r.ended) for r in roles]", "set(both['days'] >= 0)",
        "int(both.set_index('person_name').loc['史耀斌', 'days'])", "bool((moves['quote'] != '').all())",
        "int(by_year.to_numpy().sum()) == int((moves['date'] != '').sum())",
    )
    values = run.values
    assert len(run.pictures) == 1
    commission, committee = "国家监察委员会", "国家民族事务委员会"
    assert values["as_of"]["2018-03-21"] == [commission]
    assert committee in values["as_of"]["2020-12-26"]
    # In 2019 no one could know that the post would end.
    assert values["known"]["2019-01-01"] == [(commission, "2018-03-21", "")]
    assert (commission, "2018-03-21", "2020-12-26") in values["known"]["2021-01-01"]
    # From 2018-03-21 to 2023-09-01.
    assert values["int(both.set_index('person_name').loc['史耀斌', 'days'])"] == 1990
    assert values["set(both['days'] >= 0)"] == {True}
    assert values["bool((moves['quote'] != '').all())"]
    assert values["int(by_year.to_numpy().sum()) == int((moves['date'] != '').sum())"]


_RDF = ("chairs", "rdflib_says", "cypher_chairs", "[r.actor_name for r in cypher_says]", "len(graph)", "len(problems)")


def check_rdf(run: Run) -> None:
    assert run.values["chairs"] == run.values["rdflib_says"] == run.values["cypher_chairs"]
    assert len(run.values["chairs"]) == 10
    assert run.values["[r.actor_name for r in cypher_says]"] == ["赵俊芝"]
    assert run.values["len(graph)"] > 1000
    assert run.values["len(problems)"] == 0


def test_rdf_without_a_server_says_what_to_start_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUANXI_NEO4J", raising=False)
    run = ran("4-rdf-and-neo4j", *_RDF)
    check_rdf(run)
    assert "Start a Neo4j" in run.printed


def test_rdf_and_neo4j_with_a_server(monkeypatch: pytest.MonkeyPatch, server: Any, driver: Any) -> None:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("GUANXI_NEO4J", server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", server.auth[1])
    run = ran("4-rdf-and-neo4j", *_RDF)
    check_rdf(run)
    assert "Start a Neo4j" not in run.printed
    [record] = driver.execute_query("MATCH (:Person)-[c:CHAIRED]->(:Meeting) RETURN count(c) AS chaired").records
    assert record["chaired"] > 10
