"""Soft checks fire where telegram 3.4 says, and stay silent on ordinary values."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop.doubts import Doubt, doubts
from sop.indicators import Aggregation
from tests.sop_arithmetic.sample_office import ROWS, indicator

PEOPLE = replace(indicator(ROWS[6], 7), uom="Orang")


@pytest.mark.parametrize(
    ("value", "history", "target", "expected"),
    [
        ("80", "60 90 100", "100", ()),
        ("301", "100 100 90 100", "300", (Doubt.JUMP_UP,)),
        ("33", "100 90 100 110", "100", (Doubt.JUMP_DOWN,)),
        ("1000", "1 1 1 900 900 900 900", "900", ()),
        ("90", "80 90 90", "100", (Doubt.UNCHANGED,)),
        ("90", "90", "100", ()),
        ("151", "100", "100", (Doubt.FAR_ABOVE_TARGET,)),
        ("150", "", "100", ()),
        ("5", "0 0", "0", ()),
        ("5", "", "", ()),
    ],
)
def test_values_that_need_an_explanation(
    value: str, history: str, target: str, expected: tuple[Doubt, ...]
) -> None:
    earlier = [Decimal(part) for part in history.split()]
    assert doubts(PEOPLE, Decimal(value), earlier, Decimal(target) if target else None) == expected


def test_progress_does_not_shrink() -> None:
    progress = replace(PEOPLE, aggregation=Aggregation.PROGRESS)
    assert doubts(progress, Decimal(40), [Decimal(45)], None) == (Doubt.FALLS,)
    assert doubts(PEOPLE, Decimal(40), [Decimal(45)], None) == ()


def test_a_percentage_above_a_hundred_is_asked_about() -> None:
    share = replace(PEOPLE, uom="%")
    assert doubts(share, Decimal("100.5"), [], None) == (Doubt.BEYOND_PERCENT,)
    assert doubts(PEOPLE, Decimal("100.5"), [], None) == ()
