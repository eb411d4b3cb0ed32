"""What tests of several folders share."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load(name: str) -> ModuleType:
    # Tests are no package, so a shared module is loaded by its path, once.
    known = f"guanxi_tests_{name.replace('/', '_')}"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, Path(__file__).parent / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[known] = module
        spec.loader.exec_module(module)
    return sys.modules[known]


@pytest.fixture
def made() -> Any:
    """The rows of the made-up graph, with their evidence (``tests/made.py``)."""
    return _load("made").made()


@pytest.fixture(scope="module")
def made_once() -> Any:
    """The same for a whole module, which must not change them."""
    return _load("made").made()


@pytest.fixture(scope="session")
def server_maker() -> Any:
    """Makes servers of one's own, ``server_maker(home)``, to be started and killed; see ``tests/neo4j_server``."""
    servers = _load("neo4j_server/server")
    missing = servers.missing()
    if missing and os.environ.get("CI"):
        pytest.fail(f"{' and '.join(missing)} not found, which the Neo4j tests need: make tools installs them")
    if missing:
        pytest.skip(f"needs {' and '.join(missing)}: make tools installs them")
    return servers.Server


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Neo4j server for the whole run: ``uri`` and ``auth``.

    ``GUANXI_TEST_NEO4J=bolt://…`` names one that is there already (its password, of the user neo4j, in
    ``GUANXI_TEST_NEO4J_PASSWORD``); the tests empty it.
    """
    given = os.environ.get("GUANXI_TEST_NEO4J")
    if given:
        named = _load("neo4j_server/server").Named(given, os.environ.get("GUANXI_TEST_NEO4J_PASSWORD", ""))
        yield named
        return
    started = request.getfixturevalue("server_maker")(tmp_path_factory.mktemp("neo4j")).start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def session_driver(server: Any) -> Iterator[Any]:
    from kg.neo4j import connect

    with connect(server.uri, *server.auth) as driver:
        yield driver


@pytest.fixture
def driver(session_driver: Any) -> Any:
    """A driver to a database with nothing in it; constraints and indexes of an earlier test may stand."""
    while session_driver.execute_query(
        "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(n) AS gone"
    ).records[0]["gone"]:
        pass
    return session_driver
