"""A collection is closed before everything is in only with a reason, which stands where the missing stand."""

from pathlib import Path

import pypdfium2
import pytest

from desk import allocations
from reports.allocations import render_allocation
from storage.database import Database
from tests.reports_chat.bureaus import Bureau, bureau, wita

PLANNER, COMPILER = "PERENCANA", "SUBKOR-PROGRAM"


@pytest.fixture
def called(database: Database, tmp_path: Path) -> Bureau:
    """Two figures are missing and the last call has ended."""
    office = bureau(database, tmp_path, missing=("PSDI-2", "WASI-3"))
    office.write(PLANNER, "/laporan")
    office.press(PLANNER, "Panggilan terakhir")
    office.press(PLANNER, "Kirim")
    office.now = wita("2026-10-06 16:01")
    office.write(PLANNER, "/laporan")
    office.press(PLANNER, "Proses tanpa yang belum masuk")
    return office


def test_the_missing_are_named_and_reasons_offered(called: Bureau) -> None:
    asked = called.last(PLANNER)
    assert "Belum masuk: Bidang Pembangunan Sumber Daya Industri (PSDI) (1), " in asked.text
    assert [row[0].label for row in asked.rows] == [
        "Sumber data belum terbit",
        "Petugas sedang berhalangan",
        "Batas waktu laporan sudah tiba",
        "Tulis alasan",
    ]
    assert "Proceed" not in called.journal()


def test_a_touch_on_a_reason_closes_and_the_compilation_says_why(called: Bureau) -> None:
    toast = called.press(PLANNER, "Petugas sedang berhalangan")
    assert toast is not None
    assert "Pengumpulan ditutup" in toast.text
    called.climb()
    card = called.card(COMPILER).text
    assert "Menyusul: 2 indikator (PSDI 1, WASI 1)" in card
    assert "Alasan ditutup sebelum lengkap: Petugas sedang berhalangan" in card


def test_a_reason_may_be_typed(called: Bureau) -> None:
    called.press(PLANNER, "Tulis alasan")
    answer = called.write(PLANNER, "data PLN baru terbit 12 Okt")
    assert "Pengumpulan ditutup" in answer.text
    called.climb()
    assert "sebelum lengkap: data PLN baru terbit 12 Okt" in called.card(COMPILER).text


def test_a_long_reason_and_a_stranger_are_refused(called: Bureau) -> None:
    reason = called.last(PLANNER).rows[0][0]
    called.press(PLANNER, "Tulis alasan")
    assert "ringkas alasannya" in called.write(PLANNER, "x" * 301).text
    toast = called.tap("KABID-PSDI", reason)
    assert toast is not None
    assert "Perencana" in toast.text
    assert "Proceed" not in called.journal()


def test_the_note_of_the_hand_over_names_the_missing_and_why(called: Bureau) -> None:
    called.press(PLANNER, "Petugas sedang berhalangan")
    note = called.look(
        lambda work: allocations.allocation(work, called.case(work), given_by="Perencana", given_to="Staf")
    )
    assert note.missing == (
        "Pelaku IKM yang dilatih",
        "Pengaduan industri yang tidak selesai tepat waktu",
    )
    with pypdfium2.PdfDocument(render_allocation(note)) as document:
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert "Belum masuk saat pengumpulan ditutup: Pelaku IKM yang dilatih; Pengaduan" in text
    assert "Alasan: Petugas sedang berhalangan." in text
    asked = called.look(lambda work: allocations.allocation(work, called.case(work)))
    assert not asked.missing
