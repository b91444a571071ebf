"""One figure on a checker's card: with everything said about it, or on one line where there are many."""

from decimal import Decimal

from sop.aggregations import RATIOS, Value
from sop.checks import Checked, achieved, rating
from sop.indicators import Aggregation, Missing, Polarity
from sop.periods import Period
from sop.sheets import SheetRow
from text.catalogue import Markup, joined, plain, words
from text.printing import exact, number, percent, rounded

GIVEN_DECIMALS = 4  # as many as anybody types
_POOLED = (Aggregation.RATIO_CUMULATIVE, Aggregation.AVERAGE_WEIGHTED)
LONG_NAME, SHORT_NAME, LONGEST_WORDS = 110, 48, 140  # characters


def whole(one: Checked) -> Markup:
    """Value against target, why it deserves a look, and what was said about it."""
    row = one.row
    head = words(
        "checks.row",
        number=row.number,
        name=shortened(row.indicator.name, LONG_NAME),
        figures=figures(row),
    )
    return joined((head, _remarks(one), *_said(row)))


def short(one: Checked) -> Markup:
    """The same on one line: what the rating is made of."""
    row = one.row
    line = words(
        "checks.row_short",
        number=row.number,
        name=shortened(row.indicator.name, SHORT_NAME),
        figures=outcome(row),
    )
    return joined((line, _remarks(one)), " · ")


def figures(row: SheetRow) -> str:
    """The quarter, the year so far, and what it achieves: the very figures of the report.

    Where quarter and year so far are the same they are said once. Source: domain 2.3, 6.3.
    """
    found, period = row.measurement, _period(row)
    parts = [plain("checks.quarter", period=period, figure=_quarter(row))]
    if isinstance(found.realization_to_date, Decimal) and not _same(row):
        said = against(row, _value_to_date(row), found.target_to_date)
        parts.append(plain("checks.to_date", period=period, figure=said))
    elif isinstance(found.realization, Decimal) and not isinstance(found.realization_to_date, Decimal):
        parts.append(plain("checks.to_date_unknown", period=period))
    return " · ".join((*parts, *_achieved(row)))


def outcome(row: SheetRow) -> str:
    """The year so far, else the quarter, and what it achieves."""
    found = row.measurement
    if not isinstance(found.realization_to_date, Decimal):
        return _quarter(row)
    value = with_unit(row, found.realization_to_date, named=_is_limit(row))
    said = against(row, value, found.target_to_date)
    score = achieved(row)
    return said if score is None else f"{said} · {plain('checks.achieved', percent=percent(score))}"


def _period(row: SheetRow) -> str:
    return Period(row.realization.year, row.realization.quarter).short


def _same(row: SheetRow) -> bool:
    """Whether the quarter and the year so far are one and the same figure."""
    found = row.measurement
    return (found.realization, found.target, found.components) == (
        found.realization_to_date,
        found.target_to_date,
        found.components_to_date,
    )


def _quarter(row: SheetRow) -> str:
    """What was entered, against the quarter's own target; increments of a ratio as the pair they are."""
    found = row.measurement
    if isinstance(found.realization, Missing):
        why = plain(f"checks.missing_{found.realization.value}")
        return plain("checks.missing", why=why, target=target(row, found.target))
    if not _same(row) and row.indicator.aggregation in _POOLED and found.components is not None:
        return _pair(found.components)
    value = with_unit(row, found.realization, named=_is_limit(row))
    return against(row, _with_pair(value, found.components), found.target)


def _value_to_date(row: SheetRow) -> str:
    value = row.measurement.realization_to_date
    assert isinstance(value, Decimal)
    printed = with_unit(row, value, named=_is_limit(row))
    return _with_pair(printed, row.measurement.components_to_date)


