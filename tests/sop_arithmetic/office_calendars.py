"""Calendars the tests share: the decree of 2026 in WITA, and a plain one without holidays."""

from datetime import UTC, date, datetime, time
from functools import cache

from desk.holiday_seed import holiday_days
from sop.calendars import NORMAL_WEEK, Calendar, closed_days, ramadan

ZONE = "Asia/Makassar"


@cache
def office() -> Calendar:
    rows = [row[:3] for row in holiday_days((2026, 2027))]
    fasting = ramadan(date(2026, 2, 19), date(2026, 3, 20))
    return Calendar(ZONE, NORMAL_WEEK, date(2027, 12, 31), closed_days(rows), (fasting,))


def local(day: str, clock: str) -> datetime:
    """A local moment of the office as UTC: local("2026-11-20", "16:20")."""
    return office().at(date.fromisoformat(day), time.fromisoformat(clock))


def written(instant: datetime) -> str:
    """A UTC instant as the office's clock shows it: "2026-11-20 16:25"."""
    assert instant.tzinfo is UTC
    return f"{office().local(instant):%Y-%m-%d %H:%M}"
