"""Finalising a year: the list of its figures, how to change one, and what others are told. Practice 4.5."""

from collections.abc import Sequence

from screens.cards import button, card, ok
from screens.checked_rows import shortened
from screens.corrections import objection_row
from sop.finalisations import YearFigure
from sop.indicators import Correction, Indicator, Missing
from sop.periods import Period
from sop.sheets import Sheet, SheetRow
from text.catalogue import Markup, joined, plain, words
from text.printing import exact, percent, rounded
from text.screens import Button, Screen

# Acts of this area's buttons; `handlers.finalisations` says who serves them.
CHANGE = "ych"
CHOOSE = "ycc"
PART = "ypt"
PART_CHARACTERS = 2600  # of HTML; head, foot and the words above need the rest of the 4096
LONGEST_NAME = 90  # characters


def year_card(sheet: Sheet, figures: Sequence[YearFigure]) -> Screen:
    """The figures of the year; one press where all of them stay as they are."""
    parts = _parts(figures)
    moved = sum(one.moved for one in figures)
    year = sheet.period.year
    intro = words("finalisations.intro", year=year)
    if moved:
        intro = words("finalisations.intro_moved", year=year, count=moved)
    settle = ok(sheet, "finalisations.settle", year=year) if moved else ok(sheet, "finalisations.keep")
    rows: list[tuple[Button, ...]] = [(settle,), (button(sheet, plain("finalisations.change"), CHANGE),)]
    if len(parts) > 1:
        rows.append(_more(sheet, parts, 1))
    return card(sheet, joined((intro, _lines(parts[0])), "\n\n"), tuple(rows))


def part(sheet: Sheet, figures: Sequence[YearFigure], at: int) -> Screen:
    """A further part of a long list."""
    parts = _parts(figures)
    at = min(max(at, 0), len(parts) - 1)
    head = words("finalisations.part", year=sheet.period.year)
    rows = (_more(sheet, parts, at + 1),) if at + 1 < len(parts) else ()
    return Screen(joined((head, _lines(parts[at]))), rows)


def question() -> Screen:
    """What should stand there, and why."""
    return Screen(words("finalisations.ask"), placeholder=plain("finalisations.placeholder"))


def which(sheet: Sheet, row: SheetRow, readings: Sequence[str], answer: int) -> Screen:
    """A button for each reading of message `answer`; nothing stands before one is pressed."""
    rows = tuple(
        (button(sheet, label, CHOOSE, f"{place}.{answer}"),) for place, label in enumerate(readings, 1)
    )
    period = Period(row.realization.year, row.realization.quarter)
    name = shortened(row.indicator.name, LONGEST_NAME)
    return Screen(words("finalisations.which", name=name, period=period.short), rows)


def changed(indicator: Indicator, period: Period, correction: Correction) -> Markup:
    return words(
        "finalisations.changed",
        name=indicator.name,
        period=period.short,
        written=correction.written,
        should_be=correction.should_be,
    )


def told(bundle_id: int, indicator: Indicator, period: Period, correction: Correction, by: str) -> Screen:
    """The silent line to whoever had entered or checked the figure, with the way to object."""
    text = words(
        "finalisations.told",
        year=period.year,
        name=indicator.name,
        period=period.short,
        by=by,
        written=correction.written,
        should_be=correction.should_be,
        reason=correction.reason.rstrip("."),
    )
    return Screen(text, (objection_row(bundle_id, correction),))


def _more(sheet: Sheet, parts: Sequence[Sequence[YearFigure]], at: int) -> tuple[Button, ...]:
    label = plain("finalisations.more", first=parts[at][0].number, last=parts[at][-1].number)
    return (button(sheet, label, PART, str(at)),)


def _parts(figures: Sequence[YearFigure]) -> list[list[YearFigure]]:
    """The list cut into pieces that fit a message."""
    parts: list[list[YearFigure]] = [[]]
    room = PART_CHARACTERS
    for one in figures:
        size = len(_line(one)) + 1
        if parts[-1] and size > room:
            parts.append([])
            room = PART_CHARACTERS
        parts[-1].append(one)
        room -= size
    return parts


def _lines(figures: Sequence[YearFigure]) -> Markup:
    return joined(_line(one) for one in figures)


def _line(one: YearFigure) -> Markup:
    name = shortened(one.indicator.name, LONGEST_NAME)
    if isinstance(one.year, Missing):
        return words(
            "finalisations.line_missing", number=one.number, name=name, reason=plain("finalisations.none")
        )
    annual = one.target.annual
    target = plain("finalisations.no_target") if annual is None else exact(annual)
    achieved = one.achievement
    return words(
        "finalisations.line_moved" if one.moved else "finalisations.line",
        number=one.number,
        name=name,
        value=exact(rounded(one.year, one.indicator.precision)),
        uom=one.indicator.uom,
        target=target,
        achievement="–" if isinstance(achieved, Missing) else percent(achieved),
    )
