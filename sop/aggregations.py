"""How quarters become "s/d triwulan": targets and realizations of a quarter and up to it.

Source: domain 2.3. A quarter without a target is not due. A figure up to a quarter needs every due quarter it
is made of: where one is missing, its reason is the answer, since no function invents a figure (law 8).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sop.indicators import Aggregation, Indicator, Missing, Realization, Target
from sop.quotients import mean, quotient, wide

Value = Decimal | Missing
_HUNDRED = Decimal(100)
_POSITIONS = (Aggregation.LAST, Aggregation.RATIO_LAST, Aggregation.PROGRESS, Aggregation.ANNUAL_ONLY)
RATIOS = (Aggregation.RATIO_LAST, Aggregation.RATIO_CUMULATIVE, Aggregation.AVERAGE_WEIGHTED)


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator's year so far: its target, and realizations by quarter, up to `quarter`."""

    indicator: Indicator
    target: Target
    realizations: Mapping[int, Realization]
    quarter: int

    @property
    def due(self) -> bool:
        return self.target.quarters[self.quarter - 1] is not None

    @property
    def due_quarters(self) -> tuple[int, ...]:
        """Quarters up to this one that have a target."""
        return tuple(q for q in range(1, self.quarter + 1) if self.target.quarters[q - 1] is not None)

    @property
    def counted_quarters(self) -> tuple[int, ...]:
        """Due quarters, and those in which something was realized without a target."""
        spare = {q for q in range(1, self.quarter + 1) if not isinstance(self.realized(q), Missing)}
        return tuple(sorted(spare.union(self.due_quarters)))

    def targeted(self, quarter: int) -> Decimal | None:
        return self.target.quarters[quarter - 1]

    def realized(self, quarter: int) -> Value:
        """The value of one quarter on the indicator's own basis; for ratios from its components."""
        found = self.realizations.get(quarter)
        if found is None:
            return Missing.NOT_FILLED
        if self.indicator.aggregation in RATIOS and found.numerator is not None:
            over, under = self.components((quarter,))
            return ratio(over, under, self.factor)
        return _given(found.value, found)

    def components(self, quarters: tuple[int, ...]) -> tuple[Value, Value]:
        """Numerators and denominators of some quarters, added up; a fixed denominator is not added."""
        over, under = Decimal(0), Decimal(0)
        for quarter in quarters:
            found = self.realizations.get(quarter)
            if found is None:
                return Missing.NOT_FILLED, Missing.NOT_FILLED
            numerator, denominator = (_given(part, found) for part in (found.numerator, found.denominator))
            if isinstance(numerator, Missing):
                return numerator, numerator
            over += numerator
            if self.indicator.denominator_fixed is None:
                if isinstance(denominator, Missing):
                    return over, Missing.NO_DENOMINATOR
                under += denominator
        return over, under if self.indicator.denominator_fixed is None else self.indicator.denominator_fixed

    @property
    def factor(self) -> Decimal:
        """Ratios are percentages, apart from a weighted average, which keeps its unit."""
        return Decimal(1) if self.indicator.aggregation is Aggregation.AVERAGE_WEIGHTED else _HUNDRED


def ratio(over: Value, under: Value, factor: Decimal) -> Value:
    """over / under × factor; a denominator of zero gives the reason, neither 0 nor an error (F7)."""
    if isinstance(over, Missing):
        return over
    if isinstance(under, Missing):
        return under
    return quotient(over, under, factor) if under else Missing.NO_DENOMINATOR


def target_to_date(course: Course) -> Value:
    """The target up to the quarter, on the basis of the realization up to it."""
    due = course.due_quarters
    targets = [value for q in due if (value := course.targeted(q)) is not None]
    if not targets:
        return Missing.NOT_DUE
    match course.indicator.aggregation:
        case Aggregation.SUM:
            return sum(targets, Decimal(0))
        case Aggregation.AVERAGE:
            return mean(targets)
        case _:
            return targets[-1]


def realization_to_date(course: Course) -> Value:
    """The realization up to the quarter, or the reason of the first due quarter that lacks one."""
    if not course.due_quarters:
        return Missing.NOT_DUE
    with wide():
        return _READERS.get(course.indicator.aggregation, _position)(course)


def _position(course: Course) -> Value:
    """The latest measured quarter alone counts."""
    return course.realized(course.due_quarters[-1])


def _sum(course: Course) -> Value:
    """Increments added up; what was realized in a quarter without a target counts as well."""
    values = _all(course, course.counted_quarters)
    return values if isinstance(values, Missing) else sum(values, Decimal(0))


def _average(course: Course) -> Value:
    values = _all(course, course.due_quarters)
    return values if isinstance(values, Missing) else mean(values)


def _pooled(course: Course) -> Value:
    """Sum of numerators over sum of denominators (or the fixed one)."""
    over, under = course.components(course.counted_quarters)
    return ratio(over, under, course.factor)


def _all(course: Course, quarters: tuple[int, ...]) -> list[Decimal] | Missing:
    values: list[Decimal] = []
    for quarter in quarters:
        value = course.realized(quarter)
        if isinstance(value, Missing):
            return value
        values.append(value)
    return values


def _given(part: Decimal | None, realization: Realization) -> Value:
    if part is not None and realization.missing is None:
        return part
    return realization.missing or Missing.NOT_FILLED


_READERS: Mapping[Aggregation, Callable[[Course], Value]] = {
    Aggregation.SUM: _sum,
    Aggregation.AVERAGE: _average,
    Aggregation.AVERAGE_WEIGHTED: _pooled,
    Aggregation.RATIO_CUMULATIVE: _pooled,
    **dict.fromkeys(_POSITIONS, _position),
}
