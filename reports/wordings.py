"""How figures read on paper, and the words for a figure that is not there.

Values arrive unrounded and are rounded by the one printer of numbers. Nothing here says who is late: a
figure that has not come in is `data menyusul`. Source: domain 3.0; practice 3.3.
"""

import re
from datetime import date
from decimal import Decimal

from reports.fonts import NO_BREAK
from sop.indicators import Missing
from sop.periods import Period
from sop.reports import Components, Figure, ReportRow
from text import printing
from text.standings import standing

QUARTER = re.compile(r"\b(TW|Triwulan) (?=[IV]+\b)")
NONE = "–"
ABSENT = {
    Missing.NOT_DUE: "tidak diukur",
    Missing.NOT_FILLED: "data menyusul",
    Missing.NO_DATA_YET: "belum ada data",
    Missing.NOT_RELEASED: "belum rilis",
    Missing.NO_TARGET: "tidak ditargetkan",
    Missing.NO_DENOMINATOR: "tidak dapat dihitung",
}


def figure(value: Figure, precision: int, carried: bool = False) -> str:
    """A cell of a table: the number, a range, or why there is none; carried figures stand in brackets."""
    if value.value is None:
        return ABSENT[value.missing] if value.missing is not None else NONE
    words = printing.number(value.value, precision)
    if value.upper is not None:
        words = f"{words}–{printing.number(value.upper, precision)}"
    return f"({words})" if carried else words


def plain(value: Decimal | None, precision: int = 2) -> str:
    """A number, or a dash where there is none."""
    return NONE if value is None else printing.number(value, precision)


def percent(value: Decimal | None, precision: int = 2) -> str:
    return NONE if value is None else printing.percent(value, precision)


def components(parts: Components) -> str:
    """Numerator and denominator under a ratio, with only the decimals they have."""
    return f"{printing.exact(parts.numerator)} / {printing.exact(parts.denominator)}"


def day(value: date | None) -> str:
    """A date as narrow columns print it: "15 Des 2026"."""
    return NONE if value is None else unbroken(printing.short_date(value))


def months(period: Period) -> str:
    """ "Juli–September 2026"."""
    first, last = (printing.long_date(day).split()[1] for day in (period.first_day, period.last_day))
    return f"{first}–{last} {period.year}"


def through(period: Period) -> str:
    """Up to when the figures of a report reach: "s.d. TW III", or "tahun 2026"."""
    return f"s.d. {unbroken(period.short)}" if period.quarter else f"tahun {period.year}"


def unbroken(words: str) -> str:
    """Words that stay on one line: "TW III" must not lose its number to the next."""
    return words.replace(" ", NO_BREAK)


def sentence(words: str) -> str:
    """What people typed, begun like a sentence, with no quarter torn from its number; empty stays empty."""
    return QUARTER.sub(r"\1" + NO_BREAK, words[:1].upper() + words[1:])


def row_standing(row: ReportRow) -> str:
    """Figure, target and achievement s.d. triwulan of a scored row: "5 kasus, batas 3 (capaian 33,33%)"."""
    nothing = Decimal(0)
    return standing(
        row.to_date_realization.value or nothing,
        row.to_date_target.value or nothing,
        row.to_date_achievement.value or nothing,
        uom=row.uom,
        precision=row.precision,
        sense=row.sense,
        upper=row.to_date_target.upper,
    )
