"""Soft checks of a value: it is accepted, but only with a short explanation that the approver sees.

Source: telegram 3.4 (soft limits); practice 1.5. Values are on the indicator's own basis; `history` holds the
earlier quarters' values, latest last, of this and the past year.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from statistics import median

from sop.indicators import Aggregation, Indicator

MEDIAN_OF = 4  # periods
JUMP_FACTOR = 3
ABOVE_TARGET_PERCENT = 150
EQUAL_IN_A_ROW = 3


class Doubt(StrEnum):
    """What is unusual about a value."""

    BEYOND_PERCENT = "beyond_percent"  # a percentage above 100
    JUMP_UP = "jump_up"
    JUMP_DOWN = "jump_down"
    FALLS = "falls"  # progress to date cannot shrink
    UNCHANGED = "unchanged"  # the same value three times running
    FAR_ABOVE_TARGET = "far_above_target"


def doubts(
    indicator: Indicator, value: Decimal, history: Sequence[Decimal], target: Decimal | None
) -> tuple[Doubt, ...]:
    """What to ask about; empty when the value needs no explanation."""
    found: list[Doubt] = []
    if indicator.uom.strip() == "%" and value > 100:
        found.append(Doubt.BEYOND_PERCENT)
    usual = median(history[-MEDIAN_OF:]) if history else Decimal(0)
    if usual > 0 and value > usual * JUMP_FACTOR:
        found.append(Doubt.JUMP_UP)
    if usual > 0 and value * JUMP_FACTOR < usual:
        found.append(Doubt.JUMP_DOWN)
    if indicator.aggregation is Aggregation.PROGRESS and history and value < history[-1]:
        found.append(Doubt.FALLS)
    if len(history) >= EQUAL_IN_A_ROW - 1 and {*history[1 - EQUAL_IN_A_ROW :], value} == {value}:
        found.append(Doubt.UNCHANGED)
    if target and value * 100 > target * ABOVE_TARGET_PERCENT:
        found.append(Doubt.FAR_ABOVE_TARGET)
    return tuple(found)
