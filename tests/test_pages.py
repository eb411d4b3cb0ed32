"""What the pages show is run: commands in a shell, Python as a program, from the top of each page to its end.

A block with the language ``console`` shows commands behind ``$`` and what they print, where ``…`` stands for anything. Commands that
install or that set up the project are only held against what there is.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import kg

ROOT = Path(__file__).parent.parent
DATA = ROOT / "notebooks" / "data"
PAGES = sorted(p for p in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "notebooks").glob("*.md")))
SHELL = {"", "sh", "shell", "bash", "console"}
#: These set up a machine: that what they name exists is tested elsewhere.
SETS_UP = re.compile(r"(sudo |apt-get |dnf |pip3? |python3? -m (pip|venv|build)|make |git |cd |docker |jupyter |\. |source )")
#: These run until they are stopped.
SERVES = re.compile(r"kg explore (?!.*--(export|help))")
#: Two people of one name, so that there is something to decide.
NAMESAKES = (
    "2015-08-21\n8月20日，哈尔滨市林业局局长张春生在哈尔滨主持全市护林工作会议。",
    "2015-08-21\n8月20日，太原市气象局副局长张春生在太原主持全市气象工作会议。",
    *(f"{year}-01-21\n1月20日，太原市气象局局长张春生在太原主持全市气象工作会议。" for year in (2017, 2018, 2019)),
)


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in re.finditer(r"^( *)```([\w+-]*)[^\n]*\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL):
        body = "".join(line.removeprefix(found[1]) for line in found[3].splitlines(True))
        yield Block(str(page.relative_to(ROOT)), text[:found.start()].count("\n") + 1, found[2], body)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has who has followed the first page: notices, and graph files of them."""
    folder = tmp_path_factory.mktemp("model")
    shutil.copytree(DATA, folder / "notebooks" / "data")
    (folder / "notices").mkdir()
    for name in ("shanxi-postal-2015.txt", "npc-sessions.json", "cppcc.csv"):
        shutil.copy(DATA / name, folder / "notices" / name)
    kg.build(DATA, into=folder / "demo.kg")
    for n, text in enumerate(NAMESAKES):
        (folder / "notices" / f"namesake-{n}.txt").write_text(text, encoding="utf-8")
    kg.build(folder / "notices", into=folder / "g.kg")
    one, *more = kg.open(folder / "g.kg").settle("张春生", "Person")
    if not more:
        # Whatever the machine makes of them: the pages are of two.
        assert ran(f"kg split g.kg {one} --by bureau", folder).returncode == 0
    shutil.copy(folder / "g.kg", folder / "h.kg")
    shutil.copy(folder / "notices" / "namesake-0.txt", folder / "notice.txt")
    shutil.copy(DATA / "cppcc.csv", folder / "notices.csv")
    shutil.copy(DATA / "npc-news.jsonl", folder / "news.jsonl")
    kg.open(folder / "demo.kg")
    return folder


@pytest.fixture
def world(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "world"
    shutil.copytree(model, folder)
    monkeypatch.chdir(folder)
    return folder


def real(text: str, world: Path) -> str:
    """The text with real ids where the page has shortened ones (person-a…, mention-c…)."""
    if not re.search(r"\b(person|mention|decision)-\w+…", text):
        return text
    people = kg.open(world / "g.kg").settle("张春生", "Person")
    of = {one: re.findall(r"mention-\w+", ran(f"kg split g.kg {one}", world).stdout) for one in people}
    # The first is the one with most mentions, so that it can be split.
    people.sort(key=lambda i: -len(of[i]))
    mentions = of[people[0]]
    known = {"person": people, "mention": mentions}
    given: dict[str, str] = {}
    for kind, short in re.findall(r"\b((person|mention)-\w+…)", text):
        if kind not in given:
            taken = [i for i in known[short] if i not in given.values()]
            given[kind] = taken[0] if taken else known[short][0]
    for short, ident in given.items():
        text = text.replace(short, ident)
    return text


def ran(command: str, world: Path, stdin: str = "q\n", **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=world, capture_output=True, text=True, input=stdin, timeout=120, check=False,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8", **environment},
    )


def shell_pieces(block: Block) -> Iterator[tuple[str, str | None]]:
    """The commands of a block with what they are said to print; a whole block that is no ``console`` is one piece."""
    if block.language != "console":
        yield block.text, None
        return
    for piece in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = piece.partition("\n")
        yield command, output


def agree(printed: str, said: str) -> bool:
    """Whether what was printed is what the page says, white space and rules apart."""
    def plain(text: str) -> str:
        return " ".join(re.sub("─+", "─", text).split())

    pattern = ".*?".join(re.escape(part) for part in plain(said).split("…"))
    return re.fullmatch(pattern.replace(r"\ .*?", ".*?").replace(r".*?\ ", ".*?"), plain(printed)) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_page_shows_runs(page: Path, world: Path, request: pytest.FixtureRequest) -> None:
    names: dict[str, Any] = {"kg": kg}
    for made in re.findall(r"^mkdir (?:-p )?([\w.-]+)", page.read_text("utf-8"), re.MULTILINE):
        shutil.rmtree(world / made, ignore_errors=True)
    for block in blocks(page):
        where = f"{block.page}:{block.line}"
        if block.language == "python" and ">>>" in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line)
            assert doctest.DocTestRunner(verbose=False).run(test).failed == 0, where
            names = test.globs or names
        elif block.language == "python":
            if needs_server(block.text):
                _python_with_server(block, names, request, where)
            else:
                exec(compile(block.text, where, "exec"), names)
        elif block.language in SHELL and re.search(r"^(\$ )?(kg |python |mkdir |cat )", block.text, re.MULTILINE):
            for command, said in shell_pieces(block):
                _run_shell(command, said, world, where, request)


