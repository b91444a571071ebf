"""The fixture is the sample office, and the records keep their word."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reports.renders import render
from sop.copies import dump, load
from sop.indicators import Missing
from sop.people import Holding
from sop.reports import Figure, Narrative, ReportFigures, ReportState, Tone, content_hash, title_lines
from tests.reports_pdf.offices import sample
from text.printing import number

EXPECTED = {  # domain 6.3, TW III: achievement to date, rating, against the annual target
    "IKU-1": ("90,56", "Sangat Tinggi", "67,92"),
    "IKU-3": ("97,47", "Sangat Tinggi", "90,97"),
    "IKU-4": ("98,40", "Sangat Tinggi", "98,40"),
    "PSDI-1": ("80,00", "Tinggi", "60,00"),
    "PSDI-2": ("100,00", "Sangat Tinggi", "81,25"),
    "PSDI-3": ("137,50", "Sangat Tinggi", "91,67"),
    "PIKM-1": ("100,00", "Sangat Tinggi", "94,44"),
    "PIKM-2": ("100,23", "Sangat Tinggi", "98,00"),
    "PIKM-3": ("75,00", "Sedang", "56,25"),
    "WASI-1": ("72,62", "Sedang", "56,48"),
    "WASI-2": ("102,19", "Sangat Tinggi", ""),
    "WASI-3": ("33,33", "Sangat Rendah", ""),
    "WASI-4": ("104,44", "Sangat Tinggi", "89,52"),
    "SEK-1": ("98,51", "Sangat Tinggi", "72,59"),
}


def test_the_sample_has_the_expected_results_of_the_third_quarter() -> None:
    figures = sample()
    found = {row.code: row for row in figures.rows if row.scored}
    assert found.keys() == EXPECTED.keys()
    for code, (achievement, rating, annual) in EXPECTED.items():
        row = found[code]
        assert number(row.to_date_achievement.value or Decimal(0), 2) == achievement, code
        assert row.rating == rating, code
        of_year = row.against_annual.value
        assert ("" if of_year is None else number(of_year, 2)) == annual, code


def test_the_averages_and_the_distribution_are_the_expected_ones() -> None:
    figures = sample()
    assert number(figures.average.capped or Decimal(0), 2) == "90,91"
    assert number(figures.average.raw or Decimal(0), 2) == "92,16"
    assert (figures.average.scored, figures.average.due, figures.average.total) == (14, 14, 16)
    assert [item.count for item in figures.distribution] == [10, 1, 2, 0, 1]


def test_what_is_below_target_comes_worst_first_and_carried_figures_are_left_out() -> None:
    codes = [row.code for row in sample().below_target]
    assert codes == ["WASI-3", "WASI-1", "PIKM-3", "PSDI-1", "IKU-1", "IKU-3", "IKU-4", "SEK-1"]


def test_the_hash_is_the_same_for_draft_and_approved_copy() -> None:
    assert sample(ReportState.DRAFT).content_hash == sample(ReportState.APPROVED).content_hash


def test_the_hash_changes_with_any_figure_and_not_with_the_code() -> None:
    figures = sample()
    assert content_hash(replace(figures, verification_code="AAAA")) == figures.content_hash
    later = replace(figures, frozen_at=datetime(2026, 10, 12, 2, 0, tzinfo=UTC))
    assert content_hash(later) != figures.content_hash
    group = figures.groups[0]
    row = replace(group.rows[0], owner="WASI")
    changed = replace(figures, groups=(replace(group, rows=(row, *group.rows[1:])), *figures.groups[1:]))
    assert content_hash(changed) != figures.content_hash


def test_a_measured_value_becomes_a_cell_with_its_reason() -> None:
    assert Figure.of(Decimal(3), Decimal(4)) == Figure(Decimal(3), upper=Decimal(4))
    assert Figure.of(Missing.NOT_DUE, Decimal(4)) == Figure(missing=Missing.NOT_DUE)


def test_an_unknown_rating_is_grey() -> None:
    assert sample().tone("Memuaskan") is Tone.GREY


@pytest.mark.parametrize(
    ("holding", "on_behalf", "under", "expected"),
    [
        (Holding.DEFINITIVE, "", "", ("KEPALA DINAS PERINDUSTRIAN,",)),
        (Holding.ACTING_VACANT, "", "", ("Plt. KEPALA DINAS PERINDUSTRIAN,",)),
        (Holding.ACTING_TEMPORARY, "", "", ("Plh. KEPALA DINAS PERINDUSTRIAN,",)),
        (Holding.CARETAKER, "", "", ("Pj. KEPALA DINAS PERINDUSTRIAN,",)),
        (Holding.DEFINITIVE, "Sekretaris", "", ("a.n. KEPALA DINAS PERINDUSTRIAN", "Sekretaris,")),
        (
            Holding.DEFINITIVE,
            "Sekretaris",
            "Kasubbag Program",
            ("a.n. KEPALA DINAS PERINDUSTRIAN", "Sekretaris", "u.b.", "Kasubbag Program,"),
        ),
    ],
)
def test_the_title_above_a_signature_names_the_capacity(
    holding: Holding, on_behalf: str, under: str, expected: tuple[str, ...]
) -> None:
    assert title_lines("Kepala Dinas Perindustrian", holding, on_behalf, under) == expected


def test_a_frozen_copy_comes_back_as_it_was_and_prints_the_same_bytes() -> None:
    figures = sample()
    copy = load(ReportFigures, dump(figures))
    assert copy == figures
    assert dump(copy) == dump(figures)
    assert content_hash(copy) == figures.content_hash
    assert render(copy) == render(figures)


def test_a_copy_keeps_every_digit_and_the_kind_of_each_value() -> None:
    long = Decimal("0." + "123456789" * 5)
    assert load(Figure, dump(Figure(long))).value == long
    assert dump(Figure(Decimal("1.00"))) == dump(Figure(Decimal(1)))
    assert load(Figure, dump(Figure(Decimal("1E+3")))).value == 1000
    assert load(Figure, dump(Figure(missing=Missing.NOT_FILLED))).missing is Missing.NOT_FILLED


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"value":"1","missing":null}',
        '{"value":"1","missing":"unknown","upper":null}',
        '{"value":"1","missing":null,"upper":null,"more":1}',
    ],
)
def test_a_text_that_is_no_copy_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"this is no Figure|is not a valid Missing"):
        load(Figure, text)


def test_a_number_is_not_taken_for_a_word() -> None:
    with pytest.raises(TypeError, match="3 is not of type str"):
        load(Narrative, '{"heading":"","text":3}')
