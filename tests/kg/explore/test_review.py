"""Identity decisions taken in the browser, and forms from elsewhere that take none."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import kg
from kg import decisions
from kg.ledger import Ledger


def post(base: str, form: dict[str, str], headers: dict[str, str] | None = None) -> tuple[int, str]:
    connection = HTTPConnection(base.removeprefix("http://"), timeout=60)
    connection.request("POST", "/review", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})
    answer = connection.getresponse()
    out = answer.status, answer.read().decode()
    connection.close()
    return out


def get(base: str, path: str) -> tuple[int, str]:
    connection = HTTPConnection(base.removeprefix("http://"), timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    out = answer.status, answer.read().decode()
    connection.close()
    return out


def verdicts(path: Path) -> list[tuple[str, str, str]]:
    with Ledger.open(path, readonly=True) as ledger:
        return [(d.verdict, d.reason, d.author) for d in decisions.standing(ledger)]


def test_a_reader_decides_that_two_are_one_and_takes_it_back(own_file: Path, serve: Any, page: Any) -> None:
    assert len(kg.open(own_file).find("张春生", "Person")) == 2
    with serve(own_file, review="周") as served:
        page.goto(f"{served.base}/review")
        assert page.locator(".pair .card").count() == 2
        assert "山西省水利厅厅长" in page.locator(".pair").inner_text()
        page.locator("input[name=because]").fill("任免通知")
        page.get_by_role("button", name="同一").click()
        page.wait_for_selector("[role=status]")
        assert verdicts(own_file) == [("same", "任免通知", "周")]
        assert len(served.library.view.graph.find("张春生", "Person")) == 1
        with Ledger.open(own_file, readonly=True) as ledger:
            assert {n.id for n in served.library.view.graph.nodes("Person")} <= ledger.issued()
        page.get_by_role("button", name="撤回").click()
        page.wait_for_selector(".pair")
        assert verdicts(own_file) == []
        assert len(served.library.view.graph.find("张春生", "Person")) == 2


def test_a_form_from_elsewhere_decides_nothing(own_file: Path, serve: Any) -> None:
    with serve(own_file, review="周") as served:
        _, text = get(served.base, "/review")
        form = {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("token", "a", "b")}  # type: ignore[index]
        form["verdict"] = "same"
        assert post(served.base, form | {"token": ""})[0] == 403
        assert post(served.base, form | {"token": "x" * 32})[0] == 403
        assert post(served.base, form, {"Origin": "http://evil.example"})[0] == 403
        assert post(served.base, form, {"Origin": "null"})[0] == 403
        assert post(served.base, form | {"verdict": "maybe"})[0] == 403
        assert get(served.base, f"/review?{urlencode(form)}")[0] == 200
        assert verdicts(own_file) == []
        assert post(served.base, form, {"Origin": served.base})[0] == 200
        assert [v for v, _, _ in verdicts(own_file)] == ["same"]


def test_what_contradicts_a_decision_or_names_nobody_is_refused_with_the_reason(own_file: Path, serve: Any) -> None:
    with serve(own_file, review="周") as served:
        _, text = get(served.base, "/review")
        form = {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("token", "a", "b")}  # type: ignore[index]
        assert post(served.base, form | {"verdict": "different"})[0] == 200
        status, said = post(served.base, form | {"verdict": "same"})
        assert status == 409
        assert "role=\"alert\"" in said
        assert post(served.base, form | {"verdict": "same", "a": "person-nobody"})[0] == 409


@pytest.mark.parametrize("review", [None, "周"])
def test_decisions_are_taken_only_where_the_server_was_told_to(own_file: Path, serve: Any, review: str | None) -> None:
    before = own_file.read_bytes()
    with serve(own_file, review=review) as served:
        assert get(served.base, "/review")[0] == (404 if review is None else 200)
        assert ('href="/review"' in get(served.base, "/")[1]) is (review is not None)
        if review is None:
            assert post(served.base, {"verdict": "same"})[0] == 404
    # Looking changes nothing.
    assert own_file.read_bytes() == before


def test_a_file_that_another_process_writes_says_so(own_file: Path, serve: Any) -> None:
    with serve(own_file, review="周") as served:
        _, text = get(served.base, "/review")
        form = {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("token", "a", "b")}  # type: ignore[index]
        with Ledger.open(own_file):
            status, said = post(served.base, form | {"verdict": "same"})
        assert status == 409
        assert "role=\"alert\"" in said
