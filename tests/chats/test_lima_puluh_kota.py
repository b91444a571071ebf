"""Lima Puluh Kota's SOP in the demo office, a whole quarter by chat. Source: practice 5.5; domain 4.2."""

import asyncio
from pathlib import Path

import pytest

from tests.chats.test_quarter import cards_with, transcripts
from tools.play import piece, played


@pytest.fixture(scope="module")
def chats(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out: Path = tmp_path_factory.mktemp("lima_puluh_kota")
    chosen = piece("demo", "lima-puluh-kota")
    print(asyncio.run(played(chosen, tmp_path_factory.mktemp("data"), out, False)))
    return transcripts(out)


def test_one_press_locks_the_format_and_asks_every_unit(chats: dict[str, str]) -> None:
    asker = chats["SUBKOR-PROGRAM"]
    assert "[Kunci format & minta data (5 unit)]" in asker
    assert "Kelengkapan TW III 2026: 0 dari 13" in asker
    assert "Permintaan data kinerja TW III 2026" in chats["KABID-PSDI"]
    asked = chats["KABID-PSDI"].partition("Permintaan data kinerja")[2]
    assert "Dasar: Disposisi Kepala Dinas Perindustrian, dicatat 1 Oktober 2026" in asked


def test_what_went_otherwise_left_its_trace(chats: dict[str, str]) -> None:
    assert "dilaksanakan di luar aplikasi" in chats["KADIS"]
    assert "Tembusan: Memerintahkan pengumpulan data kinerja" in chats["SEKRETARIS"]
    assert "Panggilan terakhir disampaikan" in chats["SUBKOR-PROGRAM"]
    assert "Masih ditunggu dari Bapak/Ibu: 1 indikator" in chats["JFT-UPTD"]
    assert "Tersimpan: Lalu Gede Suparta" in chats["ADMIN"]
    assert "dilanjutkan Lalu Gede Suparta, S.E. selaku" in chats["SUBKOR-PIKM-LAMA"]
    assert "menekan [Ajukan" in chats["SUBKOR-PIKM"]


def test_a_figure_went_to_the_unit_it_belongs_to(chats: dict[str, str]) -> None:
    moved = "Wirausaha industri baru yang terbentuk dipindahkan kepada"
    assert moved in chats["SUBKOR-PROGRAM"]
    assert "dipindahkan ke Bidang Pengawasan dan Informasi Industri" in chats["KABID-PSDI"]
    assert "dipindahkan dari Bidang Pembangunan Sumber Daya Industri" in chats["KABID-WASI"]
    assert "ditangani bidang lain" in chats["SUBKOR-WASI"]


def test_gathering_analysis_and_compilation_are_one_card(chats: dict[str, str]) -> None:
    asker = chats["SUBKOR-PROGRAM"]
    assert "Perbaikan diminta: Pelaku IKM yang dilatih" in asker
    assert "Dikoreksi: Sentra IKM aktif, tertulis 16, seharusnya 17" in asker
    assert cards_with(asker, "Susun laporan") == 1
    assert "5. Pelaku IKM yang dilatih" in asker.partition("dilanjutkan di bawah")[2]
    assert "sudah diperbaiki" in asker
    assert "Laporan disetujui" in chats["KADIS"]
    assert not any("ada gangguan" in chat for chat in chats.values())
