"""What a typed answer was read as: a value, two candidates, a reason, a refusal. Source: telegram 3.4."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sop.indicators import Missing


class ReadingKind(StrEnum):
    """What a text turned out to be."""

    CLEAR = "clear"
    TWO = "two"  # `value` is the likelier candidate, `other` the second
    CONFIRM = "confirm"  # one candidate, written in a way that deserves "Benar?"
    RATIO = "ratio"  # numerator and denominator
    ZERO = "zero"  # stated zero: nihil, nol, 0
    NO_DATA = "no_data"  # stays open with the reason in `missing`
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a text is no answer; each has its sentence in text/."""

    NONE = ""
    EMPTY = "empty"
    NO_NUMBER = "no_number"
    UNREADABLE = "unreadable"
    ONE_VALUE = "one_value"  # ranges, "±5", ">90", "sekitar 80": one value please
    SEVERAL_NUMBERS = "several_numbers"
    NOT_A_RATIO = "not_a_ratio"
    WHOLE_NUMBER = "whole_number"
    NEGATIVE = "negative"
    TOO_LONG = "too_long"
    REPEATED = "repeated"  # two different answers to one number of the list


@dataclass(frozen=True, slots=True)
class Expected:
    """What the question asks for. `last` and `target` order two candidates, they never choose."""

    ratio: bool = False
    decimals: bool = True
    negative: bool = False
    uom: str = ""  # unit of measure as printed
    last: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `ask`: the person must press once before the value stands."""

    kind: ReadingKind
    value: Decimal | None = None
    other: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: Missing | None = None
    refusal: Refusal = Refusal.NONE
    ask: bool = False


def refused(reason: Refusal) -> Reading:
    return Reading(ReadingKind.REFUSED, refusal=reason)


def to_confirm(reading: Reading) -> Reading:
    """The same reading, to be confirmed by one press unless it is asked about already."""
    return reading if reading.ask else replace(reading, kind=ReadingKind.CONFIRM, ask=True)
