"""How time counts: in an office by working days and dates, in a rehearsal by minutes that stand for them.

Source: practice 3.1 and 5.7. Whatever waits, rings or ends asks the clock of its office and nothing else. A
rehearsal has one rule: two minutes stand for a working day, nothing lasts longer than three of them, and the
hours of the office do not count, for its people sit together. A date is as far off as there are working days
before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sop import deadlines, pauses
from sop.calendars import Calendar
from sop.deadlines import DIGEST_AT, PlannedRung, ResponseWindow
from sop.pauses import Pause
from sop.people import Office
from sop.periods import Period

REHEARSAL_DAY = timedelta(minutes=2)  # stands for a working day
REHEARSAL_DAYS = 3  # so many at most: a whole rehearsal takes half an hour


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of an office. All instants are UTC."""

    calendar: Calendar
    digest_at: time = DIGEST_AT

    @property
    def reminds_once_a_day(self) -> bool:
        return True

    def after(self, started: datetime, days: int) -> datetime:
        """When so many working days are over."""
        return self.calendar.nth_working_day_after(started, days)

    def until(self, end: datetime, since: datetime, stood: Iterable[Pause] = ()) -> datetime:
        """When something ends that runs from `since` to a date; pauses do not move a date."""
        return end

    def stretched(self, moment: datetime, started: datetime, stood: Iterable[Pause]) -> datetime:
        """A deadline after the pauses of its case."""
        return pauses.stretched(moment, started, stood, self.calendar)

    def ladder(
        self,
        window: ResponseWindow,
        started: datetime,
        due_at: datetime | None = None,
        stood: Sequence[Pause] = (),
    ) -> tuple[PlannedRung, ...]:
        """The reminders of a window; `due_at` where a date or a request ends it."""
        found = deadlines.rungs(window, started, self.calendar, self.digest_at, due_at)
        return pauses.stretched_ladder(found, started, stood, self.calendar, self.digest_at)

    def log_ladder(
        self, window: ResponseWindow, period: Period, started: datetime, stood: Sequence[Pause] = ()
    ) -> tuple[PlannedRung, ...]:
        """The reminders of a log that runs with its period."""
        return deadlines.month_ends(period, started, self.calendar, self.digest_at)

    def card_moment(self, now: datetime) -> datetime:
        """The next instant a new card may arrive."""
        return deadlines.card_moment(now, self.calendar)

    def reminder_moment(self, now: datetime) -> datetime:
        """The next instant a reminder may ring."""
        return deadlines.reminder_moment(now, self.calendar)


@dataclass(frozen=True, slots=True)
class RehearsalClock(Clock):
    """The clock of a rehearsal."""

    @property
    def reminds_once_a_day(self) -> bool:
        return False

    def after(self, started: datetime, days: int) -> datetime:
        return started + REHEARSAL_DAY * min(max(days, 1), REHEARSAL_DAYS)

    def until(self, end: datetime, since: datetime, stood: Iterable[Pause] = ()) -> datetime:
        first, last = self.calendar.local_day(since), self.calendar.local_day(end)
        ends = self.after(since, self.calendar.working_time.days_between(first, last))
        return self.stretched(ends, since, stood)

    def stretched(self, moment: datetime, started: datetime, stood: Iterable[Pause]) -> datetime:
        for pause in stood:
            if pause.until is not None and started < pause.until and pause.at < moment:
                moment = pause.until + (moment - max(pause.at, started))
        return moment

    def ladder(
        self,
        window: ResponseWindow,
        started: datetime,
        due_at: datetime | None = None,
        stood: Sequence[Pause] = (),
    ) -> tuple[PlannedRung, ...]:
        end = due_at or self.after(started, window.days)
        days = round((end - started) / REHEARSAL_DAY)
        planned = [
            PlannedRung(kind, end + offset * REHEARSAL_DAY, level, audience)
            for kind, level, offset, audience in deadlines.steps(window, days)
        ]
        moved = (replace(rung, at=self.stretched(rung.at, started, stood)) for rung in planned)
        return tuple(rung for rung in moved if rung.at > started)

    def log_ladder(
        self, window: ResponseWindow, period: Period, started: datetime, stood: Sequence[Pause] = ()
    ) -> tuple[PlannedRung, ...]:
        """One word half-way: the log closes by itself."""
        end = self.until(self.calendar.at(period.last_day, time.max), started)
        half = self.stretched(started + (end - started) / 2, started, stood)
        return (PlannedRung(deadlines.RungKind.BEFORE, half, 1, (deadlines.Audience.HOLDER,)),)

    def card_moment(self, now: datetime) -> datetime:
        return now

    def reminder_moment(self, now: datetime) -> datetime:
        return now


def clock_of(office: Office, calendar: Calendar) -> Clock:
    """The clock by which everything in an office runs."""
    kind = RehearsalClock if office.rehearses else Clock
    return kind(calendar, time.fromisoformat(office.digest_at))
