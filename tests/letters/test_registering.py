"""Registering a letter: a file, one line, one press; whatever is amiss is said in one sentence."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from desk import letter_files
from desk.works import Work
from handlers import notices
from sop.cases import BundleState
from sop.letters import Priority
from storage import journals
from storage.database import Database
from storage.jobs import JOBS
from tests.cases.offices import settled
from tests.forms.offices import labels
from tests.letters.offices import (
    HEAD,
    LINE,
    PLANNER,
    SECRETARY,
    SHA,
    STAFF,
    fetch,
    files,
    kept,
    office,
    register,
    running,
)

LATE_DECEMBER = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)


def test_a_file_and_one_line_are_echoed_and_one_press_sends(database: Database) -> None:
    found = office(database)
    (echo,) = found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    assert "Surat masuk · Agenda 1" in echo.text
    for said in (
        "Nomor: 000.8/123/Bappeda",
        "Tanggal: 28 Sep 2026",
        "Dari: Bappeda",
        "Perihal: permintaan laporan TW III",
        "Batas waktu: Jumat, 9 Oktober 2026",
        "Sifat: Biasa",
        "Berkas: surat.pdf",
        "Membuka: Triwulan III Tahun 2026",
    ):
        assert said in echo.text
    assert labels(echo)[0] == "Kirim"
    found.press(STAFF, "Kirim")
    assert found.last(STAFF).text == (
        "Surat agenda 1 tercatat. Triwulan III Tahun 2026 dibuka dan kartunya diteruskan."
    )
    (letter,) = kept(found)
    (case,) = running(found)
    assert (letter.case_id, letter.due, case.period) == (case.id, date(2026, 10, 9), "2026-Q3")
    found.case_id = case.id
    assert found.bundle(HEAD).step == "1"
    assert found.lines("letter_linked") == [{"letter": letter.id}]
    with database.reading() as connection:
        chain = journals.chain(connection, found.scope, journals.OFFICE_CHAIN)
    assert [line.action for line in chain][-1] == "letter_registered"


def test_line_and_file_may_come_one_after_the_other(database: Database) -> None:
    found = office(database)
    assert "Kirim foto atau PDF suratnya" in found.write(STAFF, "/surat").text
    typed = found.write(STAFF, LINE)
    assert typed.text.endswith("Berkasnya belum ada. Mohon kirim foto atau PDF suratnya.")
    assert "Kirim" not in labels(typed)
    (echo,) = found.send(STAFF, "surat.jpg", mime="image/jpeg")
    assert labels(echo)[0] == "Kirim"
    found.press(STAFF, "Kirim")
    (letter,) = kept(found)
    assert [one.name for one in files(found, letter.id)] == ["surat.jpg"]


def test_the_pages_of_an_album_are_one_letter(database: Database) -> None:
    found = office(database)
    found.write(STAFF, "/surat")
    assert len(found.send(STAFF, "1.jpg", LINE, album="a1", mime="image/jpeg")) == 1
    assert found.send(STAFF, "2.jpg", album="a1", mime="image/jpeg") == []
    found.press(STAFF, "Kirim")  # answered with the letter as it is now, which has a page more
    found.press(STAFF, "Kirim")
    (letter,) = kept(found)
    assert [one.name for one in files(found, letter.id)] == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1/B, Bappeda, laporan TW III", "Tanggal suratnya belum ada."),
        ("1/B, 28 Sep 2026, laporan TW III", "Pengirimnya belum ada."),
        ("1/B, 28 Sep 2026, dari Bappeda", "Perihalnya belum ada."),
        ("1/B, 32 Sep 2026, Bappeda, laporan TW III", "Tanggal “32 Sep 2026” belum terbaca"),
        ("1/B, 28 Okt 2026, Bappeda, laporan TW III", "Tanggal surat 28 Okt 2026 masih di depan"),
    ],
)
def test_what_is_amiss_is_said_in_one_sentence_and_the_rest_is_kept(
    database: Database, line: str, sentence: str
) -> None:
    found = office(database)
    (echo,) = found.send(STAFF, "surat.pdf", f"/surat {line}")
    assert sentence in echo.text
    assert "Kirim" not in labels(echo)
    assert "Nomor: 1/B" in echo.text


def test_a_deadline_before_today_is_not_taken(database: Database) -> None:
    found = office(database)
    line = "1/B, 28 Sep 2026, Bappeda, laporan TW III, paling lambat 1 Okt 2026"
    (echo,) = found.send(STAFF, "surat.pdf", f"/surat {line}")
    assert echo.text.startswith("Batas waktu 1 Okt 2026 sudah lewat")
    assert "Batas waktu: tidak disebut" in echo.text
    found.press(STAFF, "Ubah batas")
    found.write(STAFF, "9 Okt")
    found.press(STAFF, "Kirim")
    assert kept(found)[0].due == date(2026, 10, 9)


def test_the_next_message_answers_what_was_missing(database: Database) -> None:
    found = office(database)
    found.send(STAFF, "surat.pdf", "/surat 1/B, Bappeda, laporan TW III")
    echo = found.write(STAFF, "28 Sep")
    assert "Tanggal: 28 Sep 2026" in echo.text
    assert labels(echo)[0] == "Kirim"


def test_every_field_can_be_changed_and_an_older_echo_does_not_send(database: Database) -> None:
    found = office(database)
    found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    old = found.button(STAFF, "Kirim").data
    for label, text, said in (
        ("Ubah nomor", "000.8/124/Bappeda", "Nomor: 000.8/124/Bappeda"),
        ("Ubah tanggal", "29 Sep", "Tanggal: 29 Sep 2026"),
        ("Ubah pengirim", "Bappeda, Bidang Evaluasi", "Dari: Bappeda, Bidang Evaluasi"),
        ("Ubah perihal", "permintaan laporan, TW III", "Perihal: permintaan laporan, TW III"),
        ("Ubah agenda", "57/SEK", "Agenda 57/SEK"),
        ("Ubah batas", "tidak ada", "Batas waktu: tidak disebut"),
    ):
        found.press(STAFF, label)
        assert said in found.write(STAFF, text).text
    found.press(STAFF, "Ubah sifat")
    found.press(STAFF, "Kilat")
    assert "Sifat: Kilat" in found.last(STAFF).text
    toast = found.tap(STAFF, old)
    assert toast.alert
    assert not kept(found)
    found.press(STAFF, "Kirim")
    (letter,) = kept(found)
    assert (letter.agenda_no, letter.number, letter.due) == ("57/SEK", "000.8/124/Bappeda", None)
    assert (letter.sender, letter.priority) == ("Bappeda, Bidang Evaluasi", Priority.IMMEDIATE)


def test_the_agenda_runs_and_is_used_once(database: Database) -> None:
    found = office(database)
    register(found)
    (echo,) = found.send(PLANNER, "surat2.pdf", f"/surat {LINE}, agenda 1")
    assert "Agenda 1" in echo.text
    assert found.press(PLANNER, "Kirim").text.startswith("Agenda 1 sudah dipakai")
    found.press(PLANNER, "Ubah agenda")
    found.write(PLANNER, "2")
    found.press(PLANNER, "Kirim")
    assert [one.agenda_no for one in kept(found)] == ["2", "1"]
    (echo,) = found.send(STAFF, "surat3.pdf", f"/surat {LINE}")
    assert "Agenda 3" in echo.text


def test_a_second_letter_joins_the_case_that_runs(database: Database) -> None:
    found = office(database)
    first = register(found)
    (echo,) = found.send(STAFF, "surat2.pdf", "/surat 5/INS, 1 Okt, Inspektorat, data kinerja TW III")
    assert "Ditautkan ke: Triwulan III Tahun 2026 (sedang berjalan)" in echo.text
    found.press(STAFF, "Kirim")
    assert found.last(STAFF).text == "Surat agenda 2 tercatat dan ditautkan ke Triwulan III Tahun 2026."
    assert [one.case_id for one in kept(found)] == [first.case_id, first.case_id]
    assert len(running(found)) == 1
    assert "Surat lain untuk Triwulan III" in found.last(PLANNER).text
    assert found.lines("letter_linked")[-1] == {"letter": kept(found)[0].id}


def test_two_readings_of_the_quarter_are_asked(database: Database) -> None:
    found = office(database)
    found.now = LATE_DECEMBER
    (echo,) = found.send(STAFF, "surat.pdf", "/surat 1/B, 21 Des 2026, Bappeda, permintaan laporan")
    assert echo.text.endswith("Surat ini untuk periode yang mana? Mohon pilih.")
    assert labels(echo)[:2] == ["TW IV 2026", "TW III 2026"]
    found.press(STAFF, "TW IV 2026")
    found.press(STAFF, "Kirim")
    assert running(found)[0].period == "2026-Q4"


def test_a_quarter_named_in_the_letter_is_taken(database: Database) -> None:
    found = office(database)
    found.now = LATE_DECEMBER
    (echo,) = found.send(STAFF, "surat.pdf", "/surat 1/B, 21 Des 2026, Bappeda, laporan triwulan IV")
    assert "Membuka: Triwulan IV Tahun 2026" in echo.text


def test_an_sop_that_begins_otherwise_is_joined_and_not_opened(database: Database) -> None:
    found = settled(database)
    (echo,) = found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    assert "tidak ada kegiatan yang dibuka" in echo.text
    found.press(STAFF, "Kirim")
    assert found.last(STAFF).text == "Surat agenda 1 tercatat."
    assert not running(found)
    found.write(PLANNER, "/status")
    found.press(PLANNER, "Buka TW III")
    (echo,) = found.send(STAFF, "surat2.pdf", f"/surat {LINE}")
    assert "Ditautkan ke: Triwulan III" in echo.text


def test_what_was_begun_is_offered_again_and_can_be_dropped(database: Database) -> None:
    found = office(database)
    found.send(STAFF, "surat.pdf", "/surat 1/B, Bappeda, laporan TW III")
    assert "Lanjutkan agenda 1: laporan TW III" in labels(found.write(STAFF, "/surat"))
    found.press(STAFF, "Lanjutkan agenda 1")
    assert "Tanggal: 28 Sep 2026" in found.write(STAFF, "28 Sep").text
    found.press(STAFF, "Tidak jadi")
    assert not [one for one in labels(found.write(STAFF, "/surat")) if one.startswith("Lanjutkan")]
    (echo,) = found.send(STAFF, "surat.pdf", LINE)
    assert "Agenda 1" in echo.text


@pytest.mark.parametrize("who", ["KABID-PSDI", "SUBKOR-PSDI"])
def test_others_neither_register_nor_press(database: Database, who: str) -> None:
    found = office(database)
    found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    assert found.write(who, "/surat").text.startswith("Surat masuk didaftarkan oleh")
    assert "lama" in found.tap(who, found.button(STAFF, "Kirim").data).text
    assert "lama" in found.tap(PLANNER, found.button(STAFF, "Kirim").data).text
    assert not kept(found)


def test_the_last_letters_are_listed_with_their_state_for_who_may_see_them(database: Database) -> None:
    found = office(database)
    register(found)
    for who in (PLANNER, SECRETARY, HEAD):
        listed = found.write(who, "/surat")
        assert (
            "• Agenda 1: Bappeda, permintaan laporan TW III (28 Sep 2026) · TW III 2026 berjalan"
            in listed.text
        )
    assert "Kirim foto" not in found.last(HEAD).text


def test_the_letter_opens_for_its_readers_once_it_was_fetched(database: Database) -> None:
    found = office(database)
    found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    found.press(STAFF, "Kirim")
    found.write(HEAD, "/surat")
    assert "sedang diambil" in found.press(HEAD, "Buka surat agenda 1").text
    fetch(found)
    found.press(HEAD, "Buka surat agenda 1")
    page = found.last(HEAD)
    assert page.attachment is not None
    assert (page.attachment.name, page.attachment.blob) == ("surat.pdf", SHA)
    assert "lama" in found.tap("KABID-PSDI", found.button(HEAD, "Buka surat agenda 1").data).text


def test_a_file_that_cannot_be_kept_is_told_and_sent_again(database: Database) -> None:
    found = office(database)
    found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    found.press(STAFF, "Kirim")
    with database.reading() as connection:
        (body,) = connection.execute(
            sa.select(JOBS.c.body).where(JOBS.c.kind == letter_files.FETCH)
        ).scalars()
    job = json.loads(body)
    assert job["file_id"] == "file-surat.pdf"
    with database.writing() as connection:
        work = Work(connection, found.now)
        letter_files.unusable(work, found.scope.office_id, job["file"], "lost")
        notices.announce(work, work.events)
    assert "surat.pdf untuk surat agenda 1 tidak dapat diambil" in found.last(STAFF).text
    found.press(STAFF, "Kirim ulang berkas")
    assert "belum ada" in found.write(STAFF, "sebentar").text
    (answer,) = found.send(STAFF, "surat-baru.pdf")
    assert answer.text == "Berkas untuk surat agenda 1 tersimpan."
    assert [one.name for one in files(found, kept(found)[0].id)] == ["surat-baru.pdf"]


@pytest.mark.parametrize(
    ("name", "rest", "sentence"),
    [
        ("surat.exe", {}, "Berkas program tidak dapat diterima."),
        ("surat.pdf", {"size": 34 << 20}, "Berkas 34 MB melebihi batas 20 MB."),
    ],
)
def test_a_file_that_may_not_be_kept_is_refused(
    database: Database, name: str, rest: dict[str, Any], sentence: str
) -> None:
    found = office(database)
    found.write(STAFF, "/surat")
    found.write(STAFF, LINE)
    (answer,) = found.send(STAFF, name, **rest)
    assert answer.text.startswith(sentence)
    (echo,) = found.send(STAFF, "surat.pdf")
    assert labels(echo)[0] == "Kirim"


def test_a_second_press_of_kirim_says_that_it_is_sent(database: Database) -> None:
    found = office(database)
    register(found)
    data = found.button(STAFF, "Kirim").data
    assert found.tap(STAFF, data).text == "Surat agenda 1 sudah dikirim."
    assert len(running(found)) == 1


def test_a_form_that_waits_is_not_mistaken_for_the_letter(database: Database) -> None:
    """A question about a letter and one about a form stand side by side; a reply finds its own."""
    found = office(database)
    found.write(STAFF, "/surat")
    asked = found.deliver(STAFF)
    found.write(STAFF, "/batal")
    answer = found.write(STAFF, LINE, reply_to=asked)
    assert "Perihal: permintaan laporan TW III" in answer.text


def test_the_order_reaches_the_head_with_the_case(database: Database) -> None:
    found = office(database)
    register(found)
    assert found.bundle(HEAD, BundleState.OPEN).step == "1"
    assert "Mendisposisi surat masuk · TW III 2026" in found.last(HEAD).text
