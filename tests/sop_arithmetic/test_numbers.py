"""The table of telegram 3.4, row by row, and that the reader neither raises nor invents."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.indicators import Missing
from sop.numbers import Expected, Reading, ReadingKind, Refusal, cleaned, read_number

D = Decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234 567", "1234567"),
        ("1'234", "1234"),
        ("1\u00a0234\u202f567", "1234567"),
        ("１２,５", "12.5"),
        ("93,75%", "93.75"),
        ("93,75 persen", "93.75"),
        ("Rp 2.500.000", "2500000"),
        ("Rp2.500.000", "2500000"),
        ("Rp. 5.000.000,-", "5000000"),
        ("2,5 juta", "2500000"),
        ("100rb", "100000"),
        ("Rp 1,2 miliar", "1200000000"),
        ("3 triliun", "3000000000000"),
    ],
)
def test_clear_readings(text: str, value: str) -> None:
    assert read_number(text) == Reading(ReadingKind.CLEAR, D(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("12.5", "12.5"),
        ("12.75", "12.75"),
        ("4.25", "4.25"),
        ("12.7512", "12.7512"),
        ("0.125", "0.125"),
        ("ada 12 kegiatan", "12"),
        ("85,5 orang.", "85.5"),
        ("12.", "12"),
        ("+12", "12"),
        ("007", "7"),
        ("2,5 M", "2500000000"),
        ("tidak ada", "0"),
    ],
)
def test_readings_that_ask_for_one_press(text: str, value: str) -> None:
    assert read_number(text) == Reading(ReadingKind.CONFIRM, D(value), ask=True)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("1.500 juta", "1500000000", "1500000"),
        ("ada 1.234 orang", "1234", "1.234"),
    ],
)
def test_two_readings_become_two_buttons(text: str, first: str, second: str) -> None:
    assert read_number(text) == Reading(ReadingKind.TWO, D(first), D(second), ask=True)


@pytest.mark.parametrize(
    ("last", "target", "first"),
    [
        ("1.1", None, "1.234"),
        ("1100", None, "1234"),
        (None, "2", "1.234"),
        (None, None, "1234"),
        ("0", "0", "1234"),
    ],
)
def test_the_last_value_and_the_target_order_the_buttons(
    last: str | None, target: str | None, first: str
) -> None:
    expected = Expected(last=D(last) if last else None, target=D(target) if target else None)
    found = read_number("1.234", expected)
    assert found.value == D(first)
    assert {found.value, found.other} == {D("1234"), D("1.234")}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("1.234", Reading(ReadingKind.CLEAR, D(1234))),
        ("1,234", Reading(ReadingKind.CONFIRM, D(1234), ask=True)),
        ("12,5", Reading(ReadingKind.REFUSED, refusal=Refusal.WHOLE_NUMBER)),
        ("12,0", Reading(ReadingKind.CLEAR, D("12.0"))),
        ("2,5 juta", Reading(ReadingKind.CLEAR, D(2500000))),
    ],
)
def test_where_only_whole_numbers_are_possible(text: str, reading: Reading) -> None:
    assert read_number(text, Expected(decimals=False)) == reading


@pytest.mark.parametrize(
    ("text", "over", "under", "ask"),
    [
        ("12/15", 12, 15, False),
        ("12 dari 15", 12, 15, False),
        ("262 / 640", 262, 640, False),
        ("1.234/4.800", 1234, 4800, True),
        ("0/0", 0, 0, False),
    ],
)
def test_components_of_a_ratio(text: str, over: int, under: int, ask: bool) -> None:
    found = read_number(text, Expected(ratio=True))
    assert found == Reading(ReadingKind.RATIO, numerator=D(over), denominator=D(under), ask=ask)


@pytest.mark.parametrize("text", ["nihil", "Nol", "0", "NIHIL.", "0,00", "0%", "-0"])
def test_a_stated_zero_is_a_value(text: str) -> None:
    assert read_number(text) == Reading(ReadingKind.ZERO, D(0))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("-", Missing.NO_DATA_YET),
        ("–", Missing.NO_DATA_YET),
        ("n/a", Missing.NO_DATA_YET),
        ("belum", Missing.NO_DATA_YET),
        ("kosong", Missing.NO_DATA_YET),
        ("Belum ada data", Missing.NO_DATA_YET),
        ("belum  rilis", Missing.NOT_RELEASED),
    ],
)
def test_no_data_yet_is_no_zero(text: str, missing: Missing) -> None:
    assert read_number(text) == Reading(ReadingKind.NO_DATA, missing=missing, ask=True)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", Refusal.EMPTY),
        ("  \u200b", Refusal.EMPTY),
        ("12/15", Refusal.NOT_A_RATIO),
        ("10-12", Refusal.ONE_VALUE),
        ("10 – 12", Refusal.ONE_VALUE),
        ("±5", Refusal.ONE_VALUE),
        (">90", Refusal.ONE_VALUE),
        ("sekitar 80", Refusal.ONE_VALUE),
        ("kurang lebih 80", Refusal.ONE_VALUE),
        ("10 s/d 12", Refusal.ONE_VALUE),
        ("12 12", Refusal.SEVERAL_NUMBERS),
        ("12 kegiatan 2026", Refusal.SEVERAL_NUMBERS),
        ("-5", Refusal.NEGATIVE),
        ("−5,5", Refusal.NEGATIVE),
        ("dua belas", Refusal.NO_NUMBER),
        ("½", Refusal.NO_NUMBER),
        ("12²", Refusal.UNREADABLE),
        ("belum ada 12", Refusal.UNREADABLE),
        ("12.34,5", Refusal.UNREADABLE),
        ("1.2.3", Refusal.UNREADABLE),
        ("1e5", Refusal.UNREADABLE),
        ("9" * 19, Refusal.TOO_LONG),
        ("9 triliun triliun", Refusal.UNREADABLE),
        ("a" * 200 + "12", Refusal.TOO_LONG),
    ],
)
def test_refusals_name_their_reason(text: str, refusal: Refusal) -> None:
    assert read_number(text) == Reading(ReadingKind.REFUSED, refusal=refusal)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("1/2/3", Refusal.SEVERAL_NUMBERS),
        ("-1/5", Refusal.NEGATIVE),
        ("satu/2", Refusal.UNREADABLE),
        ("262/640 = 40,94%", Refusal.UNREADABLE),
        (f"1/{'9' * 19}", Refusal.TOO_LONG),
    ],
)
def test_components_that_cannot_be_read(text: str, refusal: Refusal) -> None:
    assert read_number(text, Expected(ratio=True)).refusal is refusal


def test_the_unit_itself_may_be_typed() -> None:
    assert read_number("12 Orang", Expected(uom="Orang")).kind is ReadingKind.CLEAR
    assert read_number("12 orang", Expected(uom="Sentra")).kind is ReadingKind.CONFIRM


def test_another_unit_than_the_indicators_is_asked_about() -> None:
    assert read_number("85%", Expected(uom="Orang")).ask
    assert read_number("Rp 85", Expected(uom="Orang")).ask
    assert not read_number("85%", Expected(uom="%")).ask
    assert not read_number("Rp 85", Expected(uom="Rupiah")).ask


def test_millions_of_a_unit_that_is_millions_are_two_readings() -> None:
    found = read_number("12 juta", Expected(uom="Juta Rupiah"))
    assert (found.kind, found.value, found.other) == (ReadingKind.TWO, D(12), D(12_000_000))


def test_negative_values_are_read_where_they_are_possible() -> None:
    assert read_number("-4,5", Expected(negative=True)) == Reading(ReadingKind.CLEAR, D("-4.5"))
    found = read_number("−1.234", Expected(negative=True))
    assert {found.value, found.other} == {D(-1234), D("-1.234")}


EXPECTATIONS = st.builds(
    Expected,
    ratio=st.booleans(),
    decimals=st.booleans(),
    negative=st.booleans(),
    uom=st.sampled_from(["", "%", "Orang", "Rp", "Juta Rupiah", "M"]),
    last=st.none() | st.decimals(-1000, 10**6, places=3),
    target=st.none() | st.decimals(0, 10**6, places=3),
)
TYPED = st.text(max_size=40) | st.text(alphabet="0123456789.,' -+%/RpjutaMdarinhl\u00a0−½²", max_size=25)


def values(reading: Reading) -> list[Decimal]:
    found = (reading.value, reading.other, reading.numerator, reading.denominator)
    return [value for value in found if value is not None]


@given(TYPED, EXPECTATIONS)
def test_the_reader_never_raises_and_never_invents_a_digit(text: str, expected: Expected) -> None:
    found = read_number(text, expected)
    written = re.sub("[^0-9]", "", cleaned(text))
    for value in values(found):
        digits = "".join(map(str, value.as_tuple().digits)).strip("0")
        assert digits in written
        assert expected.negative or value >= 0
        assert expected.decimals or found.kind is ReadingKind.RATIO or value == value.to_integral_value()
    if values(found) and not written:
        assert values(found) == [0]
    assert (found.kind is ReadingKind.REFUSED) == (found.refusal is not Refusal.NONE)
    assert (found.kind is ReadingKind.NO_DATA) == (found.missing is not None)


@given(st.decimals(0, 10**12, places=2))
def test_what_an_indonesian_writes_is_read_without_a_question(value: Decimal) -> None:
    typed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    found = read_number(typed)
    assert found.value == value
    assert not found.ask


@given(st.integers(1, 999), st.integers(0, 999))
def test_one_dot_and_three_digits_are_never_decided_alone(whole: int, rest: int) -> None:
    found = read_number(f"{whole}.{rest:03}")
    assert {found.value, found.other} == {D(whole * 1000 + rest), D(f"{whole}.{rest:03}")}
