"""Working time against a minute-by-minute oracle, and the hours of Perpres 21/2023."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.calendars import (
    NORMAL_WEEK,
    RAMADAN_WEEK,
    SIX_DAY_WEEK,
    BeyondCalendar,
    Calendar,
    CalendarDay,
    DayKind,
    Week,
    Window,
    closed_days,
    first_change,
    hours,
)
from tests.sop_arithmetic.office_calendars import ZONE, local, office, written

START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 700 * 24 * 3600).map(lambda seconds: START + timedelta(seconds=seconds))
SECONDS = st.integers(0, 40 * 27_000)
DAYS = st.integers(0, 700).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
MINUTE = timedelta(minutes=1)


def is_open_by_hand(calendar: Calendar, instant: datetime) -> bool:
    there = calendar.local(instant)
    return any(window.opens <= there.time() < window.closes for window in calendar.windows(there.date()))


def weekly_minutes(week: Week) -> int:
    day = date(2026, 1, 1)
    spans = [
        datetime.combine(day, window.closes) - datetime.combine(day, window.opens)
        for windows in week
        for window in windows
    ]
    return sum(spans, timedelta()) // MINUTE


@pytest.mark.parametrize(
    ("week", "minutes"), [(NORMAL_WEEK, 2250), (SIX_DAY_WEEK, 2250), (RAMADAN_WEEK, 1950)]
)
def test_a_week_has_the_hours_of_the_regulation(week: Week, minutes: int) -> None:
    assert weekly_minutes(week) == minutes


@given(st.integers(0, 700 * 24 * 60), st.integers(1, 3000))
def test_adding_minutes_agrees_with_counting_them(start_minute: int, minutes: int) -> None:
    calendar = office()
    start = START + start_minute * MINUTE
    end = calendar.add(start, minutes * 60)
    if end - start > timedelta(days=5):
        start = end - timedelta(days=5)
    span = (end - start) // MINUTE
    counted = sum(is_open_by_hand(calendar, start + minute * MINUTE) for minute in range(span))
    assert calendar.between(start, end) == counted * 60
    assert is_open_by_hand(calendar, end - MINUTE)


@given(MOMENTS, SECONDS, SECONDS)
def test_adding_twice_is_adding_the_sum(start: datetime, first: int, second: int) -> None:
    calendar = office()
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)


@given(MOMENTS, SECONDS)
def test_between_undoes_add(start: datetime, seconds: int) -> None:
    assert office().between(start, office().add(start, seconds)) == seconds


@given(MOMENTS, MOMENTS, MOMENTS)
def test_spans_add_up_and_turn_their_sign(first: datetime, second: datetime, third: datetime) -> None:
    calendar = office()
    whole = calendar.between(first, third)
    assert calendar.between(first, second) + calendar.between(second, third) == whole
    assert calendar.between(third, first) == -whole


@given(MOMENTS)
def test_next_open_is_open_and_skips_no_working_time(instant: datetime) -> None:
    calendar = office()
    opening = calendar.next_open(instant)
    assert calendar.is_open(opening)
    assert calendar.between(instant, opening) == 0
    assert calendar.is_open(instant) == is_open_by_hand(calendar, instant)


@given(DAYS, st.integers(1, 30))
def test_working_days_agree_with_walking(day: date, n: int) -> None:
    calendar, walked, left = office(), day, n
    while left:
        walked += timedelta(days=1)
        left -= bool(calendar.windows(walked))
    assert calendar.working_day_after(day, n) == walked
    assert calendar.working_time.days_between(day, walked) == n
    if calendar.is_working_day(day):
        assert calendar.working_day_before(walked, n) == day


def test_a_limit_that_ends_at_closing_is_due_at_closing() -> None:
    assert written(office().add(local("2026-11-19", "15:00"), 3600)) == "2026-11-19 16:00"


def test_zero_seconds_change_nothing() -> None:
    sunday = local("2026-11-22", "03:00")
    assert office().add(sunday, 0) == sunday


def test_fractions_of_a_second_survive() -> None:
    start = local("2026-11-19", "09:00") + timedelta(microseconds=500_001)
    assert office().add(start, 10) == start + timedelta(seconds=10)


def test_a_dated_day_wins_over_the_season_and_the_week() -> None:
    half = CalendarDay(date(2026, 11, 19), "Upacara", DayKind.OTHER_HOURS, hours("10:00-12:00"))
    calendar = Calendar(ZONE, NORMAL_WEEK, date(2026, 12, 31), (half,))
    assert calendar.windows(date(2026, 11, 19)) == (Window(time(10), time(12)),)
    assert calendar.reason(date(2026, 11, 19)) == "Upacara"
    assert calendar.add(calendar.at(date(2026, 11, 19), time(8)), 3600) == calendar.at(
        date(2026, 11, 19), time(11)
    )


def test_ramadan_has_its_own_hours_and_reason() -> None:
    assert office().windows(date(2026, 2, 26)) == hours("08:00-12:00 12:30-15:00")
    assert office().reason(date(2026, 2, 26)) == "Ramadan"
    assert office().reason(date(2026, 11, 19)) == ""


def test_a_six_day_office_works_on_saturday() -> None:
    calendar = Calendar(ZONE, SIX_DAY_WEEK, date(2026, 12, 31))
    assert calendar.is_working_day(date(2026, 11, 21))
    assert not calendar.is_working_day(date(2026, 11, 22))


def test_beyond_the_decree_it_is_provisional_and_far_beyond_it_is_refused() -> None:
    calendar = Calendar(ZONE, NORMAL_WEEK, date(2026, 12, 31))
    late = calendar.nth_working_day_after(local("2026-12-30", "09:00"), 5)
    assert calendar.is_provisional(late)
    assert not calendar.is_provisional(local("2026-12-31", "16:00"))
    with pytest.raises(BeyondCalendar):
        calendar.add(late, 10**9)
    with pytest.raises(BeyondCalendar):
        calendar.working_day_after(date(2026, 1, 1), 5000)
    with pytest.raises(BeyondCalendar):
        calendar.working_day_before(date(2026, 1, 1), 5000)
    with pytest.raises(BeyondCalendar):
        calendar.next_open(local("2030-01-01", "09:00"))


def test_the_next_decree_is_wanted_from_october() -> None:
    calendar = Calendar(ZONE, NORMAL_WEEK, date(2026, 12, 31))
    assert calendar.decree_wanted(local("2026-09-30", "23:00")) is None
    assert calendar.decree_wanted(local("2026-10-01", "01:00")) == 2027
    assert office().decree_wanted(local("2026-10-01", "01:00")) is None


def test_the_first_changed_day_bounds_a_re_projection() -> None:
    plain = Calendar(ZONE, NORMAL_WEEK, date(2026, 12, 31))
    closed = closed_days([(date(2026, 12, 9), "Pilkada", "local")])
    assert first_change(plain, Calendar(ZONE, NORMAL_WEEK, date(2026, 12, 31), closed)) == date(2026, 12, 9)
    assert first_change(plain, plain) is None
    moved = Calendar("Asia/Jayapura", NORMAL_WEEK, date(2026, 12, 31))
    assert first_change(plain, moved) == plain.first_day


def test_two_names_on_a_date_become_one_day() -> None:
    rows = [(date(2026, 5, 1), "Hari Buruh", "public"), (date(2026, 5, 1), "Hari Jadi", "local")]
    (found,) = closed_days(rows, frozenset({date(2026, 5, 1)}))
    assert (found.reason, found.kind, found.estimated) == ("Hari Buruh; Hari Jadi", DayKind.PUBLIC, True)


def test_naive_moments_and_negative_time_are_refused() -> None:
    naive = local("2026-11-19", "09:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        office().add(naive, 60)
    with pytest.raises(ValueError, match="forward"):
        office().add(local("2026-11-19", "09:00"), -1)
    with pytest.raises(ValueError, match="no working day"):
        office().closing(date(2026, 11, 22))


@pytest.mark.parametrize("text", ["07:30", "12:00-07:30", "07:30-12:00 11:00-16:00", "pagi-siang"])
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each text has its own message
        hours(text)


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven days"):
        Calendar(ZONE, NORMAL_WEEK[:5], date(2026, 12, 31))  # type: ignore[arg-type]
