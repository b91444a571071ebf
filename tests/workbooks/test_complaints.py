"""Every cell that does not fit is named with its address and a sentence that says what to do."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from reports.columns import MAX_ROWS
from reports.workbooks import read_book
from tests.workbooks.files import DEMO, edited, place, typed
from text.catalogue import catalogue, keys

# problem, sheet, code of the row, heading ("" on Kantor), what is typed, part of the sentence
CELLS: tuple[tuple[str, str, str, str, Any, str], ...] = (
    ("missing", "Indikator", "IKU-1", "Satuan", None, "Satuan belum diisi"),
    ("missing", "Kantor", "nama", "", "   ", "Nama kantor belum diisi"),
    ("formula", "Indikator", "PSDI-2", "Target tahunan", "=SUM(M11:P11)", "berisi rumus"),
    ("error_value", "Indikator", "PSDI-2", "TW I", "#N/A", "galat Excel #N/A"),
    ("text_long", "Indikator", "PSDI-2", "Indikator", "x" * 301, "301 huruf"),
    ("code_unreadable", "Pegawai", "KADIS", "Pendamping", "PENGOLAH DATA", "tanpa spasi"),
    ("number_unreadable", "Indikator", "PSDI-2", "TW II", "12 orang", '"12 orang" bukan angka'),
    ("number_unreadable", "Indikator", "PSDI-2", "TW II", "1,250.00", "bukan angka"),
    ("number_unreadable", "Indikator", "PSDI-2", "TW II", "1e3", "bukan angka"),
    ("number_unreadable", "Indikator", "PSDI-2", "TW II", "１２", "bukan angka"),
    ("number_unreadable", "Indikator", "PSDI-2", "TW II", True, "bukan angka"),
    ("number_unreadable", "Indikator", "PSDI-2", "TW II", date(2026, 1, 2), "bukan angka"),
    ("number_negative", "Anggaran", "3.31.03", "Pagu", -5, "di bawah nol"),
    ("number_large", "Anggaran", "3.31.03", "Pagu", 10**16, "terlalu besar"),
    ("number_outside", "Indikator", "PSDI-2", "Desimal", 7, "bilangan bulat 0 sampai 6"),
    ("number_outside", "Kantor", "tahun", "", 26, "bilangan bulat 2015 sampai 2100"),
    ("rupiah_broken", "Anggaran", "3.31.03", "Realisasi TW I", "52.000.000,5", "rupiah penuh"),
    ("nip_number", "Pegawai", "KADIS", "NIP / NI PPPK", 196904121994032991, "format sel menjadi Teks"),
    ("nip_length", "Pegawai", "KADIS", "NIP / NI PPPK", "19690412 199403 2", "18 digit"),
    ("nip_birth_date", "Pegawai", "KADIS", "NIP / NI PPPK", "196913121994032991", "bukan tanggal lahir"),
    ("nip_sex", "Pegawai", "KADIS", "NIP / NI PPPK", "196904121994033991", "digit ke-15"),
    ("nip_appointment", "Pegawai", "KADIS", "NIP / NI PPPK", "196904121974032991", "pengangkatan"),
    ("nip_shared", "Pegawai", "SEKRETARIS", "NIP / NI PPPK", "196904121994032991", "dipakai Dr. Ir. Baiq"),
    ("phone_unreadable", "Pegawai", "KADIS", "Telepon", "lihat lampiran", "0812 3456 7890"),
    ("phone_shared", "Pegawai", "SEKRETARIS", "Telepon", "+6281000000001", "sudah dipakai Dr. Ir. Baiq"),
    ("date_unreadable", "Pegawai", "KADIS-PLH", "Mulai", "31 Februari 2026", "bukan tanggal"),
    ("time_unreadable", "Kantor", "jam-ringkasan", "", "pagi", "bukan jam"),
    ("choice_unknown", "Indikator", "PSDI-2", "Arah", "Miring", "Naik · Turun · Rentang · Tetap"),
    ("code_doubled", "Indikator", "IKU-2", "Kode", "iku-1", "sudah dipakai di baris 5"),
    ("staff_unknown", "Indikator", "PSDI-2", "Pemilik", "STAF-9", "STAF-9 tidak ada di lembar Pegawai"),
    ("staff_unknown", "Pegawai", "STAF-PSDI-1", "Atasan", "STAF-9", "Atasan: kode STAF-9"),
    ("name_missing", "Pegawai", "STAF-PIKM-2", "Nama", None, "Nama kosong"),
    ("ends_before_start", "Pegawai", "KADIS-PLH", "Berakhir", date(2026, 10, 1), "mendahului"),
    ("plh_open", "Pegawai", "KADIS-PLH", "Berakhir", None, "Plh. memerlukan"),
    ("agency_unknown", "Pegawai", "PENERIMA-BAPPEDA", "Unit", "BPKAD", "daftar penerima"),
    ("superior_circle", "Pegawai", "KADIS", "Atasan", "STAF-PSDI-1", "berputar kembali"),
    ("no_head", "Pegawai", "KADIS", "Peran", "Staf", "Kepala Dinas"),
    ("unit_unknown", "Anggaran", "3.31.03", "Unit", "BIDANG X", '"BIDANG X" tidak ada'),
    ("owner_outside", "Indikator", "PSDI-2", "Pemilik", "PENERIMA-BAPPEDA", "penerima laporan di luar"),
    ("indicator_unknown", "Riwayat", "IKU-1", "Kode", "IKU-99", "IKU-99 tidak ada di lembar Indikator"),
    ("targets_sum", "Indikator", "PSDI-2", "Target tahunan", 300, "300 tidak sama dengan jumlah"),
    ("targets_last", "Indikator", "PIKM-1", "TW IV", 17, "Posisi akhir"),
    ("targets_average", "Indikator", "PIKM-2", "Target tahunan", "75,5", "(75)"),
    ("targets_average_weighted", "Indikator", "WASI-2", "Target tahunan", 6, "Rata-rata tertimbang"),
    ("targets_ratio_last", "Indikator", "WASI-4", "Target tahunan", 75, "metode Rasio"),
    ("targets_ratio_cumulative", "Indikator", "WASI-1", "Target tahunan", 95, "Rasio kumulatif"),
    ("targets_annual_only", "Indikator", "IKU-2", "Target tahunan", 5, "triwulan pengukurannya"),
    ("quarters_missing", "Indikator", "IKU-2", "TW IV", None, "sedikitnya satu triwulan"),
    ("annual_once", "Indikator", "IKU-2", "TW II", 2, "satu triwulan saja"),
    ("target_falls", "Indikator", "WASI-1", "TW II", 10, "lebih rendah"),
    ("target_moves", "Indikator", "WASI-2", "TW II", 6, "tetap sepanjang tahun"),
    ("components_need_ratio", "Indikator", "PSDI-2", "Pembilang", "Peserta", "bukan rasio"),
    ("numerator_label_missing", "Indikator", "WASI-4", "Pembilang", None, "Pembilang belum diberi nama"),
    ("denominator_label_missing", "Indikator", "WASI-4", "Penyebut", None, "Penyebut belum diberi nama"),
    ("denominator_zero", "Indikator", "WASI-4", "Penyebut tetap", 0, "tidak boleh nol"),
    ("upper_needs_range", "Indikator", "PSDI-2", "Batas atas", 400, "hanya untuk arah Rentang"),
    ("upper_low", "Indikator", "PSDI-2", "Arah", "Rentang", "Batas atas yang lebih besar"),
    ("over_ceiling", "Anggaran", "3.31.03", "Realisasi TW III", 300_000_000, "Rp 448.000.000 melebihi pagu"),
    ("figure_derived", "Riwayat", "PSDI-2", "Kode", "SEK-1", "dihitung dari lembar Anggaran"),
    ("figure_doubled", "Riwayat", "PSDI-2", "Triwulan", "II", "sudah ada di baris"),
    ("year_ahead", "Riwayat", "PSDI-2", "Tahun", 2027, "melewati tahun anggaran"),
    ("not_measured", "Riwayat", "IKU-5", "Triwulan", "III", "tidak memiliki target"),
    ("component_missing", "Riwayat", "WASI-2", "Penyebut", None, "dihitung dari pembilang dan penyebut"),
    ("value_beside_components", "Riwayat", "WASI-2", "Nilai", 5, "kosongkan Nilai"),
    ("components_unused", "Riwayat", "PSDI-2", "Pembilang", 5, "tidak memakai pembilang"),
    ("value_missing", "Riwayat", "PSDI-2", "Nilai", None, "nol ditulis 0"),
)  # fmt: skip


# Clashes of several cells: the complaint stands at another cell of the clash than the one retyped.
SEEN_ELSEWHERE = {"name_missing", "targets_last", "upper_low", "no_head", "figure_doubled", "over_ceiling"}


@pytest.mark.parametrize(("problem", "sheet", "code", "heading", "value", "words"), CELLS)
def test_a_wrong_cell_is_named(
    problem: str, sheet: str, code: str, heading: str, value: Any, words: str
) -> None:
    data, address = typed(sheet, code, heading, value)
    book, errors = read_book(data)
    assert book is None
    said = [error for error in errors if words in error.sentence]
    assert said, [str(error) for error in errors]
    assert _sounds(problem, said[0].sentence)
    if problem not in SEEN_ELSEWHERE:
        assert said[0].place == address


def _sounds(problem: str, said: str) -> bool:
    """Whether what was said is this problem's sentence with its places filled."""
    at = 0
    for literal, _ in catalogue()[f"workbooks.fault_{problem}"].pieces:
        at = said.find(literal, at)
        if at < 0:
            return False
        at += len(literal)
    return True


