"""Lombok Timur's SOP in the demo office, a whole quarter by chat. Source: practice 5.6; domain 4.1."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from sop.books import OfficeBook
from sop.people import Holding
from tests.chats.test_quarter import GOLDEN, cards_with, transcripts
from tools.incidents import enclosed, files_opened
from tools.play import piece, played

ENCLOSED = (("Perjanjian Kinerja", "PK 2026 Perubahan"), ("Renja", "Renja 2027"))


def acting_head(book: OfficeBook) -> OfficeBook:
    """The office is led by a Plt."""
    head = next(row for row in book.staff if row.code == "KADIS")
    acting = replace(
        head, holding=Holding.ACTING_VACANT, starts=date(2026, 8, 3), decree="800/311/BKPSDM/2026"
    )
    return replace(book, staff=tuple(acting if row is head else row for row in book.staff))


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lombok_timur")
    chosen = piece("demo", "lombok-timur")
    more = (enclosed("PERENCANA", *ENCLOSED), files_opened("KADIS", r"Setujui laporan dan 2 dokumen"))
    chosen = replace(chosen, book=acting_head(chosen.book), incidents=(*chosen.incidents, *more))
    print(asyncio.run(played(chosen, tmp_path_factory.mktemp("data"), out, False)))
    return out


@pytest.fixture(scope="module")
def chats(quarter: Path) -> dict[str, str]:
    return transcripts(quarter)


def test_the_quarter_ends_with_an_archived_report(chats: dict[str, str]) -> None:
    assert "Laporan diarsipkan" in chats["PERENCANA"]
    assert "Terima kasih, penerimaan sudah dicatat" in chats["PENERIMA-BAPPEDA"]
    assert not any("ada gangguan" in chat for chat in chats.values())


def test_the_planner_asks_every_unit_and_sees_how_far_each_of_them_is(chats: dict[str, str]) -> None:
    assert "[Minta data (5 unit)] -> “Permintaan data disampaikan kepada 5 unit.”" in chats["PERENCANA"]
    assert "Kelengkapan TW III 2026: 0 dari 13" in chats["PERENCANA"]


def test_the_budget_comes_in_one_message_and_one_press(chats: dict[str, str], quarter: Path) -> None:
    assert "Jumlah: Rp2.490.500.000" in chats["KASUBAG-KEU"]
    assert chats["KASUBAG-KEU"].count(" menekan [") == 1
    report = next(file for file in (quarter / "berkas").glob("Laporan*.pdf") if "DRAF" not in file.name)
    with pypdfium2.PdfDocument(report) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "1.310.000.000" in text
    for figure in GOLDEN:
        assert figure in text, figure


def test_a_staff_member_processes_and_a_returned_figure_comes_back_to_that_person(
    chats: dict[str, str],
) -> None:
    assert "[Serahkan ke Yohanes Kolo, A.Md.]" in chats["PERENCANA"]
    assert cards_with(chats["PERENCANA"], "Serahkan ke") == 1
    assert "Perbaikan diminta: Pelaku IKM yang dilatih" in chats["PENGOLAH"]
    assert "[Selesai diolah]" in chats["PENGOLAH"]
    assert "mohon diperbaiki: “bukti belum dilampirkan” (dari Pengolah Data)" in chats["SUBKOR-PSDI"]
    assert "Perbaikan atas: bukti belum dilampirkan" in chats["PENGOLAH"]


def test_a_note_on_the_division_of_work_goes_with_the_hand_over(chats: dict[str, str], quarter: Path) -> None:
    [note] = (quarter / "berkas").glob("Catatan Pembagian Tugas*.pdf")
    for who in ("PENGOLAH", "PERENCANA"):
        assert note.name in chats[who]
    with pypdfium2.PdfDocument(note) as document:
        assert len(document) == 1
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert "diserahkan oleh Nurul Fitriani, S.T. (Perencana Ahli Muda)" in text
    assert "kepada Yohanes Kolo, A.Md. (Pengolah Data)" in text
    assert "Dasar: Disposisi Plt. Kepala Dinas Perindustrian" in text
    assert "UPTD Rumah Kemasan (UPTD-RK) – ditugaskan oleh Kepala UPTD Rumah Kemasan" in text
    assert "Utilisasi rumah kemasan Ni Wayan Sri Astuti, S.TP." in text


def test_what_the_verifier_corrects_is_told_to_the_enterer(chats: dict[str, str]) -> None:
    assert "Dikoreksi: Sentra IKM aktif, tertulis 16, seharusnya 17" in chats["PERENCANA"]
    assert "Sentra IKM aktif" in chats["SUBKOR-PIKM"].partition("seharusnya 17")[0][-400:]
    assert "[Verifikasi]" in chats["PERENCANA"]


def test_the_head_approves_what_is_enclosed_with_the_report(chats: dict[str, str], quarter: Path) -> None:
    head = chats["KADIS"]
    for kind, title in ENCLOSED:
        assert f"• {kind}: {title} · 1 KB · dilampirkan Nurul Fitriani, S.T." in head
        assert f"{kind}: {title}. Menunggu persetujuan bersama" in head.partition("menekan [Setujui")[0]
        assert f"{kind}: {title}. Disetujui" in chats["PENERIMA-BAPPEDA"]
        with pypdfium2.PdfDocument(quarter / "berkas" / f"{title}.pdf") as document:
            assert title in document[0].get_textpage().get_text_bounded()
    assert "menekan [Setujui laporan dan 2 dokumen] -> “Laporan dan 2 dokumen disetujui." in head
    assert "Perlu diperhatikan: jabatan ini sedang dipegang Plt. Perubahan Renja sebaiknya" in head
    assert head.count(" menekan [") == 3  # the order, the files, the approval


def test_what_went_otherwise_left_its_trace(chats: dict[str, str]) -> None:
    assert "dilaksanakan di luar aplikasi" in chats["KABID-WASI"]
    assert "Panggilan terakhir disampaikan" in chats["PERENCANA"]
    assert "Masih ditunggu dari Bapak/Ibu: 1 indikator" in chats["JFT-UPTD"]
    assert "Tersimpan: Rini Astuti" in chats["ADMIN"]
    assert "menekan [Teruskan seperti triwulan lalu" in chats["KABID-PSDI"]
    assert "menekan" not in chats["KABID-PSDI-LAMA"]
