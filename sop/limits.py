"""Time limits as SOPs print them ("1.5 jam", "2 Hari", "1 pekan") and the moment they end.

Source: domain 7.4. Minutes and hours measure handling effort in working time; days and weeks end at closing
time and do not count the day of receipt; "3 bulan" is the quarter itself. What cannot be read is refused,
never guessed; what was read with a correction says so in `note`.
"""

import math
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from sop.calendars import Calendar
from sop.periods import Period, quarter_of

DAYS_OF_A_WEEK = 5  # "1 pekan" is five working days
END_OF_DAY = time(23, 59)


class UnreadableLimit(ValueError):
    """A norm text that must be corrected by hand."""


class LimitUnit(StrEnum):
    """What `Limit.amount` counts, or which window the limit is bound to."""

    WORKING_TIME = "working_time"  # amount in working seconds
    WORKING_DAYS = "working_days"
    MONTHS = "months"  # calendar months
    QUARTER_END = "quarter_end"
    YEAR_END = "year_end"
    NEXT_QUARTER = "next_quarter"  # loop marker: no clock
    START_OF_YEAR = "start_of_year"  # until the last working day of month `amount`


BOUND = frozenset({LimitUnit.QUARTER_END, LimitUnit.YEAR_END, LimitUnit.START_OF_YEAR})
"""Limits that name a day of the calendar, whenever the work began."""


class LimitNote(StrEnum):
    """What was done to the text beyond reading it."""

    NONE = ""
    NOT_FROM_SOP = "not_from_sop"  # blank: one working day, marked "bukan dari SOP"
    TYPO = "typo"  # "lam" read as "jam"
    UPPER = "upper"  # a range: the upper end counts
    ROUNDED_UP = "rounded_up"  # days end at closing time, so a fraction counts as a day


@dataclass(frozen=True, slots=True)
class Limit:
    """A norm: how much of what, and the raw text it was read from."""

    amount: Decimal
    unit: LimitUnit
    raw: str
    note: LimitNote = LimitNote.NONE


_WORDS = {
    word: str(place)
    for place, word in enumerate(
        ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"), start=1
    )
}
_SECONDS = {"menit": 60, "mnt": 60, "jam": 3600, "lam": 3600}
_NUMBER = rf"[0-9]+(?:[.,][0-9]+)?|{'|'.join(_WORDS)}"
_NORM = re.compile(
    rf"(?P<low>{_NUMBER})(?: ?\((?:{_NUMBER})\))?"
    rf"(?: ?(?:-|–|s/d|sampai) ?(?P<high>{_NUMBER}))?"
    r" ?(?P<unit>menit|mnt|jam|lam|hari|pekan|minggu|bulan|triwulan|tahun)(?: kerja)?"
    r"(?: (?P<anchor>berikut(?:nya)?|awal tahun))?"
)


@lru_cache(maxsize=256)
def read_limit(text: str) -> Limit:
    """Read a norm text; blank is one working day that is not from the SOP.

    Raises UnreadableLimit with the text when the grammar of domain 7.4 does not cover it.
    """
    plain = " ".join(text.lower().split()).rstrip(".")
    if not plain:
        return Limit(Decimal(1), LimitUnit.WORKING_DAYS, text, LimitNote.NOT_FROM_SOP)
    found = _NORM.fullmatch(plain)
    if found is None:
        raise UnreadableLimit(f'limit {text!r} is not of the form "2 jam", "3 hari", "1 pekan"')
    low, high = _amount(found["low"]), _amount(found["high"] or found["low"])
    if not 0 < low <= high <= 10_000:
        raise UnreadableLimit(f"limit {text!r} has no sensible amount")
    note = LimitNote.UPPER if high != low else LimitNote.NONE
    return _bound(high, found["unit"], found["anchor"] or "", text, note)


def _amount(written: str) -> Decimal:
    return Decimal(_WORDS.get(written, written).replace(",", "."))


