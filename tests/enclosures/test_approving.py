"""One press approves the report and what is enclosed; afterwards nothing of it changes."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from desk import enclosures
from sop.cases import BundleState, CaseState
from storage.database import Database
from tests.enclosures.acts import (
    COMPILER,
    CONTENT,
    HEAD,
    PLANNER,
    SECRETARY,
    attach,
    content,
    every,
    labels,
    sent,
    to_approval,
    to_paraf,
    told,
)
from tests.enclosures.conftest import opened
from tests.operations.lines import Shell
from tests.reports_chat.bureaus import Bureau, wita

READER = "PENERIMA-BAPPEDA"


def test_paraf_and_approval_name_every_document_and_open_its_file(office: Bureau) -> None:
    attach(office, "Perjanjian Kinerja", "PK 2026", said=content("pk"))
    attach(office, "Renja", "Renja 2027", said=content("renja"))
    to_paraf(office)
    for who, head in (
        (SECRETARY, "Dokumen yang ikut disetujui:"),
        (HEAD, "Satu tekan menyetujui laporan kinerja triwulan dan 2 dokumen:"),
    ):
        card = office.card(who)
        assert head in card.text
        assert (
            "• <b>Perjanjian Kinerja</b>: PK 2026 · 1 KB · dilampirkan I Made Suardika, S.Sos." in card.text
        )
        assert "• <b>Renja</b>: Renja 2027" in card.text
        assert "Perlu diperhatikan" not in card.text
        office.press(who, "Buka berkas")
        files = [one for one in sent(office, who) if one.attachment is not None][-2:]
        assert [one.attachment.blob for one in files if one.attachment] == [
            sha256(content("pk")).hexdigest(),
            sha256(content("renja")).hexdigest(),
        ]
        if who == SECRETARY:
            office.press(who, "Paraf")
    assert "setelah paraf" not in office.card(HEAD).text


def test_one_press_approves_all_that_is_listed(office: Bureau) -> None:
    attach(office, "Perjanjian Kinerja", "PK 2026", said=content("pk"))
    attach(office, "Renja", "Renja 2027", said=content("renja"))
    to_approval(office)
    toast = office.press(HEAD, "Setujui laporan dan 2 dokumen")
    assert toast is not None
    assert "Laporan dan 2 dokumen disetujui" in toast.text
    assert {one.approved_as for one in every(office)} == {"Kepala Dinas Perindustrian"}
    (line,) = told(office, "enclosures_approved")
    assert line["enclosures"] == [
        {"enclosure": 1, "kind": "pk", "revision": 1, "sha256": sha256(content("pk")).hexdigest()},
        {"enclosure": 2, "kind": "renja", "revision": 1, "sha256": sha256(content("renja")).hexdigest()},
    ]


def test_without_documents_the_card_says_that_none_is_enclosed(office: Bureau) -> None:
    to_approval(office)
    card = office.card(HEAD)
    assert labels(card)[0] == "Setujui laporan"
    assert "Yang disetujui di sini: laporan kinerja triwulan." in card.text
    assert "Perjanjian Kinerja, Renja, Renstra, LKjIP (LAKIP), LKPj, LPPD" in card.text
    office.press(HEAD, "Setujui laporan")
    assert not told(office, "enclosures_approved")


def test_a_press_on_a_card_from_before_a_change_approves_nothing(office: Bureau) -> None:
    attach(office, "Renja", "Renja 2027")
    to_approval(office)
    old = office.card(HEAD).rows[0][0]
    office.now += timedelta(minutes=5)
    attach(office, "Ganti Renja", "Renja 2027 revisi", who=PLANNER, said=content("other"))
    toast = office.tap(HEAD, old)
    assert toast is not None
    assert office.bundle("10").state is BundleState.OPEN
    assert not told(office, "enclosures_approved")
    fresh = office.card(HEAD)
    assert "Renja 2027 revisi" in fresh.text
    assert "setelah paraf" in fresh.text
    office.tap(HEAD, fresh.rows[0][0])
    assert office.bundle("10").state is BundleState.DONE


def test_a_typed_code_acts_on_what_was_delivered(office: Bureau) -> None:
    to_approval(office)
    office.deliver()
    attach(office, "Renja", "Renja 2027", who=PLANNER)
    code = office.bundle("10").code
    office.write(HEAD, f"/setuju {code}")
    assert office.bundle("10").state is BundleState.OPEN
    office.deliver()
    office.write(HEAD, f"/setuju {code}")
    assert office.bundle("10").state is BundleState.DONE


def test_a_file_that_nobody_can_read_yet_is_not_approved(office: Bureau) -> None:
    to_approval(office)
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Lampirkan dokumen")
    office.press(PLANNER, "Renja")
    office.send(PLANNER, "renja.pdf")
    for label in ("Buka berkas", "Setujui laporan"):
        toast = office.press(HEAD, label)
        assert toast is not None
        assert "sedang diambil" in toast.text
    assert office.bundle("10").state is BundleState.OPEN
    office.fetch(enclosures.FETCH, CONTENT)
    office.press(HEAD, "Setujui laporan dan 1 dokumen")
    assert office.bundle("10").state is BundleState.DONE


def test_a_return_names_a_document_and_the_repaired_one_goes_up(office: Bureau) -> None:
    attach(office, "Renja", "Renja 2027")
    to_approval(office)
    office.press(HEAD, "Mohon diperbaiki")
    office.write(HEAD, "Renja: tabel pendanaan belum sesuai pagu")
    card = office.card(COMPILER)
    assert "Renja: tabel pendanaan belum sesuai pagu" in card.text
    assert "Lampirkan dokumen (1 terlampir)" in labels(card)
    attach(office, "Ganti Renja", "Renja 2027 revisi", said=content("other"))
    office.press(COMPILER, "Susun laporan")
    office.write(COMPILER, "Renja sudah disesuaikan dengan pagu")
    office.press(SECRETARY, "Paraf")
    card = office.card(HEAD)
    assert "Renja 2027 revisi" in card.text
    assert "setelah paraf" not in card.text


def test_archive_and_recipients_get_the_documents_with_the_report(office: Bureau) -> None:
    attach(office, "Perjanjian Kinerja", "PK 2026")
    to_approval(office)
    office.press(HEAD, "Setujui laporan")
    office.draw()
    assert "Bersama ini disampaikan pula: Perjanjian Kinerja." in office.card(PLANNER).text
    office.press(PLANNER, "Kirim")
    letter, enclosed = sent(office, READER)[-2:]
    assert "Bersama ini disampaikan pula: Perjanjian Kinerja." in letter.text
    assert labels(letter) == ["Terima", "Ada catatan"]
    assert enclosed.attachment is not None
    assert enclosed.attachment.blob == sha256(CONTENT).hexdigest()
    assert enclosed.text.startswith("Perjanjian Kinerja: PK 2026. Disetujui 5 Okt 2026")
    office.press(READER, "Terima")
    office.press(PLANNER, "Arsipkan tanpa nomor")
    assert office.look(office.case).state is CaseState.DONE
    for who in (SECRETARY, READER):
        office.write(who, "/laporan")
        office.press(who, "TW III 2026")
        last = sent(office, who)[-1]
        assert last.attachment is not None
        assert last.attachment.blob == sha256(CONTENT).hexdigest()


def test_after_a_reopening_what_was_approved_stays_until_a_newer_one_is(office: Bureau) -> None:
    attach(office, "Renja", "Renja 2027", said=content("first"))
    to_approval(office)
    office.press(HEAD, "Setujui laporan")
    office.draw()
    office.press(PLANNER, "Kirim")
    office.press(PLANNER, "Arsipkan tanpa nomor")
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Buka kembali")
    office.write(PLANNER, "angka Dinas berubah")
    page = attach(office, "Renja", "Renja 2027 Perubahan", said=content("second"))
    assert "Hapus Renja" in labels(page)
    to_approval(office)
    office.press(HEAD, "Setujui laporan dan 1 dokumen")
    found = {one.title: one for one in every(office)}
    assert found["Renja 2027"].approved_at is not None
    assert found["Renja 2027 Perubahan"].approved_at is not None
    assert [one["enclosures"][0]["revision"] for one in told(office, "enclosures_approved")] == [1, 2]


@pytest.fixture
def acting(database: Database, tmp_path: Path) -> Bureau:
    """The Sekretaris acts for the head who travels."""
    found = opened(database, tmp_path, plh=True)
    found.now = wita("2026-10-13 09:00")
    return found


def test_a_stand_in_is_warned_about_renja_and_may_approve_it(acting: Bureau) -> None:
    attach(acting, "Perjanjian Kinerja", "PK 2026")
    to_approval(acting)
    assert "Perlu diperhatikan" not in acting.card(SECRETARY).text  # setting a PK is allowed to a Plh.
    attach(acting, "Renja", "Renja 2027", said=content("renja"))
    attach(acting, "Renstra", "Renstra 2025-2029", said=content("renstra"))
    card = acting.card(SECRETARY)
    assert "Perlu diperhatikan: jabatan ini sedang dipegang Plh. Perubahan Renja dan Renstra" in card.text
    acting.press(SECRETARY, "Setujui laporan dan 3 dokumen")
    assert {one.approved_as for one in every(acting)} == {"Plh. Kepala Dinas Perindustrian"}


def test_an_approval_on_paper_says_who_recorded_it(office: Bureau) -> None:
    attach(office, "Renja", "Renja 2027")
    to_approval(office)
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Catat di luar: ")
    office.send(PLANNER, "lembar.pdf", "disetujui di ruang kerja, Senin siang")
    (one,) = every(office)
    assert one.approver.startswith("Dr. Ir. Baiq")
    assert one.approved_as == "Kepala Dinas Perindustrian, dicatat Nurul Fitriani, S.T."


def test_the_register_knows_a_document_by_its_file(
    office: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path, capsys)

    def verified(said: bytes) -> tuple[int, str]:
        (tmp_path / "x.pdf").write_bytes(said)
        code = shell.types("verify", str(tmp_path / "x.pdf"), DATABASE_URL=office.database.url)
        return code, shell.said

    attach(office, "Renja", "Renja 2027", said=content("first"))
    assert verified(content("first"))[1].startswith("Konsep: Renja (Renja 2027), Dinas Perindustrian")
    attach(office, "Ganti Renja", "Renja 2027", said=content("second"))
    assert verified(content("first")) == (
        2,
        "Tidak berlaku: Renja (Renja 2027), Dinas Perindustrian Kabupaten Nusa Makmur, lampiran Laporan"
        " Kinerja TW III 2026, sudah diganti atau dihapus.\n",
    )
    to_approval(office)
    office.press(HEAD, "Setujui laporan")
    assert verified(content("second")) == (
        0,
        "Sah: Renja (Renja 2027), Dinas Perindustrian Kabupaten Nusa Makmur, disetujui 5 Okt 2026 09.00 WITA"
        " oleh Dr. Ir. Baiq Ratna Wulandari, M.Si (Kepala Dinas Perindustrian) bersama Laporan Kinerja"
        " TW III 2026; isinya sama persis.\n",
    )
    assert verified(content("third"))[1].startswith("Tidak dikenal:")
