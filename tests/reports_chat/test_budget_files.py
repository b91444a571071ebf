"""The budget of a quarter told by one file: no figure is made of it, and the report goes its way.

Source: practice 5.6 (a Kasubag Keuangan task takes the realization report as one file or five figures).
"""

from pathlib import Path

import pytest

from bot.blobs import Blobs
from desk import reports
from sop.indicators import Evidence
from storage import indicators
from storage.database import Database
from tests.reports_chat.bureaus import Bureau

KEEPER, PLANNER, PROCESSOR = "KASUBAG-KEU", "PERENCANA", "PENGOLAH"
NAME = "Laporan realisasi TW III.pdf"


@pytest.fixture
def asked(database: Database, tmp_path: Path) -> Bureau:
    """Lombok Timur's quarter is collected; the budget of TW III is not told yet."""
    office = Bureau(database, Blobs(tmp_path / "blobs"), sop_key="lombok-timur", budget_until=2)
    office.open()
    office.press(PLANNER, "Minta data")
    office.climb()
    return office


def kept(office: Bureau) -> tuple[Evidence, ...]:
    with office.database.reading() as connection:
        return indicators.evidences(connection, office.scope, [office.bundle("3a").id])


def test_without_figures_or_a_file_nothing_is_handed_in(asked: Bureau) -> None:
    toast = asked.press(KEEPER, "Kirim realisasi")
    assert toast is not None
    assert "atau kirim berkas laporan realisasinya" in toast.text
    assert not [one for one in asked.working() if one.step == "6"]


def test_one_file_and_one_press_reach_the_report_without_an_invented_figure(asked: Bureau) -> None:
    before = len(asked.heard(KEEPER))
    card = asked.send(KEEPER, NAME)
    answer = asked.heard(KEEPER)[before]
    assert f"Berkas {NAME} disimpan sebagai bukti realisasi anggaran" in answer.text
    for shown in (answer, card):
        assert "kirim satu berkas" not in shown.text  # it has come
        assert "tertulis “data menyusul” selama angka nomor 1, 2, 3, 4, 5 belum diketik" in shown.text
    toast = asked.press(KEEPER, "Kirim realisasi")
    assert toast is not None
    assert "Realisasi anggaran tercatat" in toast.text
    (file,) = kept(asked)
    assert file.name == NAME
    for who, label in (
        (PLANNER, "Serahkan ke Yohanes"),
        (PROCESSOR, "Sesuai"),
        (PROCESSOR, "Selesai diolah"),
        (PLANNER, "Verifikasi"),
    ):
        asked.press(who, label)
    asked.draw()
    figures = reports.said(asked.report())
    assert figures.budget is None  # the sum lacks a quarter: none is printed
    assert len(figures.rows) == 16