def against(row: SheetRow, value: str, goal: Value) -> str:
    """ "45 dari 60 sentra"; where less is better "5 kasus, batas 3"."""
    if isinstance(goal, Missing):
        return plain("checks.untargeted", value=value, why=plain(f"checks.missing_{goal.value}"))
    if _is_limit(row):
        return plain("checks.limited", value=value, target=with_unit(row, goal, named=False))
    return plain("checks.targeted", value=value, target=target(row, goal))


def _is_limit(row: SheetRow) -> bool:
    return row.indicator.polarity is Polarity.MINIMIZE


def _with_pair(value: str, components: tuple[Value, Value] | None) -> str:
    pair = _pair(components)
    return plain("checks.components", value=value, pair=pair) if pair else value


def _pair(components: tuple[Value, Value] | None) -> str:
    """ "61/120"; empty where a part of it is missing."""
    above, below = components or (Missing.NOT_FILLED, Missing.NOT_FILLED)
    if isinstance(above, Missing) or isinstance(below, Missing):
        return ""
    return f"{exact(above)}/{exact(below)}"


def _achieved(row: SheetRow) -> tuple[str, ...]:
    score, word = achieved(row), rating(row)
    if score is None:
        return ()
    said = plain("checks.achieved", percent=percent(score))
    return (f"{said}, {word}" if word else said,)


def target(row: SheetRow, goal: Value) -> str:
    """A target with its unit; a range with both bounds."""
    if isinstance(goal, Missing):
        return plain(f"checks.missing_{goal.value}")
    if row.indicator.polarity is not Polarity.RANGE or row.target.upper is None:
        return with_unit(row, goal)
    return plain(
        "checks.range", lower=with_unit(row, goal, named=False), upper=with_unit(row, row.target.upper)
    )


def with_unit(row: SheetRow, figure: Decimal, *, named: bool = True) -> str:
    """A figure as the forms print it; `named`: with its unit, where that is a word."""
    uom = row.indicator.uom.strip()
    printed = _printed(row, figure)
    if uom == "%":
        return f"{printed}%"
    return f"{printed} {uom}".strip() if named else printed


def _printed(row: SheetRow, figure: Decimal) -> str:
    """Every digit that somebody gave; what division made is rounded to the indicator's decimals."""
    whole_digits = figure == rounded(figure, max(row.indicator.precision, GIVEN_DECIMALS))
    ratio = row.indicator.aggregation in RATIOS and figure % 1 != 0
    return exact(figure) if whole_digits and not ratio else number(figure, row.indicator.precision)


def shortened(text: str, longest: int) -> str:
    """Cut at a word, with an ellipsis; never in the middle of one unless it is a single long word."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;.") + "…"


def _remarks(one: Checked) -> Markup:
    if not one.remarks:
        return Markup("")
    said = "; ".join(plain(f"checks.remark_{remark.value}") for remark in one.remarks)
    return words("checks.row_remarks", remarks=said)


def _said(row: SheetRow) -> tuple[Markup, ...]:
    """Obstacle, follow-up and note of the enterer, the latest correction, the reason of a return."""
    said, lines = row.realization, []
    if said.obstacle:
        lines.append(words("checks.row_obstacle", obstacle=shortened(said.obstacle, LONGEST_WORDS)))
    if said.follow_up:
        lines.append(words("checks.row_follow_up", follow_up=shortened(said.follow_up, LONGEST_WORDS)))
    if said.supporting_factor:
        lines.append(words("checks.row_factor", factor=shortened(said.supporting_factor, LONGEST_WORDS)))
    if said.note and said.note != said.obstacle:
        lines.append(words("checks.row_note", note=shortened(said.note, LONGEST_WORDS)))
    if row.evidence_count:
        lines.append(words("checks.row_evidence", count=row.evidence_count))
    for one in row.corrections[-1:]:
        reason = shortened(one.reason, LONGEST_WORDS)
        lines.append(
            words("checks.row_correction", written=one.written, should_be=one.should_be, reason=reason)
        )
    if row.round > 1 and row.reason:
        lines.append(words("checks.row_return", reason=shortened(row.reason, LONGEST_WORDS)))
    return tuple(lines)
