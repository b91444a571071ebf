"""Response windows and the ladder of reminders: when whom to remind of an open bundle.

Source: practice 3.1, which wins over domain 7.6; reliability 4.4-4.5. The SOP's norm measures effort and
never rings; the response window does. A ladder climbs from the holder over the tiers to the Sekretaris and
stops there; a head is never reminded: the aide and the Sekretaris are told that something waits. Every rung
lies in office hours and at most one falls on a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sop.calendars import Calendar
from sop.periods import Period

DIGEST_AT = time(8, 15)  # after apel; an office may choose another time
CARDS_FROM, CARDS_UNTIL = time(7, 0), time(17, 0)  # new cards on working days, local
FILL_DAYS = 2  # the gathering window an office may change; no SOP names one


class RungKind(StrEnum):
    """What a rung says, from the mildest to the most urgent."""

    BEFORE = "before"
    DUE = "due"
    AFTER = "after"
    ESCALATION = "escalation"


class Audience(StrEnum):
    """To whom a rung speaks; resolved to a seat when it fires (law 7)."""

    HOLDER = "holder"
    SECTION_HEAD = "section_head"  # Kasi, Kasubbag, Sub Koordinator
    DIVISION_HEAD = "division_head"
    SECRETARY = "secretary"
    AIDE = "aide"  # pendamping of the head


class Addressee(StrEnum):
    """Whose answer a window waits for."""

    FILLER = "filler"
    SECTION_HEAD = "section_head"
    DIVISION_HEAD = "division_head"
    OFFICER = "officer"  # planner, program officer: request, collect, compile, dispatch
    SECRETARY = "secretary"
    HEAD = "head"


Audiences = tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class ResponseWindow:
    """Working days to answer in, whether the holder is reminded, and who is told after that, in order."""

    addressee: Addressee
    days: int
    reminds_holder: bool
    escalation: tuple[Audiences, ...]


@dataclass(frozen=True, slots=True)
class PlannedRung:
    """One reminder to come. `level` counts from 1 within its kind, rising with urgency."""

    kind: RungKind
    at: datetime
    level: int
    audience: Audiences


_SECTION, _DIVISION = (Audience.SECTION_HEAD,), (Audience.DIVISION_HEAD,)
_SECRETARY, _AROUND_HEAD = (Audience.SECRETARY,), (Audience.AIDE, Audience.SECRETARY)

WINDOWS = {
    window.addressee: window
    for window in (
        ResponseWindow(Addressee.FILLER, FILL_DAYS, True, (_SECTION, _DIVISION, _SECRETARY)),
        ResponseWindow(Addressee.SECTION_HEAD, 1, True, (_DIVISION, _SECRETARY)),
        ResponseWindow(Addressee.DIVISION_HEAD, 1, True, (_SECRETARY,)),
        ResponseWindow(Addressee.OFFICER, 2, True, (_SECRETARY,)),
        ResponseWindow(Addressee.SECRETARY, 2, True, ()),
        ResponseWindow(Addressee.HEAD, 1, False, (_AROUND_HEAD, _AROUND_HEAD)),
    )
}

# Working days before the due day a reminder comes, for windows of at least so many days.
BEFORE_DUE = {30: 20, 15: 7, 5: 3, 2: 1}
AFTER_DUE = 1  # the holder once more
ESCALATIONS_AFTER_DUE = (2, 3, 5)  # one tier higher each time
HEAD_ESCALATIONS_AFTER_DUE = (1, 3)

_SEATS = {
    "head": Addressee.HEAD,
    "secretary": Addressee.SECRETARY,
    "division_head": Addressee.DIVISION_HEAD,
    "technical_unit_head": Addressee.DIVISION_HEAD,
    "section_head": Addressee.SECTION_HEAD,
    "subsection_head": Addressee.SECTION_HEAD,
    "subcoordinator": Addressee.SECTION_HEAD,
    "team_leader": Addressee.SECTION_HEAD,
}


def addressee_of(stage: str, role: str) -> Addressee:
    """Whose window a bundle of a stage at a seat of a role has; the head stays the head while filling."""
    if role == "head":
        return Addressee.HEAD
    if stage == "fill":
        return Addressee.FILLER
    return _SEATS.get(role, Addressee.OFFICER)


def response_window(stage: str, role: str, fill_days: int = FILL_DAYS) -> ResponseWindow:
    """The window of a bundle; `fill_days` is the office's own gathering window in working days."""
    window = WINDOWS[addressee_of(stage, role)]
    if window.addressee is not Addressee.FILLER:
        return window
    return ResponseWindow(window.addressee, fill_days, window.reminds_holder, window.escalation)


