"""Reporting periods: a year "2026", a half-year "2026-H2", a quarter "2026-Q3", a month "2026-M07".

Figures exist for quarters. The period of a year has none of its own; that of a month or a half-year shows
those of the quarter it ends in, to date. Only a period that ends with its quarter makes them official: what
an office approves in July and August is the state of a quarter that still runs.
Source: design 4 (Case); domain 2.3.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

ROMAN = ("", "I", "II", "III", "IV")
MONTHS = (
    *("", "Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_WRITTEN = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|M(0[1-9]|1[0-2])))?")


class Cycle(StrEnum):
    """The kinds of periods, and with that of cases."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


_NOUNS = {
    Cycle.MONTH: "bulan",
    Cycle.QUARTER: "triwulan",
    Cycle.HALF_YEAR: "semester",
    Cycle.YEAR: "tahun",
}
_MONTHS_OF = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A fiscal year (`quarter` 0), or a quarter, half-year or month of it. Sorts by time within its kind.

    `quarter` is the quarter whose figures belong to the period, also of a month and of a half-year.
    """

    year: int
    quarter: int = 0
    half: int = 0
    month: int = 0

    def __post_init__(self) -> None:
        if self.month or self.half:
            ends_in = 2 * self.half if self.half else (self.month + 2) // 3
            if self.quarter not in (0, ends_in) or (self.month and self.half):
                raise ValueError("not a period: more than one part of a year")
            object.__setattr__(self, "quarter", ends_in)
        fits = 0 <= self.quarter <= 4 and 0 <= self.half <= 2 and 0 <= self.month <= 12
        if not (1900 <= self.year <= 9998 and fits):
            raise ValueError(f"not a period: year {self.year}, quarter {self.quarter}")

    def __str__(self) -> str:
        match self.cycle:
            case Cycle.MONTH:
                return f"{self.year}-M{self.month:02}"
            case Cycle.HALF_YEAR:
                return f"{self.year}-H{self.half}"
            case Cycle.QUARTER:
                return f"{self.year}-Q{self.quarter}"
            case Cycle.YEAR:
                return str(self.year)

    @property
    def cycle(self) -> Cycle:
        """What kind of period it is."""
        if self.month:
            return Cycle.MONTH
        if self.half:
            return Cycle.HALF_YEAR
        return Cycle.QUARTER if self.quarter else Cycle.YEAR

    @property
    def place(self) -> int:
        """Which one of its kind in the year: 7 for July, 3 for the third quarter, 1 for a year."""
        return self.month or self.half or self.quarter or 1

    @property
    def first_day(self) -> date:
        return date(self.year, (self.place - 1) * _MONTHS_OF[self.cycle] + 1, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Period":
        """The following period of the same kind."""
        last = self.place == 12 // _MONTHS_OF[self.cycle]
        return _nth(self.cycle, self.year + 1, 1) if last else _nth(self.cycle, self.year, self.place + 1)

    @property
    def previous(self) -> "Period":
        """The period of the same kind before this one."""
        if self.place == 1:
            return self.in_year(self.year - 1)[-1]
        return _nth(self.cycle, self.year, self.place - 1)

    def in_year(self, year: int) -> tuple["Period", ...]:
        """All periods of this kind in a year."""
        return periods_of(self.cycle, year)

    @property
    def whole_year(self) -> "Period":
        return Period(self.year)

    @property
    def quarters(self) -> tuple["Period", ...]:
        """The quarters that end in the period; none in most months."""
        every = periods_of(Cycle.QUARTER, self.year)
        return tuple(one for one in every if self.first_day <= one.last_day <= self.last_day)

    @property
    def makes_official(self) -> bool:
        """Whether its quarter is over with the period: what is approved then is official."""
        return bool(self.quarter) and self.last_day == Period(self.year, self.quarter).last_day

    @property
    def noun(self) -> str:
        """Its kind as a word: "bulan", "triwulan", "semester", "tahun"."""
        return _NOUNS[self.cycle]

    @property
    def title(self) -> str:
        """As reports print it: "Triwulan III Tahun 2026", "Bulan Juli Tahun 2026", "Tahun 2026"."""
        year = f"Tahun {self.year}"
        if self.month:
            return f"Bulan {self.short} {year}"
        return f"{self._named('Triwulan')} {year}" if self.quarter else year

    @property
    def short(self) -> str:
        """As cards print it: "TW III", "Semester II", "Juli", "2026"."""
        if self.month:
            return MONTHS[self.month]
        return self._named("TW") if self.quarter else str(self.year)

    @property
    def brief(self) -> str:
        """As a line names it: "TW III 2026", "Semester II 2026", "Juli 2026", "2026"."""
        return f"{self.short} {self.year}" if self.quarter else str(self.year)

    def _named(self, quarter: str) -> str:
        return f"Semester {ROMAN[self.half]}" if self.half else f"{quarter} {ROMAN[self.quarter]}"


def _nth(cycle: Cycle, year: int, place: int) -> Period:
    match cycle:
        case Cycle.MONTH:
            return Period(year, month=place)
        case Cycle.QUARTER:
            return Period(year, place)
        case Cycle.HALF_YEAR:
            return Period(year, half=place)
        case Cycle.YEAR:
            return Period(year)


def periods_of(cycle: Cycle, year: int) -> tuple[Period, ...]:
    """All periods of a kind in a year, in order of time."""
    return tuple(_nth(cycle, year, place) for place in range(1, 12 // _MONTHS_OF[cycle] + 1))


@lru_cache(maxsize=256)
def read_period(text: str) -> Period:
    """Read "2026", "2026-H2", "2026-Q3" or "2026-M07"; a ValueError names what is none of them."""
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        raise ValueError(f'a period is written "2026", "2026-H2", "2026-Q3" or "2026-M07", not {text!r}')
    year, quarter, half, month = (int(part or 0) for part in found.groups())
    return Period(year, quarter, half, month)


def period_of(cycle: Cycle, day: date) -> Period:
    """The period of a kind that a day lies in."""
    return _nth(cycle, day.year, (day.month - 1) // _MONTHS_OF[cycle] + 1)


def quarter_of(day: date) -> Period:
    """The quarter a day lies in."""
    return period_of(Cycle.QUARTER, day)
