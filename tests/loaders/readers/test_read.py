"""Sources of all kinds: folders, gzip, standard input, labels, strictness, plug-ins."""

from __future__ import annotations

import gzip
import importlib.metadata
import io
import json
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.facts import Notice
from loaders.readers import FORMATS, Fault, Item, Meter, ReadError, read, registry
from loaders.readers.sniffing import sniff

LINE = '{"text": "会议由张春生主持。"}\n'
TEXT = "市局召开会议\n会议由张春生主持。\n"


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt", "c.png", "script.js", "a/note.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    faults: list[Fault] = []
    assert [n.key for n in read([tmp_path], on_fault=faults.append)] == ["a/1.txt", "a/2.txt", "b.txt"]
    assert not faults


def test_a_source_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt cannot be opened .*check the path"):
        read([tmp_path / "gone.txt"])


@pytest.mark.parametrize("names", [[], ["a.png", "b.jpg"], [".hidden.txt"]])
def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"\x89PNG")
    with pytest.raises(ReadError, match=r"no notices in .*put files there that end in \.txt"):
        read([tmp_path])


def test_no_source_at_all_is_refused() -> None:
    with pytest.raises(ReadError, match="no sources"):
        read([])


def test_a_field_map_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match='"body"'):
        read([tmp_path], fields={"body": "content"})


def test_a_file_of_no_known_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(32)) * 20)
    with pytest.raises(ReadError, match=r"a\.docx is in no format that can be read: convert it to one of .*\.csv"):
        list(read([path]))


def test_a_text_with_an_unknown_ending_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notice.2015"
    path.write_text(TEXT, encoding="utf-8")
    assert [n.text for n in read([path])] == [TEXT]


def test_strict_reading_stops_at_the_first_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(LINE + "{\n" + LINE, encoding="utf-8")
    notices = read([path], strict=True)
    assert next(notices).text
    with pytest.raises(ReadError, match="line 2"):
        next(notices)


def test_faults_nobody_asked_for_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "会\n' + LINE, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert len(list(read([path]))) == 1
    assert "line 1: not valid JSON" in caplog.text


def test_reading_the_same_source_twice_gives_the_same_notices(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINE * 3, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    once = list(read([tmp_path]))
    assert once == list(read([tmp_path]))
    assert once == list(read([tmp_path, tmp_path / "b.txt", tmp_path]))


def test_files_of_one_name_in_two_sources_have_two_keys_whatever_the_order(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "y" / "2.txt").write_text(TEXT, encoding="utf-8")
    sources = [tmp_path / "x", tmp_path / "y"]
    assert [n.key for n in read(sources)] == ["x/1.txt", "y/1.txt", "2.txt"]
    assert {n.key for n in read(sources[::-1])} == {n.key for n in read(sources)}
    files = [tmp_path / "x" / "1.txt", tmp_path / "y" / "1.txt"]
    assert [n.key for n in read(files)] == ["x/1.txt", "y/1.txt"]


def test_a_link_back_to_its_own_folder_does_not_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z.txt").symlink_to(tmp_path / "nowhere")
    faults: list[Fault] = []
    assert [n.key for n in read([tmp_path], on_fault=faults.append)] == ["a.txt"]
    assert [Path(f.file).name for f in faults] == ["z.txt"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", LINE), ("a.json", f"[{LINE}]"), ("a.csv", "title,text\n通知,张春生主持会议。\n"), ("a.txt", TEXT), ("a.md", "# 通知\n\n" + TEXT),
        ("a.html", "<html><body><p>3月5日，张春生主持会议。</p></body></html>"), ("a.xml", "<doc><body>张春生主持会议。</body></doc>"),
        ("a.sql", "INSERT INTO n (content) VALUES ('张春生主持会议。');"), ("a.js", f"module.exports = {LINE}"),
    ],
)
def test_every_format_is_read_plain_gzipped_unnamed_and_through_a_pipe(tmp_path: Path, name: str, content: str) -> None:
    plain, zipped, bare = tmp_path / name, tmp_path / f"{name}.gz", tmp_path / "bare"
    plain.write_text(content, encoding="utf-8")
    zipped.write_bytes(gzip.compress(content.encode()))
    bare.write_text(content, encoding="utf-8")
    (expected,) = read([plain])
    for source in (zipped, bare):
        (notice,) = read([source])
        assert (notice.text, notice.ranges, notice.title) == (expected.text, expected.ranges, expected.title)
    for data in (content.encode(), gzip.compress(content.encode())):
        (notice,) = read(["-"], stdin=io.BytesIO(data))
        assert (notice.text, notice.ranges, notice.title) == (expected.text, expected.ranges, expected.title)


def test_a_gzip_file_cut_in_the_middle_gives_its_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    many = "".join(json.dumps({"text": f"会议由张春生主持，第{i}号。"}, ensure_ascii=False) + "\n" for i in range(5000))
    packed = gzip.compress(many.encode())
    path.write_bytes(packed[: len(packed) // 2])
    faults: list[Fault] = []
    notices = list(read([path], on_fault=faults.append))
    assert 1000 < len(notices) < 5000
    assert [n.text for n in notices] == [f"会议由张春生主持，第{i}号。" for i in range(len(notices))]
    assert [f.reason for f in faults] == ["the compressed file ends too early"]


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.csv", "a.xml", "a.sql", "a.html", "a.md", "a.jsonl", "a.js"])
def test_a_gzip_file_cut_at_its_start_is_one_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 3)[:20])
    faults: list[Fault] = []
    assert not list(read([path], on_fault=faults.append))
    assert [f.reason for f in faults] == ["the compressed file ends too early"]


