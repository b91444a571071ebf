"""docs/sop-format.md names everything a definition may contain, and its example runs."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sop.conditions import TRIGGERS
from sop.flows import flow
from sop.linting import lint
from sop.loading import CYCLES, KINDS, STEP_CYCLES, read_sop
from sop.periods import Cycle
from sop.procedures import (
    DOCUMENTS,
    ROLES,
    ActorRule,
    FanOut,
    Header,
    JoinKind,
    Opens,
    Stage,
    Step,
    Subject,
    Trigger,
    YearOpens,
)
from tests.engine.walks import walk

PAGE = (Path(__file__).parents[2] / "docs" / "sop-format.md").read_text(encoding="utf-8")
CODE = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[-1]
FIELDS = {field.name for record in (Header, Trigger, Step) for field in fields(record)}
VALUES = {
    *("key", "version", "kind", "cycle", "defaults"),
    *Stage, *FanOut, *ActorRule, *Opens, *YearOpens, *Cycle, *CYCLES, *STEP_CYCLES, *Subject, *TRIGGERS,
    *ROLES, *DOCUMENTS, *KINDS,
} - {""}  # fmt: skip


def named(word: str) -> bool:
    """Whether the page shows a word as code, alone or with a value."""
    return any(re.search(rf"(?<![a-z_]){re.escape(word)}(?![a-z_])", shown) for shown in CODE)


@pytest.mark.parametrize("word", sorted(FIELDS | {str(value) for value in VALUES}))
def test_every_field_and_value_is_named(word: str) -> None:
    assert named(word)


@pytest.mark.parametrize("word", [*JoinKind, "quarter 4", "half 2", "month 6 12", "not quarter 1"])
def test_every_join_and_condition_is_named(word: str) -> None:
    assert named(str(word))


def test_the_example_loads_and_only_its_intended_remarks_are_made() -> None:
    sop = read_sop(EXAMPLE.encode(), "contoh.toml")
    assert {finding.key for finding in lint(sop)} <= {
        "blank_header", "filling_norm", "inferred_actor", "limit_not_from_sop", "no_approve", "no_archive",
        "no_period", "undrawn_return",
    }  # fmt: skip
    assert "3a" not in flow(sop, "2026-H1").where
    assert [step.limit for step in sop.steps[:2]] == ["10 menit", "60 menit"]


@pytest.mark.parametrize("seed", range(60))
def test_the_example_walks(seed: int) -> None:
    walk(read_sop(EXAMPLE.encode(), "contoh.toml"), seed, Cycle.HALF_YEAR)
