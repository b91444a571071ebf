"""Periods are written, read, titled and stepped through."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.periods import Period, quarter_of, read_period

PERIODS = st.builds(Period, st.integers(1901, 9997), st.integers(0, 4))


@given(PERIODS)
def test_what_is_written_reads_back(period: Period) -> None:
    assert read_period(str(period)) == period


@given(PERIODS)
def test_the_next_period_begins_the_day_after(period: Period) -> None:
    assert period.next.first_day == period.last_day + timedelta(days=1)
    assert period.next.previous == period
    assert period < period.next


@given(st.dates(date(1901, 1, 1), date(9990, 1, 1)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    found = quarter_of(day)
    assert found.first_day <= day <= found.last_day
    assert found in found.whole_year.quarters


def test_titles_are_those_of_reports_and_cards() -> None:
    assert Period(2026, 3).title == "Triwulan III Tahun 2026"
    assert Period(2026, 3).short == "TW III"
    assert Period(2026).title == "Tahun 2026"
    assert Period(2026).short == "2026"
    assert Period(2026, 2).quarters == (Period(2026, 2),)


@pytest.mark.parametrize("text", ["", "26", "2026-Q5", "2026 Q3", "2026-3", "TW III", "2026-Q0"])
def test_other_writings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        read_period(text)


def test_small_letters_and_spaces_around_do_not_matter() -> None:
    assert read_period(" 2026-q3 ") == Period(2026, 3)


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(2026, 5)