def _delete_sheet(book: Workbook) -> None:
    del book["Riwayat"]


def _delete_heads(book: Workbook) -> None:
    book["Anggaran"].delete_rows(4)


def _rename_column(book: Workbook) -> None:
    book["Indikator"]["C4"] = "Nama indikator"


def _double_column(book: Workbook) -> None:
    book["Indikator"]["Z4"] = "Satuan"


def _delete_line(book: Workbook) -> None:
    book["Kantor"].delete_rows(6)


def _flood(book: Workbook) -> None:
    book["Riwayat"].cell(MAX_ROWS + 13, 1, "IKU-1")


def _vacant_konseptor(book: Workbook) -> None:
    sheet = book["Pegawai"]
    for heading in ("Nama", "NIP / NI PPPK", "Pangkat", "Telepon"):
        sheet[place(sheet, "STAF-PSDI-1", heading)] = None


def _unnamed_acting(book: Workbook) -> None:
    sheet = book["Pegawai"]
    for heading in ("Nama", "NIP / NI PPPK", "Pangkat", "Telepon"):
        sheet[place(sheet, "KEPALA-UPTD", heading)] = None


def _second_secretary(book: Workbook) -> None:
    sheet = book["Pegawai"]
    for heading in ("Jabatan", "Peran", "Unit"):
        sheet[place(sheet, "PERENCANA", heading)] = sheet[place(sheet, "SEKRETARIS", heading)].value


