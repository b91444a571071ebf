"""The measurements themselves: nothing here looks at a duration. Source: design 9 ("never a timed test")."""

import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache

import pytest

from tests.house.trees import ROOT
from tools.bench import BENCHES
from tools.benches import answers, books, boots, lags, papers, sweeps, workflows
from tools.benches.figures import Figure, percentile

TINY: dict[str, Callable[[], tuple[Figure, ...]]] = {
    "answers": lambda: answers.measure(people=8, typed=2, pairs=1),
    "sweeps": lambda: sweeps.measure((8, 16, 32), burst=8),
    "boots": lambda: boots.measure(boots=1, hours=1),
    "workflows": lambda: workflows.measure(runs=1, steps=3),
    "lags": lambda: lags.measure(people=2, rows=10, renders=1),
    "papers": lambda: papers.measure((5, 10)),
    "books": lambda: books.measure(rows=20, times=1),
}


@lru_cache
def measured(name: str) -> tuple[Figure, ...]:
    """The figures of one tiny run, shared by the tests of this page."""
    return TINY[name]()


def test_every_measurement_is_tried_here_and_described_on_its_page() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert set(TINY) == {bench.name for bench in BENCHES}
    assert all(f"## {bench.name}" in page for bench in BENCHES)


@pytest.mark.parametrize("name", TINY)
def test_a_measurement_gives_figures_and_at_least_one_goal(name: str) -> None:
    found = measured(name)
    assert all(figure.value >= 0 for figure in found)
    assert any(figure.goal is not None for figure in found)
    assert len({figure.what for figure in found}) == len(found)


def test_one_call_answers_one_typed_figure() -> None:
    found = {figure.what: figure.value for figure in measured("answers")}
    assert found["Bot API calls for one answer of ours"] == 1


def test_a_goal_is_a_ceiling_or_a_floor() -> None:
    assert Figure("lag", 19.0, "ms", 20.0).reached
    assert not Figure("lag", 21.0, "ms", 20.0).reached
    assert Figure("speed", 3.1, "times", 3.0, at_least=True).reached
    assert "MISSED" in Figure("speed", 2.9, "times", 3.0, at_least=True).line()
    assert "goal" not in Figure("bare", 2.9, "times").line()


def test_percentiles_of_little_and_nothing() -> None:
    assert percentile([], 99) == 0.0
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([1.0], 99) == 1.0


def test_an_unknown_measurement_is_refused_with_the_known_ones() -> None:
    words = (sys.executable, "-m", "tools.bench", "nothing")
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "sweeps" in ended.stderr
    assert "Traceback" not in ended.stderr
