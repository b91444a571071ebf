"""Reporting periods: a year, "2026", or a quarter, "2026-Q3". Source: design 4 (Case); domain 2.3."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

ROMAN = ("", "I", "II", "III", "IV")
_WRITTEN = re.compile(r"([0-9]{4})(?:-Q([1-4]))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A fiscal year (`quarter` 0) or one of its quarters (1 to 4). Sorts in order of time within its kind."""

    year: int
    quarter: int = 0

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 9998 and 0 <= self.quarter <= 4):
            raise ValueError(f"not a period: year {self.year}, quarter {self.quarter}")

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Period":
        """The following period of the same kind."""
        if self.quarter in (0, 4):
            return Period(self.year + 1, min(self.quarter, 1))
        return Period(self.year, self.quarter + 1)

    @property
    def previous(self) -> "Period":
        """The period of the same kind before this one."""
        if self.quarter in (0, 1):
            return Period(self.year - 1, 4 * self.quarter)
        return Period(self.year, self.quarter - 1)

    @property
    def whole_year(self) -> "Period":
        return Period(self.year)

    @property
    def quarters(self) -> tuple["Period", ...]:
        """The four quarters of the year; of a quarter, itself alone."""
        if self.quarter:
            return (self,)
        return tuple(Period(self.year, quarter) for quarter in range(1, 5))

    @property
    def title(self) -> str:
        """As reports print it: "Triwulan III Tahun 2026", "Tahun 2026"."""
        year = f"Tahun {self.year}"
        return f"Triwulan {ROMAN[self.quarter]} {year}" if self.quarter else year

    @property
    def short(self) -> str:
        """As cards print it: "TW III", "2026"."""
        return f"TW {ROMAN[self.quarter]}" if self.quarter else str(self.year)


def read_period(text: str) -> Period:
    """Read "2026" or "2026-Q3"; anything else is a ValueError that names what was found."""
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        raise ValueError(f'a period is written "2026" or "2026-Q3", not {text!r}')
    return Period(int(found[1]), int(found[2] or 0))


def quarter_of(day: date) -> Period:
    """The quarter a day lies in."""
    return Period(day.year, (day.month + 2) // 3)
