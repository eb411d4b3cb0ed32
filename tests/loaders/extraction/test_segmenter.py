import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.extraction import models, segmenter

needs_model = pytest.mark.skipif(
    not segmenter.available() and not os.environ.get("CI"), reason="no model here; run: kg models"
)


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in segmenter.cut(text)]


@needs_model
@pytest.mark.parametrize(("text", "name"), [("市水务局局长李成与大家座谈", "李成"), ("局长刘海涛作动员讲话", "刘海涛")])
def test_a_word_after_a_name_stays_out_of_it(text: str, name: str) -> None:
    assert name in words(text)


@given(st.text(alphabet=st.sampled_from("会议由局长主持王桂兰 　\n\t12.A。，“”·é😀𠮷"), max_size=40))
@settings(deadline=None)
def test_spans_cover_all_but_white_space_in_order(text: str) -> None:
    spans = segmenter.cut(text)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}


def test_the_caller_may_change_what_it_was_given() -> None:
    first = segmenter.cut("会议由局长主持")
    kept = list(first)
    first.clear()
    assert segmenter.cut("会议由局长主持") == kept


def test_many_threads_get_the_same_cuts() -> None:
    texts = [f"{n}月，县水务局召开座谈会，刘海涛主持会议。" for n in range(1, 13)]
    alone = [segmenter.cut(t) for t in texts]
    segmenter._cut.cache_clear()
    segmenter._cutter = None
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(segmenter.cut, texts)) == alone


def without_model(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "GUANXI_MODELS": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", env=env,
                          check=False)


def test_without_a_model_it_cuts_by_longest_match_and_says_so_once(tmp_path: Path) -> None:
    run = without_model(
        "from loaders.extraction import segmenter as s\n"
        "for text in ('会议由局长主持，2015年8月18日 召开。', '王桂兰讲话'):\n"
        "    print(' '.join(text[a:b] for a, b in s.cut(text)))\n"
        "print(s.available(), s.version())",
        tmp_path,
    )
    assert run.returncode == 0, run.stderr
    first, second, state = run.stdout.splitlines()
    assert first == "会议 由 局长 主持 ， 2015 年 8 月 18 日 召开 。"
    assert second.endswith("讲话")
    assert state == "False longest-match"
    assert run.stderr.splitlines() == [segmenter.NO_MODEL]


def test_a_damaged_model_is_reported_not_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / models.MODEL
    broken.mkdir()
    (broken / "model.json").write_text("{}", "utf-8")
    run = without_model("from loaders.extraction import segmenter as s\ns.cut('会议')", tmp_path)
    assert run.returncode == 1
    assert "ModelError" in run.stderr
    assert "run: kg models" in run.stderr


def test_the_segmenter_is_imported_when_first_asked() -> None:
    code = "import sys, loaders.extraction.segmenter\nprint('spacy_pkuseg' in sys.modules, 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
