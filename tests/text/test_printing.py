"""Numbers, money and dates look as Indonesian offices write them, and are rounded half up once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.numbers import Expected, read_number
from text.printing import (
    clock,
    exact,
    in_words,
    long_date,
    moment,
    number,
    percent,
    roman,
    rounded,
    rupiah,
    short_date,
    weekday_date,
    weekday_moment,
)

D = Decimal
AFTERNOON = datetime(2026, 11, 20, 6, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        ("1234.56", 2, "1.234,56"),
        ("1234567", 0, "1.234.567"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("90.555", 2, "90,56"),
        ("-0.001", 2, "0,00"),
        ("-1234.5", 1, "−1.234,5"),
        ("12345678901234567890123456789.125", 2, "12.345.678.901.234.567.890.123.456.789,13"),
    ],
)
def test_numbers(value: str, precision: int, expected: str) -> None:
    assert number(D(value), precision) == expected


def test_the_published_quarter_is_rounded_after_dividing() -> None:
    exact_ratio = D("3543.5") / D(8750) * 100
    assert number(exact_ratio / 40 * 100) == "101,24"


@pytest.mark.parametrize(
    ("value", "expected"), [("85", "85"), ("85.50", "85,5"), ("1E+3", "1.000"), ("-2.5", "−2,5")]
)
def test_an_echo_shows_every_digit(value: str, expected: str) -> None:
    assert exact(D(value)) == expected


def test_percent_and_rupiah() -> None:
    assert percent(D("93.75")) == "93,75%"
    assert rupiah(D(2_500_000)) == "Rp2.500.000"
    assert rupiah(D(-1500)) == "−Rp1.500"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "nol"),
        ("10", "sepuluh"),
        ("11", "sebelas"),
        ("19", "sembilan belas"),
        ("100", "seratus"),
        ("119", "seratus sembilan belas"),
        ("1000", "seribu"),
        ("1234", "seribu dua ratus tiga puluh empat"),
        ("2500000", "dua juta lima ratus ribu"),
        ("1000000000", "satu miliar"),
        ("11000000000000", "sebelas triliun"),
        ("12.50", "dua belas koma lima"),
        ("-0.05", "minus nol koma nol lima"),
        ("1000000000000000", "1.000.000.000.000.000"),
    ],
)
def test_numbers_read_aloud(value: str, expected: str) -> None:
    assert in_words(D(value)) == expected


@given(st.decimals(-(10**14), 10**14, places=3))
def test_what_is_printed_reads_back(value: Decimal) -> None:
    found = read_number(exact(value), Expected(negative=True))
    assert value in (found.value, found.other)


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_rounding_moves_at_most_half_a_step(value: Decimal, precision: int) -> None:
    assert abs(rounded(value, precision) - value) * 2 <= D(1).scaleb(-precision)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_different_whole_numbers_have_different_words(first: int, second: int) -> None:
    assert (in_words(D(first)) == in_words(D(second))) == (first == second)


def test_dates() -> None:
    day = date(2026, 11, 20)
    assert long_date(day) == "20 November 2026"
    assert short_date(date(2026, 8, 5)) == "5 Agt 2026"
    assert weekday_date(day) == "Jumat, 20 November 2026"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Jakarta", "20 Nov 2026 13.03 WIB"),
        ("Asia/Makassar", "20 Nov 2026 14.03 WITA"),
        ("Asia/Jayapura", "20 Nov 2026 15.03 WIT"),
        ("UTC", "20 Nov 2026 06.03 UTC"),
    ],
)
def test_moments_carry_their_zone(zone: str, expected: str) -> None:
    assert moment(AFTERNOON, zone) == expected


def test_short_moments() -> None:
    assert clock(AFTERNOON, "Asia/Makassar") == "14.03 WITA"
    assert weekday_moment(AFTERNOON, "Asia/Makassar") == "Jumat 20 Nov 14.03 WITA"


def test_a_moment_without_a_zone_is_not_printed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment(AFTERNOON.replace(tzinfo=None), "Asia/Makassar")


def test_quarters() -> None:
    assert [roman(quarter) for quarter in (1, 2, 3, 4)] == ["I", "II", "III", "IV"]
    with pytest.raises(ValueError, match="quarter"):
        roman(0)
