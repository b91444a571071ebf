"""Pauses of a case: nothing can be decided while one lasts and no clock runs; what was left is left after it.

Source: design 5 (moves every case offers); reliability 4.4. All of it is working time, so that a holiday
inside or beside a pause gives and takes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from sop.calendars import Calendar
from sop.deadlines import PlannedRung


@dataclass(frozen=True, slots=True)
class Pause:
    """A case stood still from `at` until before `until`; None: it still does."""

    at: datetime
    until: datetime | None
    reason: str
    by: int  # person


def stretched(moment: datetime, started: datetime, pauses: Iterable[Pause], calendar: Calendar) -> datetime:
    """A deadline of work that began at `started`, after its pauses.

    The working time that was left when a pause began is left again when it ends. A pause that still lasts
    moves nothing: nobody knows by how much.
    """
    for pause in pauses:
        if pause.until is not None and started < pause.until and pause.at < moment:
            moment = _put_off(moment, started, pause.at, pause.until, calendar)
    return moment


def stretched_ladder(
    ladder: Sequence[PlannedRung],
    started: datetime,
    pauses: Iterable[Pause],
    calendar: Calendar,
    digest_time: time,
) -> tuple[PlannedRung, ...]:
    """Rungs after the pauses of their case: each as far off as it was, at the hour in which reminders come.

    One that was to come during a pause comes after it, and none on the day of another.
    """
    found = tuple(ladder)
    for pause in pauses:
        if pause.until is not None and started < pause.until:
            found = _put_off_ladder(found, started, pause.at, pause.until, calendar, digest_time)
    return found


def _put_off(
    moment: datetime, started: datetime, at: datetime, until: datetime, calendar: Calendar
) -> datetime:
    return calendar.add(until, max(0, calendar.between(max(at, started), moment)))


def _put_off_ladder(
    ladder: tuple[PlannedRung, ...],
    started: datetime,
    at: datetime,
    until: datetime,
    calendar: Calendar,
    digest_time: time,
) -> tuple[PlannedRung, ...]:
    moved: list[PlannedRung] = []
    for rung in ladder:
        if rung.at <= at:
            moved.append(rung)
            continue
        put_off = _put_off(rung.at, started, at, until, calendar)
        after = max([until, *(one.at for one in moved)])
        moved.append(replace(rung, at=_morning(put_off, after, calendar, digest_time)))
    return tuple(moved)


def _morning(at: datetime, after: datetime, calendar: Calendar, digest_time: time) -> datetime:
    """The hour of reminders on the day of `at`; on a later working day where that is not after `after`."""
    day = calendar.working_day_after(calendar.local_day(at), 0)
    morning = calendar.next_open(calendar.at(day, digest_time))
    if morning > after:
        return morning
    day = calendar.working_day_after(max(day, calendar.local_day(after)), 1)
    return calendar.next_open(calendar.at(day, digest_time))
