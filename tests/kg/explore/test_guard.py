"""Who may ask, and what a page may load."""

from __future__ import annotations

import subprocess
import sys
from http.client import HTTPConnection
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.explore.guard import trusted


def status(served: Any, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    connection = HTTPConnection(served.base.removeprefix("http://"), timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil.example", "user@127.0.0.1", ""])
def test_a_name_that_is_not_this_machines_is_refused(served: Any, host: str) -> None:
    for path in ("/", "/api/search?q=x", "/sparql", "/static/page.js"):
        assert status(served, path, Host=host)[0] == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_this_machine_goes_by_several_names(served: Any, host: str) -> None:
    assert status(served, "/", Host=host)[0] == 200


@pytest.mark.parametrize(("host", "own", "expected"), [
    ("192.168.1.5:80", "0.0.0.0", True), ("evil.example", "0.0.0.0", False), ("box.local", "box.local", True), ("192.168.1.5", "127.0.0.1", False),
    ("[fe80::1]", "::", True), ("192.168.1.5", "192.168.1.5", True),
])
def test_a_server_for_others_goes_by_its_addresses_and_its_name(host: str, own: str, expected: bool) -> None:
    assert trusted(host, own) is expected


def test_every_answer_says_what_it_may_load(served: Any) -> None:
    for path in ("/", "/nothing", "/api/search?q=x", "/static/page.js", "/sparql?query=ASK%7B%7D"):
        _, headers = status(served, path, Host="127.0.0.1")
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/person/..%2f..%2fetc%2fpasswd", "/notice/%00", "/person/" + "x" * 5000,
                                  "/list/nothing", "/person/%ED%A0%80", "/ask/..%2fx"])
def test_odd_addresses_are_not_found(served: Any, path: str) -> None:
    assert status(served, path, Host="127.0.0.1")[0] == 404


def test_a_query_of_ten_thousand_characters_is_answered(served: Any) -> None:
    from urllib.parse import quote

    assert status(served, "/search?q=" + quote("防汛" * 5000), Host="127.0.0.1")[0] == 200
    assert status(served, "/api/suggest?q=" + quote("防汛" * 5000), Host="127.0.0.1")[0] == 200


def test_former_ids_and_names_lead_to_the_page(served: Any) -> None:
    from urllib.parse import quote

    graph = served.library.view.graph
    person = graph.find("王桂兰", "Person")[0]
    for path in (f"/person/{quote('王桂兰')}", f"/meeting/{person.id}"):
        code, headers = status(served, path, Host="127.0.0.1")
        assert code in (301, 302)
        assert headers["location"] == f"/person/{person.id}"


def test_what_cannot_be_explored_is_said_in_a_line(tmp_path: Any) -> None:
    for given in ([str(tmp_path / "none.kg")], [str(tmp_path)]):
        done = CliRunner().invoke(main, ["explore", *given])
        assert done.exit_code == 2
        assert "Traceback" not in done.output


def test_a_port_that_is_taken_is_said_in_a_line(served: Any, graph_file: Any) -> None:
    port = served.base.rsplit(":", 1)[1]
    done = CliRunner().invoke(main, ["explore", str(graph_file), "--port", port])
    assert done.exit_code == 2
    assert "--port" in done.output


@pytest.mark.parametrize("more", [[], ["--export", "site"]])
@pytest.mark.parametrize("package", ["starlette", "jinja2", "uvicorn"])
def test_a_missing_extra_is_named_with_how_to_install_it(graph_file: Any, tmp_path: Any, package: str, more: list[str]) -> None:
    code = f"import sys\nsys.modules[{package!r}] = None\nfrom kg.cli import main\nmain({['explore', str(graph_file), '--port', '0', *more]!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    if more and package != "jinja2":
        # Files need no server.
        assert done.returncode == 0
    else:
        assert done.returncode == 2
        assert "pip install 'guanxi[explore]'" in done.stderr
        assert "Traceback" not in done.stderr
