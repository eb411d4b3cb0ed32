"""Word boundaries, where a name's end is in doubt: spacy-pkuseg, or longest match without its model."""

from __future__ import annotations

import io
import logging
import multiprocessing
import pickle
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.extraction import models

_log = logging.getLogger(__name__)
# The segmenter's settings are one object for the whole process, so it is built once, by one thread.
_lock = threading.Lock()
_cutter: Callable[[str], list[str]] | None = None
_warned = False

NO_MODEL = "no segmenter model: names will be less sure; run: kg models"

#: Longest dictionary word that longest match looks for, in code points.
_LONGEST = 8
_RUN = re.compile(r"[A-Za-z]+|[0-9０-９]+(?:[.．][0-9０-９]+)?|\s+")


def available() -> bool:
    """Whether the model has been fetched, so that ``cut`` uses it."""
    return models.model_path() is not None


def version() -> str:
    """What ``cut`` uses, for the record of how a fact was found: the model's name, or ``longest-match``."""
    return models.MODEL if available() else "longest-match"


def warn() -> None:
    """Says once in a process that there is no model and how to get it; silent where there is one."""
    global _warned
    if not _warned and not available():
        _warned = True
        _log.warning(NO_MODEL)


def cut(text: str) -> list[tuple[int, int]]:
    """The words of ``text`` as spans, in order; white space lies between them.

    Without a model it cuts by longest match over a word list and says so once. It can be called from any thread.

    Args:
        text: healed text, best one clause or sentence.

    Returns:
        Half-open ranges of code points.

    Raises:
        ModelError: the model in the cache is damaged.

    >>> [text[a:b] for text in ["会议 由局长主持。"] for a, b in cut(text)]
    ['会议', '由', '局长', '主持', '。']
    """
    return list(_cut(text))


@lru_cache(maxsize=512)  # one sentence is asked for once a doubtful name
def _cut(text: str) -> tuple[tuple[int, int], ...]:
    return _placed(text, _words(text))


def _words(text: str) -> list[str]:
    global _cutter
    if _cutter is None:
        with _lock:
            if _cutter is None:
                _cutter = _build()
    return _cutter(text)


def _build() -> Callable[[str], list[str]]:
    path = models.model_path()
    if path is None:
        # Worker processes keep quiet: the process that started them has said it.
        if multiprocessing.parent_process() is None:
            warn()
        return _longest_match(_word_list())
    models.check(path)
    from spacy_pkuseg import pkuseg  # type: ignore[import-untyped]

    # No user dictionary: with one, words come out that are not in it.
    segmenter = pkuseg(model_name=str(path), user_dict=None)
    cutter: Callable[[str], list[str]] = segmenter.cut
    return cutter


def _placed(text: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where each of ``words`` stands in ``text``: the segmenter drops white space, and nothing else."""
    spans, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        spans.append((start, at))
    return tuple(spans)


def _longest_match(words: frozenset[str]) -> Callable[[str], list[str]]:
    def match(text: str) -> list[str]:
        out, at = [], 0
        while at < len(text):
            if run := _RUN.match(text, at):
                end = run.end()
            else:
                ends = range(min(at + _LONGEST, len(text)), at + 1, -1)
                end = next((e for e in ends if text[at:e] in words), at + 1)
            if not text[at:end].isspace():
                out.append(text[at:end])
            at = end
        return out

    return match


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"refused: {module}.{name}")


def _word_list() -> frozenset[str]:
    """The word list that the segmenter's package brings: one string of lines, in a pickle."""
    import spacy_pkuseg

    packed = Path(spacy_pkuseg.__file__).parent / "dicts" / "default.pkl"
    lines: str = _Plain(io.BytesIO(packed.read_bytes())).load()
    return frozenset(w for w in lines.split("\n") if 1 < len(w) <= _LONGEST)
