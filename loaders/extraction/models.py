"""The segmenter's weights: fetched once, checked, thinned, and kept in the user's cache folder.

The segmenter's own package brings no weights. They come from the wheel of pkuseg 0.0.25 (MIT licence), which is only
unzipped, never installed, so it serves every system and every Python.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ontology.errors import GuanxiError

#: The folder of the model inside the models folder.
MODEL = "pkuseg-0.0.25"
#: Features whose weights differ less than this between the tags are dropped: it takes the model from 76 to 24 MiB
#: and moves fewer than one word boundary in a thousand.
THRESHOLD = 0.1
#: Fetches the wheel on any system: the platform named is the wheel's, not the machine's.
DOWNLOAD = (
    "pip download pkuseg==0.0.25 --no-deps --only-binary=:all: --platform manylinux1_x86_64"
    " --python-version 37 --implementation cp --abi cp37m"
)

_FEATURES = "pkuseg/models/default/features.pkl"
_WEIGHTS = "pkuseg/models/default/weights.npz"
_LICENCE = "pkuseg-0.0.25.dist-info/LICENSE"
_SHA256 = {
    _FEATURES: "265dcf5534a11d6429776f7e7450a9eef8e075b1a4bedb82ef996994d9c721ac",
    _WEIGHTS: "95d1632a1fed45993b5006d8ba85939cb110fae71313987673582d24669811dd",
}
_MANIFEST = "model.json"

Progress = Callable[[str], None]


class ModelError(GuanxiError):
    """The segmenter's weights cannot be had, or are not what they should be."""


def models_folder() -> Path:
    """The folder in which models are kept: ``GUANXI_MODELS`` where set, else a folder in the user's cache."""
    if chosen := os.environ.get("GUANXI_MODELS"):
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "guanxi" / "models"


def model_path(folder: Path | None = None) -> Path | None:
    """The folder of the model, or None where it has not been fetched.

    Only looks whether it is there; ``check`` reads it through.
    """
    path = (folder or models_folder()) / MODEL
    return path if (path / _MANIFEST).is_file() else None


def check(path: Path) -> None:
    """Reads the model's files through and compares them with the digests noted when it was made.

    Raises:
        ModelError: a file is missing, or is not the one that was written.
    """
    try:
        digests: dict[str, str] = json.loads((path / _MANIFEST).read_text("utf-8"))["sha256"]
        for name, digest in digests.items():
            if hashlib.sha256((path / name).read_bytes()).hexdigest() != digest:
                raise ModelError(f"{path / name}: not the file that was written; delete {path} and run: kg models")
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as e:
        raise ModelError(f"{path}: the model is damaged ({e}); delete the folder and run: kg models") from e


def fetch(folder: Path | None = None, progress: Progress | None = None, wheel: Path | None = None) -> Path:
    """Fetches, checks and thins the segmenter's weights, and returns the folder of the model.

    A model that is there and whole is left as it is. The work is done in a folder beside it, which takes its place when
    whole: a call that is killed leaves no half model.

    Args:
        folder: the models folder; ``models_folder()`` where not given.
        progress: called with one line of text at each step.
        wheel: a wheel of pkuseg 0.0.25 fetched elsewhere, for machines with no network.

    Raises:
        ModelError: the wheel cannot be had, or holds other files than it should.
    """
    say = progress or (lambda _: None)
    folder = folder or models_folder()
    target = folder / MODEL
    if model_path(folder):
        try:
            check(target)
        except ModelError:
            say("the model in the cache is damaged: making it anew")
        else:
            say(f"the model is there: {target}")
            return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as work:
            made = Path(work) / "model"
            if wheel is None:
                say("fetching pkuseg 0.0.25 (48 MiB)")
                wheel = _download(Path(work))
            say("checking and thinning")
            _make(wheel, made)
            _put(made, target, Path(work) / "old")
    except OSError as e:
        raise ModelError(
            f"cannot write the model to {folder}: {e.strerror or e}; set GUANXI_MODELS to a folder that can be written"
        ) from e
    say(f"the model is ready: {target}")
    return target


