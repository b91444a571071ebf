"""Dates on which an office is closed, as its admin keeps them. Source: reliability 4.4; domain 7.3.

An edit raises the calendar's version and re-projects what is still armed: reminders that were said stay
said, cards show the new limit, the journal tells why.
"""

from dataclasses import dataclass
from datetime import date, time

from desk import calendars, charts, people, rungs, sops
from desk.cards import CardOutdated
from desk.works import Refused, Work
from sop.calendars import Calendar, CalendarDay, DayKind, first_change
from sop.cases import BundleState
from sop.dates import read_date
from sop.people import Office
from storage import bundles, cases
from storage import calendars as calendar_rows
from storage import rungs as rung_rows
from storage.database import Scope

DATE_WORDS = 4  # "Kamis 24 Des 2026"


@dataclass(frozen=True, slots=True)
class Closings:
    """The closed dates of an office from today on, and the year whose decree is still to be loaded."""

    office: Office
    days: tuple[CalendarDay, ...]
    decree_wanted: int | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A date was changed; `moved` bundles got a new ladder."""

    office: Office
    day: date
    reason: str
    moved: int


def upcoming(work: Work) -> tuple[Closings, ...]:
    """The coming closed dates of every office the person at hand administers."""
    return tuple(_closings(work, office_id) for office_id in people.administered(work))


def close_day(work: Work, written: str) -> Changed:
    """`24 Des Cuti bersama`: the office is closed that day; with several offices, its code comes first."""
    office_id, rest = _office(work, written)
    found = _day_and_reason(work, office_id, rest)
    if found is None:
        raise Refused("holidays.unreadable")
    day, reason = found
    return change_day(work, office_id, CalendarDay(day, reason, DayKind.CLOSURE), day)


def reopen_day(work: Work, office_id: int, written: str) -> Changed:
    """The plain week again on a date that was closed."""
    people.require_admin(work, office_id)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Refused("common.old_button") from None
    calendar = calendars.calendar(work.connection, office_id)
    if day < calendar.local_day(work.now):
        raise Refused("holidays.past")
    return change_day(work, office_id, None, day)


def change_day(work: Work, office_id: int, dated: CalendarDay | None, day: date) -> Changed:
    """Set what a date says (None: the plain week) and move every armed reminder it touches."""
    scope = Scope(office_id)
    old = calendars.calendar(work.connection, office_id)
    calendar_rows.change_day(work.connection, scope, dated, day)
    calendars.changed(work.connection, office_id)
    new = calendars.calendar(work.connection, office_id)
    moved = _reproject(work, scope, old, new)
    reason = dated.reason if dated is not None else old.reason(day)
    body: dict[str, object] = {
        "day": day,
        "closed": dated is not None and not dated.windows,
        "reason": reason,
        "version": new.version,
        "bundles": list(moved),
    }
    people.record(work, office_id, "calendar_changed", body)
    return Changed(charts.chart(work, office_id).office, day, reason, len(moved))


def _reproject(work: Work, scope: Scope, old: Calendar, new: Calendar) -> tuple[int, ...]:
    """New ladders for the open bundles with a rung at or after the first date that differs."""
    first = first_change(old, new)
    if first is None:
        return ()
    moved: list[int] = []
    chart = charts.chart(work, scope.office_id)
    for bundle_id in rung_rows.armed_from(work.connection, scope, new.at(first, time())):
        bundle = bundles.bundle(work.connection, scope, bundle_id)
        if bundle is None or bundle.state is not BundleState.OPEN:
            continue
        case = cases.case(work.connection, scope, bundle.case_id)
        assert case is not None
        rungs.arm(work, scope, sops.of_case(work, case), chart, bundle)
        work.happened(CardOutdated(bundle))
        moved.append(bundle_id)
    return tuple(moved)


def _closings(work: Work, office_id: int) -> Closings:
    calendar = calendars.calendar(work.connection, office_id)
    today = calendar.local_day(work.now)
    days = tuple(dated for dated in calendar.days if dated.day >= today and not dated.windows)
    return Closings(charts.chart(work, office_id).office, days, calendar.decree_wanted(work.now))


def _office(work: Work, written: str) -> tuple[int, str]:
    """Which office is meant, and what is left of the words."""
    ids = people.administered(work)
    code, _, rest = written.strip().partition(" ")
    codes = {charts.chart(work, one).office.code: one for one in ids}
    if code.upper() in codes:
        return codes[code.upper()], rest
    if len(ids) > 1:
        raise Refused("holidays.office_needed", None, codes=", ".join(codes))
    return ids[0], written


def _day_and_reason(work: Work, office_id: int, written: str) -> tuple[date, str] | None:
    """The longest beginning that reads as a date, and the reason behind it."""
    spoken = written.split()
    calendar = calendars.calendar(work.connection, office_id)
    for count in range(min(DATE_WORDS, len(spoken) - 1), 0, -1):
        day = read_date(" ".join(spoken[:count]), work.now, calendar).day
        if day is None:
            continue
        if day < calendar.local_day(work.now):
            raise Refused("holidays.past")
        if day > calendar.last_day:
            raise Refused("holidays.too_far")
        return day, " ".join(spoken[count:])[:100]
    return None
