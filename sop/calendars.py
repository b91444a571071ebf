"""Office calendars: weekly hours, seasons such as Ramadan, dated days, and the working time they make.

Source: Perpres 21/2023; domain 7.1-7.3; reliability 4.4. Which day is a holiday comes from the yearly joint
decree of three ministers and is data of the office. The time zone lives only here: callers pass and
receive aware UTC instants, and local dates where a working day is meant.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from sop.working_time import BeyondCalendar, WorkingTime

__all__ = ["BeyondCalendar"]

YEARS_BEFORE_KNOWN = 3
YEARS_AFTER_KNOWN = 2


class DayKind(StrEnum):
    """Why a day or season has hours of its own."""

    PUBLIC = "public"  # libur nasional
    JOINT_LEAVE = "joint_leave"  # cuti bersama
    LOCAL = "local"  # regional day, election
    CLOSURE = "closure"  # disaster, moved office
    RAMADAN = "ramadan"
    OTHER_HOURS = "other_hours"


@dataclass(frozen=True, slots=True)
class Window:
    """Office hours without a break, local time, end not included."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"a window closes after it opens: {self.opens} - {self.closes}")


Windows = tuple[Window, ...]  # of one day, ascending; () is closed
Week = tuple[Windows, Windows, Windows, Windows, Windows, Windows, Windows]  # Monday first


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date with hours of its own; without windows the office is closed."""

    day: date
    reason: str
    kind: DayKind
    windows: Windows = ()
    estimated: bool = False  # "perkiraan" until an admin confirms it


@dataclass(frozen=True, slots=True)
class Season:
    """A weekly pattern that holds from `first` to `last`, both included."""

    first: date
    last: date
    reason: str
    kind: DayKind
    week: Week


@dataclass(frozen=True, slots=True)
class Calendar:
    """One version of an office's calendar. A dated day wins over a season, a season over the week.

    After `known_until` no decree is loaded: the weekly pattern alone answers, and `is_provisional` says so.
    """

    zone: str
    week: Week
    known_until: date
    days: tuple[CalendarDay, ...] = ()
    seasons: tuple[Season, ...] = ()
    version: int = 1
    working_time: WorkingTime = field(init=False, repr=False, compare=False)
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _dated: dict[date, CalendarDay] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if any(len(week) != 7 for week in (self.week, *(season.week for season in self.seasons))):
            raise ValueError("a week has seven days, Monday first")
        patterns = [*self.week, *(windows for season in self.seasons for windows in season.week)]
        for windows in [*patterns, *(dated.windows for dated in self.days)]:
            _refuse_overlap(windows)
        object.__setattr__(self, "_zone", ZoneInfo(self.zone))
        object.__setattr__(self, "_dated", {dated.day: dated for dated in self.days})
        object.__setattr__(self, "working_time", WorkingTime(self._every_day()))

    @property
    def first_day(self) -> date:
        """The first day the calendar can answer for."""
        return date(self.known_until.year - YEARS_BEFORE_KNOWN, 1, 1)

    @property
    def last_day(self) -> date:
        """The last day the calendar can answer for, provisional years included."""
        return date(self.known_until.year + YEARS_AFTER_KNOWN, 12, 31)

    def windows(self, day: date) -> Windows:
        """Office hours of a local date; () when closed."""
        dated = self._dated.get(day)
        if dated is not None:
            return dated.windows
        for season in self.seasons:
            if season.first <= day <= season.last:
                return season.week[day.weekday()]
        return self.week[day.weekday()]

    def reason(self, day: date) -> str:
        """Why a date differs from the plain week, e.g. "Hari Raya Natal"; empty when it does not."""
        dated = self._dated.get(day)
        if dated is not None:
            return dated.reason
        return next((s.reason for s in self.seasons if s.first <= day <= s.last), "")

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self._zone)

    def local_day(self, instant: datetime) -> date:
        return self.local(instant).date()

    def at(self, day: date, clock: time) -> datetime:
        """The UTC instant of a local date and time."""
        return datetime.combine(day, clock, tzinfo=self._zone).astimezone(UTC)

    def add(self, instant: datetime, seconds: int) -> datetime:
        return self.working_time.add(instant, seconds)

    def between(self, start: datetime, end: datetime) -> int:
        return self.working_time.between(start, end)

    def is_open(self, instant: datetime) -> bool:
        return self.working_time.is_open(instant)

    def next_open(self, instant: datetime) -> datetime:
        return self.working_time.next_open(instant)

    def is_working_day(self, day: date) -> bool:
        return self.working_time.is_working_day(day)

    def nth_working_day_after(self, instant: datetime, n: int) -> datetime:
        """Closing time of the nth working day; the day of the instant is not counted. Source: domain 7.4."""
        return self.closing(self.working_time.working_day_after(self.local_day(instant), n))

    def working_day_after(self, day: date, n: int) -> date:
        return self.working_time.working_day_after(day, n)

    def working_day_before(self, day: date, n: int) -> date:
        return self.working_time.working_day_before(day, n)

    def closing(self, day: date) -> datetime:
        return self.working_time.closing(day)

    def is_provisional(self, instant: datetime) -> bool:
        """Whether a deadline stands on a year whose decree is not loaded."""
        return self.local_day(instant) > self.known_until

    def decree_wanted(self, now: datetime) -> int | None:
        """The year whose decree the admin should load: the running one, and from October the next."""
        today = self.local_day(now)
        wanted = today.year + (1 if today.month >= 10 else 0)
        return wanted if self.known_until < date(wanted, 12, 31) else None

    def _every_day(self) -> Iterator[tuple[date, tuple[tuple[datetime, datetime], ...]]]:
        day = self.first_day
        while day <= self.last_day:
            windows = self.windows(day)
            if windows:
                yield day, tuple((self.at(day, w.opens), self.at(day, w.closes)) for w in windows)
            day += timedelta(days=1)


def first_change(old: Calendar, new: Calendar) -> date | None:
    """The first date whose hours differ; rungs due earlier need no re-projection. None: nothing moved."""
    if old.zone != new.zone:
        return min(old.first_day, new.first_day)
    day = max(old.first_day, new.first_day)
    while day <= min(old.last_day, new.last_day):
        if old.windows(day) != new.windows(day):
            return day
        day += timedelta(days=1)
    return None


def closed_days(
    rows: Iterable[tuple[date, str, str]], estimated: frozenset[date] = frozenset()
) -> tuple[CalendarDay, ...]:
    """Closed days from (date, name, kind) rows; two names on one date become one day, the first kind wins."""
    days: dict[date, CalendarDay] = {}
    for day, name, kind in rows:
        earlier = days.get(day)
        reason = name if earlier is None or earlier.reason == name else f"{earlier.reason}; {name}"
        chosen = DayKind(kind) if earlier is None else earlier.kind
        days[day] = CalendarDay(day, reason, chosen, (), day in estimated)
    return tuple(days[day] for day in sorted(days))


def hours(text: str) -> Windows:
    """Windows written "07:30-12:00 13:00-16:00"; an empty text is a closed day."""
    windows: list[Window] = []
    for part in text.split():
        opens, dash, closes = part.partition("-")
        if not dash:
            raise ValueError(f'office hours are written "07:30-12:00", not {part!r}')
        windows.append(Window(time.fromisoformat(opens), time.fromisoformat(closes)))
    _refuse_overlap(tuple(windows))
    return tuple(windows)


def ramadan(first: date, last: date) -> Season:
    """The hours of Ramadan over dates that the office enters. Source: Perpres 21/2023; domain 7.3."""
    return Season(first, last, "Ramadan", DayKind.RAMADAN, RAMADAN_WEEK)


def _refuse_overlap(windows: Windows) -> None:
    for earlier, later in pairwise(windows):
        if earlier.closes > later.opens:
            raise ValueError(f"windows overlap: {earlier.closes} is after {later.opens}")


def _five_days(usual: str, friday: str) -> Week:
    day = hours(usual)
    return (day, day, day, day, hours(friday), (), ())


# 37 h 30 min and, in Ramadan, 32 h 30 min a week; the split over the day is the office's own choice.
NORMAL_WEEK = _five_days("07:30-12:00 13:00-16:00", "07:30-11:30 13:00-16:30")
RAMADAN_WEEK = _five_days("08:00-12:00 12:30-15:00", "08:00-11:30 12:30-15:30")
_SIX_DAYS_USUAL = hours("07:30-12:00 13:00-15:00")
SIX_DAY_WEEK: Week = (
    _SIX_DAYS_USUAL,
    _SIX_DAYS_USUAL,
    _SIX_DAYS_USUAL,
    _SIX_DAYS_USUAL,
    hours("07:30-11:30 13:00-14:30"),
    hours("07:30-12:00 12:30-14:00"),
    (),
)
