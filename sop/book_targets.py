"""Whether the targets of one indicator agree with its aggregation and polarity.

Source: domain 6.2, last paragraph: SUM: the quarters add up to the year; LAST and ratios: the last
measured quarter is the year; AVERAGE: the mean of the quarters is the year; RATIO_CUMULATIVE and PROGRESS
never fall; domain 2.3 for the weighted mean (constant) and the annual figure (one quarter).
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from sop.agreements import year_of
from sop.books import WITH_COMPONENTS, BookIndicator, Fault, Sheet
from sop.indicators import Aggregation, Polarity

_TARGETS = ("annual", "quarters.0", "quarters.1", "quarters.2", "quarters.3", "aggregation")
_RISING = (Aggregation.RATIO_CUMULATIVE, Aggregation.PROGRESS)


def target_faults(row: BookIndicator) -> Iterator[Fault]:
    yield from _component_faults(row)
    yield from _range_faults(row)
    if row.annual is None:
        return  # already reported as missing
    if not row.measured:
        yield _fault(row, "quarters.3", "quarters_missing")
        return
    expected = year_of(row.aggregation, row.precision, row.quarters)
    if expected is not None and expected != row.annual:
        values = (("expected", plain(expected)), ("annual", plain(row.annual)))
        yield _fault(row, "annual", f"targets_{row.aggregation.value}", plain(row.annual), values)
    yield from _shape_faults(row)


def _shape_faults(row: BookIndicator) -> Iterator[Fault]:
    measured = [(number, target) for number, target in enumerate(row.quarters, 1) if target is not None]
    if row.aggregation is Aggregation.ANNUAL_ONLY and len(measured) > 1:
        yield _fault(row, f"quarters.{measured[0][0] - 1}", "annual_once", plain(measured[0][1]))
    for (_, before), (number, after) in pairwise(measured):
        if row.aggregation in _RISING and after < before:
            yield _fault(row, f"quarters.{number - 1}", "target_falls", plain(after))
        if row.aggregation is Aggregation.AVERAGE_WEIGHTED and after != before:
            yield _fault(row, f"quarters.{number - 1}", "target_moves", plain(after))


def _component_faults(row: BookIndicator) -> Iterator[Fault]:
    also = ("aggregation", "denominator_fixed")
    if row.aggregation not in WITH_COMPONENTS:
        for field in ("numerator_label", "denominator_label", "denominator_fixed"):
            if getattr(row, field) not in ("", None):
                found = str(getattr(row, field))
                yield Fault(Sheet.INDICATORS, row.row, field, "components_need_ratio", found, also=also)
        return
    if not row.numerator_label:
        yield Fault(Sheet.INDICATORS, row.row, "numerator_label", "numerator_label_missing", also=also)
    if not row.denominator_label:
        yield Fault(Sheet.INDICATORS, row.row, "denominator_label", "denominator_label_missing", also=also)
    if row.denominator_fixed == 0:
        yield Fault(Sheet.INDICATORS, row.row, "denominator_fixed", "denominator_zero", "0", also=also)


def _range_faults(row: BookIndicator) -> Iterator[Fault]:
    also = ("polarity", "annual")
    if row.polarity is not Polarity.RANGE:
        if row.upper is not None:
            yield Fault(Sheet.INDICATORS, row.row, "upper", "upper_needs_range", plain(row.upper), also=also)
    elif row.upper is None or (row.annual is not None and row.upper <= row.annual):
        yield Fault(Sheet.INDICATORS, row.row, "upper", "upper_low", plain(row.upper), also=also)


def _fault(
    row: BookIndicator, field: str, problem: str, found: str = "", values: tuple[tuple[str, str], ...] = ()
) -> Fault:
    return Fault(Sheet.INDICATORS, row.row, field, problem, found, values, _TARGETS)


def plain(figure: Decimal | None) -> str:
    """A figure as an official types it: decimal comma, no trailing zeros, no thousands."""
    if figure is None:
        return ""
    text = f"{figure:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
