"""What the paper says: every number in Indonesian form, and nothing about punctuality."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from reports.closings import number_words
from reports.measurements import scale_words
from reports.quarterly import quarterly_report
from reports.renders import render
from sop.indicators import Missing
from sop.reports import NOTHING, Band, Figure, ReportFigures, ReportRow, ReportState, Signature, Tone
from tests.reports_pdf.offices import SCALE, D, of_groups, sample
from tests.reports_pdf.papers import whole_text
from text.printing import number, rupiah


@pytest.fixture(scope="module")
def text() -> str:
    return whole_text(render(sample()).pdf)


def printed_numbers(row: ReportRow) -> Iterator[str]:
    for value in (row.annual_target, row.quarter_target, row.quarter_realization, row.to_date_target):
        if value.value is not None:
            yield number(value.value, row.precision)
    for share in (row.quarter_achievement, row.to_date_achievement, row.against_annual):
        if share.value is not None:
            yield number(share.value, 2)
    if row.to_date_realization.value is not None:
        yield number(row.to_date_realization.value, row.precision)


def test_every_figure_of_every_row_is_printed_in_its_row(text: str) -> None:
    for row in sample().rows:
        start = text.index(f" {row.name} {row.uom} ")
        line = text[start : start + 260]
        for words in printed_numbers(row):
            assert words in line, (row.code, words)


def test_numerator_and_denominator_stand_under_a_ratio(text: str) -> None:
    for words in ("163 / 4.800", "262 / 640", "11 / 120", "61 / 120", "94 / 150"):
        assert words in text


def test_every_amount_of_the_budget_is_printed_with_sub_totals(text: str) -> None:
    budget = sample().budget
    assert budget is not None
    lines = [budget.total]
    for program in budget.programs:
        lines += [*program.lines, *([program.subtotal] if program.subtotal else [])]
    for line in lines:
        amounts = (line.ceiling_rupiah, *line.quarters_rupiah, line.realized_rupiah, line.remaining_rupiah)
        printed = " ".join("–" if amount is None else number(amount, 0) for amount in amounts[:5])
        assert printed in text
        assert f"{number(line.realized_rupiah, 0)} {number(line.absorption or D(0), 2)}" in text
        assert number(line.remaining_rupiah, 0) in text


def test_the_summary_names_both_averages_and_their_counts(text: str) -> None:
    assert "Rata-rata capaian 90,91% dengan predikat Sangat Tinggi" in text
    assert "14 indikator yang dinilai (14 terukur, seluruhnya 16)" in text
    assert "tanpa batas 120% per indikator sebesar 92,16%" in text
    assert "6 dari 14 indikator mencapai atau melampaui target s.d. TW III." in text
    assert f"{rupiah(D(6_034_000_000))} atau 68,96% dari pagu" in text


def test_formula_and_scale_are_printed(text: str) -> None:
    assert "(2 × target − realisasi) ÷ target × 100" in text
    assert "Sangat Tinggi > 90; Tinggi > 75–90; Sedang > 65–75; Rendah > 50–65; Sangat Rendah ≤ 50" in text


def test_the_reciprocal_formula_and_another_scale_are_printed_where_an_office_chose_them() -> None:
    scale = (Band("Baik", D(80), Tone.GREEN), Band("Kurang", None, Tone.RED))
    figures = sample()
    method = replace(figures.method, minimize_formula="reciprocal", scale=scale, cap_percent=0)
    printed = whole_text(render(replace(figures, method=method)).pdf)
    assert "target ÷ realisasi × 100" in printed
    assert "Baik > 80; Kurang ≤ 80" in printed
    assert "dihitung 120%" not in printed


def test_a_scale_whose_thresholds_are_reached_says_so() -> None:
    words = scale_words(SCALE[:2] + SCALE[-1:], inclusive=True)
    assert words == "Sangat Tinggi ≥ 90; Tinggi ≥ 75 dan < 90; Sangat Rendah < 75"
    assert scale_words(SCALE[-1:]) == "Sangat Rendah"


def test_the_column_numbers_carry_their_formulas(text: str) -> None:
    assert "(7)=(6)/(5)" in text
    assert "(10)=(9)/(8)" in text
    assert "(12)=(9)/(4)" in text
    assert "(14)" in text
    assert "(15)" not in text


def test_programs_have_a_column_and_move_the_numbers() -> None:
    figures = sample()
    first, *others = figures.groups
    named = replace(first, rows=tuple(replace(row, program="3.31.02") for row in first.rows))
    text = whole_text(render(of_groups((named, *others))).pdf)
    assert "(13)=(10)/(5)" in text
    assert "(15)" in text
    assert "3.31.02" in text


def test_the_summary_names_the_figure_and_the_limit_beside_the_achievement(text: str) -> None:
    assert "(capaian 33,33%)" in text
    assert "tepat waktu (33,33%)" not in text


def test_causes_and_follow_ups_name_person_and_date(text: str) -> None:
    assert "Kendaraan operasional terbatas, cuaca" in text
    assert "Kabid WASI 15 Des 2026" in text
    assert "Penghambat: tiga pengaduan limbah" in text
    assert "Pendukung: laboratorium provinsi" in text


def test_a_carried_figure_stands_in_brackets_and_is_explained(text: str) -> None:
    assert "(86,00) (85,90) (99,88)" in text
    assert "Angka dalam kurung berasal dari triwulan sebelumnya" in text


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (Missing.NOT_DUE, "tidak diukur"),
        (Missing.NOT_FILLED, "data menyusul"),
        (Missing.NO_DATA_YET, "belum ada data"),
        (Missing.NOT_RELEASED, "belum rilis"),
        (Missing.NO_TARGET, "tidak ditargetkan"),
        (Missing.NO_DENOMINATOR, "tidak dapat dihitung"),
    ],
)
def test_a_figure_that_is_not_there_gives_its_reason(missing: Missing, words: str) -> None:
    figures = sample()
    group = figures.groups[1]
    absent = Figure(missing=missing)
    row = replace(
        group.rows[0],
        quarter_realization=absent,
        to_date_realization=absent,
        to_date_achievement=NOTHING,
        rating="",
    )
    changed = of_groups((replace(group, rows=(row, *group.rows[1:])),))
    assert words in whole_text(render(changed).pdf)


def test_zero_is_printed_as_a_value_and_a_target_range_with_both_bounds() -> None:
    figures = sample()
    group = figures.groups[1]
    row = replace(group.rows[0], quarter_realization=Figure(D(0)), to_date_target=Figure(D(80), upper=D(90)))
    text = whole_text(render(of_groups((replace(group, rows=(row,)),))).pdf)
    assert "60,00 0,00 80,00 80,00– 90,00" in text


FORBIDDEN = re.compile(
    r"terlambat|keterlambatan|tepat waktu lapor|ketepatan waktu|belum lapor|kepatuhan sop|norma waktu"
    r"|mutu baku|peringkat|ranking|terbaik|terburuk|tenggat",
    re.IGNORECASE,
)


@pytest.mark.parametrize("state", ReportState)
def test_the_report_never_speaks_of_punctuality_or_rank(state: ReportState) -> None:
    assert FORBIDDEN.findall(whole_text(render(sample(state)).pdf)) == []


def test_the_signature_has_title_name_rank_and_number_in_groups(text: str) -> None:
    assert (
        "KEPALA DINAS PERINDUSTRIAN, Dr. Ir. Baiq Ratna Wulandari, M.Si Pembina Utama Muda (IV/c)"
        " NIP 19690412 199403 2 991"
    ) in text
    assert "Nusa Makmur, ………" in text


def test_a_signing_date_is_printed_where_there_is_one() -> None:
    figures = sample()
    signed = replace(figures.signature, signed_on=sample().frozen_at.date())
    assert "Nusa Makmur, 12 Oktober 2026" in whole_text(render(replace(figures, signature=signed)).pdf)


@pytest.mark.parametrize(
    ("number_given", "words"),
    [
        ("196904121994032991", "NIP 19690412 199403 2 991"),
        ("198501012023212001", "NI PPPK 19850101 202321 2 001"),
        ("", ""),
        ("12345", "NIP 12345"),
    ],
)
def test_the_number_of_an_official_is_printed_under_its_label(number_given: str, words: str) -> None:
    assert number_words(number_given) == words


def test_an_empty_office_still_has_a_report() -> None:
    text = whole_text(render(of_groups(())).pdf)
    assert "Belum ada indikator yang dapat dinilai pada triwulan ini." in text


def test_a_report_without_budget_numbers_its_tables_without_a_gap() -> None:
    text = whole_text(render(replace(sample(), budget=None)).pdf)
    found = [int(place) for place in re.findall(r"Tabel (\d)\. ", text)]
    assert found == [1, 2, 3, 4]
    assert "Rencana tindak lanjut pada Tabel 3" in text


def test_nothing_of_the_neutral_document_needs_fpdf_or_a_clock() -> None:
    document = quarterly_report(sample())
    assert document == quarterly_report(sample())
    assert all(is_dataclass(block) and fields(block) is not None for block in document.blocks)


def test_the_copies_and_the_verification_code_are_printed(text: str) -> None:
    assert "Tembusan: 1. Bupati Nusa Makmur" in text
    assert "Kode verifikasi 7F3K-92QA" in text


def _with_signature(**changes: str) -> ReportFigures:
    figures = sample()
    signature: Signature = replace(figures.signature, **changes)  # type: ignore[arg-type]
    return replace(figures, signature=signature)


def test_characters_the_face_lacks_become_words_or_go() -> None:
    text = whole_text(render(_with_signature(name="Ni Made ✓ 😀 Sukerti")).pdf)
    assert "Ni Made v Sukerti" in text
