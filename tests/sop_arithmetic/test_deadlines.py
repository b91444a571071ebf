"""Ladders of reminders: who is told when, and that nobody is told at night or too high up."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.calendars import Calendar, hours
from sop.deadlines import (
    WINDOWS,
    Addressee,
    Audience,
    PlannedRung,
    ResponseWindow,
    RungKind,
    addressee_of,
    card_moment,
    collapse,
    reminder_moment,
    response_window,
    rungs,
    window_end,
)
from tests.sop_arithmetic.office_calendars import ZONE, local, office, written

OPENED = local("2026-10-05", "10:00")  # a Monday


def told(ladder: tuple[PlannedRung, ...]) -> list[str]:
    return [f"{written(rung.at)} {rung.kind} {','.join(rung.audience)}" for rung in ladder]


def test_a_filler_is_reminded_and_then_the_line_is_told_up_to_the_secretary() -> None:
    window = response_window("fill", "staff")
    assert written(window_end(window, OPENED, office())) == "2026-10-07 16:00"
    assert told(rungs(window, OPENED, office())) == [
        "2026-10-06 08:15 before holder",
        "2026-10-07 08:15 due holder",
        "2026-10-08 08:15 after holder",
        "2026-10-09 08:15 escalation section_head",
        "2026-10-12 08:15 escalation division_head",
        "2026-10-14 08:15 escalation secretary",
    ]


def test_a_division_head_has_one_day_and_only_the_secretary_above() -> None:
    assert told(rungs(response_window("check", "division_head"), OPENED, office())) == [
        "2026-10-06 08:15 due holder",
        "2026-10-07 08:15 after holder",
        "2026-10-08 08:15 escalation secretary",
    ]


def test_the_secretary_has_two_days_and_nobody_is_told() -> None:
    ladder = rungs(response_window("paraf", "secretary"), OPENED, office())
    assert [rung.kind for rung in ladder] == [RungKind.BEFORE, RungKind.DUE, RungKind.AFTER]


@pytest.mark.parametrize("stage", ["dispose", "approve", "fill", "check"])
def test_the_head_is_never_reminded(stage: str) -> None:
    ladder = rungs(response_window(stage, "head"), OPENED, office())
    assert told(ladder) == [
        "2026-10-07 08:15 escalation aide,secretary",
        "2026-10-09 08:15 escalation aide,secretary",
    ]


def test_an_office_sets_its_own_gathering_window() -> None:
    ladder = rungs(response_window("fill", "staff", fill_days=5), OPENED, office())
    assert [(rung.kind.value, rung.level) for rung in ladder[:3]] == [
        ("before", 1),
        ("before", 2),
        ("due", 1),
    ]
    assert written(ladder[2].at) == "2026-10-12 08:15"
    assert response_window("check", "section_head", fill_days=5).days == 1


def test_a_fixed_date_replaces_the_windows_end() -> None:
    ladder = rungs(
        response_window("compile", "planner"), OPENED, office(), due_at=local("2026-10-30", "16:00")
    )
    assert told(ladder)[:4] == [
        "2026-10-21 08:15 before holder",
        "2026-10-27 08:15 before holder",
        "2026-10-29 08:15 before holder",
        "2026-10-30 08:15 due holder",
    ]


def test_a_date_that_is_a_holiday_is_reminded_of_before_it() -> None:
    ladder = rungs(response_window("fill", "staff"), OPENED, office(), due_at=local("2026-10-11", "12:00"))
    due = next(rung for rung in ladder if rung.kind is RungKind.DUE)
    assert written(due.at) == "2026-10-09 08:15"


def test_a_date_that_has_passed_leaves_only_what_is_still_to_come() -> None:
    ladder = rungs(response_window("fill", "staff"), OPENED, office(), due_at=local("2026-10-02", "12:00"))
    assert [rung.kind for rung in ladder] == [RungKind.ESCALATION, RungKind.ESCALATION, RungKind.ESCALATION]


def test_an_office_that_opens_late_is_reminded_when_it_opens() -> None:
    late = hours("10:00-14:00")
    calendar = Calendar(ZONE, (late, late, late, late, late, (), ()), date(2026, 12, 31))
    ladder = rungs(response_window("fill", "staff"), OPENED, calendar)
    assert written(ladder[0].at) == "2026-10-06 10:00"


@given(
    st.sampled_from(list(Addressee)),
    st.integers(1, 60),
    st.integers(0, 300 * 24 * 60),
    st.none() | st.integers(0, 90),
    st.sampled_from([time(6, 0), time(8, 15), time(12, 20), time(23, 0)]),
)
def test_every_rung_is_later_than_the_last_in_office_hours_and_on_a_day_of_its_own(
    addressee: Addressee, days: int, minute: int, due_in: int | None, digest: time
) -> None:
    calendar = office()
    opened = datetime.fromisoformat("2026-01-02T00:00:00+00:00") + timedelta(minutes=minute)
    base = WINDOWS[addressee]
    window = ResponseWindow(addressee, days, base.reminds_holder, base.escalation)
    due_at = None if due_in is None else opened + timedelta(days=due_in)
    ladder = rungs(window, opened, calendar, digest, due_at)
    moments = [opened, *(rung.at for rung in ladder)]
    assert moments == sorted(set(moments))
    assert all(calendar.is_open(rung.at) for rung in ladder)
    assert len({calendar.local_day(rung.at) for rung in ladder}) == len(ladder)
    if addressee is Addressee.HEAD:
        assert all(Audience.HOLDER not in rung.audience for rung in ladder)


def test_after_an_outage_only_the_highest_rung_speaks() -> None:
    ladder = rungs(response_window("fill", "staff"), OPENED, office())
    assert collapse(ladder) == ladder[-1]
    assert collapse(ladder[:3]) == ladder[2]
    assert collapse(tuple(reversed(ladder[:2]))) == ladder[1]


@pytest.mark.parametrize(
    ("stage", "role", "expected"),
    [
        ("fill", "head", Addressee.HEAD),
        ("fill", "division_head", Addressee.FILLER),
        ("check", "subcoordinator", Addressee.SECTION_HEAD),
        ("check", "technical_unit_head", Addressee.DIVISION_HEAD),
        ("compile", "planner", Addressee.OFFICER),
        ("dispatch", "staff", Addressee.OFFICER),
    ],
)
def test_whose_window_it_is(stage: str, role: str, expected: Addressee) -> None:
    assert addressee_of(stage, role) is expected


@pytest.mark.parametrize(
    ("day", "clock", "reminder", "card"),
    [
        ("2026-11-19", "06:10", "2026-11-19 07:30", "2026-11-19 07:00"),
        ("2026-11-19", "09:00", "2026-11-19 09:00", "2026-11-19 09:00"),
        ("2026-11-19", "12:30", "2026-11-19 13:00", "2026-11-19 12:30"),
        ("2026-11-19", "16:30", "2026-11-20 07:30", "2026-11-19 16:30"),
        ("2026-11-20", "17:00", "2026-11-23 07:30", "2026-11-23 07:00"),
        ("2026-12-24", "09:00", "2026-12-28 07:30", "2026-12-28 07:00"),
    ],
)
def test_when_reminders_ring_and_cards_arrive(day: str, clock: str, reminder: str, card: str) -> None:
    now = local(day, clock)
    assert written(reminder_moment(now, office())) == reminder
    assert written(card_moment(now, office())) == card
