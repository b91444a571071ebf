"""The working-time calendar of an office: weekly pattern, seasons, dated days."""

import json
from collections.abc import Iterable
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.calendars import Calendar, CalendarDay, DayKind, Season, Week, Windows, hours
from storage.database import Scope
from storage.statements import Statement
from storage.tables.clocks import CalendarDays, Calendars
from storage.tables.columns import table
from storage.tables.people import Offices

CALENDARS = table(Calendars)
DAYS = table(CalendarDays)
OFFICES = table(Offices)

_ONE = (
    sa.select(OFFICES.c.zone, CALENDARS.c.version, CALENDARS.c.weekly, CALENDARS.c.known_until)
    .join_from(CALENDARS, OFFICES, CALENDARS.c.office_id == OFFICES.c.id)
    .where(CALENDARS.c.office_id == bindparam("office"))
)
_VERSION = Statement(sa.select(CALENDARS.c.version).where(CALENDARS.c.office_id == bindparam("office")))
_DAYS = (
    sa.select(DAYS.c.day, DAYS.c.name, DAYS.c.kind, DAYS.c.windows, DAYS.c.estimated)
    .where(DAYS.c.office_id == bindparam("office"))
    .order_by(DAYS.c.day, DAYS.c.kind.desc())
)
_INSERT = sa.insert(CALENDARS)
_INSERT_DAYS = sa.insert(DAYS)
_REMOVE_DAY = sa.delete(DAYS).where(
    DAYS.c.office_id == bindparam("office"), DAYS.c.day == bindparam("on_day")
)
_NEXT_VERSION = (
    sa.update(CALENDARS)
    .where(CALENDARS.c.office_id == bindparam("office"))
    .values(version=CALENDARS.c.version + 1)
)


def version(connection: Connection, scope: Scope) -> int:
    """The calendar's version; 0 where the office has none yet."""
    return int(_VERSION.value(connection, {"office": scope.office_id}) or 0)


def calendar(connection: Connection, scope: Scope) -> Calendar | None:
    """The office's calendar at its present version; building it takes milliseconds, so callers keep it."""
    row = connection.execute(_ONE, {"office": scope.office_id}).first()
    if row is None:
        return None
    body = json.loads(row.weekly)
    days = connection.execute(_DAYS, {"office": scope.office_id}).all()
    return Calendar(
        zone=row.zone,
        week=_week(body["week"]),
        known_until=row.known_until,
        days=tuple(
            CalendarDay(day, name, DayKind(kind), hours(windows), estimated)
            for day, name, kind, windows, estimated in days
        ),
        seasons=tuple(_season(written) for written in body.get("seasons", ())),
        version=row.version,
    )


def keep(connection: Connection, scope: Scope, calendar: Calendar) -> None:
    """Store a new office's first calendar."""
    body = {
        "week": [_written(windows) for windows in calendar.week],
        "seasons": [
            {
                "first": season.first.isoformat(),
                "last": season.last.isoformat(),
                "reason": season.reason,
                "kind": season.kind,
                "week": [_written(windows) for windows in season.week],
            }
            for season in calendar.seasons
        ],
    }
    values = {
        "office_id": scope.office_id,
        "version": calendar.version,
        "weekly": json.dumps(body),
        "known_until": calendar.known_until,
    }
    connection.execute(_INSERT, values)
    add_days(connection, scope, calendar.days)


def add_days(connection: Connection, scope: Scope, days: Iterable[CalendarDay]) -> None:
    rows = [
        {
            "office_id": scope.office_id,
            "day": dated.day,
            "kind": dated.kind,
            "name": dated.reason,
            "windows": _written(dated.windows),
            "estimated": dated.estimated,
        }
        for dated in days
    ]
    if rows:
        connection.execute(_INSERT_DAYS, rows)


def change_day(connection: Connection, scope: Scope, dated: CalendarDay | None, day: date) -> None:
    """Replace what a date says (None: the plain week again); the version rises with it."""
    connection.execute(_REMOVE_DAY, {"office": scope.office_id, "on_day": day})
    if dated is not None:
        add_days(connection, scope, (dated,))
    connection.execute(_NEXT_VERSION, {"office": scope.office_id})


def _season(written: dict[str, object]) -> Season:
    return Season(
        date.fromisoformat(str(written["first"])),
        date.fromisoformat(str(written["last"])),
        str(written["reason"]),
        DayKind(str(written["kind"])),
        _week(written["week"]),  # type: ignore[arg-type]
    )


def _week(written: list[str]) -> Week:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (hours(day) for day in written)
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def _written(windows: Windows) -> str:
    return " ".join(f"{_clock(window.opens)}-{_clock(window.closes)}" for window in windows)


def _clock(moment: time) -> str:
    return moment.isoformat("minutes")
