"""The README is tested like code: what it names exists, and what exists is named."""

import re
from pathlib import Path

import click
import pytest

from kg.cli import main
from queries.catalogue import CATALOGUE

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "notebooks").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, click.Command]:
    assert isinstance(main, click.Group)
    return main.commands


def test_every_command_stands_in_the_readme() -> None:
    table = README.split("## Commands")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| `kg ([a-z]+)", table, re.MULTILINE))
    assert named == set(commands())


def test_every_command_and_option_explains_itself() -> None:
    silent = [name for name, command in commands().items() if not command.help]
    silent += [
        f"{name} {option.opts[0]}"
        for name, command in commands().items()
        for option in command.params if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_that_a_page_names_exist(page: Path) -> None:
    for name, rest in re.findall(r"(?:^|`|^\$ )kg ([a-z]+)([^`\n]*)", page.read_text("utf-8"), re.MULTILINE):
        assert name in commands(), f"kg {name}{rest}"
        known = {o for p in commands()[name].params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        # What is quoted is no option, and what stands behind a pipe is another program's.
        said = re.sub(r"'[^']*'", "", rest.split("#")[0]).split("|")[0]
        assert set(re.findall(r"(?<!\S)--?[a-z]+(?:-[a-z]+)*", said)) <= known, f"kg {name}{rest}"


def test_every_question_stands_in_the_readme() -> None:
    table = README.split("## Questions")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)} == set(CATALOGUE)


def test_files_that_the_pages_name_exist() -> None:
    for page in PAGES:
        text = page.read_text("utf-8")
        for named in re.findall(r"`((?:docs|loaders|kg|queries|notebooks|bench|\.ci)/[\w./-]+)`", text):
            assert "NAME" in named or (ROOT / named).exists(), f"{page} names {named}"


def test_the_readme_names_every_extra() -> None:
    import tomllib

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    table = README.split("| extra | for |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", table.split("\n", 1)[1])) - {"kg"} >= set(extras)


def test_make_targets_that_the_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text("utf-8")
        assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)) <= targets


def test_the_decisions_are_numbered_without_gaps_and_say_what_and_why() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(p.name[:4]) for p in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert all(word in text for word in ("**What.**", "**Why.**", "**Left out.**")), page.name