def window_end(window: ResponseWindow, opened_at: datetime, calendar: Calendar) -> datetime:
    """Closing time of the window's last working day; timeliness is measured against it."""
    return calendar.nth_working_day_after(opened_at, window.days)


def year_final_by(year: int, calendar: Calendar) -> datetime:
    """Closing time of the last working day of the February after a year. Source: practice 4.5."""
    last = date(year + 1, 3, 1) - timedelta(days=1)
    return calendar.closing(calendar.working_day_before(last, 0))


def rungs(
    window: ResponseWindow,
    opened_at: datetime,
    calendar: Calendar,
    digest_time: time = DIGEST_AT,
    due_at: datetime | None = None,
) -> tuple[PlannedRung, ...]:
    """The ladder of a bundle opened at `opened_at`, strictly ascending, all after it and in office hours.

    `due_at` replaces the window's own end where a date is fixed (a letter's deadline, a quarter's end); one
    that falls on a holiday is reminded of on the working day before.
    """
    end = due_at or window_end(window, opened_at, calendar)
    due_day = calendar.working_day_before(calendar.local_day(end), 0)
    days = calendar.working_time.days_between(calendar.local_day(opened_at), due_day)
    ladder: list[PlannedRung] = []
    for kind, level, offset, audience in steps(window, days):
        at = calendar.next_open(calendar.at(_shifted(due_day, offset, calendar), digest_time))
        if at > opened_at and (not ladder or at > ladder[-1].at):
            ladder.append(PlannedRung(kind, at, level, audience))
    return tuple(ladder)


def steps(window: ResponseWindow, days: int) -> Iterable[tuple[RungKind, int, int, Audiences]]:
    """(kind, level, working days from the due day, audience) in order of time, for a window of so many."""
    if window.reminds_holder:
        offsets = [ahead for least, ahead in BEFORE_DUE.items() if days >= least]
        for level, ahead in enumerate(offsets, start=1):
            yield RungKind.BEFORE, level, -ahead, (Audience.HOLDER,)
        yield RungKind.DUE, 1, 0, (Audience.HOLDER,)
        yield RungKind.AFTER, 1, AFTER_DUE, (Audience.HOLDER,)
    after = ESCALATIONS_AFTER_DUE if window.reminds_holder else HEAD_ESCALATIONS_AFTER_DUE
    for level, (audience, offset) in enumerate(zip(window.escalation, after, strict=False), start=1):
        yield RungKind.ESCALATION, level, offset, audience


def _shifted(day: date, offset: int, calendar: Calendar) -> date:
    if offset > 0:
        return calendar.working_day_after(day, offset)
    return calendar.working_day_before(day, -offset)


def month_ends(
    period: Period, opened_at: datetime, calendar: Calendar, digest_time: time = DIGEST_AT
) -> tuple[PlannedRung, ...]:
    """One friendly word to the holder on the last working day of every month of a period, none after it."""
    ladder: list[PlannedRung] = []
    first = period.first_day
    while first <= period.last_day:
        following = (first + timedelta(days=31)).replace(day=1)
        day = calendar.working_day_before(following - timedelta(days=1), 0)
        at = calendar.next_open(calendar.at(day, digest_time))
        if at > opened_at:
            ladder.append(PlannedRung(RungKind.BEFORE, at, len(ladder) + 1, (Audience.HOLDER,)))
        first = following
    return tuple(ladder)


def collapse(fired: Sequence[PlannedRung]) -> PlannedRung:
    """The one rung of a bundle that speaks when several came due at once, as after an outage."""
    kinds = list(RungKind)
    return max(fired, key=lambda rung: (kinds.index(rung.kind), rung.level))


def reminder_moment(now: datetime, calendar: Calendar) -> datetime:
    """The next instant a reminder may ring: now while the office is open, else its next opening."""
    return calendar.next_open(now)


def card_moment(now: datetime, calendar: Calendar) -> datetime:
    """The next instant a new card may arrive: 07.00 to 17.00 local on a working day."""
    today = calendar.local_day(now)
    if calendar.is_working_day(today):
        if now < calendar.at(today, CARDS_FROM):
            return calendar.at(today, CARDS_FROM)
        if now < calendar.at(today, CARDS_UNTIL):
            return now
    return calendar.at(calendar.working_day_after(today + timedelta(days=1), 0), CARDS_FROM)