def test_damaged_gzip_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packed = bytearray(gzip.compress(os.urandom(30_000)))
    packed[200:260] = b"\xff" * 60
    path.write_bytes(packed)
    faults: list[Fault] = []
    assert not list(read([path], on_fault=faults.append))
    assert "compressed file" in faults[-1].reason


def test_plain_files_named_gz_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_text(LINE, encoding="utf-8")
    assert len(list(read([path]))) == 1


def test_what_comes_through_a_pipe_is_known_by_its_words() -> None:
    first = list(read(["-"], stdin=io.BytesIO(LINE.encode())))
    other = list(read(["-"], stdin=io.BytesIO(LINE.replace("张", "王").encode())))
    assert first == list(read(["-"], stdin=io.BytesIO(LINE.encode())))
    assert first[0].key != other[0].key


def test_records_of_a_pipe_come_before_it_ends() -> None:
    out, into = os.pipe()
    with os.fdopen(into, "wb") as writer, os.fdopen(out, "rb") as pipe:
        writer.write(LINE.encode())
        writer.flush()
        notices = read(["-"], stdin=pipe)
        assert next(notices).text == "会议由张春生主持。"
        writer.write(LINE.encode())
        writer.flush()
        assert next(notices).text == "会议由张春生主持。"
        writer.close()
        assert not list(notices)


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    thread = threading.Thread(target=lambda: path.write_bytes(LINE.encode() * 2))
    thread.start()
    assert len(list(read([path]))) == 2
    thread.join()


def test_standard_input_is_left_open() -> None:
    stdin = io.BytesIO(LINE.encode())
    list(read(["-"], stdin=stdin))
    assert not stdin.closed


def test_empty_standard_input_is_one_fault() -> None:
    faults: list[Fault] = []
    assert not list(read(["-"], stdin=io.BytesIO(b""), on_fault=faults.append))
    assert [str(f) for f in faults] == ["standard input: the file is empty; leave it out"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('{"a": 1}\n{"a": 2}\n', "jsonl"), ('{"a": 1}', "jsonl"), ('{"a": 1', "json"),
        ('{\n"a": 1}', "json"), ('{"a": [\n{"b": 1},\n', "json"), ('{"a": "b\n{"a": 2}\n', "jsonl"), ('[{"a": 1}]', "json"),
        ("[视频]市局召开会议\n张春生主持。", "txt"), ("<!DOCTYPE html><html>", "html"), ("<p>张春生</p>", "html"),
        ("<?xml version='1.0'?><doc><body>", "xml"), ("<doc><body>x</body></doc>", "xml"), ("---\ntitle: 通知\n---\n", "md"),
        ("# 通知\n", "md"), ("DROP TABLE IF EXISTS a;\n", "sql"), ("标题,正文\n一,二\n", "csv"), ("title\tcontent\n", "tsv"),
        ("张春生主持，王桂兰出席\n", "txt"), ("module.exports = {", "js"), ("", "txt"), ("\x01\x02\x03\x04", ""),
    ],
)
def test_formats_are_told_by_their_first_bytes(head: str, name: str) -> None:
    assert sniff(head.encode()) == name


def test_the_registered_formats_are_these() -> None:
    assert {f.name: f.extensions for f in FORMATS} == {
        "txt": (".txt", ".text"), "md": (".md", ".markdown"), "html": (".html", ".htm", ".shtml", ".xhtml"), "xml": (".xml",),
        "json": (".json",), "jsonl": (".jsonl", ".ndjson"), "csv": (".csv",), "tsv": (".tsv", ".tab"), "sql": (".sql",), "js": (".js",),
    }


def minutes(item: Item) -> Iterator[Notice | Fault]:
    """A reader as another package would bring it."""
    yield Notice(item.label, item.label, "", "", item.open().read().decode())
    yield item.fault("page 2", "a picture", "run text recognition on it")


@pytest.fixture
def plugin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    point = importlib.metadata.EntryPoint(".minutes", request.param, registry.GROUP)
    registry._added.cache_clear()
    monkeypatch.setattr(registry, "entry_points", lambda group: importlib.metadata.EntryPoints([point]))
    yield
    registry._added.cache_clear()


@pytest.mark.parametrize("plugin", [f"{__name__}:minutes"], indirect=True)
@pytest.mark.usefixtures("plugin")
def test_another_package_can_add_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__) or __import__(__name__))
    (tmp_path / "a.minutes").write_text("会议由张春生主持。", encoding="utf-8")
    faults: list[Fault] = []
    assert [n.text for n in read([tmp_path], on_fault=faults.append)] == ["会议由张春生主持。"]
    assert [f.place for f in faults] == ["page 2"]


@pytest.mark.parametrize("plugin", ["no_such_package:read"], indirect=True)
@pytest.mark.usefixtures("plugin")
def test_a_broken_added_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.minutes").write_text("会议由张春生主持。", encoding="utf-8")
    with pytest.raises(ReadError, match=r"the reader for \.minutes from no_such_package"):
        list(read([tmp_path]))


def test_a_meter_tells_how_much_of_the_bytes_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINE * 5000, encoding="utf-8")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    meter = Meter()
    notices = read([tmp_path], meter=meter)
    assert meter.share == 0.0
    shares = [meter.share for _ in notices]
    assert shares == sorted(shares)
    assert 0.0 < shares[0] < shares[2500] < 1.0
    assert meter.share == 1.0
    assert meter.total == sum(p.stat().st_size for p in tmp_path.iterdir())


def test_a_meter_knows_no_share_of_a_pipe() -> None:
    meter = Meter()
    assert len(list(read(["-"], stdin=io.BytesIO(LINE.encode()), meter=meter))) == 1
    assert meter.share is None
