"""A whole typed answer is read number by number, and nothing of it is lost."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.answers import Answers, Obstacle, read_answers, read_obstacle
from sop.indicators import Missing
from sop.numbers import Expected, ReadingKind, Refusal

QUESTIONS = {1: Expected(), 2: Expected(), 3: Expected(ratio=True), 12: Expected()}


def raw(found: Answers) -> dict[int, str]:
    return {answer.number: answer.raw for answer in found.answers}


@pytest.mark.parametrize(
    "text",
    [
        "1) 12  2) 85,5  3) 262/640",
        "1)12 2)85,5 3)262/640",
        "1. 12\n2. 85,5\n3. 262/640",
        "1: 12\n2: 85,5\n3: 262/640",
        "1 = 12; 2 = 85,5; 3 = 262/640",
        "1=12, 2=85,5, 3=262/640",
        "(1) 12 (2) 85,5 (3) 262/640",
        "3) 262/640\n1) 12\n\n2) 85,5",
        "1)\n12\n2)\n85,5\n3)\n262/640",
        "1) 12\n2. 85,5\n3 : 262/640",
    ],
)
def test_every_way_of_numbering(text: str) -> None:
    found = read_answers(text, QUESTIONS)
    assert raw(found) == {1: "12", 2: "85,5", 3: "262/640"}
    assert found.unread == ()
    one, two, three = (answer.reading for answer in found.answers)
    assert (one.value, two.value) == (Decimal(12), Decimal("85.5"))
    assert (three.numerator, three.denominator) == (Decimal(262), Decimal(640))


def test_words_instead_of_a_number() -> None:
    found = read_answers("1) nihil; 2) belum ada data; 12) belum rilis", QUESTIONS)
    readings = {answer.number: answer.reading for answer in found.answers}
    assert readings[1].kind is ReadingKind.ZERO
    assert readings[2].missing is Missing.NO_DATA_YET
    assert readings[12].missing is Missing.NOT_RELEASED


def test_what_answers_nothing_comes_back() -> None:
    found = read_answers("Selamat pagi, Bu\n1) 12; listrik padam\n9) 5\nterima kasih", QUESTIONS)
    assert raw(found) == {1: "12"}
    assert found.unread == ("Selamat pagi, Bu", "listrik padam", "9) 5", "terima kasih")


def test_a_full_stop_after_a_value_is_no_marker() -> None:
    assert raw(read_answers("1) 12. 2) 13", QUESTIONS)) == {1: "12.", 2: "13"}
    assert raw(read_answers("1. 12. 2. 13", QUESTIONS)) == {1: "12.", 2: "13"}


def test_a_number_answered_in_two_ways_is_refused_and_keeps_both() -> None:
    (found,) = read_answers("1) 12\n1) 13", QUESTIONS).answers
    assert found.reading.refusal is Refusal.REPEATED
    assert found.raw == "12 | 13"


def test_the_same_answer_twice_is_one_answer() -> None:
    (found,) = read_answers("1) 12\n1) 12", QUESTIONS).answers
    assert found.reading.value == 12


def test_a_number_without_a_value_is_refused_as_empty() -> None:
    found = read_answers("1) 12\n2)", QUESTIONS)
    assert found.answers[1].reading.refusal is Refusal.EMPTY


def test_values_without_numbers_are_not_dealt_out() -> None:
    found = read_answers("12; 85,5; 262/640", QUESTIONS)
    assert found.answers == ()
    assert found.unread == ("12; 85,5; 262/640",)


def test_a_single_open_number_needs_no_marker() -> None:
    found = read_answers(" 85,5 ", {7: Expected()})
    assert raw(found) == {7: "85,5"}
    assert raw(read_answers("7) 85,5", {7: Expected()})) == {7: "85,5"}


def test_thousands_with_dots_are_no_markers() -> None:
    assert raw(read_answers("1) 1.234,5 2) 2.000.000", QUESTIONS)) == {1: "1.234,5", 2: "2.000.000"}


def test_a_decimal_comma_is_no_boundary_of_a_marker() -> None:
    found = read_answers("1) 1,2) 3", QUESTIONS)
    assert [(answer.number, answer.reading.kind) for answer in found.answers] == [(1, ReadingKind.REFUSED)]


def test_two_readings_stay_two() -> None:
    (found,) = read_answers("2) 1.234", QUESTIONS).answers
    assert found.reading.kind is ReadingKind.TWO


PIECES = st.sampled_from(
    [
        "1)",
        "2)",
        "3)",
        "9)",
        "1.",
        "2.",
        "3:",
        "1 =",
        "12",
        "85,5",
        "262/640",
        "nihil",
        "belum rilis",
        ";",
        ",",
        "\n",
        "  ",
        "hujan",
        "1.234",
        "(2)",
        "-",
        "12.",
    ]
)


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
def test_every_word_typed_is_an_answer_or_comes_back(text: str) -> None:
    found = read_answers(text, QUESTIONS)
    kept = " ".join([f"{answer.number} {answer.raw}" for answer in found.answers] + list(found.unread))
    words = re.findall(r"[^\W\d_]+|[0-9]+", text)
    kept_words = re.findall(r"[^\W\d_]+|[0-9]+", kept)
    assert {word.lstrip("0") for word in words} <= {word.lstrip("0") for word in kept_words}


@pytest.mark.parametrize(
    ("text", "obstacle", "follow_up"),
    [
        ("cuaca; sewa kendaraan", "cuaca", "sewa kendaraan"),
        ("cuaca; alat rusak; sewa kendaraan", "cuaca", "alat rusak; sewa kendaraan"),
        ("cuaca\nsewa kendaraan", "cuaca", "sewa kendaraan"),
        ("Hambatan: cuaca. Tindak lanjut: sewa", "cuaca.", "sewa"),
        ("Kendala: a; b\nTL: c", "a; b", "c"),
        ("cuaca; RTL: sewa", "cuaca", "sewa"),
        ("Tindak lanjut: sewa\nHambatan: cuaca", "cuaca", "sewa"),
        ("cuaca buruk", "cuaca buruk", ""),
        ("", "", ""),
    ],
)
def test_obstacle_and_follow_up(text: str, obstacle: str, follow_up: str) -> None:
    assert read_obstacle(text) == Obstacle(obstacle, follow_up)


@given(st.text(max_size=80))
def test_no_word_of_an_obstacle_is_lost(text: str) -> None:
    found = read_obstacle(text)
    labels = {
        "hambatan",
        "kendala",
        "penyebab",
        "masalah",
        "tindak",
        "lanjut",
        "rtl",
        "tl",
        "solusi",
        "upaya",
    }
    kept = f"{found.obstacle} {found.follow_up}".split()
    for word in text.split():
        bare = word.strip(" ;,:=.")
        assert not bare or bare.lower() in labels or any(bare in part for part in kept) or ";" in bare
