"""Reading one typed date: "20/11", "20 Nov", "Besok", "+3 hk". Source: practice 1.5; telegram 3.5.

A date without a year is the one nearest to today. Dates are local to the office.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sop.calendars import BeyondCalendar, Calendar
from sop.numerals import cleaned


class DateRefusal(StrEnum):
    """Why a text is no date."""

    NONE = ""
    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"  # 31 November
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class DateReading:
    """The date, or the reason why there is none."""

    day: date | None
    refusal: DateRefusal = DateRefusal.NONE


YEARS_AROUND = 10
_NAMED_DAYS = {"kemarin": -1, "hari ini": 0, "sekarang": 0, "besok": 1, "lusa": 2}
_MONTH_NAMES = (
    ("januari", "jan"),
    ("februari", "pebruari", "feb", "peb"),
    ("maret", "mar"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("agustus", "agt", "agu", "ags", "agust"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})[ ./-](?P<month>[0-9]{1,2}|[a-z]+)\.?(?:[ ./-](?P<year>[0-9]{4}|[0-9]{2}))?"
)
_AHEAD = re.compile(r"\+ ?(?P<count>[0-9]{1,3}) ?(?P<unit>hk|hari kerja|hari)")
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu) ?,? ")


def read_date(text: str, now: datetime, calendar: Calendar) -> DateReading:
    """Read a date; `now` (UTC) tells what today is in the office. Never raises."""
    plain = _WEEKDAY.sub("", cleaned(text).lower().rstrip("."))
    today = calendar.local_day(now)
    if plain in _NAMED_DAYS:
        return DateReading(today + timedelta(days=_NAMED_DAYS[plain]))
    ahead = _AHEAD.fullmatch(plain)
    if ahead is not None:
        return _ahead(int(ahead["count"]), ahead["unit"], today, calendar)
    found = _YEAR_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(plain)
    if found is None:
        return DateReading(None, DateRefusal.UNREADABLE)
    written = found["month"]
    month = int(written) if written.isdigit() else _MONTHS.get(written, 0)
    if month == 0 and not written.isdigit():
        return DateReading(None, DateRefusal.UNREADABLE)
    return _dated(int(found["day"]), month, found["year"], today)


def read_printed_date(text: str) -> date | None:
    """The day of a full date as papers print it ("4 JULI 2022"); None for anything else."""
    found = _DAY_FIRST.fullmatch(cleaned(text).lower().rstrip("."))
    if found is None or found["year"] is None or len(found["year"]) < 4:
        return None
    written = found["month"]
    return _day(
        int(found["year"]), int(written) if written.isdigit() else _MONTHS.get(written, 0), int(found["day"])
    )


def _ahead(count: int, unit: str, today: date, calendar: Calendar) -> DateReading:
    if unit == "hari":
        return DateReading(today + timedelta(days=count))
    try:
        return DateReading(calendar.working_day_after(today, count))
    except BeyondCalendar:
        return DateReading(None, DateRefusal.TOO_FAR)


def _dated(day: int, month: int, written_year: str | None, today: date) -> DateReading:
    """The date of a written year, two digits meaning this century, or the year that brings it nearest."""
    if written_year is not None:
        years = [int(written_year) + (today.year // 100 * 100 if len(written_year) == 2 else 0)]
    else:
        years = [today.year - 1, today.year, today.year + 1]
    if any(abs(year - today.year) > YEARS_AROUND for year in years):
        return DateReading(None, DateRefusal.TOO_FAR)
    days = [found for year in years if (found := _day(year, month, day)) is not None]
    if not days:
        return DateReading(None, DateRefusal.NO_SUCH_DAY)
    return DateReading(min(days, key=lambda found: abs(found - today)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
