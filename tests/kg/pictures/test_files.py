"""Pictures as files: PNG always shows the Chinese, or says what to install; HTML needs nothing else."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg.commands.draw import command
from kg.graph import KnowledgeGraph
from kg.pictures import Picture, PictureError, fonts, whole
from kg.pictures.png import png
from ontology.schema import Edge, Node

ROOT = Path(__file__).parents[3]


def picture(name: str = "张春生") -> Picture:
    nodes = [Node("person-a", "Person", name), Node("meeting-a", "Meeting", "防汛会议", {"start": "2016-05-11"})]
    return whole(KnowledgeGraph(nodes, [Edge("chaired-a", "CHAIRED", "person-a", "meeting-a")]))


def needs_font() -> None:
    try:
        fonts.fonts_for(["国"])
    except PictureError:
        pytest.skip("no Chinese font here: make tools installs one")


def test_a_png_is_twice_the_size_of_the_picture() -> None:
    needs_font()
    data = picture().encoded("png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    match = re.search(r'width="(\d+)" height="(\d+)"', picture().svg)
    assert match is not None
    assert (width, height) == (2 * int(match[1]), 2 * int(match[2]))


def test_two_characters_look_different_in_a_png() -> None:
    needs_font()
    # An empty box, which stands for what a font has not, looks the same for both.
    assert png(picture("国").svg) != png(picture("民").svg)


def test_the_font_that_is_found_has_the_characters() -> None:
    needs_font()
    (first, *_) = fonts.fonts_for(["张春生防汛会议", "國務院"])
    assert first.family
    assert {ord(c) for c in "张春生防汛会议國務院"} <= first.characters


def test_a_character_that_no_font_has_is_said() -> None:
    needs_font()
    with pytest.raises(PictureError, match="no font here has \U0003fffd, and PNG needs one that does: install one"):
        png(picture("张\U0003fffd").svg)
    # A lost character is no reason.
    assert png(picture("张\ufffd\ue000").svg)


def test_with_no_font_the_message_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "_folders", lambda: [tmp_path])
    monkeypatch.setattr(fonts, "_listed", lambda: iter(()))
    monkeypatch.delenv("GUANXI_FONT", raising=False)
    (tmp_path / "wqy-microhei.ttc").write_bytes(b"ttcf, but no font")
    with pytest.raises(PictureError, match="apt-get install fonts-noto-cjk or fonts-wqy-microhei"):
        picture().encoded("png")


def test_a_font_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUANXI_FONT", str(tmp_path / "none.ttf"))
    with pytest.raises(PictureError, match="no such file"):
        picture().encoded("png")
    (tmp_path / "none.ttf").write_bytes(b"no font")
    with pytest.raises(PictureError, match="which is no font with Chinese"):
        picture().encoded("png")


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(PictureError, match=r"pip install 'guanxi\[pictures\]'"):
        picture().encoded("png")


def test_a_page_of_html_needs_no_other_file_and_runs_no_script_but_its_own() -> None:
    page = picture("<script>alert(1)</script>").encoded("html").decode()
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in page
    assert "default-src 'none'" in page
    assert re.findall(r'(?:src|href)="', page) == []
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)


def test_the_page_runs_in_a_browser_and_tells_of_each_thing(tmp_path: Path) -> None:
    browser = next((b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), "")
    if not browser:
        assert not os.environ.get("CI"), "needs Chromium: make tools installs it"
        pytest.skip("needs Chromium: make tools installs it")
    picture("张<b>春生").save(tmp_path / "a.html")
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", (tmp_path / "a.html").as_uri()]
    page = subprocess.run([browser, *words], capture_output=True, text=True, timeout=120, check=True).stdout
    # The script took what the pointer tells out of the picture, so its digest is the one that the page allows.
    assert 'aria-label="张&lt;b&gt;春生 (person-a)"' in page or 'aria-label="张<b>春生 (person-a)"' in page
    assert page.count("<title>") == 2
    assert 'tabindex="0"' in page


def test_under_the_pointer_what_is_tied_stays_and_the_rest_fades(tmp_path: Path, browser: Any) -> None:
    nodes = [Node(f"person-{n}", "Person", name) for n, name in (("a", "张春生"), ("b", "王桂兰"))]
    nodes += [Node(f"meeting-{n}", "Meeting", f"防汛会议{n}") for n in "ab"]
    graph = KnowledgeGraph(nodes, [Edge(f"chaired-{n}", "CHAIRED", f"person-{n}", f"meeting-{n}") for n in "ab"])
    whole(graph).save(tmp_path / "a.html")
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "a.html").as_uri())
    page.hover('g[data-id="person-a"]')
    opacity = {n: page.eval_on_selector(f'g[data-id="{n}"]', "e => getComputedStyle(e).opacity") for n in ("person-a", "meeting-a", "person-b")}
    tip = page.inner_text("#tip")
    page.close()
    assert said == []
    assert opacity["person-a"] == opacity["meeting-a"] == "1"
    assert float(opacity["person-b"]) < 0.5
    assert tip == "张春生 (person-a)"


def test_a_file_is_written_as_its_name_says(tmp_path: Path) -> None:
    picture().save(tmp_path / "a.SVG")
    assert (tmp_path / "a.SVG").read_text("utf-8").startswith("<svg")
    picture().save(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(PictureError, match=r"a\.pdf: a picture's file ends in \.svg, \.png, \.html"):
        picture().save(tmp_path / "a.pdf")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("demo") / "demo.kg"
    kg.build(ROOT / "notebooks" / "data", into=file)
    return str(file)


def run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


@pytest.mark.parametrize("words", [
    ("ego", "G", "赵俊芝"), ("G", "ego", "赵俊芝"), ("timeline", "G", "陈小江"), ("network", "G"), ("calendar", "G", "--year", "2018"),
    ("map", "G", "--since", "2015"), ("G",), ("G", "赵俊芝", "--limit", "200"), ("network", "G", "汪洋", "--limit", "10"),
])
def test_the_command_draws_each_kind(demo: str, words: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "picture.html"
    done = run(*(demo if w == "G" else w for w in words), "-o", str(out))
    assert done.exit_code == 0, done.output
    assert "<svg" in out.read_text("utf-8")


def test_the_command_writes_svg_to_standard_output_unless_told_otherwise(demo: str) -> None:
    assert run("calendar", demo).stdout.startswith("<svg")
    assert run("calendar", demo, "--to", "html").stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("words", "said"), [
    (("ego", "G"), "name one"), (("timeline", "G", "a", "b"), "name one"), (("map",), "name the graph file"),
    (("map", "G", "--limit", "3"), "--limit says nothing to map"), (("G", "--year", "2015"), "--year says nothing to the picture of a graph"),
    (("G", "--limit", "400"), "1<=x<=200"), (("map", "G", "--timeline"), "--timeline is another picture than map"),
])
def test_what_makes_no_sense_is_said(demo: str, words: tuple[str, ...], said: str) -> None:
    done = run(*(demo if w == "G" else w for w in words))
    assert done.exit_code == 2
    assert said in done.output


def test_a_name_of_no_known_ending_is_said(demo: str, tmp_path: Path) -> None:
    done = run(demo, "-o", str(tmp_path / "a.jpg"))
    assert isinstance(done.exception, PictureError)
    assert list(tmp_path.iterdir()) == []