def _twin_seats(book: Workbook) -> None:
    sheet = book["Pegawai"]
    for code in ("STAF-PSDI-1", "STAF-PSDI-2", "STAF-PIKM-1"):
        sheet[place(sheet, code, "Jabatan")] = "Pengolah"
        sheet[place(sheet, code, "Unit")] = "PSDI"
    sheet[place(sheet, "STAF-PIKM-1", "Penugasan")] = "Plt."


def _second_head(book: Workbook) -> None:
    sheet = book["Pegawai"]
    sheet[place(sheet, "SEKRETARIS", "Peran")] = "Kepala Dinas"


def _no_budget(book: Workbook) -> None:
    book["Anggaran"].delete_rows(5, 20)


def _falling_progress(book: Workbook) -> None:
    sheet = book["Indikator"]
    sheet[place(sheet, "PSDI-1", "Metode")] = "Progres"
    sheet[place(sheet, "PSDI-1", "Target tahunan")] = 85


STRUCTURES: tuple[tuple[str, Callable[[Workbook], None], str], ...] = (
    ("sheet_missing", _delete_sheet, "Riwayat"),
    ("head_missing", _delete_heads, "Anggaran"),
    ("column_missing", _rename_column, "Indikator"),
    ("column_doubled", _double_column, "Indikator!D4"),
    ("line_missing", _delete_line, "Kantor"),
    ("rows_many", _flood, "Riwayat"),
    ("staff_vacant", _vacant_konseptor, "Indikator!S10"),
    ("acting_without_name", _unnamed_acting, "Pegawai!B22"),
    ("terms_overlap", _second_secretary, "Pegawai!K7"),
    ("seat_ambiguous", _twin_seats, "Pegawai!F17"),
    ("heads_many", _second_head, "Pegawai!G6"),
    ("derived_without_budget", _no_budget, "Indikator!V20"),
    ("targets_progress", _falling_progress, "Indikator!K10"),
)


@pytest.mark.parametrize(("problem", "change", "where"), STRUCTURES, ids=[row[0] for row in STRUCTURES])
def test_a_wrong_structure_is_named(problem: str, change: Callable[[Workbook], None], where: str) -> None:
    book, errors = read_book(edited(change))
    assert book is None
    said = [error for error in errors if _sounds(problem, error.sentence)]
    assert [error.place for error in said] == [where], [str(error) for error in errors]


def test_every_complaint_is_provoked() -> None:
    told = {key.removeprefix("workbooks.fault_") for key in keys() if key.startswith("workbooks.fault_")}
    assert told == {row[0] for row in CELLS} | {row[0] for row in STRUCTURES}


def test_all_errors_come_at_once_sheet_by_sheet() -> None:
    def spoil(book: Workbook) -> None:
        book["Riwayat"]["D9"] = "banyak"
        book["Pegawai"]["E5"] = "tidak ada"
        book["Indikator"]["K6"] = "?"
        book["Kantor"]["C5"] = None

    book, errors = read_book(edited(spoil))
    assert book is None
    assert [error.place for error in errors] == ["Kantor!C5", "Pegawai!E5", "Indikator!K6", "Riwayat!D9"]


def test_an_unreadable_target_is_not_followed_by_a_wrong_sum() -> None:
    data, address = typed("Indikator", "PSDI-2", "TW II", "seratus")
    _, errors = read_book(data)
    assert [error.place for error in errors] == [address]


def test_a_complaint_shows_where_what_and_what_to_do() -> None:
    data, address = typed("Indikator", "PSDI-2", "TW II", "12 orang")
    _, errors = read_book(data)
    assert str(errors[0]) == (
        f'{address}: TW II: "12 orang" bukan angka. Mohon ketik angkanya saja, misalnya 1.250 atau 85,5.'
    )
    assert (errors[0].cell, errors[0].found) == (address.partition("!")[2], "12 orang")


def test_the_demo_office_has_nothing_to_complain_about() -> None:
    book, errors = read_book(DEMO)
    assert errors == ()
    assert book is not None
