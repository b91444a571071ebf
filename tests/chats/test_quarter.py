"""Lumajang's SOP in the demo office, a whole quarter by chat. Source: practice 1; domain 4.4, 6.3.

The same quarter is played twice, the second time with a restart of the application between every two acts:
people must read the same words. The counts per role are printed and held against the targets.
"""

import asyncio
import re
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import Show
from tools.counts import Count, targets
from tools.play import piece, played

CHANCE = r"(?<=/start )\S+|(?<=start=)\S+|(?<=Kode verifikasi )\S+|\(\d+ kB\)|[A-Z0-9]{4}-[A-Z0-9]{4}"
GOLDEN = (
    "90,91",
    "92,16",
    "90,56",
    "97,47",
    "80,00",
    "137,50",
    "75,00",
    "72,62",
    "102,19",
    "33,33",
    "104,44",
)


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("quarter")
    print(asyncio.run(played(piece("demo", "lumajang"), tmp_path_factory.mktemp("data"), out, False)))
    return out


def transcripts(folder: Path) -> dict[str, str]:
    """Every chat, without what differs from run to run: secrets of invitations, codes of a frozen moment."""
    return {
        file.stem: re.sub(CHANCE, "", file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.txt"))
        if file.stem != "hitungan"
    }


def cards_with(chat: str, button: str) -> int:
    """How many cards brought a button; one that only went on further below is no other card."""
    said = re.split(r"^\d\d\.\d\d  ", chat, flags=re.MULTILINE)
    came = [one for one in said if f"\n       [{button}" in one and "diubah)" not in one.partition("\n")[0]]
    titles = {re.sub(r"^.*?: ", "", one.partition("\n")[0]) for one in came}
    assert len(titles) == 1, titles
    return len(came) - sum(f"{titles.copy().pop()}: dilanjutkan di bawah" in one for one in said)


def test_the_quarter_ends_with_an_archived_report(quarter: Path) -> None:
    chats = transcripts(quarter)
    assert "Laporan diarsipkan" in chats["PERENCANA"]
    assert "Terima kasih, penerimaan sudah dicatat" in chats["PENERIMA-BAPPEDA"]
    assert "Laporan disetujui" in chats["KADIS"]
    assert not any("ada gangguan" in chat for chat in chats.values())


def test_the_report_prints_the_golden_figures(quarter: Path) -> None:
    report = next(file for file in (quarter / "berkas").glob("*.pdf") if "DRAF" not in file.name)
    with pypdfium2.PdfDocument(report) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for figure in GOLDEN:
        assert figure in text, figure
    assert "DRAF" not in text


def test_what_went_otherwise_left_its_trace(quarter: Path) -> None:
    chats = transcripts(quarter)
    assert "di luar aplikasi" in chats["KABID-WASI"]
    assert "Atas nama Sub Koordinator Pengawasan Industri" in chats["KABID-WASI"]
    assert "Benar, ajukan" in chats["SUBKOR-WASI"]
    assert "Dikoreksi: Sentra IKM aktif" in chats["KABID-PIKM"]
    assert "bukti belum dilampirkan" in chats["KABID-PSDI-LAMA"]
    assert "Panggilan terakhir disampaikan" in chats["SUBKOR-PROGRAM"]
    assert "Tersimpan: Rini Astuti" in chats["ADMIN"]
    assert "Diajukan ke Kepala Dinas" in chats["KABID-PSDI"]
    assert "\n       1) 104\n" in chats["SUBKOR-PSDI"]


def test_a_restart_between_every_two_acts_changes_no_word(quarter: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    (tmp_path / "data").mkdir()
    asyncio.run(played(piece("demo", "lumajang"), tmp_path / "data", again, True))
    for who, chat in transcripts(quarter).items():
        assert transcripts(again)[who] == chat, who


@pytest.mark.parametrize("sop_key", ["lumajang", "lombok-timur"])
def test_a_big_office_stays_within_the_targets(sop_key: str, tmp_path: Path, show: Show) -> None:
    (tmp_path / "data").mkdir()
    chosen = piece("big", sop_key)
    held = targets(chosen.book)
    printed = asyncio.run(played(chosen, tmp_path / "data", tmp_path / "out", False))
    show(f"a quarter of an office of the size counted for {sop_key}", "", printed)
    returned = "".join(transcripts(tmp_path / "out").values()).count("Perbaikan ke-1")
    assert returned > 0
    whole = re.search(r"seluruh kantor: (\d+) tekan .* (\d+) pesan", printed)
    assert whole is not None
    assert held.presses is not None
    assert held.messages is not None
    assert int(whole[1]) <= held.presses
    assert int(whole[2]) <= held.messages
    for role, presses, typed, received in re.findall(
        r"^(\S[^\d\n]*?)\s+\d+\s+(\d+)/(\d+)/(\d+)", printed, re.M
    ):
        spent, target = Count(int(presses), int(typed), int(received)), held.roles[role]
        assert spent.presses <= target.presses, (role, spent)
        assert spent.received <= target.received, (role, spent)
