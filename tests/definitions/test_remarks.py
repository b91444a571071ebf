"""What looks wrong in an SOP is found, what may be wrong is asked, and each remark leads to its line."""

from dataclasses import replace

import pytest

from sop.header_remarks import header_remarks
from sop.linting import lint
from sop.places import line_in_message, line_of
from sop.procedures import Header, Sop
from sop.regulations import Citation, Doubt, citation, doubt
from tests.engine.samples import FLAT, LUMAJANG

BODY = """key = "contoh"

[header]
number = "1"
warning = "Jika Renstra tidak berjalan"

[[steps]]
key = "1"
raw = "Memberi perintah"

[[steps]]
key = "5a"  # between
raw = "Mengisi format dn data"
limit = "1.5 lam"
"""


@pytest.mark.parametrize(
    ("law", "read"),
    [
        (
            "Peraturan MenPAN & RB Nomor 12 Tahun 2015 tentang Pedoman Evaluasi dan Implementasi SAKIP",
            Citation("permenpanrb", "12", "2015", "pedoman evaluasi dan implementasi sakip"),
        ),
        (
            "Peraturan Bupati No. 99 Tahun 2021 Tentang Tata Kerja.",
            Citation("perbup", "99", "2021", "tata kerja"),
        ),
        ("Undang-Undang Nomor 23 Tahun 2014", Citation("uu", "23", "2014", "")),
        ("Perda No.3 Tahun 2020", Citation("perda", "3", "2020", "")),
    ],
)
def test_a_citation_is_read(law: str, read: Citation) -> None:
    assert citation(law) == read


def test_what_cites_nothing_is_no_citation() -> None:
    assert citation("Kebiasaan kantor") is None


@pytest.mark.parametrize(
    ("law", "doubted"),
    [
        ("Peraturan MenPAN & RB Nomor 12 Tahun 2015 tentang Pedoman Evaluasi", Doubt.SUPERSEDED),
        ("Peraturan Pemerintah Nomor 79 Tahun 2005 tentang Pembinaan", Doubt.SUPERSEDED),
        ("Peraturan Pemerintah Nomor 80 Tahun 2008 tentang Sistem Pengendalian Internal", Doubt.MISCITED),
        ("Peraturan Pemerintah Nomor 80 Tahun 2008 tentang Perubahan Lain", None),
        (
            "Peraturan Menteri Pendayagunaan Aparatur Negara Dan Reformasi Indonesia Nomor 35 Tahun 2022"
            " Tentang Pedoman Penyusunan Standar Operasional Prosedur",
            Doubt.MISCITED,
        ),
        ("PermenPANRB Nomor 53 Tahun 2014 tentang Petunjuk Teknis Penjabaran Kinerja", Doubt.MISTITLED),
        ("PermenPANRB Nomor 53 Tahun 2014 tentang Petunjuk Teknis Perjanjian Kinerja", None),
        ("Peraturan Menteri Dalam Negeri Nomor 12 Tahun 2015 tentang Lain", None),
    ],
)
def test_only_known_citations_are_doubted(law: str, doubted: Doubt | None) -> None:
    cited = citation(law)
    assert cited is not None
    found = doubt(cited)
    assert (found[0] if found else None) is doubted


def headed(**fields: object) -> Sop:
    header = replace(Header("1/A/VII/2024", "Pengumpulan Data", "Dinas Contoh"), **fields)  # type: ignore[arg-type]
    return replace(FLAT, header=header)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"number": "/ /PERIND/2024"}, "incomplete_number"),
        ({"number": "01/INAKER/1/2023"}, "plain_month"),
        ({"created": "01 Januari 2023"}, "closed_day"),
        ({"created": "7 Desember 2024"}, "closed_day"),
        ({"created": "tiga belas"}, "unreadable_date"),
        ({"created": "2 Juli 2024", "revised": "1 Juli 2024"}, "dates_reversed"),
        ({"created": "2 Juli 2024", "effective": "1 Juli 2024"}, "dates_reversed"),
        (
            {"created": "1 Juli 2024", "revised": "2 Juli 2024", "effective": "3 Juli 2024"},
            "revised_before_effective",
        ),
        ({"effective": ""}, "blank_header"),
        ({"warning": "Apabila penyusunan Renstra tidak berjalan"}, "copied_text"),
        ({"qualifications": ("Kepala Dinas", "Sekretaris", "Staf")}, "posts_as_qualifications"),
        ({"equipment": ("Perjanjian Kinerja", "Dokumen Penetapan Kinerja")}, "two_names"),
        ({"recording": "Kinerja dan Keuangan"}, "finance_unasked"),
        (
            {
                "government": "Pemerintah Kabupaten Contoh",
                "legal_basis": ("Peraturan Gubernur Contoh Nomor 34 Tahun 2016",),
            },
            "other_region_law",
        ),
    ],
)
def test_what_looks_wrong_in_a_header_is_found(fields: dict[str, object], key: str) -> None:
    assert key in {finding.key for finding in header_remarks(headed(**fields))}


def test_a_sound_header_has_no_remarks() -> None:
    sound = headed(created="1 Juli 2024", revised="1 Juli 2024", effective="2 Juli 2024")
    assert header_remarks(sound) == []


def test_a_line_is_found_by_step_field_and_word() -> None:
    assert line_of(BODY, "5a") == 12
    assert line_of(BODY, "5a", "limit") == 14
    assert line_of(BODY, "5a", "dn") == 13
    assert line_of(BODY, "", "renstra") == 5
    assert line_of(BODY, "9") == 0
    assert line_of(BODY, "1", "lam") == 8
    assert line_in_message("Invalid value (at line 7, column 1)") == 7
    assert line_in_message("Nothing") == 0


def test_each_remark_stands_once_for_its_step() -> None:
    found = lint(LUMAJANG)
    assert len(found) == len(set(found))
