"""The clock of a rehearsal: two minutes for a working day, at any hour; an office keeps its own."""

from datetime import datetime, timedelta

import pytest

from sop.clocks import REHEARSAL_DAY, REHEARSAL_DAYS, Clock, RehearsalClock
from sop.deadlines import PlannedRung, RungKind, card_moment, response_window, rungs
from sop.pauses import Pause
from sop.periods import Period
from tests.sop_arithmetic.office_calendars import local, office, written

BEGUN = local("2026-10-05", "10:00")  # a Monday
FILLER = response_window("fill", "staff")  # two working days
REHEARSAL, OFFICE = RehearsalClock(office()), Clock(office())
ODD_HOURS = (local("2026-10-05", "22:00"), local("2026-10-10", "09:00"), local("2026-10-05", "12:30"))


def minutes(ladder: tuple[PlannedRung, ...]) -> list[float]:
    return [(rung.at - BEGUN) / timedelta(minutes=1) for rung in ladder]


@pytest.mark.parametrize(("days", "expected"), [(0, 2), (1, 2), (2, 4), (3, 6), (5, 6), (40, 6)])
def test_a_window_lasts_two_minutes_a_day_and_six_at_most(days: int, expected: int) -> None:
    assert REHEARSAL.after(BEGUN, days) - BEGUN == timedelta(minutes=expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-10-06", 2), ("2026-10-07", 4), ("2026-10-12", 6), ("2026-12-31", 6), ("2026-09-30", 2)],
)
def test_a_date_is_as_far_off_as_there_are_working_days_before_it(day: str, expected: int) -> None:
    end = local(day, "16:00")
    assert REHEARSAL.until(end, BEGUN) - BEGUN == timedelta(minutes=expected)
    assert OFFICE.until(end, BEGUN) == end


@pytest.mark.parametrize("now", ODD_HOURS)
def test_a_rehearsal_knows_no_office_hours(now: datetime) -> None:
    assert REHEARSAL.card_moment(now) == REHEARSAL.reminder_moment(now) == now
    assert OFFICE.card_moment(now) == card_moment(now, office())
    assert OFFICE.reminder_moment(now) > now


def test_only_an_office_reminds_once_a_day() -> None:
    assert not REHEARSAL.reminds_once_a_day
    assert OFFICE.reminds_once_a_day


def test_its_ladder_is_that_of_the_office_in_minutes() -> None:
    short = REHEARSAL.ladder(FILLER, BEGUN)
    long = OFFICE.ladder(FILLER, BEGUN)
    assert [(one.kind, one.level, one.audience) for one in short] == [
        (one.kind, one.level, one.audience) for one in long
    ]
    assert minutes(short) == [2, 4, 6, 8, 10, 14]
    assert long == rungs(FILLER, BEGUN, office())


def test_a_pause_puts_off_what_was_left_in_real_minutes() -> None:
    still = Pause(BEGUN + timedelta(minutes=1), BEGUN + timedelta(minutes=31), "telepon", 1)
    end = REHEARSAL.after(BEGUN, 2)
    assert REHEARSAL.stretched(end, BEGUN, [still]) == end + timedelta(minutes=30)
    assert minutes(REHEARSAL.ladder(FILLER, BEGUN, None, [still])) == [32, 34, 36, 38, 40, 44]
    assert REHEARSAL.until(local("2026-12-31", "16:00"), BEGUN, [still]) - BEGUN == timedelta(minutes=36)


def test_a_pause_that_lasts_moves_nothing() -> None:
    still = Pause(BEGUN + timedelta(minutes=1), None, "telepon", 1)
    end = REHEARSAL.after(BEGUN, 2)
    assert REHEARSAL.stretched(end, BEGUN, [still]) == end


def test_a_log_of_a_quarter_is_asked_for_once_and_closes_within_minutes() -> None:
    (rung,) = REHEARSAL.log_ladder(FILLER, Period(2026, 4), BEGUN)
    assert rung.kind is RungKind.BEFORE
    assert BEGUN < rung.at < BEGUN + REHEARSAL_DAYS * REHEARSAL_DAY
    assert written(OFFICE.log_ladder(FILLER, Period(2026, 4), BEGUN)[-1].at).startswith("2026-12-31")
