"""One figure on a checker's card: with everything said about it, or on one line where there are many."""

from decimal import Decimal

from sop.checks import Checked, achieved, rating
from sop.indicators import Indicator, Missing, Polarity
from sop.sheets import SheetRow
from text.catalogue import Markup, joined, plain, words
from text.printing import exact, number, percent

LONG_NAME, SHORT_NAME, LONGEST_WORDS = 110, 48, 140  # characters


def whole(one: Checked) -> Markup:
    """Value against target, why it deserves a look, and what was said about it."""
    row = one.row
    values = {
        "number": row.number,
        "name": shortened(row.indicator.name, LONG_NAME),
        "value": value(row),
        "target": target(row),
    }
    score = achieved(row)
    if score is None:
        head = words("checks.row_bare", **values)
    else:
        head = words("checks.row", **values, percent=percent(score), rating=rating(row))
    return joined((head, _remarks(one), *_said(row)))


def short(one: Checked) -> Markup:
    """The same on one line."""
    row, score = one.row, achieved(one.row)
    values = {
        "number": row.number,
        "name": shortened(row.indicator.name, SHORT_NAME),
        "value": value(row),
        "target": target(row),
    }
    if score is None:
        line = words("checks.row_short_bare", **values)
    else:
        line = words("checks.row_short", **values, percent=percent(score))
    return joined((line, _remarks(one)), " · ")


def value(row: SheetRow) -> str:
    """The quarter's figure, with its unit where no target carries it; a ratio with what it was made of."""
    found, said = row.measurement.realization, row.realization
    if isinstance(found, Missing):
        return plain(f"checks.missing_{found.value}")
    bare = isinstance(row.measurement.target, Decimal) and row.indicator.uom.strip() != "%"
    printed = number(found, row.indicator.precision) if bare else with_unit(found, row.indicator)
    below = row.indicator.denominator_fixed or said.denominator
    if said.numerator is None or below is None:
        return printed
    return plain("checks.components", value=printed, above=exact(said.numerator), below=exact(below))


def target(row: SheetRow) -> str:
    """The quarter's target with its unit; a range with both bounds."""
    found = row.measurement.target
    if isinstance(found, Missing):
        return plain(f"checks.missing_{found.value}")
    printed = with_unit(found, row.indicator)
    if row.indicator.polarity is not Polarity.RANGE or row.target.upper is None:
        return printed
    return plain("checks.range", lower=printed, upper=with_unit(row.target.upper, row.indicator))


def with_unit(figure: Decimal, indicator: Indicator) -> str:
    printed = number(figure, indicator.precision)
    return f"{printed}%" if indicator.uom.strip() == "%" else f"{printed} {indicator.uom}".strip()


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
    if said.note and said.note != said.obstacle:
        lines.append(words("checks.row_note", note=shortened(said.note, LONGEST_WORDS)))
    for one in row.corrections[-1:]:
        reason = shortened(one.reason, LONGEST_WORDS)
        lines.append(
            words("checks.row_correction", written=one.written, should_be=one.should_be, reason=reason)
        )
    if row.round > 1 and row.reason:
        lines.append(words("checks.row_return", reason=shortened(row.reason, LONGEST_WORDS)))
    return tuple(lines)