def _bound(amount: Decimal, unit: str, anchor: str, raw: str, note: LimitNote) -> Limit:
    """The limit of an amount of a printed unit, with the words that anchor it to the year or quarter."""
    if anchor:
        return _anchored(amount, unit, anchor, raw)
    if unit in _SECONDS:
        seconds = Decimal(math.ceil(amount * _SECONDS[unit]))
        return Limit(seconds, LimitUnit.WORKING_TIME, raw, LimitNote.TYPO if unit == "lam" else note)
    if unit in ("hari", "pekan", "minggu"):
        days = amount * (1 if unit == "hari" else DAYS_OF_A_WEEK)
        whole = Decimal(math.ceil(days))
        return Limit(whole, LimitUnit.WORKING_DAYS, raw, note if whole == days else LimitNote.ROUNDED_UP)
    return _calendar_bound(amount, unit, raw, note)


def _calendar_bound(amount: Decimal, unit: str, raw: str, note: LimitNote) -> Limit:
    if amount != amount.to_integral_value():
        raise UnreadableLimit(f"limit {raw!r} counts a part of a calendar month or year")
    printed = (unit, int(amount))
    if printed in (("bulan", 3), ("triwulan", 1)):
        return Limit(Decimal(1), LimitUnit.QUARTER_END, raw, note)
    if printed in (("bulan", 12), ("triwulan", 4), ("tahun", 1)):
        return Limit(Decimal(1), LimitUnit.YEAR_END, raw, note)
    if unit == "bulan" and amount < 12:
        return Limit(amount, LimitUnit.MONTHS, raw, note)
    raise UnreadableLimit(f"limit {raw!r} is longer than the year of its case")


def _anchored(amount: Decimal, unit: str, anchor: str, raw: str) -> Limit:
    if anchor == "awal tahun" and unit == "bulan" and amount in range(1, 12):
        return Limit(amount, LimitUnit.START_OF_YEAR, raw)
    if anchor.startswith("berikut") and (unit, str(amount)) in (("bulan", "3"), ("triwulan", "1")):
        return Limit(Decimal(1), LimitUnit.NEXT_QUARTER, raw)
    raise UnreadableLimit(f"limit {raw!r}: {anchor!r} does not go with its amount")


def working_days(limit: Limit) -> int:
    """The working days a limit of the paper gives; 0 where it counts something else or is not printed."""
    counted = limit.unit is LimitUnit.WORKING_DAYS and limit.note is not LimitNote.NOT_FROM_SOP
    return int(limit.amount) if counted else 0


def due(limit: Limit, start: datetime, calendar: Calendar, period: Period | None = None) -> datetime | None:
    """When work that starts at `start` (UTC) has used its norm up; None for the marker "next quarter".

    `period` is the case's own; without it the window of year or quarter is the one `start` lies in.
    """
    today = calendar.local_day(start)
    period = period or quarter_of(today)
    match limit.unit:
        case LimitUnit.WORKING_TIME:
            return calendar.add(start, int(limit.amount))
        case LimitUnit.WORKING_DAYS:
            return calendar.nth_working_day_after(start, int(limit.amount))
        case LimitUnit.MONTHS:
            return _closing_by(_months_later(today, int(limit.amount)), calendar)
        case LimitUnit.QUARTER_END:
            return calendar.at(period.last_day, END_OF_DAY)
        case LimitUnit.YEAR_END:
            return calendar.at(period.whole_year.last_day, END_OF_DAY)
        case LimitUnit.START_OF_YEAR:
            month = int(limit.amount)
            return _closing_by(date(period.year, month, monthrange(period.year, month)[1]), calendar)
        case LimitUnit.NEXT_QUARTER:
            return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _closing_by(day: date, calendar: Calendar) -> datetime:
    """Closing time of the day, or of the last working day before it."""
    return calendar.closing(calendar.working_day_before(day, 0))
