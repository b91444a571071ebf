"""Norm texts of the four SOPs and the golden moments of domain 7.5."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.limits import Limit, LimitNote, LimitUnit, UnreadableLimit, due, read_limit
from sop.periods import Period
from tests.sop_arithmetic.office_calendars import local, office, written

TIME, DAYS = LimitUnit.WORKING_TIME, LimitUnit.WORKING_DAYS


@pytest.mark.parametrize(
    ("text", "amount", "unit", "note"),
    [
        ("5 Menit", 300, TIME, LimitNote.NONE),
        ("30 menit", 1800, TIME, LimitNote.NONE),
        ("10 mnt", 600, TIME, LimitNote.NONE),
        ("6 jam", 21_600, TIME, LimitNote.NONE),
        ("1.5 jam", 5400, TIME, LimitNote.NONE),
        ("1,5 Jam Kerja", 5400, TIME, LimitNote.NONE),
        ("1.5 lam", 5400, TIME, LimitNote.TYPO),
        ("2 Hari", 2, DAYS, LimitNote.NONE),
        ("2 (dua) hari kerja", 2, DAYS, LimitNote.NONE),
        ("tiga hari", 3, DAYS, LimitNote.NONE),
        ("1-2 hari", 2, DAYS, LimitNote.UPPER),
        ("1 s/d 2 jam", 7200, TIME, LimitNote.UPPER),
        ("1,5 hari", 2, DAYS, LimitNote.ROUNDED_UP),
        ("1 pekan", 5, DAYS, LimitNote.NONE),
        ("2 minggu", 10, DAYS, LimitNote.NONE),
        ("", 1, DAYS, LimitNote.NOT_FROM_SOP),
        ("1 bulan", 1, LimitUnit.MONTHS, LimitNote.NONE),
        ("3 bulan", 1, LimitUnit.QUARTER_END, LimitNote.NONE),
        ("1 triwulan", 1, LimitUnit.QUARTER_END, LimitNote.NONE),
        ("1 tahun", 1, LimitUnit.YEAR_END, LimitNote.NONE),
        ("3 Bulan berikut", 1, LimitUnit.NEXT_QUARTER, LimitNote.NONE),
        ("2 bulan awal tahun", 2, LimitUnit.START_OF_YEAR, LimitNote.NONE),
    ],
)
def test_norm_texts(text: str, amount: int, unit: LimitUnit, note: LimitNote) -> None:
    assert read_limit(text) == Limit(Decimal(amount), unit, text, note)


@pytest.mark.parametrize(
    "text",
    [
        "secepatnya",
        "5",
        "jam",
        "0 jam",
        "-2 hari",
        "3-1 hari",
        "2 hari berikut",
        "1,5 bulan",
        "20 bulan",
        "5 tahun",
        "2 jam 30 menit",
        "12 bulan awal tahun",
        "99999 hari",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(UnreadableLimit, match="limit"):
        read_limit(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableLimit):
        assert read_limit(text).raw == text


@pytest.mark.parametrize(
    ("day", "clock", "norm", "expected"),
    [
        ("2026-11-20", "16:20", "5 menit", "2026-11-20 16:25"),
        ("2026-11-20", "16:28", "5 menit", "2026-11-23 07:33"),
        ("2026-11-20", "10:30", "2 jam", "2026-11-20 14:00"),
        ("2026-11-23", "13:30", "6 jam", "2026-11-24 11:00"),
        ("2026-11-21", "09:00", "1 jam", "2026-11-23 08:30"),
        ("2026-11-19", "12:10", "15 menit", "2026-11-19 13:15"),
        ("2026-02-26", "11:00", "1,5 jam", "2026-02-26 13:00"),
        ("2026-11-19", "09:00", "3 hari", "2026-11-24 16:00"),
        ("2026-12-23", "14:00", "2 hari", "2026-12-29 16:00"),
        ("2026-12-23", "14:00", "15 jam", "2026-12-29 14:00"),
        ("2026-03-16", "10:00", "1 pekan", "2026-03-30 16:00"),
        ("2026-01-05", "08:00", "2 bulan awal tahun", "2026-02-27 15:30"),
        ("2026-07-06", "08:00", "3 bulan", "2026-09-30 23:59"),
        ("2026-07-06", "08:00", "1 tahun", "2026-12-31 23:59"),
        ("2026-07-31", "08:00", "4 bulan", "2026-11-30 16:00"),
    ],
)
def test_golden_moments(day: str, clock: str, norm: str, expected: str) -> None:
    found = due(read_limit(norm), local(day, clock), office())
    assert found is not None
    assert written(found) == expected


def test_the_next_quarter_has_no_clock() -> None:
    assert due(read_limit("3 bulan berikut"), local("2026-10-05", "08:00"), office()) is None


def test_a_window_follows_the_period_of_its_case() -> None:
    found = due(read_limit("3 bulan"), local("2026-10-05", "08:00"), office(), Period(2026, 3))
    assert found is not None
    assert written(found) == "2026-09-30 23:59"
