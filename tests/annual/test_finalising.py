"""The year's case: it opens by itself, its figures become final, what moves leaves a trace. Practice 4.5."""

from decimal import Decimal

import pytest

from desk import journals, shelves
from desk.works import Work
from sop.cases import BundleState, CaseState
from sop.indicators import Realization, RealizationState
from sop.periods import Period
from sop.reports import ReportState
from storage import indicators, reports
from storage import offices as office_rows
from storage.database import Database
from tests.annual.offices import (
    HEAD,
    LAST,
    PLANNER,
    SECRETARY,
    YEAR,
    approve_last_quarter,
    approved,
    at_the_end,
    case,
    working,
)
from tests.cases.chats import edited
from tests.forms.offices import Office
from tests.laws.quarters import press_edited

KEPT = "PIKM-3"  # "IKM yang difasilitasi sertifikat halal", 79 of 80 with 20 in TW IV
FILLER = "SUBKOR-PIKM"
CHECKER = "KABID-PIKM"


@pytest.fixture
def office(database: Database) -> Office:
    return approved(database)


def said(office: Office, code: str, quarter: int) -> Realization:
    with office.database.reading() as connection:
        found = indicators.of_quarter(
            connection, office.scope, [office.indicator(code).id], YEAR.year, quarter
        )
    return found[0]


def outdated(office: Office, period: Period) -> list[bool]:
    with office.database.reading() as connection:
        return [one.outdated for one in reports.of_period(connection, office.scope, str(period))]


def number_of(office: Office, code: str) -> int:
    """The number of a figure on the planner's card."""
    name = office.indicator(code).name
    line = next(one for one in card(office).split("\n") if name in one)
    return int(line.removeprefix("✎ ").partition(".")[0])


def card(office: Office) -> str:
    changed = edited(office, PLANNER)
    newest = [one.text for one in (*office.sent(PLANNER), *changed) if "Menetapkan angka" in one.text]
    return newest[-1]


def test_the_approval_of_the_last_quarter_opens_the_year(database: Database) -> None:
    office = at_the_end(database)
    with pytest.raises(AssertionError):
        case(office, YEAR)
    approve_last_quarter(office)
    assert case(office, YEAR).state is CaseState.OPEN
    text = office.last(PLANNER).text
    assert "Menetapkan angka tahunan" in text
    assert "<b>sementara</b>" in text
    assert "79 Sertifikat dari 80 (98,75%)" in text
    assert "Ditunggu s.d. Jumat 26 Feb 16.30 WITA" in text


def test_one_press_keeps_all_figures_and_the_report_can_be_compiled(office: Office) -> None:
    toast = office.press(PLANNER, "Semua tetap")
    assert "ditetapkan" in toast.text
    assert "Menyusun laporan kinerja tahunan · 2026" in office.last(PLANNER).text
    assert outdated(office, LAST) == [False]


def test_a_figure_that_moves_is_traced_told_and_outdates_its_quarter(office: Office) -> None:
    office.press(PLANNER, "Ubah angka")
    answer = office.write(PLANNER, f"{number_of(office, KEPT)}) TW IV 25; lima sertifikat terbit Desember")
    assert "tertulis 20, seharusnya 25" in answer.text
    figure = said(office, KEPT, 4)
    assert (figure.value, figure.state) == (Decimal(25), RealizationState.VERIFIED)
    assert outdated(office, LAST) == [True]
    assert "84 Sertifikat dari 80 (105,00%)" in card(office)
    assert "✎" in card(office)
    for who in (FILLER, CHECKER):
        told = office.last(who).text
        assert "diubah Sub Koordinator Program dan Pelaporan dari 20 menjadi 25" in told
        assert "lima sertifikat terbit Desember" in told
    press_edited(office, PLANNER, "Tetapkan angka tahun 2026")
    assert not [one for one in working(office) if one.step == "9a"]


def test_whose_figure_moved_may_object_until_the_year_is_approved(office: Office) -> None:
    office.press(PLANNER, "Ubah angka")
    office.write(PLANNER, f"{number_of(office, KEPT)}) TW IV 25; lima sertifikat terbit Desember")
    (objection,) = office.last(FILLER).rows[0]
    assert objection.label == "Keberatan"
    for stranger in (PLANNER, "KABID-WASI"):
        assert "pengisi data semula" in office.tap(stranger, objection.data).text
    seen = next(
        button.data
        for row in edited(office, PLANNER)[-1].rows
        for button in row
        if "Tetapkan" in button.label
    )
    assert office.tap(CHECKER, objection.data).text.startswith("Keberatan dicatat dan disampaikan kepada")
    assert "sudah dicatat" in office.tap(FILLER, objection.data).text
    assert "angkanya dapat diubah lagi selama belum ditetapkan" in office.last(PLANNER).text
    assert "kartu terbaru" in office.tap(PLANNER, seen).text  # nobody decides without having seen it
    press_edited(office, PLANNER, "Tetapkan angka tahun 2026")
    for who, label in ((PLANNER, "Susun laporan"), (SECRETARY, "Paraf")):
        office.press(who, label)
    office.press(HEAD, "Setujui laporan")
    assert "sudah disahkan" in office.tap(FILLER, objection.data).text