def needs_server(text: str) -> bool:
    return "bolt://" in text or "neo4j://" in text


def emptied(request: pytest.FixtureRequest) -> Any:
    """The server, which holds nothing when a page begins."""
    server = request.getfixturevalue("server")
    request.getfixturevalue("driver")
    return server


def _python_with_server(block: Block, names: dict[str, Any], request: pytest.FixtureRequest, where: str) -> None:
    server = emptied(request)
    text = re.sub(r"(bolt|neo4j)://[\w.:]+", server.uri, block.text)
    text = text.replace('("neo4j", "secret")', repr(tuple(server.auth))).replace("('neo4j', 'secret')", repr(tuple(server.auth)))
    exec(compile(text, where, "exec"), names)


def _run_shell(command: str, said: str | None, world: Path, where: str, request: pytest.FixtureRequest) -> None:
    lines = [line for line in real(command, world).splitlines(True) if not SETS_UP.match(line)]
    environment: dict[str, str] = {}
    text = "".join(lines)
    if needs_server(text):
        server = emptied(request)
        text = re.sub(r"(bolt|neo4j)://[\w.:]+", server.uri, text)
        text = re.sub(r"^export NEO4J_PASSWORD=.*$", "", text, flags=re.MULTILINE)
        environment["NEO4J_PASSWORD"] = server.auth[1]
    # The reader writes the verdicts.
    text = re.sub(r"^kg sample --score (\S+)", r"sed -i 's/,,/,yes,/; s/,$/,yes/' \1; \g<0>", text, flags=re.MULTILINE)
    text = SERVES.sub(lambda m: f"timeout --preserve-status -s INT 8 {m[0]}", text)
    done = ran(text, world, **environment)
    assert done.returncode == 0 or SERVES.search(text), f"{where}\n{text}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr, f"{where}\n{done.stderr}"
    if said is not None:
        assert agree(done.stdout, said), f"{where} says\n{said}\nand it prints\n{done.stdout}"


# The commands of the README's table, which stand there with words for what a reader has.
GIVEN = {
    "SOURCE...": "notices", "TEXT": "'SELECT ?p WHERE { ?p a <https://w3id.org/guanxi/ns#Person> }'", "G.kg": "g.kg",
    "NOTICE": "namesake-0.txt",
}


def table() -> list[str]:
    section = (ROOT / "README.md").read_text("utf-8").split("## Commands")[1].split("\n## ")[0]
    return [row for row in re.findall(r"^\| `(kg [^`]+)`", section, re.MULTILINE)]


@pytest.mark.parametrize("command", table())
def test_the_commands_of_the_readme_run(command: str, world: Path, request: pytest.FixtureRequest) -> None:
    for word, value in GIVEN.items():
        command = command.replace(word, value)
    one, two, *_ = kg.open(world / "g.kg").settle("张春生", "Person")
    command = re.sub(r" A$", f" {one}", re.sub(r" A B$", f" {one} {two}", command))
    if command.startswith("kg pull"):
        _run_shell(f"kg push g.kg bolt://HOST:7687\n{command.replace('h.kg', 'pulled.kg')}", None, world, "README.md", request)
        return
    if command.startswith("kg import"):
        command = f"kg export g.kg --to nquads -o g.nq\n{command.replace('h.kg', 'i.kg')}"
    if command == "kg undo g.kg":
        command = f"kg merge g.kg {one} {two} --apart\n{command}"
    _run_shell(command, None, world, "README.md", request)
