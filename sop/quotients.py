"""Divisions of figures, wide enough that a rating never turns on the last digit of one of them.

Python's own 28 digits are not: 32/28 and 20/55 with a third achievement that makes their mean exactly 90 give
90.00…03, which lies above 90. Everything that divides figures does it with sixty digits and multiplies first;
`narrowed` and `settled` take off what is left over at the end, so that a value that reaches a threshold is
equal to it.
Source: domain 2.4, 2.5; law 8.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from decimal import Context, Decimal, localcontext

_WIDE = Context(prec=60)
_NARROW = Context(prec=40)
_SETTLED = Decimal(1).scaleb(-20)
_PERCENT = Decimal(100)


def wide() -> AbstractContextManager[Context]:
    """A context of sixty digits for sums, differences and quotients of figures."""
    return localcontext(_WIDE)


def quotient(over: Decimal, under: Decimal, factor: Decimal = Decimal(1)) -> Decimal:
    """factor × over / under, multiplied first. Raises decimal.DivisionByZero where `under` is zero."""
    return _WIDE.divide(_WIDE.multiply(factor, over), under)


def percent(over: Decimal, under: Decimal) -> Decimal:
    """How many percent of `under` are `over`."""
    return quotient(over, under, _PERCENT)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The simple mean of at least one value."""
    with wide():
        return sum(values, Decimal(0)) / len(values)


def narrowed(value: Decimal) -> Decimal:
    """A result rid of the last digits of a wide computation."""
    return _NARROW.plus(value)


def settled(value: Decimal) -> Decimal:
    """A percentage as it is compared with a threshold: to twenty places, far beyond what anybody prints."""
    with wide():
        return value.quantize(_SETTLED) if value.adjusted() < _WIDE.prec // 2 else value
