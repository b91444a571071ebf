"""What the briefs of the trade found odd in the four printed SOPs, the lint finds as well."""

import pytest

from sop.linting import Finding, lint
from sop.loading import BUILT_IN, load_definitions, read_sop
from sop.procedures import Sop

SOPS = {sop.key: sop for sop in load_definitions(BUILT_IN)}

PECULIARITIES: dict[str, list[tuple[str, str, str]]] = {
    "lombok-timur": [
        ("", "incomplete_number", "/ /PERIND/2024"),
        ("9", "foreign_office", "PMD"),
        ("6", "foreign_post", "kaban"),
        ("6", "signed_too_early", "surat yang sudah ditandatangani oleh Kaban, siap didistribusikan."),
        ("9", "signs_other_papers", "Menandatangani PK"),
        ("2", "inferred_actor", "secretary"),
        ("5", "same_output", "Kertas Kerja Draf Laporan"),
        ("8", "same_output", "Kertas Kerja Pengolahan Data Kinerja"),
        ("7", "nobody_makes", "Catatan Pembagian Tugas"),
        ("2", "output_is_deed", "Melanjutkan Disposisi"),
        ("3", "output_is_deed", "Hasil Kegiatan"),
        ("9", "handling_norm", "5 Menit"),
        ("8", "handling_norm", "5 Menit"),
        ("", "typo", "presentase"),
        ("", "superseded_law", "Peraturan MenPAN & RB Nomor 12 Tahun 2015"),
        ("", "other_region_law", "Peraturan Gubernur Nusa Tenggara Barat"),
        ("", "eselon_iv", ""),
        ("1", "typo", "di disposisi"),
        ("2", "typo", "di tindak lanjuti"),
        ("6", "typo", "draft"),
        ("10", "vague_recipient", "instansi terkait"),
        ("4", "nobody_makes", "Laporan Progres Bulanan"),
    ],
    "lima-puluh-kota": [
        ("4", "typo", "lam"),
        ("4", "limit_typo", "1.5 lam"),
        ("5", "typo", "dn"),
        ("", "miscited_law", "Peraturan Menteri Pendayagunaan Aparatur Negara Dan Reformasi Indonesia"),
        ("", "typo", "reformasi indonesia"),
        ("", "plain_month", "01/INAKER/1/2023"),
        ("", "closed_day", "01 Januari 2023"),
        ("", "blank_header", "revised"),
        ("", "posts_as_qualifications", "Kepala Dinas"),
        ("", "two_names", "perjanjian kinerja"),
        ("1", "output_is_requirement", "Disposisi surat"),
        ("4", "filled_until_collected", "1.5 lam"),
        ("3", "receipt_needed", "Format data kinerja yang diterima"),
        ("7", "wording_differs", "Data kinerja yang telah terverifikasi"),
        ("", "no_period", ""),
        ("", "no_approve", ""),
        ("", "no_archive", ""),
        ("6", "undrawn_return", "4"),
        ("", "typo", "pembuatan surat masuk"),
    ],
    "sulawesi-tengah": [
        ("", "copied_text", "Apabila Penyusunan Renstra"),
        ("", "copied_text", "1. Rumusan program"),
        ("1", "typo", "perjanjian kerja"),
        ("", "mistitled_law", "Peraturan Menteri Negara Pendayagunaan"),
        ("", "miscited_law", "Peraturan Pemerintah Nomor 80 Tahun 2008"),
        ("", "superseded_law", "Peraturan Pemerintah Nomor 79 Tahun 2005"),
        ("2", "inferred_actor", "program_officer"),
        ("4", "first_quarter_only", ""),
        ("1", "targets_while_running", "2 bulan awal tahun"),
        ("1", "pk_is_skp", "(=skp)"),
        ("6", "lhe", "lhe"),
        ("5", "nobody_makes", "Rekapitulasi"),
        ("5", "unbalanced_bracket", ""),
        ("1", "typo", "mandate"),
        ("2", "typo", "periodic"),
        ("3", "typo", "leveling"),
        ("3", "typo", "perhari"),
        ("", "revised_before_effective", "22 September 2023"),
        ("6", "vague_recipient", "pihak yang berkepentingan"),
        ("", "no_check", ""),
        ("", "no_approve", ""),
    ],
    "lumajang": [
        ("3", "typo", "pebagian"),
        ("", "blank_header", "effective"),
        ("1", "inferred_actor", "head"),
        ("9", "inferred_actor", "program_officer"),
        ("3", "filling_norm", "15 menit"),
        ("5", "same_output", "Data laporan kinerja"),
        ("7", "same_output", "Data laporan kinerja"),
        ("4", "output_is_requirement", "Data laporan kinerja"),
        ("3", "wording_differs", "Catatan pebagian tugas"),
        ("4", "undrawn_return", "3"),
        ("8", "undrawn_return", "3"),
        ("9", "two_periods", ""),
        ("", "no_approve", ""),
        ("", "no_archive", ""),
    ],
}


def test_every_printed_sop_has_its_list() -> None:
    assert PECULIARITIES.keys() <= SOPS.keys()


@pytest.mark.parametrize(
    ("key", "expected"), [(key, one) for key, found in PECULIARITIES.items() for one in found]
)
def test_the_lint_finds_what_is_odd(key: str, expected: tuple[str, str, str]) -> None:
    step, remark, begins = expected
    found = [one for one in lint(SOPS[key]) if (one.step, one.key) == (step, remark)]
    assert [one for one in found if one.value.lower().startswith(begins.lower())], found


@pytest.mark.parametrize("sop", SOPS.values(), ids=lambda sop: sop.key)
def test_an_office_is_not_told_of_its_own_name(sop: Sop) -> None:
    foreign = {one.value for one in lint(sop) if one.key == "foreign_office"}
    assert foreign <= {"PMD"}


def test_a_record_of_finance_without_anybody_who_gives_it_is_told() -> None:
    body = (BUILT_IN / "lombok-timur.toml").read_text(encoding="utf-8")
    without = body.replace('subject = "budget"\n', "")
    assert without != body
    found = lint(read_sop(without.encode(), "x.toml"))
    assert Finding("", "finance_unasked", SOPS["lombok-timur"].header.recording) in found
