"""Achievement in percent from a target and a realization on the same basis. Source: domain 2.4.

Formulas F1 to F5 and the table of edge cases. All divisions are of unrounded values and as wide as
`sop.quotients` makes them; results are floored at zero and never capped here (a cap counts in averages only).
"""

from decimal import Decimal

from sop.indicators import Missing, Polarity
from sop.quotients import narrowed, percent, wide

LINEAR, RECIPROCAL = "linear", "reciprocal"  # F2 and F3: Office.minimize_formula
_HUNDRED, _ZERO = Decimal(100), Decimal(0)


def achievement(
    polarity: Polarity,
    target: Decimal,
    realized: Decimal,
    formula: str = LINEAR,
    upper: Decimal | None = None,
) -> Decimal | Missing:
    """Percent, or NO_TARGET where there is nothing to reach.

    `upper` makes the target a range from `target` to `upper` (F4): inside is 100, outside is measured
    against the nearest bound. `formula` matters where less is better.
    """
    with wide():
        if upper is not None and polarity is not Polarity.STABLE:
            found = _against_range(polarity, target, upper, realized, formula)
        else:
            found = _against(polarity, target, realized, formula)
    return found if isinstance(found, Missing) else narrowed(found)


def _against(polarity: Polarity, target: Decimal, realized: Decimal, formula: str) -> Decimal | Missing:
    match polarity:
        case Polarity.MAXIMIZE | Polarity.RANGE:
            return _more_is_better(target, realized)
        case Polarity.MINIMIZE:
            return _less_is_better(target, realized, formula)
        case Polarity.STABLE:
            return _exactly(target, realized)


def _more_is_better(target: Decimal, realized: Decimal) -> Decimal | Missing:
    """F1. A target of zero means "tidak ditargetkan", whatever was realized."""
    if target <= 0:
        return Missing.NO_TARGET
    return max(percent(realized, target), _ZERO)


def _less_is_better(target: Decimal, realized: Decimal, formula: str) -> Decimal:
    """F2, or F3 where the office chose it; the variant (T - ΣR) / T found in production is wrong."""
    if formula not in (LINEAR, RECIPROCAL):
        raise ValueError(f"unknown formula {formula!r}")
    if target <= 0:
        return _HUNDRED if realized <= target else _ZERO
    if formula == LINEAR:
        return max(percent(2 * target - realized, target), _ZERO)
    if realized <= 0:
        return _HUNDRED  # F3 is not defined here: reached, and no more than that
    return percent(target, realized)


def _exactly(target: Decimal, realized: Decimal) -> Decimal:
    """F5: every deviation costs, upwards as downwards."""
    if target == 0:
        return _HUNDRED if realized == 0 else _ZERO
    return max(_HUNDRED - percent(abs(realized - target), abs(target)), _ZERO)


def _against_range(
    polarity: Polarity, lower: Decimal, upper: Decimal, realized: Decimal, formula: str
) -> Decimal | Missing:
    """F4. An upper bound below the lower one does not count. Source: PermenPANRB 8/2021, 99-100."""
    upper = max(lower, upper)
    if lower <= realized <= upper:
        return _HUNDRED
    bound = lower if realized < lower else upper
    if polarity is Polarity.MINIMIZE:
        return _less_is_better(bound, realized, formula)
    return _more_is_better(bound, realized)