def _download(into: Path) -> Path:
    command = [sys.executable, "-m", *DOWNLOAD.split(), "--dest", str(into), "--quiet", "--no-input",
               "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL,
                         check=False)
    wheels = sorted(into.glob("pkuseg-*.whl"))
    if run.returncode == 0 and wheels:
        return wheels[0]
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    if "connection broken" in run.stderr:
        why = "the package index cannot be reached"
    else:
        why = lines[-1].removeprefix("ERROR:").strip() if lines else f"pip ended with status {run.returncode}"
    raise ModelError(
        f"cannot fetch the segmenter's weights: {why}\n"
        f"Try again with a network: kg models\n"
        f"or fetch the wheel elsewhere:\n  {DOWNLOAD}\nand hand it over: kg models --wheel FILE"
    )


def _make(wheel: Path, out: Path) -> None:
    """Writes the thinned model of ``wheel`` to the new folder ``out``, its manifest last."""
    # Both come with the segmenter; neither is wanted at import.
    import numpy as np
    import srsly  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(wheel) as z:
            features = _Plain(io.BytesIO(_read(z, wheel, _FEATURES))).load()
            weights = np.load(io.BytesIO(_read(z, wheel, _WEIGHTS)))
            licence = z.read(_LICENCE)
    except (zipfile.BadZipFile, KeyError) as e:
        raise ModelError(f"{wheel}: not a wheel of pkuseg 0.0.25 ({e})") from e
    except OSError as e:
        raise ModelError(f"{wheel}: cannot be read ({e.strerror}); give the wheel that was fetched") from e

    tags, size = (int(n) for n in weights["sizes"][:2])
    nodes, edges = weights["w"][: size * tags].reshape(size, tags), weights["w"][size * tags:]
    keep = nodes.max(axis=1) - nodes.min(axis=1) >= THRESHOLD
    keep[0] = True  # the feature that every character has
    kept = np.nonzero(keep)[0]
    names = {number: name for name, number in features["feature_to_idx"].items()}
    numbered = {names[old]: new for new, old in enumerate(kept.tolist())}

    out.mkdir()
    srsly.write_msgpack(out / "features.msgpack", {
        "unigram": sorted(_words(numbered) & set(features["unigram"])),
        "bigram": [],  # read in training only
        "feature_to_idx": numbered,
        "tag_to_idx": features["tag_to_idx"],
    })
    np.savez_compressed(out / "weights.npz", sizes=np.array([tags, len(kept)]),
                        w=np.concatenate([nodes[kept].ravel(), edges]))
    (out / "LICENSE").write_bytes(licence)
    manifest = {
        "model": MODEL, "threshold": THRESHOLD,
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir())},
    }
    (out / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


class _Plain(pickle.Unpickler):
    """The feature file holds lists, dictionaries, strings and numbers only; a class or function in it is refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise ModelError(f"{_FEATURES}: refused, it names {module}.{name}")


def _read(z: zipfile.ZipFile, wheel: Path, name: str) -> bytes:
    data = z.read(name)
    if hashlib.sha256(data).hexdigest() != _SHA256[name]:
        raise ModelError(f"{wheel}: {name} is not the expected file (wrong SHA-256); nothing was kept of it")
    return data


def _words(features: dict[str, int]) -> set[str]:
    """The words that word features name: ``w-1.会议``, ``ww.l.会议*召开``."""
    words: set[str] = set()
    for name in features:
        if name.startswith(("w-1.", "w1.")):
            words.add(name.split(".", 1)[1])
        elif name.startswith(("ww.l.", "ww.r.")):
            words.update(name[5:].split("*"))
    return words


def _put(made: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        # Another process was quicker; what it put there is as good, if it is whole.
        if not (target / _MANIFEST).is_file():
            raise
    shutil.rmtree(old, ignore_errors=True)
