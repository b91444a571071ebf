"""/laporan, /capaian and typed codes: who finds what."""

from pathlib import Path

from sop.reports import ReportState
from storage import reports as rows
from storage.database import Database
from tests.reports_chat.bureaus import Bureau, bureau

READER = "PENERIMA-BAPPEDA"


def labels(office: Bureau, code: str) -> list[str]:
    return [button.label for row in office.last(code).rows for button in row]


def test_staff_fetch_any_approved_quarter(approved: Bureau) -> None:
    approved.write("STAF-PSDI-1", "/laporan")
    assert labels(approved, "STAF-PSDI-1") == ["TW III 2026"]
    approved.press("STAF-PSDI-1", "TW III 2026")
    file = approved.last("STAF-PSDI-1").attachment
    assert file is not None
    assert file.blob == approved.report().pdf_sha256


def test_a_regional_reader_finds_only_what_was_dispatched(approved: Bureau) -> None:
    approved.write(READER, "/laporan")
    assert labels(approved, READER) == []
    approved.write("KADIS", "/laporan")
    stolen = approved.last("KADIS").rows[0][0]
    toast = approved.tap(READER, stolen)
    assert toast is not None
    assert "tidak tersedia" in toast.text
    approved.press("PERENCANA", "Kirim")
    approved.write(READER, "/laporan")
    assert labels(approved, READER) == ["TW III 2026"]


def test_a_draft_is_not_on_the_shelf(drafted: Bureau) -> None:
    drafted.write("STAF-PSDI-1", "/laporan")
    assert "Belum ada laporan yang disetujui" in drafted.last("STAF-PSDI-1").text


def test_the_head_types_capaian_and_sees_official_and_provisional(office: Bureau) -> None:
    text = office.write("KADIS", "capaian").text
    assert "resmi s/d TW II 2026 · sementara TW III 2026" in text
    assert text.count("• ") == 3
    assert "tiga pengaduan limbah menunggu hasil uji laboratorium" in text
    assert office.draw() == 1
    assert office.files("KADIS") == ["Capaian TW III 2026.png"]


def test_after_approval_the_picture_is_the_official_one(approved: Bureau) -> None:
    approved.write("KADIS", "/capaian")
    assert "resmi s/d TW III 2026" in approved.last("KADIS").text
    assert "sementara" not in approved.last("KADIS").text
    sent = [screen.attachment for screen in approved.heard("KADIS") if screen.attachment]
    assert sent[-1].blob == approved.report().picture_sha256
    assert approved.draw() == 0


def test_staff_see_official_figures_only(office: Bureau) -> None:
    assert "Belum ada capaian" in office.write("STAF-PSDI-1", "/capaian").text


def test_a_typed_code_tells_draft_from_approved(drafted: Bureau) -> None:
    code = drafted.report().verification_code
    assert "belum disetujui" in drafted.write("KABID-PSDI", code).text
    drafted.press("SEKRETARIS", "Paraf")
    drafted.press("KADIS", "Setujui laporan")
    assert "disetujui 5 Okt 2026 09.00 WITA" in drafted.write(READER, code.lower().replace("-", "")).text
    assert "ABCD" not in drafted.write("KABID-PSDI", "ABCD-EFGH").text


def test_a_reopened_quarter_outdates_its_report_and_later_ones(approved: Bureau) -> None:
    with approved.database.writing() as connection:
        assert rows.outdate(connection, approved.scope, "2026-Q2", "2026-Q4") == 1
    assert approved.report().outdated
    assert approved.report().state is ReportState.APPROVED
    assert "tidak berlaku" in approved.write("KADIS", approved.report().verification_code).text


def test_a_quarter_that_has_hardly_begun_shows_no_average(sqlite_database: Database, tmp_path: Path) -> None:
    codes = (
        "PSDI-1",
        "PSDI-2",
        "PSDI-3",
        "PIKM-1",
        "PIKM-2",
        "PIKM-3",
        "WASI-1",
        "WASI-2",
        "WASI-3",
        "WASI-4",
    )
    office = bureau(sqlite_database, tmp_path, missing=codes)
    text = office.write("KADIS", "/capaian").text
    assert "Data TW III baru 4 dari 14 indikator; rata-rata belum ditampilkan." in text
    assert "<b>TW II 2026</b>" in text
    assert "sementara" not in text
    assert office.draw() == 1
