"""Asking for a correction, choosing between two readings, and telling whose figure it was."""

from collections.abc import Sequence

from screens.cards import button
from screens.checked_rows import shortened
from sop.aggregations import RATIOS
from sop.indicators import Correction, Indicator
from sop.sheets import Sheet, SheetRow
from text.catalogue import plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.routes` says who serves them.
CHOOSE = "cch"
OBJECT = "cob"

LONGEST_NAME = 80  # characters


def question(row: SheetRow, written: str) -> Screen:
    """What should stand there, and why."""
    ratio = row.indicator.aggregation in RATIOS
    text = words(
        "corrections.ask",
        number=row.number,
        name=shortened(row.indicator.name, LONGEST_NAME),
        written=written,
        uom="" if ratio else row.indicator.uom,
    )
    placeholder = "corrections.placeholder_ratio" if ratio else "corrections.placeholder"
    return Screen(text, placeholder=plain(placeholder))


def which(sheet: Sheet, row: SheetRow, readings: Sequence[str], answer: int) -> Screen:
    """A button for each reading of message `answer`; nothing stands before one is pressed."""
    rows: tuple[tuple[Button, ...], ...] = tuple(
        (button(sheet, label, CHOOSE, f"{place}.{answer}"),) for place, label in enumerate(readings, 1)
    )
    return Screen(words("corrections.which", name=shortened(row.indicator.name, LONGEST_NAME)), rows)


def line(bundle_id: int, indicator: Indicator, correction: Correction, by: str) -> Screen:
    """The silent line to whoever had entered the figure, with the way to object."""
    text = words(
        "corrections.line",
        name=indicator.name,
        by=by,
        written=correction.written,
        should_be=correction.should_be,
        reason=correction.reason.rstrip("."),
    )
    return Screen(text, (objection_row(bundle_id, correction),))


def objection_row(bundle_id: int, correction: Correction) -> tuple[Button, ...]:
    """ "Keberatan" against a correction that was made on a card of this bundle."""
    data = packed(Tap(OBJECT, str(bundle_id), 0, str(correction.id)))
    return (Button(plain("corrections.objection"), data),)


def objection_line(
    indicator: Indicator, correction: Correction, objector: str, *, in_year: bool = False
) -> Screen:
    """What the corrector hears; the figures of a year are changed again, never returned."""
    text = words(
        "corrections.objection_line_year" if in_year else "corrections.objection_line",
        objector=objector,
        name=indicator.name,
        written=correction.written,
        should_be=correction.should_be,
    )
    return Screen(text)