def test_an_objection_to_what_was_never_changed_is_an_old_button(office: Office) -> None:
    office.press(PLANNER, "Ubah angka")
    office.write(PLANNER, f"{number_of(office, KEPT)}) TW I 9; satu sertifikat terlewat")
    bundle = office.bundle(PLANNER, BundleState.OPEN)
    forged = office.tap(PLANNER, f"1|cob|{bundle.id}|0|999")
    assert "tombol" in forged.text.lower()


def test_a_moved_figure_is_official_once_the_head_approves_the_year(office: Office) -> None:
    office.press(PLANNER, "Ubah angka")
    office.write(PLANNER, f"{number_of(office, KEPT)}) 25; lima sertifikat terbit Desember")
    press_edited(office, PLANNER, "Tetapkan angka")
    office.press(PLANNER, "Susun laporan")
    office.press(SECRETARY, "Paraf")
    assert said(office, KEPT, 4).state is RealizationState.VERIFIED
    office.press(HEAD, "Setujui laporan")
    assert said(office, KEPT, 4).state is RealizationState.APPROVED
    assert outdated(office, YEAR) == [False]
    with office.database.reading() as connection:
        work = Work(connection, office.now)
        quarter, year = (journals.differences(work, case(office, period)) for period in (LAST, YEAR))
    moved = f"realization of indicator {office.indicator(KEPT).id}"
    assert moved not in quarter  # the other figures of this office were written past the journal
    assert [one for one in year if one.startswith("realization")] == []


def test_a_figure_from_the_workbook_can_move_too(office: Office) -> None:
    """TW I and II came with Riwayat: no case of theirs is there to keep the journal."""
    office.press(PLANNER, "Ubah angka")
    answer = office.write(PLANNER, f"{number_of(office, KEPT)}) triwulan I: 9; satu sertifikat terlewat")
    assert "TW I, tertulis 8, seharusnya 9" in answer.text
    assert said(office, KEPT, 1).value == Decimal(9)
    assert outdated(office, LAST) == [True]


def test_several_lines_stand_together_or_not_at_all(office: Office) -> None:
    first = number_of(office, KEPT)
    office.press(PLANNER, "Ubah angka")
    refused = office.write(PLANNER, f"{first}) 25; terbit Desember\n99) 3; salah ketik")
    assert "Nomor 99" in refused.text
    assert said(office, KEPT, 4).value == Decimal(20)
    second = number_of(office, "PSDI-2")
    answer = office.write(PLANNER, f"{first}) 25; terbit Desember\n{second}) TW IV 70; rekap akhir")
    assert answer.text.count("Diubah:") == 2


@pytest.mark.parametrize(
    ("code", "rest", "said_words"),
    [
        (KEPT, "25", "sertakan alasannya"),
        (KEPT, "20; sama", "sama dengan yang tertulis"),
        (KEPT, "banyak; lupa", "belum terbaca"),
        ("IKU-5", "TW III 80; survei", "tidak diukur pada TW III"),
        ("SEK-1", "80; dana", "dihitung dari tabel anggaran"),
    ],
)
def test_what_cannot_be_changed_is_said_in_one_sentence(
    office: Office, code: str, rest: str, said_words: str
) -> None:
    number = number_of(office, code)
    office.press(PLANNER, "Ubah angka")
    assert said_words in office.write(PLANNER, f"{number}) {rest}").text
    assert outdated(office, LAST) == [False]


def test_words_without_a_number_are_asked_for_again(office: Office) -> None:
    office.press(PLANNER, "Ubah angka")
    assert "Nomor angkanya belum terbaca" in office.write(PLANNER, "semuanya kurang pas").text


def test_two_readings_are_two_buttons(office: Office) -> None:
    number = number_of(office, "IKU-4")
    office.press(PLANNER, "Ubah angka")
    asked = office.write(PLANNER, f"{number}) TW IV 74.125; rekap akhir")
    labels = [button.label for row in asked.rows for button in row]
    assert len(labels) == 2, asked.text
    office.press(PLANNER, labels[0])
    assert said(office, "IKU-4", 4).entered_by == office.seat(PLANNER).holder_id


def test_the_card_is_not_another_officials(office: Office) -> None:
    bundle = office.bundle(PLANNER, BundleState.OPEN)
    toast = office.tap(SECRETARY, f"1|ych|{bundle.id}|{bundle.revision}|")
    assert toast.alert or "Sub Koordinator" in toast.text
    assert outdated(office, LAST) == [False]


def test_the_approved_year_stands_on_the_shelf(office: Office) -> None:
    for who, label in (
        (PLANNER, "Semua tetap"),
        (PLANNER, "Susun laporan"),
        (SECRETARY, "Paraf"),
        (HEAD, "Setujui laporan"),
    ):
        office.press(who, label)
    shown = office.write(HEAD, "/laporan")
    assert [button.label for row in shown.rows for button in row] == ["TW IV 2026", "2026"]
    with office.database.reading() as connection:
        code = office_rows.every(connection)[0].code
        found = shelves.of_period(Work(connection, office.now), code, YEAR)
    assert found is not None
    assert found.state is ReportState.APPROVED


def test_status_and_achievement_know_the_year(office: Office) -> None:
    text = office.write(PLANNER, "/status 2026").text
    assert "Laporan Kinerja Tahun 2026" in text
    assert "● Menetapkan angka tahunan" in text
    assert "sementara 2026" in office.write(PLANNER, "/capaian").text
