"""Pauses: the working time that was left is left again, whatever holidays lie inside or beside them."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sop.calendars import Calendar
from sop.deadlines import DIGEST_AT, response_window, rungs, window_end
from sop.pauses import Pause, stretched, stretched_ladder
from tests.sop_arithmetic.office_calendars import local, office, written

OPENED = local("2026-10-05", "10:00")  # a Monday
FILLER = response_window("fill", "staff")  # two working days
MOMENTS = st.integers(0, 60 * 24 * 40).map(lambda minutes: OPENED + timedelta(minutes=minutes))


def pause(day: str, clock: str, until_day: str, until_clock: str) -> Pause:
    return Pause(local(day, clock), local(until_day, until_clock), "anggaran", 1)


def due(*pauses: Pause) -> str:
    calendar = office()
    return written(stretched(window_end(FILLER, OPENED, calendar), OPENED, pauses, calendar))


def told(*pauses: Pause) -> list[str]:
    calendar = office()
    ladder = stretched_ladder(rungs(FILLER, OPENED, calendar), OPENED, pauses, calendar, DIGEST_AT)
    return [f"{written(rung.at)} {rung.kind}" for rung in ladder]


def test_without_a_pause_nothing_moves() -> None:
    assert due() == "2026-10-07 16:00"
    assert told() == [f"{written(rung.at)} {rung.kind}" for rung in rungs(FILLER, OPENED, office())]


def test_what_was_left_on_monday_is_left_on_friday() -> None:
    """Paused on Monday at 11, resumed on Friday at 11: one hour of the two days was used up."""
    assert due(pause("2026-10-05", "11:00", "2026-10-09", "11:00")) == "2026-10-13 16:00"


def test_a_holiday_inside_a_pause_gives_nothing() -> None:
    """Christmas lies in the pause: the window is as long as without it."""
    opened = local("2026-12-22", "08:00")
    calendar = office()
    end = window_end(FILLER, opened, calendar)
    still = Pause(local("2026-12-23", "08:00"), local("2026-12-28", "08:00"), "libur", 1)
    left = calendar.between(still.at, end)
    assert still.until is not None
    assert calendar.between(still.until, stretched(end, opened, [still], calendar)) == left


def test_a_pause_on_a_sunday_moves_nothing_that_is_due_in_working_time() -> None:
    calendar = office()
    end = local("2026-10-12", "12:00")
    still = Pause(local("2026-10-10", "09:00"), local("2026-10-11", "18:00"), "salah tekan", 1)
    assert stretched(end, OPENED, [still], calendar) == end


def test_a_pause_that_lasts_moves_nothing_yet() -> None:
    assert due(Pause(local("2026-10-05", "11:00"), None, "anggaran", 1)) == "2026-10-07 16:00"


def test_a_pause_before_the_window_began_is_none_of_its_business() -> None:
    assert due(pause("2026-10-01", "08:00", "2026-10-02", "12:00")) == "2026-10-07 16:00"


def test_reminders_come_after_the_pause_in_the_morning_and_one_a_day() -> None:
    assert told(pause("2026-10-05", "11:00", "2026-10-09", "11:00")) == [
        "2026-10-12 08:15 before",
        "2026-10-13 08:15 due",
        "2026-10-14 08:15 after",
        "2026-10-15 08:15 escalation",
        "2026-10-16 08:15 escalation",
        "2026-10-20 08:15 escalation",
    ]


def test_what_was_said_before_the_pause_keeps_its_time() -> None:
    assert told(pause("2026-10-06", "10:00", "2026-10-20", "10:00"))[:2] == [
        "2026-10-06 08:15 before",
        "2026-10-21 08:15 due",
    ]


def test_two_pauses_add_up() -> None:
    first = pause("2026-10-05", "11:00", "2026-10-05", "12:00")
    second = pause("2026-10-06", "08:00", "2026-10-08", "08:00")
    one, both = due(second), due(first, second)
    assert (one, both) == ("2026-10-09 16:30", "2026-10-12 08:30")


@st.composite
def histories(draw: st.DrawFn) -> list[Pause]:
    """Some pauses, one after the other."""
    moments = sorted(draw(st.lists(MOMENTS, min_size=0, max_size=6, unique=True)))
    return [Pause(at, until, "x", 1) for at, until in zip(moments[::2], moments[1::2], strict=False)]


@given(histories())
def test_no_working_time_is_won_or_lost(pauses: list[Pause]) -> None:
    """Working time from the opening to the end, without the pauses, is the window's own."""
    calendar = office()
    end = window_end(FILLER, OPENED, calendar)
    moved = stretched(end, OPENED, pauses, calendar)
    stood = sum(_inside(one, moved, calendar) for one in pauses)
    assert calendar.between(OPENED, moved) - stood == calendar.between(OPENED, end)


def _inside(pause: Pause, end: datetime, calendar: Calendar) -> int:
    assert pause.until is not None
    return calendar.between(pause.at, pause.until) if pause.at < end else 0


@given(histories())
def test_no_reminder_falls_into_a_pause_or_on_the_day_of_another(pauses: list[Pause]) -> None:
    calendar = office()
    plain = rungs(FILLER, OPENED, calendar)
    ladder = stretched_ladder(plain, OPENED, pauses, calendar, DIGEST_AT)
    days = [calendar.local_day(rung.at) for rung in ladder]
    assert days == sorted(set(days))
    for rung in ladder:
        assert calendar.is_open(rung.at)
        assert not [one for one in pauses if one.until and one.at < rung.at < one.until]
    assert [(rung.kind, rung.level) for rung in ladder] == [(rung.kind, rung.level) for rung in plain]
