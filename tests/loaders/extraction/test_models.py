import io
import json
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from loaders.extraction import models
from ontology.errors import GuanxiError


def wheel_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as z:
        for name, data in members.items():
            z.writestr(name, data)
    return path


@pytest.fixture
def model_folder() -> Path:
    """The real model, fetched once into the user's cache."""
    try:
        return models.fetch()
    except models.ModelError as e:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(e))


def test_the_fetched_model_is_whole_and_found(model_folder: Path) -> None:
    models.check(model_folder)
    assert models.model_path() == model_folder
    assert (model_folder / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_a_model_that_is_whole_is_not_fetched_again(model_folder: Path) -> None:
    before = (model_folder / "weights.npz").stat().st_mtime_ns
    lines: list[str] = []
    assert models.fetch(progress=lines.append) == model_folder
    assert (model_folder / "weights.npz").stat().st_mtime_ns == before
    assert lines == [f"the model is there: {model_folder}"]


def test_a_damaged_model_is_told_apart(model_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / models.MODEL
    copy.mkdir()
    for file in model_folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    models.check(copy)
    with (copy / "weights.npz").open("r+b") as f:
        f.seek(1000)
        f.write(b"\0\0\0\0")
    with pytest.raises(models.ModelError, match=r"weights\.npz.*run: kg models"):
        models.check(copy)
    (copy / "weights.npz").unlink()
    with pytest.raises(models.ModelError, match="damaged"):
        models.check(copy)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"sha256": 3}', "\x00"])
def test_a_damaged_manifest_is_an_error_of_ours(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "model.json").write_text(manifest, "utf-8")
    with pytest.raises(models.ModelError, match="damaged"):
        models.check(tmp_path)


def test_weights_with_another_digest_are_refused_and_nothing_stays(tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path / "p.whl", {
        "pkuseg/models/default/features.pkl": pickle.dumps({}),
        "pkuseg/models/default/weights.npz": b"",
        "pkuseg-0.0.25.dist-info/LICENSE": b"",
    })
    with pytest.raises(models.ModelError, match="wrong SHA-256"):
        models.fetch(tmp_path / "models", wheel=wheel)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_wheel_without_the_weights_or_no_wheel_at_all_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(models.ModelError, match="not a wheel of pkuseg"):
        models.fetch(tmp_path / "models", wheel=wheel_of(tmp_path / "empty.whl", {}))
    (tmp_path / "text.whl").write_text("会议", "utf-8")
    with pytest.raises(models.ModelError, match="not a wheel of pkuseg"):
        models.fetch(tmp_path / "models", wheel=tmp_path / "text.whl")
    with pytest.raises(models.ModelError, match="cannot be read"):
        models.fetch(tmp_path / "models", wheel=tmp_path / "missing.whl")


def test_a_pickle_that_names_code_is_refused() -> None:
    with pytest.raises(models.ModelError, match=r"os\.system|posix\.system|nt\.system"):
        models._Plain(io.BytesIO(pickle.dumps(os.system))).load()


def test_without_a_network_the_message_has_the_command(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom loaders.extraction import models\n"
        f"try: models.fetch(Path({str(tmp_path)!r}))\n"
        "except models.ModelError as e: print(e)"
    )
    # Port 9 of this machine answers nobody: the index that pip is sent to cannot be reached.
    env = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_CACHE_DIR": "1",
           "PIP_CONFIG_FILE": os.devnull, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert "the package index cannot be reached" in run.stdout
    assert "pip download pkuseg==0.0.25" in run.stdout
    assert "kg models --wheel" in run.stdout
    assert not models.model_path(tmp_path)


@pytest.mark.parametrize(
    ("platform", "variables", "tail"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/guanxi/models"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/a/.cache/guanxi/models"),
        ("darwin", {"XDG_CACHE_HOME": "/c"}, "/home/a/Library/Caches/guanxi/models"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/guanxi/models"),
        ("linux", {"GUANXI_MODELS": "/m"}, "/m"),
    ],
)
def test_the_cache_is_where_the_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], tail: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("GUANXI_MODELS", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/a")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert models.models_folder().as_posix() == tail


def test_the_manifest_says_how_the_model_was_made(model_folder: Path) -> None:
    manifest = json.loads((model_folder / "model.json").read_text("utf-8"))
    assert manifest["model"] == "pkuseg-0.0.25"
    assert set(manifest["sha256"]) == {"LICENSE", "features.msgpack", "weights.npz"}


def test_model_errors_are_errors_of_the_project() -> None:
    assert issubclass(models.ModelError, GuanxiError)
