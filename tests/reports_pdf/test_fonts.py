"""Measuring and breaking: nothing is lost, nothing sticks out."""

from hypothesis import given
from hypothesis import strategies as st

from reports.fonts import Font, Measure, glyph_widths, printable

FONT = Font("", 8.5)
TEXTS = st.text(max_size=200)
WORDS = st.text(st.sampled_from("abcdefgh ijKLM,.–%0123456789"), max_size=300)


@given(TEXTS)
def test_what_is_printable_has_a_glyph(text: str) -> None:
    known = glyph_widths("")
    assert all(ord(sign) in known or sign == "\n" for sign in printable(text))


@given(TEXTS)
def test_printable_text_stays_as_it_is(text: str) -> None:
    once = printable(text)
    assert printable(once) == once


@given(WORDS, st.floats(6, 120))
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    for line in Measure().lines(text, FONT, width):
        assert FONT.width(line) <= width + 1e-6


@given(WORDS, st.floats(6, 120))
def test_no_letter_is_lost_in_breaking(text: str, width: float) -> None:
    lines = Measure().lines(text, FONT, width)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_newline_starts_a_line_and_a_quarter_keeps_its_number() -> None:
    assert Measure().lines("satu\ndua", FONT, 50) == ("satu", "dua")
    narrow = FONT.width("bergeser ke TW")
    assert Measure().lines("bergeser ke TW\u00a0IV", FONT, narrow) == ("bergeser ke", "TW IV")


def test_all_faces_know_the_signs_of_the_report() -> None:
    for style in ("", "B", "I"):
        assert all(ord(sign) in glyph_widths(style) for sign in "–−×÷≤≥…·%()/=+“”’éüñ")


def test_a_number_too_long_for_its_column_parts_between_its_thousands() -> None:
    assert Measure().lines("12.500.000.000", FONT, 14) == ("12.500.", "000.000")
    assert Measure().lines("PIKM/UPTD", FONT, FONT.width("PIKM/UPT")) == ("PIKM/", "UPTD")
