"""Periods are written, read, titled and stepped through."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.periods import Cycle, Period, period_of, periods_of, quarter_of, read_period

YEARS = st.integers(1901, 9997)
PERIODS = st.one_of(
    st.builds(Period, YEARS, st.integers(0, 4)),
    st.builds(lambda year, half: Period(year, half=half), YEARS, st.integers(1, 2)),
    st.builds(lambda year, month: Period(year, month=month), YEARS, st.integers(1, 12)),
)


@given(PERIODS)
def test_what_is_written_reads_back(period: Period) -> None:
    assert read_period(str(period)) == period
    assert Period(**asdict(period)) == period


@given(PERIODS)
def test_the_next_period_begins_the_day_after(period: Period) -> None:
    assert period.next.first_day == period.last_day + timedelta(days=1)
    assert period.next.previous == period
    assert period < period.next


@given(st.sampled_from(Cycle), st.dates(date(1901, 1, 1), date(9990, 1, 1)))
def test_every_day_lies_in_one_period_of_a_kind(cycle: Cycle, day: date) -> None:
    found = period_of(cycle, day)
    assert found.cycle is cycle
    assert found.first_day <= day <= found.last_day
    assert [one for one in periods_of(cycle, day.year) if one.first_day <= day <= one.last_day] == [found]


def test_a_month_and_a_half_year_show_the_quarter_they_end_in() -> None:
    official = {str(one): (one.quarter, one.makes_official) for one in periods_of(Cycle.MONTH, 2026)}
    assert official["2026-M07"] == (3, False)
    assert official["2026-M09"] == (3, True)
    assert [name for name, (_, ends) in official.items() if ends] == [
        "2026-M03", "2026-M06", "2026-M09", "2026-M12",
    ]  # fmt: skip
    assert [(one.quarter, one.makes_official) for one in periods_of(Cycle.HALF_YEAR, 2026)] == [
        (2, True), (4, True),
    ]  # fmt: skip
    assert Period(2026, half=2).quarters == (Period(2026, 3), Period(2026, 4))
    assert not Period(2026).makes_official


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
    assert Period(2026, month=7).title == "Bulan Juli Tahun 2026"
    assert Period(2026, half=2).title == "Semester II Tahun 2026"
    assert (Period(2026, month=7).short, Period(2026, half=2).short) == ("Juli", "Semester II")
    assert Period(2026, 2).quarters == (Period(2026, 2),)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-Q5", "2026 Q3", "2026-3", "TW III", "2026-Q0", "2026-M13", "2026-M7", "2026-H3"]
)
def test_other_writings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        read_period(text)


def test_small_letters_and_spaces_around_do_not_matter() -> None:
    assert read_period(" 2026-q3 ") == Period(2026, 3)


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(2026, 5)
    with pytest.raises(ValueError, match="more than one part"):
        Period(2026, 2, month=7)
    with pytest.raises(ValueError, match="more than one part"):
        Period(2026, half=2, month=7)


@pytest.mark.parametrize(
    ("written", "brief"),
    [
        ("2026-Q3", "TW III 2026"),
        ("2026-H2", "Semester II 2026"),
        ("2026-M07", "Juli 2026"),
        ("2026", "2026"),
    ],
)
def test_a_line_names_a_period_with_its_year_once(written: str, brief: str) -> None:
    assert read_period(written).brief == brief
