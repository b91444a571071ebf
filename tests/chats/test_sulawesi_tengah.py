"""Sulawesi Tengah's SOP in the demo office, a whole year by chat. Source: practice 5.4; domain 4.3."""

import asyncio
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.chats.test_quarter import transcripts
from tools.play import piece, played

SENT = "Melaporkan hasil pengukuran kinerja internal kepada pihak yang berkepentingan"
QUARTERS = ("TW I 2026", "TW II 2026", "TW III 2026", "TW IV 2026")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("sulawesi_tengah")
    chosen = piece("demo", "sulawesi-tengah")
    print(asyncio.run(played(chosen, tmp_path_factory.mktemp("data"), out, False)))
    return out


@pytest.fixture(scope="module")
def chats(year: Path) -> dict[str, str]:
    return transcripts(year)


def test_targets_are_agreed_to_and_the_plan_is_approved_before_anything_is_logged(
    chats: dict[str, str],
) -> None:
    assert "menekan [Setuju] -> “Terima kasih. Target tahun 2026 disetujui.”" in chats["KADIS"]
    assert "menekan [Setujui] -> “Rencana aksi dan jadwal disetujui.”" in chats["KADIS"]
    assert "Rencana aksi dan jadwal monitoring 2026 disetujui oleh Kepala Dinas" in chats["SUBKOR-PROGRAM"]


def test_what_was_logged_stands_in_the_form(chats: dict[str, str]) -> None:
    assert (
        "Pelaku IKM yang dilatih, TW I 2026: 60 Orang dari target 60 Orang (2 catatan)"
        in chats["SUBKOR-PSDI"]
    )
    assert "isian: 60 Orang (dari catatan kegiatan)" in chats["SUBKOR-PSDI"]
    prepared = "3. Persentase capaian sasaran RPIK (a.n. Kepala Bidang Pembangunan Sumber Daya Industri)"
    assert prepared in chats["SUBKOR-PSDI"]


def test_the_heads_own_rows_are_prepared_and_confirmed_with_one_press(chats: dict[str, str]) -> None:
    head, prepares = chats["KADIS"], chats["SUBKOR-PROGRAM"]
    assert head.count("menekan [Benar, ajukan (2/2)]") == len(QUARTERS)
    assert "Diisi oleh I Made Suardika, S.Sos. atas nama Bapak/Ibu" in head
    assert "Mohon ditinjau pembagiannya" not in head
    assert "atas nama Bapak/Ibu" not in prepares
    assert "Benar, ajukan" not in prepares
    assert "Isian ini diajukan setelah dikonfirmasi Kepala Dinas Perindustrian" in prepares


def test_each_quarter_is_approved_received_and_put_away_by_itself(chats: dict[str, str]) -> None:
    for quarter in QUARTERS:
        assert f"✓ Menyetujui laporan · {quarter}: selesai" in chats["KADIS"]
        sent = f"✓ {SENT} · {quarter}: selesai"
        assert sent in chats["SUBKOR-PROGRAM"]
        assert (
            f"✓ Mengirimkan, memberi nomor, dan mengarsipkan laporan · {quarter}: selesai"
            in chats["PERENCANA"]
        )
        assert f"Laporan {quarter} disetujui. Teks capaian Bapak/Ibu untuk e-Kinerja" in chats["JFT-UPTD"]


def test_what_went_otherwise_left_its_trace(chats: dict[str, str]) -> None:
    assert "mohon diperbaiki: “bukti belum dilampirkan”" in chats["SUBKOR-PSDI"]
    assert "tertulis 1, seharusnya 2. Pengisi diberi tahu" in chats["KABID-WASI"]
    assert "Panggilan terakhir disampaikan" in chats["SUBKOR-PROGRAM"]
    assert "Dicatat: rencana aksi TW II 2026 dilaksanakan di luar aplikasi" in chats["SUBKOR-PROGRAM"]
    assert "Tersimpan: Rina Maharani Putri, S.T." in chats["ADMIN"]
    assert not any("ada gangguan" in chat for chat in chats.values())


def test_the_next_year_opens_beside_the_last_report(chats: dict[str, str]) -> None:
    after = chats["KADIS"].partition("-- Senin, 4 Januari 2027 --")[2]
    assert "Isian TW IV 2026" in after
    assert "Menetapkan target triwulan I sampai IV" in after
    assert "· 2027" in after


def test_the_report_has_the_matrix_of_all_levels_and_what_holders_recommend(year: Path) -> None:
    [report] = (year / "berkas").glob("Laporan Kinerja TW IV 2026*Perindustrian.pdf")
    with pypdfium2.PdfDocument(report) as document:
        text = " ".join(re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document)
    for title in ("Kepala Dinas Perindustrian", "Kepala Bidang Pemberdayaan IKM", "Sub Koordinator"):
        assert title in text
    assert "Rekomendasi" in text
