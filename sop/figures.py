"""Measuring an indicator: target, realization and achievement of the quarter, up to it, and of the year.

Source: domain 2.3, 2.4, 6.3. Values are unrounded decimals or the reason why there is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sop.achievements import LINEAR, achievement
from sop.aggregations import RATIOS, Course, Value, realization_to_date, target_to_date
from sop.indicators import (
    Aggregation,
    Indicator,
    Missing,
    Polarity,
    Realization,
    RealizationState,
    Source,
    Target,
)
from sop.quotients import mean
from sop.ratings import DEFAULT_SCALE, Scale
from sop.reports import RatingCount

DEFAULT_CAP_PERCENT = 120
OUTLIER_PERCENT = 150
LAST_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Measurement:
    """One indicator in one quarter. Achievements are percentages.

    `due`: it has a target this quarter. Without, the figures up to date are those of the last measured
    quarter: shown (`carried`), not scored. `beyond_target`: something was realized where the target is zero.
    """

    indicator_id: int
    quarter: int
    due: bool
    target: Value
    realization: Value
    achievement: Value
    target_to_date: Value
    realization_to_date: Value
    achievement_to_date: Value
    target_annual: Value
    achievement_annual: Value
    components: tuple[Value, Value] | None = None  # numerator, denominator of the quarter
    components_to_date: tuple[Value, Value] | None = None
    upper: Decimal | None = None
    beyond_target: bool = False

    @property
    def score(self) -> Decimal | None:
        """The achievement that counts in averages and ratings; None when not due or without a figure."""
        return (
            self.achievement_to_date if self.due and isinstance(self.achievement_to_date, Decimal) else None
        )

    @property
    def carried(self) -> bool:
        return not self.due and isinstance(self.achievement_to_date, Decimal)

    @property
    def outlier(self) -> bool:
        """Whether the achievement so far is so high that target or entry deserve a second look."""
        return _far_beyond(self.achievement_to_date)

    @property
    def outlier_in_quarter(self) -> bool:
        """The same of the quarter alone, where the year so far is not."""
        return _far_beyond(self.achievement) and not self.outlier


def _far_beyond(value: object) -> bool:
    return isinstance(value, Decimal) and value > OUTLIER_PERCENT


@dataclass(frozen=True, slots=True)
class Summary:
    """The office's averages with their three counts, and the ratings. None: nothing was scored."""

    raw: Decimal | None
    capped: Decimal | None
    scored: int
    due: int
    total: int
    distribution: tuple[RatingCount, ...]


def measured(
    indicator: Indicator,
    target: Target,
    realizations: Mapping[int, Realization],
    quarter: int,
    formula: str = LINEAR,
) -> Measurement:
    """Measure an indicator in a quarter (1 to 4). `realizations`: by quarter, only those that may count."""
    course = Course(indicator, target, realizations, quarter)
    quarter_target = course.targeted(quarter)
    realized = course.realized(quarter) if course.due else _spare(course, quarter)
    target_so_far, realized_so_far = target_to_date(course), realization_to_date(course)
    ratio = indicator.aggregation in RATIOS
    return Measurement(
        indicator_id=indicator.id,
        quarter=quarter,
        due=course.due,
        target=Missing.NOT_DUE if quarter_target is None else quarter_target,
        realization=realized,
        achievement=_of_quarter(course, realized, formula),
        target_to_date=target_so_far,
        realization_to_date=realized_so_far,
        achievement_to_date=_percent(course, target_so_far, realized_so_far, formula),
        target_annual=Missing.NO_TARGET if target.annual is None else target.annual,
        achievement_annual=_of_year(course, realized_so_far, formula),
        components=course.components((quarter,)) if ratio and quarter in realizations else None,
        components_to_date=_components_to_date(course) if ratio and course.due_quarters else None,
        upper=target.upper,
        beyond_target=_is_beyond(course, realized),
    )


def of_year(found: Measurement) -> Measurement:
    """The measurement of a whole year from that of its last quarter: against the annual target.

    Whatever has an annual target is due, in whichever quarters it was measured. Source: practice 4.5.
    """
    return replace(
        found,
        due=isinstance(found.target_annual, Decimal),
        target_to_date=found.target_annual,
        achievement_to_date=found.achievement_annual,
    )


def official(realizations: Mapping[int, Realization]) -> dict[int, Realization]:
    """Only approved figures are official (law 9); derived ones are as official as the budget behind them."""
    return {
        q: found
        for q, found in realizations.items()
        if found.state is RealizationState.APPROVED or found.source is Source.DERIVED
    }


def average(scores: Sequence[Decimal], cap_percent: int = 0) -> Decimal | None:
    """Simple mean; a score above the cap counts as the cap (0: no cap). None of nothing."""
    if not scores:
        return None
    counted = [min(score, Decimal(cap_percent)) if cap_percent else score for score in scores]
    return mean(counted)


def summary(
    measurements: Sequence[Measurement],
    cap_percent: int = DEFAULT_CAP_PERCENT,
    scale: Scale = DEFAULT_SCALE,
) -> Summary:
    """Averages over what is due and scored; the counts say over how many of how many."""
    scores = [score for measurement in measurements if (score := measurement.score) is not None]
    return Summary(
        raw=average(scores),
        capped=average(scores, cap_percent),
        scored=len(scores),
        due=sum(measurement.due for measurement in measurements),
        total=len(measurements),
        distribution=scale.distribution(scores),
    )


def _spare(course: Course, quarter: int) -> Value:
    """A value entered in a quarter that was not due; usually there is none."""
    value = course.realized(quarter)
    return Missing.NOT_DUE if isinstance(value, Missing) else value


def _of_quarter(course: Course, realized: Value, formula: str) -> Value:
    """Against the quarter's own target; a cumulative target has no quarter of its own. Source: domain 2.3."""
    target = course.targeted(course.quarter)
    if target is None:
        return Missing.NOT_DUE
    if course.indicator.aggregation is Aggregation.RATIO_CUMULATIVE:
        return Missing.NOT_COMPARABLE
    return _percent(course, target, realized, formula)


def _of_year(course: Course, realized: Value, formula: str) -> Value:
    """Progress towards the annual target; where less is better it would look falsely good before TW IV."""
    if course.target.annual is None:
        return Missing.NO_TARGET
    if course.indicator.polarity is not Polarity.MAXIMIZE and course.quarter < LAST_QUARTER:
        return Missing.NOT_COMPARABLE
    return _percent(course, course.target.annual, realized, formula)


def _percent(course: Course, target: Value, realized: Value, formula: str) -> Value:
    if isinstance(target, Missing):
        return target
    if isinstance(realized, Missing):
        return realized
    return achievement(course.indicator.polarity, target, realized, formula, course.target.upper)


def _components_to_date(course: Course) -> tuple[Value, Value]:
    if course.indicator.aggregation is Aggregation.RATIO_LAST:
        return course.components((course.due_quarters[-1],))
    return course.components(course.counted_quarters)


def _is_beyond(course: Course, realized: Value) -> bool:
    zero = course.targeted(course.quarter) == 0
    return (
        zero
        and course.indicator.polarity is Polarity.MAXIMIZE
        and isinstance(realized, Decimal)
        and realized > 0
    )
